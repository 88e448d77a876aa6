# SPDX-License-Identifier: MPL-2.0
"""The files about lifecycles as they are written: events, tasks, phases and moves, invariants, and their cases."""

from __future__ import annotations

from attrs import field, frozen

from ..frozen_map import FrozenMap
from ..location import Location
from ..ref import Ref
from ..ref import place as _place
from ..text import Text
from ..values import Duration
from .written import Citations, Day, Given, InForceWritten, Names, Prose, SetValue
from .written_changes import LabelChangeWritten, RuleName

__all__ = [
    "Amount",
    "AwaitWritten",
    "DeadlineWritten",
    "DueWritten",
    "Dues",
    "DutyWritten",
    "EventWritten",
    "EventsFile",
    "FollowWritten",
    "HappeningWritten",
    "InvariantChangeWritten",
    "InvariantWritten",
    "InvariantsFile",
    "LifecycleCaseWritten",
    "LifecycleCasesFile",
    "LifecycleFile",
    "MarkWritten",
    "Moment",
    "MoveWritten",
    "NameOrOutcome",
    "OneOrMany",
    "PhaseWritten",
    "RefusedWritten",
    "StandingWritten",
    "TaskWritten",
    "TasksFile",
]

Values = tuple[Given, ...]
Conditions = FrozenMap[Ref, Values]
Readings = FrozenMap[Ref, Names]


@frozen
class NameOrOutcome(Ref):
    """A name, or `decision.outcome`."""


@frozen
class Moment(Ref):
    """A date, or a date and time with its offset from UTC, as it was written; whether it exists is checked later."""


@frozen
class OneOrMany:
    """One name or a list of names."""

    names: Names


@frozen
class Amount:
    """A length of time, or the outcome that gives it."""

    value: Duration | NameOrOutcome


@frozen
class AwaitWritten:
    """A task to wait for: its name, or its name and the readings under which one waits."""

    task: Ref
    under: Readings = FrozenMap()
    location: Location = _place()


@frozen
class DueWritten:
    """A deadline of a task."""

    within: Amount | None = None
    after: NameOrOutcome | None = None
    at_least: Amount | None = None
    before: Ref | None = None
    next: Ref | None = None
    undetermined: Ref | None = None
    without_start: Ref | None = None
    under: Readings = FrozenMap()
    source: Citations = ()
    location: Location = _place()


@frozen
class Dues:
    """One deadline or several."""

    items: tuple[DueWritten, ...]


@frozen
class DutyWritten:
    """A task as it stands in a phase."""

    done_by: OneOrMany | None = None
    after: tuple[AwaitWritten, ...] = ()
    while_: FrozenMap[Ref, Names] = FrozenMap()
    repeats: bool = False
    actor: Ref | None = None
    waits_for: Ref | None = None
    due: Dues | None = None
    no_deadline: Ref | None = None
    rests_on: Ref | None = None
    under: Readings = FrozenMap()
    source: Citations = ()
    notice: Names = ()
    location: Location = _place()


@frozen
class MarkWritten:
    """A mark of a lifecycle: the values it can have, or how far it counts."""

    in_: Names
    values: Values | None = None
    count_to: int | None = None
    tasks: FrozenMap[Ref, FrozenMap[Ref, DutyWritten]] = FrozenMap()
    location: Location = _place()


@frozen
class PhaseWritten:
    """A phase of a lifecycle."""

    start: bool = False
    rest: bool = False
    owner: Ref | None = None
    tasks: FrozenMap[Ref, DutyWritten] = FrozenMap()
    source: Citations = ()
    notice: Names = ()
    location: Location = _place()


@frozen
class MoveWritten:
    """What an event does in its home lifecycle."""

    event: Ref
    from_: Names
    when: Conditions = FrozenMap()
    under: Readings = FrozenMap()
    unless_done: Ref | None = None
    keep: FrozenMap[Ref, Ref] = FrozenMap()
    set: FrozenMap[Ref, Given] = FrozenMap()
    done: Names = ()
    to: Ref | None = None
    rests_on: Ref | None = None
    undetermined: Ref | None = None
    source: Citations = ()
    notice: Names = ()
    location: Location = _place()


@frozen
class FollowWritten:
    """What an event of another lifecycle does here; it never refuses."""

    event: Ref
    from_: Names
    when: Conditions = FrozenMap()
    under: Readings = FrozenMap()
    keep: FrozenMap[Ref, Ref] = FrozenMap()
    set: FrozenMap[Ref, Given] = FrozenMap()
    done: Names = ()
    to: Ref | None = None
    rests_on: Ref | None = None
    source: Citations = ()
    notice: Names = ()
    location: Location = _place()


@frozen
class LifecycleFile:
    """A lifecycle."""

    lifecycle: Ref
    title: Text
    phases: FrozenMap[Ref, PhaseWritten]
    beside: Names = ()
    marks: FrozenMap[Ref, MarkWritten] = FrozenMap()
    moves: tuple[MoveWritten, ...] = ()
    follows: tuple[FollowWritten, ...] = ()
    replaces: RuleName | None = None
    because: Text | None = None
    in_force: InForceWritten | None = None
    moved: FrozenMap[Ref, Ref] = FrozenMap()
    location: Location = _place()


@frozen
class EventWritten:
    """An event in `events.yaml`."""

    da: Prose
    en: Prose
    facts: Names = ()
    source: Citations = ()
    location: Location = _place()


@frozen
class EventsFile:
    """`events.yaml`."""

    events: FrozenMap[Ref, EventWritten] = FrozenMap()
    change: FrozenMap[Ref, LabelChangeWritten] = FrozenMap()
    location: Location = _place()


@frozen
class TaskWritten:
    """A task in `tasks.yaml`."""

    da: Prose
    en: Prose
    channel: Ref | None = None
    together_with: SetValue | None = None
    source: Citations = ()
    notice: Names = ()
    open_points: Names = ()
    location: Location = _place()


@frozen
class TasksFile:
    """`tasks.yaml`."""

    tasks: FrozenMap[Ref, TaskWritten] = FrozenMap()
    change: FrozenMap[Ref, LabelChangeWritten] = FrozenMap()
    location: Location = _place()


@frozen
class InvariantWritten:
    """What must never be, in `invariants.yaml`."""

    da: Prose
    en: Prose
    source: Citations
    when: Conditions = FrozenMap()
    event: Ref | None = None
    unless_done: Ref | None = None
    decision: Ref | None = None
    outcome: Conditions = FrozenMap()
    under: Readings = FrozenMap()
    location: Location = _place()


@frozen
class InvariantChangeWritten(InvariantWritten):
    """What must never be, in the place of what the base says under that name."""

    because: Text = field(kw_only=True)


@frozen
class InvariantsFile:
    """`invariants.yaml`."""

    never: FrozenMap[Ref, InvariantWritten] = FrozenMap()
    change: FrozenMap[Ref, InvariantChangeWritten] = FrozenMap()
    location: Location = _place()


@frozen
class HappeningWritten:
    """An event of a case's log; every key but `on` and `event` is a fact."""

    on: Moment
    event: Ref
    facts: FrozenMap[Ref, Given]
    location: Location = _place()


@frozen
class RefusedWritten:
    """How a case expects its last event to be refused."""

    event: Ref
    waits_for: Names | None = None
    needs: Conditions | None = None
    location: Location = _place()


@frozen
class DeadlineWritten:
    """A deadline as a case expects it: the moment, or what stands for one that cannot be told."""

    at: Moment | None = None
    within: Duration | None = None
    after: Ref | None = None
    at_least: Duration | None = None
    before: Ref | None = None
    next: Ref | None = None
    undetermined: Ref | None = None
    location: Location = _place()


@frozen
class StandingWritten:
    """What a case expects of a task that is to be done; nothing is said of what is left out."""

    actor: Ref | None = None
    channel: Ref | None = None
    deadlines: tuple[DeadlineWritten, ...] | None = None
    open_points: Names | None = None
    notices: Names | None = None
    location: Location = _place()


@frozen
class LifecycleCaseWritten:
    """A case of a lifecycle."""

    case: Prose
    events: tuple[HappeningWritten, ...]
    readings: FrozenMap[Ref, Ref] = FrozenMap()
    on: Day | None = None
    phase: Ref | None = None
    beside: FrozenMap[Ref, Ref] | None = None
    owner: Ref | None = None
    marks: FrozenMap[Ref, Given] | None = None
    open: Names | None = None
    waiting: Names | None = None
    due: FrozenMap[Ref, Moment] | None = None
    overdue: Names | None = None
    tasks: FrozenMap[Ref, StandingWritten] | None = None
    refused: RefusedWritten | None = None
    undetermined: Names | None = None
    missing: Names | None = None
    open_points: Names | None = None
    notices: Names | None = None
    location: Location = _place()


@frozen
class LifecycleCasesFile:
    """The cases of a lifecycle."""

    lifecycle: Ref
    cases: tuple[LifecycleCaseWritten, ...]
    location: Location = _place()
