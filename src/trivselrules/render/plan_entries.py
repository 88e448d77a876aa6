# SPDX-License-Identifier: MPL-2.0
"""Dates as the events of a calendar: they say what the rules say, and nothing of the situation that was asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..calendar import Meeting, Series, Window
from ..engine.verdict import Verdict
from ..model import RuleSetModel
from ..text import Language, sentence_case
from ..values import spell
from .dated import DatedRules
from .ics import Entry, uid
from .plan import falls_on

__all__ = ["plan_entries"]


def plan_entries(verdict: Verdict, model: RuleSetModel, dates: Series | Window, language: Language) -> list[Entry]:
    """Give a series as its meetings, and a window as the last dates for invitation and meeting."""
    rules = DatedRules(verdict, model, language)
    if isinstance(dates, Series):
        return [_meeting(meeting, rules) for meeting in dates.meetings]
    return list(_window(dates, rules))


def _meeting(meeting: Meeting, rules: DatedRules) -> Entry:
    day, keys = meeting.day.date, ("every", "lasts")
    told = [f"{rules.label(key)}: {rules.value(key)}." for key in keys]
    if meeting.day.collisions:
        told.append(rules.words.say("falls_on", falls_on(meeting.day.collisions, rules.language)))
    starts, ends = meeting.starts or day, meeting.ends or day + timedelta(days=1)
    return Entry(_uid(rules, "meeting", day, *keys), starts, ends, rules.title, (*told, _cited(rules, *keys)))


def _window(window: Window, rules: DatedRules) -> Iterator[Entry]:
    if window.invited is None:
        keys = ("within", "after", "at_least")[: 2 if rules.for_invitation else 3]
        yield _day(rules, "entry_invite", window.invite_by.date, *keys)
    if window.last is not None:
        yield _day(rules, "entry_last", window.last.date, "within", "after")


def _day(rules: DatedRules, phrase: str, day: date, *keys: str) -> Entry:
    told = [f"{rules.label(key)}: {rules.value(key)}." for key in keys]
    summary = sentence_case(rules.words.say(phrase, rules.title))
    return Entry(_uid(rules, phrase, day, *keys), day, day + timedelta(days=1), summary, (*told, _cited(rules, *keys)))


def _uid(rules: DatedRules, kind: str, day: date, *keys: str) -> str:
    """Give the id of an event from what it is and the rules it comes from; it depends on nothing else."""
    values = (spell(rules.verdict.outcome[rules.refs[key].name]) for key in keys)
    return uid(rules.words.model.id, rules.verdict.decision, kind, day.isoformat(), *values)


def _cited(rules: DatedRules, *keys: str) -> str:
    model = rules.words.model
    return rules.words.say("entry_rules", rules.words.text(model.title), model.version, rules.cited(*keys))
