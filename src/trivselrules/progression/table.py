# SPDX-License-Identifier: MPL-2.0
"""From a table of measurements, as a spreadsheet saves it, to measurements: every problem in one pass."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from attrs import frozen

from ..errors import Error
from ..finding import Finding, find
from ..frozen_map import FrozenMap
from ..location import Location
from ..measuring import Progression
from ..nearest import name_list, nearest
from ..rule_set import RuleSet
from ..text import looks_personal
from ..values import Qualified
from .cells import Cells, Given, Problem
from .measurement import Measurement

__all__ = ["MOST_BYTES", "Table", "plan_of", "read_table"]

MOST_BYTES = 64_000_000

_HEADER = re.compile(r"[^\W\d][\w-]{0,59}")


@frozen
class Table:
    """What came of reading a table: its measurements, and what is wrong with its rows."""

    measurements: tuple[Measurement, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """Tell whether every row was read."""
        return all(finding.severity != "error" for finding in self.findings)


def plan_of(rules: RuleSet) -> Progression:
    """Give what a rule set says of measurements.

    Raises Error if it says nothing of them.
    """
    if rules.model.progression is None:
        raise Error(find("progression-missing", name=rules.id))
    return rules.model.progression


def read_table(content: bytes, rules: RuleSet, name: str = "…") -> Table:
    """Read a table of measurements: UTF-8, columns divided by semicolons or commas, their names in the first row.

    Every row becomes a measurement or a finding. The columns, and what a cell may hold, are what the rule set
    says; `name` is how findings call the table.

    Raises Error if the rule set says nothing of measurements.
    """
    plan = plan_of(rules)
    if len(content) > MOST_BYTES:
        return Table((), (find("table-large", Location(name), limit=MOST_BYTES // 1_000_000),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Table((), (find("table-not-utf8", Location(name)),))
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = ";" if ";" in first else ","
    rows = _rows(text, delimiter)
    header = next(rows, None)
    if header is None or isinstance(header[1], Finding) or not header[1]:
        return Table((), (find("table-empty", Location(name)),))
    columns, findings = _columns(header[1], plan, name)
    if findings:
        return Table((), tuple(findings))
    reader = _Reader(rules, plan, name, delimiter, columns)
    for row, cells in rows:
        reader.take(row, cells)
    if not reader.measurements and not reader.findings:
        return Table((), (find("table-empty", Location(name)),))
    return Table(tuple(reader.measurements), tuple(reader.findings))


Row = tuple[int, Sequence[str] | None]


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """Give the rows that hold anything, numbered as a spreadsheet does; None where the quotes do not match."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = 0
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield row, None
            continue
        if cells:
            yield row, cells


def _columns(header: Sequence[str], plan: Progression, name: str) -> tuple[list[str], list[Finding]]:
    """Give the names of the columns, or what is wrong with them."""
    needed = [ref.name for ref in (plan.columns.case, plan.columns.date, *plan.columns.facts, plan.columns.number)]
    known = [*needed, *plan.further]
    columns = [cell.strip() for cell in header]
    findings = []
    for number, column in enumerate(columns, 1):
        place = Location(name, 1, number)
        if column not in known:
            names = name_list("" if looks_personal(column) else column, known)
            if looks_personal(column) or not _HEADER.fullmatch(column):
                findings.append(find("header-hidden", place, column=number, known=names))
            else:
                close = nearest(column, known)
                findings.append(find("header-unknown", place, nearest=close, name=column, known=names))
        elif column in columns[: number - 1]:
            findings.append(find("header-twice", place, name=column))
    findings += [find("header-missing", Location(name), name=column) for column in needed if column not in columns]
    return columns, findings


def _allowed(rules: RuleSet, plan: Progression) -> dict[str, frozenset[str]]:
    """Give the values that the chosen readings allow in a column, where a decision lists them."""
    allowed = {}
    for one in plan.allowed:
        listed = rules.decide(one.outcome.decision).outcome.get(one.outcome.outcome)
        if isinstance(listed, tuple):
            names = {name for item in listed for name in (item.terms if isinstance(item, Qualified) else (str(item),))}
            own = plan.indicators if one.fact.name == plan.columns.indicator.name else ()
            allowed[one.fact.name] = frozenset({*names, *own})
    return allowed


class _Reader:
    """Reads the rows of one table whose columns are known."""

    def __init__(self, rules: RuleSet, plan: Progression, name: str, delimiter: str, columns: list[str]) -> None:
        self.plan = plan
        self.name = name
        self.columns = columns
        self.cells = Cells(rules.model, delimiter)
        self.allowed = _allowed(rules, plan)
        self.measurements: list[Measurement] = []
        self.findings: list[Finding] = []
        self.seen: dict[tuple[object, ...], int] = {}
        self.shared: dict[tuple[Given | None, ...], FrozenMap[str, Given]] = {}
        self.at = {column: number for number, column in enumerate(columns)}

    def take(self, row: int, cells: Sequence[str] | None) -> None:
        """Take in one row as a measurement, or say what is wrong with it."""
        if cells is None:
            self.findings.append(find("table-quotes", Location(self.name, row), row=row))
        elif not any(cells):
            self.findings.append(find("row-blank", Location(self.name, row), row=row))
        elif len(cells) != len(self.columns):
            place, columns = Location(self.name, row), len(self.columns)
            self.findings.append(find("row-length", place, row=row, cells=len(cells), columns=columns))
        else:
            self._measure(row, [cell.strip() for cell in cells])

    def _measure(self, row: int, texts: list[str]) -> None:
        before = len(self.findings)
        columns = self.plan.columns
        case = self._cell(row, columns.case.name, self.cells.key(texts[self.at[columns.case.name]]))
        on = self._cell(row, columns.date.name, self.cells.day(texts[self.at[columns.date.name]]))
        indicator, perspective, phase = (self._fact(row, ref.name, texts) for ref in columns.facts)
        further = self._further(row, texts)
        if indicator is not None:
            of, _ = self.plan.number_of(str(indicator))
            value = self._cell(row, columns.number.name, self.cells.fact(of, texts[self.at[columns.number.name]]))
        if len(self.findings) > before:
            return
        first = self.seen.setdefault((case, on, indicator, perspective), row)
        if first != row:
            self.findings.append(find("measured-twice", Location(self.name, row), row=row, first=first))
            return
        self.measurements.append(
            Measurement(case, on, indicator, perspective, phase, value, further, row)  # type: ignore[arg-type]
        )

    def _cell(self, row: int, column: str, read: object) -> object | None:
        if not isinstance(read, Problem):
            return read
        self.findings.append(read.at(row, column, Location(self.name, row, self.at[column] + 1)))
        return None

    def _fact(self, row: int, column: str, texts: list[str]) -> Given | None:
        text = texts[self.at[column]]
        read = self.cells.fact(column, text)
        if column in self.allowed and not isinstance(read, Problem) and read not in self.allowed[column]:
            allowed = ", ".join(sorted(self.allowed[column]))
            read = Problem("cell-not-allowed", {"value": text, "allowed": allowed})
        return self._cell(row, column, read)  # type: ignore[return-value]

    def _further(self, row: int, texts: list[str]) -> FrozenMap[str, Given]:
        """Give the further facts; equal ones are one object, since few differ in a large table."""
        values: list[Given | None] = []
        for column, further in self.plan.further.items():
            text = texts[self.at[column]] if column in self.at else ""
            read = self._cell(row, column, self.cells.fact(column, text)) if text else further.otherwise
            values.append(read)  # type: ignore[arg-type]
        key = tuple(values)  # a column holds values of one kind, so `true` and 1 do not meet
        if key not in self.shared:
            pairs = zip(self.plan.further, key, strict=True)
            self.shared[key] = FrozenMap({name: value for name, value in pairs if value is not None})
        return self.shared[key]
