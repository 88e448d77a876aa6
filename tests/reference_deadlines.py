# SPDX-License-Identifier: MPL-2.0
"""The deadlines of a task, naively: each as the dictionary of what it holds, in the order of the file.

Goes with `reference_lifecycle`. It shares with the engine the arithmetic of dates alone, which has laws of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import reference
import reference_lifecycle as naive

from trivselrules.calendar.arithmetic import is_after, latest_start
from trivselrules.errors import InvalidValueError
from trivselrules.values import Duration

__all__ = ["deadlines", "in_utc"]

Plain = dict[str, Any]
Moment = date | datetime
Happened = dict[str, Moment]


def in_utc(at: Moment | None) -> Moment | None:
    """Give a moment in UTC: an hour that the clocks go through twice equals no hour of another zone."""
    return at.astimezone(UTC) if isinstance(at, datetime) else at


def deadlines(rules: Plain, duty: Plain, happened: Happened, readings: Plain, beside: list[str]) -> list[Plain]:
    """Give the deadlines of a task; `beside` are the lifecycles whose tasks may end what it comes before."""
    if "no_deadline" in duty:
        return [{"kind": "undetermined", "point": duty["no_deadline"]}]
    return [_deadline(rules, due, happened, readings, beside) for due in _dues(duty) if naive.holds(due, readings)]


def _dues(duty: Plain) -> list[Plain]:
    dues = duty.get("due", [])
    return [dues] if isinstance(dues, dict) else dues


def _deadline(rules: Plain, due: Plain, happened: Happened, readings: Plain, beside: list[str]) -> Plain:
    cited = {"source": tuple(due["source"])} if due.get("source") else {}
    point = _left_open(rules, due, readings)
    if point is not None:
        return {"kind": "undetermined", "point": point, **cited}
    if "next" in due:
        return {"kind": "next", "series": due["next"], **cited}
    if "at_least" in due:
        length = naive.stands_for(rules, due["at_least"], readings)
        told = {"kind": "at_least", "before": due["before"], "length": length}
        bounds = list(_bounds(rules, due["before"], happened, readings, beside))
        if not bounds:
            return {**told, **cited}
        first = next(one for one in bounds if not any(is_after(one["at"], other["at"]) for other in bounds))
        sources = dict.fromkeys((*cited.get("source", ()), *first.get("source", ())))
        return {
            **told,
            **_at(_reckoned(first["at"], length)),
            "before_at": first["at"],
            **({"source": tuple(sources)} if sources else {}),
        }
    length, event = (naive.stands_for(rules, due[key], readings) for key in ("within", "after"))
    told = {"kind": "within", "length": length, "after": event, **cited}
    if event not in happened:
        return told | ({"point": due["without_start"]} if "without_start" in due else {})
    needs_time = {"hours", "minutes"} & length.keys() and not isinstance(happened[event], datetime)
    return {**told, **_at(naive.later(happened[event], length)), **({"needs_time": True} if needs_time else {})}


def _left_open(rules: Plain, due: Plain, readings: Plain) -> str | None:
    """Give the point that stands for a deadline which is left open, by itself or by a decision it is taken from."""
    for key in ("within", "after", "at_least"):
        if "." in str(due.get(key)) and isinstance(due[key], str):
            decision, outcome = due[key].split(".")
            answer = reference.decide(rules, decision, {}, readings)
            if outcome not in answer["outcome"]:
                return str(answer["undetermined"][0])
    return due.get("undetermined")


def _bounds(rules: Plain, event: str, happened: Happened, readings: Plain, beside: list[str]) -> Iterator[Plain]:
    """Give the deadlines that have a date of the tasks, in whatever phase, that an event ends."""
    for name in beside:
        lifecycle = rules["lifecycles"][name]
        phases = {phase: list(written.get("tasks", {}).values()) for phase, written in lifecycle["phases"].items()}
        for mark in lifecycle.get("marks", {}).values():
            for carried in mark.get("tasks", {}).values():
                for phase in mark["in"]:
                    phases[phase] += carried.values()
        for duty in (duty for duties in phases.values() for duty in duties):
            if event in naive.events_of(duty) and naive.holds(duty, readings) and "no_deadline" not in duty:
                dated = (due for due in _dues(duty) if "within" in due and naive.holds(due, readings))
                found = (_deadline(rules, due, happened, readings, beside) for due in dated)
                yield from (one for one in found if "at" in one)


def _reckoned(at: Moment, length: Plain) -> Moment | None:
    try:
        return latest_start(at, Duration(**length))
    except InvalidValueError:
        return None  # hours before a date


def _at(at: Moment | None) -> Plain:
    return {} if at is None else {"at": in_utc(at)}
