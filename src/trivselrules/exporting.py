# SPDX-License-Identifier: MPL-2.0
"""Decisions as data for programs in other languages: tables to evaluate, and situations to try an evaluator on.

Numbers with decimals are written as JSON numbers; they have at most 15 digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .answer import Answer
from .covering import suggest
from .domains import Choice, Domain, Span, plus
from .errors import Error
from .keys import select
from .model import All, Ask, Branch, Consult, Node, NotApplicable, RuleSetModel, Setting, Undetermined, Use
from .proof.axes import Axes
from .proof.behaviour import Behaviour
from .proof.sayings import Aspect
from .proof.witness import Witness, Witnesses
from .rule_set import RuleSet
from .values import ParameterReference, plain

__all__ = ["PROPERTIES", "TABLE", "VECTORS", "tables", "vectors"]

Plain = dict[str, Any]

TABLE, VECTORS = "trivselrules-table/1", "trivselrules-vectors/1"
# What an evaluator must keep beside answering each vector.
PROPERTIES: Mapping[str, str] = {
    "total": "every situation gets one of the four statuses",
    "deterministic": "the same facts and readings get the same answer",
    "order_free": "the order in which facts are told makes no difference",
    "blind_to_the_rest": "once nothing is missing, facts that are not in `asks` change nothing",
    "refuses": "an unknown fact, and a value outside its domain, are refused and not answered",
}


def tables(rules: RuleSet, decisions: Iterable[str]) -> Plain:
    """Give decisions as tables of steps, with the domains and the readings they need.

    A step applies in full: it sets outcomes, cites, tells, leaves open; then it asks one fact or consults one reading
    and goes on where the value leads, or goes on to all steps in `then`, in their order. Parameters are replaced.
    """
    made = {name: _Table(rules.model).decision(name) for name in decisions}
    asked = {name for one in made.values() for name in one["facts"]}
    consulted = {name for one in made.values() for name in one["readings"]}
    return {
        "format": TABLE,
        "rule_set": _stamp(rules),
        "facts": {name: _domain(fact.domain) for name, fact in rules.model.facts.items() if name in asked},
        "readings": {
            name: {"options": list(reading.options), "chosen": reading.chosen}
            for name, reading in rules.model.readings.items()
            if name in consulted
        },
        "decisions": {name: {key: one[key] for key in ("outcomes", "steps")} for name, one in made.items()},
    }


def vectors(rules: RuleSet, decisions: Iterable[str]) -> Plain:
    """Give for each decision situations with their answers, and situations that must be refused.

    The situations are as few as were found that reach everything, each side of each border, and nothing told at all.
    """
    made = {name: {"vectors": _answered(rules, name), "refused": _refused(rules, name)} for name in decisions}
    return {"format": VECTORS, "rule_set": _stamp(rules), "properties": dict(PROPERTIES), "decisions": made}


def _stamp(rules: RuleSet) -> Plain:
    on = None if rules.on is None else rules.on.isoformat()
    return {"id": rules.id, "version": rules.version, "digest": rules.digest, "on": on}


def _domain(domain: Domain) -> Plain:
    if isinstance(domain, Choice):
        return {"values": list(domain.values)}
    ends = {"from": plain(domain.low), "to": plain(domain.high), "step": plain(domain.step)}
    return {"number": {key: value for key, value in ends.items() if value is not None}}


class _Table:
    """Writes the steps of one decision, each node once; steps name each other by number."""

    def __init__(self, model: RuleSetModel) -> None:
        self._model = model
        self._steps: list[Plain] = []
        self._numbers: dict[int, int] = {}
        self._asked: dict[str, None] = {}
        self._consulted: dict[str, None] = {}

    def decision(self, name: str) -> Plain:
        """Give the table; its first step is where to begin."""
        rule = self._model.decisions[name]
        self._parts = rule.parts
        self._number(rule.tree)
        outcomes = {outcome.name: {"many": outcome.many} for outcome in rule.outcomes.values()}
        return {"outcomes": outcomes, "steps": self._steps, "facts": self._asked, "readings": self._consulted}

    def _number(self, node: Node) -> int:
        if id(node) not in self._numbers:
            self._numbers[id(node)] = len(self._steps)
            step: Plain = {}
            self._steps.append(step)
            step.update({key: value for key, value in self._step(node) if value not in ([], None)})
        return self._numbers[id(node)]

    def _step(self, node: Node) -> Iterator[tuple[str, object]]:
        settings = [self._setting(setting) for setting in node.settings]
        yield "set", [told for told, _ in settings if told is not None]
        yield "source", [ref.name for ref in node.source]
        yield "notices", [ref.name for ref in node.notices]
        left_open = [point for _, points in settings for point in points]
        match node.step:
            case Undetermined(point=ref):
                left_open.append(ref.name)
            case NotApplicable(notice=ref):
                yield "not_applicable", ref.name
            case Ask(fact=ref, answers=answers):
                self._asked[ref.name] = None
                yield "ask", ref.name
                yield "answers", [self._branch(branch, self._model.facts[ref.name].domain) for branch in answers]
            case Consult(reading=ref, options=options):
                self._consulted[ref.name] = None
                yield "reading", ref.name
                yield "answers", [self._branch(branch, None) for branch in options]
            case All(nodes=nodes):
                yield "then", [self._number(inner) for inner in nodes]
            case Use(part=ref):
                yield "then", [self._number(self._parts[ref.name])]
        yield "undetermined", left_open

    def _setting(self, setting: Setting) -> tuple[Plain | None, list[str]]:
        """Give what is set, with parameters replaced, and the open points of those that are unset."""
        values, points = [], []
        for value in setting.values:
            if not isinstance(value, ParameterReference):
                values.append(plain(value))
                continue
            parameter = self._model.parameters[value.parameter]
            if parameter.value is None:
                points.append(parameter.open_point.name)
            else:
                values.append(plain(parameter.value))
        told = {"outcome": setting.outcome, "values": values} if values or not setting.values else None
        return told, points

    def _branch(self, branch: Branch, domain: Domain | None) -> Plain:
        """Give the values that lead to a step: words, and numbers as ranges."""
        held = [ref.name if domain is None else select(ref.name, domain) for ref in branch.keys]
        ranges = [_range(one) for one in held if isinstance(one, Span)]
        values = [one for one in held if not isinstance(one, Span)]
        told = {"values": values} if values else {"ranges": ranges}
        return {**told, "step": self._number(branch.node)}


def _range(span: Span) -> Plain:
    """Give a range; its ends are in it unless they are named `above` and `below`."""
    low = {} if span.low is None else {"above" if span.open_low else "from": plain(span.low)}
    high = {} if span.high is None else {"below" if span.open_high else "to": plain(span.high)}
    return {**low, **high}


def _answered(rules: RuleSet, decision: str) -> list[Plain]:
    told = [_vector("cover", witness.readings, answer) for witness, answer in suggest(rules, decision).cases]
    told += (_vector("border", one.readings, _ask(rules, decision, one)) for one in _borders(rules, decision))
    told.append(_vector("nothing told", {}, rules.decide(decision)))
    unique: dict[str, Plain] = {}
    for one in told:
        unique.setdefault(repr((one["facts"], one["readings"])), one)
    return list(unique.values())


def _ask(rules: RuleSet, decision: str, witness: Witness) -> Answer:
    return rules.reading(witness.readings).decide(decision, **witness.facts)


def _borders(rules: RuleSet, decision: str) -> Iterator[Witness]:
    """Give a situation for each stretch of numbers that some answer tells from its neighbour."""
    behaviour = Behaviour(Axes((rules.model.decisions[decision], rules.model)))
    diagrams, axes = behaviour.diagrams, behaviour.axes
    witnesses = Witnesses((behaviour,))
    for level, axis in enumerate(axes.axes):
        if axis.scale is not None:
            asked = diagrams.both(behaviour.possible, behaviour.of(Aspect("asks", axis.dimension[1])))
            for cell in range(len(axis.cells)):
                yield witnesses.among(diagrams.both(asked, diagrams.box({level: 1 << cell})), {})


def _vector(why: str, readings: Mapping[str, str], answer: Answer) -> Plain:
    asks = list(dict.fromkeys(reason.name for reason in answer.because if reason.kind == "fact"))
    return {
        "why": why,
        "facts": {name: plain(value) for name, value in answer.facts.items()},
        "readings": dict(readings),
        "answer": {
            "status": answer.status,
            "outcome": {name: plain(value) for name, value in answer.outcome.items()},
            "missing": list(answer.missing),
            "undetermined": list(answer.undetermined),
            "not_applicable": answer.not_applicable,
            "open_points": list(answer.open_points),
            "notices": list(answer.notices),
            "asks": asks,
        },
    }


def _refused(rules: RuleSet, decision: str) -> list[Plain]:
    """Give situations with one fact that is none, or with a value that is none, and the code of the refusal."""
    axes = Axes((rules.model.decisions[decision], rules.model)).axes
    asked = [axis.dimension[1] for axis in axes if not axis.is_reading]
    wrong: list[Plain] = [{"no_such_fact": True}]
    wrong += ({name: value} for name in asked for value in _outside(rules.model.facts[name].domain))
    told: list[Plain] = []
    for facts in wrong:
        try:
            rules.decide(decision, **facts)
        except Error as error:
            told.append({"facts": facts, "code": error.code})
    return told


def _outside(domain: Domain) -> list[object]:
    if isinstance(domain, Choice):
        return ["no_such_value", 1, None]
    beyond = [plus(end, by) for end, by in ((domain.low, -1), (domain.high, 1)) if end is not None]
    return ["1", True, None, *map(plain, beyond)]
