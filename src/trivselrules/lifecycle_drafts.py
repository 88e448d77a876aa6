# SPDX-License-Identifier: MPL-2.0
"""Worked examples of lifecycles made from what the rules come to, for a person to judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from attrs import evolve

from .calendar.arithmetic import COPENHAGEN, LAST
from .cases import Difference
from .edition import Edition
from .engine.record import TaskState
from .frozen_map import FrozenMap
from .instance import Instance
from .lifecycle import Condition, DueThen, Happening, LifecycleCase, Stage, Standing
from .logs import read_moment
from .period import ALWAYS, Period
from .proof.lifecycle_items import LifecycleItem
from .ref import Ref
from .rule_set import RuleSet
from .values import Scalar, plain

__all__ = ["about", "alone", "dated", "drafted", "followed", "happen", "narrowed"]

Events = Iterable[tuple[str, Mapping[str, Scalar]]]
# What a case says alone, and need not say.
_ALONE = ("owner", "marks", "open", "waiting", "open_points", "notices")
_BEGIN = date(2026, 9, 1)
# What is reached of a task shows in the list of those to be done, if not in its deadlines.
_OPEN = frozenset(("task", "stands", "absent", "done_by"))


def alone(rules: RuleSet) -> RuleSet:
    """Give a rule set that has the rules of one period only, under which alone examples are made."""
    model = rules.model
    machines = {name: rules.open(name).machine for name in model.lifecycles}
    edition = Edition(model.in_force, rules.digest, model, FrozenMap(), FrozenMap(machines))
    return evolve(rules, editions=(edition,))


def happen(matter: Instance, happening: Happening) -> Instance:
    """Let one event of an example happen."""
    facts = {ref.name: value for ref, value, _ in happening.facts}
    return matter.accept(happening.event.name, read_moment(happening.moment.name), **facts)


def followed(matter: Instance, events: Iterable[Happening]) -> Instance:
    """Let the events of an example happen one after another."""
    for happening in events:
        matter = happen(matter, happening)
    return matter


def dated(events: Events, days: int, *, hours: bool, period: Period = ALWAYS) -> tuple[Happening, ...]:
    """Give events a date each, so many days apart, with an hour of the day if hours are counted.

    All are on days of the period in which the rules hold: if it has no room for them, on one of its days.
    """
    events = tuple(events)
    span = timedelta(days=days * len(events))
    begin = _BEGIN if period.holds(_BEGIN) and _lasts(period, _BEGIN, span) else period.day
    pace = days if _lasts(period, begin, span) else 0
    happenings = []
    for number, (event, facts) in enumerate(events):
        day = begin + timedelta(days=pace * number)
        moment = (
            datetime(day.year, day.month, day.day, 10, tzinfo=COPENHAGEN).isoformat("T", "minutes")
            if hours
            else day.isoformat()
        )
        given = tuple((Ref(name), value, Ref(name).location) for name, value in facts.items())
        happenings.append(Happening(Ref(event), Ref(moment), given))
    return tuple(happenings)


def _lasts(period: Period, begin: date, span: timedelta) -> bool:
    """Tell whether a period goes on for a time from one of its days."""
    return min(period.last or LAST, LAST) - begin >= span


def drafted(instance: Instance, happenings: tuple[Happening, ...], readings: Mapping[str, str]) -> LifecycleCase:
    """Make a case of all that can be seen of a matter."""
    taken = tuple((Ref(name), Ref(option)) for name, option in readings.items())
    return LifecycleCase("", Ref(instance.lifecycle), happenings, _staged(instance), taken)


def _staged(instance: Instance) -> Stage:
    """Say all that a case can say of where a matter stands, and of what became of its last event."""
    tasks = instance.tasks()
    named = {task.task: task for task in sorted(tasks, key=lambda task: task.lifecycle == instance.lifecycle)}
    own = instance.model.lifecycles[instance.lifecycle].marks
    stage = Stage(
        phase=Ref(instance.phases[instance.lifecycle]),
        beside=tuple((Ref(n), Ref(p)) for n, p in instance.phases.items() if n != instance.lifecycle),
        owner=None if instance.lifecycle not in instance.owners else Ref(instance.owners[instance.lifecycle]),
        marks=tuple(Condition(Ref(name), (value,)) for name, value in instance.marks.items() if name in own),
        open=tuple(Ref(task.task) for task in tasks if task.status == "open"),
        waiting=tuple(Ref(task.task) for task in tasks if task.status == "waiting"),
        tasks=tuple(_standing(task) for task in tasks if named[task.task] is task),
    )
    return _answered(stage, instance) if instance.steps else stage


def narrowed(case: LifecycleCase, differences: Iterable[Difference]) -> LifecycleCase:
    """Leave in a case only what it needs to tell differences of it, and the phase or what became of the last event."""
    found = {one.subject: one for one in differences}
    full = case.expected
    tasks = (_narrowed(one, found.get(f"tasks {one.task.name}")) for one in full.tasks)
    stage = evolve(
        full,
        phase=full.phase if full.accepts or "phase" in found else None,
        beside=tuple(pair for pair in full.beside or () if pair[0].name in found) or None,
        tasks=tuple(one for one in tasks if one is not None),
        waits_for=full.waits_for if "waits_for" in found else full.waits_for or None,
        needs=full.needs if "needs" in found else full.needs or None,
        **{name: getattr(full, name) if name in found else None for name in _ALONE},
    )
    return evolve(case, expected=stage)


def about(case: LifecycleCase, items: Iterable[LifecycleItem]) -> LifecycleCase:
    """Leave in a case the phase or what became of the last event, and what its lifecycle is to reach besides."""
    items = tuple(items)
    kinds, timed = {item.kind for item in items}, {item.name for item in items if item.timed}
    full = case.expected
    stage = Stage(
        phase=full.phase if full.accepts else None,
        marks=full.marks if "mark" in kinds else None,
        open=full.open if kinds & _OPEN else None,
        waiting=full.waiting if "waiting" in kinds else None,
        tasks=tuple(
            evolve(Standing(one.task), deadlines=one.deadlines) for one in full.tasks if one.task.name in timed
        ),
        refused=full.refused,
        waits_for=full.waits_for or None,
        needs=full.needs or None,
        undetermined=full.undetermined,
        missing=full.missing,
    )
    return evolve(case, expected=stage)


def _narrowed(said: Standing, difference: Difference | None) -> Standing | None:
    """Leave in what is said of a task only what differs; a task that is missing differs among the tasks."""
    if difference is None or not isinstance(difference.expected, dict) or not isinstance(difference.got, dict):
        return None
    got: dict[str, object] = difference.got
    same = {name for name, value in difference.expected.items() if got[name] == value}
    return Standing(
        said.task,
        None if "actor" in same else said.actor,
        None if "channel" in same else said.channel,
        None if "deadlines" in same else said.deadlines,
        None if "open_points" in same else said.open_points,
        None if "notices" in same else said.notices,
    )


def _answered(stage: Stage, instance: Instance) -> Stage:
    last = instance.steps[-1]
    response, refusal = last.response, last.response.refusal
    stage = evolve(stage, open_points=_refs(response.open_points), notices=_refs(response.notices))
    if response.status == "undetermined":
        return evolve(stage, undetermined=_refs(response.undetermined))
    if response.status == "needs_facts":
        return evolve(stage, missing=_refs(response.missing))
    if refusal is None:
        return stage
    needs: dict[str, dict[object, Scalar]] = {}
    for need in refusal.needs:
        needs.setdefault(need.name, {}).update((plain(value), value) for value in need.allowed)
    named = tuple(Condition(Ref(name), tuple(values.values())) for name, values in needs.items())
    return evolve(stage, refused=Ref(last.event), waits_for=_refs(refusal.waits), needs=named)


def _refs(names: Iterable[str]) -> tuple[Ref, ...]:
    return tuple(map(Ref, names))


def _standing(task: TaskState) -> Standing:
    deadlines = tuple(
        DueThen(at=Ref(one.at.isoformat()))
        if one.at is not None
        else DueThen(
            within=one.length if one.kind == "within" else None,
            after=_ref(one.after if one.kind == "within" else None),
            at_least=one.length if one.kind == "at_least" else None,
            before=_ref(one.before if one.kind == "at_least" else None),
            next=_ref(one.series),
            undetermined=_ref(one.point),
        )
        for one in task.deadlines
    )
    return Standing(
        Ref(task.task), _ref(task.actor), _ref(task.channel), deadlines, _refs(task.open_points), _refs(task.notices)
    )


def _ref(name: str | None) -> Ref | None:
    return None if name is None else Ref(name)
