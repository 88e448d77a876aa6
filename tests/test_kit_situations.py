# SPDX-License-Identifier: MPL-2.0
"""Laws of the testing kit's situations: valid, leaf by leaf, at the borders, and simple when they shrink."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from functools import cache, partial
from operator import eq
from typing import Any

import pytest
from helpers import ROOT
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from rule_texts import load_both
from strategies import any_rule_set_folders
from test_engine_laws import on_every_shipped_decision

import trivselrules
from trivselrules import testing
from trivselrules.domains import Scale, Span
from trivselrules.rule_set import RuleSet
from trivselrules.testing.leaves import Leaves
from trivselrules.testing.numbers import numbers_in

Plain = dict[str, Any]

few = settings(max_examples=settings().max_examples // 8)
sought = settings(database=None, derandomize=True, max_examples=500)
generated = any_rule_set_folders().map(lambda texts: load_both(texts)[0])


@cache
def shipped(name: str) -> RuleSet:
    """Load a shipped rule set."""
    return trivselrules.load(name)


def told(answer: trivselrules.Answer) -> dict[str, object]:
    """Give the facts that an answer rests on."""
    return {reason.name: reason.value for reason in answer.because if reason.kind == "fact"}


def is_settled(rules: RuleSet, decision: str, situation: Plain) -> bool:
    """Tell whether a situation tells exactly what is asked in it."""
    answer = rules.decide(decision, **situation)
    return answer.status != "needs_facts" and not answer.missing and told(answer) == situation


@on_every_shipped_decision
def test_shipped_decisions_are_told_exactly_what_they_ask(rule_set: str, decision: str) -> None:
    """A situation holds the facts that are asked on its way and no other, with possible values."""
    rules = shipped(rule_set)

    @settings(max_examples=max(1, settings().max_examples // 10))
    @given(testing.situations(rules, decision))
    def law(situation: Plain) -> None:
        assert is_settled(rules, decision, situation)

    law()


@few
@given(st.data(), generated)
def test_generated_decisions_are_told_exactly_what_they_ask(data: st.DataObject, rules: RuleSet) -> None:
    """So it is for every rule set, under every choice of readings."""
    chosen = rules.reading(data.draw(testing.readings(rules)))
    for decision in chosen.decisions:
        assert is_settled(chosen, decision, data.draw(testing.situations(chosen, decision)))


@pytest.mark.parametrize(("rule_set", "decision"), [("trivselplus", "indkaldelse"), ("trivselplus", "moededeltagelse")])
def test_leaves_come_about_equally_often(rule_set: str, decision: str) -> None:
    """No leaf comes less than a quarter as often as all would on average, however few values lead to it."""
    rules = shipped(rule_set)
    leaves = Leaves(rules, decision)
    seen = Counter(dict.fromkeys(leaves.leaves, 0))

    @settings(max_examples=400, phases=[Phase.generate], database=None)
    @given(testing.situations(rules, decision))
    def count(situation: Plain) -> None:
        cells = {level: mask.bit_length() - 1 for level, mask in leaves.axes.known(situation).items()}
        point = [cells.get(level, 0) for level in range(len(leaves.axes.axes))]
        seen.update(leaf for leaf in seen if leaves.axes.diagrams.value(leaf.where, point))

    count()
    assert min(seen.values()) >= 400 / len(seen) / 4, seen


def test_a_failing_situation_is_the_simplest() -> None:
    """It has as few facts as any leaf needs, the words declared first, and small whole numbers."""
    for rules in map(shipped, ("trivselplus", "trivselsbarometer", "trivselslinealen")):
        for decision in rules.decisions:
            least = find(testing.situations(rules, decision), lambda _: True, settings=sought)
            assert len(least) == Leaves(rules, decision).leaves[0].asked
    rules = shipped("trivselplus")
    assert find(testing.partial_situations(rules, "indkaldelse"), lambda _: True, settings=sought) == {}
    assert find(testing.situations(rules, "trinmodel"), lambda _: True, settings=sought) == {"trin": 1}
    over = find(testing.situations(rules, "samtykke"), lambda told: told["alder"] > 200, settings=sought)
    assert over == {"alder": 216}


@few
@given(st.data(), st.sampled_from([0, 1, 7]), st.sampled_from([1, 2, Decimal("0.5"), Decimal("0.1"), None]))
def test_numbers_are_on_their_scale(data: st.DataObject, low: int, step: Any) -> None:
    """What is drawn of a stretch lies in it, and is a number that can be told."""
    ends = st.none() | st.sampled_from([low + 4 * (step or 1) * n for n in range(5)])
    scale = Scale(data.draw(st.sampled_from([None, low])), data.draw(st.none() | st.just(low + 16 * (step or 1))), step)
    cells = scale.cells([Span(data.draw(ends), data.draw(ends)) for _ in range(2)])
    cell = data.draw(st.sampled_from(cells))
    number = data.draw(numbers_in(scale, cell))
    assert cell.holds(number)
    assert scale.holds(number)


@pytest.mark.parametrize(
    ("span", "scale", "ends"),
    [
        (Span(6, 71), Scale(0, None, 1, months=True), {6, 7, 70, 71}),
        (Span(6, 12, open_low=True, open_high=True), Scale(0, None, 1), {7, 8, 10, 11}),
        (Span(None, 6, open_high=True), Scale(0, None, Decimal("0.5")), {0, Decimal("5.5"), 5}),
        (Span(1, 2, open_low=True, open_high=True), Scale(), {Decimal("1.5"), Decimal("1.001"), Decimal("1.999")}),
        (Span(6, None, open_low=True), Scale(), {7, Decimal("6.001")}),
        (Span(None, 6, open_high=True), Scale(), {5, Decimal("5.999")}),
        (Span(), Scale(), {0}),
        (Span(0, Decimal("0.000000000000001"), open_low=True, open_high=True), Scale(), {Decimal("5E-16")}),
    ],
)
def test_both_ends_of_a_stretch_are_tried(span: Span, scale: Scale, ends: set[Any]) -> None:
    """The first and the last number of a stretch come, and those beside them."""
    for end in ends:
        assert find(numbers_in(scale, span), partial(eq, end), settings=sought) == end


@few
@given(st.data(), generated)
def test_partial_situations_are_parts(data: st.DataObject, rules: RuleSet) -> None:
    """What is told of a part is asked, and can be completed to a situation that is settled."""
    decision = data.draw(st.sampled_from(rules.decisions))
    part = data.draw(testing.partial_situations(rules, decision))
    answer = rules.decide(decision, **part)
    assert told(answer).items() <= part.items() <= {**part, **dict.fromkeys(answer.missing)}.items()


@few
@given(st.data(), generated | st.sampled_from(["trivselplus", "trivselslinealen"]).map(shipped))
def test_invalid_situations_are_refused(data: st.DataObject, rules: RuleSet) -> None:
    """Each is refused as bad input, and none repeats what was not understood in place of a name."""
    decision = data.draw(st.sampled_from(rules.decisions))
    situation = data.draw(testing.invalid_situations(rules, decision))
    with pytest.raises((trivselrules.UnknownNameError, trivselrules.InvalidValueError)):
        rules.decide(decision, **situation)


@few
@given(st.data(), generated)
def test_facts_beside_the_question_are_told_on_request(data: st.DataObject, rules: RuleSet) -> None:
    """With `extra` facts that are not asked come too, and change nothing."""
    decision = data.draw(st.sampled_from(rules.decisions))
    situation = data.draw(testing.situations(rules, decision, extra=True))
    answer = rules.decide(decision, **situation)
    assert told(answer).items() <= situation.items()
    assert is_settled(rules, decision, told(answer))


@few
@given(st.data(), generated, st.booleans(), st.booleans())
def test_answers_are_answers(data: st.DataObject, rules: RuleSet, partial: bool, any_reading: bool) -> None:
    """An answer is what the rules give to its facts, with all facts told and the readings chosen unless asked for."""
    answer = data.draw(testing.answers(rules, partial=partial, any_reading=any_reading))
    assert partial or answer.status != "needs_facts"
    if not any_reading:
        assert rules.decide(answer.decision, **answer.facts) == answer
    one = data.draw(testing.answers(rules, rules.decisions[-1]))
    assert one.decision == rules.decisions[-1]


@few
@given(st.data(), testing.rule_sets())
def test_generated_rule_sets_answer_everything(data: st.DataObject, rules: RuleSet) -> None:
    """A rule set of the kit has no errors, and each of its decisions settles each of its situations."""
    assert all(finding.severity == "warning" for finding in rules.warnings)
    for decision in rules.decisions:
        assert is_settled(rules, decision, data.draw(testing.situations(rules, decision)))


@pytest.mark.parametrize(
    ("made", "error"),
    [
        (lambda: testing.situations("trivselplus", "indkaldels"), trivselrules.UnknownNameError),
        (lambda: testing.situations("trivselpluss", "indkaldelse"), trivselrules.UnknownNameError),
        (lambda: testing.situations("trivselplus", 7), InvalidArgument),  # type: ignore[arg-type]
        (lambda: testing.situations(None, "indkaldelse"), InvalidArgument),  # type: ignore[arg-type]
        (lambda: testing.situations("trivselplus", "indkaldelse", extra=1), InvalidArgument),  # type: ignore[arg-type]
        (lambda: testing.situations("trivselplus", "indkaldelse", True), TypeError),  # type: ignore[call-arg]
        (lambda: testing.partial_situations("trivselplus", "x"), trivselrules.UnknownNameError),
        (lambda: testing.invalid_situations("trivselplus", "x"), trivselrules.UnknownNameError),
        (lambda: testing.answers("trivselplus", "x"), trivselrules.UnknownNameError),
        (lambda: testing.answers("trivselplus", partial=0), InvalidArgument),  # type: ignore[arg-type]
        (lambda: testing.readings(7), InvalidArgument),  # type: ignore[arg-type]
        (lambda: testing.event_logs("trivselplus", "x"), trivselrules.UnknownNameError),
        (lambda: testing.event_logs("trivselplus", "sag", max_size=-1), InvalidArgument),
        (lambda: testing.event_logs("trivselplus", "sag", max_size=True), InvalidArgument),
        (lambda: testing.event_logs("trivselplus", "sag", start="2026-01-01"), InvalidArgument),  # type: ignore[arg-type]
        (lambda: testing.event_logs("trivselplus", "sag", accepted_only=None), InvalidArgument),  # type: ignore[arg-type]
        (lambda: testing.lifecycle_machine("trivselplus", "x"), trivselrules.UnknownNameError),
    ],
)
def test_bad_arguments_are_refused_at_once(made: Any, error: type[Exception]) -> None:
    """What cannot be meant is refused where it is written, not where the first example is drawn."""
    with pytest.raises(error):
        made()


def test_the_library_does_without_what_its_kit_needs() -> None:
    """Neither Hypothesis nor pytest is imported by `import trivselrules` and a decision."""
    code = (
        "import sys, json, trivselrules; trivselrules.load('trivselplus').decide('indkaldelse', trin=3);"
        "print(json.dumps([name for name in sys.modules if name.split('.')[0] in ('hypothesis', 'pytest', '_pytest')]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
