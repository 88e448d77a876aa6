# SPDX-License-Identifier: MPL-2.0
"""`trivselrules coverage`: what people read, and the cases it writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden import STEERING, assert_golden, golden_names, run
from helpers import SOUND, C, edited, folder
from living import LIVING

from trivselrules.cli import coverage_cases

# Without one case, and with no cases at all.
FEWER = {
    "et_mindre": ((C, "  - case: Trin 4\n    facts: {trin: 4}\n    not_applicable: kun_trin_1_til_3\n", ""),),
    "alle": (),
}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", [*FEWER, "ingen"])
def test_coverage_reads_as_before(tmp_path: Path, name: str, language: str) -> None:
    """What is missed comes with its place, the nearest case, and what that case lacks."""
    files = edited(FEWER.get(name, ()))[0]
    if name == "ingen":
        del files[C]
    told = run("coverage", "--rules", str(folder(tmp_path, files)), "--lang", language)
    assert (told.status, told.err) == (1, "")
    assert not STEERING.search(told.out)
    assert_golden(f"coverage/{name}.{language}", told.out)


def test_every_golden_file_is_compared() -> None:
    """No golden file is left behind."""
    names = [*FEWER, "ingen"]
    assert set(golden_names("coverage")) == {f"{name}.{language}" for name in names for language in ("da", "en")}


def test_json_counts_the_cases_of_every_item(tmp_path: Path) -> None:
    """Machines get every item with the number of cases that reach it, and what would reach the others."""
    told = run("coverage", "moede", "--rules", str(folder(tmp_path, SOUND)), "--format", "json").json()
    found = told["decisions"]["moede"]
    counts = {
        (item["kind"], item["name"], item["key"], *item.get("border", ())): item["cases"] for item in found["items"]
    }
    assert counts["answer", "trin", "1"] == 2
    assert counts["answer", "trin", "2"] == 0
    assert counts["option", "hvem_foerst", "skolen"] == 1
    assert counts["border", "alder", "under 6 years", "71 months"] == 0
    missed = next(each for each in found["missed"] if each["key"] == "2")
    assert missed["nearest"]["case"] == "Trin 1, rød"
    assert (missed["change"], missed["when"]) == ({"facts": ["trin"], "readings": []}, {"trin": ["2"]})
    assert missed["witness"]["facts"]["trin"] == 2


def test_cases_that_are_written_reach_everything(tmp_path: Path) -> None:
    """The file can be put where the cases were: it is sound, it passes, and nothing is missed any more."""
    rules = folder(tmp_path, SOUND)
    (rules / C).unlink()
    told = run("coverage", "moede", "--rules", str(rules), "--write", str(rules / C), "--format", "json")
    assert told.json()["written"]["smallest"] is True
    assert run("check", "--rules", str(rules)).status == 0
    tested = run("test", "--rules", str(rules), "--format", "json").json()
    assert tested["cases"] == tested["passed"] == told.json()["written"]["cases"]
    again = run("coverage", "--rules", str(rules))
    assert again.status == 0
    assert_golden("coverage/skrevet", (rules / C).read_text(encoding="utf-8"), "yaml")


@pytest.mark.parametrize("language", ["da", "en"])
def test_it_says_whether_fewer_would_do(tmp_path: Path, language: str) -> None:
    """That a set is smallest is told where it is proved."""
    rules, file = folder(tmp_path, SOUND), tmp_path / "nye.yaml"
    told = run("coverage", "moede", "--rules", str(rules), "--write", str(file), "--lang", language)
    assert {"da": "det er bevist", "en": "it is proved"}[language] in told.out


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("--write", "ny.yaml"), "write-one"),
        (("moede", "--write", "der_er.yaml"), "file-exists"),
        (("moede", "--write", "ingen_mappe/ny.yaml"), "file-unwritable"),
        (("bog", "--write", "der_er.yaml"), "file-exists"),
        (("moder",), "unknown-decision"),
        (("boger",), "unknown-lifecycle"),
        (("moede", "--write", "a.yaml", "--write", "b.yaml"), "usage"),
    ],
)
def test_bad_input_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], code: str
) -> None:
    """Nothing is written over, and nothing is guessed, be it about a decision or a lifecycle."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "der_er.yaml").write_text("mine", encoding="utf-8")
    if code in ("write-one", "file-exists"):  # which nobody should have to wait for
        monkeypatch.delattr(coverage_cases, "cover_decision")
    told = run("coverage", *argv, "--rules", str(folder(tmp_path, LIVING)), "--format", "json")
    assert (told.status, told.json()["error"]["code"]) == (2, code)
    assert (tmp_path / "der_er.yaml").read_text(encoding="utf-8") == "mine"
