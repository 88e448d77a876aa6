# SPDX-License-Identifier: MPL-2.0
"""Names in what is said of measurements that do not exist, or do not fit what they are given for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..domains import Choice, Scale
from ..finding import Finding, find
from ..lifecycle import Condition, OutcomeRef
from ..measuring import Count, Progression
from ..model import Fact, Outcome, RuleSetModel
from ..nearest import nearest
from ..ref import Ref
from ..values import Qualified, Scalar, spell
from .names import unknown
from .nodes import decision_nodes

__all__ = ["check_progression", "progression_uses"]


def check_progression(model: RuleSetModel) -> Iterator[Finding]:
    """Check every name of what a rule set says of measurements."""
    if model.progression is not None:
        yield from _Check(model.progression, model).all()


def progression_uses(model: RuleSetModel) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give what is used as pairs of a kind and names of that kind."""
    plan = model.progression
    if plan is None:
        return
    yield "fact", tuple(ref.name for ref in _facts(plan))
    yield "notice", tuple(ref.name for ref in plan.notices)
    yield "open-point", tuple(ref.name for ref in plan.open_points)
    yield "parameter", () if plan.suppress_below is None else (plan.suppress_below.name,)
    yield "reading", tuple(under.reading.name for count in plan.counts.values() for under in count.under)


def _facts(plan: Progression) -> Iterator[Ref]:
    yield from plan.columns.facts
    yield from _numbers(plan)
    yield from (further.fact for further in plan.further.values())


def _numbers(plan: Progression) -> Iterator[Ref]:
    yield from (plan.columns.number, plan.series.first, plan.series.last, plan.series.change)
    yield from (indicator.number for indicator in plan.indicators.values())


class _Check:
    """The checks of one rule set's progression."""

    def __init__(self, plan: Progression, model: RuleSetModel) -> None:
        self.plan = plan
        self.model = model
        self.results = {ref.outcome: self._found(ref) for ref in plan.results}
        # A result that is misspelt where it is listed is not reported again wherever it is meant.
        self.names = [*self.results, *(model.outcome_labels if None in self.results.values() else ())]

    def _found(self, ref: OutcomeRef) -> Outcome | None:
        decision = self.model.decisions.get(ref.decision)
        return None if decision is None else decision.outcomes.get(ref.outcome)

    def all(self) -> Iterator[Finding]:
        """Give all findings."""
        plan, model = self.plan, self.model
        yield from self._columns()
        yield from self._results()
        for name in plan.spread:
            yield from unknown("outcome", name, self.names)
        for count in plan.counts.values():
            yield from self._count(count)
        if plan.suppress_below is not None:
            yield from unknown("parameter", plan.suppress_below, model.parameters)
            parameter = model.parameters.get(plan.suppress_below.name)
            if parameter is not None and parameter.type != "integer":
                yield find("suppress-parameter", plan.suppress_below.location, name=parameter.name)
        yield from _each("source", plan.source, model.sources)
        yield from _each("notice", plan.notices, model.notices)
        yield from _each("open-point", plan.open_points, model.open_points)

    def _columns(self) -> Iterator[Finding]:
        plan, facts = self.plan, self.model.facts
        seen: dict[str, int] = {}
        columns = (plan.columns.case, plan.columns.date, *plan.columns.facts, plan.columns.number)
        for ref in (*columns, *(further.fact for further in plan.further.values())):
            if ref.name in seen:
                yield find("name-taken", ref.location, name=ref.name, first=seen[ref.name])
            seen.setdefault(ref.name, ref.location.line)
        yield from _each("fact", _facts(plan), facts)
        for ref in plan.columns.facts:
            if ref.name in facts and not isinstance(facts[ref.name].domain, Choice):
                yield find("column-words", ref.location, name=ref.name)
        for ref in _numbers(plan):
            if ref.name in facts and not _is_number(facts[ref.name]):
                yield find("column-number", ref.location, name=ref.name)
        for further in plan.further.values():
            if further.otherwise is not None and further.fact.name in facts:
                yield from self._value(Condition(further.fact, (further.otherwise,), places=(further.otherwise_place,)))
        indicators = [indicator.name for indicator in plan.indicators.values()]
        for ref in indicators if plan.columns.indicator.name in facts else ():
            yield from self._value(Condition(plan.columns.indicator, (ref.name,), places=(ref.location,)))

    def _results(self) -> Iterator[Finding]:
        seen: dict[str, int] = {}
        for ref in self.plan.results:
            if ref.outcome in seen:
                yield find("name-taken", ref.location, name=ref.outcome, first=seen[ref.outcome])
            seen.setdefault(ref.outcome, ref.location.line)
            yield from self._outcome(ref, many=False)
        for allowed in self.plan.allowed:
            columns = [ref.name for ref in self.plan.columns.facts]
            known = columns if set(columns) <= self.model.facts.keys() else self.model.facts
            yield from unknown("fact", allowed.fact, known)
            yield from self._outcome(allowed.outcome, many=True, of=allowed.fact.name)
        required = self.plan.required
        if required is not None:
            refs = (required.indicator, required.perspective, required.phase)
            for ref, column in zip(refs, self.plan.columns.facts, strict=True):
                yield from self._outcome(ref, many=True, of=column.name)
                yield from self._reserved(ref)

    def _outcome(self, ref: OutcomeRef, *, many: bool, of: str = "") -> Iterator[Finding]:
        """Check that an outcome exists, is a list or not, and lists values of the fact `of`."""
        decision = self.model.decisions.get(ref.decision)
        if decision is None:
            yield from unknown("decision", Ref(ref.decision, location=ref.location), self.model.decisions)
            return
        outcome = decision.outcomes.get(ref.outcome)
        if outcome is None:
            yield from unknown("outcome", Ref(ref.outcome, location=ref.location), decision.outcomes)
        elif outcome.many != many:
            yield find("outcome-listed" if outcome.many else "outcome-unlisted", ref.location, name=ref.outcome)
        elif of in self.model.facts and self.model.facts[of].word_type not in (None, outcome.type):
            yield find("outcome-unfit", ref.location, name=ref.outcome, type=self.model.facts[of].word_type)

    def _reserved(self, ref: OutcomeRef) -> Iterator[Finding]:
        """Report a reservation in a list of what is required: it would leave open whether it is."""
        decision = self.model.decisions.get(ref.decision)
        for node in () if decision is None else decision_nodes(decision):
            for setting in node.settings:
                if setting.outcome == ref.outcome and any(isinstance(value, Qualified) for value in setting.values):
                    yield find("required-reserved", setting.location, name=ref.outcome)

    def _count(self, count: Count) -> Iterator[Finding]:
        yield from _each("source", count.source, self.model.sources)
        for under in count.under:
            yield from unknown("reading", under.reading, self.model.readings)
            if under.reading.name in self.model.readings:
                yield from _each("option", under.options, self.model.readings[under.reading.name].options)
        known = [*(ref.name for ref in self.plan.columns.facts), *self.plan.further, *self.names]
        for condition in count.where:
            name = condition.name.name
            if name not in known:
                names, close = ", ".join(known), nearest(name, known)
                yield find("unknown-column", condition.name.location, nearest=close, name=name, known=names)
            else:
                yield from self._value(condition)

    def _value(self, condition: Condition) -> Iterator[Finding]:
        """Check that each value of a condition is one that the fact or result can have."""
        name = condition.name.name
        possible = self._possible(name)
        if not possible:  # a fact without any value is reported itself
            return
        words = list(map(spell, possible))
        for value, place in zip(condition.values, condition.places, strict=True):
            if not any(value == one and type(value) is type(one) for one in possible):
                close, shown, allowed = nearest(spell(value), words), spell(value), ", ".join(words)
                yield find("answer-form", place, nearest=close, value=shown, fact=name, allowed=allowed)

    def _possible(self, name: str) -> tuple[Scalar, ...] | None:
        """Give all values of a column or a result, or None if they are too many or the name is reported itself."""
        fact, outcome = self.model.facts.get(name), self.results.get(name)
        if outcome is not None:
            terms = self.model.terms.get(outcome.type)
            return tuple(terms) if terms is not None else (True, False) if outcome.type == "boolean" else None
        if fact is None:
            return None
        return fact.domain.values if isinstance(fact.domain, Choice) else fact.domain.few()


def _each(kind: str, refs: Iterable[Ref], known: Iterable[str]) -> Iterator[Finding]:
    names = list(known)
    for ref in refs:
        yield from unknown(kind, ref, names)


def _is_number(fact: Fact) -> bool:
    return isinstance(fact.domain, Scale) and not fact.domain.months
