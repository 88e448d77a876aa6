# SPDX-License-Identifier: MPL-2.0
"""What is known of a matter as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from ..engine.deadlines import Deadline, Moment
from ..engine.happening import Need, Refusal, Trace
from ..engine.record import Record, Step, TaskState
from ..model import RuleSetModel
from ..text import Language
from ..values import plain

__all__ = ["refusal_json", "replay_json", "step_json", "task_json"]


def replay_json(record: Record, model: RuleSetModel, language: Language) -> dict[str, object]:
    """Give the log with what became of each event, the state, and all tasks: open, waiting, done and left undone."""
    return {
        "lifecycle": record.lifecycle,
        "steps": [step_json(number, step, model, language) for number, step in enumerate(record.steps, 1)],
        "state": {
            "phases": dict(record.phases),
            "marks": {name: plain(value) for name, value in record.marks.items()},
            "owners": dict(record.owners),
            "notices": _notices(record.notices, model, language),
        },
        "tasks": [task_json(task, model, language) for task in (*record.tasks, *record.done, *record.left)],
        "overdue": [task.task for task in record.tasks if task.overdue],
    }


def step_json(number: int, step: Step, model: RuleSetModel, language: Language) -> dict[str, object]:
    """Give an event of the log and what became of it."""
    response = step.response
    refusal = response.refusal
    return {
        "number": number,
        "event": step.event,
        "on": _moment(step.moment),
        "facts": {name: plain(value) for name, value in step.facts.items()},
        "status": response.status,
        "phases": dict(step.phases),
        "because": [_trace(trace) for trace in response.because],
        "refused": None if refusal is None else refusal_json(refusal),
        "missing": list(response.missing),
        "undetermined": list(response.undetermined),
        "open_points": list(response.open_points),
        "notices": _notices(response.notices, model, language),
    }


def task_json(task: TaskState, model: RuleSetModel, language: Language) -> dict[str, object]:
    """Give a task with its text in one language."""
    return {
        "task": task.task,
        "text": model.tasks[task.task].label.to(language),
        "lifecycle": task.lifecycle,
        "status": task.status,
        "actor": task.actor,
        "channel": task.channel,
        "together_with": [plain(role) for role in task.together_with],
        "waits_for": list(task.waits_for),
        "due": [_deadline(deadline) for deadline in task.deadlines],
        "done": None if task.done is None else _moment(task.done),
        "left": None if task.left is None else _moment(task.left),
        "in_time": task.kept,
        "overdue": task.overdue,
        "open_points": list(task.open_points),
        "notices": _notices(task.notices, model, language),
        "source": list(task.source),
    }


def _moment(moment: Moment) -> str:
    return moment.isoformat()


def _trace(trace: Trace) -> dict[str, object]:
    return {
        trace.kind: trace.name,
        "lifecycle": trace.lifecycle,
        "at": str(trace.location),
        "source": list(trace.source),
    }


def refusal_json(refusal: Refusal) -> dict[str, object]:
    """Give why an event is refused."""
    return {
        "phase": refusal.phase,
        "waits_for": list(refusal.waits),
        "done": list(refusal.done),
        "needs": [_need(need) for need in refusal.needs],
        "possible_in": list(refusal.elsewhere),
        "because": [_trace(trace) for trace in refusal.because],
    }


def _need(need: Need) -> dict[str, object]:
    allowed = [plain(value) for value in need.allowed]
    at, source = str(need.location), list(need.source)
    return {"name": need.name, "allowed": allowed, "got": plain(need.got), "at": at, "source": source}


def _deadline(deadline: Deadline) -> dict[str, object]:
    told: dict[str, object] = {"kind": deadline.kind, "at": None if deadline.at is None else _moment(deadline.at)}
    if deadline.length is not None:
        told["length"] = plain(deadline.length)
    names = {"after": deadline.after, "before": deadline.before, "next": deadline.series, "open_point": deadline.point}
    told |= {name: value for name, value in names.items() if value is not None}
    if deadline.before_at is not None:
        told["before_at"] = _moment(deadline.before_at)
    if deadline.needs_time:
        told["needs_time"] = True
    return {**told, "source": list(deadline.source)}


def _notices(names: Iterable[str], model: RuleSetModel, language: Language) -> list[dict[str, object]]:
    notices = (model.notices[name] for name in names)
    return [{"id": n.id, "text": n.text.to(language), "basis": n.basis} for n in notices]
