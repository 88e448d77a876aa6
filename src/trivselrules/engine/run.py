# SPDX-License-Identifier: MPL-2.0
"""Following a compiled decision through one situation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from attrs import define, field

from ..frozen_map import FrozenMap
from ..location import Location
from ..values import Value
from .missing import missing_facts
from .program import Given, Program, Step
from .verdict import Origin, Reason, Status, Verdict, Wait

__all__ = ["MOST_SETTLED", "evaluate", "settle"]

# How many answers `settle` keeps of one decision at most; more choices of readings than that are answered anew.
MOST_SETTLED = 1000
Facts = Mapping[str, Given]
Readings = Mapping[str, str]


def evaluate(program: Program, facts: Facts, readings: Readings) -> Verdict:
    """Answer a decision for `facts` under `readings`: pure, total, and the same for equal arguments.

    `facts` holds canonical values of the facts' domains; `readings` an option for every reading.
    """
    walk = _walk(program, facts, readings)
    said = _say(program, walk, facts, readings)
    return Verdict(
        decision=program.name,
        status=said.status,
        outcome=FrozenMap(said.outcome),
        missing=said.missing,
        because=_reasons(walk.entries),
        open_points=_open_points(program, walk, said, facts, readings),
        undetermined=said.undetermined,
        notices=said.notices,
        not_applicable=said.not_applicable,
        waiting=tuple(_wait(program, step) for step in walk.waiting),
        origins=FrozenMap({name: tuple(walk.origins[name]) for name in said.outcome}),
    )


def settle(program: Program, readings: Readings) -> Verdict:
    """Answer a decision that asks for no fact, as `evaluate` does; the answer is kept with the program.

    Every deadline asks the same few decisions, and only what is chosen of the readings they consult can matter.
    """
    chosen = tuple([readings[name] for name in program.consulted])
    known = program.settled.get(chosen)
    if known is None:
        known = evaluate(program, {}, readings)
        if len(program.settled) < MOST_SETTLED:
            program.settled[chosen] = known
    return known


class _Entry(NamedTuple):
    """A reason, with the number of the one above it and a list that still collects its sources."""

    kind: Literal["fact", "reading", "rule"]
    name: str
    value: object
    location: Location
    parent: int
    source: list[str]


@define
class _Walk:
    """What a walk has collected; `met` are the readings consulted and the points left open, in order."""

    entries: list[_Entry]
    single: dict[str, Value] = field(factory=dict)
    listed: dict[str, dict[Value, None]] = field(factory=dict)
    origins: dict[str, list[Origin]] = field(factory=dict)
    notices: dict[str, None] = field(factory=dict)
    met: list[tuple[str, bool]] = field(factory=list)
    waiting: list[Step] = field(factory=list)
    not_applicable: str | None = None


def _walk(program: Program, facts: Facts, readings: Readings) -> _Walk:
    """Follow the decision depth first, in the order of the file."""
    walk = _Walk([_Entry("rule", program.name, None, program.tree.at, -1, [])])
    pending = [(program.tree, 0)]
    while pending:
        step, entry = pending.pop()
        _take(step, walk, entry)
        question = step.question
        if question is None:
            pending += [(onward, entry) for onward in reversed(step.onward)]
            continue
        known = readings if question.reading else facts
        if question.name not in known:
            walk.waiting.append(step)
            continue
        value = known[question.name]
        onward, at = question.branch(value)
        if question.reading:
            walk.met.append((question.name, True))
        kind: Literal["fact", "reading"] = "reading" if question.reading else "fact"
        pending.append((onward, len(walk.entries)))
        walk.entries.append(_Entry(kind, question.name, value, at, entry, []))
    return walk


def _take(step: Step, walk: _Walk, entry: int) -> None:
    """Take in what a step itself says."""
    for outcome, listed, values in step.settings:
        walk.origins.setdefault(outcome, []).append(Origin(step.at, step.source))
        if listed:
            walk.listed.setdefault(outcome, {}).update(dict.fromkeys(values))
        else:
            walk.single[outcome] = values[0]
    walk.entries[entry].source.extend(step.source)
    walk.notices.update(dict.fromkeys(step.notices))
    walk.met += [(point, False) for point in step.undetermined]
    if step.not_applicable is not None:
        walk.not_applicable = step.not_applicable
        walk.notices[step.not_applicable] = None


class _Said(NamedTuple):
    """The part of an answer that another reading may change; two are equal if the answers are the same."""

    status: Status
    outcome: dict[str, Value | tuple[Value, ...]]
    missing: tuple[str, ...]
    undetermined: tuple[str, ...]
    notices: tuple[str, ...]
    not_applicable: str | None


def _say(program: Program, walk: _Walk, facts: Facts, readings: Readings) -> _Said:
    undetermined = tuple(dict.fromkeys(name for name, is_reading in walk.met if not is_reading))
    status: Status = "decided"
    if walk.not_applicable is not None:
        status = "not_applicable"
    elif undetermined:
        status = "undetermined"
    elif walk.waiting:
        status = "needs_facts"
    outcome: dict[str, Value | tuple[Value, ...]] = {}
    for name in program.order if status != "not_applicable" else ():
        if name in walk.single:
            outcome[name] = walk.single[name]
        elif name in walk.listed:
            outcome[name] = tuple(walk.listed[name])
    missing = missing_facts(program, walk.waiting, facts, readings) if walk.waiting else ()
    return _Said(status, outcome, missing, undetermined, tuple(walk.notices), walk.not_applicable)


def _open_points(program: Program, walk: _Walk, said: _Said, facts: Facts, readings: Readings) -> tuple[str, ...]:
    """Give the readings met whose other options would change the answer, and what was left undetermined."""

    def matters(reading: str) -> bool:
        others = (option for option in program.options[reading] if option != readings[reading])
        return any(_otherwise(program, facts, {**readings, reading: option}) != said for option in others)

    return tuple(dict.fromkeys(name for name, is_reading in walk.met if not is_reading or matters(name)))


def _otherwise(program: Program, facts: Facts, readings: Readings) -> _Said:
    return _say(program, _walk(program, facts, readings), facts, readings)


def _wait(program: Program, step: Step) -> Wait:
    assert step.question is not None, "only questions wait"
    decides = tuple(name for name in program.order if name in step.outcomes)
    return Wait(step.question.name, decides, step.question.at)


def _reasons(entries: list[_Entry]) -> tuple[Reason, ...]:
    """Close the entries: one that cites nothing itself takes the sources of those right below it."""
    sources = [list(dict.fromkeys(entry.source)) for entry in entries]
    below: list[list[str]] = [[] for _ in entries]
    for number in range(len(entries) - 1, 0, -1):
        sources[number] = sources[number] or list(dict.fromkeys(below[number]))
        parent = entries[number].parent
        below[parent] = sources[number] + below[parent]
    first = 0 if sources[0] else 1
    return tuple(
        Reason(entry.kind, entry.name, entry.value, entry.location, tuple(source))
        for entry, source in zip(entries[first:], sources[first:], strict=True)
    )
