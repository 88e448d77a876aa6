# SPDX-License-Identifier: MPL-2.0
"""The exceptions of the library: each carries as data what its text says."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from .finding import Finding
from .location import Location
from .text import Language, printable

__all__ = ["Error", "InvalidValueError", "RuleSetError", "UnknownNameError", "UsageError"]


@frozen(eq=False)
class Error(Exception):
    """Something the library was given cannot be used. The base of all its exceptions.

    `finding` says what is wrong; `str(error)` is its Danish text, `error.message("en")` the English.
    """

    finding: Finding

    @property
    def code(self) -> str:
        """The stable code of the problem."""
        return self.finding.code

    @property
    def location(self) -> Location | None:
        """The place in a rule file, where there is one."""
        return self.finding.location

    @property
    def nearest(self) -> str | None:
        """The valid name that was probably meant."""
        return self.finding.nearest

    def message(self, language: Language = "da") -> str:
        """Say what is wrong and what to do about it."""
        message = self.finding.message(language)
        return f"{message}{'' if message.endswith('?') else '.'} {self.finding.help(language)}"

    def __str__(self) -> str:
        place = "" if self.location is None else f"{printable(str(self.location))}: "
        return f"{place}{self.message()}"


@frozen(eq=False)
class UnknownNameError(Error):
    """A rule set, decision, fact, reading or option that does not exist."""


@frozen(eq=False)
class InvalidValueError(Error):
    """A value that is outside its domain or of another type."""


@frozen(eq=False)
class UsageError(Error):
    """The command line or a file of facts cannot be understood."""


def _tuple(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(findings)


@frozen(eq=False)
class RuleSetError(Error):
    """A rule set cannot be used. `findings` holds all its problems, `finding` the first error."""

    findings: tuple[Finding, ...] = field(default=(), converter=_tuple)

    def __str__(self) -> str:
        errors = [finding for finding in self.findings if finding.severity == "error"]
        return "\n".join(str(Error(finding)) for finding in errors)
