# SPDX-License-Identifier: MPL-2.0
"""What a drawing shows, in words: for those who do not see it, and for whoever checks it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from ..analysis.nodes import branches, decision_nodes
from ..domains import Span
from ..keys import select
from ..model import Ask
from ..render.measured import short_date
from ..values import Number
from .caseload import Stratum, result_values
from .courses import Course
from .measurement import Measurement
from .report import Report
from .suppression import Cell
from .tables import Teller

__all__ = ["Bar", "Drawing", "Line", "Panel", "borders_of", "draw_caseload", "draw_course"]


@frozen
class Line:
    """The measurements from one perspective, in order of time."""

    label: str
    points: tuple[Measurement, ...]
    told: str


@frozen
class Bar:
    """The courses from one perspective by cell: the label of each cell and its size; None where it was withheld."""

    label: str
    parts: tuple[tuple[Cell, str, int], ...] | None
    told: str


@frozen
class Panel:
    """What is drawn of one indicator: lines with the borders they may cross, or bars."""

    title: str
    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    borders: tuple[Number, ...] = ()
    value_label: str = ""
    low: Number | None = None
    high: Number | None = None

    @property
    def told(self) -> tuple[str, ...]:
        """What the panel shows, line by line."""
        return (*(line.told for line in self.lines), *(bar.told for bar in self.bars))


@frozen
class Drawing:
    """A drawing as data, with a title and everything it shows in words."""

    title: str
    panels: tuple[Panel, ...]
    legend: tuple[tuple[Cell, str], ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What the drawing shows, line by line."""
        return tuple(told for panel in self.panels for told in panel.told)


def draw_course(courses: Sequence[Course], teller: Teller) -> Drawing:
    """Lay out the courses of one case, of which there is at least one: a panel for each indicator."""
    title = teller.say("course_title", teller.words.text(teller.plan.title), courses[0].case)
    indicators = dict.fromkeys(course.indicator for course in courses)
    return Drawing(title, tuple(_course_panel(name, courses, teller) for name in indicators))


def _course_panel(indicator: str, courses: Iterable[Course], teller: Teller) -> Panel:
    name, _ = teller.plan.number_of(indicator)
    fact = teller.model.facts[name]
    lines = []
    views = dict.fromkeys(course.perspective for course in courses if course.indicator == indicator)
    for view in views:
        same = (c for c in courses if (c.indicator, c.perspective) == (indicator, view))
        points = tuple(one for course in same for one in course.measurements)
        told = ", ".join(
            teller.say("point", short_date(one.on, teller.language), teller.number(one.value), teller.phase(one.phase))
            for one in points
        )
        seen = teller.perspective(view)
        lines.append(Line(seen, points, teller.say("line_told", teller.indicator(indicator), seen, told)))
    low, high = getattr(fact.domain, "low", None), getattr(fact.domain, "high", None)
    borders = borders_of(name, teller)
    return Panel(teller.indicator(indicator), tuple(lines), (), borders, teller.words.text(fact.label), low, high)


def borders_of(fact: str, teller: Teller) -> tuple[Number, ...]:
    """Give the numbers that the results set apart from those below and above them: the thresholds of the rules."""
    numbers: set[Number] = set()
    for decision in {ref.decision for ref in teller.plan.results}:
        for node in decision_nodes(teller.model.decisions[decision]):
            if isinstance(node.step, Ask) and node.step.fact.name == fact:
                keys = (key.name for branch in branches(node) for key in branch.keys)
                spans = (select(key, teller.model.facts[fact].domain) for key in keys)
                numbers |= {s.low for s in spans if isinstance(s, Span) and s.low is not None and s.low == s.high}
    return tuple(sorted(numbers))


def draw_caseload(report: Report, teller: Teller) -> Drawing:
    """Lay out how the courses spread over the first result that is spread: a panel for each indicator."""
    name = teller.plan.spread[0].name if teller.plan.spread else None
    subject = teller.say("cases") if name is None else teller.label(name)
    title = teller.say("caseload_title", teller.words.text(teller.plan.title), subject.lower())
    legend: dict[Cell, str] = {}
    panels: dict[str, list[Bar]] = {}
    for stratum in report.caseload.strata:
        parts = _parts(stratum, name, teller)
        legend.update({cell: label for cell, label, _ in parts or ()})
        seen = teller.perspective(stratum.perspective)
        label = seen if stratum.period is None else f"{stratum.period}, {seen}"
        told = teller.say("withheld") if parts is None else ", ".join(f"{text} {n}" for _, text, n in parts)
        number = teller.say("withheld") if stratum.total is None else stratum.total.size
        indicator = teller.indicator(stratum.indicator)
        line = teller.say("bar_told", indicator, label, number, told)
        panels.setdefault(indicator, []).append(Bar(label, parts, line))
    values = () if name is None else (*result_values(name, teller.plan, teller.model), None)
    ordered = sorted(legend.items(), key=lambda item: (values.index(item[0][0]) if values else 0, len(item[0])))
    return Drawing(title, tuple(Panel(title, bars=tuple(bars)) for title, bars in panels.items()), tuple(ordered))


def _parts(stratum: Stratum, name: str | None, teller: Teller) -> tuple[tuple[Cell, str, int], ...] | None:
    """Give the cells of a bar, or None if they are withheld; without a result to spread there is one."""
    if stratum.total is None or (name is not None and name not in stratum.total.blocks):
        return None
    if name is None:
        return (((), teller.say("cases"), stratum.total.size),)
    return tuple((cell, teller.cell(name, cell), size) for cell, size in stratum.total.blocks[name].items())
