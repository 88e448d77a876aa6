# SPDX-License-Identifier: MPL-2.0
"""Two rule sets compared: which answers change, and what is declared differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from .analysis.exploration import TooManyStatesError
from .answer import Answer
from .errors import Error
from .pairing.difference import course_choices, course_differences
from .pairing.pairs import Progress
from .pairing.result import CourseDifference
from .proof.difference import Difference, difference
from .proof.names import NameChange, name_changes
from .proof.witness import Witness
from .rule_set import RuleSet

__all__ = ["Comparison", "Tally", "compare", "tally"]

Answers = tuple[Answer | None, Answer | None]


@frozen
class Comparison:
    """What is different between two rule sets: decision by decision, over time, and in what they declare."""

    old: RuleSet
    new: RuleSet
    decisions: tuple[Difference, ...]
    names: tuple[NameChange, ...]
    courses: tuple[CourseDifference, ...] = ()
    course_choices: tuple[CourseDifference, ...] = ()

    @property
    def same(self) -> bool:
        """Tell whether every answer and every course of events is the same, and everything that can be given or chosen.

        Texts, the account of the sources and the way to an answer may differ.
        """
        answers = any(found.answers or found.choices for found in self.decisions)
        over_time = any(found.behaviour for found in (*self.courses, *self.course_choices))
        return not answers and not over_time and not any(change.weight == "rules" for change in self.names)

    def answers(self, decision: str, witness: Witness) -> Answers:
        """Give what both rule sets answer in a situation; None for one that does not know it."""
        return _answers(self.old, self.new, decision, witness)

    def choices(self, decision: str, witness: Witness) -> Answers:
        """Give what the new rules answer in a situation, read as the old rule set has chosen and as the new one has."""
        known = self.new.model.readings
        chosen = {n: o for n, o in self.old.readings.items() if n in known and o in known[n].options}
        return _answers(self.new.reading(chosen), self.new, decision, witness)


def compare(old: RuleSet, new: RuleSet, progress: Progress | None = None) -> Comparison:
    """Compare two rule sets exactly, in all situations, after all events and under all readings.

    `progress` is told how many states have been gone through. Raises an Error if there are too many.
    """
    pairs = [(old.model.decisions.get(name), decision) for name, decision in new.model.decisions.items()]
    found = (difference((before, old.model), (after, new.model)) for before, after in pairs if before is not None)
    try:
        courses = course_differences(old.model, new.model, progress)
        choices = course_choices(old.model, new.model, progress)
    except TooManyStatesError as error:
        raise Error(error.finding()) from None
    return Comparison(old, new, tuple(found), tuple(name_changes(old.model, new.model)), courses, choices)


def _answers(old: RuleSet, new: RuleSet, decision: str, witness: Witness) -> Answers:
    answers = []
    for rules in (old, new):
        facts = {name: value for name, value in witness.facts.items() if name in rules.model.facts}
        readings = {name: option for name, option in witness.readings.items() if name in rules.model.readings}
        answers.append(_answer(rules, decision, facts, readings))
    return answers[0], answers[1]


@frozen
class Tally:
    """How many of some situations get another answer to a decision.

    `refused` are those that only one of the rule sets can be asked about, `unknown` those that neither can. `first`
    is the number of the first situation whose answer changes, counted from 1.
    """

    decision: str
    situations: int
    changed: int
    refused: int
    unknown: int
    first: int | None


def tally(comparison: Comparison, situations: Iterable[Mapping[str, object]]) -> tuple[Tally, ...]:
    """Count the situations that get another answer, each rule set read as it has chosen."""
    changes = {found.decision: list[int]() for found in comparison.decisions}
    refused, unknown = dict.fromkeys(changes, 0), dict.fromkeys(changes, 0)
    number = 0
    for number, facts in enumerate(situations, 1):
        for decision, changed in changes.items():
            old, new = (_answer(rules, decision, facts, {}) for rules in (comparison.old, comparison.new))
            unknown[decision] += old is None and new is None
            refused[decision] += (old is None) != (new is None)
            if old is not None and new is not None and _told(old) != _told(new):
                changed.append(number)
    return tuple(
        Tally(name, number, len(changed), refused[name], unknown[name], next(iter(changed), None))
        for name, changed in changes.items()
    )


def _answer(rules: RuleSet, decision: str, facts: Mapping[str, object], readings: Mapping[str, str]) -> Answer | None:
    """Answer; None if the rule set does not know a fact, a value or an option."""
    try:
        return rules.reading(readings).decide(decision, **facts)
    except Error:
        return None


def _told(answer: Answer) -> tuple[object, ...]:
    """Give what two answers are compared by; points and notices have no order."""
    named = (set(answer.undetermined), set(answer.open_points), set(answer.notices), set(answer.missing))
    return answer.status, answer.outcome, answer.not_applicable, *named
