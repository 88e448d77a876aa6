# SPDX-License-Identifier: MPL-2.0
"""`trivselrules decide`: one question, one explained answer."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from ..loading import load
from .facts import gather_facts, parse_readings, parse_wanted
from .interview import interview
from .output import write, write_json

__all__ = ["STATUS", "run"]

STATUS = {"decided": 0, "not_applicable": 0, "undetermined": 3, "needs_facts": 4}


def run(options: Namespace) -> int:
    """Answer, or on a terminal ask for what is missing first; the exit status says how it went."""
    today = options.on or date.today()
    rules = load(options.rules, on=today, readings=parse_readings(options.reading))
    rules.program(options.decision)
    facts = gather_facts(options.facts_given, options.facts, rules.model)
    answer = rules.decide(options.decision, **facts)
    wanted = parse_wanted(options.why_not, rules.model.decisions[options.decision])
    if options.format == "json":
        why_not = {"why_not": answer.why_not(**wanted).to_dict()} if wanted else {}
        write_json({**answer.to_dict(options.lang), **why_not})
    else:
        if options.facts != "-":  # else the questions would be answered by the facts
            answer = interview(rules, answer, facts, options.lang)
        write(answer.explain(options.lang))
        if wanted:
            write(f"\n{answer.why_not(**wanted).explain(options.lang)}")
    return STATUS[answer.status]
