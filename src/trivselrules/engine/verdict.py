# SPDX-License-Identifier: MPL-2.0
"""What came of evaluating a decision."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from ..frozen_map import FrozenMap
from ..location import Location
from ..values import Value

__all__ = ["Origin", "Reason", "Status", "Verdict", "Wait"]

Status = Literal["decided", "not_applicable", "undetermined", "needs_facts"]


@frozen
class Reason:
    """One step of the way to an answer: a fact that was asked, a reading that was taken, or the rule itself.

    `value` is the fact's value or the reading's option. `source` are the ids of the source facts that this
    step led to directly, or through the steps below it if it cites none itself.
    """

    kind: Literal["fact", "reading", "rule"]
    name: str
    value: str | bool | object | None
    location: Location
    source: tuple[str, ...]


@frozen
class Origin:
    """A place that set an outcome, and the source facts it cites."""

    location: Location
    source: tuple[str, ...]


@frozen
class Wait:
    """A question that was reached without its fact: where it stands and which outcomes hang on it."""

    fact: str
    decides: tuple[str, ...]
    location: Location


@frozen(kw_only=True)
class Verdict:
    """The result of one decision in one situation; `origins` says for each outcome where it was set."""

    decision: str
    status: Status
    outcome: FrozenMap[str, Value | tuple[Value, ...]] = field(factory=FrozenMap)
    missing: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    open_points: tuple[str, ...] = ()
    undetermined: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    not_applicable: str | None = None
    waiting: tuple[Wait, ...] = ()
    origins: FrozenMap[str, tuple[Origin, ...]] = field(factory=FrozenMap)
