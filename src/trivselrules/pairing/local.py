# SPDX-License-Identifier: MPL-2.0
"""Places in which something differs, as situations and as pairs of states."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field, frozen

from ..machine.program import Given
from ..proof.diagram import Diagram
from .effects import Effect
from .pairs import Pair

__all__ = ["Found", "Local"]


@frozen(eq=False)
class Found:
    """Something that differs about an event or a task, with which facts and under which readings."""

    name: str
    effect: Effect
    facts: Mapping[str, Given]
    guard: Diagram


@define(eq=False)
class Local:
    """Some places as a set of situations, the pairs there, and what differs there."""

    where: Diagram
    pairs: list[Pair]
    found: list[Found] = field(factory=list)
