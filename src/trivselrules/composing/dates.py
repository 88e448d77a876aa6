# SPDX-License-Identifier: MPL-2.0
"""Rules with dates: which of them hold on a day, and whether on each day there is one and only one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from attrs import evolve, frozen

from ..finding import Finding, find
from ..period import ALWAYS, Period
from ..reading.files import Files, is_version
from ..reading.written import Day, DecisionFile, InForceWritten
from ..reading.written_changes import ChangesFile, ReplacementFile
from ..reading.written_lifecycle import LifecycleFile
from ..ref import Ref

__all__ = ["as_of", "check_dates", "day_of", "period_of", "periods"]

Dated = DecisionFile | LifecycleFile | ChangesFile | ReplacementFile
# A day to show where any day would do.
_ANY_DAY = date(2000, 1, 1)


def day_of(written: Day) -> date | None:
    """Give a date as a date, or None if it does not exist."""
    try:
        return date.fromisoformat(written.name)
    except ValueError:
        return None


def period_of(written: InForceWritten | None) -> Period | None:
    """Give the days on which a rule holds; None if it cannot be told, or if there are none."""
    if written is None:
        return ALWAYS
    ends = [None if end is None else day_of(end) for end in (written.from_, written.until)]
    if any(end is not None and day is None for end, day in zip((written.from_, written.until), ends, strict=True)):
        return None
    first, last = ends
    return None if first is not None and last is not None and first > last else Period(first, last)


def periods(files: Files) -> Iterator[Period]:
    """Give the periods of all rules that have one."""
    yield from (version.period for version in _versions(files) if version.period is not None)


def as_of(files: Files, day: date) -> Files:
    """Give the files with the rules that hold on a day; everything else holds always.

    So does a rule whose days cannot be told: that is found elsewhere, and says nothing of what the rule says.
    """

    def holds(file: Dated) -> bool:
        return (period_of(file.in_force) or ALWAYS).holds(day)

    return evolve(
        files,
        decisions=tuple(filter(holds, files.decisions)),
        changes=tuple(filter(holds, files.changes)),
        replacements=tuple(filter(holds, files.replacements)),
        lifecycles=tuple(filter(holds, files.lifecycles)),
    )


@frozen
class _Version:
    """One version of a rule; `whole` says that nothing holds on the days between it and the next."""

    name: Ref
    period: Period | None
    written: InForceWritten | None
    whole: bool


def _versions(files: Files) -> list[_Version]:
    """Give all versions of the rules in one folder, in the order of their first days."""
    found = [_version(file.decision, file, whole=True) for file in files.decisions]
    found += [_version(file.changes.rule, file) for file in files.changes]
    found += [_version(file.replaces.rule, file) for file in files.replacements]
    found += [_version(file.lifecycle, file, whole=file.replaces is None) for file in files.lifecycles]
    return sorted(found, key=_start)


def _start(version: _Version) -> tuple[date, bool]:
    """Give what puts versions in order: their first day; of two, the file with the name of the rule alone is first."""
    name = version.name.location.file.rpartition("/")[2]
    return (version.period or ALWAYS).first or date.min, is_version(name)


def _version(name: Ref, file: Dated, *, whole: bool = False) -> _Version:
    return _Version(name, period_of(file.in_force), file.in_force, whole)


def check_dates(files: Files) -> Iterator[Finding]:
    """Report dates that cannot be, days on which two versions of a rule hold, and days between two without one."""
    versions = _versions(files)
    for version in versions:
        if version.written is not None and version.period is None:
            yield from _impossible(version.written)
    for name in dict.fromkeys(version.name for version in versions):
        of_name = [version for version in versions if version.name == name]
        if any(version.period is None for version in of_name):
            continue  # which days it holds is not known
        yield from _overlaps(of_name)
        yield from _holes([version for version in of_name if version.whole])


def _impossible(written: InForceWritten) -> Iterator[Finding]:
    missing = [end for end in (written.from_, written.until) if end is not None and day_of(end) is None]
    yield from (find("no-such-date", end.location, value=end.name) for end in missing)
    if not missing and written.from_ is not None and written.until is not None:
        yield find("in-force-empty", written.until.location, first=written.from_.name, last=written.until.name)


def _overlaps(versions: list[_Version]) -> Iterator[Finding]:
    for earlier, later in combinations(versions, 2):
        both = None if earlier.period is None or later.period is None else earlier.period.meet(later.period)
        if both is not None:
            day = both.first or both.last or _ANY_DAY
            other = earlier.name.location.file.rpartition("/")[2]
            yield find("in-force-overlap", later.name.location, name=later.name.name, other=other, date=day)


def _holes(versions: list[_Version]) -> Iterator[Finding]:
    """Report the days between two versions; what is before the first and after the last is left open."""
    reached: Period | None = None
    for version in versions:
        period = version.period or ALWAYS
        gap = None if reached is None else reached.gap(period)
        if gap is not None:
            name, here = version.name.name, version.name.location
            yield find("in-force-hole", here, name=name, first=gap.first, last=gap.last)
        reached = period if reached is None else reached.join(period)
