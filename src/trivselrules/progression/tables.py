# SPDX-License-Identifier: MPL-2.0
"""A report as tables of text, whatever they are then written as."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ..measuring import Progression
from ..model import RuleSetModel
from ..render.measured import measured, short_date
from ..render.words import Words
from ..text import Language, sentence_case
from ..values import Number, Value
from .caseload import Caseload, Row, Stratum, result_values
from .courses import Course
from .report import Report
from .suppression import Block, Cell

__all__ = ["Grid", "Teller", "caseload_grids", "course_grid", "lacking_grid"]


@frozen
class Grid:
    """A table: its title, its headings, and rows of text; `numbers` tells which columns hold numbers."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


class Teller:
    """Says the names and values of one rule set's measurements in one language."""

    def __init__(self, model: RuleSetModel, plan: Progression, language: Language) -> None:
        self.model = model
        self.plan = plan
        self.language = language
        self.words = Words(model, language)
        self.decisions = {ref.outcome: ref.decision for ref in plan.results}

    def say(self, name: str, *values: object) -> str:
        """Give a phrase about measurements."""
        return measured(name, self.language, *values)

    def label(self, name: str) -> str:
        """Give the label of a column, a result or a count."""
        if name in self.plan.counts:
            return self.words.text(self.plan.counts[name].label)
        labels = self.model.outcome_labels
        return self.words.text(labels[name] if name in self.decisions else self.model.facts[name].label)

    def value(self, name: str, value: Value | None) -> str:
        """Give a value of a column or a result; None is one that is not known."""
        if value is None:
            return self.say("unknown")
        if name in self.decisions:
            return self.words.outcome(self.decisions[name], name, value)
        return self.words.fact_value(name, value)

    def cell(self, name: str, cell: Cell) -> str:
        """Give what a cell stands for."""
        return " / ".join(self.value(name, value) for value in cell)

    def indicator(self, name: str) -> str:
        """Give the name of an indicator."""
        return self.words.fact_value(self.plan.columns.indicator.name, name)

    def perspective(self, name: str) -> str:
        """Give the name of a perspective."""
        return self.words.fact_value(self.plan.columns.perspective.name, name)

    def phase(self, name: str) -> str:
        """Give the name of a phase."""
        return self.words.fact_value(self.plan.columns.phase.name, name)

    def number(self, value: Number | None) -> str:
        """Give a number, or a dash where there is none."""
        return self.say("none") if value is None else self.words.number(value).replace("-", "\N{MINUS SIGN}")


def caseload_grids(report: Report, teller: Teller) -> Iterator[Grid]:
    """Give the tables of a caseload: one for each result that is spread, and one for what is counted."""
    caseload, plan = report.caseload, teller.plan
    for ref in plan.spread:
        yield _spread(ref.name, caseload, teller)
    counts = [name for name in plan.counts if any(name in _blocks(stratum) for stratum in caseload.strata)]
    if counts:
        yield _counts(counts, caseload, teller)


def _blocks(stratum: Stratum) -> tuple[str, ...]:
    return (*(stratum.total.blocks if stratum.total is not None else ()), *stratum.withheld)


def _lines(caseload: Caseload, teller: Teller) -> Iterator[tuple[Stratum, Row | None, tuple[str, ...]]]:
    """Give the rows of a caseload, each with the words it begins with."""
    for stratum in caseload.strata:
        period = () if stratum.period is None else (stratum.period,)
        place = (*period, teller.indicator(stratum.indicator), teller.perspective(stratum.perspective))
        yield stratum, stratum.total, (*place, *([teller.say("all")] if caseload.by else []))
        for row in stratum.rows:
            yield stratum, row, (*place, _group(row, caseload, teller))


def _group(row: Row, caseload: Caseload, teller: Teller) -> str:
    told = []
    for group in row.groups:
        parts = (f"{teller.label(n)}: {teller.value(n, v)}" for n, v in zip(caseload.by, group, strict=True))
        told.append(", ".join(parts))
    return told[0] if len(told) == 1 else teller.say("merged", "; ".join(told))


def _headings(caseload: Caseload, teller: Teller) -> tuple[str, ...]:
    columns = teller.plan.columns
    period = [teller.say("period")] if any(stratum.period for stratum in caseload.strata) else []
    group = [teller.say("group")] if caseload.by else []
    labels = (teller.label(columns.indicator.name), teller.label(columns.perspective.name))
    return (*period, *labels, *group, teller.say("cases"))


def _spread(name: str, caseload: Caseload, teller: Teller) -> Grid:
    used = {
        cell
        for _, row, _ in _lines(caseload, teller)
        if row is not None and name in row.blocks
        for cell in row.blocks[name]
    }
    single: list[Cell] = [(value,) for value in (*result_values(name, teller.plan, teller.model), None)]
    together = sorted((cell for cell in used if len(cell) > 1), key=repr)
    cells = [*(cell for cell in single if cell != (None,) or cell in used), *together]
    first = _headings(caseload, teller)
    rows = []
    for _, row, place in _lines(caseload, teller):
        size = teller.say("withheld") if row is None else str(row.size)
        block = None if row is None else row.blocks.get(name)
        rows.append((*place, size, *(_cell(cell, block, teller) for cell in cells)))
    headings = (*first, *(teller.cell(name, cell) for cell in cells))
    numbers = frozenset(range(len(first) - 1, len(headings)))
    return Grid(teller.label(name), headings, tuple(rows), numbers)


def _cell(cell: Cell, block: Block | None, teller: Teller) -> str:
    """Give the size of a cell; one that was put together with others has a column of its own."""
    if block is None:
        return teller.say("withheld")
    elsewhere = len(cell) > 1 or any(len(other) > 1 and cell[0] in other for other in block)
    return str(block[cell]) if cell in block else teller.say("none") if elsewhere else "0"


def _counts(names: list[str], caseload: Caseload, teller: Teller) -> Grid:
    first = _headings(caseload, teller)
    rows = []
    for _, row, place in _lines(caseload, teller):
        size = teller.say("withheld") if row is None else str(row.size)
        rows.append((*place, size, *(_count(row, name, teller) for name in names)))
    headings = (*first, *(teller.label(name) for name in names))
    return Grid(teller.say("counts"), headings, tuple(rows), frozenset(range(len(first) - 1, len(headings))))


def _count(row: Row | None, name: str, teller: Teller) -> str:
    block = None if row is None else row.blocks.get(name)
    if block is None:
        return teller.say("withheld")
    yes, unknown = block.get((True,), 0), block.get((None,), 0)
    return teller.say("and_unknown", yes, unknown) if unknown else str(yes)


def course_grid(courses: tuple[Course, ...], teller: Teller) -> Grid:
    """Give the table of single courses: first, latest, change, and what is decided of them."""
    columns = teller.plan.columns
    period = any(course.period for course in courses)
    headings = (
        teller.say("case"),
        *([teller.say("period")] if period else []),
        teller.label(columns.indicator.name),
        teller.label(columns.perspective.name),
        teller.say("measurements"),
        teller.say("first"),
        teller.say("last"),
        teller.say("change"),
        *(teller.label(ref.outcome) for ref in teller.plan.results),
    )
    rows = tuple(_course(course, teller, period=period) for course in courses)
    at = 3 + period
    return Grid(teller.say("course"), headings, rows, frozenset((at, at + 3)))


def _course(course: Course, teller: Teller, *, period: bool) -> tuple[str, ...]:
    ends = (
        teller.say("none") if end is None else f"{teller.number(end.value)} ({short_date(end.on, teller.language)})"
        for end in (course.first, course.last)
    )
    results = (
        teller.value(name, result.value) if result.value is not None else teller.say(_open(result.status))
        for name, result in course.results.items()
    )
    return (
        course.case,
        *([course.period or ""] if period else []),
        teller.indicator(course.indicator),
        teller.perspective(course.perspective),
        str(len(course.measurements)),
        *ends,
        teller.number(course.change),
        *results,
    )


def _open(status: str) -> str:
    """Give the phrase for a result that has no value: a decided answer may leave an outcome out."""
    return "undetermined" if status in ("decided", "undetermined") else status


def lacking_grid(report: Report, teller: Teller) -> Grid:
    """Give the table of cases that lack required measurements."""
    rows = [
        (
            case.case,
            "; ".join(
                f"{teller.indicator(i)}, {teller.perspective(p)}, {teller.phase(phase)}" for i, p, phase in case.lacking
            ),
        )
        for case in report.coverage or ()
        if case.lacking
    ]
    headings = (teller.say("case"), sentence_case(teller.say("lacks")))
    return Grid(teller.say("lacking"), headings, tuple(rows))
