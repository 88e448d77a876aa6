# SPDX-License-Identifier: MPL-2.0
"""Laws of putting a model together: what the files say is all in it, in its words and with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from helpers import DATED, SHIPPED, edited, folder
from living import LIVING

from trivselrules.loading import read
from trivselrules.location import Location
from trivselrules.model import RuleSetModel
from trivselrules.reading.source import parse
from trivselrules.reading.tree import plain_data
from trivselrules.text import Text

RULE_SETS = {"living": None} | {path.name: path for path in sorted(SHIPPED.parent.iterdir()) if path.is_dir()}
in_every_rule_set = pytest.mark.parametrize("name", RULE_SETS)


def model_and_files(name: str, tmp_path: Path) -> tuple[RuleSetModel, dict[str, str]]:
    """Read a rule set, and give its files by name too."""
    rules = RULE_SETS[name] or folder(tmp_path, LIVING)
    model = read(rules).model
    assert model is not None
    return model, {path.name: path.read_text("utf-8") for path in rules.glob("*.yaml")}


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
def test_what_has_a_name_stands_where_the_model_says(name: str, tmp_path: Path) -> None:
    """Whatever in the model is not mere text has a place in a file, and if it has a name, its name stands there."""
    model, files = model_and_files(name, tmp_path)
    lines = {file: text.split("\n") for file, text in files.items()}
    placed = [one for one in within(model) if hasattr(one, "location") and not isinstance(one, Text)]
    assert len(placed) > 200
    for one in placed:
        at: Location = one.location
        line = lines[at.file.rsplit("/", 1)[-1]][at.line - 1][at.column - 1 :]
        assert line.lstrip("\"'").startswith(getattr(one, "name", "")), (one, line)


def test_all_that_a_calendar_says_is_in_the_model(tmp_path: Path) -> None:
    """A decision that says when something is knows each outcome that it takes a part of that from, by its own name."""
    model = read(folder(tmp_path, edited(DATED)[0])).model
    assert model is not None
    told = {
        name: {
            part.name: getattr(decision.calendar, part.name).name
            for part in attrs.fields(type(decision.calendar))
            if hasattr(getattr(decision.calendar, part.name), "name")
        }
        for name, decision in model.decisions.items()
        if decision.calendar is not None
    }
    series = {"every": "frist", "lasts": "varighed"}
    window = {
        "within": "frist",
        "after": "begynder",
        "at_least": "varsel",
        "deadline_for": "gaelder",
        "before": "holdt",
    }
    assert told == {"serie": series, "vindue": window}
