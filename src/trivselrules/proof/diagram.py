# SPDX-License-Identifier: MPL-2.0
"""Functions of finitely many variables, each with finitely many cells, as shared decision diagrams.

A diagram is a number. It stands for a value, or for a question about one variable with a diagram for every cell;
variables are asked in one order and equal functions have equal numbers. So whether two decisions agree everywhere
is one comparison, and nothing is ever listed situation by situation.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import repeat

__all__ = ["Diagram", "Diagrams", "Masks"]

Diagram = int
# For some variables, by their place in the order, the cells that are meant as the bits of a number.
Masks = Mapping[int, int]
_Children = tuple[Diagram, ...]


class Diagrams:
    """A store of diagrams over variables with `sizes` cells, in the order they are asked."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = tuple(sizes)
        self._nodes: list[tuple[int, _Children, Hashable]] = []
        self._unique: dict[Hashable, Diagram] = {}
        self._memo: dict[Hashable, Diagram] = {}
        self.no = self.constant(False)
        self.yes = self.constant(True)

    def constant(self, value: Hashable) -> Diagram:
        """Give the function that has the same value everywhere."""
        return self._keep(("value", isinstance(value, bool), value), (len(self.sizes), (), value))  # True is not 1 here

    def choose(self, level: int, children: Sequence[Diagram]) -> Diagram:
        """Give the function that is `children[n]` where the variable at `level` lies in cell n."""
        children = tuple(children)
        if children.count(children[0]) == len(children):
            return children[0]
        top = min(level, *(self._nodes[child][0] for child in children))
        if top == level:
            inner = tuple(self._at(child, level, cell) for cell, child in enumerate(children))
            return self._node(level, inner)
        key = ("choose", level, children)
        if key not in self._memo:
            below = (tuple(self._at(child, top, cell) for child in children) for cell in range(self.sizes[top]))
            self._memo[key] = self._node(top, tuple([self.choose(level, inner) for inner in below]))
        return self._memo[key]

    def join(self, operation: Callable[..., Hashable], *functions: Diagram) -> Diagram:
        """Give the function that has `operation` of the functions' values as its value.

        `operation` must give equal results for equal values; it is called once for values that belong together.
        """
        key = (operation, functions)
        if key in self._memo:
            return self._memo[key]
        top = min(self._nodes[function][0] for function in functions)
        if top == len(self.sizes):
            made = self.constant(operation(*(self._nodes[function][2] for function in functions)))
        else:
            cells = range(self.sizes[top])
            inner = [self.join(operation, *(self._at(f, top, cell) for f in functions)) for cell in cells]
            made = self._node(top, tuple(inner))
        self._memo[key] = made
        return made

    def both(self, *functions: Diagram) -> Diagram:
        """Give where all of some conditions hold."""
        return reduce(self._both, functions, self.yes)

    def either(self, *functions: Diagram) -> Diagram:
        """Give where some of some conditions hold."""
        return reduce(self._either, functions, self.no)

    def without(self, one: Diagram, other: Diagram) -> Diagram:
        """Give where the first condition holds and the other does not."""
        if one in (self.no, other) or other == self.yes:
            return self.no
        return one if other == self.no else self._merged(self.without, one, other)

    def _both(self, one: Diagram, other: Diagram) -> Diagram:
        if other in (one, self.yes):
            return one
        if one == self.yes:
            return other
        return self.no if self.no in (one, other) else self._merged(self._both, min(one, other), max(one, other))

    def _either(self, one: Diagram, other: Diagram) -> Diagram:
        if other in (one, self.no):
            return one
        if one == self.no:
            return other
        return self.yes if self.yes in (one, other) else self._merged(self._either, min(one, other), max(one, other))

    def _merged(self, operation: Callable[[Diagram, Diagram], Diagram], one: Diagram, other: Diagram) -> Diagram:
        """Give what an operation makes of two conditions, of which at least one asks a question."""
        key = (operation.__name__, one, other)
        found = self._memo.get(key)
        if found is None:
            (at, inner, _), (other_at, other_inner, _) = self._nodes[one], self._nodes[other]
            if at == other_at:
                made = map(operation, inner, other_inner)
            elif at < other_at:
                made = map(operation, inner, repeat(other))
            else:
                made = map(operation, repeat(one), other_inner)
            found = self._memo[key] = self._node(min(at, other_at), tuple(made))
        return found

    def where(self, function: Diagram, value: Hashable) -> Diagram:
        """Give where a function has a value."""
        wanted = self.constant(value)
        return self.join(_same, function, wanted)

    def differing(self, one: Diagram, other: Diagram) -> Diagram:
        """Give where two functions have different values."""
        return self.no if one == other else self.join(_differ, one, other)

    def box(self, masks: Masks) -> Diagram:
        """Give the condition that each variable named lies in one of its cells."""
        made = self.yes
        for level in sorted(masks, reverse=True):
            bits = range(self.sizes[level])
            made = self._node(level, tuple([made if masks[level] >> bit & 1 else self.no for bit in bits]))
        return made

    def tabulate(self, levels: Sequence[int], give: Callable[[tuple[int, ...]], Diagram]) -> Diagram:
        """Give the function that is `give(cells)` where the variables at some levels lie in these cells."""

        def grow(cells: tuple[int, ...]) -> Diagram:
            if len(cells) == len(levels):
                return give(cells)
            level = levels[len(cells)]
            return self.choose(level, [grow((*cells, cell)) for cell in range(self.sizes[level])])

        return grow(())

    def value(self, function: Diagram, point: Sequence[int]) -> Hashable:
        """Give the value at a point: a cell for every variable."""
        level, children, value = self._nodes[function]
        while children:
            level, children, value = self._nodes[children[point[level]]]
        return value

    def values(self, function: Diagram) -> list[Hashable]:
        """Give the values a function has anywhere, in the order of its cells."""
        return [self._nodes[node][2] for node in self._reached(function) if not self._nodes[node][1]]

    def support(self, function: Diagram) -> frozenset[int]:
        """Give the variables a function depends on."""
        return frozenset(self._nodes[node][0] for node in self._reached(function) if self._nodes[node][1])

    def holds_in(self, function: Diagram, masks: Masks) -> bool:
        """Tell whether a condition holds everywhere in a box."""
        seen = {function}
        waiting = [function]
        while waiting and self.no not in seen:
            level, children, _ = self._nodes[waiting.pop()]
            inner = {children[cell] for cell in self._cells(level, masks)} if children else set()
            waiting += inner - seen
            seen |= inner
        return self.no not in seen

    def first(self, condition: Diagram) -> dict[int, int]:
        """Give the first cells that a condition holds in, which holds somewhere.

        Variables that make no difference there are left out.
        """
        path: dict[int, int] = {}
        level, children, _ = self._nodes[condition]
        while children:
            path[level] = next(cell for cell, child in enumerate(children) if child != self.no)
            level, children, _ = self._nodes[children[path[level]]]
        return path

    def least(self, function: Diagram, masks: Masks) -> tuple[int, dict[int, int]]:
        """Give the least value of a function of numbers in a box that is not empty, and the cells that lead to it.

        They are the first that do. Variables that make no difference there are left out.
        """
        best: dict[Diagram, tuple[int, int]] = {}
        for node in reversed(self._reached(function, masks)):
            level, children, value = self._nodes[node]
            if children:
                best[node] = min((best[children[cell]][0], cell) for cell in self._cells(level, masks))
            else:
                assert isinstance(value, int), "the function is one of whole numbers"
                best[node] = value, 0
        path: dict[int, int] = {}
        node = function
        while self._nodes[node][1]:
            level, children, _ = self._nodes[node]
            path[level] = best[node][1]
            node = children[path[level]]
        return best[function][0], path

    def fixed(self, function: Diagram, level: int, cell: int) -> Diagram:
        """Give the function that is left when a variable is known."""
        top, children, _ = self._nodes[function]
        if top >= level:
            return self._at(function, level, cell)
        key = ("fixed", function, level, cell)
        if key not in self._memo:
            self._memo[key] = self._node(top, tuple([self.fixed(child, level, cell) for child in children]))
        return self._memo[key]

    def node(self, function: Diagram) -> tuple[int, _Children, Hashable]:
        """Take a diagram apart: its variable, the diagrams of its cells, its value if it is constant."""
        return self._nodes[function]

    def _reached(self, function: Diagram, masks: Masks | None = None) -> list[Diagram]:
        """Give all diagrams inside one that some situation of a box leads to, each after those that lead to it."""
        found = {function: None}
        waiting = [function]
        while waiting:
            level, children, _ = self._nodes[waiting.pop()]
            inner = [children[cell] for cell in self._cells(level, masks or {})] if children else []
            new = [child for child in inner if child not in found]
            found |= dict.fromkeys(new)
            waiting += reversed(new)
        return sorted(found, key=lambda node: self._nodes[node][0])

    def _cells(self, level: int, masks: Masks) -> Iterator[int]:
        mask = masks.get(level, -1)
        return (cell for cell in range(self.sizes[level]) if mask >> cell & 1)

    def _at(self, function: Diagram, level: int, cell: int) -> Diagram:
        """Give the function in one cell of a variable that nothing in it is asked before."""
        top, children, _ = self._nodes[function]
        return children[cell] if top == level else function

    def _node(self, level: int, children: _Children) -> Diagram:
        if children.count(children[0]) == len(children):
            return children[0]
        return self._keep(("node", level, children), (level, children, None))

    def _keep(self, key: Hashable, node: tuple[int, _Children, Hashable]) -> Diagram:
        if key not in self._unique:
            self._unique[key] = len(self._nodes)
            self._nodes.append(node)
        return self._unique[key]


def _same(one: Hashable, other: Hashable) -> bool:
    return one == other


def _differ(one: Hashable, other: Hashable) -> bool:
    return one != other
