# SPDX-License-Identifier: MPL-2.0
"""From a folder of rule files to a rule set: every stage in its order, every problem in one pass."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingType
from datetime import date
from typing import Any

from attrs import evolve, frozen

from .analysis.cases import check_cases
from .analysis.citations import check_citations
from .analysis.echoes import without_echoes
from .analysis.lifecycle_cases import check_lifecycle_cases
from .analysis.lifecycle_logic import check_lifecycle_logic
from .analysis.lifecycle_names import check_lifecycle_names
from .analysis.logic import check_logic
from .analysis.names import check_names
from .analysis.progression_names import check_progression
from .analysis.shape import check_shape
from .analysis.unused import check_unused
from .digest import digest
from .domains import Choice
from .engine.program import compile_decision
from .errors import InvalidValueError, RuleSetError
from .finding import Finding, find
from .folder import Folder, open_folder
from .frozen_map import FrozenMap
from .inputs import check_readings
from .location import Location
from .machine.program import Machine, compile_machine, components
from .model import RuleSetModel
from .nearest import fold
from .reading.assembly import Files, assemble
from .reading.source import parse
from .reading.structure import NotUnderstoodError, structure
from .reading.tree import Mapping, Tree, plain_data
from .reading.written import (
    CasesFile,
    DecisionFile,
    NoticesFile,
    OpenPointsFile,
    RuleSetFile,
    SourcesFile,
    VocabularyFile,
)
from .reading.written_lifecycle import EventsFile, InvariantsFile, LifecycleCasesFile, LifecycleFile, TasksFile
from .reading.written_progression import ProgressionFile
from .rule_set import RuleSet

__all__ = ["Reading", "file_kinds", "load", "read"]

_KINDS: dict[str, type] = {
    "rule_set": RuleSetFile,
    "vocabulary": VocabularyFile,
    "sources": SourcesFile,
    "open_points": OpenPointsFile,
    "notices": NoticesFile,
    "events": EventsFile,
    "tasks": TasksFile,
    "invariants": InvariantsFile,
    "decision": DecisionFile,
    "cases": CasesFile,
    "lifecycle": LifecycleFile,
    "lifecycle_cases": LifecycleCasesFile,
    "progression": ProgressionFile,
}
# Kinds of which a folder has any number of files, each named after what it holds; the others are one file each.
_MANY = ("decision", "cases", "lifecycle", "lifecycle_cases")
_REQUIRED = ("rule_set", "vocabulary")
# Names that cannot be judged while the file that declares or uses them is broken; whether a file that cannot be
# parsed holds a decision or a lifecycle is not known.
_RULES = ("unused-", "uncited-source", "unknown-decision", "unknown-lifecycle", "unknown-condition", "event-homeless")
_DEPENDS: dict[str, tuple[str, ...]] = {
    "sources": ("unknown-source", "unused-document"),
    "open_points": ("unknown-open-point", "unknown-reading", "unknown-option"),
    "notices": ("unknown-notice", "uncited-source"),
    "events": ("unknown-event", "unknown-type", "unknown-term", "unused-fact", "uncited-source"),
    "tasks": ("unknown-task", "unknown-type", "unused-", "uncited-source"),
    "invariants": ("unused-reading", "uncited-source"),
    "decision": _RULES,
    "cases": (),
    "lifecycle": _RULES,
    "lifecycle_cases": (),
    "progression": ("unused-", "uncited-source"),
}

# With one of these in a decision, its paths cannot be told.
_NO_PATHS = (
    "answer-form",
    "answer-scale",
    "unknown-fact",
    "unknown-option",
    "unknown-outcome",
    "unknown-part",
    "unknown-reading",
)


@frozen
class Reading:
    """What came of reading a folder: its findings, its model if the files could be joined, and a rule set if sound."""

    findings: tuple[Finding, ...]
    folder: Folder
    rule_set: RuleSet | None = None
    model: RuleSetModel | None = None


def load(
    rules: str | os.PathLike[str] = "trivselplus",
    *,
    on: date | None = None,
    readings: MappingType[str, str] | None = None,
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
    folder = open_folder(rules)
    findings = list(folder.findings)
    documents: dict[str, object] = {}
    files: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    broken = {_kind(fold(finding.details["name"])) for finding in folder.findings}
    for name, content in folder.files.items():
        before = len(findings)
        tree, problems = parse(content, folder.place(name).file)
        findings += problems
        kind = _kind(name, tree)
        if tree is None:
            broken.add(kind)
            continue
        written, problems = _structure(tree, kind, schemas=schemas)
        findings += problems
        if written is not None:
            findings += _name_findings(name, kind, written)
        if written is None or _errors(findings[before:]):
            broken.add(kind)
        if written is not None:
            files[kind].append(written)
            if not kind.endswith("cases"):
                documents[name] = plain_data(tree)
    missing = [kind for kind in _REQUIRED if not files[kind] and kind not in broken]
    findings += [find("file-missing", folder.place(f"{kind}.yaml"), name=f"{kind}.yaml") for kind in missing]
    model: RuleSetModel | None = None
    if all(files[kind] for kind in _REQUIRED) and not broken & set(_REQUIRED):
        model, declared = assemble(_join(files))
        findings += _analyse(model, declared, broken)
    wrong = {finding.location for finding in _errors(findings)}
    findings = [f for f in findings if f.code != "ambiguous-word" or f.location not in wrong]
    findings = list(dict.fromkeys(sorted(findings, key=_order)))
    if model is None or _errors(findings):
        return Reading(tuple(findings), folder, model=model)
    programs = {name: compile_decision(decision, model) for name, decision in model.decisions.items()}
    readings = check_readings(model, {})
    rule_set = RuleSet(
        model, digest(documents), None, readings, tuple(findings), FrozenMap(programs), FrozenMap(_machines(model))
    )
    return Reading(tuple(findings), folder, rule_set, model)


def _machines(model: RuleSetModel) -> dict[str, Machine]:
    """Compile the lifecycles, those that run beside each other together."""
    return {
        name: machine for names in components(model) for machine in [compile_machine(names, model)] for name in names
    }


def file_kinds(folder: Folder) -> dict[str, str]:
    """Tell the kind of each file of a folder, as far as it can be told."""
    return {name: _kind(name, parse(content, name)[0]) for name, content in folder.files.items()}


def _kind(name: str, tree: Tree | None = None) -> str:
    """Tell what a file holds: by its name, and where a folder has many of its kind, by its first key."""
    stem = name.removesuffix(".yaml").removesuffix(".yml")
    if stem in _KINDS and stem not in _MANY:
        return stem
    keys = [entry.key.text for entry in tree.entries] if isinstance(tree, Mapping) else []
    kind = "lifecycle" if "lifecycle" in keys and "decision" not in keys else "decision"
    if stem.endswith(".cases"):
        return "cases" if kind == "decision" else "lifecycle_cases"
    return kind


def _structure(tree: Tree, kind: str, *, schemas: bool) -> tuple[Any, tuple[Finding, ...]]:
    """Give the file as written, or what is wrong with its shape."""
    try:
        written: Any = structure(tree, _KINDS[kind])
    except NotUnderstoodError as problem:
        from .reading.document import check_document  # late: a sound file needs no schema

        return None, check_document(tree, kind) or (find("not-understood", problem.location),)
    if not schemas:
        return written, ()
    from .reading.document import check_document

    return written, check_document(tree, kind)


def _name_findings(name: str, kind: str, written: Any) -> Iterator[Finding]:
    """Report a rule, or cases, that do not have the name of their file, where people look for them."""
    if kind in _MANY:
        stem = name.removesuffix(".yaml").removesuffix(".cases")
        named = written.lifecycle if kind.startswith("lifecycle") else written.decision
        if named.name != stem:
            yield find("name-differs", named.location, file=name, name=named.name)


def _join(files: MappingType[str, list[Any]]) -> Files:
    def one(kind: str, empty: Any) -> Any:
        return files[kind][0] if files[kind] else empty

    return Files(
        rule_set=one("rule_set", None),
        vocabulary=one("vocabulary", None),
        sources=one("sources", SourcesFile(FrozenMap())),
        open_points=one("open_points", OpenPointsFile(FrozenMap())),
        notices=one("notices", NoticesFile(FrozenMap())),
        decisions=tuple(files["decision"]),
        cases=tuple(files["cases"]),
        events=one("events", EventsFile(FrozenMap())),
        tasks=one("tasks", TasksFile(FrozenMap())),
        invariants=one("invariants", InvariantsFile(FrozenMap())),
        lifecycles=tuple(files["lifecycle"]),
        lifecycle_cases=tuple(files["lifecycle_cases"]),
        progression=one("progression", None),
    )


def _analyse(model: RuleSetModel, declared: Iterable[Finding], broken: set[str]) -> Iterable[Finding]:
    """Check names everywhere, and logic in the decisions that can be walked."""
    lifecycles = tuple(check_lifecycle_names(model))
    checks = (
        *declared,
        *check_names(model),
        *lifecycles,
        *check_progression(model),
        *check_unused(model),
        *check_citations(model),
        *check_cases(model),
        *check_lifecycle_cases(model),
    )
    unsure = tuple(code for kind in broken for code in _DEPENDS[kind])
    found = [*checks, *_logic(model, checks)]
    if not _errors(lifecycles):
        found += check_lifecycle_logic(model)
    return without_echoes([finding for finding in found if not finding.code.startswith(unsure)])


def _logic(model: RuleSetModel, checks: Iterable[Finding]) -> Iterator[Finding]:
    """Check the shape and the paths of the decisions whose paths can be told."""
    pathless = {f.location.file for f in checks if f.code in _NO_PATHS and f.location is not None}
    sound = not any(finding.code.startswith("domain-") for finding in checks)
    sound = sound and all(fact.domain != Choice(()) for fact in model.facts.values())
    for decision in model.decisions.values():
        if sound and decision.location.file not in pathless:
            yield from tuple(check_shape(decision, model)) or check_logic(decision, model)


def _errors(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "error"]


def _order(finding: Finding) -> tuple[str, int, int, str]:
    place = finding.location or Location("")
    return place.file, place.line, place.column, finding.code
