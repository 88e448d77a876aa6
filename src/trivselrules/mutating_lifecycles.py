# SPDX-License-Identifier: MPL-2.0
"""How many of the slips that could have been made in a lifecycle the worked examples would notice."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from attrs import evolve

from .analysis.lifecycle_logic import check_homes, check_one_lifecycle
from .analysis.starts import counting_events
from .edition import Edition
from .errors import UnknownNameError
from .frozen_map import FrozenMap
from .instance import Instance
from .lifecycle import LifecycleCase
from .lifecycle_cases import differences_of
from .lifecycle_drafts import alone, dated, drafted, followed, narrowed
from .machine.program import Machine, recompile
from .model import RuleSetModel
from .proof.alike import Course, apart
from .proof.ground import Ground, Side
from .proof.lifecycle_mutants import LifecycleMutant, lifecycle_mutants
from .proof.lifecycle_score import LifecycleScore, LifecycleSurvivor
from .proof.touched import Touched, touched
from .rerunning import Run, first_run, passes, still_passes
from .rule_set import RuleSet

__all__ = ["Mutations", "mutate_lifecycle"]

# How many days lie between the events of a case that is made, and whether they have an hour of the day.
_PACES = ((1, False), (1, True), (7, True), (7, False))


def mutate_lifecycle(
    rules: RuleSet, lifecycle: str, progress: Callable[[int], None] = lambda _: None
) -> LifecycleScore:
    """Try every slip in a lifecycle against the cases of those that run beside each other, which must pass.

    `progress` is called with the number of all. Raises UnknownNameError if there is no such lifecycle, and
    TooManyStatesError if there are too many states to prove that a slip no case notices changes nothing.
    """
    return Mutations(rules).score(lifecycle, progress)


class Mutations:
    """Tries slips in the lifecycles of a rule set; what several of them need is worked out once."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = alone(rules)
        self._pools: dict[int, _Pool] = {}

    def score(self, lifecycle: str, progress: Callable[[int], None] = lambda _: None) -> LifecycleScore:
        """Try every slip in one lifecycle, as `mutate_lifecycle` does."""
        machine = self._rules.open(lifecycle).machine
        pool = self._pools.get(id(machine)) or _Pool(self._rules, lifecycle)
        self._pools[id(machine)] = pool
        return _Mutation(pool, lifecycle).score(progress)


class _Pool:
    """The cases of lifecycles that run beside each other, where each can show a change, and the states there are."""

    def __init__(self, rules: RuleSet, name: str) -> None:
        start = rules.open(name)
        self.rules, self.model = rules, rules.model
        self.machine, self.programs = start.machine, start.programs
        self.acts: dict[tuple[str, str, str], dict[int, list[int]]] = {}
        self.stands: dict[tuple[str, str], list[int]] = {}
        cases = (case for case in self.model.lifecycle_cases if case.lifecycle.name in self.machine.numbers)
        self.runs = [first_run(rules, case) for case in cases]
        for number, run in enumerate(self.runs):
            self._note(number, run)
        self.noticed: dict[int, int] = {}
        self._grounds: dict[tuple[str, ...], Ground] = {}

    def _note(self, number: int, run: Run) -> None:
        """Note where a case can show a change: the events in the phases they happen in, and the phases at its end."""
        for at, (matter, happening) in enumerate(zip(run.matters, run.case.events, strict=False)):
            for lifecycle, phase in matter.phases.items():
                self.acts.setdefault((lifecycle, phase, happening.event.name), {}).setdefault(number, []).append(at)
        for where in run.matters[-1].phases.items():
            self.stands.setdefault(where, []).append(number)

    def ground(self, machine: Machine, model: RuleSetModel) -> Ground:
        """Give the states of the original, with the events noted that deadlines of either count from."""
        events = tuple(dict.fromkeys((*counting_events(self.machine, self.model), *counting_events(machine, model))))
        if events not in self._grounds:
            clock = {event: 1 << bit for bit, event in enumerate(events) if event in self.machine.home}
            options = FrozenMap({name: tuple(reading.options) for name, reading in self.model.readings.items()})
            self._grounds[events] = Ground(Side(self.model, self.machine, self.programs), clock, options)
        return self._grounds[events]


class _Mutation:
    """Tries the slips in one lifecycle."""

    def __init__(self, pool: _Pool, name: str) -> None:
        self.pool, self.name = pool, name
        self.rules, self.model, self.machine = pool.rules, pool.model, pool.machine

    def score(self, progress: Callable[[int], None]) -> LifecycleScore:
        """Try every slip, and prove of what no case notices that it changes nothing, or show where it does."""
        every = list(lifecycle_mutants(self.name, self.model))
        survivors: list[LifecycleSurvivor] = []
        refused = killed = 0
        for mutant in every:
            progress(len(every))
            if self._refused(mutant.model):
                refused += 1
                continue
            machine = recompile(self.machine, mutant.model.lifecycles[self.name])
            touch = touched(self.name, (self.model, mutant.model), (self.machine, machine))
            if self._noticed(mutant, machine, touch):
                killed += 1
                continue
            case = self._unlike(mutant, machine, touch)
            survivors += [] if case is None else [LifecycleSurvivor(mutant, case)]
        equivalent = len(every) - refused - killed - len(survivors)
        return LifecycleScore(self.name, killed, tuple(survivors), equivalent, refused)

    def _refused(self, model: RuleSetModel) -> bool:
        return any(
            True
            for check in (check_one_lifecycle(model.lifecycles[self.name], model), check_homes(model))
            for _ in check
        )

    def _noticed(self, mutant: LifecycleMutant, machine: Machine, touch: Touched) -> bool:
        """Tell whether a case notices: each is run from where it could, the likeliest first.

        That is one that says what rests on a changed reading, that has noticed another slip, or has least left to run.
        """
        if touch.everything:
            known, changed = self.model.readings, mutant.model.readings
            other = {name for name in known if known[name] is not changed[name]}
            runs = sorted(self.pool.runs, key=lambda run: other.isdisjoint(run.points))
            return any(not passes(run, mutant.model, machine) for run in runs)
        places: dict[int, set[int]] = {}
        for where in touch.stands:
            for number in self.pool.stands.get(where, ()):
                places.setdefault(number, set()).add(len(self.pool.runs[number].case.events))
        for act in touch.acts:
            for number, ats in self.pool.acts.get(act, {}).items():
                places.setdefault(number, set()).update(ats)
        left = {number: len(self.pool.runs[number].case.events) - min(ats) for number, ats in places.items()}
        noticed = self.pool.noticed
        for number in sorted(places, key=lambda number: (-noticed.get(number, 0), left[number])):
            if not still_passes(self.pool.runs[number], sorted(places[number]), mutant.model, machine):
                noticed[number] = 1 + max(noticed.values(), default=0)
                return True
        return False

    def _begun(self, mutant: LifecycleMutant, machine: Machine) -> Callable[[LifecycleCase], Instance]:
        """Give a way to begin a case under the mutated rules."""
        machines = FrozenMap(dict.fromkeys(machine.numbers, machine))
        edition = Edition(mutant.model.in_force, self.rules.digest, mutant.model, self.pool.programs, machines)
        rules = evolve(self.rules, model=mutant.model, machines=machines, editions=(edition,))

        def begin(case: LifecycleCase) -> Instance:
            chosen = {reading.name: option.name for reading, option in case.readings}
            return rules.reading(chosen).open(case.lifecycle.name)

        return begin

    def _unlike(self, mutant: LifecycleMutant, machine: Machine, touch: Touched) -> LifecycleCase | None:
        """Give a case that notices a mutant, or None if it is proved that there is none."""
        known = {name: reading.chosen for name, reading in self.model.readings.items()}
        chosen = {name: reading.chosen for name, reading in mutant.model.readings.items()}
        instead = FrozenMap({name: option for name, option in chosen.items() if option != known[name]})
        other = Side(mutant.model, machine, self.pool.programs, instead)
        course = apart(self.pool.ground(machine, mutant.model), other, touch)
        return None if course is None else self._case(course, mutant, machine)

    def _case(self, course: Course, mutant: LifecycleMutant, machine: Machine) -> LifecycleCase:
        """Make a case of a course of events, of which only what the mutant does otherwise is told.

        If that takes more days than there are on which the rules hold, everything is told.
        """
        readings = {n: o for n, o in course.readings.items() if o != self.model.readings[n].chosen}
        begin = self._begun(mutant, machine)
        for lifecycle, (days, hours) in product(dict.fromkeys((self.name, *self.machine.numbers)), _PACES):
            events = dated(course.events, days, hours=hours, period=self.model.in_force)
            case = drafted(followed(self.rules.reading(readings).open(lifecycle), events), events, readings)
            try:
                differences = [*differences_of(case, followed(begin(case), events))]
            except UnknownNameError:
                return narrowed(case, ())
            if differences:
                return narrowed(case, differences)
        return case
