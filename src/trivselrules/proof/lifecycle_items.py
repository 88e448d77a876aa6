# SPDX-License-Identifier: MPL-2.0
"""What worked examples of lifecycles can reach."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Literal, NamedTuple

from attrs import frozen

from ..location import Location
from ..machine.program import Given, State
from ..machine.step import Taken

__all__ = ["Act", "ActLook", "Kind", "LifecycleItem", "Readings", "StandLook", "Stood"]

Kind = Literal[
    "phase",
    "mark",
    "move",
    "met",
    "guard",
    "missing",
    "task",
    "stands",
    "absent",
    "waiting",
    "done_by",
    "deadline",
    "startless",
]
Readings = Mapping[str, str]


@frozen(order=True, cache_hash=True)
class LifecycleItem:
    """Something a case of a lifecycle can reach; it is written at `location`.

    By kind: a `phase`; the `value` of the mark `name`; a `move` that the event `name` makes from a phase; `met`: it is
    made with one of several values that its condition `key` allows; a `guard`: the event comes, and the condition
    `key` of its move is not met; `missing`: the event comes without the fact `key`; a `task` that is to be done;
    `stands`: it is with one of several values that its condition `key` allows; `absent`: it is not, since the condition
    `key` is not met; `waiting`: it waits for the task `key`; `done_by`: the event `key` ends it; a `deadline` whose
    start is known, and `startless`: one whose start is not.
    """

    lifecycle: str
    location: Location
    kind: Kind
    name: str
    phase: str | None = None
    key: str = ""
    value: str | None = None

    @property
    def timed(self) -> bool:
        """Tell whether it is about a deadline, which may count hours, so that it takes a time of day to see it."""
        return self.kind in ("deadline", "startless")


class Act(NamedTuple):
    """An event as it happens: in which state, with what facts, under what readings, and what comes of it."""

    state: State
    event: str
    facts: Mapping[str, Given]
    readings: Readings
    taken: Taken


class Stood(NamedTuple):
    """A state, the events that have happened of those that deadlines count from, and the readings it is seen under."""

    state: State
    happened: Collection[str]
    readings: Readings


class ActLook(NamedTuple):
    """An item that an event can reach, and whether it does."""

    item: LifecycleItem
    shows: Callable[[Act], bool]


class StandLook(NamedTuple):
    """An item that a state can reach, the readings that it depends on, and whether the state does."""

    item: LifecycleItem
    readings: tuple[str, ...]
    shows: Callable[[Stood], bool]
