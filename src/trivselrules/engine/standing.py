# SPDX-License-Identifier: MPL-2.0
"""The tasks that stand in a state: what each waits for, when it is due, and which readings that rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import frozen

from ..frozen_map import FrozenMap
from ..lifecycle import Duty, Under
from ..machine.program import DutyProgram, Machine, State
from ..machine.step import applies, open_duties, waits_for
from ..model import Reading
from .deadlines import Clock, Deadline, Moment, bounds_of, deadlines
from .verdict import Verdict

__all__ = ["Standing", "Tasks"]

Readings = FrozenMap[str, str]


@frozen
class Standing:
    """A task that is not done: the number of its lifecycle, the tasks it waits for, and its deadlines."""

    number: int
    duty: DutyProgram
    waits: tuple[str, ...]
    deadlines: tuple[Deadline, ...]


@frozen(eq=False)
class Tasks:
    """Finds the tasks of a state; `happened` holds when each event happened last.

    `decide` answers a decision that asks for nothing, under a choice of readings.
    """

    machine: Machine
    state: State
    happened: Mapping[str, Moment]
    decide: Callable[[str, Readings], Verdict]

    def standing(self, readings: Readings) -> tuple[Standing, ...]:
        """Give the tasks that stand under a choice of readings."""
        clock = self._clock(readings)
        found = open_duties(self.machine, self.state, readings)
        bounds = bounds_of([duty.duty for _, duty, _ in found], self.machine.ended_by, clock)
        return tuple(
            Standing(number, duty, waits, deadlines(duty.duty, clock, bounds)) for number, duty, waits in found
        )

    def rests_on(self, one: Standing, readings: Readings, known: Mapping[str, Reading]) -> tuple[str, ...]:
        """Give the readings whose other options would change a task, or that it stands at all."""
        return tuple(
            name
            for name in dict.fromkeys(self._consulted(one.duty.duty, readings))
            if any(
                not self._stays(one, readings | {name: option})
                for option in known[name].options
                if option != readings[name]
            )
        )

    def _stays(self, one: Standing, readings: Readings) -> bool:
        """Tell whether a task stands as it does under other readings too; it is not done in either case."""
        number, duty = one.number, one.duty
        if not applies(duty, self.state, number, readings):
            return False
        if waits_for(duty, self.state[number], readings) != one.waits:
            return False
        clock = self._clock(readings)
        return deadlines(duty.duty, clock, bounds_of([duty.duty], self.machine.ended_by, clock)) == one.deadlines

    def _clock(self, readings: Readings) -> Clock:
        return Clock(self.happened, readings, lambda decision: self.decide(decision, readings))

    def _consulted(self, duty: Duty, readings: Readings) -> Iterator[str]:
        """Give the readings that can matter to a task: its own, and those of tasks that end what it comes before."""
        yield from _named(duty.under)
        for wait in duty.after:
            yield from _named(wait.under)
        yield from self._reckoned(duty, readings)
        for other in self.machine.ended_by({due.before.name for due in duty.due if due.before is not None}):
            yield from _named(other.under)
            yield from self._reckoned(other, readings)

    def _reckoned(self, duty: Duty, readings: Readings) -> Iterator[str]:
        """Give the readings that a task's deadlines consult."""
        for due in duty.due:
            yield from _named(due.under)
            for ref in due.outcomes:
                points = self.decide(ref.decision, readings).open_points
                yield from (name for name in points if name in readings)


def _named(under: Iterable[Under]) -> Iterator[str]:
    return (one.reading.name for one in under)
