# SPDX-License-Identifier: MPL-2.0
"""The paths of a decision: the situations that are treated alike, under every reading, and all that is said of them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from ..analysis.nodes import branches
from ..analysis.space import Box, Space, meet
from ..model import All, Ask, Consult, Decision, Node, NotApplicable, Setting, Undetermined, Use
from ..values import ParameterReference, Value

__all__ = ["Path", "paths"]


@frozen
class Path:
    """What is narrowed on a way through a decision, in the order of asking, and what it comes to."""

    box: Box
    settings: tuple[Setting, ...] = ()
    sources: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    undetermined: tuple[str, ...] = ()
    not_applicable: str | None = None

    def outcome(self, name: str) -> tuple[Value | ParameterReference, ...] | None:
        """Give the values of an outcome, each once; None if it is not set."""
        set_here = [setting for setting in self.settings if setting.outcome == name]
        return tuple(dict.fromkeys(value for one in set_here for value in one.values)) if set_here else None


def paths(decision: Decision, space: Space) -> Iterator[Path]:
    """Give the paths in the order of the file; they multiply where questions are asked side by side."""
    return _after(decision.tree, Path({}), decision, space)


def _after(node: Node, path: Path, decision: Decision, space: Space) -> Iterator[Path]:
    path = evolve(
        path,
        settings=(*path.settings, *node.settings),
        sources=(*path.sources, *(ref.name for ref in node.source)),
        notices=(*path.notices, *(ref.name for ref in node.notices)),
    )
    match node.step:
        case Use(part=ref):
            yield from _after(decision.parts[ref.name], path, decision, space)
        case All(nodes=nodes):
            found = [path]
            for inner in nodes:
                found = [longer for one in found for longer in _after(inner, one, decision, space)]
            yield from found
        case Ask() | Consult():
            dimension = space.dimension(node)
            assert dimension is not None
            for branch in branches(node):
                narrowed = meet(path.box, {dimension: space.branch_mask(dimension, branch)})
                if narrowed is not None:
                    yield from _after(branch.node, evolve(path, box=narrowed), decision, space)
        case Undetermined(point=ref):
            yield evolve(path, undetermined=(*path.undetermined, ref.name))
        case NotApplicable(notice=ref):
            yield evolve(path, not_applicable=ref.name)
        case _:
            yield path
