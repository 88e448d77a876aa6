# SPDX-License-Identifier: MPL-2.0
"""What the catalogue holds of one code."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from ..text import Text

__all__ = ["Entry", "Severity", "conflict", "error", "warning"]

Severity = Literal["error", "warning"]


@frozen
class Entry:
    """The severity and the two texts of one code; `{name}` stands for a detail of the finding.

    `situational` says that the problem is only understood with a situation in which it shows.
    """

    severity: Severity
    message: Text
    help: Text
    situational: bool = False


def error(da: str, en: str, help_da: str, help_en: str) -> Entry:
    """Make the entry of a problem that stops the rule set or the call."""
    return Entry("error", Text(da, en), Text(help_da, help_en))


def conflict(da: str, en: str, help_da: str, help_en: str) -> Entry:
    """Make the entry of an error in what rules say together, which is told with a situation."""
    return Entry("error", Text(da, en), Text(help_da, help_en), situational=True)


def warning(da: str, en: str, help_da: str, help_en: str) -> Entry:
    """Make the entry of a problem that is said and does not stop anything."""
    return Entry("warning", Text(da, en), Text(help_da, help_en))
