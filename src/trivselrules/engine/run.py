# SPDX-License-Identifier: MPL-2.0
"""Following a compiled decision through one situation."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field, frozen

from ..frozen_map import FrozenMap
from ..location import Location
from ..values import Value
from .missing import missing_facts
from .program import Given, Program, Question, Step
from .verdict import Reason, Status, Verdict, Wait

__all__ = ["evaluate"]

Facts = Mapping[str, Given]
Readings = Mapping[str, str]


def evaluate(program: Program, facts: Facts, readings: Readings) -> Verdict:
    """Answer a decision for `facts` under `readings`: pure, total, and the same for equal arguments.

    `facts` holds canonical values of the facts' domains; `readings` an option for every reading.
    """
    walk = _walk(program, facts, readings)
    return Verdict(
        decision=program.name,
        status=walk.status,
        outcome=FrozenMap(walk.outcome),
        missing=walk.missing,
        because=walk.reasons,
        open_points=_open_points(program, walk, facts, readings),
        undetermined=walk.undetermined,
        notices=walk.notices,
        not_applicable=walk.not_applicable,
        waiting=walk.waiting,
    )


@frozen
class _Walk:
    """One walk, finished: everything of a verdict but what other readings would change."""

    status: Status
    outcome: FrozenMap[str, Value | tuple[Value, ...]]
    missing: tuple[str, ...]
    undetermined: tuple[str, ...]
    notices: tuple[str, ...]
    not_applicable: str | None
    reasons: tuple[Reason, ...] = field(eq=False)
    met: tuple[tuple[str, bool], ...] = field(eq=False)
    waiting: tuple[Wait, ...] = field(eq=False)


def _open_points(program: Program, walk: _Walk, facts: Facts, readings: Readings) -> tuple[str, ...]:
    """Give the readings met whose other options would change the answer, and what was left undetermined."""
    names = (name for name, is_reading in walk.met if not is_reading or _matters(program, walk, name, facts, readings))
    return tuple(dict.fromkeys(names))


def _matters(program: Program, walk: _Walk, reading: str, facts: Facts, readings: Readings) -> bool:
    others = (option for option in program.options[reading] if option != readings[reading])
    return any(_walk(program, facts, {**readings, reading: option}) != walk for option in others)


@define
class _Entry:
    """A reason that is still collecting its sources."""

    kind: str
    name: str
    value: object
    location: Location
    parent: int
    source: list[str] = field(factory=list)


@define
class _State:
    """What a walk has collected so far."""

    entries: list[_Entry]
    single: dict[str, Value] = field(factory=dict)
    listed: dict[str, dict[Value, None]] = field(factory=dict)
    notices: dict[str, None] = field(factory=dict)
    met: list[tuple[str, bool]] = field(factory=list)
    waiting: list[tuple[Step, Question]] = field(factory=list)
    not_applicable: str | None = None


def _walk(program: Program, facts: Facts, readings: Readings) -> _Walk:
    root = _Entry("rule", program.name, None, program.tree.at, -1)
    state = _State([root])
    pending = [(program.tree, 0)]
    while pending:
        step, entry = pending.pop()
        _take(step, state, entry)
        question = step.question
        if question is None:
            pending += [(onward, entry) for onward in reversed(step.onward)]
        elif question.reading or question.name in facts:
            value = readings[question.name] if question.reading else facts[question.name]
            onward, at = question.branch(value)
            if question.reading:
                state.met.append((question.name, True))
            kind = "reading" if question.reading else "fact"
            state.entries.append(_Entry(kind, question.name, value, at, entry))
            pending.append((onward, len(state.entries) - 1))
        else:
            state.waiting.append((step, question))
    return _finish(program, state, facts, readings)


def _take(step: Step, state: _State, entry: int) -> None:
    """Take in what a step itself says."""
    for outcome, listed, values in step.settings:
        if listed:
            state.listed.setdefault(outcome, {}).update(dict.fromkeys(values))
        else:
            state.single[outcome] = values[0]
    state.entries[entry].source += step.source
    state.notices.update(dict.fromkeys(step.notices))
    state.met += [(point, False) for point in step.undetermined]
    if step.not_applicable is not None:
        state.not_applicable = step.not_applicable
        state.notices[step.not_applicable] = None


def _finish(program: Program, state: _State, facts: Facts, readings: Readings) -> _Walk:
    undetermined = tuple(dict.fromkeys(name for name, is_reading in state.met if not is_reading))
    status: Status = "decided"
    if state.not_applicable is not None:
        status = "not_applicable"
    elif undetermined:
        status = "undetermined"
    elif state.waiting:
        status = "needs_facts"
    found: dict[str, Value | tuple[Value, ...]] = {
        **state.single,
        **{name: tuple(values) for name, values in state.listed.items()},
    }
    outcome = {name: found[name] for name in program.order if name in found and status != "not_applicable"}
    return _Walk(
        status=status,
        outcome=FrozenMap(outcome),
        missing=missing_facts(program, [step for step, _ in state.waiting], facts, readings),
        undetermined=undetermined,
        notices=tuple(state.notices),
        not_applicable=state.not_applicable,
        reasons=_reasons(state.entries),
        met=tuple(state.met),
        waiting=tuple(
            Wait(question.name, tuple(name for name in program.order if name in step.outcomes), question.at)
            for step, question in state.waiting
        ),
    )


def _reasons(entries: list[_Entry]) -> tuple[Reason, ...]:
    """Close the entries: one that cites nothing itself takes the sources of those right below it."""
    below: list[list[str]] = [[] for _ in entries]
    for number in range(len(entries) - 1, 0, -1):
        entry = entries[number]
        entry.source = list(dict.fromkeys(entry.source or below[number]))
        below[entry.parent] = entry.source + below[entry.parent]
    first = 0 if entries[0].source else 1
    return tuple(
        Reason(entry.kind, entry.name, entry.value, entry.location, tuple(dict.fromkeys(entry.source)))  # type: ignore[arg-type]
        for entry in entries[first:]
    )
