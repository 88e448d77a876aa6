# SPDX-License-Identifier: MPL-2.0
"""Thresholds between two ranges, moved by as little as the scale and the rule language allow."""

from __future__ import annotations

from collections.abc import Iterator

from ..domains import Scale, Span, plus
from ..keys import select
from ..values import Number

__all__ = ["moved_threshold"]

_Texts = tuple[str, ...]


def moved_threshold(below: str, above: str, scale: Scale) -> Iterator[tuple[_Texts, _Texts]]:
    """Give two items of keys with the threshold between them moved up and down; the first must end at the second.

    Nothing is given where an item would be left without numbers, or where the rule language has no words for it.
    """
    one, two = select(below, scale), select(above, scale)
    assert isinstance(one, Span), "the keys of a scale are spans"
    assert isinstance(two, Span), "the keys of a scale are spans"
    for moved in _stepped(one, two, scale) if scale.step is not None else _dense(one, two):
        texts = [_written(span, scale) for span in moved]
        if all(texts):
            yield texts[0], texts[1]


def _dense(one: Span, two: Span) -> Iterator[tuple[Span, Span]]:
    """Where every number is possible, give the threshold itself to the other side."""
    if one.high is not None and one.high == two.low and one.open_high != two.open_low:
        yield (
            Span(one.low, one.high, one.open_low, not one.open_high),
            Span(two.low, two.high, not two.open_low, two.open_high),
        )


def _stepped(one: Span, two: Span, scale: Scale) -> Iterator[tuple[Span, Span]]:
    """Move the threshold by one step."""
    step = scale.step
    last, first = _last(one, scale), _first(two, scale)
    if step is None or last is None or first is None or plus(last, step) != first:
        return
    before, after = plus(last, -step), plus(first, step)
    if scale.holds(after) and two.holds(after):
        yield Span(_first(one, scale), first), Span(after, _last(two, scale))
    if scale.holds(before) and one.holds(before):
        yield Span(_first(one, scale), before), Span(last, _last(two, scale))


def _last(span: Span, scale: Scale) -> Number | None:
    """Give the highest number of a span that has an upper end."""
    if span.high is None:
        return None
    at_end = not span.open_high and scale.holds(span.high)
    return span.high if at_end else scale.number_in(Span(high=span.high, open_high=True))


def _first(span: Span, scale: Scale) -> Number | None:
    """Give the lowest number of a span that has a lower end."""
    if span.low is None:
        return None
    at_end = not span.open_low and scale.holds(span.low)
    return span.low if at_end else scale.number_in(Span(low=span.low, open_low=True))


def _written(span: Span, scale: Scale) -> _Texts:
    """Write a span as items of a key; none if the rule language cannot say it."""
    low, high = span.low, span.high
    unit = " months" if scale.months else ""
    if scale.step is not None and low is None and high is not None:
        return (f"under {plus(high, 1 if scale.whole else scale.step)}{unit}",)
    if low is None and high is not None:
        return (f"under {high}",) if span.open_high else (f"under {high}", f"{high}")
    if low is not None and high is None:
        return (f"{'over' if span.open_low else 'from'} {low}{unit}",)
    if low is None or span.open_low or span.open_high:
        return ()
    return (f"{low}{unit}" if low == high else f"{low} to {high}{unit}",)
