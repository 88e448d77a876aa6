# SPDX-License-Identifier: MPL-2.0
"""The dates that are possible for a meeting which has a deadline and needs a notice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from attrs import field, frozen

from ..frozen_map import FrozenMap
from ..values import Duration
from .arithmetic import add, latest_start, local_date
from .collisions import Day, marked
from .holidays import holidays_between, is_working_day

__all__ = ["Limit", "Limits", "Slot", "Window", "window"]

# The keys of a decision's `calendar`, and the dates on offer.
Limit = Literal["within", "at_least", "slots"]


@frozen
class Limits:
    """What bounds a meeting: a deadline, a notice, and whether the deadline is for the invitation instead."""

    within: Duration
    at_least: Duration
    of_invitation: bool = False


@frozen
class Slot:
    """A date that was offered, and the limits it does not keep."""

    day: Day
    breaks: tuple[Limit, ...] = ()


@frozen
class Window:
    """The dates from `first` to `last` are possible, if `conflict` is empty; else it names the limits no date keeps.

    `first` is None until the invitation is dated, and `last` where the deadline is for the invitation. `invite_by`
    is the latest date for the invitation. `working_days` counts those from `first` to `last`, and `holidays` are
    the public ones up to `last` from `first`, or from the day the deadline counts from.
    """

    after: date
    invited: date | None
    first: Day | None
    last: Day | None
    invite_by: Day
    slots: tuple[Slot, ...] = ()
    conflict: tuple[Limit, ...] = ()
    working_days: int | None = None
    holidays: FrozenMap[date, str] = field(factory=FrozenMap)


def window(after: date, limits: Limits, *, invited: date | None = None, slots: Iterable[date] = ()) -> Window:
    """Give the window for a meeting whose deadline counts from the date `after`, and which was `invited` to on a date.

    Both ends are possible dates. With `slots` only these are; which limit each of them breaks is told. Where the
    deadline is that of the invitation, nothing bounds the meeting upwards.

    Raises InvalidValueError for durations that do not count dates and for dates out of reach.
    """
    ends = local_date(add(after, limits.within))
    first = None if invited is None else local_date(add(invited, limits.at_least))
    last = None if limits.of_invitation else ends
    invite_by = ends if limits.of_invitation else local_date(latest_start(ends, limits.at_least))
    offered = tuple(_slot(slot, first, last) for slot in sorted(set(map(local_date, slots))))
    begins = after if first is None else first
    return Window(
        after,
        invited,
        None if first is None else marked(first),
        None if last is None else marked(last),
        marked(invite_by),
        offered,
        _conflict(invited is not None and invited > invite_by, first is not None and last is not None, offered),
        None if first is None or last is None else _working_days(first, last),
        FrozenMap() if last is None else holidays_between(begins, last),
    )


def _slot(day: date, first: date | None, last: date | None) -> Slot:
    broken: list[Limit] = []
    if last is not None and day > last:
        broken.append("within")
    if first is not None and day < first:
        broken.append("at_least")
    return Slot(marked(day), tuple(broken))


def _conflict(late: bool, bounded: bool, slots: tuple[Slot, ...]) -> tuple[Limit, ...]:
    """Name the limits that leave no date: those of the window itself, else those that together rule out each slot."""
    if late:  # an invitation after its last date breaks its own deadline, or leaves no day between notice and deadline
        return ("within", "at_least") if bounded else ("within",)
    broken = {limit for slot in slots for limit in slot.breaks}
    if not slots or not all(slot.breaks for slot in slots):
        return ()
    return (*(limit for limit in ("within", "at_least") if limit in broken), "slots")


def _working_days(first: date, last: date) -> int:
    return sum(is_working_day(first + timedelta(days=days)) for days in range((last - first).days + 1))
