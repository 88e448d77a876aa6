# SPDX-License-Identifier: MPL-2.0
"""`trivselrules check --watch`: check again whenever a file changes."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from ..errors import Error
from .editor import refresh_editor
from .output import complain, write

__all__ = ["watch"]

_PAUSE = 0.5

# What tells that something changed: names, times and sizes of the rule files.
State = frozenset[tuple[str, int, int]]


def watch(options: Namespace, check: Callable[[Namespace], int], pause: Callable[[float], None] = time.sleep) -> int:
    """Check now and after every change, until the person ends it; what an editor knows is kept up to date.

    Each check begins with a line of three dots, so that an editor can tell them apart.
    """
    folder, seen = Path(options.rules), None
    try:
        while True:
            now = _state(folder)
            if now != seen:
                seen = now
                _check(options, check, folder)
            pause(_PAUSE)
    except KeyboardInterrupt:
        return 0


def _check(options: Namespace, check: Callable[[Namespace], int], folder: Path) -> None:
    write("...")
    try:
        check(options)
        refresh_editor(folder)
    except Error as error:  # such as a folder that is being moved: it may be back at the next look
        complain(f"trivselrules: {error.message(options.lang)}")


def _state(folder: Path) -> State:
    """Look at the rule files without reading them; one that goes while it is looked at is not there."""
    found = set()
    for path in folder.glob("*.y*ml"):
        try:
            known = path.stat()
        except OSError:
            continue
        found.add((path.name, known.st_mtime_ns, known.st_size))
    return frozenset(found)
