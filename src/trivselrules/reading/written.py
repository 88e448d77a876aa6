# SPDX-License-Identifier: MPL-2.0
"""The files of a rule set as they are written: one class for each object a schema describes.

The fields of a class are the keys of its object, which a test holds against the schemas. A trailing `_`
keeps a key such as `from` apart from Python's own words.
"""

from __future__ import annotations

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
    "Citations",
    "Day",
    "DecisionFile",
    "Element",
    "FactId",
    "Given",
    "InForceWritten",
    "Names",
    "NodeWritten",
    "OptionKey",
    "OutcomeDeclaration",
    "PointId",
    "Prose",
    "SetValue",
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
    quoted: bool = field(default=False, eq=False, repr=False)
    location: Location = _place()


@frozen
class OptionKey(AnswerKey):
    """A key of `options`: one or more options."""


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
class InForceWritten:
    """The first and the last day on which a rule holds; it goes on where one is left out."""

    from_: Day | None = None
    until: Day | None = None
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
    in_force: InForceWritten | None = None
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
