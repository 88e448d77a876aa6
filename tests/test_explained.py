# SPDX-License-Identifier: MPL-2.0
"""Every code has a page: what it means, why, and examples that were run."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from error_pages import FOLDER, pages
from explained_examples import ARRANGED, EXCURSIONS, NEIGHBOUR, command_code, files_of, findings_of, python_code
from helpers import AsKept

from trivselrules.analysis import exploration
from trivselrules.catalog import CATALOG
from trivselrules.cli.main import main
from trivselrules.errors import UnknownNameError
from trivselrules.explained import Explanation, codes, explain_code

EXPLAINED = [explain_code(code) for code in codes()]


def of_kind(*kinds: str) -> pytest.MarkDecorator:
    """Try a test on each explanation of a kind."""
    told = [told for told in EXPLAINED if told.kind in kinds]
    return pytest.mark.parametrize("told", told, ids=[explanation.code for explanation in told])


def excursions(folder: Path, files: dict[str, str], called: str = "udflugt") -> Path:
    """Write a folder `udflugt`, or one beside it."""
    made = folder / called
    made.mkdir()
    for name, text in files.items():
        (made / name).write_bytes(text.encode())
    return made


def test_every_code_is_explained() -> None:
    """No code of the catalogue lacks an explanation, and none that is explained is gone from the catalogue."""
    assert sorted(codes()) == sorted(CATALOG)


def example(told: Explanation, folder: Path, files: dict[str, str]) -> Path:
    """Write the rules of an example; those of the next town stand beside the excursions."""
    if not told.own:
        return excursions(folder, files)
    excursions(folder, dict(EXCURSIONS))
    return excursions(folder, files, "naboby")


def test_the_excursions_are_sound(tmp_path: Path) -> None:
    """Nothing is wrong with the rules that the examples change."""
    assert findings_of(excursions(tmp_path, dict(EXCURSIONS)), prove=True) == ()
    assert findings_of(excursions(tmp_path, dict(NEIGHBOUR), "naboby"), prove=True) == ()


@of_kind("rules")
def test_the_wrong_lines_give_the_code_and_nothing_else(told: Explanation, tmp_path: Path, as_kept: AsKept) -> None:
    """Put into sound rules, the wrong lines give exactly their code, once, at the marked line."""
    files, place = files_of(told, wrong=True)
    found = findings_of(example(told, tmp_path, files), prove=told.prove)
    assert [finding.code for finding in found] == [told.code], [str(f) for f in found]
    as_kept(found)
    location = found[0].location
    assert location is not None
    if place is not None:
        folder = "naboby" if told.own else "udflugt"
        assert (location.file, location.line) == (f"{folder}/{place[0]}", place[1])


@of_kind("rules")
def test_the_right_lines_give_nothing(told: Explanation, tmp_path: Path) -> None:
    """Put into sound rules, the right lines leave them sound."""
    files, _ = files_of(told, wrong=False)
    assert findings_of(example(told, tmp_path, files), prove=told.prove) == ()


@of_kind("command")
def test_commands_are_refused_and_taken(told: Explanation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wrong command is refused with its code, and the right one is not."""
    monkeypatch.chdir(tmp_path)
    excursions(tmp_path, dict(EXCURSIONS))
    assert command_code(told.wrong.da) == told.code
    assert command_code(told.right.da) is None


@of_kind("python")
def test_python_raises_the_code(told: Explanation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wrong lines raise an error with the code, and the right ones raise none."""
    monkeypatch.chdir(tmp_path)
    excursions(tmp_path, dict(EXCURSIONS))
    assert python_code(told.wrong.da) == told.code
    assert python_code(told.right.da) is None


def test_what_is_told_in_words_can_be_arranged() -> None:
    """Whatever is only described, somebody has brought about, but for what sound rules do not show."""
    assert sorted(ARRANGED) == sorted(told.code for told in EXPLAINED if told.kind == "words")


@pytest.mark.parametrize("code", [code for code, arrange in ARRANGED.items() if arrange is not None])
def test_what_is_told_in_words_gives_the_code(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The described situation gives exactly its code; the limit of states is lowered, since reaching it is slow."""
    if code == "states-too-many":
        monkeypatch.setattr(exploration, "MAX_STATES", 10)
    folder = excursions(tmp_path, dict(EXCURSIONS))
    arrange = ARRANGED[code]
    assert arrange is not None
    arrange(folder)
    assert {finding.code for finding in findings_of(folder, prove=True)} == {code}
    shutil.rmtree(folder)


@pytest.mark.parametrize("code", codes())
def test_explanations_are_said_in_both_languages(code: str) -> None:
    """Why a code is a problem is said in sentences, and not with the same words in both languages."""
    told = explain_code(code)
    for text in (told.why.da, told.why.en):
        assert text.endswith(".")
        assert text[0].isupper() or text[0] == "`"
    assert told.why.da != told.why.en
    assert told.kind != "words" or told.wrong.da != told.wrong.en


def test_the_pages_are_up_to_date() -> None:
    """What is committed in `docs/da/fejl/` is what `python tests/error_pages.py` writes."""
    made = pages()
    assert sorted(path.name for path in FOLDER.glob("*.md")) == sorted(made)
    assert {name for name, text in made.items() if (FOLDER / name).read_text("utf-8") != text} == set()


def test_the_index_links_to_every_page() -> None:
    """Each code stands once on the page that lists them all."""
    links = re.findall(r"\]\(([^)]+)\)", pages()["README.md"])
    assert sorted(links) == sorted(f"{code}.md" for code in CATALOG)


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_code_is_explained_on_the_command_line(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`explain-code` tells the severity, the reason, the two examples with a caret, and what to do."""
    assert main(["explain-code", "answer-missing", "--lang", language]) == 0
    text = capsys.readouterr().out
    told = explain_code("answer-missing")
    assert text.startswith(("fejl" if language == "da" else "error") + " [answer-missing]: ")
    assert told.why.to("da" if language == "da" else "en") in text
    assert "  ask: sted\n       ^\n" in text
    assert "§" not in text
    assert main(["explain-code", "answer-missing", "--lang", language, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["code"], data["severity"], data["file"]) == ("answer-missing", "error", "ledsagere.yaml")
    assert "§" not in data["wrong"]


def test_an_unknown_code_names_the_nearest() -> None:
    """A misspelt code is refused with the one that was meant, and personal data is not repeated."""
    with pytest.raises(UnknownNameError) as refused:
        explain_code("unknown-roles")
    assert refused.value.code == "unknown-code"
    assert refused.value.nearest == "unknown-role"
    with pytest.raises(UnknownNameError) as refused:
        explain_code("barn@skole")
    assert "barn" not in str(refused.value)
