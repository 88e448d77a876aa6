# SPDX-License-Identifier: MPL-2.0
"""From a folder of rule files to a rule set: every stage in its order, every problem in one pass."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve, frozen

from .bases import gather_stack, put_together, stack_digest
from .checking import check_model
from .composing.compose import Composition
from .composing.fit import told_above
from .departure import Base
from .engine.program import compile_decision
from .errors import InvalidValueError, RuleSetError
from .finding import Finding, find
from .folder import Folder
from .frozen_map import FrozenMap
from .inputs import check_readings
from .location import Location
from .machine.program import Machine, compile_machine, components
from .model import RuleSetModel
from .reading.assembly import assemble
from .reading.files import Files
from .rule_set import RuleSet

__all__ = ["Reading", "load", "read"]


@frozen
class Reading:
    """What came of reading a rule set: its findings, its model if the files could be joined, and it itself if sound.

    The first of the `folders` is its own, the others those of the rule sets it is built on.
    """

    findings: tuple[Finding, ...]
    folders: tuple[Folder, ...]
    rule_set: RuleSet | None = None
    model: RuleSetModel | None = None

    @property
    def folder(self) -> Folder:
        """The folder of the rule set itself."""
        return self.folders[0]


def load(
    rules: str | os.PathLike[str] = "trivselplus",
    *,
    on: date | None = None,
    readings: Mapping[str, str] | None = None,
) -> RuleSet:
    """Load a rule set that ships with the package, by name, or one in a folder.

    A text without a path separator is always the name of a shipped rule set; `on` is the date the rules are
    asked for, and goes into every answer; `readings` chooses options other than the rule set's own.

    Raises UnknownNameError if there is no such rule set, reading or option, InvalidValueError if `on` is not a
    `datetime.date`, Error if the folder cannot be read, and RuleSetError with all findings if the rules have errors.
    """
    if on is not None and type(on) is not date:  # a datetime is a date to Python, and not to a rule
        raise InvalidValueError(find("date-form", name="on"))
    found = read(rules)
    if found.rule_set is None:
        first = next(finding for finding in found.findings if finding.severity == "error")
        raise RuleSetError(first, found.findings)
    return evolve(found.rule_set.reading(readings or {}), on=on)


def read(rules: str | os.PathLike[str] = "trivselplus", *, schemas: bool = False) -> Reading:
    """Read a rule set and say everything that is wrong with it.

    `schemas` checks every file against its schema as well; without it that is done only for files with a
    shape that cannot be used, which is faster and finds the same.
    """
    stack = gather_stack(rules, schemas=schemas)
    folders = tuple(layer.folder for layer in stack.layers)
    findings, model = list(stack.findings), None
    if stack.files is not None:
        composition = put_together(stack.files)
        model, declared = _assembled(composition, stack.files)
        broken = {kind for layer in stack.layers for kind in layer.broken}
        if _errors(composition.findings):
            broken.add("changes")  # what has found no place is used by nothing
        findings += check_model(model, declared, broken)
        extends = stack.files[0].rule_set.extends
        place = None if extends is None else extends.location
        findings = list(told_above(findings, {folder.name for folder in folders[1:]}, composition.values, place))
    ordered = _in_order(findings)
    if model is None or _errors(ordered):
        return Reading(ordered, folders, model=model)
    return Reading(ordered, folders, _compiled(model, stack_digest(stack.layers), ordered), model)


def _assembled(composition: Composition, files: tuple[Files, ...]) -> tuple[RuleSetModel, tuple[Finding, ...]]:
    """Give the model, with what it departs from, and the findings of putting it together."""
    model, declared = assemble(composition.files)
    base = None if len(files) == 1 else Base(_id(files[1]), files[1].rule_set.version, files[1].rule_set.title)
    return evolve(model, base=base, departures=composition.departures), (*composition.findings, *declared)


def _id(files: Files) -> str:
    return files.rule_set.rule_set.name


def _compiled(model: RuleSetModel, digest: str, warnings: tuple[Finding, ...]) -> RuleSet:
    programs = {name: compile_decision(decision, model) for name, decision in model.decisions.items()}
    readings = check_readings(model, {})
    return RuleSet(model, digest, None, readings, warnings, FrozenMap(programs), FrozenMap(_machines(model)))


def _machines(model: RuleSetModel) -> dict[str, Machine]:
    """Compile the lifecycles, those that run beside each other together."""
    return {
        name: machine for names in components(model) for machine in [compile_machine(names, model)] for name in names
    }


def _errors(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "error"]


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give each finding once, by file and place; a word that is read otherwise says nothing more of what is wrong."""
    wrong = {finding.location for finding in _errors(findings)}
    told = (f for f in findings if f.code != "ambiguous-word" or f.location not in wrong)
    return tuple(dict.fromkeys(sorted(told, key=_order)))


def _order(finding: Finding) -> tuple[str, int, int, str]:
    place = finding.location or Location("")
    return place.file, place.line, place.column, finding.code
