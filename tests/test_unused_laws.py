# SPDX-License-Identifier: MPL-2.0
"""Laws of words: whatever place uses a word, the word is used; and what no place uses is told, once."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import reference
import yaml
from helpers import WINDOW, Edit, folder, found
from living import LIFECYCLES, living
from own import word
from rule_texts import yaml_text

from trivselrules.analysis.unused import check_unused
from trivselrules.loading import read

FRESH = "kun_her"  # a word that is used in one place at most
V = "vocabulary.yaml"
DECISIONS = ("moede.yaml", "frist.yaml", "serie.yaml", "vindue.yaml")
TEXT = {"da": "x", "en": "z"}
POINT = {"point": "A-009", "title": TEXT, "why": TEXT}
READING = {
    "question": TEXT,
    "options": dict.fromkeys(("barnet", "skolen", "altid", "aldrig", "efter_skoen"), TEXT),
    "default": "barnet",
    "because": TEXT,
}


def below(line: str, name: str, content: dict[str, Any]) -> tuple[str, str]:
    """Give a line that stands once in a file, and the same with something new below it."""
    room = " " * (len(line) - len(line.lstrip(" ")) + 2)
    return f"{line}\n", f"{line}\n" + textwrap.indent(yaml_text({name: content}), room)


# How a word of each kind is declared, and where files use words of the kind: the file, and the key that they stand
# behind, or stand below as keys themselves.
DECLARED: dict[str, Edit] = {
    "fact": (V, *below("facts:", FRESH, {"label": TEXT, "question": TEXT, "type": "boolean"})),
    "outcome": (V, *below("outcomes:", FRESH, TEXT)),
    "role-kind": (V, *below("role_kinds:", FRESH, TEXT)),
    "role": (V, *below("\nroles:", FRESH, TEXT)),
    "notice": ("notices.yaml", *below("notices:", FRESH, {"basis": "ours", **TEXT})),
    "open-point": ("open_points.yaml", *below("open_points:", FRESH, POINT)),
    "reading": ("open_points.yaml", *below("open_points:", "punkt", {**POINT, "readings": {FRESH: READING}})),
    "parameter": (
        V,
        *below("parameters:", FRESH, {"label": TEXT, "type": "integer", "open_point": "loftets_hoejde"}),
    ),
    "document": ("rule_set.yaml", *below("documents:", FRESH, {"title": TEXT})),
    "event": ("events.yaml", *below("events:", FRESH, TEXT)),
    "task": ("tasks.yaml", *below("tasks:", FRESH, TEXT)),
    **{kind: (V, *below(f"  {kind}:", FRESH, TEXT)) for kind in ("channel", "phase", "mark", "mark_value")},
}
USES: dict[str, list[tuple[str, str]]] = {
    "fact": [("*", "ask"), ("events.yaml", "facts")],
    "outcome": [(decision, "outcome:") for decision in DECISIONS],
    "role-kind": [(V, "kind")],
    "role": [("*", key) for key in ("owner", "actor", "together_with", "preferably", "optional")]
    + [("moede.yaml", "leder")],
    "notice": [("*", "notice"), ("*", "not_applicable")],
    "open-point": [("*", key) for key in ("undetermined", "no_deadline", "rests_on", "without_start", "open_point")]
    + [("tasks.yaml", "open_points")],
    "reading": [("*", "reading"), ("*", "under:")],
    "parameter": [("*", "parameter"), (V, "parameter")],
    "document": [("sources.yaml", "document")],
    "event": [("*", "done_by"), ("*", "after"), ("*", "before"), ("*", "begynder"), ("*", "gaelder")]
    + [(lifecycle, "event") for lifecycle in LIFECYCLES],
    "task": [(lifecycle, key) for lifecycle in LIFECYCLES for key in ("tasks:", "saerlig:")],
    "channel": [("*", "channel"), ("*", "kanal")],
    "phase": [("*", "phases:")],
    "mark": [("*", "marks:")],
    "mark_value": [("*", "values")],
}
NOUNS = dict.fromkeys(("channel", "phase", "mark", "mark_value"), "term")
MORE: list[Edit] = [
    (V, "outcomes:\n", "outcomes:\n" + word("varsel", 2) + word("gaelder", 2)),
    ("vindue.yaml", "", WINDOW.replace("bedt", "bog_laant").replace("holdt", "bog_laest")),
]
SOUND = living(MORE)[0]


class Site(NamedTuple):
    """A place that uses a word of a kind: where the word begins and ends in the text of the file."""

    kind: str
    file: str
    key: str
    start: int
    end: int


def scalars(node: yaml.Node | None, key: str = "") -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Give every word of a file with the key it stands behind; a key itself with the one above it, and `:`."""
    if isinstance(node, yaml.ScalarNode):
        yield key, node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from scalars(item, key)
    elif isinstance(node, yaml.MappingNode):
        for inner, value in node.value:
            yield f"{key}:", inner
            yield from scalars(value, inner.value)


def sites() -> Iterator[Site]:
    """Give every place of the sound rules that uses a word."""
    texts = {name: text for name, text in SOUND.items() if not name.endswith(".cases.yaml")}
    for file, text in texts.items():
        for behind, node in scalars(yaml.compose(text, Loader=reference.LOADER)):
            for kind, places in USES.items():
                here = any(fnmatch(file, name) and behind == key for name, key in places)
                if here and node.value in words_of(kind):
                    yield Site(kind, file, behind, node.start_mark.index, node.end_mark.index)


def words_of(kind: str) -> set[str]:
    """Give the words of a kind, which stand as keys below the one they are declared below."""
    file, line, _ = DECLARED[kind]
    above = "readings:" if kind == "reading" else line.strip()
    return {node.value for key, node in scalars(yaml.compose(SOUND[file], Loader=reference.LOADER)) if key == above}


def unused(files: dict[str, str], tmp_path: Path) -> list[tuple[str, str, str]]:
    """Give the code, the name and the file of every word that no place uses; what else is wrong does not count."""
    model = read(folder(tmp_path, files)).model
    assert model is not None
    return [(code, f.details["name"], file) for f in check_unused(model) for code, file, *_ in (found(f),)]


def with_declared(kind: str) -> dict[str, str]:
    """Give the sound rules with one more word."""
    return living([*MORE, DECLARED[kind]])[0]


SITES = sorted(sites())


def test_sound_rules_use_all_words(tmp_path: Path) -> None:
    """Every kind of word has a place that uses it, and none is left unused."""
    assert unused(dict(SOUND), tmp_path) == []
    assert {site.kind for site in SITES} == set(USES) == set(DECLARED)


@pytest.mark.parametrize("kind", DECLARED)
def test_a_word_that_no_place_uses_is_told(kind: str, tmp_path: Path) -> None:
    """A word that is declared and stands nowhere else is unused, and no other word is."""
    assert unused(with_declared(kind), tmp_path) == [(f"unused-{NOUNS.get(kind, kind)}", FRESH, DECLARED[kind][0])]


@pytest.mark.parametrize("site", SITES, ids=[f"{s.kind}: {s.file} {s.key} {s.start}" for s in SITES])
def test_a_word_that_one_place_uses_is_used(site: Site, tmp_path: Path) -> None:
    """A word that stands in one place only, of those that use words of its kind, is used there."""
    files, text = with_declared(site.kind), SOUND[site.file]
    file, old, new = DECLARED[site.kind]
    changed = text[: site.start] + FRESH + text[site.end :]
    files[site.file] = changed.replace(old, new) if site.file == file else changed
    assert (FRESH, file) not in {(name, where) for _, name, where in unused(files, tmp_path)}
