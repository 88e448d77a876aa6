# SPDX-License-Identifier: MPL-2.0
"""Worked examples of lifecycles, run again under rules with a change in them, as far as the change can matter.

No example says anything of tasks that were done or left on the way, so they are not reckoned here.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from .engine.deadlines import Moment
from .engine.happening import Occurrence, respond
from .engine.record import Step
from .frozen_map import FrozenMap
from .inputs import check_facts
from .instance import Instance
from .lifecycle import LifecycleCase
from .lifecycle_cases import differences_of
from .logs import read_moment
from .machine.program import Given, Machine, State
from .machine.step import begun, step
from .machine.succession import carry_over
from .model import RuleSetModel
from .rule_set import RuleSet

__all__ = ["Run", "first_run", "passes", "still_passes"]


@frozen
class _Act:
    """An event of a case, with the facts and the moment it comes with."""

    event: str
    given: FrozenMap[str, Given]
    on: Moment


@frozen
class Run:
    """A case that passes, with the matter as it was before each of its events and at its end."""

    case: LifecycleCase
    matters: tuple[Instance, ...]
    acts: tuple[_Act, ...]

    @property
    def points(self) -> Iterator[str]:
        """The readings and open points that the case says anything rests on."""
        expected = self.case.expected
        said = (*(expected.open_points or ()), *(ref for task in expected.tasks for ref in task.open_points or ()))
        return (ref.name for ref in said)


def first_run(rules: RuleSet, case: LifecycleCase) -> Run:
    """Run a case that passes under the rules as they are."""
    chosen = rules.reading({reading.name: option.name for reading, option in case.readings})
    acts = []
    for happening in case.events:
        given = check_facts(rules.model, {ref.name: value for ref, value, _ in happening.facts})
        acts.append(_Act(happening.event.name, FrozenMap(given), read_moment(happening.moment.name)))
    matters = [chosen.open(case.lifecycle.name)]
    for act in acts:
        matters.append(_answered(matters[-1], act))
    return Run(case, tuple(matters), tuple(acts))


def passes(run: Run, model: RuleSetModel, machine: Machine) -> bool:
    """Tell whether a case passes under changed rules, from its beginning on, with the readings that they choose."""
    own = {reading.name: option.name for reading, option in run.case.readings}
    chosen = {name: own.get(name, reading.chosen) for name, reading in model.readings.items()}
    start = evolve(run.matters[0], state=machine.start, readings=FrozenMap(chosen), model=model, machine=machine)
    return _passes_on(run, 0, start)


def still_passes(run: Run, places: list[int], model: RuleSetModel, machine: Machine) -> bool:
    """Tell whether a case passes under changed rules if they can matter to some of its events only, or at its end.

    The `places` are the numbers of these events, in their order, and how many events there are for the end.
    """
    for at in places:
        before = evolve(run.matters[at], state=_carried(run, at, machine), model=model, machine=machine)
        if at >= len(run.case.events) - 1:
            return _passes_on(run, at, before)
        after = _accepted(before, run.acts[at])
        if after is None:
            return False
        if after != _carried(run, at + 1, machine):
            return _passes_on(run, at, before)
    return True


def _carried(run: Run, at: int, machine: Machine) -> State:
    """Give the state in which a case was before one of its events, or at its end, under the changed rules."""
    return carry_over(run.matters[at].state, run.matters[at].machine, machine)


def _accepted(matter: Instance, act: _Act) -> State | None:
    """Give the state that an event leads to, None if it is not accepted."""
    if act.event not in matter.machine.home:
        return None
    taken = step(matter.machine, matter.state, act.event, act.given, matter.readings)
    return taken.state if taken.status == "accepted" else None


def _passes_on(run: Run, at: int, matter: Instance) -> bool:
    """Run the rest of a case, of which every event but the last is to be accepted."""
    for act in run.acts[at:-1]:
        state = _accepted(matter, act)
        if state is None:
            return False
        matter = evolve(matter, state=state, happened=_happened(matter, state, act))
    if at < len(run.acts):
        if run.acts[-1].event not in matter.machine.home:
            return False
        matter = _answered(matter, run.acts[-1])
    return not any(True for _ in differences_of(run.case, matter))


def _answered(matter: Instance, act: _Act) -> Instance:
    """Give a matter after an event as `accept` does, without the events before it and without what it ends."""
    response = respond(Occurrence(matter.machine, matter.state, act.event, act.given, matter.readings), matter.model)
    happened = _happened(matter, response.state, act) if response.status == "accepted" else matter.happened
    after = evolve(matter, state=response.state, happened=happened)
    return evolve(after, steps=(Step(act.event, act.on, act.given, response, after.phases),))


def _happened(matter: Instance, after: State, act: _Act) -> FrozenMap[str, Moment]:
    """Give when each event happened last in this round of its lifecycle, with one that now has been accepted."""
    begins = begun(matter.machine, matter.state, after)
    known = {name: at for name, at in matter.happened.items() if matter.machine.home.get(name) not in begins}
    return FrozenMap({**known, act.event: act.on})
