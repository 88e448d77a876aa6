# SPDX-License-Identifier: MPL-2.0
"""Every state that lifecycles running beside each other can reach, under every option of every reading.

All options are open at once, which reaches at least what any one choice of them reaches. A path is remembered
with the options it took; whoever finds something wrong at its end divides by a reading it took in two ways.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from attrs import define, field, frozen

from ..domains import Choice
from ..finding import Finding, find
from ..location import Location
from ..machine.program import DutyProgram, Given, Machine, MoveProgram, Place, State
from ..machine.step import Taken, step
from ..model import RuleSetModel
from ..values import spell
from .layout import Layout

__all__ = [
    "MAX_STATES",
    "Exploration",
    "Group",
    "Node",
    "Options",
    "Search",
    "Steps",
    "Stride",
    "TooManyStatesError",
    "explore",
    "fact_values",
    "too_many",
]

MAX_STATES = 250_000
Options = Mapping[str, tuple[str, ...]]
Look = Callable[[int], object]


class Node(NamedTuple):
    """A state, and as bits which of the events that deadlines count from have happened; `code` is its number."""

    state: State
    happened: int
    code: int


class Stride(NamedTuple):
    """An event that was accepted or left open: with which facts, under which options, and the places it changes."""

    event: str
    facts: dict[str, Given]
    readings: dict[str, str]
    taken: Taken
    places: tuple[tuple[int, Place], ...]


class TooManyStatesError(Exception):
    """There are more states than can be explored; `counts` gives how many places each lifecycle has been in."""

    def __init__(self, counts: dict[str, int]) -> None:
        super().__init__(counts)
        self.counts = counts

    def finding(self, place: Location | None = None) -> Finding:
        """Say what multiplies: each lifecycle with its places, the most first."""
        most = sorted(self.counts.items(), key=lambda one: -one[1])
        told = ", ".join(f"{name} ({count})" for name, count in most)
        return find("states-too-many", place, limit=MAX_STATES, what=told)


@frozen
class Search:
    """What is explored: the options that are open, and the bit of each event that is remembered in `clock`."""

    machine: Machine
    model: RuleSetModel
    options: Options
    clock: Mapping[str, int]


_Change = tuple[int, int, int, Stride]


class _Ways(NamedTuple):
    """What some events do: all strides, and for those accepted what becomes of the number of a state.

    That is what is added to it, what is kept of it, and the event that then has happened.
    """

    strides: tuple[Stride, ...]
    accepted: tuple[_Change, ...]


class Group(NamedTuple):
    """Events that look at the same places, each with the parts of a state it looks at; `known` is what they do."""

    mask: int
    known: dict[int, _Ways]
    events: tuple[tuple[str, int], ...]


class Steps:
    """Finds what can happen in a state.

    What an event does depends only on where its home is, on the phases beside it, and on the places of those that
    go along; so it is worked out once for each of these, and not for each state. For each combination of phases,
    the events that look at the same places are one group.
    """

    def __init__(self, search: Search) -> None:
        machine, model = search.machine, search.model
        self.machine = machine
        self.options = search.options
        self.clock = search.clock
        self.layout = Layout(machine, len(search.clock))
        self.values = {ref.name: fact_values(model, ref.name) for event in model.events.values() for ref in event.facts}
        self.used: set[int] = set()
        self.events = {
            (number, position): tuple(
                event for event in dict.fromkeys((*phase.moves, *phase.by_event)) if machine.home[event] == number
            )
            for number, track in enumerate(machine.tracks)
            for position, phase in enumerate(track.phases)
        }
        self._masks: dict[int, dict[str, int]] = {}
        self._groups: dict[int, tuple[Group, ...]] = {}
        self._known: dict[tuple[str, int, int], _Ways] = {}

    def masks(self, code: int) -> dict[str, int]:
        """Give the events that can happen in the phases of a state, each with the parts of the state it looks at."""
        phases = code & self.layout.phases
        if phases not in self._masks:
            state = self.layout.state(code)
            events = (event for number, place in enumerate(state) for event in self.events[number, place.phase])
            self._masks[phases] = {event: self._mask(state, event) for event in events}
        return self._masks[phases]

    def groups(self, code: int) -> tuple[Group, ...]:
        """Give the same events, those together that look at the same places, with what is known of them."""
        phases = code & self.layout.phases
        groups = self._groups.get(phases)
        if groups is None:
            events: dict[int, list[tuple[str, int]]] = {}
            for event, mask in self.masks(code).items():
                events.setdefault(mask & ~self.layout.phases, []).append((event, mask))
            groups = self._groups[phases] = tuple(Group(mask, {}, tuple(some)) for mask, some in events.items())
        return groups

    def strides(self, code: int, event: str) -> tuple[Stride, ...]:
        """Give what is accepted or left open of an event in a state that has been visited."""
        mask = self.masks(code).get(event)
        return () if mask is None else self._known[event, mask, code & mask].strides

    def ways(self, code: int, group: Group) -> _Ways:
        """Work out what the events of a group do in a state."""
        strides: list[Stride] = []
        accepted: list[_Change] = []
        for event, mask in group.events:
            key = event, mask, code & mask
            ways = self._known.get(key)
            if ways is None:
                ways = self._known[key] = self._does(self.layout.state(code), event)
            strides += ways.strides
            accepted += ways.accepted
        group.known[code & group.mask] = found = _Ways(tuple(strides), tuple(accepted))
        return found

    def _does(self, state: State, event: str) -> _Ways:
        strides = tuple(self._strides(state, event))
        accepted: dict[tuple[int, int, int], Stride] = {}
        for stride in strides:
            if stride.taken.status == "accepted":
                added = sum(self.layout.code(n, place) - self.layout.code(n, state[n]) for n, place in stride.places)
                change = added, ~self._begun(state, stride), self.clock.get(stride.event, 0)
                accepted.setdefault(change, stride)
        return _Ways(strides, tuple((*change, stride) for change, stride in accepted.items()))

    def _begun(self, before: State, stride: Stride) -> int:
        """Give the bits of events that belong to an earlier round of a lifecycle that leaves its rest."""
        begun = {
            number
            for number, place in stride.places
            if self.machine.phase(before, number).phase.rest
            and not self.machine.tracks[number].phases[place.phase].phase.rest
        }
        return sum(bit for event, bit in self.clock.items() if self.machine.home.get(event) in begun)

    def _mask(self, state: State, event: str) -> int:
        """Give the places that an event looks at, and beside them the phases."""
        found = 0
        for number, place in enumerate(state):
            looks = self.looked_at(number, place.phase, event)
            if looks is not None:
                found |= self.layout.fields[number]
                for other in looks:
                    found |= self.layout.fields[other] & self.layout.phases
        return found

    def looked_at(self, number: int, position: int, event: str) -> frozenset[int] | None:
        """Give the lifecycles whose phases an event looks at from one phase; None if it does nothing there."""
        phase = self.machine.tracks[number].phases[position]
        at_home = self.machine.home[event] == number
        moves = (phase.moves if at_home else phase.follows).get(event, ())
        duties = phase.by_event.get(event, ())
        if not moves and not duties:
            return None
        read = {other for move in moves for other, _ in move.phases}
        return frozenset(read | {other for duty in duties for other, _ in duty.while_})

    def _strides(self, state: State, event: str) -> Iterator[Stride]:
        facts, readings = self.needs(state, event)
        seen: set[tuple[object, ...]] = set()
        choices = [dict(zip(readings, chosen, strict=True)) for chosen in product(*(self.options[r] for r in readings))]
        for values in product(*(self.values[fact] for fact in facts)):
            given = dict(zip(facts, values, strict=True))
            taken = [step(self.machine, state, event, given, choice) for choice in choices]
            alike = all(one.status == taken[0].status and one.state == taken[0].state for one in taken)
            pairs = [({}, taken[0])] if alike else list(zip(choices, taken, strict=True))
            self.used.update(id(move) for one in taken for _, move in one.moves)
            for choice, one in pairs:
                changed = tuple((n, p) for n, p in enumerate(one.state) if p != state[n])
                made = (changed, tuple(choice.items()), tuple(id(move) for _, move in one.moves))
                if (
                    one.status in ("accepted", "undetermined") and made not in seen
                ):  # another fact that changes nothing else adds nothing
                    seen.add(made)
                    yield Stride(event, given, choice, one, changed)

    def needs(self, state: State, event: str) -> tuple[list[str], list[str]]:
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


@define
class Exploration:
    """What has been reached, and how: the numbers of all nodes, each with that of the node before and the last step."""

    steps: Steps
    came: dict[int, tuple[int, Stride] | None] = field(factory=dict)
    strides: int = 0

    def node(self, code: int) -> Node:
        """Give the node of a number."""
        layout = self.steps.layout
        return Node(layout.state(code), code & layout.clock, code)

    def path(self, code: int) -> list[Stride]:
        """Give the shortest way to a node."""
        way: list[Stride] = []
        last = self.came[code]
        while last is not None:
            code, stride = last
            way.append(stride)
            last = self.came[code]
        return way[::-1]


def explore(steps: Steps, look: Look, progress: Callable[[int], None] | None = None) -> Exploration:
    """Visit every state once, nearest first, and let `look` see the number of each.

    Raises TooManyStatesError beyond the limit.
    """
    found = Exploration(steps)
    came = found.came
    start = steps.layout.whole(steps.machine.start)
    came[start] = None
    waiting = [start]
    for seen, code in enumerate(waiting):
        for group in steps.groups(code):
            ways = group.known.get(code & group.mask) or steps.ways(code, group)
            found.strides += len(ways.strides)
            for added, kept, happens, stride in ways.accepted:
                after = code + added & kept | happens
                if after not in came:
                    came[after] = code, stride
                    waiting.append(after)
        look(code)
        if len(came) > MAX_STATES:
            raise too_many(steps, came)
        if progress is not None and seen % 500 == 0:
            progress(len(came))
    return found


def too_many(steps: Steps, codes: Collection[int]) -> TooManyStatesError:
    """Say that there are too many states to be gone through, which these are some of."""
    tracks = zip(steps.machine.tracks, steps.layout.fields, strict=True)
    return TooManyStatesError({track.name: len({code & mask for code in codes}) for track, mask in tracks})


def consulted(duty: DutyProgram) -> Iterator[str]:
    """Give the readings that decide whether a duty applies and what it waits for."""
    yield from (name for name, _ in duty.under)
    yield from (name for _, _, under in duty.after for name, _ in under)


def _asks(move: MoveProgram) -> Iterator[str]:
    yield from (fact for fact, _ in move.facts)
    yield from (fact for _, fact, _ in move.keep)


def fact_values(model: RuleSetModel, fact: str) -> tuple[Given, ...]:
    """Give all values of a fact that an event comes with: they are few."""
    domain = model.facts[fact].domain
    values = domain.values if isinstance(domain, Choice) else domain.few()
    assert values is not None, "an event comes only with facts of few values"
    return values


def spelt(stride: Stride) -> str:
    """Write an event with its facts."""
    facts = " ".join(f"{name}={spell(value)}" for name, value in stride.facts.items())
    return f"{stride.event} {facts}".strip()
