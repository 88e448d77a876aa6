# SPDX-License-Identifier: MPL-2.0
"""Which keys of one object may stand together, and which may not stand alone."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Any

from .tree import Mapping

__all__ = ["keeps_company"]

_STEPS = ("ask", "reading", "all", "use", "undetermined", "not_applicable")
_WINDOW = {"within", "after", "at_least"}
_CALENDARS = ({"every", "lasts"}, _WINDOW, _WINDOW | {"deadline_for", "before"})
_CONDITIONS = ("when", "while_", "where", "under", "needs", "outcome")
_EFFECTS = {"keep", "set", "done", "to", "rests_on"}
_PARTNERS = {"ask": "answers", "answers": "ask", "reading": "options", "options": "reading"}


def keeps_company(made: object, mapping: Mapping) -> bool:
    """Tell whether the keys of an object may stand together as they do."""
    sound = _RULES.get(type(made).__name__)
    keys = {entry.key.text for entry in mapping.entries}
    return not _asks_for_nothing(made) and (sound is None or sound(made, keys))


def _asks_for_nothing(made: Any) -> bool:
    """Tell whether a condition lists no value that could meet it."""
    return any(() in (getattr(made, name, None) or {}).values() for name in _CONDITIONS)


def _node(made: Any, keys: Set[str]) -> bool:
    partners = all(_PARTNERS[key] in keys for key in _PARTNERS if key in keys)
    return sum(step in keys for step in _STEPS) <= 1 and partners and made.all != ()


def _fact(made: Any, keys: Set[str]) -> bool:
    bounded = bool({"from", "to", "step"} & keys)
    sound = ("type" in keys) != ("values" in keys)
    return sound and (not bounded or (made.type is not None and made.type.name not in ("age", "boolean")))


def _fact_added(made: Any, keys: Set[str]) -> bool:
    return keys == {"values"} or ({"label", "question"} <= keys and _fact(made, keys))


def _due(_: Any, keys: Set[str]) -> bool:
    return ("within" in keys) == ("after" in keys) and ("at_least" in keys) == ("before" in keys)


def _mark(made: Any, keys: Set[str]) -> bool:
    some = made.in_ != () and made.values != ()
    return some and ("values" in keys) != ("count_to" in keys) and made.count_to != 0


def _move(made: Any, keys: Set[str]) -> bool:
    return made.from_ != () and not ("undetermined" in keys and keys & _EFFECTS)


def _invariant(_: Any, keys: Set[str]) -> bool:
    sound = ("decision" in keys) == ("outcome" in keys) and ("unless_done" not in keys or "event" in keys)
    return sound and not {"decision", "event"} <= keys


def _lifecycle(_: Any, keys: Set[str]) -> bool:
    return ("replaces" in keys) == ("because" in keys) and ("moved" not in keys or "in_force" in keys)


_RULES: dict[str, Callable[[Any, Set[str]], bool]] = {
    "NodeWritten": _node,
    "FactWritten": _fact,
    "FactAddedWritten": _fact_added,
    "NoticesFile": lambda _, keys: bool(keys),
    "EventsFile": lambda _, keys: bool(keys),
    "TasksFile": lambda _, keys: bool(keys),
    "InvariantsFile": lambda _, keys: bool(keys),
    "OutcomeDeclaration": lambda _, keys: "in_order" not in keys or "many" in keys,
    "SourceFactWritten": lambda _, keys: ("account" in keys) == ("reason" in keys),
    "DueWritten": _due,
    "DeadlineWritten": lambda made, keys: bool(keys) and _due(made, keys),
    "StandingWritten": lambda _, keys: bool(keys),
    "MarkWritten": _mark,
    "MoveWritten": _move,
    "FollowWritten": _move,
    "InvariantWritten": _invariant,
    "InvariantChangeWritten": _invariant,
    "InForceWritten": lambda _, keys: bool(keys),
    "ProgressionFile": lambda _, keys: ("replaces" in keys) == ("because" in keys),
    "LifecycleFile": _lifecycle,
    "CalendarWritten": lambda _, keys: keys - {"title"} in _CALENDARS,
    "ReadingWritten": lambda made, _: len(made.options) >= 2,
}
