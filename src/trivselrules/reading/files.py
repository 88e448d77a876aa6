# SPDX-License-Identifier: MPL-2.0
"""The kinds of files a rule set has, and all files of one folder together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Mapping as MappingType
from typing import Any

from attrs import frozen

from ..frozen_map import FrozenMap
from ..ref import Ref
from .tree import Mapping, Tree
from .written import CasesFile, DecisionFile
from .written_changes import ChangesFile, ReplacementFile
from .written_lifecycle import EventsFile, InvariantsFile, LifecycleCasesFile, LifecycleFile, TasksFile
from .written_progression import ProgressionFile
from .written_words import NoticesFile, OpenPointsFile, RuleSetFile, SourcesFile, VocabularyFile

__all__ = ["KINDS", "MANY", "REQUIRED", "Files", "is_version", "join", "keys_of", "kind_of", "rule_of"]

KINDS: MappingType[str, type] = {
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
    "changes": ChangesFile,
    "replacement": ReplacementFile,
    "lifecycle": LifecycleFile,
    "lifecycle_cases": LifecycleCasesFile,
    "progression": ProgressionFile,
}
# Kinds of which a folder has any number of files, each named after what it holds; the others are one file each.
MANY = ("decision", "cases", "changes", "replacement", "lifecycle", "lifecycle_cases")
# The key by which a rule about another rule is known.
_BY_KEY = {"changes": "changes", "replaces": "replacement"}
REQUIRED = ("rule_set", "vocabulary")


@frozen
class Files:
    """The files of one rule set folder that could be read."""

    rule_set: RuleSetFile
    vocabulary: VocabularyFile
    sources: SourcesFile = SourcesFile(FrozenMap())
    open_points: OpenPointsFile = OpenPointsFile(FrozenMap())
    notices: NoticesFile = NoticesFile(FrozenMap())
    events: EventsFile = EventsFile(FrozenMap())
    tasks: TasksFile = TasksFile(FrozenMap())
    invariants: InvariantsFile = InvariantsFile(FrozenMap())
    decisions: tuple[DecisionFile, ...] = ()
    cases: tuple[CasesFile, ...] = ()
    changes: tuple[ChangesFile, ...] = ()
    replacements: tuple[ReplacementFile, ...] = ()
    lifecycles: tuple[LifecycleFile, ...] = ()
    lifecycle_cases: tuple[LifecycleCasesFile, ...] = ()
    progression: ProgressionFile | None = None


def keys_of(tree: Tree | None) -> list[str]:
    """Give the keys of a file; none of one that is no look-up."""
    return [entry.key.text for entry in tree.entries] if isinstance(tree, Mapping) else []


def kind_of(name: str, keys: Collection[str] = ()) -> str:
    """Tell what a file holds: by its name, and where a folder has many of its kind, by its keys."""
    stem = name.removesuffix(".yaml").removesuffix(".yml")
    if stem in KINDS and stem not in MANY:
        return stem
    kind = "lifecycle" if "lifecycle" in keys and "decision" not in keys else "decision"
    if stem.endswith(".cases"):
        return "cases" if kind == "decision" else "lifecycle_cases"
    if kind == "decision":
        return next((kind for key, kind in _BY_KEY.items() if key in keys), kind)
    return kind


def is_version(name: str) -> bool:
    """Tell whether a file is one of several versions of what it is named after, such as `rule.2027.yaml`."""
    return name.removesuffix(".cases.yaml").removesuffix(".yaml").count(".") > 0


def rule_of(kind: str, written: Any) -> Ref:
    """Give the rule that a file of which there are many is about."""
    if kind == "changes":
        rule: Ref = written.changes.rule
    elif kind == "replacement":
        rule = written.replaces.rule
    else:
        rule = written.lifecycle if kind.startswith("lifecycle") else written.decision
    return rule


def join(found: MappingType[str, Sequence[Any]]) -> Files | None:
    """Put the files of a folder together, by kind; None if one lacks that every rule set needs."""
    if not all(found[kind] for kind in REQUIRED):
        return None
    single = {kind: found[kind][0] for kind in KINDS if kind not in MANY and found[kind]}
    return Files(
        **single,
        decisions=tuple(found["decision"]),
        cases=tuple(found["cases"]),
        changes=tuple(found["changes"]),
        replacements=tuple(found["replacement"]),
        lifecycles=tuple(found["lifecycle"]),
        lifecycle_cases=tuple(found["lifecycle_cases"]),
    )
