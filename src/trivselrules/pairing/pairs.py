# SPDX-License-Identifier: MPL-2.0
"""Every pair of states that the same events lead two versions to, under which readings, and by which shortest way.

Readings under which something is reached later, by a longer way, are followed on by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from typing import NamedTuple

from ..analysis.exploration import MAX_STATES, TooManyStatesError
from ..proof.diagram import Diagram
from .crossings import Group
from .frame import Frame
from .joints import Joints, Known, Run, Step
from .version import Version

__all__ = ["Nearest", "Pair", "Pairs", "Progress", "Step"]

Progress = Callable[[int], None]
EVERY = 500  # states between two words of progress
Pair = int  # the number of two states
Readings = tuple[int, ...]  # a cell for every axis


class Nearest(NamedTuple):
    """After how few events a pair is reached, in which of the situations asked for, and under which readings at all."""

    depth: int
    where: Diagram
    guard: Diagram


class _Arrival(NamedTuple):
    """Under which readings a pair was reached first at one time, after how many events, and from where."""

    guard: Diagram
    depth: int
    start: Pair | None
    step: Step | None


# Readings under which something is reached, and some that hold all of these, as far as found.
_Held = tuple[Diagram, set[Diagram | None]]
_Table = tuple[tuple[int, dict[int, tuple[Run, ...]], Group], ...]


class Pairs:
    """Goes wherever the same events lead two versions, as long as both are in the same place by what both know."""

    def __init__(self, frame: Frame, old: Version, new: Version, known: Known | None = None) -> None:
        self.frame, self.versions, self.diagrams = frame, (old, new), frame.diagrams
        self.joints = Joints(frame, old, new, known)
        self.codes = self.joints.codes
        self.reach: dict[Pair, Diagram] = {}
        self.arrivals: dict[Pair, list[_Arrival]] = {}
        self._progress: Progress | None = None
        self._tables: dict[int, _Table] = {}
        self._held: dict[Diagram, dict[Diagram, _Held]] = {}
        self._within: dict[Diagram, set[Diagram | None]] = {}
        self._gained: dict[tuple[Diagram, Diagram], tuple[Diagram, Diagram]] = {}

    def run(self, progress: Progress | None) -> None:
        """Go everywhere from where both versions start, nearest first.

        Raises TooManyStatesError beyond the limit.
        """
        self._progress = progress
        old, new = (version.machine.start for version in self.versions)
        if not self.joints.matching(old, new):
            return
        start = self.codes.code(old, new)
        guard = self.diagrams.both(*(self.frame.guard(self._options(version)) for version in self.versions))
        self.reach[start], self.arrivals[start] = guard, [_Arrival(guard, 0, None, None)]
        frontier, depth = {start: guard}, 0
        while frontier:
            depth += 1
            frontier = self._go_on(frontier, depth)
            self._limit()

    def _go_on(self, frontier: Mapping[Pair, Diagram], depth: int) -> dict[Pair, Diagram]:
        """Let one more event happen wherever something was newly reached; give what is then newly reached."""
        reach, phases, no = self.reach, self.codes.phases, self.diagrams.no
        following: dict[Pair, Diagram] = {}
        for pair, portion in frontier.items():
            held = self._held.setdefault(portion, {})
            for mask, known, group in self._tables.get(pair & phases) or self._table(pair):
                runs = known.get(pair & mask)
                if runs is None:
                    runs = known[pair & mask] = self.joints.runs(pair, group)
                for where, ways in runs:
                    guard, within = held.get(where) or self._hold(portion, where)
                    if guard != no:
                        for added, step in ways:
                            to = pair + added
                            if reach.get(to) not in within:
                                self._arrive(following, to, (guard, within), (depth, pair, step))
        return following

    def _arrive(self, following: dict[Pair, Diagram], to: Pair, held: _Held, came: tuple[int, Pair, Step]) -> None:
        """Note what is newly reached, if anything is."""
        guard, within = held
        before = self.reach.get(to)
        gained, after = (guard, guard) if before is None else self._gain(guard, before)
        if gained == self.diagrams.no:
            within.add(before)
            return
        self.reach[to] = after
        following[to] = self._gain(gained, following[to])[1] if to in following else gained
        self.arrivals.setdefault(to, []).append(_Arrival(gained, *came))
        if before is None and self._progress is not None and len(self.reach) % EVERY == 0:
            self._progress(len(self.reach))

    def _table(self, pair: Pair) -> _Table:
        """Give the groups of events at a pair, each with what has to be looked at, and where they are known to lead."""
        groups = self.joints.crossings.of(pair).groups
        found = self._tables[pair & self.codes.phases] = tuple([(group.mask, {}, group) for group in groups])
        return found

    def _hold(self, portion: Diagram, where: Diagram) -> _Held:
        """Give under which readings of a portion something happens."""
        guard = self.diagrams.both(portion, where)
        within = self._within.setdefault(guard, {guard, self.diagrams.yes})
        found = self._held[portion][where] = guard, within
        return found

    def _gain(self, guard: Diagram, before: Diagram) -> tuple[Diagram, Diagram]:
        """Give under which readings something is newly reached, and under which it has been reached then."""
        key = guard, before
        if key not in self._gained:
            gained = self.diagrams.without(guard, before)
            self._gained[key] = gained, self.diagrams.either(before, gained)
        return self._gained[key]

    def _options(self, version: Version) -> dict[str, tuple[str, ...]]:
        return {name: version.options[name] for name in self.frame.options if name in version.options}

    def _limit(self) -> None:
        if len(self.reach) > MAX_STATES:
            fields = zip(self.frame.tracks, self.codes.fields, strict=True)
            raise TooManyStatesError({name: len({pair & field for pair in self.reach}) for name, field in fields})

    def parted(self) -> dict[Pair, Diagram]:
        """Give the pairs from which the versions come to different places, with the readings they are reached under."""
        no, both, crossings = self.diagrams.no, self.diagrams.both, self.joints.crossings.known
        somewhere = {phases for phases, crossing in crossings.items() if crossing.differing}
        return {
            pair: reach
            for pair, reach in self.reach.items()
            if pair & self.codes.phases in somewhere
            and any(one.parted != no and both(one.parted, reach) != no for one in self.joints.differing(pair))
        }

    def go_on_from(self, reach: dict[Pair, Diagram], begin: dict[Pair, Diagram], progress: Progress | None) -> None:
        """Go everywhere from some pairs, given what is reached already; shortest ways are not known then."""
        self.reach, self._progress = reach, progress
        while begin:
            begin = self._go_on(begin, 0)
            self._limit()

    def join(self, one: Diagram, other: Diagram) -> Diagram:
        """Give the readings of both."""
        return self._gain(one, other)[1]

    def nearest(self, pair: Pair, where: Diagram, limit: float = inf) -> Nearest | None:
        """Give how a pair is reached nearest in some situations; None if it never is, or not by fewer events."""
        for arrival in self.arrivals.get(pair, ()):
            if arrival.depth >= limit:
                break
            held = self.diagrams.both(arrival.guard, where)
            if held != self.diagrams.no:
                return Nearest(arrival.depth, held, arrival.guard)
        return None

    def path(self, pair: Pair, readings: Readings) -> tuple[Step, ...]:
        """Give a shortest way to a pair under a choice of readings it is reached under."""
        found: list[Step] = []
        at: Pair | None = pair
        while at is not None:
            arrival = next(one for one in self.arrivals[at] if self.diagrams.value(one.guard, readings))
            found += [] if arrival.step is None else [arrival.step]
            at = arrival.start
        return tuple(reversed(found))
