# SPDX-License-Identifier: MPL-2.0
"""`trivselrules mutate`: what people read of slips that no case notices."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden import STEERING, assert_golden, golden_names, run
from helpers import SOUND, C, M, edited, folder
from living import LIVING

from trivselrules.render.mutation import percent

WRONG = (M, "set: {leder: psykolog, vaegt", "set: {leder: skoleleder, vaegt")


@pytest.mark.parametrize("language", ["da", "en"])
def test_survivors_read_as_before(tmp_path: Path, language: str) -> None:
    """Every slip that no case notices is told with its place, above a case that would notice it."""
    told = run("mutate", "moede", "--rules", str(folder(tmp_path, SOUND)), "--lang", language)
    assert (told.status, told.err) == (1, "")
    assert not STEERING.search(told.out)
    assert_golden(f"mutate/lille.{language}", told.out)


@pytest.mark.parametrize("language", ["da", "en"])
def test_survivors_of_a_lifecycle_read_as_before(tmp_path: Path, language: str) -> None:
    """A slip in a lifecycle is told above a course of events that would notice it, and what that leads to."""
    told = run("mutate", "rykker", "--rules", str(folder(tmp_path, LIVING)), "--lang", language)
    assert (told.status, told.err) == (1, "")
    assert_golden(f"mutate/rykker.{language}", told.out)


def test_every_golden_file_is_compared() -> None:
    """No golden file is left behind."""
    assert set(golden_names("mutate")) == {"lille.da", "lille.en", "rykker.da", "rykker.en"}


def test_lifecycles_are_tried_with_the_decisions(tmp_path: Path) -> None:
    """Without a name all is tried, and machines get each kind by itself."""
    told = run("mutate", "--rules", str(folder(tmp_path, LIVING)), "--format", "json").json()
    assert set(told["lifecycles"]) == {"bog", "rykker", "spil"}
    survivor = told["lifecycles"]["spil"]["survivors"][0]
    assert set(survivor) == {"operator", "at", "details", "message", "case"}
    assert survivor["case"].startswith("  - case: ")


def test_too_many_states_are_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be gone through is refused, naming what multiplies."""
    monkeypatch.setattr("trivselrules.analysis.exploration.MAX_STATES", 1)
    told = run("mutate", "bog", "--rules", str(folder(tmp_path, LIVING)), "--format", "json")
    assert (told.status, told.json()["error"]["code"]) == (2, "states-too-many")


def test_json_holds_every_survivor(tmp_path: Path) -> None:
    """Machines get the counts, and of each survivor what it is, where, and the case."""
    told = run("mutate", "--rules", str(folder(tmp_path, SOUND)), "--format", "json").json()
    found = told["decisions"]["moede"]
    assert found["total"] == found["killed"] + len(found["survivors"])
    survivor = next(s for s in found["survivors"] if s["operator"] == "notice-dropped")
    assert survivor["details"] == {"name": "husk_samtykke"}
    assert survivor["at"] == "lille/moede.yaml:23:16"
    assert survivor["witness"] == {"facts": {"trin": 3}, "readings": {}}
    assert "    notices: [husk_samtykke]" in survivor["case"].split("\n")


def test_several_decisions_are_summed(tmp_path: Path) -> None:
    """With more than one decision the last line is the score of all."""
    other = SOUND[M].replace("decision: moede", "decision: samtale")
    told = run("mutate", "--rules", str(folder(tmp_path, {**SOUND, "samtale.yaml": other})))
    assert told.out.splitlines()[-1].startswith("I alt: ")


def test_a_decision_without_slips_is_said_to_have_none(tmp_path: Path) -> None:
    """Where nothing can go wrong there is no percentage."""
    bare = "decision: intet\ntitle:\n  da: Intet?\n  en: Nothing?\noutcome: {}\ntree: {source: [XX-001]}\n"
    rules = str(folder(tmp_path, {**SOUND, "intet.yaml": bare}))
    told = run("mutate", "intet", "--rules", rules)
    assert told.status == 0
    assert "ingen fejl kan ændre et svar" in told.out


def test_cases_must_pass_first(tmp_path: Path) -> None:
    """Cases that fail already would notice anything."""
    wrong = edited([(C, "    outcome: {leder: skoleleder,", "    outcome: {leder: psykolog,")])[0]
    told = run("mutate", "--rules", str(folder(tmp_path, wrong)), "--format", "json")
    assert (told.status, told.json()["error"]["code"]) == (2, "cases-fail")
    unknown = run("mutate", "moder", "--rules", str(folder(tmp_path, SOUND)), "--format", "json")
    assert (unknown.status, unknown.json()["error"]["code"]) == (2, "unknown-decision")


SHARES = [(0, 7, "0"), (1, 3, "33.3"), (999, 1000, "99.9"), (9999, 10000, "99.9"), (5, 5, "100"), (0, 0, "100")]


@pytest.mark.parametrize(("part", "whole", "share"), SHARES)
def test_only_all_is_a_hundred_per_cent(part: int, whole: int, share: str) -> None:
    """Shares are rounded down."""
    assert (percent(part, whole, "da"), percent(part, whole, "en")) == (share.replace(".", ","), share)
