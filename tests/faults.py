# SPDX-License-Identifier: MPL-2.0
"""Ways to look into generated rules, to seed one fault, and to hold a finding's witness against the reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import reference
import yaml
from rule_texts import folder_of, texts_of

from trivselrules.finding import Finding
from trivselrules.loading import read

__all__ = ["Checked", "dead_end", "nodes_with_paths", "place"]

Plain = dict[str, Any]
Path = tuple[str | int, ...]


def nodes_with_paths(decision: Plain, step: str | None = None) -> Iterator[tuple[Path, Plain]]:
    """Give every node of a decision, or every node with a certain key, and where it stands in the file."""

    def below(path: Path, node: Plain) -> Iterator[tuple[Path, Plain]]:
        if step is None or step in node:
            yield path, node
        for key in ("answers", "options"):
            for items, inner in node.get(key, {}).items():
                yield from below((*path, key, items), inner)
        for number, inner in enumerate(node.get("all", [])):
            yield from below((*path, "all", number), inner)

    yield from below(("tree",), decision["tree"])
    for name, part in decision.get("parts", {}).items():
        yield from below(("parts", name), part)


def place(text: str, path: Sequence[str | int], *, key: bool = False, item: str | None = None) -> tuple[int, int]:
    """Give line and column of the value at `path` in a file, of its key, or of an item of its key."""
    node = yaml.compose(text, Loader=reference.LOADER)
    found = node
    for step in path:
        if isinstance(node, yaml.SequenceNode):
            assert isinstance(step, int)
            found = node = node.value[step]
        else:
            assert isinstance(node, yaml.MappingNode)
            found, node = next(pair for pair in node.value if pair[0].value == step)
    assert found is not None
    assert node is not None
    mark = (found if key or item is not None else node).start_mark
    assert mark is not None
    offset = 0
    if item is not None:
        items = str(path[-1]).split(", ")
        offset = sum(len(other) + 2 for other in items[: len(items) - 1 - items[::-1].index(item)])
    return mark.line + 1, mark.column + 1 + offset


class Checked:
    """Files that were checked: their findings, their texts, and the rules as the reference reads them."""

    def __init__(self, files: Mapping[str, Plain]) -> None:
        self.files = files
        self.texts = texts_of(files)
        with folder_of(self.texts) as folder:
            self.findings: tuple[Finding, ...] = read(folder).findings
            self.rules: Plain = reference.load(folder)

    def __repr__(self) -> str:
        return f"Checked({self.files!r})"

    @property
    def errors(self) -> set[str]:
        """Give the codes of all errors."""
        return {finding.code for finding in self.findings if finding.severity == "error"}

    def all(self, code: str) -> dict[tuple[int, int], Finding]:
        """Give the findings of a code by line and column."""
        found = [finding for finding in self.findings if finding.code == code and finding.location is not None]
        return {(f.location.line, f.location.column): f for f in found if f.location is not None}

    def witness(self, finding: Finding) -> tuple[Plain, dict[str, str]]:
        """Give the situation and the choice of readings that a finding names."""
        assert finding.witness is not None
        facts = {name: value for name, value in finding.witness.items() if name in self.rules["facts"]}
        words = {name for name in facts if "values" in self.rules["facts"][name]}
        readings = {name: value for name, value in finding.witness.items() if name in self.rules["options"]}
        assert len(facts) + len(readings) == len(finding.witness)
        typed = {name: value if name in words else reference.typed(value) for name, value in facts.items()}
        return typed, {**self.rules["readings"], **readings}


def dead_end(rules: Plain, decision: str, facts: Plain, readings: Mapping[str, str]) -> object:
    """Walk with the reference and give what it stumbles over, or None.

    That is the value and the keys found for it where not exactly one key fits, or the name of an outcome
    that is set twice.
    """
    try:
        reference.walk(rules, decision, facts, dict(readings))
    except AssertionError as stumbled:
        return stumbled.args[0]
    return None
