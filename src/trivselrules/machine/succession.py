# SPDX-License-Identifier: MPL-2.0
"""The state of a matter when the version of the rules that it began under is followed by another."""

from __future__ import annotations

from ..values import spell
from .program import Machine, Place, State, Track

__all__ = ["carry_over"]


def carry_over(state: State, old: Machine, new: Machine) -> State:
    """Give the state in `new` that `state` in `old` becomes on the first day of the new version.

    Phases keep their names or are in the one that takes their place; tasks that have been done are done wherever they
    still stand, and marks keep their values. A lifecycle that is new is where it begins.
    """
    return tuple(
        _place(state[old.numbers[track.name]], old.tracks[old.numbers[track.name]], track)
        if track.name in old.numbers
        else Place(track.start, 0, ())
        for track in new.tracks
    )


def _place(place: Place, old: Track, new: Track) -> Place:
    if old is new:
        return place
    before = old.phases[place.phase]
    target = new.lifecycle.successor(before.name)
    assert target is not None, "a version that drops a phase says where its matters are"
    after = new.phases[new.numbers[target]]
    done = {duty.task.name for bit, duty in enumerate(before.phase.duties) if place.done >> bit & 1}
    values = {mark.name: spell(mark.values[value]) for mark, value in zip(before.marks, place.marks, strict=True)}
    return Place(
        new.numbers[target],
        sum(1 << bit for bit, duty in enumerate(after.phase.duties) if duty.task.name in done),
        tuple([spell(value) for value in mark.values].index(values[mark.name]) for mark in after.marks),
    )
