# SPDX-License-Identifier: MPL-2.0
"""A lifecycle that is followed by another version of itself: whatever is under way must be somewhere in the new one."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, find
from ..lifecycle import Lifecycle, Mark
from ..model import RuleSetModel
from ..unknown import unknown_name

__all__ = ["check_succession"]


def check_succession(earlier: RuleSetModel, later: RuleSetModel) -> Iterator[Finding]:
    """Check what happens on the first day of `later`, which follows directly on the last of `earlier`."""
    for name, new in later.lifecycles.items():
        old = earlier.lifecycles.get(name)
        if old is not None and old.location != new.location:
            yield from _moved(old, new)
            for phase in old.phases:
                yield from _carried(old, new, phase)


def _moved(old: Lifecycle, new: Lifecycle) -> Iterator[Finding]:
    """Check the names of phases that are said to be gone, and of those that take their place."""
    for gone, instead in new.moved.items():
        if gone.name in new.phases:
            yield find("phase-not-dropped", gone.location, phase=gone.name)
        elif gone.name not in old.phases:
            yield unknown_name("phase", gone, old.phases)
        if instead.name not in new.phases:
            yield unknown_name("phase", instead, new.phases)


def _carried(old: Lifecycle, new: Lifecycle, phase: str) -> Iterator[Finding]:
    """Check that a matter in `phase` is in a phase of the new version, with every mark that lives there."""
    target = new.successor(phase)
    if target is None:
        yield find("phase-dropped", new.location, name=new.name, phase=phase)
        return
    for mark in new.marks.values():
        before = old.marks.get(mark.name)
        kept = before is not None and _lives(before, phase) and set(before.values) <= set(mark.values)
        if _lives(mark, target) and not kept:
            yield find("mark-not-carried", mark.location, mark=mark.name, phase=target, first=phase)


def _lives(mark: Mark, phase: str) -> bool:
    return any(ref.name == phase for ref in mark.phases)
