# SPDX-License-Identifier: MPL-2.0
"""The facts of a question: arguments, a JSON file, standard input."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from ..errors import UsageError
from ..finding import find
from ..inputs import check_facts, read_fact
from ..model import RuleSetModel
from ..text import looks_personal

__all__ = ["gather_facts", "parse_readings"]

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
    if len(content) > _MOST_BYTES:
        raise UsageError(find("facts-json"))
    try:
        data = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_Pairs,
            parse_float=Decimal,
            parse_constant=_refuse_constant,
        )
    except (ValueError, RecursionError, ArithmeticError):
        raise UsageError(find("facts-json")) from None
    if not isinstance(data, _Pairs):
        raise UsageError(find("facts-json"))
    return list(data)


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
