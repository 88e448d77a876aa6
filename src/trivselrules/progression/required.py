# SPDX-License-Identifier: MPL-2.0
"""The measurements a case must have, and those it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

from attrs import frozen

from ..lifecycle import OutcomeRef
from ..rule_set import RuleSet
from .measurement import Measurement
from .table import plan_of

__all__ = ["Coverage", "coverage_of"]

Wanted = tuple[str, str, str]
# What is required, the facts that would settle it, and the open points it rests on.
Demand = tuple[tuple[Wanted, ...], tuple[str, ...], tuple[str, ...]]


@frozen
class Coverage:
    """Which required measurements a case lacks, as indicator, perspective and phase.

    `unclear` are facts that are not known and would settle what is required, `open_points` what that rests on.
    """

    case: str
    lacking: tuple[Wanted, ...] = ()
    unclear: tuple[str, ...] = ()
    open_points: tuple[str, ...] = ()


def coverage_of(measurements: Iterable[Measurement], rules: RuleSet) -> tuple[Coverage, ...]:
    """Say for each case, in the order of their keys, which measurements it must have and lacks.

    The further facts of a case are those of its latest measurement.

    Raises Error if the rule set says nothing of measurements.
    """
    required = plan_of(rules).required
    if required is None:
        return ()
    refs = (required.indicator, required.perspective, required.phase)
    asks = {ref.decision: tuple(rules.program(ref.decision).cells) for ref in refs}
    cases: dict[str, list[Measurement]] = {}
    for one in measurements:
        cases.setdefault(one.case, []).append(one)
    known: dict[tuple[object, ...], Demand] = {}
    coverages = []
    for case in sorted(cases):
        latest = max(cases[case], key=lambda one: one.on)
        facts = {name: latest.further[name] for names in asks.values() for name in names if name in latest.further}
        key = tuple((name, value, type(value)) for name, value in facts.items())
        if key not in known:
            known[key] = _required(refs, facts, rules)
        wanted, unclear, points = known[key]
        there = {(one.indicator, one.perspective, one.phase) for one in cases[case]}
        coverages.append(Coverage(case, tuple(one for one in wanted if one not in there), unclear, points))
    return tuple(coverages)


def _required(refs: tuple[OutcomeRef, ...], facts: dict[str, Any], rules: RuleSet) -> Demand:
    answers = {ref.decision: rules.decide(ref.decision, **facts) for ref in refs}
    lists = [_names(answers[ref.decision].outcome.get(ref.outcome, ())) for ref in refs]
    wanted = tuple((one, two, three) for one, two, three in product(*lists))
    unclear = dict.fromkeys(name for answer in answers.values() for name in answer.missing)
    points = dict.fromkeys(point for answer in answers.values() for point in answer.open_points)
    return wanted, tuple(unclear), tuple(points)


def _names(listed: object) -> tuple[str, ...]:
    """Give the words of a list; it is checked that none has a reservation."""
    return tuple(map(str, listed)) if isinstance(listed, tuple) else ()
