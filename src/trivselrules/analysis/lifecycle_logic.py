# SPDX-License-Identifier: MPL-2.0
"""What the phases, tasks and moves of a lifecycle say together, as far as it shows without going through states.

What only shows there - broken invariants, standstill, moves that are never made - is for `exploration`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from ..finding import Finding, find
from ..lifecycle import Condition, Duty, Lifecycle, Mark, Move, Phase, Under
from ..model import RuleSetModel
from ..ref import Ref
from ..values import Scalar, spell
from .conditions import NEXT, among, domain_values

__all__ = ["check_homes", "check_lifecycle_logic", "check_one_lifecycle"]


def check_lifecycle_logic(model: RuleSetModel) -> Iterator[Finding]:
    """Check the shape of lifecycles whose names exist."""
    yield from check_homes(model)
    for lifecycle in model.lifecycles.values():
        yield from check_one_lifecycle(lifecycle, model)


def check_one_lifecycle(lifecycle: Lifecycle, model: RuleSetModel) -> Iterator[Finding]:
    """Check the shape of one lifecycle whose names exist; what it says together with others is for `check_homes`."""
    yield from _starts(lifecycle)
    asked = _asked(lifecycle)
    for phase in lifecycle.phases.values():
        yield from _phase(phase, model)
        yield from _circle(phase)
        yield from _endless(phase, asked[phase.name])
    for mark in lifecycle.marks.values():
        yield from _carried(mark, lifecycle, model)
    homes = {mark.name: {ref.name for ref in mark.phases} for mark in lifecycle.marks.values()}
    for move in lifecycle.moves:
        yield from _marks_given(move, lifecycle, homes)
        yield from _marks_kept(move, lifecycle, model)
    yield from _overlaps(lifecycle)


def check_homes(model: RuleSetModel) -> Iterator[Finding]:
    """Report an event that two lifecycles could refuse, or that no lifecycle takes in."""
    home: dict[str, str] = {}
    yield from _settle(home, [(name, ref) for name, one in model.lifecycles.items() for ref in _moving(one)])
    ending = [(name, ref) for name, one in model.lifecycles.items() for ref in _ending(one)]
    yield from _settle(home, [(name, ref) for name, ref in ending if ref.name not in home])
    for lifecycle in model.lifecycles.values():
        for move in lifecycle.moves:
            if move.follows and move.event.name not in home:
                yield find("event-homeless", move.event.location, name=move.event.name)


def _settle(home: dict[str, str], events: Iterable[tuple[str, Ref]]) -> Iterator[Finding]:
    """Give each event the first lifecycle that has it for its home, and report every other."""
    for lifecycle, event in events:
        first = home.setdefault(event.name, lifecycle)
        if first != lifecycle:
            yield find("event-two-homes", event.location, name=event.name, first=first)


def _moving(lifecycle: Lifecycle) -> Iterator[Ref]:
    return (move.event for move in lifecycle.moves if not move.follows)


def _ending(lifecycle: Lifecycle) -> Iterator[Ref]:
    duties = (duty for phase in lifecycle.phases.values() for duty in phase.duties)
    return (event for duty in (*duties, *_marked(lifecycle)) for event in duty.done_by)


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


def _phase(phase: Phase, model: RuleSetModel) -> Iterator[Finding]:
    if not phase.rest and phase.owner is None:
        yield find("phase-no-owner", phase.location, name=phase.name)
    if not phase.rest and not phase.duties:
        yield find("phase-no-task", phase.location, name=phase.name)
    for duty in phase.duties:
        yield from _duty(duty, model)
        if phase.rest and duty.actor is None and phase.owner is None:  # elsewhere it is the owner that lacks
            yield find("task-no-actor", duty.location, name=duty.task.name)


def _duty(duty: Duty, model: RuleSetModel) -> Iterator[Finding]:
    if not duty.done_by and duty.waits_for is None:
        yield find("task-no-end", duty.location, name=duty.task.name)
    if not duty.due and duty.no_deadline is None and duty.waits_for is None:
        yield find("task-no-deadline", duty.location, name=duty.task.name)
    if duty.due and duty.no_deadline is not None:
        yield find("task-two-deadlines", duty.no_deadline.location, name=duty.task.name)
    without = next(_without_deadline(duty, model), None) if duty.due else None
    if without is not None:
        yield find("task-no-deadline", duty.location, witness=without, name=duty.task.name)


def _without_deadline(duty: Duty, model: RuleSetModel) -> Iterator[dict[str, str]]:
    """Give choices of readings under which a task stands and none of its deadlines does."""
    names = dict.fromkeys(one.reading.name for due in duty.due for one in due.under)
    options = [tuple(model.readings[name].options) for name in names]
    for chosen in product(*options):
        choice = dict(zip(names, chosen, strict=True))
        if _allowed(duty.under, choice) and not any(_allowed(due.under, choice) for due in duty.due):
            yield choice


def _allowed(under: Iterable[Under], choice: Mapping[str, str]) -> bool:
    """Tell whether a choice of some readings is among what conditions ask for; others can be as they ask."""
    return all(choice.get(one.reading.name) in (None, *_names(one.options)) for one in under)


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


def _asked(lifecycle: Lifecycle) -> dict[str, list[Ref]]:
    """Give the tasks of each phase that are asked to be done there: by other tasks, and by moves."""
    asked = {name: [w.task for duty in phase.duties for w in duty.after] for name, phase in lifecycle.phases.items()}
    for move in lifecycle.moves:
        old = {ref.name for ref in move.from_}
        for name in old:
            asked[name] += () if move.unless_done is None else (move.unless_done,)
        for name in old if move.to is None else (move.to.name,):
            asked[name] += move.done
    return asked


def _endless(phase: Phase, asked: list[Ref]) -> Iterator[Finding]:
    """Report a task that is asked to be done and never is, since it repeats or no event ends it."""
    endless = {duty.task.name for duty in phase.duties if duty.repeats or not duty.done_by}
    for ref in asked:
        if ref.name in endless:
            yield find("task-endless", ref.location, name=ref.name, phase=phase.name)


def _marked(lifecycle: Lifecycle) -> Iterable[Duty]:
    return (duty for mark in lifecycle.marks.values() for duties in mark.duties.values() for duty in duties)


def _carried(mark: Mark, lifecycle: Lifecycle, model: RuleSetModel) -> Iterator[Finding]:
    """Check the tasks that a mark carries into its phases."""
    duties = [duty for carried in mark.duties.values() for duty in carried]
    for ref in mark.phases:
        phase = lifecycle.phases[ref.name]
        standing = {duty.task.name for duty in phase.duties}
        for duty in duties:
            if duty.task.name in standing:
                yield find("task-twice", duty.location, name=duty.task.name, phase=phase.name)
            if duty.actor is None and phase.owner is None:
                yield find("task-no-actor", duty.location, name=duty.task.name)
    for duty in duties:
        yield from _duty(duty, model)


def _names(refs: Iterable[Ref]) -> list[str]:
    return [ref.name for ref in refs]


def _lives(mark: Mark, phase: str) -> bool:
    return phase in _names(mark.phases)


def _marks_given(move: Move, lifecycle: Lifecycle, homes: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Report a mark that a move asks for or gives where it does not live, or leaves without a value where it does."""
    kept, put = {mark.name for mark, _ in move.keep}, {mark.name for mark, _, _ in move.set_}
    counted = {mark.name for mark, value, _ in move.set_ if lifecycle.marks[mark.name].counts and value == NEXT}
    for ref, _ in move.keep:
        if ref.name in put:
            yield find("mark-two-values", ref.location, mark=ref.name)
    for old in _names(move.from_):
        for condition in move.when:
            asked = lifecycle.marks.get(condition.name.name)
            if asked is not None and old not in homes[asked.name]:
                yield find("mark-elsewhere", condition.name.location, mark=asked.name, phase=old)
        target = old if move.to is None else move.to.name
        for mark, phases in homes.items():  # a move that leaves open what happens gives none and goes nowhere
            if target in phases and old not in phases and (mark not in kept | put or mark in counted):
                yield find("mark-not-given", move.location, mark=mark, phase=target, first=old)
            if target not in phases and mark in kept | put:
                yield find("mark-elsewhere", move.location, mark=mark, phase=target)


def _marks_kept(move: Move, lifecycle: Lifecycle, model: RuleSetModel) -> Iterator[Finding]:
    """Report answers that a mark is to keep and cannot."""
    asked = {condition.name.name: condition.values for condition in move.when}
    for ref, fact in move.keep:
        mark = lifecycle.marks[ref.name]
        values = asked.get(fact.name, domain_values(model.facts[fact.name].domain) or ())
        left = [spell(value) for value in values if not among(value, mark.values)]
        if left:
            yield find("mark-cannot-keep", fact.location, mark=mark.name, fact=fact.name, values=", ".join(left))


def _overlaps(lifecycle: Lifecycle) -> Iterator[Finding]:
    """Report two moves of one event that could both fit: a box of conditions has a situation in common."""
    for first, second in _pairs(lifecycle.moves):
        phases = {ref.name for ref in first.from_} & {ref.name for ref in second.from_}
        box = _meet(_box(first), _box(second)) if phases else None
        if box is not None:
            witness = {name: spell(values[0]) for name, values in box.items()}
            yield find(
                "moves-overlap",
                second.location,
                name=second.event.name,
                first=first.location.line,
                witness={lifecycle.name: min(phases), **witness},
            )


def _pairs(moves: tuple[Move, ...]) -> Iterator[tuple[Move, Move]]:
    """Give every two moves that one event may make: both where it is at home, or both where it is followed."""
    later: dict[tuple[str, bool], list[Move]] = {}
    for move in moves:
        later.setdefault((move.event.name, move.follows), []).append(move)
    for move in moves:
        alike = later[move.event.name, move.follows]
        alike.pop(0)
        yield from [(move, other) for other in alike]


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
        both[name] = tuple(value for value in one[name] if among(value, other[name]))
    return both if all(both.values()) else None
