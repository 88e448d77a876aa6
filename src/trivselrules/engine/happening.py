# SPDX-License-Identifier: MPL-2.0
"""What became of one event: accepted, refused, left open, or in need of facts - and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from attrs import frozen

from ..location import Location
from ..machine.program import DutyProgram, Given, Machine, MoveProgram, State
from ..machine.step import Status, Taken, step
from ..model import RuleSetModel

__all__ = ["Need", "Occurrence", "Refusal", "Response", "Trace", "respond"]


@frozen
class Trace:
    """A rule that took part in the response: a move that was made, or a task that was done."""

    kind: Literal["move", "task"]
    lifecycle: str
    name: str
    location: Location
    source: tuple[str, ...]


@frozen
class Need:
    """A condition of a move that was not met: what it asks for, and what there was."""

    name: str
    allowed: tuple[Given, ...]
    got: Given
    location: Location
    source: tuple[str, ...]


@frozen
class Refusal:
    """Why an event was refused in a phase.

    `waits` names tasks that must be done first, `done` tasks that are done already, whatever else they ask for;
    `needs` the conditions that were not met, of moves or else of tasks that are not done. With none of these the event
    has no rule in the phase, and `elsewhere` are the phases in which it has.
    """

    phase: str
    waits: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    elsewhere: tuple[str, ...] = ()
    because: tuple[Trace, ...] = ()


@frozen
class Response:
    """The response of lifecycles to one event; `state` is what it was unless the event was accepted.

    `open_points` are the readings whose other options would change the response, the points it rests on, and
    what is left undetermined.
    """

    status: Status
    state: State
    because: tuple[Trace, ...] = ()
    refusal: Refusal | None = None
    missing: tuple[str, ...] = ()
    undetermined: tuple[str, ...] = ()
    open_points: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


@frozen(eq=False)
class Occurrence:
    """An event in a state, with the facts it comes with and the readings it is judged under."""

    machine: Machine
    state: State
    event: str
    facts: Mapping[str, Given]
    readings: Mapping[str, str]

    def taken(self, readings: Mapping[str, str] | None = None) -> Taken:
        """Give what comes of it, or what came of it under other readings."""
        return step(self.machine, self.state, self.event, self.facts, readings or self.readings)

    @property
    def home(self) -> int:
        """The number of the lifecycle that may refuse it."""
        return self.machine.home[self.event]


def respond(occurrence: Occurrence, model: RuleSetModel) -> Response:
    """Let an event happen: pure, total, and the same for equal arguments."""
    taken = occurrence.taken()
    moves = [move for _, move in taken.moves]
    rests = [move.move.rests_on.name for move in moves if move.move.rests_on is not None]
    rests += [duty.duty.rests_on.name for _, duty in taken.ticked if duty.duty.rests_on is not None]
    left = tuple(move.move.undetermined.name for move in moves if move.move.undetermined is not None)
    matter = _matter(occurrence, taken, model)
    notices = [ref.name for move in moves for ref in move.move.notices]
    return Response(
        taken.status,
        taken.state,
        tuple(_traces(occurrence.machine, model, taken)),
        _refusal(occurrence, model, taken) if taken.status == "refused" else None,
        taken.missing,
        left,
        tuple(dict.fromkeys((*matter, *rests, *left))),
        tuple(dict.fromkeys(notices)),
    )


def _consulted(occurrence: Occurrence) -> list[str]:
    """Give the readings that can matter to an event in a state, each once."""
    names: dict[str, None] = {}
    machine, event = occurrence.machine, occurrence.event
    for number in range(len(occurrence.state)):
        phase = machine.phase(occurrence.state, number)
        moves = (phase.moves if number == occurrence.home else phase.follows).get(event, ())
        names.update((name, None) for move in moves for name, _ in move.under)
        for duty in phase.by_event.get(event, ()):
            names.update((name, None) for name, _ in duty.under)
            names.update((name, None) for _, _, under in duty.after for name, _ in under)
    return list(names)


def _matter(occurrence: Occurrence, taken: Taken, model: RuleSetModel) -> list[str]:
    """Give the readings of which another option would lead elsewhere."""
    chosen = {name: occurrence.readings[name] for name in _consulted(occurrence)}
    others = {name: [option for option in model.readings[name].options if option != chosen[name]] for name in chosen}
    return [
        name
        for name, options in others.items()
        if any(occurrence.taken({**chosen, name: option})[:2] != taken[:2] for option in options)
    ]


def _traces(machine: Machine, model: RuleSetModel, taken: Taken) -> Iterator[Trace]:
    for number, duty in taken.ticked:
        yield _task(machine.tracks[number].name, duty, model)
    for number, move in taken.moves:
        yield _move(machine.tracks[number].name, move)


def _task(lifecycle: str, duty: DutyProgram, model: RuleSetModel) -> Trace:
    source = (*model.tasks[duty.name].source, *duty.duty.source)
    ids = tuple(dict.fromkeys(ref.name for ref in source))
    return Trace("task", lifecycle, duty.name, duty.duty.location, ids)


def _move(lifecycle: str, move: MoveProgram) -> Trace:
    source = tuple(ref.name for ref in move.move.source)
    return Trace("move", lifecycle, move.move.event.name, move.move.location, source)


def _refusal(occurrence: Occurrence, model: RuleSetModel, taken: Taken) -> Refusal:
    machine, event, home = occurrence.machine, occurrence.event, occurrence.home
    track, phase = machine.tracks[home], machine.phase(occurrence.state, home)
    done = [duty for duty in taken.lacking if occurrence.state[home].done & duty.bit]
    guards = _nearest(taken.guards, occurrence.facts)
    needs = tuple(need for move in guards for need in _needs(occurrence, move))
    if not needs:
        needs = tuple(_needs_beside(occurrence, [duty for duty in taken.lacking if duty not in done]))
    known = bool(taken.blocked or done or needs)
    rules = [_move(track.name, move) for move in guards]
    rules += [_task(track.name, duty, model) for duty in (*(duty for duty, _ in taken.blocked), *done)]
    return Refusal(
        phase.name,
        tuple(dict.fromkeys(name for _, names in taken.blocked for name in names)),
        tuple(duty.name for duty in done),
        needs,
        () if known else tuple(p.name for p in track.phases if event in p.moves or event in p.by_event),
        tuple(rules),
    )


def _nearest(guards: tuple[MoveProgram, ...], facts: Mapping[str, Given]) -> tuple[MoveProgram, ...]:
    """Give the moves that are meant for what the event comes with; all if there is none."""
    meant = tuple(m for m in guards if all(facts[fact] in values for fact, values in m.facts if fact in facts))
    return meant or guards


def _needs(occurrence: Occurrence, move: MoveProgram) -> Iterator[Need]:
    """Give the conditions of a move that were not met; a fact that is not known is none."""
    machine, state, home = occurrence.machine, occurrence.state, occurrence.home
    marks = machine.phase(state, home).marks
    known = {mark.name: mark.values[value] for mark, value in zip(marks, state[home].marks, strict=True)}
    known |= {track.name: machine.phase(state, number).name for number, track in enumerate(machine.tracks)}
    known |= occurrence.facts
    source = tuple(ref.name for ref in move.move.source)
    for condition in move.move.when:
        name = condition.name.name
        if name in known and known[name] not in condition.values:
            yield Need(name, condition.values, known[name], condition.name.location, source)
    if state[home].done & move.unless_done and move.move.unless_done is not None:
        yield Need(move.move.unless_done.name, (False,), True, move.move.unless_done.location, source)


def _needs_beside(occurrence: Occurrence, lacking: Iterable[DutyProgram]) -> Iterator[Need]:
    """Give the phases beside that a task asks for and that are others."""
    for duty in lacking:
        for condition in duty.duty.while_:
            name = condition.name.name
            got = occurrence.machine.phase(occurrence.state, occurrence.machine.numbers[name]).name
            if got not in condition.values:
                yield Need(name, condition.values, got, condition.name.location, ())
