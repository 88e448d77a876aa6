# SPDX-License-Identifier: MPL-2.0
"""A log of events as JSON lines, read strictly; what stands before a bad line is not lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NoReturn

from attrs import frozen

from .calendar.arithmetic import is_after
from .errors import Error, InvalidValueError
from .finding import Finding, find
from .instance import Instance
from .rule_set import RuleSet
from .text import looks_personal

__all__ = ["Replay", "read_moment", "replay_lines"]

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?", re.ASCII)
_CASE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_MOST_DIGITS = 9  # more digits in a row could be somebody's number
_LONGEST = 10_000


@frozen
class Replay:
    """Where a log leads; `problem` is what is wrong with its first bad line, after which nothing is counted.

    `left_out` is the number of events that lie after the date it was asked for.
    """

    instance: Instance
    problem: Finding | None = None
    left_out: int = 0


def replay_lines(rules: RuleSet, lifecycle: str, lines: Iterable[str], on: date | None = None) -> Replay:
    """Let the events of a log happen, one JSON object on each line: `on`, `event`, facts, and an optional `case`.

    Empty lines are passed over. With a date `on`, events after it are read as strictly but left out.

    Raises UnknownNameError for a lifecycle that does not exist.
    """
    instance = seen = rules.open(lifecycle)
    left_out = 0
    case: object = None
    for number, line in enumerate(lines, 1):
        if not line.strip("\ufeff \t\r\n"):
            continue
        try:
            given = _object(line, number)
            key = given.pop("case", None)
            _check_case(key, number)
            if key is not None and case is not None and key != case:
                raise InvalidValueError(find("log-case", number=number))
            case = case or key
            instance = _accept(instance, given, number)
        except Error as error:
            return Replay(seen, error.finding, left_out)
        if on is None or not is_after(instance.steps[-1].moment, on):
            seen = instance
        else:
            left_out += 1
    return Replay(seen, None, left_out)


def read_moment(text: object) -> date | datetime:
    """Read a date, or a date and time with its offset from UTC. Raises InvalidValueError if it is none."""
    if isinstance(text, str) and _MOMENT.fullmatch(text):
        try:
            return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
        except ValueError:
            pass
    raise InvalidValueError(find("moment-form"))


def _object(line: str, number: int) -> dict[str, Any]:
    """Read one line as an object in which every key stands once and every number is finite."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({key for key, _ in pairs}) < len(pairs):
            raise ValueError
        return dict(pairs)

    def refuse(constant: str) -> NoReturn:
        raise ValueError(constant)

    try:
        if len(line) > _LONGEST:
            raise ValueError
        given = json.loads(line.lstrip("\ufeff"), object_pairs_hook=unique, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise InvalidValueError(find("log-line", number=number)) from None
    if not isinstance(given, dict) or not isinstance(given.get("event"), str):
        raise InvalidValueError(find("log-line", number=number))
    return given


def _check_case(key: object, number: int) -> None:
    """Refuse a case key that could tell who it is about."""
    if key is None:
        return
    sound = isinstance(key, str) and _CASE.fullmatch(key) is not None and not looks_personal(key)
    if not sound or re.search(rf"\d{{{_MOST_DIGITS}}}", str(key)):
        raise InvalidValueError(find("log-case-form", number=number))


def _accept(instance: Instance, given: Mapping[str, Any], number: int) -> Instance:
    facts = {name: value for name, value in given.items() if name not in ("on", "event")}
    try:
        return instance.accept(given["event"], read_moment(given.get("on")), **facts)
    except Error as error:
        reason, reason_en = (error.message(language).rstrip(".") for language in ("da", "en"))
        found = find("log-event", number=number, reason=reason, reason_en=reason_en)
        raise InvalidValueError(found) from None
