# SPDX-License-Identifier: MPL-2.0
"""Where a change of a lifecycle can show: the events in the phases, and the tasks of the phases, that it touches.

Parts that are the same object in both are the same, so that nothing has to be compared that was not changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from ..lifecycle import Duty, Lifecycle, Move
from ..machine.program import Machine
from ..model import RuleSetModel

__all__ = ["Touched", "touched"]


@frozen
class Touched:
    """What may have changed: `acts` are what an event does in a phase, `stands` what stands in one.

    Both name lifecycle and phase. With `everything` all may have changed. `duties` are the tasks of phases, old and
    new, of which something else is said, and `timed` tells whether that can be when they are due.
    """

    acts: frozenset[tuple[str, str, str]]
    stands: frozenset[tuple[str, str]]
    duties: tuple[Duty, ...] = ()
    timed: bool = False
    everything: bool = False


def touched(name: str, models: tuple[RuleSetModel, RuleSetModel], machines: tuple[Machine, Machine]) -> Touched:
    """Tell where a change of one lifecycle, or of what all of them share, can show in those beside it."""
    old, new = (model.lifecycles[name] for model in models)
    group = [track.lifecycle for track in machines[1].tracks]
    starts = [[phase.start for phase in one.phases.values()] for one in (old, new)]
    duties = tuple(_differing([*_duties(old)], [*_duties(new)]))
    acts = {*_acts(old, new, duties), *_homes(machines, group)}
    seen, ends = tuple(_differing_in(old, new, _seen)), tuple(d for d in _differing_in(old, new, _ends) if d.due)
    stands = {*_stands(old, new), *_before(ends, group), *_said(models, group)}
    said = tuple(duty for one in group for duty in _duties(one) if _task_changed(models, duty))
    everything = starts[0] != starts[1] or models[0].readings is not models[1].readings
    return Touched(frozenset(acts), frozenset(stands), (*seen, *ends, *said), bool(ends), everything)


def _duties(lifecycle: Lifecycle) -> Iterator[Duty]:
    for phase in lifecycle.phases.values():
        yield from phase.duties
    for mark in lifecycle.marks.values():
        for duties in mark.duties.values():
            yield from duties


def _differing(old: list[Duty], new: list[Duty]) -> Iterator[Duty]:
    same = {id(duty) for duty in old} & {id(duty) for duty in new}
    return (duty for duty in (*old, *new) if id(duty) not in same)


def _changed_phases(old: Lifecycle, new: Lifecycle) -> set[str]:
    """Give the phases that are not the same, or in which a mark that is not the same lives."""
    phases = {name for name, phase in old.phases.items() if phase is not new.phases[name]}
    for one, other in zip(old.marks.values(), new.marks.values(), strict=True):
        if one is not other:
            phases |= {ref.name for mark in (one, other) for ref in mark.phases}
    return phases


def _acts(old: Lifecycle, new: Lifecycle, duties: tuple[Duty, ...]) -> Iterator[tuple[str, str, str]]:
    same = {id(move) for move in old.moves} & {id(move) for move in new.moves}
    phases = _changed_phases(old, new)
    ending = {event.name for duty in duties for event in duty.done_by}
    yield from ((old.name, phase, event) for phase in phases for event in ending)
    for move in (*old.moves, *new.moves):
        for ref in move.from_:
            if id(move) not in same or _reaches(move, phases) or (ref.name in phases and _looks(move, old)):
                yield old.name, ref.name, move.event.name


def _reaches(move: Move, phases: set[str]) -> bool:
    """Tell whether a move gives marks or done tasks to a phase that has changed."""
    gives = bool(move.set_ or move.keep or move.done)
    return gives and any(ref.name in phases for ref in (move.from_ if move.to is None else (move.to,)))


def _looks(move: Move, lifecycle: Lifecycle) -> bool:
    """Tell whether a move looks at marks or done tasks of the phase it comes from."""
    return move.unless_done is not None or any(one.name.name in lifecycle.marks for one in move.when)


def _homes(machines: tuple[Machine, Machine], group: list[Lifecycle]) -> Iterator[tuple[str, str, str]]:
    """Give all of what an event does that is at home elsewhere, or nowhere."""
    homes = [machine.home for machine in machines]
    for event in homes[0].keys() | homes[1].keys():
        if homes[0].get(event) != homes[1].get(event):
            yield from ((one.name, phase, event) for one in group for phase in one.phases)


def _stands(old: Lifecycle, new: Lifecycle) -> Iterator[tuple[str, str]]:
    """Give the phases in which something else can be seen."""
    for name, phase in ((n, p) for n, p in old.phases.items() if p is not new.phases[n]):
        pairs = [(phase.owner, [_seen(d) for d in phase.duties]) for phase in (phase, new.phases[name])]
        if pairs[0] != pairs[1]:
            yield old.name, name
    marks = zip(old.marks.values(), new.marks.values(), strict=True)
    for one, other in (pair for pair in marks if pair[0] is not pair[1]):
        carried = [{value: [*map(_seen, duties)] for value, duties in mark.duties.items()} for mark in (one, other)]
        if carried[0] != carried[1]:
            yield from ((old.name, ref.name) for ref in one.phases)


def _differing_in(old: Lifecycle, new: Lifecycle, look: Callable[[Duty], object]) -> Iterator[Duty]:
    """Give the tasks of which there are more in one than in the other, by what is looked at."""
    olds, news = [*_duties(old)], [*_duties(new)]
    known = [{id(duty) for duty in duties} for duties in (news, olds)]
    looks = [[look(d) for d in duties if id(d) not in same] for duties, same in zip((olds, news), known, strict=True)]
    unlike = [one for one in (*looks[0], *looks[1]) if looks[0].count(one) != looks[1].count(one)]
    return (duty for duty in (*olds, *news) if unlike and look(duty) in unlike)


def _ends(duty: Duty) -> object:
    """Give what decides by when the events that end a task are to come."""
    return duty.task, duty.done_by, duty.due, duty.under


def _seen(duty: Duty) -> Duty:
    """Give a task without what cannot be seen of it while it stands: what ends it, and whether for good."""
    return evolve(duty, done_by=(), repeats=False)


def _before(duties: tuple[Duty, ...], group: list[Lifecycle]) -> Iterator[tuple[str, str]]:
    """Give the phases with a task that is to be done before an event which ends a changed task with a deadline."""
    ended = {event.name for duty in duties for event in duty.done_by}
    for one in group:
        for phase in one.phases.values():
            if any(due.before is not None and due.before.name in ended for duty in phase.duties for due in duty.due):
                yield one.name, phase.name


def _task_changed(models: tuple[RuleSetModel, RuleSetModel], duty: Duty) -> bool:
    return models[0].tasks[duty.task.name] is not models[1].tasks[duty.task.name]


def _said(models: tuple[RuleSetModel, RuleSetModel], group: list[Lifecycle]) -> Iterator[tuple[str, str]]:
    """Give the phases in which a task stands of which something else is said."""
    for one in group if models[0].tasks is not models[1].tasks else ():
        for phase in one.phases.values():
            if any(_task_changed(models, duty) for duty in phase.duties):
                yield one.name, phase.name
        for mark in one.marks.values():
            if any(_task_changed(models, duty) for duties in mark.duties.values() for duty in duties):
                yield from ((one.name, ref.name) for ref in mark.phases)
