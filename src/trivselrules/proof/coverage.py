# SPDX-License-Identifier: MPL-2.0
"""Which answers, ranges and options the worked examples of a decision reach, and how far they are from the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import evolve, field, frozen

from ..inputs import check_facts
from ..keys import NUMBER
from ..location import Location
from ..model import Case, Node, Ref
from .axes import Axes, Axis, Rules
from .behaviour import Behaviour
from .diagram import Diagram
from .sayings import taken
from .why_not import Alternative, changes_to
from .witness import Witness, Witnesses

__all__ = ["Coverage", "Item", "Missed", "coverage", "items_of"]


@frozen
class Item:
    """Something a case can reach: an answer, a range of numbers, the border of one, or an option of a reading.

    `name` is the fact or the reading, `key` the item of the key as it is written. At a border, `cell` is the cell
    beside another answer.
    """

    kind: Literal["answer", "range", "border", "option"]
    name: str
    key: str
    location: Location
    cell: int | None = None
    _ref: Ref = field(eq=False, repr=False, kw_only=True)

    def reached(self, behaviour: Behaviour) -> Diagram:
        """Give the situations that reach it."""
        return behaviour.of(taken(self._ref) if self.cell is None else taken(self._ref, self.cell))


@frozen
class Missed:
    """An item that no case reaches: the case that comes nearest, and the least it would have to say otherwise.

    The witness reaches it: what that case would become, or without cases what takes least to be told.
    """

    item: Item
    witness: Witness
    nearest: Case | None = None
    change: Alternative | None = None


@frozen
class Coverage:
    """What so many cases of a decision reach: all items, how many cases reach each, and those that none does."""

    decision: str
    cases: int
    axes: Axes = field(eq=False, repr=False)
    items: tuple[Item, ...]
    reached: tuple[int, ...]
    missed: tuple[Missed, ...]


def coverage(rules: Rules, cases: Sequence[Case]) -> Coverage:
    """Tell what the cases of a decision reach; its rules and the names in the cases must be sound."""
    decision, _ = rules
    behaviour = Behaviour(Axes(rules))
    items = items_of(behaviour)
    paths = [behaviour.path(_known(behaviour, case)) for case in cases]
    counts = [sum(_takes(item, path) for path in paths) for item in items]
    missed = [_missed(behaviour, item, cases) for item, count in zip(items, counts, strict=True) if not count]
    return Coverage(decision.name, len(cases), behaviour.axes, items, tuple(counts), tuple(missed))


def items_of(behaviour: Behaviour) -> tuple[Item, ...]:
    """Give everything that some situation reaches, in the order of the file."""
    found = (item for level, keys in behaviour.ways() for item in _items(behaviour.axes.axes[level], keys))
    reachable = (item for item in found if item.reached(behaviour) != behaviour.diagrams.no)
    return tuple(sorted(reachable, key=lambda item: (item.location, -1 if item.cell is None else item.cell)))


def _items(axis: Axis, keys: Sequence[tuple[Ref, Node, list[int]]]) -> Iterator[Item]:
    """Give the items of one question: each item of a key, and its cells beside one that leads elsewhere."""
    leads = {cell: node for _, node, cells in keys for cell in cells}
    for ref, node, cells in keys:
        kind: Literal["answer", "range", "option"] = "answer"
        if axis.is_reading:
            kind = "option"
        elif axis.cells[cells[0]].span is not None and not re.fullmatch(NUMBER, ref.name):
            kind = "range"
        item = Item(kind, axis.dimension[1], ref.name, ref.location, ref=ref)
        yield item
        if kind == "range" and len(cells) > 1:
            beside = (c for c in cells if any(leads.get(n, node) is not node for n in (c - 1, c + 1)))
            yield from (evolve(item, kind="border", cell=cell) for cell in beside)


def _known(behaviour: Behaviour, case: Case) -> dict[int, int]:
    """Give what a case says, and the options chosen where it says nothing."""
    facts = check_facts(behaviour.model, {ref.name: value for ref, value, _ in case.facts})
    axes = behaviour.axes
    said = {("reading", reading.name): option.name for reading, option in case.readings}
    options = {axes.levels[dim]: 1 << axes.cell(axes.levels[dim], o) for dim, o in said.items() if dim in axes.levels}
    return {**axes.known(facts), **behaviour.choice, **options}


def _takes(item: Item, path: set[tuple[Location, int]]) -> bool:
    return any(place == item.location and item.cell in (None, cell) for place, cell in path)


def _missed(behaviour: Behaviour, item: Item, cases: Sequence[Case]) -> Missed:
    """Find the case of which least has to change to reach an item."""
    goal = item.reached(behaviour)
    nearest: tuple[Case, Alternative] | None = None
    for case in cases:
        first = changes_to(behaviour, goal, _known(behaviour, case))[0]
        if nearest is None or _size(first) < _size(nearest[1]):
            nearest = case, first
    if nearest is None:
        return Missed(item, Witnesses((behaviour,)).among(goal, {}))
    return Missed(item, nearest[1].boxes[0][1], *nearest)


def _size(change: Alternative) -> int:
    return len(change.facts) + len(change.readings)
