# SPDX-License-Identifier: MPL-2.0
"""Lets `python -m trivselrules` and the installed command start the command line."""

from __future__ import annotations

import sys

from .cli.main import main

if __name__ == "__main__":
    sys.exit(main())
