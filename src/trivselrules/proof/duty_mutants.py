# SPDX-License-Identifier: MPL-2.0
"""Slips in a task as it stands in a phase: who has it, what ends it, what it waits for, and when it is due."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from attrs import evolve

from ..lifecycle import Due, Duty, Lifecycle
from ..model import RuleSetModel
from ..ref import Ref
from ..values import Duration, Scalar, spell
from .edits import Edit, condition_edits, following, name_edits, point_edits, swapped, under_edits, without

__all__ = ["duty_mutants"]


def duty_mutants(
    duty: Duty, owners: Collection[str], lifecycle: Lifecycle, model: RuleSetModel
) -> Iterator[Edit[Duty]]:
    """Give the slips in one task of a lifecycle that stands in phases with these owners."""
    name = duty.task.name
    yield from _endings(duty, lifecycle)
    for wait in duty.after:
        details = {"name": name, "old": wait.task.name}
        yield Edit("wait-dropped", wait.task.location, evolve(duty, after=without(duty.after, wait)), details)
        for under in under_edits(wait.under, model):
            changed = swapped(duty.after, wait, evolve(wait, under=under.new))
            yield under.inside(evolve(duty, after=changed))
    for beside in condition_edits(duty.while_, lambda other: _phases(other, model)):
        yield beside.inside(evolve(duty, while_=beside.new))
    for under in under_edits(duty.under, model):
        yield under.inside(evolve(duty, under=under.new))
    yield from _actors(duty, owners, lifecycle)
    for due in duty.due:
        yield Edit("deadline-dropped", due.location, evolve(duty, due=without(duty.due, due)), {"name": name})
        for edit in _due(due, lifecycle, model):
            yield edit.inside(evolve(duty, due=swapped(duty.due, due, edit.new)))
    for point in point_edits(duty.no_deadline, model):
        yield point.inside(evolve(duty, no_deadline=point.new))
    for rests in point_edits(duty.rests_on, model):
        yield rests.inside(evolve(duty, rests_on=rests.new))
    for ref in duty.notices:
        yield Edit("notice-dropped", ref.location, evolve(duty, notices=without(duty.notices, ref)), {"name": ref.name})


def _phases(lifecycle: str, model: RuleSetModel) -> Sequence[Scalar]:
    return tuple(model.lifecycles[lifecycle].phases)


def _endings(duty: Duty, lifecycle: Lifecycle) -> Iterator[Edit[Duty]]:
    """Let a task be ended by fewer events, by another, or not for good."""
    name = duty.task.name
    for ref in duty.done_by if len(duty.done_by) > 1 else ():
        details = {"name": name, "old": ref.name}
        yield Edit("ending-dropped", ref.location, evolve(duty, done_by=without(duty.done_by, ref)), details)
    taken = {ref.name for ref in duty.done_by}
    events = dict.fromkeys(move.event.name for move in lifecycle.moves if not move.follows)
    for ref in duty.done_by:
        others = [event for event in events if event not in taken]
        other = following(ref.name, [event for event in events if event == ref.name or event in others])
        if other is not None:
            changed = swapped(duty.done_by, ref, Ref(other, location=ref.location))
            details = {"name": name, "old": ref.name, "new": other}
            yield Edit("ending-changed", ref.location, evolve(duty, done_by=changed), details)
    if duty.done_by:
        yield Edit("repeats-changed", duty.location, evolve(duty, repeats=not duty.repeats), {"name": name})


def _actors(duty: Duty, owners: Collection[str], lifecycle: Lifecycle) -> Iterator[Edit[Duty]]:
    """Let another have the task, and its phase's owner if it has an actor of its own."""
    roles = _roles(lifecycle)
    for edit in name_edits("actor", duty.actor, roles, duty.task.name):
        yield edit.inside(evolve(duty, actor=edit.new))
    if duty.actor is None:
        for role in [role for role in roles if role not in owners][:1]:
            details = {"name": duty.task.name, "new": role}
            yield Edit("actor-added", duty.location, evolve(duty, actor=Ref(role, location=duty.location)), details)


def _roles(lifecycle: Lifecycle) -> list[str]:
    """Give the roles a lifecycle names."""
    named = [phase.owner for phase in lifecycle.phases.values()]
    named += [duty.actor for phase in lifecycle.phases.values() for duty in phase.duties]
    return list(dict.fromkeys(ref.name for ref in named if ref is not None))


def _due(due: Due, lifecycle: Lifecycle, model: RuleSetModel) -> Iterator[Edit[Due]]:
    """Give the slips in one deadline: one unit more or less, another event, another point."""
    for amount in (due.within, due.at_least):
        for other in _moved(amount) if isinstance(amount, Duration) else ():
            changed = evolve(due, within=other) if amount is due.within else evolve(due, at_least=other)
            yield Edit("deadline-moved", due.location, changed, {"old": spell(amount), "new": spell(other)})
    events = dict.fromkeys(move.event.name for move in lifecycle.moves if not move.follows)
    for event in (due.after, due.before):
        other_event = None if event is None else following(event.name if isinstance(event, Ref) else "", events)
        if event is not None and other_event is not None:
            old = event.name if isinstance(event, Ref) else f"{event.decision}.{event.outcome}"
            ref = Ref(other_event, location=event.location)
            changed = evolve(due, after=ref) if event is due.after else evolve(due, before=ref)
            yield Edit("deadline-event", event.location, changed, {"old": old, "new": other_event})
    for point in point_edits(due.undetermined, model):
        if point.new is not None:
            yield point.inside(evolve(due, undetermined=point.new))
    for start in point_edits(due.without_start, model):
        yield start.inside(evolve(due, without_start=start.new))
    for under in under_edits(due.under, model):
        yield under.inside(evolve(due, under=under.new))


def _moved(amount: Duration) -> Iterator[Duration]:
    unit, number = next(iter(amount.parts().items()))
    yield evolve(amount, **{unit: number + 1})
    if number:
        yield evolve(amount, **{unit: number - 1})
