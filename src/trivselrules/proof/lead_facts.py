# SPDX-License-Identifier: MPL-2.0
"""By what facts some events, one after the other, lead to where another event is accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from ..analysis.exploration import Steps, fact_values
from ..frozen_map import FrozenMap
from ..machine.program import Given, State
from ..machine.step import step
from .diagram import Diagram, Diagrams, Masks
from .regions import cover
from .wish import Wish, held

__all__ = ["Way", "ways_of"]

_Allowed = FrozenMap[str, tuple[Given, ...]]
_Happening = tuple[str, FrozenMap[str, Given]]


@frozen
class Way:
    """What the facts of some events can be, event by event, the last being the one that is wished for.

    Any value will do for a fact that is not named. `witness` are the same events with facts that are enough.
    """

    facts: tuple[_Allowed, ...]
    witness: tuple[_Happening, ...]


def ways_of(wish: Wish, steps: Steps, events: Sequence[str], nodes: Sequence[frozenset[int]]) -> tuple[Way, ...]:
    """Give by what facts some events lead to where a wish is accepted, in boxes of which none can be widened.

    `nodes` are the states that they may lead to, by their numbers: the one they begin in, then those after each.
    """
    return _Facts(wish, steps, nodes, events).ways()


class _Facts:
    """The facts of some events, each a variable of diagrams by the event's place in the order."""

    def __init__(self, wish: Wish, steps: Steps, nodes: Sequence[frozenset[int]], events: Sequence[str]) -> None:
        self._wish, self._steps, self._nodes = wish, steps, nodes
        self._events = (*events, wish.event)
        asked: dict[tuple[int, str], None] = {}
        for position, node in enumerate(nodes):
            asked |= {(position, fact): None for code in sorted(node) for fact in self._asked(position, code)}
        self._values = {(position, fact): fact_values(wish.model, fact) for position, fact in asked}
        self._levels = {one: level for level, one in enumerate(self._values)}
        self._diagrams = Diagrams([len(values) for values in self._values.values()])

    def ways(self) -> tuple[Way, ...]:
        """Give the facts in boxes."""
        ahead: dict[int, Diagram] = {}
        for position in range(len(self._nodes) - 1, -1, -1):
            ahead = {code: self._leading(position, code, ahead) for code in self._nodes[position]}
        (goal,) = ahead.values()
        return tuple(self._way(box) for box in cover(self._diagrams, goal, goal))

    def _asked(self, position: int, code: int) -> list[str]:
        """Give the facts that an event may look at in a state; those that the wish comes with are known."""
        asked, _ = self._steps.needs(self._steps.layout.state(code), self._events[position])
        last = position == len(self._nodes) - 1
        return [fact for fact in asked if not last or fact not in self._wish.facts]

    def _leading(self, position: int, code: int, ahead: dict[int, Diagram]) -> Diagram:
        """Give by what facts an event, and those after it, lead from a state to the end."""
        facts = self._asked(position, code)
        state = self._steps.layout.state(code)

        def give(cells: tuple[int, ...]) -> Diagram:
            known = {f: self._values[position, f][cell] for f, cell in zip(facts, cells, strict=True)}
            if position == len(self._nodes) - 1:
                so = self._wish.accepted(state, {**self._wish.facts, **known}, self._wish.readings)
                return self._diagrams.yes if so else self._diagrams.no
            return ahead.get(self._after(state, position, known), self._diagrams.no)

        return self._diagrams.tabulate([self._levels[position, fact] for fact in facts], give)

    def _after(self, state: State, position: int, facts: Mapping[str, Given]) -> int:
        # What is not accepted stays where it is, and no state is in two layers: so it is not among those ahead.
        taken = step(self._wish.machine, state, self._events[position], facts, self._wish.readings)
        return self._steps.layout.whole(taken.state)

    def _way(self, box: Masks) -> Way:
        narrowed = held(self._values, self._levels, box)
        facts = [{f: values for (at, f), values in narrowed.items() if at == n} for n in range(len(self._nodes))]
        (code,) = self._nodes[0]
        state = self._steps.layout.state(code)
        witness: list[_Happening] = []
        for position, (event, allowed) in enumerate(zip(self._events, facts, strict=True)):
            known = self._wish.facts if position == len(facts) - 1 else {}
            more = {fact: values[0] for fact, values in allowed.items()}
            given = self._wish.completed(state, event, known, more)
            witness.append((event, given))
            state = step(self._wish.machine, state, event, given, self._wish.readings).state
        return Way(tuple(map(FrozenMap, facts)), tuple(witness))
