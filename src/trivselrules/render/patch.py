# SPDX-License-Identifier: MPL-2.0
"""What would be changed in files, as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import unified_diff
from pathlib import PurePath

from ..text import masked, printable

__all__ = ["patch"]


def patch(before: Mapping[str, bytes], after: Mapping[str, bytes], folder: str) -> str:
    """Give the lines that are changed, with three around them; nothing in them can steer a terminal."""
    return "\n".join(printable(masked(line)) for name in after for line in _of_file(name, before, after, folder))


def _of_file(name: str, before: Mapping[str, bytes], after: Mapping[str, bytes], folder: str) -> Iterator[str]:
    path = str(PurePath(folder) / name)
    old, new = (_lines(files[name]) for files in (before, after))
    yield from unified_diff(old, new, path, path, lineterm="")


def _lines(content: bytes) -> list[str]:
    text = content.decode("utf-8", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
