# SPDX-License-Identifier: MPL-2.0
"""An event that somebody wants accepted, and every smallest change of its facts and of readings that it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import TypeVar

from attrs import evolve, frozen

from ..analysis.exploration import Options, Search, Steps, fact_values
from ..analysis.space import Dimension
from ..frozen_map import FrozenMap
from ..machine.program import Given, Machine, State
from ..machine.step import step
from ..model import RuleSetModel
from .diagram import Diagram, Diagrams, Masks
from .regions import cover
from .smallest import left, smallest
from .witness import Witness

__all__ = ["Change", "Choices", "Facts", "Readings", "Table", "Wish", "changes_now", "held"]

Facts = Mapping[str, Given]
Readings = Mapping[str, str]


@frozen
class Choices:
    """The values that facts, and the options that readings, can have; any will do for those that are not named.

    `witness` is an example: what the event comes with, and readings that are not read as chosen.
    """

    facts: FrozenMap[str, tuple[Given, ...]]
    readings: FrozenMap[str, tuple[str, ...]]
    witness: Witness


@frozen
class Change:
    """Facts and readings that must differ all together: without one of them the rest does not suffice.

    `ways` are what they can become; facts that were not given stand there too, where it matters.
    """

    facts: tuple[str, ...]
    readings: tuple[str, ...]
    ways: tuple[Choices, ...]


@frozen(eq=False)
class Wish:
    """An event with the facts it is to come with, and the readings chosen."""

    machine: Machine
    model: RuleSetModel
    event: str
    facts: Facts
    readings: Readings

    def steps(self, options: Options | None = None) -> Steps:
        """Give what can happen in a state, under the readings chosen or under any of some options."""
        chosen = {name: (option,) for name, option in self.readings.items()}
        return Steps(Search(self.machine, self.model, chosen if options is None else options, {}))

    def accepted(self, state: State, facts: Facts, readings: Readings) -> bool:
        """Tell whether the event is accepted in a state, with facts that are known and some value of each it lacks."""
        taken = step(self.machine, state, self.event, facts, readings)
        if taken.status != "needs_facts":
            return taken.status == "accepted"
        lacking = product(*(fact_values(self.model, name) for name in taken.missing))
        given = (dict(zip(taken.missing, values, strict=True)) for values in lacking)
        return any(self.accepted(state, {**facts, **more}, readings) for more in given)

    def completed(self, state: State, event: str, facts: Facts, more: Facts) -> FrozenMap[str, Given]:
        """Give the facts of an event with those it lacks in a state: such as are in `more`, else some value."""
        known = dict(facts)
        while (taken := step(self.machine, state, event, known, self.readings)).status == "needs_facts":
            known |= {name: more[name] if name in more else fact_values(self.model, name)[0] for name in taken.missing}
        return FrozenMap(known)


Key = TypeVar("Key")


def held(
    values: Mapping[Key, tuple[Given, ...]], levels: Mapping[Key, int], box: Masks
) -> dict[Key, tuple[Given, ...]]:
    """Give the values of each variable that a box narrows."""
    return {
        one: tuple(value for cell, value in enumerate(some) if box[levels[one]] >> cell & 1)
        for one, some in values.items()
        if levels[one] in box
    }


class Table:
    """Facts that the event comes with, and readings, as the variables of diagrams; what they are now is known."""

    def __init__(self, wish: Wish, facts: Iterable[str], readings: Iterable[str]) -> None:
        self._wish = wish
        self._values: dict[Dimension, tuple[Given, ...]] = {
            **{("fact", name): fact_values(wish.model, name) for name in facts},
            **{("reading", name): tuple(wish.model.readings[name].options) for name in readings},
        }
        self._levels = {dimension: level for level, dimension in enumerate(self._values)}
        self.diagrams = Diagrams([len(values) for values in self._values.values()])
        now: dict[Dimension, Given] = {
            **{("fact", name): value for name, value in wish.facts.items()},
            **{("reading", name): option for name, option in wish.readings.items()},
        }
        self._known = {
            self._levels[one]: 1 << values.index(now[one]) for one, values in self._values.items() if one in now
        }

    def accepted(self, state: State, facts: Iterable[str], readings: Iterable[str]) -> Diagram:
        """Give under which of some facts and readings the event is accepted in a state."""
        wish, diagrams = self._wish, self.diagrams
        asked: list[Dimension] = [*(("fact", name) for name in facts), *(("reading", name) for name in readings)]

        def give(cells: tuple[int, ...]) -> Diagram:
            known = {one: self._values[one][cell] for one, cell in zip(asked, cells, strict=True)}
            given = {name: value for (kind, name), value in known.items() if kind == "fact"}
            read = {name: str(value) for (kind, name), value in known.items() if kind == "reading"}
            so = wish.accepted(state, {**wish.facts, **given}, {**wish.readings, **read})
            return diagrams.yes if so else diagrams.no

        return diagrams.tabulate([self._levels[one] for one in asked], give)

    def read(self, readings: Readings) -> Diagram:
        """Give the condition that readings are read in one way."""
        return self.diagrams.box(
            {
                self._levels["reading", name]: 1 << self._values["reading", name].index(option)
                for name, option in readings.items()
            }
        )

    def changes(self, goal: Diagram, complete: Callable[[Facts, Readings], Facts]) -> tuple[Change, ...]:
        """Give every smallest change after which a condition holds; `complete` adds the facts that an example lacks."""
        return tuple(self._change(goal, levels, complete) for levels in smallest(self.diagrams, goal, self._known))

    def _change(self, goal: Diagram, levels: frozenset[int], complete: Callable[[Facts, Readings], Facts]) -> Change:
        rest = left(self.diagrams, goal, {level: mask for level, mask in self._known.items() if level not in levels})
        changed = [one for one, level in self._levels.items() if level in levels]
        return Change(
            tuple(name for kind, name in changed if kind == "fact"),
            tuple(name for kind, name in changed if kind == "reading"),
            tuple(self._choices(box, complete) for box in cover(self.diagrams, rest, rest)),
        )

    def _choices(self, box: Masks, complete: Callable[[Facts, Readings], Facts]) -> Choices:
        narrowed = held(self._values, self._levels, box)
        facts = {name: values for (kind, name), values in narrowed.items() if kind == "fact"}
        options = {name: tuple(map(str, values)) for (kind, name), values in narrowed.items() if kind == "reading"}
        given = {name: values[0] for name, values in facts.items()}
        read = {name: some[0] for name, some in options.items()}
        witness = Witness(FrozenMap(complete(given, read)), FrozenMap(read))
        return Choices(FrozenMap(facts), FrozenMap(options), witness)


def changes_now(wish: Wish, state: State) -> tuple[Change, ...]:
    """Give every smallest change of the event's facts, and of the readings chosen, after which it is accepted now.

    Facts that were not given may become what they must.
    """
    facts, readings = wish.steps().needs(state, wish.event)
    table = Table(wish, facts, readings)

    def complete(given: Facts, read: Readings) -> Facts:
        then = evolve(wish, readings={**wish.readings, **read})
        return then.completed(state, wish.event, {**wish.facts, **given}, {})

    return table.changes(table.accepted(state, facts, readings), complete)
