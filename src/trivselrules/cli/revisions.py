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
from ..loading import load
from ..location import Location
from ..rule_set import RuleSet

__all__ = ["load_version"]

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_LINK = "120000"


def load_version(text: str, on: date) -> RuleSet:
    """Load a rule set given as `decide --rules` takes it, or as `REVISION:FOLDER` out of git, as on a date.

    Raises an Error if there is none, or if it has errors.
    """
    revision, colon, folder = text.partition(":")
    if not colon or _DRIVE.match(text) or Path(text).exists():
        return load(text, on=on)
    if not revision or revision.startswith("-"):
        raise Error(find("revision-missing"))
    with TemporaryDirectory() as above:
        inside = Path(above) / (PurePosixPath(folder).name or "rules")
        inside.mkdir()
        for name, object_id in _listed(f"{revision}:{folder.rstrip('/')}"):
            (inside / name).write_bytes(_git("cat-file", "blob", object_id))
        return load(str(inside), on=on)


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
