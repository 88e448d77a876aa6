# SPDX-License-Identifier: MPL-2.0
"""The situations a decision can meet, as boxes: for every fact and reading, the set of what is still possible.

A set is the bits of a whole number, one for each cell of the fact or option of the reading. The empty box
means that everything is possible; asking narrows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import prod

from ..domains import Domain, Scale, Span
from ..keys import Selection, select, selects
from ..model import Ask, Branch, Consult, Decision, Node, Ref, RuleSetModel
from ..values import Number, spell
from .nodes import branches, decision_nodes
from .stretches import stretches

__all__ = ["Box", "Dimension", "Space", "meet"]

Dimension = tuple[str, str]
Box = Mapping[Dimension, int]


def meet(one: Box, other: Box) -> Box | None:
    """Give the situations in both boxes, or None if there are none."""
    both = dict(one)
    for dimension, mask in other.items():
        both[dimension] = both.get(dimension, mask) & mask
        if not both[dimension]:
            return None
    return both


class Space:
    """The facts and readings of one decision, cut into cells that its rules treat alike, and so does what is `asked`.

    `asked` holds items of keys by fact; those of a fact that the decision does not ask for are passed over.
    """

    def __init__(
        self, decision: Decision, model: RuleSetModel, asked: Mapping[str, tuple[Ref, ...]] | None = None
    ) -> None:
        self._domains: dict[str, Domain] = {}
        self._cells: dict[Dimension, tuple[str | bool | Span, ...]] = {}
        self._masks: dict[tuple[Dimension, str], int] = {}
        spans: dict[str, list[Span]] = {}
        for node in decision_nodes(decision):
            match node.step:
                case Ask(fact=ref):
                    domain = self._domains[ref.name] = model.facts[ref.name].domain
                    found = (select(key.name, domain) for branch in branches(node) for key in branch.keys)
                    spans.setdefault(ref.name, []).extend(s for s in found if isinstance(s, Span))
                case Consult(reading=ref):
                    self._cells["reading", ref.name] = tuple(model.readings[ref.name].options)
        for name, domain in self._domains.items():
            found = (select(key.name, domain) for key in (asked or {}).get(name, ()))
            spans[name].extend(selection for selection in found if isinstance(selection, Span))
            self._cells["fact", name] = domain.cells(spans[name])

    def dimension(self, node: Node) -> Dimension | None:
        """Give what the node asks for: a fact or a reading."""
        match node.step:
            case Ask(fact=ref):
                return "fact", ref.name
            case Consult(reading=ref):
                return "reading", ref.name
            case _:
                return None

    def has(self, dimension: Dimension) -> bool:
        """Tell whether the decision asks for a fact, or consults a reading."""
        return dimension in self._cells

    def cells(self, dimension: Dimension) -> tuple[str | bool | Span, ...]:
        """Give what a fact or a reading is cut into."""
        return self._cells[dimension]

    def whole(self, dimension: Dimension) -> int:
        """Give the set of everything that is possible."""
        return (1 << len(self._cells[dimension])) - 1

    @property
    def size(self) -> int:
        """Give the number of situations that the rules can tell apart, under all readings."""
        return prod(map(len, self._cells.values()))

    def mask(self, dimension: Dimension, keys: Iterable[Ref]) -> int:
        """Give the set that the items of a key stand for."""
        mask = 0
        for key in keys:
            if (dimension, key.name) not in self._masks:
                self._masks[dimension, key.name] = self._item(dimension, key)
            mask |= self._masks[dimension, key.name]
        return mask

    def _item(self, dimension: Dimension, key: Ref) -> int:
        selection = self._selection(dimension, key)
        cells = range(len(self._cells[dimension]))
        return sum(1 << bit for bit in cells if selects(selection, self.value(dimension, bit)))

    def branch_mask(self, dimension: Dimension, branch: Branch) -> int:
        """Give the set that leads into `branch`."""
        return self.mask(dimension, branch.keys)

    def _selection(self, dimension: Dimension, key: Ref) -> Selection:
        kind, name = dimension
        selection = select(key.name, self._domains[name]) if kind == "fact" else key.name
        assert selection is not None, "names are checked before logic"
        return selection

    def situation(self, box: Box) -> dict[str, str]:
        """Give the first situation of a box as text, facts before readings, only what the box narrows."""
        chosen = {}
        for dimension, mask in sorted(box.items(), key=lambda item: item[0][0]):
            first = (mask & -mask).bit_length() - 1
            chosen[dimension[1]] = spell(self.value(dimension, first))
        return chosen

    def value(self, dimension: Dimension, bit: int) -> str | bool | Number:
        """Give a value of the fact, or the option of the reading, that lies in one cell."""
        cell = self._cells[dimension][bit]
        if not isinstance(cell, Span):
            return cell
        domain = self._domains[dimension[1]]
        assert isinstance(domain, Scale)
        number = domain.number_in(cell)
        assert number is not None, "every cell holds a number"
        return number

    def describe(self, dimension: Dimension, mask: int) -> str:
        """Say which values a set holds, in the language of the rules where it has a word for them."""
        domain = self._domains.get(dimension[1]) if dimension[0] == "fact" else None
        if isinstance(domain, Scale):
            spans = [cell for cell in self._cells[dimension] if isinstance(cell, Span)]
            return ", ".join(stretches(domain, spans, mask))
        cells = enumerate(self._cells[dimension])
        return ", ".join(spell(cell) for bit, cell in cells if mask >> bit & 1)
