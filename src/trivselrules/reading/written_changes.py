# SPDX-License-Identifier: MPL-2.0
"""What a rule set of one's own says about its base, as it is written: each change with its reason."""

from __future__ import annotations

from attrs import field, frozen

from ..frozen_map import FrozenMap
from ..location import Location
from ..ref import Ref
from ..ref import place as _place
from ..text import Text
from .written import AnswerKey, CalendarWritten, Given, InForceWritten, NodeWritten, OutcomeDeclaration, Prose

__all__ = [
    "BaseName",
    "BaseWritten",
    "ChangesFile",
    "FactChangeWritten",
    "LabelChangeWritten",
    "NewPartsWritten",
    "OptionChoiceWritten",
    "ParameterChangeWritten",
    "ReplacementFile",
    "RuleName",
    "ValueChoiceWritten",
    "VocabularyChangesWritten",
]


@frozen
class BaseName(Ref):
    """A shipped rule set, or `../` and the name of a folder beside."""


@frozen
class RuleName(Ref):
    """A rule of another rule set: `rule_set/rule`."""

    @property
    def rule_set(self) -> Ref:
        """The rule set, with its place."""
        return Ref(self.name.partition("/")[0], location=self.location)

    @property
    def rule(self) -> Ref:
        """The rule, with its place."""
        before, _, after = self.name.partition("/")
        place = self.location
        return Ref(after, location=Location(place.file, place.line, place.column + len(before) + 1))


@frozen
class BaseWritten:
    """`extends` in `rule_set.yaml`."""

    rule_set: BaseName
    version: Prose
    location: Location = _place()


@frozen
class OptionChoiceWritten:
    """The option chosen for a reading; `because` is None where only the option was written."""

    choose: Ref
    because: Text | None
    location: Location = _place()


@frozen
class ValueChoiceWritten:
    """The value of a parameter; `because` is None where only the value was written."""

    choose: Given
    because: Text | None
    location: Location = _place()


@frozen
class LabelChangeWritten:
    """Another text for something the base declares."""

    da: Prose
    en: Prose
    because: Text
    location: Location = _place()


@frozen
class FactChangeWritten:
    """Other texts for a fact of the base, or for some of its values."""

    because: Text
    label: Text | None = None
    question: Text | None = None
    values: FrozenMap[Ref, Text] = field(factory=FrozenMap)
    location: Location = _place()


@frozen
class ParameterChangeWritten:
    """Another label for a parameter of the base."""

    label: Text
    because: Text
    location: Location = _place()


@frozen
class VocabularyChangesWritten:
    """`change` in `vocabulary.yaml`."""

    facts: FrozenMap[Ref, FactChangeWritten] = field(factory=FrozenMap)
    outcomes: FrozenMap[Ref, LabelChangeWritten] = field(factory=FrozenMap)
    role_kinds: FrozenMap[Ref, LabelChangeWritten] = field(factory=FrozenMap)
    roles: FrozenMap[Ref, LabelChangeWritten] = field(factory=FrozenMap)
    terms: FrozenMap[Ref, FrozenMap[Ref, LabelChangeWritten]] = field(factory=FrozenMap)
    parameters: FrozenMap[Ref, ParameterChangeWritten] = field(factory=FrozenMap)
    location: Location = _place()


@frozen
class NewPartsWritten:
    """`add` in a file that changes a decision."""

    parts: FrozenMap[Ref, NodeWritten]
    location: Location = _place()


@frozen
class ChangesFile:
    """Changes of one rule of the base: parts replaced or added, and answers for values the base does not have."""

    changes: RuleName
    because: Text
    title: Text | None = None
    sentence: Text | None = None
    answers: FrozenMap[Ref, FrozenMap[AnswerKey, NodeWritten]] = field(factory=FrozenMap)
    parts: FrozenMap[Ref, NodeWritten] = field(factory=FrozenMap)
    add: NewPartsWritten | None = None
    in_force: InForceWritten | None = None
    location: Location = _place()


@frozen
class ReplacementFile:
    """A decision in the place of one of the base; what it does not say it has from there."""

    replaces: RuleName
    because: Text
    tree: NodeWritten
    decision: Ref | None = None
    title: Text | None = None
    sentence: Text | None = None
    outcome: FrozenMap[Ref, OutcomeDeclaration] | None = None
    calendar: CalendarWritten | None = None
    parts: FrozenMap[Ref, NodeWritten] = field(factory=FrozenMap)
    in_force: InForceWritten | None = None
    location: Location = _place()
