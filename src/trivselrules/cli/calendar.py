# SPDX-License-Identifier: MPL-2.0
"""`trivselrules calendar`: the dates that follow from an answer."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from ..answer import Answer
from ..errors import InvalidValueError, UsageError
from ..finding import find
from ..loading import load
from ..model import Cadence, RuleSetModel
from ..text import printable
from .decide import STATUS
from .facts import gather_facts, parse_readings
from .interview import interview
from .output import complain, write, write_file, write_json

if TYPE_CHECKING:
    from ..planning import Plan

__all__ = ["run"]

_NO_DATE = 3
# The options that go with each kind of dates; the first is needed.
_OF_CADENCE = ("--from", "--until", "--at", "--holiday-week")
_OF_WINDOW = ("--after", "--invited", "--slot")


def run(options: Namespace) -> int:
    """Print the dates as text, JSON or a calendar file; the exit status says whether there are any."""
    rules = load(options.rules, on=options.on or date.today(), readings=parse_readings(options.reading))
    rules.program(options.decision)
    _check_options(options, rules.model)
    facts = gather_facts(options.facts_given, options.facts, rules.model)
    answer = rules.decide(options.decision, **facts)
    _check_start(options, answer)
    if options.format == "text" and options.facts != "-":
        answer = interview(rules, answer, facts, options.lang)
    plan = _plan(answer, options)
    if options.format == "json":
        write_json(plan.to_dict(options.lang))
    elif options.format == "text":
        write(plan.explain(options.lang))
    elif plan.possible:
        write_file(plan.ics(options.lang))
    else:
        complain(plan.explain(options.lang))
        return STATUS[answer.status] or _NO_DATE
    return 0 if plan.possible else _NO_DATE if plan.dates is not None else STATUS[answer.status]


def _plan(answer: Answer, options: Namespace) -> Plan:
    from .. import planning  # late: no other verb needs time zones

    if isinstance(answer.model.decisions[answer.decision].calendar, Cadence):
        weeks = options.holiday_week
        first = getattr(options, "from") or date.today()  # without one there are no dates to count
        return planning.cadence(answer, first, until=options.until, at=options.at, holiday_weeks=weeks)
    return planning.window(answer, options.after or date.today(), invited=options.invited, slots=options.slot)


def _check_options(options: Namespace, model: RuleSetModel) -> None:
    """Refuse a decision without dates, and options of the other kind of dates."""
    name = options.decision
    calendar = model.decisions[name].calendar
    if calendar is None:
        known = [other for other, decision in model.decisions.items() if decision.calendar is not None]
        raise InvalidValueError(find("no-dates", decision=printable(name), known=", ".join(known) or "-"))
    ours, others = (_OF_CADENCE, _OF_WINDOW) if isinstance(calendar, Cadence) else (_OF_WINDOW, _OF_CADENCE)
    for option in others:
        if getattr(options, option[2:].replace("-", "_")) not in (None, []):
            raise UsageError(find("option-unfit", option=option, decision=name, allowed=", ".join(ours)))


def _check_start(options: Namespace, answer: Answer) -> None:
    """Refuse a missing date to count from, where there are dates or facts may lead to some."""
    calendar = answer.model.decisions[answer.decision].calendar
    option = (_OF_CADENCE if isinstance(calendar, Cadence) else _OF_WINDOW)[0]
    if getattr(options, option[2:]) is None and answer.status in ("decided", "needs_facts"):
        example = f"{option} 2026-08-12"
        raise UsageError(find("option-missing-for", option=option, decision=answer.decision, example=example))
