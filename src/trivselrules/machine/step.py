# SPDX-License-Identifier: MPL-2.0
"""What one event does in one state: pure, total, and the same for equal arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from ..values import spell
from .program import DutyProgram, Given, Machine, MoveProgram, PhaseProgram, Place, Readings, State

__all__ = [
    "Status",
    "Take",
    "Taken",
    "applies",
    "begun",
    "left_behind",
    "open_duties",
    "share_of",
    "step",
    "waits_for",
]

Status = Literal["accepted", "refused", "undetermined", "needs_facts"]
Facts = Mapping[str, Given]
Choice = Mapping[str, str]


class Taken(NamedTuple):
    """What came of an event; `state` is the same as before unless it was accepted.

    `moves` and `ticked` say which moves were made and which tasks were done, each with the number of its
    lifecycle. For a refusal, `blocked` are the tasks that still wait with those they wait for; if there are none,
    `guards` are the moves that did not fit, `lacking` the tasks that do not apply or are done already.
    """

    status: Status
    state: State
    moves: tuple[tuple[int, MoveProgram], ...] = ()
    ticked: tuple[tuple[int, DutyProgram], ...] = ()
    guards: tuple[MoveProgram, ...] = ()
    blocked: tuple[tuple[DutyProgram, tuple[str, ...]], ...] = ()
    lacking: tuple[DutyProgram, ...] = ()
    missing: tuple[str, ...] = ()


Take = Callable[[Machine, State, str, Facts, Choice], Taken]


class _Happening(NamedTuple):
    """The event with what it comes with, and the readings it is judged under."""

    event: str
    facts: Facts
    readings: Choice


def step(machine: Machine, state: State, event: str, facts: Facts, readings: Choice) -> Taken:
    """Let `event` happen with its `facts`, under an option for each reading the rules consult.

    The event's home lifecycle accepts, refuses or leaves it open; the others go along if it is accepted. All
    look at the state as it was before.
    """
    home, happening = machine.home[event], _Happening(event, facts, readings)
    own = _at_home(machine, state, home, happening)
    if own.status != "accepted":
        return own
    numbers = range(len(state))
    shares = [own if number == home else _beside(machine, state, number, happening) for number in numbers]
    missing = [fact for one in shares for fact in one.missing]
    if missing:
        return Taken("needs_facts", state, missing=tuple(dict.fromkeys(missing)))
    after = tuple([one.state[number] for number, one in enumerate(shares)])
    moves = tuple([move for one in shares for move in one.moves])
    return Taken("accepted", after, moves, tuple([duty for one in shares for duty in one.ticked]))


def share_of(number: int) -> Take:
    """Give what tells what one lifecycle makes of an event, as `step` tells what all do.

    That depends on where it is and on the phases of the others, whatever these make of it: `state` is as if they stood
    still.
    """

    def share(machine: Machine, state: State, event: str, facts: Facts, readings: Choice) -> Taken:
        made = _at_home if number == machine.home[event] else _beside
        return made(machine, state, number, _Happening(event, facts, readings))

    return share


def _at_home(machine: Machine, state: State, home: int, happening: _Happening) -> Taken:
    """Give what the home of an event makes of it."""
    event, facts, readings = happening
    phase = machine.phase(state, home)
    duties = [duty for duty in phase.by_event.get(event, ()) if _holds(duty.under, readings)]
    applying = [duty for duty in duties if applies(duty, state, home, readings)]
    open_ = [duty for duty in applying if not state[home].done & duty.bit]
    blocked = tuple([(d, names) for d in open_ if (names := waits_for(d, state[home], readings))])
    candidates = [move for move in phase.moves.get(event, ()) if _holds(move.under, readings)]
    possible = [move for move in candidates if _fits(move, state, home)]
    lacking = tuple([duty for duty in duties if duty not in open_])
    if blocked:
        return Taken("refused", state, blocked=blocked)
    if not possible and (candidates or not open_):
        return Taken("refused", state, guards=tuple(candidates), lacking=lacking)
    chosen = _choose(possible, facts)
    if isinstance(chosen, tuple):
        return Taken("needs_facts", state, missing=chosen)
    if chosen is None and possible:
        return Taken("refused", state, guards=tuple(candidates), lacking=lacking)
    if chosen is not None and chosen.move.undetermined is not None:
        return Taken("undetermined", state, moves=((home, chosen),))
    return _accepted(state, home, chosen, open_, facts)


def _beside(machine: Machine, state: State, number: int, happening: _Happening) -> Taken:
    """Give what a lifecycle makes of an event that has its home elsewhere and is accepted there."""
    event, facts, readings = happening
    phase = machine.phase(state, number)
    follows = phase.follows.get(event, ())
    found = _choose([m for m in follows if _holds(m.under, readings) and _fits(m, state, number)], facts)
    if isinstance(found, tuple):
        return Taken("needs_facts", state, missing=found)
    return _accepted(state, number, found, _going_along(phase, event, state, number, readings), facts)


def _accepted(state: State, number: int, move: MoveProgram | None, done: list[DutyProgram], facts: Facts) -> Taken:
    """Tick and move in one lifecycle."""
    if move is None and not done:
        return Taken("accepted", state)
    after = (*state[:number], _moved(state[number], move, done, facts), *state[number + 1 :])
    moves = () if move is None else ((number, move),)
    return Taken("accepted", after, moves, tuple([(number, duty) for duty in done]))


def _going_along(phase: PhaseProgram, event: str, state: State, number: int, readings: Choice) -> list[DutyProgram]:
    """Give the tasks that an event from another lifecycle ends: one that still waits is left as it is."""
    return [
        duty
        for duty in phase.by_event.get(event, ())
        if _holds(duty.under, readings)
        and applies(duty, state, number, readings)
        and not state[number].done & duty.bit
        and not waits_for(duty, state[number], readings)
    ]


def _choose(moves: list[MoveProgram], facts: Facts) -> MoveProgram | tuple[str, ...] | None:
    """Give the move whose facts fit, None if there is none, or the facts that are needed to tell."""
    missing: dict[str, None] = {}
    for move in moves:
        asked = [*(fact for fact, _ in move.facts), *(fact for _, fact, _ in move.keep)]
        if all(facts[fact] in values for fact, values in move.facts if fact in facts):
            unknown = [fact for fact in asked if fact not in facts]
            if not unknown:
                return move
            missing.update(dict.fromkeys(unknown))
    return tuple(missing) or None


def _holds(under: Readings, readings: Choice) -> bool:
    return all(readings[name] in options for name, options in under)


def _fits(move: MoveProgram, state: State, number: int) -> bool:
    """Tell whether marks, tasks and the phases beside are as a move asks for."""
    place = state[number]
    return (
        not place.done & move.unless_done
        and all(place.marks[slot] in values for slot, values in move.marks)
        and all(state[other].phase in phases for other, phases in move.phases)
    )


def _moved(place: Place, move: MoveProgram | None, done: list[DutyProgram], facts: Facts) -> Place:
    """Give the place after a move, or after tasks have been done in it."""
    ticked = place.done
    for duty in done:
        ticked |= 0 if duty.duty.repeats else duty.bit
    if move is None:
        return Place(place.phase, ticked, place.marks)
    marks = [0] * move.slots
    for slot, old in move.retained:
        marks[slot] = place.marks[old]
    for slot, fact, values in move.keep:
        marks[slot] = values[spell(facts[fact])]
    for slot, value in move.set_:
        marks[slot] = min(marks[slot] + 1, move.most[slot]) if value is None else value
    return Place(move.to, (ticked if move.stays else 0) | move.done, tuple(marks))


def applies(duty: DutyProgram, state: State, number: int, readings: Choice) -> bool:
    """Tell whether a duty of the phase that lifecycle `number` is in applies, done or not."""
    if not _holds(duty.under, readings):
        return False
    if duty.mark is not None and state[number].marks[duty.mark[0]] != duty.mark[1]:
        return False
    return all(state[other].phase in phases for other, phases in duty.while_)


def waits_for(duty: DutyProgram, place: Place, readings: Choice) -> tuple[str, ...]:
    """Give the tasks that must be done before a duty can be."""
    return tuple(name for name, bit, under in duty.after if not place.done & bit and _holds(under, readings))


def open_duties(
    machine: Machine, state: State, readings: Choice
) -> tuple[tuple[int, DutyProgram, tuple[str, ...]], ...]:
    """Give every open duty with the number of its lifecycle and the tasks it still waits for."""
    return tuple(
        (number, duty, waits_for(duty, place, readings))
        for number, place in enumerate(state)
        for duty in machine.tracks[number].phases[place.phase].duties
        if applies(duty, state, number, readings) and not place.done & duty.bit
    )


def left_behind(machine: Machine, before: State, after: State, readings: Choice) -> tuple[tuple[int, DutyProgram], ...]:
    """Give every duty that is open in a state and neither open nor done in the next, with its lifecycle's number.

    One that may be done over and over is never owed, and one that another lifecycle ends is nobody's to do: neither
    is left behind.
    """
    here = {(number, duty.name) for number, duty, _ in open_duties(machine, after, readings)}
    here |= {
        (number, duty.name)
        for number, place in enumerate(after)
        for duty in machine.phase(after, number).duties
        if place.done & duty.bit
    }
    return tuple(
        (number, duty)
        for number, duty, _ in open_duties(machine, before, readings)
        if (number, duty.name) not in here and duty.duty.done_by and not duty.duty.repeats
    )


def begun(machine: Machine, before: State, after: State) -> set[int]:
    """Give the lifecycles that leave their rest, so that what happened in them belongs to an earlier round."""
    return {
        number
        for number in range(len(after))
        if machine.phase(before, number).phase.rest and not machine.phase(after, number).phase.rest
    }
