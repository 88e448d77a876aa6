# SPDX-License-Identifier: MPL-2.0
"""Exactly what lifecycles do differently in two versions, under every reading; or the proof that nothing does."""

from __future__ import annotations

from collections.abc import Iterator

from ..machine.program import PhaseProgram, components
from ..model import RuleSetModel
from ..proof.diagram import Diagram
from .duties import consulted_beside, phase_effects, same_duties, task_effects
from .effects import event_effects
from .frame import Frame, Point
from .likeness import counted_from, read_by, written_alike
from .meeting import Meeting
from .pairs import Crossing, Pair, Progress
from .result import CourseChange, CourseDifference, Subject
from .telling import Found, Local, Telling
from .version import Version

__all__ = ["course_choices", "course_differences"]


def course_differences(
    old: RuleSetModel, new: RuleSetModel, progress: Progress | None = None
) -> tuple[CourseDifference, ...]:
    """Compare all lifecycles that both versions have, under every reading.

    Raises TooManyStatesError if there are more states than can be gone through.
    """
    return tuple(
        _compared(
            Version(ours, old), Version(theirs, new), progress, alike=ours == theirs and written_alike(old, new, ours)
        )
        for ours, theirs in _groups(old, new)
    )


def course_choices(
    old: RuleSetModel, new: RuleSetModel, progress: Progress | None = None
) -> tuple[CourseDifference, ...]:
    """Compare what the new lifecycles do, read as the old rule set has chosen, with what they do as the new one has."""
    now = {name: reading.chosen for name, reading in new.readings.items()}
    chosen = {name: reading.chosen for name, reading in old.readings.items()}
    known = {n: o for n, o in chosen.items() if n in new.readings and o in new.readings[n].options}
    if all(now[name] == known.get(name, now[name]) for name in read_by(new)):
        return ()
    pairs = ((Version(names, new, {**now, **known}), Version(names, new, now)) for names in components(new))
    return tuple(_compared(*pair, progress) for pair in pairs)


def _groups(old: RuleSetModel, new: RuleSetModel) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give the lifecycles of both versions that hang together in one of them, and some of which are in both."""
    merged: list[set[str]] = []
    for group in map(set, (*components(old), *components(new))):
        near = [other for other in merged if other & group]
        merged = [*(other for other in merged if other not in near), group.union(*near)]
    for group in merged:
        ours, theirs = (tuple(name for name in model.lifecycles if name in group) for model in (old, new))
        if set(ours) & set(theirs):
            yield ours, theirs


def _compared(old: Version, new: Version, progress: Progress | None, *, alike: bool = False) -> CourseDifference:
    frame = Frame(old, new)
    names = tuple(name for _, _, name in frame.common)
    if alike:
        return CourseDifference(names, frame)
    meeting = Meeting(frame, old, new, progress)
    return CourseDifference(names, frame, tuple(_Comparison(meeting).changes()), len(meeting.pairs.reach))


class _Comparison:
    """Finds what differs in the places in which two versions are compared."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting, self.frame, self.versions = meeting, meeting.frame, meeting.versions
        self.diagrams, self.pairs, self.telling = meeting.diagrams, meeting.pairs, Telling(meeting)
        old, new = self.versions
        self._same_decisions = counted_from(old.model) == counted_from(new.model) and old.chosen == new.chosen

    def changes(self) -> Iterator[CourseChange]:
        """Give what differs about events, tasks, phases, and what is reached at all."""
        yield from self._events()
        for _, _, name in self.frame.common:
            yield from self._tasks(name)
            yield from self._phases(name)
            yield from self._reached(name)

    def _events(self) -> Iterator[CourseChange]:
        """Give what differs about events, each in all places together."""
        by_event: dict[str, list[Local]] = {}
        for joint in self.pairs.joints.values():
            where = self.diagrams.both(self.frame.box(self._point(joint.pair, joint.parts, joint.read)), joint.reach)
            found = [Found(joint.event, *one) for one in event_effects(self.pairs, joint)]
            by_event.setdefault(joint.event, []).append(Local(where, joint.pairs, found))
        for event, locals_ in by_event.items():
            if any(local.found for local in locals_) and self._is_common(event):
                crossings = (one for one in self.pairs.crossings.values() if event not in one.read)
                silent = self.diagrams.either(*(self.frame.box(self._phases_of(one)) for one in crossings))
                yield from self.telling.changes(Subject("event", self._home(event), event), locals_, silent)

    def _is_common(self, event: str) -> bool:
        """Tell whether an event is at home in a lifecycle that both versions have; a new lifecycle is told as such."""
        common = {name for _, _, name in self.frame.common}
        machines = (version.machine for version in self.versions if event in version.machine.home)
        return any(machine.tracks[machine.home[event]].name in common for machine in machines)

    def _home(self, event: str) -> str:
        """Give the lifecycle that an event is at home in, in the new version if it is known there."""
        machine = next(v.machine for v in reversed(self.versions) if event in v.machine.home)
        return machine.tracks[machine.home[event]].name

    def _phases_of(self, crossing: Crossing) -> Point:
        return self._point(crossing.pair, (), tuple(range(len(self.frame.tracks))))

    def _point(self, pair: Pair, parts: tuple[int, ...], read: tuple[int, ...] = ()) -> Point:
        """Give where some lifecycles are, and in which phases some others."""
        point: dict[tuple[str, str, str], str | None] = {}
        for number, spot in enumerate(self.pairs.spots(pair)):
            sides = zip(self.versions, self.pairs.numbers[number], spot, strict=True)
            places = [v.named(at, place) for v, at, place in sides if at is not None and place is not None]
            name = self.frame.tracks[number]
            if number in parts:
                point |= self.frame.place_point(name, *places)
            elif number in read:
                point["phase", name, name] = places[0].phase
        return point

    def _tasks(self, name: str) -> Iterator[CourseChange]:
        """Give what differs about the tasks of a lifecycle, each in all places together."""
        number = self.frame.tracks.index(name)
        places, silent = self._places(number)
        for local in places:
            effects = task_effects(self.pairs, number, local.pairs[0])
            local.found = [Found(task, effect, {}, guard) for task, effect, guard in effects]
        for task in dict.fromkeys(found.name for local in places for found in local.found):
            yield from self.telling.changes(Subject("task", name, task), places, silent)

    def _places(self, number: int) -> tuple[list[Local], Diagram]:
        """Give the places of a lifecycle in phases whose tasks may differ, and the phases whose tasks do not."""
        beside: dict[int, tuple[int, ...] | None] = {}
        reached: dict[tuple[int, ...], tuple[list[Pair], set[Diagram]]] = {}
        silent: list[Diagram] = []
        for pair, reach in self.meeting.reached():
            phase = self.pairs.phases(number, pair)
            if phase not in beside:
                beside[phase] = self._beside(number, pair)
                silent += [self.frame.box(self._point(pair, (), (number,)))] if beside[phase] is None else []
            read = beside[phase]
            if read is not None:
                key = (pair[number], *(self.pairs.phases(other, pair) for other in read))
                pairs, portions = reached.setdefault(key, ([], set()))
                pairs.append(pair)
                portions.add(reach)
        places = []
        for pairs, portions in reached.values():
            point = self._point(pairs[0], (number,), beside[self.pairs.phases(number, pairs[0])] or ())
            where = self.diagrams.both(self.frame.box(point), self.diagrams.either(*portions))
            places.append(Local(where, pairs))
        return places, self.diagrams.either(*silent)

    def _beside(self, number: int, pair: Pair) -> tuple[int, ...] | None:
        """Give the lifecycles whose phases decide on the tasks of a phase; None if these are the same."""
        old, new = self._programs(number, pair)
        if same_duties((old, new), self.versions, same_decisions=self._same_decisions):
            return None
        names = consulted_beside(old, self.versions[0]) | consulted_beside(new, self.versions[1])
        return tuple(sorted(self.frame.tracks.index(name) for name in names))

    def _programs(self, number: int, pair: Pair) -> tuple[PhaseProgram, PhaseProgram]:
        states, (old, new) = self.pairs.states(pair), self.pairs.numbers[number]
        assert old is not None, "both versions have the lifecycle"
        assert new is not None, "both versions have the lifecycle"
        return self.versions[0].phase(old, states[0][old]), self.versions[1].phase(new, states[1][new])

    def _phases(self, name: str) -> Iterator[CourseChange]:
        """Give what differs about the phases of a lifecycle themselves."""
        number = self.frame.tracks.index(name)
        reached: dict[int, tuple[list[Pair], set[Diagram]]] = {}
        for pair, reach in self.meeting.reached():
            pairs, portions = reached.setdefault(self.pairs.phases(number, pair), ([], set()))
            pairs.append(pair)
            portions.add(reach)
        places = []
        for pairs, portions in reached.values():
            where = self.frame.box(self._point(pairs[0], (), (number,)))
            effects = phase_effects(*self._programs(number, pairs[0]))
            found = [Found("", effect, {}, self.diagrams.yes) for effect in effects]
            places.append(Local(self.diagrams.both(where, self.diagrams.either(*portions)), pairs, found))
        yield from self.telling.changes(Subject("phase", name), places, self.diagrams.no)

    def _reached(self, name: str) -> Iterator[CourseChange]:
        """Give the phases that only one of the versions comes to."""
        first: list[dict[str, Pair]] = []
        for which, alone in enumerate(self.meeting.alone or ()):
            number, by_phase = self.frame.tracks.index(name), dict[int, Pair]()
            for pair in alone.reach:
                by_phase.setdefault(alone.phases(number, pair), pair)
            at = self.versions[which].machine.numbers[name]
            places = {pair: alone.states(pair)[which][at] for pair in by_phase.values()}
            first.append({self.versions[which].named(at, place).phase: pair for pair, place in places.items()})
        if first:
            old, new = first
            yield from (self.telling.only(Subject("phase", name, p), 1, new[p]) for p in new if p not in old)
            yield from (self.telling.only(Subject("phase", name, p), 0, old[p]) for p in old if p not in new)
