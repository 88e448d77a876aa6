# SPDX-License-Identifier: MPL-2.0
"""A name as it was written in a rule, and the field with which every node of a model knows its place."""

from __future__ import annotations

from attrs import field, frozen

from .location import Location

__all__ = ["Ref", "place"]

_NOWHERE = Location("-")


def place() -> Location:
    """Make the field for where something was written; equality does not look at it."""
    where: Location = field(default=_NOWHERE, eq=False, repr=False, kw_only=True)
    return where


@frozen
class Ref:
    """A name as it was written in a rule, and where."""

    name: str
    location: Location = place()
