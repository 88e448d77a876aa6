# SPDX-License-Identifier: MPL-2.0
"""A rule set, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import evolve, field, fields, frozen

from .answer import Answer, Stamp
from .engine.program import Given, Program
from .engine.run import evaluate
from .engine.verdict import Verdict
from .finding import Finding
from .frozen_map import FrozenMap
from .inputs import check_facts, check_readings, unknown_name
from .instance import Instance
from .machine.program import Machine
from .model import RuleSetModel

__all__ = ["RuleSet"]

_PARTS = tuple(part.name for part in fields(Verdict))


@frozen
class RuleSet:
    """An immutable rule set; made by `trivselrules.load`, and safe to share between threads.

    `warnings` are the findings that did not keep it from being loaded.
    """

    model: RuleSetModel = field(repr=lambda model: f"{model.id} {model.version}")
    digest: str
    on: date | None
    readings: FrozenMap[str, str] = field(repr=False)
    warnings: tuple[Finding, ...] = field(eq=False, repr=False)
    _programs: FrozenMap[str, Program] = field(eq=False, repr=False)
    _machines: FrozenMap[str, Machine] = field(eq=False, repr=False)

    @property
    def id(self) -> str:
        """The rule set's name."""
        return self.model.id

    @property
    def version(self) -> str:
        """The rule set's version, as written."""
        return self.model.version

    @property
    def decisions(self) -> tuple[str, ...]:
        """The decisions that can be asked for."""
        return tuple(self.model.decisions)

    @property
    def lifecycles(self) -> tuple[str, ...]:
        """The lifecycles that can be followed."""
        return tuple(self.model.lifecycles)

    def open(self, lifecycle: str) -> Instance:
        """Begin to follow a matter: nothing has happened yet in `lifecycle` and in those beside it.

        Raises UnknownNameError if there is no lifecycle of that name.
        """
        if lifecycle not in self._machines:
            raise unknown_name("lifecycle", lifecycle, self._machines)
        machine = self._machines[lifecycle]
        stamp = Stamp(self.id, self.version, self.digest, self.on)
        return Instance(
            lifecycle=lifecycle,
            state=machine.start,
            readings=self.readings,
            rule_set=stamp,
            model=self.model,
            machine=machine,
            programs=self._programs,
        )

    def decide(self, decision: str, /, **facts: object) -> Answer:
        """Answer `decision` for the facts that are known.

        A fact is given as the value its domain spells: a word, a whole number, a number, a boolean, an age in
        completed months. Facts that the path does not ask are accepted; those it lacks are in `missing`.

        Raises UnknownNameError for a decision or fact that does not exist, InvalidValueError for a value that
        is not in the fact's domain.
        """
        program = self.program(decision)
        checked = check_facts(self.model, facts)
        return self._answer(evaluate(program, checked, self.readings), checked)

    def program(self, decision: str) -> Program:
        """Give the compiled decision. Raises UnknownNameError if there is none of that name."""
        if decision not in self._programs:
            raise unknown_name("decision", decision, self._programs)
        return self._programs[decision]

    def reading(self, choices: Mapping[str, str]) -> RuleSet:
        """Give this rule set with other readings chosen.

        Raises UnknownNameError for a reading or an option that does not exist.
        """
        readings = check_readings(self.model, choices)
        known = self.model.readings
        others = {n: evolve(known[n], chosen=option) for n, option in readings.items() if option != known[n].chosen}
        model = evolve(self.model, readings=FrozenMap({**known, **others})) if others else self.model
        return evolve(self, model=model, readings=readings)

    def _answer(self, verdict: Verdict, facts: Mapping[str, Given]) -> Answer:
        stamp = Stamp(self.id, self.version, self.digest, self.on)
        said = {name: getattr(verdict, name) for name in _PARTS}
        return Answer(**said, facts=FrozenMap(facts), rule_set=stamp, model=self.model)
