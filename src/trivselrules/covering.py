# SPDX-License-Identifier: MPL-2.0
"""What the worked examples of a rule set reach, and examples that would reach everything."""

from __future__ import annotations

from attrs import frozen

from .answer import Answer
from .proof.axes import Axes
from .proof.behaviour import Behaviour
from .proof.coverage import Coverage, coverage
from .proof.covering import covering
from .proof.witness import Witness
from .rule_set import RuleSet

__all__ = ["Suggestion", "cover_decision", "suggest"]


@frozen
class Suggestion:
    """Situations that together reach everything, each with the answer the rules give to it.

    None of them can be left out; `smallest` says that it is proved that fewer do not suffice.
    """

    cases: tuple[tuple[Witness, Answer], ...]
    smallest: bool


def cover_decision(rules: RuleSet, decision: str) -> Coverage:
    """Tell what the cases of a decision reach, those that are dated if they are about the rules as they are.

    Raises UnknownNameError if there is none of that name.
    """
    rules.program(decision)
    named = (case for case in rules.model.cases if case.decision.name == decision)
    cases = [case for case in named if case.on_date is None or rules.model.in_force.holds(case.on_date)]
    return coverage((rules.model.decisions[decision], rules.model), cases)


def suggest(rules: RuleSet, decision: str) -> Suggestion:
    """Give as few cases as were found that reach everything. Raises UnknownNameError for an unknown decision."""
    rules.program(decision)
    found = covering(Behaviour(Axes((rules.model.decisions[decision], rules.model))))
    cases = tuple((w, rules.reading(w.readings).decide(decision, **w.facts)) for w in found.witnesses)
    return Suggestion(cases, found.smallest)
