# SPDX-License-Identifier: MPL-2.0
"""Numbers on a scale: those at both ends of a stretch as often as those inside it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from hypothesis import strategies as st

from ..domains import Scale, Span, exact
from ..inputs import LARGEST, OLDEST
from ..values import Number

__all__ = ["numbers_in", "usable"]

_FAR = 1000  # steps: how far from its end an open stretch is looked into
_CLOSE = Fraction(1, 1000)
_DIGITS = 15


def numbers_in(scale: Scale, span: Span) -> st.SearchStrategy[Number]:
    """Generate the possible numbers of a stretch that has some: its ends, those next to them, and others inside."""
    if span.low is not None and span.low == span.high:
        return st.just(span.low)
    return _steps_in(scale, span) if scale.step is not None else _dense_in(scale, span)


def usable(scale: Scale) -> Scale:
    """Give a scale within what can be told at all: numbers are bounded, and so are ages."""
    most = OLDEST if scale.months else LARGEST
    low = max(scale.low if scale.low is not None else -LARGEST, -LARGEST)
    return Scale(low, min(scale.high if scale.high is not None else most, most), scale.step, scale.months)


def _steps_in(scale: Scale, span: Span) -> st.SearchStrategy[Number]:
    """Count steps from the beginning of the scale, so that each number drawn is on it."""
    origin, step = Fraction(scale.low or 0), Fraction(scale.step or 1)
    whole = usable(scale)
    low = Fraction(whole.low or 0) if span.low is None else Fraction(span.low)
    high = Fraction(whole.high or 0) if span.high is None else Fraction(span.high)
    first, last = ceil((low - origin) / step), floor((high - origin) / step)
    first += span.open_low and span.low is not None and origin + first * step == low
    last -= span.open_high and span.high is not None and origin + last * step == high
    if span.low is None:
        first = max(first, min(last, 0) - _FAR)
    if span.high is None:
        last = min(last, max(first, 0) + _FAR)
    ends = sorted({first, min(first + 1, last), max(last - 1, first), last}, key=lambda count: (abs(count), count))
    counts = st.sampled_from(ends) | st.integers(first, last)
    return counts.map(lambda count: exact(origin + count * step))


def _dense_in(scale: Scale, span: Span) -> st.SearchStrategy[Number]:
    """Give numbers between two ends, very near to each of them too, that can be told with few decimals."""
    low = None if span.low is None else Fraction(span.low)
    high = None if span.high is None else Fraction(span.high)
    if low is None and high is None:
        return st.integers(-_FAR, _FAR)
    if low is None or high is None:
        away = st.sampled_from([Fraction(1), _CLOSE]) | st.integers(2, _FAR).map(Fraction)
        return away.map(lambda by: exact(low + by) if low is not None else exact((high or 0) - by))
    wide = high - low
    shares = st.sampled_from([Fraction(1, 2), _CLOSE, 1 - _CLOSE]) | st.integers(1, 999).map(lambda n: n * _CLOSE)
    found = scale.number_in(span)
    assert found is not None, "every cell holds a number"
    return shares.map(lambda share: low + wide * share).map(lambda number: _told(number, found))


def _told(number: Fraction, instead: Number) -> Number:
    """Give a number if it has few enough digits to be told, else another."""
    told = exact(number)
    return told if len(Decimal(told).as_tuple().digits) <= _DIGITS else instead
