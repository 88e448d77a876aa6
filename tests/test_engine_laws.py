# SPDX-License-Identifier: MPL-2.0
"""Laws of evaluation: what `decide` answers, for the shipped rules everywhere and for generated rules at random."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import reference
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_texts import load_anew, load_both
from strategies import any_rule_set_folders, readings_of, situations_of

import trivselrules
from trivselrules import Answer, RuleSet
from trivselrules.engine.run import evaluate, settle
from trivselrules.values import Duration, Qualified, plain

Plain = dict[str, Any]

RULES = Path(__file__).parents[1] / "rules"
SHIPPED = sorted(folder for folder in RULES.iterdir() if (folder / "rule_set.yaml").exists())
SHIPPED_DECISIONS = [(folder.name, name) for folder in SHIPPED for name in reference.load(folder)["decisions"]]
laws = settings(max_examples=settings().max_examples * 4 // 5)
on_every_shipped_decision = pytest.mark.parametrize(("rule_set", "decision"), SHIPPED_DECISIONS)


def as_reference(answer: Answer) -> Plain:
    """Give an answer as the reference evaluator writes it."""
    return {
        "status": answer.status,
        "outcome": {name: _plain(value) for name, value in answer.outcome.items()},
        "missing": list(answer.missing),
        "undetermined": list(answer.undetermined),
        "notices": list(answer.notices),
        "not_applicable": answer.not_applicable,
        "open_points": list(answer.open_points),
        "because": [
            {"fact": reason.name, "value": reason.value}
            if reason.kind == "fact"
            else {"reading": reason.name, "option": reason.value}
            for reason in answer.because
            if reason.kind != "rule"
        ],
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return plain(value) if isinstance(value, (Duration, Qualified)) else value


def partial_situations(rules: Plain, decision: str) -> Iterator[Plain]:
    """Give every situation in which some of the facts that the decision asks anywhere are known."""
    facts = reference.unique(node["ask"] for node in reference.nodes(rules, decision) if "ask" in node)
    known = [[None, *reference.possible_values(rules, decision, fact)] for fact in facts]
    for values in itertools.product(*known):
        yield {fact: value for fact, value in zip(facts, values, strict=True) if value is not None}


@cache
def shipped(name: str) -> tuple[RuleSet, Plain]:
    """Load a rule set that is shipped, as the library and as the reference do."""
    return trivselrules.load(name), reference.load(RULES / name)


@on_every_shipped_decision
def test_engine_and_reference_agree_on_everything_that_is_shipped(rule_set: str, decision: str) -> None:
    """Every situation, complete or partial, under every choice of readings gets the naive evaluator's answer."""
    rules, naive = shipped(rule_set)
    for facts in partial_situations(naive, decision):
        for choice in reference.reading_choices(naive, decision, facts):
            expected = reference.decide(naive, decision, facts, choice)
            assert as_reference(rules.reading(choice).decide(decision, **facts)) == expected, (facts, choice)


@laws
@given(any_rule_set_folders(), st.data())
def test_engine_and_reference_agree_on_generated_rules(texts: dict[str, str], data: st.DataObject) -> None:
    """Whatever sound rules say, the engine and the naive evaluator read them alike."""
    rules, naive = load_both(texts)
    choice = data.draw(readings_of(naive))
    chosen = rules.reading(choice)
    for facts in data.draw(st.lists(situations_of(naive), min_size=1, max_size=4)):
        for decision in rules.decisions:
            expected = reference.decide(naive, decision, facts, choice)
            assert as_reference(chosen.decide(decision, **facts)) == expected


@pytest.mark.parametrize("most", [0, 1, 1000])
def test_an_answer_that_is_kept_is_the_one_that_would_be_given(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A decision that asks for no fact answers alike however often it is asked, and keeps no more than it may."""
    monkeypatch.setattr("trivselrules.engine.run.MOST_SETTLED", most)
    rules = trivselrules.load("trivselplus")
    for program in (rules.program(name) for name in rules.decisions if not rules.program(name).tree.facts):
        options = [program.options[name] for name in program.consulted]
        choices = [
            {**rules.readings, **dict(zip(program.consulted, c, strict=True))} for c in itertools.product(*options)
        ]
        for chosen in (*choices, *reversed(choices)):
            assert settle(program, chosen) == evaluate(program, {}, chosen)
        assert len(program.settled) == min(most, len(choices))


@laws
@given(any_rule_set_folders(), st.data())
def test_decide_is_total_and_deterministic(texts: dict[str, str], data: st.DataObject) -> None:
    """Every valid situation gets an answer, and rules that were loaded anew give an equal one."""
    rules, naive = load_both(texts)
    again, _ = load_anew(texts)
    facts = data.draw(situations_of(naive))
    for decision in rules.decisions:
        answer = rules.decide(decision, **facts)
        assert isinstance(answer, Answer)
        assert answer == rules.decide(decision, **facts) == again.decide(decision, **facts)
        assert hash(answer) == hash(again.decide(decision, **facts))


@laws
@given(any_rule_set_folders(), st.data())
def test_a_status_says_what_the_answer_holds(texts: dict[str, str], data: st.DataObject) -> None:
    """The status follows from what was met: a notice of irrelevance, then an open point, then a missing fact.

    And outcomes stand in the order in which the decision declares them.
    """
    rules, naive = load_both(texts)
    facts = data.draw(situations_of(naive))
    for decision in rules.decisions:
        answer = rules.decide(decision, **facts)
        held = {
            "not_applicable": answer.not_applicable is not None,
            "undetermined": bool(answer.undetermined),
            "needs_facts": bool(answer.missing),
            "decided": True,
        }
        assert answer.status == next(status for status, is_held in held.items() if is_held)
        assert not (answer.outcome and answer.status == "not_applicable")
        assert set(answer.undetermined) <= set(answer.open_points)
        declared = naive["decisions"][decision]["outcome"]
        assert list(answer.outcome) == [name for name in declared if name in answer.outcome]


@laws
@given(any_rule_set_folders(), st.data())
def test_an_answer_knows_what_set_it_and_what_it_hangs_on(texts: dict[str, str], data: st.DataObject) -> None:
    """Each outcome knows what set it and what that cites, each open question what is set below it, all with a place."""
    rules, naive = load_both(texts)
    facts, choice = data.draw(situations_of(naive)), data.draw(readings_of(naive))
    for decision in rules.decisions:
        answer = rules.reading(choice).decide(decision, **facts)
        met = reference.walk(naive, decision, facts, {**naive["readings"], **choice})
        for outcome, setting in answer.origins.items():
            assert [one.source for one in setting] == [cited for name, cited in met["setting"] if name == outcome]
        assert answer.origins.keys() == answer.outcome.keys()
        hanging = [(node["ask"], tuple(reference.set_below(naive, decision, node))) for node in met["asking"]]
        assert [(wait.fact, wait.decides) for wait in answer.waiting] == hanging
        origins = [one for origins in answer.origins.values() for one in origins]
        places = [one.location for placed in (answer.because, answer.waiting, origins) for one in placed]
        assert all(place.file.endswith(f"{decision}.yaml") for place in places)


@laws
@given(any_rule_set_folders(), st.data())
def test_facts_that_are_not_asked_change_nothing(texts: dict[str, str], data: st.DataObject) -> None:
    """A fact that the path does not ask leaves the answer as it was, and so does any number of them.

    While facts are missing, one that will be asked later is simply no longer missing. And a fact that only
    another option of a reading would ask may settle whether that option makes a difference: `open_points`
    is compared where there is no such option.
    """
    rules, naive = load_both(texts)
    facts, choice = data.draw(situations_of(naive)), data.draw(readings_of(naive))
    chosen = rules.reading(choice)
    for decision in rules.decisions:
        answer = chosen.decide(decision, **facts)
        needed = {fact: facts[fact] for fact in facts if _asks(answer, fact)}
        before, after = as_reference(chosen.decide(decision, **needed)), as_reference(answer)
        assert before["missing"][:1] == after["missing"][:1]
        elsewhere = [
            rules.reading(other).decide(decision, **facts) for other in reference.reading_choices(naive, decision)
        ]
        if answer.missing:
            assert set(before["missing"]) - facts.keys() <= set(after["missing"])
        if answer.missing or any(_asks(other, fact) for other in elsewhere for fact in facts.keys() - needed.keys()):
            before, after = ({**told, "missing": None, "open_points": None} for told in (before, after))
        assert before == after


def _asks(answer: Answer, fact: str) -> bool:
    return any(reason.kind == "fact" and reason.name == fact for reason in answer.because)


@laws
@given(any_rule_set_folders(), st.data())
def test_the_order_of_arguments_does_not_matter(texts: dict[str, str], data: st.DataObject) -> None:
    """Facts are a set: in whatever order they are given, the answer is the same."""
    rules, naive = load_both(texts)
    facts = data.draw(situations_of(naive, complete=True))
    shuffled = dict(data.draw(st.permutations(list(facts.items()))))
    for decision in rules.decisions:
        assert rules.decide(decision, **facts) == rules.decide(decision, **shuffled)


@laws
@given(any_rule_set_folders(), st.data())
def test_equal_numbers_are_one_number(texts: dict[str, str], data: st.DataObject) -> None:
    """A number on a scale of decimals may come as int, Decimal or float: equal numbers give equal answers."""
    rules, naive = load_both(texts)
    facts = data.draw(situations_of(naive))
    scales = [name for name in facts if naive["facts"][name].get("type") == "number"]
    for name in scales:
        if naive["facts"][name].get("step", Decimal("0.1")) == 2:
            continue  # whole numbers, which are refused in any other form
        number = Decimal(facts[name])
        spellings: list[object] = [number, number + Decimal("0.000"), float(number)]
        for decision in rules.decisions:
            answer = rules.decide(decision, **facts)
            assert all(rules.decide(decision, **{**facts, name: spelling}) == answer for spelling in spellings)


@laws
@given(any_rule_set_folders(), st.data())
def test_answering_what_is_missing_ends_and_asks_nothing_needless(texts: dict[str, str], data: st.DataObject) -> None:
    """Whoever answers the first missing fact again and again comes to an end, and every fact announced is asked."""
    rules, naive = load_both(texts)
    known = data.draw(situations_of(naive, complete=True))
    chosen = rules.reading(data.draw(readings_of(naive)))
    for decision in rules.decisions:
        facts: Plain = {}
        announced: set[str] = set()
        answer = chosen.decide(decision)
        while answer.missing:
            assert answer.status in ("needs_facts", "undetermined")
            assert len(set(answer.missing)) == len(answer.missing)
            assert not facts.keys() & set(answer.missing)
            announced |= set(answer.missing)
            facts[answer.missing[0]] = known[answer.missing[0]]
            answer = chosen.decide(decision, **facts)
        assert answer.status in ("decided", "undetermined", "not_applicable")
        asked = {reason.name for reason in answer.because if reason.kind == "fact"}
        assert announced == asked == facts.keys()
        assert as_reference(answer) | {"open_points": None} == (
            as_reference(chosen.decide(decision, **known)) | {"open_points": None}
        )


@laws
@given(any_rule_set_folders(), st.data())
def test_what_is_settled_stays_settled(texts: dict[str, str], data: st.DataObject) -> None:
    """More facts only add: values stay, lists grow, open points, notices and reasons are kept."""
    rules, naive = load_both(texts)
    known = data.draw(situations_of(naive, complete=True))
    order = data.draw(st.permutations(list(known)))
    for decision in rules.decisions:
        before = rules.decide(decision)
        for count in range(1, len(order) + 1):
            after = rules.decide(decision, **{fact: known[fact] for fact in order[:count]})
            _assert_grown(before, after)
            before = after


def _assert_grown(before: Answer, after: Answer) -> None:
    for name, value in before.outcome.items():
        if isinstance(value, tuple):
            grown = after.outcome[name]
            assert isinstance(grown, tuple)
            assert set(value) <= set(grown)
        else:
            assert after.outcome[name] == value
    for names, more in ((before.undetermined, after.undetermined), (before.notices, after.notices)):
        assert set(names) <= set(more)
    kept = {(reason.kind, reason.name, reason.value, reason.location) for reason in after.because}
    assert {(reason.kind, reason.name, reason.value, reason.location) for reason in before.because} <= kept
    if before.status in ("decided", "not_applicable"):
        assert after.status == before.status


@on_every_shipped_decision
def test_threads_give_equal_answers(rule_set: str, decision: str) -> None:
    """One rule set used by eight threads at once gives each the answers that one thread gets alone."""
    rules, naive = shipped(rule_set)
    situations = list(reference.situations(naive, decision))
    alone = [rules.decide(decision, **facts) for facts in situations]
    start = threading.Barrier(8)
    together: list[list[Answer]] = []

    def work() -> None:
        start.wait()
        together.append([rules.decide(decision, **facts) for facts in situations])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == [alone] * 8
