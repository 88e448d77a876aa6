# SPDX-License-Identifier: MPL-2.0
"""`trivselrules diff`: what people read, what machines read, and where rule sets come from."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from golden import STEERING, assert_golden, run
from helpers import SHIPPED, SOUND, M, N, P, R, V, edited, folder

from trivselrules import Error
from trivselrules.cli.revisions import load_version

# One change of every kind that text tells apart.
EDITS = (
    (M, "set: {leder: psykolog, vaegt: 0.5, aktiv: true}", "set: {leder: skoleleder, vaegt: 0.5}"),
    (M, "      notice: [husk_samtykke]\n", ""),
    (M, "    4: {not_applicable: kun_trin_1_til_3, source:", "    4, 5: {undetermined: raekkefoelge, source:"),
    (
        M,
        "          skolen: {set: {kanal: telefon}",
        "          skolen: {set: {kanal: brevpost, deltagere: [skoleleder]}",
    ),
    (M, "      under 6 years: {}\n      6 to 17 years, from", "      under 5 years: {}\n      5 to 17 years, from"),
    (V, "    to: 4\n", "    to: 5\n"),
    (V, "    en: Head of school\n", "    en: Head\n"),
    (R, "hvem_foerst: barnet", "hvem_foerst: skolen"),
    (P, "    point: A-002", "    point: A-012"),
    (N, "    basis: law\n", "    basis: ours\n"),
)


@pytest.fixture
def versions(tmp_path: Path) -> tuple[str, str]:
    """Give the folders of the small rule set and of an edited one."""
    (tmp_path / "nu").mkdir()
    (tmp_path / "snart").mkdir()
    new = edited(EDITS)[0]
    del new["moede.cases.yaml"]
    return str(folder(tmp_path / "nu", SOUND)), str(folder(tmp_path / "snart", new))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("style", ["text", "markdown"])
def test_differences_read_as_sentences(versions: tuple[str, str], style: str, language: str) -> None:
    """Every change is told in a sentence with an example, grouped by what it is about, and the status says so."""
    told = run("diff", *versions, "--format", style, "--lang", language)
    assert (told.status, told.err) == (1, "")
    assert_golden(f"diff/{style}.{language}", told.out)
    assert not STEERING.search(told.out)


def test_json_holds_what_the_text_says(versions: tuple[str, str]) -> None:
    """Machines get every region as the values it means, with a witness and both answers to it."""
    told = run("diff", *versions, "--format", "json")
    data = told.json()
    assert (told.status, data["same"], data["old"]["id"]) == (1, False, "lille")
    changes = data["decisions"]["moede"]["changes"]
    text = run("diff", *versions).out
    for change in changes:
        for region in change["regions"]:
            assert region["sentence"] in text
    (leader,) = [
        c for c in changes if {"kind": "value", "name": "leder", "old": "psykolog", "new": "skoleleder"} in c["effects"]
    ]
    (region,) = leader["regions"]
    assert (region["when"], region["readings"], region["chosen"]) == ({"trin": ["3"]}, {}, True)
    assert region["witness"] == {"facts": {"trin": 3}, "readings": {}}
    assert (region["old"]["outcome"]["leder"], region["new"]["outcome"]["leder"]) == ("psykolog", "skoleleder")
    assert {
        "kind": "notice",
        "name": "husk_samtykke",
        "what": "basis",
        "weight": "rules",
        "old": "law",
        "new": "ours",
    } in data["names"]


@pytest.mark.parametrize(("language", "said"), [("da", "Ingen ændring i adfærd"), ("en", "No behavioural change")])
def test_equal_behaviour_is_said_to_be_proved(language: str, said: str) -> None:
    """Rules compared with themselves, or written otherwise, give status 0."""
    told = run("diff", "trivselplus", str(SHIPPED), "--lang", language)
    assert (told.status, told.err) == (0, "")
    assert said in told.out


def test_situations_of_ones_own_are_counted(versions: tuple[str, str], tmp_path: Path) -> None:
    """Each line of the file is a situation; how many get another answer is told by decision."""
    lines = ('{"trin": 3}', "", '{"trin": 5}', '{"trin": 1, "farve": "blaa", "alder": 3}', '{"trin": 9}')
    own = tmp_path / "egne.jsonl"
    own.write_text("\n".join(lines), encoding="utf-8")
    told = run("diff", *versions, "--situations", str(own))
    assert told.out.endswith(
        "moede: 1 af 4 situationer får et andet svar. Den første er nummer 1. "
        "1 kan kun det ene regelsæt svare på. 1 kender ingen af regelsættene.\n"
    )
    piped = run("diff", *versions, "--situations", "-", "--format", "json", stdin=own.read_bytes())
    assert piped.json()["situations"] == [
        {"decision": "moede", "situations": 4, "changed": 1, "refused": 1, "unknown": 1, "first": 1}
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [("[1]", 1), ('{"trin": 1}\n{"trin": 1, "trin": 2}', 2), ('{"trin": 1}\n\n{"trin": NaN}', 3), ("0101901234", 1)],
)
def test_a_line_that_is_no_situation_is_refused(
    versions: tuple[str, str], tmp_path: Path, content: str, line: int
) -> None:
    """The line is named, and nothing of it is repeated."""
    own = tmp_path / "egne.jsonl"
    own.write_text(content, encoding="utf-8")
    told = run("diff", *versions, "--situations", str(own))
    assert told.status == 2
    assert f"linje {line} " in told.err
    assert "0101901234" not in told.err
    assert run("diff", *versions, "--situations", str(tmp_path / "ingen.jsonl")).status == 2


def test_a_revision_is_read_out_of_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`REVISION:FOLDER` is the folder as git holds it, whatever stands there now."""
    monkeypatch.chdir(tmp_path)
    made = folder(tmp_path, SOUND)
    (made / "noter.txt").write_text("ikke en regel", encoding="utf-8")
    identity = ("-c", "user.name=x", "-c", "user.email=x")
    for command in (("init", "-q"), ("add", "."), (*identity, "commit", "-q", "-m", "x")):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert run("diff", "HEAD:lille", "./lille").status == 0
    (made / M).write_text(SOUND[M].replace("leder: psykolog", "leder: skoleleder"), encoding="utf-8")
    told = run("diff", "HEAD:lille/", "./lille", "--format", "json")
    assert told.status == 1
    assert [c["effects"][0]["new"] for c in told.json()["decisions"]["moede"]["changes"]] == ["skoleleder"]


def test_a_base_beside_is_taken_from_the_same_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule set out of git stands on the base that git holds beside it, lifecycles and all."""
    monkeypatch.chdir(tmp_path)
    regler = tmp_path / "regler"
    for name in ("udflugt", "naboby"):
        shutil.copytree(Path(__file__).parent / name, regler / name)
    for command in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=x", "-c", "user.email=x", "commit", "-q", "-m", "x"),
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert run("diff", "HEAD:regler/naboby", "./regler/naboby").status == 0
    tasks = regler / "udflugt" / "tasks.yaml"
    written = "    da: kom hjem igen\n    en: come home again\n"
    tasks.write_text(
        tasks.read_text(encoding="utf-8").replace(written, f"{written}    together_with: [paedagog]\n"), "utf-8"
    )
    told = run("diff", "HEAD:regler/naboby", "./regler/naboby", "--format", "json")
    assert told.status == 1
    assert [c["effects"][0]["kind"] for c in told.json()["lifecycles"]["changes"]] == ["together"]
    subprocess.run(["git", "rm", "-rq", "--cached", "regler/udflugt"], cwd=tmp_path, check=True)
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x"], cwd=tmp_path, check=True)
    assert run("diff", "HEAD:regler/naboby", "./regler/naboby").status == 2


@pytest.mark.parametrize("wrong", ["HEAD:ingen", "ingen:lille", ":lille", "HEAD:lille/../../x"])
def test_a_revision_that_there_is_not_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    """What git cannot find is bad input."""
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    told = run("diff", "trivselplus", wrong)
    assert (told.status, told.out) == (2, "")
    assert "git" in told.err


def test_a_revision_that_git_would_take_for_an_option_is_refused() -> None:
    """Nothing that begins as an option is handed to git."""
    with pytest.raises(Error) as caught:
        load_version("--exec-path=x:lille", date(2026, 1, 1))
    assert caught.value.code == "revision-missing"


def test_a_link_in_a_revision_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule file that is a link in git could lead anywhere."""
    monkeypatch.chdir(tmp_path)
    made = folder(tmp_path, SOUND)
    (made / "anden.yaml").symlink_to("moede.yaml")
    for command in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=x", "-c", "user.email=x", "commit", "-q", "-m", "x"),
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    told = run("diff", "trivselplus", "HEAD:lille")
    assert told.status == 2
    assert "anden.yaml" in told.err


def test_without_git_a_revision_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The message says what is missing."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("git") is None
    told = run("diff", "trivselplus", "HEAD:lille")
    assert (told.status, told.out) == (2, "")
    assert "git" in told.err
