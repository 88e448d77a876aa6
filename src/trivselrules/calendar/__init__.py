# SPDX-License-Identifier: MPL-2.0
"""Durations on the calendar: when a deadline ends, which days are no working days, which dates a meeting has.

Everything is a pure function of the dates it is given. Days, weeks, months and years count dates, and what comes
of them is a date; hours and minutes are elapsed time in Europe/Copenhagen, and what comes of them is a moment.
Dates are never moved: that one falls on a holiday is reported.
"""

from __future__ import annotations

from .arithmetic import COPENHAGEN, FIRST, LAST, add, latest_start, local_date
from .collisions import Collision, Day, marked, monday
from .holidays import holidays_between, is_working_day, public_holidays
from .series import Meeting, Series, end_of_school_year, meetings, repeated
from .window import Limit, Limits, Slot, Window, window

__all__ = [
    "COPENHAGEN",
    "FIRST",
    "LAST",
    "Collision",
    "Day",
    "Limit",
    "Limits",
    "Meeting",
    "Series",
    "Slot",
    "Window",
    "add",
    "end_of_school_year",
    "holidays_between",
    "is_working_day",
    "latest_start",
    "local_date",
    "marked",
    "meetings",
    "monday",
    "public_holidays",
    "repeated",
    "window",
]
