# SPDX-License-Identifier: MPL-2.0
"""`trivselrules check --fix`: mend what has one safe answer, after the patch has been seen."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from shlex import quote

from ..errors import UsageError
from ..finding import find
from ..fixing.repair import Repair, repair
from ..folder import Folder, open_folder
from ..render.findings import findings_json
from ..render.patch import patch
from ..render.phrases import phrase
from ..text import printable
from .output import complain, is_interactive, replace_files, write, write_json

__all__ = ["fix"]


def fix(options: Namespace, check: Callable[[Namespace], int]) -> int:
    """Show the patch, and write it if a person says yes, here or with `--yes`; then check what is left.

    What is piped asks nothing and writes nothing without `--yes`. Raises UsageError for a rule set that ships, for
    formats that have no place for a patch, and if the files cannot be written.
    """
    folder = _folder(options)
    made = repair(folder)
    shown = folder.shown or folder.name
    text = patch(made.before, made.after, shown)
    if options.format == "json":
        return _as_json(options, folder, made, text)
    if not made.after:
        write(phrase("nothing_to_mend", options.lang))
        return check(options)
    write(text)
    if not (options.yes or _agreed(options)):
        complain(printable(phrase("not_written", options.lang, quote(options.rules))))
        return _status(made, written=False)
    _write(folder, made)
    write(printable(phrase("written", options.lang, ", ".join(made.after))))
    return check(options)


def _folder(options: Namespace) -> Folder:
    """Open the folder, if it is one in which anything can be written."""
    if options.watch or options.format not in ("text", "json"):
        raise UsageError(find("fix-alone", option="--watch" if options.watch else f"--format {options.format}"))
    folder = open_folder(options.rules)
    if folder.path is None:
        raise UsageError(find("fix-shipped", name=folder.name))
    return folder


def _as_json(options: Namespace, folder: Folder, made: Repair, text: str) -> int:
    written = bool(options.yes and made.after)
    if written:
        _write(folder, made)
    write_json(
        {
            "patch": text,
            "mended": findings_json(made.mended, options.lang, str),
            "left": findings_json(made.left, options.lang, str),
            "written": written,
        }
    )
    return _status(made, written=written)


def _status(made: Repair, *, written: bool) -> int:
    """Give 1 if there is an error in the files as they now are."""
    findings = made.left if written else (*made.mended, *made.left)
    return int(any(finding.severity == "error" for finding in findings))


def _write(folder: Folder, made: Repair) -> None:
    path = folder.path or Path(folder.name)
    replace_files({path / name: (made.before[name], content) for name, content in made.after.items()})


def _agreed(options: Namespace) -> bool:
    """Ask a person whether the changes are to be written; nobody there means no."""
    if not is_interactive():
        return False
    sys.stdout.write(phrase("write_them", options.lang))
    sys.stdout.flush()
    try:
        return input().strip().lower() in (*phrase("yes_words", "da").split(), *phrase("yes_words", "en").split())
    except EOFError:
        write("")
        return False
