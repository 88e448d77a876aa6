# SPDX-License-Identifier: MPL-2.0
"""Outcomes that a decision must never come to, looked for on every path, whatever the facts and readings are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from ..finding import Finding, find
from ..lifecycle import Condition, Invariant
from ..model import All, Ask, Consult, Decision, Node, Ref, RuleSetModel, Setting, Use
from ..values import Duration, ParameterReference, Qualified, Scalar, Value, spell
from .conditions import among
from .nodes import branches
from .space import Box, Dimension, Space, meet

__all__ = ["check_forbidden"]


def check_forbidden(model: RuleSetModel) -> Iterator[Finding]:
    """Give for each invariant about a decision a situation in which it is broken, if there is one."""
    for invariant in model.invariants.values():
        if invariant.decision is not None:
            decision = model.decisions[invariant.decision.name]
            asked = {c.name.name: tuple(Ref(spell(value)) for value in c.values) for c in invariant.when}
            search = _Search(decision, Space(decision, model, asked), model)
            box = search.broken(invariant, asked)
            if box is not None:
                witness, place = search.space.situation(box), invariant.location
                yield find("invariant-broken", place, witness=witness, name=invariant.name, events=decision.name)


@frozen
class _Search:
    """A decision, and the situations it can meet."""

    decision: Decision
    space: Space
    model: RuleSetModel

    def broken(self, invariant: Invariant, asked: Mapping[str, tuple[Ref, ...]]) -> Box | None:
        """Give situations in which every forbidden outcome is set on one path."""
        return next(self._all(invariant.outcome, _start(invariant, asked, self.space)), None)

    def _all(self, conditions: tuple[Condition, ...], box: Box) -> Iterator[Box]:
        """Give the situations of `box` in which every forbidden outcome is set."""
        if not conditions:
            yield box
        for first in conditions[:1]:
            for found in self._sets(self.decision.tree, first, box):
                yield from self._all(conditions[1:], found)

    def _sets(self, node: Node, condition: Condition, box: Box) -> Iterator[Box]:
        """Give the situations of `box` in which the way on from `node` sets an outcome to one of the values."""
        if any(self._forbids(condition, setting) for setting in node.settings):
            yield box
        match node.step:
            case Use(part=ref):
                yield from self._sets(self.decision.parts[ref.name], condition, box)
            case All(nodes=nodes):
                for inner in nodes:
                    yield from self._sets(inner, condition, box)
            case Ask(fact=ref):
                yield from self._behind(("fact", ref.name), node, condition, box)
            case Consult(reading=ref):
                yield from self._behind(("reading", ref.name), node, condition, box)

    def _behind(self, dimension: Dimension, node: Node, condition: Condition, box: Box) -> Iterator[Box]:
        for branch in branches(node):
            narrowed = meet(box, {dimension: self.space.branch_mask(dimension, branch)})
            if narrowed is not None:
                yield from self._sets(branch.node, condition, narrowed)

    def _forbids(self, condition: Condition, setting: Setting) -> bool:
        """Tell whether a setting says one of the forbidden values, with or without a reservation."""
        if setting.outcome != condition.name.name:
            return False
        said = [term for value in setting.values for term in self._said(value)]
        return any(among(value, condition.values) for value in said)

    def _said(self, value: Value | ParameterReference) -> tuple[Scalar, ...]:
        match value:
            case Qualified():
                return value.terms
            case ParameterReference(parameter=name):
                chosen = self.model.parameters[name].value
                return () if chosen is None else (chosen,)
            case _:
                assert not isinstance(value, Duration), "checked: lengths of time cannot be forbidden"
                return (value,)


def _start(invariant: Invariant, asked: Mapping[str, tuple[Ref, ...]], space: Space) -> Box:
    """Give the situations an invariant is about; a fact that the decision never asks is no condition on it."""
    facts = [(("fact", name), keys) for name, keys in asked.items()]
    readings = [(("reading", under.reading.name), under.options) for under in invariant.under]
    return {dimension: space.mask(dimension, keys) for dimension, keys in (*facts, *readings) if space.has(dimension)}
