# SPDX-License-Identifier: MPL-2.0
"""Routes concerns: who convenes whom, or what has to be asked first, or that a person must look at it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from attrs import frozen

import trivselrules

__all__ = ["Routed", "route"]

RULES = trivselrules.load(Path(__file__).with_name("rules"))
# What the form calls things; the rules have their own words. Every word of the rules has one here.
PLACES = {
    "Childminder": "dagpleje",
    "Day-care centre": "dagtilbud",
    "School": "skole",
    "After-school": "fritid",
    "Youth education": "ungdomsuddannelse",
    "Boarding school": "efterskole",
}
OWNERS = {"Municipal": "kommunal", "Private": "privat"}
DEPARTMENTS = {"Primary": "basisskole", "Lower secondary": "udskoling"}


@frozen
class Routed:
    """Where a concern goes: to a role with those to invite, back to the form, or to a person who decides."""

    to: Literal["role", "form", "person"]
    role: str | None = None
    invited: tuple[object, ...] = ()
    asks: tuple[str, ...] = ()
    why: str = ""


def route(form: Mapping[str, object]) -> Routed:
    """Say where a concern goes. Raises trivselrules.Error for a form that says what cannot be."""
    answer = RULES.decide("indkaldelse", **facts(form))
    why = answer.explain("en")
    if answer.status == "needs_facts":
        return Routed("form", asks=answer.missing, why=why)
    if answer.status != "decided":
        return Routed("person", why=why)  # the rules leave it open, or it is no matter for this meeting: never guess
    return Routed("role", answer.outcome["indkalder"], answer.outcome["indkaldte"], why=why)


def facts(form: Mapping[str, object]) -> dict[str, object]:
    """Say what the form says in the words of the rules; what it leaves open stays open."""
    words = {"place": ("tilbud", PLACES), "owner": ("ejerform", OWNERS), "department": ("skoleafdeling", DEPARTMENTS)}
    told: dict[str, object] = {}
    for field, value in form.items():
        name, known = words.get(field, ("trin", None) if field == "step" else (field, None))
        told[name] = value if known is None else known.get(str(value), value)
    return told
