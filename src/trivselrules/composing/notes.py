# SPDX-License-Identifier: MPL-2.0
"""What putting one rule set on another brings to light: departures, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from ..departure import Departure
from ..finding import Finding, find
from ..location import Location
from ..ref import Ref
from ..unknown import unknown_name

__all__ = ["Notes", "same"]


@frozen
class Notes:
    """Gathers departures and findings while an own rule set is put on the one called `base`."""

    base: str
    departures: list[Departure] = field(factory=list)
    findings: list[Finding] = field(factory=list)

    def depart(self, departure: Departure) -> None:
        """Note a departure; a change that changes nothing is a warning instead."""
        if departure.how == "changed" and same(departure.before, departure.after):
            self.unchanged(Ref(departure.name, location=departure.location))
        else:
            self.departures.append(departure)

    def unchanged(self, ref: Ref) -> None:
        """Warn of a change that changes nothing."""
        self.say("change-without-effect", ref.location, name=ref.name, base=self.base)

    def taken(self, ref: Ref, instead: str = "change") -> None:
        """Report that something added is there already; `instead` is the key under which it can be changed."""
        self.say("already-in-base", ref.location, name=ref.name, base=self.base, key=instead)

    def unknown(self, kind: str, ref: Ref, known: Iterable[Ref | str]) -> None:
        """Report a name that is not among those that are known."""
        names = [name.name if isinstance(name, Ref) else name for name in known]
        self.findings.append(unknown_name(kind, ref, names))

    def say(self, code: str, location: Location, *, nearest: str | None = None, **details: str) -> None:
        """Report something else."""
        self.findings.append(find(code, location, nearest=nearest, witness=None, **details))


def same(one: object, other: object) -> bool:
    """Tell whether two parts of files say the same in the same order; where they stand does not count."""
    return repr(one) == repr(other)
