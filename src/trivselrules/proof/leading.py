# SPDX-License-Identifier: MPL-2.0
"""Every shortest sequence of events that leads from one state of lifecycles to where another event is accepted.

The nearest states are visited first, so nothing shorter is overlooked; where no sequence leads there, every state
that can be reached has been visited. Sequences with the same events in other orders are told as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import field, frozen

from ..analysis.exploration import MAX_STATES, Steps, too_many
from ..machine.program import State
from .lead_facts import Way, ways_of
from .wish import Wish

__all__ = ["MOST_LEADS", "Lead", "Leads", "leads"]

MOST_LEADS = 10
_Node = frozenset[int]  # the states that some events may lead to, by their numbers


@frozen
class Lead:
    """Some events in an order that leads there, by what facts; `orders` is in how many orders they do."""

    events: tuple[str, ...]
    orders: int
    ways: tuple[Way, ...]


@frozen
class Leads:
    """All shortest sequences of events that lead to where an event is accepted.

    Each has `length` events, and there are `count` of them. `leads` has those with the same events as one, and at
    most ten; `sequences` gives all.
    """

    length: int
    count: int
    leads: tuple[Lead, ...]
    _web: _Web = field(eq=False, repr=False)

    def sequences(self) -> Iterator[Lead]:
        """Give every sequence by itself."""
        return self._web.sequences()


def leads(wish: Wish, state: State) -> Leads | None:
    """Find all shortest sequences of events after which a wish is accepted; None if no sequence leads there.

    Raises TooManyStatesError if there are more states than can be gone through.
    """
    steps = wish.steps()
    start = steps.layout.whole(state)
    layers = _layers(steps, start, _Reached(wish, steps))
    if layers is None:
        return None
    web = _Web(wish, steps, start, layers)
    return Leads(len(layers), web.count(), tuple(map(web.lead, web.bags())), web)


class _Reached:
    """Tells in which states a wish is accepted; that depends on few places, so it is worked out once for each."""

    def __init__(self, wish: Wish, steps: Steps) -> None:
        self._wish, self._steps = wish, steps
        self._known: dict[tuple[int, int], bool] = {}

    def __call__(self, code: int) -> bool:
        wish, steps = self._wish, self._steps
        mask = steps.masks(code).get(wish.event)
        if mask is None:
            return False
        key = mask, code & mask
        if key not in self._known:
            self._known[key] = wish.accepted(steps.layout.state(code), wish.facts, wish.readings)
        return self._known[key]


_Layer = dict[int, dict[str, list[int]]]  # for each state the states that events lead to in the next layer


def _layers(steps: Steps, start: int, reached: Callable[[int], bool]) -> list[_Layer] | None:
    """Visit the nearest states first, up to those that are looked for; give the ways between the layers on the way."""
    layers: list[_Layer] = []
    seen = {start}
    layer = [start]
    while layer:
        found = {code for code in layer if reached(code)}
        if found:
            return _leading(layers, found)
        layers.append({code: _onward(steps, code, seen) for code in layer})
        layer = list(dict.fromkeys(after for ways in layers[-1].values() for some in ways.values() for after in some))
        seen.update(layer)
        if len(seen) > MAX_STATES:
            raise too_many(steps, seen)
    return None


def _onward(steps: Steps, code: int, seen: set[int]) -> dict[str, list[int]]:
    """Give the states that have not been seen in an earlier layer and that one event leads to."""
    found: dict[str, list[int]] = {}
    for group in steps.groups(code):
        ways = group.known.get(code & group.mask) or steps.ways(code, group)
        for added, _, _, stride in ways.accepted:
            if code + added not in seen:
                found.setdefault(stride.event, []).append(code + added)
    return found


def _leading(layers: list[_Layer], found: set[int]) -> list[_Layer]:
    """Leave out what does not lead to the states that are looked for."""
    kept: list[_Layer] = []
    for layer in reversed(layers):
        narrowed = {
            code: {event: some for event, all_ in ways.items() if (some := [c for c in all_ if c in found])}
            for code, ways in layer.items()
        }
        kept.append({code: ways for code, ways in narrowed.items() if ways})
        found = set(kept[-1])
    return kept[::-1]


class _Web:
    """The sequences of events between two states, as a way for each event between sets of states."""

    def __init__(self, wish: Wish, steps: Steps, start: int, layers: list[_Layer]) -> None:
        self._wish, self._steps, self._layers = wish, steps, layers
        self._start: _Node = frozenset((start,))
        self._order = {event: number for number, event in enumerate(wish.machine.home)}
        self._known: dict[_Node, dict[str, _Node]] = {}

    def count(self) -> int:
        """Give how many sequences there are."""
        counts = {self._start: 1}
        for layer in self._layers:
            after: dict[_Node, int] = {}
            for node, number in counts.items():
                for following in self._ways(layer, node).values():
                    after[following] = after.get(following, 0) + number
            counts = after
        return sum(counts.values())

    def bags(self) -> list[tuple[str, ...]]:
        """Give the events that sequences have, whatever their order, each once: all, or the most that are told."""
        bags: dict[_Node, list[tuple[str, ...]]] = {self._start: [()]}
        for layer in self._layers:
            after: dict[_Node, dict[tuple[str, ...], None]] = {}
            for node, some in bags.items():
                for event, following in self._ways(layer, node).items():
                    more = (tuple(sorted((*bag, event), key=self._order.__getitem__)) for bag in some)
                    after.setdefault(following, {}).update(dict.fromkeys(more))
            # Those that are cut off would end as others do from here, so no fewer than the most are left in the end.
            bags = {node: list(some)[:MOST_LEADS] for node, some in after.items()}
        return list(dict.fromkeys(bag for some in bags.values() for bag in some))[:MOST_LEADS]

    def lead(self, bag: tuple[str, ...]) -> Lead:
        """Give the first order in which some events lead there, and how many orders do."""
        found: dict[tuple[_Node, tuple[str, ...]], tuple[int, tuple[str, ...]]] = {(self._start, bag): (1, ())}
        for layer in self._layers:
            after: dict[tuple[_Node, tuple[str, ...]], tuple[int, tuple[str, ...]]] = {}
            for (node, rest), (number, names) in found.items():
                for event, following in self._ways(layer, node).items():
                    if event in rest:
                        at = rest.index(event)
                        key = following, rest[:at] + rest[at + 1 :]
                        before, first = after.get(key, (0, (*names, event)))
                        after[key] = before + number, first
            found = after
        orders = sum(number for number, _ in found.values())
        events = next(names for _, names in found.values())
        return Lead(events, orders, self._told(events))

    def sequences(self) -> Iterator[Lead]:
        """Give every sequence by itself."""
        waiting: list[tuple[_Node, tuple[str, ...]]] = [(self._start, ())]
        while waiting:
            node, names = waiting.pop()
            if len(names) == len(self._layers):
                yield Lead(names, 1, self._told(names))
                continue
            ways = self._ways(self._layers[len(names)], node)
            waiting += ((following, (*names, event)) for event, following in reversed(ways.items()))

    def _ways(self, layer: _Layer, node: _Node) -> dict[str, _Node]:
        """Give for each event the states that it leads to from some of a layer, in the order of the rules."""
        if node not in self._known:
            found: dict[str, set[int]] = {}
            for code in node:
                for event, some in layer[code].items():
                    found.setdefault(event, set()).update(some)
            events = sorted(found, key=self._order.__getitem__)
            self._known[node] = {event: frozenset(found[event]) for event in events}
        return self._known[node]

    def _told(self, events: tuple[str, ...]) -> tuple[Way, ...]:
        """Give by what facts some events lead there, in boxes of which none can be widened."""
        return ways_of(self._wish, self._steps, events, self._nodes(events))

    def _nodes(self, events: tuple[str, ...]) -> list[_Node]:
        nodes = [self._start]
        for layer, event in zip(self._layers, events, strict=True):
            nodes.append(self._ways(layer, nodes[-1])[event])
        return nodes
