# SPDX-License-Identifier: MPL-2.0
"""The Danish public holidays, and the days that are working days.

They are the holidays of the national church. 24 and 31 December, 1 May and 5 June are none, whoever has them off.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from ..frozen_map import FrozenMap

__all__ = ["easter_sunday", "holidays_between", "is_working_day", "public_holidays"]

_FIXED = {(1, 1): "new_year", (12, 25): "christmas_day", (12, 26): "second_christmas_day"}
# Days after Easter Sunday.
_MOVING = {
    -3: "maundy_thursday",
    -2: "good_friday",
    0: "easter_sunday",
    1: "easter_monday",
    26: "prayer_day",
    39: "ascension_day",
    49: "whit_sunday",
    50: "whit_monday",
}
# The fourth Friday after Easter was abolished by law from this year on.
_WITHOUT_PRAYER_DAY = 2024


def easter_sunday(year: int) -> date:
    """Give the date of Easter Sunday in the Gregorian calendar."""
    century, golden = year // 100, year % 19
    sun = century - century // 4
    moon = (8 * century + 13) // 25
    epact = (19 * golden + sun - moon + 15) % 30
    epact -= epact > 28 or (epact == 28 and golden > 10)  # no lunar month of 30 days ends on the last possible day
    weekday = (year + year // 4 + epact + 2 - sun) % 7
    return date(year, 3, 28) + timedelta(days=epact - weekday)


@cache
def public_holidays(year: int) -> FrozenMap[date, str]:
    """Give the public holidays of a year in their order, each with its id."""
    easter = easter_sunday(year)
    found = {date(year, month, day): name for (month, day), name in _FIXED.items()}
    for days, name in _MOVING.items():
        if name != "prayer_day" or year < _WITHOUT_PRAYER_DAY:
            found[easter + timedelta(days=days)] = name
    return FrozenMap(dict(sorted(found.items())))


def holidays_between(first: date, last: date) -> FrozenMap[date, str]:
    """Give the public holidays from `first` to `last`, both included."""
    years = range(first.year, last.year + 1)
    found = (item for year in years for item in public_holidays(year).items())
    return FrozenMap({day: name for day, name in found if first <= day <= last})


def is_working_day(day: date) -> bool:
    """Tell whether a day is a weekday from Monday to Friday and no public holiday."""
    return day.weekday() < 5 and day not in public_holidays(day.year)
