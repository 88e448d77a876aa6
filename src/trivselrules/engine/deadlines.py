# SPDX-License-Identifier: MPL-2.0
"""When the tasks of a lifecycle are due, from what has happened so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from itertools import product
from typing import Literal

from attrs import frozen

from ..calendar.arithmetic import add, counts_dates, is_after, latest_start
from ..errors import InvalidValueError
from ..lifecycle import Due, Duty, OutcomeRef, Under
from ..ref import Ref
from ..values import Duration
from .verdict import Verdict

__all__ = ["Clock", "Deadline", "Moment", "bounds_of", "deadlines", "kept", "missed"]

Moment = date | datetime
Decide = Callable[[str], Verdict]


@frozen
class Deadline:
    """One deadline of a task.

    `at` is the last date, or the last moment, at which it is kept; None if that cannot be told: then `point` is
    the open point that stands for it, `after` the event that has not happened, `before` the event it must come
    before and `before_at` by when that is to happen, or `series` the decision whose meetings it follows.
    `needs_time` says that the event it counts from has a date but no time of day.
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


@frozen
class Clock:
    """What deadlines are reckoned from.

    `happened` holds when each event happened last, `readings` the options taken, and `decide` answers a decision
    that asks for nothing.
    """

    happened: Mapping[str, Moment]
    readings: Mapping[str, str]
    decide: Decide


Bounds = Mapping[str, tuple[Moment, Deadline]]


def deadlines(duty: Duty, clock: Clock, bounds: Bounds) -> tuple[Deadline, ...]:
    """Give the deadlines of a duty; `bounds` holds the deadline of each event that is still to come."""
    if duty.no_deadline is not None:
        return (Deadline("undetermined", point=duty.no_deadline.name),)
    return tuple(_deadline(due, clock, bounds) for due in duty.due if _holds(due.under, clock.readings))


def bounds_of(asked: Iterable[Duty], ended_by: Callable[[set[str]], Iterable[Duty]], clock: Clock) -> Bounds:
    """Give by when the events must come that the tasks `asked` are to be done before.

    That is the earliest deadline of any duty they end.
    """
    events = {due.before.name for duty in asked for due in duty.due if due.before is not None}
    bounds: dict[str, tuple[Moment, Deadline]] = {}
    for duty in ended_by(events):
        ended = [event.name for event in duty.done_by if event.name in events]
        found = deadlines(duty, clock, {}) if _holds(duty.under, clock.readings) else ()
        for event, deadline in product(ended, found):
            at = deadline.at
            if at is not None and (event not in bounds or is_after(bounds[event][0], at)):
                bounds[event] = at, deadline
    return bounds


def _holds(under: tuple[Under, ...], readings: Mapping[str, str]) -> bool:
    return all(any(readings[one.reading.name] == ref.name for ref in one.options) for one in under)


def _deadline(due: Due, clock: Clock, bounds: Bounds) -> Deadline:
    source = tuple(ref.name for ref in due.source)
    for ref in due.outcomes:
        verdict = clock.decide(ref.decision)
        if ref.outcome not in verdict.outcome:  # left open under the readings taken
            return Deadline("undetermined", point=verdict.undetermined[0], source=source)
    if due.within is not None and due.after is not None:
        return _within(due, due.within, due.after, clock)
    if due.at_least is not None and due.before is not None:
        return _at_least(due, due.at_least, due.before.name, clock, bounds)
    if due.next is not None:
        return Deadline("next", series=due.next.name, source=source)
    assert due.undetermined is not None, "a deadline is written in one of four ways"
    return Deadline("undetermined", point=due.undetermined.name, source=source)


def _within(due: Due, within: Duration | OutcomeRef, after: Ref | OutcomeRef, clock: Clock) -> Deadline:
    event = str(_outcome(after, clock)) if isinstance(after, OutcomeRef) else after.name
    length, source = _length(within, clock), tuple(ref.name for ref in due.source)
    if event not in clock.happened:
        point = None if due.without_start is None else due.without_start.name
        return Deadline("within", length=length, after=event, point=point, source=source)
    start = clock.happened[event]
    needs_time = not isinstance(start, datetime) and not counts_dates(length)
    return Deadline("within", _reckon(add, start, length), length, event, needs_time=needs_time, source=source)


def _at_least(due: Due, at_least: Duration | OutcomeRef, event: str, clock: Clock, bounds: Bounds) -> Deadline:
    length, source = _length(at_least, clock), tuple(ref.name for ref in due.source)
    if event not in bounds:
        return Deadline("at_least", length=length, before=event, source=source)
    before_at, limit = bounds[event]
    at, cited = _reckon(latest_start, before_at, length), tuple(dict.fromkeys((*source, *limit.source)))
    return Deadline("at_least", at, length, before=event, before_at=before_at, source=cited)


def _outcome(ref: OutcomeRef, clock: Clock) -> object:
    return clock.decide(ref.decision).outcome[ref.outcome]


def _length(amount: Duration | OutcomeRef, clock: Clock) -> Duration:
    length = _outcome(amount, clock) if isinstance(amount, OutcomeRef) else amount
    assert isinstance(length, Duration), "checked: the outcome is of type duration"
    return length


def _reckon(how: Callable[[Moment, Duration], Moment], start: Moment, length: Duration) -> Moment | None:
    """Count from a moment; None where hours are counted and only the date is known, or the dates end."""
    try:
        return how(start, length)
    except InvalidValueError:
        return None


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


def missed(deadline: Deadline, left: Moment, event: str, later: Mapping[str, Moment]) -> bool | None:
    """Tell whether a task that `event` left undone at `left` had missed its deadline by then, as `kept` does."""
    if deadline.kind == "at_least" and deadline.before == event:
        return True
    in_time = kept(deadline, left, later)
    return None if in_time is None else not in_time
