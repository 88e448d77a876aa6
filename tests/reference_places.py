# SPDX-License-Identifier: MPL-2.0
"""Where the moves and tasks of lifecycles stand, naively; goes with `reference_lifecycle`.

A way leads through a file from key to key; the YAML parser's nodes know where each stands.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import reference
import yaml

__all__ = ["Way", "place", "spelled", "trees", "way_of_move", "way_of_task"]

Plain = dict[str, Any]
Way = tuple[Any, ...]
Tree = tuple[str, yaml.Node]


def trees(folder: Path) -> dict[str, Tree]:
    """Read the files of a folder that are of a lifecycle; give for each the file's name and its nodes."""
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        tree = yaml.compose(path.read_text("utf-8"), reference.LOADER)
        assert tree is not None
        entries = {key.value: inner for key, inner in tree.value}
        if {"lifecycle", "phases"} <= entries.keys():
            found[entries["lifecycle"].value] = (f"{path.parent.name}/{path.name}", tree)
    return found


def place(tree: Tree, way: Way, *, value: bool = False) -> tuple[str, int, int]:
    """Give the file, the line and the column of a key or of an item of a list, or of what stands behind a key."""
    file, node = tree
    mark = node.start_mark
    for step in way:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[step]
            mark = node.start_mark
        else:
            ((key, node),) = ((key, inner) for key, inner in node.value if key.value == step)
            mark = key.start_mark
    mark = node.start_mark if value else mark
    return file, mark.line + 1, mark.column + 1


def way_of_move(rules: Plain, move: Plain) -> tuple[str, Way]:
    """Give the lifecycle of a move, and the way to it."""
    ((lifecycle, way),) = (
        (lifecycle, (kind, number))
        for lifecycle, file in rules["lifecycles"].items()
        for kind in ("moves", "follows")
        for number, one in enumerate(file.get(kind, []))
        if one is move
    )
    return lifecycle, way


def way_of_task(rules: Plain, state: Plain, lifecycle: str, task: str) -> tuple[Plain, Way]:
    """Give what is written for a task where a lifecycle is: in its phase, or with a mark that carries it."""
    file, here = rules["lifecycles"][lifecycle], state[lifecycle]
    found: list[Way] = [("phases", here["phase"], "tasks", task)]
    found += [("marks", mark, "tasks", spelled(value), task) for mark, value in here["marks"].items()]
    for way in found:
        written: Any = file
        for step in way:
            written = (written or {}).get(step)
        if written is not None:
            return written, way
    raise KeyError(task)


def spelled(value: Any) -> str:
    """Give a value of a mark as a key of a file."""
    return str(value).lower() if isinstance(value, bool) else str(value)
