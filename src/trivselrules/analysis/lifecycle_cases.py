# SPDX-License-Identifier: MPL-2.0
"""Names and values in the worked examples of lifecycles that do not exist in the rules they are examples of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from ..errors import Error
from ..finding import Finding, find
from ..inputs import check_facts
from ..lifecycle import Happening, Lifecycle, LifecycleCase
from ..model import RuleSetModel
from ..nearest import nearest
from ..ref import Ref
from .names import unknown

__all__ = ["check_lifecycle_cases"]


def check_lifecycle_cases(model: RuleSetModel) -> Iterator[Finding]:
    """Check the names and moments in every case; whether the events lead where it says is for the engine."""
    for ref in model.lifecycle_case_files:
        if _stem(ref) == ref.name:  # a file whose name and lifecycle differ is reported for that
            yield from unknown("lifecycle", ref, model.lifecycles)
    for case in model.lifecycle_cases:
        if case.lifecycle.name in model.lifecycles:
            for happening in case.events:
                yield from _happening(happening, model)
            yield from _order(case)
            yield from _expected(case, model.lifecycles[case.lifecycle.name], model)


def _stem(ref: Ref) -> str:
    return ref.location.file.rpartition("/")[2].partition(".")[0]


def _happening(happening: Happening, model: RuleSetModel) -> Iterator[Finding]:
    event = model.events.get(happening.event.name)
    yield from unknown("event", happening.event, model.events)
    if _moment(happening.moment) is None:
        yield find("case-moment", happening.moment.location, value=happening.moment.name)
    for ref, value, place in happening.facts if event is not None else ():
        carried = [fact.name for fact in event.facts]  # type: ignore[union-attr]
        if ref.name not in carried:
            close, known, name = nearest(ref.name, carried), ", ".join(carried) or "-", happening.event.name
            yield find("event-fact", ref.location, nearest=close, fact=ref.name, name=name, known=known)
            continue
        try:
            check_facts(model, {ref.name: value})
        except Error as error:
            yield Finding(error.finding.code, place, error.finding.details, error.finding.nearest)


def _moment(ref: Ref) -> date | datetime | None:
    try:
        return datetime.fromisoformat(ref.name) if "T" in ref.name else date.fromisoformat(ref.name)
    except ValueError:
        return None


def _order(case: LifecycleCase) -> Iterator[Finding]:
    """Report an event that is dated before the one above it."""
    last: date | None = None
    for happening in case.events:
        moment = _moment(happening.moment)
        day = moment.date() if isinstance(moment, datetime) else moment
        if day is not None and last is not None and day < last:
            yield find("moment-order", happening.moment.location, last=last)
        last = day or last


def _expected(case: LifecycleCase, lifecycle: Lifecycle, model: RuleSetModel) -> Iterator[Finding]:
    expected = case.expected
    for reading, option in case.readings:
        yield from unknown("reading", reading, model.readings)
        if reading.name in model.readings:
            yield from unknown("option", option, model.readings[reading.name].options)
    if case.on is not None and _moment(case.on) is None:
        yield find("case-date", case.on.location, value=case.on.name)
    if expected.phase is not None:
        yield from unknown("phase", expected.phase, lifecycle.phases)
    beside = [ref.name for ref in lifecycle.beside]
    for name, phase in expected.beside or ():
        yield from unknown("lifecycle", name, beside)
        if name.name in beside and name.name in model.lifecycles:
            yield from unknown("phase", phase, model.lifecycles[name.name].phases)
    for ref, moment in expected.due or ():
        yield from unknown("task", ref, model.tasks)
        if _moment(moment) is None:
            yield find("case-moment", moment.location, value=moment.name)
    if expected.refused is not None:
        yield from unknown("event", expected.refused, model.events)
    tasks = (expected.open, expected.waiting, expected.overdue, expected.waits_for)
    yield from _each("task", (ref for refs in tasks for ref in refs or ()), model.tasks)
    yield from _each("open-point", expected.undetermined or (), model.open_points)
    yield from _each("fact", expected.missing or (), model.facts)
    yield from _each("notice", expected.notices or (), model.notices)
    known = [*lifecycle.marks, *model.facts, *model.lifecycles, *model.tasks]
    for condition in expected.needs or ():
        if condition.name.name not in known:
            close, names = nearest(condition.name.name, known), ", ".join(lifecycle.marks) or "-"
            yield find(
                "unknown-condition", condition.name.location, nearest=close, name=condition.name.name, known=names
            )


def _each(kind: str, refs: Iterable[Ref], known: Iterable[str]) -> Iterator[Finding]:
    names = list(known)
    for ref in refs:
        yield from unknown(kind, ref, names)
