# SPDX-License-Identifier: MPL-2.0
"""Ways to go through the nodes of a decision as they are written, without following `use`."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import All, Ask, Branch, Consult, Decision, Node, Ref, Use

__all__ = ["all_nodes", "branches", "children", "decision_nodes", "uses"]


def branches(node: Node) -> tuple[Branch, ...]:
    """Give the branches of the node's question or reading, if it has one."""
    if isinstance(node.step, Ask):
        return node.step.answers
    return node.step.options if isinstance(node.step, Consult) else ()


def children(node: Node) -> tuple[Node, ...]:
    """Give the nodes written directly inside `node`."""
    if isinstance(node.step, All):
        return node.step.nodes
    return tuple(branch.node for branch in branches(node))


def all_nodes(node: Node) -> Iterator[Node]:
    """Give `node` and everything written inside it, in the order of the file."""
    yield node
    for child in children(node):
        yield from all_nodes(child)


def uses(node: Node) -> Iterator[Ref]:
    """Give the parts that `node` and everything inside it use."""
    return (inner.step.part for inner in all_nodes(node) if isinstance(inner.step, Use))


def decision_nodes(decision: Decision) -> Iterator[Node]:
    """Give all nodes of a decision: the tree first, then each part."""
    for root in (decision.tree, *decision.parts.values()):
        yield from all_nodes(root)
