# SPDX-License-Identifier: MPL-2.0
"""What lifecycles are compared with: what can be seen of them, and the states the original can reach."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field, frozen

from ..analysis.exploration import Exploration, Node, Options, Search, Steps, explore
from ..engine.deadlines import Moment
from ..engine.happening import Occurrence, Response, respond
from ..engine.program import Program
from ..engine.run import settle
from ..engine.standing import Standing, Tasks
from ..engine.verdict import Verdict
from ..frozen_map import FrozenMap
from ..machine.program import Given, Machine, State
from ..model import RuleSetModel
from ..values import spell

__all__ = ["Ground", "Side", "Way"]

Facts = Mapping[str, Given]
Readings = Mapping[str, str]


@frozen(eq=False)
class Side:
    """One of the two that are compared; `instead` are readings it takes otherwise than the other."""

    model: RuleSetModel
    machine: Machine
    programs: Mapping[str, Program]
    instead: Readings = FrozenMap()

    def readings(self, chosen: Readings) -> FrozenMap[str, str]:
        """Give the readings this side is under where the original is under `chosen`."""
        return FrozenMap({**chosen, **self.instead})

    def answer(self, state: State, event: str, facts: Facts, chosen: Readings) -> Response | None:
        """Give what comes of an event; None if it has no home."""
        if event not in self.machine.home:
            return None
        return respond(Occurrence(self.machine, state, event, facts, self.readings(chosen)), self.model)

    def standing(self, state: State, happened: Mapping[str, Moment], chosen: Readings) -> object:
        """Give all that cases can say of a state: phases, owners, marks and tasks.

        Of two tasks of one name, a case means that of its own lifecycle.
        """
        readings = self.readings(chosen)
        tasks = Tasks(self.machine, state, happened, self._decide)
        found = tasks.standing(readings)
        told = {self._key(one): self._told(one, tasks, state, readings) for one in found}
        names = sorted((one.duty.name, bool(one.waits)) for one in found)
        own = ((track.name, name, one) for track in self.machine.tracks for (_, name), one in told.items())
        return self.places(state), names, {(where, name): told.get((where, name), one) for where, name, one in own}

    def places(self, state: State) -> object:
        """Give the phases, their owners and notices, and the marks."""
        found = []
        for number, place in enumerate(state):
            program = self.machine.phase(state, number)
            marks = {mark.name: spell(mark.values[v]) for mark, v in zip(program.marks, place.marks, strict=True)}
            owner = program.phase.owner
            found.append((program.name, owner and owner.name, marks))
        return found

    def _decide(self, decision: str, readings: FrozenMap[str, str]) -> Verdict:
        return settle(self.programs[decision], readings)

    def _key(self, one: Standing) -> tuple[str, str]:
        return self.machine.tracks[one.number].name, one.duty.name

    def _told(self, one: Standing, tasks: Tasks, state: State, readings: FrozenMap[str, str]) -> object:
        task, duty = self.model.tasks[one.duty.name], one.duty.duty
        actor = duty.actor or self.machine.phase(state, one.number).phase.owner
        points = {ref.name for ref in (*task.open_points, *((duty.rests_on,) if duty.rests_on else ()))}
        points |= {due.point for due in one.deadlines if due.point is not None}
        deadlines = [d.at or (d.kind, d.length, d.after, d.before, d.series, d.point) for d in one.deadlines]
        notices = {ref.name for ref in (*task.notices, *duty.notices)}
        points |= set(tasks.rests_on(one, readings, self.model.readings))
        return bool(one.waits), actor and actor.name, task.channel, deadlines, points, notices


@frozen
class Way:
    """How a node is reached: its events, the readings taken, and one that was taken in two ways, if any.

    `first` has an option for every reading, those taken or else the first.
    """

    events: tuple[tuple[str, FrozenMap[str, Given]], ...]
    readings: FrozenMap[str, str]
    torn: str | None
    first: Readings


@define(eq=False)
class Ground:
    """The states the original can reach under some options of its readings, and how; explored when first asked for."""

    side: Side
    clock: Mapping[str, int]
    options: Options
    _explored: Exploration | None = None
    _parts: dict[tuple[str, str], Ground] = field(factory=dict)
    _by_phase: dict[tuple[int, int], list[int]] = field(factory=dict)
    _first: dict[object, list[Node]] = field(factory=dict)
    _ways: dict[int, Way] = field(factory=dict)

    def only(self, reading: str, option: str) -> Ground:
        """Give what is reached if a reading is taken in one way only."""
        key = reading, option
        if key not in self._parts:
            self._parts[key] = Ground(self.side, self.clock, FrozenMap({**self.options, reading: (option,)}))
        return self._parts[key]

    def nodes(
        self, where: tuple[int, int], places: frozenset[int], phases: frozenset[int], *, timed: bool
    ) -> list[Node]:
        """Give one node of a phase for each place of some lifecycles and phase of others, the nearest first.

        If it is `timed`, there is one for whatever has happened of the events that deadlines count from, too.
        """
        key = (where, places, phases, timed)
        if key not in self._first:
            layout = self.exploration.steps.layout
            mask = layout.clock if timed else 0
            for number in places:
                mask |= layout.fields[number]
            for number in phases:
                mask |= layout.fields[number] & layout.phases
            first: dict[int, int] = {}
            for code in self._in_phase(where):
                first.setdefault(code & mask, code)
            self._first[key] = [self.exploration.node(code) for code in first.values()]
        return self._first[key]

    def _in_phase(self, where: tuple[int, int]) -> list[int]:
        """Give the numbers of the nodes in which a lifecycle is in a phase."""
        if not self._by_phase:
            layout = self.exploration.steps.layout
            for number, field_ in enumerate(layout.fields):
                alike: dict[int, list[int]] = {}
                for code in self.exploration.came:
                    alike.setdefault(code & field_ & layout.phases, []).append(code)
                for codes in alike.values():
                    self._by_phase[number, layout.state(codes[0])[number].phase] = codes
        return self._by_phase.get(where, [])

    @property
    def exploration(self) -> Exploration:
        """All that can be reached. Raises TooManyStatesError if that is too much."""
        if self._explored is None:
            search = Search(self.side.machine, self.side.model, self.options, self.clock)
            self._explored = explore(Steps(search), lambda _: None)
        return self._explored

    @property
    def start(self) -> Node:
        """The node before anything has happened."""
        return self.exploration.node(next(iter(self.exploration.came)))

    def way(self, node: Node) -> Way:
        """Give the shortest way to a node."""
        if node.code not in self._ways:
            events, torn = [], None
            readings: dict[str, str] = {}
            for stride in self.exploration.path(node.code):
                events.append((stride.event, FrozenMap(stride.facts)))
                for name, option in stride.readings.items():
                    if readings.setdefault(name, option) != option:
                        torn = torn or name
            first = {name: readings.get(name, some[0]) for name, some in self.options.items()}
            self._ways[node.code] = Way(tuple(events), FrozenMap(readings), torn, first)
        return self._ways[node.code]
