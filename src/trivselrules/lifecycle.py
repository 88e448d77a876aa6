# SPDX-License-Identifier: MPL-2.0
"""A lifecycle as immutable data: phases with their tasks, the marks they carry, and the moves between them.

The tasks are the state: a phase has an owner and tasks, and a task is open until its event. Several
lifecycles run side by side for one and the same matter; each sees only the phases of the others.
"""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from .frozen_map import FrozenMap
from .location import Location
from .ref import Ref
from .ref import place as _place
from .text import Text
from .values import Duration, Qualified, Scalar

__all__ = [
    "Await",
    "Condition",
    "Due",
    "DueThen",
    "Duty",
    "Event",
    "Happening",
    "Invariant",
    "Lifecycle",
    "LifecycleCase",
    "Mark",
    "Move",
    "OutcomeRef",
    "Phase",
    "Stage",
    "Standing",
    "Task",
    "Under",
]


def _unplaced(given: tuple[tuple[Ref, Scalar, Location], ...]) -> tuple[tuple[Ref, Scalar], ...]:
    """Leave out where values stand, which equality does not look at."""
    return tuple((ref, value) for ref, value, _ in given)


@frozen
class Event:
    """Something that happens to the matter a lifecycle follows, and the facts it comes with."""

    name: str
    label: Text
    facts: tuple[Ref, ...] = ()
    source: tuple[Ref, ...] = ()
    location: Location = _place()


@frozen
class Task:
    """Something somebody has to do, defined once for all phases it stands in."""

    name: str
    label: Text
    channel: Ref | None = None
    together_with: tuple[str | Qualified, ...] = ()
    source: tuple[Ref, ...] = ()
    notices: tuple[Ref, ...] = ()
    open_points: tuple[Ref, ...] = ()
    together_places: tuple[Location, ...] = field(default=(), eq=False, repr=False, kw_only=True)
    location: Location = _place()


@frozen
class Condition:
    """`name: [values]`: a mark, a fact of the event, or another lifecycle's phase is one of the values."""

    name: Ref
    values: tuple[Scalar, ...]
    places: tuple[Location, ...] = field(default=(), eq=False, repr=False, kw_only=True)


@frozen
class Under:
    """`reading: [options]`: applies only if the reading is taken as one of the options."""

    reading: Ref
    options: tuple[Ref, ...]


@frozen
class OutcomeRef:
    """`decision.outcome`: stands for what a decision that asks nothing comes to."""

    decision: str
    outcome: str
    location: Location = _place()


@frozen
class Due:
    """When a task is to be done.

    Either `within` a length of time `after` an event, or `at_least` a length of time `before` one, or at the
    `next` meeting of the series that a decision gives, or not settled by the documents. `without_start` is the
    open point that stands for the deadline where the event it counts from has not happened.
    """

    within: Duration | OutcomeRef | None = None
    after: Ref | OutcomeRef | None = None
    at_least: Duration | OutcomeRef | None = None
    before: Ref | None = None
    next: Ref | None = None
    undetermined: Ref | None = None
    without_start: Ref | None = None
    under: tuple[Under, ...] = ()
    source: tuple[Ref, ...] = ()
    location: Location = _place()

    @property
    def outcomes(self) -> tuple[OutcomeRef, ...]:
        """What stands in it for what a decision comes to."""
        return tuple(ref for ref in (self.within, self.after, self.at_least) if isinstance(ref, OutcomeRef))


@frozen
class Await:
    """A task that must be done first, under the given readings."""

    task: Ref
    under: tuple[Under, ...] = ()


@frozen
class Duty:
    """A task as it stands in a phase: who does it, what ends it, what it waits for and when it is due."""

    task: Ref
    done_by: tuple[Ref, ...] = ()
    after: tuple[Await, ...] = ()
    while_: tuple[Condition, ...] = ()
    repeats: bool = False
    actor: Ref | None = None
    waits_for: Ref | None = None
    due: tuple[Due, ...] = ()
    no_deadline: Ref | None = None
    rests_on: Ref | None = None
    under: tuple[Under, ...] = ()
    source: tuple[Ref, ...] = ()
    notices: tuple[Ref, ...] = ()
    location: Location = _place()


@frozen
class Mark:
    """What a phase cannot say by itself; it lives in the `phases` and may carry duties while it has a value."""

    name: str
    values: tuple[Scalar, ...]
    phases: tuple[Ref, ...]
    counts: bool = False
    duties: FrozenMap[str, tuple[Duty, ...]] = field(factory=FrozenMap)
    value_places: tuple[Location, ...] = field(default=(), eq=False, repr=False, kw_only=True)
    duty_places: tuple[Location, ...] = field(default=(), eq=False, repr=False, kw_only=True)
    location: Location = _place()


@frozen
class Phase:
    """A stretch of a lifecycle: somebody owns it and has tasks, or it is at rest."""

    name: str
    start: bool = False
    rest: bool = False
    owner: Ref | None = None
    duties: tuple[Duty, ...] = ()
    source: tuple[Ref, ...] = ()
    notices: tuple[Ref, ...] = ()
    location: Location = _place()


@frozen
class Move:
    """What an event does: from which phases, on which conditions, to which phase, with what it leaves behind.

    `follows` tells a move of the event's home lifecycle from one that only goes along. `to` is None where the
    phase stays. `undetermined` names the open point that leaves the event without a rule.
    """

    event: Ref
    from_: tuple[Ref, ...]
    to: Ref | None = None
    follows: bool = False
    when: tuple[Condition, ...] = ()
    under: tuple[Under, ...] = ()
    unless_done: Ref | None = None
    keep: tuple[tuple[Ref, Ref], ...] = ()
    set_: tuple[tuple[Ref, Scalar, Location], ...] = field(default=(), eq=_unplaced)
    done: tuple[Ref, ...] = ()
    rests_on: Ref | None = None
    undetermined: Ref | None = None
    source: tuple[Ref, ...] = ()
    notices: tuple[Ref, ...] = ()
    location: Location = _place()


@frozen
class Lifecycle:
    """What can happen over time to one matter, beside the lifecycles named.

    `moved` says for phases that the version before had, and this one has not, which phase a matter is in instead.
    """

    name: str
    title: Text
    beside: tuple[Ref, ...] = ()
    marks: FrozenMap[str, Mark] = field(factory=FrozenMap)
    phases: FrozenMap[str, Phase] = field(factory=FrozenMap)
    moves: tuple[Move, ...] = ()
    moved: FrozenMap[Ref, Ref] = field(factory=FrozenMap)
    location: Location = _place()

    def successor(self, phase: str) -> str | None:
        """Give the phase of this version that a matter in `phase` of the version before is in; None if none is."""
        if phase in self.phases:
            return phase
        instead = self.moved.get(Ref(phase))
        return instead.name if instead is not None and instead.name in self.phases else None


@frozen
class Invariant:
    """What must never be: a state, an event accepted too early, or an outcome of a decision."""

    name: str
    label: Text
    when: tuple[Condition, ...] = ()
    event: Ref | None = None
    unless_done: Ref | None = None
    decision: Ref | None = None
    outcome: tuple[Condition, ...] = ()
    under: tuple[Under, ...] = ()
    source: tuple[Ref, ...] = ()
    location: Location = _place()


@frozen
class Happening:
    """An event of a log as it was written: when, which, and with what facts.

    `moment` is a date, or a date and time with its offset from UTC, as text.
    """

    event: Ref
    moment: Ref
    facts: tuple[tuple[Ref, object, Location], ...] = ()
    location: Location = _place()


@frozen
class DueThen:
    """A deadline as a case expects it: the moment `at` which it ends, or what stands for one that cannot be told."""

    at: Ref | None = None
    within: Duration | None = None
    after: Ref | None = None
    at_least: Duration | None = None
    before: Ref | None = None
    next: Ref | None = None
    undetermined: Ref | None = None


@frozen
class Standing:
    """What a case says of a task that is to be done; None where it says nothing."""

    task: Ref
    actor: Ref | None = None
    channel: Ref | None = None
    deadlines: tuple[DueThen, ...] | None = None
    open_points: tuple[Ref, ...] | None = None
    notices: tuple[Ref, ...] | None = None


@frozen
class Stage:
    """What a case says of where its events lead; None where it says nothing."""

    phase: Ref | None = None
    beside: tuple[tuple[Ref, Ref], ...] | None = None
    owner: Ref | None = None
    marks: tuple[Condition, ...] | None = None
    open: tuple[Ref, ...] | None = None
    waiting: tuple[Ref, ...] | None = None
    due: tuple[tuple[Ref, Ref], ...] | None = None
    overdue: tuple[Ref, ...] | None = None
    tasks: tuple[Standing, ...] = ()
    refused: Ref | None = None
    waits_for: tuple[Ref, ...] | None = None
    needs: tuple[Condition, ...] | None = None
    undetermined: tuple[Ref, ...] | None = None
    missing: tuple[Ref, ...] | None = None
    open_points: tuple[Ref, ...] | None = None
    notices: tuple[Ref, ...] | None = None

    @property
    def accepts(self) -> bool:
        """Whether the last event is accepted: that is so unless something else is said of it."""
        return self.refused is None and self.undetermined is None and self.missing is None


@frozen
class LifecycleCase:
    """A worked example of a lifecycle: a log, and where its last event leads as of the date `on`."""

    title: str
    lifecycle: Ref
    events: tuple[Happening, ...]
    expected: Stage
    readings: tuple[tuple[Ref, Ref], ...] = ()
    on: Ref | None = None
    location: Location = _place()

    @property
    def day(self) -> date | None:
        """The day on which the case looks at the matter, or None if it does not exist."""
        last = self.on or (self.events[-1].moment if self.events else None)
        try:
            return None if last is None else date.fromisoformat(last.name[:10])
        except ValueError:
            return None
