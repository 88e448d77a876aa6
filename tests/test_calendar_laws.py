# SPDX-License-Identifier: MPL-2.0
"""The calendar: holidays, working days, durations added to dates and moments, and back again."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trivselrules.calendar import (
    COPENHAGEN,
    FIRST,
    LAST,
    add,
    holidays_between,
    is_working_day,
    latest_start,
    local_date,
    public_holidays,
)
from trivselrules.calendar.holidays import easter_sunday
from trivselrules.errors import InvalidValueError
from trivselrules.values import Duration

DAY = timedelta(days=1)
# One line a year from 2000 to 2100: the year and the month and day of each public holiday. `tests/outside` holds it
# against a package that others keep.
TABLE = Path(__file__).with_name("danish_holidays.txt")

days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
moments = st.datetimes(datetime(1980, 1, 1), datetime(2150, 1, 1), timezones=st.just(COPENHAGEN)).filter(
    lambda moment: moment.astimezone(UTC).astimezone(COPENHAGEN).replace(fold=0) == moment.replace(fold=0)
)
few = st.none() | st.integers(0, 40)
date_lengths = st.builds(Duration, years=few, months=few, weeks=few, days=few, working_days=few).filter(Duration.parts)
clock_lengths = st.builds(Duration, hours=few, minutes=few).filter(Duration.parts)


def day(text: str) -> date:
    """Read a date."""
    return date.fromisoformat(text)


def by_the_book(year: int) -> date:
    """Give Easter Sunday by the rule of 1876, step by step as it is printed in almanacs."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, number + 1)


def test_easter_is_where_almanacs_have_it() -> None:
    """Easter Sunday is that of another algorithm in every year that can be computed with."""
    years = range(FIRST.year, LAST.year + 1)
    assert {year: easter_sunday(year) for year in years} == {year: by_the_book(year) for year in years}


def test_holidays_are_those_of_the_table() -> None:
    """In every year from 2000 to 2100 the public holidays are those of the table, no more and no less."""
    rows = [line.split() for line in TABLE.read_text("utf-8").splitlines()]
    assert [int(row[0]) for row in rows] == list(range(2000, 2101))
    for year, *dates in rows:
        assert [f"{holiday:%m-%d}" for holiday in public_holidays(int(year))] == dates


def test_prayer_day_is_gone_from_2024() -> None:
    """Store Bededag, the fourth Friday after Easter, is a holiday until and including 2023, and never after."""
    assert public_holidays(2023)[day("2023-05-05")] == "prayer_day"
    assert not is_working_day(day("2023-05-05"))
    assert is_working_day(day("2024-04-26"))
    assert {name for year in range(2024, 2200) for name in public_holidays(year).values()}.isdisjoint({"prayer_day"})


@given(days, st.integers(0, 800))
def test_holidays_between_are_those_of_each_day(first: date, length: int) -> None:
    """The holidays of a stretch are its days that are holidays of their year, both ends included."""
    stretch = [first + n * DAY for n in range(length)]
    expected = {each: public_holidays(each.year)[each] for each in stretch if each in public_holidays(each.year)}
    assert length == 0 or dict(holidays_between(first, stretch[-1])) == expected
    assert holidays_between(first, first - DAY) == {}


ADDED = [
    ("2026-09-04", Duration(days=14), "2026-09-18"),
    ("2026-02-20", Duration(weeks=4), "2026-03-20"),
    ("2028-02-20", Duration(weeks=2), "2028-03-05"),
    ("2026-01-31", Duration(months=1), "2026-02-28"),
    ("2028-01-31", Duration(months=1), "2028-02-29"),
    ("2026-03-31", Duration(months=1), "2026-04-30"),
    ("2026-11-30", Duration(months=3), "2027-02-28"),
    ("2028-02-29", Duration(years=1), "2029-02-28"),
    ("2028-02-29", Duration(years=4), "2032-02-29"),
    ("2026-12-31", Duration(years=1, months=2), "2028-02-29"),
    ("2026-01-31", Duration(months=1, days=1), "2026-03-01"),
    ("2026-09-04", Duration(days=0), "2026-09-04"),
    ("2026-09-05", Duration(working_days=0), "2026-09-05"),
    # Friday to Monday; over a weekend; over Easter; over the old and the present fourth Friday after Easter.
    ("2026-09-04", Duration(working_days=1), "2026-09-07"),
    ("2026-09-05", Duration(working_days=1), "2026-09-07"),
    ("2026-09-04", Duration(working_days=5), "2026-09-11"),
    ("2026-04-01", Duration(working_days=1), "2026-04-07"),
    ("2023-05-04", Duration(working_days=1), "2023-05-08"),
    ("2024-04-25", Duration(working_days=1), "2024-04-26"),
    ("2026-12-23", Duration(working_days=2), "2026-12-28"),
    ("2026-12-30", Duration(weeks=1, working_days=1), "2027-01-07"),
]


@pytest.mark.parametrize(("start", "length", "end"), ADDED, ids=[f"{start} + {length}" for start, length, _ in ADDED])
def test_dates_are_added_as_people_count(start: str, length: Duration, end: str) -> None:
    """The start day is not counted, short months end on their last day, weekends and holidays are no working days."""
    assert add(day(start), length) == day(end)


BACK = [
    ("2026-09-18", Duration(days=5), "2026-09-13"),
    ("2026-02-28", Duration(months=1), "2026-01-31"),
    ("2026-02-27", Duration(months=1), "2026-01-27"),
    ("2026-03-30", Duration(months=1), "2026-02-28"),
    ("2029-02-28", Duration(years=1), "2028-02-29"),
    ("2026-09-07", Duration(working_days=1), "2026-09-06"),
    ("2026-09-06", Duration(working_days=1), "2026-09-03"),
    ("2026-04-07", Duration(working_days=1), "2026-04-06"),
]


@pytest.mark.parametrize(("end", "length", "start"), BACK, ids=[f"{end} - {length}" for end, length, _ in BACK])
def test_latest_start_is_what_people_would_say(end: str, length: Duration, start: str) -> None:
    """Five days' notice of a meeting on the 18th is given on the 13th; the evening before counts for working days."""
    assert latest_start(day(end), length) == day(start)


@given(days, date_lengths)
def test_latest_start_is_the_last_that_ends_in_time(end: date, length: Duration) -> None:
    """From the latest start the length ends by the end, and from the day after it does not."""
    start = latest_start(end, length)
    assert add(start, length) <= end
    assert add(start + DAY, length) > end


@given(days, date_lengths, st.integers(0, 70))
def test_a_later_start_never_ends_earlier(start: date, length: Duration, later: int) -> None:
    """Who begins later is not finished before."""
    assert add(start, length) <= add(start + later * DAY, length)


@given(days, st.integers(1, 300))
def test_working_days_are_counted_one_by_one(start: date, count: int) -> None:
    """Among the days after the start up to the end there are as many working days as were asked for, the end one."""
    end = add(start, Duration(working_days=count))
    assert is_working_day(end)
    assert sum(is_working_day(start + n * DAY) for n in range(1, (end - start).days + 1)) == count


@given(moments, date_lengths)
def test_moments_count_as_their_date(moment: datetime, length: Duration) -> None:
    """For lengths of dates a moment is its date in Europe/Copenhagen, from whatever zone it comes."""
    expected = add(moment.date(), length)
    assert add(moment, length) == add(moment.astimezone(UTC), length) == expected
    assert type(expected) is date
    assert latest_start(moment.astimezone(UTC), length) == latest_start(moment.date(), length)


@given(moments, clock_lengths)
def test_hours_are_elapsed_hours(moment: datetime, length: Duration) -> None:
    """Hours and minutes are elapsed time, whatever the clocks do, and can be taken back exactly."""
    end = add(moment, length)
    assert isinstance(end, datetime)
    elapsed = timedelta(hours=length.hours or 0, minutes=length.minutes or 0)
    assert end.astimezone(UTC) - moment.astimezone(UTC) == elapsed
    back = latest_start(end, length)
    assert isinstance(back, datetime)
    assert back.astimezone(UTC) == moment.astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-28T14:00+01:00", "2026-03-29T15:00+02:00"),  # the clocks went forward: the day had 23 hours
        ("2026-10-24T14:00+02:00", "2026-10-25T13:00+01:00"),  # back: it had 25
        ("2026-10-25T02:30+02:00", "2026-10-26T01:30+01:00"),  # the first of the two half past twos
        ("2026-10-25T02:30+01:00", "2026-10-26T02:30+01:00"),  # and the second
        ("2026-06-01T14:00+02:00", "2026-06-02T14:00+02:00"),
    ],
)
def test_24_hours_across_both_clock_changes(start: str, end: str) -> None:
    """24 hours end an hour later by the clock in spring and an hour earlier in autumn."""
    given_, expected = datetime.fromisoformat(start), datetime.fromisoformat(end)
    ended = add(given_, Duration(hours=24))
    assert isinstance(ended, datetime)
    assert (ended, ended.isoformat()) == (expected, expected.isoformat())


def last_sunday(year: int, month: int) -> date:
    """Give the last Sunday of March or October."""
    return next(date(year, month, number) for number in range(31, 24, -1) if date(year, month, number).weekday() == 6)


def test_clocks_change_by_the_rule_of_the_union() -> None:
    """From 1996 on, clocks go forward on the last Sunday of March and back on that of October, at 01:00 UTC."""
    for year in range(1996, 2150):
        for month, before, after in ((3, 1, 2), (10, 2, 1)):
            change = datetime.combine(last_sunday(year, month), time(1), UTC)
            offsets = [(change + step).astimezone(COPENHAGEN).utcoffset() for step in (timedelta(seconds=-1), 0 * DAY)]
            assert offsets == [timedelta(hours=before), timedelta(hours=after)], year


NOON = datetime(2026, 11, 21, 12, tzinfo=COPENHAGEN)
REFUSED = [
    ("no zone", datetime(2026, 11, 21, 12), Duration(hours=1), "moment-zone"),
    ("no zone, dates", datetime(2026, 11, 21, 12), Duration(days=1), "moment-zone"),
    ("no time", day("2026-11-21"), Duration(hours=24), "moment-needed"),
    ("hours and days", NOON, Duration(days=1, hours=12), "duration-mixed"),
    ("minutes and working days", NOON, Duration(working_days=1, minutes=1), "duration-mixed"),
    ("nothing", NOON, Duration(), "duration-mixed"),
]


@pytest.mark.parametrize(("when", "length", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_be_computed_is_refused(when: date | datetime, length: Duration, code: str) -> None:
    """A moment without a zone, hours without a time and lengths of both kinds are errors, in both directions."""
    for compute in (add, latest_start):
        with pytest.raises(InvalidValueError) as refused:
            compute(when, length)
        assert refused.value.code == code


OUT = [
    (FIRST, Duration(days=1), "latest_start"),
    (LAST, Duration(days=1), "add"),
    (FIRST, Duration(months=1), "latest_start"),
    (LAST, Duration(years=1), "add"),
    (LAST, Duration(working_days=1), "add"),
    (FIRST, Duration(working_days=1), "latest_start"),
    (FIRST - DAY, Duration(days=1), "add"),
    (LAST + DAY, Duration(days=0), "latest_start"),
    (LAST, Duration(days=10**14), "add"),
    (LAST, Duration(working_days=10**14), "add"),
    (LAST, Duration(months=10**14), "add"),
    (NOON, Duration(hours=10**14), "add"),
    (NOON, Duration(hours=10**10), "add"),
    (NOON, Duration(hours=24 * 400 * 366), "latest_start"),
    (NOON, Duration(hours=24 * 3000 * 366), "latest_start"),
    (datetime.min.replace(tzinfo=UTC), Duration(hours=1), "add"),
    (datetime.max.replace(tzinfo=COPENHAGEN), Duration(days=1), "add"),
]


@pytest.mark.parametrize(("when", "length", "direction"), OUT, ids=[f"{row[0]} {row[1]}" for row in OUT])
def test_out_of_reach_is_refused(when: date | datetime, length: Duration, direction: str) -> None:
    """What begins or ends before 1900 or after 2199 is an error, however far it is, and quickly."""
    with pytest.raises(InvalidValueError) as refused:
        {"add": add, "latest_start": latest_start}[direction](when, length)
    assert refused.value.code == "date-range"


def test_both_ends_are_within_reach() -> None:
    """The first and the last date can be computed with."""
    assert add(LAST - DAY, Duration(days=1)) == LAST
    assert latest_start(FIRST + DAY, Duration(days=1)) == FIRST
    assert local_date(datetime.combine(LAST, time(23, 59), COPENHAGEN)) == LAST


@given(days, date_lengths)
def test_units_are_added_from_the_largest(start: date, length: Duration) -> None:
    """Years and months come first, then weeks and days, then working days: adding them one by one is the same."""
    assume(length.months is None or length.years is None)
    end: date | datetime = start
    for unit, count in length.parts().items():
        end = add(end, Duration(**{unit: count}))
    assert add(start, length) == end
