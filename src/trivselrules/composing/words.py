# SPDX-License-Identifier: MPL-2.0
"""Words, documents and notices of the base, with those that are added and those that are told differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from attrs import evolve

from ..departure import Departure
from ..frozen_map import FrozenMap
from ..reading.written_changes import LabelChangeWritten
from ..reading.written_lifecycle import EventWritten, InvariantWritten, TaskWritten
from ..reading.written_words import (
    DocumentWritten,
    FactWritten,
    NoticeWritten,
    OpenPointWritten,
    ParameterWritten,
    RoleWritten,
    SourceFactWritten,
)
from ..ref import Ref
from ..text import Text
from .notes import Notes

__all__ = ["add", "change", "put", "told"]

# What has its text on keys `da` and `en` of its own, and what has a label or title.
Spoken = Text | RoleWritten | NoticeWritten | EventWritten | TaskWritten | SourceFactWritten | InvariantWritten
Named = Spoken | FactWritten | ParameterWritten | OpenPointWritten | DocumentWritten
K = TypeVar("K", bound=Ref)
S = TypeVar("S", bound=Spoken)
N = TypeVar("N", bound=Named)


def told(item: Named) -> Text:
    """Give the text by which people know something that is declared."""
    match item:
        case FactWritten() | ParameterWritten():
            return item.label
        case OpenPointWritten() | DocumentWritten():
            return item.title
        case _:
            return Text(item.da, item.en)


def add(
    kind: str, base: Mapping[K, N], own: Mapping[K, N], notes: Notes, within: tuple[str, ...] = ()
) -> FrozenMap[K, N]:
    """Give what the base has and what is new; a name that is taken stays the base's, and is reported."""
    items = dict(base)
    for ref, item in own.items():
        if ref in items:
            notes.taken(ref)
        else:
            items[ref] = item
            notes.depart(Departure("added", kind, ref.name, within, after=told(item), location=ref.location))
    return FrozenMap(items)


def change(
    kind: str,
    base: Mapping[Ref, S],
    own: Mapping[Ref, LabelChangeWritten],
    notes: Notes,
    within: tuple[str, ...] = (),
) -> FrozenMap[Ref, S]:
    """Give what the base has, with other texts where `own` says so; a name that the base lacks is reported."""
    items = dict(base)
    for ref, new in own.items():
        if ref not in items:
            notes.unknown(kind, ref, items)
            continue
        before, after = told(items[ref]), Text(new.da, new.en)
        notes.depart(Departure("changed", kind, ref.name, within, before, after, new.because, location=ref.location))
        items[ref] = evolve(items[ref], da=new.da, en=new.en, location=new.location)
    return FrozenMap(items)


def put(
    kind: str, base: Mapping[Ref, S], new: Mapping[Ref, S], other: Mapping[Ref, LabelChangeWritten], notes: Notes
) -> FrozenMap[Ref, S]:
    """Give what the base has with what is new and what is told differently."""
    return change(kind, add(kind, base, new, notes), other, notes)
