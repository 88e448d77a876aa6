# SPDX-License-Identifier: MPL-2.0
"""What the phases, tasks and moves of a lifecycle say together, as far as it shows without going through states.

What only shows there - broken invariants, standstill, moves that are never made - is for `exploration`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from ..finding import Finding, find
from ..lifecycle import Condition, Duty, Lifecycle, Mark, Move, Phase
from ..model import RuleSetModel
from ..values import Scalar, spell
from .lifecycle_names import domain_values

__all__ = ["check_lifecycle_logic"]


def check_lifecycle_logic(model: RuleSetModel) -> Iterator[Finding]:
    """Check the shape of lifecycles whose names exist."""
    yield from _homes(model)
    for lifecycle in model.lifecycles.values():
        yield from _starts(lifecycle)
        for phase in lifecycle.phases.values():
            yield from _phase(phase)
            yield from _circle(phase)
        for duty in _marked(lifecycle):
            yield from _duty(duty)
        for move in lifecycle.moves:
            yield from _marks_given(move, lifecycle, model)
        yield from _overlaps(lifecycle)


def _homes(model: RuleSetModel) -> Iterator[Finding]:
    """Report an event that two lifecycles could refuse, or that no lifecycle takes in."""
    moved: dict[str, str] = {}
    for lifecycle in model.lifecycles.values():
        for move in lifecycle.moves:
            if move.follows:
                continue
            first = moved.setdefault(move.event.name, lifecycle.name)
            if first != lifecycle.name:
                yield find("event-two-homes", move.event.location, name=move.event.name, first=first)
    ended: dict[str, str] = {}
    for lifecycle in model.lifecycles.values():
        for duty in (*(d for phase in lifecycle.phases.values() for d in phase.duties), *_marked(lifecycle)):
            for event in duty.done_by:
                first = ended.setdefault(event.name, lifecycle.name)
                if first != lifecycle.name and event.name not in moved:
                    yield find("event-two-homes", event.location, name=event.name, first=first)
    for lifecycle in model.lifecycles.values():
        for move in lifecycle.moves:
            if move.follows and move.event.name not in {**moved, **ended}:
                yield find("event-homeless", move.event.location, name=move.event.name)


def _starts(lifecycle: Lifecycle) -> Iterator[Finding]:
    starts = [phase for phase in lifecycle.phases.values() if phase.start]
    if not starts:
        yield find("phase-no-start", lifecycle.location, name=lifecycle.name)
    for phase in starts[1:]:
        yield find("phase-two-starts", phase.location, name=phase.name, first=starts[0].name)
    for phase in starts[:1]:
        marks = [mark.name for mark in lifecycle.marks.values() if _lives(mark, phase.name)]
        if marks:
            yield find("mark-at-start", phase.location, name=phase.name, mark=marks[0])


def _phase(phase: Phase) -> Iterator[Finding]:
    if not phase.rest and phase.owner is None:
        yield find("phase-no-owner", phase.location, name=phase.name)
    if not phase.rest and not phase.duties:
        yield find("phase-no-task", phase.location, name=phase.name)
    for duty in phase.duties:
        yield from _duty(duty)
        if duty.actor is None and phase.owner is None:
            yield find("task-no-actor", duty.location, name=duty.task.name)


def _duty(duty: Duty) -> Iterator[Finding]:
    if not duty.done_by and duty.waits_for is None:
        yield find("task-no-end", duty.location, name=duty.task.name)
    if not duty.due and duty.no_deadline is None and duty.waits_for is None:
        yield find("task-no-deadline", duty.location, name=duty.task.name)
    if duty.due and duty.no_deadline is not None:
        yield find("task-two-deadlines", duty.no_deadline.location, name=duty.task.name)


def _circle(phase: Phase) -> Iterator[Finding]:
    """Report tasks that wait for each other."""
    waiting = {duty.task.name: {wait.task.name for wait in duty.after} for duty in phase.duties}
    places = {duty.task.name: duty.location for duty in phase.duties}
    while waiting:
        ready = {name for name, after in waiting.items() if not after & waiting.keys()}
        if not ready:
            name = next(iter(waiting))
            yield find("task-circle", places[name], tasks=", ".join(waiting))
            return
        waiting = {name: after for name, after in waiting.items() if name not in ready}


def _marked(lifecycle: Lifecycle) -> Iterable[Duty]:
    return (duty for mark in lifecycle.marks.values() for duties in mark.duties.values() for duty in duties)


def _lives(mark: Mark, phase: str) -> bool:
    return any(ref.name == phase for ref in mark.phases)


def _marks_given(move: Move, lifecycle: Lifecycle, model: RuleSetModel) -> Iterator[Finding]:
    """Report a mark that a move's new phase has and the move leaves without a value, or with one it cannot have."""
    kept = {mark.name for mark, _ in move.keep}
    given = kept | {mark.name for mark, _, _ in move.set_}
    counted = {mark.name for mark, value, _ in move.set_ if value == "next"}
    for old in move.from_:
        target = move.to.name if move.to is not None else old.name
        for mark in lifecycle.marks.values():
            there, here = _lives(mark, target), _lives(mark, old.name)
            if there and not here and (mark.name not in given or mark.name in counted):
                yield find("mark-not-given", move.location, mark=mark.name, phase=target, first=old.name)
            if not there and mark.name in given:
                yield find("mark-elsewhere", move.location, mark=mark.name, phase=target)
    asked = {condition.name.name: condition.values for condition in move.when}
    for mark_ref, fact in move.keep:
        mark = lifecycle.marks[mark_ref.name]
        values = asked.get(fact.name, domain_values(model.facts[fact.name].domain) or ())
        left = [spell(value) for value in values if value not in mark.values]
        if left:
            yield find("mark-cannot-keep", fact.location, mark=mark.name, fact=fact.name, values=", ".join(left))


def _overlaps(lifecycle: Lifecycle) -> Iterator[Finding]:
    """Report two moves of one event that could both fit: a box of conditions has a situation in common."""
    for first, second in combinations(lifecycle.moves, 2):
        if first.event.name != second.event.name or first.follows != second.follows:
            continue
        phases = {ref.name for ref in first.from_} & {ref.name for ref in second.from_}
        box = _meet(_box(first), _box(second)) if phases else None
        if box is not None:
            witness = {name: spell(values[0]) for name, values in box.items()}
            yield find(
                "moves-overlap",
                second.location,
                name=second.event.name,
                first=first.location.line,
                witness={lifecycle.name: sorted(phases)[0], **witness},
            )


def _box(move: Move) -> dict[str, tuple[Scalar, ...]]:
    conditions: Mapping[str, Condition] = {condition.name.name: condition for condition in move.when}
    box = {name: condition.values for name, condition in conditions.items()}
    box |= {under.reading.name: tuple(ref.name for ref in under.options) for under in move.under}
    return box


def _meet(
    one: Mapping[str, tuple[Scalar, ...]], other: Mapping[str, tuple[Scalar, ...]]
) -> dict[str, tuple[Scalar, ...]] | None:
    both = {**one, **other}
    for name in one.keys() & other.keys():
        both[name] = tuple(value for value in one[name] if value in other[name])
    return both if all(both.values()) else None
