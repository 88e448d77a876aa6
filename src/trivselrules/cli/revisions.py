# SPDX-License-Identifier: MPL-2.0
"""Rule sets to compare: shipped, in a folder, or as they were in a revision that git holds."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from ..errors import Error
from ..finding import find
from ..folder import BESIDE, open_folder
from ..gathering import gather
from ..loading import load
from ..location import Location
from ..rule_set import RuleSet

__all__ = ["load_version"]

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_LINK = "120000"


def load_version(text: str, on: date) -> RuleSet:
    """Load a rule set given as `decide --rules` takes it, or as `REVISION:FOLDER` out of git, as on a date.

    A rule set beside it that it extends is taken from the same revision, one that ships as it is installed.

    Raises an Error if there is none, or if it has errors.
    """
    revision, colon, folder = text.partition(":")
    if not colon or _DRIVE.match(text) or Path(text).exists():
        return load(text, on=on)
    if not revision or revision.startswith("-"):
        raise Error(find("revision-missing"))
    with TemporaryDirectory() as above:
        inside = Path(above) / (PurePosixPath(folder).name or "rules")
        _write(inside, f"{revision}:{folder.rstrip('/')}")
        beneath = inside
        while (base := _beside(beneath)) is not None and not (Path(above) / base).exists():
            beneath = Path(above) / base
            try:
                _write(beneath, f"{revision}:{_parent(folder)}{base}")
            except Error:
                break  # whoever loads the rule set says best that its base is missing
        return load(str(inside), on=on)


def _write(inside: Path, tree: str) -> None:
    """Write the rule files of a folder in a revision."""
    files = _listed(tree)
    inside.mkdir()
    for name, object_id in files:
        (inside / name).write_bytes(_git("cat-file", "blob", object_id))


def _parent(folder: str) -> str:
    above, slash, _ = folder.rstrip("/").rpartition("/")
    return above + slash


def _beside(folder: Path) -> str | None:
    """Give the name of the rule set beside a folder that the one in it extends; None if there is none."""
    files = gather(open_folder(str(folder))).files
    extends = None if files is None else files.rule_set.extends
    name = "" if extends is None else extends.rule_set.name
    return name.removeprefix(BESIDE) if name.startswith(BESIDE) else None


def _listed(tree: str) -> list[tuple[str, str]]:
    """Give the rule files of a folder in a revision, each with the name git has for its content."""
    files = []
    for entry in filter(None, _git("ls-tree", "-z", tree).split(b"\0")):
        description, _, name = entry.decode(errors="replace").partition("\t")
        mode, _, object_id = description.split()
        if name.lower().endswith((".yaml", ".yml")) and not name.startswith("."):
            if mode == _LINK:
                raise Error(find("file-outside", Location(name), name=name))
            files.append((name, object_id))
    return files


def _git(*arguments: str) -> bytes:
    try:
        return subprocess.run(["git", *arguments], check=True, capture_output=True).stdout
    except FileNotFoundError:
        raise Error(find("git-missing")) from None
    except (OSError, ValueError, subprocess.CalledProcessError):
        raise Error(find("revision-missing")) from None
