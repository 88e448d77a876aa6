# SPDX-License-Identifier: MPL-2.0
"""The vocabulary of the base, with the words, facts and values that are added and those that are told differently."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from ..departure import Departure
from ..frozen_map import FrozenMap
from ..reading.written_changes import FactChangeWritten, ParameterChangeWritten, VocabularyChangesWritten
from ..reading.written_words import (
    FactAddedWritten,
    FactWritten,
    ParameterWritten,
    VocabularyAddedWritten,
    VocabularyFile,
)
from ..ref import Ref
from ..text import Text
from .notes import Notes
from .words import add, change, put

__all__ = ["put_vocabulary"]

Facts = Mapping[Ref, FactWritten]
Terms = Mapping[Ref, FrozenMap[Ref, Text]]


def put_vocabulary(base: VocabularyFile, own: VocabularyFile, notes: Notes) -> VocabularyFile:
    """Put the vocabulary of an own rule set on that of its base."""
    new, other = own.add or VocabularyAddedWritten(), own.change or VocabularyChangesWritten()
    return VocabularyFile(
        facts=_change_facts(_add_facts(base.facts, new.facts, notes), other.facts, notes),
        outcomes=put("outcome", base.outcomes, new.outcomes, other.outcomes, notes),
        role_kinds=put("role-kind", base.role_kinds, new.role_kinds, other.role_kinds, notes),
        roles=put("role", base.roles, new.roles, other.roles, notes),
        terms=_terms(base.terms, new, other, notes),
        parameters=_change_parameters(
            add("parameter", base.parameters, new.parameters, notes), other.parameters, notes
        ),
        location=base.location,
    )


def _add_facts(base: Facts, own: Mapping[Ref, FactAddedWritten], notes: Notes) -> Facts:
    """Add whole facts, and values to facts of the base."""
    facts = dict(base)
    for ref, new in own.items():
        if new.label is not None and new.question is not None:
            bounds = new.from_, new.to, new.step
            whole = FactWritten(new.label, new.question, new.type, *bounds, new.values, location=new.location)
            facts = dict(add("fact", facts, {ref: whole}, notes))
        elif ref in base:
            facts[ref] = _widen(ref, base[ref], new.values or FrozenMap(), notes)
        else:
            notes.unknown("fact", ref, base)
    return facts


def _widen(ref: Ref, fact: FactWritten, values: FrozenMap[Ref, Text], notes: Notes) -> FactWritten:
    if fact.values is None:
        notes.say("values-not-listed", ref.location, fact=ref.name)
        return fact
    return evolve(fact, values=add("value", fact.values, values, notes, (ref.name,)))


def _change_facts(facts: Facts, own: Mapping[Ref, FactChangeWritten], notes: Notes) -> FrozenMap[Ref, FactWritten]:
    changed = dict(facts)
    for ref, new in own.items():
        if ref not in changed:
            notes.unknown("fact", ref, changed)
            continue
        fact, here = changed[ref], ref.location
        for kind, before, after in (("fact", fact.label, new.label), ("question", fact.question, new.question)):
            if after is not None:
                notes.depart(Departure("changed", kind, ref.name, (), before, after, new.because, location=here))
        if new.label is None and new.question is None and not new.values:
            notes.unchanged(ref)
        values = None if fact.values is None else _values(ref, fact.values, new, notes)
        if fact.values is None and new.values:
            notes.say("values-not-listed", here, fact=ref.name)
        changed[ref] = evolve(
            fact, label=new.label or fact.label, question=new.question or fact.question, values=values
        )
    return FrozenMap(changed)


def _values(ref: Ref, listed: FrozenMap[Ref, Text], new: FactChangeWritten, notes: Notes) -> FrozenMap[Ref, Text]:
    values, because = dict(listed), new.because
    for value, after in new.values.items():
        if value not in values:
            notes.unknown("value", value, values)
            continue
        before, here = values[value], value.location
        notes.depart(Departure("changed", "value", value.name, (ref.name,), before, after, because, location=here))
        values[value] = after
    return FrozenMap(values)


def _change_parameters(
    base: Mapping[Ref, ParameterWritten], own: Mapping[Ref, ParameterChangeWritten], notes: Notes
) -> FrozenMap[Ref, ParameterWritten]:
    parameters = dict(base)
    for ref, new in own.items():
        if ref not in parameters:
            notes.unknown("parameter", ref, parameters)
            continue
        before, here = parameters[ref].label, ref.location
        notes.depart(Departure("changed", "label", ref.name, (), before, new.label, new.because, location=here))
        parameters[ref] = evolve(parameters[ref], label=new.label)
    return FrozenMap(parameters)


def _terms(
    base: Terms, new: VocabularyAddedWritten, other: VocabularyChangesWritten, notes: Notes
) -> FrozenMap[Ref, FrozenMap[Ref, Text]]:
    """Add words to kinds the base has or has not; words of a kind that it has not cannot be changed."""
    terms = dict(base)
    for kind, words in new.terms.items():
        terms[kind] = add("term", base.get(kind, FrozenMap[Ref, Text]()), words, notes, (kind.name,))
    for kind, changes in other.terms.items():
        if kind in base:
            terms[kind] = change("term", terms[kind], changes, notes, (kind.name,))
        else:
            notes.unknown("type", kind, base)
    return FrozenMap(terms)
