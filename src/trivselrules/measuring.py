# SPDX-License-Identifier: MPL-2.0
"""How measurements over time are written, and what is decided and counted of them, as immutable data.

Nothing here says what is measured: columns are facts of the rule set, thresholds and directions are its
decisions, and what a report counts is a list of conditions.
"""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from .frozen_map import FrozenMap
from .lifecycle import Condition, OutcomeRef, Under
from .location import Location
from .ref import Ref
from .ref import place as _place
from .text import Text
from .values import Scalar

__all__ = ["Allowed", "Better", "Columns", "Count", "Further", "Indicator", "Progression", "Required", "Series"]

Better = Literal["higher", "lower"]


@frozen
class Columns:
    """The columns that every measurement has: two of their own, and four that are facts."""

    case: Ref
    date: Ref
    indicator: Ref
    perspective: Ref
    phase: Ref
    number: Ref
    location: Location = _place()

    @property
    def facts(self) -> tuple[Ref, ...]:
        """The columns that are facts, the number aside: each indicator has a fact of its own for that."""
        return (self.indicator, self.perspective, self.phase)


@frozen
class Further:
    """A fact in a column that may be left out; `otherwise` is its value where the cell is empty."""

    fact: Ref
    otherwise: Scalar | None = None
    otherwise_place: Location = _place()


@frozen
class Indicator:
    """An indicator with a scale of its own: the fact that is its number, and which way is better."""

    name: Ref
    number: Ref
    better: Better


@frozen
class Allowed:
    """The values of a column are those that an outcome lists, which may rest on readings."""

    fact: Ref
    outcome: OutcomeRef


@frozen
class Series:
    """The facts by which decisions ask about a course: its first value, its latest, and how far it moved."""

    first: Ref
    last: Ref
    change: Ref
    location: Location = _place()


@frozen
class Required:
    """The outcomes that list which indicators, perspectives and phases a case must have been measured in."""

    indicator: OutcomeRef
    perspective: OutcomeRef
    phase: OutcomeRef
    location: Location = _place()


@frozen
class Count:
    """Something a report counts: the courses that meet all conditions, under the given readings."""

    name: str
    label: Text
    where: tuple[Condition, ...]
    under: tuple[Under, ...] = ()
    source: tuple[Ref, ...] = ()
    location: Location = _place()


@frozen
class Progression:
    """What one rule set says of measurements over time."""

    title: Text
    columns: Columns
    series: Series
    better: Better
    results: tuple[OutcomeRef, ...]
    further: FrozenMap[str, Further] = field(factory=FrozenMap)
    indicators: FrozenMap[str, Indicator] = field(factory=FrozenMap)
    allowed: tuple[Allowed, ...] = ()
    required: Required | None = None
    spread: tuple[Ref, ...] = ()
    counts: FrozenMap[str, Count] = field(factory=FrozenMap)
    suppress_below: Ref | None = None
    source: tuple[Ref, ...] = ()
    notices: tuple[Ref, ...] = ()
    open_points: tuple[Ref, ...] = ()
    location: Location = _place()

    def number_of(self, indicator: str) -> tuple[str, Better]:
        """Give the fact that is the number of an indicator, and which way is better."""
        own = self.indicators.get(indicator)
        return (self.columns.number.name, self.better) if own is None else (own.number.name, own.better)
