# SPDX-License-Identifier: MPL-2.0
"""What the kit takes for arguments, refused at once where it cannot be meant.

Names that do not exist are refused as everywhere in the library; what is no argument of the right kind, as
Hypothesis refuses it.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import date

from hypothesis.errors import InvalidArgument

from ..inputs import unknown_name
from ..loading import load
from ..rule_set import RuleSet

__all__ = [
    "AnyRules",
    "checked_day",
    "checked_flag",
    "checked_name",
    "checked_rules",
    "checked_size",
]

AnyRules = RuleSet | str | os.PathLike[str]


def checked_rules(rules: AnyRules) -> RuleSet:
    """Give a rule set: itself, or the one that a name or a folder stands for, which must be sound."""
    if isinstance(rules, RuleSet):
        return rules
    if isinstance(rules, str | os.PathLike):
        return load(rules)
    raise InvalidArgument(
        f"rules={rules!r}: give what `trivselrules.load` returns, the name of a shipped rule set, or a folder"
    )


def checked_name(kind: str, name: str, known: Collection[str]) -> str:
    """Give a name that exists."""
    if not isinstance(name, str):
        raise InvalidArgument(f"{kind}={name!r}: give a name, one of {', '.join(known)}")
    if name not in known:
        raise unknown_name(kind, name, known)
    return name


def checked_flag(name: str, value: bool) -> bool:
    """Give a value that is `True` or `False` and not only taken for it."""
    if value is not True and value is not False:
        raise InvalidArgument(f"{name}={value!r}: give True or False")
    return value


def checked_size(name: str, value: int, least: int = 0) -> int:
    """Give a whole number that is large enough."""
    if type(value) is not int or value < least:
        raise InvalidArgument(f"{name}={value!r}: give a whole number, {least} or more")
    return value


def checked_day(name: str, value: date) -> date:
    """Give a date that is not a moment, too."""
    if type(value) is not date:
        raise InvalidArgument(f"{name}={value!r}: give a datetime.date")
    return value
