# SPDX-License-Identifier: MPL-2.0
"""Courses: the measurements of one indicator of one case from one perspective, and what is decided of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ..answer import Answer
from ..domains import minus
from ..engine.verdict import Status
from ..finding import Finding, find
from ..frozen_map import FrozenMap
from ..location import Location
from ..measuring import Progression
from ..rule_set import RuleSet
from ..values import Number, Value
from .measurement import Given, Measurement
from .periods import Period, period_of
from .table import plan_of

__all__ = ["Course", "Result", "courses_of", "phase_findings"]


@frozen
class Result:
    """What a decision came to for a course; `value` is None where it did not come to that outcome."""

    value: Value | None
    status: Status


@frozen
class Course:
    """The measurements of one indicator of one case from one perspective, in a period or in all time.

    `first` is the measurement that the latest is compared with: the last one before the period, or else the
    first in it. It is None, and so is `change`, where there is only one. `change` is the latest value minus
    the first; `results` are what the decisions of the rule set say, by outcome.
    """

    case: str
    indicator: str
    perspective: str
    period: str | None
    measurements: tuple[Measurement, ...]
    first: Measurement | None
    last: Measurement
    change: Number | None
    results: FrozenMap[str, Result]
    open_points: tuple[str, ...] = ()

    def value(self, name: str) -> Value | None:
        """Give a result, or a fact of the latest measurement; None if it is not known."""
        if name in self.results:
            return self.results[name].value
        return self.last.further.get(name)


def courses_of(measurements: Iterable[Measurement], rules: RuleSet, period: Period | None = None) -> tuple[Course, ...]:
    """Follow each indicator of each case from each perspective, by the rules and the readings chosen.

    With a `period` there is a course for every period in which something was measured. Perspectives are never
    put together.

    Raises Error if the rule set says nothing of measurements, InvalidValueError if a value is outside what the
    rule set allows.
    """
    follow = _Follow(rules)
    order = {name: number for number, name in enumerate(follow.indicators)}
    views = {name: number for number, name in enumerate(follow.perspectives)}
    made = [
        follow.course(key, stretch, before, inside)
        for key, series in _series(measurements).items()
        for stretch, before, inside in _stretches(series, period)
    ]
    return tuple(sorted(made, key=lambda c: (c.period or "", c.case, order[c.indicator], views[c.perspective])))


Key = tuple[str, str, str]


def _series(measurements: Iterable[Measurement]) -> dict[Key, list[Measurement]]:
    series: dict[Key, list[Measurement]] = {}
    for one in measurements:
        series.setdefault((one.case, one.indicator, one.perspective), []).append(one)
    for together in series.values():
        together.sort(key=lambda one: one.on)
    return series


def _stretches(
    series: list[Measurement], period: Period | None
) -> Iterator[tuple[str | None, Measurement | None, list[Measurement]]]:
    """Give each stretch of a series with the measurement before it."""
    if period is None:
        yield None, None, series
        return
    before: Measurement | None = None
    inside: list[Measurement] = []
    for one in series:
        if inside and period_of(one.on, period) != period_of(inside[0].on, period):
            yield period_of(inside[0].on, period), before, inside
            before, inside = inside[-1], []
        inside.append(one)
    yield period_of(inside[0].on, period), before, inside


class _Follow:
    """Asks the decisions of a rule set about courses, each question once."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.plan: Progression = plan_of(rules)
        facts = rules.model.facts
        self.indicators = list(facts[self.plan.columns.indicator.name].value_labels)
        self.perspectives = list(facts[self.plan.columns.perspective.name].value_labels)
        decisions = dict.fromkeys(ref.decision for ref in self.plan.results)
        self.asks = {decision: tuple(rules.program(decision).cells) for decision in decisions}
        self._answers: dict[tuple[object, ...], Answer] = {}
        self._told: dict[tuple[int, ...], tuple[FrozenMap[str, Result], tuple[str, ...]]] = {}

    def course(self, key: Key, stretch: str | None, before: Measurement | None, inside: list[Measurement]) -> Course:
        """Make a course of the measurements inside a stretch."""
        first = before or (inside[0] if len(inside) > 1 else None)
        last = inside[-1]
        known = self._known(first, last)
        answers = [self._answer(decision, known) for decision in self.asks]
        change = None if first is None else minus(last.value, first.value)
        return Course(*key, stretch, tuple(inside), first, last, change, *self._tell(answers))

    def _known(self, first: Measurement | None, last: Measurement) -> dict[str, Given]:
        """Give what is known of a course as facts."""
        plan = self.plan
        of, better = plan.number_of(last.indicator)
        known: dict[str, Given] = dict(last.further)
        columns = (last.indicator, last.perspective, last.phase)
        known.update({ref.name: value for ref, value in zip(plan.columns.facts, columns, strict=True)})
        known[of] = last.value
        if of == plan.columns.number.name:
            known[plan.series.last.name] = last.value
            if first is not None:
                known[plan.series.first.name] = first.value
        if first is not None:
            ends = (last.value, first.value) if better == "higher" else (first.value, last.value)
            known[plan.series.change.name] = minus(*ends)
        return known

    def _answer(self, decision: str, known: dict[str, Given]) -> Answer:
        asked = self.asks[decision]
        key = (decision, *map(known.get, asked))  # a fact has values of one kind, so `true` and 1 do not meet
        if key not in self._answers:
            self._answers[key] = self.rules.decide(decision, **{name: known[name] for name in asked if name in known})
        return self._answers[key]

    def _tell(self, answers: list[Answer]) -> tuple[FrozenMap[str, Result], tuple[str, ...]]:
        """Give the results and open points of some answers; the same answers give the same object."""
        key = tuple(map(id, answers))  # answers are kept, so no two have one number
        if key not in self._told:
            by_decision = {answer.decision: answer for answer in answers}
            results: dict[str, Result] = {}
            for ref in self.plan.results:
                answer = by_decision[ref.decision]
                value = answer.outcome.get(ref.outcome)
                assert not isinstance(value, tuple), "names are checked: a result is one value"
                results[ref.outcome] = Result(value, answer.status)
            points = dict.fromkeys(point for answer in answers for point in answer.open_points)
            self._told[key] = FrozenMap(results), tuple(points)
        return self._told[key]


def phase_findings(measurements: Iterable[Measurement], rules: RuleSet, name: str = "…") -> tuple[Finding, ...]:
    """Warn of courses whose phases run backwards in time: a date or a phase may be wrong."""
    phases = list(rules.model.facts[plan_of(rules).columns.phase.name].value_labels)
    order = {phase: number for number, phase in enumerate(phases)}
    findings = []
    for series in _series(measurements).values():
        furthest = series[0]
        for one in series[1:]:
            if order[one.phase] < order[furthest.phase]:
                place, earlier, first = Location(name, one.row), furthest.phase, furthest.row
                findings.append(
                    find("phase-backwards", place, row=one.row, phase=one.phase, first=first, earlier=earlier)
                )
                break
            furthest = one if order[one.phase] > order[furthest.phase] else furthest
    return tuple(sorted(findings, key=lambda finding: finding.location or Location(name)))
