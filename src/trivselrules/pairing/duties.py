# SPDX-License-Identifier: MPL-2.0
"""What differs about the tasks of a phase, and about the phase itself."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from itertools import product

from attrs import evolve, frozen

from ..engine.deadlines import Clock, Deadline, deadlines
from ..machine.program import DutyProgram, PhaseProgram, State
from ..machine.step import applies, waits_for
from ..model import Ref
from ..proof.diagram import Diagram
from .effects import Effect, EffectKind, gains
from .joints import Joints
from .pairs import Pair
from .version import Version

__all__ = ["consulted_beside", "phase_effects", "same_duties", "task_effects"]

_KINDS: tuple[EffectKind, ...] = ("actor", "channel", "together", "deadline", "awaits")


@frozen
class _View:
    """A task that is not done, as it stands for people; `actor` is None if it is whoever owns the phase."""

    waits: frozenset[str]
    actor: str | None
    channel: str | None
    together: tuple[Hashable, ...]
    deadline: tuple[Deadline, ...]
    awaits: str | None
    owner: str | None
    points: frozenset[str]
    notices: frozenset[str]
    cites: frozenset[str]

    def said(self, kind: EffectKind) -> Hashable:
        """Give what a view says of itself, so that what has no order is compared without it."""
        if kind in ("deadline", "together"):
            return frozenset(getattr(self, kind))
        if kind == "actor":
            return self.actor or self.owner
        said: Hashable = getattr(self, kind)
        return said

    def told(self, kind: EffectKind, other: _View) -> Hashable:
        """Give what a view says that another does not: deadlines one by one, all else as a whole."""
        if kind == "deadline":
            return tuple(one for one in self.deadline if one not in other.deadline)
        return self.together if kind == "together" else self.said(kind)


def same_duties(
    phases: tuple[PhaseProgram, PhaseProgram], versions: tuple[Version, Version], *, same_decisions: bool
) -> bool:
    """Tell whether two phases have the same tasks, written alike, and nothing they rest on differs."""
    names = [{duty.name for duty in phase.duties} for phase in phases]
    if names[0] != names[1] or phases[0].phase.owner != phases[1].phase.owner:
        return False
    if [duty.duty for duty in phases[0].duties] != [duty.duty for duty in phases[1].duties]:
        return False
    old, new = (version.model for version in versions)
    return same_decisions and all(old.tasks[name] == new.tasks[name] for name in names[0])


def consulted_beside(phase: PhaseProgram, version: Version) -> frozenset[str]:
    """Give the lifecycles whose phases decide which tasks apply in a phase."""
    tracks = version.machine.tracks
    return frozenset(tracks[other].name for duty in phase.duties for other, _ in duty.while_)


def task_effects(joints: Joints, number: int, pair: Pair) -> Iterator[tuple[str, Effect, Diagram]]:
    """Give what differs about the tasks of a lifecycle at a pair: the task, the effect, and under which readings."""
    states = joints.codes.states(pair)
    duties: dict[str, list[list[DutyProgram]]] = {}
    for which, (version, state) in enumerate(zip(joints.versions, states, strict=True)):
        at = joints.codes.numbers[number][which]
        assert at is not None, "both versions have the lifecycle"
        for duty in version.phase(at, state[at]).duties:
            duties.setdefault(duty.name, [[], []])[which].append(duty)
    for task, found in duties.items():
        readings = dict.fromkeys(
            name
            for version, programs in zip(joints.versions, found, strict=True)
            for program in programs
            for name in version.consulted(program.duty, program)
            if name not in version.chosen
        )
        options = joints.frame.options
        for chosen in product(*(options[name] for name in readings)):
            choice = dict(zip(readings, chosen, strict=True))
            old, new = (
                _view(version, state, joints.codes.numbers[number][which], programs, choice)
                for which, (version, state, programs) in enumerate(zip(joints.versions, states, found, strict=True))
            )
            guard = joints.frame.guard({name: (option,) for name, option in choice.items()})
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
        clock = Clock({}, readings, lambda decision: version.decide(decision, readings))
        owner = version.phase(number, state[number]).phase.owner
        rests = [*task.open_points, *([written.rests_on] if written.rests_on is not None else [])]
        cites = (*task.source, *written.source, *(ref for due in written.due for ref in due.source))
        return _View(
            waits=frozenset(waits_for(program, state[number], readings)),
            actor=_name(written.actor),
            channel=_name(task.channel),
            together=task.together_with,
            deadline=tuple(evolve(one, source=()) for one in deadlines(written, clock, {})),
            awaits=_name(written.waits_for),
            owner=_name(owner),
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
            yield Effect(kind, "", old.told(kind, new), new.told(kind, old))
    yield from gains(old.waits, new.waits, "waits_not", "waits")
    yield from gains(old.points, new.points, "rests_not", "rests")
    yield from gains(old.notices, new.notices, "unnoticed", "noticed")
    yield from gains(old.cites, new.cites, "uncited", "cited")


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
