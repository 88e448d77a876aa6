# SPDX-License-Identifier: MPL-2.0
"""Whether a decision can be walked at all: no circles of parts, and not too deep or too large."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, find
from ..model import Decision, Node, RuleSetModel, Use
from .nodes import children, uses
from .reach import Reach

__all__ = ["MAX_DEPTH", "MAX_SIZE", "check_shape"]

# A path longer than this, or a decision that unfolds to more, is no longer something a person can follow.
MAX_DEPTH = 100
MAX_SIZE = 100_000


def check_shape(decision: Decision, model: RuleSetModel) -> Iterator[Finding]:
    """Give a finding if the parts use each other in a circle, or unfold beyond the limits."""
    order, circle = _parts_in_order(decision)
    if circle:
        place = decision.part_places[circle[0]]
        witness = Reach(decision, model).situation(decision.parts[circle[0]])
        yield find("part-cycle", place, witness=witness, parts=" → ".join(circle))
        return
    sizes: dict[str, tuple[int, int]] = {}
    for name in order:
        sizes[name] = _measure(decision.parts[name], sizes)
    size, depth = _measure(decision.tree, sizes)
    if depth > MAX_DEPTH:
        yield find("decision-too-deep", decision.location, limit=MAX_DEPTH)
    elif size > MAX_SIZE:
        yield find("decision-too-large", decision.location, limit=MAX_SIZE)


def _measure(node: Node, parts: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """Count the nodes below and the longest path, with every `use` unfolded."""
    inner = [_measure(child, parts) for child in children(node)]
    if isinstance(node.step, Use):
        inner.append(parts[node.step.part.name])
    return 1 + sum(size for size, _ in inner), 1 + max((depth for _, depth in inner), default=0)


def _parts_in_order(decision: Decision) -> tuple[list[str], list[str]]:
    """Give the parts so that each comes after those it uses, and the first circle if there is one."""
    used = {name: [part.name for part in uses(node)] for name, node in decision.parts.items()}
    done: list[str] = []
    finished: set[str] = set()
    for start, parts in used.items():
        path: list[str] = []
        waiting = [(start, iter(parts))] if start not in finished else []
        if waiting:
            path.append(start)
        while waiting:
            name, rest = waiting[-1]
            follower = next((part for part in rest if part not in finished), None)
            if follower is None:
                waiting.pop()
                finished.add(path.pop())
                done.append(name)
            elif follower in path:
                return done, [*path[path.index(follower) :], follower]
            else:
                path.append(follower)
                waiting.append((follower, iter(used[follower])))
    return done, []
