# SPDX-License-Identifier: MPL-2.0
"""Whether there is a situation in which several nodes lead to the very same answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from ..frozen_map import FrozenMap
from ..model import All, Decision, Node, NotApplicable, Undetermined, Use
from .nodes import branches
from .space import Box, Space, meet

__all__ = ["agreement"]

# Beyond this many situations below one reading, the question is left unanswered rather than answered slowly.
MAX_SITUATIONS = 4_000


@frozen
class _Path:
    """How far one node has been followed: what it has said, and the nodes still to come."""

    waiting: tuple[Node, ...]
    single: FrozenMap[str, object] = FrozenMap()
    listed: FrozenMap[str, tuple[object, ...]] = FrozenMap()
    notices: tuple[str, ...] = ()
    open_points: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()

    def effect(self) -> tuple[object, ...]:
        return self.single, self.listed, self.notices, self.open_points, self.not_applicable


def agreement(nodes: Sequence[Node], box: Box, space: Space, decision: Decision) -> Box | None:
    """Give situations of `box` in which all `nodes` lead to the same answer, or None if there are none."""
    counted = iter(range(MAX_SITUATIONS))
    return _agree([_Path((node,)) for node in nodes], box, space, decision, counted)


def _agree(paths: list[_Path], box: Box, space: Space, decision: Decision, counted: Iterator[int]) -> Box | None:
    if next(counted, None) is None:
        return None
    paths = [_follow(path, box, space, decision) for path in paths]
    if _differ(paths):
        return None
    asking = next((path.waiting[0] for path in paths if path.waiting), None)
    if asking is None:
        return box if len({hash(path.effect()): path.effect() for path in paths}) == 1 and _same(paths) else None
    dimension = space.dimension(asking)
    assert dimension is not None
    for branch in branches(asking):
        narrowed = meet(box, {dimension: space.branch_mask(dimension, branch)})
        found = None if narrowed is None else _agree(paths, narrowed, space, decision, counted)
        if found is not None:
            return found
    return None


def _same(paths: list[_Path]) -> bool:
    return all(path.effect() == paths[0].effect() for path in paths)


def _differ(paths: list[_Path]) -> bool:
    """Tell whether two paths have already set a single-valued outcome differently."""
    values: dict[str, object] = {}
    return any(values.setdefault(name, value) != value for path in paths for name, value in path.single.items())


def _follow(path: _Path, box: Box, space: Space, decision: Decision) -> _Path:
    """Go on until a question that the situations of `box` answer differently, or to the end."""
    while path.waiting:
        node, rest = path.waiting[0], path.waiting[1:]
        dimension = space.dimension(node)
        if dimension is None:
            path = _say(evolve(path, waiting=rest), node)
            path = evolve(path, waiting=(*_onward(node, decision), *path.waiting))
            continue
        possible = box.get(dimension, space.whole(dimension))
        taken = [b.node for b in branches(node) if not possible & ~space.branch_mask(dimension, b)]
        if not taken:
            return path
        path = _say(evolve(path, waiting=(taken[0], *rest)), node)
    return path


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
