# SPDX-License-Identifier: MPL-2.0
"""`trivselrules replay`: a lifecycle over a log of events."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ..errors import Error, InvalidValueError
from ..finding import find
from ..loading import load
from ..logs import Replay, replay_lines
from ..render.phrases import amount, long_date, phrase
from .facts import gather_facts, parse_readings
from .output import complain, write, write_json

__all__ = ["run"]

_STATUS = {"accepted": 0, "refused": 1, "undetermined": 3, "needs_facts": 4}
_BAD_INPUT = 2
_MOST_BYTES = 50_000_000


def run(options: Namespace) -> int:
    """Print what became of the log; the exit status is that of the gravest thing in it."""
    on = options.on or date.today()
    rules = load(options.rules, on=on, readings=parse_readings(options.reading))
    rules.open(options.lifecycle)  # refused before anything is read
    found = replay_lines(rules, options.lifecycle, _lines(options.log), options.on)
    facts = gather_facts(options.facts_given, None, found.instance.model)
    why_not = found.instance.why_not(options.why_not[0], on, **facts) if options.why_not else None
    problem = None if found.problem is None else Error(found.problem)
    if options.format == "json":
        told = found.instance.to_dict(options.lang, on)
        error = None if problem is None else _error(problem, options)
        write_json(
            {**told, "left_out": found.left_out, "error": error, **({"why_not": why_not.to_dict()} if why_not else {})}
        )
    else:
        write(found.instance.explain(options.lang, on))
        if found.left_out:
            events = amount("event", found.left_out, options.lang)
            write(f"\n{phrase('events_left_out', options.lang, events, long_date(on, options.lang))}")
        if why_not is not None:
            write(f"\n{why_not.explain(options.lang)}")
        if problem is not None:
            complain(f"trivselrules: {problem.message(options.lang)}")
    return _status(found)


def _error(problem: Error, options: Namespace) -> dict[str, object]:
    """Give what is wrong with a line of the log, and where it is."""
    place = problem.location
    location = None if place is None else {"file": options.log, "line": place.line, "column": place.column}
    return {"code": problem.code, "message": problem.message(options.lang), "location": location}


def _status(found: Replay) -> int:
    if found.problem is not None:
        return _BAD_INPUT
    statuses = {step.response.status for step in found.instance.steps}
    return next((_STATUS[s] for s in ("refused", "undetermined", "needs_facts") if s in statuses), 0)


def _lines(name: str) -> Iterator[str]:
    """Give the lines of a log; bytes that are not UTF-8 make a line that cannot be read, and no more."""
    try:
        if name == "-" and sys.stdin is None:
            raise ValueError
        content = sys.stdin.buffer.read(_MOST_BYTES + 1) if name == "-" else _read(Path(name))
        if len(content) > _MOST_BYTES:
            raise ValueError
    except (OSError, ValueError):
        raise InvalidValueError(find("log-unreadable")) from None
    return iter(content.decode("utf-8", errors="surrogateescape").split("\n"))


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES + 1)
