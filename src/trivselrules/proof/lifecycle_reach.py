# SPDX-License-Identifier: MPL-2.0
"""The shortest log that reaches each of some items of lifecycles, or that none can: over all states and readings.

All options of all readings are open at once, which reaches at least what any one choice of them reaches. Where a log
takes a reading in two ways, or is longer than it would have to be, the options are gone through one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from attrs import frozen

from ..analysis.exploration import Options, Search, Steps, explore
from ..analysis.starts import counted_from
from ..frozen_map import FrozenMap
from ..machine.program import Given, Machine, State
from ..machine.step import begun, step
from ..model import RuleSetModel
from .lifecycle_items import Act, Items, LifecycleItem, Stood

__all__ = ["Log", "Moment", "Reaching", "reached_by"]

Event = tuple[str, Mapping[str, Given]]
Readings = Mapping[str, str]


@frozen
class Log:
    """Events with what they come with, one after another, and the readings that are not as the rule set chooses."""

    events: tuple[tuple[str, FrozenMap[str, Given]], ...]
    readings: FrozenMap[str, str]


class Moment(NamedTuple):
    """A state that a log comes to, the event that led there or changed nothing, if any, and what is reached by it."""

    state: State
    act: Act | None
    reached: frozenset[LifecycleItem]


def reached_by(items: Items, readings: Readings, events: Iterable[Event]) -> Iterator[Moment]:
    """Let events happen and give, for the beginning and after each, what is reached.

    It ends with the first event that is not accepted, or that only an earlier version of the rules knows.
    """
    machine = items.machine
    state, happened = machine.start, frozenset[str]()
    yield Moment(state, None, frozenset(items.stood(Stood(state, happened, readings))))
    for event, facts in events:
        if event not in machine.home:
            return
        act = Act(state, event, facts, readings, step(machine, state, event, facts, readings))
        acted = frozenset(items.acted(act))
        if act.taken.status != "accepted":
            yield Moment(state, act, acted)
            return
        begins = begun(machine, state, act.taken.state)
        happened = frozenset({event, *(name for name in happened if machine.home.get(name) not in begins)})
        state = act.taken.state
        yield Moment(state, act, acted | frozenset(items.stood(Stood(state, happened, readings))))


class _Hit(NamedTuple):
    """A way to reach an item from a state: the last event, if it takes one, and the readings taken for it."""

    item: LifecycleItem
    last: Event | None
    readings: tuple[tuple[str, str], ...]


class Reaching:
    """Looks for what can be reached under any options of the readings; `progress` is called with the states seen.

    Raises TooManyStatesError if there are more states than can be gone through.
    """

    def __init__(self, items: Items, model: RuleSetModel, progress: Callable[[int], None] | None = None) -> None:
        self.items, self.model, self.progress = items, model, progress
        self.clock = _clock(items.machine, model)
        self.chosen = {name: reading.chosen for name, reading in model.readings.items()}

    def logs(self, wanted: Iterable[LifecycleItem]) -> dict[LifecycleItem, Log]:
        """Give for each item a shortest log that reaches it under the readings chosen, or else under any.

        An item that is not there can never be reached.
        """
        wanted, found = set(wanted), dict[LifecycleItem, _Way]()
        self._explore({name: (option,) for name, option in self.chosen.items()}, wanted, found)
        self._explore(self._options, wanted - found.keys(), found)
        return {item: self._told(way) for item, way in found.items()}

    @property
    def _options(self) -> Options:
        """Give the options of all readings, those that are chosen first."""
        readings = self.model.readings.values()
        return {one.name: (one.chosen, *(option for option in one.options if option != one.chosen)) for one in readings}

    def _explore(self, options: Options, wanted: set[LifecycleItem], found: dict[LifecycleItem, _Way]) -> None:
        """Explore, and divide by a reading what no log that agrees with itself reaches as soon as it could be."""
        if not wanted:
            return
        doubted: dict[str, dict[LifecycleItem, int]] = {}
        for item, least, torn, way in _Visit(self, options, wanted).results():
            if way is not None and (item not in found or len(way.events) < len(found[item].events)):
                found[item] = way
            if torn is not None:
                doubted.setdefault(torn, {})[item] = least
        for torn, some in doubted.items():
            for option in options[torn]:
                still = {item for item, least in some.items() if item not in found or len(found[item].events) > least}
                self._explore({**options, torn: (option,)}, still, found)

    def _told(self, way: _Way) -> Log:
        return Log(way.events, FrozenMap({n: o for n, o in way.readings.items() if o != self.chosen[n]}))

    def reached(self, log: Log) -> set[LifecycleItem]:
        """Give everything that a log reaches."""
        steps = reached_by(self.items, {**self.chosen, **log.readings}, log.events)
        return {item for moment in steps for item in moment.reached}


class _Way(NamedTuple):
    """Events that reach an item, and the readings taken on the way."""

    events: tuple[tuple[str, FrozenMap[str, Given]], ...]
    readings: Readings


class _Visit:
    """One exploration under some options, with what is reached in each state."""

    def __init__(self, reaching: Reaching, options: Options, wanted: set[LifecycleItem]) -> None:
        self.items, self.options = reaching.items, options
        self.steps = Steps(Search(reaching.items.machine, reaching.model, options, reaching.clock))
        self.explored = explore(self.steps, lambda _: None, reaching.progress)
        self.open = set(wanted)
        self.first: dict[LifecycleItem, tuple[int, int, _Hit]] = {}
        self.found: dict[LifecycleItem, tuple[int, int, _Hit, Readings]] = {}
        self._acts: dict[tuple[str, int, int], list[_Hit]] = {}
        self._stands: dict[tuple[int, int], list[_Hit]] = {}
        self._joined: dict[tuple[int, tuple[tuple[str, str], ...]], Readings | None] = {}
        self._interned: dict[tuple[tuple[str, str], ...], Readings] = {}

    def results(self) -> Iterator[tuple[LifecycleItem, int, str | None, _Way | None]]:
        """Give for each item within reach the least length, a reading to divide by if need be, and a log for it."""
        self._go_through()
        for item, (least, code, hit) in self.first.items():
            way, torn, length = None, None, 0
            if item in self.found:
                length, at, taken, readings = self.found[item]
                way = self._way(at, taken, readings)
            if way is None or length > least:
                torn = self._torn(code, hit)
            yield item, least, torn, way

    def _go_through(self) -> None:
        start = self._intern({name: some[0] for name, some in self.options.items() if len(some) == 1})
        labels: dict[int, Readings | None] = {}
        depths: dict[int, int] = {}
        for code, came in self.explored.came.items():
            if came is None:
                labels[code], depths[code] = start, 0
            else:
                before, stride = came
                labels[code] = self._join(labels[before], tuple(stride.readings.items()))
                depths[code] = depths[before] + 1
            if self.open:
                self._look(code, labels[code], depths[code])

    def _look(self, code: int, label: Readings | None, depth: int) -> None:
        for hits in self._hits(code):
            settled = False
            for hit in hits:
                if hit.item not in self.open:
                    settled = True
                    continue
                length = depth + (hit.last is not None)
                self.first.setdefault(hit.item, (length, code, hit))
                readings = self._join(label, hit.readings)
                if readings is not None:
                    self.found[hit.item] = length, code, hit, readings
                    self.open.discard(hit.item)
            if settled:
                hits[:] = [hit for hit in hits if hit.item in self.open]

    def _hits(self, code: int) -> Iterator[list[_Hit]]:
        """Give what can be reached in a state; it depends on few places, so it is worked out once for each of these."""
        layout = self.steps.layout
        for number, field in enumerate(layout.fields):
            mask = field | layout.phases | layout.clock
            key = number, code & mask
            hits = self._stands.get(key)
            if hits is None:
                hits = self._stands[key] = [*self._standing(number, code)]
            if hits:
                yield hits
        for event, mask in self.steps.masks(code).items():
            acted = event, mask, code & mask
            hits = self._acts.get(acted)
            if hits is None:
                hits = self._acts[acted] = [*self._acting(event, layout.state(code))]
            if hits:
                yield hits

    def _standing(self, number: int, code: int) -> Iterator[_Hit]:
        node = self.explored.node(code)
        happened = {event for event, bit in self.steps.clock.items() if node.happened & bit}
        for item, names, shows in self.items.stands[number, node.state[number].phase]:
            if item in self.open:
                for chosen in product(*(self.options[name] for name in names)):
                    taken = tuple(zip(names, chosen, strict=True))
                    if shows(Stood(node.state, happened, dict(taken))):
                        yield _Hit(item, None, taken)

    def _acting(self, event: str, state: State) -> Iterator[_Hit]:
        looks = [
            look
            for number, place in enumerate(state)
            for look in self.items.acts[number, place.phase].get(event, ())
            if look.item in self.open
        ]
        if not looks:
            return
        names = self.steps.needs(state, event)
        seen: set[tuple[LifecycleItem, tuple[tuple[str, str], ...]]] = set()
        for facts in self._facts(names[0]):
            for chosen in product(*(self.options[name] for name in names[1])):
                taken = tuple(zip(names[1], chosen, strict=True))
                readings = dict(taken)
                act = Act(state, event, facts, readings, step(self.items.machine, state, event, facts, readings))
                for look in looks:
                    if (look.item, taken) not in seen and look.shows(act):
                        seen.add((look.item, taken))
                        yield _Hit(look.item, (event, facts), taken)

    def _facts(self, names: list[str]) -> Iterator[dict[str, Given]]:
        """Give all facts that an event can come with, and then with one of them lacking."""
        for given in (names, *([other for other in names if other != name] for name in names)):
            for values in product(*(self.steps.values[fact] for fact in given)):
                yield dict(zip(given, values, strict=True))

    def _join(self, label: Readings | None, more: tuple[tuple[str, str], ...]) -> Readings | None:
        """Give readings taken with more of them, or nothing if one is taken in two ways."""
        if label is None or not more:
            return label
        key = id(label), more
        if key not in self._joined:
            agree = all(label.get(name, option) == option for name, option in more)
            self._joined[key] = self._intern({**label, **dict(more)}) if agree else None
        return self._joined[key]

    def _intern(self, readings: dict[str, str]) -> Readings:
        return self._interned.setdefault(tuple(sorted(readings.items())), readings)

    def _torn(self, code: int, hit: _Hit) -> str:
        """Give a reading that a log takes in two ways: one that agrees with itself would have been found."""
        taken: dict[str, str] = {name: some[0] for name, some in self.options.items() if len(some) == 1}
        steps = [tuple(stride.readings.items()) for stride in self.explored.path(code)]
        pairs = (pair for some in (*steps, hit.readings) for pair in some)
        return next(name for name, option in pairs if taken.setdefault(name, option) != option)

    def _way(self, code: int, hit: _Hit, readings: Readings) -> _Way:
        events: list[Event] = [(stride.event, stride.facts) for stride in self.explored.path(code)]
        events += [] if hit.last is None else [hit.last]
        return _Way(tuple((event, FrozenMap(facts)) for event, facts in events), readings)


def _clock(machine: Machine, model: RuleSetModel) -> dict[str, int]:
    """Give a bit for each event that deadlines count from."""
    dues = (due for track in machine.tracks for phase in track.phases for duty in phase.duties for due in duty.duty.due)
    events = dict.fromkeys(event for due in dues if due.within is not None for event, _ in counted_from(due, model))
    return {event: 1 << bit for bit, event in enumerate(events)}
