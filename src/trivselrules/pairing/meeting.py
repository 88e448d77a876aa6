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
        self.alone: tuple[Pairs, Pairs] | None = None
        self._apart: dict[Pair, _Apart] = {}
        self._lefts: dict[tuple[Diagram, Diagram, Diagram], Diagram] = {}
        if self.pairs.parted():
            self.alone = Pairs(frame, old, old), Pairs(frame, new, new)
            for alone in self.alone:
                alone.run(progress)
            self._find(*self.alone)

    def reached(self) -> Iterator[tuple[Pair, Diagram]]:
        """Give every pair with the readings under which both versions come there."""
        yield from self.pairs.reach.items()
        yield from ((pair, apart.reach) for pair, apart in self._apart.items())

    def _find(self, old: Pairs, new: Pairs) -> None:
        """Find the states with the same names that both versions reach, but not by the same events."""
        names = _Names(self.frame, self.versions)
        by_name: dict[int, list[Pair]] = {}
        for pair in new.reach:
            by_name.setdefault(names.of(1, pair), []).append(pair)
        reach, joined = self.pairs.reach, self.pairs.codes.joined
        for pair, ours in old.reach.items():
            for other in by_name.get(names.of(0, pair), ()):
                made = joined(pair, other)
                left = self._left(ours, new.reach[other], reach.get(made, self.diagrams.no))
                if left != self.diagrams.no:
                    self._apart[made] = _Apart(left, pair, other)
                    self.pairs.joints.crossings.of(made)

    def _left(self, ours: Diagram, theirs: Diagram, known: Diagram) -> Diagram:
        """Give the readings under which both versions reach something, without those under which they do so together."""
        key = ours, theirs, known
        if key not in self._lefts:
            self._lefts[key] = self.diagrams.without(self.diagrams.both(ours, theirs), known)
        return self._lefts[key]

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
    """Gives the states of both versions as numbers that are equal where the lifecycles of both are named alike."""

    def __init__(self, frame: Frame, versions: tuple[Version, Version]) -> None:
        self.versions = versions
        self._numbers: dict[object, int] = {}
        self._common = [
            [
                (number, version.steps.layout.fields[number], dict[int, int]())
                for number in (version.machine.numbers[name] for _, _, name in frame.common)
            ]
            for version in versions
        ]

    def of(self, which: int, code: int) -> int:
        """Give the number of a state of one of the versions."""
        found = 0
        for number, field, known in self._common[which]:
            named = known.get(code & field)
            if named is None:
                named = known[code & field] = self._named(which, number, code)
            found = found << 32 | named
        return found

    def _named(self, which: int, number: int, code: int) -> int:
        """Give the number of the names that a lifecycle's place has; it takes at most 32 bits, as states are limited."""
        version = self.versions[which]
        told = version.named(number, version.steps.layout.state(code)[number])
        return self._numbers.setdefault((told.phase, told.marks, told.done), len(self._numbers))
