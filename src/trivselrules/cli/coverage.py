# SPDX-License-Identifier: MPL-2.0
"""`trivselrules coverage`: what the cases reach, or what became of everything the source says."""

from __future__ import annotations

from argparse import Namespace

from ..analysis.citations import accounts
from ..errors import RuleSetError
from ..loading import read
from ..render.coverage import coverage_json, coverage_text
from . import coverage_cases
from .output import write, write_json

__all__ = ["run"]

# What the table itself shows; with any other error it could not be trusted.
_SHOWN = ("uncited-source",)


def run(options: Namespace) -> int:
    """Print what the cases reach, or with `--sources` what became of every statement; 1 if something is left out."""
    if not options.sources:
        return coverage_cases.run(options)
    found = read(options.rules)
    errors = [finding for finding in found.findings if finding.severity == "error" and finding.code not in _SHOWN]
    if errors:
        raise RuleSetError(errors[0], found.findings)
    assert found.model is not None, "without errors the files could be joined"
    table = accounts(found.model)
    if options.format == "json":
        write_json(coverage_json(table, options.lang))
    else:
        write(coverage_text(table, options.lang))
    return int(any(account.account is None for account in table))
