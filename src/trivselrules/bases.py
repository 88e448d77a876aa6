# SPDX-License-Identifier: MPL-2.0
"""A rule set with all it is built on, from the top down to one that extends nothing."""

from __future__ import annotations

import os
from datetime import date

from attrs import frozen

from .composing.compose import Composition, compose, without_base
from .composing.values import Values
from .digest import digest
from .finding import Finding, find
from .folder import Folder, bases_of, open_base, open_folder
from .gathering import Gathered, gather
from .reading.files import Files
from .reading.written_changes import BaseWritten
from .unknown import unknown_name

__all__ = ["Stack", "gather_stack", "put_together", "stack_digest"]


@frozen
class Stack:
    """The folders of a rule set, the topmost first, and what is wrong in them or between them.

    `files` are those of each folder, or None if one is missing or cannot be put together.
    """

    layers: tuple[Gathered, ...]
    findings: tuple[Finding, ...]
    files: tuple[Files, ...] | None


def gather_stack(rules: str | os.PathLike[str] | Folder, *, schemas: bool = False) -> Stack:
    """Read a rule set and, one below the other, those it is built on; a folder may be at hand already.

    Raises UnknownNameError or Error if there is no such rule set; a base that is missing is a finding.
    """
    layers = [gather(rules if isinstance(rules, Folder) else open_folder(rules), schemas=schemas)]
    findings = [*layers[0].findings]
    while (written := _extends(layers[-1])) is not None:
        folder = _below(written, [layer.folder for layer in layers])
        if isinstance(folder, Finding):
            return Stack(tuple(layers), (*findings, folder), None)
        layers.append(gather(folder, schemas=schemas))
        findings += [*layers[-1].findings, *_disagreements(written, layers)]
    files = tuple(layer.files for layer in layers if layer.files is not None)
    return Stack(tuple(layers), tuple(findings), files if len(files) == len(layers) else None)


def _extends(layer: Gathered) -> BaseWritten | None:
    return None if layer.files is None else layer.files.rule_set.extends


def _below(written: BaseWritten, above: list[Folder]) -> Folder | Finding:
    """Open the rule set that the lowest of the folders extends, or say why that cannot be."""
    ref = written.rule_set
    folder = open_base(ref.name, above[-1])
    if folder is None:
        return unknown_name("rule-set", ref, bases_of(above[-1]))
    for other in above:
        if other.name == folder.name:
            code = "base-cycle" if other.path == folder.path else "base-same-name"
            return find(code, ref.location, name=folder.name)
    return folder


def _disagreements(written: BaseWritten, layers: list[Gathered]) -> list[Finding]:
    """Say what keeps the lowest rule set from being the one that was meant."""
    base, place = layers[-1].files, written.rule_set.location
    if base is None:
        return []
    name, version = base.rule_set.rule_set.name, base.rule_set.version
    found = []
    if any(layer.files is not None and layer.files.rule_set.rule_set.name == name for layer in layers[:-1]):
        found.append(find("base-same-name", place, name=name))
    if version != written.version:
        found.append(
            find("base-version", written.location, nearest=version, name=name, version=version, written=written.version)
        )
    return found


def put_together(files: tuple[Files, ...]) -> Composition:
    """Put the files of a stack together; the departures are those of the topmost from what is below it."""
    *above, lowest = files
    composed = Composition(lowest, (), tuple(without_base(lowest)), Values(lowest, lowest))
    findings = composed.findings
    for own in reversed(above):
        composed = compose(composed.files, own)
        findings += composed.findings
    return Composition(composed.files, composed.departures, findings, composed.values)


def stack_digest(layers: tuple[Gathered, ...], day: date) -> str:
    """Give the digest of a rule set on a day: it covers what holds then, and the digest of what it is built on."""
    own, *below = layers
    return digest({**own.documents_on(day), **({"extends": stack_digest(tuple(below), day)} if below else {})})
