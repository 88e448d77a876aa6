# SPDX-License-Identifier: MPL-2.0
"""What the catalogue holds of one code."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from ..text import Text

__all__ = ["Entry", "Severity", "error", "warning"]

Severity = Literal["error", "warning"]


@frozen
class Entry:
    """The severity and the two texts of one code; `{name}` stands for a detail of the finding."""

    severity: Severity
    message: Text
    help: Text


def error(da: str, en: str, help_da: str, help_en: str) -> Entry:
    """Make the entry of a problem that stops the rule set or the call."""
    return Entry("error", Text(da, en), Text(help_da, help_en))


def warning(da: str, en: str, help_da: str, help_en: str) -> Entry:
    """Make the entry of a problem that is said and does not stop anything."""
    return Entry("warning", Text(da, en), Text(help_da, help_en))
