# SPDX-License-Identifier: MPL-2.0
"""A decision as a table: conditions, then what is said there. Cells that a spreadsheet would run are kept still."""

from __future__ import annotations

import csv
import io

from attrs import frozen

from ..analysis.space import Dimension, Space
from ..domains import Domain
from ..errors import Error
from ..finding import Finding, find
from ..location import Location
from ..model import Decision, RuleSetModel
from .cells import condition, said
from .paths import Path, paths

__all__ = ["Sheet", "cell_name", "columns_of", "plain_cell", "read_sheet", "still", "write_sheet"]

_MOST_ROWS = 10_000
_RUN = ("=", "+", "-", "@", "\t", "\r")
_ENDS = ("undetermined", "not_applicable", "notice", "source")
_KINDS = {"fact": "ask", "reading": "reading"}


@frozen
class Sheet:
    """The columns of a table, and its rows with the number each has in the file."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    name: str


def columns_of(decision: Decision, model: RuleSetModel) -> dict[str, Dimension | str]:
    """Give the columns a table of a decision can have, each with what it is about."""
    asked: dict[str, Dimension | str] = {f"ask: {name}": ("fact", name) for name in model.facts}
    asked |= {f"reading: {name}": ("reading", name) for name in model.readings}
    return {**asked, **{f"set: {name}": name for name in decision.outcomes}, **dict.fromkeys(_ENDS, "")}


def write_sheet(decision: Decision, model: RuleSetModel) -> str:
    """Write a decision as CSV with semicolons, as spreadsheets in Danish read it.

    Raises Error if it has more rows than a table is good for.
    """
    space = Space(decision, model)
    found: list[Path] = []
    for path in paths(decision, space):
        found.append(path)
        if len(found) > _MOST_ROWS:
            raise Error(find("decision-too-large", limit=_MOST_ROWS))
    dimensions = list(dict.fromkeys(dimension for path in found for dimension in path.box))
    dimensions.sort(key=lambda dimension: dimension[0] == "reading")
    heads = [f"{_KINDS[kind]}: {name}" for kind, name in dimensions]
    heads += [f"set: {name}" for name in decision.outcomes]
    rows = [[*_conditions(path, dimensions, space, model), *_said(path, decision)] for path in found]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([still(cell) for cell in row] for row in [[*heads, *_ENDS], *rows])
    return "\ufeff" + text.getvalue()


def _conditions(path: Path, dimensions: list[Dimension], space: Space, model: RuleSetModel) -> list[str]:
    def told(dimension: Dimension) -> str:
        kind, name = dimension
        domain: Domain | None = model.facts[name].domain if kind == "fact" else None
        return condition(domain, space.cells(dimension), path.box[dimension])

    def narrowed(dimension: Dimension) -> bool:
        return path.box.get(dimension, space.whole(dimension)) != space.whole(dimension)

    return [told(dimension) if narrowed(dimension) else "" for dimension in dimensions]


def _said(path: Path, decision: Decision) -> list[str]:
    outcomes = [(path.outcome(name), outcome) for name, outcome in decision.outcomes.items()]
    lists = (path.undetermined, path.notices, path.sources)
    undetermined, notices, sources = (", ".join(dict.fromkeys(names)) for names in lists)
    written = ["" if values is None else said(values, outcome) for values, outcome in outcomes]
    return [*written, undetermined, path.not_applicable or "", notices, sources]


def still(cell: str) -> str:
    """Keep a spreadsheet from running a cell; a quote in front is taken away again by `plain_cell`."""
    return f"'{cell}" if cell.startswith((*_RUN, "'")) else cell


def plain_cell(cell: str) -> str:
    """Give what a cell holds, without the quote that kept it still."""
    cell = " ".join(cell.split())
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_RUN, "'")) else cell


def read_sheet(content: bytes, name: str, known: list[str]) -> tuple[Sheet | None, tuple[Finding, ...]]:
    """Read a table that a spreadsheet has written; every problem is a finding, and says its cell."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, (find("table-not-utf8"),)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    rows = [(number, [plain_cell(cell) for cell in line]) for number, line in enumerate(lines, 1)]
    rows = [(number, cells) for number, cells in rows if any(cells)]
    if len(rows) < 2:  # the heads are no row
        return None, (find("table-without-rows"),)
    heads = [head for head in rows[0][1] if head]
    findings = [_unknown(head, at, known, name) for at, head in enumerate(heads) if head not in known]
    findings += [find("header-twice", Location(name, 1), name=h) for h in dict.fromkeys(heads) if heads.count(h) > 1]
    for number, cells in rows[1:]:
        if any(cells[len(heads) :]):
            sizes = (len(cells), len(heads))
            findings.append(find("row-length", Location(name, number), row=number, cells=sizes[0], columns=sizes[1]))
    made = [(number, dict(zip(heads, cells, strict=False))) for number, cells in rows[1:]]
    return (None if findings else Sheet(tuple(heads), tuple(made), name)), tuple(findings)


def _unknown(head: str, column: int, known: list[str], name: str) -> Finding:
    from ..nearest import name_list, nearest

    place = Location(name, 1, column + 1)
    return find("header-unknown", place, nearest=nearest(head, known), name=head, known=name_list(head, known))


def cell_name(place: Location) -> str:
    """Call a cell as spreadsheets do: columns are letters, and rows numbers."""
    letters, column = "", place.column
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{place.line}"
