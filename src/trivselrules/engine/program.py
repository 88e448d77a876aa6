# SPDX-License-Identifier: MPL-2.0
"""A decision as linked steps: parts resolved, answers in tables, parameters replaced by their values."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from attrs import frozen

from ..domains import Choice, Domain, Scale, Span
from ..frozen_map import FrozenMap
from ..keys import Selection, select
from ..location import Location
from ..model import (
    All,
    Ask,
    Branch,
    Consult,
    Decision,
    Node,
    NotApplicable,
    Parameter,
    Ref,
    RuleSetModel,
    Undetermined,
    Use,
)
from ..values import Number, ParameterReference, Value
from .verdict import Verdict

__all__ = ["Program", "Question", "Step", "compile_decision"]

Given = str | bool | Number


@frozen(eq=False)
class Question:
    """Where to go on for each value of a fact, or for each option of a reading."""

    name: str
    reading: bool
    at: Location
    by_value: FrozenMap[Given, tuple[Step, Location]]
    by_span: tuple[tuple[Span, Step, Location], ...] = ()

    def branch(self, value: Given) -> tuple[Step, Location]:
        """Give the step behind `value` and the place of the answer; checked rules have one for every value."""
        if value in self.by_value:
            return self.by_value[value]
        return next((step, at) for span, step, at in self.by_span if span.holds(value))  # type: ignore[arg-type]


@frozen(eq=False)
class Step:
    """What applies at one place, and what comes next: a question, or steps that all apply."""

    at: Location
    settings: tuple[tuple[str, bool, tuple[Value, ...]], ...] = ()
    source: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    question: Question | None = None
    onward: tuple[Step, ...] = ()
    undetermined: tuple[str, ...] = ()
    not_applicable: str | None = None
    facts: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()


@frozen(eq=False)
class Program:
    """A compiled decision; `cells` holds for each fact one value of every group its answers treat alike."""

    name: str
    tree: Step
    order: tuple[str, ...]
    options: FrozenMap[str, tuple[str, ...]]
    cells: FrozenMap[str, tuple[Given, ...]]

    @cached_property
    def consulted(self) -> tuple[str, ...]:
        """The readings that an answer can rest on."""
        steps = {self.tree: None}
        waiting = [self.tree]
        while waiting:
            step = waiting.pop()
            below = [one for one in (*step.onward, *_branch_steps(step.question)) if one not in steps]
            steps.update(dict.fromkeys(below))
            waiting += below
        questions = (step.question for step in steps if step.question is not None)
        return tuple(dict.fromkeys(question.name for question in questions if question.reading))

    @cached_property
    def settled(self) -> dict[tuple[str, ...], Verdict]:
        """What `settle` has answered so far, by the options of the readings consulted; nobody else looks at it."""
        return {}


def compile_decision(decision: Decision, model: RuleSetModel) -> Program:
    """Compile a decision whose names, shape and logic have been found sound."""
    compiler = _Compiler(decision, model)
    tree = compiler.step(decision.tree)
    return Program(
        name=decision.name,
        tree=tree,
        order=tuple(decision.outcomes),
        options=FrozenMap({name: tuple(reading.options) for name, reading in model.readings.items()}),
        cells=FrozenMap({name: _cells(model.facts[name].domain, spans) for name, spans in compiler.spans.items()}),
    )


def _cells(domain: Domain, spans: Iterable[Span]) -> tuple[Given, ...]:
    if isinstance(domain, Choice):
        return domain.values
    numbers = (domain.number_in(cell) for cell in domain.cells(spans))
    return tuple(number for number in numbers if number is not None)


class _Compiler:
    """Compiles each part once; steps that use a part share it."""

    def __init__(self, decision: Decision, model: RuleSetModel) -> None:
        self.decision = decision
        self.model = model
        self.spans: dict[str, list[Span]] = {}
        self._parts: dict[str, Step] = {}

    def step(self, node: Node) -> Step:
        """Compile a node and everything below it."""
        question: Question | None = None
        onward: tuple[Step, ...] = ()
        match node.step:
            case Ask(fact=ref, answers=answers):
                question = self._ask(ref.name, ref.location, answers)
            case Consult(reading=ref, options=options):
                by_value: dict[Given, tuple[Step, Location]] = {
                    key.name: pair for branch in options for key, pair in self._pairs(branch)
                }
                question = Question(ref.name, True, ref.location, FrozenMap(by_value))
            case All(nodes=nodes):
                onward = tuple(map(self.step, nodes))
            case Use(part=ref):
                onward = (self._part(ref.name),)
        below = (*onward, *_branch_steps(question))
        settings, unset = self._settings(node)
        asked = {question.name} if question is not None and not question.reading else set[str]()
        return Step(
            at=node.location,
            settings=settings,
            source=tuple(ref.name for ref in node.source),
            notices=tuple(ref.name for ref in node.notices),
            question=question,
            onward=onward,
            undetermined=(*unset, *((node.step.point.name,) if isinstance(node.step, Undetermined) else ())),
            not_applicable=node.step.notice.name if isinstance(node.step, NotApplicable) else None,
            facts=frozenset(asked).union(*(step.facts for step in below)),
            outcomes=frozenset(name for name, _, _ in settings).union(*(step.outcomes for step in below)),
        )

    def _part(self, name: str) -> Step:
        if name not in self._parts:
            self._parts[name] = self.step(self.decision.parts[name])
        return self._parts[name]

    def _pairs(self, branch: Branch) -> Iterable[tuple[Ref, tuple[Step, Location]]]:
        step = self.step(branch.node)
        return [(key, (step, key.location)) for key in branch.keys]

    def _ask(self, fact: str, at: Location, answers: tuple[Branch, ...]) -> Question:
        domain = self.model.facts[fact].domain
        spans = self.spans.setdefault(fact, [])
        by_value: dict[Given, tuple[Step, Location]] = {}
        by_span: list[tuple[Span, Step, Location]] = []
        for branch in answers:
            step = self.step(branch.node)
            for key in branch.keys:
                selection = select(key.name, domain)
                assert selection is not None, "names are checked before compiling"
                if isinstance(selection, Span):
                    spans.append(selection)
                for value in _single_values(selection, domain):
                    by_value[value] = (step, key.location)
                if isinstance(selection, Span):
                    by_span.append((selection, step, key.location))
        return Question(fact, False, at, FrozenMap(by_value), tuple(by_span))

    def _settings(self, node: Node) -> tuple[tuple[tuple[str, bool, tuple[Value, ...]], ...], tuple[str, ...]]:
        """Give the settings with parameters replaced, and the open points that stand for unset ones."""
        settings: list[tuple[str, bool, tuple[Value, ...]]] = []
        unset: list[str] = []
        for setting in node.settings:
            values: list[Value] = []
            for value in setting.values:
                if not isinstance(value, ParameterReference):
                    values.append(value)
                    continue
                parameter: Parameter = self.model.parameters[value.parameter]
                if parameter.value is None:
                    unset.append(parameter.open_point.name)
                else:
                    values.append(parameter.value)
            if values or not setting.values:
                settings.append((setting.outcome, setting.listed, tuple(values)))
        return tuple(settings), tuple(unset)


def _branch_steps(question: Question | None) -> tuple[Step, ...]:
    if question is None:
        return ()
    return (*(step for step, _ in question.by_value.values()), *(step for _, step, _ in question.by_span))


def _single_values(selection: Selection, domain: Domain) -> tuple[Given, ...]:
    """Give the values a table can hold: words, and the numbers of a short scale."""
    if not isinstance(selection, Span):
        return (selection,)
    few = domain.few() if isinstance(domain, Scale) else None
    return tuple(number for number in few or () if selection.holds(number))
