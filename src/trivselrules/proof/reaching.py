# SPDX-License-Identifier: MPL-2.0
"""Under which readings, and with which facts, any sequence of events leads to where an event is accepted: exactly.

All choices of readings are followed at once. Each state carries the condition, as a diagram over the readings, under
which it is reached; where it grows, what lies ahead of the state is looked at again, until nothing grows any more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from ..analysis.exploration import MAX_STATES, Group, Steps, Stride, consulted, too_many
from ..machine.program import Machine, State
from .diagram import Diagram
from .wish import Change, Table, Wish

__all__ = ["changes_ahead"]


def changes_ahead(wish: Wish, state: State) -> tuple[Change, ...]:
    """Give every smallest change of the facts given, and of the readings chosen, under which some events lead there.

    The facts that were not given, and those of the events before, may be what they must.

    Raises TooManyStatesError if there are more states than can be gone through.
    """
    steps = wish.steps({name: tuple(reading.options) for name, reading in wish.model.readings.items()})
    table = Table(wish, wish.facts, _read(wish.machine))
    diagrams = table.diagrams
    reached: dict[tuple[int, int], tuple[int, Diagram]] = {}  # what the event looks at depends on few places
    for code, label in _labels(table, steps, state).items():
        mask = steps.masks(code).get(wish.event)
        if mask is not None:
            _, before = reached.get((mask, code & mask), (code, diagrams.no))
            reached[mask, code & mask] = code, diagrams.either(before, label)
    goal = diagrams.no
    for code, label in reached.values():
        at = steps.layout.state(code)
        facts, readings = steps.needs(at, wish.event)
        accepted = table.accepted(at, [fact for fact in facts if fact in wish.facts], readings)
        goal = diagrams.either(goal, diagrams.both(label, accepted))
    return table.changes(goal, lambda given, _: {**wish.facts, **given})


def _labels(table: Table, steps: Steps, state: State) -> dict[int, Diagram]:
    """Give under which readings each state can be reached from one."""
    diagrams = table.diagrams
    start = steps.layout.whole(state)
    labels = {start: diagrams.yes}
    waiting, queued = deque([start]), {start}
    changes = _Changes(table, steps)
    joined: dict[tuple[Diagram, Diagram, Diagram], Diagram] = {}  # few labels differ, and many states meet
    while waiting:
        code = waiting.popleft()
        queued.discard(code)
        label = labels[code]
        for group in steps.groups(code):
            for added, so in changes.of(code, group):
                after = code + added
                before = labels.get(after, diagrams.no)
                key = before, label, so
                grown = joined.get(key)
                if grown is None:
                    grown = joined[key] = diagrams.either(before, diagrams.both(label, so))
                if grown != before:
                    labels[after] = grown
                    if after not in queued:
                        queued.add(after)
                        waiting.append(after)
        if len(labels) > MAX_STATES:
            raise too_many(steps, labels)
    return labels


class _Changes:
    """What events add to the number of a state, each with the readings under which some event does."""

    def __init__(self, table: Table, steps: Steps) -> None:
        self._table, self._steps = table, steps
        self._known: dict[tuple[int, int], list[tuple[int, Diagram]]] = {}
        self._read: dict[tuple[tuple[str, str], ...], Diagram] = {}

    def of(self, code: int, group: Group) -> list[tuple[int, Diagram]]:
        """Give what the events of a group can add to the number of a state."""
        key = id(group), code & group.mask
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._of(code, self._steps.ways(code, group).strides)
        return known

    def _of(self, code: int, strides: Iterable[Stride]) -> list[tuple[int, Diagram]]:
        layout, diagrams = self._steps.layout, self._table.diagrams
        state = layout.state(code)
        found: dict[int, Diagram] = {}
        for stride in strides:
            if stride.taken.status == "accepted" and stride.places:
                added = sum(layout.code(n, place) - layout.code(n, state[n]) for n, place in stride.places)
                read = tuple(stride.readings.items())
                if read not in self._read:
                    self._read[read] = self._table.read(stride.readings)
                before = found.get(added)
                found[added] = self._read[read] if before is None else diagrams.either(before, self._read[read])
        return list(found.items())


def _read(machine: Machine) -> dict[str, None]:
    """Give the readings that any event may look at."""
    found: dict[str, None] = {}
    for track in machine.tracks:
        for phase in track.phases:
            moves = (move for moves in (*phase.moves.values(), *phase.follows.values()) for move in moves)
            found |= {name: None for move in moves for name, _ in move.under}
            found |= {name: None for duty in phase.duties for name in consulted(duty)}
    return found
