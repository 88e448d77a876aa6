# SPDX-License-Identifier: MPL-2.0
"""What a decision says are dates: the outcomes must exist, always be given, and hold what dates are made of."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, find
from ..model import BUILT_IN_TYPES, Decision, Ref, RuleSetModel
from ..unknown import unknown_name
from ..values import CLOCK_UNITS, Duration, spell
from .nodes import decision_nodes

__all__ = ["check_calendar"]

# The type each key of `calendar` asks of its outcome.
_TYPES = {
    "every": "duration",
    "lasts": "duration",
    "within": "duration",
    "after": "event",
    "at_least": "duration",
    "deadline_for": "event",
}


def check_calendar(decision: Decision, model: RuleSetModel) -> Iterator[Finding]:
    """Check the names in a decision's `calendar`, and every value they can have."""
    calendar = decision.calendar
    for key, kind in _TYPES.items():
        ref = getattr(calendar, key, None)
        if isinstance(ref, Ref):
            yield from _outcome(key, kind, ref, decision, model)
    before = getattr(calendar, "before", None)
    events = tuple(model.terms.get("event", ()))
    if isinstance(before, Ref) and before.name not in events:
        yield unknown_name("term", before, events)


def _outcome(key: str, kind: str, ref: Ref, decision: Decision, model: RuleSetModel) -> Iterator[Finding]:
    outcome = decision.outcomes.get(ref.name)
    if outcome is None:
        yield unknown_name("outcome", ref, decision.outcomes)
    elif outcome.many or outcome.type != kind:
        if outcome.type in (*BUILT_IN_TYPES, *model.terms):  # else the type itself is reported
            yield find("calendar-outcome", ref.location, outcome=ref.name, key=key, type=kind)
    elif not outcome.required:
        yield find("calendar-required", ref.location, outcome=ref.name, place=outcome.location.line)
    elif kind == "duration":
        yield from _units(key, ref.name, decision)


def _units(key: str, outcome: str, decision: Decision) -> Iterator[Finding]:
    for node in decision_nodes(decision):
        for setting in node.settings:
            if setting.outcome == outcome and not setting.listed:
                code = _unfit(key, setting.values[0])
                if code is not None:
                    yield find(code, setting.places[0], value=spell(setting.values[0]), key=key)


def _unfit(key: str, value: object) -> str | None:
    """Tell what is wrong with a duration: a meeting lasts hours or minutes, and all else counts dates."""
    if not isinstance(value, Duration):
        return None  # another type is reported for that
    parts = value.parts()
    if key == "lasts" and not parts.keys() <= CLOCK_UNITS:
        return "calendar-hours"
    if key != "lasts" and parts.keys() & CLOCK_UNITS:
        return "calendar-dates"
    return "calendar-zero" if key in ("every", "lasts") and not any(parts.values()) else None
