# SPDX-License-Identifier: MPL-2.0
"""Stretches of the calendar by which measurements are followed up."""

from __future__ import annotations

from datetime import date
from typing import Literal

__all__ = ["PERIODS", "Period", "period_of"]

Period = Literal["year", "half_year", "quarter", "month"]
PERIODS: tuple[Period, ...] = ("year", "half_year", "quarter", "month")

_MONTHS = {"half_year": 6, "quarter": 3, "month": 1}
_MARKS = {"half_year": "H", "quarter": "Q", "month": ""}


def period_of(day: date, period: Period) -> str:
    """Give the stretch a day lies in, such as `2026`, `2026-H1`, `2026-Q1` or `2026-01`; they sort by time."""
    if period == "year":
        return f"{day.year}"
    number = (day.month - 1) // _MONTHS[period] + 1
    return f"{day.year}-{_MARKS[period]}{number}" if period != "month" else f"{day.year}-{number:02}"
