# SPDX-License-Identifier: MPL-2.0
"""When the tasks of a lifecycle are due, from what has happened so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Literal

from attrs import frozen

from ..calendar.arithmetic import add, latest_start, local_date
from ..errors import InvalidValueError
from ..lifecycle import Due, Duty, OutcomeRef, Under
from ..values import Duration

__all__ = ["Deadline", "Moment", "bounds_of", "deadlines", "is_after", "kept"]

Moment = date | datetime
Outcome = Callable[[OutcomeRef], object]


@frozen
class Deadline:
    """One deadline of a task.

    `at` is the last date, or the last moment, at which it is kept; None if that cannot be told: then `point` is
    the open point that stands for it, `after` the event that has not happened, `before` the event it must come
    before and `before_at` by when that is to happen, or `series` the decision whose meetings it follows. `needs_time` says that the event it counts from
    has a date but no time of day.
    """

    kind: Literal["within", "at_least", "next", "undetermined"]
    at: Moment | None = None
    length: Duration | None = None
    after: str | None = None
    before: str | None = None
    before_at: Moment | None = None
    series: str | None = None
    point: str | None = None
    needs_time: bool = False
    source: tuple[str, ...] = ()


def deadlines(
    duty: Duty,
    happened: Mapping[str, Moment],
    readings: Mapping[str, str],
    outcome: Outcome,
    bounds: Mapping[str, Deadline],
) -> tuple[Deadline, ...]:
    """Give the deadlines of a duty.

    `happened` holds when each event happened last, `outcome` answers `decision.outcome`, and `bounds` the
    deadline of each event that is still to come.
    """
    if duty.no_deadline is not None:
        return (Deadline("undetermined", point=duty.no_deadline.name),)
    return tuple(_deadline(due, happened, outcome, bounds) for due in duty.due if _holds(due.under, readings))


def _holds(under: tuple[Under, ...], readings: Mapping[str, str]) -> bool:
    return all(any(readings[one.reading.name] == ref.name for ref in one.options) for one in under)


def _deadline(due: Due, happened: Mapping[str, Moment], outcome: Outcome, bounds: Mapping[str, Deadline]) -> Deadline:
    source = tuple(ref.name for ref in due.source)
    if due.within is not None and due.after is not None:
        event = str(outcome(due.after)) if isinstance(due.after, OutcomeRef) else due.after.name
        length = _length(due.within, outcome)
        if event not in happened:
            point = due.without_start.name if due.without_start is not None else None
            return Deadline("within", length=length, after=event, point=point, source=source)
        at = _reckon(add, happened[event], length)
        return Deadline("within", at, length, event, needs_time=at is None, source=source)
    if due.at_least is not None and due.before is not None:
        length = _length(due.at_least, outcome)
        event = due.before.name
        if event not in bounds:
            return Deadline("at_least", length=length, before=event, source=source)
        limit = bounds[event]
        at = None if limit.at is None else _reckon(latest_start, limit.at, length)
        cited = tuple(dict.fromkeys((*source, *limit.source)))
        return Deadline("at_least", at, length, before=event, before_at=limit.at, source=cited)
    if due.next is not None:
        return Deadline("next", series=due.next.name, source=source)
    assert due.undetermined is not None, "a deadline is written in one of four ways"
    return Deadline("undetermined", point=due.undetermined.name, source=source)


def _length(amount: Duration | OutcomeRef, outcome: Outcome) -> Duration:
    length = outcome(amount) if isinstance(amount, OutcomeRef) else amount
    assert isinstance(length, Duration), "checked: the outcome is of type duration"
    return length


def _reckon(how: Callable[[Moment, Duration], Moment], start: Moment, length: Duration) -> Moment | None:
    """Count from a moment; None where hours are counted and only the date is known."""
    try:
        return how(start, length)
    except InvalidValueError:
        return None


def is_after(moment: Moment, limit: Moment) -> bool:
    """Tell whether `moment` is later than `limit`; a date is its whole day, so on the day itself it is not."""
    if isinstance(moment, datetime) and isinstance(limit, datetime):
        return moment > limit
    return local_date(moment) > local_date(limit)


def kept(deadline: Deadline, done: Moment, later: Mapping[str, Moment]) -> bool | None:
    """Tell whether a task done at `done` kept its deadline; None if that cannot be told (yet).

    `later` holds when the events that happened after it did.
    """
    if deadline.kind == "at_least" and deadline.before in later and deadline.length is not None:
        limit = _reckon(latest_start, later[str(deadline.before)], deadline.length)
        return None if limit is None else not is_after(done, limit)
    if deadline.kind == "within" and deadline.at is not None:
        return not is_after(done, deadline.at)
    return None


def bounds_of(found: Iterable[tuple[str, Deadline]]) -> dict[str, Deadline]:
    """Give the deadline of each event: the earliest of those it would keep."""
    bounds: dict[str, Deadline] = {}
    for event, deadline in found:
        if deadline.kind == "within" and deadline.at is not None:
            first = bounds.get(event)
            if first is None or first.at is None or is_after(first.at, deadline.at):
                bounds[event] = deadline
    return bounds
