# SPDX-License-Identifier: MPL-2.0
"""A rule set, ready to be asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from attrs import evolve, field, fields, frozen

from .answer import Answer, Stamp
from .edition import Edition, edition_on
from .engine.program import Given, Program
from .engine.run import evaluate
from .engine.verdict import Verdict
from .errors import UnknownNameError
from .finding import Finding, find
from .frozen_map import FrozenMap
from .inputs import check_facts, check_readings, unknown_name
from .instance import Instance
from .machine.program import Machine
from .model import RuleSetModel
from .period import Period

__all__ = ["RuleSet", "of_editions"]

_PARTS = tuple(part.name for part in fields(Verdict))


@frozen
class RuleSet:
    """An immutable rule set; made by `trivselrules.load`, and safe to share between threads.

    It is as on the date `on`; `as_of` gives it as on another. `warnings` are the findings that did not keep it from
    being loaded.
    """

    model: RuleSetModel = field(repr=lambda model: f"{model.id} {model.version}")
    digest: str
    on: date | None
    readings: FrozenMap[str, str] = field(repr=False)
    warnings: tuple[Finding, ...] = field(eq=False, repr=False)
    _programs: FrozenMap[str, Program] = field(eq=False, repr=False)
    _machines: FrozenMap[str, Machine] = field(eq=False, repr=False)
    _editions: tuple[Edition, ...] = field(eq=False, repr=False)

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

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods in which no rule changes, in their order; one if the rules always hold."""
        return tuple(edition.period for edition in self._editions)

    def as_of(self, on: date) -> RuleSet:
        """Give this rule set as on another date, past or future, with the same readings chosen."""
        edition = edition_on(self._editions, on)
        if edition.model.in_force == self.model.in_force:
            return evolve(self, on=on)
        return evolve(_of(edition, self._editions, self.warnings).reading(self.readings), on=on)

    def open(self, lifecycle: str) -> Instance:
        """Begin to follow a matter: nothing has happened yet in `lifecycle` and in those beside it.

        Raises UnknownNameError if there is no lifecycle of that name.
        """
        if not isinstance(lifecycle, str) or lifecycle not in self._machines:
            raise self._missing("lifecycle", lifecycle, self._machines)
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
            editions=self._editions,
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
        """Give the compiled decision. Raises UnknownNameError if there is none of that name, or not on this date."""
        if not isinstance(decision, str) or decision not in self._programs:
            raise self._missing("decision", decision, self._programs)
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

    def _missing(self, kind: str, name: object, known: Collection[str]) -> UnknownNameError:
        """Make the error for a rule that does not exist, or holds only on other dates."""
        for edition in self._editions if isinstance(name, str) else ():
            if name in (edition.programs if kind == "decision" else edition.machines):
                day = self.on or self.model.in_force.day
                return UnknownNameError(find("rule-not-in-force", name=name, date=day))
        return unknown_name(kind, name, known)

    def _answer(self, verdict: Verdict, facts: Mapping[str, Given]) -> Answer:
        stamp = Stamp(self.id, self.version, self.digest, self.on)
        said = {name: getattr(verdict, name) for name in _PARTS}
        return Answer(**said, facts=FrozenMap(facts), rule_set=stamp, model=self.model)


def of_editions(editions: tuple[Edition, ...], warnings: tuple[Finding, ...]) -> RuleSet:
    """Make a rule set of all its editions, as in the last."""
    return _of(editions[-1], editions, warnings)


def _of(edition: Edition, editions: tuple[Edition, ...], warnings: tuple[Finding, ...]) -> RuleSet:
    model, readings = edition.model, check_readings(edition.model, {})
    return RuleSet(model, edition.digest, None, readings, warnings, edition.programs, edition.machines, editions)
