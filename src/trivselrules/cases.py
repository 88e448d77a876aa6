# SPDX-License-Identifier: MPL-2.0
"""Running the worked examples of a rule set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from .answer import Answer
from .model import Case, Setting
from .rule_set import RuleSet
from .values import ParameterReference, plain

__all__ = ["CaseResult", "Difference", "run_case", "run_cases", "without_order"]


@frozen
class Difference:
    """One thing a case expected and did not get, as JSON knows it."""

    subject: str
    expected: object
    got: object


@frozen
class CaseResult:
    """A case, the answer it got, and how the two differ."""

    case: Case
    answer: Answer
    differences: tuple[Difference, ...]

    @property
    def rule(self) -> str:
        """The decision the case is an example of."""
        return self.case.decision.name

    @property
    def passed(self) -> bool:
        """Tell whether the answer is as expected."""
        return not self.differences


def run_cases(rules: RuleSet, decision: str | None = None) -> tuple[CaseResult, ...]:
    """Run the cases of a rule set, or those of one decision, in the order of the files.

    Raises UnknownNameError for a decision that does not exist.
    """
    if decision is not None:
        rules.program(decision)
    cases = (case for case in rules.model.cases if decision in (None, case.decision.name))
    return tuple(run_case(rules, case) for case in cases)


def run_case(rules: RuleSet, case: Case) -> CaseResult:
    """Run one case of a rule set that has loaded without errors."""
    taken = {reading.name: option.name for reading, option in case.readings}
    chosen = rules.reading(taken) if taken else rules
    facts = {ref.name: value for ref, value, _ in case.facts}
    day = case.on_date or rules.on
    answer = (chosen if day is None else chosen.as_of(day)).decide(case.decision.name, **facts)
    return CaseResult(case, answer, _differences(case, answer, rules))


def _differences(case: Case, answer: Answer, rules: RuleSet) -> tuple[Difference, ...]:
    expected = case.expected
    told = {
        "decided": expected.outcome is not None,
        "needs_facts": bool(expected.missing),
        "undetermined": bool(expected.undetermined),
        "not_applicable": expected.not_applicable is not None,
    }
    status = next((name for name, is_told in reversed(list(told.items())) if is_told), answer.status)
    pairs: list[tuple[str, object, object]] = [("status", status, answer.status)]
    for setting in expected.outcome or ():
        wanted, got = _value(setting, rules), answer.outcome.get(setting.outcome)
        pairs.append((setting.outcome, plain(wanted), plain(wanted if wanted == got else got)))
    pairs += ((ref.name, None, plain(answer.outcome.get(ref.name))) for ref in expected.without or ())
    for subject, names, got in (
        ("open_points", expected.open_points, answer.open_points),
        ("undetermined", expected.undetermined, answer.undetermined),
        ("missing", expected.missing, answer.missing),
        ("notices", expected.notices, answer.notices),
    ):
        if names is not None:
            wanted = [ref.name for ref in names]
            pairs.append((subject, wanted, list(got) if subject == "missing" else without_order(wanted, got)))
    if expected.not_applicable is not None and expected.not_applicable.name != "true":
        pairs.append(("not_applicable", expected.not_applicable.name, answer.not_applicable))
    return tuple(Difference(subject, wanted, got) for subject, wanted, got in pairs if wanted != got)


def without_order(wanted: Sequence[object], got: Iterable[object]) -> list[object]:
    """Give what has no order of its own in the order it was wanted in, if it is the same."""
    found, left = list(got), list(got)
    for one in wanted:
        if one not in left:
            return found
        left.remove(one)
    return found if left else list(wanted)


def _value(setting: Setting, rules: RuleSet) -> object:
    """Give what a case expects, with parameters replaced by the rule set's values."""
    values = tuple(
        rules.model.parameters[value.parameter].value if isinstance(value, ParameterReference) else value
        for value in setting.values
    )
    return values if setting.listed else values[0]
