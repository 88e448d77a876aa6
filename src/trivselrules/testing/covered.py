# SPDX-License-Identifier: MPL-2.0
"""What the worked examples that pytest has run reach, told when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ..covering import cover_decision
from ..covering_lifecycles import cover_lifecycle, drafts_of
from ..errors import Error
from ..loading import read
from ..render.case_coverage import coverage_text
from ..render.lifecycle_coverage import lifecycle_coverage_text
from ..rule_set import RuleSet

__all__ = ["write_coverage"]


def write_coverage(terminal: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell of each decision and lifecycle of which cases ran what all reach; also where other processes ran them.

    The rules are those of today, as for `trivselrules coverage`.
    """
    for folder, names in sorted(_collected(terminal, config).items()):
        terminal.section(f"rule coverage: {folder.name}")
        try:
            rules = read(folder).rule_set
            for told in ("the rules have errors",) if rules is None else _told(rules.as_of(date.today()), names):
                terminal.write_line(told)
        except Error as error:
            terminal.write_line(error.message("en"))


def _told(rules: RuleSet, names: set[str]) -> Iterator[str]:
    for name in rules.decisions:
        if name in names:
            yield coverage_text([cover_decision(rules, name)], rules.model, "en")
    for name in rules.lifecycles:
        if name in names:
            found = cover_lifecycle(rules, name)
            yield lifecycle_coverage_text(found, drafts_of(rules, found), rules.model, "en")


def _collected(terminal: pytest.TerminalReporter, config: pytest.Config) -> dict[Path, set[str]]:
    """Give the folders of the cases that reports are about, with the rules the files are named after."""
    reports = (report for reports in terminal.stats.values() for report in reports)
    files = {str(getattr(report, "nodeid", "")).partition("::")[0] for report in reports}
    found: dict[Path, set[str]] = {}
    for file in (config.rootpath / file for file in files if file.endswith(".cases.yaml")):
        found.setdefault(file.parent, set()).add(file.name.partition(".")[0])
    return found
