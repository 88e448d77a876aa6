# SPDX-License-Identifier: MPL-2.0
"""Few short logs that reach everything of a lifecycle which can be reached."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from attrs import frozen

from .lifecycle_items import LifecycleItem
from .lifecycle_looks import Items
from .lifecycle_reach import Log, Reaching

__all__ = ["CoveringLogs", "covering_logs"]


@frozen
class CoveringLogs:
    """Logs that together reach everything, each with what no other of them reaches first.

    `smallest` says that it is proved that fewer do not suffice.
    """

    logs: tuple[tuple[Log, tuple[LifecycleItem, ...]], ...]
    smallest: bool


def covering_logs(reaching: Reaching, items: Iterable[LifecycleItem]) -> CoveringLogs:
    """Find few logs that reach all of some items which can be reached, of which none can be left out.

    Each is as short as can be for something that it reaches, the longest first, as they reach most.
    """
    found = reaching.logs(items)
    reached: dict[Log, set[LifecycleItem]] = {}
    for log in sorted(dict.fromkeys(found.values()), key=lambda log: -len(log.events)):
        reaches = reaching.reached(log) & found.keys()
        if not reaches <= set[LifecycleItem]().union(*reached.values()):
            reached[log] = reaches
    kept = _spared(reached)
    least = _least(reaching.items, found)
    rest = set(found)
    logs: list[tuple[Log, tuple[LifecycleItem, ...]]] = []
    for log in kept:
        logs.append((log, tuple(item for item in found if item in rest & reached[log])))
        rest -= reached[log]
    return CoveringLogs(tuple(logs), len(logs) == least)


def _spared(reached: dict[Log, set[LifecycleItem]]) -> list[Log]:
    """Leave out every log that reaches only what others do."""
    kept = list(reached)
    for log in list(kept):
        others = [other for other in kept if other is not log]
        if reached[log] <= set[LifecycleItem]().union(*(reached[other] for other in others)):
            kept = others
    return kept


def _least(items: Items, found: Collection[LifecycleItem]) -> int:
    """Give how many logs it takes at least: each ends with the first event that is not accepted.

    So each lacks facts for one event only, or leaves one event open in one phase.
    """
    lacking = {item.name for item in found if item.kind == "missing"}
    places = {
        move.move.location
        for track in items.machine.tracks
        for phase in track.phases
        for moves in phase.moves.values()
        for move in moves
        if move.move.undetermined is not None
    }
    left = {(item.name, item.phase) for item in found if item.kind == "move" and item.location in places}
    return max(1, len(lacking) + len(left))
