# SPDX-License-Identifier: MPL-2.0
"""States as numbers: a field of bits for each lifecycle, and one for the events that deadlines count from.

A field holds the phase, the tasks done there and the values of the marks. So what an event changes is one number that
is added, and what looks at some lifecycles only looks at the number through a mask.
"""

from __future__ import annotations

from ..machine.program import Machine, Place, State, Track

__all__ = ["Layout"]


class Layout:
    """Where the parts of a state stand in its number: `clock`, `fields` and `phases` are masks."""

    def __init__(self, machine: Machine, clock: int) -> None:
        self.clock = (1 << clock) - 1
        self.fields: list[int] = []
        self.phases = 0
        self._parts: list[list[int]] = []  # for each lifecycle where the parts of its place begin
        self._living = [[len(phase.marks) for phase in track.phases] for track in machine.tracks]
        self._places: list[dict[int, Place]] = [{} for _ in machine.tracks]
        at = clock
        for track in machine.tracks:
            start, parts = at, []
            for width in _widths(track):
                parts.append(at)
                at += width
            self._parts.append(parts)
            self.fields.append((1 << at) - (1 << start))
            self.phases |= (1 << parts[1]) - (1 << start)

    def code(self, number: int, place: Place) -> int:
        """Give the number of a place of one lifecycle."""
        found = 0
        for value, at in zip((place.phase, place.done, *place.marks), self._parts[number], strict=False):
            found |= value << at
        self._places[number][found] = place
        return found

    def tasks(self, number: int, done: int) -> int:
        """Give where some tasks of a lifecycle stand, which are given as the bits of a place."""
        return done << self._parts[number][1]

    def whole(self, state: State) -> int:
        """Give the number of a state, in which nothing has happened that is remembered."""
        return sum(self.code(number, place) for number, place in enumerate(state))

    def phase(self, number: int, code: int) -> int:
        """Give the phase that a lifecycle is in."""
        return (code & self.fields[number] & self.phases) >> self._parts[number][0]

    def state(self, code: int) -> State:
        """Give the state that a number stands for."""
        fields = enumerate(zip(self._places, self.fields, strict=True))
        return tuple(
            [places.get(code & field) or self._place(number, code & field) for number, (places, field) in fields]
        )

    def _place(self, number: int, code: int) -> Place:
        """Give the place of one lifecycle that a number stands for, of which no code was asked for."""
        starts = self._parts[number]
        phase, done, *marks = [
            (code & (1 << end) - 1) >> start
            for start, end in zip(starts, (*starts[1:], self.fields[number].bit_length()), strict=True)
        ]
        living = self._living[number][phase]
        place = self._places[number][code] = Place(phase, done, tuple(marks[:living]))
        return place


def _widths(track: Track) -> list[int]:
    """Give the bits that the phase, the tasks and each mark of a lifecycle take."""
    done = max((duty.bit for phase in track.phases for duty in phase.duties), default=0)
    marks: list[int] = []
    for phase in track.phases:
        for slot, mark in enumerate(phase.marks):
            marks += [0] * (slot + 1 - len(marks))
            marks[slot] = max(marks[slot], (len(mark.values) - 1).bit_length())
    return [(len(track.phases) - 1).bit_length(), done.bit_length(), *marks]
