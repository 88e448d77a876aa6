# SPDX-License-Identifier: MPL-2.0
"""Which phases, moves, guards, tasks and deadlines the worked examples of a lifecycle reach, and why not the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from attrs import evolve, field, frozen

from ..inputs import check_facts
from ..lifecycle import Happening, LifecycleCase
from ..machine.program import Machine, State
from ..model import RuleSetModel
from .lifecycle_items import LifecycleItem
from .lifecycle_looks import Items
from .lifecycle_reach import Log, Moment, Reaching, reached_by
from .lifecycle_visit import Event, Progress

__all__ = ["CasePart", "LifecycleCoverage", "LifecycleMissed", "lifecycle_coverage"]

Why = Literal["no_phase", "no_value", "no_event", "otherwise"]
_ACTS = frozenset(("move", "met", "guard", "missing"))


@frozen
class CasePart:
    """What one version of the rules judges of a case: the events of its days, and where they find the matter."""

    case: LifecycleCase
    state: State
    happened: frozenset[str]
    events: tuple[Happening, ...]


@frozen
class LifecycleMissed:
    """An item that no case reaches, a shortest log that does, and the case that comes nearest.

    `why` tells what is lacking: no case comes to the phase, or has the value of a mark; none has the event there; or
    one has it there, or is there, and it is otherwise.
    """

    item: LifecycleItem
    log: Log
    why: Why
    nearest: LifecycleCase | None = None

    @property
    def event(self) -> str | None:
        """The event that reaches the item; None if a state does."""
        return self.item.key if self.item.kind == "done_by" else self.item.name if self.item.kind in _ACTS else None


@frozen
class LifecycleCoverage:
    """What the cases of lifecycles that run beside each other reach of one of them.

    There are so many `cases` of which these rules judge a part, and `reached` is how many of them reach each item;
    `missed` are those that none does but a log could, and `never` those of which it is proved that no log reaches them
    under any readings.
    """

    lifecycle: str
    cases: int
    items: tuple[LifecycleItem, ...]
    reached: tuple[int, ...]
    missed: tuple[LifecycleMissed, ...]
    never: tuple[LifecycleItem, ...]


def lifecycle_coverage(
    machine: Machine, model: RuleSetModel, parts: Iterable[CasePart], names: Iterable[str], progress: Progress = None
) -> tuple[LifecycleCoverage, ...]:
    """Tell what parts of cases of lifecycles that run beside each other reach, for each of those that are named.

    Raises TooManyStatesError if there are more states than can be gone through to find what the cases miss.
    """
    items = Items(machine, model)
    runs = [_run(items, model, part) for part in parts]
    of = {name: items.of(name) for name in names}
    counts = {item: sum(item in run.reached for run in runs) for some in of.values() for item in some}
    logs = Reaching(items, model, progress).logs(item for item, count in counts.items() if not count)
    tried = _Tried(machine, runs)
    return tuple(
        LifecycleCoverage(
            name,
            len(runs),
            some,
            tuple(counts[item] for item in some),
            tuple(tried.missed(item, logs[item]) for item in some if item in logs),
            tuple(item for item in some if not counts[item] and item not in logs),
        )
        for name, some in of.items()
    )


@frozen
class _Run:
    """A case, and what it comes to event by event."""

    case: LifecycleCase
    moments: tuple[Moment, ...]
    reached: frozenset[LifecycleItem] = field()

    @reached.default
    def _all(self) -> frozenset[LifecycleItem]:
        return frozenset(item for moment in self.moments for item in moment.reached)


def _run(items: Items, model: RuleSetModel, part: CasePart) -> _Run:
    events: list[Event] = []
    for happening in part.events:
        facts = check_facts(model, {ref.name: value for ref, value, _ in happening.facts})
        events.append((happening.event.name, facts))
    chosen = {name: reading.chosen for name, reading in model.readings.items()}
    readings = {**chosen, **{reading.name: option.name for reading, option in part.case.readings}}
    return _Run(part.case, tuple(reached_by(items, readings, events, (part.state, part.happened))))


class _Tried:
    """Where the cases have been: the first that comes to each phase, and the first that has each event there."""

    def __init__(self, machine: Machine, runs: Sequence[_Run]) -> None:
        self._phases: dict[tuple[str, str], LifecycleCase] = {}
        self._events: dict[tuple[str, str | None, str], LifecycleCase] = {}
        for run in runs:
            for moment in run.moments:
                for number, track in enumerate(machine.tracks):
                    self._phases.setdefault((track.name, machine.phase(moment.state, number).name), run.case)
                    if moment.act is not None:
                        before = machine.phase(moment.act.state, number).name
                        for phase in (before, None):
                            self._events.setdefault((track.name, phase, moment.act.event), run.case)

    def missed(self, item: LifecycleItem, log: Log) -> LifecycleMissed:
        """Tell which case comes nearest to an item, and what is lacking."""
        there = None if item.phase is None else self._phases.get((item.lifecycle, item.phase))
        found = LifecycleMissed(item, log, "otherwise", there)
        if item.kind == "mark":
            return evolve(found, why="no_value")
        if item.kind == "phase" or (item.phase is not None and there is None):
            return evolve(found, why="no_phase")
        if found.event is None:
            return found
        nearest = self._events.get((item.lifecycle, item.phase, found.event))
        return evolve(found, why="no_event") if nearest is None else evolve(found, nearest=nearest)
