# SPDX-License-Identifier: MPL-2.0
"""The facts and readings that some decisions ask, cut into cells that all of them treat alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from ..analysis.nodes import branches
from ..analysis.space import Dimension
from ..analysis.stretches import stretches
from ..domains import Choice, Scale, Span
from ..keys import select, selects
from ..model import Ask, Branch, Consult, Decision, Node, Ref, RuleSetModel
from ..values import Number, spell
from .diagram import Diagrams, Masks
from .numbers import number_on, stretches_of
from .sayings import nodes_in_order

__all__ = ["Axes", "Axis", "Cell", "Given", "Rules"]

Given = str | bool | Number
Rules = tuple[Decision, RuleSetModel]


@frozen
class Cell:
    """Values of a fact that no rule tells apart, or an option of a reading.

    `value` is one of them. `span` holds all of them where they are numbers. `known` are the rule sets, by their
    number as bits, in which they are possible.
    """

    value: Given
    known: int
    span: Span | None = None


@frozen
class Axis:
    """A fact or a reading with its cells; `scale` is that of a number, wide enough for all rule sets."""

    dimension: Dimension
    cells: tuple[Cell, ...]
    scale: Scale | None = None

    @property
    def is_reading(self) -> bool:
        """Tell a reading from a fact."""
        return self.dimension[0] == "reading"

    @property
    def whole(self) -> int:
        """Give the set of all cells."""
        return (1 << len(self.cells)) - 1

    def possible(self, of: int) -> int:
        """Give the set of cells that are possible in one of the rule sets."""
        return sum(1 << bit for bit, cell in enumerate(self.cells) if cell.known >> of & 1)

    def holding(self, value: Given) -> int:
        """Give the set of the cell that one value of a choice, or an option, is."""
        return sum(1 << bit for bit, cell in enumerate(self.cells) if cell.span is None and cell.value == value)

    def told(self, mask: int) -> list[tuple[str, int | None]]:
        """Say which values a set holds, in the words of the rule language where it has some.

        Where rule sets step differently, a stretch can be meant only as far as some of them know its numbers: then
        it comes with these, as in `Cell.known`.
        """
        held = [cell for bit, cell in enumerate(self.cells) if mask >> bit & 1]
        words: list[tuple[str, int | None]] = [(spell(cell.value), None) for cell in held if cell.span is None]
        if self.scale is None:
            return words
        spans = list(dict.fromkeys(cell.span for cell in self.cells if cell.span is not None))
        lacking = {cell.span for bit, cell in enumerate(self.cells) if not mask >> bit & 1}
        partly = {cell.known for cell in held if cell.span in lacking}
        for known in (None, *sorted(partly)):
            taken = {cell.span for cell in held if (cell.known if cell.span in lacking else None) == known}
            bits = sum(1 << bit for bit, span in enumerate(spans) if span in taken)
            words += ((text, known) for text in stretches(self.scale, spans, bits))
        return words


class Axes:
    """The axes of some decisions, in the order in which they are asked for; each decision with its rule set."""

    def __init__(self, *rules: Rules) -> None:
        self.rules = rules
        asked = {dimension: None for decision, _ in reversed(rules) for dimension, _ in _questions(decision)}
        spans: dict[Dimension, list[Span]] = {dimension: [] for dimension in asked}
        for decision, model in rules:
            for (kind, name), branch in _questions(decision):
                found = (select(ref.name, model.facts[name].domain) for ref in branch.keys) if kind == "fact" else ()
                spans[kind, name] += (selection for selection in found if isinstance(selection, Span))
        self.axes = tuple(_axis(dimension, [model for _, model in rules], spans[dimension]) for dimension in asked)
        self.levels: Mapping[Dimension, int] = {axis.dimension: level for level, axis in enumerate(self.axes)}
        self.diagrams = Diagrams([len(axis.cells) for axis in self.axes])

    def dimension(self, node: Node) -> Dimension:
        """Give what a node asks for: a fact or a reading."""
        assert isinstance(node.step, Ask | Consult), "only questions have answers"
        return ("fact", node.step.fact.name) if isinstance(node.step, Ask) else ("reading", node.step.reading.name)

    def mask(self, of: int, dimension: Dimension, keys: Iterable[Ref]) -> int:
        """Give the set of cells that some items of a key stand for in one of the rule sets."""
        kind, name = dimension
        cells = self.axes[self.levels[dimension]].cells
        mask = 0
        for ref in keys:
            selection = select(ref.name, self.rules[of][1].facts[name].domain) if kind == "fact" else ref.name
            held = (selection is not None and selects(selection, cell.value) for cell in cells)
            mask |= sum(1 << bit for bit, holds in enumerate(held) if holds)
        return mask

    def possible(self, of: int) -> dict[int, int]:
        """Give the box of everything that is possible in one of the rule sets."""
        return {level: axis.possible(of) for level, axis in enumerate(self.axes)}

    def choice(self, of: int) -> dict[int, int]:
        """Give the box of the options that one of the rule sets has chosen."""
        readings = self.rules[of][1].readings
        known = {
            level: axis for level, axis in enumerate(self.axes) if axis.is_reading and axis.dimension[1] in readings
        }
        return {level: axis.holding(readings[axis.dimension[1]].chosen) for level, axis in known.items()}

    def cell(self, level: int, value: Given) -> int:
        """Give the number of the cell that a possible value of a fact, or an option, lies in."""
        axis = self.axes[level]
        if not isinstance(value, Number) or isinstance(value, bool):
            return axis.holding(value).bit_length() - 1
        scales = [self._scale(of, axis.dimension) for of in range(len(self.rules))]
        known = sum(1 << of for of, scale in enumerate(scales) if scale is None or scale.holds(value))
        cells = enumerate(axis.cells)
        return next(bit for bit, c in cells if c.span is not None and c.span.holds(value) and c.known == known)

    def known(self, facts: Mapping[str, Given]) -> dict[int, int]:
        """Give the box of some facts; those that are not asked anywhere make none."""
        levels = {name: level for (kind, name), level in self.levels.items() if kind == "fact" and name in facts}
        return {level: 1 << self.cell(level, facts[name]) for name, level in levels.items()}

    def _scale(self, of: int, dimension: Dimension) -> Scale | None:
        """Give the scale of a number in one of the rule sets; None if it does not know the fact."""
        fact = self.rules[of][1].facts.get(dimension[1])
        if fact is None:
            return None
        return fact.domain if isinstance(fact.domain, Scale) else Scale(0, -1)

    def narrowed(self, masks: Masks) -> dict[int, int]:
        """Give a box without the axes it does not narrow."""
        return {level: mask for level, mask in masks.items() if mask != self.axes[level].whole}

    def point(self, cells: Mapping[int, int]) -> tuple[dict[str, Given], dict[str, str]]:
        """Give the facts and the readings of some cells."""
        facts: dict[str, Given] = {}
        readings: dict[str, str] = {}
        for level, cell in sorted(cells.items()):
            (kind, name), value = self.axes[level].dimension, self.axes[level].cells[cell].value
            if kind == "fact":
                facts[name] = value
            else:
                readings[name] = str(value)
        return facts, readings


def _questions(decision: Decision) -> Iterator[tuple[Dimension, Branch]]:
    for node in nodes_in_order(decision):
        match node.step:
            case Ask(fact=ref):
                yield from ((("fact", ref.name), branch) for branch in branches(node))
            case Consult(reading=ref):
                yield from ((("reading", ref.name), branch) for branch in branches(node))


def _axis(dimension: Dimension, models: Sequence[RuleSetModel], spans: Sequence[Span]) -> Axis:
    """Make an axis of what each rule set can be told; one that does not know the name is indifferent to it."""
    kind, name = dimension
    values: dict[Given, int] = {}
    scales: dict[Scale, int] = {}
    indifferent = 0
    for number, model in enumerate(models):
        if name not in (model.facts if kind == "fact" else model.readings):
            indifferent |= 1 << number
            continue
        domain = model.facts[name].domain if kind == "fact" else Choice(tuple(model.readings[name].options))
        if isinstance(domain, Scale):
            scales[domain] = scales.get(domain, 0) | 1 << number
        else:
            for value in domain.values:
                values[value] = values.get(value, 0) | 1 << number
    cells = [Cell(value, known | indifferent) for value, known in values.items()]
    if scales:
        cells += (Cell(n, known | indifferent, span) for n, known, span in _cut(scales, spans))
    return Axis(dimension, tuple(cells), _wide(list(scales)) if scales else None)


def _cut(scales: Mapping[Scale, int], spans: Sequence[Span]) -> Iterator[tuple[Number, int, Span]]:
    """Cut scales into cells; where they step differently, the numbers that only some of them have are apart."""
    if len(scales) == 1:
        ((scale, known),) = scales.items()
        for span in scale.cells(spans):
            number = scale.number_in(span)
            assert number is not None, "every cell holds a number"
            yield number, known, span
        return
    for span in stretches_of(list(scales), spans):
        for chosen in range((1 << len(scales)) - 1, 0, -1):
            inside = [scale for bit, scale in enumerate(scales) if chosen >> bit & 1]
            outside = [scale for scale in scales if scale not in inside]
            found = number_on(span, inside, outside)
            if found is not None:
                yield found, sum(scales[scale] for scale in inside), span


def _wide(scales: Sequence[Scale]) -> Scale:
    """Give a scale on which all numbers of some scales lie."""
    lows, highs = [scale.low for scale in scales], [scale.high for scale in scales]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    first = scales[0]
    alike = all(scale.step == first.step and scale.months == first.months for scale in scales)
    return Scale(low, high, first.step, first.months) if alike else Scale(low, high)
