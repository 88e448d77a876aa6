# SPDX-License-Identifier: MPL-2.0
"""Names in lifecycles, tasks and events that do not exist or do not fit what they are given for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import takewhile

from ..finding import Finding, find
from ..lifecycle import Condition, Due, Duty, Event, Lifecycle, Mark, Move, OutcomeRef, Phase, Task
from ..location import Location
from ..model import Ask, Cadence, Decision, NotApplicable, Outcome, RuleSetModel
from ..nearest import nearest
from ..ref import Ref
from ..values import CLOCK_UNITS, Duration, Qualified, Scalar, spell
from .conditions import (
    NEXT,
    among,
    check_each,
    check_fact_values,
    check_mark_values,
    check_phases,
    check_readings,
    domain_values,
    mark_value,
    unknown_condition,
    with_meant,
)
from .invariant_names import check_invariant
from .names import unknown
from .nodes import decision_nodes

__all__ = ["check_lifecycle_names"]


def check_lifecycle_names(model: RuleSetModel) -> Iterator[Finding]:
    """Check every name of the lifecycles and of what stands beside them."""
    for event in model.events.values():
        yield from _event(event, model)
    for task in model.tasks.values():
        yield from _task(task, model)
    for lifecycle in model.lifecycles.values():
        yield from _Scope(lifecycle, model).check()
    for invariant in model.invariants.values():
        yield from check_invariant(invariant, model)


def _event(event: Event, model: RuleSetModel) -> Iterator[Finding]:
    yield from check_each("fact", event.facts, model.facts)
    yield from check_each("source", event.source, model.sources)
    for fact in event.facts:
        if fact.name in model.facts and domain_values(model.facts[fact.name].domain) is None:
            yield find("event-fact-open", fact.location, fact=fact.name, name=event.name)


def _task(task: Task, model: RuleSetModel) -> Iterator[Finding]:
    if task.channel is not None:
        yield from unknown("term", task.channel, model.terms.get("channel", ()))
    for role, place in zip(task.together_with, task.together_places, strict=True):
        named = zip(role.terms, role.places, strict=True) if isinstance(role, Qualified) else ((role, place),)
        yield from check_each("role", (Ref(name, location=spot) for name, spot in named), model.terms["role"])
    yield from check_each("source", task.source, model.sources)
    yield from check_each("notice", task.notices, model.notices)
    yield from check_each("open-point", task.open_points, model.open_points)
    if not task.source and not task.open_points:
        yield find("no-source", task.location)


class _Scope:
    """One lifecycle, and the names that can be used in it."""

    def __init__(self, lifecycle: Lifecycle, model: RuleSetModel) -> None:
        self.lifecycle = lifecycle
        self.model = model
        self.beside = with_meant(lifecycle.beside, model.lifecycles)

    def check(self) -> Iterator[Finding]:
        """Check all names of the lifecycle."""
        lifecycle, model = self.lifecycle, self.model
        if lifecycle.name in model.facts:
            yield find("name-ambiguous", lifecycle.location, name=lifecycle.name)
        yield from check_each(
            "lifecycle", lifecycle.beside, [name for name in model.lifecycles if name != lifecycle.name]
        )
        for mark in lifecycle.marks.values():
            yield from self._mark(mark)
        for phase in lifecycle.phases.values():
            yield from self._phase(phase)
        for move in lifecycle.moves:
            yield from self._move(move)

    def _labelled(self, kind: str, name: str, place: Location) -> Iterator[Finding]:
        labels: Collection[str] = self.model.terms.get(kind, ())
        if name not in labels:
            yield find("label-missing", place, nearest=nearest(name, labels), name=name, kind=kind)

    def _mark(self, mark: Mark) -> Iterator[Finding]:
        yield from self._labelled("mark", mark.name, mark.location)
        if mark.name in (*self.model.lifecycles, *self.model.facts, *self._marks_above()):
            yield find("name-ambiguous", mark.location, name=mark.name)
        for value, place in zip(mark.values, mark.value_places, strict=False):
            if isinstance(value, str):
                yield from self._labelled("mark_value", value, place)
        yield from check_each("phase", mark.phases, self.lifecycle.phases)
        for (value, duties), place in zip(mark.duties.items(), mark.duty_places, strict=True):
            if value not in map(spell, mark.values):
                yield mark_value(mark.name, value, place, map(spell, mark.values))
            for duty in duties:
                yield from self._duty(duty, ())

    def _marks_above(self) -> Iterator[str]:
        """Give the marks of the lifecycles before this one."""
        above = takewhile(lambda other: other is not self.lifecycle, self.model.lifecycles.values())
        return (mark for other in above for mark in other.marks)

    def _phase(self, phase: Phase) -> Iterator[Finding]:
        yield from self._labelled("phase", phase.name, phase.location)
        yield from self._cited(phase.source, phase.notices)
        if phase.owner is not None:
            yield from unknown("role", phase.owner, self.model.terms["role"])
        names = with_meant((duty.task for duty in phase.duties), self.model.tasks)
        for duty in phase.duties:
            yield from self._duty(duty, names)

    def _cited(self, source: Iterable[Ref], notices: Iterable[Ref]) -> Iterator[Finding]:
        yield from check_each("source", source, self.model.sources)
        yield from check_each("notice", notices, self.model.notices)

    def _duty(self, duty: Duty, names: Collection[str]) -> Iterator[Finding]:
        model = self.model
        yield from unknown("task", duty.task, model.tasks)
        yield from check_each("event", duty.done_by, model.events)
        yield from check_each("task", (wait.task for wait in duty.after), names)
        for wait in duty.after:
            yield from check_readings(wait.under, model)
        for condition in duty.while_:
            yield from self._beside(condition)
        if duty.actor is not None:
            yield from unknown("role", duty.actor, model.terms["role"])
        if duty.waits_for is not None:
            yield from unknown("lifecycle", duty.waits_for, self.beside)
        for due in duty.due:
            yield from self._due(due)
        for point in (duty.no_deadline, duty.rests_on):
            if point is not None:
                yield from unknown("open-point", point, model.open_points)
        yield from check_readings(duty.under, model)
        yield from self._cited(duty.source, duty.notices)

    def _due(self, due: Due) -> Iterator[Finding]:
        model = self.model
        if sum(part is not None for part in (due.within, due.at_least, due.next, due.undetermined)) != 1:
            yield find("due-form", due.location)
        yield from self._reckoned(due)
        if due.next is not None:
            yield from self._series(due.next)
        for point in (due.undetermined, due.without_start):
            if point is not None:
                yield from unknown("open-point", point, model.open_points)
        yield from check_readings(due.under, model)
        yield from check_each("source", due.source, model.sources)

    def _reckoned(self, due: Due) -> Iterator[Finding]:
        """Check the length of time of a deadline and the event it is counted from or to."""
        for amount in (due.within, due.at_least):
            if isinstance(amount, OutcomeRef):
                yield from self._outcome(amount, "duration")
            elif amount is not None:
                yield from _reckonable(amount, due.location)
        if isinstance(due.after, OutcomeRef):
            yield from self._outcome(due.after, "event")
        for event in (due.after, due.before):
            if isinstance(event, Ref):
                yield from unknown("event", event, self.model.events)

    def _series(self, ref: Ref) -> Iterator[Finding]:
        """Check that a decision gives a series of meetings."""
        decisions = self.model.decisions
        yield from unknown("decision", ref, decisions)
        if ref.name in decisions and not isinstance(decisions[ref.name].calendar, Cadence):
            series = [name for name, decision in decisions.items() if isinstance(decision.calendar, Cadence)]
            yield find("due-series", ref.location, name=ref.name, known=", ".join(series) or "-")

    def _outcome(self, ref: OutcomeRef, kind: str) -> Iterator[Finding]:
        """Check that an outcome exists, is of the kind, and is always there though its decision asks for nothing."""
        decision = self.model.decisions.get(ref.decision)
        outcome = decision.outcomes.get(ref.outcome) if decision is not None else None
        name = f"{ref.decision}.{ref.outcome}"
        if decision is None:
            yield from unknown("decision", Ref(ref.decision, location=ref.location), self.model.decisions)
        elif outcome is None:
            yield from unknown("outcome", Ref(ref.outcome, location=ref.location), decision.outcomes)
        elif outcome.type != kind or outcome.many:
            yield find("outcome-unfit", ref.location, name=name, type=kind)
        else:
            yield from _always_there(ref, decision, outcome)

    def _move(self, move: Move) -> Iterator[Finding]:
        model, lifecycle = self.model, self.lifecycle
        yield from unknown("event", move.event, model.events)
        yield from check_each("phase", move.from_, lifecycle.phases)
        if move.to is not None:
            yield from unknown("phase", move.to, lifecycle.phases)
        for condition in move.when:
            yield from self._condition(condition, move)
        yield from check_readings(move.under, model)
        yield from self._marks(move)
        for phase, refs in self._tasks_named(move):
            yield from check_each("task", refs, with_meant((duty.task for duty in phase.duties), model.tasks))
        for point in (move.rests_on, move.undetermined):
            if point is not None:
                yield from unknown("open-point", point, model.open_points)
        yield from self._cited(move.source, move.notices)
        if not move.source and move.rests_on is None and move.undetermined is None:
            yield find("no-source", move.location)

    def _marks(self, move: Move) -> Iterator[Finding]:
        """Check what a move keeps and sets."""
        marks = self.lifecycle.marks
        for mark, fact in move.keep:
            yield from unknown("mark", mark, marks)
            yield from self._carried(fact, move)
        for ref, value, place in move.set_:
            yield from unknown("mark", ref, marks)
            if ref.name in marks:
                yield from _settable(marks[ref.name], value, place)

    def _tasks_named(self, move: Move) -> Iterator[tuple[Phase, tuple[Ref, ...]]]:
        """Give the tasks a move names, with the phase each must stand in."""
        phases = self.lifecycle.phases
        sources = [phases[ref.name] for ref in move.from_ if ref.name in phases]
        if move.unless_done is not None:
            yield from ((phase, (move.unless_done,)) for phase in sources)
        targets = sources if move.to is None else [phases[move.to.name]] if move.to.name in phases else []
        yield from ((phase, move.done) for phase in targets)

    def _facts(self, move: Move) -> list[str]:
        """Give the facts that a move's event comes with; all there are if that is not an event."""
        event = self.model.events.get(move.event.name)
        return list(self.model.facts) if event is None else with_meant(event.facts, self.model.facts)

    def _carried(self, fact: Ref, move: Move) -> Iterator[Finding]:
        """Check that an event comes with a fact."""
        facts = self._facts(move)
        if fact.name not in facts:
            close, known = nearest(fact.name, facts), ", ".join(facts) or "-"
            yield find("event-fact", fact.location, nearest=close, fact=fact.name, name=move.event.name, known=known)

    def _condition(self, condition: Condition, move: Move) -> Iterator[Finding]:
        name, facts = condition.name.name, self._facts(move)
        if name in self.lifecycle.marks:
            yield from check_mark_values(condition, self.lifecycle.marks[name])
        elif name in self.beside:
            yield from self._beside(condition)
        elif name not in facts and not self._misspelt_beside(name):
            yield unknown_condition(condition.name, [*self.lifecycle.marks, *facts, *self.beside])
        elif name in self.model.facts:  # else the event, or a lifecycle under `beside`, is reported for it
            yield from check_fact_values(condition, self.model)

    def _misspelt_beside(self, name: str) -> bool:
        """Tell whether a lifecycle is meant that `beside` may only have misspelt."""
        return name in self.model.lifecycles and not set(self.beside) <= self.model.lifecycles.keys()

    def _beside(self, condition: Condition) -> Iterator[Finding]:
        """Check the phases of another lifecycle."""
        yield from unknown("lifecycle", condition.name, self.beside)
        other = self.model.lifecycles.get(condition.name.name)
        if other is not None and other.name in self.beside:
            yield from check_phases(condition, other)


def _always_there(ref: OutcomeRef, decision: Decision, outcome: Outcome) -> Iterator[Finding]:
    """Check that a decision gives an outcome whatever the case is."""
    steps = [node.step for node in decision_nodes(decision)]
    asked = dict.fromkeys(step.fact.name for step in steps if isinstance(step, Ask))
    if asked:
        yield find("outcome-asks", ref.location, name=ref.decision, facts=", ".join(asked))
    elif any(isinstance(step, NotApplicable) for step in steps):
        yield find("outcome-excused", ref.location, name=ref.decision)
    elif not outcome.required:
        yield find("calendar-required", ref.location, outcome=ref.outcome, place=outcome.location.line)
    for setting in (setting for node in decision_nodes(decision) for setting in node.settings):
        for value in setting.values if setting.outcome == ref.outcome else ():
            if isinstance(value, Duration):
                yield from _reckonable(value, ref.location)


def _reckonable(length: Duration, place: Location) -> Iterator[Finding]:
    """Check that a length is of dates or of hours, and not of both."""
    units = length.parts().keys()
    if units & CLOCK_UNITS and units - CLOCK_UNITS:
        yield find("duration-mixed", place, length=spell(length))


def _settable(mark: Mark, value: Scalar, place: Location) -> Iterator[Finding]:
    if not among(value, mark.values) and not (mark.counts and value == NEXT):
        words = [*map(spell, mark.values), *([NEXT] if mark.counts else [])]
        yield mark_value(mark.name, value, place, words)
