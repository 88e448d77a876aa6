# SPDX-License-Identifier: MPL-2.0
"""Leaves out of two versions of a decision what is the same in both, so that a comparison looks at the rest only."""

from __future__ import annotations

from attrs import evolve

from ..model import Ask, Consult, Node, RuleSetModel
from .axes import Rules
from .sayings import nodes_in_order

__all__ = ["pruned"]


def pruned(old: Rules, new: Rules) -> tuple[Rules, Rules]:
    """Give both versions without what the same answers to the same questions lead to in both.

    That is only done below questions about facts, where nothing that is said before differs: there the same is answered
    whatever else the decision says. An option of a reading is kept, since another may have changed. If the names mean
    something else, all is kept.
    """
    if not _comparable(old, new):
        return old, new
    one, other = _pruned(old[0].tree, new[0].tree)
    return (evolve(old[0], tree=one), old[1]), (evolve(new[0], tree=other), new[1])


def _comparable(old: Rules, new: Rules) -> bool:
    """Tell whether what is written alike says the same: facts, readings, parameters, parts and types of outcomes."""
    if old[0].parts != new[0].parts or old[0].outcomes != new[0].outcomes or old[1].parameters != new[1].parameters:
        return False
    asked = {step for rules in (old, new) for node in nodes_in_order(rules[0]) for step in _asked(node)}
    return all(_meaning(old[1], *step) == _meaning(new[1], *step) for step in asked)


def _asked(node: Node) -> list[tuple[str, str]]:
    match node.step:
        case Ask(fact=ref):
            return [("fact", ref.name)]
        case Consult(reading=ref):
            return [("reading", ref.name)]
        case _:
            return []


def _meaning(model: RuleSetModel, kind: str, name: str) -> object:
    """Give what can be told of a fact, or the options of a reading and which is chosen; None if there is none."""
    if kind == "fact":
        fact = model.facts.get(name)
        return None if fact is None else fact.domain
    reading = model.readings.get(name)
    return None if reading is None else (tuple(reading.options), reading.chosen)


def _pruned(one: Node, other: Node) -> tuple[Node, Node]:
    if one == other:
        return Node(location=one.location), Node(location=other.location)
    match one.step, other.step:
        case Ask(), Ask() if _said(one) == _said(other):
            pairs = [_pruned(a.node, b.node) for a, b in zip(one.step.answers, other.step.answers, strict=True)]
            return _asking(one, one.step, [a for a, _ in pairs]), _asking(other, other.step, [b for _, b in pairs])
    return one, other


def _said(node: Node) -> object:
    """Give all of a node but what its answers lead to."""
    assert isinstance(node.step, Ask), "the node asks for a fact"
    return evolve(node, step=None), node.step.fact, [branch.keys for branch in node.step.answers]


def _asking(node: Node, step: Ask, answers: list[Node]) -> Node:
    branches = (evolve(branch, node=answer) for branch, answer in zip(step.answers, answers, strict=True))
    return evolve(node, step=evolve(step, answers=tuple(branches)))
