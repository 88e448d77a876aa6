# SPDX-License-Identifier: MPL-2.0
"""What is read from a file knows where it stands there, whatever it is and however shortly it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from attrs import fields, has
from helpers import kind_of
from test_shapes_agree import FILES

from trivselrules.frozen_map import FrozenMap
from trivselrules.location import Location
from trivselrules.reading.files import KINDS
from trivselrules.reading.source import parse
from trivselrules.reading.structure import structure
from trivselrules.reading.tree import Mapping, Scalar, Sequence, Tree
from trivselrules.reading.written import AnswerKey, Element
from trivselrules.ref import Ref


def written_at(tree: Tree, found: dict[Location, list[Tree]]) -> dict[Location, list[Tree]]:
    """Note by place what stands in a file."""
    found.setdefault(tree.location, []).append(tree)
    if isinstance(tree, Mapping):
        for entry in tree.entries:
            written_at(entry.key, found)
            written_at(entry.value, found)
    elif isinstance(tree, Sequence):
        for item in tree.items:
            written_at(item, found)
    return found


def placed(made: Any) -> Iterator[Any]:
    """Give everything in what was read that has a place."""
    if isinstance(made, tuple):
        for item in made:
            yield from placed(item)
    elif isinstance(made, FrozenMap):
        for pair in made.items():
            yield from placed(pair)
    elif has(type(made)):
        if hasattr(made, "location"):
            yield made
        for each in fields(type(made)):
            yield from placed(getattr(made, each.name))


def is_written(made: Any, tree: Tree) -> bool:
    """Tell whether it can be `tree` from which something was read."""
    match made, tree:
        case Ref(name=text) | AnswerKey(text=text), Scalar():
            return tree.text == text
        case Element(value=value), Scalar():
            return tree.value == value
        case Ref() | AnswerKey(), _:
            return False
        case _:
            return not isinstance(made, Element) or made.value.__class__ not in (str, int, bool)


@pytest.mark.parametrize("name", FILES)
def test_everything_in_a_file_knows_where_it_stands(name: str) -> None:
    """Each name, value and object that was read has the place at which it begins in the file."""
    tree, _ = parse(FILES[name], name)
    assert tree is not None
    there = written_at(tree, {})
    for one in placed(structure(tree, KINDS[kind_of(name)])):
        assert any(is_written(one, node) for node in there.get(one.location, ())), (one, one.location)
