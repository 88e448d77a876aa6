# SPDX-License-Identifier: MPL-2.0
"""The values an outcome can have: words, numbers, booleans, durations, and terms with a reservation."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from .location import Location

__all__ = [
    "CLOCK_UNITS",
    "Duration",
    "Number",
    "ParameterReference",
    "Qualified",
    "Reservation",
    "Scalar",
    "Value",
    "plain",
    "spell",
]

Number = int | Decimal
Scalar = str | bool | int | Decimal
DurationUnit = Literal["years", "months", "weeks", "days", "working_days", "hours", "minutes"]
# The units that are elapsed time; the others count dates.
CLOCK_UNITS = frozenset(("hours", "minutes"))
Reservation = Literal["preferably", "optional", "at_least_one_of"]


@frozen
class Duration:
    """A length of time as the rule states it, such as 4 weeks; units are never converted into each other.

    A working day is a weekday that is no public holiday.
    """

    years: int | None = None
    months: int | None = None
    weeks: int | None = None
    days: int | None = None
    working_days: int | None = None
    hours: int | None = None
    minutes: int | None = None

    def parts(self) -> dict[str, int]:
        """Give the units that are stated, largest first."""
        units = ("years", "months", "weeks", "days", "working_days", "hours", "minutes")
        return {unit: count for unit in units if (count := getattr(self, unit)) is not None}


@frozen
class Qualified:
    """Terms on a list with a reservation: preferably this, optionally this, or at least one of these, in any order."""

    reservation: Reservation
    terms: tuple[str, ...] = field(eq=frozenset)
    places: tuple[Location, ...] = field(default=(), eq=False, repr=False, kw_only=True)


@frozen
class ParameterReference:
    """Stands for the value the rule set has chosen for a parameter."""

    parameter: str
    location: Location | None = field(default=None, eq=False, repr=False)


Value = str | bool | int | Decimal | Duration | Qualified


def spell(value: object) -> str:
    """Spell a value as it stands in a rule file."""
    match value:
        case bool():
            return str(value).lower()
        case Duration():
            return f"{{{', '.join(f'{unit}: {count}' for unit, count in value.parts().items())}}}"
        case Qualified(reservation="at_least_one_of"):
            return f"{{at_least_one_of: [{', '.join(value.terms)}]}}"
        case Qualified():
            return f"{{{value.reservation}: {value.terms[0]}}}"
        case ParameterReference():
            return f"{{parameter: {value.parameter}}}"
        case _:
            return str(value)


def plain(value: object) -> object:
    """Give `value` as JSON knows it: durations and reservations as objects, tuples as lists.

    A decimal becomes a float, which prints with the same digits, since numbers are bounded to 15 digits.
    """
    match value:
        case Duration():
            return value.parts()
        case Qualified(reservation="at_least_one_of"):
            return {value.reservation: list(value.terms)}
        case Qualified():
            return {value.reservation: value.terms[0]}
        case tuple():
            return [plain(item) for item in value]
        case Decimal():
            return float(value)
        case _:
            return value
