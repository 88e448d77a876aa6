# SPDX-License-Identifier: MPL-2.0
"""`trivselrules coverage` of lifecycles: what people read, and the cases it writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from golden import STEERING, assert_golden, golden_names, run
from helpers import folder
from living import ALONE, EVENTS, LIVING, OTHER
from test_engine_laws import shipped

import trivselrules
from trivselrules.covering_lifecycles import cover_lifecycle, cover_lifecycles
from trivselrules.lifecycle import Happening, LifecycleCase, Stage
from trivselrules.ref import Ref


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", ["bog", "rykker", "spil"])
def test_what_lifecycles_miss_reads_as_before(tmp_path: Path, name: str, language: str) -> None:
    """What is missed comes with its place, the nearest case and one that reaches it; what cannot be is told first."""
    told = run("coverage", name, "--rules", str(folder(tmp_path, LIVING)), "--lang", language)
    assert (told.status, told.err) == (1, "")
    assert not STEERING.search(told.out)
    assert_golden(f"lifecycle_coverage/{name}.{language}", told.out)


def test_every_golden_file_is_compared() -> None:
    """No golden file is left behind."""
    names = {f"{name}.{language}" for name in ("bog", "rykker", "spil") for language in ("da", "en")}
    assert set(golden_names("lifecycle_coverage")) == names


def test_lifecycles_are_covered_with_the_decisions(tmp_path: Path) -> None:
    """Without a name all is told, and machines get each kind by itself."""
    told = run("coverage", "--rules", str(folder(tmp_path, LIVING)), "--format", "json").json()
    assert set(told["lifecycles"]) == {"bog", "rykker", "spil"}
    found = told["lifecycles"]["bog"]
    assert {(item["kind"], item["name"]): item["cases"] for item in found["items"]}["phase", "hjemme"] > 1
    missed = found["missed"][0]
    assert {"kind", "name", "at", "why", "case"} <= set(missed)
    assert missed["case"].startswith("  - case: ")


@pytest.mark.parametrize("name", ["bog", "rykker", "spil"])
def test_cases_that_are_written_reach_everything(tmp_path: Path, name: str) -> None:
    """The file can be put where the cases were: it is sound, it passes, and nothing is missed any more."""
    rules = folder(tmp_path, LIVING)
    for old in rules.glob("*.cases.yaml"):
        old.unlink()
    file = rules / f"{name}.cases.yaml"
    told = run("coverage", name, "--rules", str(rules), "--write", str(file), "--format", "json").json()
    assert run("check", "--rules", str(rules)).status == 0
    tested = run("test", "--rules", str(rules), "--format", "json").json()
    assert tested["cases"] == tested["passed"] == told["written"]["cases"]
    assert run("coverage", name, "--rules", str(rules)).status == 0


@pytest.mark.parametrize("name", ["forloeb", "sag", "underretning"])
def test_shipped_cases_reach_everything(name: str) -> None:
    """The cases that are shipped leave nothing untried that can happen."""
    assert cover_lifecycle(shipped("trivselplus")[0], name).missed == ()


def test_all_lifecycles_are_covered_as_each_is(tmp_path: Path) -> None:
    """Those that run beside each other share the search, and it gives the same."""
    rules = trivselrules.load(folder(tmp_path, LIVING))
    found = cover_lifecycles(rules)
    assert [one.lifecycle for one in found] == list(rules.model.lifecycles)
    assert found == tuple(cover_lifecycle(rules, name) for name in rules.model.lifecycles)


def test_a_case_counts_up_to_an_event_that_the_rules_do_not_know(tmp_path: Path) -> None:
    """A case can begin under a version that knows other events; what comes after one is not judged by this version."""
    rules = trivselrules.load(folder(tmp_path, LIVING))
    given = tuple((Ref(name), value, Ref(name).location) for name, value in (("klar", True), ("farve", "roed")))

    def reached(*names: str) -> tuple[int, ...]:
        events = [Happening(Ref(name), Ref("2026-09-01"), given if name == "bog_laant" else ()) for name in names]
        case = LifecycleCase("-", Ref("bog"), tuple(events), Stage())
        return cover_lifecycle(evolve(rules, model=evolve(rules.model, lifecycle_cases=(case,))), "bog").reached

    assert reached("bog_laant", "ukendt", "bog_laest") == reached("bog_laant")
    assert reached("bog_laant") != reached("bog_laant", "bog_laest")


def test_no_reading_is_taken_that_makes_no_difference(tmp_path: Path) -> None:
    """What is reached by one way under a reading, and by the same events without it, is told without it."""
    moves = """\
  - {event: spil_begyndt, from: [lukket], under: {gebyr_ved_rykker: [altid]}, to: ude, source: [XX-001]}
  - {event: spil_delt, from: [lukket], under: {hvem_foerst: [skolen]}, to: aaben, source: [XX-001]}
  - {event: spil_delt, from: [lukket], under: {hvem_foerst: [barnet]}, to: ude, source: [XX-001]}
  - event: spil_slut
    from: [aaben, ude]
    under: {gebyr_ved_rykker: [aldrig, efter_skoen]}
    to: lukket
    source: [XX-001]
"""
    head = LIVING[ALONE].partition("moves:\n")[0].replace("  aaben:", "  ude: {rest: true}\n  aaben:")
    files = {
        **LIVING,
        ALONE: f"{head}moves:\n{moves}",
        EVENTS: f"{LIVING[EVENTS]}  spil_delt:\n    da: spillet er delt\n    en: the game is shared\n",
    }
    found = cover_lifecycle(trivselrules.load(folder(tmp_path, files)), "spil")
    logs = {one.item.value: one.log for one in found.missed if one.item.kind == "met"}
    for option in ("aldrig", "efter_skoen"):
        assert [event for event, _ in logs[option].events] == ["spil_delt", "spil_slut"]
        assert dict(logs[option].readings) == {"gebyr_ved_rykker": option}


@pytest.mark.parametrize("event", ["spil_begyndt", "aldrig_sket"])
def test_a_deadline_that_nothing_beside_starts_never_has_a_start(tmp_path: Path, event: str) -> None:
    """It may count from what happens in a lifecycle that does not run beside, or in none."""
    counted = f"after: {event}, without_start: ingen_frist"
    files = {
        **LIVING,
        OTHER: LIVING[OTHER].replace("after: rykker_sendt", counted),
        EVENTS: f"{LIVING[EVENTS]}  aldrig_sket:\n    da: aldrig sket\n    en: never happened\n",
    }
    found = cover_lifecycle(trivselrules.load(folder(tmp_path, files)), "rykker")
    kinds = {item.kind: count for item, count in zip(found.items, found.reached, strict=True) if item.key == event}
    assert (kinds["deadline"], kinds["startless"] > 0) == (0, True)
    assert [item.kind for item in found.never if item.key == event] == ["deadline"]


@pytest.mark.parametrize("argv", [("bog",), (), ("bog", "--write", "ny.yaml")])
def test_too_many_states_are_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]) -> None:
    """What cannot be gone through is refused, naming what multiplies."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("trivselrules.analysis.exploration.MAX_STATES", 1)
    told = run("coverage", *argv, "--rules", str(folder(tmp_path, LIVING)), "--format", "json")
    assert (told.status, told.json()["error"]["code"]) == (2, "states-too-many")
