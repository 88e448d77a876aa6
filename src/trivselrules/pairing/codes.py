# SPDX-License-Identifier: MPL-2.0
"""Pairs of states as numbers: that of the old state, and above it that of the new one.

So what an event changes in both is one number that is added, and what looks at some lifecycles only looks at the number
through a mask. Versions that know the same phases, marks and tasks are in one and the same state as long as they are in
the same place, and so is a version that is paired with itself; that state is written once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..machine.program import State
from ..values import spell
from .version import Version

__all__ = ["Codes"]


class Codes:
    """Where the parts of a pair stand in its number: `fields` are masks, one for each lifecycle, `phases` is one.

    `clock` holds for each event that is remembered the mask of where a pair tells that it has happened. `numbers` gives
    the number that each lifecycle has in both versions, None where it does not exist; `one` tells whether both are
    always in the same state. What has happened in one of them then counts as having happened: it is forgotten in both
    at once, and an event that only one accepts, which leads it nowhere, can be left out of the way to any pair.
    """

    def __init__(self, tracks: Iterable[str], versions: tuple[Version, Version]) -> None:
        old, new = self._layouts = [version.steps.layout for version in versions]
        self.numbers = [tuple([version.machine.numbers.get(name) for version in versions]) for name in tracks]
        self.one = versions[0] is versions[1] or _shape(versions[0]) == _shape(versions[1])
        self._shift = 0 if self.one else sum(old.fields).bit_length()
        self._low = (1 << self._shift) - 1
        self.phases = self.joined(old.phases, new.phases)
        self.clock = {start: self.joined(bit, bit) for start, bit in versions[0].starts.items()}
        self.fields = [self._field(numbers) for numbers in self.numbers]

    def joined(self, old: int, new: int) -> int:
        """Give what two numbers or masks of states are for a pair in the same place."""
        return old | new if self.one else old + (new << self._shift)

    def mask(self, places: Iterable[int], phases: Iterable[int]) -> int:
        """Give the mask of the places of some lifecycles and of the phases of some others."""
        found = 0
        for number in phases:
            found |= self.fields[number] & self.phases
        for number in places:
            found |= self.fields[number]
        return found

    def _field(self, numbers: Sequence[int | None]) -> int:
        found = [0 if n is None else layout.fields[n] for n, layout in zip(numbers, self._layouts, strict=True)]
        return self.joined(found[0], found[1])

    def of(self, code: int, which: int) -> int:
        """Give the number of the state in one of the versions."""
        if self.one:
            return code
        return code >> self._shift if which else code & self._low

    def code(self, old: State, new: State) -> int:
        """Give two states as a pair."""
        return self.joined(self._layouts[0].whole(old), self._layouts[1].whole(new))

    def states(self, code: int) -> tuple[State, State]:
        """Give the two states of a pair; their places have been given numbers before."""
        old = self._layouts[0].state(self.of(code, 0))
        return old, old if self.one else self._layouts[1].state(self.of(code, 1))


def _shape(version: Version) -> list[object]:
    """Give all that the number of a state is made of, and when what has happened is forgotten in it."""
    machine, starts = version.machine, version.starts
    return [
        (
            track.name,
            phase.name,
            [duty.task.name for duty in phase.phase.duties],
            [(mark.name, *map(spell, mark.values)) for mark in phase.marks],
            bool(starts) and phase.phase.rest,
        )
        for track in machine.tracks
        for phase in track.phases
    ] + [machine.home.get(start) for start in starts]
