# SPDX-License-Identifier: MPL-2.0
"""Which options of the readings a phase can be reached under at all, seen from its own lifecycle alone."""

from __future__ import annotations

from collections.abc import Mapping

from ..machine.program import MoveProgram, Track
from ..model import RuleSetModel

__all__ = ["ways_into"]

Box = Mapping[str, frozenset[str]]


def ways_into(track: Track, model: RuleSetModel) -> list[Box]:
    """Give for each phase the options of every reading under which some way leads into it.

    The way may not exist, but there is none under any other options: a phase that only one option leads into
    need not be looked at under the others.
    """
    whole = {name: frozenset(reading.options) for name, reading in model.readings.items()}
    found: list[dict[str, frozenset[str]] | None] = [None] * len(track.phases)
    found[track.start] = whole
    waiting = [track.start]
    while waiting:
        number = waiting.pop()
        here = found[number]
        assert here is not None, "only phases that were reached wait"
        onward = [move for move in _moves(track, number) if move.to != number]
        waiting += [move.to for move in onward if _widen(found, move, here, whole)]
    return [whole if box is None else box for box in found]


def _moves(track: Track, number: int) -> list[MoveProgram]:
    phase = track.phases[number]
    return [move for moves in (*phase.moves.values(), *phase.follows.values()) for move in moves]


def _widen(found: list[dict[str, frozenset[str]] | None], move: MoveProgram, here: Box, whole: Box) -> bool:
    """Add to the phase a move leads into what the move allows; tell whether that was anything new."""
    taken = {**here}
    for name, options in move.under:
        taken[name] = taken[name] & options
    if not all(taken.values()):
        return False
    before = found[move.to]
    after = taken if before is None else {name: before[name] | taken[name] for name in whole}
    found[move.to] = after
    return after != before
