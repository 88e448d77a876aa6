# SPDX-License-Identifier: MPL-2.0
"""Facts and parameters: what can be answered, bounded by what the municipality has chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from ..domains import Choice, Domain, Scale
from ..finding import Finding, find
from ..frozen_map import FrozenMap
from ..model import FACT_TYPES, Fact, Parameter, Ref, Term
from ..unknown import unknown_name
from ..values import Number, ParameterReference, Scalar, spell
from .written import Element
from .written_words import FactWritten, RuleSetFile, VocabularyFile

__all__ = ["bounding_parameters", "join_fact", "join_parameters"]

_UNSET = "unset"


def join_parameters(rule_set: RuleSetFile, vocabulary: VocabularyFile, findings: list[Finding]) -> dict[str, Parameter]:
    """Join the parameters of the vocabulary with the values the rule set has chosen."""
    chosen = {ref.name: choice.choose for ref, choice in rule_set.parameters.items()}
    known = [ref.name for ref in vocabulary.parameters]
    findings += (unknown_name("parameter", ref, known) for ref in rule_set.parameters if ref.name not in known)
    parameters = {}
    for ref, written in vocabulary.parameters.items():
        element = chosen.get(ref.name)
        value: Scalar | None = None
        if element is None or element.value == _UNSET:
            findings.append(find("parameter-unset", element.location if element else ref.location, name=ref.name))
        elif isinstance(element.value, Scalar) and _fits(written.type, element.value):
            value = element.value
        else:
            kind = written.type
            findings.append(
                find("parameter-type", element.location, name=ref.name, value=spell(element.value), type=kind)
            )
        parameters[ref.name] = Parameter(
            ref.name, written.label, written.type, written.open_point, value, location=ref.location
        )
    return parameters


def bounding_parameters(vocabulary: VocabularyFile) -> Iterator[str]:
    """Give the parameters that bound a fact."""
    for fact in vocabulary.facts.values():
        for element in (fact.from_, fact.to, fact.step):
            if element is not None and isinstance(element.value, ParameterReference):
                yield element.value.parameter


def join_fact(
    ref: Ref,
    written: FactWritten,
    parameters: Mapping[str, Parameter],
    words: Mapping[str, Mapping[str, Term]],
    findings: list[Finding],
) -> Fact:
    """Make a fact with its domain; `words` are the terms by type, which a fact may have for its values."""
    labels = {value.name: text for value, text in (written.values or FrozenMap()).items()}
    word_type = None if written.type is None or written.type.name in FACT_TYPES else written.type
    if word_type is not None:
        labels = {name: term.label for name, term in words.get(word_type.name, {}).items()}
        findings += _word_findings(ref, written, word_type, words)
    if word_type is None and written.values is None:
        domain = _scale(ref, written, parameters, findings)
    else:
        domain = Choice(tuple(labels))
        if not labels and (word_type is None or word_type.name in words):
            findings.append(find("domain-no-values", ref.location, fact=ref.name))
    return Fact(
        ref.name,
        written.label,
        written.question,
        domain,
        FrozenMap(labels),
        None if word_type is None else word_type.name,
        location=ref.location,
    )


def _word_findings(
    ref: Ref, written: FactWritten, kind: Ref, words: Mapping[str, Mapping[str, Term]]
) -> Iterator[Finding]:
    """Report a type that there is not, and ends or a step that words do not have."""
    if kind.name not in words:
        yield unknown_name("type", kind, [*FACT_TYPES, *words])
        return
    for key, element in (("from", written.from_), ("to", written.to), ("step", written.step)):
        if element is not None:
            yield find("domain-form", element.location, key=key, fact=ref.name)


def _scale(ref: Ref, written: FactWritten, parameters: Mapping[str, Parameter], findings: list[Finding]) -> Domain:
    """Give the domain of a fact of a type that the language itself knows."""
    assert written.type is not None  # a fact has a type or values
    kind = written.type.name
    if kind == "boolean":
        return Choice((True, False))
    if kind == "age":
        return Scale(low=0, step=1, months=True)
    scope = _Scope(ref.name, kind, parameters, findings)
    low, high, step = (
        _bound(*pair, scope) for pair in (("from", written.from_), ("to", written.to), ("step", written.step))
    )
    if (low is not None and high is not None and low > high) or (step is not None and step <= 0):
        findings.append(find("domain-empty", ref.location, fact=ref.name))
        return Scale()
    return Scale(low, high, step or (1 if kind == "integer" else None))


@frozen
class _Scope:
    """What the bounds of one fact are read with."""

    fact: str
    kind: str
    parameters: Mapping[str, Parameter]
    findings: list[Finding]


def _bound(key: str, element: Element | None, scope: _Scope) -> Number | None:
    """Give one end or the step of a scale; None where there is none, or where its parameter is unset."""
    if element is None:
        return None
    value: object = element.value
    if isinstance(value, ParameterReference):
        if value.parameter not in scope.parameters:
            name = Ref(value.parameter, location=value.location or element.location)
            scope.findings.append(unknown_name("parameter", name, scope.parameters))
            return None
        value = scope.parameters[value.parameter].value
        if value is None:
            return None
    if isinstance(value, Number) and _fits(scope.kind, value):
        return value
    scope.findings.append(find("domain-form", element.location, key=key, fact=scope.fact))
    return None


def _fits(kind: str, value: object) -> bool:
    """Tell whether `value` is of the type a parameter or a scale declares."""
    if isinstance(value, bool):
        return kind == "boolean"
    return type(value) is int if kind == "integer" else kind == "number" and isinstance(value, Number)
