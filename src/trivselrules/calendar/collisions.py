# SPDX-License-Identifier: MPL-2.0
"""What a date falls on: a public holiday, a weekend, a week that is kept free. It is told and never avoided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from attrs import frozen

from .holidays import public_holidays

__all__ = ["Collision", "Day", "marked", "monday"]


@frozen
class Collision:
    """What a date falls on: the id of a public holiday, the day of a weekend, or the ISO name of a free week."""

    kind: Literal["public_holiday", "weekend", "holiday_week"]
    id: str


@frozen
class Day:
    """A date and what it falls on."""

    date: date
    collisions: tuple[Collision, ...] = ()


def monday(day: date) -> date:
    """Give the Monday of the week of `day`, which stands for the week."""
    return day - timedelta(days=day.weekday())


def marked(day: date, holiday_weeks: Iterable[date] = ()) -> Day:
    """Give a date with what it falls on; a week is given by any of its days."""
    found: list[Collision] = []
    if day in public_holidays(day.year):
        found.append(Collision("public_holiday", public_holidays(day.year)[day]))
    if day.weekday() >= 5:
        found.append(Collision("weekend", "saturday" if day.weekday() == 5 else "sunday"))
    if any(monday(day) == monday(free) for free in holiday_weeks):
        year, week, _ = day.isocalendar()
        found.append(Collision("holiday_week", f"{year}-W{week:02}"))
    return Day(day, tuple(found))
