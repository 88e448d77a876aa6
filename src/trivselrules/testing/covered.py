# SPDX-License-Identifier: MPL-2.0
"""What the worked examples that pytest has run reach, told when it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..covering import cover_decision
from ..errors import Error
from ..loading import read
from ..render.case_coverage import coverage_text

__all__ = ["write_coverage"]


def write_coverage(terminal: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell for each decision of which cases ran what all its cases reach; also where other processes ran them."""
    for folder, names in sorted(_collected(terminal, config).items()):
        terminal.section(f"rule coverage: {folder.name}")
        try:
            rules = read(folder).rule_set
        except Error as error:
            terminal.write_line(error.message("en"))
            continue
        if rules is None:
            terminal.write_line("the rules have errors")
        else:
            found = [cover_decision(rules, name) for name in rules.decisions if name in names]
            terminal.write_line(coverage_text(found, rules.model, "en"))


def _collected(terminal: pytest.TerminalReporter, config: pytest.Config) -> dict[Path, set[str]]:
    """Give the folders of the cases that reports are about, with the rules the files are named after."""
    reports = (report for reports in terminal.stats.values() for report in reports)
    files = {str(getattr(report, "nodeid", "")).partition("::")[0] for report in reports}
    found: dict[Path, set[str]] = {}
    for file in (config.rootpath / file for file in files if file.endswith(".cases.yaml")):
        found.setdefault(file.parent, set()).add(file.name.partition(".")[0])
    return found
