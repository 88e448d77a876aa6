# SPDX-License-Identifier: MPL-2.0
"""One slip in a part of a lifecycle, and the slips in what many parts have: conditions, readings, points."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Generic, TypeVar

from attrs import evolve, frozen

from ..analysis.conditions import among
from ..lifecycle import Condition, Under
from ..location import Location
from ..model import RuleSetModel
from ..ref import Ref
from ..values import Scalar, spell

__all__ = ["Edit", "condition_edits", "following", "name_edits", "point_edits", "swapped", "under_edits", "without"]

T = TypeVar("T")
U = TypeVar("U")
Values = Callable[[str], Sequence[Scalar]]


@frozen
class Edit(Generic[T]):
    """What a part becomes by a slip: what kind of slip, where it stands, and what it is about."""

    operator: str
    location: Location
    new: T
    details: dict[str, str]

    def inside(self, new: U) -> Edit[U]:
        """Give the same slip, seen from what the part stands in."""
        return Edit(self.operator, self.location, new, self.details)


def without(items: Sequence[T], one: T) -> tuple[T, ...]:
    """Give the items without one of them, which is known by identity."""
    return tuple(item for item in items if item is not one)


def swapped(items: Sequence[T], old: T, new: T) -> tuple[T, ...]:
    """Give the items with another in the place of one, which is known by identity."""
    return tuple(new if item is old else item for item in items)


def following(name: str, names: Collection[str]) -> str | None:
    """Give the name after one, going round; None if there is no other."""
    order = list(names)
    other = order[(order.index(name) + 1) % len(order)] if name in order else next(iter(order), None)
    return None if other == name else other


def condition_edits(conditions: tuple[Condition, ...], possible: Values) -> Iterator[Edit[tuple[Condition, ...]]]:
    """Leave out each condition and each of its values, and let each take one value more."""
    for one in conditions:
        name, place = one.name.name, one.name.location
        yield Edit("condition-dropped", place, without(conditions, one), {"name": name})
        for number, value in enumerate(one.values if len(one.values) > 1 else ()):
            kept = (*one.values[:number], *one.values[number + 1 :])
            narrowed = swapped(conditions, one, evolve(one, values=kept))
            yield Edit("condition-narrowed", place, narrowed, {"name": name, "old": spell(value)})
        for value in [value for value in possible(name) if not among(value, one.values)][:1]:
            widened = swapped(conditions, one, evolve(one, values=(*one.values, value)))
            yield Edit("condition-widened", place, widened, {"name": name, "new": spell(value)})


def under_edits(under: tuple[Under, ...], model: RuleSetModel) -> Iterator[Edit[tuple[Under, ...]]]:
    """Leave out each reading that is asked for and each of its options, and let each take one option more."""
    for one in under:
        name, place = one.reading.name, one.reading.location
        yield Edit("under-dropped", place, without(under, one), {"name": name})
        for ref in one.options if len(one.options) > 1 else ():
            narrowed = swapped(under, one, evolve(one, options=without(one.options, ref)))
            yield Edit("under-narrowed", place, narrowed, {"name": name, "old": ref.name})
        taken = {ref.name for ref in one.options}
        for option in [option for option in model.readings[name].options if option not in taken][:1]:
            widened = swapped(under, one, evolve(one, options=(*one.options, Ref(option, location=place))))
            yield Edit("under-widened", place, widened, {"name": name, "new": option})


def name_edits(operator: str, ref: Ref | None, names: Collection[str], about: str) -> Iterator[Edit[Ref | None]]:
    """Leave a name out that can be, and put another in its place."""
    if ref is not None:
        yield Edit(f"{operator}-dropped", ref.location, None, {"name": about, "old": ref.name})
        other = following(ref.name, names)
        if other is not None:
            details = {"name": about, "old": ref.name, "new": other}
            yield Edit(f"{operator}-changed", ref.location, Ref(other, location=ref.location), details)


def point_edits(ref: Ref | None, model: RuleSetModel) -> Iterator[Edit[Ref | None]]:
    """Leave an open point out, and put another in its place."""
    points = [name for name, point in model.open_points.items() if not point.about]
    return name_edits("point", ref, points, "")
