# SPDX-License-Identifier: MPL-2.0
"""Running the worked examples of lifecycles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain

from attrs import frozen

from .calendar.arithmetic import COPENHAGEN, local_date
from .cases import Difference, without_order
from .engine.deadlines import Deadline, Moment
from .engine.record import TaskState
from .instance import Instance
from .lifecycle import DueThen, LifecycleCase, Stage, Standing
from .logs import read_moment
from .machine.step import open_duties
from .ref import Ref
from .rule_set import RuleSet
from .values import plain

__all__ = ["LifecycleCaseResult", "differences_of", "run_lifecycle_case", "run_lifecycle_cases", "standing_told"]


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
    day = local_date(read_moment(case.events[0].moment.name)) if case.events else case.day
    instance = (chosen if day is None else chosen.as_of(day)).open(case.lifecycle.name)
    early: list[str] = []
    for happening in case.events:
        facts = {ref.name: value for ref, value, _ in happening.facts}
        if instance.steps and instance.steps[-1].response.status != "accepted":
            early.append(instance.steps[-1].event)
        instance = instance.accept(happening.event.name, read_moment(happening.moment.name), **facts)
    differences = [Difference("refused", None, event) for event in early]
    differences += differences_of(case, instance)
    return LifecycleCaseResult(case, instance, tuple(differences))


def differences_of(case: LifecycleCase, instance: Instance) -> Iterator[Difference]:
    """Tell how what became of the last event, and where a matter stands, differ from what a case expects."""
    on = None if case.on is None else date.fromisoformat(case.on.name)
    pairs = chain(
        _answers(case.expected, instance),
        _places(case.expected, instance),
        _said_of_tasks(case.expected, instance, on),
    )
    return (Difference(subject, wanted, got) for subject, wanted, got in pairs if wanted != got)


def _said_of_tasks(expected: Stage, instance: Instance, on: date | None) -> Iterator[tuple[str, object, object]]:
    """Compare tasks, of which no more is reckoned than the case says something of."""
    named = expected.open is not None or expected.waiting is not None
    timed = expected.overdue is not None or expected.due is not None
    if expected.tasks or timed or (named and on is not None):
        tasks = instance.tasks(on)
        yield from _statuses(expected, [(task.task, task.status) for task in tasks])
        yield from _times(expected, tasks)
        yield from _standing(expected, instance, tasks)
    elif named:
        duties = open_duties(instance.machine, instance.state, instance.readings)
        yield from _statuses(expected, [(duty.name, "waiting" if waits else "open") for _, duty, waits in duties])


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
        waits = [ref.name for ref in expected.waits_for]
        yield "waits_for", waits, without_order(waits, refusal.waits if refusal else ())
    if expected.needs is not None:
        needs: dict[str, dict[object, None]] = {}
        for need in refusal.needs if refusal is not None else ():  # of every move that could have been made
            needs.setdefault(need.name, {}).update((plain(value), None) for value in need.allowed)
        named = {c.name.name: [plain(value) for value in c.values] for c in expected.needs}
        yield "needs", named, {name: without_order(named.get(name, ()), allowed) for name, allowed in needs.items()}
    for subject, refs, got in (
        ("undetermined", expected.undetermined, response.undetermined),
        ("missing", expected.missing, response.missing),
        ("open_points", expected.open_points, response.open_points),
        ("notices", expected.notices, response.notices),
    ):
        if refs is not None:
            names = [ref.name for ref in refs]
            yield subject, names, list(got) if subject == "missing" else without_order(names, got)


def _places(expected: Stage, instance: Instance) -> Iterator[tuple[str, object, object]]:
    if expected.phase is not None:
        yield "phase", expected.phase.name, instance.phases[instance.lifecycle]
    for lifecycle, phase in expected.beside or ():
        yield lifecycle.name, phase.name, instance.phases[lifecycle.name]
    if expected.owner is not None:
        yield "owner", expected.owner.name, instance.owners.get(instance.lifecycle)
    if expected.marks is not None:
        own = instance.model.lifecycles[instance.lifecycle].marks
        marks = {name: plain(value) for name, value in instance.marks.items() if name in own}
        yield "marks", {one.name.name: plain(one.values[0]) for one in expected.marks}, marks


def _standing(
    expected: Stage, instance: Instance, tasks: tuple[TaskState, ...]
) -> Iterator[tuple[str, object, object]]:
    """Compare what is said of single tasks; of two of one name, the one of the case's own lifecycle is meant."""
    found = {task.task: task for task in sorted(tasks, key=lambda task: task.lifecycle == instance.lifecycle)}
    for said in expected.tasks:
        wanted = _said(said)
        task = found.get(said.task.name)
        got = {} if task is None else standing_told(task)
        told = {name: _as_wanted(wanted[name], got[name]) for name in wanted if name in got}
        yield f"tasks {said.task.name}", wanted, told or None


def _as_wanted(wanted: object, got: object) -> object:
    """Give a list of what is said of a task as it was wanted, if it is the same; nothing of it has an order."""
    return without_order(wanted, got) if isinstance(wanted, list) and isinstance(got, list) else got


def _said(said: Standing) -> dict[str, object]:
    """Give what a case says of a task, in the words of `standing_told`."""
    told = {"actor": said.actor, "channel": said.channel}
    wanted: dict[str, object] = {name: ref.name for name, ref in told.items() if ref is not None}
    if said.deadlines is not None:
        wanted["deadlines"] = [_due_then(one) for one in said.deadlines]
    for name, refs in (("open_points", said.open_points), ("notices", said.notices)):
        if refs is not None:
            wanted[name] = [ref.name for ref in refs]
    return wanted


def _due_then(due: DueThen) -> dict[str, object]:
    said: dict[str, object] = {} if due.at is None else {"at": _moment(read_moment(due.at.name))}
    said |= {"within": due.within, "after": due.after, "at_least": due.at_least, "before": due.before}
    said |= {"next": due.next, "undetermined": due.undetermined}
    return {name: one.name if isinstance(one, Ref) else plain(one) for name, one in said.items() if one is not None}


def standing_told(task: TaskState) -> dict[str, object]:
    """Give all that a case can say of a task that is to be done, under the keys a case says it with."""
    return {
        "actor": task.actor,
        "channel": task.channel,
        "deadlines": [_deadline_told(deadline) for deadline in task.deadlines],
        "open_points": list(task.open_points),
        "notices": list(task.notices),
    }


def _moment(moment: Moment) -> str:
    """Write a moment in one way, whatever zone it was given in."""
    return (moment.astimezone(COPENHAGEN) if isinstance(moment, datetime) else moment).isoformat()


def _deadline_told(deadline: Deadline) -> dict[str, object]:
    """Give the moment of a deadline, or what stands for one that cannot be told."""
    if deadline.at is not None:
        return {"at": _moment(deadline.at)}
    if deadline.kind == "next":
        return {"next": deadline.series}
    if deadline.kind == "undetermined":
        return {"undetermined": deadline.point}
    event = {"within": "after", "at_least": "before"}[deadline.kind]
    point = {} if deadline.point is None else {"undetermined": deadline.point}
    return {deadline.kind: plain(deadline.length), event: deadline.after or deadline.before, **point}


def _statuses(expected: Stage, tasks: list[tuple[str, str]]) -> Iterator[tuple[str, object, object]]:
    """Compare the names of tasks without regard to their order; the tasks of all lifecycles count."""
    for subject, refs in (("open", expected.open), ("waiting", expected.waiting)):
        if refs is not None:
            yield subject, sorted(ref.name for ref in refs), sorted(name for name, status in tasks if status == subject)


def _times(expected: Stage, tasks: tuple[TaskState, ...]) -> Iterator[tuple[str, object, object]]:
    """Compare which tasks are overdue, and when they are due."""
    if expected.overdue is not None:
        overdue = sorted(task.task for task in tasks if task.overdue)
        yield "overdue", sorted(ref.name for ref in expected.overdue), overdue
    for ref, moment in expected.due or ():
        dates = [deadline.at for task in tasks if task.task == ref.name for deadline in task.deadlines]
        wanted = read_moment(moment.name)
        known = [one for one in dates if one is not None]
        yield f"due {ref.name}", str(wanted), str(wanted) if wanted in known else ", ".join(map(str, known)) or None
