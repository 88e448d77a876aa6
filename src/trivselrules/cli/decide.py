# SPDX-License-Identifier: MPL-2.0
"""`trivselrules decide`: one question, one explained answer."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from ..answer import Answer
from ..loading import load
from ..rule_set import RuleSet
from .facts import gather_facts, parse_readings
from .interview import ask
from .output import is_interactive, write, write_json

__all__ = ["run"]

_STATUS = {"decided": 0, "not_applicable": 0, "undetermined": 3, "needs_facts": 4}


def run(options: Namespace) -> int:
    """Answer, or on a terminal ask for what is missing first; the exit status says how it went."""
    today = options.on or date.today()
    rules = load(options.rules, on=today, readings=parse_readings(options.reading))
    rules.program(options.decision)
    facts = gather_facts(options.facts_given, options.facts, rules.model)
    answer = rules.decide(options.decision, **facts)
    if options.format == "json":
        write_json(answer.to_dict(options.lang))
    else:
        answer = _interview(rules, answer, facts, options)
        write(answer.explain(options.lang))
    return _STATUS[answer.status]


def _interview(rules: RuleSet, answer: Answer, facts: dict[str, object], options: Namespace) -> Answer:
    """Ask for missing facts one by one, if a person is there and standard input is not the facts."""
    if options.facts == "-" or not is_interactive():
        return answer
    while answer.status == "needs_facts":
        value = ask(answer, options.lang)
        if value is None:
            break
        facts[answer.missing[0]] = value
        answer = rules.decide(options.decision, **facts)
    return answer
