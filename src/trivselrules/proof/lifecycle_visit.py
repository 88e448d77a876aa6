# SPDX-License-Identifier: MPL-2.0
"""One exploration of lifecycles under some options of the readings, and by which way it reaches some items first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from ..analysis.exploration import Search, Steps, explore
from ..frozen_map import FrozenMap
from ..machine.program import Given, State
from ..machine.step import step
from .lifecycle_items import Act, LifecycleItem, Stood
from .lifecycle_looks import Items

__all__ = ["Event", "Progress", "Readings", "Visit", "Way"]

Event = tuple[str, Mapping[str, Given]]
Progress = Callable[[int], None] | None
Readings = Mapping[str, str]


class _Hit(NamedTuple):
    """A way to reach an item from a state: the last event, if it takes one, and the readings taken for it."""

    item: LifecycleItem
    last: Event | None
    readings: tuple[tuple[str, str], ...]


class Way(NamedTuple):
    """Events that reach an item, and the readings taken on the way."""

    events: tuple[tuple[str, FrozenMap[str, Given]], ...]
    readings: Readings


class Visit:
    """One exploration under some options, with what is reached in each state."""

    def __init__(self, items: Items, search: Search, wanted: set[LifecycleItem], progress: Progress) -> None:
        self.items, self.options = items, search.options
        self.steps = Steps(search)
        self.explored = explore(self.steps, lambda _: None, progress)
        self.open = set(wanted)
        self.first: dict[LifecycleItem, tuple[int, int, _Hit]] = {}
        self.found: dict[LifecycleItem, tuple[int, int, _Hit, Readings]] = {}
        self._masks: dict[tuple[int, int], int] = {}
        self._acts: dict[tuple[str, int, int], list[_Hit]] = {}
        self._stands: dict[tuple[int, int], list[_Hit]] = {}
        self._joined: dict[tuple[int, tuple[tuple[str, str], ...]], Readings | None] = {}
        self._interned: dict[tuple[tuple[str, str], ...], Readings] = {}

    def results(self) -> Iterator[tuple[LifecycleItem, int, str | None, Way | None]]:
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
        for number in range(len(layout.fields)):
            key = number, code & self._mask(number, layout.phase(number, code))
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

    def _mask(self, number: int, phase: int) -> int:
        """Give the parts of a state that it depends on what stands in a phase of a lifecycle."""
        mask = self._masks.get((number, phase))
        if mask is None:
            layout, duties = self.steps.layout, self.items.machine.tracks[number].phases[phase].duties
            mask = layout.fields[number] | (layout.clock if any(duty.duty.due for duty in duties) else 0)
            for other in {other for duty in duties for other, _ in duty.while_}:
                mask |= layout.fields[other] & layout.phases
            self._masks[number, phase] = mask
        return mask

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

    def _way(self, code: int, hit: _Hit, readings: Readings) -> Way:
        events: list[Event] = [(stride.event, stride.facts) for stride in self.explored.path(code)]
        events += [] if hit.last is None else [hit.last]
        return Way(tuple((event, FrozenMap(facts)) for event, facts in events), readings)
