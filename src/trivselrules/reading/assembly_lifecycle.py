# SPDX-License-Identifier: MPL-2.0
"""The files about lifecycles as parts of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from ..frozen_map import FrozenMap
from ..lifecycle import (
    Await,
    Condition,
    Due,
    DueThen,
    Duty,
    Event,
    Happening,
    Invariant,
    Lifecycle,
    LifecycleCase,
    Mark,
    Move,
    OutcomeRef,
    Phase,
    Stage,
    Standing,
    Task,
    Under,
)
from ..location import Location
from ..ref import Ref
from ..text import Text
from ..values import Duration, Qualified, Scalar, spell
from .written import Element
from .written_lifecycle import (
    Amount,
    DueWritten,
    DutyWritten,
    EventsFile,
    FollowWritten,
    HappeningWritten,
    InvariantsFile,
    LifecycleCaseWritten,
    LifecycleFile,
    MarkWritten,
    MoveWritten,
    NameOrOutcome,
    PhaseWritten,
    StandingWritten,
    TasksFile,
)

__all__ = ["events", "invariants", "lifecycle", "lifecycle_case", "tasks"]


def events(written: EventsFile) -> FrozenMap[str, Event]:
    """Give the events by name."""
    made = (
        Event(ref.name, Text(e.da, e.en), e.facts, e.source, location=ref.location) for ref, e in written.events.items()
    )
    return FrozenMap({event.name: event for event in made})


def tasks(written: TasksFile) -> FrozenMap[str, Task]:
    """Give the tasks by name."""
    made = {}
    for ref, task in written.tasks.items():
        elements = () if task.together_with is None else task.together_with.elements
        roles = tuple(e.value if isinstance(e.value, Qualified) else spell(e.value) for e in elements)
        made[ref.name] = Task(
            ref.name,
            Text(task.da, task.en),
            task.channel,
            roles,
            task.source,
            task.notice,
            task.open_points,
            together_places=tuple(element.location for element in elements),
            location=ref.location,
        )
    return FrozenMap(made)


def invariants(written: InvariantsFile) -> FrozenMap[str, Invariant]:
    """Give what must never be, by name."""
    made = {}
    for ref, never in written.never.items():
        made[ref.name] = Invariant(
            ref.name,
            Text(never.da, never.en),
            _conditions(never.when),
            never.event,
            never.unless_done,
            never.decision,
            _conditions(never.outcome),
            _under(never.under),
            never.source,
            location=ref.location,
        )
    return FrozenMap(made)


def lifecycle(written: LifecycleFile) -> Lifecycle:
    """Make a lifecycle."""
    moves = (*map(_move, written.moves), *map(_move, written.follows))
    return Lifecycle(
        written.lifecycle.name,
        written.title,
        written.beside,
        FrozenMap({ref.name: _mark(ref, mark) for ref, mark in written.marks.items()}),
        FrozenMap({ref.name: _phase(ref, phase) for ref, phase in written.phases.items()}),
        moves,
        written.moved,
        location=written.lifecycle.location,
    )


def _mark(ref: Ref, written: MarkWritten) -> Mark:
    elements = written.values or ()
    counted: tuple[Scalar, ...] = tuple(range((written.count_to or 0) + 1))
    duties = {value.name: tuple(_duties(tasks)) for value, tasks in written.tasks.items()}
    return Mark(
        ref.name,
        _scalars(elements) if written.values is not None else counted,
        written.in_,
        written.count_to is not None,
        FrozenMap(duties),
        value_places=tuple(element.location for element in elements),
        duty_places=_places(written.tasks),
        location=ref.location,
    )


def _phase(ref: Ref, written: PhaseWritten) -> Phase:
    return Phase(
        ref.name,
        written.start,
        written.rest,
        written.owner,
        tuple(_duties(written.tasks)),
        written.source,
        written.notice,
        location=ref.location,
    )


def _duties(written: Mapping[Ref, DutyWritten]) -> Iterator[Duty]:
    for ref, duty in written.items():
        yield Duty(
            ref,
            () if duty.done_by is None else duty.done_by.names,
            tuple(Await(awaited.task, _under(awaited.under)) for awaited in duty.after),
            tuple(
                Condition(name, tuple(p.name for p in phases), places=_places(phases))
                for name, phases in duty.while_.items()
            ),
            duty.repeats,
            duty.actor,
            duty.waits_for,
            () if duty.due is None else tuple(map(_due, duty.due.items)),
            duty.no_deadline,
            duty.rests_on,
            _under(duty.under),
            duty.source,
            duty.notice,
            location=ref.location,
        )


def _due(written: DueWritten) -> Due:
    return Due(
        _amount(written.within),
        None if written.after is None else _name_or_outcome(written.after),
        _amount(written.at_least),
        written.before,
        written.next,
        written.undetermined,
        written.without_start,
        _under(written.under),
        written.source,
        location=written.location,
    )


def _amount(written: Amount | None) -> Duration | OutcomeRef | None:
    match None if written is None else written.value:
        case NameOrOutcome(name=name, location=place):
            decision, _, outcome = name.partition(".")
            return OutcomeRef(decision, outcome, location=place)
        case duration:
            return duration


def _name_or_outcome(written: NameOrOutcome) -> Ref | OutcomeRef:
    decision, point, outcome = written.name.partition(".")
    if point:
        return OutcomeRef(decision, outcome, location=written.location)
    return Ref(decision, location=written.location)


def _move(written: MoveWritten | FollowWritten) -> Move:
    follows = isinstance(written, FollowWritten)
    return Move(
        written.event,
        written.from_,
        written.to,
        follows,
        _conditions(written.when),
        _under(written.under),
        None if isinstance(written, FollowWritten) else written.unless_done,
        tuple(written.keep.items()),
        tuple((ref, _scalar(element), element.location) for ref, element in written.set.items()),
        written.done,
        written.rests_on,
        None if isinstance(written, FollowWritten) else written.undetermined,
        written.source,
        written.notice,
        location=written.location,
    )


def _conditions(written: Mapping[Ref, tuple[Element, ...]]) -> tuple[Condition, ...]:
    return tuple(Condition(ref, _scalars(values), places=_places(values)) for ref, values in written.items())


def _under(written: Mapping[Ref, tuple[Ref, ...]]) -> tuple[Under, ...]:
    return tuple(Under(reading, options) for reading, options in written.items())


def _places(written: Iterable[Ref | Element]) -> tuple[Location, ...]:
    return tuple(one.location for one in written)


def _scalars(elements: Iterable[Element]) -> tuple[Scalar, ...]:
    return tuple(map(_scalar, elements))


def _scalar(element: Element) -> Scalar:
    value = element.value
    assert isinstance(value, str | bool | int | Decimal), "the shape lets only scalars through"
    return value


def lifecycle_case(written: LifecycleCaseWritten, of: Ref) -> LifecycleCase:
    """Make a case of a lifecycle."""
    refused = written.refused
    expected = Stage(
        phase=written.phase,
        beside=None if written.beside is None else tuple(written.beside.items()),
        owner=written.owner,
        marks=None if written.marks is None else _conditions({ref: (e,) for ref, e in written.marks.items()}),
        open=written.open,
        waiting=written.waiting,
        due=None if written.due is None else tuple(written.due.items()),
        overdue=written.overdue,
        tasks=tuple(_standing(ref, task) for ref, task in (written.tasks or {}).items()),
        refused=None if refused is None else refused.event,
        waits_for=None if refused is None else refused.waits_for,
        needs=None if refused is None or refused.needs is None else _conditions(refused.needs),
        undetermined=written.undetermined,
        missing=written.missing,
        open_points=written.open_points,
        notices=written.notices,
    )
    readings = tuple(written.readings.items())
    happenings = tuple(map(_happening, written.events))
    return LifecycleCase(written.case, of, happenings, expected, readings, written.on, location=written.location)


def _standing(task: Ref, written: StandingWritten) -> Standing:
    listed = written.deadlines
    deadlines = (
        None
        if listed is None
        else tuple(
            DueThen(one.at, one.within, one.after, one.at_least, one.before, one.next, one.undetermined)
            for one in listed
        )
    )
    return Standing(task, written.actor, written.channel, deadlines, written.open_points, written.notices)


def _happening(written: HappeningWritten) -> Happening:
    facts = tuple((ref, element.value, element.location) for ref, element in written.facts.items())
    return Happening(written.event, written.on, facts, location=written.location)
