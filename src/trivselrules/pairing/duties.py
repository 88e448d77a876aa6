# SPDX-License-Identifier: MPL-2.0
"""What differs about the tasks of a phase, and about the phase itself."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping

from attrs import evolve, frozen

from ..analysis.starts import counted_from
from ..engine.deadlines import Deadline
from ..machine.program import DutyProgram, PhaseProgram, State
from ..machine.step import applies, waits_for
from ..model import Ref
from ..proof.diagram import Diagram
from .conduct import carried_by
from .effects import Effect, EffectKind, gains
from .joints import Joints
from .likeness import decisions_apart
from .pairs import Pair
from .version import Version

__all__ = ["consulted_beside", "differing_tasks", "phase_effects", "starts_apart", "task_effects"]

_KINDS: tuple[EffectKind, ...] = ("actor", "channel", "together", "awaits")


@frozen
class _View:
    """A task that is not done, as it stands for people; `actor` is None if it is whoever owns the phase.

    `owed` tells whether it is left undone if the matter moves on without it.
    """

    waits: frozenset[str]
    actor: str | None
    channel: str | None
    together: tuple[Hashable, ...]
    deadlines: tuple[Deadline, ...]
    awaits: str | None
    owner: str | None
    owed: bool
    points: frozenset[str]
    notices: frozenset[str]
    cites: frozenset[str]

    def said(self, kind: EffectKind) -> Hashable:
        """Give what a view says of itself, so that what has no order is compared without it."""
        if kind == "together":
            return frozenset(self.together)
        if kind == "actor":
            return self.actor or self.owner
        said: Hashable = getattr(self, kind)
        return said

    def told(self, kind: EffectKind) -> Hashable:
        """Give what a view says of itself, as it is told."""
        return self.together if kind == "together" else self.said(kind)


def differing_tasks(
    phases: tuple[PhaseProgram, PhaseProgram], versions: tuple[Version, Version], decisions: frozenset[str]
) -> frozenset[str]:
    """Give the tasks of two phases about which something can differ: they, or what they rest on, are written otherwise.

    `decisions` are those that differ.
    """
    names = frozenset(duty.name for phase in phases for duty in phase.duties)
    if phases[0].phase.owner != phases[1].phase.owner or versions[0].chosen != versions[1].chosen:
        return names
    old, new = (_written(phase, version) for phase, version in zip(phases, versions, strict=True))
    counting = {
        duty.name
        for duty in phases[1].duties
        for due in duty.duty.due
        if any(outcome.decision in decisions for outcome in due.outcomes)
    }
    return frozenset(name for name in names if old.get(name) != new.get(name) or name in counting)


def starts_apart(old: Version, new: Version) -> tuple[str, ...]:
    """Give events before which what stands for a deadline without its start may differ, if not all that do so."""
    found: dict[str, None] = {}
    decisions = decisions_apart(old.model, new.model)
    for phases in _common_phases(old, new):
        for task in sorted(differing_tasks(phases, (old, new), decisions)):
            before, now = (_starts(phase, task, one) for phase, one in zip(phases, (old, new), strict=True))
            found |= dict.fromkeys(event for event in before if event in now and len(before[event] | now[event]) > 1)
    return tuple(found)


def _common_phases(old: Version, new: Version) -> Iterator[tuple[PhaseProgram, PhaseProgram]]:
    for track in new.machine.tracks:
        if track.name in old.machine.numbers:
            known = {phase.name: phase for phase in old.machine.tracks[old.machine.numbers[track.name]].phases}
            yield from ((known[phase.name], phase) for phase in track.phases if phase.name in known)


def _starts(phase: PhaseProgram, task: str, version: Version) -> dict[str, set[Ref | None]]:
    """Give the events that deadlines of a task count from, each with what stands for these before it."""
    found: dict[str, set[Ref | None]] = {}
    for due in (due for duty in phase.duties if duty.name == task for due in duty.duty.due if due.within is not None):
        for event, _ in counted_from(due, version.model):
            found.setdefault(event, set()).add(due.without_start)
    return found


def _written(phase: PhaseProgram, version: Version) -> dict[str, list[object]]:
    """Give each task of a phase as it is written: by itself, and as it stands there, with the mark that carries it."""
    found: dict[str, list[object]] = {}
    for duty in phase.duties:
        written = found.setdefault(duty.name, [version.model.tasks[duty.name]])
        written.append((duty.duty, carried_by(phase, duty)))
    return found


def consulted_beside(phase: PhaseProgram, version: Version) -> frozenset[str]:
    """Give the lifecycles whose phases decide which tasks apply in a phase."""
    tracks = version.machine.tracks
    return frozenset(tracks[other].name for duty in phase.duties for other, _ in duty.while_)


def task_effects(
    joints: Joints, number: int, pair: Pair, among: Collection[str]
) -> Iterator[tuple[str, Effect, Diagram]]:
    """Give what differs about some tasks of a lifecycle at a pair: the task, the effect, and under which readings."""
    states = joints.codes.states(pair)
    duties: dict[str, list[list[DutyProgram]]] = {}
    for which, (version, state) in enumerate(zip(joints.versions, states, strict=True)):
        at = joints.codes.numbers[number][which]
        assert at is not None, "both versions have the lifecycle"
        for duty in version.phase(at, state[at]).duties:
            if duty.name in among:
                duties.setdefault(duty.name, [[], []])[which].append(duty)
    for task, found in duties.items():
        readings = dict.fromkeys(
            name
            for version, programs in zip(joints.versions, found, strict=True)
            for program in programs
            for name in version.consulted(program.duty, program)
            if name not in version.chosen
        )
        for choice, guard in joints.choices(tuple(readings)):
            old, new = (
                _view(version, state, joints.codes.numbers[number][which], programs, choice)
                for which, (version, state, programs) in enumerate(zip(joints.versions, states, found, strict=True))
            )
            yield from ((task, effect, guard) for effect in _differing(old, new))


def _view(
    version: Version, state: State, number: int | None, programs: list[DutyProgram], choice: Mapping[str, str]
) -> _View | None:
    """Give a task as it stands under a choice of readings; None if it does not."""
    assert number is not None
    readings = {**choice, **version.chosen}
    for program in programs:
        if not applies(program, state, number, readings) or state[number].done & program.bit:
            continue
        written, task = program.duty, version.model.tasks[program.name]
        owner = version.phase(number, state[number]).phase.owner
        rests = [*task.open_points, *([written.rests_on] if written.rests_on is not None else [])]
        cites = (*task.source, *written.source, *(ref for due in written.due for ref in due.source))
        return _View(
            waits=frozenset(waits_for(program, state[number], readings)),
            actor=_name(written.actor),
            channel=_name(task.channel),
            together=task.together_with,
            deadlines=version.deadlines(program, readings),
            awaits=_name(written.waits_for),
            owner=_name(owner),
            owed=bool(written.done_by) and not written.repeats,
            points=frozenset(ref.name for ref in rests),
            notices=frozenset(ref.name for ref in (*task.notices, *written.notices)),
            cites=frozenset(ref.name for ref in cites),
        )
    return None


def _differing(old: _View | None, new: _View | None) -> Iterator[Effect]:
    if old is None or new is None:
        if old is not new:
            yield Effect("task_added" if old is None else "task_removed")
        return
    for kind in _KINDS:
        if old.said(kind) != new.said(kind) and not (kind == "actor" and old.actor is new.actor is None):
            yield Effect(kind, "", old.told(kind), new.told(kind))
    yield from _otherwise_due(old.deadlines, new.deadlines)
    if old.owed != new.owed:
        yield Effect("owed" if new.owed else "owed_not")
    yield from gains(old.waits, new.waits, "waits_not", "waits")
    yield from gains(old.points, new.points, "rests_not", "rests")
    yield from gains(old.notices, new.notices, "unnoticed", "noticed")
    yield from gains(old.cites, new.cites, "uncited", "cited")


def _otherwise_due(old: tuple[Deadline, ...], new: tuple[Deadline, ...]) -> Iterator[Effect]:
    """Give the deadlines of one version only.

    Of those that differ only in what stands for them as long as they have no start, each is told with that start.
    """
    sides = [[one for one in some if one not in others] for some, others in ((old, new), (new, old))]
    started = {_started(one) for one in old} & {_started(one) for one in new} if any(sides) else set()
    for start in dict.fromkeys(_start(one, started) for some in sides for one in some):
        before, now = (tuple(one for one in some if _start(one, started) == start) for some in sides)
        yield Effect("deadline", start, before, now)


def _started(deadline: Deadline) -> Deadline:
    """Give a deadline without what stands for it as long as it has no start."""
    return evolve(deadline, point=None) if deadline.kind == "within" else deadline


def _start(deadline: Deadline, started: Collection[Deadline]) -> str:
    """Give the event after which a deadline is one of `started`; empty if it is none of these."""
    return str(deadline.after) if _started(deadline) in started else ""


def phase_effects(old: PhaseProgram, new: PhaseProgram) -> Iterator[Effect]:
    """Give what differs about a phase whatever the readings are."""
    before, after = old.phase, new.phase
    if before.owner != after.owner:
        yield Effect("owner", "", _name(before.owner), _name(after.owner))
    if before.rest != after.rest:
        yield Effect("rest", "", before.rest, after.rest)
    yield from gains(_names(before.notices), _names(after.notices), "unnoticed", "noticed")
    yield from gains(_names(before.source), _names(after.source), "uncited", "cited")
    before_marks, after_marks = (frozenset(mark.name for mark in phase.marks) for phase in (old, new))
    yield from gains(before_marks, after_marks, "lives_not", "lives")


def _name(ref: Ref | None) -> str | None:
    return None if ref is None else ref.name


def _names(refs: tuple[Ref, ...]) -> frozenset[str]:
    return frozenset(ref.name for ref in refs)
