# SPDX-License-Identifier: MPL-2.0
"""Findings that only repeat what another finding has said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..finding import Finding

__all__ = ["without_echoes"]

# What a name that is not used, not chosen or not set may only be because of a misspelling elsewhere.
_ECHOES = ("unused-", "uncited-source", "reading-not-chosen", "parameter-unset")
# A problem of this kind hides what would have been used behind it.
_HIDES = {
    "answer-missing": ("unused-", "uncited-source"),
    "option-missing": ("unused-", "uncited-source"),
    "part-cycle": ("unused-", "uncited-source"),
    "unknown-type": ("unused-term", "unused-role"),
    "unknown-part": ("unused-part",),
    "unknown-outcome": ("unused-outcome", "unused-role", "unused-term", "unused-parameter"),
    "unknown-reading": ("unused-reading",),
    "mark-cannot-keep": ("unused-term",),
    "mark-not-given": ("unused-fact",),
    "mark-value": ("unused-term",),
    "mark-at-start": ("task-no-actor",),
    "phase-no-owner": ("unused-role",),
    "no-source": ("uncited-source",),
}


def without_echoes(findings: Sequence[Finding]) -> Iterable[Finding]:
    """Leave out the warnings that an error has caused, such as a misspelt name: mending it mends them."""
    meant = {finding.nearest for finding in findings}
    unfit = {finding.location for finding in findings if finding.code in ("unknown-fact", "event-fact-open")}
    pathless = {finding.location for finding in findings if finding.code == "source-missing"}
    hidden = tuple(code for finding in findings for code in _HIDES.get(finding.code, ()))
    for finding in findings:
        echo = finding.code.startswith(_ECHOES) and finding.details.get("name") in meant
        echo = echo or (finding.code == "unused-fact" and finding.location in unfit)
        echo = echo or (finding.code == "no-source" and finding.location in pathless)
        if not echo and not finding.code.startswith(hidden):
            yield finding
