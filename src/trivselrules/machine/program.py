# SPDX-License-Identifier: MPL-2.0
"""Lifecycles compiled for stepping: phases by number, done tasks as bits, marks by slot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from attrs import frozen

from ..frozen_map import FrozenMap
from ..lifecycle import Condition, Duty, Lifecycle, Mark, Move, Phase, Under
from ..model import RuleSetModel
from ..ref import Ref
from ..values import Scalar, spell

__all__ = [
    "NEXT",
    "Given",
    "Machine",
    "MoveProgram",
    "PhaseProgram",
    "Place",
    "State",
    "Track",
    "compile_machine",
    "components",
    "recompile",
]

NEXT = "next"
Given = Scalar
Readings = tuple[tuple[str, frozenset[str]], ...]


class Place(NamedTuple):
    """Where one lifecycle is: its phase, the bits of the tasks done there, and the values of the phase's marks."""

    phase: int
    done: int
    marks: tuple[int, ...]


State = tuple[Place, ...]


@frozen(eq=False)
class DutyProgram:
    """A duty of a phase; one that a mark carries has no bit, and is open while the mark has its value."""

    duty: Duty
    bit: int
    under: Readings
    while_: tuple[tuple[int, frozenset[int]], ...]
    after: tuple[tuple[str, int, Readings], ...]
    waits_for: int | None
    mark: tuple[int, int] | None

    @property
    def name(self) -> str:
        """The task's name."""
        return self.duty.task.name


@frozen(eq=False)
class MoveProgram:
    """A move from one phase: what it asks for, and what it leaves in the phase it leads to."""

    move: Move
    under: Readings
    phases: tuple[tuple[int, frozenset[int]], ...]
    marks: tuple[tuple[int, frozenset[int]], ...]
    facts: tuple[tuple[str, frozenset[Given]], ...]
    unless_done: int
    to: int
    stays: bool
    done: int
    keep: tuple[tuple[int, str, FrozenMap[str, int]], ...]
    set_: tuple[tuple[int, int | None], ...]
    retained: tuple[tuple[int, int], ...]
    slots: int
    most: tuple[int, ...]


@frozen(eq=False)
class PhaseProgram:
    """A phase with its duties, and what each event does in it."""

    phase: Phase
    marks: tuple[Mark, ...]
    duties: tuple[DutyProgram, ...]
    by_event: FrozenMap[str, tuple[DutyProgram, ...]]
    moves: FrozenMap[str, tuple[MoveProgram, ...]]
    follows: FrozenMap[str, tuple[MoveProgram, ...]]

    @property
    def name(self) -> str:
        """The phase's name."""
        return self.phase.name


@frozen(eq=False)
class Track:
    """One lifecycle of a machine."""

    lifecycle: Lifecycle
    phases: tuple[PhaseProgram, ...]
    numbers: FrozenMap[str, int]
    start: int

    @property
    def name(self) -> str:
        """The lifecycle's name."""
        return self.lifecycle.name

    @cached_property
    def ended(self) -> FrozenMap[str, tuple[tuple[int, Duty], ...]]:
        """The duties that each event ends, with a number for each by which they stand in order."""
        found: dict[str, list[tuple[int, Duty]]] = {}
        for number, duty in enumerate(program.duty for phase in self.phases for program in phase.duties):
            for event in duty.done_by:
                found.setdefault(event.name, []).append((number, duty))
        return FrozenMap({event: tuple(duties) for event, duties in found.items()})


@frozen(eq=False)
class Machine:
    """Lifecycles that run beside each other; `home` gives for each event the one that may refuse it."""

    tracks: tuple[Track, ...]
    numbers: FrozenMap[str, int]
    home: FrozenMap[str, int]

    @property
    def start(self) -> State:
        """The state before anything has happened."""
        return tuple(Place(track.start, 0, ()) for track in self.tracks)

    def phase(self, state: State, number: int) -> PhaseProgram:
        """Give the phase that lifecycle `number` is in."""
        return self.tracks[number].phases[state[number].phase]

    def ended_by(self, events: Collection[str]) -> list[Duty]:
        """Give the duties of all phases that any of some events ends, in their order."""
        found: list[Duty] = []
        for track in self.tracks:
            duties = dict(pair for event in events for pair in track.ended.get(event, ()))
            found += [duties[number] for number in sorted(duties)]
        return found


def components(model: RuleSetModel) -> tuple[tuple[str, ...], ...]:
    """Give the lifecycles in groups that run beside each other, in the order of the files."""
    groups: list[list[str]] = []
    for name, lifecycle in model.lifecycles.items():
        near = {name, *(ref.name for ref in lifecycle.beside)}
        joined = [group for group in groups if near & set(group)]
        merged = [member for group in joined for member in group]
        groups = [group for group in groups if group not in joined]
        groups.append([*merged, *(member for member in model.lifecycles if member in near and member not in merged)])
    order = list(model.lifecycles)
    return tuple(tuple(sorted(group, key=order.index)) for group in groups)


def compile_machine(names: Iterable[str], model: RuleSetModel) -> Machine:
    """Compile lifecycles that run beside each other and whose names and shape have been found sound."""
    return _compiled([model.lifecycles[name] for name in names], {})


def recompile(machine: Machine, changed: Lifecycle) -> Machine:
    """Compile anew what is not the same in one lifecycle of a machine, which has the phases it had, in their order."""
    known = {track.name: track for track in machine.tracks}
    return _compiled([changed if name == changed.name else track.lifecycle for name, track in known.items()], known)


def _compiled(lifecycles: list[Lifecycle], known: Mapping[str, Track]) -> Machine:
    """Compile lifecycles; what was compiled before from the same parts is taken over from the tracks that are known."""
    numbers = {lifecycle.name: number for number, lifecycle in enumerate(lifecycles)}
    phases = {lifecycle.name: {name: n for n, name in enumerate(lifecycle.phases)} for lifecycle in lifecycles}
    compiler = _Compiler(numbers, phases)
    home: dict[str, int] = {}
    for lifecycle in lifecycles:
        for event in home_events(lifecycle):
            home.setdefault(event, numbers[lifecycle.name])
    for lifecycle in lifecycles:  # an event that nothing moves on is at home where it ends a task
        for event in task_events(lifecycle):
            home.setdefault(event, numbers[lifecycle.name])
    tracks = tuple(compiler.track(lifecycle, known.get(lifecycle.name)) for lifecycle in lifecycles)
    return Machine(tracks, FrozenMap(numbers), FrozenMap(home))


def home_events(lifecycle: Lifecycle) -> list[str]:
    """Give the events that this lifecycle moves on, in the order of the file."""
    return list(dict.fromkeys(move.event.name for move in lifecycle.moves if not move.follows))


def task_events(lifecycle: Lifecycle) -> list[str]:
    """Give the events that end a task of this lifecycle."""
    phases = (duty for phase in lifecycle.phases.values() for duty in phase.duties)
    marked = (duty for mark in lifecycle.marks.values() for duties in mark.duties.values() for duty in duties)
    return list(dict.fromkeys(event.name for duty in (*phases, *marked) for event in duty.done_by))


class _Compiler:
    """Compiles one lifecycle after another; all know each other's phases by number."""

    def __init__(self, numbers: Mapping[str, int], phases: Mapping[str, Mapping[str, int]]) -> None:
        self.numbers = numbers
        self.phases = phases

    def track(self, lifecycle: Lifecycle, before: Track | None) -> Track:
        """Compile a lifecycle, but for what is made of the very same parts as it was before."""
        if before is not None and before.lifecycle is lifecycle:
            return before
        own = self.phases[lifecycle.name]
        marks = {name: self._marks(lifecycle, name) for name in lifecycle.phases}
        moves = _moves(lifecycle)
        kept = {} if before is None else _kept(before, lifecycle, moves)
        programs = tuple(kept.get(name) or self._phase(lifecycle, name, marks, moves[name]) for name in marks)
        start = next(own[phase.name] for phase in lifecycle.phases.values() if phase.start)
        return Track(lifecycle, programs, FrozenMap(own), start)

    def _marks(self, lifecycle: Lifecycle, phase: str) -> tuple[Mark, ...]:
        return tuple(mark for mark in lifecycle.marks.values() if any(ref.name == phase for ref in mark.phases))

    def _phase(
        self, lifecycle: Lifecycle, name: str, marks: Mapping[str, tuple[Mark, ...]], moved: list[Move]
    ) -> PhaseProgram:
        phase, here = lifecycle.phases[name], marks[name]
        bits = {duty.task.name: 1 << number for number, duty in enumerate(phase.duties)}
        duties = [self._duty(duty, bits, None) for duty in phase.duties]
        for slot, mark in enumerate(here):
            for number, value in enumerate(mark.values):
                carried = mark.duties.get(spell(value), ())
                duties += [self._duty(duty, bits, (slot, number)) for duty in carried]
        moves: dict[str, list[MoveProgram]] = {}
        follows: dict[str, list[MoveProgram]] = {}
        for move in moved:
            made = self._move(move, lifecycle, phase, marks)
            (follows if move.follows else moves).setdefault(move.event.name, []).append(made)
        events = dict.fromkeys(event.name for duty in duties for event in duty.duty.done_by)
        by_event = {event: tuple(d for d in duties if any(e.name == event for e in d.duty.done_by)) for event in events}
        return PhaseProgram(phase, here, tuple(duties), FrozenMap(by_event), _frozen(moves), _frozen(follows))

    def _duty(self, duty: Duty, bits: Mapping[str, int], mark: tuple[int, int] | None) -> DutyProgram:
        return DutyProgram(
            duty,
            bits[duty.task.name] if mark is None else 0,
            _readings(duty.under),
            self._beside(duty.while_),
            tuple((wait.task.name, bits[wait.task.name], _readings(wait.under)) for wait in duty.after),
            None if duty.waits_for is None else self.numbers[duty.waits_for.name],
            mark,
        )

    def _beside(self, conditions: Iterable[Condition]) -> tuple[tuple[int, frozenset[int]], ...]:
        return tuple(
            (self.numbers[c.name.name], frozenset(self.phases[c.name.name][str(value)] for value in c.values))
            for c in conditions
            if c.name.name in self.numbers
        )

    def _move(
        self, move: Move, lifecycle: Lifecycle, phase: Phase, marks: Mapping[str, tuple[Mark, ...]]
    ) -> MoveProgram:
        here = marks[phase.name]
        target = phase if move.to is None else lifecycle.phases[move.to.name]
        there = marks[target.name]
        slots = {mark.name: slot for slot, mark in enumerate(here)}
        new_slots = {mark.name: slot for slot, mark in enumerate(there)}
        by_name = {mark.name: mark for mark in there}
        bits = {duty.task.name: 1 << number for number, duty in enumerate(phase.duties)}
        new_bits = {duty.task.name: 1 << number for number, duty in enumerate(target.duties)}
        own = {c.name.name: c for c in move.when if c.name.name in lifecycle.marks}
        return MoveProgram(
            move=move,
            under=_readings(move.under),
            phases=self._beside(move.when),
            marks=tuple((slots[name], _numbers(lifecycle.marks[name], c.values)) for name, c in own.items()),
            facts=tuple(
                (c.name.name, frozenset(c.values))
                for c in move.when
                if c.name.name not in own and c.name.name not in self.numbers
            ),
            unless_done=0 if move.unless_done is None else bits[move.unless_done.name],
            to=self.phases[lifecycle.name][target.name],
            stays=move.to is None,
            done=sum(new_bits[ref.name] for ref in move.done),
            keep=tuple((new_slots[m.name], fact.name, _by_value(by_name[m.name])) for m, fact in move.keep),
            set_=tuple(
                (new_slots[ref.name], None if _counts(by_name[ref.name], value) else _number(by_name[ref.name], value))
                for ref, value, _ in move.set_
            ),
            retained=tuple((new_slots[name], slots[name]) for name in new_slots if name in slots),
            slots=len(there),
            most=tuple(len(mark.values) - 1 for mark in there),
        )


def _moves(lifecycle: Lifecycle) -> dict[str, list[Move]]:
    """Give the moves from each phase, in their order."""
    found: dict[str, list[Move]] = {name: [] for name in lifecycle.phases}
    for move in lifecycle.moves:
        for name in {ref.name for ref in move.from_}:
            found[name].append(move)
    return found


def _kept(before: Track, lifecycle: Lifecycle, moves: Mapping[str, list[Move]]) -> dict[str, PhaseProgram]:
    """Give the phases that are made of the same in another version of a lifecycle: marks, moves, where these lead."""
    known = _moves(before.lifecycle)

    def parts(one: Lifecycle, name: str, moved: list[Move]) -> list[int]:
        leads = [one.phases[move.to.name] for move in moved if move.to is not None]
        return [*map(id, (one.phases[name], *one.marks.values(), *moved, *leads))]

    pairs = ((phase, parts(before.lifecycle, phase.name, known[phase.name])) for phase in before.phases)
    return {phase.name: phase for phase, made in pairs if made == parts(lifecycle, phase.name, moves[phase.name])}


def _counts(mark: Mark, value: Scalar) -> bool:
    """Tell whether a value that is set counts the mark one up, so that the value there was is needed."""
    return mark.counts and value == NEXT


def _frozen(moves: Mapping[str, list[MoveProgram]]) -> FrozenMap[str, tuple[MoveProgram, ...]]:
    return FrozenMap({event: tuple(made) for event, made in moves.items()})


def _readings(under: Iterable[Under]) -> Readings:
    return tuple((u.reading.name, frozenset(_names(u.options))) for u in under)


def _names(refs: Iterable[Ref]) -> Iterable[str]:
    return (ref.name for ref in refs)


def _number(mark: Mark, value: Scalar) -> int:
    return _by_value(mark)[spell(value)]


def _numbers(mark: Mark, values: Iterable[Scalar]) -> frozenset[int]:
    return frozenset(_number(mark, value) for value in values)


def _by_value(mark: Mark) -> FrozenMap[str, int]:
    """Give the number of each value by its spelling; `true` is not 1, though Python thinks so."""
    return FrozenMap({spell(value): number for number, value in enumerate(mark.values)})
