# SPDX-License-Identifier: MPL-2.0
"""What the worked examples of lifecycles reach, and examples that would reach what they do not, or everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from attrs import frozen

from .analysis.exploration import TooManyStatesError
from .errors import Error
from .frozen_map import FrozenMap
from .lifecycle import LifecycleCase
from .lifecycle_drafts import about, alone, dated, drafted, followed
from .lifecycle_parts import parts_of
from .machine.program import components
from .proof.lifecycle_coverage import LifecycleCoverage, lifecycle_coverage
from .proof.lifecycle_covering import covering_logs
from .proof.lifecycle_items import LifecycleItem
from .proof.lifecycle_looks import Items
from .proof.lifecycle_reach import Log, Reaching
from .proof.lifecycle_visit import Progress
from .rule_set import RuleSet

__all__ = ["LifecycleSuggestion", "cover_lifecycle", "cover_lifecycles", "drafts_of", "suggest_lifecycle"]


@frozen
class LifecycleSuggestion:
    """Examples of a lifecycle that together reach everything, each with what the rules come to.

    None of them can be left out; `smallest` says that it is proved that fewer do not suffice.
    """

    cases: tuple[LifecycleCase, ...]
    smallest: bool


def cover_lifecycles(rules: RuleSet, progress: Progress = None) -> tuple[LifecycleCoverage, ...]:
    """Tell what the cases of every lifecycle reach; those that run beside each other share their cases.

    Raises Error if there are more states than can be gone through to find what the cases miss.
    """
    found = {one.lifecycle: one for names in components(rules.model) for one in _covered(rules, names, progress)}
    return tuple(found[name] for name in rules.model.lifecycles)


def cover_lifecycle(rules: RuleSet, lifecycle: str, progress: Progress = None) -> LifecycleCoverage:
    """Tell what the cases of a lifecycle, and of those beside it, reach of it.

    Raises UnknownNameError if there is none of that name, Error as `cover_lifecycles` does.
    """
    return _covered(rules, (lifecycle,), progress)[0]


def _covered(rules: RuleSet, names: tuple[str, ...], progress: Progress) -> tuple[LifecycleCoverage, ...]:
    machine = rules.open(names[0]).machine
    with _within_limits():
        return lifecycle_coverage(machine, rules.model, parts_of(rules, machine), names, progress)


@contextmanager
def _within_limits() -> Iterator[None]:
    """Say it as an error of the rules if there are more states than can be gone through."""
    try:
        yield
    except TooManyStatesError as error:
        raise Error(error.finding()) from None


def drafts_of(rules: RuleSet, found: LifecycleCoverage) -> tuple[tuple[LifecycleCase, tuple[LifecycleItem, ...]], ...]:
    """Give for what is missed cases that would reach it, each with what it is for."""
    by_log: dict[Log, list[LifecycleItem]] = {}
    for missed in found.missed:
        by_log.setdefault(missed.log, []).append(missed.item)
    draft = _Draft(rules)
    return tuple((draft.of(found.lifecycle, log, items), tuple(items)) for log, items in by_log.items())


def suggest_lifecycle(rules: RuleSet, lifecycle: str, progress: Progress = None) -> LifecycleSuggestion:
    """Give few short cases that reach everything of a lifecycle that can be reached.

    Raises UnknownNameError and Error as `cover_lifecycle` does.
    """
    items = Items(rules.open(lifecycle).machine, rules.model)
    with _within_limits():
        found = covering_logs(Reaching(items, rules.model, progress), items.of(lifecycle))
    draft = _Draft(rules)
    return LifecycleSuggestion(tuple(draft.of(lifecycle, *one) for one in found.logs), found.smallest)


class _Draft:
    """Makes cases of logs, with what the rules come to."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = alone(rules)

    def of(self, lifecycle: str, log: Log, items: Iterable[LifecycleItem]) -> LifecycleCase:
        """Make a case that says what it takes to see that some items are reached."""
        items = tuple(items)
        hours = any(item.timed for item in items)
        events = dated(log.events, 1, hours=hours, period=self._rules.model.in_force)
        matter = followed(self._rules.reading(log.readings).open(lifecycle), events)
        return about(drafted(matter, events, FrozenMap(log.readings)), items)
