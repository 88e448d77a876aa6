# SPDX-License-Identifier: MPL-2.0
"""A stretch of days, open at either end; both its ends belong to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from attrs import frozen

__all__ = ["ALWAYS", "Period", "divide"]

_DAY = timedelta(days=1)


@frozen
class Period:
    """The days from `first` to `last`; None where it goes on."""

    first: date | None = None
    last: date | None = None

    @property
    def day(self) -> date:
        """A day of the period, which stands for all of them where they are alike: its first, if it has one."""
        return self.first or self.last or date.min

    def holds(self, day: date) -> bool:
        """Tell whether `day` belongs to the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def meet(self, other: Period) -> Period | None:
        """Give the days that belong to both, or None if there are none."""
        firsts = [first for first in (self.first, other.first) if first is not None]
        lasts = [last for last in (self.last, other.last) if last is not None]
        both = Period(max(firsts, default=None), min(lasts, default=None))
        empty = both.first is not None and both.last is not None and both.first > both.last
        return None if empty else both

    def gap(self, later: Period) -> Period | None:
        """Give the days between this period and one that begins later, or None if there are none."""
        if self.last is None or later.first is None or self.last + _DAY >= later.first:
            return None
        return Period(self.last + _DAY, later.first - _DAY)

    def join(self, later: Period) -> Period:
        """Give the stretch from where this period begins to where the last of the two ends."""
        endless = self.last is None or later.last is None
        return Period(self.first, None if endless else max(filter(None, (self.last, later.last))))


ALWAYS = Period()


def divide(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Divide all days into stretches on each of which every period holds throughout, or not at all."""
    starts = set[date]()
    for period in periods:
        starts |= {period.first} if period.first is not None else set()
        starts |= {period.last + _DAY} if period.last is not None and period.last < date.max else set()
    edges = [None, *sorted(starts - {date.min})]
    ends = [*(start - _DAY for start in edges[1:] if start is not None), None]
    return tuple(Period(first, last) for first, last in zip(edges, ends, strict=True))
