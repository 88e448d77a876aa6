# SPDX-License-Identifier: MPL-2.0
"""Which part of a worked example of a lifecycle the rules of one period judge."""

from __future__ import annotations

from collections.abc import Iterator

from .calendar.arithmetic import local_date
from .errors import Error
from .lifecycle import LifecycleCase
from .lifecycle_drafts import followed
from .logs import read_moment
from .machine.program import Machine
from .proof.lifecycle_coverage import CasePart
from .rule_set import RuleSet

__all__ = ["parts_of"]


def parts_of(rules: RuleSet, machine: Machine) -> Iterator[CasePart]:
    """Give of each case of some lifecycles that run beside each other what happens on days of the rules as they are.

    An event is judged by the rules of its own day; a case that only other versions judge is left out.
    """
    for case in rules.model.lifecycle_cases:
        if case.lifecycle.name in machine.numbers:
            part = _part(rules, case)
            if part is not None:
                yield part


def _part(rules: RuleSet, case: LifecycleCase) -> CasePart | None:
    period = rules.model.in_force
    days = [(local_date(read_moment(happening.moment.name)), happening) for happening in case.events]
    before = [happening for day, happening in days if period.first is not None and day < period.first]
    inside = [(day, happening) for day, happening in days if period.holds(day)]
    seen = inside[0][0] if inside else case.day
    if seen is not None and not period.holds(seen):
        return None
    chosen = {reading.name: option.name for reading, option in case.readings}
    matter = rules.reading(chosen).open(case.lifecycle.name)
    if before and seen is not None:
        try:
            matter = followed(matter, before).as_of(seen)
        except Error:  # an event that its own day does not know: the case fails
            return None
    if any(step.response.status != "accepted" for step in matter.steps):
        return None
    return CasePart(case, matter.state, frozenset(matter.happened), tuple(happening for _, happening in inside))
