# SPDX-License-Identifier: MPL-2.0
"""The names that lifecycles, tasks, events and invariants use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..lifecycle import Due, Duty, Lifecycle, Move, OutcomeRef, Task, Under
from ..model import RuleSetModel
from ..ref import Ref
from ..values import Qualified, spell

__all__ = ["lifecycle_uses"]

Use = tuple[str, tuple[str, ...]]


def lifecycle_uses(model: RuleSetModel) -> Iterator[Use]:
    """Give what is used as pairs of a kind and names of that kind."""
    for event in model.events.values():
        yield _refs("fact", event.facts)
    for task in model.tasks.values():
        yield from _task(task)
    for lifecycle in model.lifecycles.values():
        yield from _lifecycle(lifecycle)
    for invariant in model.invariants.values():
        yield from _under(invariant.under)


def _refs(kind: str, refs: Iterable[Ref | None]) -> Use:
    return kind, tuple(ref.name for ref in refs if ref is not None)


def _under(under: Iterable[Under]) -> Iterator[Use]:
    yield _refs("reading", (one.reading for one in under))


def _task(task: Task) -> Iterator[Use]:
    yield _refs("channel", (task.channel,))
    yield _refs("notice", task.notices)
    yield _refs("open-point", task.open_points)
    for role in task.together_with:
        yield "role", role.terms if isinstance(role, Qualified) else (role,)


def _lifecycle(lifecycle: Lifecycle) -> Iterator[Use]:
    for mark in lifecycle.marks.values():
        yield "mark", (mark.name,)
        yield "mark_value", tuple(map(spell, mark.values))
        for duties in mark.duties.values():
            for duty in duties:
                yield from _duty(duty)
    for phase in lifecycle.phases.values():
        yield "phase", (phase.name,)
        yield _refs("role", (phase.owner,))
        yield _refs("notice", phase.notices)
        for duty in phase.duties:
            yield from _duty(duty)
    for move in lifecycle.moves:
        yield from _move(move)


def _duty(duty: Duty) -> Iterator[Use]:
    yield _refs("task", (duty.task,))
    yield _refs("event", duty.done_by)
    yield _refs("role", (duty.actor,))
    yield _refs("open-point", (duty.no_deadline, duty.rests_on))
    yield _refs("notice", duty.notices)
    yield from _under(duty.under)
    for wait in duty.after:
        yield from _under(wait.under)
    for due in duty.due:
        yield from _due(due)


def _due(due: Due) -> Iterator[Use]:
    yield _refs("event", (due.before, *((due.after,) if not isinstance(due.after, OutcomeRef) else ())))
    yield _refs("open-point", (due.undetermined, due.without_start))
    yield from _under(due.under)


def _move(move: Move) -> Iterator[Use]:
    yield _refs("event", (move.event,))
    yield _refs("open-point", (move.rests_on, move.undetermined))
    yield _refs("notice", move.notices)
    yield from _under(move.under)
