# SPDX-License-Identifier: MPL-2.0
"""Dates as JSON."""

from __future__ import annotations

from ..calendar import COPENHAGEN, Day, Series, Window
from ..engine.verdict import Verdict
from ..model import RuleSetModel
from ..text import Language
from .dated import DatedRules
from .days import collision_name, holiday_name

__all__ = ["plan_json"]


def plan_json(verdict: Verdict, model: RuleSetModel, dates: Series | Window, language: Language) -> dict[str, object]:
    """Give dates as JSON knows them; names of holidays are in `language`, everything else are ids and ISO dates."""
    rules = DatedRules(verdict, model, language)
    if isinstance(dates, Series):
        return {"cadence": {"title": rules.title, **_series_json(dates, language), "rules": rules.to_json()}}
    return {"window": {"title": rules.title, **_window_json(dates, language), "rules": rules.to_json()}}


def _series_json(series: Series, language: Language) -> dict[str, object]:
    return {
        "first": series.first.isoformat(),
        "until": series.until.isoformat(),
        "at": None if series.at is None else f"{series.at:%H:%M}",
        "time_zone": COPENHAGEN.key,
        "meetings": [
            {
                **_day_json(meeting.day, language),
                "starts": None if meeting.starts is None else meeting.starts.isoformat(),
                "ends": None if meeting.ends is None else meeting.ends.isoformat(),
            }
            for meeting in series.meetings
        ],
    }


def _window_json(window: Window, language: Language) -> dict[str, object]:
    holidays = (
        {"date": day.isoformat(), "id": name, "name": holiday_name(name, language)}
        for day, name in window.holidays.items()
    )
    return {
        "after": window.after.isoformat(),
        "invited": None if window.invited is None else window.invited.isoformat(),
        "first": None if window.first is None else _day_json(window.first, language),
        "last": None if window.last is None else _day_json(window.last, language),
        "invite_by": _day_json(window.invite_by, language),
        "slots": [{**_day_json(slot.day, language), "breaks": list(slot.breaks)} for slot in window.slots],
        "conflict": list(window.conflict),
        "working_days": window.working_days,
        "holidays": list(holidays),
    }


def _day_json(day: Day, language: Language) -> dict[str, object]:
    named = ({"kind": c.kind, "id": c.id, "name": collision_name(c, language)} for c in day.collisions)
    return {"date": day.date.isoformat(), "collisions": list(named)}
