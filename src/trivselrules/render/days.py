# SPDX-License-Identifier: MPL-2.0
"""The names of days: weekdays, the Danish public holidays, and what else a date can fall on."""

from __future__ import annotations

from datetime import date, datetime

from ..calendar import Collision
from ..text import Language
from .phrases import long_date, phrase

__all__ = ["collision_name", "holiday_name", "long_day", "time_span", "weekday"]

_HOLIDAYS: dict[str, tuple[str, str]] = {
    "new_year": ("nytårsdag", "New Year's Day"),
    "maundy_thursday": ("skærtorsdag", "Maundy Thursday"),
    "good_friday": ("langfredag", "Good Friday"),
    "easter_sunday": ("påskedag", "Easter Sunday"),
    "easter_monday": ("2. påskedag", "Easter Monday"),
    "prayer_day": ("Store Bededag", "Great Prayer Day"),
    "ascension_day": ("Kristi himmelfartsdag", "Ascension Day"),
    "whit_sunday": ("pinsedag", "Whit Sunday"),
    "whit_monday": ("2. pinsedag", "Whit Monday"),
    "christmas_day": ("juledag", "Christmas Day"),
    "second_christmas_day": ("2. juledag", "Second Day of Christmas"),
}
_WEEKDAYS: dict[Language, str] = {
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}


def holiday_name(name: str, language: Language) -> str:
    """Give the name of a public holiday by its id."""
    return _HOLIDAYS[name][language == "en"]


def weekday(day: date, language: Language) -> str:
    """Give the name of the day of the week."""
    return _WEEKDAYS[language].split()[day.weekday()]


def long_day(day: date, language: Language) -> str:
    """Write a date in words with its weekday."""
    return f"{weekday(day, language)} {long_date(day, language)}"


def collision_name(collision: Collision, language: Language) -> str:
    """Say what a date falls on."""
    match collision.kind:
        case "public_holiday":
            return holiday_name(collision.id, language)
        case "weekend":
            return phrase("weekend", language)
        case "holiday_week":
            return phrase("holiday_week", language, int(collision.id.rpartition("W")[2]))


def time_span(starts: datetime, ends: datetime, language: Language) -> str:
    """Write from when to when by the clock, with the date of the end if it is another."""
    form = "%H.%M" if language == "da" else "%H:%M"
    other = "" if starts.date() == ends.date() else f" ({long_date(ends.date(), language)})"
    return f"{starts:{form}}–{ends:{form}}{other}"
