# SPDX-License-Identifier: MPL-2.0
"""A naive comparison of two versions of lifecycles: every pair of states, every event with every fact, every reading.

Built on the naive reference of `reference_lifecycle` and sharing nothing with the comparison of the library.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import reference_lifecycle as naive
from attrs import frozen

__all__ = [
    "Situation",
    "around",
    "cells",
    "event_differences",
    "happened",
    "matches",
    "not_yet",
    "phase_differences",
    "situations",
    "task_differences",
]

Plain = dict[str, Any]
Told = tuple[str, str]


@frozen(eq=False)
class Situation:
    """A state of each version that the same events lead to, after how many, and the readings."""

    old: Plain
    new: Plain
    readings: Plain
    depth: int


def standing(rules: Plain, name: str, place: Plain) -> set[str]:
    """Give the tasks that can be done once and for all in the phase of a lifecycle."""
    return set(rules["lifecycles"][name]["phases"][place["phase"]].get("tasks", {}))


def there(rules: Plain, name: str, place: Plain) -> set[str]:
    """Give the tasks that stand in the phase of a lifecycle, with whatever value a mark carries them."""
    lifecycle = rules["lifecycles"][name]
    marks = [mark for mark in lifecycle.get("marks", {}).values() if place["phase"] in mark["in"]]
    carried = {task for mark in marks for tasks in mark.get("tasks", {}).values() for task in tasks}
    return standing(rules, name, place) | carried


def ended(rules: Plain, state: Plain, event: str, readings: Plain) -> set[tuple[str, str]]:
    """Give the tasks that an event ends where it is accepted: those that stand, are not done, and wait for none."""
    return {
        (name, task)
        for name, task, duty, waits in naive.tasks(rules, state, readings)
        if event in naive.events_of(duty) and not waits
    }


def matches(old: Plain, new: Plain, before: Plain, now: Plain) -> bool:
    """Tell whether two states are the same in phases, and in the marks and tasks that both versions have there."""
    for name in before.keys() & now.keys():
        one, other = before[name], now[name]
        if one["phase"] != other["phase"]:
            return False
        if any(not naive.same(v, [other["marks"][m]]) for m, v in one["marks"].items() if m in other["marks"]):
            return False
        if (one["done"] ^ other["done"]) & standing(old, name, one) & standing(new, name, other):
            return False
    return True


def situations(old: Plain, new: Plain, name: str) -> Iterator[Situation]:
    """Give every pair of states that the same events lead to, a refused event leading nowhere, nearest first."""
    events = [one for one in naive.happenings(new, name) if one[0] in old["events"]]
    for readings in naive.reading_choices({**new, "named": sorted({*old["named"], *new["named"]})}):
        start = naive.begin(old, name), naive.begin(new, name)
        if not matches(old, new, *start):
            continue
        seen = {(naive.frozen(start[0]), naive.frozen(start[1]))}
        waiting = [(*start, 0)]
        for before, now, depth in waiting:
            yield Situation(before, now, readings, depth)
            for event, facts in events:
                after = happen(old, before, event, facts, readings)[1], happen(new, now, event, facts, readings)[1]
                key = naive.frozen(after[0]), naive.frozen(after[1])
                if key not in seen and matches(old, new, *after):
                    seen.add(key)
                    waiting.append((*after, depth + 1))


def happen(rules: Plain, state: Plain, event: str, facts: Plain, readings: Plain) -> Any:
    """Let an event happen; one that is at home nowhere is refused."""
    if rules["home"][event] is None:
        return "refused", state, set(), []
    return naive.happen(rules, state, event, facts, readings)


def event_differences(old: Plain, new: Plain, at: Situation, event: str, facts: Plain) -> set[Told]:
    """Give what differs about an event that comes with all its facts."""
    was, before, rested, made = happen(old, at.old, event, facts, at.readings)
    is_, now, rests, makes = happen(new, at.new, event, facts, at.readings)
    told, tells = ({notice for move in moves for notice in move.get("notice", ())} for moves in (made, makes))
    besides = {("noticed", name) for name in tells - told} | {("unnoticed", name) for name in told - tells}
    if was == is_ == "accepted":
        found = {("rests", point) for point in rests - rested} | {("rests_not", point) for point in rested - rests}
        ends, ending = (ended(r, s, event, at.readings) for r, s in ((old, at.old), (new, at.new)))
        shared = {
            (n, t) for n in at.old.keys() & at.new.keys() for t in there(old, n, at.old[n]) & there(new, n, at.new[n])
        }
        found |= besides | {("done", f"{name} {task}") for name, task in (ending - ends) & shared}
        found |= {("undone", f"{name} {task}") for name, task in (ends - ending) & shared}
        for name in before.keys() & now.keys():
            one, other = before[name], now[name]
            if one["phase"] != other["phase"]:
                found.add(("leads", name))
                continue
            marks = one["marks"].keys() & other["marks"].keys()
            found |= {("mark", m) for m in marks if not naive.same(one["marks"][m], [other["marks"][m]])}
            both = standing(old, name, one) & standing(new, name, other)
            found |= {("done", f"{name} {task}") for task in (other["done"] - one["done"]) & both}
            found |= {("undone", f"{name} {task}") for task in (one["done"] - other["done"]) & both}
        return found
    if is_ == "accepted":
        return {("possible", "".join(rested))}
    if was == is_ == "undetermined":
        return besides | ({("undetermined", "".join(rests))} if rests != rested else set())
    if is_ == "undetermined":
        return {("undetermined", "".join(rests))}
    if was == "accepted":
        return {("impossible", "")}
    return {("determined", "".join(rested))} if was == "undetermined" else set()


def task_differences(old: Plain, new: Plain, at: Situation) -> set[tuple[str, str, Told]]:
    """Give what differs about the tasks that are to be done: lifecycle, task, and what.

    Of a deadline that differs as long as it has no start, that is the event it counts from.
    """
    sides = []
    for rules, state in ((old, at.old), (new, at.new)):
        found = naive.tasks(rules, state, at.readings)
        sides.append({(name, task): (duty, waits) for name, task, duty, waits in found})
    told: set[tuple[str, str, Told]] = set()
    for key in sides[0].keys() | sides[1].keys():
        if key not in sides[0] or key not in sides[1]:
            told.add((*key, ("task_added" if key not in sides[0] else "task_removed", "")))
            continue
        (one, waited), (other, waits) = sides[0][key], sides[1][key]
        told |= {(*key, ("waits", task)) for task in set(waits) - set(waited)}
        told |= {(*key, ("waits_not", task)) for task in set(waited) - set(waits)}
        told |= {(*key, ("awaits", ""))} if one.get("waits_for") != other.get("waits_for") else set()
        told |= {(*key, ("deadline", event)) for event in _due_otherwise(one, other, at.readings)}
        owed = [bool(naive.events_of(duty)) and not duty.get("repeats") for duty in (one, other)]
        told |= {(*key, ("owed" if owed[1] else "owed_not", ""))} if owed[0] != owed[1] else set()
        owners = [r["lifecycles"][key[0]]["phases"][at.old[key[0]]["phase"]].get("owner") for r in (old, new)]
        actors = one.get("actor"), other.get("actor")
        if actors != (None, None) and (actors[0] or owners[0]) != (actors[1] or owners[1]):
            told.add((*key, ("actor", "")))
    return told


def _due_otherwise(one: Plain, other: Plain, readings: Plain) -> set[str]:
    """Give the events before which something else stands for a deadline, and an empty word if deadlines differ."""
    before, now = (_dues(duty, readings) for duty in (one, other))
    same = [due for due in before if due in now and before[due] != now[due]]
    return {json.loads(due)["after"] for due in same} | ({""} if before.keys() != now.keys() else set())


def _dues(duty: Plain, readings: Plain) -> dict[str, set[str | None]]:
    """Give the deadlines of a task, each with the points that stand for it as long as it has no start."""
    if "no_deadline" in duty:
        return {json.dumps({"undetermined": duty["no_deadline"]}): {None}}
    found: dict[str, set[str | None]] = {}
    for due in (due for due in duty.get("due", []) if naive.holds(due, readings)):
        told = {key: value for key, value in due.items() if key not in ("under", "source", "without_start")}
        found.setdefault(json.dumps(told, sort_keys=True), set()).add(due.get("without_start"))
    return found


def happened(rules: Plain, before: frozenset[str], event: str, state: Plain, after: Plain) -> frozenset[str]:
    """Give what has happened in the round that each lifecycle is in, once an event is accepted."""

    def rests(name: str, place: Plain) -> bool:
        return bool(rules["lifecycles"][name]["phases"][place["phase"]].get("rest"))

    begun = {name for name in state if rests(name, state[name]) and not rests(name, after[name])}
    return frozenset(one for one in before if rules["home"][one] not in begun) | {event}


def not_yet(old: Plain, new: Plain, name: str, start: str, readings: Plain) -> Iterator[Situation]:
    """Give the places that both versions can come to, each by any events, without one having happened in this round."""
    sides = [list(_without(rules, name, start, readings)) for rules in (old, new)]
    yield from (
        Situation(one, other, readings, 0) for one in sides[0] for other in sides[1] if matches(old, new, one, other)
    )


def _without(rules: Plain, name: str, start: str, readings: Plain) -> Iterator[Plain]:
    begin = naive.begin(rules, name)
    waiting = [(begin, frozenset[str]())]
    seen = {(naive.frozen(begin), frozenset[str]())}
    for state, known in waiting:
        if not known:
            yield state
        for event, facts in naive.happenings(rules, name):
            answer, after, *_ = naive.happen(rules, state, event, facts, readings)
            then = happened(rules, known, event, state, after) & {start}
            if answer == "accepted" and (naive.frozen(after), then) not in seen:
                seen.add((naive.frozen(after), then))
                waiting.append((after, then))


def around(old: Plain, new: Plain, name: str, at: Situation) -> dict[tuple[str, str], Any]:
    """Give where a lifecycle is, and in which phase each of those is that tasks there look at."""
    looked: set[str] = set()
    for rules, state in ((old, at.old), (new, at.new)):
        lifecycle, phase = rules["lifecycles"][name], state[name]["phase"]
        carried = [tasks for mark in lifecycle.get("marks", {}).values() for tasks in mark.get("tasks", {}).values()]
        for tasks in (lifecycle["phases"][phase].get("tasks", {}), *carried):
            looked.update(other for duty in tasks.values() for other in duty.get("while", {}))
    alone = Situation({name: at.old[name]}, {name: at.new[name]}, {}, 0)
    beside = {("phase", other): at.new[other]["phase"] for other in looked}
    return cells(old, new, alone, {}) | beside


def phase_differences(old: Plain, new: Plain, at: Situation) -> set[tuple[str, Told]]:
    """Give what differs about the phases that lifecycles are in."""
    told: set[tuple[str, Told]] = set()
    for name, place in at.new.items():
        if name in at.old:
            one, other = (rules["lifecycles"][name]["phases"][place["phase"]] for rules in (old, new))
            told |= {(name, (key, "")) for key in ("owner", "rest") if one.get(key) != other.get(key)}
    return told


def cells(old: Plain, new: Plain, at: Situation, facts: Plain) -> dict[tuple[str, str], Any]:
    """Give a situation as what stands on every axis: its kind and name, and the cell as rules spell it."""
    spelled = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in facts.items()}
    found: dict[tuple[str, str], Any] = {("fact", name): value for name, value in spelled.items()}
    found |= {("reading", name): option for name, option in at.readings.items()}
    for rules, state in ((old, at.old), (new, at.new)):
        for name, place in state.items():
            found["phase", name] = place["phase"]
            for mark, value in place["marks"].items():
                found["mark", mark] = str(value).lower() if isinstance(value, bool) else str(value)
            for task in standing(rules, name, place):
                found["task", f"{name} {task}"] = "done" if task in place["done"] else "open"
    return found
