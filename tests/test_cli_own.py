# SPDX-License-Identifier: MPL-2.0
"""`new`, `show --changes` and `check` for a rule set of one's own: what people read when they build on another."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from golden import assert_golden, run
from helpers import ROOT
from own import BASE, EMPTY, OWN, own_folder

from trivselrules.cases import run_cases
from trivselrules.data import shipped_names
from trivselrules.loading import load, read

MIDTBY = str(ROOT / "examples" / "midtby")


# --- the invented municipality ---------------------------------------------------------------------------------------


def test_the_example_is_sound_and_its_cases_pass() -> None:
    """The invented municipality has nothing wrong with it, and answers as its cases say."""
    found = read(MIDTBY)
    assert found.findings == ()
    assert found.rule_set is not None
    results = run_cases(found.rule_set)
    assert len(results) >= 9
    assert all(result.passed for result in results)


def test_the_example_says_that_it_is_invented() -> None:
    """Nobody can take the example for the rules of a municipality: its titles say what it is, in both languages."""
    model = load(MIDTBY).model
    assert ("opfundet" in model.title.da, "invented" in model.title.en) == (True, True)
    own = [document for name, document in model.documents.items() if name == "chefgruppen"]
    assert all("opfundet" in document.title.da and "invented" in document.title.en for document in own)


@pytest.mark.parametrize("path", sorted(Path(MIDTBY).glob("*.yaml")), ids=lambda path: str(path.name))
def test_the_files_of_the_example_name_their_schema(path: Path) -> None:
    """The first line of each file tells an editor its schema."""
    first = path.read_text("utf-8").splitlines()[0]
    schema = first.partition("$schema=")[2]
    assert (path.parent / schema).resolve().is_relative_to(ROOT / "schemas")
    assert (path.parent / schema).is_file()


# --- show --changes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_changes_are_listed_with_their_reasons(language: str) -> None:
    """Everything that departs from the base is listed, with its place and why."""
    told = run("show", "--changes", "--rules", MIDTBY, "--lang", language)
    assert (told.status, told.err) == (0, "")
    assert_golden(f"own/show_changes.{language}", told.out)


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_kind_of_change_is_listed(language: str, tmp_path: Path) -> None:
    """There are words for whatever can be changed, and the text and the JSON list the same."""
    rules = str(own_folder(tmp_path))
    told = run("show", "--changes", "--rules", rules, "--lang", language)
    assert_golden(f"own/show_every_change.{language}", told.out)
    listed = run("show", "--changes", "--rules", rules, "--lang", language, "--format", "json").json()
    assert listed["rule_set"] == {"id": "egen", "version": "1"}
    assert listed["base"] == {"id": "lille", "version": "1"}
    places = re.findall(r"\((egen/[a-z_]+\.yaml:\d+:\d+)\)$", told.out, re.MULTILINE)
    assert sorted(places) == sorted(change["at"] for change in listed["changes"])
    for change in listed["changes"]:
        assert list(change) == ["how", "kind", "name", "within", "before", "after", "because", "at"]
        assert change["how"] in ("added", "changed", "replaced")


def test_changes_of_one_decision() -> None:
    """With the name of a decision only its changes are listed."""
    told = run("show", "indkaldelse", "--changes", "--rules", MIDTBY, "--format", "json").json()
    assert {(change["kind"], change["name"]) for change in told["changes"]} == {
        ("answer", "specialskole"),
        ("part", "dagtilbuddets_liste"),
    }
    assert "dagtilbuddets_liste" in run("show", "indkaldelse", "--changes", "--rules", MIDTBY).out
    assert run("show", "dagpleje", "--changes", "--rules", MIDTBY).status == 2


def test_a_rule_set_without_a_base_has_no_changes() -> None:
    """A rule set that extends nothing says so."""
    told = run("show", "--changes", "--lang", "en")
    assert (told.status, told.out) == (0, "TRIVSEL+ (trivselplus 0.1) does not extend another rule set.\n")
    assert run("show", "--changes", "--format", "json").json()["base"] is None


# --- check -----------------------------------------------------------------------------------------------------------


def test_a_fault_of_the_base_is_shown_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong in the base beside is shown with its path and its line; only the own files are counted."""
    base = {**BASE, "moede.yaml": BASE["moede.yaml"].replace("rund, kantet: {}", "rund: {}")}
    monkeypatch.chdir(own_folder(tmp_path, OWN, base).parent)
    told = run("check", "--rules", "./egen")
    assert told.status == 1
    assert told.out.startswith("lille/moede.yaml:")
    assert "     ask: form\n" in told.out
    assert f"egen, {len(OWN)} filer: 1 fejl" in told.out


def test_a_file_that_is_missing_has_no_line(tmp_path: Path) -> None:
    """A finding about a file that is not there has no line to show."""
    made = own_folder(tmp_path)
    (made / "vocabulary.yaml").unlink()
    told = run("check", "--rules", str(made))
    assert "[file-missing]" in told.out
    assert " | " not in told.out


# --- new -------------------------------------------------------------------------------------------------------------

NOTED = re.compile(r"\{\}\n(# Slet \{\} i linjen ovenfor, og fjern # foran linjerne her.*\n)((?:#  .*\n)+)")


def uncommented(text: str) -> str:
    """Do what the notes say: take away `{}` above them and the `#` before the lines below."""
    return NOTED.sub(lambda found: "\n" + re.sub("^#", "", found[2], flags=re.MULTILINE), text)


@pytest.mark.parametrize("base", shipped_names())
def test_a_new_folder_is_sound_at_once(base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new folder passes `check` as it is, says nothing new, and answers as its base."""
    monkeypatch.chdir(tmp_path)
    told = run("new", "min-kommune", "--from", base)
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("Mappen min-kommune er lavet: rule_set.yaml, ")
    found = read("./min-kommune")
    assert {finding.code for finding in found.findings} <= {"parameter-unset"}
    assert found.rule_set is not None
    assert (found.rule_set.id, found.rule_set.model.departures) == ("min_kommune", ())
    assert found.rule_set.decisions == load(base).decisions


@pytest.mark.parametrize("base", shipped_names())
def test_what_the_notes_show_works(base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Doing what the notes in a new folder say gives a sound rule set; only the new statement waits for a rule."""
    monkeypatch.chdir(tmp_path)
    run("new", "min-kommune", "--from", base)
    changed = 0
    for path in Path("min-kommune").glob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(uncommented(text), "utf-8")
        changed += len(NOTED.findall(text))
    found = read("./min-kommune")
    assert changed >= 4
    assert {finding.code for finding in found.findings if finding.severity == "error"} == {"uncited-source"}
    assert found.model is not None
    hows = {(departure.how, departure.kind) for departure in found.model.departures}
    assert {("changed", "reading"), ("added", "role"), ("added", "source"), ("added", "document")} <= hows


def test_an_editor_knows_a_new_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings lead from each rule file of a new folder to its schema, and every schema they name is there."""
    monkeypatch.chdir(tmp_path)
    assert ".vscode/settings.json" in run("new", "min-kommune").out
    settings = json.loads(Path("min-kommune/.vscode/settings.json").read_text("utf-8"))
    led = {name: schema for schema, names in settings["yaml.schemas"].items() for name in names}
    assert {path.name for path in Path("min-kommune").glob("*.yaml")} <= led.keys()
    assert led["vocabulary.yaml"] == ".vscode/schemas/vocabulary.schema.json"
    for schema in led.values():
        assert "$defs" in json.loads(Path("min-kommune", schema).read_text("utf-8"))


def test_nothing_is_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with anything in it is left as it is; an empty one is filled."""
    monkeypatch.chdir(tmp_path)
    Path("min-kommune").mkdir()
    assert run("new", "min-kommune").status == 0
    before = {path: path.read_bytes() for path in Path("min-kommune").rglob("*") if path.is_file()}
    told = run("new", "min-kommune", "--from", "trivselslinealen", "--format", "json")
    assert (told.status, told.json()["error"]["code"]) == (2, "folder-exists")
    assert {path: path.read_bytes() for path in Path("min-kommune").rglob("*") if path.is_file()} == before


def test_a_new_folder_beside_its_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder beside can be extended too, wherever both are, and its guide compares with it."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "faelles").status == 0
    told = run("new", "Øst-byen", "--from", "./faelles", "--format", "json", "--lang", "en")
    assert (told.status, told.json()["folder"]) == (0, "Øst-byen")
    model = load("./Øst-byen").model
    assert (model.id, model.title.da) == ("oest_byen", "Oest byen")
    assert model.base is not None
    assert model.base.id == "faelles"
    assert "trivselrules diff ./faelles ./Øst-byen\n" in Path("Øst-byen/LAES_MIG.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("new", "."), "folder-name"),
        (("new", ".."), "folder-name"),
        (("new", "2027"), "folder-name"),
        (("new", "min kommune"), "folder-name"),
        (("new", "barn@skole"), "folder-name"),
        (("new", "x" * 200), "folder-name"),
        (("new", "trivselplus"), "base-same-name"),
        (("new", "trivselslinealen"), "base-same-name"),
        (("new", "borte/her"), "folder-unwritable"),
        (("new", "fil"), "folder-unwritable"),
        (("new", "her", "--from", "trivselspluss"), "unknown-rule-set"),
        (("new", "her", "--from", "./borte"), "folder-missing"),
        (("new", "inde/her", "--from", "./inde"), "base-elsewhere"),
    ],
)
def test_a_folder_that_cannot_be_made(
    arguments: tuple[str, ...], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be made is refused with the reason, and nothing is left behind."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fil").write_text("x")
    run("new", "inde")
    before = sorted(tmp_path.rglob("*"))
    told = run(*arguments, "--format", "json")
    assert (told.status, told.json()["error"]["code"]) == (2, code)
    assert sorted(tmp_path.rglob("*")) == before


# --- dates -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def seasons(tmp_path: Path) -> str:
    """Write a rule set with a rule that changes in August, and give its path."""
    changes = "changes: lille/serie\nbecause:\n  da: x\n  en: z\ntitle:\n  da: {0}\n  en: {0}\n"
    summer = "in_force: {from: 2026-06-01, until: 2026-08-31}\n" + changes.format("Sommer")
    winter = "in_force: {from: 2026-09-01}\n" + changes.format("Vinter")
    return str(own_folder(tmp_path, {**EMPTY, "serie.1.yaml": summer, "serie.2.yaml": winter}))


@pytest.mark.parametrize(
    ("day", "title", "told", "period"),
    [
        ("2026-05-31", "Hvor tit?", "Sådan er reglerne til og med 31. maj 2026.", {"until": "2026-05-31"}),
        (
            "2026-06-01",
            "Sommer",
            "Sådan er reglerne fra 1. juni 2026 til og med 31. august 2026.",
            {"from": "2026-06-01", "until": "2026-08-31"},
        ),
        ("2999-01-01", "Vinter", "Sådan er reglerne fra 1. september 2026.", {"from": "2026-09-01"}),
    ],
)
def test_rules_are_shown_and_asked_on_a_day(
    day: str, title: str, told: str, period: dict[str, str], seasons: str
) -> None:
    """`--on` shows and asks the rules of a day, and says how long they are so; the digest says which they were."""
    shown = run("show", "--on", day, "--rules", seasons).out
    assert told in shown
    assert title in run("show", "serie", "--on", day, "--rules", seasons).out
    outline = run("show", "--on", day, "--rules", seasons, "--format", "json").json()
    assert (outline["in_force"], outline["decisions"]["serie"]) == (period, title)
    answer = run("decide", "serie", "--on", day, "--rules", seasons, "--format", "json").json()
    assert answer["rule_set"]["on"] == day
    assert answer["rule_set"]["digest"] == load(seasons, on=date.fromisoformat(day)).digest
    changes = run("show", "--changes", "--on", day, "--rules", seasons, "--format", "json").json()["changes"]
    assert [change["kind"] for change in changes] == ([] if title == "Hvor tit?" else ["title"])


def test_verbs_look_at_the_clock_where_no_day_is_given(seasons: str) -> None:
    """Whatever needs a day takes today; what can be said of all days at once is said of all."""
    today = load(seasons, on=date.today())
    assert today.model.decisions["serie"].title.da in run("show", "serie", "--rules", seasons).out
    for verb in ("show", "check", "test", "prove", "guide"):
        assert run(verb, "--rules", seasons).status == 0
    told = run("prove", "--rules", seasons, "--format", "json").json()
    assert len(told["covered"]) == 3 * 2
    assert run("diff", seasons, seasons, "--on", "2026-07-01").status == 0


def test_a_decision_of_march_is_explained_in_october(tmp_path: Path) -> None:
    """A version that comes later changes nothing that was decided before: answer, reasons and digest are the same."""
    changes = "changes: lille/serie\nbecause:\n  da: x\n  en: z\ntitle:\n  da: {0}\n  en: {0}\n"
    first = "in_force: {{from: 2026-01-01{}}}\n" + changes.format("Foraar")
    place = own_folder(tmp_path, {**EMPTY, "serie.yaml": first.format("")})
    march = ("decide", "serie", "--on", "2026-03-15", "--rules", str(place), "--format", "json")
    then = run(*march).json()
    (place / "serie.yaml").write_text(first.format(", until: 2026-09-30"), "utf-8")
    later = "in_force: {from: 2026-10-01}\n" + changes.format("Efteraar")
    (place / "serie.2026.yaml").write_text(later, "utf-8")
    assert run(*march).json() == then
    october = run("decide", "serie", "--on", "2026-10-15", "--rules", str(place), "--format", "json").json()
    assert october["rule_set"]["digest"] != then["rule_set"]["digest"]
    assert "Foraar" in run("show", "serie", "--on", "2026-03-15", "--rules", str(place)).out
    assert "Efteraar" in run("show", "serie", "--on", "2026-10-15", "--rules", str(place)).out
