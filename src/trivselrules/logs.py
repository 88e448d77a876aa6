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
from .catalog import PHRASES
from .errors import Error, InvalidValueError
from .finding import Finding, find
from .instance import Instance
from .location import Location
from .nearest import nearest
from .rule_set import RuleSet
from .text import looks_personal

__all__ = ["Replay", "read_moment", "replay_lines"]

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?", re.ASCII)
_CASE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_MOST_DIGITS = 9  # more digits in a row could be somebody's number
_LONGEST = 10_000
_KEY = re.compile(r"[^\W\d]\w{0,39}")


class _TwiceError(ValueError):
    """A key that stands twice in an object."""


@frozen
class Replay:
    """Where a log leads; `problem` is what is wrong with its first bad line, after which nothing is counted.

    Its location has the line and the column, and `-` for the file, which is not known here.

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
                raise InvalidValueError(find("log-case", _at(number), number=number))
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
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise _TwiceError(key)
            found[key] = value
        return found

    def refuse(constant: str) -> NoReturn:
        raise ValueError(constant)

    try:
        if len(line) > _LONGEST:
            raise ValueError
        given = json.loads(line.lstrip("\ufeff"), object_pairs_hook=unique, parse_constant=refuse)
    except _TwiceError as twice:
        key = str(twice)
        column = max((one.start() + 1 for one in re.finditer(rf'"{re.escape(key)}"\s*:', line)), default=1)
        raise _unusable(number, column, *_said("log-twice", _shown(key))) from None
    except (ValueError, RecursionError) as error:
        column = error.pos + 1 if isinstance(error, json.JSONDecodeError) else 1
        raise InvalidValueError(find("log-line", _at(number, column), number=number)) from None
    if not isinstance(given, dict) or not isinstance(given.get("event"), str):
        raise InvalidValueError(find("log-line", _at(number), number=number))
    return given


def _at(number: int, column: int = 1) -> Location:
    return Location("-", number, column)


def _said(phrase: str, *values: str) -> tuple[str, str]:
    """Say what is wrong with a line, in Danish and in English."""
    danish, english = (PHRASES[phrase].to(language).format(*values) for language in ("da", "en"))
    return danish, english


def _shown(key: str) -> str:
    """Give a key as it can be repeated: one that may tell who it is about is not."""
    return key if _KEY.fullmatch(key) and not looks_personal(key) else "…"


def _unusable(number: int, column: int, reason: str, reason_en: str) -> InvalidValueError:
    found = find("log-event", _at(number, column), number=number, reason=reason, reason_en=reason_en)
    return InvalidValueError(found)


def _check_on(instance: Instance, given: Mapping[str, Any], number: int) -> None:
    """Refuse an event that does not say when it happened, and say which unknown key may have been meant to."""
    if "on" in given:
        return
    event = instance.model.events.get(given["event"])
    names = ("on", *(ref.name for ref in (event.facts if event is not None else ())))
    unknown = [key for key in given if key != "event" and key not in instance.model.facts]
    told = [_said("log-on"), *(_said("log-key", _shown(key), nearest(key, names) or "on") for key in unknown)]
    danish, english = ("; ".join(texts) for texts in zip(*told, strict=True))
    raise _unusable(number, 1, danish, english)


def _check_case(key: object, number: int) -> None:
    """Refuse a case key that could tell who it is about."""
    if key is None:
        return
    sound = isinstance(key, str) and _CASE.fullmatch(key) is not None and not looks_personal(key)
    if not sound or re.search(rf"\d{{{_MOST_DIGITS}}}", str(key)):
        raise InvalidValueError(find("log-case-form", _at(number), number=number))


def _accept(instance: Instance, given: Mapping[str, Any], number: int) -> Instance:
    _check_on(instance, given, number)
    facts = {name: value for name, value in given.items() if name not in ("on", "event")}
    try:
        return instance.accept(given["event"], read_moment(given["on"]), **facts)
    except Error as error:
        reason, reason_en = (error.message(language).rstrip(".") for language in ("da", "en"))
        raise _unusable(number, 1, reason, reason_en) from None
