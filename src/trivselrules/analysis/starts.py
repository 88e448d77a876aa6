# SPDX-License-Identifier: MPL-2.0
"""Which events the deadlines of a task count from, and under which readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..lifecycle import Due, OutcomeRef, Under
from ..location import Location
from ..machine.program import DutyProgram, Machine
from ..model import Consult, Node, RuleSetModel
from ..values import spell
from .nodes import branches, children

__all__ = ["Box", "Start", "box_of", "counted_from", "counting_events", "join", "starts"]

Box = Mapping[str, frozenset[str]]
Start = tuple[str, Box, Location]


def starts(duty: DutyProgram, model: RuleSetModel) -> tuple[Start, ...]:
    """Give the events that deadlines of a duty count from, each with the readings it is so under."""
    found: list[Start] = []
    for due in duty.duty.due:
        if due.within is None or due.without_start is not None:
            continue
        found += [(event, join(box_of(due.under), box), due.location) for event, box in counted_from(due, model)]
    return tuple(found)


def counting_events(machine: Machine, model: RuleSetModel) -> tuple[str, ...]:
    """Give the events that any deadlines of lifecycles that run beside each other count from, under some readings."""
    duties = (duty.duty for track in machine.tracks for phase in track.phases for duty in phase.duties)
    dues = (due for duty in duties for due in duty.due if due.within is not None)
    return tuple(dict.fromkeys(event for due in dues for event, _ in counted_from(due, model)))


def box_of(under: Iterable[Under]) -> Box:
    """Give the options that something is so under."""
    return {one.reading.name: frozenset(ref.name for ref in one.options) for one in under}


def join(one: Box, other: Box) -> Box:
    """Give the options that both allow."""
    both = dict(one)
    for name, allowed in other.items():
        both[name] = both.get(name, allowed) & allowed
    return both


def counted_from(due: Due, model: RuleSetModel) -> Iterator[tuple[str, Box]]:
    """Give the events that a deadline `within` a time counts from, each with the readings it is so under."""
    if isinstance(due.after, OutcomeRef):
        decision = model.decisions[due.after.decision]
        yield from _set_to(decision.tree, due.after.outcome, {}, decision.parts)
    else:
        assert due.after is not None, "`within` stands with `after`"
        yield due.after.name, {}


def _set_to(node: Node, outcome: str, box: Box, parts: Mapping[str, Node]) -> Iterator[tuple[str, Box]]:
    """Give the values an outcome can have in a decision that asks nothing, with the readings each needs."""
    for setting in node.settings:
        if setting.outcome == outcome:
            yield spell(setting.values[0]), box
    if isinstance(node.step, Consult):
        for branch in branches(node):
            chosen = {node.step.reading.name: frozenset(ref.name for ref in branch.keys)}
            yield from _set_to(branch.node, outcome, join(box, chosen), parts)
        return
    part = getattr(node.step, "part", None)
    for inner in (*children(node), *((parts[part.name],) if part is not None else ())):
        yield from _set_to(inner, outcome, box, parts)
