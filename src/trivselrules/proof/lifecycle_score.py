# SPDX-License-Identifier: MPL-2.0
"""What became of the mutants of a lifecycle."""

from __future__ import annotations

from attrs import frozen

from ..lifecycle import LifecycleCase
from .lifecycle_mutants import LifecycleMutant

__all__ = ["LifecycleScore", "LifecycleSurvivor"]


@frozen
class LifecycleSurvivor:
    """A slip that no case notices, and a case that would: what the rules without the slip come to."""

    mutant: LifecycleMutant
    case: LifecycleCase


@frozen
class LifecycleScore:
    """How many slips in a lifecycle the cases notice that follow it, or one beside it.

    `killed` were noticed by a case, `equivalent` are proved to change nothing that can be seen, `refused` are no sound
    rules and would not be loaded. What can be seen is what a case can say: answers with their reasons, points and
    notices, phases, owners, marks, and tasks with actor, channel, deadlines, points and notices.
    """

    lifecycle: str
    killed: int
    survivors: tuple[LifecycleSurvivor, ...]
    equivalent: int
    refused: int

    @property
    def total(self) -> int:
        """Give how many slips change something that can be seen."""
        return self.killed + len(self.survivors)
