# SPDX-License-Identifier: MPL-2.0
"""`trivselrules explain-code`: what a code means, why it is a problem, and how to get it wrong and right."""

from __future__ import annotations

from argparse import Namespace

from ..explained import explain_code
from ..render.explained import code_json, code_text
from .output import write, write_json

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Print the explanation of a code; an unknown one is refused with the nearest."""
    told = explain_code(options.code)
    if options.format == "json":
        write_json(code_json(told, options.lang))
    else:
        write(code_text(told, options.lang))
    return 0
