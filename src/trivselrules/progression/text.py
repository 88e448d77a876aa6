# SPDX-License-Identifier: MPL-2.0
"""A report as text with aligned tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from ..render.measured import short_date, thousands
from ..render.phrases import enumerate_words
from ..rule_set import RuleSet
from ..text import Language, printable
from .report import Report
from .table import plan_of
from .tables import Grid, Teller, caseload_grids, course_grid, lacking_grid

__all__ = ["aligned", "report_text"]

_HEADING = 16  # so wide may a heading be before it is broken
_MOST_LACKING = 20


def report_text(report: Report, rules: RuleSet, language: Language, cases: Sequence[str] | None = None) -> str:
    """Write a report: the caseload, or the courses of `cases` (all of them if it is empty), and what it rests on."""
    plan = plan_of(rules)
    teller = Teller(rules.model, plan, language)
    days = (short_date(report.first, language), short_date(report.last, language))
    sizes = (thousands(report.measurements, language), thousands(report.cases, language))
    hidden = report.caseload.limit is not None
    summary = teller.say("summary_hidden", *days) if hidden else teller.say("summary", *sizes, *days)
    blocks = [[teller.words.text(plan.title)], [summary]]
    if cases is None:
        blocks += [list(_table(grid)) for grid in caseload_grids(report, teller)]
        blocks.append(list(_legend(report, teller)))
        blocks.append(list(_lacking(report, teller)))
    else:
        chosen = tuple(c for c in report.courses or () if not cases or c.case in cases)
        blocks.append(list(_table(course_grid(chosen, teller))))
    blocks += [list(_rests_on(report, teller)), list(_closing(report, teller))]
    return "\n\n".join("\n".join(map(printable, block)) for block in blocks if block)


def _table(grid: Grid) -> Iterator[str]:
    yield f"{grid.title}:"
    yield from (f"  {line}".rstrip() for line in aligned(grid.headings, grid.rows, grid.numbers))


def aligned(
    headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: frozenset[int] = frozenset()
) -> Iterator[str]:
    """Give the lines of a table, with long headings broken and numbers to the right."""
    rows = list(rows)
    broken = [wrap(heading, _HEADING, break_long_words=False) or [""] for heading in headings]
    widths = [
        max(len(text) for text in (*lines, *(row[column] for row in rows))) for column, lines in enumerate(broken)
    ]
    height = max(map(len, broken))
    tops = [[""] * (height - len(lines)) + lines for lines in broken]
    for line in (*zip_longest(*tops, fillvalue=""), *rows):
        yield "  ".join(_put(text, widths[column], right=column in numbers) for column, text in enumerate(line))


def _put(text: str, width: int, *, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)


def _legend(report: Report, teller: Teller) -> Iterator[str]:
    blocks = [row.blocks for s in report.caseload.strata for row in (s.total, *s.rows) if row is not None]
    if any((None,) in block for each in blocks for block in each.values()):
        yield teller.say("explained")
    if report.caseload.limit is not None:
        yield teller.say("hidden", report.caseload.limit)


def _lacking(report: Report, teller: Teller) -> Iterator[str]:
    if not report.coverage:
        return
    grid = lacking_grid(report, teller)
    if grid.rows:
        shown = grid.rows[:_MOST_LACKING]
        yield from _table(Grid(f"{grid.title} ({len(grid.rows)})", grid.headings, shown))
        if len(shown) < len(grid.rows):
            yield "  …"
    else:
        yield teller.say("nothing_lacking")
    unclear = [case for case in report.coverage if case.unclear]
    if unclear:
        facts = ", ".join(dict.fromkeys(name for case in unclear for name in case.unclear))
        yield teller.say("unclear", len(unclear), facts)


def _rests_on(report: Report, teller: Teller) -> Iterator[str]:
    model, words = teller.model, teller.words
    if report.open_points:
        yield teller.say("rests_on")
    for name in sorted(report.open_points, key=lambda name: _point(name, teller)):
        if name in model.readings:
            reading = model.readings[name]
            chosen = words.text(reading.options[reading.chosen])
            point = model.open_points[reading.point].point
            yield f"- {point}: {words.text(reading.question)} {teller.say('chosen')}: {chosen} (`{name}`)."
        else:
            open_point = model.open_points[name]
            yield f"- {open_point.point}: {words.text(open_point.title)}. {words.text(open_point.why)}"


def _point(name: str, teller: Teller) -> str:
    readings = teller.model.readings
    return teller.model.open_points[readings[name].point if name in readings else name].point


def _closing(report: Report, teller: Teller) -> Iterator[str]:
    words, plan = teller.words, teller.plan
    if report.warnings:
        yield teller.say("warnings")
        yield from (f"- {finding.message(teller.language)}" for finding in report.warnings)
    notices = [teller.model.notices[ref.name] for ref in plan.notices]
    if notices:
        yield words.say("notices")
        yield from (f"- {words.text(n.text)} ({words.say('basis_' + n.basis)})" for n in notices)
    cited = {ref.name for ref in (*plan.source, *(r for count in plan.counts.values() for r in count.source))}
    by_document: dict[str, list[str]] = {}
    for source in sorted(cited):
        by_document.setdefault(teller.model.sources[source].document.name, []).append(source)
    for document, names in by_document.items():
        title = words.text(teller.model.documents[document].title)
        yield words.say("sources", enumerate_words(names, teller.language), title)
