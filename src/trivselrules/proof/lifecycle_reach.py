# SPDX-License-Identifier: MPL-2.0
"""The shortest log that reaches each of some items of lifecycles, or that none can: over all states and readings.

All options of all readings are open at once, which reaches at least what any one choice of them reaches. Where a log
takes a reading in two ways, or is longer than it would have to be, the options are gone through one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from attrs import frozen

from ..analysis.exploration import Options, Search
from ..analysis.starts import counting_events
from ..frozen_map import FrozenMap
from ..machine.program import Given, State
from ..machine.step import begun, step
from ..model import RuleSetModel
from .lifecycle_items import Act, LifecycleItem, Stood
from .lifecycle_looks import Items
from .lifecycle_visit import Event, Progress, Readings, Visit, Way

__all__ = ["Log", "Moment", "Reaching", "reached_by"]


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


def reached_by(
    items: Items, readings: Readings, events: Iterable[Event], begin: tuple[State, frozenset[str]] | None = None
) -> Iterator[Moment]:
    """Let events happen and give, for the beginning and after each, what is reached.

    They find the matter as it begins, or in the state of `begin` with what has happened before. It ends with the first
    event that is not accepted, or that these rules do not know.
    """
    machine = items.machine
    state, happened = begin or (machine.start, frozenset())
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


class Reaching:
    """Looks for what can be reached under any options of the readings; `progress` is called with the states seen.

    Raises TooManyStatesError if there are more states than can be gone through.
    """

    def __init__(self, items: Items, model: RuleSetModel, progress: Progress = None) -> None:
        self.items, self.model, self.progress = items, model, progress
        self.clock = {event: 1 << bit for bit, event in enumerate(counting_events(items.machine, model))}
        self.chosen = {name: reading.chosen for name, reading in model.readings.items()}

    def logs(self, wanted: Iterable[LifecycleItem]) -> dict[LifecycleItem, Log]:
        """Give for each item a shortest log that reaches it under the readings chosen, or else under any.

        An item that is not there can never be reached.
        """
        wanted, found = set(wanted), dict[LifecycleItem, Way]()
        self._explore({name: (option,) for name, option in self.chosen.items()}, wanted, found)
        self._explore(self._options, wanted - found.keys(), found)
        return {item: self._spared(item, self._told(way)) for item, way in found.items()}

    @property
    def _options(self) -> Options:
        """Give the options of all readings, those that are chosen first."""
        readings = self.model.readings.values()
        return {one.name: (one.chosen, *(option for option in one.options if option != one.chosen)) for one in readings}

    def _explore(self, options: Options, wanted: set[LifecycleItem], found: dict[LifecycleItem, Way]) -> None:
        """Explore, and divide by a reading what no log that agrees with itself reaches as soon as it could be."""
        if not wanted:
            return
        search = Search(self.items.machine, self.model, options, self.clock)
        doubted: dict[str, dict[LifecycleItem, int]] = {}
        for item, least, torn, way in Visit(self.items, search, wanted, self.progress).results():
            if way is not None and (item not in found or len(way.events) < len(found[item].events)):
                found[item] = way
            if torn is not None:
                doubted.setdefault(torn, {})[item] = least
        for torn, some in doubted.items():
            for option in options[torn]:
                still = {item for item, least in some.items() if item not in found or len(found[item].events) > least}
                self._explore({**options, torn: (option,)}, still, found)

    def _told(self, way: Way) -> Log:
        return Log(way.events, FrozenMap({n: o for n, o in way.readings.items() if o != self.chosen[n]}))

    def _spared(self, item: LifecycleItem, log: Log) -> Log:
        """Leave out readings without which the same events reach the item too, by other states."""
        for name in log.readings:
            fewer = Log(log.events, FrozenMap({n: o for n, o in log.readings.items() if n != name}))
            if item in self.reached(fewer):
                return self._spared(item, fewer)
        return log

    def reached(self, log: Log) -> set[LifecycleItem]:
        """Give everything that a log reaches."""
        steps = reached_by(self.items, {**self.chosen, **log.readings}, log.events)
        return {item for moment in steps for item in moment.reached}
