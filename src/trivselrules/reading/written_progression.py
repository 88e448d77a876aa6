# SPDX-License-Identifier: MPL-2.0
"""`progression.yaml` as it is written: columns, results, what is required and what is counted."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from ..frozen_map import FrozenMap
from ..location import Location
from ..ref import Ref
from ..ref import place as _place
from ..text import Text
from .written import Citations, Given, Names, Prose
from .written_changes import RuleName
from .written_lifecycle import Conditions, Readings

__all__ = [
    "ColumnsWritten",
    "CountWritten",
    "FurtherWritten",
    "IndicatorWritten",
    "OutcomeName",
    "ProgressionFile",
    "RequiredWritten",
    "SeriesWritten",
]


@frozen
class OutcomeName(Ref):
    """An outcome of a decision: `decision.outcome`."""


@frozen
class ColumnsWritten:
    """The columns that every measurement has."""

    case: Ref
    date: Ref
    indicator: Ref
    perspective: Ref
    phase: Ref
    number: Ref
    location: Location = _place()


@frozen
class FurtherWritten:
    """A column that may be left out."""

    otherwise: Given | None = None
    location: Location = _place()


@frozen
class IndicatorWritten:
    """An indicator with a scale of its own."""

    number: Ref
    better: Literal["higher", "lower"]
    location: Location = _place()


@frozen
class SeriesWritten:
    """The facts that decisions ask about a course."""

    first: Ref
    last: Ref
    change: Ref
    location: Location = _place()


@frozen
class RequiredWritten:
    """Where it stands what a case must have been measured in."""

    indicator: OutcomeName
    perspective: OutcomeName
    phase: OutcomeName
    location: Location = _place()


@frozen
class CountWritten:
    """Something a report counts."""

    da: Prose
    en: Prose
    where: Conditions
    under: Readings = FrozenMap()
    source: Citations = ()
    location: Location = _place()


@frozen
class ProgressionFile:
    """`progression.yaml`."""

    title: Text
    columns: ColumnsWritten
    series: SeriesWritten
    better: Literal["higher", "lower"]
    results: tuple[OutcomeName, ...]
    further: FrozenMap[Ref, FurtherWritten] = field(factory=FrozenMap)
    indicators: FrozenMap[Ref, IndicatorWritten] = field(factory=FrozenMap)
    allowed: FrozenMap[Ref, OutcomeName] = field(factory=FrozenMap)
    required: RequiredWritten | None = None
    spread: Names = ()
    counts: FrozenMap[Ref, CountWritten] = field(factory=FrozenMap)
    suppress_below: Ref | None = None
    source: Citations = ()
    notice: Names = ()
    open_points: Names = ()
    replaces: RuleName | None = None
    because: Text | None = None
    location: Location = _place()
