# SPDX-License-Identifier: MPL-2.0
"""The files that say which words, sources and choices a rule set has, as they are written."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from ..frozen_map import FrozenMap
from ..location import Location
from ..ref import Ref
from ..ref import place as _place
from ..text import Text
from .written import Bound, Citations, FactId, Names, PointId, Prose
from .written_changes import (
    BaseWritten,
    LabelChangeWritten,
    OptionChoiceWritten,
    ValueChoiceWritten,
    VocabularyChangesWritten,
)

__all__ = [
    "DocumentWritten",
    "FactAddedWritten",
    "FactWritten",
    "NoticeWritten",
    "NoticesFile",
    "OpenPointWritten",
    "OpenPointsFile",
    "ParameterWritten",
    "ReadingWritten",
    "RoleWritten",
    "RuleSetFile",
    "SourceFactWritten",
    "SourcesFile",
    "VocabularyAddedWritten",
    "VocabularyFile",
]


@frozen
class DocumentWritten:
    """A source document in `rule_set.yaml`."""

    title: Text
    file: Prose | None = None
    location: Location = _place()


@frozen
class RuleSetFile:
    """`rule_set.yaml`."""

    rule_set: Ref
    version: Prose
    title: Text
    documents: FrozenMap[Ref, DocumentWritten] = field(factory=FrozenMap)
    extends: BaseWritten | None = None
    readings: FrozenMap[Ref, OptionChoiceWritten] = field(factory=FrozenMap)
    parameters: FrozenMap[Ref, ValueChoiceWritten] = field(factory=FrozenMap)
    location: Location = _place()


@frozen
class FactWritten:
    """A fact in `vocabulary.yaml`."""

    label: Text
    question: Text
    type: Ref | None = None
    from_: Bound | None = None
    to: Bound | None = None
    step: Bound | None = None
    values: FrozenMap[Ref, Text] | None = None
    location: Location = _place()


@frozen
class RoleWritten:
    """A role in `vocabulary.yaml`."""

    da: Prose
    en: Prose
    kind: Ref | None = None
    location: Location = _place()


@frozen
class ParameterWritten:
    """A parameter in `vocabulary.yaml`."""

    label: Text
    type: Literal["integer", "number", "boolean"]
    open_point: Ref
    location: Location = _place()


@frozen
class FactAddedWritten:
    """A fact that an own rule set adds to its base, or, with `values` alone, more values for one of the base."""

    label: Text | None = None
    question: Text | None = None
    type: Ref | None = None
    from_: Bound | None = None
    to: Bound | None = None
    step: Bound | None = None
    values: FrozenMap[Ref, Text] | None = None
    location: Location = _place()


@frozen
class VocabularyAddedWritten:
    """`add` in `vocabulary.yaml`."""

    facts: FrozenMap[Ref, FactAddedWritten] = field(factory=FrozenMap)
    outcomes: FrozenMap[Ref, Text] = field(factory=FrozenMap)
    role_kinds: FrozenMap[Ref, Text] = field(factory=FrozenMap)
    roles: FrozenMap[Ref, RoleWritten] = field(factory=FrozenMap)
    terms: FrozenMap[Ref, FrozenMap[Ref, Text]] = field(factory=FrozenMap)
    parameters: FrozenMap[Ref, ParameterWritten] = field(factory=FrozenMap)
    location: Location = _place()


@frozen
class VocabularyFile:
    """`vocabulary.yaml`; with a base, only `add` and `change`."""

    facts: FrozenMap[Ref, FactWritten] = field(factory=FrozenMap)
    outcomes: FrozenMap[Ref, Text] = field(factory=FrozenMap)
    role_kinds: FrozenMap[Ref, Text] = field(factory=FrozenMap)
    roles: FrozenMap[Ref, RoleWritten] = field(factory=FrozenMap)
    terms: FrozenMap[Ref, FrozenMap[Ref, Text]] = field(factory=FrozenMap)
    parameters: FrozenMap[Ref, ParameterWritten] = field(factory=FrozenMap)
    add: VocabularyAddedWritten | None = None
    change: VocabularyChangesWritten | None = None
    location: Location = _place()


@frozen
class SourceFactWritten:
    """A statement in `sources.yaml`."""

    document: Ref
    section: Prose
    da: Prose
    en: Prose
    account: Literal["documentation", "out_of_scope"] | None = None
    reason: Text | None = None
    location: Location = _place()


@frozen
class SourcesFile:
    """`sources.yaml`."""

    facts: FrozenMap[FactId, SourceFactWritten]
    location: Location = _place()


@frozen
class ReadingWritten:
    """A reading of an open point."""

    question: Text
    options: FrozenMap[Ref, Text]
    default: Ref
    because: Text
    location: Location = _place()


@frozen
class OpenPointWritten:
    """An open point in `open_points.yaml`."""

    point: PointId
    title: Text
    why: Text
    source: Citations = ()
    about: Names = ()
    readings: FrozenMap[Ref, ReadingWritten] = field(factory=FrozenMap)
    location: Location = _place()


@frozen
class OpenPointsFile:
    """`open_points.yaml`."""

    open_points: FrozenMap[Ref, OpenPointWritten]
    location: Location = _place()


@frozen
class NoticeWritten:
    """A notice in `notices.yaml`."""

    basis: Literal["document", "law", "ours"]
    da: Prose
    en: Prose
    source: Citations = ()
    location: Location = _place()


@frozen
class NoticesFile:
    """`notices.yaml`."""

    notices: FrozenMap[Ref, NoticeWritten] = field(factory=FrozenMap)
    change: FrozenMap[Ref, LabelChangeWritten] = field(factory=FrozenMap)
    location: Location = _place()
