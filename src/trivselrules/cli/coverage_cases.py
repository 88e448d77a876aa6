# SPDX-License-Identifier: MPL-2.0
"""`trivselrules coverage`: what the worked examples of decisions and lifecycles reach."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from ..covering import cover_decision, suggest
from ..covering_lifecycles import cover_lifecycle, cover_lifecycles, drafts_of, suggest_lifecycle
from ..errors import UsageError
from ..finding import find
from ..loading import load
from ..proof.lifecycle_coverage import LifecycleCoverage
from ..render.case_coverage import coverage_dict, coverage_text
from ..render.case_yaml import cases_file
from ..render.lifecycle_case_yaml import lifecycle_cases_file
from ..render.lifecycle_coverage import lifecycle_coverage_dict, lifecycle_coverage_text
from ..render.phrases import amount, phrase
from ..rule_set import RuleSet
from .named import rules_named
from .output import Progress, write, write_json, write_new

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Print what the cases reach, and write a set of cases that reaches everything; 1 if something is missed."""
    rules = load(options.rules, on=options.on or date.today())
    model, language = rules.model, options.lang
    decisions, lifecycles = rules_named(rules, options.rule_tested)
    if options.write is not None and options.rule_tested is None:
        raise UsageError(find("write-one", known=", ".join((*decisions, *lifecycles))))
    if options.write is not None and Path(options.write).exists():
        raise UsageError(find("file-exists"))  # before the long work, not after it
    found = [cover_decision(rules, one) for one in decisions]
    courses = _courses(rules, options, lifecycles)
    drafts = [drafts_of(rules, course) for course in courses]
    written = None if options.write is None else _write(rules, options, decisions)
    if options.format == "json":
        each = zip(courses, drafts, strict=True)
        told = {one.lifecycle: lifecycle_coverage_dict(one, cases, model, language) for one, cases in each}
        more = {} if written is None else {"written": {"cases": written[0], "smallest": written[1]}}
        write_json({"decisions": coverage_dict(found), "lifecycles": told, **more})
    else:
        if found:
            write(coverage_text(found, model, language))
        for course, cases in zip(courses, drafts, strict=True):
            write(lifecycle_coverage_text(course, cases, model, language))
        if written is not None:
            few = "covering_smallest" if written[1] else "covering_few"
            write(phrase(few, language, amount("case", written[0], language)))
    return int(any(one.missed for one in found) or any(one.missed for one in courses))


def _courses(rules: RuleSet, options: Namespace, lifecycles: tuple[str, ...]) -> tuple[LifecycleCoverage, ...]:
    """Tell what is reached of lifecycles; those that run beside each other are gone through once."""
    with Progress(phrase("progress_states", options.lang)) as progress:
        if options.rule_tested is None:
            return cover_lifecycles(rules, progress.reached)
        return tuple(cover_lifecycle(rules, one, progress.reached) for one in lifecycles)


def _write(rules: RuleSet, options: Namespace, decisions: tuple[str, ...]) -> tuple[int, bool]:
    """Write the cases of one decision or lifecycle into a file that is not there yet: how many, and if no fewer do."""
    name = options.rule_tested
    if decisions:
        found = suggest(rules, name)
        write_new(options.write, cases_file(name, found.cases, rules.model, options.lang))
        return len(found.cases), found.smallest
    with Progress(phrase("progress_states", options.lang)) as progress:
        course = suggest_lifecycle(rules, name, progress.reached)
    write_new(options.write, lifecycle_cases_file(name, course.cases, rules.model, options.lang))
    return len(course.cases), course.smallest
