# SPDX-License-Identifier: MPL-2.0
"""From arguments to an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from ..errors import Error, RuleSetError
from ..text import Language, printable
from .arguments import parse, wants_english, wants_json
from .output import complain, write_json

__all__ = ["main"]

BAD_INPUT = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status.

    0 decided, not applicable, or nothing wrong; 1 findings or failed cases; 2 bad input; 3 undetermined;
    4 needs facts.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = _run(arguments, "en" if wants_english(arguments) else "da")
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _silence()  # whoever read our output has heard enough
        return 0
    except OSError:
        _silence()
        complain("trivselrules: output")  # such as a full disk: nothing more can be said
        return BAD_INPUT
    except KeyboardInterrupt:
        return 130
    return status


def _run(arguments: Sequence[str], language: Language) -> int:
    try:
        options = parse(arguments, language)
        verb = import_module(f".{options.verb.replace('-', '_')}", __package__)  # late: each command needs only its own
        status: int = verb.run(options)
        return status
    except Error as error:
        return _refuse(error, language, as_json=wants_json(arguments))


def _silence() -> None:
    """Keep Python from complaining at exit about output that could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse(error: Error, language: Language, *, as_json: bool) -> int:
    """Say what is wrong with the input: as JSON on standard output, else as text on standard error."""
    place = error.location
    if as_json:
        location = None if place is None else {"file": place.file, "line": place.line, "column": place.column}
        problem = {"code": error.code, "message": error.message(language), "location": location}
        write_json({"error": problem})
        return BAD_INPUT
    findings = error.findings if isinstance(error, RuleSetError) else (error.finding,)
    for finding in findings:
        if finding.severity == "error":
            where = "" if finding.location is None else f"{printable(str(finding.location))}: "
            complain(f"trivselrules: {where}{Error(finding).message(language)}")
    return BAD_INPUT
