# SPDX-License-Identifier: MPL-2.0
"""Numbers that are possible on some scales and on none of some others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, gcd, lcm

from ..domains import Scale, Span, exact
from ..values import Number

__all__ = ["number_on", "stretches_of"]


def stretches_of(scales: Sequence[Scale], spans: Sequence[Span]) -> Iterator[Span]:
    """Cut all numbers at the ends of `spans` and of the scales: single numbers and what lies between, lowest first."""
    bounds = (Span(scale.low, scale.high) for scale in scales)
    cuts = sorted({end for span in (*spans, *bounds) for end in (span.low, span.high) if end is not None})
    for low, high in pairwise([None, *cuts, None]):
        yield Span(low, high, open_low=True, open_high=True)
        if high is not None:
            yield Span(high, high)


def number_on(span: Span, scales: Sequence[Scale], others: Sequence[Scale]) -> Number | None:
    """Give a number of `span` that is possible on all of `scales` and on none of `others`, or None.

    No end of a scale may lie inside the span; at most two scales are given in all.
    """
    for number in _candidates(span, scales, others):
        if span.holds(number) and all(s.holds(number) for s in scales) and not any(s.holds(number) for s in others):
            return number
    return None


def _candidates(span: Span, scales: Sequence[Scale], others: Sequence[Scale]) -> Iterator[Number]:
    """Give numbers among which one is right if there is one.

    Of two neighbours on a scale with steps at least one is not on another scale, unless all are.
    """
    stepped = [scale for scale in scales if scale.step is not None]
    if len(stepped) == 2:
        yield from _shared(stepped[0], stepped[1], span)
        return
    scale = stepped[0] if stepped else Scale()
    first = scale.number_in(span)
    if first is None:
        return
    steps = [Fraction(scale.step)] if scale.step is not None else [Fraction(other.step or 1) / 2 for other in others]
    near = [Fraction(first) + step * sign for step in steps for sign in (1, -1)]
    # Between the first number and an end that is closer than these.
    near += [(Fraction(first) + Fraction(end)) / 2 for end in (span.low, span.high) if end is not None]
    yield from (first, *map(exact, near))


def _shared(one: Scale, other: Scale, span: Span) -> Iterator[Number]:
    """Give the lowest number of the span, or the highest where it has no lower end, that both scales step on."""
    steps = [Fraction(scale.step or 1) for scale in (one, other)]
    starts = [Fraction(scale.low or 0) for scale in (one, other)]
    unit = lcm(*(number.denominator for number in (*steps, *starts)))
    (a, b), (start, target) = ([int(number * unit) for number in pair] for pair in (steps, starts))
    common = gcd(a, b)
    if (target - start) % common:
        return
    many = (target - start) // common * pow(a // common, -1, b // common) % (b // common)
    first, both = Fraction(start + a * many, unit), Fraction(a * b // common, unit)
    if span.low is not None:
        first += ceil((Fraction(span.low) - first) / both) * both
        yield exact(first + both * (span.open_low and first == span.low))
    elif span.high is not None:
        first += floor((Fraction(span.high) - first) / both) * both
        yield exact(first - both * (span.open_high and first == span.high))
    else:
        yield exact(first)
