# SPDX-License-Identifier: MPL-2.0
"""Whether there is a situation in which several nodes lead to the very same answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from ..frozen_map import FrozenMap
from ..model import All, Decision, Node, NotApplicable, Undetermined, Use
from .nodes import branches
from .space import Box, Dimension, Space, meet

__all__ = ["agreement"]

# Beyond this many situations below one reading, the question is left unanswered rather than answered slowly.
MAX_SITUATIONS = 4_000


@frozen
class _Path:
    """How far one node has been followed: what it has said, and the nodes still to come.

    `taken` is the option that led to the node: the same reading, consulted again below, takes it again.
    """

    waiting: tuple[Node, ...]
    taken: int
    single: FrozenMap[str, object] = FrozenMap()
    listed: FrozenMap[str, tuple[object, ...]] = FrozenMap()
    notices: tuple[str, ...] = ()
    open_points: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()

    def effect(self) -> tuple[object, ...]:
        return self.single, self.listed, self.notices, self.open_points, self.not_applicable


def agreement(
    options: Sequence[tuple[int, Node]], reading: Dimension, box: Box, space: Space, decision: Decision
) -> Box | None:
    """Give situations of `box` in which all options of a reading lead to the same answer, or None.

    An option is a set of one, as in a box, and the node it leads to.
    """
    search = _Search(reading, space, decision, iter(range(MAX_SITUATIONS)))
    return search.agree([_Path((node,), taken) for taken, node in options], box)


@frozen
class _Search:
    """What a search for agreement is made with; `counted` runs out when it has taken too long."""

    reading: Dimension
    space: Space
    decision: Decision
    counted: Iterator[int]

    def agree(self, paths: list[_Path], box: Box) -> Box | None:
        """Divide the situations of `box` by what the paths ask, until all of them say the same."""
        if next(self.counted, None) is None:
            return None
        paths = [self.follow(path, box) for path in paths]
        if _differ(paths):
            return None
        asking = next((path.waiting[0] for path in paths if path.waiting), None)
        if asking is None:
            return box if all(path.effect() == paths[0].effect() for path in paths) else None
        dimension = self.space.dimension(asking)
        assert dimension is not None
        if dimension == self.reading:
            return None  # consulted again without the option that led here, which is a gap of its own
        for branch in branches(asking):
            narrowed = meet(box, {dimension: self.space.branch_mask(dimension, branch)})
            found = None if narrowed is None else self.agree(paths, narrowed)
            if found is not None:
                return found
        return None

    def follow(self, path: _Path, box: Box) -> _Path:
        """Go on until a question that the situations of `box` answer differently, or to the end."""
        while path.waiting:
            node, rest = path.waiting[0], path.waiting[1:]
            dimension = self.space.dimension(node)
            if dimension is None:
                path = _say(evolve(path, waiting=rest), node)
                path = evolve(path, waiting=(*_onward(node, self.decision), *path.waiting))
                continue
            possible = box.get(dimension, self.space.whole(dimension)) if dimension != self.reading else path.taken
            taken = [b.node for b in branches(node) if not possible & ~self.space.branch_mask(dimension, b)]
            if not taken:
                return path
            path = _say(evolve(path, waiting=(taken[0], *rest)), node)
        return path


def _differ(paths: list[_Path]) -> bool:
    """Tell whether two paths have already set a single-valued outcome differently."""
    values: dict[str, object] = {}
    return any(values.setdefault(name, value) != value for path in paths for name, value in path.single.items())


def _onward(node: Node, decision: Decision) -> tuple[Node, ...]:
    match node.step:
        case Use(part=ref):
            return (decision.parts[ref.name],)
        case All(nodes=nodes):
            return nodes
        case _:
            return ()


def _say(path: _Path, node: Node) -> _Path:
    """Add what a node itself says to the path."""
    single, listed = dict(path.single), dict(path.listed)
    for setting in node.settings:
        if setting.listed:
            listed[setting.outcome] = tuple(dict.fromkeys((*listed.get(setting.outcome, ()), *setting.values)))
        else:
            single[setting.outcome] = setting.values
    points = (node.step.point.name,) if isinstance(node.step, Undetermined) else ()
    excused = (node.step.notice.name,) if isinstance(node.step, NotApplicable) else ()
    return evolve(
        path,
        single=FrozenMap(single),
        listed=FrozenMap(listed),
        notices=tuple(dict.fromkeys((*path.notices, *(ref.name for ref in node.notices)))),
        open_points=tuple(dict.fromkeys((*path.open_points, *points))),
        not_applicable=(*path.not_applicable, *excused),
    )
