# SPDX-License-Identifier: MPL-2.0
"""Markdown tables and Mermaid diagrams in which nothing of the rules is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..text import printable
from .style import MARKDOWN

__all__ = ["Flowchart", "prose", "table"]

# What would end or steer a label in quotes.
_STEERING = {'"': "#quot;", "#": "#35;", "<": "#lt;", ">": "#gt;", "`": "#96;", "\\": "#92;", "&": "#amp;", "%": "#37;"}
_SHAPES = {"box": '["{}"]', "question": '{{"{}"}}', "end": '(["{}"])', "joint": '(("{}"))'}


def prose(text: str) -> str:
    """Give text as it stands among Markdown; `code` in backticks stays code."""
    parts = printable(text).split("`")
    paired = len(parts) % 2 == 1
    told = [f"`{part}`" if paired and number % 2 else MARKDOWN.safe(part) for number, part in enumerate(parts)]
    return ("" if paired else "\\`").join(told)


def table(heads: Sequence[str], rows: Iterable[Sequence[Sequence[str]]]) -> list[str]:
    """Write a table; a cell is a list of lines. A column in which nothing stands is left out."""
    filled = [[list(cell) for cell in row] for row in rows]
    kept = [number for number in range(len(heads)) if any(row[number] for row in filled)]
    lines = [[prose(heads[number]) for number in kept], ["---"] * len(kept)]
    lines += [["<br>".join(map(prose, row[number])) for number in kept] for row in filled]
    return [f"| {' | '.join(line)} |" for line in lines]


class Flowchart:
    """A Mermaid flowchart, drawn from top to bottom; nodes are numbered, so that no name can be a word of Mermaid."""

    def __init__(self) -> None:
        self._nodes: list[str] = []
        self._edges: list[str] = []

    def node(self, lines: Iterable[str], shape: str = "box") -> str:
        """Add a node and give its name."""
        name = f"n{len(self._nodes) + 1}"
        self._nodes.append(f"  {name}{_SHAPES[shape].replace('{}', _label(lines))}")
        return name

    def edge(self, here: str, there: str, lines: Iterable[str] = (), *, dotted: bool = False) -> None:
        """Lead from one node to another."""
        label = _label(lines)
        arrow = "-.->" if dotted else "-->"
        told = f'|"{label}"|' if label else ""
        self._edges.append(f"  {here} {arrow}{told} {there}")

    def __len__(self) -> int:
        return len(self._nodes)

    def fenced(self) -> list[str]:
        """Give the diagram as a block of Markdown."""
        return ["```mermaid", "flowchart TD", *self._nodes, *self._edges, "```"]


def _label(lines: Iterable[str]) -> str:
    escaped = (re.sub("|".join(map(re.escape, _STEERING)), lambda m: _STEERING[m[0]], printable(s)) for s in lines)
    return "<br>".join(escaped)
