# SPDX-License-Identifier: MPL-2.0
"""Adding a duration to a date or a moment, and finding the latest start that still ends in time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import overload
from zoneinfo import ZoneInfo

from ..errors import InvalidValueError
from ..finding import find
from ..values import CLOCK_UNITS, Duration, spell
from .holidays import is_working_day

__all__ = ["COPENHAGEN", "FIRST", "LAST", "add", "counts_dates", "is_after", "latest_start", "local_date", "overtaken"]

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
# Holidays are known as the law has them now; beyond these dates that would be a guess.
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


def add(start: date | datetime, length: Duration) -> date | datetime:
    """Give the date or moment that lies `length` after `start`.

    Years, months, weeks, days and working days count dates, in that order: the start day is not counted, a month
    too short for the day ends on its last day, and a moment counts as its date in Europe/Copenhagen. The result is
    a date. Hours and minutes are elapsed time from a moment; the result is a moment in Europe/Copenhagen.

    Raises InvalidValueError for a moment without a time zone, for hours from a date without a time, for a length
    that has both kinds of units, and for dates before `FIRST` or after `LAST`.
    """
    if counts_dates(length):
        return _later(local_date(start), length)
    return _moment(_instant(start, length), _elapsed(length))


def latest_start(end: date | datetime, length: Duration) -> date | datetime:
    """Give the latest start from which `length` does not end after `end`: the notice that must be given by then.

    This is the inverse of `add` in the only sense that months and working days allow: `add(start, length) <= end`
    holds for this start and for no later one. Kinds of result and errors are those of `add`.
    """
    if counts_dates(length):
        return _earlier(local_date(end), length)
    return _moment(_instant(end, length), -_elapsed(length))


def counts_dates(length: Duration) -> bool:
    """Tell whether a length counts dates rather than hours. Raises InvalidValueError if it is empty or mixed."""
    units = length.parts().keys()
    clock = units & CLOCK_UNITS
    if not units or (clock and clock != units):
        raise InvalidValueError(find("duration-mixed", length=spell(length)))
    return not clock


@overload
def local_date(when: datetime) -> date: ...
@overload
def local_date(when: date) -> date: ...
def local_date(when: date | datetime) -> date:
    """Give the date of a moment in Europe/Copenhagen; a date is itself.

    Raises InvalidValueError for a moment without a time zone, and for dates before `FIRST` or after `LAST`.
    """
    if isinstance(when, datetime):
        when = _zoned(when).astimezone(COPENHAGEN).date()
    return _within(when)


def is_after(moment: date | datetime, limit: date | datetime) -> bool:
    """Tell whether `moment` is later than `limit`; a date is its whole day, so on the day itself it is not.

    Raises InvalidValueError as `local_date` does.
    """
    if isinstance(moment, datetime) and isinstance(limit, datetime):
        return _zoned(moment) > _zoned(limit)
    return local_date(moment) > local_date(limit)


def overtaken(past: Iterable[date | datetime], moment: date | datetime) -> date | datetime | None:
    """Give a moment of the past, newest first and in order, that is later than `moment`; None if there is none.

    Raises InvalidValueError as `local_date` does.
    """
    day = local_date(moment)
    for earlier in past:
        if is_after(earlier, moment):
            return earlier
        if isinstance(earlier, datetime) or local_date(earlier) < day:
            return None  # what came before it is not later than it
    return None


def _within(day: date) -> date:
    if not FIRST <= day <= LAST:
        raise _out_of_reach()
    return day


def _out_of_reach() -> InvalidValueError:
    return InvalidValueError(find("date-range", first=FIRST, last=LAST))


def _zoned(moment: datetime) -> datetime:
    """Refuse a moment without a time zone, and one so near the ends of time that another zone has no date for it."""
    if moment.utcoffset() is None:
        raise InvalidValueError(find("moment-zone"))
    if not FIRST.year - 1 <= moment.year <= LAST.year + 1:
        raise _out_of_reach()
    return moment


def _instant(when: date | datetime, length: Duration) -> datetime:
    if not isinstance(when, datetime):
        raise InvalidValueError(find("moment-needed", length=spell(length)))
    return _zoned(when).astimezone(UTC)


def _elapsed(length: Duration) -> timedelta:
    try:
        return timedelta(hours=length.hours or 0, minutes=length.minutes or 0)
    except OverflowError:
        raise _out_of_reach() from None


def _moment(instant: datetime, change: timedelta) -> datetime:
    try:
        moment = (instant + change).astimezone(COPENHAGEN)
    except OverflowError:
        raise _out_of_reach() from None
    _within(moment.date())
    return moment


def _later(day: date, length: Duration) -> date:
    day = _in_month(_month_of(day) + _months(length), day.day)
    day = _shift(day, _days(length))
    for _ in range(_bounded(length.working_days or 0)):
        day = _shift(day, 1)
        while not is_working_day(day):
            day = _shift(day, 1)
    return day


def _earlier(day: date, length: Duration) -> date:
    """Undo each step of `_later`, last first; each gives the latest day that the step takes no further."""
    for _ in range(_bounded(length.working_days or 0)):
        while not is_working_day(day):
            day = _shift(day, -1)
        day = _shift(day, -1)
    day = _shift(day, -_days(length))
    month = _month_of(day)
    # From the last day of a month back: every later day of a longer month would end there too.
    return _in_month(month - _months(length), 31 if _in_month(month, 31) == day else day.day)


def _months(length: Duration) -> int:
    return 12 * (length.years or 0) + (length.months or 0)


def _days(length: Duration) -> int:
    return _bounded(7 * (length.weeks or 0) + (length.days or 0))


def _month_of(day: date) -> int:
    return 12 * day.year + day.month - 1


def _in_month(months: int, number: int) -> date:
    """Give a day of a month counted from year 0, or the last day of a month that is too short for it."""
    year, month = divmod(months, 12)
    if not FIRST.year <= year <= LAST.year:
        raise _out_of_reach()
    return date(year, month + 1, min(number, monthrange(year, month + 1)[1]))


def _bounded(days: int) -> int:
    """Refuse a number of days that leads out of reach whatever it starts from."""
    if days > (LAST - FIRST).days:
        raise _out_of_reach()
    return days


def _shift(day: date, days: int) -> date:
    return _within(day + timedelta(days=days))
