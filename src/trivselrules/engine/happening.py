# SPDX-License-Identifier: MPL-2.0
"""What became of one event: accepted, refused, left open, or in need of facts - and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import frozen

from ..location import Location
from ..machine.program import DutyProgram, Given, Machine, MoveProgram, State
from ..machine.step import Status, Taken, step
from ..model import RuleSetModel

__all__ = ["Need", "Refusal", "Response", "Trace", "respond"]


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
    """A condition of a move that was not met: what it asks for, and what there was (None if nothing)."""

    name: str
    allowed: tuple[Given, ...]
    got: Given | None
    location: Location
    source: tuple[str, ...]


@frozen
class Refusal:
    """Why an event was refused in a phase.

    `waits` names tasks that must be done first, `done` tasks that are done already, `needs` the conditions of
    the moves that did not fit; with none of these the event has no rule in the phase, and `elsewhere` are the
    phases in which it has.
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


def respond(
    machine: Machine,
    model: RuleSetModel,
    state: State,
    event: str,
    facts: Mapping[str, Given],
    readings: Mapping[str, str],
) -> Response:
    """Let an event happen: pure, total, and the same for equal arguments."""
    taken = step(machine, state, event, facts, readings)
    moves = [move for _, move in taken.moves]
    rests = [move.move.rests_on.name for move in moves if move.move.rests_on is not None]
    rests += [duty.duty.rests_on.name for _, duty in taken.ticked if duty.duty.rests_on is not None]
    left = tuple(move.move.undetermined.name for move in moves if move.move.undetermined is not None)
    matter = [
        name
        for name in _consulted(machine, state, event)
        if any(
            step(machine, state, event, facts, {**readings, name: option})[:2] != taken[:2]
            for option in model.readings[name].options
            if option != readings[name]
        )
    ]
    notices = [ref.name for move in moves for ref in move.move.notices]
    return Response(
        taken.status,
        taken.state,
        tuple(_traces(machine, model, taken)),
        _refusal(machine, model, state, event, facts, taken) if taken.status == "refused" else None,
        taken.missing,
        left,
        tuple(dict.fromkeys((*matter, *rests, *left))),
        tuple(dict.fromkeys(notices)),
    )


def _consulted(machine: Machine, state: State, event: str) -> Iterator[str]:
    """Give the readings that can matter to an event in a state, each once."""
    names: dict[str, None] = {}
    for number in range(len(state)):
        phase = machine.phase(state, number)
        moves = (phase.moves if machine.home[event] == number else phase.follows).get(event, ())
        names.update((name, None) for move in moves for name, _ in move.under)
        for duty in phase.by_event.get(event, ()):
            names.update((name, None) for name, _ in duty.under)
            names.update((name, None) for _, _, under in duty.after for name, _ in under)
    return iter(names)


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


def _refusal(
    machine: Machine, model: RuleSetModel, state: State, event: str, facts: Mapping[str, Given], taken: Taken
) -> Refusal:
    home = machine.home[event]
    track, phase = machine.tracks[home], machine.phase(state, home)
    blocked = taken.blocked
    done = [duty for duty in taken.lacking if state[home].done & duty.bit]
    needs = () if blocked else tuple(_needs(machine, state, home, facts, taken.guards))
    needs += () if blocked or needs else tuple(_needs_beside(machine, state, taken.lacking))
    known = bool(blocked or done or needs)
    rules = [_move(track.name, move) for move in taken.guards] if needs else []
    rules += [_task(track.name, duty, model) for duty, _ in blocked] + [_task(track.name, duty, model) for duty in done]
    return Refusal(
        phase.name,
        tuple(dict.fromkeys(name for _, names in blocked for name in names)),
        tuple(duty.name for duty in done),
        needs,
        () if known else tuple(p.name for p in track.phases if event in p.moves or event in p.by_event),
        tuple(rules),
    )


def _needs(
    machine: Machine, state: State, home: int, facts: Mapping[str, Given], guards: tuple[MoveProgram, ...]
) -> Iterator[Need]:
    """Give the conditions that were not met, of every move that might have been made."""
    phase = machine.phase(state, home)
    slots = {mark.name: mark.values[state[home].marks[slot]] for slot, mark in enumerate(phase.marks)}
    for move in guards:
        source = tuple(ref.name for ref in move.move.source)
        for condition in move.move.when:
            name = condition.name.name
            got: Given | None = slots.get(name, facts.get(name))
            if name in machine.numbers:
                got = machine.phase(state, machine.numbers[name]).name
            if got not in condition.values:
                yield Need(name, condition.values, got, condition.name.location, source)
        if state[home].done & move.unless_done and move.move.unless_done is not None:
            name = move.move.unless_done.name
            yield Need(name, (False,), True, move.move.unless_done.location, source)


def _needs_beside(machine: Machine, state: State, lacking: tuple[DutyProgram, ...]) -> Iterator[Need]:
    """Give the phases beside that a task asks for and that are others."""
    for duty in lacking:
        for condition in duty.duty.while_:
            name = condition.name.name
            got = machine.phase(state, machine.numbers[name]).name
            if got not in condition.values:
                yield Need(name, condition.values, got, condition.name.location, ())
