# SPDX-License-Identifier: MPL-2.0
"""Laws that every rule set keeps, ready to run against yours.

from trivselrules.testing import laws

test_laws = laws.tests("./rules")

Each law is a function of a rule set and an answer, or a log, that asserts what must hold; `tests` runs all of them on
situations and logs that Hypothesis makes from the rules.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from ..answer import Answer
from ..calendar.arithmetic import local_date
from ..domains import Choice, Scale, Span
from ..errors import InvalidValueError, UnknownNameError
from ..inputs import Given
from ..rule_set import RuleSet
from ..values import Duration, Number
from .checks import AnyRules, checked_name, checked_rules
from .logs import LoggedEvent, event_logs
from .situations import answers, invalid_situations, situations

__all__ = ["AnswerLaw", "LogLaw", "on_answers", "on_logs", "tests"]

AnswerLaw = Callable[[RuleSet, Answer], None]
LogLaw = Callable[[RuleSet, str, list[LoggedEvent]], None]


def total(rules: RuleSet, answer: Answer) -> None:
    """See that every situation gets one of four statuses, and an answer that can be told as prose and as JSON."""
    del rules
    assert answer.status in ("decided", "not_applicable", "undetermined", "needs_facts")
    assert json.dumps(answer.to_dict("en"))
    assert answer.explain("da")
    assert answer.explain("en")


def deterministic(rules: RuleSet, answer: Answer) -> None:
    """See that the same question gets the same answer."""
    assert rules.decide(answer.decision, **answer.facts) == answer


def order_free(rules: RuleSet, answer: Answer) -> None:
    """See that the order in which facts are told makes no difference."""
    assert rules.decide(answer.decision, **dict(reversed(list(answer.facts.items())))) == answer


def blind_to_the_rest(rules: RuleSet, answer: Answer) -> None:
    """See that facts that are not asked on the way change nothing."""
    asked = _asked(answer)
    beside = {name: _any_value(rules, name) for name in rules.model.facts if name not in asked}
    if not answer.missing:
        assert rules.decide(answer.decision, **{**beside, **asked}) == answer


def replayed(rules: RuleSet, answer: Answer) -> None:
    """See that the facts and readings of the explanation alone lead to the same answer, by the same way."""
    readings = {reason.name: str(reason.value) for reason in answer.because if reason.kind == "reading"}
    again = rules.reading(readings).decide(answer.decision, **_asked(answer))
    assert (again.status, again.outcome, again.because) == (answer.status, answer.outcome, answer.because)


def settled(rules: RuleSet, answer: Answer) -> None:
    """See that telling what is missing, the next fact first, comes to an end and undoes nothing that was decided."""
    facts = dict(answer.facts)
    known = answer
    while known.missing:
        name = known.missing[0]
        assert name not in facts, f"{name} is asked for again"
        facts[name] = _any_value(rules, name)
        known = rules.decide(answer.decision, **facts)
    assert known.status != "needs_facts"
    assert answer.outcome.keys() <= known.outcome.keys() or known.status == "not_applicable"


def honest(rules: RuleSet, answer: Answer) -> None:
    """See that a reading that is not among the open points could be read otherwise without another answer."""
    for name in {reason.name for reason in answer.because if reason.kind == "reading"} - {*answer.open_points}:
        if not answer.missing:
            for option in rules.model.readings[name].options:
                other = rules.reading({name: option}).decide(answer.decision, **answer.facts)
                assert (other.status, other.outcome) == (answer.status, answer.outcome), f"{name}={option}"


def sourced(rules: RuleSet, answer: Answer) -> None:
    """See that every answer rests on at least one statement of the source, and on none that does not exist."""
    cited = [source for reason in answer.because for source in reason.source]
    assert cited or answer.status == "needs_facts"
    assert set(cited) <= rules.model.sources.keys()


def one_by_one(rules: RuleSet, lifecycle: str, log: list[LoggedEvent]) -> None:
    """See that a log read in one go leads where its events lead one by one, day by day."""
    at_once = rules.open(lifecycle)
    for event in log:
        at_once = event.happen(at_once)
    by_days = rules.open(lifecycle)
    for event in log:
        by_days = event.happen(by_days.as_of(_day(event)))
    assert at_once == by_days


def refused_quietly(rules: RuleSet, lifecycle: str, log: list[LoggedEvent]) -> None:
    """See that an event that is not accepted changes nothing: without it the log leads to the same place."""
    matter = kept = rules.open(lifecycle)
    for event in log:
        matter = event.happen(matter)
        if matter.steps[-1].response.status == "accepted":
            kept = event.happen(kept)
    assert (matter.state, matter.happened) == (kept.state, kept.happened)


def remembered(rules: RuleSet, lifecycle: str, log: list[LoggedEvent]) -> None:
    """See that nothing that has happened is overwritten: a matter holds each event of its log, in its order."""
    matter = rules.open(lifecycle)
    for event in log:
        before, matter = matter, event.happen(matter)
        assert matter.steps[:-1] == before.steps
    assert [step.event for step in matter.steps] == [event.event for event in log]


ANSWER_LAWS: tuple[AnswerLaw, ...] = (
    total,
    deterministic,
    order_free,
    blind_to_the_rest,
    replayed,
    settled,
    honest,
    sourced,
)
LOG_LAWS: tuple[LogLaw, ...] = (one_by_one, refused_quietly, remembered)


def tests(
    rules: AnyRules,
    *,
    only: Collection[str] | None = None,  # noqa: PT028 - this is no test, it makes one
    monotone: Mapping[str, str] | None = None,  # noqa: PT028
) -> Callable[..., None]:
    """Make a test of every law and every rule: assign it to a name that pytest collects, `test_laws = laws.tests(…)`.

    `only` names the decisions and lifecycles to test, such as those that you have changed; else all are. `monotone`
    maps outcomes `decision.outcome` that are numbers or lengths of time to the fact, a number, with which they must
    never fall.

    Raises UnknownNameError for a decision, a lifecycle, an outcome or a fact that does not exist.
    """
    known = checked_rules(rules)
    every = (*known.decisions, *known.lifecycles)
    chosen = [checked_name("decision", name, every) for name in (every if only is None else only)]
    runs: dict[str, Callable[[], None]] = {}
    for decision in (name for name in known.decisions if name in chosen):
        for law in ANSWER_LAWS:
            runs[f"{decision}-{law.__name__}"] = on_answers(known, decision, law)
        runs[f"{decision}-refuses"] = _refusing(known, decision)
    for lifecycle in (name for name in known.lifecycles if name in chosen):
        for one in LOG_LAWS:
            runs[f"{lifecycle}-{one.__name__}"] = on_logs(known, lifecycle, one)
    for outcome, fact in (monotone or {}).items():
        runs[f"{outcome}-monotone"] = _monotone(known, outcome, fact)

    @pytest.mark.parametrize("law", runs.values(), ids=runs.keys())
    def test_law(law: Callable[[], None]) -> None:
        law()

    return test_law


def on_answers(rules: AnyRules, decision: str, law: AnswerLaw) -> Callable[[], None]:
    """Make a test of one law, ours or your own, on answers of a decision, with all facts told or some."""
    known = checked_rules(rules)
    found = answers(known, decision) | answers(known, decision, partial=True)

    @given(found)
    def test(answer: Answer) -> None:
        law(known, answer)

    return test


def on_logs(rules: AnyRules, lifecycle: str, law: LogLaw) -> Callable[[], None]:
    """Make a test of one law, ours or your own, on logs of a lifecycle."""
    known = checked_rules(rules)

    @given(event_logs(known, lifecycle))
    def test(log: list[LoggedEvent]) -> None:
        law(known, lifecycle, log)

    return test


def _refusing(rules: RuleSet, decision: str) -> Callable[[], None]:
    @given(invalid_situations(rules, decision))
    def test(situation: dict[str, Any]) -> None:
        """Refuse what is not in the domains, with an error of the library and no answer."""
        with pytest.raises((UnknownNameError, InvalidValueError)):
            rules.decide(decision, **situation)

    return test


def _monotone(rules: RuleSet, outcome: str, fact: str) -> Callable[[], None]:
    decision, _, name = outcome.partition(".")
    checked_name("decision", decision, rules.decisions)
    checked_name("outcome", name, rules.model.decisions[decision].outcomes)
    domain = rules.model.facts[checked_name("fact", fact, rules.model.facts)].domain
    if not isinstance(domain, Scale):
        raise InvalidArgument(f"monotone={{{outcome!r}: {fact!r}}}: the fact is no number")

    @given(st.data())
    def test(data: st.DataObject) -> None:
        one, other = (data.draw(situations(rules, decision)) for _ in range(2))
        if fact not in one or fact not in other:
            return
        found = [rules.decide(decision, **{**one, fact: value}) for value in sorted([one[fact], other[fact]])]
        sizes = [_size(answer.outcome[name]) for answer in found if name in answer.outcome]
        assert sizes == sorted(sizes), f"{outcome} falls as {fact} rises"

    return test


def _size(value: object) -> Any:
    """Give a value that can be compared: a number, or a length of time by its units, the largest first."""
    if isinstance(value, Duration):
        return tuple(getattr(value, unit.name) or 0 for unit in fields(Duration))
    if isinstance(value, Number):
        return value
    raise InvalidArgument(f"{value!r} is neither a number nor a length of time, so nothing is larger")


def _asked(answer: Answer) -> dict[str, Any]:
    return {reason.name: reason.value for reason in answer.because if reason.kind == "fact"}


def _any_value(rules: RuleSet, fact: str) -> Given:
    """Give the first value of a fact."""
    domain = rules.model.facts[fact].domain
    if isinstance(domain, Choice):
        return domain.values[0]
    number = domain.number_in(Span(domain.low, domain.high))
    assert number is not None, "every domain has a value"
    return number


def _day(event: LoggedEvent) -> date:
    return local_date(event.on)
