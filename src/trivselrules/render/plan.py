# SPDX-License-Identifier: MPL-2.0
"""Dates as a table or a list, with what they fall on and the rules they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..calendar import Collision, Day, Series, Slot, Window
from ..engine.verdict import Verdict
from ..model import RuleSetModel
from ..text import Language, printable, sentence_case
from .dated import DatedRules
from .days import collision_name, holiday_name, long_day, time_span, weekday
from .phrases import amount, enumerate_words, long_date

__all__ = ["falls_on", "plan_text"]


def plan_text(verdict: Verdict, model: RuleSetModel, dates: Series | Window, language: Language) -> str:
    """Write dates as a table or a list, with what they fall on and what they come from."""
    rules = DatedRules(verdict, model, language)
    lines = _series(dates, rules) if isinstance(dates, Series) else _window(dates, rules)
    return "\n".join(map(printable, lines))


def _series(series: Series, rules: DatedRules) -> Iterator[str]:
    language, say = rules.language, rules.words.say
    meetings = series.meetings
    span = f"{long_date(series.first, language)} – {long_date(series.until, language)}"
    yield f"{rules.title}, {span} ({amount('date', len(meetings), language)}):"
    for number, meeting in enumerate(meetings, 1):
        day = meeting.day.date
        cells = [f"{number:>3}", f"{weekday(day, language):<9}", f"{long_date(day, language):>18}"]
        if meeting.starts is not None and meeting.ends is not None:
            cells.append(time_span(meeting.starts, meeting.ends, language))
        cells += [falls_on(meeting.day.collisions, language)] if meeting.day.collisions else []
        yield "  ".join(cells).rstrip()
    collided = sum(bool(meeting.day.collisions) for meeting in meetings)
    if collided:
        yield ""
        yield say("collided", sentence_case(amount("date", collided, language)))


def falls_on(collisions: Iterable[Collision], language: Language) -> str:
    """Say everything that a date falls on."""
    return enumerate_words((collision_name(collision, language) for collision in collisions), language)


def _day(day: Day, rules: DatedRules) -> str:
    """Write a date in words; that it is in a weekend is already said by the weekday."""
    told = [collision for collision in day.collisions if collision.kind != "weekend"]
    falls = f", {falls_on(told, rules.language)}" if told else ""
    return f"{long_day(day.date, rules.language)}{falls}"


def _window(window: Window, rules: DatedRules) -> Iterator[str]:
    say = rules.words.say
    yield f"{rules.title}: {say('no_date')}" if window.conflict else f"{rules.title}:"
    if window.first is not None and window.invited is not None:
        invited = long_date(window.invited, rules.language)
        notice = say("after_invitation", rules.value("at_least"), invited)
        yield f"- {say('earliest', _day(window.first, rules), notice)}{rules.cited('at_least')}."
    begins = say("after_event", rules.value("within"), long_date(window.after, rules.language), rules.value("after"))
    deadline = rules.cited(*(key for key in ("within", "after", "deadline_for") if key in rules.refs))
    if window.last is not None:
        yield f"- {say('latest', _day(window.last, rules), begins)}{deadline}."
    if rules.for_invitation:
        yield f"- {say('invite_latest', _day(window.invite_by, rules), begins)}{deadline}."
    elif window.invited is None:
        notice = say("for_notice", rules.value("at_least"))
        yield f"- {say('invite_latest', _day(window.invite_by, rules), notice)}{rules.cited('at_least')}."
    if rules.for_invitation and window.invited is None:
        yield f"- {say('notice_after', rules.value('at_least'))}{rules.cited('at_least')}."
    yield from (f"- {_slot(slot, rules)}" for slot in window.slots)
    yield from _between(window, rules)


def _slot(slot: Slot, rules: DatedRules) -> str:
    say, limits = rules.words.say, {"within": "too_late", "at_least": "too_early"}
    why = [say(limits[limit]) for limit in slot.breaks]
    return say("slot", _day(slot.day, rules), enumerate_words(why, rules.language) if why else say("slot_fits"))


def _between(window: Window, rules: DatedRules) -> Iterator[str]:
    """Say how many working days a window has, and which public holidays are on the way."""
    if window.conflict:
        return
    if window.working_days is not None:
        yield f"- {rules.words.say('in_window', amount('working_day', window.working_days, rules.language))}"
    if window.holidays:
        named = (
            f"{holiday_name(h, rules.language)} {long_date(d, rules.language)}" for d, h in window.holidays.items()
        )
        yield f"- {rules.words.say('holidays', enumerate_words(named, rules.language))}"
