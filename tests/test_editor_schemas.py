# SPDX-License-Identifier: MPL-2.0
"""Schemas with a rule set's own names: they take what the rule set says and nothing else, and lead an editor to it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT
from jsonschema import Draft202012Validator

from trivselrules.cli.main import main
from trivselrules.data import schema_kinds, schema_text, shipped_names
from trivselrules.folder import open_folder
from trivselrules.gathering import file_kinds
from trivselrules.loading import read
from trivselrules.reading.source import parse
from trivselrules.reading.tree import plain_data
from trivselrules.render.editor import schema_for

EXCURSIONS = ROOT / "tests" / "udflugt"
NEIGHBOURS = ROOT / "tests" / "naboby"
OWN = (str(NEIGHBOURS), str(ROOT / "examples" / "midtby"))


def schema(kind: str, folder: Path = EXCURSIONS) -> dict[str, Any]:
    """Give the schema of a kind of file with the names of a folder."""
    model = read(folder).model
    assert model is not None
    made: dict[str, Any] = json.loads(schema_for(schema_text(kind), model))
    return made


def kind_in(folder: Path, file: str) -> str:
    """Tell the kind of a file."""
    kind = file_kinds(read(folder).folder)[file]
    assert kind is not None
    return kind


@pytest.mark.parametrize("name", [*shipped_names(), *OWN])
def test_every_shipped_file_fits_its_own_schema(name: str) -> None:
    """With the rule set's own names in them, the schemas are sound and take every file of the rule set."""
    found = read(name)
    assert found.model is not None
    kinds = file_kinds(found.folder)
    for kind in sorted({kind for kind in kinds.values() if kind is not None}):
        validator = Draft202012Validator(json.loads(schema_for(schema_text(kind), found.model)))
        validator.check_schema(validator.schema)
        for file in (file for file, its in kinds.items() if its == kind):
            tree = parse(found.folder.files[file], file)[0]
            assert tree is not None
            assert [error.message for error in validator.iter_errors(plain_data(tree))] == [], file


MISSPELT = [
    ("ledsagere.yaml", "ansvarlig: paedagog", "ansvarlig: pedagog"),
    ("ledsagere.yaml", "[medhjaelper]", "[medhjaelpere]"),
    ("ledsagere.yaml", "ask: sted", "ask: stedet"),
    ("ledsagere.yaml", "reading: livredderen", "reading: livredder"),
    ("ledsagere.yaml", "source: [UD-002]", "source: [UD-222]"),
    ("ledsagere.yaml", "notice: [husk_redningsveste]", "notice: [husk_veste]"),
    ("ledsagere.yaml", "not_applicable: overnatning", "not_applicable: natten_over"),
    ("ledsagere.yaml", "type: role", "type: rolle"),
    ("transport.yaml", "undetermined: de_mindste_i_bus", "undetermined: bussen"),
    ("transport.yaml", "transportmiddel: bus", "transportmiddel: tog"),
    ("badning.yaml", "parameter: voksne_ved_badning", "parameter: voksne"),
    ("ledsagere.cases.yaml", "sted: skov", "sted: skoven"),
    ("ledsagere.cases.yaml", "antal_boern: 12", "antal_boern: 41"),
    ("ledsagere.cases.yaml", "overnatning: true", "overnatning: ja"),
    ("ledsagere.cases.yaml", "livredderen: efter_behov", "livredderen: aldrig"),
    ("ledsagere.cases.yaml", "decision: ledsagere", "decision: ledsager"),
    ("rule_set.yaml", "livredderen: altid", "livredderen: aldrig"),
    ("rule_set.yaml", "livredderen: altid", "livredder: altid"),
    ("sources.yaml", "document: vejledning", "document: vejledningen"),
    ("vocabulary.yaml", "kind: ansat", "kind: ansatte"),
    ("tur.yaml", "owner: paedagog", "owner: pedagog"),
    ("tur.yaml", "to: planlagt", "to: planlagte"),
    ("tur.yaml", "- {event: tur_slut", "- {event: turen_slut"),
    ("tur.yaml", "smoer_madpakker:", "smoer_madpakke:"),
    ("tur.yaml", "beside: [betaling]", "beside: [betalinger]"),
    ("tur.cases.yaml", "phase: planlagt", "phase: planlagte"),
    ("events.yaml", "facts: [sted]", "facts: [stedet]"),
]


@pytest.mark.parametrize(("file", "right", "wrong"), MISSPELT, ids=[row[2] for row in MISSPELT])
def test_a_name_that_does_not_exist_does_not_fit(file: str, right: str, wrong: str) -> None:
    """Whatever kind of name is misspelt, the schema with the rule set's names refuses it; the shipped one takes it."""
    refuses_only_with_names(EXCURSIONS, file, right, wrong)


OWN_MISSPELT = [
    ("ledsagere.yaml", "changes: udflugt/ledsagere", "changes: udflugt/ledsager"),
    ("ledsagere.yaml", "deltagere: [livredder]", "deltagere: [livreder]"),
    ("ledsagere.yaml", "source: [NB-001]", "source: [NB-999]"),
    ("planlaegning.yaml", "replaces: udflugt/planlaegning", "replaces: udflugt/planlaegningen"),
    ("tur.yaml", "replaces: udflugt/tur", "replaces: udflugt/ture"),
    ("rule_set.yaml", "choose: efter_behov", "choose: efter_behovet"),
    ("rule_set.yaml", "  livredderen:", "  livredder:"),
    ("rule_set.yaml", "  laengste_tur_km:", "  laengste_tur:"),
    ("vocabulary.yaml", "    paedagog:", "    pedagog:"),
    ("invariants.yaml", "  af_sted_uden_betaling:", "  af_sted_uden_at_betale:"),
]


@pytest.mark.parametrize(("file", "right", "wrong"), OWN_MISSPELT, ids=[row[2] for row in OWN_MISSPELT])
def test_a_name_that_the_base_has_not_does_not_fit(file: str, right: str, wrong: str) -> None:
    """What a rule set of one's own changes, replaces or chooses must be in its base, or be its own."""
    refuses_only_with_names(NEIGHBOURS, file, right, wrong)


def refuses_only_with_names(folder: Path, file: str, right: str, wrong: str) -> None:
    """Hold that it takes the names to see a slip: the schema that ships does not."""
    text = (folder / file).read_text("utf-8")
    assert right in text
    tree = parse(text.replace(right, wrong, 1).encode(), file)[0]
    assert tree is not None
    kind = kind_in(folder, file)
    assert list(Draft202012Validator(schema(kind, folder)).iter_errors(plain_data(tree))) != []
    assert list(Draft202012Validator(json.loads(schema_text(kind))).iter_errors(plain_data(tree))) == []


def test_names_come_with_their_labels() -> None:
    """Each name is offered with what people call it."""
    known = schema("decision")["$defs"]["known_fact"]
    assert dict(zip(known["enum"], known["markdownEnumDescriptions"], strict=True))["sted"] == "Hvor går udflugten hen?"


def test_snippets_offer_the_names_there_are() -> None:
    """A new question offers the facts of the vocabulary to choose from."""
    snippets = {snippet["label"]: snippet["body"] for snippet in schema("decision")["$defs"]["Node"]["defaultSnippets"]}
    asked = snippets["Nyt spørgsmål"]["ask"]
    assert asked.startswith("${1|")
    assert {"sted", "alder"} <= set(asked[4:-2].split(","))


def test_a_changed_decision_offers_its_parts_and_the_answers_that_are_new() -> None:
    """Which parts a decision has is known when it is named, and which values of a fact are new without more."""
    file = schema("changes", NEIGHBOURS)["$defs"]["ChangesFile"]
    parts = {
        one["if"]["properties"]["changes"]["const"]: set(one["then"]["properties"]["parts"]["properties"])
        for one in file["allOf"]
    }
    assert "flere_voksne" in parts["udflugt/ledsagere"]
    new = file["properties"]["answers"]["properties"]
    assert {fact: set(offered["properties"]) for fact, offered in new.items()} == {"sted": {"svoemmehal"}}
    assert "sted" in schema("vocabulary", NEIGHBOURS)["$defs"]["VocabularyAdded"]["properties"]["facts"]["properties"]
    assert "flere_voksne" in schema("changes", NEIGHBOURS)["$defs"]["known_part"]["enum"]


def test_what_begins_a_file_of_ones_own_names_the_base() -> None:
    """A new change offers the decisions of the base, and a new choice its readings."""
    for kind, name in (("changes", "ChangesFile"), ("replacement", "ReplacementFile")):
        for snippet in schema(kind, NEIGHBOURS)["$defs"][name]["defaultSnippets"]:
            rule = snippet["body"][{"changes": "changes", "replacement": "replaces"}[kind]]
            assert "udflugt/ledsagere" in rule[4:-2].split(",")
    choice = schema("rule_set", NEIGHBOURS)["$defs"]["RuleSetFile"]["properties"]["readings"]["defaultSnippets"][0]
    assert "livredderen" in next(iter(choice["body"]))


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("ny.yaml", "", None),
        ("ny.yaml", "# kun en note\n", None),
        ("ny.yaml", "changes: udflugt/ledsagere\nparts: [\n", "changes"),
        ("ny.yaml", "replaces: udflugt/tur\nlifecycle: [\n", "lifecycle"),
        ("ny.yaml", "{replaces: udflugt/badning}\n", "replacement"),
        ("ny.yaml", '"lifecycle": ny\n', "lifecycle"),
        ("ny.cases.yaml", "", "cases"),
        ("sources.yaml", "", "sources"),
    ],
)
def test_the_kind_of_a_file_that_is_being_written(name: str, content: str, kind: str | None, tmp_path: Path) -> None:
    """A file that cannot be read is still of the kind that its keys say; an empty one can become anything."""
    (tmp_path / name).write_text(content, "utf-8")
    assert file_kinds(open_folder(tmp_path))[name] == kind


def test_an_empty_file_offers_every_beginning(folder: Path) -> None:
    """A file in which nothing stands is offered a decision, and above a base also a change and a replacement."""
    own = folder.parent / "naboby"
    shutil.copytree(NEIGHBOURS, own)
    beginnings = []
    for where in (folder, own):
        (where / "ny.yaml").write_text("", "utf-8")
        assert main(["schema", "--for", str(where)]) == 0
        settings = json.loads((where / ".vscode" / "settings.json").read_text("utf-8"))
        path = next(path for path, files in settings["yaml.schemas"].items() if "ny.yaml" in files)
        beginnings.append([one["label"] for one in json.loads((where / path).read_text("utf-8"))["defaultSnippets"]])
    assert beginnings[0] == ["Ny beslutning"]
    assert beginnings[1] == [
        "Ny beslutning",
        "Ændr dele af en beslutning",
        "Svar på et nyt svar",
        "Erstat en beslutning",
    ]


def test_a_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a folder it is the shipped one; with one it holds the folder's names."""
    assert main(["schema", "decision"]) == 0
    assert capsys.readouterr().out == schema_text("decision")
    assert main(["schema", "decision", "--for", str(EXCURSIONS)]) == 0
    assert json.loads(capsys.readouterr().out) == schema("decision")
    assert main(["schema"]) == 0
    assert tuple(capsys.readouterr().out.split()) == schema_kinds()
    assert main(["schema", "beslutning", "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "unknown-kind"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the excursions."""
    made = tmp_path / "udflugt"
    shutil.copytree(EXCURSIONS, made)
    return made


def test_a_folder_is_made_ready_for_an_editor(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every file is led to the schema of its kind, and everything written is told."""
    assert main(["schema", "--for", str(folder), "--format", "json"]) == 0
    written = json.loads(capsys.readouterr().out)["written"]
    assert all(Path(name).is_file() for name in written)
    settings = json.loads((folder / ".vscode" / "settings.json").read_text("utf-8"))
    led = {file: path for path, files in settings["yaml.schemas"].items() for file in files}
    assert set(led) == {path.name for path in folder.glob("*.yaml")}
    for file, path in led.items():
        tree = parse((folder / file).read_bytes(), file)[0]
        assert tree is not None
        validator = Draft202012Validator(json.loads((folder / path).read_text("utf-8")))
        assert list(validator.iter_errors(plain_data(tree))) == []


def test_settings_of_others_are_kept(folder: Path) -> None:
    """What a person has set stays; so do files that are not ours alone."""
    there = folder / ".vscode"
    there.mkdir()
    theirs = {"files.eol": "\r\n", "editor.fontSize": 20, "yaml.schemas": {"andet.json": "andet.yaml"}}
    (there / "settings.json").write_text(json.dumps(theirs), "utf-8")
    (there / "tasks.json").write_text("// mine\n", "utf-8")
    for _ in range(2):
        assert main(["schema", "--for", str(folder)]) == 0
    settings = json.loads((there / "settings.json").read_text("utf-8"))
    assert settings["files.eol"] == "\r\n"
    assert settings["editor.fontSize"] == 20
    assert settings["yaml.schemas"]["andet.json"] == "andet.yaml"
    assert "badning.yaml" in settings["yaml.schemas"][".vscode/schemas/decision.schema.json"]
    assert (there / "tasks.json").read_text("utf-8") == "// mine\n"


@pytest.mark.parametrize("text", ["// noter\n{}", "[]", "{", "\xff"])
def test_settings_that_cannot_be_read_are_left(text: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written over what cannot be understood."""
    file = folder / ".vscode" / "settings.json"
    file.parent.mkdir()
    file.write_bytes(text.encode("latin-1"))
    assert main(["schema", "--for", str(folder), "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "settings-unreadable"
    assert file.read_bytes() == text.encode("latin-1")
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


def test_a_folder_with_errors_still_gets_its_schemas(folder: Path) -> None:
    """While a file is being mended its words may be out of reach; the editor then has the shipped schemas."""
    (folder / "vocabulary.yaml").write_text("facts: [\n", "utf-8")
    assert main(["schema", "--for", str(folder)]) == 0
    assert (folder / ".vscode" / "schemas" / "decision.schema.json").read_text("utf-8") == schema_text("decision")


def test_what_is_in_the_way_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that does not exist, and one that cannot be written, are errors."""
    (folder / ".vscode").write_text("", "utf-8")
    assert main(["schema", "--for", str(folder), "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "file-unwritable"
    assert main(["schema", "--for", f"{folder}er", "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "folder-missing"
