# SPDX-License-Identifier: MPL-2.0
"""What is found in a rule set put on another, told to those who can only edit the upper one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from attrs import evolve, frozen

from ..finding import Finding, find
from ..location import Location
from .values import Values

__all__ = ["Above"]

# A warning about the base that concerns those who build on it, since they may set what it leaves open; and errors in
# it that are none: what they have replaced was what cited a statement, or they cite what the base has no use for.
_THEIRS = ("parameter-unset",)
_NOT_THEIRS = ("uncited-source", "account-and-citation")


@frozen
class Above:
    """How what is found is told to those who edit the upper rule set.

    `bases` are the folders of the rule sets below, by which places are known; `extends` is where the first is named.
    `read` is what was found in the files by themselves.
    """

    bases: Collection[str]
    extends: Location | None
    read: Sequence[Finding]

    def tell(self, findings: Sequence[Finding], values: Values) -> Iterator[Finding]:
        """Leave out warnings about the base, and tell a gap in it by the new value that nobody has answered.

        What is wrong in a rule of the base is not told while something is wrong in the file that may change it.
        """
        wrong = {_rule(place) for place in _errors((*self.read, *findings)) if not self._below(place)}
        for finding in findings:
            place = finding.location
            if place is None or not self._below(place):
                yield finding
            elif finding.code == "answer-missing":
                told = _unanswered(finding, place, values)
                if told is finding or _rule(place) not in wrong:
                    yield told
            elif finding.code in _THEIRS:
                yield evolve(finding, location=self.extends)
            elif finding.severity == "error" and finding.code not in _NOT_THEIRS and _rule(place) not in wrong:
                yield finding

    def _below(self, place: Location) -> bool:
        return place.file.partition("/")[0] in self.bases


def _errors(findings: Sequence[Finding]) -> list[Location]:
    return [f.location for f in findings if f.location is not None and f.severity == "error"]


def _rule(place: Location) -> str:
    """Give the rule that a file is named after."""
    return place.file.rpartition("/")[2].partition(".")[0]


def _unanswered(finding: Finding, place: Location, values: Values) -> Finding:
    """Tell a gap at the place where the values that fall into it were added; another gap as it is."""
    new = values.new(finding.details["fact"])
    missing = [value for value in finding.details["values"].split(", ") if value in new]
    if not missing:
        return finding
    witness = dict(finding.witness or {})
    details = {"fact": finding.details["fact"], "value": ", ".join(missing), "rule": _rule(place), "place": str(place)}
    return find("value-unanswered", new[missing[0]], witness=witness, **details)
