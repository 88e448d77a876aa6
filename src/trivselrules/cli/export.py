# SPDX-License-Identifier: MPL-2.0
"""`trivselrules export`: decisions as data for other programs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date

from ..exporting import tables, vectors
from ..loading import load
from ..rule_set import RuleSet
from .facts import parse_readings
from .output import write_json

__all__ = ["run"]

Writer = Callable[[RuleSet, tuple[str, ...]], None]


def _vectors(rules: RuleSet, decisions: tuple[str, ...]) -> None:
    write_json(vectors(rules, decisions))


def _table(rules: RuleSet, decisions: tuple[str, ...]) -> None:
    write_json(tables(rules, decisions))


# Each format, with what writes some decisions of a rule set in it.
FORMATS: Mapping[str, Writer] = {"vectors": _vectors, "table-json": _table}


def run(options: Namespace) -> int:
    """Write one decision or all of them in a format."""
    rules = load(options.rules, on=options.on or date.today(), readings=parse_readings(options.reading))
    if options.decision_covered is not None:
        rules.program(options.decision_covered)  # refuses a name that does not exist
    decisions = rules.decisions if options.decision_covered is None else (options.decision_covered,)
    FORMATS[options.format](rules, decisions)
    return 0
