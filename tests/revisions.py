# SPDX-License-Identifier: MPL-2.0
"""Other versions of generated rules: some that say the same in other words, some with one thing changed."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from faults import nodes_with_paths
from hypothesis import strategies as st
from rule_texts import folder_of, texts_of
from strategies import DECISIONS, POINTS, SOURCES, any_rule_set_data

from trivselrules.loading import read

__all__ = ["reworded", "versions"]

Plain = dict[str, Any]
Files = dict[str, Plain]

FILE = f"{DECISIONS[0]}.yaml"


@st.composite
def reworded(draw: st.DrawFn, files: Files) -> Files:
    """Write rules anew so that they say the same: parts, keys and branches are arranged in another way."""
    files = deepcopy(files)
    decision = files[FILE]
    decision["parts"] = dict(decision.get("parts", {}))
    for _, node in list(nodes_with_paths(decision)):
        draw(st.sampled_from(_REWORDINGS))(draw, node, decision)
    if not decision["parts"]:
        del decision["parts"]
    return files


def _leave(draw: st.DrawFn, node: Plain, decision: Plain) -> None:
    """Change nothing."""
    del draw, node, decision


def _name(draw: st.DrawFn, node: Plain, decision: Plain) -> None:
    """Move what a node says into a part of its own."""
    del draw
    if node and "use" not in node:
        name = f"nyt_afsnit_{len(decision['parts'])}"
        decision["parts"][name] = dict(node)
        node.clear()
        node["use"] = name


def _inline(draw: st.DrawFn, node: Plain, decision: Plain) -> None:
    """Put a part in the place where it is used, if that is the only one and nothing else stands there."""
    del draw
    used = [inner["use"] for _, inner in nodes_with_paths(decision, "use")]
    if list(node) == ["use"] and used.count(node["use"]) == 1:
        part = deepcopy(decision["parts"][node.pop("use")])
        node.update(part)


def _turn(draw: st.DrawFn, node: Plain, decision: Plain) -> None:
    """Give the answers in another order, the items apart where what follows asks nothing more."""
    del decision
    for key in ("answers", "options"):
        if key in node:
            pairs: list[tuple[str, Plain]] = []
            for items, inner in node[key].items():
                apart = items.split(", ") if not {"ask", "reading", "use", "all"} & inner.keys() else [items]
                pairs += ((item, deepcopy(inner)) for item in apart)
            node[key] = dict(draw(st.permutations(pairs)))


def _gather(draw: st.DrawFn, node: Plain, decision: Plain) -> None:
    """Put what a node says itself and its step side by side."""
    del draw
    if (
        "set" in node
        and ("ask" in node or "reading" in node)
        and not any(map(_excuses, [node, *decision["parts"].values()]))
    ):
        said = {key: node.pop(key) for key in ("set", "source", "notice") if key in node}
        step = dict(node)
        node.clear()
        node["all"] = [said, step]


def _excuses(node: Plain) -> bool:
    found = {"decision": "", "tree": node}
    return any("not_applicable" in inner for _, inner in nodes_with_paths(found))


_REWORDINGS: list[Callable[[st.DrawFn, Plain, Plain], None]] = [_leave, _name, _inline, _turn, _gather]


@st.composite
def versions(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str]]:
    """Give two versions of a rule set as texts: the second has other rules altogether, or one thing changed."""
    old = draw(any_rule_set_data())
    new = draw(any_rule_set_data()) if draw(st.integers(0, 3)) == 0 else _changed(draw, deepcopy(old))
    return texts_of(old), texts_of(new)


def _changed(draw: st.DrawFn, files: Files) -> Files:
    """Change one or two things, as far as the rules stay sound."""
    for _ in range(draw(st.integers(1, 2))):
        nodes = [node for _, node in nodes_with_paths(files[FILE])]
        change = draw(st.sampled_from(_CHANGES))
        before = deepcopy(files)
        change(draw, draw(st.sampled_from(nodes)), files)
        with folder_of(texts_of(files)) as folder:
            if read(folder).rule_set is None:
                files = before
    return files


def _swap(draw: st.DrawFn, node: Plain, files: Files) -> None:
    del files
    for key in ("answers", "options"):
        if len(node.get(key, {})) > 1:
            node[key] = dict(zip(node[key], draw(st.permutations(list(node[key].values()))), strict=True))


def _cite(draw: st.DrawFn, node: Plain, files: Files) -> None:
    """Cite other statements, and leave out the notices."""
    del draw, files
    node.pop("notice", None)
    if "source" in node:
        node["source"] = node["source"][:1] + [source for source in SOURCES if source not in node["source"]]


def _leave_open(draw: st.DrawFn, node: Plain, files: Files) -> None:
    del files
    node.clear()
    node.update(undetermined=draw(st.sampled_from(POINTS)), source=[SOURCES[0]])


def _reverse(draw: st.DrawFn, node: Plain, files: Files) -> None:
    del draw, files
    for outcome, value in node.get("set", {}).items():
        if isinstance(value, list):
            node["set"][outcome] = value[::-1]
    node["all"] = node["all"][::-1] if "all" in node else []
    if not node["all"]:
        del node["all"]


def _choose(draw: st.DrawFn, node: Plain, files: Files) -> None:
    del node
    for point in files["open_points.yaml"]["open_points"].values():
        for name, reading in point.get("readings", {}).items():
            files["rule_set.yaml"]["readings"][name] = draw(st.sampled_from(list(reading["options"])))


def _drop(draw: st.DrawFn, node: Plain, files: Files) -> None:
    del files
    if node.get("set"):
        del node["set"][draw(st.sampled_from(list(node["set"])))]
        if not node["set"]:
            del node["set"]


_CHANGES: list[Callable[[st.DrawFn, Plain, Files], None]] = [_swap, _cite, _leave_open, _reverse, _choose, _drop]
