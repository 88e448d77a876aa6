# SPDX-License-Identifier: MPL-2.0
"""Outcomes that a decision must never come to, looked for on every path, whatever the facts and readings are."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, find
from ..lifecycle import Condition, Invariant
from ..model import All, Decision, Node, Ref, RuleSetModel, Setting, Use
from ..values import Qualified, spell
from .nodes import branches
from .space import Box, Space, meet

__all__ = ["check_forbidden"]


def check_forbidden(model: RuleSetModel) -> Iterator[Finding]:
    """Give for each invariant about a decision a situation in which it is broken, if there is one."""
    for invariant in model.invariants.values():
        if invariant.decision is not None:
            decision = model.decisions[invariant.decision.name]
            box = _broken(invariant, decision, model)
            if box is not None:
                witness = Space(decision, model).situation(box)
                place = invariant.location
                yield find("invariant-broken", place, witness=witness, name=invariant.name, events=decision.name)


def _broken(invariant: Invariant, decision: Decision, model: RuleSetModel) -> Box | None:
    """Give situations in which every forbidden outcome is set on one path."""
    space = Space(decision, model)
    start = _start(invariant, space)
    if start is None:
        return None
    boxes: list[Box] = [start]
    for condition in invariant.outcome:
        boxes = [found for box in boxes for found in _sets(decision.tree, condition, box, decision, space)]
    return boxes[0] if boxes else None


def _start(invariant: Invariant, space: Space) -> Box | None:
    """Give the situations an invariant is about; a fact that the decision never asks is no condition on it."""
    facts = [(("fact", c.name.name), tuple(Ref(spell(value)) for value in c.values)) for c in invariant.when]
    readings = [(("reading", under.reading.name), under.options) for under in invariant.under]
    box: Box = {}
    for dimension, keys in (*facts, *readings):
        narrowed = meet(box, {dimension: space.mask(dimension, keys)}) if space.has(dimension) else box
        if narrowed is None:
            return None
        box = narrowed
    return box


def _sets(node: Node, condition: Condition, box: Box, decision: Decision, space: Space) -> Iterator[Box]:
    """Give the situations of `box` in which the way on from `node` sets an outcome to one of the values."""
    if any(_forbids(condition, setting) for setting in node.settings):
        yield box
    match node.step:
        case Use(part=ref):
            yield from _sets(decision.parts[ref.name], condition, box, decision, space)
        case All(nodes=nodes):
            for inner in nodes:
                yield from _sets(inner, condition, box, decision, space)
        case _:
            dimension = space.dimension(node)
            for branch in branches(node):
                assert dimension is not None, "only questions have branches"
                narrowed = meet(box, {dimension: space.branch_mask(dimension, branch)})
                if narrowed is not None:
                    yield from _sets(branch.node, condition, narrowed, decision, space)


def _forbids(condition: Condition, setting: Setting) -> bool:
    """Tell whether a setting says one of the forbidden values, with or without a reservation."""
    if setting.outcome != condition.name.name:
        return False
    said = [term for value in setting.values for term in (value.terms if isinstance(value, Qualified) else (value,))]
    return any(type(one) is type(value) and one == value for one in said for value in condition.values)
