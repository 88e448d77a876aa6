# SPDX-License-Identifier: MPL-2.0
"""Logs of events, as a lifecycle lets them happen or refuses them, on days that matter to its deadlines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice, product
from weakref import WeakKeyDictionary

from attrs import frozen
from hypothesis import strategies as st

from ..calendar.arithmetic import COPENHAGEN, local_date
from ..domains import Choice, Span
from ..engine.deadlines import Moment
from ..frozen_map import FrozenMap
from ..inputs import Given
from ..instance import Instance
from ..machine.program import Machine, State
from ..machine.step import step
from ..model import Fact, RuleSetModel
from ..values import plain
from .checks import AnyRules, checked_day, checked_flag, checked_name, checked_rules, checked_size

__all__ = ["MONDAY", "LoggedEvent", "event_logs", "next_events"]

MONDAY = date(2026, 8, 3)
_MOST_WAYS = 200  # in which one event may come, with the facts it carries
_HOURS = (time(8), time(12), time(23, 59))


@frozen
class LoggedEvent:
    """An event with the facts it comes with, and when it happens."""

    event: str
    on: Moment
    facts: FrozenMap[str, Given] = FrozenMap()

    def happen(self, instance: Instance) -> Instance:
        """Let the event happen, and give what becomes of the matter."""
        return instance.accept(self.event, self.on, **self.facts)

    def line(self) -> str:
        """Write the event as a line of the log that `trivselrules replay` reads."""
        facts = {name: plain(value) for name, value in self.facts.items()}
        return json.dumps({"on": self.on.isoformat(), "event": self.event, **facts}, ensure_ascii=False)


def event_logs(
    rules: AnyRules,
    lifecycle: str,
    *,
    start: date = MONDAY,
    max_size: int = 12,
    accepted_only: bool = False,
) -> st.SearchStrategy[list[LoggedEvent]]:
    """Generate logs of a lifecycle and those beside it: mostly events that lead on, and some that are refused.

    The days between events are those on which deadlines end, those next to them, and others. With `accepted_only`
    every event is accepted, as far as there is one. A failing example shrinks to few events on the day of `start`.

    Raises UnknownNameError for a lifecycle that does not exist.
    """
    known = checked_rules(rules)
    opened = known.open(checked_name("lifecycle", lifecycle, known.lifecycles))
    first, only = checked_day("start", start), checked_flag("accepted_only", accepted_only)
    return _logs(opened, first, checked_size("max_size", max_size), only=only)


@st.composite
def _logs(draw: st.DrawFn, opened: Instance, day: date, most: int, *, only: bool) -> list[LoggedEvent]:
    log: list[LoggedEvent] = []
    matter = opened
    for _ in range(most):
        if draw(st.integers(0, most)) == 0:  # whether to go on is asked each time, so that events can be left out
            break
        event = draw(next_events(matter, day, only=only))
        if event is None:
            break
        log.append(event)
        matter, day = event.happen(matter), local_date(event.on)
    return log


@st.composite
def next_events(draw: st.DrawFn, matter: Instance, today: date, *, only: bool = False) -> LoggedEvent | None:
    """Generate what happens next in a matter, today or later; None if only what is accepted may, and nothing is."""
    matter = matter.as_of(today)
    events = _events_of(matter)
    leading = events.leading(matter.state, matter.readings)
    if only and not leading:
        return None
    kind = 0 if only else draw(st.integers(0, 7))
    if leading and kind < 7:
        name, facts = draw(st.sampled_from(leading))
    else:
        name = draw(st.sampled_from(list(events.carried)))
        facts = FrozenMap({fact: draw(st.sampled_from(known)) for fact, known in events.carried[name].items()})
    if kind >= 6 and facts:
        left_out = draw(st.sampled_from([None, *facts]))
        facts = FrozenMap({fact: value for fact, value in facts.items() if fact != left_out})
    return LoggedEvent(name, draw(_moments(matter, today)), facts)


class _Events:
    """The events of some lifecycles with the facts they carry, and which of them lead on in a state."""

    def __init__(self, machine: Machine, model: RuleSetModel) -> None:
        self._machine = machine
        self.carried = {
            event: {ref.name: _values(machine, model.facts[ref.name]) for ref in model.events[event].facts}
            for event in machine.home
        }
        self._known: dict[tuple[State, FrozenMap[str, str]], tuple[tuple[str, FrozenMap[str, Given]], ...]] = {}

    def leading(self, state: State, readings: FrozenMap[str, str]) -> tuple[tuple[str, FrozenMap[str, Given]], ...]:
        """Give the events that are accepted, in the order of the rules, each with facts that make it so."""
        if (state, readings) not in self._known:
            self._known[state, readings] = tuple(
                (event, facts)
                for event, facts in self._ways()
                if step(self._machine, state, event, facts, readings).status == "accepted"
            )
        return self._known[state, readings]

    def _ways(self) -> Iterator[tuple[str, FrozenMap[str, Given]]]:
        for event, carried in self.carried.items():
            for way in islice(product(*carried.values()), _MOST_WAYS):
                yield event, FrozenMap(dict(zip(carried, way, strict=True)))


_EVENTS: WeakKeyDictionary[Machine, _Events] = WeakKeyDictionary()


def _events_of(matter: Instance) -> _Events:
    """Give the events of a matter; those of the same lifecycles are looked into once."""
    if matter.machine not in _EVENTS:
        _EVENTS[matter.machine] = _Events(matter.machine, matter.model)
    return _EVENTS[matter.machine]


def _values(machine: Machine, fact: Fact) -> list[Given]:
    """Give the values of a fact: all words, and of numbers those that moves name with others around them."""
    if isinstance(fact.domain, Choice):
        return list(fact.domain.values)
    moves = (
        move
        for track in machine.tracks
        for phase in track.phases
        for found in (*phase.moves.values(), *phase.follows.values())
        for move in found
    )
    named = {value for move in moves for name, values in move.facts if name == fact.name for value in values}
    numbers = [value for value in (*named, *(fact.domain.few() or ())) if not isinstance(value, str | bool)]
    cells = fact.domain.cells([Span(number, number) for number in numbers])
    return [number for cell in cells if (number := fact.domain.number_in(cell)) is not None]


def _moments(matter: Instance, today: date) -> st.SearchStrategy[Moment]:
    """Generate today, days around deadlines, and others; a day after the last event may have a time of day."""
    days = {today + timedelta(days=by) for by in (0, 1, 2, 7, 30)}
    for task in matter.tasks():
        ends = [local_date(deadline.at) for deadline in task.deadlines if deadline.at is not None]
        days |= {end + timedelta(days=by) for end in ends for by in (-1, 0, 1)}
    later = sorted(day for day in days if day >= today)
    chosen: st.SearchStrategy[date] = st.sampled_from(later)
    timed = st.tuples(st.sampled_from([day for day in later if day > today]), st.sampled_from(_HOURS))
    return chosen | timed.map(lambda both: datetime.combine(*both, tzinfo=COPENHAGEN))
