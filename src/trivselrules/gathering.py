# SPDX-License-Identifier: MPL-2.0
"""From the bytes of a folder to its files as written, with everything that is wrong in one file by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import frozen

from .composing.dates import period_of
from .finding import Finding, find
from .folder import Folder
from .frozen_map import FrozenMap
from .nearest import fold
from .period import ALWAYS, Period
from .reading.files import KINDS, MANY, REQUIRED, Files, is_version, join, keys_of, kind_of, rule_of
from .reading.source import parse
from .reading.structure import NotUnderstoodError, structure
from .reading.tree import Tree, plain_data

__all__ = ["Gathered", "file_kinds", "gather"]


# A key that begins a line.
_KEY = re.compile(rb"^([a-z_]+):", re.MULTILINE)


@frozen
class Gathered:
    """The files of one folder.

    `files` is None if the rule set cannot be put together at all. `broken` are the kinds of files of which one could
    not be read: what it declares or uses is not known. `documents` is the data of all files but the cases, and
    `periods` are those of rules that do not always hold.
    """

    folder: Folder
    files: Files | None
    findings: tuple[Finding, ...]
    broken: frozenset[str]
    documents: FrozenMap[str, object]
    periods: FrozenMap[str, Period | None]

    def documents_on(self, day: date) -> dict[str, object]:
        """Give the data of what holds on a day, without when it does; a version has the file name of its rule."""
        found = {}
        for name, data in self.documents.items():
            if (self.periods.get(name) or ALWAYS).holds(day):
                found[f"{_rule(name)}.yaml"] = data
        return found


def gather(folder: Folder, *, schemas: bool = False) -> Gathered:
    """Read every file of a folder; `schemas` checks each against its schema even if its shape can be used."""
    findings = list(folder.findings)
    documents: dict[str, object] = {}
    periods: dict[str, Period | None] = {}
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    broken = {kind_of(fold(finding.details["name"])) for finding in folder.findings}
    for name, content in folder.files.items():
        if is_version(name) and _rule(name) in KINDS and _rule(name) not in MANY:
            findings.append(find("file-version", folder.place(name), name=name, rule=f"{_rule(name)}.yaml"))
            continue
        tree, problems = parse(content, folder.place(name).file)
        kind = kind_of(name, keys_of(tree))
        written = None
        if tree is not None:
            written, more = _structure(tree, kind, schemas=schemas)
            problems += more
        if written is not None:
            problems += tuple(_name_findings(name, kind, written))
        if written is None or _errors(problems):
            broken.add(kind)
        findings += problems
        if tree is not None and written is not None:
            found[kind].append(written)
            if not kind.endswith("cases"):
                documents[name] = _undated(plain_data(tree))
            if kind in MANY and not kind.endswith("cases") and written.in_force is not None:
                periods[name] = period_of(written.in_force)
    missing = [kind for kind in REQUIRED if not found[kind] and kind not in broken]
    findings += [find("file-missing", folder.place(f"{kind}.yaml"), name=f"{kind}.yaml") for kind in missing]
    files = None if broken & set(REQUIRED) else join(found)
    return Gathered(folder, files, tuple(findings), frozenset(broken), FrozenMap(documents), FrozenMap(periods))


def file_kinds(folder: Folder) -> dict[str, str | None]:
    """Tell the kind of each file of a folder, also of one that cannot be read; None if there is nothing in it yet."""
    return {name: _kind_of_content(name, content) for name, content in folder.files.items()}


def _kind_of_content(name: str, content: bytes) -> str | None:
    keys = keys_of(parse(content, name)[0]) or [match[1].decode() for match in _KEY.finditer(content)]
    kind = kind_of(name, keys)
    return kind if keys or kind not in MANY or kind.endswith("cases") else None


def _structure(tree: Tree, kind: str, *, schemas: bool) -> tuple[Any, tuple[Finding, ...]]:
    """Give the file as written, or what is wrong with its shape."""
    try:
        written: Any = structure(tree, KINDS[kind])
    except NotUnderstoodError as problem:
        from .reading.document import check_document  # late: a sound file needs no schema

        return None, check_document(tree, kind) or (find("not-understood", problem.location),)
    if not schemas:
        return written, ()
    from .reading.document import check_document

    return written, check_document(tree, kind)


def _name_findings(name: str, kind: str, written: Any) -> Iterator[Finding]:
    """Report a rule, or cases, that do not have the name of their file, where people look for them."""
    if kind in MANY:
        named = rule_of(kind, written)
        if named.name != _rule(name):
            yield find("name-differs", named.location, file=name, name=named.name)


def _rule(name: str) -> str:
    """Give the rule that a file is named after: what stands before the first point."""
    return name.partition(".")[0]


def _undated(data: object) -> object:
    """Give the data of a file without when it holds."""
    return {key: value for key, value in data.items() if key != "in_force"} if isinstance(data, dict) else data


def _errors(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "error"]
