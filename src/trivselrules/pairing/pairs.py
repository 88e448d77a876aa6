# SPDX-License-Identifier: MPL-2.0
"""Every pair of states that the same events lead two versions to, and under which readings."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from ..analysis.exploration import MAX_STATES, TooManyStatesError
from ..proof.diagram import Diagram
from .crossings import Group
from .frame import Frame
from .joints import Joints, Known, Run, Step
from .version import Version

__all__ = ["Arrival", "Pair", "Pairs", "Progress", "Step"]

Progress = Callable[[int], None]
EVERY = 500  # states between two words of progress
Pair = int  # the number of two states
Arrival = tuple[Pair, Diagram, Step]  # where an event leads, and readings under which that had not been reached before

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
        self._tables: dict[int, _Table] = {}
        self._held: dict[Diagram, dict[Diagram, _Held]] = {}
        self._within: dict[Diagram, set[Diagram | None]] = {}
        self._gained: dict[tuple[Diagram, Diagram], tuple[Diagram, Diagram]] = {}

    def start(self) -> dict[Pair, Diagram]:
        """Give the pair that both versions start in, with all readings; none if they start in different places."""
        old, new = (version.machine.start for version in self.versions)
        if not self.joints.matching(old, new):
            return {}
        guard = self.diagrams.both(*(self.frame.guard(self._options(version)) for version in self.versions))
        return {self.codes.code(old, new): guard}

    def go_on_from(self, reach: dict[Pair, Diagram], begin: dict[Pair, Diagram], progress: Progress | None) -> None:
        """Go everywhere from some pairs, given what is reached already.

        Raises TooManyStatesError beyond the limit.
        """
        self.reach = reach
        waiting, queue, word = dict(begin), deque(begin), (len(reach) // EVERY + 1) * EVERY
        while queue:
            pair = queue.popleft()
            for to, gained, _ in self.newly(pair, waiting.pop(pair), reach):
                if to in waiting:
                    waiting[to] = self.join(gained, waiting[to])
                else:
                    waiting[to] = gained
                    queue.append(to)
            if progress is not None and len(reach) >= word:
                progress(word)
                word += EVERY
            self._limit()

    def newly(self, pair: Pair, portion: Diagram, reach: dict[Pair, Diagram]) -> list[Arrival]:
        """Let one more event happen in a pair under some readings; give what is then newly reached, and note it."""
        found: list[Arrival] = []
        held, no = self._held.setdefault(portion, {}), self.diagrams.no
        for mask, known, group in self._tables.get(pair & self.codes.phases) or self._table(pair):
            runs = known.get(pair & mask)
            if runs is None:
                runs = known[pair & mask] = self.joints.runs(pair, group)
            for where, ways in runs:
                guard, within = held.get(where) or self._hold(portion, where)
                if guard != no:
                    for added, step in ways:
                        to = pair + added
                        before = reach.get(to)
                        if before not in within:
                            gained, after = (guard, guard) if before is None else self._gain(guard, before)
                            if gained == no:
                                within.add(before)
                            else:
                                reach[to] = after
                                found.append((to, gained, step))
        return found

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

    def join(self, one: Diagram, other: Diagram) -> Diagram:
        """Give the readings of both."""
        return self._gain(one, other)[1]
