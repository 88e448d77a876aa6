# SPDX-License-Identifier: MPL-2.0
"""A decision as rows of a table: what it comes to in which situations, as its readings are chosen."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from ..analysis.nodes import branches
from ..analysis.space import Box, Space, meet
from ..model import All, Ask, Consult, Decision, Node, NotApplicable, RuleSetModel, Setting, Undetermined, Use

__all__ = ["Row", "rows"]


@frozen
class Row:
    """Situations that are treated alike, and all that is said of them; `end` is why something is not settled."""

    box: Box
    settings: tuple[Setting, ...] = ()
    sources: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    end: Undetermined | NotApplicable | None = None


def rows(decision: Decision, model: RuleSetModel, space: Space) -> Iterator[Row]:
    """Give the rows of a decision in the order of its file; they multiply where questions are asked side by side."""
    return _Rows(decision, model, space).after(decision.tree, Row({}))


class _Rows:
    """Goes through the nodes of one decision and gathers what is said on each way."""

    def __init__(self, decision: Decision, model: RuleSetModel, space: Space) -> None:
        self.decision = decision
        self.model = model
        self.space = space

    def after(self, node: Node, row: Row) -> Iterator[Row]:
        """Give the rows that a way so far grows into at `node`."""
        row = evolve(
            row,
            settings=(*row.settings, *node.settings),
            sources=(*row.sources, *(ref.name for ref in node.source)),
            notices=(*row.notices, *(ref.name for ref in node.notices)),
        )
        match node.step:
            case Use(part=ref):
                yield from self.after(self.decision.parts[ref.name], row)
            case All(nodes=nodes):
                yield from self._all(nodes, row)
            case Ask():
                yield from self._ask(node, row)
            case Consult(reading=ref):
                chosen = self.model.readings[ref.name].chosen
                taken = next(b for b in branches(node) if any(key.name == chosen for key in b.keys))
                yield from self.after(taken.node, evolve(row, readings=(*row.readings, ref.name)))
            case Undetermined() | NotApplicable() as end:
                yield evolve(row, end=end)
            case _:
                yield row

    def _all(self, nodes: tuple[Node, ...], row: Row) -> Iterator[Row]:
        """Let every way through the first branch go on through the others."""
        if not nodes:
            yield row
            return
        for grown in self.after(nodes[0], evolve(row, end=None)):
            yield from (evolve(more, end=grown.end or more.end) for more in self._all(nodes[1:], grown))

    def _ask(self, node: Node, row: Row) -> Iterator[Row]:
        dimension = self.space.dimension(node)
        assert dimension is not None, "only questions are asked"
        for branch in branches(node):
            narrowed = meet(row.box, {dimension: self.space.branch_mask(dimension, branch)})
            if narrowed is not None:
                yield from self.after(branch.node, evolve(row, box=narrowed))
