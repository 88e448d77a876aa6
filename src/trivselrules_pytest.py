# SPDX-License-Identifier: MPL-2.0
"""The door that pytest comes in by: options, fixtures, and the worked examples of rule sets as tests.

It stands beside the package, so that pytest can load it without importing the package: a project that has no rule
set pays nothing, and whoever measures coverage of rules or code sees all that is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from trivselrules import Answer, RuleSet

__all__: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options; what they say is for the rules to refuse."""
    group = parser.getgroup("trivselrules", "rules of municipalities")
    group.addoption(
        "--rules",
        metavar="NAME|FOLDER",
        default=None,
        help="the rule set of the fixtures `rules` and `decide` (default: the only folder with a rule_set.yaml)",
    )
    group.addoption(
        "--trivsel-coverage",
        action="store_true",
        help="tell at the end which answers, ranges and options the cases of the collected rule sets reach",
    )
    parser.addini("trivselrules", "the rule set of the fixtures `rules` and `decide`, unless --rules names another")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the worked examples that lie in the folder of a rule set; nobody else's files are looked into."""
    if not file_path.name.endswith(".cases.yaml") or not (file_path.parent / "rule_set.yaml").is_file():
        return None
    from trivselrules.testing.collecting import CasesFile

    collected: pytest.Collector = CasesFile.from_parent(parent, path=file_path)
    return collected


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell what the cases reach, if that was asked for."""
    if config.getoption("--trivsel-coverage"):
        from trivselrules.testing.covered import write_coverage

        write_coverage(terminalreporter, config)


@pytest.fixture(scope="session")
def rules(pytestconfig: pytest.Config) -> RuleSet:
    """Give the rule set that `--rules` names, or `trivselrules` in the configuration, or the only one there is."""
    from trivselrules.testing.collecting import rules_of

    return rules_of(pytestconfig)


@pytest.fixture(scope="session")
def decide(rules: RuleSet) -> Callable[..., Answer]:
    """Ask the rule set: `decide("decision", fact=value)`."""
    return rules.decide
