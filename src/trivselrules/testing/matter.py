# SPDX-License-Identifier: MPL-2.0
"""A state machine that follows a lifecycle through time, and checks at each step what must always hold."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ..calendar.arithmetic import local_date
from ..instance import Instance
from ..lifecycle import Condition, Invariant, Under
from ..rule_set import RuleSet
from .checks import AnyRules, checked_day, checked_name, checked_rules
from .logs import MONDAY, LoggedEvent, next_events

__all__ = ["LifecycleMachine", "lifecycle_machine"]


class LifecycleMachine(RuleBasedStateMachine):
    """Lets events happen to one matter and days go by; made by `lifecycle_machine`.

    `matter` is where it stands, `log` all that has happened, `today` the day. Override `happened` to let your own
    system go along, and add rules and invariants of your own.
    """

    rule_set: ClassVar[RuleSet]
    lifecycle: ClassVar[str]
    start: ClassVar[date]

    def __init__(self) -> None:
        super().__init__()
        self.matter = self.rule_set.open(self.lifecycle)
        self.today = self.start
        self.log: list[LoggedEvent] = []

    def happened(self, event: LoggedEvent, before: Instance, after: Instance) -> None:
        """Take note of an event, accepted or not; does nothing unless it is overridden."""

    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        """Let an event happen that leads on, or now and then any other."""
        event = data.draw(next_events(self.matter, self.today))
        assert event is not None, "an event can always be tried"
        before, after = self.matter.as_of(local_date(event.on)), event.happen(self.matter)
        self.log.append(event)
        self.matter, self.today = after, local_date(event.on)
        status = after.steps[-1].response.status
        assert status == "accepted" or after.state == before.state, f"{event.event} was {status} and yet changed things"
        if status == "accepted":
            for never in self.matter.model.invariants.values():
                assert not _too_soon(never, event.event, before), f"{event.event} happened, which {never.name} forbids"
        self.happened(event, before, after)

    @rule(days=st.sampled_from([1, 7, 14, 30]))
    def time_passes(self, days: int) -> None:
        """Let days go by without an event."""
        self.today += timedelta(days=days)
        self.matter = self.matter.as_of(self.today)

    @invariant()
    def nothing_forbidden_is_so(self) -> None:
        """Phases and marks are never as an invariant of the rule set forbids."""
        for never in self.matter.model.invariants.values():
            if never.event is None and never.decision is None:
                assert not _holds(never, self.matter), f"this is what {never.name} forbids: {dict(self.matter.phases)}"

    @invariant()
    def everything_can_be_told(self) -> None:
        """Where the matter stands can be told as prose in both languages, and as JSON."""
        assert self.matter.explain("da", self.today)
        assert self.matter.explain("en", self.today)
        assert json.dumps(self.matter.to_dict("en", self.today))

    @invariant()
    def what_is_late_stays_late(self) -> None:
        """See that what is overdue today is so tomorrow, unless other rules hold then."""
        tomorrow = self.today + timedelta(days=1)
        if self.matter.as_of(tomorrow).rule_set == self.matter.rule_set:
            late = {(task.lifecycle, task.task) for task in self.matter.tasks(self.today) if task.overdue}
            still = {(task.lifecycle, task.task) for task in self.matter.tasks(tomorrow) if task.overdue}
            assert late <= still, f"overdue on {self.today}, and not the day after: {late - still}"

    def teardown(self) -> None:
        """See that the log alone leads to the same place."""
        again = self.rule_set.open(self.lifecycle)
        for event in self.log:
            again = event.happen(again)
        assert again.as_of(self.today) == self.matter.as_of(self.today), "the same log led elsewhere"


def lifecycle_machine(rules: AnyRules, lifecycle: str, *, start: date = MONDAY) -> type[LifecycleMachine]:
    """Make a state machine over a lifecycle and those beside it, from the day `start` on.

    `TestMatter = lifecycle_machine(…).TestCase` is a test; a subclass can have rules of its own.

    Raises UnknownNameError for a lifecycle that does not exist.
    """
    known = checked_rules(rules)
    name = checked_name("lifecycle", lifecycle, known.lifecycles)
    body: dict[str, Any] = {"rule_set": known, "lifecycle": name, "start": checked_day("start", start)}
    return type(f"{name}_machine", (LifecycleMachine,), body)


def _read_so(under: tuple[Under, ...], matter: Instance) -> bool:
    return all(matter.readings[one.reading.name] in {ref.name for ref in one.options} for one in under)


def _is(condition: Condition, matter: Instance) -> bool:
    """Tell whether a phase or a mark is one of the values; a mark that does not stand is none."""
    name = condition.name.name
    known = matter.phases if name in matter.phases else matter.marks
    return name in known and known[name] in condition.values


def _holds(never: Invariant, matter: Instance) -> bool:
    return _read_so(never.under, matter) and all(_is(condition, matter) for condition in never.when)


def _too_soon(never: Invariant, event: str, before: Instance) -> bool:
    """Tell whether an event must not have happened in a state."""
    if never.event is None or never.event.name != event or not _holds(never, before):
        return False
    return never.unless_done is None or never.unless_done.name not in _done(before)


def _done(matter: Instance) -> set[str]:
    """Give the tasks that are done in the phases of now."""
    machine, state = matter.machine, matter.state
    return {
        duty.name
        for number, place in enumerate(state)
        for duty in machine.phase(state, number).duties
        if duty.bit and place.done & duty.bit
    }
