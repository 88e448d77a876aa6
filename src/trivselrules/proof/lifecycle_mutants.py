# SPDX-License-Identifier: MPL-2.0
"""Every small slip that could have been made in a lifecycle, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from attrs import evolve, field, frozen

from ..frozen_map import FrozenMap
from ..lifecycle import Duty, Lifecycle, Mark, Move, Phase, Task, Under
from ..location import Location
from ..model import RuleSetModel
from ..values import spell
from .duty_mutants import duty_mutants
from .edits import Edit, following, name_edits, swapped, without
from .move_mutants import move_mutants

__all__ = ["LifecycleMutant", "lifecycle_mutants"]

T = TypeVar("T")


@frozen
class LifecycleMutant:
    """A lifecycle with one slip in it, or in a task it has or a reading it rests on, and what the slip is.

    `operator` says what kind of slip, and `details` what it is about: names and values as they stand in a rule file.
    """

    operator: str
    location: Location
    details: FrozenMap[str, str]
    model: RuleSetModel = field(eq=False, repr=False)


def lifecycle_mutants(name: str, model: RuleSetModel) -> Iterator[LifecycleMutant]:
    """Give every mutant of a lifecycle, in the order of its file; then those of its tasks and of readings.

    A slip may make the rules unsound; whether it does is for the analysis to say. What all lifecycles share is told
    with the first that has it.
    """
    lifecycle = model.lifecycles[name]
    others = list(model.lifecycles.values())
    before = others[: others.index(lifecycle)]
    for edit in (*_marks(lifecycle, model), *_phases(lifecycle, model), *move_mutants(lifecycle, model)):
        yield _mutant(edit, evolve(model, lifecycles=FrozenMap({**model.lifecycles, name: edit.new})))
    tasks = {duty.task.name for one in before for duty in _duties(one)}
    for task in dict.fromkeys(duty.task.name for duty in _duties(lifecycle)):
        for said in _task(model.tasks[task], model) if task not in tasks else ():
            yield _mutant(said, evolve(model, tasks=FrozenMap({**model.tasks, task: said.new})))
    known = {reading for one in before for reading in _readings(one)}
    yield from _choices([reading for reading in _readings(lifecycle) if reading not in known], model)


def _mutant(edit: Edit[T], model: RuleSetModel) -> LifecycleMutant:
    return LifecycleMutant(edit.operator, edit.location, FrozenMap(edit.details), model)


def _duties(lifecycle: Lifecycle) -> Iterator[Duty]:
    """Give the tasks of a lifecycle: those of its phases, and those its marks carry."""
    for phase in lifecycle.phases.values():
        yield from phase.duties
    for mark in lifecycle.marks.values():
        for duties in mark.duties.values():
            yield from duties


def _readings(lifecycle: Lifecycle) -> list[str]:
    """Give the readings that moves and tasks ask for."""
    unders: list[tuple[Under, ...]] = [move.under for move in lifecycle.moves]
    for duty in _duties(lifecycle):
        unders += [duty.under, *(wait.under for wait in duty.after), *(due.under for due in duty.due)]
    return list(dict.fromkeys(one.reading.name for under in unders for one in under))


def _choices(readings: list[str], model: RuleSetModel) -> Iterator[LifecycleMutant]:
    """Choose another option of each reading."""
    for name in readings:
        reading = model.readings[name]
        other = following(reading.chosen, reading.options)
        assert other is not None, "a reading has two options at least"
        chosen = FrozenMap({**model.readings, name: evolve(reading, chosen=other)})
        details = FrozenMap({"name": name, "old": reading.chosen, "new": other})
        yield LifecycleMutant("reading-chosen", reading.location, details, evolve(model, readings=chosen))


def _marks(lifecycle: Lifecycle, model: RuleSetModel) -> Iterator[Edit[Lifecycle]]:
    """Give the slips in marks: how far they count, which of their values carry a task, and those tasks."""
    for mark in lifecycle.marks.values():
        for edit in _mark(mark, lifecycle, model):
            yield edit.inside(evolve(lifecycle, marks=FrozenMap({**lifecycle.marks, mark.name: edit.new})))


def _mark(mark: Mark, lifecycle: Lifecycle, model: RuleSetModel) -> Iterator[Edit[Mark]]:
    if mark.counts:
        more = evolve(mark, values=(*mark.values, len(mark.values)))
        yield Edit("count-changed", mark.location, more, {"name": mark.name, "new": str(len(mark.values))})
    values = [spell(value) for value in mark.values]
    phases = [lifecycle.phases[ref.name] for ref in mark.phases]
    owners = {phase.owner.name for phase in phases if phase.owner is not None}
    for value, duties in mark.duties.items():
        other = following(value, values)
        for duty in duties:
            rest = {**mark.duties, value: without(duties, duty)}
            details = {"name": duty.task.name, "old": value}
            yield Edit("task-dropped", duty.location, evolve(mark, duties=FrozenMap(rest)), details)
            if other is not None:
                moved = {**rest, other: (*mark.duties.get(other, ()), duty)}
                told = {**details, "new": other}
                yield Edit("task-moved", duty.location, evolve(mark, duties=FrozenMap(moved)), told)
            for edit in duty_mutants(duty, owners, lifecycle, model):
                changed = {**mark.duties, value: swapped(duties, duty, edit.new)}
                yield edit.inside(evolve(mark, duties=FrozenMap(changed)))


def _phases(lifecycle: Lifecycle, model: RuleSetModel) -> Iterator[Edit[Lifecycle]]:
    """Give the slips in phases: where a lifecycle starts, who owns them, and their tasks."""
    for phase in lifecycle.phases.values():
        for edit in _phase(phase, lifecycle, model):
            yield edit.inside(_with(lifecycle, edit.new))
        for duty in phase.duties:
            yield Edit("task-dropped", duty.location, _dropped(lifecycle, phase, duty), {"name": duty.task.name})
    start = next(phase for phase in lifecycle.phases.values() if phase.start)
    other = following(start.name, lifecycle.phases)
    if other is not None:
        moved = _with(_with(lifecycle, evolve(start, start=False)), evolve(lifecycle.phases[other], start=True))
        yield Edit("start-changed", start.location, moved, {"old": start.name, "new": other})


def _with(lifecycle: Lifecycle, phase: Phase) -> Lifecycle:
    return evolve(lifecycle, phases=FrozenMap({**lifecycle.phases, phase.name: phase}))


def _phase(phase: Phase, lifecycle: Lifecycle, model: RuleSetModel) -> Iterator[Edit[Phase]]:
    owners = dict.fromkeys(one.owner.name for one in lifecycle.phases.values() if one.owner is not None)
    for edit in name_edits("owner", phase.owner, owners, phase.name):
        yield edit.inside(evolve(phase, owner=edit.new))
    own = () if phase.owner is None else (phase.owner.name,)
    for duty in phase.duties:
        for slip in duty_mutants(duty, own, lifecycle, model):
            yield slip.inside(evolve(phase, duties=swapped(phase.duties, duty, slip.new)))


def _dropped(lifecycle: Lifecycle, phase: Phase, duty: Duty) -> Lifecycle:
    """Leave a task out of a phase, and out of whatever asks for it there."""
    task = duty.task.name
    duties = tuple(
        evolve(one, after=tuple(wait for wait in one.after if wait.task.name != task))
        if any(wait.task.name == task for wait in one.after)
        else one
        for one in without(phase.duties, duty)
    )
    moves = tuple(_forgotten(move, phase.name, task) for move in lifecycle.moves)
    return evolve(_with(lifecycle, evolve(phase, duties=duties)), moves=moves)


def _forgotten(move: Move, phase: str, task: str) -> Move:
    """Leave a task of a phase out of what a move asks for and what it leaves done."""
    targets = move.from_ if move.to is None else (move.to,)
    if any(ref.name == phase for ref in targets) and any(ref.name == task for ref in move.done):
        return evolve(move, done=tuple(ref for ref in move.done if ref.name != task))
    if move.unless_done is not None and move.unless_done.name == task and phase in {ref.name for ref in move.from_}:
        return evolve(move, unless_done=None)
    return move


def _task(task: Task, model: RuleSetModel) -> Iterator[Edit[Task]]:
    """Give the slips in what a task says wherever it stands."""
    for edit in name_edits("channel", task.channel, model.terms.get("channel", ()), task.name):
        yield edit.inside(evolve(task, channel=edit.new))
    for ref in task.notices:
        yield Edit("notice-dropped", ref.location, evolve(task, notices=without(task.notices, ref)), {"name": ref.name})
    for ref in task.open_points:
        rest = without(task.open_points, ref)
        yield Edit("point-dropped", ref.location, evolve(task, open_points=rest), {"old": ref.name})
