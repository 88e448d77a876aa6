# SPDX-License-Identifier: MPL-2.0
"""From an answer to dates: the meetings of a series, or the window for a meeting.

`calendar` computes; here the answer's outcomes are handed to it, as the decision's `calendar` key says.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import TypeVar

from attrs import frozen

from . import calendar
from .answer import Answer
from .calendar import Series, Window
from .errors import InvalidValueError
from .finding import find
from .model import Cadence as CadenceKeys
from .model import Window as WindowKeys
from .render.dated import for_invitation
from .render.ics import calendar_file
from .render.plan import plan_text
from .render.plan_entries import plan_entries
from .render.plan_json import plan_json
from .text import Language
from .values import Duration

__all__ = ["Plan", "cadence", "window"]

Keys = TypeVar("Keys", CadenceKeys, WindowKeys)


@frozen
class Plan:
    """An answer and the dates that follow from it.

    `dates` is a `Series` or a `Window` of `trivselrules.calendar`, or None where the answer does not settle what
    they are computed from.
    """

    answer: Answer
    dates: Series | Window | None

    @property
    def possible(self) -> bool:
        """Tell whether there are dates, and no limits that rule them all out."""
        return isinstance(self.dates, Series) or (self.dates is not None and not self.dates.conflict)

    def to_dict(self, language: Language = "da") -> dict[str, object]:
        """Give the answer, and the dates with the rules they come from, as JSON knows them.

        Raises InvalidValueError for a language other than `da` and `en`.
        """
        answer = self.answer.to_dict(language)
        if self.dates is None:
            return {"answer": answer}
        return {**plan_json(self.answer, self.answer.model, self.dates, language), "answer": answer}

    def explain(self, language: Language = "da") -> str:
        """Write the dates as a table and then the answer they follow from.

        Raises InvalidValueError for a language other than `da` and `en`.
        """
        explained = self.answer.explain(language)
        if self.dates is None:
            return explained
        return f"{plan_text(self.answer, self.answer.model, self.dates, language)}\n\n{explained}"

    def ics(self, language: Language = "da") -> str:
        """Write the dates as an iCalendar file, for import. It holds nothing that was said about the situation.

        Raises InvalidValueError if there are no dates, and for a language other than `da` and `en`.
        """
        self.answer.to_dict(language)  # refuses other languages
        if self.dates is None or not self.possible:
            raise InvalidValueError(find("no-date-possible", decision=self.answer.decision))
        entries = plan_entries(self.answer, self.answer.model, self.dates, language)
        return calendar_file(entries, self.answer.rule_set.on or entries[0].day, language)


def cadence(
    answer: Answer,
    first: date,
    *,
    until: date | None = None,
    at: time | None = None,
    holiday_weeks: Iterable[date] = (),
) -> Plan:
    """Give the meetings of a series from `first` to `until`, or to the end of the school year on 31 July.

    `at` is the time of day in Europe/Copenhagen; a week in `holiday_weeks` is given by any of its days. Meetings
    that fall on a public holiday, on a weekend or in such a week say so and are not moved.

    Raises InvalidValueError if the decision is no series of meetings, and for dates and times that are none, lie
    out of reach or before the first.
    """
    keys = _keys(answer, CadenceKeys)
    weeks = [_date("holiday_weeks", week) for week in holiday_weeks]
    if at is not None and (type(at) is not time or at.tzinfo is not None):
        raise InvalidValueError(find("time-form", name="at"))
    first, last = _date("first", first), None if until is None else _date("until", until)
    every, lasts = answer.outcome.get(keys.every.name), answer.outcome.get(keys.lasts.name)
    if not isinstance(every, Duration) or not isinstance(lasts, Duration):
        return Plan(answer, None)
    last = calendar.end_of_school_year(first) if last is None else last
    days = calendar.repeated(first, every, last)
    return Plan(answer, Series(first, last, at, calendar.meetings(days, lasts, at=at, holiday_weeks=weeks)))


def window(answer: Answer, after: date, *, invited: date | None = None, slots: Iterable[date] = ()) -> Plan:
    """Give the dates that are possible for a meeting: what the deadline counts from happened on the date `after`.

    `invited` is the date of the invitation; without it the plan says by when it must be sent. `slots` are the only
    dates on offer. Limits that leave no date are told in `dates.conflict`, and no date is made up.

    Raises InvalidValueError if the decision is no window, and for dates that are none or lie out of reach.
    """
    keys = _keys(answer, WindowKeys)
    after, sent = _date("after", after), None if invited is None else _date("invited", invited)
    offered = [_date("slots", slot) for slot in slots]
    within, at_least = answer.outcome.get(keys.within.name), answer.outcome.get(keys.at_least.name)
    needed = [keys.after.name, *(() if keys.deadline_for is None else (keys.deadline_for.name,))]
    settled = all(name in answer.outcome for name in needed)
    if not isinstance(within, Duration) or not isinstance(at_least, Duration) or not settled:
        return Plan(answer, None)
    limits = calendar.Limits(within, at_least, for_invitation(keys, answer))
    return Plan(answer, calendar.window(after, limits, invited=sent, slots=offered))


def _keys(answer: Answer, kind: type[Keys]) -> Keys:
    decisions = answer.model.decisions
    keys = decisions[answer.decision].calendar
    if not isinstance(keys, kind):
        known = [name for name, decision in decisions.items() if isinstance(decision.calendar, kind)]
        raise InvalidValueError(find("no-dates", decision=answer.decision, known=", ".join(known) or "-"))
    return keys


def _date(name: str, value: object) -> date:
    """Refuse what is no date; a datetime is one to Python, and not to a rule."""
    if type(value) is not date:
        raise InvalidValueError(find("date-form", name=name))
    return value
