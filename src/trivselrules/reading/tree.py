# SPDX-License-Identifier: MPL-2.0
"""A YAML document as a tree in which every key and value knows its place."""

from __future__ import annotations

from attrs import field, frozen

from ..location import Location
from ..values import Scalar as ScalarValue

__all__ = ["Entry", "Mapping", "Scalar", "Sequence", "Tree", "plain_data"]


@frozen
class Scalar:
    """A single value; `text` is how it was written, `quoted` whether it stood in quotes."""

    value: ScalarValue
    text: str
    quoted: bool
    location: Location = field(eq=False)


@frozen
class Sequence:
    """A list."""

    items: tuple[Tree, ...]
    location: Location = field(eq=False)


@frozen
class Entry:
    """A key and its value; every key is text."""

    key: Scalar
    value: Tree


@frozen
class Mapping:
    """Keys with values."""

    entries: tuple[Entry, ...]
    location: Location = field(eq=False)

    def get(self, key: str) -> Tree | None:
        """Give the value of `key`, or None."""
        return next((entry.value for entry in self.entries if entry.key.text == key), None)


Tree = Scalar | Sequence | Mapping


def plain_data(tree: Tree) -> object:
    """Give the tree as dicts, lists and values without places."""
    if isinstance(tree, Mapping):
        return {entry.key.text: plain_data(entry.value) for entry in tree.entries}
    if isinstance(tree, Sequence):
        return [plain_data(item) for item in tree.items]
    return tree.value
