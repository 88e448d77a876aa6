# SPDX-License-Identifier: MPL-2.0
"""Names in invariants that do not exist or do not fit what they are given for."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, find
from ..lifecycle import Condition, Invariant
from ..model import Decision, RuleSetModel
from ..ref import Ref
from ..values import spell
from .conditions import check_each, check_mark_values, check_phases, check_readings, unknown_condition
from .names import check_answers, unknown

__all__ = ["check_invariant"]


def check_invariant(invariant: Invariant, model: RuleSetModel) -> Iterator[Finding]:
    """Check what must never be: of states and events, or of a decision."""
    yield from check_each("source", invariant.source, model.sources)
    yield from check_readings(invariant.under, model)
    if not invariant.source:
        yield find("no-source", invariant.location)
    if invariant.decision is None:
        yield from _about_states(invariant, model)
        return
    yield from unknown("decision", invariant.decision, model.decisions)
    if invariant.decision.name in model.decisions:
        yield from _about_decision(invariant, model.decisions[invariant.decision.name], model)


def _about_states(invariant: Invariant, model: RuleSetModel) -> Iterator[Finding]:
    if invariant.event is not None:
        yield from unknown("event", invariant.event, model.events)
    elif not invariant.when:
        yield find("invariant-empty", invariant.location)
    if invariant.unless_done is not None:
        yield from unknown("task", invariant.unless_done, model.tasks)
    marks = {name: mark for lifecycle in model.lifecycles.values() for name, mark in lifecycle.marks.items()}
    for condition in invariant.when:
        name = condition.name.name
        if name in marks:
            yield from check_mark_values(condition, marks[name])
        elif name in model.lifecycles:
            yield from check_phases(condition, model.lifecycles[name])
        else:
            yield unknown_condition(condition.name, (*model.lifecycles, *marks))


def _about_decision(invariant: Invariant, decision: Decision, model: RuleSetModel) -> Iterator[Finding]:
    for condition in invariant.when:
        yield from unknown("fact", condition.name, model.facts)
        if condition.name.name in model.facts:
            keys = zip(condition.values, condition.places, strict=True)
            refs = (Ref(spell(value), location=place) for value, place in keys)
            yield from check_answers(refs, model.facts[condition.name.name])
    for condition in invariant.outcome:
        yield from unknown("outcome", condition.name, decision.outcomes)
        if condition.name.name in decision.outcomes:
            yield from _outcome(condition, decision.outcomes[condition.name.name].type, model)


def _outcome(condition: Condition, kind: str, model: RuleSetModel) -> Iterator[Finding]:
    """Check that values can be forbidden: words of the outcome's type, or numbers or truth where it has those."""
    for value, place in zip(condition.values, condition.places, strict=True):
        if kind in model.terms:
            noun = "role" if kind == "role" else "term"
            yield from unknown(noun, Ref(spell(value), location=place), model.terms[kind])
        elif kind == "duration" or (kind == "boolean") != isinstance(value, bool) or isinstance(value, str):
            yield find("outcome-unfit", place, name=condition.name.name, type=kind)
