# SPDX-License-Identifier: MPL-2.0
"""Writing to the terminal or a pipe."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from attrs import define

from ..errors import UsageError
from ..finding import find
from ..text import printable_json

__all__ = ["Progress", "complain", "is_interactive", "replace_files", "write", "write_file", "write_json", "write_new"]


def write(text: str) -> None:
    """Write a text and a line end to standard output; a closed one takes nothing."""
    _write(text, sys.stdout)


def complain(text: str) -> None:
    """Write a text and a line end to standard error."""
    _write(text, sys.stderr)


def _write(text: str, stream: TextIO | None) -> None:
    if stream is not None:
        print(text, file=stream)


def write_json(data: object) -> None:
    """Write JSON in which nothing can steer a terminal."""
    write(printable_json(json.dumps(data, ensure_ascii=False, indent=2)))


def write_file(content: str) -> None:
    """Write the content of a file to standard output, with the line ends it has on whatever system."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(newline="")
    if sys.stdout is not None:
        sys.stdout.write(content)


def is_interactive() -> bool:
    """Tell whether a person sits at both ends: only then may a question be asked."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def write_new(file: str, text: str) -> None:
    """Write a text to a file that is not there yet. Raises UsageError if it is, or if it cannot be written."""
    try:
        with Path(file).open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError:
        raise UsageError(find("file-exists")) from None
    except (OSError, ValueError):
        raise UsageError(find("file-unwritable")) from None


def replace_files(files: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Put other contents in place of those that the files are known to have, each at one stroke.

    Raises UsageError if one is no longer what it was, or cannot be written; then none is changed.
    """
    beside = {path.resolve(): path.resolve().with_name(f".{path.name}.new") for path in files}
    try:
        for path, (old, new) in files.items():
            if path.read_bytes() != old:
                raise UsageError(find("file-unwritable"))
            beside[path.resolve()].write_bytes(new)
            shutil.copymode(path, beside[path.resolve()])
        for path, made in beside.items():
            made.replace(path)
    except OSError:
        raise UsageError(find("file-unwritable")) from None
    finally:
        for made in beside.values():
            made.unlink(missing_ok=True)


@define
class Progress:
    """Tells on a terminal how far long work has come, while it lasts: `with Progress(…) as progress`.

    That goes to standard error, so that a pipe gets only the result.
    """

    text: str
    done: int = 0
    _shown: bool = False

    def __call__(self, total: int | None = None) -> None:
        """Say that one more piece is done, of how many if that is known."""
        self.done += 1
        if sys.stderr is not None and sys.stderr.isatty():
            self._shown = True
            of = "" if total is None else f"/{total}"
            sys.stderr.write(f"\r{self.text} {self.done}{of}")
            sys.stderr.flush()

    def reached(self, done: int) -> None:
        """Say how many pieces are done."""
        self.done = done - 1
        self()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        """Take the line away again, however the work ended."""
        if self._shown and sys.stderr is not None:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
