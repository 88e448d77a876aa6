# SPDX-License-Identifier: MPL-2.0
"""What became of every statement of the source: the register, the citations, and `coverage --sources`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from golden import run
from helpers import SHIPPED, SOUND, Edit, N, S, edited, folder

from trivselrules.data import shipped_names

REGISTER = yaml.safe_load((SHIPPED / "sources.yaml").read_text(encoding="utf-8"))["facts"]
UNCITED: Edit = (S, "  XX-002:\n", "  XX-003:\n    document: brev\n    section: x\n    da: Ø.\n    en: Y.\n  XX-002:\n")
ONLY_NOTICED: Edit = (N, "    source: [XX-001]\n", "    source: [XX-001, XX-003]\n")


def cited(node: yaml.Node) -> Iterator[tuple[str, int, int]]:
    """Give what stands behind `source` anywhere in a file, with its place."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "source":
                yield from ((i.value, i.start_mark.line + 1, i.start_mark.column + 1) for i in value.value)
            else:
                yield from cited(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from cited(item)


def in_files(shipped: Path, *names: str) -> dict[str, set[str]]:
    """Give the places in shipped files that cite each statement."""
    found: dict[str, set[str]] = {}
    for name in names:
        root = yaml.compose((shipped / name).read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        assert root is not None
        for statement, line, column in cited(root):
            found.setdefault(statement, set()).add(f"{shipped.name}/{name}:{line}:{column}")
    return found


def test_the_register_holds_every_statement_in_number_order() -> None:
    """TP-001 to TP-237 are all there, in order, each with the slide it stands on and words of our own."""
    assert list(REGISTER) == [f"TP-{number:03d}" for number in range(1, 238)]
    assert all(entry["section"] and entry["da"] and entry["en"] for entry in REGISTER.values())


@pytest.mark.parametrize("name", shipped_names())
def test_the_table_says_what_the_files_say(name: str) -> None:
    """The places of each statement are those in the files of rules and notices, found by the YAML parser alone."""
    apart = {"notices.yaml", "open_points.yaml", "sources.yaml", "rule_set.yaml", "vocabulary.yaml"}
    shipped = SHIPPED.parent / name
    files = {path.name for path in shipped.glob("*.yaml") if not path.name.endswith(".cases.yaml")}
    rules, notices = in_files(shipped, *(files - apart)), in_files(shipped, "notices.yaml")
    register = yaml.safe_load((shipped / "sources.yaml").read_text(encoding="utf-8"))["facts"]
    told = run("coverage", "--sources", "--rules", name, "--format", "json")
    table = told.json()["facts"]
    assert (told.status, told.err, list(table)) == (0, "", list(register))
    for statement, entry in table.items():
        assert set(entry["where"]) == rules.get(statement, set()) | notices.get(statement, set())
        expected = register[statement].get("account")
        if statement in rules:
            expected = "rule"
        elif statement in notices:
            expected = "notice"
        assert entry["account"] == expected
        assert entry["reason"] == register[statement].get("reason", {}).get("da")


def test_no_statement_is_both_followed_and_set_aside() -> None:
    """What is documentation or out of scope says why, and no rule or notice cites it."""
    table = run("coverage", "--sources", "--format", "json", "--lang", "en").json()["facts"]
    for statement, entry in table.items():
        aside = entry["account"] in ("documentation", "out_of_scope")
        assert (entry["where"] == []) == aside == (entry["reason"] is not None), statement


@pytest.mark.parametrize(
    ("language", "words"), [("da", ("regel", "baggrund", "kildeudsagn")), ("en", ("rule", "documentation", "source"))]
)
def test_the_text_has_a_line_for_each_statement_and_counts_them(language: str, words: tuple[str, ...]) -> None:
    """Each statement has its line, with the files and lines that cite it or the reason, and the last line counts."""
    told = run("coverage", "--sources", "--lang", language)
    *lines, empty, summary = told.out.splitlines()
    assert (told.status, told.err, empty) == (0, "", "")
    assert [line.split()[0] for line in lines] == list(REGISTER)
    assert next(line for line in lines if line.startswith("TP-124")).split()[1] == words[0]
    assert "indkaldelse.yaml" in next(line for line in lines if line.startswith("TP-124"))
    reason = REGISTER["TP-007"]["reason"][language]
    assert next(line for line in lines if line.startswith("TP-007")).split(maxsplit=2)[1:] == [words[1], reason]
    assert summary.startswith("237 ")
    assert words[2] in summary


@pytest.mark.parametrize(
    ("edits", "status", "account"),
    [((UNCITED,), 1, None), ((UNCITED, ONLY_NOTICED), 0, "notice"), ((), 0, "documentation")],
    ids=["nothing", "notice", "set aside"],
)
def test_a_statement_that_nothing_became_of_gives_status_1(
    edits: tuple[Edit, ...], status: int, account: str | None, tmp_path: Path
) -> None:
    """A statement that neither rule nor notice cites and no reason sets aside is shown, and told by the status."""
    path = str(folder(tmp_path, edited(edits)[0]))
    told = run("coverage", "--sources", "--rules", path, "--format", "json")
    name = "XX-003" if edits else "XX-002"
    assert (told.status, told.json()["facts"][name]["account"]) == (status, account)
    text = run("coverage", "--sources", "--rules", path)
    assert text.status == status
    assert ("XX-003  mangler" in text.out) == (account is None)
    assert ("Ø." in text.out) == (account is None)


def test_rules_with_errors_have_no_table(tmp_path: Path) -> None:
    """Of rules that have errors it cannot be told what they cite: the errors are told instead."""
    files, _ = edited([("moede.yaml", "leder: skoleleder", "leder: skoleledr")])
    told = run("coverage", "--sources", "--rules", str(folder(tmp_path, files)))
    assert (told.status, told.out) == (2, "")
    assert "skoleledr" in told.err


def test_a_rule_set_without_sources_has_an_empty_table(tmp_path: Path) -> None:
    """Where there are no statements there is nothing to account for."""
    files = {name: SOUND[name] for name in ("rule_set.yaml", "vocabulary.yaml", "open_points.yaml")}
    files["open_points.yaml"] = files["open_points.yaml"].replace("    source: [XX-001]\n", "")
    path = str(folder(tmp_path, files))
    assert run("coverage", "--sources", "--rules", path, "--format", "json").json() == {"facts": {}}
    assert run("coverage", "--sources", "--rules", path) == (0, "Ingen kildeudsagn.\n", "")
