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

__all__ = ["Conduct", "conduct", "tasks_looked_at"]


@frozen
class Conduct:
    """All that what an event does in a phase can depend on, by names and without places.

    `marks` are those of the phase and of those that it may lead to, `beside` the lifecycles that it looks at, `facts`
    what the event comes with, `chosen` how the readings that matter are taken, `cites` what the tasks themselves cite.
    """

    moves: tuple[Move, ...]
    duties: tuple[tuple[Duty, tuple[str, str] | None], ...]
    marks: tuple[tuple[tuple[str, tuple[str, ...], bool], ...], ...]
    at_home: bool
    beside: frozenset[str]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    chosen: tuple[tuple[str, str | None], ...]
    cites: tuple[tuple[Ref, ...], ...]


def conduct(version: Version, number: int, position: int, event: str) -> Conduct:
    """Describe what an event does in a phase of a lifecycle."""
    track = version.machine.tracks[number]
    phase = track.phases[position]
    moves, duties = version.rules(number, position, event)
    looked = version.looked_at(number, position).get(event, frozenset())
    named = [name for move in moves for name, _ in move.under] + [name for duty in duties for name in consulted(duty)]
    return Conduct(
        moves=tuple(evolve(move.move, from_=()) for move in moves),
        duties=tuple((duty.duty, _carried_by(phase, duty)) for duty in duties),
        marks=tuple(_marks(one) for one in (phase, *(track.phases[move.to] for move in moves))),
        at_home=version.machine.home[event] == number,
        beside=frozenset(version.machine.tracks[other].name for other in looked),
        facts=tuple((fact, tuple(map(spell, version.values(fact)))) for fact in version.carried(event)),
        chosen=tuple((name, version.chosen.get(name)) for name in named),
        cites=tuple(version.model.tasks[duty.name].source for duty in duties),
    )


def _carried_by(phase: PhaseProgram, duty: DutyProgram) -> tuple[str, str] | None:
    if duty.mark is None:
        return None
    slot, value = duty.mark
    return phase.marks[slot].name, spell(phase.marks[slot].values[value])


def _marks(phase: PhaseProgram) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
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
