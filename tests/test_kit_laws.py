# SPDX-License-Identifier: MPL-2.0
"""The laws that the testing kit has ready hold of our rules, and find what breaks them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from helpers import SHIPPED, SOUND, folder
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.vendor.pretty import pretty
from living import LIVING

import trivselrules
from trivselrules import Answer, RuleSet, testing
from trivselrules.frozen_map import FrozenMap
from trivselrules.instance import Instance
from trivselrules.testing import LoggedEvent, laws

RULES = trivselrules.load("trivselplus")
few = settings(max_examples=max(1, settings().max_examples // 20))


def run_all(test: Callable[..., None], ending: str = "", how: settings = few) -> set[str]:
    """Run a parametrised test of the kit, or what has a name that ends so; give the names of what failed."""
    (mark,) = test.pytestmark  # type: ignore[attr-defined]
    failed = set()
    for name, law in zip(mark.kwargs["ids"], mark.args[1], strict=True):
        if name.endswith(ending):
            try:
                how(law)()
            except (AssertionError, pytest.fail.Exception, InvalidArgument):
                failed.add(name)
    return failed


def test_the_laws_hold_of_small_rules(tmp_path: Path) -> None:
    """Every law holds of a rule set with lifecycles, named by its folder; each is a test by its name."""
    made = laws.tests(folder(tmp_path, LIVING))
    assert run_all(made) == set()
    (mark,) = made.pytestmark  # type: ignore[attr-defined]
    names = list(mark.kwargs["ids"])
    assert {"moede-total", "moede-refuses", "bog-one_by_one"} <= set(names)
    (mark,) = laws.tests(tmp_path / "lille", only=["bog"]).pytestmark  # type: ignore[attr-defined]
    assert list(mark.kwargs["ids"]) == ["bog-one_by_one", "bog-refused_quietly", "bog-remembered"]
    with pytest.raises(trivselrules.UnknownNameError):
        laws.tests(tmp_path / "lille", only=["bogg"])


@few
@given(st.data(), testing.rule_sets())
def test_the_laws_hold_of_generated_rules(data: st.DataObject, rules: RuleSet) -> None:
    """Every law about answers holds whatever the rules say."""
    answer = data.draw(testing.answers(rules, partial=True))
    for law in laws.ANSWER_LAWS:
        law(rules, answer)


@pytest.mark.parametrize("lifecycle", RULES.lifecycles)
@pytest.mark.parametrize("law", laws.LOG_LAWS)
def test_the_laws_hold_of_the_shipped_lifecycles(lifecycle: str, law: laws.LogLaw) -> None:
    """Every law about logs holds of TRIVSEL+."""
    few(laws.on_logs("trivselplus", lifecycle, law))()


def test_the_plugin_collects_the_laws(pytester: pytest.Pytester) -> None:
    """One line in a test file makes a test of each law and rule."""
    folder(pytester.path, SOUND)
    pytester.makepyfile('from trivselrules.testing import laws\n\ntest_laws = laws.tests("./lille")\n')
    result = pytester.runpytest_inprocess("-p", "no:trivselrules", "-p", "no:xdist", "-p", "no:cacheprovider", "-v")
    result.assert_outcomes(passed=len(laws.ANSWER_LAWS) + 1)
    result.stdout.fnmatch_lines(["*::test_laws[[]moede-order_free[]] PASSED*"])


# How an answer would be if the engine, or a system in its place, broke a law.
def _other(answer: Answer) -> Answer:
    return evolve(answer, status="decided" if answer.status != "decided" else "undetermined")


class Broken:
    """A rule set that answers wrongly: `spoil` gets the facts and the right answer."""

    def __init__(self, rules: RuleSet, spoil: Callable[[dict[str, Any], Answer], Answer]) -> None:
        self.model, self._rules, self._spoil = rules.model, rules, spoil

    def reading(self, choices: dict[str, str]) -> Broken:
        """Choose readings, and spoil the answers all the same."""
        return Broken(self._rules.reading(choices), self._spoil)

    def decide(self, decision: str, /, **facts: Any) -> Answer:
        """Answer wrongly where the law looks."""
        return self._spoil(facts, self._rules.decide(decision, **facts))


SPOILED: dict[str, Callable[[dict[str, Any], Answer], Answer]] = {
    "deterministic": lambda _, answer: _other(answer),
    "order_free": lambda facts, answer: _other(answer) if list(facts)[:1] != ["trin"] else answer,
    "blind_to_the_rest": lambda facts, answer: _other(answer) if "alder" in facts else answer,
    "replayed": lambda _, answer: evolve(answer, because=answer.because[:1]),
    "settled": lambda facts, answer: (
        evolve(answer, status="decided", outcome=FrozenMap({})) if "farve" in facts else answer
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_broken_law_is_found(name: str, tmp_path: Path) -> None:
    """Each law fails for answers that break it."""
    rules = trivselrules.load(folder(tmp_path, SOUND))
    broken: Any = Broken(rules, SPOILED[name])
    law = getattr(laws, name)
    answers = [
        rules.decide("moede", **facts)
        for facts in ({"trin": 1}, {"trin": 1, "farve": "roed"}, {"trin": 3}, {"trin": 4, "farve": "blaa"})
    ]
    failed = 0
    for answer in answers:
        try:
            law(broken, answer)
        except AssertionError:
            failed += 1
    assert failed > 0
    for answer in answers:
        law(rules, answer)


def test_an_answer_that_hides_a_reading_is_found(tmp_path: Path) -> None:
    """An answer that another option would change, and that does not say so, breaks a law."""
    rules = trivselrules.load(folder(tmp_path, SOUND))
    answer = rules.decide("moede", trin=1, farve="roed")
    laws.honest(rules, answer)
    laws.honest(rules, evolve(rules.decide("moede", trin=3), because=answer.because))  # no option changes that answer
    laws.honest(rules, evolve(answer, open_points=(), missing=("alder",)))
    with pytest.raises(AssertionError, match="hvem_foerst="):
        laws.honest(rules, evolve(answer, open_points=(), outcome=FrozenMap({})))


def test_a_failing_answer_is_shown_as_its_question() -> None:
    """What Hypothesis prints of an answer is what was asked and the status, and not all the rules."""
    answer = RULES.decide("indkaldelse", trin=3)
    assert pretty(answer) == "decide('indkaldelse', trin=3)  # not_applicable"


def test_answers_without_a_source_or_a_known_status_are_found() -> None:
    """An answer that rests on nothing, or on a statement nobody knows, breaks a law, and so does a fifth status."""
    answer = RULES.decide("indkaldelse", trin=3)
    for law, spoiled in (
        (laws.sourced, evolve(answer, because=())),
        (laws.sourced, evolve(answer, because=(evolve(answer.because[0], source=("TP-999",)),))),
        (laws.total, evolve(answer, status="perhaps")),  # type: ignore[arg-type]
    ):
        with pytest.raises(AssertionError):
            law(RULES, spoiled)


def test_a_rule_that_forgets_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Logs that lose events, or to which refused events do something, break a law."""
    log = [LoggedEvent("team_nedsat", testing.MONDAY), LoggedEvent("bekymring_rejst", testing.MONDAY)]
    right = Instance.accept
    monkeypatch.setattr(Instance, "accept", lambda self, *a, **k: evolve(right(self, *a, **k), steps=()))
    with pytest.raises((AssertionError, IndexError)):
        laws.remembered(RULES, "forloeb", log)

    def moved(self: Instance, *a: Any, **k: Any) -> Instance:
        done = right(self, *a, **k)
        return done if done.steps[-1].response.status == "accepted" else evolve(done, happened=FrozenMap({"x": a[1]}))

    monkeypatch.setattr(Instance, "accept", moved)
    with pytest.raises(AssertionError):
        laws.refused_quietly(RULES, "forloeb", log[:1])
    monkeypatch.setattr(Instance, "accept", right)
    by_days = Instance.as_of
    monkeypatch.setattr(Instance, "as_of", lambda self, on: evolve(by_days(self, on), happened=FrozenMap({"x": on})))
    with pytest.raises(AssertionError):
        laws.one_by_one(RULES, "forloeb", log[1:])


def test_what_must_refuse_and_does_not_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule set that answers a situation which is none breaks a law."""
    made = laws.tests(folder(tmp_path, SOUND))
    answer = RULES.decide("indkaldelse", trin=3)
    monkeypatch.setattr(RuleSet, "decide", lambda *_, **__: answer)
    assert run_all(made, "-refuses") == {"moede-refuses"}


MONOTONE = """\
decision: gebyr
title:
  da: Gebyr
  en: Fee
outcome:
  antal: {type: integer, required: true}
  frist: {type: duration, required: true}
  kanal: {type: channel, required: true}
tree:
  source: [XX-001]
  ask: alder
  answers:
    under 6 years: {set: {antal: 1, frist: {weeks: 1}, kanal: telefon}, source: [XX-001]}
    6 to 17 years: {set: {antal: 3, frist: {weeks: 4}, kanal: telefon}, source: [XX-001]}
    from 18 years: {set: {antal: 2, frist: {months: 1}, kanal: telefon}, source: [XX-001]}
"""


def test_what_must_not_fall_is_declared(tmp_path: Path) -> None:
    """An outcome that must never fall as a fact rises is found where it does."""
    rules = folder(tmp_path, {**SOUND, "gebyr.yaml": MONOTONE})
    monotone = {"gebyr.antal": "alder", "gebyr.frist": "alder", "gebyr.kanal": "alder", "moede.antal": "skala"}
    how = settings(database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    found = run_all(laws.tests(rules, monotone=monotone), "-monotone", how)
    assert found == {"gebyr.antal-monotone", "gebyr.kanal-monotone"}


@pytest.mark.parametrize(
    ("monotone", "error"),
    [
        ({"gebyr.antal": "alder"}, trivselrules.UnknownNameError),
        ({"indkaldelse.antal": "trin"}, trivselrules.UnknownNameError),
        ({"indkaldelse.indkalder": "trinn"}, trivselrules.UnknownNameError),
        ({"indkaldelse.indkalder": "tilbud"}, InvalidArgument),
    ],
)
def test_what_cannot_rise_is_refused(monotone: dict[str, str], error: type[Exception]) -> None:
    """Names that do not exist, and a fact that is no number, are refused when the test is made."""
    with pytest.raises(error):
        laws.tests(SHIPPED, monotone=monotone)
