# SPDX-License-Identifier: MPL-2.0
"""Where two versions are in the same place: after the same events, or each after its own."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ..proof.diagram import Diagram
from .frame import Frame
from .pairs import Nearest, Pair, Pairs, Progress, Step
from .version import Version

__all__ = ["Meeting"]


@frozen
class _Apart:
    """A pair that the versions reach under some readings, but not by the same events; it is a pair of each alone."""

    reach: Diagram
    old: Pair
    new: Pair


class Meeting:
    """All pairs of states in which two versions are compared.

    Where the versions have parted, for what one accepts and the other does not, each goes on alone; the states with the
    same names that both come to are compared too. `alone` is None if they never part.
    """

    def __init__(self, frame: Frame, old: Version, new: Version, progress: Progress | None) -> None:
        self.frame, self.versions, self.diagrams = frame, (old, new), frame.diagrams
        self.pairs = Pairs(frame, old, new)
        self.pairs.run(progress)
        self.pairs.finish()
        self.alone: tuple[Pairs, Pairs] | None = None
        self._apart: dict[Pair, _Apart] = {}
        if self.pairs.parted:
            self.alone = Pairs(frame, old, old), Pairs(frame, new, new)
            for alone in self.alone:
                alone.run(progress)
            self._find(*self.alone)
            self.pairs.finish()

    def reached(self) -> Iterator[tuple[Pair, Diagram]]:
        """Give every pair with the readings under which both versions come there."""
        yield from self.pairs.reach.items()
        yield from ((pair, apart.reach) for pair, apart in self._apart.items())

    def _find(self, old: Pairs, new: Pairs) -> None:
        """Find the states with the same names that both versions reach, but not by the same events."""
        names = _Names(self.frame, self.versions)
        by_name: dict[tuple[int, ...], list[Pair]] = {}
        for pair in new.reach:
            by_name.setdefault(names.of(1, new, pair), []).append(pair)
        for pair, reach in old.reach.items():
            for other in by_name.get(names.of(0, old, pair), ()):
                made = self.pairs.pair(old.states(pair)[0], new.states(other)[1])
                both = self.diagrams.both(reach, new.reach[other])
                left = self.diagrams.without(both, self.pairs.reach.get(made, self.diagrams.no))
                if left != self.diagrams.no:
                    self._apart[made] = _Apart(left, pair, other)
                    self.pairs.visit(made, left)

    def nearest(self, pair: Pair, target: Diagram) -> Nearest | None:
        """Give how a pair is reached nearest in some situations; None if it never is."""
        nearest = self.pairs.nearest(pair, target)
        if nearest is not None or pair not in self._apart:
            return nearest
        assert self.alone is not None, "they have parted"
        apart = self._apart[pair]
        first = self.alone[0].nearest(apart.old, self.diagrams.both(target, apart.reach))
        if first is None:
            return None
        second = self.alone[1].nearest(apart.new, first.where)
        assert second is not None, "both versions come there"
        guard = self.diagrams.both(first.guard, second.guard)
        return Nearest(first.depth + second.depth, second.where, guard)

    def ways(self, pair: Pair, point: tuple[int, ...]) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        """Give a shortest way to a pair in both versions, under readings that it is reached under."""
        if self.diagrams.value(self.pairs.reach.get(pair, self.diagrams.no), point):
            way = self.pairs.path(pair, point)
            return way, way
        assert self.alone is not None, "they have parted"
        apart = self._apart[pair]
        return self.alone[0].path(apart.old, point), self.alone[1].path(apart.new, point)


class _Names:
    """Gives states of either version alone as numbers that are equal for equal names."""

    def __init__(self, frame: Frame, versions: tuple[Version, Version]) -> None:
        self.frame, self.versions = frame, versions
        self._numbers: dict[object, int] = {}
        self._known: dict[tuple[int, str, int], int] = {}

    def of(self, which: int, alone: Pairs, pair: Pair) -> tuple[int, ...]:
        """Give where the lifecycles that both versions have are in one of them."""
        return tuple(self._one(which, alone, pair, name) for _, _, name in self.frame.common)

    def _one(self, which: int, alone: Pairs, pair: Pair, name: str) -> int:
        number = self.frame.tracks.index(name)
        key = which, name, pair[number]
        if key not in self._known:
            place = alone.spots(pair)[number][which]
            assert place is not None, "both versions have the lifecycle"
            told = self.versions[which].named(self.versions[which].machine.numbers[name], place)
            self._known[key] = self._numbers.setdefault((told.phase, told.marks, told.done), len(self._numbers))
        return self._known[key]
