# SPDX-License-Identifier: MPL-2.0
"""Which facts are still needed: the next question, then what every way on would ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .program import Given, Program, Step

__all__ = ["missing_facts"]


def missing_facts(
    program: Program, waiting: Sequence[Step], facts: Mapping[str, Given], readings: Mapping[str, str]
) -> tuple[str, ...]:
    """Give the fact of the first waiting question, then the others that are asked whatever the answers are."""
    certain = _certain(program, list(waiting), facts, readings)
    return tuple(fact for fact in _first_way(program, list(waiting), facts, readings) if fact in certain)


def _onward(steps: list[Step], facts: Mapping[str, Given], readings: Mapping[str, str]) -> list[Step]:
    """Follow all answered questions; give the steps that still wait, in the order of the walk."""
    waiting: list[Step] = []
    pending = steps[::-1]
    while pending:
        step = pending.pop()
        question = step.question
        if question is None:
            pending += reversed(step.onward)
        elif question.reading:
            pending.append(question.branch(readings[question.name])[0])
        elif question.name in facts:
            pending.append(question.branch(facts[question.name])[0])
        else:
            waiting.append(step)
    return waiting


def _first_way(
    program: Program, waiting: list[Step], facts: Mapping[str, Given], readings: Mapping[str, str]
) -> list[str]:
    """Give the facts in the order they are asked if each is answered with its first value."""
    order: list[str] = []
    known = dict(facts)
    while waiting:
        fact = _asked(waiting[0])
        order.append(fact)
        known[fact] = program.cells[fact][0]
        waiting = _onward(waiting, known, readings)
    return order


def _certain(
    program: Program, waiting: list[Step], facts: Mapping[str, Given], readings: Mapping[str, str]
) -> frozenset[str]:
    """Give the facts that are asked on every way on from the waiting questions."""
    certain: frozenset[str] = frozenset()
    for group in _independent(waiting, facts):
        fact = _asked(group[0])
        ways = [
            _certain(program, _onward(group, {**facts, fact: value}, readings), {**facts, fact: value}, readings)
            for value in _values(program, group, fact)
        ]
        certain |= {fact} | frozenset.intersection(*ways)
    return certain


def _independent(waiting: list[Step], facts: Mapping[str, Given]) -> list[list[Step]]:
    """Divide the waiting questions into groups that can ask for no unknown fact in common."""
    groups: list[tuple[set[str], list[Step]]] = []
    for step in waiting:
        unknown = {fact for fact in step.facts if fact not in facts}
        joined = [step]
        apart = []
        for names, steps in groups:
            if names & unknown:
                unknown |= names
                joined = steps + joined
            else:
                apart.append((names, steps))
        groups = [*apart, (unknown, joined)]
    return [steps for _, steps in groups]


def _values(program: Program, group: list[Step], fact: str) -> list[Given]:
    """Give one value for each way on; where the fact is not asked again, one for each branch is enough."""
    values = program.cells[fact]
    question = group[0].question
    assert question is not None
    again = any(fact in step.facts for step, _ in map(question.branch, values))
    again = again or any(fact in step.facts for step in group[1:])
    if again:
        return list(values)
    return list({id(question.branch(value)[0]): value for value in reversed(values)}.values())


def _asked(step: Step) -> str:
    assert step.question is not None, "only questions wait"
    return step.question.name
