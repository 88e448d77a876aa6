# SPDX-License-Identifier: MPL-2.0
"""Laws of putting a model together: what the files say is all in it, in its words and with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from helpers import DATED, ROOT, SHIPPED, Edit, edited, folder
from living import ALONE, BOOK_CASES, LIVING, living
from measured import GARDEN
from reference_model import model_of, told

from trivselrules.loading import read
from trivselrules.model import RuleSetModel
from trivselrules.period import ALWAYS, Period
from trivselrules.reading.source import parse
from trivselrules.reading.tree import plain_data
from trivselrules.text import Text
from trivselrules.values import Duration

# The living rule set with what it leaves out: a phase that there is no more, the next meeting of a series, and
# another option than the default.
_BEFORE = "spil.2025.yaml"
CHANGED = living(
    [
        ("rule_set.yaml", "gebyr_ved_rykker: altid", "gebyr_ved_rykker: aldrig"),
        (_BEFORE, "", "in_force: {until: 2025-12-31}\n" + LIVING[ALONE].replace("aaben", "kasseret")),
        (ALONE, "phases:\n", "in_force: {from: 2026-01-01}\nmoved: {kasseret: lukket}\nphases:\n"),
        ("vocabulary.yaml", "    lukket:\n", "    kasseret:\n      da: kasseret\n      en: scrapped\n    lukket:\n"),
        (
            BOOK_CASES,
            "  - case: Lånt uden en farve\n",
            """\
  - case: Meldt væk
    events:
      - {on: 2026-09-01, event: bog_laant, farve: roed, klar: true}
      - {on: 2026-09-02, event: bog_afleveret}
    tasks:
      erstat: {deadlines: [{next: serie}]}
  - case: Lånt uden en farve
""",
        ),
    ]
)[0]
# Measurements of which none is required.
_GARDEN = GARDEN | {"progression.yaml": re.sub(r"(?m)^required:\n(  .*\n)+", "", GARDEN["progression.yaml"])}
TEXTS = {"living": LIVING, "changed": CHANGED, "dated": edited(DATED)[0], "garden": _GARDEN}
FOLDERS = {path.name: path for path in (*sorted(SHIPPED.parent.iterdir()), ROOT / "tests/udflugt") if path.is_dir()}
in_every_rule_set = pytest.mark.parametrize("name", [*TEXTS, *FOLDERS])


def model_and_files(name: str, tmp_path: Path) -> tuple[RuleSetModel, dict[str, str]]:
    """Read a rule set, and give those of its files too that make its model, by name."""
    rules = FOLDERS.get(name) or folder(tmp_path, TEXTS[name])
    model = read(rules).model
    assert model is not None
    return model, {path.name: path.read_text("utf-8") for path in rules.glob("*.yaml") if path.name != _BEFORE}


def within(thing: Any) -> Iterator[Any]:
    """Give everything that a model is made of."""
    if isinstance(thing, Mapping):
        yield from (inner for pair in thing.items() for one in pair for inner in within(one))
    elif isinstance(thing, tuple | list | frozenset):
        yield from (inner for one in thing for inner in within(one))
    elif attrs.has(type(thing)):
        yield thing
        yield from (inner for one in attrs.fields(type(thing)) for inner in within(getattr(thing, one.name)))


def prose_within(data: object) -> Iterator[tuple[object, object]]:
    """Give every Danish text with its English one in the data of a file."""
    if isinstance(data, dict):
        if "da" in data and "en" in data:
            yield data["da"], data["en"]
        yield from (pair for one in data.values() for pair in prose_within(one))
    elif isinstance(data, list):
        yield from (pair for one in data for pair in prose_within(one))


@in_every_rule_set
def test_all_prose_of_the_files_is_in_the_model(name: str, tmp_path: Path) -> None:
    """Each text for people stands in the model in both languages, and none stands there that is in no file."""
    model, files = model_and_files(name, tmp_path)
    trees = [tree for text in files.values() if (tree := parse(text.encode(), "x")[0]) is not None]
    assert len(trees) == len(files)
    written = {pair for tree in trees for pair in prose_within(plain_data(tree))}
    assert {(one.da, one.en) for one in within(model) if isinstance(one, Text)} == written


@in_every_rule_set
def test_the_model_is_what_stands_in_the_files(name: str, tmp_path: Path) -> None:
    """Each part of the model is what a naive reading finds in the files, at its place there; nothing is left out."""
    model, files = model_and_files(name, tmp_path)
    where = FOLDERS.get(name, tmp_path / "lille").name
    found, due = dict(told(attrs.evolve(model, in_force=ALWAYS))), dict(told(model_of(where, files)))
    assert len(due) > 1000
    assert {at: (found.get(at), due.get(at)) for at in {**found, **due} if found.get(at) != due.get(at)} == {}


# What only rule sets with a base or with periods say, and units that no rule happens to have.
ELSEWHERE = {(RuleSetModel, "base"), (RuleSetModel, "departures"), (Period, "last")}
ELSEWHERE |= {(Duration, "years"), (Duration, "months")}


def test_these_rule_sets_say_all_that_can_be_said(tmp_path: Path) -> None:
    """The law above is about every part that a model can have: one of its rule sets says something of it."""
    parts: set[tuple[type, str]] = set()
    said: set[tuple[type, str]] = set()
    for number, name in enumerate((*TEXTS, *FOLDERS)):
        (tmp_path / str(number)).mkdir()
        for one in within(model_and_files(name, tmp_path / str(number))[0]):
            for field in attrs.fields(type(one)):
                default = field.default.factory() if hasattr(field.default, "factory") else field.default
                parts.add((type(one), field.name))
                said |= {(type(one), field.name)} if getattr(one, field.name) != default else set()
    assert parts - said == ELSEWHERE


_CHOSEN, _READING = "  gebyr_ved_rykker: altid\n", "      hvem_foerst:\n"
_TAKEN = re.findall("(?ms)^      gebyr_ved_rykker:.*?(?=^  ingen_frist:)", LIVING["open_points.yaml"])[0]


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (("rule_set.yaml", _CHOSEN, "  gebyr_ved_rykker: maaske\n"), "unknown-option"),
        (("open_points.yaml", _READING, _TAKEN + _READING), "name-taken"),
    ],
)
def test_what_cannot_be_chosen_leaves_the_readings_as_they_are(edit: Edit, code: str, tmp_path: Path) -> None:
    """Where there is no such option the default stands; where a name is taken, the first and all others stay."""
    found, sound = read(folder(tmp_path, living([edit])[0])), read(folder(tmp_path, LIVING))
    assert code in {finding.code for finding in found.findings}
    assert found.model is not None
    assert sound.model is not None
    assert found.model.readings == sound.model.readings
