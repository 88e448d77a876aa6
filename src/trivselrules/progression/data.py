# SPDX-License-Identifier: MPL-2.0
"""A report as data: for JSON, and as rows for a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from ..rule_set import RuleSet
from ..text import Language, printable
from ..values import Value, plain, spell
from .caseload import Row, Stratum
from .courses import Course
from .measurement import Measurement
from .report import Report
from .suppression import Block, Cell
from .table import plan_of
from .tables import Teller

__all__ = ["neutral", "report_csv", "report_json"]

# What makes a spreadsheet take a cell for a formula, at its start or after white space.
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")
UNKNOWN = "unknown"


def report_json(
    report: Report, rules: RuleSet, language: Language, cases: Sequence[str] | None = None
) -> dict[str, object]:
    """Give a report as JSON knows it; `cases` are the only ones whose courses are in it, if there are any."""
    plan, model, hidden = plan_of(rules), rules.model, report.caseload.limit is not None
    courses = [course for course in report.courses or () if not cases or course.case in cases]
    return {
        "title": plan.title.to(language),
        "measurements": None if hidden else report.measurements,
        "cases": None if hidden else report.cases,
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "period": report.period,
        "by": list(report.caseload.by),
        "suppress_below": report.caseload.limit,
        "strata": [_stratum(stratum, rules) for stratum in report.caseload.strata],
        "courses": None if report.courses is None else [_course(course) for course in courses],
        "missing": None if report.coverage is None else _missing(report),
        "warnings": [finding.message(language) for finding in report.warnings],
        "open_points": list(report.open_points),
        "readings": {name: rules.readings[name] for name in report.open_points if name in rules.readings},
        "notices": [
            {"id": n.id, "text": n.text.to(language), "basis": n.basis}
            for n in (model.notices[ref.name] for ref in plan.notices)
        ],
        "rule_set": {"id": rules.id, "version": rules.version, "digest": rules.digest},
    }


def _stratum(stratum: Stratum, rules: RuleSet) -> dict[str, object]:
    spread = {ref.name for ref in plan_of(rules).spread}
    return {
        "period": stratum.period,
        "indicator": stratum.indicator,
        "perspective": stratum.perspective,
        "total": None if stratum.total is None else _row(stratum.total, spread),
        "groups": [_row(row, spread) for row in stratum.rows],
        "withheld": list(stratum.withheld),
        "merged": stratum.merged,
    }


def _row(row: Row, spread: set[str]) -> dict[str, object]:
    counts: dict[str, object] = {}
    spreads: dict[str, object] = {}
    for name, block in row.blocks.items():
        if name in spread:
            spreads[name] = {" / ".join(map(_key, cell)): size for cell, size in block.items()}
        else:
            cells = {"yes": (True,), "no": (False,), UNKNOWN: (None,)}
            counts[name] = {word: _size(cell, block) for word, cell in cells.items()}
    groups = [[plain(value) for value in group] for group in row.groups]
    return {"groups": groups, "cases": row.size, "spread": spreads, "counts": counts}


def _size(cell: Cell, block: Block) -> int | None:
    """Give the size of a cell; None where it was put together with another."""
    return None if any(len(other) > 1 and cell[0] in other for other in block) else block.get(cell, 0)


def _key(value: Value | None) -> str:
    return UNKNOWN if value is None else spell(value)


def _course(course: Course) -> dict[str, object]:
    return {
        "case": course.case,
        "indicator": course.indicator,
        "perspective": course.perspective,
        "period": course.period,
        "measurements": len(course.measurements),
        "first": None if course.first is None else _measurement(course.first),
        "last": _measurement(course.last),
        "change": plain(course.change),
        "results": {name: plain(result.value) for name, result in course.results.items()},
        "status": {name: result.status for name, result in course.results.items()},
    }


def _measurement(one: Measurement) -> dict[str, object]:
    return {"on": one.on.isoformat(), "phase": one.phase, "value": plain(one.value)}


def _missing(report: Report) -> list[dict[str, object]]:
    return [
        {
            "case": case.case,
            "lacking": [{"indicator": i, "perspective": p, "phase": phase} for i, p, phase in case.lacking],
            "unclear": list(case.unclear),
        }
        for case in report.coverage or ()
        if case.lacking or case.unclear
    ]


def report_csv(report: Report, rules: RuleSet, language: Language) -> str:
    """Write the caseload as rows for a spreadsheet, one for every number, as the language writes tables.

    No cell can be taken for a formula.
    """
    teller = Teller(rules.model, plan_of(rules), language)
    columns = teller.plan.columns
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if language == "da" else ",", lineterminator="\n")
    writer.writerow(
        map(
            neutral,
            (
                teller.say("period"),
                teller.label(columns.indicator.name),
                teller.label(columns.perspective.name),
                *(teller.label(name) for name in report.caseload.by),
                teller.say("what"),
                teller.say("value"),
                teller.say("number"),
                teller.say("remark"),
            ),
        )
    )
    for line in _lines(report, teller):
        writer.writerow(line)
    return out.getvalue()


def _lines(report: Report, teller: Teller) -> Iterator[list[str | int]]:
    by = report.caseload.by
    for stratum in report.caseload.strata:
        place = [stratum.period or "", teller.indicator(stratum.indicator), teller.perspective(stratum.perspective)]
        for row in (stratum.total, *stratum.rows):
            if row is None:
                yield _line(place, [teller.say("all")] * len(by), (teller.say("cases"), "", ""), teller.say("withheld"))
                continue
            groups = [_together(row, number, name, teller) for number, name in enumerate(by)]
            yield _line(place, groups, (teller.say("cases"), "", row.size), "")
            for name, block in row.blocks.items():
                for cell, size in block.items():
                    told = " / ".join(_told(name, value, teller) for value in cell)
                    yield _line(place, groups, (teller.label(name), told, size), "")
            for name in stratum.withheld:
                yield _line(place, groups, (teller.label(name), "", ""), teller.say("withheld"))


def _line(place: list[str], groups: list[str], said: tuple[str, str, int | str], remark: str) -> list[str | int]:
    what, value, number = said
    return [*map(neutral, (*place, *groups, what, value)), number, neutral(remark)]


def _together(row: Row, number: int, name: str, teller: Teller) -> str:
    if not row.groups:
        return teller.say("all")
    return " / ".join(dict.fromkeys(teller.value(name, group[number]) for group in row.groups))


def _told(name: str, value: Value | None, teller: Teller) -> str:
    if name in teller.plan.counts and value is not None:
        return teller.words.say("true" if value else "false")
    return teller.value(name, value) if name not in teller.plan.counts else teller.say("unknown")


def neutral(text: str) -> str:
    """Give a text as a cell that no spreadsheet runs: one that looks like a formula is marked as text."""
    shown = printable(text)
    return f"'{shown}" if _FORMULA.match(text) else shown
