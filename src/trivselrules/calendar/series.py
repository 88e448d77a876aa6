# SPDX-License-Identifier: MPL-2.0
"""A series of meetings: the same distance from one to the next, counted from the first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time

from attrs import evolve, frozen

from ..errors import InvalidValueError
from ..finding import find
from ..values import Duration, spell
from .arithmetic import COPENHAGEN, add, counts_dates, local_date
from .collisions import Day, marked

__all__ = ["Meeting", "Series", "end_of_school_year", "meetings", "repeated"]


@frozen
class Meeting:
    """One meeting of a series; the two moments are None where no time of the day was given."""

    day: Day
    starts: datetime | None = None
    ends: datetime | None = None


@frozen
class Series:
    """The meetings from `first` to `until`, both included."""

    first: date
    until: date
    at: time | None
    meetings: tuple[Meeting, ...]


def end_of_school_year(day: date) -> date:
    """Give the 31 July that ends the school year of `day`. Raises InvalidValueError for a date out of reach."""
    day = local_date(day)
    return date(day.year + (day.month > 7), 7, 31)


def repeated(first: date, every: Duration, until: date) -> tuple[date, ...]:
    """Give the dates from `first` to `until`, `every` so often.

    Each is counted from the first, so that a month too short for its day moves only its own date.

    Raises InvalidValueError if `until` is before `first`, if dates are out of reach, and if `every` is nothing or
    does not count dates.
    """
    if local_date(until) < local_date(first):
        raise InvalidValueError(find("date-order", first=first, last=until))
    if not counts_dates(every) or not any(every.parts().values()):
        raise InvalidValueError(find("series-step", length=spell(every)))
    return tuple(_dates(first, every, until))


def _dates(first: date, every: Duration, until: date) -> Iterator[date]:
    day, number = first, 0
    while day <= until:
        yield day
        number += 1
        try:
            day = local_date(add(first, evolve(every, **{unit: n * number for unit, n in every.parts().items()})))
        except InvalidValueError:  # it lies beyond the last date there is, and so beyond the end
            return


def meetings(
    days: Iterable[date], lasts: Duration, *, at: time | None = None, holiday_weeks: Collection[date] = ()
) -> tuple[Meeting, ...]:
    """Give meetings on these dates, each with what its date falls on; a holiday week is given by any of its days.

    With a time of day in Europe/Copenhagen each has a beginning, and an end when it has lasted `lasts`.

    Raises InvalidValueError if `lasts` does not count hours, and for a time that a date does not have exactly once.
    """
    return tuple(_meeting(marked(day, holiday_weeks), at, lasts) for day in days)


def _meeting(day: Day, at: time | None, lasts: Duration) -> Meeting:
    if at is None:
        return Meeting(day)
    starts = datetime.combine(day.date, at, COPENHAGEN)
    # Where the clocks change, the first and the second reading of a time differ: it comes twice or not at all.
    if starts.utcoffset() != starts.replace(fold=1).utcoffset():
        raise InvalidValueError(find("time-of-change", date=day.date, time=f"{at:%H:%M}"))
    ends = add(starts, lasts)
    if not isinstance(ends, datetime):
        raise InvalidValueError(find("meeting-length", length=spell(lasts)))
    return Meeting(day, starts, ends)
