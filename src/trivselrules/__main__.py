# SPDX-License-Identifier: MPL-2.0
"""Lets `python -m trivselrules` and the installed command start the command line."""

from __future__ import annotations

import gc
import sys

from .cli import main as command

__all__ = ["SELDOM", "main"]

# What a command builds is needed until it ends; looking through all of it for what is not takes a third of the time.
SELDOM = (200_000, 50, 50)


def main() -> int:
    """Run the command line and give its exit status, in a process of its own."""
    gc.set_threshold(*SELDOM)
    return command.main()


if __name__ == "__main__":
    sys.exit(main())
