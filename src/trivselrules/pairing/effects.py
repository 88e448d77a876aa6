# SPDX-License-Identifier: MPL-2.0
"""What differs about one event in both versions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from itertools import product
from typing import Literal

from attrs import evolve, frozen

from ..machine.program import Given, MoveProgram, State
from ..machine.step import Taken
from ..proof.diagram import Diagram
from .joints import Joint, Joints, Trial
from .version import Version

__all__ = ["Effect", "EffectKind", "event_effects", "gains"]

EffectKind = Literal[
    "possible", "impossible", "undetermined", "determined", "leads", "mark", "done", "undone", "rests", "rests_not",
    "noticed", "unnoticed", "asked", "unasked", "task_added", "task_removed", "waits", "waits_not", "actor", "channel",
    "together", "deadline", "awaits", "owed", "owed_not", "owner", "rest", "lives", "lives_not", "reached", "unreached",
    "cited", "uncited",
]  # fmt: skip


@frozen
class Effect:
    """One thing that is different: `what` is a lifecycle, a mark, a task, a point, a notice, a fact or a source fact.

    Of a deadline that differs only as long as an event has not happened, it is that event. `old` and `new` are what it
    is in each version, None where there is none. `lifecycle` is where a task stands that an event ends.
    """

    kind: EffectKind
    what: str = ""
    old: Hashable = None
    new: Hashable = None
    lifecycle: str = ""

    @property
    def start(self) -> str:
        """The event that has not happened where this shows; empty if that does not matter."""
        return self.what if self.kind == "deadline" else ""

    @property
    def is_way(self) -> bool:
        """Tell whether only the way to the same answer differs."""
        return self.kind in ("cited", "uncited")


def event_effects(joints: Joints, joint: Joint) -> Iterator[tuple[Effect, Mapping[str, Given], Diagram]]:
    """Give what differs about an event in the places it depends on, with which facts and under which readings."""
    told = False
    for trial in joint.trials:
        for effect in _trial_effects(joints, joint, trial):
            told = told or not effect.is_way
            yield effect, trial.case.facts, trial.case.guard
    if not told and not _written_alike(joints, joint):
        yield from _asking(joints, joint)


def _trial_effects(joints: Joints, joint: Joint, trial: Trial) -> Iterator[Effect]:
    old, new = trial.taken
    was, is_ = (None if taken is None else taken.status for taken in trial.taken)
    before, now = (_point(taken) for taken in trial.taken)
    if was == is_ == "accepted":
        assert old is not None
        assert new is not None
        yield from _after(joints, old.state, new.state)
        yield from _ended(joints, joints.codes.states(joint.code), (old, new))
    elif is_ == "accepted":
        assert new is not None
        yield Effect("possible", before or "", None, _led(joints, 1, new))
    elif now is not None and now != before:
        yield Effect("undetermined", now, was)
    elif was == "accepted":
        yield Effect("impossible")
    elif before is not None and now is None:
        yield Effect("determined", before)
    if old is not None and new is not None and was == is_:
        yield from _said(joints.versions, old, new)


def gains(
    old: frozenset[str], new: frozenset[str], lost: EffectKind, gained: EffectKind, lifecycle: str = ""
) -> Iterator[Effect]:
    """Give what is in one of two sets only."""
    yield from (Effect(gained, name, lifecycle=lifecycle) for name in sorted(new - old))
    yield from (Effect(lost, name, lifecycle=lifecycle) for name in sorted(old - new))


def _point(taken: Taken | None) -> str | None:
    """Give the open point that leaves an event without a rule."""
    if taken is None or taken.status != "undetermined":
        return None
    (_, move) = taken.moves[0]
    assert move.move.undetermined is not None
    return move.move.undetermined.name


def _led(joints: Joints, which: int, taken: Taken) -> str | None:
    """Give the phase that an event leads to where it is at home; None if it stays."""
    version = joints.versions[which]
    home = next((number for number, move in taken.moves if not move.move.follows and move.move.to is not None), None)
    return None if home is None else version.named(home, taken.state[home]).phase


def _after(joints: Joints, old: State, new: State) -> Iterator[Effect]:
    """Give where the versions come to other places, by what both know."""
    for a, b, name in joints.frame.common:
        before, after = joints.versions[0].named(a, old[a]), joints.versions[1].named(b, new[b])
        if before.phase != after.phase:
            yield Effect("leads", name, before.phase, after.phase)
            continue
        for mark, value in after.marks.items():
            if before.marks.get(mark, value) != value:
                yield Effect("mark", mark, before.marks[mark], value)
        both = before.tasks & after.tasks
        yield from gains(before.done & both, after.done & both, "undone", "done", name)


def _ended(joints: Joints, states: tuple[State, State], taken: tuple[Taken, Taken]) -> Iterator[Effect]:
    """Give the tasks that only one of the versions ends, though both have them there.

    What is done is forgotten where the phase is left, and a task that a mark carries leaves no trace in the state.
    """
    for *numbers, name in joints.frame.common:
        sides = [*zip(joints.versions, states, taken, numbers, strict=True)]
        named = [
            frozenset(duty.name for duty in version.phase(at, state[at]).duties) for version, state, _, at in sides
        ]
        ended = [frozenset(duty.name for number, duty in one.ticked if number == at) for _, _, one, at in sides]
        both = named[0] & named[1]
        yield from gains(ended[0] & both, ended[1] & both, "undone", "done", name)


def _rests(_version: Version, taken: Taken) -> frozenset[str]:
    moves = (move.move.rests_on for _, move in taken.moves)
    ticked = (duty.duty.rests_on for _, duty in taken.ticked)
    return frozenset(ref.name for ref in (*moves, *ticked) if ref is not None)


def _notices(_version: Version, taken: Taken) -> frozenset[str]:
    return frozenset(ref.name for _, move in taken.moves for ref in move.move.notices)


def _cites(version: Version, taken: Taken) -> frozenset[str]:
    ticked = [ref for _, duty in taken.ticked for ref in (*version.model.tasks[duty.name].source, *duty.duty.source)]
    return frozenset(ref.name for ref in (*(ref for _, move in taken.moves for ref in move.move.source), *ticked))


_SAID: tuple[tuple[Callable[[Version, Taken], frozenset[str]], EffectKind, EffectKind], ...] = (
    (_rests, "rests_not", "rests"),
    (_notices, "unnoticed", "noticed"),
    (_cites, "uncited", "cited"),
)


def _said(versions: tuple[Version, Version], old: Taken, new: Taken) -> Iterator[Effect]:
    """Give what is said beside an answer that is the same: what it rests on, and what comes along with it."""
    for said, lost, gained in _SAID:
        yield from gains(said(versions[0], old), said(versions[1], new), lost, gained)


def _written_alike(joints: Joints, joint: Joint) -> bool:
    """Tell whether the moves of an event are written alike, so that they ask for the same facts."""
    old, new = (
        [evolve(program.move, from_=()) for program in _programs(version, state, joint.event)]
        for version, state in zip(joints.versions, joints.codes.states(joint.code), strict=True)
    )
    return old == new


def _programs(version: Version, state: State, event: str) -> Iterator[MoveProgram]:
    for number, place in enumerate(state) if event in version.machine.home else ():
        phase = version.phase(number, place)
        at_home = version.machine.home[event] == number
        yield from (phase.moves if at_home else phase.follows).get(event, ())


def _asking(joints: Joints, joint: Joint) -> Iterator[tuple[Effect, Mapping[str, Given], Diagram]]:
    """Give which facts are newly asked for, or no longer, where some of them are not given.

    What comes of the event with all its facts is the same.
    """
    states = joints.codes.states(joint.code)
    facts, _ = joints.needs(joint.event, states)
    choices = {tuple(case.readings.items()): case.guard for case, _ in joint.trials}
    for values in product(*((None, *joints.frame.fact_values(fact)) for fact in facts)):
        given = {fact: value for fact, value in zip(facts, values, strict=True) if value is not None}
        for readings, guard in choices.items() if len(given) < len(facts) else ():
            sides = zip(joints.versions, states, strict=True)
            old, new = (version.happen(state, joint.event, given, dict(readings)) for version, state in sides)
            before, now = (frozenset(() if taken is None else taken.missing) for taken in (old, new))
            yield from ((effect, given, guard) for effect in gains(before, now, "unasked", "asked"))
