# SPDX-License-Identifier: MPL-2.0
"""Measurements over time: read, followed case by case, and counted over a caseload.

Pure and generic: the columns, the thresholds, what is better and what is counted are what the rule set says. A
case is a key that tells nothing, and an age is a number of months; there are no names and no dates of birth.
"""

from __future__ import annotations

from .caseload import Caseload, Row, Stratum, caseload_of, groupings
from .courses import Course, Result, courses_of, phase_findings
from .data import report_csv, report_json
from .measurement import Measurement, is_opaque
from .periods import PERIODS, Period
from .report import Report, report_of
from .required import Coverage, coverage_of
from .table import Table, plan_of, read_table
from .text import report_text

__all__ = [
    "PERIODS",
    "Caseload",
    "Course",
    "Coverage",
    "Measurement",
    "Period",
    "Report",
    "Result",
    "Row",
    "Stratum",
    "Table",
    "caseload_of",
    "courses_of",
    "coverage_of",
    "groupings",
    "is_opaque",
    "phase_findings",
    "plan_of",
    "read_table",
    "report_csv",
    "report_json",
    "report_of",
    "report_text",
]
