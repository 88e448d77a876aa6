# SPDX-License-Identifier: MPL-2.0
"""Laws of the fewest questions: no order does with fewer, and what is not asked cannot change the answer."""

from __future__ import annotations

import itertools
from functools import cache
from math import prod
from typing import Any

import pytest
import reference
from golden import assert_golden, run
from helpers import SOUND, folder
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rule_texts import load_both
from strategies import any_rule_set_folders, readings_of

import trivselrules
from trivselrules.proof import interview as module
from trivselrules.proof.axes import Axes
from trivselrules.proof.behaviour import Behaviour
from trivselrules.proof.interview import Interview, Question, interview

Plain = dict[str, Any]
DECISION = "award"
MOST = 300
laws = settings(max_examples=settings().max_examples // 2)


def asked_of(rules: trivselrules.RuleSet, decision: str) -> tuple[Interview, Axes]:
    """Find the fewest questions under the readings chosen."""
    axes = Axes((rules.model.decisions[decision], rules.model))
    return interview(Behaviour(axes, read=axes.choice(0))), axes


@laws
@given(any_rule_set_folders(), st.data())
def test_no_order_of_questions_does_with_fewer(texts: dict[str, str], data: st.DataObject) -> None:
    """The worst case is the best there is, found by trying every order; the rules' own is what they ask at most.

    Following the questions, any two situations that agree on what was asked have the same answer.
    """
    rules, naive = load_both(texts)
    chosen = {**naive["readings"], **data.draw(readings_of(naive))}
    found, axes = asked_of(rules.reading(chosen), DECISION)
    facts = [axis.dimension[1] for axis in axes.axes if not axis.is_reading]
    cells = [range(len(axis.cells)) for axis in axes.axes if not axis.is_reading]
    assume(prod(map(len, cells)) <= MOST)
    levels = [axes.levels["fact", fact] for fact in facts]
    points = list(itertools.product(*cells))
    answers, own = {}, 0
    for point in points:
        values = [axes.axes[level].cells[cell].value for level, cell in zip(levels, point, strict=True)]
        given: Plain = dict(zip(facts, values, strict=True))
        met = reference.walk(naive, DECISION, given, chosen)
        own = max(own, len({reason["fact"] for reason in met["because"] if "fact" in reason}))
        told = reference.answer(naive, DECISION, given, chosen)
        said = {**told, "notices": sorted(told["notices"]), "undetermined": sorted(told["undetermined"])}
        answers[point] = repr(said)

    @cache
    def fewest(left: tuple[tuple[int, ...], ...]) -> int:
        if len({answers[point] for point in left}) == 1:
            return 0
        ways = []
        for place in range(len(facts)):
            groups = [tuple(point for point in left if point[place] == cell) for cell in cells[place]]
            if sum(map(bool, groups)) > 1:
                ways.append(1 + max(fewest(group) for group in groups if group))
        return min(ways)

    assert (found.most, found.fewest) == (fewest(tuple(points)), True)
    assert found.own == own
    assert follow(found.first, points, dict(zip(levels, range(len(levels)), strict=True)), answers) <= found.most


def follow(
    question: Question | None, left: list[tuple[int, ...]], places: dict[int, int], answers: dict[Any, str]
) -> int:
    """Follow the questions to their end, where all that is left has one answer; give how many there are."""
    if question is None:
        assert len({answers[point] for point in left}) <= 1
        return 0
    depths = []
    for mask, following in question.answers:
        for cell in range(mask.bit_length()):
            if mask >> cell & 1:
                group = [point for point in left if point[places[question.level]] == cell]
                depths.append(1 + follow(following, group, places, answers))
    assert max(depths) <= question.most
    return max(depths)


def test_an_order_that_could_not_be_compared_is_not_called_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the search is given up, the questions still settle everything, and nothing is claimed."""
    rules = trivselrules.load()
    best, _ = asked_of(rules, "indkaldelse")
    monkeypatch.setattr(module, "MAX_STATES", 0)
    found, _ = asked_of(rules, "indkaldelse")
    assert (best.fewest, found.fewest) == (True, False)
    assert found.most >= best.most


@pytest.mark.parametrize("language", ["da", "en"])
def test_questions_read_as_before(tmp_path_factory: pytest.TempPathFactory, language: str) -> None:
    """The tree of questions says how many there are at worst, and what need not be asked."""
    rules = str(folder(tmp_path_factory.mktemp("lille"), SOUND))
    told = run("questions", "moede", "--rules", rules, "--lang", language)
    assert (told.status, told.err) == (0, "")
    assert_golden(f"questions/moede.{language}", told.out)
    data = run("questions", "moede", "--rules", rules, "--format", "json").json()
    assert (data["decision"], data["fewest"], data["first"]["fact"]) == ("moede", True, "trin")
    assert data["first"]["most"] == data["most"] <= data["own"]
