# SPDX-License-Identifier: MPL-2.0
"""`progression.yaml` as a part of the model."""

from __future__ import annotations

from ..frozen_map import FrozenMap
from ..lifecycle import Condition, OutcomeRef, Under
from ..measuring import Allowed, Columns, Count, Further, Indicator, Progression, Required, Series
from ..ref import Ref
from ..text import Text
from ..values import Scalar
from .written import Element
from .written_progression import CountWritten, FurtherWritten, OutcomeName, ProgressionFile, RequiredWritten

__all__ = ["progression"]


def progression(written: ProgressionFile) -> Progression:
    """Make what a rule set says of measurements over time."""
    columns, series, required = written.columns, written.series, written.required
    return Progression(
        written.title,
        Columns(
            columns.case,
            columns.date,
            columns.indicator,
            columns.perspective,
            columns.phase,
            columns.number,
            location=columns.location,
        ),
        Series(series.first, series.last, series.change, location=series.location),
        written.better,
        tuple(map(_outcome, written.results)),
        FrozenMap({ref.name: _further(ref, one) for ref, one in written.further.items()}),
        FrozenMap({ref.name: Indicator(ref, own.number, own.better) for ref, own in written.indicators.items()}),
        tuple(Allowed(fact, _outcome(outcome)) for fact, outcome in written.allowed.items()),
        None if required is None else _required(required),
        written.spread,
        FrozenMap({ref.name: _count(ref, count) for ref, count in written.counts.items()}),
        written.suppress_below,
        written.source,
        written.notice,
        written.open_points,
        location=written.location,
    )


def _outcome(written: OutcomeName) -> OutcomeRef:
    decision, _, outcome = written.name.partition(".")
    return OutcomeRef(decision, outcome, location=written.location)


def _required(written: RequiredWritten) -> Required:
    indicator, perspective, phase = map(_outcome, (written.indicator, written.perspective, written.phase))
    return Required(indicator, perspective, phase, location=written.location)


def _further(ref: Ref, written: FurtherWritten) -> Further:
    if written.otherwise is None:
        return Further(ref)
    return Further(ref, _scalar(written.otherwise), otherwise_place=written.otherwise.location)


def _count(ref: Ref, written: CountWritten) -> Count:
    where = (
        Condition(name, tuple(map(_scalar, values)), places=tuple(value.location for value in values))
        for name, values in written.where.items()
    )
    under = (Under(reading, options) for reading, options in written.under.items())
    return Count(
        ref.name, Text(written.da, written.en), tuple(where), tuple(under), written.source, location=ref.location
    )


def _scalar(element: Element) -> Scalar:
    assert isinstance(element.value, Scalar), "only scalars are given"
    return element.value
