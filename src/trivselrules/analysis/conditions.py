# SPDX-License-Identifier: MPL-2.0
"""Names and values in what lifecycles and invariants ask for: marks, facts, phases and readings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ..domains import Choice, Domain
from ..finding import Finding, find
from ..lifecycle import Condition, Lifecycle, Mark, Under
from ..location import Location
from ..model import RuleSetModel
from ..nearest import nearest
from ..ref import Ref
from ..values import Scalar, spell
from .names import unknown

__all__ = [
    "NEXT",
    "among",
    "check_each",
    "check_fact_values",
    "check_mark_values",
    "check_phases",
    "check_readings",
    "domain_values",
    "mark_value",
    "unknown_condition",
    "with_meant",
]

NEXT = "next"


def domain_values(domain: Domain) -> tuple[Scalar, ...] | None:
    """Give all values of a fact if they are few, else None."""
    return domain.values if isinstance(domain, Choice) else domain.few()


def among(value: Scalar, values: Iterable[Scalar]) -> bool:
    """Tell whether a value is one of some: `true` is not 1, though Python thinks so."""
    return any(isinstance(one, bool) == isinstance(value, bool) and one == value for one in values)


def with_meant(refs: Iterable[Ref], known: Collection[str]) -> list[str]:
    """Give names that are written in one place and used in others; a misspelt one stands for the one meant too."""
    names = [ref.name for ref in refs]
    meant = (nearest(name, known) for name in names if name not in known)
    return [*names, *(name for name in meant if name is not None)]


def check_each(kind: str, refs: Iterable[Ref], known: Collection[str]) -> Iterator[Finding]:
    """Check that all names are known ones of their kind."""
    for ref in refs:
        yield from unknown(kind, ref, known)


def check_readings(under: Iterable[Under], model: RuleSetModel) -> Iterator[Finding]:
    """Check readings and their options."""
    for one in under:
        yield from unknown("reading", one.reading, model.readings)
        if one.reading.name in model.readings:
            yield from check_each("option", one.options, model.readings[one.reading.name].options)


def check_phases(condition: Condition, lifecycle: Lifecycle) -> Iterator[Finding]:
    """Check the phases that a condition asks for of a lifecycle."""
    refs = (Ref(spell(value), location=place) for value, place in _placed(condition))
    return check_each("phase", refs, lifecycle.phases)


def check_mark_values(condition: Condition, mark: Mark) -> Iterator[Finding]:
    """Check the values that a condition asks for of a mark."""
    for value, place in _placed(condition):
        if not among(value, mark.values):
            yield mark_value(mark.name, value, place, map(spell, mark.values))


def mark_value(mark: str, value: Scalar, place: Location, possible: Iterable[str]) -> Finding:
    """Say that a mark cannot have a value."""
    words, shown = list(possible), spell(value)
    close, allowed = nearest(shown, words), ", ".join(words)
    return find("mark-value", place, nearest=close, value=shown, mark=mark, allowed=allowed)


def check_fact_values(condition: Condition, model: RuleSetModel) -> Iterator[Finding]:
    """Check the values that a condition asks for of a fact that has few."""
    possible = domain_values(model.facts[condition.name.name].domain) or ()
    words = list(map(spell, possible))
    for value, place in _placed(condition) if possible else ():  # else the fact itself is reported
        if not among(value, possible):
            close, shown, allowed = nearest(spell(value), words), spell(value), ", ".join(words)
            yield find("answer-form", place, nearest=close, value=shown, fact=condition.name.name, allowed=allowed)


def unknown_condition(name: Ref, known: Iterable[str]) -> Finding:
    """Say that a condition asks for something that is not there to be asked for."""
    names = list(known)
    close, shown = nearest(name.name, names), ", ".join(names) or "-"
    return find("unknown-condition", name.location, nearest=close, name=name.name, known=shown)


def _placed(condition: Condition) -> Iterator[tuple[Scalar, Location]]:
    return zip(condition.values, condition.places, strict=True)
