# SPDX-License-Identifier: MPL-2.0
"""What becomes of one event, held against the references: the answer and why, the state, and where it all stands."""

from __future__ import annotations

from collections import Counter
from typing import Any

import reference_lifecycle as naive
from attrs import astuple, frozen
from reference_refusal import move_told, refusal, task_told

from trivselrules.engine.happening import Refusal, Response, Trace
from trivselrules.machine.program import Machine, State

__all__ = ["Asked", "Names", "as_reference", "assert_answered"]

Plain = dict[str, Any]
Names = set[tuple[str, str]]


@frozen(eq=False)
class Asked:
    """An event with its facts in a state, as the reference has all of it."""

    rules: Plain
    state: Plain
    event: str
    facts: Plain
    readings: Plain


def assert_answered(machine: Machine, asked: Asked, response: Response) -> tuple[str, Plain, Names, Names]:
    """Hold a response against the reference; give its answer, the state after it, and what was ended and left."""
    plain, state, event, readings = asked.rules, asked.state, asked.event, asked.readings
    answer, after, names, moves = naive.happen(plain, state, event, asked.facts, readings)
    matter = naive.matters(plain, state, event, asked.facts, readings)
    assert response.status == answer
    assert set(response.missing) == (names if answer == "needs_facts" else set())
    assert set(response.undetermined) == (names if answer == "undetermined" else set())
    assert set(response.open_points) == matter | (names if answer in ("accepted", "undetermined") else set())
    assert as_reference(machine, response.state) == after
    assert (response.refusal is not None) == (answer == "refused")
    if response.refusal is not None:
        assert as_told_refusal(response.refusal) == refusal(plain, state, event, asked.facts, readings)
    assert set(response.notices) == {notice for move in moves for notice in move.get("notice", ())}
    for told in (response.missing, response.undetermined, response.open_points, response.notices):
        assert len(set(told)) == len(told)
    behind, ended = _left_and_ended(plain, (state, after), event, readings)
    made = [task_told(plain, state, *one) for one in ended if answer == "accepted"]
    made += [move_told(plain, move) for move in moves]
    assert Counter(map(as_told_trace, response.because)) == Counter(made)
    return answer, after, ended, behind


def as_reference(machine: Machine, state: State) -> Plain:
    """Give a state of the machine as the reference writes it."""
    told = {}
    for number, place in enumerate(state):
        phase = machine.phase(state, number)
        done = [duty.name for duty in phase.duties if duty.bit and place.done & duty.bit]
        marks = {mark.name: mark.values[value] for mark, value in zip(phase.marks, place.marks, strict=True)}
        told[machine.tracks[number].name] = {"phase": phase.name, "done": frozenset(done), "marks": marks}
    return told


def _left_and_ended(plain: Plain, states: tuple[Plain, Plain], event: str, readings: Plain) -> tuple[Names, Names]:
    """Give the tasks that an accepted event takes away undone, and those that it ends."""
    before, after = (
        {(name, task): (duty, waits) for name, task, duty, waits in naive.tasks(plain, state, readings)}
        for state in states
    )
    ended = {one for one, (duty, waits) in before.items() if event in naive.events_of(duty) and not waits}
    owed = {one for one, (duty, _) in before.items() if naive.events_of(duty) and not duty.get("repeats")}
    counted = {(name, task) for name, place in states[1].items() for task in place["done"]}
    return owed - after.keys() - counted - ended, ended


def as_told_refusal(refusal: Refusal) -> Plain:
    """Give what a refusal says, as the reference writes it."""
    return {
        **{name: getattr(refusal, name) for name in ("phase", "waits", "done", "elsewhere")},
        "needs": [(need.name, need.allowed, need.got, need.source, astuple(need.location)) for need in refusal.needs],
        "because": [as_told_trace(trace) for trace in refusal.because],
    }


def as_told_trace(trace: Trace) -> tuple[object, ...]:
    """Give what is told of a move or task that has a say, as the reference writes it."""
    return trace.kind, trace.lifecycle, trace.name, trace.source, astuple(trace.location)
