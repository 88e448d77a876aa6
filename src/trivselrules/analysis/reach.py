# SPDX-License-Identifier: MPL-2.0
"""A situation that leads to a node, told from its path alone: it works although names are wrong."""

from __future__ import annotations

from collections.abc import Mapping

from ..domains import Scale, Span
from ..keys import select, selects
from ..model import All, Ask, Branch, Consult, Decision, Node, RuleSetModel, Use
from ..values import Number
from .nodes import branches, decision_nodes

__all__ = ["Reach"]

_Path = Mapping[str, tuple[str, ...]]


class Reach:
    """For every node of a decision, the values that lead to it first in the order of the file."""

    def __init__(self, decision: Decision, model: RuleSetModel) -> None:
        self._model = model
        self._paths: dict[int, _Path] = {}
        self._samples = _samples(decision, model)
        waiting: list[tuple[Node, _Path]] = [(decision.tree, {})]
        while waiting:
            node, path = waiting.pop()
            if id(node) in self._paths:
                continue
            self._paths[id(node)] = path
            match node.step:
                case Use(part=ref):
                    following = [decision.parts[ref.name]] if ref.name in decision.parts else []
                    waiting += [(part, path) for part in following]
                case All(nodes=nodes):
                    waiting += [(inner, path) for inner in reversed(nodes)]
                case Ask(fact=ref) | Consult(reading=ref):
                    ways = [(branch.node, self._narrowed(path, ref.name, branch)) for branch in branches(node)]
                    waiting += reversed(ways)

    def situation(self, node: Node) -> dict[str, str] | None:
        """Give a situation that leads to `node`, or None if none does."""
        path = self._paths.get(id(node))
        return None if path is None else {name: values[0] for name, values in path.items()}

    def _narrowed(self, path: _Path, name: str, branch: Branch) -> _Path:
        """Add a branch's values; a question asked again keeps those that were possible before."""
        values = tuple(value for key in branch.keys for value in self._values(name, key.name))
        before = path.get(name, values)
        return {**path, name: tuple(value for value in values if value in before) or values}

    def _values(self, name: str, item: str) -> tuple[str, ...]:
        """Give the numbers of an interval that the decision's rules can tell apart; else the item itself."""
        fact = self._model.facts.get(name)
        selection = None if fact is None else select(item, fact.domain)
        if not isinstance(selection, Span):
            return (item,)
        return tuple(str(number) for number in self._samples[name] if selects(selection, number)) or (item,)


def _samples(decision: Decision, model: RuleSetModel) -> dict[str, tuple[Number, ...]]:
    """Give for each number asked for one value of every cell."""
    spans: dict[str, list[Span]] = {}
    for node in decision_nodes(decision):
        if isinstance(node.step, Ask) and node.step.fact.name in model.facts:
            name = node.step.fact.name
            found = (select(key.name, model.facts[name].domain) for b in branches(node) for key in b.keys)
            spans.setdefault(name, []).extend(span for span in found if isinstance(span, Span))
    samples = {}
    for name, cuts in spans.items():
        domain = model.facts[name].domain
        if isinstance(domain, Scale):
            numbers = (domain.number_in(cell) for cell in domain.cells(cuts))
            samples[name] = tuple(number for number in numbers if number is not None)
    return samples
