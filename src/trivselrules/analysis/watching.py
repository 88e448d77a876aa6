# SPDX-License-Identifier: MPL-2.0
"""What can be wrong in one state of lifecycles, or with what is accepted there, and under which readings.

Each thing that is looked for depends on few places, so it is looked for once for each of these and not for each state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product
from typing import NamedTuple

from attrs import frozen

from ..lifecycle import Invariant
from ..location import Location
from ..machine.program import DutyProgram, PhaseProgram, State
from ..machine.step import applies, waits_for
from .exploration import Search, Steps, Stride, consulted
from .starts import Box, Start, box_of, join

__all__ = ["Suspicion", "Watch"]

_Answers = Mapping[str, Sequence[Mapping[str, str]]]


@frozen
class Suspicion:
    """Something wrong in a state, if the options its path took agree with each other and with `box`."""

    code: str
    place: Location
    last: Stride | None
    box: Box
    details: tuple[tuple[str, str], ...]


@frozen
class _Look:
    """Something that is looked for, and the parts of a state it looks at; `known` is what was seen there."""

    mask: int
    known: dict[int, tuple[Suspicion, ...]]
    find: Callable[[int], Iterable[Suspicion]]

    def at(self, code: int) -> tuple[Suspicion, ...]:
        """Give what is wrong in a state that has been visited."""
        key = code & self.mask
        if key not in self.known:
            self.known[key] = tuple(self.find(code))
        return self.known[key]


class _Sight(NamedTuple):
    """What is looked for in some phases at the same parts of a state; `known` leaves out what the phases rule out."""

    mask: int
    known: dict[int, tuple[Suspicion, ...]]
    looks: tuple[_Look, ...]


@frozen
class _Situation:
    """A state under a choice of readings, and for each event the choices under which it is answered there."""

    state: State
    readings: Mapping[str, str]
    answered: _Answers

    def answers(self, event: str) -> bool:
        """Tell whether an event is accepted, or left open by name, with some facts."""
        taken = self.answered[event]
        return any(options.items() <= self.readings.items() for options in taken)


class Watch:
    """Looks at the states of one exploration; `ways` are the options that can lead into each phase."""

    def __init__(
        self, search: Search, steps: Steps, starts: Mapping[int, tuple[Start, ...]], ways: Sequence[Sequence[Box]]
    ) -> None:
        self.search = search
        self.steps = steps
        self.machine = search.machine
        self.never = [inv for inv in search.model.invariants.values() if inv.decision is None]
        self.starts = starts
        self.ways = ways
        self.open = {name: frozenset(options) for name, options in search.options.items()}
        self._seen: dict[tuple[object, int], dict[int, tuple[Suspicion, ...]]] = {}
        self._sights: dict[int, tuple[_Sight, ...]] = {}
        self._boxes: dict[int, Box] = {}

    def wrong(self, code: int) -> list[Suspicion]:
        """Give what is wrong in a state that has been visited, and not ruled out by its phases."""
        found: list[Suspicion] = []
        sights = self._sights.get(code & self.steps.layout.phases) or self._new_sights(code)
        for mask, known, looks in sights:
            seen = known.get(code & mask)
            if seen is None:
                box = self._open(code)
                suspected = (one for look in looks for one in look.at(code))
                seen = known[code & mask] = tuple(one for one in suspected if _meet(box, one.box))
            found += seen
        return found

    def _new_sights(self, code: int) -> tuple[_Sight, ...]:
        looks: dict[int, list[_Look]] = {}
        for what, mask, look in self._needed(code):
            known = self._seen.setdefault((what, mask), {})
            looks.setdefault(mask & ~self.steps.layout.phases, []).append(_Look(mask, known, look))
        sights = tuple(_Sight(mask, {}, tuple(some)) for mask, some in looks.items())
        self._sights[code & self.steps.layout.phases] = sights
        return sights

    def _open(self, code: int) -> Box:
        """Give the options of all readings under which the phases of a state can be reached together."""
        phases = code & self.steps.layout.phases
        if phases not in self._boxes:
            box: Box = self.open
            for number, ways in enumerate(self.ways):
                box = join(box, ways[self.steps.layout.phase(number, code)])
            self._boxes[phases] = box
        return self._boxes[phases]

    def _needed(self, code: int) -> Iterator[tuple[object, int, Callable[[int], Iterable[Suspicion]]]]:
        """Give what is to be looked for in the phases of a state, each with the parts of the state it looks at."""
        state, layout, box = self.steps.layout.state(code), self.steps.layout, self._open(code)
        for invariant in self.never:
            if self._concerns(invariant, state) and _meet(box, box_of(invariant.under)):
                yield invariant.name, self._looked_at(invariant, code), partial(self._forbidden, invariant)
        for number in range(len(state)):
            phase = self.machine.phase(state, number)
            if not phase.phase.rest:
                yield number, self._moved_by(code, number), partial(self._standstill, number)
            if any(self.starts[id(duty)] for duty in phase.duties):
                mask = layout.fields[number] | layout.clock | self._beside(phase)
                yield (number, phase.name), mask, partial(self._clocks, number)

    def _beside(self, phase: PhaseProgram) -> int:
        """Give the phases of other lifecycles that it depends on which duties of a phase apply."""
        return _union(
            self.steps.layout.fields[other] & self.steps.layout.phases
            for duty in phase.duties
            for other, _ in duty.while_
        )

    def _concerns(self, invariant: Invariant, state: State) -> bool:
        """Tell whether the phases are as an invariant forbids, and what it forbids can happen in them."""
        for condition in invariant.when:
            number = self.machine.numbers.get(condition.name.name)
            if number is not None and self.machine.phase(state, number).name not in map(str, condition.values):
                return False
        if invariant.event is None:
            return True
        event = invariant.event.name
        home = self.machine.home.get(event)
        return home is not None and event in self.steps.events[home, state[home].phase]

    def _looked_at(self, invariant: Invariant, code: int) -> int:
        marks = {condition.name.name for condition in invariant.when}
        task = None if invariant.unless_done is None else invariant.unless_done.name
        mask = 0 if invariant.event is None else self.steps.masks(code)[invariant.event.name]
        state = self.steps.layout.state(code)
        for number, bits in enumerate(self.steps.layout.fields):
            phase = self.machine.phase(state, number)
            if any(mark.name in marks for mark in phase.marks) or any(duty.name == task for duty in phase.duties):
                mask |= bits
        return mask

    def _forbidden(self, invariant: Invariant, code: int) -> Iterator[Suspicion]:
        state = self.steps.layout.state(code)
        if not self._marked(invariant, state) or self._done(invariant, state):
            return
        box, details = box_of(invariant.under), (("name", invariant.name),)
        if invariant.event is None:
            yield Suspicion("invariant-broken", invariant.location, None, box, details)
            return
        for stride in self.steps.strides(code, invariant.event.name):
            if stride.taken.status == "accepted" and _meet(box, _only(stride.readings)):
                yield Suspicion("invariant-broken", invariant.location, stride, box, details)

    def _marked(self, invariant: Invariant, state: State) -> bool:
        """Tell whether the marks are as an invariant forbids."""
        conditions = (c for c in invariant.when if c.name.name not in self.machine.numbers)
        return all(any(value in c.values for value in self._mark(state, c.name.name)) for c in conditions)

    def _mark(self, state: State, name: str) -> Iterator[object]:
        for number, place in enumerate(state):
            phase = self.machine.phase(state, number)
            for mark, value in zip(phase.marks, place.marks, strict=True):
                if mark.name == name:
                    yield mark.values[value]

    def _done(self, invariant: Invariant, state: State) -> bool:
        """Tell whether the task has been done that an invariant asks for."""
        if invariant.unless_done is None:
            return False
        task = invariant.unless_done.name
        return any(
            duty.name == task and state[number].done & duty.bit
            for number in range(len(state))
            for duty in self.machine.phase(state, number).duties
        )

    def _waited_for(self, state: State, number: int) -> list[int]:
        """Give a lifecycle and those that it waits for, one through the other."""
        found = [number]
        for one in found:
            others = (duty.waits_for for duty in self.machine.phase(state, one).duties)
            found += dict.fromkeys(other for other in others if other is not None and other not in found)
        return found

    def _moved_by(self, code: int, number: int) -> int:
        """Give the parts of a state that it depends on whether a lifecycle moves."""
        state, events, masks = self.steps.layout.state(code), self.steps.masks(code), []
        for one in self._waited_for(state, number):
            phase = self.machine.phase(state, one)
            masks += [self.steps.layout.fields[one], self._beside(phase)]
            masks += [events.get(event.name, 0) for duty in phase.duties for event in duty.duty.done_by]
        return _union(masks)

    def _standstill(self, number: int, code: int) -> Iterator[Suspicion]:
        """See whether a lifecycle that is not at rest has nothing that can be done under some choice of readings."""
        state = self.steps.layout.state(code)
        phases = [self.machine.phase(state, one) for one in self._waited_for(state, number)]
        events = {event.name for phase in phases for duty in phase.duties for event in duty.duty.done_by}
        # what a named open point leaves open is no standstill that nobody sees
        answered: _Answers = {
            event: [stride.readings for stride in self.steps.strides(code, event)] for event in events
        }
        if self._surely_moves(state, number, answered, frozenset()):
            return
        phase = self.machine.phase(state, number)
        for readings in self._choices(state, number, answered):
            if not self._moves(_Situation(state, readings, answered), number, frozenset()):
                details = (("lifecycle", self.machine.tracks[number].name), ("phase", phase.name))
                yield Suspicion("standstill", phase.phase.location, None, _only(readings), details)

    def _surely_moves(self, state: State, number: int, answered: _Answers, seen: frozenset[int]) -> bool:
        """Tell whether a task can be done now, or a lifecycle waited for moves, whatever the readings are."""
        place = state[number]
        for duty in self.machine.phase(state, number).duties:
            if duty.under or place.done & duty.bit or any(not place.done & bit for _, bit, _ in duty.after):
                continue
            if not applies(duty, state, number, {}):
                continue
            if any({} in answered[event.name] for event in duty.duty.done_by):
                return True
            other = duty.waits_for
            if other is None or other in seen or self.machine.phase(state, other).phase.rest:
                continue
            if self._surely_moves(state, other, answered, seen | {number}):
                return True
        return False

    def _choices(self, state: State, number: int, answered: _Answers) -> Iterator[dict[str, str]]:
        """Give every choice of the readings that matter to whether a lifecycle moves."""
        names: dict[str, None] = {}
        for one in self._waited_for(state, number):
            for duty in self.machine.phase(state, one).duties:
                names.update((name, None) for name in consulted(duty))
                for event in duty.duty.done_by:
                    names.update((name, None) for taken in answered[event.name] for name in taken)
        return self._under(names)

    def _under(self, names: Iterable[str]) -> Iterator[dict[str, str]]:
        names = list(names)
        chosen = product(*(self.search.options[name] for name in names))
        return (dict(zip(names, options, strict=True)) for options in chosen)

    def _moves(self, at: _Situation, number: int, seen: frozenset[int]) -> bool:
        """Tell whether a lifecycle has a task that can be done now, or waits for one that itself moves."""
        place = at.state[number]
        for duty in self.machine.phase(at.state, number).duties:
            if not applies(duty, at.state, number, at.readings) or place.done & duty.bit:
                continue
            if waits_for(duty, place, at.readings):
                continue
            if any(at.answers(event.name) for event in duty.duty.done_by):
                return True
            other = duty.waits_for
            if other is None or other in seen or self.machine.phase(at.state, other).phase.rest:
                continue
            if self._moves(at, other, seen | {number}):
                return True
        return False

    def _clocks(self, number: int, code: int) -> Iterator[Suspicion]:
        """See whether every deadline of a task that can be done now has its start."""
        state = self.steps.layout.state(code)
        for duty in self.machine.phase(state, number).duties:
            for start in self.starts[id(duty)]:
                if not code & self.search.clock[start[0]] and not state[number].done & duty.bit:
                    yield from self._clock(state, number, duty, start)

    def _clock(self, state: State, number: int, duty: DutyProgram, start: Start) -> Iterator[Suspicion]:
        event, box, location = start
        details = (("task", duty.name), ("event", event))
        for readings in self._under(dict.fromkeys(consulted(duty))):
            if applies(duty, state, number, readings) and not waits_for(duty, state[number], readings):
                both = join(_only(readings), box)
                yield Suspicion("deadline-no-start", location, None, both, details)


def _only(readings: Mapping[str, str]) -> Box:
    return {name: frozenset((option,)) for name, option in readings.items()}


def _meet(one: Box, other: Box) -> bool:
    """Tell whether some choice of readings is in both."""
    return all(one[name] & some for name, some in other.items() if name in one)


def _union(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found
