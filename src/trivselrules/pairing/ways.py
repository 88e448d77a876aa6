# SPDX-License-Identifier: MPL-2.0
"""Shortest ways to pairs of states, looked for no further than is asked.

Readings under which something is reached by a longer way are followed on by themselves, so a way is known for each.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ..proof.diagram import Diagram
from .pairs import Pair, Pairs, Step

__all__ = ["Nearest", "Target", "Ways"]

Target = tuple[Collection[Pair], Diagram]  # some pairs, and in which situations they are asked for
Readings = tuple[int, ...]  # a cell for every axis


class Nearest(NamedTuple):
    """A pair of one of the targets, which is given by its number, and in which of the situations it is reached first.

    `guard` are the readings under which it is reached then, in whatever situation.
    """

    target: int
    pair: Pair
    where: Diagram
    guard: Diagram


class _Came(NamedTuple):
    """Under which readings a pair was reached first at one time, and from where."""

    guard: Diagram
    start: Pair | None
    step: Step | None


class Ways:
    """Goes wherever events lead, one event after another, and remembers what was newly reached after each."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs, self.diagrams = pairs, pairs.diagrams
        self._layers = [pairs.start()]
        self._reach = dict(self._layers[0])
        self._came = {pair: [_Came(guard, None, None)] for pair, guard in self._reach.items()}

    def nearest(self, targets: Sequence[Target]) -> Nearest:
        """Give the nearest pair of any of some targets, of which at least one is reached."""
        asked: dict[Pair, list[int]] = {}
        for number, (pairs, _) in enumerate(targets):
            for pair in pairs:
                asked.setdefault(pair, []).append(number)
        depth = 0
        while not (found := self._found(targets, asked, self._layer(depth))):
            depth += 1
        return min(found)

    def _found(
        self, targets: Sequence[Target], asked: Mapping[Pair, Sequence[int]], layer: Mapping[Pair, Diagram]
    ) -> list[Nearest]:
        """Give all targets that are newly reached."""
        return [
            Nearest(number, pair, where, layer[pair])
            for pair in (layer if len(layer) < len(asked) else asked)
            if pair in layer
            for number in asked.get(pair, ())
            if (where := self.diagrams.both(layer[pair], targets[number][1])) != self.diagrams.no
        ]

    def _layer(self, depth: int) -> Mapping[Pair, Diagram]:
        """Give the pairs newly reached after a number of events, and under which readings."""
        if depth == len(self._layers):
            self._layers.append(self._following(self._layers[-1]))
        assert self._layers[depth], "some target is reached"
        return self._layers[depth]

    def _following(self, layer: Mapping[Pair, Diagram]) -> dict[Pair, Diagram]:
        found: dict[Pair, Diagram] = {}
        for pair, portion in layer.items():
            for to, gained, step in self.pairs.newly(pair, portion, self._reach):
                self._came.setdefault(to, []).append(_Came(gained, pair, step))
                found[to] = self.pairs.join(gained, found.get(to, self.diagrams.no))
        return found

    def path(self, pair: Pair, readings: Readings) -> tuple[Step, ...]:
        """Give a shortest way to a pair that was found, under a choice of readings it is reached under."""
        found: list[Step] = []
        at: Pair | None = pair
        while at is not None:
            came = next(one for one in self._came[at] if self.diagrams.value(one.guard, readings))
            found += [] if came.step is None else [came.step]
            at = came.start
        return tuple(reversed(found))
