# SPDX-License-Identifier: MPL-2.0
"""A naive reference for lifecycles: dictionaries and sets, one rule of the language after another.

Written from section 4 of the design alone and sharing nothing with the machine, so that the two can be compared. It is
plain rather than fast and assumes sound rules and valid facts. Docstrings quote the sentences that they follow.

A state holds for each lifecycle its phase, the set of tasks that are done in it, and the values of its marks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import reference
import yaml
from reference_places import spelled, trees

__all__ = [
    "asked_facts",
    "begin",
    "events_of",
    "frozen",
    "group",
    "happen",
    "happenings",
    "holds",
    "later",
    "load",
    "matters",
    "reachable",
    "reading_choices",
    "same",
    "stands_for",
    "tasks",
]

Plain = dict[str, Any]
State = dict[str, Plain]
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
Moment = date | datetime


class Rules(Plain):
    """What a rule set says; a law that fails need not repeat it."""

    def __repr__(self) -> str:
        return "rules"


def load(folder: Path) -> Plain:
    """Read the lifecycles of a folder, with the facts that events come with and the readings that are chosen."""
    rules = reference.load(folder)
    files = [
        reference.typed(yaml.load(path.read_text("utf-8"), reference.LOADER)) for path in sorted(folder.glob("*.yaml"))
    ]
    events: Plain = next((file["events"] for file in files if "events" in file), {})
    never: Plain = next((file["never"] for file in files if "never" in file), {})
    lifecycles = {file["lifecycle"]: file for file in files if "lifecycle" in file and "phases" in file}
    return Rules(
        {
            **rules,
            "events": {name: event.get("facts", []) for name, event in events.items()},
            "lifecycles": lifecycles,
            "never": never,
            "tasks": next((file["tasks"] for file in files if "tasks" in file), {}),
            "named": list(dict.fromkeys(readings_named({"lifecycles": lifecycles, "never": never}))),
            "home": {event: home(lifecycles, event) for event in events},
            "trees": trees(folder),
        }
    )


def home(lifecycles: Plain, event: str) -> str | None:
    """Follow "every event has one home lifecycle": where it is a move, else where it ends a task."""
    for name, lifecycle in lifecycles.items():
        if any(move["event"] == event for move in lifecycle.get("moves", [])):
            return name
    for name, lifecycle in lifecycles.items():
        carried = [tasks for mark in lifecycle.get("marks", {}).values() for tasks in mark.get("tasks", {}).values()]
        for written in [*(phase.get("tasks", {}) for phase in lifecycle["phases"].values()), *carried]:
            if any(event in events_of(task) for task in written.values()):
                return name
    return None


def group(rules: Plain, name: str) -> list[str]:
    """Give the lifecycles that run beside one, those beside these, and so on, in the order of the files."""
    near = {name}
    while True:
        beside = {one: {one, *file.get("beside", [])} for one, file in rules["lifecycles"].items()}
        wider = near | {other for names in beside.values() if names & near for other in names}
        if wider == near:
            return [one for one in rules["lifecycles"] if one in near]
        near = wider


def begin(rules: Plain, name: str) -> State:
    """Give the state before anything has happened: each lifecycle in the phase it starts in."""
    started = {}
    for one in group(rules, name):
        phases = rules["lifecycles"][one]["phases"]
        (start,) = [phase for phase, written in phases.items() if written.get("start") is True]
        started[one] = {"phase": start, "done": frozenset(), "marks": {}}
    return started


def events_of(task: Plain) -> list[str]:
    """Give the events that end a task: one name or a list of them."""
    ending = task.get("done_by", [])
    return ending if isinstance(ending, list) else [ending]


def mark_values(mark: Plain) -> list[Any]:
    """Give the values of a mark: those listed, or the numbers it counts to."""
    return mark["values"] if "values" in mark else list(range(mark["count_to"] + 1))


def holds(written: Plain, readings: Plain) -> bool:
    """Tell whether what is written applies "`under` given readings"."""
    return all(readings[reading] in options for reading, options in written.get("under", {}).items())


def duties(rules: Plain, state: State, name: str, readings: Plain) -> dict[str, Plain]:
    """Give the tasks that apply in a lifecycle's phase: its own, and those that its marks "may carry".

    A task may "apply only `while` another lifecycle is in given phases".
    """
    lifecycle, place = rules["lifecycles"][name], state[name]
    written = dict(lifecycle["phases"][place["phase"]].get("tasks", {}))
    for mark, value in place["marks"].items():
        carried = lifecycle["marks"][mark].get("tasks", {})
        written |= {task: {**duty, "carried": True} for task, duty in carried.get(spelled(value), {}).items()}
    return {
        task: duty
        for task, duty in written.items()
        if holds(duty, readings)
        and all(state[other]["phase"] in phases for other, phases in duty.get("while", {}).items())
    }


def waits(duty: Plain, place: Plain, readings: Plain) -> list[str]:
    """Give the tasks that "must be done first"."""
    awaited = [wait if isinstance(wait, dict) else {"task": wait} for wait in duty.get("after", [])]
    return [wait["task"] for wait in awaited if holds(wait, readings) and wait["task"] not in place["done"]]


def tasks(rules: Plain, state: State, readings: Plain) -> Iterator[tuple[str, str, Plain, list[str]]]:
    """Give every open task: "a task is open until its `done_by` event"."""
    for name, place in state.items():
        for task, duty in duties(rules, state, name, readings).items():
            if task not in place["done"]:
                yield name, task, duty, waits(duty, place, readings)


def suits(move: Plain, rules: Plain, state: State, name: str) -> bool:
    """Tell whether "marks … and other lifecycles' phases fit", and the task it names is not done."""
    place, lifecycle = state[name], rules["lifecycles"][name]
    for asked, values in move.get("when", {}).items():
        if asked in lifecycle.get("marks", {}):
            fits = same(place["marks"][asked], values)
        elif asked in state and asked != name:
            fits = state[asked]["phase"] in values
        else:
            continue  # a fact of the event
        if not fits:
            return False
    return move.get("unless_done") not in place["done"]


def same(value: Any, values: list[Any]) -> bool:
    """Tell whether a value is among others; `true` is not 1."""
    return any(type(one) is type(value) and one == value for one in values)


def asked_facts(move: Plain, rules: Plain) -> dict[str, list[Any] | None]:
    """Give the facts a move asks for, with the values that fit; None where any does."""
    carried = rules["events"][move["event"]]
    asked: dict[str, list[Any] | None] = dict.fromkeys(move.get("keep", {}).values())
    asked |= {name: values for name, values in move.get("when", {}).items() if name in carried}
    return asked


def choose(moves: list[Plain], rules: Plain, facts: Plain) -> tuple[Plain | None, set[str]]:
    """Give the one move whose facts fit, or the facts that are needed to tell; neither if none can fit."""
    missing: set[str] = set()
    chosen = []
    for move in moves:
        asked = asked_facts(move, rules)
        if all(values is None or fact not in facts or same(facts[fact], values) for fact, values in asked.items()):
            unknown = {fact for fact in asked if fact not in facts}
            missing |= unknown
            chosen += [] if unknown else [move]
    assert len(chosen) <= 1, "two moves that could both fit are an error"
    return (chosen[0], set()) if chosen else (None, missing)


Answer = tuple[str, State, set[str], list[Plain]]


def happen(rules: Plain, state: State, event: str, facts: Plain, readings: Plain) -> Answer:
    """Let an event happen: the answer, the state after it, the facts it needs or points it rests on, the moves made.

    "An event first ticks its task, then moves." "Four answers to an event: accepted; refused …; undetermined
    (nothing changes anywhere); needs facts."
    """
    at = rules["home"][event]
    place = state[at]
    ending = {
        task: duty
        for task, duty in duties(rules, state, at, readings).items()
        if event in events_of(duty) and task not in place["done"]
    }
    if any(waits(duty, place, readings) for duty in ending.values()):
        return "refused", state, set(), []
    moves = rules["lifecycles"][at].get("moves", [])
    meant = [m for m in moves if m["event"] == event and place["phase"] in m["from"] and holds(m, readings)]
    move, missing = choose([m for m in meant if suits(m, rules, state, at)], rules, facts)
    if missing:
        return "needs_facts", state, missing, []
    if move is None and (meant or not ending):
        return "refused", state, set(), []
    if move is not None and "undetermined" in move:
        return "undetermined", state, {move["undetermined"]}, [move]
    # The others "may `follow` in the same step and never refuse".
    after = {at: moved(rules["lifecycles"][at], place, move, ending, facts)}
    rests, made = resting(move, ending), [move]
    for name, place in state.items():
        if name == at:
            continue
        follows = rules["lifecycles"][name].get("follows", [])
        going = [m for m in follows if m["event"] == event and place["phase"] in m["from"] and holds(m, readings)]
        move, unknown = choose([m for m in going if suits(m, rules, state, name)], rules, facts)
        missing |= unknown
        ending = {
            task: duty
            for task, duty in duties(rules, state, name, readings).items()
            if event in events_of(duty) and task not in place["done"] and not waits(duty, place, readings)
        }
        after[name] = moved(rules["lifecycles"][name], place, move, ending, facts)
        rests |= resting(move, ending)
        made.append(move)
    if missing:
        return "needs_facts", state, missing, []
    return "accepted", {name: after[name] for name in state}, rests, [move for move in made if move is not None]


def resting(move: Plain | None, ending: dict[str, Plain]) -> set[str]:
    """Give the points that a move and the tasks it ends rest on: "accepts although the source is silent"."""
    return {written["rests_on"] for written in (move or {}, *ending.values()) if "rests_on" in written}


def moved(lifecycle: Plain, place: Plain, move: Plain | None, ending: dict[str, Plain], facts: Plain) -> Plain:
    """Give a place after what happened: "leaving a phase forgets its tasks and marks"."""
    ticked = {task for task, duty in ending.items() if not duty.get("repeats") and not duty.get("carried")}
    done = place["done"] | ticked
    if move is None:
        return {**place, "done": frozenset(done)}
    phase = move.get("to", place["phase"])
    marks: Plain = {}
    for mark, written in lifecycle.get("marks", {}).items():
        if phase not in written["in"]:
            continue
        if mark in move.get("keep", {}):
            marks[mark] = facts[move["keep"][mark]]
        elif mark not in move.get("set", {}):
            marks[mark] = place["marks"][mark]
        elif "count_to" in written and move["set"][mark] == "next":
            marks[mark] = min(place["marks"][mark] + 1, written["count_to"])
        else:
            marks[mark] = move["set"][mark]
    kept = done if "to" not in move else set()
    return {"phase": phase, "done": frozenset(kept | set(move.get("done", []))), "marks": marks}


def readings_named(written: Any) -> Iterator[str]:
    """Give the readings that are named anywhere in what is written."""
    if isinstance(written, dict):
        yield from written.get("under", {})
    for inner in written.values() if isinstance(written, dict) else written if isinstance(written, list) else ():
        yield from readings_named(inner)


def reading_choices(rules: Plain) -> Iterator[Plain]:
    """Give every combination of options of the readings that lifecycles name."""
    for options in itertools.product(*(rules["options"][reading] for reading in rules["named"])):
        yield {**rules["readings"], **dict(zip(rules["named"], options, strict=True))}


def fact_values(rules: Plain, fact: str) -> list[Any]:
    """Give all values of a fact that an event comes with: they are few."""
    domain = rules["facts"][fact]
    if "values" in domain:
        return list(domain["values"])
    if domain["type"] == "boolean":
        return [False, True]
    return list(range(domain["from"], domain["to"] + 1))


def happenings(rules: Plain, name: str) -> Iterator[tuple[str, Plain]]:
    """Give every event that is at home in a group of lifecycles, with every choice of its facts."""
    for event, facts in rules["events"].items():
        if rules["home"][event] in group(rules, name):
            for values in itertools.product(*(fact_values(rules, fact) for fact in facts)):
                yield event, dict(zip(facts, values, strict=True))


def matters(rules: Plain, state: State, event: str, facts: Plain, readings: Plain) -> set[str]:
    """Give the readings "whose other options would change this very answer", by trying every one of them."""
    given = happen(rules, state, event, facts, readings)[:2]
    found = set()
    for reading in rules["named"]:
        others = ({**readings, reading: option} for option in rules["options"][reading])
        if any(happen(rules, state, event, facts, other)[:2] != given for other in others):
            found.add(reading)
    return found


def frozen(state: State) -> tuple[Any, ...]:
    """Give a state as something that can stand in a set."""
    return tuple((n, p["phase"], p["done"], tuple(sorted(p["marks"].items()))) for n, p in sorted(state.items()))


def reachable(rules: Plain, name: str) -> tuple[dict[tuple[Any, ...], State], list[Plain]]:
    """Give every state that any events reach, with any facts and any options at each step, and the moves made."""
    choices = list(reading_choices(rules))
    events = list(happenings(rules, name))
    start = begin(rules, name)
    found = {frozen(start): start}
    made: list[Plain] = []
    waiting = [start]
    while waiting:
        state = waiting.pop()
        for (event, facts), readings in itertools.product(events, choices):
            answer, after, _, moves = happen(rules, state, event, facts, readings)
            made += [move for move in moves if not any(move is one for one in made)]
            if answer == "accepted" and frozen(after) not in found:
                found[frozen(after)] = after
                waiting.append(after)
    return found, made


def stands_for(rules: Plain, written: Any, readings: Plain) -> Any:
    """Give what `decision.outcome` stands for; everything else stands for itself."""
    if not isinstance(written, str) or "." not in written:
        return written
    decision, name = written.split(".")
    return reference.decide(rules, decision, {}, readings)["outcome"][name]


HOLIDAYS = {
    date.fromisoformat(f"{year}-{day}")
    for year, *days in map(str.split, Path(__file__).with_name("danish_holidays.txt").read_text("utf-8").splitlines())
    for day in days
}


def later(start: Moment, length: Plain) -> Moment | None:
    """Give when a length of time after a moment ends, or None where hours are counted and no hour is known.

    "Days are calendar days unless a reading says otherwise; hours are elapsed hours in Europe/Copenhagen".
    """
    if set(length) <= {"hours", "minutes"}:
        return start.astimezone(UTC) + timedelta(**length) if isinstance(start, datetime) else None
    day = start.astimezone(COPENHAGEN).date() if isinstance(start, datetime) else start
    day += timedelta(days=length.get("days", 0), weeks=length.get("weeks", 0))
    for _ in range(length.get("working_days", 0)):
        day += timedelta(days=1)
        while day.weekday() > 4 or day in HOLIDAYS:
            day += timedelta(days=1)
    return day
