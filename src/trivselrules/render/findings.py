# SPDX-License-Identifier: MPL-2.0
"""Findings as text with the line they are about, and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..finding import Finding
from ..location import Location
from ..text import Language, masked, printable
from .phrases import amount, phrase

__all__ = ["findings_json", "findings_text", "summary"]

_WIDTH = 100

LineOf = Callable[[Location], str | None]
ShowFile = Callable[[Location], str]


def findings_text(findings: Iterable[Finding], language: Language, line_of: LineOf, show: ShowFile) -> str:
    """Write each finding with its place, the line with a caret, and what to do."""
    return "\n\n".join("\n".join(_block(finding, language, line_of, show)) for finding in findings)


def _block(finding: Finding, language: Language, line_of: LineOf, show: ShowFile) -> list[str]:
    place = finding.location
    where = "" if place is None else f"{printable(show(place))}:{place.line}:{place.column}: "
    block = [f"{where}{phrase(finding.severity, language)} [{finding.code}]: {finding.message(language)}"]
    line = None if place is None else line_of(place)
    if place is not None and line is not None:
        block += _caret(line, place)
    return [*block, f"  = {finding.help(language)}"]


def _caret(line: str, place: Location) -> list[str]:
    """Show the line, or the stretch of it around the column, and point at the column."""
    start = max(0, place.column - 1 - _WIDTH // 2) if len(line) > _WIDTH else 0
    line = masked(line)
    cut = "…" if start else ""
    before = cut + printable(line[start : place.column - 1])
    text = cut + printable(line[start : start + _WIDTH]) + ("…" if len(line) > start + _WIDTH else "")
    number = str(place.line)
    return [f"  {number} | {text}", f"  {' ' * len(number)} | {' ' * len(before)}^"]


def findings_json(findings: Iterable[Finding], language: Language, show: ShowFile) -> list[dict[str, object]]:
    """Give findings as JSON knows them; lines and columns count from 1."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message(language),
            "file": None if finding.location is None else show(finding.location),
            "line": None if finding.location is None else finding.location.line,
            "column": None if finding.location is None else finding.location.column,
            "help": finding.help(language),
            "nearest": finding.nearest,
            "witness": None if finding.witness is None else dict(finding.witness),
        }
        for finding in findings
    ]


def summary(findings: Iterable[Finding], language: Language) -> str:
    """Count errors and warnings in words."""
    severities: list[str] = [finding.severity for finding in findings]
    counts = (amount(severity, severities.count(severity), language) for severity in ("error", "warning"))
    return ", ".join(counts)
