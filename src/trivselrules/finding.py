# SPDX-License-Identifier: MPL-2.0
"""One type for everything that can be wrong: syntax, shape, names, logic, and what a caller sends."""

from __future__ import annotations

from attrs import field, frozen

from .catalog import CATALOG, PHRASES, Severity
from .frozen_map import FrozenMap
from .location import Location
from .text import Language, masked, printable

__all__ = ["Finding", "Severity", "find"]


@frozen
class Finding:
    """One problem: a stable code, where it is, and what its text needs.

    `details` fill the places in the catalogue's text. `nearest` is the valid name that was probably meant.
    `witness` is a concrete situation (facts and readings as text) in which the problem shows; the message
    tells it where the problem cannot be understood without.
    """

    code: str
    location: Location | None = None
    details: FrozenMap[str, str] = field(factory=FrozenMap)
    nearest: str | None = None
    witness: FrozenMap[str, str] | None = None

    @property
    def severity(self) -> Severity:
        """`error` stops the rule set from being used; `warning` does not."""
        return CATALOG[self.code].severity

    def message(self, language: Language = "da") -> str:
        """Say what is wrong, with the nearest valid name and an example where there is one."""
        parts = [CATALOG[self.code].message.to(language).format_map(self.details)]
        if self.nearest is not None:
            parts.append(PHRASES["nearest"].to(language).format(self.nearest))
        if self.witness is not None and CATALOG[self.code].situational:
            situation = " ".join(f"{name}={value}" for name, value in self.witness.items())
            parts.append(PHRASES["example"].to(language).format(situation or "-"))
        return printable("; ".join(parts))

    def help(self, language: Language = "da") -> str:
        """Say what to do about it."""
        return printable(CATALOG[self.code].help.to(language).format_map(self.details))


def find(
    code: str,
    location: Location | None = None,
    *,
    nearest: str | None = None,
    witness: dict[str, str] | None = None,
    **details: object,
) -> Finding:
    """Make a finding of `code`; every detail becomes text in which no person can be recognised."""
    return Finding(
        code,
        location,
        FrozenMap({name: masked(str(value)) for name, value in details.items()}),
        nearest,
        None if witness is None else FrozenMap(witness),
    )
