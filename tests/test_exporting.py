# SPDX-License-Identifier: MPL-2.0
"""Exported decisions: tables that answer as the rules do, and vectors that reach everything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from golden import run
from helpers import ROOT, SOUND, folder
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import trivselrules
from trivselrules import RuleSet, testing
from trivselrules.covering import suggest
from trivselrules.exporting import PROPERTIES, tables, vectors
from trivselrules.values import plain

Plain = dict[str, Any]

SHIPPED = ("trivselplus", "trivselsbarometer", "trivselslinealen")
few = settings(max_examples=settings().max_examples // 8)


def valid(kind: str, data: Plain) -> Plain:
    """Give exported data as another program reads it, checked against its schema."""
    schema = json.loads((ROOT / "schemas" / "export" / f"{kind}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    read: Plain = json.loads(json.dumps(data))
    Draft202012Validator(schema).validate(read)
    return read


def leads(answer: Plain, value: Any) -> bool:
    """Tell whether an answer of a table is for a value."""
    if "values" in answer:
        return value in answer["values"]
    return any(
        value >= one.get("from", value)
        and value <= one.get("to", value)
        and ("above" not in one or value > one["above"])
        and ("below" not in one or value < one["below"])
        for one in answer["ranges"]
    )


def answered(table: Plain, name: str, facts: Plain, readings: Plain) -> Plain:
    """Answer from a table, naively: status, outcome, what is left open, notices, and the next fact to ask."""
    decision = table["decisions"][name]
    options = {reading: known["chosen"] for reading, known in table["readings"].items()} | readings
    met: Plain = {"outcome": {}, "undetermined": [], "notices": [], "excuse": None, "waiting": []}
    pending = [0]
    while pending:
        step = decision["steps"][pending.pop(0)]
        for each in step.get("set", []):
            if decision["outcomes"][each["outcome"]]["many"]:
                listed = met["outcome"].setdefault(each["outcome"], [])
                listed += [value for value in each["values"] if value not in listed]
            else:
                (met["outcome"][each["outcome"]],) = each["values"]
        met["undetermined"] += step.get("undetermined", [])
        met["notices"] += step.get("notices", []) + [step[key] for key in ("not_applicable",) if key in step]
        met["excuse"] = met["excuse"] or step.get("not_applicable")
        pending = step.get("then", []) + pending
        asked = step.get("ask")
        if asked is not None and asked not in facts:
            met["waiting"].append(asked)
        elif asked is not None or "reading" in step:
            value = facts[asked] if asked is not None else options[step["reading"]]
            pending.insert(0, next(one["step"] for one in step["answers"] if leads(one, value)))
    status = "needs_facts" if met["waiting"] else "decided"
    status = "not_applicable" if met["excuse"] else "undetermined" if met["undetermined"] else status
    return {
        "status": status,
        "outcome": {} if met["excuse"] else met["outcome"],
        "undetermined": list(dict.fromkeys(met["undetermined"])),
        "not_applicable": met["excuse"],
        "notices": list(dict.fromkeys(met["notices"])),
        "next": met["waiting"][:1],
    }


def as_told(answer: Plain) -> Plain:
    """Give what the naive evaluator tells of an answer."""
    told = {name: answer[name] for name in ("status", "outcome", "undetermined", "not_applicable", "notices")}
    return {**told, "next": answer["missing"][:1]}


@pytest.mark.parametrize("name", SHIPPED)
def test_the_table_answers_every_vector(name: str) -> None:
    """A naive evaluator of the exported table, which knows nothing else, answers each vector as it says."""
    rules = trivselrules.load(name)
    table = valid("table", tables(rules, rules.decisions))
    written = valid("vectors", vectors(rules, rules.decisions))
    assert table["rule_set"] == written["rule_set"]
    assert written["properties"] == dict(PROPERTIES)
    for decision, told in written["decisions"].items():
        for vector in told["vectors"]:
            assert answered(table, decision, vector["facts"], vector["readings"]) == as_told(vector["answer"])
        asked = {fact for vector in told["vectors"] for fact in vector["answer"]["asks"]}
        assert asked <= {fact for refused in told["refused"] for fact in refused["facts"]}
        for refused in told["refused"]:
            with pytest.raises(trivselrules.Error) as raised:
                rules.decide(decision, **refused["facts"])
            assert raised.value.code == refused["code"]


@few
@given(st.data(), testing.rule_sets())
def test_every_table_answers_as_its_rules(data: st.DataObject, rules: RuleSet) -> None:
    """The table of any rule set answers any situation under any readings as the rules do."""
    table = valid("table", tables(rules, rules.decisions))
    valid("vectors", vectors(rules, rules.decisions))
    answer = data.draw(testing.answers(rules, partial=True, any_reading=True))
    readings = {reason.name: reason.value for reason in answer.because if reason.kind == "reading"}
    facts = {name: plain(value) for name, value in answer.facts.items()}
    expected = json.loads(json.dumps({**vars_of(answer), "missing": list(answer.missing)}))
    assert answered(table, answer.decision, facts, readings) == as_told(expected)


def vars_of(answer: trivselrules.Answer) -> Plain:
    """Give the parts of an answer as JSON has them."""
    return {
        "status": answer.status,
        "outcome": {name: plain(value) for name, value in answer.outcome.items()},
        "undetermined": answer.undetermined,
        "not_applicable": answer.not_applicable,
        "notices": answer.notices,
    }


def test_vectors_reach_everything_and_both_sides_of_a_border(tmp_path: Path) -> None:
    """They hold the cases that `coverage --write` writes, a number on each side of each border, and nothing told."""
    rules = trivselrules.load("trivselslinealen")
    told = vectors(rules, ["klassifikation"])["decisions"]["klassifikation"]["vectors"]
    assert {one["why"] for one in told} == {"cover", "nothing told"}
    ages = vectors(rules, ["aldersvejledning"])["decisions"]["aldersvejledning"]["vectors"]
    assert {one["why"] for one in ages} == {"cover", "border", "nothing told"}
    assert {one["facts"]["score"] > 6 for one in told if one["facts"]} == {True, False}
    assert any(one["facts"].get("score") == 6 for one in told)
    small = trivselrules.load(folder(tmp_path, SOUND))
    cases = [dict(witness.facts) for witness, _ in suggest(small, "moede").cases]
    found = [one["facts"] for one in vectors(small, ["moede"])["decisions"]["moede"]["vectors"]]
    assert all(json.loads(json.dumps({k: plain(v) for k, v in case.items()})) in found for case in cases)


def test_the_command_writes_what_it_is_asked_for() -> None:
    """One decision or all, in either format, under other readings; an unknown decision is bad input."""
    one = json.loads(run("export", "indkaldelse").out)
    assert (one["format"], list(one["decisions"])) == ("trivselrules-vectors/1", ["indkaldelse"])
    read = json.loads(run("export", "indkaldelse", "--format", "table-json", "--reading", f"{READING}=trin_1").out)
    assert (read["format"], read["readings"][READING]["chosen"]) == ("trivselrules-table/1", "trin_1")
    every = json.loads(run("export", "--format", "table-json", "--rules", "trivselslinealen").out)
    assert list(every["decisions"]) == list(trivselrules.load("trivselslinealen").decisions)
    assert run("export", "indkaldels").status == 2


READING = "private_skolers_indkalder"
