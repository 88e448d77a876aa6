# SPDX-License-Identifier: MPL-2.0
"""A broken file says what is wrong with it, and nothing about the files that are sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import SOUND, C, Edit, M, N, P, R, S, V, edited, expected, folder, reading_of
from living import BOOK, BOOK_CASES, EVENTS, LIVING, NEVER, OTHER, TASKS, living

from trivselrules.loading import read

BROKEN: list[tuple[str, str, str]] = [
    ("not YAML", "x: §[1\n", "yaml-bracket"),
    ("empty", "§", "empty-file"),
    ("not an object", "§[]\n", "wrong-type"),
    ("tab", "x:\n§\ty: 1\n", "yaml-tab"),
]
ADDED: list[tuple[str, str, str]] = [
    ("unknown key", "§xyzzy: 1\n", "unknown-key"),
    ("empty value", "§xyzzy:\n", "empty-value"),
    ("control character", "# §\x07\n", "control-character"),
    ("anchor", "xyzzy: §&x 1\n", "yaml-anchor"),
]


@pytest.mark.parametrize("file", LIVING)
@pytest.mark.parametrize(("text", "code"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_broken_file_is_one_finding(text: str, code: str, file: str, tmp_path: Path) -> None:
    """Whichever file is broken, only that is said: no name it declares or uses is missed elsewhere."""
    files, places = living([(file, "", text)])
    assert reading_of(tmp_path, files) == expected(places, code)


@pytest.mark.parametrize("file", LIVING)
@pytest.mark.parametrize(("text", "code"), [row[1:] for row in ADDED], ids=[row[0] for row in ADDED])
def test_file_with_one_mistake_is_one_finding(text: str, code: str, file: str, tmp_path: Path) -> None:
    """Whichever file has a mistake that leaves it unread, only the mistake is said."""
    files, places = living([(file, "", LIVING[file] + text)])
    assert reading_of(tmp_path, files) == expected(places, code)


@pytest.mark.parametrize("file", LIVING)
def test_repeated_key_is_one_finding(file: str, tmp_path: Path) -> None:
    """Whichever file says its first key again, only that is said, and the first time counts."""
    first = LIVING[file].split("\n", maxsplit=1)[0]
    files, places = living([(file, "", f"{LIVING[file]}§{first.partition(':')[0]}: x\n")])
    assert reading_of(tmp_path, files) == expected(places, "duplicate-key")


SKOLELEDER = "  skoleleder:\n    kind: chef\n    da: Skoleleder\n    en: Head of school\n"
IN_BRACES = "  skoleleder: §{kind: chef, da: Skoleleder, en: Head of school}\n"
TITLE = "title:\n  da: Lille\n  en: Small\n"
AGAIN = SOUND[V] + "§roles:\n  tolk:\n    da: Tolk\n    en: Interpreter\n"
READ_PAST: list[tuple[str, list[Edit], str]] = [
    ("names repeated", [(V, "", AGAIN), (M, "leder: psykolog, ", "leder: tolk, ")], "duplicate-key"),
    ("keys beside prose in braces", [(V, SKOLELEDER, IN_BRACES)], "prose-in-braces"),
    ("prose in braces", [(R, TITLE, "title: §{da: Lille, en: Small}\n")], "prose-in-braces"),
    ("prose in braces that is cut", [(R, TITLE, "title: §{da: a, b, en: c, d}\n")], "prose-in-braces"),
]


@pytest.mark.parametrize(("edits", "code"), [row[1:] for row in READ_PAST], ids=[row[0] for row in READ_PAST])
def test_mistake_that_is_read_past_is_one_finding(edits: list[Edit], code: str, tmp_path: Path) -> None:
    """A mistake after which the file is still looked at brings no other finding with it."""
    files, places = edited(edits)
    assert reading_of(tmp_path, files) == expected(places, code)


def test_braces_without_prose_lack_it_too(tmp_path: Path) -> None:
    """Where nothing stands in the braces, that the texts are empty is said at each."""
    files, places = edited([(R, TITLE, "title: §{da: §, en: §}\n")])
    assert reading_of(tmp_path, files) == expected(places, "prose-in-braces", "wrong-form", "wrong-form")
    empty = read(folder(tmp_path, files)).findings[1:]
    assert [finding.details["value"] for finding in empty] == ["", ""]


ELSEWHERE: list[tuple[str, Edit, str | tuple[str, str]]] = [
    (S, (M, "leder: psykolog, ", "leder: §psykologi, "), ("unknown-role", "psykolog")),
    (S, (N, "basis: law", "basis: §lov"), "not-allowed"),
    (S, (M, "    3:\n", "    §tre:\n"), "answer-form"),
    (P, (M, "  ask: trin\n", "  ask: §trinn\n"), ("unknown-fact", "trin")),
    (P, (N, "[XX-001]", "[§XX-101]"), ("unknown-source", "XX-001")),
    (N, (M, "{undetermined: raekkefoelge}", "{undetermined: §raekke}"), ("unknown-open-point", "raekkefoelge")),
    (N, (C, "{trin: 4}", "{trin: §5}"), "value-unknown"),
    (M, (N, "[XX-001]", "[§XX-101]"), ("unknown-source", "XX-001")),
    (M, (V, "    kind: chef", "    kind: §chf"), ("unknown-role-kind", "chef")),
    (C, (M, "leder: psykolog, ", "leder: §psykologi, "), ("unknown-role", "psykolog")),
    (C, (V, "  psykolog:\n", "  §tolk:\n    da: x\n    en: z\n  psykolog:\n"), "unused-role"),
    (R, (M, "sentence:", "§sentense:"), ("unknown-key", "sentence")),
    (V, (C, "cases:", "§case:"), ("unknown-key", "cases")),
]  # fmt: skip


LIVES_ON: list[tuple[str, Edit, str | tuple[str, str]]] = [
    (EVENTS, (BOOK, "beside: [rykker]", "beside: [§ryker]"), ("unknown-lifecycle", "rykker")),
    (TASKS, (BOOK, "notice: [husk_samtykke]\n    tasks", "notice: [§husk]\n    tasks"), "unknown-notice"),
    (NEVER, (OTHER, "{rykkertrin: trin}, source", "{§rykketrin: trin}, source"), ("unknown-mark", "rykkertrin")),
    (OTHER, (BOOK, "event: bog_indbundet,", "event: §bog_indbunden,"), ("unknown-event", "bog_indbundet")),
    (BOOK, (NEVER, "    event: bog_afleveret\n", "    event: §bog_aflevret\n"), ("unknown-event", "bog_afleveret")),
    (BOOK_CASES, (BOOK, "actor: psykolog", "actor: §psykologi"), ("unknown-role", "psykolog")),
]  # fmt: skip


@pytest.mark.parametrize(("broken", "edit", "code"), LIVES_ON)
def test_other_files_of_lifecycles_are_still_checked(
    broken: str, edit: Edit, code: str | tuple[str, str], tmp_path: Path
) -> None:
    """With one file about lifecycles broken, a mistake in another is found in the same pass."""
    files, places = living([edit, (broken, "", "x: [1\n")])
    due = [*expected(places, code), ("yaml-bracket", broken, 1, 4, None)]
    assert reading_of(tmp_path, files) == sorted(due, key=lambda found: found[1:4])


@pytest.mark.parametrize(("broken", "edit", "code"), ELSEWHERE)
def test_other_files_are_still_checked(broken: str, edit: Edit, code: str | tuple[str, str], tmp_path: Path) -> None:
    """With one file broken, a mistake in another is found in the same pass."""
    files, places = edited([edit, (broken, "", "x: [1\n")])
    due = [*expected(places, code), ("yaml-bracket", broken, 1, 4, None)]
    assert reading_of(tmp_path, files) == sorted(due, key=lambda found: found[1:4])


def test_all_problems_of_all_files_come_in_one_pass(tmp_path: Path) -> None:
    """A mistake of another kind in every file: all are found at once, in the order of files and lines."""
    edits: list[Edit] = [
        (C, "{trin: 4}", "{§Trin: 4}"),
        (M, "  ask: trin\n", "  §aks: trin\n"),
        (M, "{weeks: 4}", "{weeks: §-4}"),
        (N, "basis: law\n    da: Husk samtykke.", "basis: law\n    da: §“Husk samtykke”"),
        (P, "default: barnet", "default: §*barnet"),
        (R, "  da: Lille\n", "  §da:\n"),
        (S, "  XX-002:", "  §XX-001:"),
        (V, "    type: boolean", "§\ttype: boolean"),
    ]  # fmt: skip
    files, places = edited(edits)
    codes: list[str | tuple[str, str]] = [
        ("wrong-form", "trin"),
        ("unknown-key", "ask"),
        "too-small",
        "curly-quote",
        "yaml-anchor",
        "empty-value",
    ]
    assert reading_of(tmp_path, files) == expected(places, *codes, "duplicate-key", "yaml-tab")


@pytest.mark.parametrize("kind", [R, V])
def test_missing_file_is_one_finding(kind: str, tmp_path: Path) -> None:
    """A rule set without `rule_set.yaml` or `vocabulary.yaml` lacks that file, and nothing else is said."""
    assert reading_of(tmp_path, {name: text for name, text in SOUND.items() if name != kind}) == [
        ("file-missing", kind, 1, 1, None)
    ]


def test_empty_folder_lacks_both_files(tmp_path: Path) -> None:
    """An empty folder lacks the two files every rule set has."""
    assert reading_of(tmp_path, {}) == [("file-missing", R, 1, 1, None), ("file-missing", V, 1, 1, None)]


def test_rule_set_of_two_files_is_enough(tmp_path: Path) -> None:
    """A rule set needs no more than its two files."""
    texts = {R: "rule_set: lille\nversion: '1'\ntitle:\n  da: x\n  en: z\n", V: "facts: {}\n"}
    assert reading_of(tmp_path, texts) == []
