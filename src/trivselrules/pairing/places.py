# SPDX-License-Identifier: MPL-2.0
"""Where something differs: the pairs that two versions come to, put together by the places that matter to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..machine.program import PhaseProgram
from ..proof.diagram import Diagram
from .duties import consulted_beside, differing_tasks, phase_effects, task_effects
from .effects import event_effects
from .frame import Axis, Cell
from .joints import Joint
from .likeness import decisions_apart
from .local import Found, Local
from .meeting import Meeting
from .pairs import Pair

__all__ = ["Places"]


class Places:
    """Puts the pairs of a meeting together by places, and finds what differs there."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting, self.frame, self.versions = meeting, meeting.frame, meeting.versions
        self.diagrams, self.pairs, self.codes = meeting.diagrams, meeting.pairs, meeting.pairs.codes
        self.joints, self.crossings = meeting.pairs.joints, meeting.pairs.joints.crossings.known
        self._decisions = decisions_apart(*(version.model for version in self.versions))
        self._effects = self._differing()

    def _differing(self) -> dict[str, dict[Joint, list[Found]]]:
        """Find what differs about events, wherever something can."""
        somewhere = {phases for phases, crossing in self.crossings.items() if crossing.differing}
        pairs = (pair for pair, _ in self.meeting.reached() if pair & self.codes.phases in somewhere)
        found: dict[str, dict[Joint, list[Found]]] = {}
        for joint in dict.fromkeys(joint for pair in pairs for joint in self.joints.differing(pair)):
            effects = [Found(joint.event, *one) for one in event_effects(self.joints, joint)]
            if effects:
                found.setdefault(joint.event, {})[joint] = effects
        return found

    def events(self) -> list[str]:
        """Give the events about which something differs, in the order that events are first come to."""
        groups = (group for crossing in self.crossings.values() for group in crossing.groups)
        order = dict.fromkeys(event for group in groups for event, _ in group.events)
        return [event for event in order if event in self._effects]

    def of_event(self, event: str) -> tuple[list[Local], Diagram]:
        """Give the places an event depends on with what differs there, and the phases where there is no such event."""
        looks = {phases: one.events[event] for phases, one in self.crossings.items() if event in one.events}
        order = {phases: number for number, phases in enumerate(looks)}
        locals_ = []
        for pairs, reach in self._together({phases: one.places for phases, one in looks.items()}):
            one = looks[pairs[0] & self.codes.phases]
            where = self.diagrams.both(self.frame.box(self._point(pairs[0], one.parts, one.read)), reach)
            found = [] if one.alike else self._effects[event].get(self.joints.joint(pairs[0], event), [])
            locals_.append(Local(where, sorted(pairs, key=lambda pair: order[pair & self.codes.phases]), found))
        everywhere = tuple(range(len(self.frame.tracks)))
        silent = (one.code for phases, one in self.crossings.items() if phases not in looks)
        return locals_, self.diagrams.either(*(self.frame.box(self._point(code, (), everywhere)) for code in silent))

    def of_tasks(self, number: int) -> tuple[list[Local], Diagram]:
        """Give the places in phases of a lifecycle whose tasks may differ, and the phases whose tasks do not."""
        phase = self.codes.fields[number] & self.codes.phases
        first = {phases & phase: one.code for phases, one in reversed(self.crossings.items())}
        differing = {at: tasks for at, code in first.items() if (tasks := self._differing_tasks(number, code))}
        beside = {at: self._beside(number, first[at]) for at in differing}
        masks = {at: self.codes.mask((number,), read) for at, read in beside.items()}
        looked = {phases: masks[phases & phase] for phases in self.crossings if phases & phase in masks}
        locals_, known = [], dict[int, list[Found]]()
        for start, pairs, reach in self._before_each(looked):
            at = pairs[0] & phase
            place = pairs[0] & masks[at]
            point = self._point(pairs[0], (number,), beside[at])
            if place not in known:
                effects = task_effects(self.joints, number, pairs[0], differing[at])
                known[place] = [Found(task, effect, {}, guard) for task, effect, guard in effects]
            found = [one for one in known[place] if one.effect.start == start]
            locals_.append(Local(self.diagrams.both(self.frame.box(point), reach), pairs, found))
        silent = (code for at, code in first.items() if at not in differing)
        return locals_, self.diagrams.either(*(self.frame.box(self._point(code, (), (number,))) for code in silent))

    def of_phases(self, number: int) -> list[Local]:
        """Give the phases of a lifecycle with what differs about them; none if nothing does."""
        phase = self.codes.fields[number] & self.codes.phases
        first = {phases & phase: one.code for phases, one in self.crossings.items()}
        effects = {at: [*phase_effects(*self._programs(number, code))] for at, code in first.items()}
        locals_ = []
        for pairs, reach in self._together(dict.fromkeys(self.crossings, phase)) if any(effects.values()) else ():
            where = self.frame.box(self._point(pairs[0], (), (number,)))
            found = [Found("", effect, {}, self.diagrams.yes) for effect in effects[pairs[0] & phase]]
            locals_.append(Local(self.diagrams.both(where, reach), pairs, found))
        return locals_

    def _before_each(self, masks: Mapping[int, int]) -> Iterator[tuple[str, list[Pair], Diagram]]:
        """Put all pairs together, and for each event that is remembered those before it has happened."""
        for start, bits in {"": 0, **self.codes.clock}.items():
            some = self._together({phases: mask | bits for phases, mask in masks.items()})
            yield from ((start, pairs, reach) for pairs, reach in some if not pairs[0] & bits)

    def _together(self, masks: Mapping[int, int]) -> Iterator[tuple[list[Pair], Diagram]]:
        """Put pairs together that are alike in what the mask of their phases looks at, as they are come to."""
        phases = self.codes.phases
        together: dict[tuple[int, int], tuple[list[Pair], set[Diagram]]] = {}
        for pair, reach in self.meeting.reached() if masks else ():
            mask = masks.get(pair & phases)
            if mask is not None:
                pairs, portions = together.setdefault((mask, pair & mask), ([], set()))
                pairs.append(pair)
                portions.add(reach)
        yield from ((pairs, self.diagrams.either(*portions)) for pairs, portions in together.values())

    def _point(self, pair: Pair, parts: tuple[int, ...], read: tuple[int, ...] = ()) -> dict[Axis, Cell]:
        """Give where some lifecycles are, and in which phases some others."""
        states = self.codes.states(pair)
        point: dict[Axis, Cell] = {}
        for number in sorted((*parts, *read)):
            name = self.frame.tracks[number]
            sides = zip(self.versions, states, self.codes.numbers[number], strict=True)
            places = [version.named(at, state[at]) for version, state, at in sides if at is not None]
            if number in parts:
                point |= self.frame.place_point(name, *places)
            else:
                point["phase", name, name] = places[0].phase
        return point

    def _differing_tasks(self, number: int, pair: Pair) -> frozenset[str]:
        """Give the tasks about which something can differ in the phase of a lifecycle."""
        return differing_tasks(self._programs(number, pair), self.versions, self._decisions)

    def _beside(self, number: int, pair: Pair) -> tuple[int, ...]:
        """Give the lifecycles whose phases decide on the tasks of a phase."""
        old, new = self._programs(number, pair)
        names = consulted_beside(old, self.versions[0]) | consulted_beside(new, self.versions[1])
        return tuple(sorted(self.frame.tracks.index(name) for name in names))

    def _programs(self, number: int, pair: Pair) -> tuple[PhaseProgram, PhaseProgram]:
        states, (old, new) = self.codes.states(pair), self.codes.numbers[number]
        assert old is not None, "both versions have the lifecycle"
        assert new is not None, "both versions have the lifecycle"
        return self.versions[0].phase(old, states[0][old]), self.versions[1].phase(new, states[1][new])
