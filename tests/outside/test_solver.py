# SPDX-License-Identifier: MPL-2.0
"""Gaps, overlaps and dead answers as z3 finds them: on shipped decisions, on grown ones and on large ones.

z3 is told the rules by `solver`, which reads the files itself. Both must find the same places, and z3 must hold each
of our witnesses for true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from decimal import Decimal
from random import Random
from typing import Any

import pytest
import reference
from faults import Checked, nodes_with_paths, place
from helpers import ROOT
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from large import grids
from rule_texts import folder_of, yaml_text
from solver import Question, Situations, Tree
from strategies import any_rule_set_data
from test_certificate import LOGIC

from trivselrules.data import shipped_names
from trivselrules.finding import Finding
from trivselrules.loading import Reading, read
from trivselrules.model import Decision, RuleSetModel
from trivselrules.proof.certificate import prove_decision

pytestmark = pytest.mark.outside

Plain = dict[str, Any]
Found = dict[tuple[int, int], Finding]
laws = settings(max_examples=3 * settings().max_examples)

DECISION = "award"
FILE = f"{DECISION}.yaml"


def place_of(text: str, question: Question, number: int | None = None) -> tuple[int, int]:
    """Give line and column of what a question asks, or of one of its items."""
    if number is None:
        return place(text, (*question.path, question.word))
    key, _ = question.items[number]
    before = [item for other, item in question.items[:number] if other == key]
    line, column = place(text, key, key=True)
    return line, column + sum(len(item) + 2 for item in before)


def agreed(tree: Tree, text: str, found: Iterable[Finding]) -> tuple[int, int, int]:
    """Hold that what was found is what z3 finds, each with a true witness, and give how many of each kind there are."""
    true = tree.situations.true_witness
    told: dict[str, Found] = {}
    for finding in found:
        assert finding.location is not None
        code = "answer-missing" if finding.code == "option-missing" else finding.code
        told.setdefault(code, {})[finding.location.line, finding.location.column] = finding
    gaps = {place_of(text, question): question for question in tree.gaps()}
    assert gaps.keys() == told.get("answer-missing", {}).keys()
    for at, question in gaps.items():
        assert true(witness_of(told["answer-missing"][at]), tree.gap(question))
    overlaps = {place_of(text, *one): one for one in tree.overlaps()}
    assert overlaps.keys() == told.get("answer-overlap", {}).keys()
    for at, one in overlaps.items():
        assert true(witness_of(told["answer-overlap"][at]), tree.both(*one))
    dead = {place_of(text, *one): one for one in tree.dead()}
    assert dead.keys() == told.get("answer-impossible", {}).keys()
    for at, (question, _) in dead.items():
        assert true(witness_of(told["answer-impossible"][at]), tree.reached(question.path))
    return len(gaps), len(overlaps), len(dead)


def witness_of(finding: Finding) -> Plain:
    """Give the situation that a finding names."""
    assert finding.witness is not None
    return dict(finding.witness)


def shortened(branches: Plain, key: str, item: str) -> Plain:
    """Give branches in which a key lacks an item; a key without any is left out."""
    kept = [other for other in reference.items(key) if other != item]
    renamed = {key: ", ".join(kept)}
    return {renamed.get(name, name): inner for name, inner in branches.items() if name != key or kept}


def lengthened(branches: Plain, key: str, item: str) -> Plain:
    """Give branches in which a key has another item."""
    return {f"{name}, {item}" if name == key else name: inner for name, inner in branches.items()}


def shifted(branches: Plain, key: str, item: str, by: Decimal) -> Plain:
    """Give branches in which the first number of an item is another."""
    moved = re.sub(r"-?[0-9.]+", lambda number: str(Decimal(number[0]) + by), item, count=1)
    return {name.replace(item, moved) if name == key else name: inner for name, inner in branches.items()}


def seeded(data: st.DataObject, decision: Plain) -> None:
    """Leave out items of keys, give them to other keys too, shift numbers and ask again, in as many places as drawn."""
    asking = [(node, "answers") for _, node in nodes_with_paths(decision, "ask")]
    asking += [(node, "options") for _, node in nodes_with_paths(decision, "reading")]
    assume(asking)
    for _ in range(data.draw(st.integers(0, 3))):
        node, under = data.draw(st.sampled_from(asking))
        key = data.draw(st.sampled_from(list(node[under])))
        item = data.draw(st.sampled_from(reference.items(key)))
        how = data.draw(st.sampled_from(("drop", "double", "shift", "again")))
        if how == "drop":
            node[under] = shortened(node[under], key, item) or node[under]
        elif how == "double":
            node[under] = lengthened(node[under], data.draw(st.sampled_from(list(node[under]))), item)
        elif how == "again":
            asked: Plain = {word: node[word] for word in ("ask", "reading") if word in node}
            node[under][key] = {**asked, under: {other: deepcopy(node[under][key]) for other in node[under]}}
        else:
            by = data.draw(st.sampled_from((Decimal(1), Decimal(-1), Decimal("0.5"))))
            node[under] = shifted(node[under], key, item, by)


@laws
@given(any_rule_set_data(), st.data())
def test_z3_finds_in_grown_rules_what_check_finds(files: dict[str, Plain], data: st.DataObject) -> None:
    """Whatever is left out, given twice or shifted: the same places, and witnesses that z3 holds for true."""
    seeded(data, files[FILE])
    checked = Checked(files)
    assume(checked.errors <= LOGIC)
    tree = Tree(Situations(checked.rules), files[FILE])
    agreed(tree, checked.texts[FILE], (one for one in checked.findings if one.code in LOGIC))


@laws
@given(any_rule_set_data(), st.data())
def test_z3_finds_the_silence_that_check_finds(files: dict[str, Plain], data: st.DataObject) -> None:
    """Where a required outcome is no longer set at one place, both say whether another place sets it in its stead."""
    required = [name for name, outcome in files[FILE]["outcome"].items() if outcome["required"]]
    setting = [
        (node, name) for _, node in nodes_with_paths(files[FILE], "set") for name in required if name in node["set"]
    ]
    assume(setting)
    node, outcome = data.draw(st.sampled_from(setting))
    del node["set"][outcome]
    checked = Checked(files)
    assume(checked.errors <= {"outcome-missing", "source-missing"})
    tree = Tree(Situations(checked.rules), files[FILE])
    silent = {name for name in required if tree.situations.some(tree.silent(name))}
    found = checked.all("outcome-missing").values()
    assert {finding.details["outcome"] for finding in found} == silent
    for finding in found:
        assert tree.situations.true_witness(witness_of(finding), tree.silent(str(finding.details["outcome"])))


@laws
@given(any_rule_set_data())
def test_z3_holds_what_is_proved_for_true(files: dict[str, Plain]) -> None:
    """Of sound rules z3 finds nothing, and each situation that a proof shows for an answer leads through it."""
    checked = Checked(files)
    tree = Tree(Situations(checked.rules), files[FILE])
    assert agreed(tree, checked.texts[FILE], ()) == (0, 0, 0)
    with folder_of(checked.texts) as folder:
        proved(read(folder), DECISION, tree)


def proved(reading: Reading, name: str, tree: Tree) -> None:
    """Hold that a proof shows every item of every question, each with a situation that z3 holds for true."""
    decision, model = decision_of(reading, name)
    shown = dict(prove_decision(decision, model).shown)
    items = [(question, number) for question in tree.questions for number in range(len(question.items))]
    for question, number in items:
        key, item = question.items[number]
        path = tuple(str(step) for step in (*key, item) if step not in ("answers", "options"))
        assert tree.situations.true_witness(dict(shown.pop(path)), tree.through(question, number))
    assert shown == {}


def decision_of(reading: Reading, name: str) -> tuple[Decision, RuleSetModel]:
    """Give a decision of rules that could be read."""
    assert reading.model is not None
    return reading.model.decisions[name], reading.model


WORDS = ("rule_set", "vocabulary", "sources", "open_points", "notices", "events", "tasks")


@pytest.mark.parametrize("rules", shipped_names())
def test_z3_finds_in_shipped_rules_what_check_finds(rules: str) -> None:
    """In what ships z3 finds nothing; with a value left out or given twice at any question it finds what we find."""
    folder = ROOT / "rules" / rules
    loaded, reading = reference.load(folder), read(rules)
    words = {f"{name}.yaml": folder / f"{name}.yaml" for name in WORDS}
    texts = {name: file.read_text("utf-8") for name, file in words.items() if file.is_file()}
    situations = Situations(loaded)
    for name, decision in loaded["decisions"].items():
        tree = Tree(situations, decision)
        assert agreed(tree, yaml_text(decision), ()) == (0, 0, 0)
        proved(reading, name, tree)
        for damaged in damages(decision):
            text = yaml_text(damaged)
            with folder_of({**texts, f"{name}.yaml": text}) as place:
                found = [one for one in read(place).findings if one.code in LOGIC]
            assert agreed(Tree(situations, damaged), text, found) != (0, 0, 0)


def damages(decision: Plain) -> Iterator[Plain]:
    """Give a decision with a value left out at one question, and with a value given twice at one, for each question."""
    for number, (_, node) in enumerate(nodes_with_paths(decision)):
        for under in {"answers", "options"} & node.keys():
            keys = list(node[under])
            item = reference.items(keys[0])[0]
            for changed in (shortened(node[under], keys[0], item), lengthened(node[under], keys[-1], item)):
                if changed:
                    damaged = deepcopy(decision)
                    list(nodes_with_paths(damaged))[number][1][under] = changed
                    yield damaged


@pytest.mark.parametrize(("facts", "rules"), [(3, 100), (3, 500), (5, 200), (7, 200), (10, 200)])
def test_z3_finds_in_large_decisions_what_check_finds(facts: int, rules: int) -> None:
    """In the decisions of the benchmark, and with a rule left out or a value under two answers, both find just that."""
    random = Random(f"{facts} {rules}")
    whole = list(grids().lines(grids().grown(facts, rules, random)))
    versions = {"sound": whole, **grids().revised(whole, random)}
    expected = {"sound": (0, 0, 0), "other": (0, 0, 0), "gap": (1, 0, 0), "overlap": (0, 1, 0)}
    for name, lines in versions.items():
        texts = grids().written(lines, facts)
        with folder_of(texts) as folder:
            found = [one for one in read(folder).findings if one.code in LOGIC]
            loaded = reference.load(folder)
        tree = Tree(Situations(loaded), loaded["decisions"]["stor"])
        assert agreed(tree, texts["stor.yaml"], found) == expected[name]
