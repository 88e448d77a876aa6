# SPDX-License-Identifier: MPL-2.0
"""The situation that takes least to be told among those that show something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from ..frozen_map import FrozenMap
from .axes import Axes, Given
from .behaviour import Behaviour
from .diagram import Diagram, Masks
from .sayings import Aspect

__all__ = ["Witness", "Witnesses"]


@frozen
class Witness:
    """A situation: the facts that a decision asks for on the way, and readings that are not read as chosen."""

    facts: FrozenMap[str, Given]
    readings: FrozenMap[str, str]


class Witnesses:
    """Finds situations for some behaviours over the same axes; no other would need fewer facts, then readings.

    Told are facts that one of them asks, values that one of them does not know, and options that are not the ones
    all of them have chosen.
    """

    def __init__(self, behaviours: Sequence[Behaviour]) -> None:
        self._axes: Axes = behaviours[0].axes
        self._diagrams = behaviours[0].diagrams
        self._told: list[Diagram] = []
        self._cost = self._diagrams.constant(0)
        for level, axis in enumerate(self._axes.axes):
            kind, name = axis.dimension
            aspect = Aspect("asks" if kind == "fact" else "consults", name)
            told = self._diagrams.either(*(behaviour.of(aspect) for behaviour in behaviours))
            everywhere = [axis.possible(behaviour.number) for behaviour in behaviours]
            strange = axis.whole & ~_common(everywhere, axis.whole)
            if any(level in behaviour.read for behaviour in behaviours):
                told, strange = self._diagrams.no, 0
            elif kind == "reading":
                chosen = _common((behaviour.choice.get(level, axis.whole) for behaviour in behaviours), axis.whole)
                told = self._diagrams.both(told, self._diagrams.box({level: axis.whole & ~chosen}))
            told = self._diagrams.either(told, self._diagrams.box({level: strange}))
            self._told.append(told)
            weight = len(self._axes.axes) + 1 if kind == "fact" else 1
            self._cost = self._diagrams.join(_Adding(weight), self._cost, told)

    def among(self, where: Diagram, box: Masks) -> Witness:
        """Give a situation of a set that lies in a box too; there must be one."""
        return self.told(self.point(where, box))

    def point(self, where: Diagram, box: Masks) -> tuple[int, ...]:
        """Give the cells of the situation that takes least to be told."""
        cost = self._diagrams.join(_where, where, self._cost)
        _, cells = self._diagrams.least(cost, box)
        masks = (box.get(level, axis.whole) for level, axis in enumerate(self._axes.axes))
        return tuple(cells.get(level, (mask & -mask).bit_length() - 1) for level, mask in enumerate(masks))

    def told(self, point: Sequence[int]) -> Witness:
        """Tell a situation."""
        told = {level: cell for level, cell in enumerate(point) if self._diagrams.value(self._told[level], point)}
        facts, readings = self._axes.point(told)
        return Witness(FrozenMap(facts), FrozenMap(readings))


@frozen
class _Adding:
    """Adds a weight to a cost where a condition holds."""

    weight: int

    def __call__(self, cost: int, holds: bool) -> int:
        return cost + self.weight if holds else cost


_OUTSIDE = 1 << 60


def _where(holds: bool, cost: int) -> int:
    return cost if holds else _OUTSIDE


def _common(sets: Iterable[int], everything: int) -> int:
    for mask in sets:
        everything &= mask
    return everything
