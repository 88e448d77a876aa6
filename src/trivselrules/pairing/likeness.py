# SPDX-License-Identifier: MPL-2.0
"""What lifecycles rest on, so that they need not be gone through where none of it differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from ..analysis.nodes import decision_nodes
from ..lifecycle import Due, Duty, Event, Lifecycle, Move, Task, Under
from ..model import Consult, Decision, RuleSetModel
from ..text import Text

__all__ = ["decisions_apart", "read_by", "written_alike"]

_NO_WORDS = Text("", "")


def written_alike(old: RuleSetModel, new: RuleSetModel, names: Iterable[str]) -> bool:
    """Tell whether some lifecycles and all they rest on are written alike, but for words and for the order of moves."""
    facts = [{ref.name: m.facts[ref.name].domain for e in m.events.values() for ref in e.facts} for m in (old, new)]
    options = [{name: tuple(reading.options) for name, reading in model.readings.items()} for model in (old, new)]
    same = (
        facts[0] == facts[1]
        and options[0] == options[1]
        and all(_unordered(old.lifecycles[name]) == _unordered(new.lifecycles[name]) for name in names)
    )
    return (
        same
        and _unlabelled(old.tasks) == _unlabelled(new.tasks)
        and _unlabelled(old.events) == _unlabelled(new.events)
        and _counted_from(old) == _counted_from(new)
    )


def _unlabelled(things: Mapping[str, Event] | Mapping[str, Task]) -> dict[str, Event | Task]:
    return {name: evolve(thing, label=_NO_WORDS) for name, thing in things.items()}


def _unordered(lifecycle: Lifecycle) -> tuple[Lifecycle, frozenset[tuple[str, Move]]]:
    """Give a lifecycle without its title, and its moves phase by phase in no order, since two never fit at once."""
    moves = frozenset((phase.name, evolve(move, from_=())) for move in lifecycle.moves for phase in move.from_)
    return evolve(lifecycle, title=_NO_WORDS, moves=()), moves


def decisions_apart(old: RuleSetModel, new: RuleSetModel) -> frozenset[str]:
    """Give the decisions that deadlines are taken from and that differ."""
    known = _counted_from(old)
    return frozenset(name for name, decision in _counted_from(new).items() if known.get(name) != decision)


def _counted_from(model: RuleSetModel) -> dict[str, Decision]:
    """Give the decisions that deadlines are taken from."""
    return {ref.decision: model.decisions[ref.decision] for due in _dues(model) for ref in due.outcomes}


def read_by(model: RuleSetModel) -> frozenset[str]:
    """Give the readings that what lifecycles do can depend on."""
    nodes = (node for decision in _counted_from(model).values() for node in decision_nodes(decision))
    consulted = (node.step.reading.name for node in nodes if isinstance(node.step, Consult))
    return frozenset((*consulted, *(under.reading.name for under in _unders(model))))


def _duties(model: RuleSetModel) -> Iterator[Duty]:
    for lifecycle in model.lifecycles.values():
        yield from (duty for phase in lifecycle.phases.values() for duty in phase.duties)
        yield from (duty for mark in lifecycle.marks.values() for duties in mark.duties.values() for duty in duties)


def _dues(model: RuleSetModel) -> Iterator[Due]:
    return (due for duty in _duties(model) for due in duty.due)


def _unders(model: RuleSetModel) -> Iterator[Under]:
    yield from (under for life in model.lifecycles.values() for move in life.moves for under in move.under)
    yield from (under for due in _dues(model) for under in due.under)
    for duty in _duties(model):
        yield from (*duty.under, *(under for wait in duty.after for under in wait.under))
