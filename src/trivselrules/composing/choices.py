# SPDX-License-Identifier: MPL-2.0
"""What the base has chosen where there is a choice, with what is chosen otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from ..departure import Departure
from ..frozen_map import FrozenMap
from ..reading.files import Files
from ..reading.written import Element
from ..reading.written_changes import OptionChoiceWritten, ValueChoiceWritten
from ..reading.written_words import RuleSetFile
from ..ref import Ref
from ..values import Scalar, spell
from .notes import Notes, same

__all__ = ["UNSET", "put_choices"]

UNSET = "unset"

C = TypeVar("C", OptionChoiceWritten, ValueChoiceWritten)


def put_choices(
    base: Files, own: RuleSetFile, notes: Notes
) -> tuple[FrozenMap[Ref, OptionChoiceWritten], FrozenMap[Ref, ValueChoiceWritten]]:
    """Give the readings and parameters as chosen; names that nobody declares are left for later."""
    points = base.open_points.open_points.values()
    options: dict[str, Scalar] = {r.name: d.default.name for p in points for r, d in p.readings.items()}
    values: dict[str, Scalar] = {ref.name: UNSET for ref in base.vocabulary.parameters}
    return (
        _put("reading", base.rule_set.readings, options, own.readings, notes),
        _put("parameter", base.rule_set.parameters, values, own.parameters, notes),
    )


def _put(
    kind: str, base: Mapping[Ref, C], unchosen: Mapping[str, Scalar], own: Mapping[Ref, C], notes: Notes
) -> FrozenMap[Ref, C]:
    """Put choices over those of the base; `unchosen` is what holds of a name of the base that it has not chosen."""
    choices = dict(base)
    for ref, choice in own.items():
        if ref.name in unchosen:
            before = _chosen(base[ref]) if ref in base else unchosen[ref.name]
            after = _chosen(choice)
            because, here = choice.because, ref.location
            notes.depart(Departure("changed", kind, ref.name, (), before, after, because, location=here))
            if because is None and not same(before, after):
                notes.say("because-missing", here, name=ref.name, choice=spell(after))
        choices[ref] = choice
    return FrozenMap(choices)


def _chosen(choice: OptionChoiceWritten | ValueChoiceWritten) -> Scalar:
    value = choice.choose.value if isinstance(choice.choose, Element) else choice.choose.name
    assert isinstance(value, Scalar), "the shape lets only scalars through"
    return value
