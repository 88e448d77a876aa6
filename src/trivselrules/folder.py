# SPDX-License-Identifier: MPL-2.0
"""The files of a rule set: shipped with the package, or in a folder that cannot reach outside itself."""

from __future__ import annotations

import os
import re
from importlib.resources.abc import Traversable
from pathlib import Path

from attrs import evolve, frozen

from .data import shipped_folder, shipped_names
from .errors import Error, UnknownNameError
from .finding import Finding, find
from .frozen_map import FrozenMap
from .inputs import unknown_name
from .location import Location
from .reading.source import MAX_BYTES

__all__ = ["BESIDE", "Folder", "bases_of", "open_base", "open_folder"]

BESIDE = "../"

_FILE_NAME = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)?\.yaml")


@frozen
class Folder:
    """The rule files of one folder as bytes, by name.

    `shown` is how its path was given, and `path` where that leads; both are None for a shipped rule set.
    """

    name: str
    files: FrozenMap[str, bytes]
    findings: tuple[Finding, ...] = ()
    shown: str | None = None
    path: Path | None = None

    def place(self, file: str) -> Location:
        """Give the place of a file's beginning; answers name places by folder and file, never by path."""
        return Location(f"{self.name}/{file}")


def open_folder(rules: str | os.PathLike[str]) -> Folder:
    """Read the files of a rule set.

    A text without a path separator names a shipped rule set; anything else is a folder.

    Raises UnknownNameError if there is no such shipped rule set, Error if there is no such folder.
    """
    separators = [separator for separator in (os.sep, os.altsep, "/") if separator]
    if not isinstance(rules, str | os.PathLike):
        raise _not_shipped("")
    if isinstance(rules, str) and not any(separator in rules for separator in separators):
        if rules not in shipped_names():
            raise _not_shipped(rules)
        return _shipped(rules, shipped_folder(rules))
    folder = _open(Path(rules))
    if folder is None:
        raise Error(find("folder-missing"))
    return folder


def open_base(name: str, above: Folder) -> Folder | None:
    """Read the files of the rule set that the one in `above` extends; None if there is none of that name.

    A name is that of a shipped rule set; `../name` is the folder of that name beside `above`, and nothing else.
    """
    if not name.startswith(BESIDE):
        return _shipped(name, shipped_folder(name)) if name in shipped_names() else None
    if above.path is None or above.shown is None:
        return None
    folder = _open(Path(os.path.normpath(above.path.parent / name.removeprefix(BESIDE))))
    if folder is None or folder.path is None or folder.path.parent != above.path.parent:
        return None
    return evolve(folder, shown=os.path.normpath(Path(above.shown) / BESIDE / folder.name))


def bases_of(above: Folder) -> tuple[str, ...]:
    """Give the names of the rule sets that the one in `above` could extend."""
    if above.path is None:
        return shipped_names()
    try:
        beside = [entry for entry in above.path.parent.iterdir() if (entry / "rule_set.yaml").is_file()]
    except OSError:
        beside = []
    return (*shipped_names(), *sorted(f"{BESIDE}{entry.name}" for entry in beside if entry != above.path))


def _open(path: Path) -> Folder | None:
    """Read the rule files of a folder; None if there is no such folder."""
    try:
        inside = path.resolve(strict=True)
        entries = sorted(inside.iterdir())
    except (OSError, ValueError, RuntimeError):
        return None
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    for entry in entries:
        if entry.suffix.lower() in (".yaml", ".yml") and not entry.name.startswith("."):
            _read(entry, inside, files, findings)
    return Folder(inside.name, FrozenMap(files), tuple(findings), os.fspath(path), inside)


def _not_shipped(name: str) -> Error:
    """Make the error for a rule set that does not ship; a folder of that name is what was meant."""
    error = unknown_name("rule-set", name, shipped_names())
    if re.fullmatch(r"\w[\w.-]{0,59}", name) and Path(name).is_dir():
        return UnknownNameError(evolve(error.finding, nearest=f"./{name}"))
    return error


def _shipped(name: str, folder: Traversable) -> Folder:
    entries = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yaml")), key=lambda e: e.name)
    return Folder(name, FrozenMap({entry.name: entry.read_bytes() for entry in entries}))


def _read(entry: Path, inside: Path, files: dict[str, bytes], findings: list[Finding]) -> None:
    place = Location(f"{inside.name}/{entry.name}")
    if not _FILE_NAME.fullmatch(entry.name):
        findings.append(find("file-name", place, name=entry.name))
        return
    try:
        if not entry.resolve(strict=True).is_relative_to(inside):
            findings.append(find("file-outside", place, name=entry.name))
        elif not entry.is_file():
            findings.append(find("file-unreadable", place, name=entry.name))
        else:
            with entry.open("rb") as file:
                files[entry.name] = file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError):
        findings.append(find("file-unreadable", place, name=entry.name))
