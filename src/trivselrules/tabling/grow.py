# SPDX-License-Identifier: MPL-2.0
"""From the rows of a table to the file of a decision, with the cell that each piece of its text comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field, frozen

from ..analysis.space import Dimension
from ..catalog.placeholders import BECAUSE
from ..domains import Domain, Scale, Span
from ..finding import Finding, find
from ..location import Location
from ..model import Cadence, Decision, RuleSetModel
from ..text import Text
from ..values import Number
from .cells import Cells, held, mask_of, parts
from .table import Sheet, columns_of

__all__ = ["Grown", "grow"]

_INDENT = "  "


@frozen
class Grown:
    """The text of a decision, and what is wrong with the table if there is none.

    `origins` are the pieces of lines that came from a cell: their line, where they begin, and the cell.
    """

    text: str | None
    findings: tuple[Finding, ...]
    origins: tuple[tuple[int, int, Location], ...] = ()

    def cell(self, place: Location) -> Location | None:
        """Give the cell that a place in the text comes from, or the nearest before it on its line."""
        on_line = [(start, cell) for line, start, cell in self.origins if line == place.line]
        before = [cell for start, cell in on_line if start <= place.column]
        return before[-1] if before else on_line[0][1] if on_line else None


@frozen
class _Row:
    """A row: the set of each question it narrows, and where in the table it is."""

    number: int
    cells: Mapping[str, str]
    masks: Mapping[Dimension, int]


def grow(sheet: Sheet, decision: Decision, model: RuleSetModel) -> Grown:
    """Make the file of a decision from a table; what the table does not hold is taken from the decision as it is."""
    axes, findings = _axes(sheet, decision, model)
    if findings:
        return Grown(None, tuple(findings))
    rows = [_Row(number, cells, _masks(cells, axes)) for number, cells in sheet.rows]
    writer = _Writer(sheet, decision, axes)
    for line in _head(decision, model):
        writer.line(line)
    writer.node(rows, {name: axis.whole for name, axis in axes.items()}, "tree", 0, None)
    text = None if writer.findings else "\n".join(writer.lines) + "\n"
    return Grown(text, tuple(dict.fromkeys(writer.findings)), tuple(writer.origins))


@frozen
class _Axis:
    """A question of the table: what it is cut into, and a value of each piece."""

    dimension: Dimension
    column: int
    cells: Cells
    values: tuple[str | bool | Number, ...]
    domain: Domain | None
    read: Mapping[str, int]

    @property
    def whole(self) -> int:
        """Everything that is possible."""
        return (1 << len(self.cells)) - 1


def _axes(sheet: Sheet, decision: Decision, model: RuleSetModel) -> tuple[dict[Dimension, _Axis], list[Finding]]:
    """Read the conditions of every column."""
    about, axes, findings = columns_of(decision, model), {}, list[Finding]()
    for column, head in enumerate(sheet.columns, 1):
        dimension = about[head]
        if not isinstance(dimension, tuple):
            continue
        texts = {cells.get(head, ""): number for number, cells in reversed(sheet.rows)}
        texts.pop("", None)
        axis, wrong = _axis(dimension, column, texts, model, sheet.name)
        axes[dimension] = axis
        findings += wrong
    return axes, findings


def _axis(
    dimension: Dimension, column: int, texts: Mapping[str, int], model: RuleSetModel, file: str
) -> tuple[_Axis, list[Finding]]:
    kind, name = dimension
    domain = model.facts[name].domain if kind == "fact" else None
    selections: dict[str, list[list[str | bool | Span]]] = {}
    findings = []
    for text, row in texts.items():
        found = _options(text, model, name) if domain is None else held(domain, text)
        if isinstance(found, str):
            allowed = model.readings[name].options if domain is None else domain.cells(())
            known = ", ".join(map(str, allowed)) if not isinstance(domain, Scale) else "-"
            place = Location(file, row, column)
            code = "unknown-option" if domain is None else "answer-form"
            findings.append(find(code, place, name=found, value=found, fact=name, allowed=known, known=known))
        else:
            selections[text] = found
    spans = [one for found in selections.values() for both in found for one in both if isinstance(one, Span)]
    cells: Cells = tuple(model.readings[name].options) if domain is None else domain.cells(spans)
    values = tuple(_value(cell, domain) for cell in cells)
    read = {text: mask_of(values, found) for text, found in selections.items()}
    return _Axis(dimension, column, cells, values, domain, read), findings


def _options(text: str, model: RuleSetModel, name: str) -> list[list[str | bool | Span]] | str:
    named = [option.strip() for option in text.split(",")]
    wrong = next((option for option in named if option not in model.readings[name].options), None)
    return wrong if wrong is not None else [[option] for option in named]


def _value(cell: str | bool | Span, domain: Domain | None) -> str | bool | Number:
    if not isinstance(cell, Span):
        return cell
    number = domain.number_in(cell) if isinstance(domain, Scale) else None
    assert number is not None, "every cell holds a number"
    return number


def _masks(cells: Mapping[str, str], axes: Mapping[Dimension, _Axis]) -> dict[Dimension, int]:
    heads = {("ask" if kind == "fact" else "reading", name): (kind, name) for kind, name in axes}
    named = {f"{word}: {name}": dimension for (word, name), dimension in heads.items()}
    return {named[head]: axes[named[head]].read[text] for head, text in cells.items() if head in named and text}


def _head(decision: Decision, model: RuleSetModel) -> Iterator[str]:
    """Write what a table does not hold; of a decision of the base it is taken from there."""
    own = {(one.kind, one.name) for one in model.departures if one.how == "added"}
    if model.base is not None and ("decision", decision.name) not in own:
        yield f"replaces: {model.base.id}/{decision.name}"
        yield from _text("because", BECAUSE, "")
        return
    yield f"decision: {decision.name}"
    yield from _text("title", decision.title, "")
    if decision.sentence is not None:
        yield from _text("sentence", decision.sentence, "")
    yield "outcome:" if decision.outcomes else "outcome: {}"
    for outcome in decision.outcomes.values():
        flags = [f"{key}: true" for key in ("many", "required", "in_order") if getattr(outcome, key)]
        yield f"  {outcome.name}: {{{', '.join([f'type: {outcome.type}', *flags])}}}"
    calendar = decision.calendar
    if calendar is not None:
        keys = (
            ("every", "lasts")
            if isinstance(calendar, Cadence)
            else ("within", "after", "at_least", "deadline_for", "before")
        )
        yield "calendar:"
        yield from _text("title", calendar.title, _INDENT)
        named = ((key, getattr(calendar, key)) for key in keys)
        yield from (f"  {key}: {ref.name}" for key, ref in named if ref is not None)


def _text(key: str, text: Text, indent: str) -> Iterator[str]:
    yield f"{indent}{key}:"
    for language, told in (("da", text.da), ("en", text.en)):
        yield f"{indent}{_INDENT}{language}: {json.dumps(told, ensure_ascii=False)}"


Box = Mapping[Dimension, int]


@define
class _Writer:
    """Writes the tree: asks what every row tells first, and goes on with the rows that are left."""

    sheet: Sheet
    decision: Decision
    axes: Mapping[Dimension, _Axis]
    lines: list[str] = field(factory=list)
    origins: list[tuple[int, int, Location]] = field(factory=list)
    findings: list[Finding] = field(factory=list)

    def line(self, text: str) -> None:
        """Add a line."""
        self.lines.append(text)

    def node(self, rows: list[_Row], box: Box, key: str, depth: int, asked: _Axis | None) -> None:
        """Write what applies for some rows in the situations of `box`, behind a key."""
        indent = _INDENT * depth
        open_ = {name: axis for name, axis in self.axes.items() if any(self._narrows(r, name, box) for r in rows)}
        if not open_:
            self._leaf(rows, f"{indent}{key}: ", asked)
            return
        axis = self._first(open_, rows, box)
        kind, name = axis.dimension
        self.line(f"{indent}{key}:")
        self.line(f"{indent}{_INDENT}{'ask' if kind == 'fact' else 'reading'}: {name}")
        self.line(f"{indent}{_INDENT}{'answers' if kind == 'fact' else 'options'}:")
        for said, mask, there in self._ways(axis, rows, box):
            told = ", ".join(parts(axis.domain, axis.cells, said))
            if not there:
                place = Location(self.sheet.name, rows[0].number, axis.column)
                self.findings.append(find("table-gap", place, fact=name, value=told, rows=_numbers(rows)))
                continue
            self.node(there, {**box, axis.dimension: mask}, told, depth + 2, axis)

    def _first(self, open_: Mapping[Dimension, _Axis], rows: list[_Row], box: Box) -> _Axis:
        """Choose what to ask: what every row tells, facts before readings, and of readings one that facts hang on."""
        told = [axis for name, axis in open_.items() if all(self._narrows(row, name, box) for row in rows)]
        if not told or told[0].dimension[0] == "fact":
            return next(iter(told or open_.values()))
        return min(told, key=lambda axis: sum(self._mixed(led, box) for _, _, led in self._ways(axis, rows, box)))

    def _mixed(self, rows: list[_Row], box: Box) -> bool:
        """Tell whether some of the rows tell a fact that others leave open, and no fact is told by all."""
        facts = [name for name in self.axes if name[0] == "fact"]
        told = [[self._narrows(row, name, box) for row in rows] for name in facts]
        return any(any(one) for one in told) and not any(all(one) for one in told)

    def _narrows(self, row: _Row, name: Dimension, box: Box) -> bool:
        """Tell whether a row leaves out something that is still possible."""
        return name in row.masks and box[name] & ~row.masks[name] != 0

    def _ways(self, axis: _Axis, rows: list[_Row], box: Box) -> Iterator[tuple[int, int, list[_Row]]]:
        """Divide what is possible by the rows it leads to: give the set of a key, what of it is possible, and the rows.

        Where the language has no key for that, the scale is divided in two, and asked again in each half.
        """
        ways: dict[tuple[int, ...], int] = {}
        name = axis.dimension
        for bit in range(len(axis.cells)):
            if box[name] >> bit & 1:
                there = tuple(n for n, row in enumerate(rows) if row.masks.get(name, axis.whole) >> bit & 1)
                ways[there] = ways.get(there, 0) | 1 << bit
        told = [part for mask in ways.values() for part in parts(axis.domain, axis.cells, mask)]
        if not any("&" in part for part in told):
            yield from ((mask, mask, [rows[n] for n in there]) for there, mask in ways.items())
            return
        bits = [bit for bit in range(len(axis.cells)) if box[name] >> bit & 1]
        low = (1 << bits[len(bits) // 2]) - 1
        for half in (low, axis.whole & ~low):
            led = [row for row in rows if row.masks.get(name, axis.whole) & half & box[name]]
            yield half, half & box[name], led

    def _leaf(self, rows: list[_Row], before: str, asked: _Axis | None) -> None:
        """Write what one row says; several rows for the same situations must say the same."""
        row = rows[0]
        for other in rows[1:]:
            if self._result(other) != self._result(row):
                place = Location(self.sheet.name, other.number, 1)
                self.findings.append(find("table-overlap", place, rows=_numbers([row, other])))
        text, number = before, len(self.lines) + 1
        if asked is not None:
            self.origins.append((number, 1, Location(self.sheet.name, row.number, asked.column)))
        for piece, column in self._pieces(row):
            if column:
                self.origins.append((number, len(text) + 1, Location(self.sheet.name, row.number, column)))
            text += piece
        self.line(text)

    def _result(self, row: _Row) -> list[str]:
        return [piece for piece, _ in self._pieces(row)]

    def _pieces(self, row: _Row) -> Iterator[tuple[str, int]]:
        """Give a node piece by piece, each with the column that it comes from; 0 for what is between them."""
        groups = [group for group in (self._set(row), *self._others(row)) if group]
        yield "{", 0
        for number, group in enumerate(groups):
            yield (", " if number else ""), 0
            yield from group
        yield "}", 0

    def _set(self, row: _Row) -> list[tuple[str, int]]:
        heads = [head for head in self.sheet.columns if head.startswith("set: ") and row.cells.get(head)]
        pieces = [("set: {", 0)] if heads else []
        for number, head in enumerate(heads):
            name = head.partition(": ")[2]
            pieces += [(", " if number else "", 0), (f"{name}: {row.cells[head]}", self._column(head))]
        return [*pieces, ("}", 0)] if heads else []

    def _others(self, row: _Row) -> Iterator[list[tuple[str, int]]]:
        told = {head: text for head, text in row.cells.items() if text}
        for key in ("source", "notice"):
            if key in told:
                yield [(f"{key}: [{told[key]}]", self._column(key))]
        points = [point.strip() for point in told.get("undetermined", "").split(",") if point.strip()]
        if len(points) == 1:
            yield [(f"undetermined: {points[0]}", self._column("undetermined"))]
        elif points:
            several = ", ".join(f"{{undetermined: {point}}}" for point in points)
            yield [(f"all: [{several}]", self._column("undetermined"))]
        if "not_applicable" in told:
            yield [(f"not_applicable: {told['not_applicable']}", self._column("not_applicable"))]

    def _column(self, head: str) -> int:
        return self.sheet.columns.index(head) + 1


def _numbers(rows: Iterable[_Row]) -> str:
    return ", ".join(str(row.number) for row in rows)
