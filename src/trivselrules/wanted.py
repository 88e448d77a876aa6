# SPDX-License-Identifier: MPL-2.0
"""What someone would have an answer be: outcomes and values, checked against the decision."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from attrs import fields

from .domains import canonical
from .errors import InvalidValueError
from .finding import find
from .inputs import unknown_name
from .keys import NUMBER, number
from .model import Decision, Outcome, RuleSetModel
from .values import Duration, Qualified, Value, plain

__all__ = ["Wanted", "check_wanted", "is_wanted", "read_wanted"]

# An outcome and the value it should have, or that should be on the list.
Wanted = tuple[str, Value]

_UNITS = tuple(unit.name for unit in fields(Duration))
_LENGTH = re.compile(rf"([0-9]{{1,4}}) ({'|'.join(unit[:-1].replace('_', '[_ ]') for unit in _UNITS)})s?")
_EXAMPLES = {"integer": "3", "number": "2.5", "boolean": "true, false", "duration": "4 weeks"}


def check_wanted(model: RuleSetModel, decision: Decision, wanted: Mapping[str, object]) -> tuple[Wanted, ...]:
    """Give what is wanted, outcome by outcome; of a list each item that should be on it.

    Raises UnknownNameError for an outcome or a word that does not exist, InvalidValueError for a value of another
    type than the outcome's.
    """
    if not wanted:
        raise InvalidValueError(find("wanted-nothing", known=", ".join(decision.outcomes)))
    checked: list[Wanted] = []
    for name, value in wanted.items():
        if name not in decision.outcomes:
            raise unknown_name("outcome", name, decision.outcomes)
        outcome = decision.outcomes[name]
        items = value if outcome.many and isinstance(value, (list, tuple)) else (value,)
        checked += ((name, _check(model, outcome, item)) for item in items)
    return tuple(checked)


def _check(model: RuleSetModel, outcome: Outcome, value: object) -> Value:
    terms = model.terms.get(outcome.type)
    if terms is not None and isinstance(value, str):
        if value not in terms:
            raise unknown_name("role" if outcome.type == "role" else "term", value, terms)
        return value
    fitting: Value | None = None
    match outcome.type:
        case "boolean":
            fitting = value if isinstance(value, bool) else None
        case "integer" | "number" if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            fitting = _number(value)
        case "duration":
            fitting = _duration(value)
    if fitting is None:
        example = ", ".join(list(terms or ())[:3]) or _EXAMPLES.get(outcome.type, "-")
        raise InvalidValueError(find("wanted-type", outcome=outcome.name, type=outcome.type, example=example))
    return fitting


def _number(value: float | Decimal) -> int | Decimal | None:
    decimal = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return canonical(decimal) if decimal.is_finite() and abs(decimal.adjusted()) <= 15 else None


def _duration(value: object) -> Duration | None:
    """Give a length of time that is one already, or is written as JSON has it."""
    if not isinstance(value, Mapping):
        return value if isinstance(value, Duration) else None
    sound = value and set(value) <= set(_UNITS) and all(type(count) is int for count in value.values())
    return Duration(**value) if sound else None


def read_wanted(decision: Decision, name: str, text: str) -> object:
    """Read what is wanted from text: a number, `true`, a length such as `4 weeks`, or a word."""
    kind = decision.outcomes[name].type if name in decision.outcomes else ""
    if kind == "boolean":
        return {"true": True, "false": False}.get(text)
    if kind in ("integer", "number"):
        return number(text) if re.fullmatch(NUMBER, text) else None
    if kind == "duration":
        parts = [_LENGTH.fullmatch(part) for part in re.split(r",? and |, ", text)]
        return {f"{part[2].replace(' ', '_')}s": int(part[1]) for part in parts if part} if all(parts) else None
    return text


def is_wanted(value: object, wanted: Value) -> bool:
    """Tell whether a value is the one wanted, or names it among others or with a reservation."""
    if isinstance(value, Qualified):
        return wanted in value.terms
    return type(plain(value)) is type(plain(wanted)) and value == wanted
