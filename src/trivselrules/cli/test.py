# SPDX-License-Identifier: MPL-2.0
"""`trivselrules test`: the worked examples of a rule set."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from ..cases import CaseResult, run_cases
from ..errors import RuleSetError
from ..lifecycle_cases import LifecycleCaseResult, run_lifecycle_cases
from ..loading import load
from ..render.phrases import amount, phrase
from ..rule_set import RuleSet
from ..text import Language, printable
from .named import rules_named
from .output import write, write_json

__all__ = ["run"]

Result = CaseResult | LifecycleCaseResult


def run(options: Namespace) -> int:
    """Run the cases and print those that fail; 1 if there are any, or if the rules have errors."""
    try:
        rules = load(options.rules, on=options.on or date.today())
    except RuleSetError:
        from . import check  # what is wrong with the rules comes before what is wrong with an answer

        return check.check(options)
    results = _results(rules, options.rule_tested)
    if options.format == "json":
        write_json(_json(results))
    elif not results:
        write(phrase("no_cases", options.lang, options.rule_tested or rules.id))
    else:
        write("\n".join(_lines(results, options.lang)))
    return int(any(not result.passed for result in results))


def _results(rules: RuleSet, name: str | None) -> tuple[Result, ...]:
    """Run the cases of the decision or lifecycle called `name`, or all."""
    if name is None:
        return (*run_cases(rules), *run_lifecycle_cases(rules))
    decisions, _ = rules_named(rules, name)
    return run_cases(rules, name) if decisions else run_lifecycle_cases(rules, name)


def _json(results: Sequence[Result]) -> dict[str, object]:
    failed = [result for result in results if not result.passed]
    return {
        "cases": len(results),
        "passed": len(results) - len(failed),
        "failed": [
            {
                "rule": result.rule,
                "case": result.case.title,
                "at": str(result.case.location),
                "differences": [
                    {"subject": found.subject, "expected": found.expected, "got": found.got}
                    for found in result.differences
                ],
            }
            for result in failed
        ],
    }


def _lines(results: Sequence[Result], language: Language) -> list[str]:
    lines = []
    for result in results:
        if not result.passed:
            case = result.case
            lines.append(printable(phrase("case_failed", language, result.rule, case.location, case.title)))
            lines += [
                printable(phrase("case_expected", language, found.subject, _shown(found.expected), _shown(found.got)))
                for found in result.differences
            ]
    failed = sum(not result.passed for result in results)
    run = amount("case", len(results), language)
    return [*lines, phrase("passed", language, run, len(results) - failed, failed)]


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
