# SPDX-License-Identifier: MPL-2.0
"""What is known of a matter that lifecycles follow: its history, where it stands, and its tasks."""

from __future__ import annotations

from datetime import date
from typing import Literal

from attrs import frozen

from ..frozen_map import FrozenMap
from ..machine.program import Given
from ..values import Qualified
from .deadlines import Deadline, Moment
from .happening import Response

__all__ = ["Record", "Step", "TaskState"]


@frozen
class TaskState:
    """A task: whose it is, whether it can be done, waits, is done or was left undone, and its deadlines.

    `done` and `left` say when. `kept` tells of a task that is done whether it was in time, `overdue` of one that is
    not whether its deadline has passed on the date that was asked for, or had when it was left; None where that cannot
    be told. `open_points` are the readings whose other options would change the task, and the points it and its
    deadlines rest on.
    """

    lifecycle: str
    task: str
    status: Literal["open", "waiting", "done", "left"]
    actor: str | None
    channel: str | None
    together_with: tuple[str | Qualified, ...]
    waits_for: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    done: Moment | None
    left: Moment | None
    kept: bool | None
    overdue: bool | None
    open_points: tuple[str, ...]
    notices: tuple[str, ...]
    source: tuple[str, ...]


@frozen
class Step:
    """An event of the log and what became of it.

    `done` are the tasks it ended, `left` those that it took away undone, as they stood just before.
    """

    event: str
    moment: Moment
    facts: FrozenMap[str, Given]
    response: Response
    phases: FrozenMap[str, str]
    done: tuple[TaskState, ...] = ()
    left: tuple[TaskState, ...] = ()


@frozen(kw_only=True)
class Record:
    """Everything known of a matter as of the date `on`.

    `notices` are those of the phases, `tasks` those to be done now, `done` those that are done, `left` those
    that were not done before the matter moved on.
    """

    lifecycle: str
    steps: tuple[Step, ...]
    phases: FrozenMap[str, str]
    marks: FrozenMap[str, Given]
    owners: FrozenMap[str, str]
    notices: tuple[str, ...]
    tasks: tuple[TaskState, ...]
    done: tuple[TaskState, ...]
    left: tuple[TaskState, ...]
    on: date | None
