# SPDX-License-Identifier: MPL-2.0
"""What a decision answers in every situation under every reading, one diagram for each thing an answer can say.

Independent branches of an `all` say independent things, so taking the things one by one keeps small what would
multiply if whole answers were compared. A list is known by what is on it and by which of two comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import reduce
from itertools import combinations

from ..analysis.nodes import branches
from ..location import Location
from ..model import Ask, Consult, Node, Ref
from .axes import Axes
from .diagram import Diagram, Masks
from .sayings import ANSWER, EXCUSE, NOTHING, Aspect, Kind, nodes_in_order, onward, parts_of, sayings, taken

__all__ = ["Behaviour"]

_OF_OUTCOMES = ("value", "listed", "list")


class Behaviour:
    """The behaviour of one decision whose rules are sound.

    `number` is its place among the decisions the axes were made for. `possible` are the situations its rule set
    knows, `choice` the options it has chosen. With `read` all is read so, and readings make no difference: an
    option for each reading, as in a box.
    """

    def __init__(self, axes: Axes, number: int = 0, *, read: Masks | None = None) -> None:
        self.axes, self.number, self.diagrams = axes, number, axes.diagrams
        self.decision, self.model = axes.rules[number]
        self.choice = axes.choice(number)
        possible = axes.possible(number)
        self._options = {level: possible[level] for level in possible if axes.axes[level].is_reading}
        self.read = read or {}
        self.possible = self.diagrams.box({n: mask for n, mask in possible.items() if n not in self.read})
        nodes = list(nodes_in_order(self.decision))
        self._said = {id(node): sayings(node, self.model) for node in nodes}
        self._ways = {id(node): self._leads(node) for node in nodes if isinstance(node.step, Ask | Consult)}
        self._below: dict[int, frozenset[Aspect]] = {}
        self._made: dict[tuple[int, Aspect], Diagram] = {}
        self._gather(self.decision.tree)

    def aspects(self, *kinds: Kind) -> list[Aspect]:
        """Give what the decision can say of some kinds, in its order: of a list, whether each item is on it."""
        said = (aspect for node in nodes_in_order(self.decision) for aspect in self._here(node))
        return [aspect for aspect in dict.fromkeys(said) if aspect.kind in kinds]

    def items(self, outcome: str) -> tuple[Hashable, ...]:
        """Give what can be on a list."""
        return tuple(aspect.items[0] for aspect in self.aspects("list") if aspect.name == outcome)

    def pairs(self, outcome: str) -> list[Aspect]:
        """Give for each two items of a list the question which of them come in which order."""
        return [Aspect("list", outcome, pair) for pair in combinations(self.items(outcome), 2)]

    def answer(self) -> list[Aspect]:
        """Give all that an answer can say: two answers are the same if they agree on each of these."""
        outcomes = dict.fromkeys(aspect.name for aspect in self.aspects("listed"))
        return [*self.aspects(*ANSWER), *(pair for outcome in outcomes for pair in self.pairs(outcome))]

    def of(self, aspect: Aspect) -> Diagram:
        """Give what is said of an aspect everywhere; where the decision does not apply it has no outcome."""
        made = self._compile(self.decision.tree, aspect)
        if aspect.kind in _OF_OUTCOMES:
            excuse = self._compile(self.decision.tree, EXCUSE)
            made = self.diagrams.join(_unless_excused, excuse, made, self._nothing(aspect))
        for level, mask in self.read.items():
            made = self.diagrams.fixed(made, level, mask.bit_length() - 1)
        return made

    def path(self, known: Masks) -> set[tuple[Location, int]]:
        """Follow the decision as far as one knows; give the places of the items that are taken, with their cells."""
        places: set[tuple[Location, int]] = set()
        waiting = [self.decision.tree]
        while waiting:
            node = waiting.pop()
            if id(node) not in self._ways:
                waiting += reversed(onward(node, self.decision))
                continue
            level, ways = self._ways[id(node)]
            for ref, inner, cells in ways:
                held = [cell for cell in cells if known.get(level, 0) >> cell & 1]
                places |= {(ref.location, cell) for cell in held}
                waiting += [inner] if held else []
        return places

    def ways(self) -> list[tuple[int, list[tuple[Ref, Node, list[int]]]]]:
        """Give every question once: its axis, and for each item of a key where it leads and in which cells."""
        return list(self._ways.values())

    def rests_on(self, level: int) -> Diagram:
        """Give where another option of a reading would lead to another answer."""
        options = self._options[level]
        cells = [cell for cell in range(options.bit_length()) if options >> cell & 1]
        made = self.diagrams.no
        for said in map(self.of, self.answer()):
            if level in self.diagrams.support(said):
                others = (self.diagrams.fixed(said, level, cell) for cell in cells)
                made = self.diagrams.either(made, *(self.diagrams.differing(said, other) for other in others))
        return made

    def _nothing(self, aspect: Aspect) -> Diagram:
        return self.diagrams.constant(NOTHING.get(aspect.kind, False))

    def _here(self, node: Node) -> list[Aspect]:
        return [*self._said[id(node)], *(taken(ref) for branch in branches(node) for ref in branch.keys)]

    def _gather(self, node: Node) -> frozenset[Aspect]:
        """Note for a node and for all below it what can be said from there on."""
        if id(node) not in self._below:
            below = map(self._gather, onward(node, self.decision))
            self._below[id(node)] = frozenset(self._here(node)).union(*below)
        return self._below[id(node)]

    def _concerns(self, node: Node, aspect: Aspect) -> bool:
        return any(part in self._below[id(node)] for part in parts_of(aspect))

    def _compile(self, node: Node, aspect: Aspect) -> Diagram:
        key = (id(node), aspect)
        if key not in self._made:
            made = [*self._own(node, aspect)]
            if id(node) in self._ways:
                made.append(self._question(node, aspect))
            else:
                made += (self._compile(inner, aspect) for inner in self._following(node, aspect))
            operation = _JOINS.get(aspect.kind, _or)
            nothing = self._nothing(aspect)
            self._made[key] = reduce(lambda a, b: self.diagrams.join(operation, a, b), made) if made else nothing
        return self._made[key]

    def _following(self, node: Node, aspect: Aspect) -> list[Node]:
        return [inner for inner in onward(node, self.decision) if self._concerns(inner, aspect)]

    def _own(self, node: Node, aspect: Aspect) -> list[Diagram]:
        """Give what a node says itself of an aspect, if it does."""
        said = self._said[id(node)]
        mine = [said[part] for part in parts_of(aspect) if part in said][:1]
        if aspect.kind == "list":
            mine = [tuple(item for item in listed if item in aspect.items) for listed in mine]  # type: ignore[attr-defined]
        return [self.diagrams.constant(value) for value in mine]

    def _question(self, node: Node, aspect: Aspect) -> Diagram:
        """Give what is said behind each cell; a cell without an answer cannot occur there in sound rules."""
        nothing = self._nothing(aspect)
        level, ways = self._ways[id(node)]
        children = [nothing] * self.diagrams.sizes[level]
        for ref, inner, cells in ways:
            said = self._compile(inner, aspect) if self._concerns(inner, aspect) else nothing
            here = aspect.kind == "takes" and taken(ref).name == aspect.name
            for cell in cells:
                children[cell] = self.diagrams.yes if here and cell in (aspect.items or cells) else said
        return self.diagrams.choose(level, children)

    def _leads(self, node: Node) -> tuple[int, list[tuple[Ref, Node, list[int]]]]:
        """Give the axis of a question, and for each item of a key where it leads and in which cells."""
        dimension = self.axes.dimension(node)
        ways = []
        for branch in branches(node):
            for ref in branch.keys:
                mask = self.axes.mask(self.number, dimension, (ref,))
                ways.append((ref, branch.node, [bit for bit in range(mask.bit_length()) if mask >> bit & 1]))
        return self.axes.levels[dimension], ways


def _or(one: bool, other: bool) -> bool:
    return one or other


def _first(one: Hashable, other: Hashable) -> Hashable:
    """Join two sayings of which at most one says something."""
    return other if one is None else one


def _append(one: tuple[Hashable, ...], other: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _unless_excused(excuse: Hashable, said: Hashable, nothing: Hashable) -> Hashable:
    return said if excuse is None else nothing


_JOINS: Mapping[Kind, Callable[..., Hashable]] = {"value": _first, "not_applicable": _first, "list": _append}
