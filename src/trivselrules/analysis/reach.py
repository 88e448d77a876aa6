# SPDX-License-Identifier: MPL-2.0
"""A situation that leads to a node, told from its path alone: it works although names are wrong."""

from __future__ import annotations

from collections.abc import Mapping

from ..domains import Scale, Span
from ..keys import select
from ..model import All, Ask, Branch, Consult, Decision, Node, RuleSetModel, Use
from .nodes import branches

__all__ = ["Reach"]

_Path = Mapping[str, tuple[str, ...]]


class Reach:
    """For every node of a decision, the answers that lead to it first in the order of the file."""

    def __init__(self, decision: Decision, model: RuleSetModel) -> None:
        self._model = model
        self._paths: dict[int, _Path] = {}
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
                    ways = [(branch.node, _narrowed(path, ref.name, branch)) for branch in branches(node)]
                    waiting += reversed(ways)

    def situation(self, node: Node) -> dict[str, str] | None:
        """Give a situation that leads to `node`, or None if none does."""
        path = self._paths.get(id(node))
        return None if path is None else {name: self._value(name, items[0]) for name, items in path.items()}

    def _value(self, name: str, item: str) -> str:
        """Give a number that lies in an interval; any other item is a value itself."""
        fact = self._model.facts.get(name)
        if fact is None or not isinstance(fact.domain, Scale):
            return item
        selection = select(item, fact.domain)
        number = fact.domain.number_in(selection) if isinstance(selection, Span) else None
        return item if number is None else str(number)


def _narrowed(path: _Path, name: str, branch: Branch) -> _Path:
    """Add a branch's items; a question asked again keeps those that were possible before."""
    items = tuple(key.name for key in branch.keys)
    before = path.get(name, items)
    return {**path, name: tuple(item for item in items if item in before) or items}
