# SPDX-License-Identifier: MPL-2.0
"""Laws of mutation: what is called equivalent changes nothing, and what survives is shown with a case that kills it."""

from __future__ import annotations

import itertools
from collections import Counter
from math import prod
from pathlib import Path
from typing import Any

from attrs import evolve
from helpers import C, M, N, V, edited, folder
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rule_texts import folder_of, load_both
from strategies import any_rule_set_folders
from test_engine_laws import on_every_shipped_decision, shipped

import trivselrules
from trivselrules import RuleSet
from trivselrules.analysis.logic import check_logic
from trivselrules.domains import Scale
from trivselrules.engine.program import compile_decision
from trivselrules.frozen_map import FrozenMap
from trivselrules.keys import select, selects
from trivselrules.mutating import mutate
from trivselrules.proof.axes import Axes, Rules
from trivselrules.proof.mutants import mutants
from trivselrules.proof.thresholds import moved_threshold
from trivselrules.render.case_yaml import cases_file

DECISION = "award"
MOST = 300
laws = settings(max_examples=settings().max_examples // 5)


def as_rules(rules: RuleSet, mutated: Rules) -> RuleSet:
    """Give a rule set in which a mutated decision stands in the place of the original."""
    decision, model = mutated
    model = evolve(model, decisions=FrozenMap({decision.name: decision}))
    programs = FrozenMap({decision.name: compile_decision(decision, model)})
    return evolve(rules, model=model, programs=programs).reading({})


def told(rules: RuleSet, facts: dict[str, Any], readings: dict[str, str]) -> object:
    """Give what an answer says; notices and points have no order."""
    answer = rules.reading(readings).decide(DECISION, **facts)
    return answer.status, answer.outcome, answer.not_applicable, set(answer.undetermined), set(answer.notices)


@laws
@given(any_rule_set_folders())
def test_every_mutant_is_refused_equivalent_or_shown_to_differ(texts: dict[str, str]) -> None:
    """Without cases, the mutants that are sound and differ somewhere survive, all of them and no others.

    That is found by trying every situation under every reading, and under the readings each has chosen.
    """
    rules, _ = load_both(texts)
    decision = rules.model.decisions[DECISION]
    every = list(mutants((decision, rules.model)))
    axes = Axes((decision, rules.model), *(mutant.rules for mutant in every))
    assume(prod(axes.diagrams.sizes) <= MOST)
    points = [axes.point(dict(enumerate(cells))) for cells in itertools.product(*map(range, axes.diagrams.sizes))]
    score = mutate(rules, DECISION)
    differing, refused = Counter[tuple[str, Any]](), 0
    for mutant in every:
        if check_logic(*mutant.rules):
            refused += 1
            continue
        mutated = as_rules(rules, mutant.rules)
        differs = any(told(rules, f, r) != told(mutated, f, r) for f, r in points)
        if differs or any(told(rules, facts, {}) != told(mutated, facts, {}) for facts, _ in points):
            differing[mutant.operator, mutant.location] += 1
    assert (score.killed, score.refused) == (0, refused)
    assert Counter((s.mutant.operator, s.mutant.location) for s in score.survivors) == differing
    assert score.equivalent == len(every) - refused - sum(differing.values())
    for survivor in score.survivors:
        mutated = as_rules(rules, survivor.mutant.rules)
        facts, readings = dict(survivor.witness.facts), dict(survivor.witness.readings)
        assert told(rules, facts, readings) != told(mutated, facts, readings)


@settings(max_examples=max(5, settings().max_examples // 10))
@given(any_rule_set_folders())
def test_the_cases_shown_bring_the_score_to_all(texts: dict[str, str]) -> None:
    """Whoever pastes the cases of all survivors has cases that notice every slip there is."""
    rules, _ = load_both(texts)
    score = mutate(rules, DECISION)
    cases = [(survivor.witness, survivor.answer) for survivor in score.survivors]
    written = {f"{DECISION}.cases.yaml": cases_file(DECISION, cases, rules.model, "da")} if cases else {}
    with folder_of({**texts, **written}) as again:
        completed = mutate(trivselrules.load(again), DECISION)
    assert completed.survivors == ()
    # A case also notices in which order notices and points are named, which is nothing an answer says.
    assert completed.killed >= len(score.survivors)
    assert completed.killed + completed.equivalent == len(score.survivors) + score.equivalent
    assert completed.refused == score.refused


OPERATORS = {
    "setting-dropped", "value-changed", "item-dropped", "item-added", "item-changed", "items-swapped",
    "reservation-changed", "notice-dropped", "point-dropped", "point-changed", "reason-dropped", "reason-changed",
    "left-open", "branch-dropped", "branches-swapped", "answers-swapped", "answer-copied", "item-moved",
    "threshold-moved", "reading-chosen", "parameter-changed",
}  # fmt: skip


def test_there_is_a_mutant_of_every_kind(tmp_path: Path) -> None:
    """Each operator makes a slip in the small rule set, and the details say which."""
    edits = (
        (M, "deltagere: [{optional: psykolog}]", "deltagere: [{at_least_one_of: [psykolog, skoleleder]}, skoleleder]"),
        (M, "kanal: brevpost", "kanal: brevpost, antal: 4"),
        (C, "deltagere: [{optional: psykolog}]", "deltagere: [{at_least_one_of: [psykolog, skoleleder]}, skoleleder]"),
        (M, "antal: {parameter: dage_i_alt}", "vaegt: {parameter: dage_i_alt}"),
        (V, "  psykolog:\n", "  laerer:\n    da: Lærer\n    en: Teacher\n  psykolog:\n"),
        (N, "notices:\n", "notices:\n  ekstra:\n    basis: ours\n    da: A.\n    en: B.\n"),
    )
    rules = trivselrules.load(folder(tmp_path, edited(edits)[0]))
    found = list(mutants((rules.model.decisions["moede"], rules.model)))
    assert {mutant.operator for mutant in found} == OPERATORS - {"point-changed"}
    told_ = {(m.operator, *m.details.values()) for m in found}
    assert {
        ("value-changed", "frist", "{weeks: 4}", "{weeks: 5}"),
        ("value-changed", "aktiv", "true", "false"),
        ("value-changed", "antal", "4", "5"),
        ("value-changed", "leder", "skoleleder", "psykolog"),
        (
            "reservation-changed",
            "deltagere",
            "{at_least_one_of: [psykolog, skoleleder]}",
            "{at_least_one_of: [skoleleder]}",
        ),
        ("reservation-changed", "deltagere", "skoleleder", "{optional: skoleleder}"),
        ("threshold-moved", "under 6 years | 6 to 17 years", "under 71 months | 71 to 215 months"),
        ("threshold-moved", "under 6 years | 6 to 17 years", "under 73 months | 73 to 215 months"),
        ("threshold-moved", "under 2.5 | from 2.5", "under 2 | from 2"),
        ("item-moved", "2", "1, 2", "3"),
        ("reading-chosen", "hvem_foerst", "barnet", "skolen"),
        ("parameter-changed", "dage_i_alt", "3", "4"),
        ("left-open", "raekkefoelge"),
        ("reason-changed", "kun_trin_1_til_3", "ekstra"),
    } - told_ == set()


SCALES = st.one_of(
    st.builds(Scale, st.sampled_from((None, 0, 1)), st.sampled_from((None, 9)), st.sampled_from((1, 2))),
    st.builds(Scale, st.just(0), st.none(), st.just(1), st.just(True)),
    st.just(Scale(step=None)),
)
ITEMS = ("under 4", "under 5", "4", "5", "from 4", "over 4", "from 5", "3 to 4", "5 to 8", "1 to 4", "over 8")


@given(SCALES, st.sampled_from(ITEMS), st.sampled_from(ITEMS))
def test_a_moved_threshold_gives_one_number_to_the_other_side(scale: Scale, below: str, above: str) -> None:
    """Together the two items hold what they held, apart from each other, and one number has changed sides."""
    unit = " months" if scale.months else ""
    below, above = below + unit, above + unit
    numbers = [n for n in range(-3, 13) if scale.holds(n)]

    def held(*items: str) -> set[int]:
        selections = [select(item, scale) for item in items]
        return {n for n in numbers if any(s is not None and selects(s, n) for s in selections)}

    before = held(below), held(above)
    for one, two in moved_threshold(below, above, scale):
        after = held(*one), held(*two)
        assert all(after)
        assert not after[0] & after[1]
        assert after[0] | after[1] == before[0] | before[1]
        assert len(before[0] ^ after[0]) == 1
    meeting = max(before[0], default=None) is not None and before[1] and max(before[0]) < min(before[1])
    gap = [n for n in numbers if before[0] and before[1] and max(before[0]) < n < min(before[1])]
    if meeting and not gap and scale.step is not None and len(before[0]) > 1 and len(before[1]) > 1:
        assert len(list(moved_threshold(below, above, scale))) == 2


@on_every_shipped_decision
def test_shipped_cases_notice_every_slip(rule_set: str, decision: str) -> None:
    """The worked examples that are shipped notice every slip that changes an answer."""
    score = mutate(shipped(rule_set)[0], decision)
    assert [(s.mutant.operator, str(s.mutant.location), dict(s.witness.facts)) for s in score.survivors] == []
