# SPDX-License-Identifier: MPL-2.0
"""One version of lifecycles that run beside each other, seen by names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from attrs import evolve, frozen

from ..analysis.exploration import Search, Steps, consulted
from ..analysis.nodes import decision_nodes
from ..engine.deadlines import Clock, Deadline, deadlines
from ..engine.program import compile_decision
from ..engine.run import evaluate
from ..engine.verdict import Verdict
from ..frozen_map import FrozenMap
from ..lifecycle import Duty
from ..machine.program import DutyProgram, Given, MoveProgram, PhaseProgram, Place, State, compile_machine
from ..machine.step import Taken, begun, step
from ..model import Consult, RuleSetModel
from ..values import spell

__all__ = ["Named", "Outcome", "Version"]

Facts = Mapping[str, Given]
Readings = Mapping[str, str]


@frozen
class Named:
    """A place by names: its phase, its marks as rules spell them, the tasks that can be done there and those done."""

    phase: str
    marks: FrozenMap[str, str]
    tasks: frozenset[str]
    done: frozenset[str]

    def matches(self, other: Named) -> bool:
        """Tell whether two places are the same in what both versions know there."""
        return (
            self.phase == other.phase
            and all(other.marks.get(name, value) == value for name, value in self.marks.items())
            and (self.done ^ other.done).isdisjoint(self.tasks & other.tasks)
        )


class Outcome(NamedTuple):
    """What came of an event, None if the version does not know it, and what it adds to the number of a state."""

    taken: Taken | None
    added: int


class Version:
    """Lifecycles of one rule set; `chosen` holds the readings that are not left open.

    A number of a state also tells which of `starts`, events, have happened in the round that their lifecycle is in.
    """

    def __init__(
        self,
        names: tuple[str, ...],
        model: RuleSetModel,
        chosen: Mapping[str, str] | None = None,
        starts: tuple[str, ...] = (),
    ) -> None:
        self.names, self.model = names, model
        self.starts = {event: 1 << bit for bit, event in enumerate(starts)}
        self.machine = compile_machine(names, model)
        self.chosen = chosen or {}
        self.options = {
            name: (self.chosen[name],) if name in self.chosen else tuple(reading.options)
            for name, reading in model.readings.items()
        }
        self.steps = Steps(Search(self.machine, model, self.options, self.starts))
        self._named: dict[tuple[int, Place], Named] = {}
        self._decided: dict[tuple[object, ...], Verdict] = {}
        self._looked_at: dict[tuple[int, int], dict[str, frozenset[int]]] = {}
        self._deadlines: dict[tuple[object, ...], tuple[Deadline, ...]] = {}
        self._outcomes: dict[tuple[object, ...], tuple[Outcome, ...]] = {}

    def remembering(self, starts: tuple[str, ...]) -> Version:
        """Give the same version, whose states tell which of some events have happened."""
        return Version(self.names, self.model, self.chosen, starts)

    def named(self, number: int, place: Place) -> Named:
        """Give a place of a lifecycle by names."""
        key = number, place
        if key not in self._named:
            phase = self.machine.tracks[number].phases[place.phase]
            tasks = [duty.task.name for duty in phase.phase.duties]
            marks = {m.name: spell(m.values[v]) for m, v in zip(phase.marks, place.marks, strict=True)}
            done = frozenset(task for bit, task in enumerate(tasks) if place.done >> bit & 1)
            self._named[key] = Named(phase.name, FrozenMap(marks), frozenset(tasks), done)
        return self._named[key]

    def values(self, fact: str) -> tuple[Given, ...]:
        """Give the values of a fact that events come with; none if no event does."""
        return self.steps.values.get(fact, ())

    def carried(self, event: str) -> tuple[str, ...]:
        """Give the facts that an event comes with; none if it does not exist."""
        known = self.model.events.get(event)
        return () if known is None else tuple(ref.name for ref in known.facts)

    def looked_at(self, number: int, position: int) -> Mapping[str, frozenset[int]]:
        """Give the events that do something in a phase, each with the lifecycles whose phases it looks at."""
        key = number, position
        if key not in self._looked_at:
            phase = self.machine.tracks[number].phases[position]
            events = dict.fromkeys((*phase.moves, *phase.follows, *phase.by_event))
            looks = ((event, self.steps.looked_at(number, position, event)) for event in events)
            self._looked_at[key] = {event: others for event, others in looks if others is not None}
        return self._looked_at[key]

    def rules(self, number: int, position: int, event: str) -> tuple[tuple[MoveProgram, ...], tuple[DutyProgram, ...]]:
        """Give the moves and the tasks that an event is about in a phase."""
        phase = self.machine.tracks[number].phases[position]
        at_home = self.machine.home[event] == number
        return (phase.moves if at_home else phase.follows).get(event, ()), phase.by_event.get(event, ())

    def happen(self, state: State, event: str, facts: Facts, readings: Readings) -> Taken | None:
        """Let an event happen; None if this version knows no such event, or not what it comes with."""
        carried = self.carried(event)
        given = {fact: value for fact, value in facts.items() if fact in carried}
        known = all(any(_same(value, one) for one in self.values(fact)) for fact, value in given.items())
        if event not in self.machine.home or not known:
            return None
        return step(self.machine, state, event, given, {**readings, **self.chosen})

    def outcomes(
        self, key: tuple[object, ...], code: int, event: str, cases: Iterable[tuple[Facts, Readings, object]]
    ) -> tuple[Outcome, ...]:
        """Give what comes of an event in cases with their facts and readings; `key` is all that this rests on."""
        found = self._outcomes.get(key)
        if found is None:
            state, happened = self.steps.layout.state(code), code & self.steps.layout.clock
            taken = [self.happen(state, event, facts, readings) for facts, readings, _ in cases]
            added = [self._added(state, one) + self._begun(state, one, event, happened) for one in taken]
            found = self._outcomes[key] = tuple(map(Outcome, taken, added))
        return found

    def _added(self, state: State, taken: Taken | None) -> int:
        """Give what an event adds to the number of a state for the places that it changes."""
        if taken is None or taken.state is state:
            return 0
        code = self.steps.layout.code
        sides = enumerate(zip(state, taken.state, strict=True))
        return sum(code(number, after) - code(number, before) for number, (before, after) in sides if after != before)

    def _begun(self, state: State, taken: Taken | None, event: str, happened: int) -> int:
        """Give what an event adds to the number of a state for what has happened then."""
        if not self.starts or taken is None or taken.status != "accepted":
            return 0
        again = begun(self.machine, state, taken.state)
        still = sum(happened & bit for start, bit in self.starts.items() if self.machine.home.get(start) not in again)
        return (still | self.starts.get(event, 0)) - happened

    def consulted(self, duty: Duty, program: DutyProgram) -> Iterator[str]:
        """Give the readings that a task as it stands can depend on."""
        yield from consulted(program)
        for due in duty.due:
            yield from (under.reading.name for under in due.under)
            for ref in due.outcomes:
                yield from self._read[ref.decision]

    @cached_property
    def _read(self) -> Mapping[str, tuple[str, ...]]:
        """The readings that each decision consults."""
        return {
            name: tuple(n.step.reading.name for n in decision_nodes(decision) if isinstance(n.step, Consult))
            for name, decision in self.model.decisions.items()
        }

    def deadlines(self, program: DutyProgram, readings: Readings) -> tuple[Deadline, ...]:
        """Give the deadlines of a task where nothing has happened, without their sources."""
        key = (program, *readings.items())
        if key not in self._deadlines:
            clock = Clock({}, readings, lambda decision: self.decide(decision, readings))
            self._deadlines[key] = tuple(evolve(one, source=()) for one in deadlines(program.duty, clock, {}))
        return self._deadlines[key]

    def decide(self, decision: str, readings: Mapping[str, str]) -> Verdict:
        """Answer a decision that asks for nothing."""
        read = {name: readings[name] for name in self._read[decision]}
        key = (decision, *read.items())
        if key not in self._decided:
            program = compile_decision(self.model.decisions[decision], self.model)
            self._decided[key] = evaluate(program, {}, FrozenMap(read))
        return self._decided[key]

    def phase(self, number: int, place: Place) -> PhaseProgram:
        """Give the phase of a place."""
        return self.machine.tracks[number].phases[place.phase]


def _same(one: Given, other: Given) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)  # true is not 1 in the rules
