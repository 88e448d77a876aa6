# SPDX-License-Identifier: MPL-2.0
"""What is proved of lifecycles over all their states: nothing forbidden happens, and nothing comes to a standstill."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

from attrs import frozen

from ..finding import Finding, find
from ..lifecycle import Due, Invariant, OutcomeRef, Under
from ..location import Location
from ..machine.program import DutyProgram, State, compile_machine, components
from ..machine.step import applies, waits_for
from ..model import Consult, RuleSetModel
from ..model import Node as DecisionNode
from ..values import spell
from .exploration import (
    MAX_STATES,
    Exploration,
    Node,
    Options,
    Search,
    Stride,
    TooManyStatesError,
    consulted,
    explore,
    spelt,
)
from .nodes import branches, children
from .ways import ways_into

__all__ = ["LifecycleProof", "prove_lifecycles"]

Progress = Callable[[int], None]
Box = Mapping[str, frozenset[str]]
_Answers = Mapping[str, list[Mapping[str, str]]]
_Key = tuple[str, Location, tuple[tuple[str, str], ...]]


@frozen
class LifecycleProof:
    """What a proof covered and found: `states` and `steps` of lifecycles that run beside each other."""

    lifecycles: tuple[str, ...]
    states: int
    steps: int
    findings: tuple[Finding, ...]


def prove_lifecycles(model: RuleSetModel, progress: Progress | None = None) -> tuple[LifecycleProof, ...]:
    """Prove the lifecycles of a sound rule set, one group after another."""
    return tuple(_Proof(model, names).run(progress) for names in components(model))


@frozen
class _Suspicion:
    """Something wrong at a node, if the options its path took agree with each other and with `box`."""

    code: str
    place: Location
    node: Node
    last: Stride | None
    box: Box
    details: tuple[tuple[str, str], ...]

    @property
    def key(self) -> _Key:
        """What makes two suspicions the same finding."""
        return self.code, self.place, self.details


@frozen
class _Situation:
    """A state under a choice of readings, and for each event the choices under which it is answered there."""

    state: State
    readings: Mapping[str, str]
    answered: _Answers

    def answers(self, event: str) -> bool:
        """Tell whether an event is accepted, or left open by name, with some facts."""
        taken = self.answered.get(event, ())
        return any(all(self.readings.get(name, o) == o for name, o in one.items()) for one in taken)


class _Proof:
    """The proof for one group of lifecycles."""

    def __init__(self, model: RuleSetModel, names: tuple[str, ...]) -> None:
        self.model = model
        self.names = names
        self.machine = compile_machine(names, model)
        self.dues = {id(duty): _starts(duty, model) for duty in self._duties()}
        events = dict.fromkeys(event for starts in self.dues.values() for event, _, _ in starts)
        self.clock = {event: 1 << number for number, event in enumerate(events)}
        self.never = [inv for inv in model.invariants.values() if inv.decision is None]
        self.ways = [ways_into(track, model) for track in self.machine.tracks]
        self.guarded: dict[str, list[Invariant]] = {}
        for invariant in self.never:
            if invariant.event is not None:
                self.guarded.setdefault(invariant.event.name, []).append(invariant)
        self.findings: dict[_Key, tuple[int, Finding]] = {}  # each with the length of its way
        self.suspicions: dict[_Key, _Suspicion] = {}
        self.open: Box = {}  # the options that are explored

    def _duties(self) -> Iterator[DutyProgram]:
        return (duty for track in self.machine.tracks for phase in track.phases for duty in phase.duties)

    def run(self, progress: Progress | None) -> LifecycleProof:
        """Explore with every option open, then follow up what the options taken do not settle."""
        options = {name: tuple(reading.options) for name, reading in self.model.readings.items()}
        try:
            found = self._explore(options, progress)
        except TooManyStatesError as error:
            what = ", ".join(f"{name} ({count})" for name, count in sorted(error.counts.items(), key=lambda i: -i[1]))
            place = self.model.lifecycles[self.names[0]].location
            return LifecycleProof(self.names, 0, 0, (find("states-too-many", place, limit=MAX_STATES, what=what),))
        wrong = (finding for _, finding in self.findings.values())
        return LifecycleProof(self.names, len(found.came), found.strides, (*wrong, *self._never_reached(found)))

    def _explore(self, options: Options, progress: Progress | None = None, only: _Key | None = None) -> Exploration:
        """Explore, and divide by a reading what was only found on a path that took it in two ways."""
        self.suspicions, self.open = {}, {name: frozenset(some) for name, some in options.items()}
        found = explore(Search(self.machine, self.model, options, self.clock), self._look, progress)
        fixed = {name: some for name, some in self.open.items() if len(some) < len(self.model.readings[name].options)}
        doubted: list[tuple[_Key, str, int]] = []
        for key, suspicion in self.suspicions.items():
            taken, way = {**fixed, **_taken(found, suspicion)}, _way(found, suspicion)
            torn = next((name for name, chosen in taken.items() if not chosen), None)
            if torn is not None and only in (None, key):
                doubted.append((key, torn, len(way)))
            elif torn is None and self._longer(key, len(way)):
                self.findings[key] = len(way), _tell(suspicion, way, taken)
        for key, torn, least in doubted:
            for option in options[torn]:
                if self._longer(key, least):
                    self._explore({**options, torn: (option,)}, progress, key)
        return found

    def _longer(self, key: _Key, length: int) -> bool:
        """Tell whether something wrong is not known yet, or only by a longer way."""
        return key not in self.findings or self.findings[key][0] > length

    def _suspect(self, suspicion: _Suspicion) -> None:
        """Keep the first suspicion of its kind that is not ruled out.

        That is done by the options explored, by the phases it is in, or by its own last step.
        """
        boxes = [self.open, *(self.ways[number][place.phase] for number, place in enumerate(suspicion.node.state))]
        if suspicion.last is not None:
            boxes.append({name: frozenset((option,)) for name, option in suspicion.last.readings.items()})
        for box in boxes:
            for name, allowed in suspicion.box.items():
                if name in box and not box[name] & allowed:
                    return
        self.suspicions.setdefault(suspicion.key, suspicion)

    def _look(self, found: Exploration, node: Node, strides: list[Stride]) -> None:
        """See whether anything is wrong in one state, or with what is accepted there."""
        for invariant in self.never:
            if invariant.event is None and self._holds(invariant, node.state):
                self._broken(invariant, node, None)
        for stride in strides:
            for invariant in self.guarded.get(stride.event, ()):
                if stride.taken.status == "accepted" and self._too_soon(invariant, node.state):
                    self._broken(invariant, node, stride)
        self._standstill(found.search.options, node, strides)
        self._clocks(found.search.options, node)

    def _broken(self, invariant: Invariant, node: Node, stride: Stride | None) -> None:
        details = (("name", invariant.name),)
        self._suspect(_Suspicion("invariant-broken", invariant.location, node, stride, _box(invariant.under), details))

    def _holds(self, invariant: Invariant, state: State) -> bool:
        """Tell whether the phases and marks are as an invariant forbids."""
        for condition in invariant.when:
            name = condition.name.name
            if name in self.machine.numbers:
                if self.machine.phase(state, self.machine.numbers[name]).name not in map(str, condition.values):
                    return False
            elif not any(value in condition.values for value in self._mark(state, name)):
                return False
        return True

    def _mark(self, state: State, name: str) -> Iterator[object]:
        for number, place in enumerate(state):
            phase = self.machine.phase(state, number)
            for mark, value in zip(phase.marks, place.marks, strict=True):
                if mark.name == name:
                    yield mark.values[value]

    def _too_soon(self, invariant: Invariant, state: State) -> bool:
        if not self._holds(invariant, state):
            return False
        if invariant.unless_done is None:
            return True
        task = invariant.unless_done.name
        return not any(
            duty.name == task and duty.bit and state[number].done & duty.bit
            for number in range(len(state))
            for duty in self.machine.phase(state, number).duties
        )

    def _standstill(self, options: Options, node: Node, strides: list[Stride]) -> None:
        """See whether a lifecycle that is not at rest has nothing that can be done under some choice of readings."""
        answered: dict[str, list[Mapping[str, str]]] = {}
        for stride in strides:  # what a named open point leaves open is not a standstill that nobody sees
            answered.setdefault(stride.event, []).append(stride.readings)
        for number, place in enumerate(node.state):
            phase = self.machine.tracks[number].phases[place.phase]
            if phase.phase.rest or self._surely_moves(node.state, number, answered, frozenset()):
                continue
            for readings in self._choices(options, node.state, number, answered):
                if not self._moves(_Situation(node.state, readings, answered), number, frozenset()):
                    box = {name: frozenset((option,)) for name, option in readings.items()}
                    details = (("lifecycle", self.machine.tracks[number].name), ("phase", phase.name))
                    self._suspect(_Suspicion("standstill", phase.phase.location, node, None, box, details))

    def _surely_moves(self, state: State, number: int, answered: _Answers, seen: frozenset[int]) -> bool:
        """Tell whether a task can be done now, or a lifecycle waited for moves, whatever the readings are."""
        place = state[number]
        for duty in self.machine.phase(state, number).duties:
            if duty.under or place.done & duty.bit or any(not place.done & bit for _, bit, _ in duty.after):
                continue
            if not applies(duty, state, number, {}):
                continue
            if any({} in answered.get(event.name, ()) for event in duty.duty.done_by):
                return True
            other = duty.waits_for
            if other is None or other in seen or self.machine.phase(state, other).phase.rest:
                continue
            if self._surely_moves(state, other, answered, seen | {number}):
                return True
        return False

    def _choices(self, options: Options, state: State, number: int, answered: _Answers) -> Iterator[dict[str, str]]:
        """Give every choice of the readings that matter to whether a lifecycle moves."""
        names: dict[str, None] = {}
        waiting, seen = [number], {number}
        while waiting:
            for duty in self.machine.phase(state, waiting.pop()).duties:
                names.update((name, None) for name in consulted(duty))
                for event in duty.duty.done_by:
                    names.update((name, None) for taken in answered.get(event.name, ()) for name in taken)
                if duty.waits_for is not None and duty.waits_for not in seen:
                    seen.add(duty.waits_for)
                    waiting.append(duty.waits_for)
        for chosen in product(*(options[name] for name in names)):
            yield dict(zip(names, chosen, strict=True))

    def _moves(self, at: _Situation, number: int, seen: frozenset[int]) -> bool:
        """Tell whether a lifecycle has a task that can be done now, or waits for one that itself moves."""
        place = at.state[number]
        for duty in self.machine.phase(at.state, number).duties:
            if not applies(duty, at.state, number, at.readings) or place.done & duty.bit:
                continue
            if waits_for(duty, place, at.readings):
                continue
            if any(at.answers(event.name) for event in duty.duty.done_by):
                return True
            other = duty.waits_for
            if other is None or other in seen or self.machine.phase(at.state, other).phase.rest:
                continue
            if self._moves(at, other, seen | {number}):
                return True
        return False

    def _clocks(self, options: Options, node: Node) -> None:
        """See whether every deadline of a task that can be done now has its start."""
        for number, place in enumerate(node.state):
            for duty in self.machine.tracks[number].phases[place.phase].duties:
                starts = self.dues[id(duty)]
                late = [one for one in starts if not node.happened & self.clock[one[0]]]
                if not late or place.done & duty.bit:
                    continue
                for event, box, location in late:
                    self._clock(options, node, (number, duty), (event, box, location))

    def _clock(
        self, options: Options, node: Node, at: tuple[int, DutyProgram], start: tuple[str, Box, Location]
    ) -> None:
        number, duty = at
        event, box, location = start
        names = list(dict.fromkeys(consulted(duty)))
        for chosen in product(*(options[name] for name in names)):
            readings = dict(zip(names, chosen, strict=True))
            if not applies(duty, node.state, number, readings) or waits_for(duty, node.state[number], readings):
                continue
            both = {**{name: frozenset((option,)) for name, option in readings.items()}}
            for name, allowed in box.items():
                both[name] = both.get(name, allowed) & allowed
            details = (("task", duty.name), ("event", event))
            self._suspect(_Suspicion("deadline-no-start", location, node, None, both, details))

    def _never_reached(self, found: Exploration) -> Iterator[Finding]:
        for number, track in enumerate(self.machine.tracks):
            reached = {node.state[number].phase for node in found.came}
            for position, phase in enumerate(track.phases):
                if position not in reached:
                    yield find("phase-unreachable", phase.phase.location, name=phase.name)
                    continue
            used = {
                move.move.location
                for p in track.phases
                for ms in (*p.moves.values(), *p.follows.values())
                for move in ms
                if id(move) in found.used
            }
            for move in track.lifecycle.moves:
                if move.location not in used and move.undetermined is None:
                    yield find("move-never", move.location, name=move.event.name)


def _box(under: Iterable[Under]) -> Box:
    return {one.reading.name: frozenset(ref.name for ref in one.options) for one in under}


def _way(found: Exploration, suspicion: _Suspicion) -> list[Stride]:
    """Give the way to a suspicion, its own last step included."""
    return [*found.path(suspicion.node), *([suspicion.last] if suspicion.last is not None else [])]


def _tell(suspicion: _Suspicion, way: list[Stride], taken: Box) -> Finding:
    readings = {name: min(options) for name, options in taken.items()}
    events = ", ".join(map(spelt, way)) or "-"
    return find(suspicion.code, suspicion.place, witness=readings or None, events=events, **dict(suspicion.details))


def _taken(found: Exploration, suspicion: _Suspicion) -> dict[str, frozenset[str]]:
    """Give the options that a path and what is wrong at its end agree on; none where they do not."""
    taken: dict[str, frozenset[str]] = {}
    boxes: list[Box] = [
        {n: frozenset((o,)) for n, o in stride.readings.items()} for stride in found.path(suspicion.node)
    ]
    if suspicion.last is not None:
        boxes.append({name: frozenset((option,)) for name, option in suspicion.last.readings.items()})
    for box in (*boxes, suspicion.box):
        for name, allowed in box.items():
            taken[name] = taken.get(name, frozenset(found.search.options[name])) & allowed
    return taken


def _starts(duty: DutyProgram, model: RuleSetModel) -> tuple[tuple[str, Box, Location], ...]:
    """Give the events that deadlines of a duty count from, each with the readings it is so under."""
    starts: list[tuple[str, Box, Location]] = []
    for due in duty.duty.due:
        if due.within is None or due.without_start is not None:
            continue
        starts += [(event, _join(_box(due.under), box), due.location) for event, box in _events(due, model)]
    return tuple(starts)


def _events(due: Due, model: RuleSetModel) -> Iterator[tuple[str, Box]]:
    if isinstance(due.after, OutcomeRef):
        decision = model.decisions[due.after.decision]
        yield from _set_to(decision.tree, due.after.outcome, {}, decision.parts)
    else:
        assert due.after is not None, "`within` stands with `after`"
        yield due.after.name, {}


def _set_to(node: DecisionNode, outcome: str, box: Box, parts: Mapping[str, DecisionNode]) -> Iterator[tuple[str, Box]]:
    """Give the values an outcome can have in a decision that asks nothing, with the readings each needs."""
    for setting in node.settings:
        if setting.outcome == outcome:
            yield spell(setting.values[0]), box
    if isinstance(node.step, Consult):
        for branch in branches(node):
            chosen = {node.step.reading.name: frozenset(ref.name for ref in branch.keys)}
            yield from _set_to(branch.node, outcome, _join(box, chosen), parts)
        return
    part = getattr(node.step, "part", None)
    for inner in (*children(node), *((parts[part.name],) if part is not None else ())):
        yield from _set_to(inner, outcome, box, parts)


def _join(one: Box, other: Box) -> Box:
    both = dict(one)
    for name, allowed in other.items():
        both[name] = both.get(name, allowed) & allowed
    return both
