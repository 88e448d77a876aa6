# SPDX-License-Identifier: MPL-2.0
"""Every pair of states that the same events lead two versions to, under which readings, and by which shortest way.

What an event does depends on few places, so it is worked out once for each of these. Readings under which something is
reached later, by a longer way, are followed on by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from attrs import define, field, frozen

from ..analysis.exploration import MAX_STATES, TooManyStatesError
from ..machine.program import Given, Place, State
from ..machine.step import Taken
from ..proof.diagram import Diagram
from .frame import Frame
from .version import Version

__all__ = ["Crossing", "Joint", "Nearest", "Pair", "Pairs", "Progress", "Step", "Trial"]

Progress = Callable[[int], None]
EVERY = 500  # states between two words of progress
Pair = tuple[int, ...]  # for each lifecycle the number of its spot
Spot = tuple[Place | None, Place | None]  # where a lifecycle is in both versions; None where it does not exist
Readings = tuple[int, ...]  # a cell for every axis


class Step(NamedTuple):
    """An event of a way, with the facts it comes with."""

    event: str
    facts: Mapping[str, Given]


class Trial(NamedTuple):
    """What came of an event with all its facts in both versions, under some readings; None where it is unknown."""

    facts: Mapping[str, Given]
    readings: Mapping[str, str]
    guard: Diagram
    taken: tuple[Taken | None, Taken | None]


class Nearest(NamedTuple):
    """After how few events a pair is reached, in which of the situations asked for, and under which readings at all."""

    depth: int
    where: Diagram
    guard: Diagram


class _Way(NamedTuple):
    """Where an accepted event leads: the lifecycles that change, with their new spots."""

    step: Step
    guard: Diagram
    changes: tuple[tuple[int, int], ...]


class _Arrival(NamedTuple):
    """Under which readings a pair was reached first at one time, after how many events, and from where."""

    guard: Diagram
    depth: int
    start: Pair | None
    step: Step | None


@define(eq=False)
class Joint:
    """What an event does in the places it depends on; `parts` are the lifecycles whose places these are.

    `reach` are the readings under which these places are reached; `pair` is the first that was.
    """

    event: str
    parts: tuple[int, ...]
    pair: Pair
    reach: Diagram
    trials: tuple[Trial, ...] = ()
    ways: tuple[_Way, ...] = ()
    parted: Diagram = 0  # the choices under which the versions can come to different places
    read: tuple[int, ...] = ()  # the lifecycles of which only the phase is looked at
    pairs: list[Pair] = field(factory=list)


@define(eq=False)
class _Bunch:
    """The events that depend on the same places; all are reached together."""

    joints: tuple[Joint, ...]
    ways: tuple[_Way, ...]
    reached: set[Diagram] = field(factory=set)
    seen: list[Pair] = field(factory=list)


@frozen(eq=False)
class Crossing:
    """The lifecycles in given phases: the events there are, by the lifecycles whose places they depend on."""

    pair: Pair  # the first
    groups: tuple[tuple[tuple[int, ...], tuple[str, ...], dict[tuple[int, ...], _Bunch]], ...]
    read: Mapping[str, tuple[int, ...]]  # the events there are, with the lifecycles whose phases they look at


class Pairs:
    """Goes wherever the same events lead two versions, as long as both are in the same place by what both know."""

    def __init__(self, frame: Frame, old: Version, new: Version) -> None:
        self.frame, self.versions, self.diagrams = frame, (old, new), frame.diagrams
        self.reach: dict[Pair, Diagram] = {}
        self.joints: dict[tuple[object, ...], Joint] = {}
        self.parted = False
        self.numbers = [tuple(v.machine.numbers.get(name) for v in self.versions) for name in frame.tracks]
        self._spots: list[list[Spot]] = [[] for _ in frame.tracks]
        self._spot_numbers: list[dict[Spot, int]] = [{} for _ in frame.tracks]
        self._phases: list[list[int]] = [[] for _ in frame.tracks]
        self.arrivals: dict[Pair, list[_Arrival]] = {}
        self.crossings: dict[tuple[int, ...], Crossing] = {}
        self._visited: dict[Pair, list[_Bunch]] = {}
        self._gained: dict[tuple[Diagram, Diagram, Diagram], tuple[Diagram, Diagram]] = {}

    def run(self, progress: Progress | None) -> None:
        """Go everywhere from where both versions start, nearest first.

        Raises TooManyStatesError beyond the limit.
        """
        old, new = self.versions
        start = self.pair(old.machine.start, new.machine.start)
        if not all(self.matches(number, spot) for number, spot in enumerate(start)):
            self.parted = True
            return
        guard = self.diagrams.both(*(self.frame.guard(self._options(version)) for version in self.versions))
        self.reach[start], self.arrivals[start] = guard, [_Arrival(guard, 0, None, None)]
        frontier, depth = {start: guard}, 0
        while frontier:
            depth += 1
            frontier = self._go_on(frontier, depth, progress)
            if len(self.reach) > MAX_STATES:
                raise TooManyStatesError(self._counts())

    def _go_on(self, frontier: Mapping[Pair, Diagram], depth: int, progress: Progress | None) -> dict[Pair, Diagram]:
        """Let one more event happen wherever something was newly reached; give what is then newly reached."""
        reach, no, yes = self.reach, self.diagrams.no, self.diagrams.yes
        following: dict[Pair, Diagram] = {}
        for pair, portion in frontier.items():
            for way in [way for bunch in self.visit(pair, portion) for way in bunch.ways]:
                to = _changed(pair, way.changes)
                before = reach.get(to, no)
                if before == yes:
                    continue
                key = portion, way.guard, before
                if key not in self._gained:
                    self._gained[key] = self._gain(*key)
                gained, after = self._gained[key]
                if gained == no:
                    continue
                reach[to] = after
                following[to] = self.diagrams.either(following[to], gained) if to in following else gained
                self.arrivals.setdefault(to, []).append(_Arrival(gained, depth, pair, way.step))
                if progress is not None and before == no and len(reach) % EVERY == 0:
                    progress(len(reach))
        return following

    def _gain(self, portion: Diagram, guard: Diagram, before: Diagram) -> tuple[Diagram, Diagram]:
        """Give under which readings something is newly reached, and under which it has been reached then."""
        gained = self.diagrams.without(self.diagrams.both(portion, guard), before)
        return gained, self.diagrams.either(before, gained)

    def _options(self, version: Version) -> dict[str, tuple[str, ...]]:
        return {name: version.options[name] for name in self.frame.options if name in version.options}

    def _counts(self) -> dict[str, int]:
        return {name: len(spots) for name, spots in zip(self.frame.tracks, self._spots, strict=True)}

    def pair(self, old: State, new: State) -> Pair:
        """Give two states as a pair."""
        return tuple(
            self.spot(number, (None if a is None else old[a], None if b is None else new[b]))
            for number, (a, b) in enumerate(self.numbers)
        )

    def spot(self, number: int, spot: Spot) -> int:
        """Give the number of a spot of a lifecycle."""
        numbers = self._spot_numbers[number]
        if spot not in numbers:
            numbers[spot] = len(self._spots[number])
            self._spots[number].append(spot)
            old, new = (-1 if place is None else place.phase for place in spot)
            self._phases[number].append((old + 1) * 1000 + new + 1)
        return numbers[spot]

    def spots(self, pair: Pair) -> list[Spot]:
        """Give for each lifecycle where it is in both versions."""
        return [self._spots[number][spot] for number, spot in enumerate(pair)]

    def states(self, pair: Pair) -> tuple[State, State]:
        """Give the two states of a pair."""
        spots = self.spots(pair)
        made: list[State] = []
        for which, version in enumerate(self.versions):
            places = {
                numbers[which]: spot[which] for numbers, spot in zip(self.numbers, spots, strict=True) if spot[which]
            }
            made.append(tuple(places[number] for number in range(len(version.machine.tracks))))  # type: ignore[misc]
        return made[0], made[1]

    def matches(self, number: int, spot: int) -> bool:
        """Tell whether a lifecycle is in the same place in both versions, by what both know."""
        (old, new), (a, b) = self._spots[number][spot], self.numbers[number]
        if old is None or new is None or a is None or b is None:
            return True
        return self.versions[0].named(a, old).matches(self.versions[1].named(b, new))

    def phases(self, number: int, pair: Pair) -> int:
        """Give a number for the phases that a lifecycle is in."""
        return self._phases[number][pair[number]]

    def visit(self, pair: Pair, portion: Diagram) -> list[_Bunch]:
        """Note that a pair is reached under some readings, and give the events there are."""
        known = self._visited.get(pair)
        if known is not None:
            for one in known:
                one.reached.add(portion)
            return known
        phases = tuple([self._phases[number][spot] for number, spot in enumerate(pair)])
        crossing = self.crossings.get(phases)
        if crossing is None:
            crossing = self.crossings[phases] = self._crossing(pair)
        found: list[_Bunch] = []
        for parts, events, bunches in crossing.groups:
            key = tuple([pair[number] for number in parts])
            if key not in bunches:
                joints = tuple([self._joint(event, parts, pair, crossing) for event in events])
                ways = tuple(way for joint in joints for way in joint.ways)
                bunches[key] = _Bunch(joints, ways)
            bunch = bunches[key]
            bunch.reached.add(portion)
            bunch.seen.append(pair)
            found.append(bunch)
        self._visited[pair] = found
        return found

    def _crossing(self, pair: Pair) -> Crossing:
        """Find the events of some phases, and the places each depends on."""
        states = self.states(pair)
        groups: dict[tuple[int, ...], list[str]] = {}
        read: dict[str, tuple[int, ...]] = {}
        for event in self._events(states):
            parts, looked = self._depends(event, states)
            groups.setdefault(parts, []).append(event)
            read[event] = tuple(sorted(looked - set(parts)))
        made = tuple((parts, tuple(events), dict[tuple[int, ...], _Bunch]()) for parts, events in groups.items())
        return Crossing(pair, made, read)

    def _events(self, states: tuple[State, State]) -> list[str]:
        """Give the events that have a rule where they are at home, in one of the versions."""
        found: dict[str, None] = {}
        for version, state in zip(self.versions, states, strict=True):
            for number, place in enumerate(state):
                found |= dict.fromkeys(version.steps.events[number, place.phase])
        return list(found)

    def _depends(self, event: str, states: tuple[State, State]) -> tuple[tuple[int, ...], set[int]]:
        """Give the lifecycles that have a part in an event, and those whose phases it looks at."""
        parts: set[int] = set()
        looked: set[int] = set()
        for which, (version, state) in enumerate(zip(self.versions, states, strict=True)):
            back = {numbers[which]: number for number, numbers in enumerate(self.numbers)}
            for number, place in enumerate(state) if event in version.machine.home else ():
                looks = version.steps.looked_at(number, place.phase, event)
                if looks is not None:
                    parts.add(back[number])
                    looked |= {back[other] for other in looks}
        return tuple(sorted(parts)), looked

    def _joint(self, event: str, parts: tuple[int, ...], pair: Pair, crossing: Crossing) -> Joint:
        """Give what an event does in some places; the phases it looks at are the same for the whole crossing."""
        read = tuple((number, self._phases[number][pair[number]]) for number in crossing.read[event])
        key = (event, parts, tuple(pair[number] for number in parts), read)
        if key not in self.joints:
            joint = self.joints[key] = Joint(event, parts, pair, self.diagrams.no, read=crossing.read[event])
            joint.trials = tuple(self._tried(joint))
            joint.ways = tuple(self._ways(joint))
        return self.joints[key]

    def _tried(self, joint: Joint) -> Iterator[Trial]:
        """Try an event with all its facts, under every choice of the readings that matter to it."""
        states = self.states(joint.pair)
        facts, readings = self.needs(joint.event, states)
        options = self.frame.options
        choices = [dict(zip(readings, chosen, strict=True)) for chosen in product(*(options[r] for r in readings))]
        guards = [self.frame.guard({name: (option,) for name, option in choice.items()}) for choice in choices]
        old, new = self.versions
        for values in product(*(self.frame.fact_values(fact) for fact in facts)):
            given = dict(zip(facts, values, strict=True))
            for choice, guard in zip(choices, guards, strict=True):
                first = old.happen(states[0], joint.event, given, choice)
                second = first if new is old else new.happen(states[1], joint.event, given, choice)
                yield Trial(given, choice, guard, (first, second))

    def needs(self, event: str, states: tuple[State, State]) -> tuple[list[str], list[str]]:
        """Give the facts and readings that can matter to an event."""
        facts: dict[str, None] = {}
        readings: dict[str, None] = {}
        for version, state in zip(self.versions, states, strict=True):
            if event in version.machine.home:
                needed = version.steps.needs(state, event)
                facts |= dict.fromkeys(needed[0])
                readings |= dict.fromkeys(name for name in needed[1] if name not in version.chosen)
        order = [fact for version in reversed(self.versions) for fact in version.carried(event)]
        return sorted(facts, key=order.index), list(readings)

    def _ways(self, joint: Joint) -> Iterator[_Way]:
        """Give where an event leads that one of the versions accepts, as long as they stay in the same place."""
        diagrams = self.diagrams
        led: dict[tuple[tuple[int, int], ...], Diagram] = {}
        joint.parted = diagrams.no
        states = self.states(joint.pair)
        for trial in joint.trials:
            after = [state if taken is None else taken.state for state, taken in zip(states, trial.taken, strict=True)]
            to = self.pair(after[0], after[1])
            changes = tuple((n, spot) for n, (spot, was) in enumerate(zip(to, joint.pair, strict=True)) if spot != was)
            if not all(self.matches(*change) for change in changes):
                joint.parted = diagrams.either(joint.parted, trial.guard)
                continue
            before = led.get(changes, diagrams.no)
            gained = diagrams.without(trial.guard, before)
            if changes and gained != diagrams.no:
                led[changes] = diagrams.either(before, gained)
                yield _Way(Step(joint.event, trial.facts), gained, changes)

    def finish(self) -> None:
        """Settle under which readings each event's places are reached, and whether the versions have parted."""
        for joint in self.joints.values():
            joint.pairs.clear()
        groups = [group for crossing in self.crossings.values() for group in crossing.groups]
        for bunch in [bunch for _, _, bunches in groups for bunch in bunches.values()]:
            for joint in bunch.joints:
                joint.reach = self.diagrams.either(joint.reach, *bunch.reached)
                joint.pairs += bunch.seen
        self.parted = self.parted or any(
            self.diagrams.both(joint.reach, joint.parted) != self.diagrams.no for joint in self.joints.values()
        )

    def nearest(self, pair: Pair, where: Diagram) -> Nearest | None:
        """Give how a pair is reached nearest in some situations; None if it never is."""
        for arrival in self.arrivals.get(pair, ()):
            held = self.diagrams.both(arrival.guard, where)
            if held != self.diagrams.no:
                return Nearest(arrival.depth, held, arrival.guard)
        return None

    def path(self, pair: Pair, readings: Readings) -> tuple[Step, ...]:
        """Give a shortest way to a pair under a choice of readings it is reached under."""
        found: list[Step] = []
        at: Pair | None = pair
        while at is not None:
            arrival = next(one for one in self.arrivals[at] if self.diagrams.value(one.guard, readings))
            found += [] if arrival.step is None else [arrival.step]
            at = arrival.start
        return tuple(reversed(found))


def _changed(pair: Pair, changes: tuple[tuple[int, int], ...]) -> Pair:
    if len(changes) == 1:
        number, spot = changes[0]
        return (*pair[:number], spot, *pair[number + 1 :])
    made = list(pair)
    for number, spot in changes:
        made[number] = spot
    return tuple(made)
