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

from attrs import define, field

from ..domains import Choice
from ..machine.program import DutyProgram, Given, Machine, MoveProgram, State
from ..machine.step import Taken, step
from ..model import RuleSetModel
from ..values import spell

__all__ = ["Exploration", "Node", "Options", "Stride", "TooManyStatesError", "explore"]

MAX_STATES = 250_000
Options = Mapping[str, tuple[str, ...]]


class Node(NamedTuple):
    """A state, and as bits which of the events that deadlines count from have happened."""

    state: State
    happened: int


class Stride(NamedTuple):
    """An event that was accepted: with which facts, under which options, and where it led from."""

    node: Node
    event: str
    facts: dict[str, Given]
    readings: dict[str, str]
    taken: Taken


class TooManyStatesError(Exception):
    """There are more states than can be explored; `count` gives how many places each lifecycle has been in."""

    def __init__(self, counts: dict[str, int]) -> None:
        super().__init__(counts)
        self.counts = counts


@define
class Exploration:
    """What has been reached, and how; `used` are the moves that were made."""

    machine: Machine
    options: Options
    clock: dict[str, int]
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


def explore(
    machine: Machine,
    model: RuleSetModel,
    options: Options,
    clock: dict[str, int],
    look: Look,
    progress: Callable[[int], None] | None = None,
) -> Exploration:
    """Visit every state once, nearest first, and let `look` see each with all that is accepted there.

    `clock` gives the bit of each event that is remembered. Raises TooManyStatesError beyond the limit.
    """
    found = Exploration(machine, options, clock)
    steps = _Steps(machine, model, options)
    start = Node(machine.start, 0)
    found.came[start] = None
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        strides = list(steps.strides(node))
        look(found, node, strides)
        found.strides += len(strides)
        for stride in strides:
            found.used.update(id(move) for _, move in stride.taken.moves)
            after = Node(stride.taken.state, node.happened | clock.get(stride.event, 0))
            if after not in found.came:
                found.came[after] = stride
                waiting.append(after)
        if len(found.came) > MAX_STATES:
            raise TooManyStatesError(_places(found))
        if progress is not None and len(found.came) % 500 < len(strides):
            progress(len(found.came))
    return found


def _places(found: Exploration) -> dict[str, int]:
    tracks = enumerate(found.machine.tracks)
    return {track.name: len({node.state[number] for node in found.came}) for number, track in tracks}


class _Steps:
    """Finds what can happen in a state; what each event asks for is worked out once for each phase."""

    def __init__(self, machine: Machine, model: RuleSetModel, options: Options) -> None:
        self.machine = machine
        self.options = options
        self.values = {name: _values(model, name) for event in model.events.values() for name in _facts_of(event)}
        self._asked: dict[tuple[int, int, str], tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def strides(self, node: Node) -> Iterator[Stride]:
        """Give every event that is accepted in a state, with each combination of facts and options that matters."""
        for number, place in enumerate(node.state):
            phase = self.machine.tracks[number].phases[place.phase]
            for event in dict.fromkeys((*phase.moves, *phase.by_event)):
                if self.machine.home[event] == number:
                    yield from self._event(node, event)

    def _event(self, node: Node, event: str) -> Iterator[Stride]:
        facts, readings = self._needs(node.state, event)
        choices = [dict(zip(readings, chosen, strict=True)) for chosen in product(*(self.options[r] for r in readings))]
        for values in product(*(self.values[fact] for fact in facts)):
            given = dict(zip(facts, values, strict=True))
            taken = [step(self.machine, node.state, event, given, choice) for choice in choices]
            alike = all(one.status == taken[0].status and one.state == taken[0].state for one in taken)
            pairs = [({}, taken[0])] if alike else list(zip(choices, taken, strict=True))
            for choice, one in pairs:
                if one.status == "accepted":
                    yield Stride(node, event, given, dict(choice), one)

    def _needs(self, state: State, event: str) -> tuple[list[str], list[str]]:
        """Give the facts and readings that can matter to an event in a state."""
        facts: dict[str, None] = {}
        readings: dict[str, None] = {}
        for number, place in enumerate(state):
            key = (number, place.phase, event)
            if key not in self._asked:
                self._asked[key] = self._look_up(*key)
            facts.update(dict.fromkeys(self._asked[key][0]))
            readings.update(dict.fromkeys(self._asked[key][1]))
        return list(facts), list(readings)

    def _look_up(self, number: int, phase: int, event: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        program = self.machine.tracks[number].phases[phase]
        at_home = self.machine.home[event] == number
        moves = (program.moves if at_home else program.follows).get(event, ())
        facts = [fact for move in moves for fact in _asks(move)]
        readings = [name for move in moves for name, _ in move.under]
        readings += [name for duty in program.by_event.get(event, ()) for name in consulted(duty)]
        return tuple(dict.fromkeys(facts)), tuple(dict.fromkeys(readings))


def consulted(duty: DutyProgram) -> Iterator[str]:
    """Give the readings that decide whether a duty applies and what it waits for."""
    yield from (name for name, _ in duty.under)
    yield from (name for _, _, under in duty.after for name, _ in under)


def _asks(move: MoveProgram) -> Iterator[str]:
    yield from (fact for fact, _ in move.facts)
    yield from (fact for _, fact, _ in move.keep)


def _facts_of(event: object) -> Iterator[str]:
    return (ref.name for ref in event.facts)  # type: ignore[attr-defined]


def _values(model: RuleSetModel, fact: str) -> tuple[Given, ...]:
    domain = model.facts[fact].domain
    values = domain.values if isinstance(domain, Choice) else domain.few()
    assert values is not None, "an event comes only with facts of few values"
    return values


def spelt(stride: Stride) -> str:
    """Write an event with its facts."""
    facts = " ".join(f"{name}={spell(value)}" for name, value in stride.facts.items())
    return f"{stride.event} {facts}".strip()
