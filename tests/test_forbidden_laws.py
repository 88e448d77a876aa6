# SPDX-License-Identifier: MPL-2.0
"""Laws of forbidden outcomes: found if and only if some situation comes to them, and told with one that does."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import reference
from helpers import Edit, found
from hypothesis import given, settings
from hypothesis import strategies as st
from living import NEVER, living
from rule_texts import load_both, texts_of
from strategies import OUTCOMES, SOURCES, VALUES, any_rule_set_data
from test_names_lifecycle import LEADER, at

from trivselrules import Answer, RuleSet
from trivselrules.analysis.forbidden import check_forbidden
from trivselrules.finding import Finding
from trivselrules.inputs import read_fact
from trivselrules.values import plain

Plain = dict[str, Any]
laws = settings(max_examples=settings().max_examples * 4 // 5)
NAME = "forbud"


@st.composite
def prohibitions(draw: st.DrawFn, files: dict[str, Plain]) -> Plain:
    """Generate a prohibition of some outcomes of a decision, in some situations and under some readings."""
    _, naive = load_both(texts_of(files))
    decision = draw(st.sampled_from(sorted(naive["decisions"])))
    declared = naive["decisions"][decision]["outcome"]
    sayable = [name for name in declared if OUTCOMES[name][0] != "duration"]
    never: Plain = {"da": "x", "en": "z", "source": [SOURCES[0]], "decision": decision, "outcome": {}, "when": {}}
    for name in draw(st.sets(st.sampled_from(sayable), min_size=1, max_size=2)) if sayable else ():
        values = list(VALUES[OUTCOMES[name][0]])
        never["outcome"][name] = draw(st.lists(st.sampled_from(values), min_size=1, unique_by=repr))
    for fact in draw(st.sets(st.sampled_from(sorted(naive["facts"])), max_size=2)):
        values = reference.possible_values(naive, decision, fact)
        never["when"][fact] = draw(st.lists(st.sampled_from(values), min_size=1, max_size=3, unique_by=repr))
    readings = sorted(naive["options"])
    for reading in draw(st.sets(st.sampled_from(readings), max_size=1)) if readings else ():
        options = draw(st.lists(st.sampled_from(naive["options"][reading]), min_size=1, unique=True))
        never.setdefault("under", {})[reading] = options
    return never


def written(never: Plain, naive: Plain) -> Plain:
    """Give a prohibition as it stands in a file: ages with their unit."""
    when = {
        fact: [f"{value} months" if naive["facts"][fact].get("type") == "age" else value for value in values]
        for fact, values in never["when"].items()
    }
    return {**never, "when": when}


def said(value: Any) -> list[Any]:
    """Give the values of an outcome, without their reservations."""
    if isinstance(value, list):
        return [term for item in value for term in said(item)]
    return [term for terms in value.values() for term in said(terms)] if isinstance(value, dict) else [value]


def broken(never: Plain, outcome: Plain) -> bool:
    """Tell whether every forbidden outcome is there with one of its values."""
    return all(
        any(type(one) is type(value) and one == value for one in said(outcome.get(name, [])) for value in values)
        for name, values in never["outcome"].items()
    )


def situations(naive: Plain, never: Plain) -> Iterator[tuple[Plain, Plain]]:
    """Give every situation that a prohibition is about, with every choice of readings that it is about."""
    decision = never["decision"]
    asked = reference.unique(node["ask"] for node in reference.nodes(naive, decision) if "ask" in node)
    values = [never["when"].get(fact) or reference.possible_values(naive, decision, fact) for fact in asked]
    for choice in reference.reading_choices(naive, decision):
        under = never.get("under", {})
        if all(choice.get(reading, options[0]) in options for reading, options in under.items()):
            for chosen in itertools.product(*values):
                yield dict(zip(asked, chosen, strict=True)), choice


def in_its_witness(finding: Finding, rules: RuleSet, decision: str) -> Answer:
    """Decide in the situation a finding names."""
    witness = dict(finding.witness or {})
    readings = {name: option for name, option in witness.items() if name in rules.model.readings}
    facts = {name: read_fact(rules.model, name, text) for name, text in witness.items() if name not in readings}
    return rules.reading(readings).decide(decision, **facts)


@laws
@given(any_rule_set_data(), st.data())
def test_forbidden_outcomes_are_found_if_some_situation_comes_to_them(
    files: dict[str, Plain], data: st.DataObject
) -> None:
    """A prohibition is reported if and only if the naive evaluator comes to it, with a situation that does."""
    never = data.draw(prohibitions(files))
    _, naive = load_both(texts_of(files))
    rules, _ = load_both(texts_of({**files, NEVER: {"never": {NAME: written(never, naive)}}}))
    findings = list(check_forbidden(rules.model))
    decide = reference.decide
    met = any(broken(never, decide(naive, never["decision"], *one)["outcome"]) for one in situations(naive, never))
    assert bool(findings) == met
    for finding in findings:
        answer = in_its_witness(finding, rules, never["decision"])
        assert broken(never, {name: listed(plain(value)) for name, value in answer.outcome.items()})


def listed(value: Any) -> Any:
    """Give numbers as the reference has them."""
    if isinstance(value, list):
        return [listed(item) for item in value]
    return Decimal(str(value)) if isinstance(value, float) else value


FORBIDDEN: list[tuple[str, list[Edit], dict[str, str] | None]] = [
    ("a role on a step that has another", [], None),
    ("a role", [at(NEVER, LEADER, "[1]", "[3]")], {"trin": "3"}),
    ("a role with a reservation", [at(NEVER, LEADER, "leder: [psykolog]", "deltagere: [psykolog]")], {"trin": "1"}),
    ("a number", [at(NEVER, LEADER, "leder: [psykolog]", "vaegt: [0.5]", "[1]", "[2, 3]")], {"trin": "3"}),
    ("truth", [at(NEVER, LEADER, "leder: [psykolog]", "aktiv: [true]", "[1]", "[3]")], {"trin": "3"}),
    ("a value that a parameter has", [at(NEVER, LEADER, "leder: [psykolog]", "antal: [3]")], {"trin": "1"}),
    ("a value that a parameter does not have", [at(NEVER, LEADER, "leder: [psykolog]", "antal: [4]")], None),
    (
        "a channel under a reading",
        [at(NEVER, LEADER, "leder: [psykolog]", "kanal: [telefon]")],
        {"trin": "1", "farve": "roed", "hvem_foerst": "skolen"},
    ),
    (
        "a channel under the other reading",
        [at(NEVER, LEADER, "leder: [psykolog]}\n", "kanal: [telefon]}\n    under: {hvem_foerst: [barnet]}\n")],
        None,
    ),
    (
        "two outcomes of one path",
        [at(NEVER, LEADER, "leder: [psykolog]", "leder: [skoleleder], kanal: [brevpost]")],
        {"trin": "1", "farve": "roed", "hvem_foerst": "barnet"},
    ),
    (
        "two outcomes of two paths",
        [at(NEVER, LEADER, "leder: [psykolog]", "aktiv: [true], kanal: [brevpost]", "    when: {trin: [1]}\n", "")],
        None,
    ),
    ("a fact the decision does not ask for", [at(NEVER, LEADER, "trin: [1]", "trin: [1, 3]")], {"trin": "3"}),
    (
        "a situation in a stretch",
        [at(NEVER, LEADER, "trin: [1]", "trin: [3], skala: [2]")],
        {"trin": "3", "skala": "2"},
    ),
]


@pytest.mark.parametrize(("edits", "witness"), [row[1:] for row in FORBIDDEN], ids=[row[0] for row in FORBIDDEN])
def test_forbidden_outcome_is_told_with_a_situation(edits: list[Edit], witness: dict[str, str] | None) -> None:
    """A forbidden outcome is one finding at the prohibition, with the first situation that comes to it."""
    edits = [*edits, (NEVER, "  uden_leder:", "  §uden_leder:")]
    files, (place,) = living(edits)
    rules, _ = load_both(files)
    findings = list(check_forbidden(rules.model))
    if witness is None:
        assert findings == []
        return
    (finding,) = findings
    assert found(finding) == ("invariant-broken", *place, None)
    assert dict(finding.witness or {}) == witness
    told = " ".join(f"{name}={value}" for name, value in witness.items())
    assert finding.message("en") == f"the prohibition `uden_leder` is broken: moede; for example: {told}"
    assert finding.message("da") == f"forbuddet `uden_leder` bliver brudt: moede; for eksempel: {told}"
