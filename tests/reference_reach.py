# SPDX-License-Identifier: MPL-2.0
"""A naive reference for what cases of lifecycles reach: the rules as plain data, walked one after another.

It shares with the product only the names of what can be reached, and where that is written.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import reference_lifecycle as naive
from attrs import frozen

from trivselrules.lifecycle import Duty, Move
from trivselrules.location import Location
from trivselrules.model import RuleSetModel
from trivselrules.proof.lifecycle_items import Kind, LifecycleItem
from trivselrules.values import spell

__all__ = ["Reach"]

Plain = dict[str, Any]
Happened = frozenset[str]


@frozen
class Asked:
    """A condition: its name, where it stands, its values with their places, and what there is."""

    key: str
    place: Location
    allowed: dict[str, Location]
    got: str | None

    @property
    def met(self) -> bool:
        """Tell whether it is met; what is not known is not."""
        return self.got in self.allowed


@frozen(eq=False)
class Reach:
    """What can be reached in the lifecycles that run beside one."""

    plain: Plain
    model: RuleSetModel
    name: str

    def stood(self, state: naive.State, happened: Happened, readings: Plain) -> set[LifecycleItem]:
        """Give what being in a state reaches."""
        return {item for name in state for item in self._stood(name, state, happened, readings)}

    def _stood(self, name: str, state: naive.State, happened: Happened, readings: Plain) -> Iterator[LifecycleItem]:
        told, place = self.model.lifecycles[name], state[name]
        phase = told.phases[place["phase"]]
        yield LifecycleItem(name, phase.location, "phase", phase.name)
        for mark, value in place["marks"].items():
            written = told.marks[mark]
            at = [spell(one) for one in written.values].index(spell(value))
            where = written.location if written.counts else written.value_places[at]
            yield LifecycleItem(name, where, "mark", mark, value=spell(value))
        stands = naive.duties(self.plain, state, name, readings)
        for task, (duty, known) in self._written(name, place).items():
            asked = [*self._asked(duty.get("while", {}), known.while_, name, state, {})]
            asked += self._under(duty, known, readings)
            item = (task, phase.name)
            yield from (LifecycleItem(name, a.place, "absent", *item, a.key) for a in asked if not a.met)
            if task in stands and task not in place["done"]:
                yield LifecycleItem(name, known.location, "task", *item)
                several = (a for a in asked if len(a.allowed) > 1)
                yield from (LifecycleItem(name, a.allowed[str(a.got)], "stands", *item, a.key, a.got) for a in several)
                waits = naive.waits(duty, place, readings)
                waiting = (wait.task for wait in known.after if wait.task.name in waits)
                yield from (LifecycleItem(name, ref.location, "waiting", *item, ref.name) for ref in waiting)
                for kind, where, start in self._dues(duty, known, happened, readings):
                    yield LifecycleItem(name, where, kind, *item, start)

    def _dues(
        self, duty: Plain, known: Duty, happened: Happened, readings: Plain
    ) -> Iterator[tuple[Kind, Location, str]]:
        """Give the deadlines of a task that is to be done."""
        for due, clock in zip(duty.get("due", ()), known.due, strict=True):
            start = due.get("after", "")
            if naive.holds(due, readings) and (not start or start in happened):
                yield "deadline", clock.location, start
            elif naive.holds(due, readings) and clock.without_start is not None:
                yield "startless", clock.without_start.location, start

    def _written(self, name: str, place: Plain) -> dict[str, tuple[Plain, Duty]]:
        """Give the tasks that are written for a phase and the marks that stand in it, as data and as read."""
        lifecycle, told = self.plain["lifecycles"][name], self.model.lifecycles[name]
        known = {duty.task.name: duty for duty in told.phases[place["phase"]].duties}
        found = {t: (duty, known[t]) for t, duty in lifecycle["phases"][place["phase"]].get("tasks", {}).items()}
        for mark, value in place["marks"].items():
            carried = lifecycle["marks"][mark].get("tasks", {}).get(spell(value), {})
            known = {duty.task.name: duty for duty in told.marks[mark].duties.get(spell(value), ())}
            found |= {task: (duty, known[task]) for task, duty in carried.items()}
        return found

    def acted(self, state: naive.State, event: str, facts: Plain, readings: Plain) -> set[LifecycleItem]:
        """Give what an event reaches."""
        answer, _, info, made = naive.happen(self.plain, state, event, facts, readings)
        home = self.plain["home"][event]
        places = {ref.name: ref.location for ref in self.model.events[event].facts}
        lacking = info if answer == "needs_facts" else set()
        found = {LifecycleItem(home, places[fact], "missing", event, key=fact) for fact in lacking}
        for name, place in state.items():
            ending = {
                task: duty
                for task, duty in naive.duties(self.plain, state, name, readings).items()
                if event in naive.events_of(duty) and task not in place["done"]
            }
            waiting = {task for task, duty in ending.items() if naive.waits(duty, place, readings)}
            looked = answer == "accepted" or (name == home and not waiting)
            for move, told in self._moves(name, event, place["phase"]):
                asked = [*self._asked(move.get("when", {}), told.when, name, state, facts)]
                asked += [*self._under(move, told, readings), *self._unless(told, place)]
                unmet = [one for one in asked if not one.met]
                if looked and len(unmet) == 1 and unmet[0].got is not None:
                    found.add(LifecycleItem(name, unmet[0].place, "guard", event, key=unmet[0].key))
                left = answer == "undetermined" and name == home and not unmet
                if left or any(move is one for one in made):
                    found.add(LifecycleItem(name, told.location, "move", event, place["phase"]))
                    several = (one for one in asked if len(one.allowed) > 1)
                    found |= {
                        LifecycleItem(name, one.allowed[str(one.got)], "met", event, None, one.key, one.got)
                        for one in several
                    }
            for task in ending if answer == "accepted" else ():
                if name == home or task not in waiting:
                    known = self._written(name, place)[task][1]
                    where = next(ref.location for ref in known.done_by if ref.name == event)
                    found.add(LifecycleItem(name, where, "done_by", task, place["phase"], event))
        return found

    def _moves(self, name: str, event: str, phase: str) -> Iterator[tuple[Plain, Move]]:
        lifecycle = self.plain["lifecycles"][name]
        written = [*lifecycle.get("moves", []), *lifecycle.get("follows", [])]
        for move, told in zip(written, self.model.lifecycles[name].moves, strict=True):
            if move["event"] == event and phase in move["from"]:
                yield move, told

    def _unless(self, told: Move, place: Plain) -> Iterator[Asked]:
        if told.unless_done is not None:
            where, got = told.unless_done.location, spell(told.unless_done.name in place["done"])
            yield Asked(told.unless_done.name, where, {"false": where}, got)

    def _asked(self, when: Plain, told: Any, name: str, state: naive.State, facts: Plain) -> Iterator[Asked]:
        for (key, values), condition in zip(when.items(), told, strict=True):
            marks = state[name]["marks"]
            known = marks if key in marks else facts if key not in state else {key: state[key]["phase"]}
            allowed = dict(zip(map(spell, values), condition.places, strict=True))
            yield Asked(key, condition.name.location, allowed, spell(known[key]) if key in known else None)

    def _under(self, written: Plain, told: Move | Duty, readings: Plain) -> Iterator[Asked]:
        for (key, _), under in zip(written.get("under", {}).items(), told.under, strict=True):
            allowed = {ref.name: ref.location for ref in under.options}
            yield Asked(key, under.reading.location, allowed, readings[key])

    def after(self, state: naive.State, after: naive.State, event: str, happened: Happened) -> Happened:
        """Give what has happened after an event: a lifecycle that leaves its rest begins anew."""
        rests = {
            name: [phase for phase, one in self.plain["lifecycles"][name]["phases"].items() if one.get("rest")]
            for name in state
        }
        begun = {n for n in state if state[n]["phase"] in rests[n] and after[n]["phase"] not in rests[n]}
        return frozenset({event, *(one for one in happened if self.plain["home"][one] not in begun)})

    def distances(self, readings: Plain, counted: set[str], most: int) -> dict[LifecycleItem, int] | None:
        """Give by how many events each item is reached at the soonest; None if there are more states than `most`.

        `counted` are the events of which it matters whether they have happened.
        """
        events = [(event, facts) for event, facts in self._everything()]
        start = naive.begin(self.plain, self.name)
        layer: dict[Any, tuple[naive.State, Happened]] = {(naive.frozen(start), frozenset()): (start, frozenset())}
        seen = set(layer)
        found: dict[LifecycleItem, int] = {}
        for length in itertools.count():
            following: dict[Any, tuple[naive.State, Happened]] = {}
            for state, happened in layer.values():
                for item in self.stood(state, happened, readings):
                    found.setdefault(item, length)
                for event, facts in events:
                    for item in self.acted(state, event, facts, readings):
                        found[item] = min(length + 1, found.get(item, length + 1))
                    answer, after, *_ = naive.happen(self.plain, state, event, facts, readings)
                    known = self.after(state, after, event, happened) & counted
                    key = (naive.frozen(after), known)
                    if answer == "accepted" and key not in seen:
                        seen.add(key)
                        following[key] = (after, known)
            if len(seen) > most:
                return None
            if not following:
                return found
            layer = following
        raise AssertionError

    def _everything(self) -> Iterator[tuple[str, Plain]]:
        """Give every event with every choice of its facts, some of them left out too."""
        seen = []
        for event, facts in naive.happenings(self.plain, self.name):
            for number in range(len(facts) + 1):
                for names in itertools.combinations(facts, number):
                    one = (event, {name: facts[name] for name in names})
                    if repr(one) not in seen:
                        seen.append(repr(one))
                        yield one
