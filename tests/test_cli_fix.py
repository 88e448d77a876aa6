# SPDX-License-Identifier: MPL-2.0
"""`check --fix` on the command line: the patch is seen first, and only a yes writes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT

from trivselrules.cli import fix, output
from trivselrules.cli.main import main
from trivselrules.errors import UsageError

RIGHT, WRONG = "ask: sted", "ask: stedd"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the excursions with a misspelt name."""
    made = tmp_path / "udflugt"
    shutil.copytree(ROOT / "tests" / "udflugt", made)
    text = (made / "ledsagere.yaml").read_text("utf-8")
    (made / "ledsagere.yaml").write_text(text.replace(RIGHT, WRONG, 1), "utf-8")
    return made


def text_of(folder: Path) -> str:
    """Give the file with the mistake."""
    return (folder / "ledsagere.yaml").read_text("utf-8")


def test_what_is_piped_shows_the_patch_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody is there to say yes: the patch is on standard output, and how to write it on standard error."""
    before = text_of(folder)
    assert main(["check", "--fix", "--rules", str(folder)]) == 1
    shown = capsys.readouterr()
    assert f"-    {WRONG}" in shown.out
    assert f"+    {RIGHT}" in shown.out
    assert shown.out.startswith("--- ")
    assert f"trivselrules check --fix --yes --rules {folder}\n" in shown.err
    assert text_of(folder) == before


def test_yes_writes_and_checks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--yes` the file is written, and what is left is told; a second time there is nothing to do."""
    (folder / "ledsagere.yaml").chmod(0o640)
    assert main(["check", "--fix", "--yes", "--rules", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "Skrevet: ledsagere.yaml." in shown
    assert "ingen fejl" in shown
    assert text_of(folder) == (ROOT / "tests" / "udflugt" / "ledsagere.yaml").read_text("utf-8")
    assert (folder / "ledsagere.yaml").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    assert main(["check", "--fix", "--yes", "--rules", str(folder), "--lang", "en"]) == 0
    assert "nothing that can be mended" in capsys.readouterr().out


@pytest.mark.parametrize(("reply", "written"), [("j", True), ("yes", True), ("n", False), ("", False), (None, False)])
def test_a_person_is_asked(reply: str | None, written: bool, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the patch is written if the person says yes, and not if they say anything else or leave."""

    def answered() -> str:
        if reply is None:
            raise EOFError
        return reply

    monkeypatch.setattr(fix, "is_interactive", lambda: True)
    monkeypatch.setattr("builtins.input", answered)
    assert main(["check", "--fix", "--rules", str(folder)]) == (0 if written else 1)
    assert (WRONG not in text_of(folder)) is written


@pytest.mark.parametrize("yes", [False, True])
def test_as_json(yes: bool, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A program gets the patch, what is mended by it, what is left, and whether it was written."""
    assert main(["check", "--fix", *["--yes"] * yes, "--rules", str(folder), "--format", "json"]) == (0 if yes else 1)
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert [finding["code"] for finding in told["mended"]] == ["unknown-fact"]
    assert told["left"] == []
    assert told["written"] is yes
    assert f"+    {RIGHT}" in told["patch"]
    assert (WRONG not in text_of(folder)) is yes


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--fix", "--watch"], "fix-alone"),
        (["--fix", "--format", "sarif"], "fix-alone"),
        (["--yes"], "yes-alone"),
    ],
)
def test_what_does_not_go_together(arguments: list[str], code: str, folder: Path) -> None:
    """A patch has no place in the other formats, nor while files are watched; a yes needs something to say yes to."""
    from trivselrules.cli.arguments import parse
    from trivselrules.cli.check import run

    with pytest.raises(UsageError) as refused:
        run(parse(["check", *arguments, "--rules", str(folder)], "da"))
    assert refused.value.code == code


def test_a_rule_set_that_ships_is_not_mended(capsys: pytest.CaptureFixture[str]) -> None:
    """What ships with the package is no one's to change."""
    assert main(["check", "--fix", "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "fix-shipped"


def test_a_file_that_has_changed_meanwhile_is_left(folder: Path) -> None:
    """What somebody else has written since is never written over, and no other file is changed either."""
    files = {folder / "ledsagere.yaml": (b"other", b"new"), folder / "vejen.yaml": (b"x", b"y")}
    before = {path: path.read_bytes() for path in files}
    with pytest.raises(UsageError):
        output.replace_files(files)
    assert {path: path.read_bytes() for path in files} == before


def test_a_file_that_cannot_be_written_is_told(folder: Path) -> None:
    """A file that is gone is an error, and nothing is left behind."""
    with pytest.raises(UsageError):
        output.replace_files({folder / "findes_ikke.yaml": (b"", b"x")})
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
