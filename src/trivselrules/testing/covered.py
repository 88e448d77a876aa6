# SPDX-License-Identifier: MPL-2.0
"""What the worked examples that pytest has run reach, told when it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..covering import cover_decisions
from ..errors import Error
from ..loading import read
from ..render.case_coverage import coverage_text

__all__ = ["write_coverage"]


def write_coverage(terminal: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell for each rule set of which cases ran what they reach; also where other processes ran them."""
    for folder in _folders(terminal, config):
        terminal.section(f"rule coverage: {folder.name}")
        try:
            rules = read(folder).rule_set
        except Error as error:
            terminal.write_line(error.message("en"))
            continue
        if rules is None:
            terminal.write_line("the rules have errors")
        else:
            terminal.write_line(coverage_text(cover_decisions(rules), rules.model, "en"))


def _folders(terminal: pytest.TerminalReporter, config: pytest.Config) -> list[Path]:
    """Give the folders of the cases that reports are about."""
    reports = (report for reports in terminal.stats.values() for report in reports)
    files = {str(getattr(report, "nodeid", "")).partition("::")[0] for report in reports}
    return sorted({(config.rootpath / file).parent for file in files if file.endswith(".cases.yaml")})
