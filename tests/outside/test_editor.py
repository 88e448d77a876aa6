# SPDX-License-Identifier: MPL-2.0
"""What a person who writes rules sees in VS Code, asked of the language server that it runs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from editor_client import Editor, opened
from helpers import ROOT

from trivselrules.cli.main import main
from trivselrules.data import shipped_names

pytestmark = pytest.mark.outside

NEW = """\
decision: spisning
title:
  da: Hvem smører?
  en: Who spreads?
outcome:
  ansvarlig: {type: role}
tree:
  ask: sted
  answers:
    skov: {set: {ansvarlig: pedagog}, source: [UD-001]}
    s
"""
VALUE = NEW.partition("tree:")[0].replace("spisning", "vaerdi") + "tree:\n  set:\n    ansvarlig: \n"
ASK = "decision: spoergsmaal\ntitle:\n  da: x\n  en: z\noutcome:\n  ansvarlig: {type: role}\ntree:\n  ask: \n"
MORE = "decision: ledsagere\ncases:\n  - \n"
NODE = ASK.partition("  ask")[0].replace("spoergsmaal", "led") + "  \n"
CHANGES = "changes: \n"
PARTS = "changes: trivselplus/indkaldelse\nbecause:\n  da: x\n  en: z\nparts:\n  \n"
NEW_ANSWERS = PARTS.replace("parts:\n  \n", "answers:\n  tilbud:\n    \n")
USES = NEW_ANSWERS.replace("    \n", "    specialskole: {use: }\n")
CHOICE = """\
rule_set: midtby
version: "1"
title:
  da: x
  en: z
extends: {rule_set: trivselplus, version: "0.1"}
readings:
  private_skolers_indkalder:
    choose: \n"""
WORDS = "change:\n  roles:\n    \n"
CASE = "decision: ledsagere\ncases:\n  - case: x\n    facts:\n      sted: \n"


# Files that are being written in a rule set of one's own: where the writer is, and what is offered there.
OWN = {
    "en_ny_regel.yaml": (CHANGES, (1, 10), {"trivselplus/indkaldelse", "trivselplus/statusmoede"}),
    "med_dele.yaml": (PARTS, (6, 3), {"dagtilbuddets_liste", "skole"}),
    "med_svar.yaml": (NEW_ANSWERS, (7, 5), {"specialskole"}),
    "med_henvisning.2027.yaml": (USES, (7, 25), {"dagtilbuddets_liste", "skole"}),
    "statusmoedet.yaml": ("replaces: \n", (1, 11), {"trivselplus/indkaldelse", "trivselplus/statusmoede"}),
    "rule_set.yaml": (CHOICE, (9, 13), {"begge_trin", "trin_1", "trin_2"}),
    "vocabulary.yaml": (WORDS, (3, 5), {"leder_af_ppr", "skoleleder"}),
    "tom.yaml": ("\n", (1, 1), {"Ny beslutning", "Ændr dele af en beslutning", "Erstat en beslutning"}),
    "tom.cases.yaml": ("\n", (1, 1), {"Nye eksempler"}),
}


def tools() -> Path:
    """Give where the programs of others are."""
    return Path(os.environ["TRIVSELRULES_OUTSIDE"])


def folder_of(source: Path, into: Path, files: dict[str, str]) -> Path:
    """Copy a rule set, add files, and write what an editor needs."""
    folder = into / source.name
    shutil.copytree(source, folder)
    for path in folder.glob("*.yaml"):  # the first line of a shipped file leads to the shipped schema
        path.write_text(path.read_text("utf-8").replace("# yaml-language-server: $schema=", "# "), "utf-8")
    assert main(["schema", "--for", f"{folder}/"]) == 0
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    assert main(["schema", "--for", f"{folder}/"]) == 0
    return folder


@pytest.fixture(scope="module")
def excursions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Editor, Path]]:
    """Open the excursions with some files that are being written."""
    above = tmp_path_factory.mktemp("editor")
    files = {"spisning.yaml": NEW, "spoergsmaal.yaml": ASK, "forslag.cases.yaml": CASE, "vaerdi.yaml": VALUE}
    files |= {"flere.cases.yaml": MORE, "led.yaml": NODE, "tom.yaml": "\n"}
    folder = folder_of(ROOT / "tests" / "udflugt", above, files)
    with opened(tools(), folder) as editor:
        for name in files:
            editor.open(folder / name)
        editor.open(folder / "ledsagere.yaml")
        yield editor, folder


@pytest.mark.parametrize("name", shipped_names())
def test_no_shipped_file_has_a_problem(name: str, tmp_path: Path) -> None:
    """With schemas that hold the rule set's own names, the editor is content with every file that ships."""
    folder = folder_of(ROOT / "rules" / name, tmp_path, {})
    with opened(tools(), folder) as editor:
        shown = {path.name: editor.open(path) for path in sorted(folder.glob("*.yaml"))}
    assert len(shown) > 10
    assert {file: problems for file, problems in shown.items() if problems} == {}


def test_hovering_explains_in_danish(excursions: tuple[Editor, Path]) -> None:
    """Over a key stands what it is for, and over a name what it means."""
    editor, folder = excursions
    file = folder / "ledsagere.yaml"
    rows = file.read_text("utf-8").splitlines()
    key = next(number for number, row in enumerate(rows, 1) if row.startswith("  ask:"))
    assert "Den oplysning fra ordlisten, der skal spørges om" in editor.hover(file, key, 4)
    assert "`overnatning`: Bliver I natten over?" in editor.hover(file, key, 10)


def test_facts_are_offered_with_their_questions(excursions: tuple[Editor, Path]) -> None:
    """After `ask:` the facts of the vocabulary are offered, and nothing else."""
    editor, folder = excursions
    offered = editor.complete(folder / "spoergsmaal.yaml", 8, 8)
    assert offered["sted"] == "Hvor går udflugten hen?"
    assert {"antal_boern", "overnatning", "alder"} <= set(offered)
    assert not {"paedagog", "skov", "ansvarlig"} & set(offered)


def test_answers_that_are_left_are_offered(excursions: tuple[Editor, Path]) -> None:
    """Under `answers:` the answers to the fact that is asked for are offered, each with its label."""
    editor, folder = excursions
    offered = editor.complete(folder / "spisning.yaml", 11, 6)
    assert offered.get("museum") == "museet"
    assert "skov" not in offered


def test_values_of_an_outcome_are_offered(excursions: tuple[Editor, Path]) -> None:
    """At an outcome the words of its type are offered."""
    editor, folder = excursions
    offered = editor.complete(folder / "vaerdi.yaml", 9, 16)
    assert offered["paedagog"] == "pædagog"
    assert not {"bus", "sted"} & set(offered)


def test_values_of_a_fact_are_offered_in_a_case(excursions: tuple[Editor, Path]) -> None:
    """In a case a fact is offered the answers it can have."""
    editor, folder = excursions
    assert set(editor.complete(folder / "forslag.cases.yaml", 5, 13)) == {"skov", "strand", "museum"}


def test_a_misspelt_name_is_told_in_danish(tmp_path: Path) -> None:
    """A role that does not exist is underlined, with what to do."""
    folder = folder_of(ROOT / "tests" / "udflugt", tmp_path, {"spisning.yaml": NEW.replace("    s\n", "")})
    with opened(tools(), folder) as editor:
        problems = editor.open(folder / "spisning.yaml")
    told = {problem["message"]: problem["range"]["start"]["line"] + 1 for problem in problems}
    line = next(line for message, line in told.items() if message.startswith("Navnet findes ikke i regelsættet."))
    assert line == 10


def test_a_new_case_is_offered(excursions: tuple[Editor, Path]) -> None:
    """Where a case can stand, one to be filled in is offered."""
    editor, folder = excursions
    assert "Nyt eksempel" in editor.complete(folder / "flere.cases.yaml", 3, 5)


def test_a_new_node_is_offered(excursions: tuple[Editor, Path]) -> None:
    """Where a node can stand, a question, an answer and a choice between readings are offered."""
    editor, folder = excursions
    offered = editor.complete(folder / "led.yaml", 8, 3)
    assert {"Nyt spørgsmål", "Nyt svar", "Nyt valg mellem læsninger"} <= set(offered)


def test_a_new_decision_is_offered(excursions: tuple[Editor, Path]) -> None:
    """In an empty file a whole decision is offered."""
    editor, folder = excursions
    assert "Ny beslutning" in editor.complete(folder / "tom.yaml", 1, 1)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Editor, Path]]:
    """Open a rule set of one's own with files that are being written; the names are those it had before."""
    folder = folder_of(ROOT / "examples" / "midtby", tmp_path_factory.mktemp("own"), {})
    schemas = folder / ".vscode" / "schemas"
    with_names = {path.name: path.read_bytes() for path in schemas.iterdir()}
    for name, (text, _, _) in OWN.items():
        (folder / name).write_text(text, "utf-8")
    assert main(["schema", "--for", f"{folder}/"]) == 0
    for name, content in with_names.items():
        (schemas / name).write_bytes(content)
    with opened(tools(), folder) as editor:
        for name in OWN:
            editor.open(folder / name)
        yield editor, folder


@pytest.mark.parametrize("name", OWN)
def test_names_of_the_base_and_ones_own_are_offered(name: str, own: tuple[Editor, Path]) -> None:
    """In each kind of file that speaks of a base, what it has there is offered, and what is one's own beside it."""
    editor, folder = own
    _, place, names = OWN[name]
    assert names <= set(editor.complete(folder / name, *place))


@pytest.mark.parametrize("name", ["midtby", "new"])
def test_no_file_of_ones_own_has_a_problem(name: str, tmp_path: Path) -> None:
    """The editor is content with the example, and with what `new` makes."""
    folder = tmp_path / "ny_kommune"
    if name == "new":
        assert main(["new", str(folder)]) == 0
    else:
        folder = folder_of(ROOT / "examples" / name, tmp_path, {})
    with opened(tools(), folder) as editor:
        shown = {path.name: editor.open(path) for path in sorted(folder.glob("*.yaml"))}
    assert len(shown) >= 3
    assert {file: problems for file, problems in shown.items() if problems} == {}
