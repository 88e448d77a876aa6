# SPDX-License-Identifier: MPL-2.0
"""`check` for those who build and review: annotations, reports, hooks, and looking again while files change."""

from __future__ import annotations

import json
import re
import shutil
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers import ROOT

from trivselrules.cli.arguments import VERBS
from trivselrules.cli.main import main
from trivselrules.cli.watch import watch
from trivselrules.finding import find
from trivselrules.loading import read
from trivselrules.location import Location
from trivselrules.render.annotations import github_annotations, gitlab_report, sarif_log

HOSTILE = "a%0A::error::\x1b[2J\r\n::stop-commands::x:,y"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the excursions with an error and a warning in it, beside which we stand."""
    shutil.copytree(ROOT / "tests" / "udflugt", tmp_path / "udflugt")
    monkeypatch.chdir(tmp_path)
    damage(tmp_path / "udflugt" / "ledsagere.yaml", "ansvarlig: paedagog", "ansvarlig: pedagog")
    damage(tmp_path / "udflugt" / "notices.yaml", "da: Reglerne", "da: “Reglerne")
    return tmp_path / "udflugt"


def damage(file: Path, old: str, new: str) -> None:
    """Replace a passage that stands once."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def checked(form: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Check the folder in a form, which has an error."""
    assert main(["check", "--rules", "./udflugt", "--format", form]) == 1
    return capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_github_shows_each_finding_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    """One workflow command for each finding, with file, line, column, code and text."""
    first, second = checked("github", capsys).splitlines()
    assert first.startswith("::error file=udflugt/ledsagere.yaml,line=18,col=22,title=unknown-role::rollen `pedagog`")
    assert second.startswith("::warning file=udflugt/notices.yaml,line=5,col=9,title=curly-quote::")


def test_nothing_found_annotates_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Sound rules give no commands, an empty report and a log without results."""
    assert main(["check", "--rules", "trivselsbarometer", "--format", "github"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", "--rules", "trivselsbarometer", "--format", "gitlab"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["check", "--rules", "trivselsbarometer", "--format", "sarif"]) == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == []


def test_no_text_can_begin_a_command_of_its_own() -> None:
    """Line ends and control characters of a rule file are escaped, and so is what divides the parts of a command."""
    finding = find("file-name", Location(HOSTILE, 1, 1), name=HOSTILE)
    told = github_annotations([finding], "en", lambda place: place.file)
    assert len(told.splitlines()) == 1
    assert re.search("[\x00-\x1f\x7f]", told) is None
    named, text = re.fullmatch("::error (.*?)::(.*)", told).groups()  # type: ignore[union-attr]
    assert [part.partition("=")[0] for part in named.split(",")] == ["file", "line", "col", "title"]
    assert "%0A" not in text.replace("%250A", "")


@pytest.mark.usefixtures("folder")
def test_gitlab_takes_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    """Each issue has what a code quality report needs, and a fingerprint of its own."""
    issues = json.loads(checked("gitlab", capsys))
    assert [(i["check_name"], i["severity"], i["location"]["lines"]["begin"]) for i in issues] == [
        ("unknown-role", "major", 18),
        ("curly-quote", "minor", 5),
    ]
    assert len({issue["fingerprint"] for issue in issues}) == 2
    assert all(not issue["location"]["path"].startswith("/") for issue in issues)


def test_a_fingerprint_stays_while_a_finding_moves() -> None:
    """A finding on another line is the same issue; the same finding twice is two."""

    def prints(*lines: int) -> list[Any]:
        findings = [find("empty-value", Location("a.yaml", line), key="x", repaired="x") for line in lines]
        return [issue["fingerprint"] for issue in gitlab_report(findings, "da", lambda place: place.file)]

    assert prints(3) == prints(7)
    assert len(set(prints(3, 7))) == 2
    assert prints(3, 7) == prints(4, 8)


def test_sarif_says_where_and_by_which_rule(folder: Path) -> None:
    """Every result points to its rule and its place; an address holds nothing but what an address may."""
    log: Any = sarif_log(read(folder).findings, "en", lambda place: f"å b/{place.file}", "1.0.0")
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[\w/.%~-]+", uri, re.ASCII)
    assert [result["level"] for result in run["results"]] == ["error", "warning"]


def test_the_hooks_name_commands_that_exist() -> None:
    """What other repositories run before a commit is there, and says how to name a folder."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["trivselrules-check", "trivselrules-test"]
    for hook in hooks:
        program, verb = hook["entry"].split()
        assert program == "trivselrules"
        assert "--rules" in VERBS[verb].split()
        assert re.search(hook["files"], "rules/x.yaml")
        assert hook["pass_filenames"] is False


def _steps(*steps: Callable[[], None]) -> Callable[[float], None]:
    """Carry out a step at each pause, and then let the person press Ctrl-C."""
    waiting = list(steps)

    def pause(_: float) -> None:
        if not waiting:
            raise KeyboardInterrupt
        waiting.pop(0)()

    return pause


def test_watching_checks_after_every_change_and_ends_cleanly(folder: Path) -> None:
    """It checks at once, again when a file changes, comes or goes, and not otherwise; Ctrl-C is no failure."""
    looks: list[tuple[str, ...]] = []

    def look(options: Namespace) -> int:
        looks.append(tuple(finding.code for finding in read(options.rules).findings))
        return 0

    options = Namespace(rules=str(folder), lang="da")
    mend = _steps(
        lambda: None,
        lambda: damage(folder / "ledsagere.yaml", "ansvarlig: pedagog", "ansvarlig: paedagog "),
        lambda: None,
        (folder / "notices.yaml").unlink,
    )
    assert watch(options, look, mend) == 0
    assert [len(codes) for codes in looks[:2]] == [2, 1]
    assert len(looks) == 3


def test_watching_survives_a_folder_that_is_moved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is gone for a while is told, and checked again when it is back."""
    options = Namespace(rules=str(folder), lang="en")
    looks = []

    def look(options: Namespace) -> int:
        looks.append(len(read(options.rules).findings))
        return 0

    away = folder.with_name("away")
    assert watch(options, look, _steps(lambda: _moved(folder, away), lambda: _moved(away, folder))) == 0
    assert looks == [2, 2]
    assert "the folder of the rule set does not exist" in capsys.readouterr().err


def _moved(here: Path, there: Path) -> None:
    here.rename(there)


def test_watching_keeps_an_editor_up_to_date(folder: Path) -> None:
    """Where an editor's schemas were written, a new role is offered as soon as the vocabulary has it."""
    assert main(["schema", "--for", str(folder)]) == 0
    role = "roles:\n  kok:\n    kind: ansat\n    da: kok\n    en: cook\n"
    options = Namespace(rules=str(folder), lang="da")
    assert (
        watch(options, lambda _: 0, _steps(lambda: damage(folder / "vocabulary.yaml", "\nroles:\n", f"\n{role}"))) == 0
    )
    written = json.loads((folder / ".vscode" / "schemas" / "decision.schema.json").read_text("utf-8"))
    assert "kok" in written["$defs"]["known_words_role"]["enum"]


def test_watching_leaves_a_folder_without_an_editor_alone(folder: Path) -> None:
    """Nothing is written where nothing was asked for."""
    assert watch(Namespace(rules=str(folder), lang="da"), lambda _: 0, _steps()) == 0
    assert not (folder / ".vscode").exists()
