# SPDX-License-Identifier: MPL-2.0
"""A naive proof of lifecycles: every choice of readings by itself, every state it reaches, every event in it.

Built on the naive reference of `reference_lifecycle` and sharing nothing with the proof, so that they can be compared.
Each thing that is wrong has a name of its own, and the least number of events after which it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import reference_lifecycle as naive
from attrs import frozen

__all__ = ["Way", "Wrong", "coming", "dead", "shown", "wrongs"]

Plain = dict[str, Any]
# The code of a finding and what tells it from others of its code.
Wrong = tuple[str, ...]
Way = list[tuple[str, Plain]]
_BOTH = ("accepted", "undetermined")


@frozen
class Reached:
    """A state with the events that have happened in this round, and how many events lead there."""

    state: naive.State
    happened: frozenset[str]
    depth: int


def wrongs(rules: Plain, lifecycle: str) -> dict[Wrong, int]:
    """Give all that is wrong under any choice of readings, with the least number of events that show it."""
    found: dict[Wrong, int] = {}
    for readings in naive.reading_choices(rules):
        for wrong, depth in _under(rules, lifecycle, readings):
            found[wrong] = min(depth, found.get(wrong, depth))
    return found


def dead(rules: Plain, lifecycle: str) -> set[Wrong]:
    """Give the phases that no events reach and the moves that none make, whatever the readings are at each step."""
    states, made = naive.reachable(rules, lifecycle)
    found: set[Wrong] = set()
    for name in naive.group(rules, lifecycle):
        written = rules["lifecycles"][name]
        reached = {state[name]["phase"] for state in states.values()}
        found |= {("phase-unreachable", name, phase) for phase in written["phases"] if phase not in reached}
        for kind in ("moves", "follows"):
            for number, move in enumerate(written.get(kind, [])):
                if not any(move is one for one in made):
                    found.add(("move-never", name, kind, str(number)))
    return found


def shown(rules: Plain, lifecycle: str, readings: Plain, way: Way) -> set[Wrong]:
    """Give what is wrong where some events lead, or with the last of them; nothing if one of them is not accepted."""
    chosen = {**rules["readings"], **readings}
    nodes = _follow(rules, lifecycle, chosen, way)
    if nodes is None:
        return set()
    found = set(_too_soon(rules, nodes[-2].state, way[-1][0], chosen)) if way else set()
    return found | set(_wrong_in(rules, nodes[-1], chosen, _answered(rules, lifecycle, nodes[-1], chosen, _BOTH)))


def coming(rules: Plain, lifecycle: str, readings: Plain, way: Way) -> set[Wrong] | None:
    """Give what is wrong where some events lead, or with any event there; None if one of them is not accepted."""
    nodes = _follow(rules, lifecycle, readings, way)
    if nodes is None:
        return None
    accepted = _answered(rules, lifecycle, nodes[-1], readings, ("accepted",))
    soon = {wrong for event in accepted for wrong in _too_soon(rules, nodes[-1].state, event, readings)}
    return soon | set(_wrong_in(rules, nodes[-1], readings, _answered(rules, lifecycle, nodes[-1], readings, _BOTH)))


def _follow(rules: Plain, lifecycle: str, readings: Plain, way: Way) -> list[Reached] | None:
    """Give where some events lead, one after another; None if one of them is not accepted."""
    nodes = [Reached(naive.begin(rules, lifecycle), frozenset(), 0)]
    for event, facts in way:
        answer, after, *_ = naive.happen(rules, nodes[-1].state, event, facts, readings)
        if answer != "accepted":
            return None
        nodes.append(Reached(after, _past(rules, nodes[-1], after, event), len(nodes)))
    return nodes


def _answered(rules: Plain, lifecycle: str, node: Reached, readings: Plain, answers: tuple[str, ...]) -> set[str]:
    """Give the events that, with some facts, have one of these answers in a state."""
    return {
        event
        for event, facts in naive.happenings(rules, lifecycle)
        if naive.happen(rules, node.state, event, facts, readings)[0] in answers
    }


def _wrong_in(rules: Plain, node: Reached, readings: Plain, answered: set[str]) -> Iterator[Wrong]:
    """Give what is wrong in a state, whatever happens next."""
    yield from _forbidden(rules, node.state, readings)
    yield from _stalled(rules, node.state, readings, answered)
    yield from _startless(rules, node, readings)


def _under(rules: Plain, lifecycle: str, readings: Plain) -> Iterator[tuple[Wrong, int]]:
    """Give all that is wrong under one choice of readings."""
    start = Reached(naive.begin(rules, lifecycle), frozenset(), 0)
    seen = {(naive.frozen(start.state), start.happened)}
    waiting = [start]
    for node in waiting:
        answered = set()
        for event, facts in naive.happenings(rules, lifecycle):
            answer, after, *_ = naive.happen(rules, node.state, event, facts, readings)
            if answer in _BOTH:
                answered.add(event)
            if answer != "accepted":
                continue
            yield from ((wrong, node.depth + 1) for wrong in _too_soon(rules, node.state, event, readings))
            next_ = Reached(after, _past(rules, node, after, event), node.depth + 1)
            key = (naive.frozen(after), next_.happened)
            if key not in seen:
                seen.add(key)
                waiting.append(next_)
        yield from ((wrong, node.depth) for wrong in _wrong_in(rules, node, readings, answered))


def _rests(rules: Plain, state: naive.State, name: str) -> bool:
    """Tell whether a lifecycle is at rest."""
    return bool(rules["lifecycles"][name]["phases"][state[name]["phase"]].get("rest"))


def _past(rules: Plain, node: Reached, after: naive.State, event: str) -> frozenset[str]:
    """Give what has happened, without the earlier rounds of lifecycles that leave their rest."""
    begun = {name for name in after if _rests(rules, node.state, name) and not _rests(rules, after, name)}
    return frozenset({*(past for past in node.happened if rules["home"][past] not in begun), event})


def _is_so(rules: Plain, state: naive.State, conditions: Plain) -> bool:
    """Tell whether phases and marks are as an invariant says."""
    marks = [mark for place in state.values() for mark in place["marks"].items()]
    return all(
        state[name]["phase"] in values
        if name in state
        else any(mark == name and naive.same(value, values) for mark, value in marks)
        for name, values in conditions.items()
        if name in state or any(name in file.get("marks", {}) for file in rules["lifecycles"].values())
    )


def _forbidden(rules: Plain, state: naive.State, readings: Plain) -> Iterator[Wrong]:
    """Follow "invariants are `never:` only, over phases and marks"."""
    for name, never in rules["never"].items():
        if (
            not {"event", "decision"} & never.keys()
            and naive.holds(never, readings)
            and _is_so(rules, state, never["when"])
        ):
            yield "invariant-broken", name


def _too_soon(rules: Plain, state: naive.State, event: str, readings: Plain) -> Iterator[Wrong]:
    """Follow "or over accepting an event (`unless_done: TASK`)"."""
    for name, never in rules["never"].items():
        if never.get("event") != event or not naive.holds(never, readings):
            continue
        done = {task for place in state.values() for task in place["done"]}
        if never.get("unless_done") not in done and _is_so(rules, state, never.get("when", {})):
            yield "invariant-broken", name


def _stalled(rules: Plain, state: naive.State, readings: Plain, answered: set[str]) -> Iterator[Wrong]:
    """Follow "no stall: outside `rest`, every phase has … a task whose event is accepted now, or that waits …"."""
    for name, place in state.items():
        if not _rests(rules, state, name) and not _goes_on(rules, state, name, readings, answered):
            yield "standstill", name, place["phase"]


def _goes_on(rules: Plain, state: naive.State, name: str, readings: Plain, answered: set[str]) -> bool:
    """Tell whether a lifecycle has a task that can be done, or waits "for a lifecycle that moves, without circles"."""
    reached, waiting = {name}, [name]
    for one in waiting:
        for task, duty in naive.duties(rules, state, one, readings).items():
            if task in state[one]["done"] or naive.waits(duty, state[one], readings):
                continue
            if any(event in answered for event in naive.events_of(duty)):
                return True
            other = duty.get("waits_for")
            if (
                other
                and other not in reached
                and not rules["lifecycles"][other]["phases"][state[other]["phase"]].get("rest")
            ):
                reached.add(other)
                waiting.append(other)
    return False


def _startless(rules: Plain, node: Reached, readings: Plain) -> Iterator[Wrong]:
    """Follow "each `after` event of a deadline has then always happened"."""
    for _, task, duty, waits in naive.tasks(rules, node.state, readings):
        dues = duty.get("due", [])
        for due in [] if waits else [dues] if isinstance(dues, dict) else dues:
            counts = "within" in due and "without_start" not in due and naive.holds(due, readings)
            event = naive.stands_for(rules, due["after"], readings) if counts else None
            if event is not None and event not in node.happened:
                yield "deadline-no-start", task, event
