# SPDX-License-Identifier: MPL-2.0
"""The files of a rule set as they are written: one class for each object a schema describes.

The fields of a class are the keys of its object, which a test holds against the schemas. A trailing `_`
keeps a key such as `from` apart from Python's own words.
"""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from ..frozen_map import FrozenMap
from ..location import Location
from ..ref import Ref
from ..ref import place as _place
from ..text import Text
from ..values import Duration, ParameterReference, Qualified, Scalar

__all__ = [
    "AnswerKey",
    "Bound",
    "CalendarWritten",
    "CaseWritten",
    "CasesFile",
    "DecisionFile",
    "DocumentWritten",
    "Element",
    "FactId",
    "FactWritten",
    "Given",
    "NodeWritten",
    "NoticeWritten",
    "NoticesFile",
    "OpenPointWritten",
    "OpenPointsFile",
    "OptionKey",
    "OutcomeDeclaration",
    "ParameterWritten",
    "PointId",
    "Prose",
    "ReadingWritten",
    "RoleWritten",
    "RuleSetFile",
    "SetValue",
    "SourceFactWritten",
    "SourcesFile",
    "VocabularyFile",
]


@frozen
class FactId(Ref):
    """The id of a source fact, such as TP-112."""


@frozen
class PointId(Ref):
    """The id of an open point in the register, such as A-043."""


@frozen
class Day(Ref):
    """A date as it was written; whether it exists is checked with the cases."""


@frozen
class Excuse(Ref):
    """The notice a case expects as the reason for not being applicable; `true` is any."""


class Prose(str):
    """Text for people; never empty."""


Names = tuple[Ref, ...]
Citations = tuple[FactId, ...]


@frozen
class Element:
    """One value of `set` or of a case's `outcome`, with its place."""

    value: Scalar | Duration | Qualified | ParameterReference
    location: Location = _place()


@frozen
class Bound(Element):
    """An end or the step of a scale: a number, or the parameter that stands for it."""


@frozen
class Given(Element):
    """A word, number or boolean: a parameter's value, or a fact of a case."""


@frozen
class SetValue:
    """What stands behind an outcome: one value or a list of them."""

    elements: tuple[Element, ...]
    listed: bool
    location: Location = _place()


@frozen
class AnswerKey:
    """A key of `answers`, which may hold several items."""

    text: str
    quoted: bool = False
    location: Location = _place()


@frozen
class OptionKey(AnswerKey):
    """A key of `options`: one or more options."""


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
    readings: FrozenMap[Ref, Ref] = field(factory=FrozenMap)
    parameters: FrozenMap[Ref, Given] = field(factory=FrozenMap)
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
class VocabularyFile:
    """`vocabulary.yaml`."""

    facts: FrozenMap[Ref, FactWritten] = field(factory=FrozenMap)
    outcomes: FrozenMap[Ref, Text] = field(factory=FrozenMap)
    role_kinds: FrozenMap[Ref, Text] = field(factory=FrozenMap)
    roles: FrozenMap[Ref, RoleWritten] = field(factory=FrozenMap)
    terms: FrozenMap[Ref, FrozenMap[Ref, Text]] = field(factory=FrozenMap)
    parameters: FrozenMap[Ref, ParameterWritten] = field(factory=FrozenMap)
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

    notices: FrozenMap[Ref, NoticeWritten]
    location: Location = _place()


@frozen
class OutcomeDeclaration:
    """The declaration of an outcome in a decision."""

    type: Ref
    many: bool = False
    required: bool = False
    in_order: bool = False
    location: Location = _place()


@frozen
class NodeWritten:
    """A node of a decision."""

    set: FrozenMap[Ref, SetValue] = field(factory=FrozenMap)
    source: Citations = ()
    notice: Names = ()
    ask: Ref | None = None
    answers: FrozenMap[AnswerKey, NodeWritten] | None = None
    reading: Ref | None = None
    options: FrozenMap[OptionKey, NodeWritten] | None = None
    all: tuple[NodeWritten, ...] | None = None
    use: Ref | None = None
    undetermined: Ref | None = None
    not_applicable: Ref | None = None
    location: Location = _place()


@frozen
class CalendarWritten:
    """What of a decision's outcomes are dates: a cadence (`every`, `lasts`) or a window (`within`, `after` …)."""

    title: Text
    every: Ref | None = None
    lasts: Ref | None = None
    within: Ref | None = None
    after: Ref | None = None
    at_least: Ref | None = None
    deadline_for: Ref | None = None
    before: Ref | None = None
    location: Location = _place()


@frozen
class DecisionFile:
    """A decision."""

    decision: Ref
    title: Text
    outcome: FrozenMap[Ref, OutcomeDeclaration]
    tree: NodeWritten
    sentence: Text | None = None
    calendar: CalendarWritten | None = None
    parts: FrozenMap[Ref, NodeWritten] = field(factory=FrozenMap)
    location: Location = _place()


@frozen
class CaseWritten:
    """A case."""

    case: Prose
    facts: FrozenMap[Ref, Given]
    readings: FrozenMap[Ref, Ref] = field(factory=FrozenMap)
    on: Day | None = None
    outcome: FrozenMap[Ref, SetValue] | None = None
    without: Names | None = None
    open_points: Names | None = None
    undetermined: Names | None = None
    not_applicable: Excuse | None = None
    missing: Names | None = None
    notices: Names | None = None
    location: Location = _place()


@frozen
class CasesFile:
    """The cases of a decision."""

    decision: Ref
    cases: tuple[CaseWritten, ...]
    location: Location = _place()
