# SPDX-License-Identifier: MPL-2.0
"""Every state that lifecycles running beside each other can reach, under every option of every reading.

All options are open at once, which reaches at least what any one choice of them reaches. A path is remembered
with the options it took; whoever finds something wrong at its end divides by a reading it took in two ways.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from attrs import define, field, frozen

from ..domains import Choice
from ..machine.program import DutyProgram, Given, Machine, MoveProgram, Place, State
from ..machine.step import Taken, step
from ..model import RuleSetModel
from ..values import spell

__all__ = ["MAX_STATES", "Exploration", "Node", "Options", "Search", "Stride", "TooManyStatesError", "explore"]

MAX_STATES = 250_000
Options = Mapping[str, tuple[str, ...]]


class Node(NamedTuple):
    """A state, and as bits which of the events that deadlines count from have happened."""

    state: State
    happened: int


class Stride(NamedTuple):
    """An event that was accepted or left open: with which facts, under which options, and from where to where."""

    node: Node
    event: str
    facts: dict[str, Given]
    readings: dict[str, str]
    taken: Taken
    state: State


class _Effect(NamedTuple):
    """What an accepted event changes: the places of some lifecycles."""

    facts: dict[str, Given]
    readings: dict[str, str]
    taken: Taken
    places: tuple[tuple[int, Place], ...]


class TooManyStatesError(Exception):
    """There are more states than can be explored; `count` gives how many places each lifecycle has been in."""

    def __init__(self, counts: dict[str, int]) -> None:
        super().__init__(counts)
        self.counts = counts


@frozen
class Search:
    """What is explored: the options that are open, and the bit of each event that is remembered in `clock`."""

    machine: Machine
    model: RuleSetModel
    options: Options
    clock: Mapping[str, int]


@define
class Exploration:
    """What has been reached, and how; `used` are the moves that were made."""

    search: Search
    came: dict[Node, Stride | None] = field(factory=dict)
    strides: int = 0
    used: set[int] = field(factory=set)

    def path(self, node: Node) -> list[Stride]:
        """Give the shortest way to a node."""
        way: list[Stride] = []
        stride = self.came[node]
        while stride is not None:
            way.append(stride)
            stride = self.came[stride.node]
        return way[::-1]


Look = Callable[[Exploration, Node, list[Stride]], None]


def explore(search: Search, look: Look, progress: Callable[[int], None] | None = None) -> Exploration:
    """Visit every state once, nearest first, and let `look` see each with all that is accepted there.

    Raises TooManyStatesError beyond the limit.
    """
    found = Exploration(search)
    steps = _Steps(search)
    machine = search.machine
    start = Node(machine.start, 0)
    found.came[start] = None
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        strides = list(steps.strides(node))
        look(found, node, strides)
        found.strides += len(strides)
        for stride in strides:
            if stride.taken.status != "accepted":
                continue
            happened = node.happened & ~_begun(search, node.state, stride.state)
            after = Node(stride.state, happened | search.clock.get(stride.event, 0))
            if after not in found.came:
                found.came[after] = stride
                waiting.append(after)
        if len(found.came) > MAX_STATES:
            raise TooManyStatesError(_places(found))
        found.used = steps.used
        if progress is not None and len(found.came) % 500 < len(strides):
            progress(len(found.came))
    return found


def _begun(search: Search, before: State, after: State) -> int:
    """Give the bits of events that belong to an earlier round of a lifecycle that leaves its rest."""
    begun, machine = 0, search.machine
    for event, bit in search.clock.items():
        home = machine.home[event]
        if machine.phase(before, home).phase.rest and not machine.phase(after, home).phase.rest:
            begun |= bit
    return begun


def _places(found: Exploration) -> dict[str, int]:
    tracks = enumerate(found.search.machine.tracks)
    return {track.name: len({node.state[number] for node in found.came}) for number, track in tracks}


class _Steps:
    """Finds what can happen in a state.

    What an event does depends only on where its home is, on the phases beside it, and on the places of those that
    go along; so it is worked out once for each of these, and not for each state.
    """

    def __init__(self, search: Search) -> None:
        machine, model = search.machine, search.model
        self.machine = machine
        self.options = search.options
        self.values = {ref.name: _values(model, ref.name) for event in model.events.values() for ref in event.facts}
        self.used: set[int] = set()
        self._known: dict[tuple[object, ...], tuple[_Effect, ...]] = {}
        self._events = {
            (number, position): tuple(
                event for event in dict.fromkeys((*phase.moves, *phase.by_event)) if machine.home[event] == number
            )
            for number, track in enumerate(machine.tracks)
            for position, phase in enumerate(track.phases)
        }
        self._reads: dict[tuple[int, int, str], frozenset[int] | None] = {}

    def strides(self, node: Node) -> Iterator[Stride]:
        """Give every event that is accepted or left open in a state, with the facts and options it takes."""
        for number, place in enumerate(node.state):
            for event in self._events[number, place.phase]:
                key = self._key(node.state, event)
                effects = self._known.get(key)
                if effects is None:
                    effects = self._known[key] = tuple(self._effects(node.state, event))
                for effect in effects:
                    state = list(node.state)
                    for changed, moved in effect.places:
                        state[changed] = moved
                    yield Stride(node, event, effect.facts, effect.readings, effect.taken, tuple(state))

    def _key(self, state: State, event: str) -> tuple[object, ...]:
        """Give all of a state that an event can depend on."""
        places: dict[int, Place] = {}
        read: set[int] = set()
        for number, place in enumerate(state):
            where = (number, place.phase, event)
            if where not in self._reads:
                self._reads[where] = self._looked_at(*where)
            looks = self._reads[where]
            if looks is not None:
                places[number] = place
                read |= looks
        return (event, tuple(places.items()), tuple((number, state[number].phase) for number in sorted(read)))

    def _looked_at(self, number: int, position: int, event: str) -> frozenset[int] | None:
        """Give the lifecycles whose phases an event looks at from one phase; None if it does nothing there."""
        phase = self.machine.tracks[number].phases[position]
        at_home = self.machine.home[event] == number
        moves = (phase.moves if at_home else phase.follows).get(event, ())
        duties = phase.by_event.get(event, ())
        if not moves and not duties:
            return None
        read = {other for move in moves for other, _ in move.phases}
        return frozenset(read | {other for duty in duties for other, _ in duty.while_})

    def _effects(self, state: State, event: str) -> Iterator[_Effect]:
        facts, readings = self._needs(state, event)
        seen: set[tuple[object, ...]] = set()
        choices = [dict(zip(readings, chosen, strict=True)) for chosen in product(*(self.options[r] for r in readings))]
        for values in product(*(self.values[fact] for fact in facts)):
            given = dict(zip(facts, values, strict=True))
            taken = [step(self.machine, state, event, given, choice) for choice in choices]
            alike = all(one.status == taken[0].status and one.state == taken[0].state for one in taken)
            pairs = [({}, taken[0])] if alike else list(zip(choices, taken, strict=True))
            self.used.update(id(move) for one in taken if one.status == "accepted" for _, move in one.moves)
            for choice, one in pairs:
                changed = tuple((n, p) for n, p in enumerate(one.state) if p != state[n])
                made = (changed, tuple(choice.items()), tuple(id(move) for _, move in one.moves))
                if (
                    one.status in ("accepted", "undetermined") and made not in seen
                ):  # another fact that changes nothing else adds nothing
                    seen.add(made)
                    yield _Effect(given, choice, one, changed)

    def _needs(self, state: State, event: str) -> tuple[list[str], list[str]]:
        """Give the facts and readings that can matter to an event in a state."""
        facts: dict[str, None] = {}
        readings: dict[str, None] = {}
        for number in range(len(state)):
            phase = self.machine.phase(state, number)
            at_home = self.machine.home[event] == number
            moves = (phase.moves if at_home else phase.follows).get(event, ())
            facts.update((fact, None) for move in moves for fact in _asks(move))
            readings.update((name, None) for move in moves for name, _ in move.under)
            readings.update((name, None) for duty in phase.by_event.get(event, ()) for name in consulted(duty))
        return list(facts), list(readings)


def consulted(duty: DutyProgram) -> Iterator[str]:
    """Give the readings that decide whether a duty applies and what it waits for."""
    yield from (name for name, _ in duty.under)
    yield from (name for _, _, under in duty.after for name, _ in under)


def _asks(move: MoveProgram) -> Iterator[str]:
    yield from (fact for fact, _ in move.facts)
    yield from (fact for _, fact, _ in move.keep)


def _values(model: RuleSetModel, fact: str) -> tuple[Given, ...]:
    domain = model.facts[fact].domain
    values = domain.values if isinstance(domain, Choice) else domain.few()
    assert values is not None, "an event comes only with facts of few values"
    return values


def spelt(stride: Stride) -> str:
    """Write an event with its facts."""
    facts = " ".join(f"{name}={spell(value)}" for name, value in stride.facts.items())
    return f"{stride.event} {facts}".strip()
