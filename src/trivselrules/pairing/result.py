# SPDX-License-Identifier: MPL-2.0
"""What is different between two versions of lifecycles, as immutable data."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from ..frozen_map import FrozenMap
from .effects import Effect
from .frame import Frame
from .pairs import Step

__all__ = ["CourseChange", "CourseDifference", "CourseRegion", "CourseWitness", "Subject"]


@frozen
class Subject:
    """What a change is about: an event where it is at home, a task where it stands, or a phase; all if without name."""

    kind: Literal["event", "task", "phase"]
    lifecycle: str
    name: str = ""


@frozen
class CourseWitness:
    """A shortest way to a situation in both versions, with the readings that a version has not chosen so.

    Both ways are one and the same if the versions go along with each other; else each takes its own. None stands for a
    version that cannot come there. `event` is what then happens, if the change is about an event.
    """

    readings: FrozenMap[str, str]
    old: tuple[Step, ...] | None
    new: tuple[Step, ...] | None
    event: Step | None = None


@frozen
class CourseRegion:
    """Situations as a box: for each axis that matters the cells that are meant, by the axis' place in the order.

    `chosen` says whether some are read as the new rule set has chosen to read.
    """

    box: FrozenMap[int, int]
    witness: CourseWitness
    chosen: bool


@frozen
class CourseChange:
    """What is different about a subject in the very same situations, and these as regions."""

    subject: Subject
    effects: tuple[Effect, ...]
    regions: tuple[CourseRegion, ...]

    @property
    def is_way(self) -> bool:
        """Tell whether only what is cited differs."""
        return all(effect.is_way for effect in self.effects)


@frozen
class CourseDifference:
    """How lifecycles that run beside each other differ; `states` is how many pairs of states were gone through.

    There are none if the versions are written alike.
    """

    lifecycles: tuple[str, ...]
    frame: Frame = field(eq=False, repr=False)
    changes: tuple[CourseChange, ...] = ()
    states: int = 0

    @property
    def behaviour(self) -> tuple[CourseChange, ...]:
        """The changes in what happens, without those in what is cited."""
        return tuple(change for change in self.changes if not change.is_way)
