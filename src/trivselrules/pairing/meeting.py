# SPDX-License-Identifier: MPL-2.0
"""Where two versions are in the same place: after the same events, or each after its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from ..proof.diagram import Diagram
from .frame import Frame
from .pairs import Pair, Pairs, Progress, Step
from .version import Version
from .ways import Nearest, Target, Ways

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
        start = self.pairs.start()
        self.pairs.go_on_from(dict(start), start, progress)
        self.ways = Ways(self.pairs)
        self.alone: tuple[Pairs, Pairs] | None = None
        self._alone_ways: list[Ways] = []
        self._apart: dict[Pair, _Apart] = {}
        self._lefts: dict[tuple[Diagram, Diagram, Diagram], Diagram] = {}
        parted = self.pairs.parted()
        if parted or not self.pairs.reach or self._remember_otherwise():
            self._go_alone(parted, progress)

    def _remember_otherwise(self) -> bool:
        """Tell whether something has happened in one of the versions and not in the other."""
        clock = self.pairs.codes.clock.values()
        return any(pair & mask not in (0, mask) for mask in clock for pair in self.pairs.reach)

    def _go_alone(self, parted: Mapping[Pair, Diagram], progress: Progress | None) -> None:
        """Let each version go on alone where they part."""
        reach = self.pairs.reach
        alone = self._each_alone()
        for which, pairs in enumerate(alone):
            begin = self._seen(which, parted) if reach else pairs.start()
            pairs.go_on_from(self._seen(which, reach) or dict(begin), begin, progress)
        self._apart = dict(self._met(*alone))
        if self._apart or self._phases(0, alone[0]) != self._phases(1, alone[1]):
            self.alone = alone
            for made in self._apart:
                self.pairs.joints.crossings.of(made)

    def _each_alone(self) -> tuple[Pairs, Pairs]:
        """Begin to follow each version by itself, with what is known of it already."""
        known = self.pairs.joints.alike()
        old, new = self.versions
        return Pairs(self.frame, old, old, known), Pairs(self.frame, new, new, known)

    def _seen(self, which: int, reach: Mapping[Pair, Diagram]) -> dict[Pair, Diagram]:
        """Give the states of one version among some pairs, with the readings under which it comes there."""
        of, join, no = self.pairs.codes.of, self.pairs.join, self.diagrams.no
        found: dict[Pair, Diagram] = {}
        for pair, where in reach.items():
            state = of(pair, which)
            found[state] = join(where, found.get(state, no))
        return found

    def _phases(self, which: int, alone: Pairs) -> set[tuple[str, str]]:
        """Give the phases that one version comes to of the lifecycles that both have."""
        machine = self.versions[which].machine
        found: set[tuple[str, str]] = set()
        for code in {code & alone.codes.phases: code for code in alone.reach}.values():
            state = alone.codes.states(code)[which]
            at = ((name, machine.numbers[name]) for _, _, name in self.frame.common)
            found.update((name, machine.tracks[number].phases[state[number].phase].name) for name, number in at)
        return found

    def reached(self) -> Iterator[tuple[Pair, Diagram]]:
        """Give every pair with the readings under which both versions come there."""
        yield from self.pairs.reach.items()
        yield from ((pair, apart.reach) for pair, apart in self._apart.items())

    def _met(self, old: Pairs, new: Pairs) -> Iterator[tuple[Pair, _Apart]]:
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
                    yield made, _Apart(left, pair, other)

    def _left(self, ours: Diagram, theirs: Diagram, known: Diagram) -> Diagram:
        """Give the readings under which both versions reach something, but not together."""
        key = ours, theirs, known
        if key not in self._lefts:
            self._lefts[key] = self.diagrams.without(self.diagrams.both(ours, theirs), known)
        return self._lefts[key]

    def ways_alone(self, which: int) -> Ways:
        """Give the ways of one version by itself."""
        assert self.alone is not None, "they have parted"
        self._alone_ways = self._alone_ways or [Ways(pairs) for pairs in self.alone]
        return self._alone_ways[which]

    def nearest(self, targets: Sequence[Target]) -> Nearest:
        """Give the nearest pair of any of some targets, after the same events if there is one.

        Else it is that which the old version reaches first by itself, and of these that which the new one does.
        """
        if any(self._together(*one) for one in targets):
            return self.ways.nearest(targets)
        both = self.diagrams.both
        apart = [
            (number, pair, both(where, self._apart[pair].reach))
            for number, (pairs, where) in enumerate(targets)
            for pair in pairs
            if pair in self._apart
        ]
        first = self.ways_alone(0).nearest([((self._apart[pair].old,), where) for _, pair, where in apart])
        apart = [(n, p, both(where, first.guard)) for n, p, where in apart if self._apart[p].old == first.pair]
        second = self.ways_alone(1).nearest([((self._apart[pair].new,), where) for _, pair, where in apart])
        number, pair, _ = apart[second.target]
        return Nearest(number, pair, second.where, both(first.guard, second.guard))

    def _together(self, pairs: Iterable[Pair], where: Diagram) -> bool:
        """Tell whether the same events lead both versions to one of some pairs, in some situations."""
        reach, no = self.pairs.reach, self.diagrams.no
        return any(self.diagrams.both(reach.get(pair, no), where) != no for pair in pairs)

    def both_ways(self, pair: Pair, point: tuple[int, ...]) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        """Give a shortest way to a pair in both versions, under readings that it is reached under."""
        if self.diagrams.value(self.pairs.reach.get(pair, self.diagrams.no), point):
            way = self.ways.path(pair, point)
            return way, way
        apart = self._apart[pair]
        return self.ways_alone(0).path(apart.old, point), self.ways_alone(1).path(apart.new, point)


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
        """Give the number of the names of a lifecycle's place; it takes at most 32 bits, as states are limited."""
        version = self.versions[which]
        told = version.named(number, version.steps.layout.state(code)[number])
        return self._numbers.setdefault((told.phase, told.marks, told.done), len(self._numbers))
