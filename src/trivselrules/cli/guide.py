# SPDX-License-Identifier: MPL-2.0
"""`trivselrules guide`: a rule set as Markdown for people."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from ..inputs import unknown_name
from ..lifecycle import OutcomeRef
from ..loading import load
from ..render.guide import GUIDE_PARTS, guide
from ..rule_set import RuleSet
from ..text import Language
from .facts import parse_readings
from .output import write

__all__ = ["guide_of", "run"]


def run(options: Namespace) -> int:
    """Print the part of the rule set that was asked for, or all of it."""
    rules = load(options.rules, on=options.on or date.today(), readings=parse_readings(options.reading))
    what = options.guided
    known = [*rules.lifecycles, *rules.decisions, *GUIDE_PARTS]
    if what is not None and what not in known:
        raise unknown_name("decision", what, known)

    write(guide_of(rules, what, options.lang))
    return 0


def guide_of(rules: RuleSet, what: str | None, language: Language) -> str:
    """Write the guide to a part of a rule set, with the lengths of time that its decisions give."""

    def lookup(ref: OutcomeRef) -> object:
        return rules.decide(ref.decision).outcome[ref.outcome]

    return guide(rules.model, what, language, lookup)
