# SPDX-License-Identifier: MPL-2.0
"""Names that do not exist, values that do not fit what they are given for, and words nobody uses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from attrs import evolve

from ..domains import Choice, Domain, Scale, Span
from ..finding import Finding, find
from ..frozen_map import FrozenMap
from ..keys import select
from ..location import Location
from ..model import (
    BUILT_IN_TYPES,
    Ask,
    Consult,
    Decision,
    Fact,
    Node,
    NotApplicable,
    Outcome,
    Ref,
    RuleSetModel,
    Setting,
    Undetermined,
    Use,
)
from ..nearest import nearest
from ..unknown import unknown_name
from ..values import Duration, ParameterReference, Qualified, spell
from .calendar import check_calendar
from .nodes import branches, decision_nodes
from .reach import Reach

__all__ = ["allowed_answers", "check_answers", "check_names", "check_settings", "unknown"]


_EXAMPLES = {"integer": "4", "number": "4.5", "boolean": "true, false", "duration": "{weeks: 4}"}


def unknown(kind: str, ref: Ref, known: Collection[str]) -> Iterator[Finding]:
    """Give a finding if `ref` is not one of the `known` names of its kind."""
    if ref.name not in known:
        yield unknown_name(kind, ref, known)


def check_names(model: RuleSetModel) -> Iterator[Finding]:
    """Check every name of the rule set except those in its cases."""
    yield from _words(model)
    for decision in model.decisions.values():
        yield from _decision(decision, model)


def _words(model: RuleSetModel) -> Iterator[Finding]:
    kinds = model.role_kinds
    for term in model.terms["role"].values():
        if term.role_kind is not None:
            yield from unknown("role-kind", term.role_kind, kinds)
    for parameter in model.parameters.values():
        yield from unknown("open-point", parameter.open_point, model.open_points)
    for source in model.sources.values():
        yield from unknown("document", source.document, model.documents)
    for notice in model.notices.values():
        yield from _each("source", notice.source, model.sources)
    words = dict.fromkeys([*model.facts, *(name for terms in model.terms.values() for name in terms)])
    for point in model.open_points.values():
        yield from _each("source", point.source, model.sources)
        yield from _each("term", point.about, words)
    for reading in model.readings.values():
        yield from unknown("option", reading.default, reading.options)


def _each(kind: str, refs: Iterable[Ref], known: Collection[str]) -> Iterator[Finding]:
    for ref in refs:
        yield from unknown(kind, ref, known)


def _decision(decision: Decision, model: RuleSetModel) -> Iterator[Finding]:
    types = (*BUILT_IN_TYPES, *model.terms)
    for outcome in decision.outcomes.values():
        here = outcome.location
        yield from unknown("outcome", Ref(outcome.name, location=here), model.outcome_labels)
        yield from unknown("type", Ref(outcome.type, location=outcome.type_place), types)
    yield from _placeholders(decision)
    yield from check_calendar(decision, model)
    reach = Reach(decision, model)
    for node in decision_nodes(decision):
        situation = reach.situation(node)
        witness = None if situation is None else FrozenMap(situation)
        for finding in (*_node(node, decision, model), *_step(node, decision, model)):
            yield evolve(finding, witness=witness)


def _placeholders(decision: Decision) -> Iterator[Finding]:
    sentence = decision.sentence
    for text, place in ((sentence.da, sentence.location), (sentence.en, sentence.location_en)) if sentence else ():
        for name in dict.fromkeys(re.findall(r"\{(.*?)\}", text)):
            if name not in decision.outcomes:
                close = nearest(name, decision.outcomes)
                known = ", ".join(decision.outcomes)
                yield find("unknown-placeholder", place, nearest=close, name=name, known=known)


def _node(node: Node, decision: Decision, model: RuleSetModel) -> Iterator[Finding]:
    yield from check_settings(node.settings, decision, model)
    yield from _each("source", node.source, model.sources)
    yield from _each("notice", node.notices, model.notices)
    if not node.source and (node.settings or isinstance(node.step, NotApplicable)):
        yield find("no-source", node.location)


def _step(node: Node, decision: Decision, model: RuleSetModel) -> Iterator[Finding]:
    match node.step:
        case Ask(fact=ref):
            yield from unknown("fact", ref, model.facts)
            if ref.name in model.facts:
                yield from check_answers(_keys(node), model.facts[ref.name])
        case Consult(reading=ref):
            yield from unknown("reading", ref, model.readings)
            if ref.name in model.readings:
                for branch in branches(node):
                    yield from _each("option", branch.keys, model.readings[ref.name].options)
        case Use(part=ref):
            yield from unknown("part", ref, decision.parts)
        case Undetermined(point=ref):
            yield from unknown("open-point", ref, model.open_points)
        case NotApplicable(notice=ref):
            yield from unknown("notice", ref, model.notices)


def _keys(node: Node) -> Iterator[Ref]:
    return (ref for branch in branches(node) for ref in branch.keys)


def check_answers(keys: Iterable[Ref], fact: Fact) -> Iterator[Finding]:
    """Check that each item of a key stands for some value of a fact."""
    domain = fact.domain
    keys, commas = _without_decimal_commas(keys, domain)
    yield from commas
    for ref in keys if domain != Choice(()) else ():  # else the fact itself is reported
        if not _possible(ref.name, domain):
            allowed = allowed_answers(domain)
            choice = isinstance(domain, Choice) or domain.few() is not None
            close = nearest(ref.name, allowed) if isinstance(domain, Choice) else None
            code = "answer-form" if choice else "answer-scale"
            yield find(code, ref.location, nearest=close, value=ref.name, fact=fact.name, allowed=", ".join(allowed))


def _without_decimal_commas(keys: Iterable[Ref], domain: Domain) -> tuple[list[Ref], list[Finding]]:
    """Take out items that a comma without a space has made of one number, where numbers may have decimals."""
    runs: list[list[Ref]] = []
    for ref in keys:
        if runs and _glued(runs[-1][-1], ref):
            runs[-1].append(ref)
        else:
            runs.append([ref])
    kept: list[Ref] = []
    commas: list[Finding] = []
    for run in runs:
        written = ",".join(ref.name for ref in run)
        repaired = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", written)
        if len(run) > 1 and isinstance(domain, Scale) and not domain.whole and _possible(repaired, domain):
            commas.append(find("decimal-comma", run[0].location, value=written, repaired=repaired))
        else:
            kept += run
    return kept, commas


def _glued(one: Ref, other: Ref) -> bool:
    """Tell whether nothing but the comma stands between two items of a key."""
    return other.location == evolve(one.location, column=one.location.column + len(one.name) + 1)


def _possible(item: str, domain: Domain) -> bool:
    """Tell whether an item of a key stands for any value of the domain."""
    selection = select(item, domain)
    if isinstance(domain, Choice) or not isinstance(selection, Span):
        return selection is not None
    numbers = (domain.number_in(cell) for cell in domain.cells([selection]))
    return any(number is not None and selection.holds(number) for number in numbers)


def allowed_answers(domain: Domain) -> tuple[str, ...]:
    """Say in the language of the rules what an answer may be; for a scale these are examples."""
    if isinstance(domain, Choice):
        return tuple(map(spell, domain.values))
    few = domain.few()
    if few is not None:
        return tuple(map(str, few))
    unit = " years" if domain.months else ""
    low, high = domain.low if domain.low is not None else "…", domain.high if domain.high is not None else "…"
    reach = () if domain.months else (f"{low} to {high}",)
    return (*reach, f"under 6{unit}", f"6{unit}", f"over 6{unit}", f"1 to 2{unit}", f"from 3{unit}")


def check_settings(settings: Iterable[Setting], decision: Decision, model: RuleSetModel) -> Iterator[Finding]:
    """Check that each outcome exists, is a list where it should be, and has values of its type."""
    for setting in settings:
        outcome = decision.outcomes.get(setting.outcome)
        if outcome is None:
            yield unknown_name("outcome", Ref(setting.outcome, location=setting.location), decision.outcomes)
            continue
        if outcome.many != setting.listed:
            code = "outcome-one" if outcome.many else "outcome-many"
            shown = ", ".join(map(spell, setting.values))
            yield find(code, setting.location, outcome=outcome.name, value=shown)
            continue
        for value, place in zip(setting.values, setting.places, strict=True):
            yield from _value(value, place, outcome, model)


def _value(value: object, place: Location, outcome: Outcome, model: RuleSetModel) -> Iterator[Finding]:
    terms = model.terms.get(outcome.type)
    if terms is None and outcome.type not in BUILT_IN_TYPES:
        return  # the type itself is reported
    kind = "role" if outcome.type == "role" else "term"
    example = _EXAMPLES.get(outcome.type) or ", ".join(list(terms or ())[:3])
    wrong = find("outcome-type", place, value=spell(value), outcome=outcome.name, type=outcome.type, example=example)
    match value:
        case ParameterReference(parameter=name):
            yield from unknown("parameter", Ref(name, location=value.location or place), model.parameters)
            parameter = model.parameters.get(name)
            if parameter is not None and parameter.type not in (outcome.type, _narrower(outcome.type)):
                yield wrong
        case Qualified() if terms is not None and outcome.many:
            named = zip(value.terms, value.places, strict=True)
            yield from _each(kind, (Ref(term, location=spot) for term, spot in named), terms)
        case str() if terms is not None:
            yield from unknown(kind, Ref(value, location=place), terms)
        case _:
            if terms is not None or not _fits(value, outcome.type):
                yield wrong


def _narrower(kind: str) -> str:
    return "integer" if kind == "number" else kind


def _fits(value: object, kind: str) -> bool:
    if kind == "duration":
        return isinstance(value, Duration)
    if kind == "boolean":
        return isinstance(value, bool)
    return type(value) is int or (kind == "number" and not isinstance(value, (str, bool, Duration, Qualified)))
