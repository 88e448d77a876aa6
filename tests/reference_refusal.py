# SPDX-License-Identifier: MPL-2.0
"""Why an event is refused, naively; goes with `reference_lifecycle`, and shares nothing with the engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import reference_lifecycle as naive
from reference_places import Way, place, way_of_move, way_of_task

__all__ = ["move_told", "refusal", "task_told"]

Plain = dict[str, Any]


def refusal(rules: Plain, state: Plain, event: str, facts: Plain, readings: Plain) -> Plain:
    """Give what a refusal says: the phase, what is to be done first, what is done, what is otherwise, and where else.

    It must be known that the event is refused. `because` tells the moves and tasks that it rests on.
    """
    home = rules["home"][event]
    place, lifecycle = state[home], rules["lifecycles"][home]
    applying = {t: d for t, d in naive.duties(rules, state, home, readings).items() if event in naive.events_of(d)}
    blocked = {
        task: waits
        for task, duty in applying.items()
        if task not in place["done"] and (waits := naive.waits(duty, place, readings))
    }
    if blocked:
        first = dict.fromkeys(wait for waits in blocked.values() for wait in waits)
        because = [task_told(rules, state, home, task) for task in blocked]
        return _told(place, waits=tuple(first), because=because)
    written = lifecycle["phases"][place["phase"]].get("tasks", {})
    beside = {t: d for t, d in written.items() if event in naive.events_of(d) and naive.holds(d, readings)}
    done = tuple(task for task in beside if task in place["done"])
    guards = [
        move
        for move in lifecycle.get("moves", [])
        if move["event"] == event and place["phase"] in move["from"] and naive.holds(move, readings)
    ]
    meant = [move for move in guards if _is_meant(move, rules, facts)] or guards
    needs = [need for move in meant for need in _needs(rules, move, state, home, facts)]
    needs = needs or [
        need for task in beside if task not in done for need in _otherwise(rules, state, home, (task, beside[task]))
    ]
    because = [move_told(rules, move) for move in meant] + [task_told(rules, state, home, task) for task in done]
    known = bool(done or needs)
    elsewhere = () if known else tuple(_elsewhere(lifecycle, event))
    return _told(place, done=done, needs=needs, elsewhere=elsewhere, because=because)


def _told(place: Plain, **said: Any) -> Plain:
    nothing: Plain = {"waits": (), "done": (), "needs": [], "elsewhere": (), "because": []}
    return {"phase": place["phase"], **nothing, **said}


def _is_meant(move: Plain, rules: Plain, facts: Plain) -> bool:
    asked = {name: values for name, values in naive.asked_facts(move, rules).items() if values is not None}
    return all(name not in facts or naive.same(facts[name], values) for name, values in asked.items())


def _needs(rules: Plain, move: Plain, state: Plain, home: str, facts: Plain) -> Iterator[tuple[Any, ...]]:
    """Give the conditions of a move that are not met, as the file has them, with what there is and what is cited."""
    there = {**state[home]["marks"], **{name: place["phase"] for name, place in state.items()}, **facts}
    cited, (_, way), tree = tuple(move.get("source", ())), way_of_move(rules, move), rules["trees"][home]
    for name, values in move.get("when", {}).items():
        if name in there and not naive.same(there[name], values):
            yield name, tuple(values), there[name], cited, place(tree, (*way, "when", name))
    if move.get("unless_done") in state[home]["done"]:
        yield move["unless_done"], (False,), True, cited, place(tree, (*way, "unless_done"), value=True)


def _otherwise(rules: Plain, state: Plain, home: str, one: tuple[str, Plain]) -> Iterator[tuple[Any, ...]]:
    """Give the phases beside that a task asks for and that are others."""
    task, duty = one
    way: Way = ("phases", state[home]["phase"], "tasks", task, "while")
    for name, phases in duty.get("while", {}).items():
        if state[name]["phase"] not in phases:
            yield name, tuple(phases), state[name]["phase"], (), place(rules["trees"][home], (*way, name))


def move_told(rules: Plain, move: Plain) -> tuple[Any, ...]:
    """Give what is told of a move that has a say: of which lifecycle, what is cited, and where it stands."""
    lifecycle, way = way_of_move(rules, move)
    return "move", lifecycle, move["event"], tuple(move.get("source", ())), place(rules["trees"][lifecycle], way)


def task_told(rules: Plain, state: Plain, lifecycle: str, task: str) -> tuple[Any, ...]:
    """Give what is told of a task that has a say: what is cited, of the task itself and then here, and where it is."""
    duty, way = way_of_task(rules, state, lifecycle, task)
    cited = dict.fromkeys((*rules["tasks"][task].get("source", ()), *duty.get("source", ())))
    return "task", lifecycle, task, tuple(cited), place(rules["trees"][lifecycle], way)


def _elsewhere(lifecycle: Plain, event: str) -> Iterator[str]:
    """Give the phases in which an event moves something or ends a task."""
    for phase, written in lifecycle["phases"].items():
        marks = [mark for mark in lifecycle.get("marks", {}).values() if phase in mark["in"]]
        carried = [duty for mark in marks for tasks in mark.get("tasks", {}).values() for duty in tasks.values()]
        duties = [*written.get("tasks", {}).values(), *carried]
        moved = any(move["event"] == event and phase in move["from"] for move in lifecycle.get("moves", []))
        if moved or any(event in naive.events_of(duty) for duty in duties):
            yield phase
