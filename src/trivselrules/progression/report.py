# SPDX-License-Identifier: MPL-2.0
"""A report: what a table of measurements comes to, put together once for every way to show it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from ..finding import Finding
from ..rule_set import RuleSet
from .caseload import Caseload, caseload_of
from .courses import Course, courses_of, phase_findings
from .measurement import Measurement
from .periods import Period
from .required import Coverage, coverage_of
from .table import plan_of

__all__ = ["Report", "report_of"]


@frozen
class Report:
    """What measurements come to under the readings chosen.

    `courses` and `coverage` are about single cases and None where small groups are protected. `open_points` are
    the readings and points the figures rest on, `warnings` what should be looked at.
    """

    measurements: int
    cases: int
    first: date
    last: date
    period: Period | None
    caseload: Caseload
    courses: tuple[Course, ...] | None
    coverage: tuple[Coverage, ...] | None
    open_points: tuple[str, ...]
    warnings: tuple[Finding, ...]


def report_of(
    measurements: Sequence[Measurement],
    rules: RuleSet,
    *,
    by: Sequence[str] = (),
    period: Period | None = None,
    suppress_below: int | None = None,
) -> Report:
    """Follow and count measurements, of which there is at least one.

    Raises Error if the rule set says nothing of measurements, InvalidValueError for a name that cannot be grouped
    by or a limit that protects nobody.
    """
    plan = plan_of(rules)
    courses = courses_of(measurements, rules, period)
    coverage = coverage_of(measurements, rules)
    caseload = caseload_of(courses, rules, by, suppress_below)
    asked = [rules.decide(allowed.outcome.decision).open_points for allowed in plan.allowed]
    points = [*(course.open_points for course in courses), *asked, *(case.open_points for case in coverage)]
    counted = [under.reading.name for count in plan.counts.values() for under in count.under]
    given = [name for ref in plan.open_points for name in rules.model.open_points[ref.name].readings or (ref.name,)]
    hidden = caseload.limit is not None
    days = [one.on for one in measurements]
    return Report(
        measurements=len(measurements),
        cases=len({one.case for one in measurements}),
        first=min(days),
        last=max(days),
        period=period,
        caseload=caseload,
        courses=None if hidden else courses,
        coverage=None if hidden else coverage,
        open_points=tuple(dict.fromkeys([*(point for some in points for point in some), *counted, *given])),
        warnings=() if hidden else phase_findings(measurements, rules),
    )
