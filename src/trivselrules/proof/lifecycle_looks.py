# SPDX-License-Identifier: MPL-2.0
"""How to tell whether an item of a lifecycle is reached: by an event as it happens, or by a state that is come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from attrs import frozen

from ..analysis.exploration import consulted
from ..analysis.starts import Box, box_of, counted_from
from ..lifecycle import Condition, Due, Under
from ..location import Location
from ..machine.program import DutyProgram, Given, Machine, MoveProgram, PhaseProgram, State
from ..machine.step import applies
from ..model import RuleSetModel
from ..values import spell
from .lifecycle_items import Act, ActLook, Kind, LifecycleItem, Readings, StandLook, Stood

__all__ = ["Items"]


class Items:
    """Everything that can be reached in lifecycles that run beside each other.

    `acts` has for each phase of each lifecycle what its events can reach, and `stands` what is reached by being there.
    """

    def __init__(self, machine: Machine, model: RuleSetModel) -> None:
        self.machine = machine
        self.acts: dict[tuple[int, int], dict[str, tuple[ActLook, ...]]] = {}
        self.stands: dict[tuple[int, int], tuple[StandLook, ...]] = {}
        for number, track in enumerate(machine.tracks):
            for position, phase in enumerate(track.phases):
                written = _Written(machine, model, number, phase)
                events = dict.fromkeys((*phase.moves, *phase.follows, *phase.by_event))
                self.acts[number, position] = {event: tuple(written.acts(event)) for event in events}
                self.stands[number, position] = tuple(written.stands())

    def of(self, lifecycle: str) -> tuple[LifecycleItem, ...]:
        """Give the items of one lifecycle in the order of the file, each once."""
        looks = [look.item for some in self.stands.values() for look in some]
        looks += [look.item for events in self.acts.values() for some in events.values() for look in some]
        return tuple(sorted({item for item in looks if item.lifecycle == lifecycle}))

    def acted(self, act: Act) -> Iterator[LifecycleItem]:
        """Give what an event reaches."""
        for number, place in enumerate(act.state):
            for look in self.acts[number, place.phase].get(act.event, ()):
                if look.shows(act):
                    yield look.item

    def stood(self, stood: Stood) -> Iterator[LifecycleItem]:
        """Give what a state reaches."""
        for number, place in enumerate(stood.state):
            yield from (look.item for look in self.stands[number, place.phase] if look.shows(stood))


class _Condition(NamedTuple):
    """A condition as it is written: its name, the values it allows, and what there is; None if that is not known."""

    key: str
    place: Location
    allowed: Mapping[str, Location]
    got: Callable[[State, Mapping[str, Given], Readings], str | None]


@frozen
class _Written:
    """One phase of one lifecycle, and what of it can be reached."""

    machine: Machine
    model: RuleSetModel
    number: int
    phase: PhaseProgram

    def acts(self, event: str) -> Iterator[ActLook]:
        at_home = self.machine.home[event] == self.number
        moves = (self.phase.moves if at_home else self.phase.follows).get(event, ())
        for move in moves:
            yield ActLook(self._item("move", move.move.location, event), partial(_makes, move))
            conditions = tuple(self._conditions(move))
            for condition in conditions:
                others = tuple(other for other in conditions if other is not condition)
                yield from self._met(event, move, condition, others, at_home=at_home)
        asked = dict.fromkeys(name for move in moves for name in _facts(move))
        places = {ref.name: ref.location for ref in self.model.events[event].facts}
        home = self.machine.tracks[self.machine.home[event]].name
        for fact in asked:
            yield ActLook(LifecycleItem(home, places[fact], "missing", event, key=fact), partial(_lacks, fact))
        for duty in self.phase.by_event.get(event, ()):
            place = next(ref.location for ref in duty.duty.done_by if ref.name == event)
            yield ActLook(self._item("done_by", place, duty.name, event), partial(_ticks, duty))

    def _conditions(self, move: MoveProgram) -> Iterator[_Condition]:
        written, number = move.move, self.number
        yield from self._given(written.when, written.under)
        if written.unless_done is not None:

            def done(state: State, _: Mapping[str, Given], __: Readings) -> str:
                return spell(state[number].done & move.unless_done > 0)

            place = written.unless_done.location
            yield _Condition(written.unless_done.name, place, {spell(False): place}, done)

    def _given(self, when: Iterable[Condition], under: Iterable[Under]) -> Iterator[_Condition]:
        """Give conditions on phases beside, on marks and on facts, and those on readings."""
        for one in when:
            allowed = dict(zip(map(spell, one.values), one.places, strict=True))
            yield _Condition(one.name.name, one.name.location, allowed, partial(self._got, one.name.name))
        for read in under:
            name, options = read.reading.name, {ref.name: ref.location for ref in read.options}
            yield _Condition(name, read.reading.location, options, partial(_option, name))

    def _got(self, name: str, state: State, facts: Mapping[str, Given], _: Readings) -> str | None:
        """Give what the phase of a lifecycle, a mark or a fact is."""
        if name in self.machine.numbers:
            return self.machine.phase(state, self.machine.numbers[name]).name
        for mark, value in zip(self.phase.marks, state[self.number].marks, strict=True):
            if mark.name == name:
                return spell(mark.values[value])
        return spell(facts[name]) if name in facts else None

    def _met(
        self, event: str, move: MoveProgram, condition: _Condition, others: tuple[_Condition, ...], *, at_home: bool
    ) -> Iterator[ActLook]:
        """Give that a move is made with each of several values, and that it is not with any other, for that alone."""

        def unmet(act: Act) -> bool:
            if act.taken.status != "accepted" and (act.taken.blocked or not at_home):
                return False
            got = condition.got(act.state, act.facts, act.readings)
            alone = all(one.got(act.state, act.facts, act.readings) in one.allowed for one in others)
            return alone and got is not None and got not in condition.allowed

        def meets(value: str, act: Act) -> bool:
            return _makes(move, act) and condition.got(act.state, act.facts, act.readings) == value

        name, key = self.machine.tracks[self.number].name, condition.key
        yield ActLook(LifecycleItem(name, condition.place, "guard", event, key=key), unmet)
        for value, place in condition.allowed.items() if len(condition.allowed) > 1 else ():
            yield ActLook(LifecycleItem(name, place, "met", event, None, key, value), partial(meets, value))

    def stands(self) -> Iterator[StandLook]:
        phase, name = self.phase.phase, self.machine.tracks[self.number].name
        yield StandLook(LifecycleItem(name, phase.location, "phase", phase.name), (), lambda _: True)
        for slot, mark in enumerate(self.phase.marks):
            for value, spelled in enumerate(map(spell, mark.values)):
                place = mark.location if mark.counts else mark.value_places[value]
                item = LifecycleItem(name, place, "mark", mark.name, value=spelled)
                yield StandLook(item, (), partial(self._marked, slot, value))
        for duty in self.phase.duties:
            yield from self._duty(duty)

    def _marked(self, slot: int, value: int, stood: Stood) -> bool:
        return stood.state[self.number].marks[slot] == value

    def _open(self, duty: DutyProgram, stood: Stood) -> bool:
        """Tell whether a task of the phase is to be done."""
        state, number = stood.state, self.number
        return applies(duty, state, number, stood.readings) and not state[number].done & duty.bit

    def _duty(self, duty: DutyProgram) -> Iterator[StandLook]:
        """Give what can be reached of a task as it stands in the phase."""
        own = tuple(dict.fromkeys(consulted(duty)))
        yield StandLook(self._item("task", duty.duty.location, duty.name), own, partial(self._open, duty))
        for condition in self._given(duty.duty.while_, duty.duty.under):
            yield from self._depends(duty, condition, own)
        for (awaited, bit, under), wait in zip(duty.after, duty.duty.after, strict=True):
            item = self._item("waiting", wait.task.location, duty.name, awaited)
            yield StandLook(item, own, partial(self._waits, duty, bit, dict(under)))
        for due in duty.duty.due:
            yield from self._due(duty, due)

    def _waits(self, duty: DutyProgram, bit: int, under: Box, stood: Stood) -> bool:
        return self._open(duty, stood) and not stood.state[self.number].done & bit and _holds(under, stood.readings)

    def _depends(self, duty: DutyProgram, condition: _Condition, own: tuple[str, ...]) -> Iterator[StandLook]:
        """Give that a task stands with each of several values of a condition, and that it is not there without."""

        def absent(stood: Stood) -> bool:
            carried = duty.mark is None or self._marked(*duty.mark, stood)
            return carried and condition.got(stood.state, {}, stood.readings) not in condition.allowed

        def stands(value: str, stood: Stood) -> bool:
            return self._open(duty, stood) and condition.got(stood.state, {}, stood.readings) == value

        yield StandLook(self._item("absent", condition.place, duty.name, condition.key), own, absent)
        for value, place in condition.allowed.items() if len(condition.allowed) > 1 else ():
            yield StandLook(self._item("stands", place, duty.name, condition.key, value), own, partial(stands, value))

    def _due(self, duty: DutyProgram, due: Due) -> Iterator[StandLook]:
        """Give a deadline with its start known, and without it if an open point then stands for it."""
        under = box_of(due.under)
        starts = [] if due.within is None else [*counted_from(due, self.model)]
        read = tuple(dict.fromkeys((*consulted(duty), *under, *(name for _, box in starts for name in box))))

        def counts(known: bool, stood: Stood) -> bool:
            if not self._open(duty, stood) or not _holds(under, stood.readings):
                return False
            from_ = [event for event, box in starts if _holds(box, stood.readings)]
            return not starts or any((event in stood.happened) is known for event in from_)

        key = " / ".join(dict.fromkeys(event for event, _ in starts))
        yield StandLook(self._item("deadline", due.location, duty.name, key), read, partial(counts, True))
        if due.without_start is not None:
            item = self._item("startless", due.without_start.location, duty.name, key)
            yield StandLook(item, read, partial(counts, False))

    def _item(self, kind: Kind, place: Location, name: str, key: str = "", value: str | None = None) -> LifecycleItem:
        lifecycle = self.machine.tracks[self.number].name
        return LifecycleItem(lifecycle, place, kind, name, self.phase.name, key, value)


def _facts(move: MoveProgram) -> Iterator[str]:
    yield from (fact for fact, _ in move.facts)
    yield from (fact for _, fact, _ in move.keep)


def _option(name: str, _: State, __: Mapping[str, Given], readings: Readings) -> str:
    return readings[name]


def _makes(move: MoveProgram, act: Act) -> bool:
    return any(made is move for _, made in act.taken.moves)


def _ticks(duty: DutyProgram, act: Act) -> bool:
    return any(ticked is duty for _, ticked in act.taken.ticked)


def _lacks(fact: str, act: Act) -> bool:
    return fact in act.taken.missing


def _holds(box: Box, readings: Readings) -> bool:
    return all(readings[name] in options for name, options in box.items())
