# SPDX-License-Identifier: MPL-2.0
"""Running the worked examples of lifecycles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from .cases import Difference
from .engine.record import TaskState
from .instance import Instance
from .lifecycle import LifecycleCase, Stage
from .logs import read_moment
from .rule_set import RuleSet
from .values import plain

__all__ = ["LifecycleCaseResult", "run_lifecycle_case", "run_lifecycle_cases"]


@frozen
class LifecycleCaseResult:
    """A case, where its events led, and how that differs from what it expects."""

    case: LifecycleCase
    instance: Instance
    differences: tuple[Difference, ...]

    @property
    def rule(self) -> str:
        """The lifecycle the case is an example of."""
        return self.case.lifecycle.name

    @property
    def passed(self) -> bool:
        """Tell whether the events led where they were expected to."""
        return not self.differences


def run_lifecycle_cases(rules: RuleSet, lifecycle: str | None = None) -> tuple[LifecycleCaseResult, ...]:
    """Run the cases of all lifecycles, or those of one, in the order of the files.

    Raises UnknownNameError for a lifecycle that does not exist.
    """
    if lifecycle is not None:
        rules.open(lifecycle)
    cases = (case for case in rules.model.lifecycle_cases if lifecycle in (None, case.lifecycle.name))
    return tuple(run_lifecycle_case(rules, case) for case in cases)


def run_lifecycle_case(rules: RuleSet, case: LifecycleCase) -> LifecycleCaseResult:
    """Run one case of a rule set that has loaded without errors."""
    chosen = rules.reading({reading.name: option.name for reading, option in case.readings})
    instance = chosen.open(case.lifecycle.name)
    early: list[str] = []
    for happening in case.events:
        facts = {ref.name: value for ref, value, _ in happening.facts}
        if instance.steps and instance.steps[-1].response.status != "accepted":
            early.append(instance.steps[-1].event)
        instance = instance.accept(happening.event.name, read_moment(happening.moment.name), **facts)
    differences = [Difference("refused", None, event) for event in early]
    differences += _differences(case.expected, instance, None if case.on is None else date.fromisoformat(case.on.name))
    return LifecycleCaseResult(case, instance, tuple(differences))


def _differences(expected: Stage, instance: Instance, on: date | None) -> Iterator[Difference]:
    pairs = [*_answers(expected, instance), *_places(expected, instance), *_tasks(expected, instance.tasks(on))]
    return (Difference(subject, wanted, got) for subject, wanted, got in pairs if wanted != got)


def _answers(expected: Stage, instance: Instance) -> Iterator[tuple[str, object, object]]:
    """Compare what became of the last event: it is accepted unless the case says otherwise."""
    last = instance.steps[-1] if instance.steps else None
    response = None if last is None else last.response
    refusal = None if response is None else response.refusal
    told = {"refused": expected.refused, "undetermined": expected.undetermined, "needs_facts": expected.missing}
    wanted = next((status for status, said in told.items() if said is not None), "accepted")
    if response is None:
        return
    yield "status", wanted, response.status
    if expected.refused is not None and last is not None:
        yield "refused", expected.refused.name, last.event
    if expected.waits_for is not None:
        yield "waits_for", [ref.name for ref in expected.waits_for], list(refusal.waits) if refusal else []
    if expected.needs is not None:
        needs: dict[str, dict[object, None]] = {}
        for need in refusal.needs if refusal is not None else ():  # of every move that could have been made
            needs.setdefault(need.name, {}).update((plain(value), None) for value in need.allowed)
        named = {c.name.name: [plain(value) for value in c.values] for c in expected.needs}
        yield "needs", named, {name: list(allowed) for name, allowed in needs.items()}
    for subject, refs, got in (
        ("undetermined", expected.undetermined, response.undetermined),
        ("missing", expected.missing, response.missing),
        ("notices", expected.notices, response.notices),
    ):
        if refs is not None:
            yield subject, [ref.name for ref in refs], list(got)


def _places(expected: Stage, instance: Instance) -> Iterator[tuple[str, object, object]]:
    if expected.phase is not None:
        yield "phase", expected.phase.name, instance.phases[instance.lifecycle]
    for lifecycle, phase in expected.beside or ():
        yield lifecycle.name, phase.name, instance.phases[lifecycle.name]


def _tasks(expected: Stage, tasks: tuple[TaskState, ...]) -> Iterator[tuple[str, object, object]]:
    """Compare tasks without regard to their order; the tasks of all lifecycles count."""
    for subject, refs in (("open", expected.open), ("waiting", expected.waiting)):
        if refs is not None:
            yield subject, sorted(ref.name for ref in refs), sorted(t.task for t in tasks if t.status == subject)
    if expected.overdue is not None:
        overdue = sorted(task.task for task in tasks if task.overdue)
        yield "overdue", sorted(ref.name for ref in expected.overdue), overdue
    for ref, moment in expected.due or ():
        dates = [deadline.at for task in tasks if task.task == ref.name for deadline in task.deadlines]
        wanted = read_moment(moment.name)
        known = [one for one in dates if one is not None]
        yield f"due {ref.name}", str(wanted), str(wanted) if wanted in known else ", ".join(map(str, known)) or None
