# SPDX-License-Identifier: MPL-2.0
"""The worked examples that ship with the rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from helpers import SOUND, C, folder

import trivselrules
from trivselrules.analysis.nodes import branches, decision_nodes
from trivselrules.cases import run_case, run_cases
from trivselrules.data import shipped_names
from trivselrules.loading import read
from trivselrules.model import Case

RULES = {name: trivselrules.load(name) for name in shipped_names()}
CASES = [(name, case) for name, rules in RULES.items() for case in rules.model.cases]


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{case.decision.name}: {case.title}" for _, case in CASES])
def test_case(name: str, case: Case) -> None:
    """The answer to each worked example is the one it states."""
    result = run_case(RULES[name], case)
    assert not result.differences, f"{case.location}: {result.differences}"


def test_points_and_notices_of_a_case_have_no_order() -> None:
    """A case passes in whatever order it names points and notices; what is missing has the order it is asked in."""
    told = {"points": 0, "missing": 0}
    for name, case in CASES:
        wanted = case.expected
        turned = {
            part: None if (refs := getattr(wanted, part)) is None else refs[::-1]
            for part in ("open_points", "undetermined", "notices")
        }
        told["points"] += any(refs is not None and len(refs) > 1 for refs in turned.values())
        assert run_case(RULES[name], evolve(case, expected=evolve(wanted, **turned))).passed, case.location
        if wanted.missing is not None and len(wanted.missing) > 1:
            told["missing"] += 1
            other = evolve(case, expected=evolve(wanted, missing=wanted.missing[::-1]))
            assert [found.subject for found in run_case(RULES[name], other).differences] == ["missing"]
    assert all(told.values())


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_rules_have_no_findings(name: str) -> None:
    """The rules we ship have no errors, and warn only of parameters that the municipality must set itself."""
    warnings = RULES[name].warnings
    assert [finding for finding in warnings if finding.code != "parameter-unset"] == []


@pytest.mark.parametrize("name", shipped_names())
def test_every_leaf_has_a_case(name: str) -> None:
    """Every answer key and every option of the shipped decisions is on the way of some case."""
    rules = RULES[name]
    reached = {
        (reason.location.file, reason.location.line, reason.location.column)
        for case in rules.model.cases
        for reason in run_case(rules, case).answer.because
    }
    for decision in rules.model.decisions.values():
        for node in decision_nodes(decision):
            for branch in branches(node):
                for key in branch.keys:
                    place = key.location
                    assert (place.file, place.line, place.column) in reached, place


@pytest.mark.parametrize(
    ("names", "failing"), [("[]", []), ("[kanal]", []), ("[vaegt, kanal, aktiv]", ["vaegt", "aktiv"])]
)
def test_outcomes_that_must_not_be_there_are_told(tmp_path: Path, names: str, failing: list[str]) -> None:
    """A case can say which outcomes an answer is to be without; one that is there is a difference."""
    case = f"  - case: Trin 3\n    facts: {{trin: 3}}\n    without: {names}\n"
    rules = trivselrules.load(folder(tmp_path, {**SOUND, C: f"decision: moede\ncases:\n{case}"}))
    (result,) = run_cases(rules)
    assert [difference.subject for difference in result.differences] == failing


def test_an_outcome_to_be_without_must_exist(tmp_path: Path) -> None:
    """A misspelt outcome would never be there."""
    case = "  - case: Trin 3\n    facts: {trin: 3}\n    without: [kanl]\n"
    found = read(folder(tmp_path, {**SOUND, C: f"decision: moede\ncases:\n{case}"})).findings
    assert [(finding.code, finding.nearest) for finding in found] == [("unknown-outcome", "kanal")]
