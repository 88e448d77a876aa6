# SPDX-License-Identifier: MPL-2.0
"""As few situations as can be that reach everything, with a proof of it where one was found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from attrs import frozen

from .behaviour import Behaviour
from .coverage import items_of
from .diagram import Diagram, Diagrams
from .witness import Witness, Witnesses

__all__ = ["Covering", "covering", "fewest"]

# So many attempts are made to do with fewer situations; if they do not suffice, a set is not claimed to be smallest.
MAX_STEPS = 10_000


@frozen
class Covering:
    """Situations that together reach everything, and of which none can be left out.

    `smallest` says that it is proved that fewer do not suffice.
    """

    witnesses: tuple[Witness, ...]
    smallest: bool


def covering(behaviour: Behaviour) -> Covering:
    """Find few situations that reach every item of a decision."""
    diagrams = behaviour.diagrams
    needed = [item.reached(behaviour) for item in items_of(behaviour)] or [behaviour.possible]
    groups, smallest = fewest(diagrams, needed)
    witnesses = Witnesses((behaviour,))
    points = _spared(diagrams, [witnesses.point(group, {}) for group in groups], needed)
    return Covering(tuple(map(witnesses.told, points)), smallest)


def fewest(diagrams: Diagrams, needed: Sequence[Diagram]) -> tuple[list[Diagram], bool]:
    """Put conditions into groups that can hold together, into few; and tell whether no fewer groups do."""
    needed = _needed(diagrams, needed)
    apart = _apart(diagrams, needed)
    groups = _first_fit(diagrams, [*apart, *(one for one in needed if one not in apart)])
    packing = _Packing(diagrams, needed, apart)
    while len(groups) > len(apart):
        fewer = packing.into(len(groups) - 1)
        if fewer is None:
            return groups, packing.complete
        groups = fewer
    return groups, True


def _needed(diagrams: Diagrams, reached: Sequence[Diagram]) -> list[Diagram]:
    """Leave out what is reached whenever something else is."""
    kept: list[Diagram] = []
    for one in dict.fromkeys(reached):
        if not any(diagrams.without(other, one) == diagrams.no for other in kept):
            kept = [other for other in kept if diagrams.without(one, other) != diagrams.no] + [one]
    return kept


def _apart(diagrams: Diagrams, needed: Sequence[Diagram]) -> list[Diagram]:
    """Give as many as a first look finds of which no two are reached together: each takes a situation of its own."""
    best: list[Diagram] = []
    for first in needed:
        found = [first]
        for one in needed:
            if all(diagrams.both(one, other) == diagrams.no for other in found):
                found.append(one)
        best = max(best, found, key=len)
    return best


def _first_fit(diagrams: Diagrams, needed: Sequence[Diagram]) -> list[Diagram]:
    """Put each into the first group that can be reached together with it."""
    groups: list[Diagram] = []
    for one in needed:
        for number, group in enumerate(groups):
            joint = diagrams.both(group, one)
            if joint != diagrams.no:
                groups[number] = joint
                break
        else:
            groups.append(one)
    return groups


class _Packing:
    """Looks for a way to reach everything in a given number of situations, trying all ways if need be."""

    def __init__(self, diagrams: Diagrams, needed: Sequence[Diagram], apart: Sequence[Diagram]) -> None:
        self.diagrams, self.apart = diagrams, list(apart)
        self._rest = [one for one in needed if one not in apart]
        self._steps = count()

    @property
    def complete(self) -> bool:
        """Tell whether all ways were tried."""
        return next(self._steps) <= MAX_STEPS

    def into(self, most: int) -> list[Diagram] | None:
        """Give at most so many groups, or None if none were found."""
        return self._place(self.apart, self._rest, most)

    def _place(self, groups: list[Diagram], rest: list[Diagram], most: int) -> list[Diagram] | None:
        if not rest:
            return groups
        if next(self._steps) > MAX_STEPS:
            return None
        joints = {one: [self.diagrams.both(group, one) for group in groups] for one in rest}
        one = min(rest, key=lambda each: sum(joint != self.diagrams.no for joint in joints[each]))
        left = [other for other in rest if other != one]
        for number, joint in enumerate(joints[one]):
            if joint != self.diagrams.no:
                found = self._place([*groups[:number], joint, *groups[number + 1 :]], left, most)
                if found is not None:
                    return found
        return self._place([*groups, one], left, most) if len(groups) < most else None


def _spared(diagrams: Diagrams, points: list[tuple[int, ...]], needed: Sequence[Diagram]) -> list[tuple[int, ...]]:
    """Leave out every situation that reaches only what others do."""
    for point in list(points):
        others = [other for other in points if other != point]
        if all(any(diagrams.value(one, other) for other in others) for one in needed):
            points = others
    return points
