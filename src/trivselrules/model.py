# SPDX-License-Identifier: MPL-2.0
"""A rule set as immutable data: words, open points, and decisions as trees of nodes.

Every node knows where it was written, and equality does not look at that. Names are kept as they were
written, each with its place; `analysis.names` has checked that they exist before anything is evaluated.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from attrs import field, frozen

from .departure import Base, Departure
from .domains import Domain
from .frozen_map import FrozenMap
from .lifecycle import Event, Invariant, Lifecycle, LifecycleCase, Task
from .location import Location
from .measuring import Progression
from .period import ALWAYS, Period
from .ref import Ref
from .ref import place as _place
from .text import Text
from .values import ParameterReference, Scalar, Value

__all__ = [
    "BUILT_IN_TYPES",
    "FACT_TYPES",
    "All",
    "Ask",
    "Branch",
    "Cadence",
    "Case",
    "Consult",
    "Decision",
    "Document",
    "Expected",
    "Fact",
    "Node",
    "NotApplicable",
    "Notice",
    "OpenPoint",
    "Outcome",
    "Parameter",
    "Reading",
    "Ref",
    "RuleSetModel",
    "Setting",
    "SourceFact",
    "Step",
    "Term",
    "Undetermined",
    "Use",
    "Window",
]

BUILT_IN_TYPES = ("integer", "number", "boolean", "duration")
FACT_TYPES = ("integer", "number", "age", "boolean")


@frozen
class Fact:
    """A piece of information a decision may ask for, and what it can be.

    `word_type` is the type of words that its values are, if they are words other rules use too.
    """

    name: str
    label: Text
    question: Text
    domain: Domain
    value_labels: FrozenMap[str, Text] = field(factory=FrozenMap)
    word_type: str | None = None
    location: Location = _place()


@frozen
class Term:
    """A word of the field: a role, a channel, a form …; `role_kind` says what kind of role."""

    name: str
    type: str
    label: Text
    role_kind: Ref | None = None
    location: Location = _place()


@frozen
class Parameter:
    """A value the municipality chooses; `value` is None while it is unset and `open_point` stands for it."""

    name: str
    label: Text
    type: Literal["integer", "number", "boolean"]
    open_point: Ref
    value: Scalar | None = None
    location: Location = _place()


@frozen
class Document:
    """A source document; `file` is its name, never a path."""

    name: str
    title: Text
    file: str | None = None
    location: Location = _place()


@frozen
class SourceFact:
    """One statement of a source document in our own words."""

    id: str
    document: Ref
    section: str
    text: Text
    account: Literal["documentation", "out_of_scope"] | None = None
    reason: Text | None = None
    location: Location = _place()


@frozen
class Notice:
    """Something to know with an answer, and whose word it is: the document's, the law's or ours."""

    id: str
    basis: Literal["document", "law", "ours"]
    text: Text
    source: tuple[Ref, ...] = ()
    location: Location = _place()


@frozen
class Reading:
    """One way to read the source must be chosen among `options`; `chosen` is the rule set's choice."""

    name: str
    point: str
    question: Text
    options: FrozenMap[str, Text]
    default: Ref
    because: Text
    chosen: str
    location: Location = _place()


@frozen
class OpenPoint:
    """Where the source is silent or can be read in several ways; `about` names the words it concerns."""

    name: str
    point: str
    title: Text
    why: Text
    source: tuple[Ref, ...] = ()
    about: tuple[Ref, ...] = ()
    readings: tuple[str, ...] = ()
    location: Location = _place()


@frozen
class Outcome:
    """One result of a decision: its type, whether it is a list, and whether every decided path must set it.

    `in_order` says that the order of the list matters to those who read it.
    """

    name: str
    type: str
    many: bool = False
    required: bool = False
    in_order: bool = False
    type_place: Location = _place()
    location: Location = _place()


@frozen
class Setting:
    """`set: {outcome: value}`; `listed` tells a list from a single value."""

    outcome: str
    values: tuple[Value | ParameterReference, ...]
    listed: bool = False
    places: tuple[Location, ...] = field(default=(), eq=False, repr=False, kw_only=True)
    location: Location = _place()


@frozen
class Ask:
    """Ask for a fact and go on with the branch that holds its value."""

    fact: Ref
    answers: tuple[Branch, ...]


@frozen
class Consult:
    """Go on with the branch of the option the rule set has chosen for a reading."""

    reading: Ref
    options: tuple[Branch, ...]


@frozen
class All:
    """Every branch applies."""

    nodes: tuple[Node, ...]


@frozen
class Use:
    """Go on with a part of the same decision."""

    part: Ref


@frozen
class Undetermined:
    """The source gives no rule here."""

    point: Ref


@frozen
class NotApplicable:
    """The decision is not relevant here; the notice says why."""

    notice: Ref


Step = Ask | Consult | All | Use | Undetermined | NotApplicable


@frozen
class Node:
    """What applies at one place of a tree, and the one step that leads on from there."""

    settings: tuple[Setting, ...] = ()
    source: tuple[Ref, ...] = ()
    notices: tuple[Ref, ...] = ()
    step: Step | None = None
    location: Location = _place()


@frozen
class Branch:
    """A node behind one or more items of a key."""

    keys: tuple[Ref, ...]
    node: Node
    location: Location = _place()


@frozen
class Cadence:
    """Says which outcomes make a series of meetings: `every` so often one that `lasts` so long."""

    title: Text
    every: Ref
    lasts: Ref
    location: Location = _place()


@frozen
class Window:
    """Says which outcomes make a window for a meeting: `within` a time `after` an event, with `at_least` a notice.

    Where the outcome `deadline_for` is another event than `before`, the deadline is that of the invitation.
    """

    title: Text
    within: Ref
    after: Ref
    at_least: Ref
    deadline_for: Ref | None = None
    before: Ref | None = None
    location: Location = _place()


@frozen
class Decision:
    """One question the rule set answers."""

    name: str
    title: Text
    outcomes: FrozenMap[str, Outcome]
    tree: Node
    parts: FrozenMap[str, Node] = field(factory=FrozenMap)
    sentence: Text | None = None
    calendar: Cadence | Window | None = None
    part_places: FrozenMap[str, Location] = field(factory=FrozenMap, eq=False, repr=False, kw_only=True)
    location: Location = _place()


@frozen
class Expected:
    """What a case says of the answer; None where it says nothing. `without` are outcomes that must not be there."""

    outcome: tuple[Setting, ...] | None = None
    without: tuple[Ref, ...] | None = None
    open_points: tuple[Ref, ...] | None = None
    undetermined: tuple[Ref, ...] | None = None
    not_applicable: Ref | None = None
    missing: tuple[Ref, ...] | None = None
    notices: tuple[Ref, ...] | None = None


@frozen
class Case:
    """A worked example of a decision; `on` is the date it is decided on, as written.

    `facts` are names, values and the places of the values.
    """

    title: str
    decision: Ref
    facts: tuple[tuple[Ref, object, Location], ...]
    readings: tuple[tuple[Ref, Ref], ...]
    on: Ref | None
    expected: Expected
    location: Location = _place()

    @property
    def on_date(self) -> date | None:
        """The date as a date, or None if there is none or it does not exist."""
        try:
            return None if self.on is None else date.fromisoformat(self.on.name)
        except ValueError:
            return None


@frozen
class RuleSetModel:
    """Everything a rule set says, by name.

    With a `base` it is what both say together, and the `departures` are where the rule set says it differently. It
    says so on the days of `in_force`.
    """

    id: str
    version: str
    title: Text
    documents: FrozenMap[str, Document]
    facts: FrozenMap[str, Fact]
    outcome_labels: FrozenMap[str, Text]
    role_kinds: FrozenMap[str, Text]
    terms: FrozenMap[str, FrozenMap[str, Term]]
    parameters: FrozenMap[str, Parameter]
    sources: FrozenMap[str, SourceFact]
    open_points: FrozenMap[str, OpenPoint]
    readings: FrozenMap[str, Reading]
    notices: FrozenMap[str, Notice]
    decisions: FrozenMap[str, Decision]
    cases: tuple[Case, ...] = ()
    case_files: tuple[Ref, ...] = ()
    bounding_parameters: frozenset[str] = frozenset()
    events: FrozenMap[str, Event] = field(factory=FrozenMap)
    tasks: FrozenMap[str, Task] = field(factory=FrozenMap)
    lifecycles: FrozenMap[str, Lifecycle] = field(factory=FrozenMap)
    invariants: FrozenMap[str, Invariant] = field(factory=FrozenMap)
    lifecycle_cases: tuple[LifecycleCase, ...] = ()
    lifecycle_case_files: tuple[Ref, ...] = ()
    progression: Progression | None = None
    base: Base | None = None
    departures: tuple[Departure, ...] = ()
    in_force: Period = ALWAYS
