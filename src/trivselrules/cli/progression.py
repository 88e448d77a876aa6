# SPDX-License-Identifier: MPL-2.0
"""`trivselrules progression`: measurements over time, followed case by case and counted."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from datetime import date
from pathlib import Path, PurePath

from ..errors import Error, UsageError
from ..finding import Finding, find
from ..loading import load
from ..progression import Table, read_table
from ..progression.data import report_csv, report_json
from ..progression.report import Report, report_of
from ..progression.table import MOST_BYTES
from ..progression.text import report_text
from ..render.measured import measured
from ..rule_set import RuleSet
from ..text import looks_personal, printable
from .facts import parse_readings
from .output import complain, write, write_json

__all__ = ["run"]

_SHOWABLE = re.compile(r"[\w.-]{1,60}")


def run(options: Namespace) -> int:
    """Print a report of a table of measurements; 2 if a row of it cannot be read, with every row that cannot."""
    rules = load(options.rules, on=options.on or date.today(), readings=parse_readings(options.reading))
    _check_plot(options.plot)
    table = read_table(_content(options.measurements), rules, _shown(options.measurements))
    if not table.sound:
        return _refuse(table, options)
    report = report_of(
        table.measurements,
        rules,
        by=options.by,
        period=options.period,
        suppress_below=options.suppress_below,
    )
    cases = _cases(options, report)
    if options.plot is not None:
        _draw(options, report, rules)
    if options.format == "json":
        write_json(report_json(report, rules, options.lang, cases))
    elif options.format == "csv":
        write(report_csv(report, rules, options.lang).rstrip("\n"))
    else:
        write(report_text(report, rules, options.lang, cases))
        if options.plot is not None:
            write("\n" + measured("drawn", options.lang, printable(_shown(options.plot))))
    return 0


def _content(file: str) -> bytes:
    try:
        if file == "-" and sys.stdin is None:
            raise UsageError(find("table-unreadable"))
        if file == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(file).open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise UsageError(find("table-unreadable")) from None


def _shown(file: str) -> str:
    """Give the name of a file as it may be repeated: a file may be called after a person."""
    name = PurePath(file).name
    return name if _SHOWABLE.fullmatch(name) and not looks_personal(name) else "…"


def _refuse(table: Table, options: Namespace) -> int:
    """Say everything that is wrong with the rows: as JSON on standard output, else as text on standard error."""
    if options.format == "json":
        problems = [_problem(finding, options) for finding in table.findings]
        write_json({"error": problems[0], "findings": problems})
    else:
        for finding in table.findings:
            complain(f"trivselrules: {Error(finding).message(options.lang)}")
    return 2


def _problem(finding: Finding, options: Namespace) -> dict[str, object]:
    place = finding.location
    location = None if place is None else {"file": place.file, "line": place.line, "column": place.column}
    return {"code": finding.code, "message": Error(finding).message(options.lang), "location": location}


def _cases(options: Namespace, report: Report) -> list[str] | None:
    """Give the cases whose courses are asked for: None if none are, an empty list if all are."""
    if not options.case and not options.courses:
        return None
    if report.courses is None:
        raise UsageError(find("suppress-individual"))
    known = {course.case for course in report.courses}
    if not set(options.case) <= known:
        raise UsageError(find("case-unknown"))
    return list(options.case)


def _check_plot(file: str | None) -> None:
    """Refuse a drawing that cannot be made before a large table is read."""
    if file is None:
        return
    from ..progression.charts import FORMATS, is_available

    if PurePath(file).suffix.lower() not in FORMATS:
        raise UsageError(find("plot-format"))
    if not is_available():
        raise UsageError(find("plot-library"))


def _draw(options: Namespace, report: Report, rules: RuleSet) -> None:
    from ..progression.charts import draw

    if len(options.case) > 1 or (options.courses and not options.case):
        raise UsageError(find("plot-one-case"))
    case = options.case[0] if options.case else None
    drawn = draw(report, rules, options.lang, PurePath(options.plot).suffix.lower(), case)
    try:
        Path(options.plot).write_bytes(drawn)
    except OSError:
        raise UsageError(find("plot-unwritable")) from None
