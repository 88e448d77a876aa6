# SPDX-License-Identifier: MPL-2.0
"""The rules as they are on every day of a period, ready to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import field, frozen

from .engine.program import Program
from .frozen_map import FrozenMap
from .machine.program import Machine
from .model import RuleSetModel
from .period import Period

__all__ = ["Edition", "edition_on"]


@frozen
class Edition:
    """What a rule set says on the days of a period, on which none of its rules changes.

    The `digest` is that of the rules which hold then, so that later versions leave it as it is.
    """

    period: Period
    digest: str
    model: RuleSetModel = field(eq=False, repr=False)
    programs: FrozenMap[str, Program] = field(eq=False, repr=False)
    machines: FrozenMap[str, Machine] = field(eq=False, repr=False)


def edition_on(editions: Sequence[Edition], day: date) -> Edition:
    """Give the edition of a day; every day belongs to one."""
    return next(edition for edition in editions if edition.period.holds(day))
