# SPDX-License-Identifier: MPL-2.0
"""Writing to the terminal or a pipe."""

from __future__ import annotations

import sys
from typing import TextIO

__all__ = ["is_interactive", "write"]


def write(text: str, stream: TextIO | None = None) -> None:
    """Write a text and a line end to `stream`, standard output unless another is given."""
    print(text, file=stream or sys.stdout)


def is_interactive() -> bool:
    """Tell whether a person sits at both ends: only then may a question be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
