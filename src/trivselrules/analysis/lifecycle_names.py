# SPDX-License-Identifier: MPL-2.0
"""Names in lifecycles, tasks, events and invariants that do not exist or do not fit what they are given for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ..domains import Choice, Domain
from ..finding import Finding, find
from ..lifecycle import Condition, Due, Duty, Invariant, Lifecycle, Mark, Move, OutcomeRef, Phase, Task, Under
from ..location import Location
from ..model import Ask, RuleSetModel
from ..nearest import nearest
from ..ref import Ref
from ..values import Qualified, Scalar, spell
from .names import unknown
from .nodes import decision_nodes

__all__ = ["check_lifecycle_names", "domain_values"]

NEXT = "next"


def check_lifecycle_names(model: RuleSetModel) -> Iterator[Finding]:
    """Check every name of the lifecycles and of what stands beside them."""
    for event in model.events.values():
        yield from _each("fact", event.facts, model.facts)
        yield from _each("source", event.source, model.sources)
        for fact in event.facts:
            if fact.name in model.facts and domain_values(model.facts[fact.name].domain) is None:
                yield find("event-fact-open", fact.location, fact=fact.name, name=event.name)
    for task in model.tasks.values():
        yield from _task(task, model)
    for lifecycle in model.lifecycles.values():
        yield from _Scope(lifecycle, model).check()
    for invariant in model.invariants.values():
        yield from _invariant(invariant, model)


def domain_values(domain: Domain) -> tuple[Scalar, ...] | None:
    """Give all values of a fact if they are few, else None."""
    return domain.values if isinstance(domain, Choice) else domain.few()


def _each(kind: str, refs: Iterable[Ref], known: Collection[str]) -> Iterator[Finding]:
    for ref in refs:
        yield from unknown(kind, ref, known)


def _task(task: Task, model: RuleSetModel) -> Iterator[Finding]:
    if task.channel is not None:
        yield from unknown("term", task.channel, model.terms.get("channel", ()))
    for role, place in zip(task.together_with, task.together_places, strict=True):
        terms = role.terms if isinstance(role, Qualified) else (role,)
        yield from _each("role", (Ref(term, location=place) for term in terms), model.terms["role"])
    yield from _each("source", task.source, model.sources)
    yield from _each("notice", task.notices, model.notices)
    yield from _each("open-point", task.open_points, model.open_points)
    if not task.source and not task.open_points:
        yield find("no-source", task.location)


def _readings(under: Iterable[Under], model: RuleSetModel) -> Iterator[Finding]:
    for one in under:
        yield from unknown("reading", one.reading, model.readings)
        if one.reading.name in model.readings:
            yield from _each("option", one.options, model.readings[one.reading.name].options)


class _Scope:
    """One lifecycle, and the names that can be used in it."""

    def __init__(self, lifecycle: Lifecycle, model: RuleSetModel) -> None:
        self.lifecycle = lifecycle
        self.model = model
        self.beside = {ref.name for ref in lifecycle.beside}

    def check(self) -> Iterator[Finding]:
        """Check all names of the lifecycle."""
        lifecycle, model = self.lifecycle, self.model
        yield from _each("lifecycle", lifecycle.beside, [name for name in model.lifecycles if name != lifecycle.name])
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
        if mark.name in (*self.model.lifecycles, *self.model.facts):
            yield find("name-ambiguous", mark.location, name=mark.name)
        for value, place in zip(mark.values, mark.value_places, strict=False):
            if isinstance(value, str):
                yield from self._labelled("mark_value", value, place)
        yield from _each("phase", mark.phases, self.lifecycle.phases)
        for value, duties in mark.duties.items():
            if value not in map(spell, mark.values):
                yield self._no_value(mark, value, mark.location)
            for duty in duties:
                yield from self._duty(duty, ())

    def _phase(self, phase: Phase) -> Iterator[Finding]:
        yield from self._labelled("phase", phase.name, phase.location)
        yield from self._cited(phase.source, phase.notices)
        if phase.owner is not None:
            yield from unknown("role", phase.owner, self.model.terms["role"])
        names = [duty.task.name for duty in phase.duties]
        for duty in phase.duties:
            yield from self._duty(duty, names)

    def _cited(self, source: Iterable[Ref], notices: Iterable[Ref]) -> Iterator[Finding]:
        yield from _each("source", source, self.model.sources)
        yield from _each("notice", notices, self.model.notices)

    def _duty(self, duty: Duty, names: Collection[str]) -> Iterator[Finding]:
        model = self.model
        yield from unknown("task", duty.task, model.tasks)
        yield from _each("event", duty.done_by, model.events)
        yield from _each("task", (wait.task for wait in duty.after), names)
        for wait in duty.after:
            yield from _readings(wait.under, model)
        for condition in duty.while_:
            yield from self._other(condition)
        if duty.actor is not None:
            yield from unknown("role", duty.actor, model.terms["role"])
        if duty.waits_for is not None:
            yield from unknown("lifecycle", duty.waits_for, sorted(self.beside))
        for due in duty.due:
            yield from self._due(due)
        for point in (duty.no_deadline, duty.rests_on):
            if point is not None:
                yield from unknown("open-point", point, model.open_points)
        yield from _readings(duty.under, model)
        yield from self._cited(duty.source, duty.notices)

    def _due(self, due: Due) -> Iterator[Finding]:
        model = self.model
        if sum(part is not None for part in (due.within, due.at_least, due.next, due.undetermined)) != 1:
            yield find("due-form", due.location)
        for amount in (due.within, due.at_least):
            if isinstance(amount, OutcomeRef):
                yield from self._outcome(amount, "duration")
        if isinstance(due.after, OutcomeRef):
            yield from self._outcome(due.after, "event")
        for event in (due.after, due.before):
            if isinstance(event, Ref):
                yield from unknown("event", event, model.events)
        if due.next is not None:
            yield from unknown("decision", due.next, model.decisions)
        for point in (due.undetermined, due.without_start):
            if point is not None:
                yield from unknown("open-point", point, model.open_points)
        yield from _readings(due.under, model)
        yield from _each("source", due.source, model.sources)

    def _outcome(self, ref: OutcomeRef, kind: str) -> Iterator[Finding]:
        """Check that an outcome exists, is of the kind, and that its decision asks for nothing."""
        decision = self.model.decisions.get(ref.decision)
        if decision is None:
            yield from unknown("decision", Ref(ref.decision, location=ref.location), self.model.decisions)
        elif ref.outcome not in decision.outcomes:
            yield from unknown("outcome", Ref(ref.outcome, location=ref.location), decision.outcomes)
        elif decision.outcomes[ref.outcome].type != kind or decision.outcomes[ref.outcome].many:
            yield find("outcome-unfit", ref.location, name=f"{ref.decision}.{ref.outcome}", type=kind)
        else:
            asked = [node.step.fact.name for node in decision_nodes(decision) if isinstance(node.step, Ask)]
            if asked:
                yield find("outcome-asks", ref.location, name=ref.decision, facts=", ".join(dict.fromkeys(asked)))

    def _move(self, move: Move) -> Iterator[Finding]:
        model, lifecycle = self.model, self.lifecycle
        yield from unknown("event", move.event, model.events)
        yield from _each("phase", move.from_, lifecycle.phases)
        if move.to is not None:
            yield from unknown("phase", move.to, lifecycle.phases)
        event = model.events.get(move.event.name)
        facts = [ref.name for ref in event.facts] if event is not None else []
        for condition in move.when:
            yield from self._condition(condition, facts, move)
        yield from _readings(move.under, model)
        for mark, fact in move.keep:
            yield from unknown("mark", mark, lifecycle.marks)
            if event is not None:
                yield from self._carried(fact, facts, move)
        for mark, value, place in move.set_:
            yield from unknown("mark", mark, lifecycle.marks)
            if mark.name in lifecycle.marks:
                yield from self._settable(lifecycle.marks[mark.name], value, place)
        for phase, refs in self._tasks_named(move):
            yield from _each("task", refs, [duty.task.name for duty in phase.duties])
        for point in (move.rests_on, move.undetermined):
            if point is not None:
                yield from unknown("open-point", point, model.open_points)
        yield from self._cited(move.source, move.notices)
        if not move.source and move.rests_on is None and move.undetermined is None:
            yield find("no-source", move.location)

    def _tasks_named(self, move: Move) -> Iterator[tuple[Phase, tuple[Ref, ...]]]:
        """Give the tasks a move names, with the phase each must stand in."""
        phases = self.lifecycle.phases
        sources = [phases[ref.name] for ref in move.from_ if ref.name in phases]
        if move.unless_done is not None:
            yield from ((phase, (move.unless_done,)) for phase in sources)
        targets = sources if move.to is None else [phases[move.to.name]] if move.to.name in phases else []
        yield from ((phase, move.done) for phase in targets)

    def _carried(self, fact: Ref, facts: list[str], move: Move) -> Iterator[Finding]:
        """Check that an event comes with a fact."""
        if fact.name not in facts:
            close, known = nearest(fact.name, facts), ", ".join(facts) or "-"
            yield find("event-fact", fact.location, nearest=close, fact=fact.name, name=move.event.name, known=known)

    def _condition(self, condition: Condition, facts: list[str], move: Move) -> Iterator[Finding]:
        name = condition.name.name
        if name in self.lifecycle.marks:
            mark = self.lifecycle.marks[name]
            for value, place in zip(condition.values, condition.places, strict=True):
                if value not in mark.values:
                    yield self._no_value(mark, spell(value), place)
        elif name in self.beside:
            yield from self._other(condition)
        elif name in facts and name in self.model.facts:
            possible = domain_values(self.model.facts[name].domain)
            for value, place in zip(condition.values, condition.places, strict=True):
                if possible is not None and value not in possible:
                    words = list(map(spell, possible))
                    close, shown = nearest(spell(value), words), spell(value)
                    yield find("answer-form", place, nearest=close, value=shown, fact=name, allowed=", ".join(words))
        else:
            known = [*self.lifecycle.marks, *facts, *sorted(self.beside)]
            close, names = nearest(name, known), ", ".join(known) or "-"
            yield find("unknown-condition", condition.name.location, nearest=close, name=name, known=names)

    def _other(self, condition: Condition) -> Iterator[Finding]:
        """Check the phases of another lifecycle."""
        yield from unknown("lifecycle", condition.name, sorted(self.beside))
        other = self.model.lifecycles.get(condition.name.name)
        if other is not None:
            refs = (Ref(spell(v), location=p) for v, p in zip(condition.values, condition.places, strict=True))
            yield from _each("phase", refs, other.phases)

    def _settable(self, mark: Mark, value: Scalar, place: Location) -> Iterator[Finding]:
        if value not in mark.values and not (mark.counts and value == NEXT):
            yield self._no_value(mark, spell(value), place)

    def _no_value(self, mark: Mark, value: str, place: Location) -> Finding:
        words = [*map(spell, mark.values), *([NEXT] if mark.counts else [])]
        return find(
            "mark-value", place, nearest=nearest(value, words), value=value, mark=mark.name, allowed=", ".join(words)
        )


def _invariant(invariant: Invariant, model: RuleSetModel) -> Iterator[Finding]:
    yield from _each("source", invariant.source, model.sources)
    yield from _readings(invariant.under, model)
    if not invariant.source:
        yield find("no-source", invariant.location)
    if invariant.decision is not None:
        yield from _about_decision(invariant, invariant.decision, model)
        return
    if invariant.event is None and not invariant.when:
        yield find("invariant-empty", invariant.location)
    if invariant.event is not None:
        yield from unknown("event", invariant.event, model.events)
    if invariant.unless_done is not None:
        yield from unknown("task", invariant.unless_done, model.tasks)
    marks = {name: mark for lifecycle in model.lifecycles.values() for name, mark in lifecycle.marks.items()}
    for condition in invariant.when:
        name = condition.name.name
        if name in marks:
            possible: Collection[Scalar] = marks[name].values
            for value, place in zip(condition.values, condition.places, strict=True):
                if value not in possible:
                    words = list(map(spell, possible))
                    close, allowed = nearest(spell(value), words), ", ".join(words)
                    yield find("mark-value", place, nearest=close, value=spell(value), mark=name, allowed=allowed)
        elif name in model.lifecycles:
            refs = (Ref(spell(v), location=p) for v, p in zip(condition.values, condition.places, strict=True))
            yield from _each("phase", refs, model.lifecycles[name].phases)
        else:
            known = [*model.lifecycles, *marks]
            close, names = nearest(name, known), ", ".join(known) or "-"
            yield find("unknown-condition", condition.name.location, nearest=close, name=name, known=names)


def _about_decision(invariant: Invariant, ref: Ref, model: RuleSetModel) -> Iterator[Finding]:
    yield from unknown("decision", ref, model.decisions)
    if ref.name not in model.decisions:
        return
    decision = model.decisions[ref.name]
    for condition in invariant.when:
        yield from unknown("fact", condition.name, model.facts)
        if condition.name.name in model.facts:
            possible = domain_values(model.facts[condition.name.name].domain)
            for value, place in zip(condition.values, condition.places, strict=True):
                if possible is None or value not in possible:
                    words = list(map(spell, possible or ()))
                    close, shown = nearest(spell(value), words), spell(value)
                    fact, allowed = condition.name.name, ", ".join(words) or "-"
                    yield find("answer-form", place, nearest=close, value=shown, fact=fact, allowed=allowed)
    for condition in invariant.outcome:
        yield from unknown("outcome", condition.name, decision.outcomes)
        if condition.name.name in decision.outcomes:
            kind = decision.outcomes[condition.name.name].type
            for value, place in zip(condition.values, condition.places, strict=True):
                if kind in model.terms and value not in model.terms[kind]:
                    yield from unknown(
                        "role" if kind == "role" else "term", Ref(spell(value), location=place), model.terms[kind]
                    )
                elif kind == "duration" or (kind == "boolean") != isinstance(value, bool):
                    yield find("outcome-unfit", place, name=condition.name.name, type=kind)
