# SPDX-License-Identifier: MPL-2.0
"""`trivselrules new`: a folder for a rule set of one's own."""

from __future__ import annotations

import re
from argparse import Namespace
from datetime import date
from pathlib import Path

from ..data import shipped_names
from ..errors import UsageError
from ..finding import find
from ..folder import BESIDE, open_folder
from ..loading import load
from ..nearest import fold
from ..render.beginning import beginning
from ..render.phrases import phrase
from ..text import looks_personal, printable
from .editor import write_editor
from .output import write, write_json

__all__ = ["run"]

_NAME = re.compile(r"[0-9_]*[a-z][a-z0-9_]*")
_FOLDER = re.compile(r"\w[\w.-]{0,59}")


def run(options: Namespace) -> int:
    """Make the folder and say what is in it; nothing that is there is written over."""
    folder = Path(options.new_folder)
    base = load(getattr(options, "from"), on=date.today())
    name, extends = _name(folder, base.id), _extends(folder, getattr(options, "from"))
    files = beginning(folder.name, name, extends, base.model)
    written = _make(folder, files)
    if options.format == "json":
        write_json({"folder": str(folder), "files": list(written)})
    else:
        write(printable(phrase("begun", options.lang, folder, ", ".join(written))))
    return 0


def _name(folder: Path, base: str) -> str:
    """Give the name of the rule set in a folder: the folder's, spelt as names are."""
    name = re.sub("_+", "_", re.sub("[^a-z0-9]", "_", fold(folder.name))).strip("_")
    if not _FOLDER.fullmatch(folder.name) or not _NAME.fullmatch(name) or looks_personal(folder.name):
        raise UsageError(find("folder-name"))
    if name == base or folder.name in shipped_names():
        raise UsageError(find("base-same-name", name=name))
    return name


def _extends(folder: Path, base: str) -> str:
    """Give how the rule set in `folder` calls its base: by name if it is shipped, else as the folder beside."""
    below = open_folder(base).path
    if below is None:
        return base
    if below.parent != folder.parent.resolve():
        raise UsageError(find("base-elsewhere", name=below.name))
    return f"{BESIDE}{below.name}"


def _make(folder: Path, files: dict[str, str]) -> tuple[str, ...]:
    """Write the files, and what makes an editor know them; give those that people read."""
    try:
        folder.mkdir(exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError(find("folder-exists"))
        for file, text in files.items():
            (folder / file).write_bytes(text.encode())
        write_editor(folder)
    except OSError:
        raise UsageError(find("folder-unwritable")) from None
    return (*files, ".vscode/settings.json")
