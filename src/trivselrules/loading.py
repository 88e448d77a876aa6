# SPDX-License-Identifier: MPL-2.0
"""From a folder of rule files to a rule set: every stage in its order, every problem in one pass."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from .bases import gather_stack, stack_digest
from .drafting import Draft, check_drafts, draft
from .edition import Edition
from .engine.program import compile_decision
from .errors import InvalidValueError, RuleSetError
from .finding import Finding, find
from .folder import Folder
from .frozen_map import FrozenMap
from .machine.program import Machine, compile_machine, components
from .model import RuleSetModel
from .rule_set import RuleSet, of_editions

__all__ = ["Reading", "load", "read"]


@frozen
class Reading:
    """What came of reading a rule set: its findings, its model if the files could be joined, and it itself if sound.

    The first of the `folders` is its own, the others those of the rule sets it is built on. If the rules change with
    time, the model and the rule set are those of the last period.
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
    `datetime.date`, or is not given and the rules change with time, Error if the folder cannot be read, and
    RuleSetError with all findings if the rules have errors.
    """
    if on is not None and type(on) is not date:  # a datetime is a date to Python, and not to a rule
        raise InvalidValueError(find("date-form", name="on"))
    found = read(rules)
    if found.rule_set is None:
        first = next(finding for finding in found.findings if finding.severity == "error")
        raise RuleSetError(first, found.findings)
    if on is None and len(found.rule_set.periods) > 1:
        raise InvalidValueError(find("date-needed", periods=len(found.rule_set.periods)))
    chosen = found.rule_set.reading(readings or {})
    return chosen if on is None else chosen.as_of(on)


def read(rules: str | os.PathLike[str] | Folder = "trivselplus", *, schemas: bool = False) -> Reading:
    """Read a rule set, also one whose files are at hand, and say everything that is wrong with it.

    `schemas` checks every file against its schema as well; without it that is done only for files with a
    shape that cannot be used, which is faster and finds the same.
    """
    stack = gather_stack(rules, schemas=schemas)
    folders = tuple(layer.folder for layer in stack.layers)
    drafts = () if stack.files is None else draft(stack.files)
    findings = _in_order(check_drafts(drafts, stack) if drafts else stack.findings)
    model = drafts[-1].model if drafts else None
    if model is None or _errors(findings):
        return Reading(findings, folders, model=model)
    editions = tuple(_edition(one, stack_digest(stack.layers, one.period.day)) for one in drafts)
    return Reading(findings, folders, of_editions(editions, findings), model)


def _edition(one: Draft, digest: str) -> Edition:
    model = one.model
    programs = {name: compile_decision(decision, model) for name, decision in model.decisions.items()}
    return Edition(one.period, digest, model, FrozenMap(programs), FrozenMap(_machines(model)))


def _machines(model: RuleSetModel) -> dict[str, Machine]:
    """Compile the lifecycles, those that run beside each other together."""
    return {
        name: machine for names in components(model) for machine in [compile_machine(names, model)] for name in names
    }


def _errors(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "error"]


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give each finding once, by file and place; a word that is read otherwise says nothing more of what is wrong."""
    known = tuple(findings)
    wrong = {finding.location for finding in _errors(known)}
    told = (f for f in known if f.code != "ambiguous-word" or f.location not in wrong)
    return tuple(dict.fromkeys(sorted(told, key=_order)))


def _order(finding: Finding) -> tuple[str, int, int, str]:
    place = finding.location
    assert place is not None  # what is wrong with a file stands in it
    return place.file, place.line, place.column, finding.code
