# SPDX-License-Identifier: MPL-2.0
"""Exactly what lifecycles do differently in two versions, under every reading; or the proof that nothing does."""

from __future__ import annotations

from collections.abc import Iterator

from ..machine.program import components
from ..model import RuleSetModel
from .duties import starts_apart
from .frame import Frame
from .likeness import read_by, written_alike
from .meeting import Meeting
from .pairs import Pair, Progress
from .places import Places
from .result import CourseChange, CourseDifference, Subject
from .telling import Telling
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
    starts = starts_apart(old, new)
    if starts:
        old, new = old.remembering(starts), new.remembering(starts)
    meeting = Meeting(frame, old, new, progress)
    return CourseDifference(names, frame, tuple(_Comparison(meeting).changes()), len(meeting.pairs.reach))


class _Comparison:
    """Finds what differs in the places in which two versions are compared."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting, self.frame, self.versions = meeting, meeting.frame, meeting.versions
        self.places, self.telling = Places(meeting), Telling(meeting)

    def changes(self) -> Iterator[CourseChange]:
        """Give what differs about events, tasks, phases, and what is reached at all."""
        for event in filter(self._is_common, self.places.events()):
            yield from self.telling.changes(Subject("event", self._home(event), event), *self.places.of_event(event))
        for _, _, name in self.frame.common:
            number = self.frame.tracks.index(name)
            places, silent = self.places.of_tasks(number)
            for task in dict.fromkeys(found.name for local in places for found in local.found):
                yield from self.telling.changes(Subject("task", name, task), places, silent)
            phases = self.places.of_phases(number)
            yield from self.telling.changes(Subject("phase", name), phases, self.meeting.diagrams.no)
            yield from self._reached(name)

    def _is_common(self, event: str) -> bool:
        """Tell whether an event is at home in a lifecycle that both versions have; a new lifecycle is told as such."""
        common = {name for _, _, name in self.frame.common}
        machines = (version.machine for version in self.versions if event in version.machine.home)
        return any(machine.tracks[machine.home[event]].name in common for machine in machines)

    def _home(self, event: str) -> str:
        """Give the lifecycle that an event is at home in, in the new version if it is known there."""
        machine = next(v.machine for v in reversed(self.versions) if event in v.machine.home)
        return machine.tracks[machine.home[event]].name

    def _reached(self, name: str) -> Iterator[CourseChange]:
        """Give the phases that only one of the versions comes to."""
        found: list[dict[str, list[Pair]]] = []
        for which, alone in enumerate(self.meeting.alone or ()):
            number = self.frame.tracks.index(name)
            phase, at = alone.codes.fields[number] & alone.codes.phases, self.versions[which].machine.numbers[name]
            by_phase: dict[int, list[Pair]] = {}
            for pair in alone.reach:
                by_phase.setdefault(pair & phase, []).append(pair)
            places = [(pairs, alone.codes.states(pairs[0])[which][at]) for pairs in by_phase.values()]
            found.append({self.versions[which].named(at, place).phase: pairs for pairs, place in places})
        if found:
            old, new = found
            yield from (self.telling.only(Subject("phase", name, p), 1, new[p]) for p in new if p not in old)
            yield from (self.telling.only(Subject("phase", name, p), 0, old[p]) for p in old if p not in new)
