# SPDX-License-Identifier: MPL-2.0
"""Names and values in the worked examples of lifecycles that do not exist in the rules they are examples of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from ..calendar.arithmetic import local_date, overtaken
from ..domains import Choice
from ..errors import Error, InvalidValueError
from ..finding import Finding, find
from ..inputs import check_facts
from ..lifecycle import Happening, Lifecycle, LifecycleCase, Stage, Standing
from ..location import Location
from ..machine.program import components, home_events, task_events
from ..model import RuleSetModel
from ..nearest import nearest
from ..ref import Ref
from .conditions import check_each, check_mark_values, unknown_condition, with_meant
from .names import unknown

__all__ = ["check_lifecycle_cases"]


def check_lifecycle_cases(model: RuleSetModel) -> Iterator[Finding]:
    """Check the names and moments in every case; whether the events lead where it says is for the engine."""
    for ref in model.lifecycle_case_files:
        if _stem(ref) == ref.name:  # a file whose name and lifecycle differ is reported for that
            yield from unknown("lifecycle", ref, model.lifecycles)
    for case in model.lifecycle_cases:
        if case.lifecycle.name in model.lifecycles:
            lifecycle = model.lifecycles[case.lifecycle.name]
            for happening in case.events:
                yield from _event(happening.event, lifecycle, model)
                yield from _facts(happening, model)
            yield from _moments(case)
            yield from _choices(case, model)
            yield from _places(case.expected, lifecycle, model)
            yield from _expected(case.expected, lifecycle, model)


def _stem(ref: Ref) -> str:
    return ref.location.file.rpartition("/")[2].partition(".")[0]


def _event(event: Ref, lifecycle: Lifecycle, model: RuleSetModel) -> Iterator[Finding]:
    """Check that an event exists, and that it can happen in the lifecycle or in one beside it."""
    group = [model.lifecycles[name] for name in _group(lifecycle, model)]
    homes = {name for one in group for name in (*home_events(one), *task_events(one))}
    yield from unknown("event", event, model.events)
    if event.name in model.events and event.name not in homes:
        yield find("event-homeless", event.location, name=event.name)


def _group(lifecycle: Lifecycle, model: RuleSetModel) -> tuple[str, ...]:
    return next(names for names in components(model) if lifecycle.name in names)


def _facts(happening: Happening, model: RuleSetModel) -> Iterator[Finding]:
    event = model.events.get(happening.event.name)
    carried = [] if event is None else with_meant(event.facts, model.facts)
    for ref, value, place in happening.facts if event is not None else ():
        if ref.name not in carried:
            close, known, name = nearest(ref.name, carried), ", ".join(carried) or "-", happening.event.name
            yield find("event-fact", ref.location, nearest=close, fact=ref.name, name=name, known=known)
        elif ref.name in model.facts:
            yield from _value(ref.name, value, place, model)


def _value(fact: str, value: object, place: Location, model: RuleSetModel) -> Iterator[Finding]:
    if model.facts[fact].domain != Choice(()):  # else the fact itself is reported
        try:
            check_facts(model, {fact: value})
        except Error as error:
            yield Finding(error.finding.code, place, error.finding.details, error.finding.nearest)


def _moment(ref: Ref) -> date | datetime | None:
    """Give the moment that is written, or None if there is none, or none that can be reckoned with."""
    try:
        moment = datetime.fromisoformat(ref.name) if "T" in ref.name else date.fromisoformat(ref.name)
        local_date(moment)
    except (ValueError, InvalidValueError):
        return None
    return moment


def _moments(case: LifecycleCase) -> Iterator[Finding]:
    """Report an event whose moment does not exist, or that is dated before one above it."""
    past: list[date | datetime] = []
    for happening in case.events:
        moment = _moment(happening.moment)
        if moment is None:
            yield find("case-moment", happening.moment.location, value=happening.moment.name)
            continue
        later = overtaken(past, moment)
        if later is not None:
            yield find("moment-order", happening.moment.location, last=local_date(later))
        else:
            past.insert(0, moment)


def _choices(case: LifecycleCase, model: RuleSetModel) -> Iterator[Finding]:
    for reading, option in case.readings:
        yield from unknown("reading", reading, model.readings)
        if reading.name in model.readings:
            yield from unknown("option", option, model.readings[reading.name].options)
    if case.on is not None and _moment(case.on) is None:
        yield find("case-date", case.on.location, value=case.on.name)


def _places(expected: Stage, lifecycle: Lifecycle, model: RuleSetModel) -> Iterator[Finding]:
    if expected.phase is not None:
        yield from unknown("phase", expected.phase, lifecycle.phases)
    if expected.owner is not None:
        yield from unknown("role", expected.owner, model.terms["role"])
    for mark in expected.marks or ():
        yield from unknown("mark", mark.name, lifecycle.marks)
        if mark.name.name in lifecycle.marks:
            yield from check_mark_values(mark, lifecycle.marks[mark.name.name])
    others = [name for name in _group(lifecycle, model) if name != lifecycle.name]
    for name, phase in expected.beside or ():
        yield from unknown("lifecycle", name, others)
        if name.name in others:
            yield from unknown("phase", phase, model.lifecycles[name.name].phases)


def _standing(standing: Standing, model: RuleSetModel) -> Iterator[Finding]:
    """Check what a case says of one task."""
    deadlines = standing.deadlines or ()
    given = {
        "role": (standing.actor, model.terms["role"]),
        "term": (standing.channel, model.terms.get("channel", ())),
    }
    yield from unknown("task", standing.task, model.tasks)
    for kind, (ref, known) in given.items():
        yield from unknown(kind, ref, known) if ref is not None else ()
    yield from check_each("open-point", standing.open_points or (), (*model.open_points, *model.readings))
    yield from check_each("notice", standing.notices or (), model.notices)
    yield from _moments_of(one.at for one in deadlines if one.at is not None)
    events = (ref for one in deadlines for ref in (one.after, one.before) if ref is not None)
    yield from check_each("event", events, model.events)
    yield from check_each("decision", (one.next for one in deadlines if one.next is not None), model.decisions)
    points = (one.undetermined for one in deadlines if one.undetermined is not None)
    yield from check_each("open-point", points, model.open_points)


def _moments_of(refs: Iterable[Ref]) -> Iterator[Finding]:
    for ref in refs:
        if _moment(ref) is None:
            yield find("case-moment", ref.location, value=ref.name)


def _expected(expected: Stage, lifecycle: Lifecycle, model: RuleSetModel) -> Iterator[Finding]:
    for ref, moment in expected.due or ():
        yield from unknown("task", ref, model.tasks)
        yield from _moments_of((moment,))
    tasks = (expected.open, expected.waiting, expected.overdue, expected.waits_for)
    events = () if expected.refused is None else (expected.refused,)
    yield from check_each("event", events, model.events)
    yield from check_each("task", (ref for refs in tasks for ref in refs or ()), model.tasks)
    yield from check_each("open-point", expected.undetermined or (), model.open_points)
    yield from check_each("fact", expected.missing or (), model.facts)
    yield from check_each("open-point", expected.open_points or (), (*model.open_points, *model.readings))
    yield from check_each("notice", expected.notices or (), model.notices)
    for task in expected.tasks:
        yield from _standing(task, model)
    known = [*lifecycle.marks, *model.facts, *model.lifecycles, *model.tasks]
    for condition in expected.needs or ():
        if condition.name.name not in known:
            yield unknown_condition(condition.name, known)
