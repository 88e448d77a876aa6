# SPDX-License-Identifier: MPL-2.0
"""The facts of a question: arguments, a JSON file, standard input."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from ..errors import UsageError
from ..finding import find
from ..inputs import check_facts, read_fact
from ..model import Decision, RuleSetModel
from ..text import looks_personal
from ..wanted import read_wanted

__all__ = ["gather_facts", "parse_readings", "parse_wanted", "read_situations"]

_MOST_BYTES = 1_000_000
_SLUG = re.compile(r"[a-z0-9_]{1,60}")


def gather_facts(given: Sequence[str], file: str | None, model: RuleSetModel) -> dict[str, object]:
    """Give the facts from `name=value` arguments and from a JSON object, checked against their domains.

    Raises an Error for the first that is malformed, unknown, given twice or outside its domain.
    """
    facts: dict[str, object] = {}
    for number, argument in enumerate(given, 1):
        name, equals, text = argument.partition("=")
        if not equals or not name:
            raise UsageError(find("argument-form", number=number))
        read = read_fact(model, name, text)
        if name in facts:
            raise UsageError(find("fact-twice", fact=name))
        facts[name] = read
    for name, value in _pairs(file) if file is not None else ():
        checked = check_facts(model, {name: value})
        if name in facts:
            raise UsageError(find("fact-twice", fact=name))
        facts.update(checked)
    return facts


def _pairs(file: str) -> list[tuple[str, object]]:
    """Read a JSON object as its pairs, so that a name given twice is seen."""
    try:
        if file == "-" and sys.stdin is None:
            raise UsageError(find("facts-unreadable"))
        if file == "-":
            content = sys.stdin.buffer.read(_MOST_BYTES + 1)
        else:
            with Path(file).open("rb") as opened:
                content = opened.read(_MOST_BYTES + 1)
    except (OSError, ValueError):
        raise UsageError(find("facts-unreadable")) from None
    pairs = _parsed(content) if len(content) <= _MOST_BYTES else None
    if pairs is None:
        raise UsageError(find("facts-json"))
    return pairs


def _parsed(content: bytes) -> list[tuple[str, object]] | None:
    """Give the pairs of a JSON object, or None if the content is not one."""
    try:
        data = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_Pairs,
            parse_float=Decimal,
            parse_constant=_refuse_constant,
        )
    except (ValueError, RecursionError, ArithmeticError):
        return None
    return list(data) if isinstance(data, _Pairs) else None


def read_situations(file: str) -> Iterator[dict[str, object]]:
    """Read situations one by one: a JSON object of facts on each line that is not empty; `-` is standard input.

    Raises UsageError for a file that cannot be read and for the first line that is something else.
    """
    try:
        with sys.stdin.buffer if file == "-" and sys.stdin is not None else Path(file).open("rb") as lines:
            for number, line in enumerate(iter(lambda: lines.readline(_MOST_BYTES), b""), 1):
                pairs = _parsed(line) if line.strip() else []
                if pairs is None or len(dict(pairs)) != len(pairs):
                    raise UsageError(find("situations-json", line=number))
                if line.strip():
                    yield dict(pairs)
    except (OSError, ValueError):
        raise UsageError(find("situations-unreadable")) from None


class _Pairs(list[tuple[str, object]]):
    """A JSON object as it stood."""


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


def parse_readings(given: Sequence[str]) -> dict[str, str]:
    """Give the readings chosen with `--reading`; whether they exist is for the rule set to say."""
    readings: dict[str, str] = {}
    for argument in given:
        name, equals, option = argument.partition("=")
        if not equals or not name or not option:
            raise UsageError(find("reading-form"))
        if name in readings:
            shown = name if _SLUG.fullmatch(name) and not looks_personal(name) else "…"
            raise UsageError(find("reading-twice", name=shown))
        readings[name] = option
    return readings


def parse_wanted(given: Sequence[str], decision: Decision) -> dict[str, object]:
    """Give what is wanted with `--why-not`; whether it can be wanted is for the answer to say."""
    wanted: dict[str, object] = {}
    for argument in given:
        name, equals, text = argument.partition("=")
        if not equals or not name or not text:
            raise UsageError(find("wanted-form"))
        if name in wanted:
            raise UsageError(find("wanted-twice", name=name if name in decision.outcomes else "…"))
        wanted[name] = read_wanted(decision, name, text)
    return wanted
