# SPDX-License-Identifier: MPL-2.0
"""The situations of a decision, exactly: for each leaf the set of those that end there, under the readings chosen."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import prod

from attrs import frozen

from ..location import Location
from ..model import Ask, Consult, Node
from ..proof.axes import Axes, Axis
from ..proof.behaviour import Behaviour
from ..proof.diagram import Diagram
from ..proof.sayings import Aspect, onward, taken
from ..proof.witness import Witnesses
from ..rule_set import RuleSet

__all__ = ["Leaf", "Leaves"]


@frozen
class Leaf:
    """A branch behind which nothing more is asked: where it stands, and the situations that take it.

    `asked` says how few facts have to be told to come there.
    """

    location: Location
    where: Diagram
    asked: int


class Leaves:
    """The leaves of one decision, those that take least to be told first.

    Raises UnknownNameError if there is no such decision.
    """

    def __init__(self, rules: RuleSet, decision: str) -> None:
        rules.program(decision)  # refuses a name that does not exist
        self.rules, self.decision = rules, rules.model.decisions[decision]
        self.axes = Axes((self.decision, rules.model))
        self._choice = self.axes.choice(0)
        self.behaviour = Behaviour(self.axes, read=self._choice)
        self._more: dict[int, bool] = {}
        self._asks = {
            level: self.behaviour.of(Aspect("asks", axis.dimension[1]))
            for level, axis in enumerate(self.axes.axes)
            if not axis.is_reading
        }
        self._orders = [_simplest_first(axis) for axis in self.axes.axes]
        self.ways = prod(len(self._orders[level]) for level in self._asks)
        self.leaves = tuple(sorted(self._found(), key=lambda leaf: (leaf.asked, leaf.location)))

    def cells(self, leaf: Leaf, number: int) -> dict[int, int]:
        """Give the cell of each fact that is asked in a situation of a leaf, one for each `number` below `ways`.

        Each situation has a number, and none but those of the leaf; the simplest cells have the lowest.
        """
        diagrams = self.axes.diagrams
        nodes = {-1: leaf.where, **self._asks}  # what is left of each condition, as cells become known
        asked: dict[int, int] = {}
        for level, order in enumerate(self._orders):
            top, children, _ = diagrams.node(nodes[-1])
            possible = [cell for cell in order if top != level or not children or children[cell] != diagrams.no]
            if level in self._choice:
                cell = self._choice[level].bit_length() - 1
            elif nodes[level] == diagrams.no:
                cell = possible[0]
            else:
                number, place = divmod(number, len(possible))
                cell = asked[level] = possible[place]
            nodes = {key: diagrams.fixed(node, level, cell) for key, node in nodes.items()}
        return {level: cell for level, cell in asked.items() if nodes[level] == diagrams.yes}

    def _found(self) -> Iterator[Leaf]:
        diagrams, behaviour = self.axes.diagrams, self.behaviour
        witnesses = Witnesses((behaviour,))
        for location, where in self._ends() or [(self.decision.tree.location, diagrams.yes)]:
            held = diagrams.both(where, behaviour.possible)
            if held != diagrams.no:
                yield Leaf(location, held, len(witnesses.among(held, {}).facts))

    def _ends(self) -> list[tuple[Location, Diagram]]:
        """Give every branch that asks nothing more, with what leads there; its keys are taken together."""
        behaviour = self.behaviour
        ends: dict[int, tuple[Location, list[Diagram]]] = {}
        for _, ways in behaviour.ways():
            for ref, node, _ in ways:
                if not self._asks_more(node):
                    ends.setdefault(id(node), (ref.location, []))[1].append(behaviour.of(taken(ref)))
        return [(location, self.axes.diagrams.either(*found)) for location, found in ends.values()]

    def _asks_more(self, node: Node) -> bool:
        """Tell whether anything is asked from a node on."""
        if id(node) not in self._more:
            ahead = onward(node, self.decision)
            asks = isinstance(node.step, Ask | Consult)
            self._more[id(node)] = asks or any(self._asks_more(inner) for inner in ahead)
        return self._more[id(node)]


def _simplest_first(axis: Axis) -> list[int]:
    """Give the cells of an axis: words as they are declared, of numbers whole ones near zero first."""

    def effort(cell: int) -> tuple[bool, Fraction, bool]:
        value = axis.cells[cell].value
        if isinstance(value, str | bool):
            return False, Fraction(cell), False
        return value != int(value), abs(Fraction(value)), value < 0

    return sorted(range(len(axis.cells)), key=effort)
