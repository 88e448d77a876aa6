# SPDX-License-Identifier: MPL-2.0
"""`trivselrules coverage`: which answers, ranges and options the worked examples reach."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from ..covering import Suggestion, cover_decision, cover_decisions, suggest
from ..errors import UsageError
from ..finding import find
from ..loading import load
from ..render.case_coverage import coverage_dict, coverage_text
from ..render.case_yaml import cases_file
from ..render.phrases import amount, phrase
from ..rule_set import RuleSet
from .output import write, write_json, write_new

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Print what the cases reach, and write a set of cases that reaches everything; 1 if something is missed."""
    rules = load(options.rules, on=options.on or date.today())
    found = (
        cover_decisions(rules)
        if options.decision_covered is None
        else (cover_decision(rules, options.decision_covered),)
    )
    written = None if options.write is None else _write(rules, options)
    if options.format == "json":
        told = {} if written is None else {"written": {"cases": len(written.cases), "smallest": written.smallest}}
        write_json({"decisions": coverage_dict(found), **told})
    else:
        write(coverage_text(found, rules.model, options.lang))
        if written is not None:
            name = "covering_smallest" if written.smallest else "covering_few"
            write(phrase(name, options.lang, amount("case", len(written.cases), options.lang)))
    return int(any(coverage.missed for coverage in found))


def _write(rules: RuleSet, options: Namespace) -> Suggestion:
    """Write the cases of one decision into a file that is not there yet."""
    if options.decision_covered is None:
        raise UsageError(find("write-one", known=", ".join(rules.decisions)))
    found = suggest(rules, options.decision_covered)
    text = cases_file(options.decision_covered, found.cases, rules.model, options.lang)
    write_new(options.write, text)
    return found
