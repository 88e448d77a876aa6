# SPDX-License-Identifier: MPL-2.0
"""What an event does in a phase, as it is written; where two versions have the same written, they do the same."""

from __future__ import annotations

from attrs import evolve, frozen

from ..analysis.exploration import consulted
from ..lifecycle import Duty, Move
from ..machine.program import DutyProgram, MoveProgram, PhaseProgram
from ..ref import Ref
from ..values import spell
from .version import Version

__all__ = ["Conduct", "carried_by", "conduct", "tasks_looked_at"]

_Marks = tuple[tuple[str, tuple[str, ...], bool], ...]


@frozen
class Conduct:
    """All that what an event does in a phase can depend on, by names and without places.

    Moves and tasks are in no order, since two moves never fit at once. Each move has what it sets, each task
    the value of a mark that it stands with and what the task itself cites. `marks` are those of the phase and
    of those that it may lead to, `beside` the lifecycles looked at, `facts` what the event comes with, `chosen`
    how readings that matter are taken.
    """

    moves: frozenset[tuple[Move, tuple[tuple[str, str], ...]]]
    duties: frozenset[tuple[Duty, tuple[str, str] | None, tuple[Ref, ...]]]
    marks: frozenset[tuple[str, _Marks]]
    at_home: bool
    beside: frozenset[str]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    chosen: frozenset[tuple[str, str | None]]


def conduct(version: Version, number: int, position: int, event: str) -> Conduct:
    """Describe what an event does in a phase of a lifecycle."""
    track = version.machine.tracks[number]
    phase = track.phases[position]
    moves, duties = version.rules(number, position, event)
    looked = version.looked_at(number, position).get(event, frozenset())
    named = [name for move in moves for name, _ in move.under] + [name for duty in duties for name in consulted(duty)]
    return Conduct(
        moves=frozenset(_written(move.move) for move in moves),
        duties=frozenset((d.duty, carried_by(phase, d), version.model.tasks[d.name].source) for d in duties),
        marks=frozenset((one.name, _marks(one)) for one in (phase, *(track.phases[move.to] for move in moves))),
        at_home=version.machine.home[event] == number,
        beside=frozenset(version.machine.tracks[other].name for other in looked),
        facts=tuple((fact, tuple(map(spell, version.values(fact)))) for fact in version.carried(event)),
        chosen=frozenset((name, version.chosen.get(name)) for name in named),
    )


def _written(move: Move) -> tuple[Move, tuple[tuple[str, str], ...]]:
    """Give a move without where it starts, and what it sets without where that is written."""
    return evolve(move, from_=(), set_=()), tuple((ref.name, spell(value)) for ref, value, _ in move.set_)


def carried_by(phase: PhaseProgram, duty: DutyProgram) -> tuple[str, str] | None:
    """Give the mark that carries a task, and the value it does so with; None if the phase itself has the task."""
    if duty.mark is None:
        return None
    slot, value = duty.mark
    return phase.marks[slot].name, spell(phase.marks[slot].values[value])


def _marks(phase: PhaseProgram) -> _Marks:
    return tuple((mark.name, tuple(map(spell, mark.values)), mark.counts) for mark in phase.marks)


def tasks_looked_at(moves: tuple[MoveProgram, ...], duties: tuple[DutyProgram, ...]) -> int | None:
    """Give as bits the tasks of a phase that what an event does there depends on; None if it depends on more.

    It does so where a mark is looked at or given, and where the phase is left, since all of it is then forgotten.
    """
    found = 0
    for duty in duties:
        if duty.mark is not None:
            return None
        found |= duty.bit
        for _, bit, _ in duty.after:
            found |= bit
    for move in moves:
        if not move.stays or move.marks or move.keep or move.set_:
            return None
        found |= move.unless_done | move.done
    return found
