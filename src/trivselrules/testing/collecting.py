# SPDX-License-Identifier: MPL-2.0
"""Worked examples as pytest's items: one for each case, failing with what was expected, what came, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..cases import CaseResult, run_case
from ..errors import RuleSetError
from ..lifecycle import LifecycleCase
from ..lifecycle_cases import LifecycleCaseResult, run_lifecycle_case
from ..loading import load, read
from ..model import Case
from ..rule_set import RuleSet
from .failing import told_failure

__all__ = ["CaseItem", "CasesFile", "collected_folders", "rules_of"]

_FOLDERS = pytest.StashKey[dict[Path, RuleSet]]()
Result = CaseResult | LifecycleCaseResult


class CaseFailedError(Exception):
    """A case got another answer than it expects."""

    def __init__(self, result: Result) -> None:
        super().__init__(f"{result.rule}: {result.case.title}")
        self.result = result


class CasesFile(pytest.File):
    """The worked examples of one rule."""

    def collect(self) -> Iterator[pytest.Item]:
        """Give the cases of the file, in its order; rules that have errors are an error of the collection."""
        rules = _rules_in(self.config, self.path.parent)
        cases: tuple[Case | LifecycleCase, ...] = (*rules.model.cases, *rules.model.lifecycle_cases)
        names: Counter[str] = Counter()
        for case in cases:
            if case.location.file.rpartition("/")[2] == self.path.name:
                names[case.title] += 1
                again = f" ({names[case.title]})" if names[case.title] > 1 else ""
                yield CaseItem.from_parent(self, name=f"{case.title}{again}", case=case)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> object:  # type: ignore[override]
        """Tell what is wrong with the rules, with its places, and not where in the code that was noticed."""
        if isinstance(excinfo.value, RuleSetError):
            errors = (finding for finding in excinfo.value.findings if finding.severity == "error")
            return "\n".join(f"{e.location}: {e.message('en')}. {e.help('en')} [{e.code}]" for e in errors)
        return super().repr_failure(excinfo)


class CaseItem(pytest.Item):
    """One worked example."""

    def __init__(self, *, case: Case | LifecycleCase, **known: object) -> None:
        super().__init__(**known)  # type: ignore[arg-type]
        self.case = case

    def runtest(self) -> None:
        """Run the case. Raises CaseFailedError if the answer is another."""
        rules = _rules_in(self.config, self.path.parent)
        case = self.case
        result: Result = run_case(rules, case) if isinstance(case, Case) else run_lifecycle_case(rules, case)
        if not result.passed:
            raise CaseFailedError(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> object:  # type: ignore[override]
        """Tell the difference as people read it."""
        if isinstance(excinfo.value, CaseFailedError):
            return told_failure(excinfo.value.result, _rules_in(self.config, self.path.parent))
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Name the case by its line in the YAML file."""
        return self.path, self.case.location.line - 1, self.name


def collected_folders(config: pytest.Config) -> dict[Path, RuleSet]:
    """Give the rule sets whose cases were collected, by folder."""
    return config.stash.setdefault(_FOLDERS, {})


def rules_of(config: pytest.Config) -> RuleSet:
    """Give the rule set that the fixtures are about. Raises pytest.UsageError if it cannot be told which."""
    named = config.getoption("--rules") or config.getini("trivselrules")
    if named:
        return load(_anchored(str(named), config))
    found = sorted(file.parent for file in config.rootpath.glob("**/rule_set.yaml") if _is_visible(file, config))
    if len(found) == 1:
        return load(found[0])
    names = ", ".join(str(folder.relative_to(config.rootpath)) for folder in found) or "none"
    raise pytest.UsageError(f"name a rule set with --rules, or `trivselrules` in the configuration; found: {names}")


def _anchored(named: str, config: pytest.Config) -> str | Path:
    """Give a bare name as it is, and a folder as seen from where the configuration lies."""
    return config.rootpath / named if "/" in named or "\\" in named else named


def _is_visible(file: Path, config: pytest.Config) -> bool:
    """Tell whether a file lies where people keep their own: not below a hidden folder or an environment."""
    above = file.relative_to(config.rootpath).parts[:-1]
    roots = [config.rootpath.joinpath(*above[:depth]) for depth in range(1, len(above) + 1)]
    return not any(root.name.startswith(".") or (root / "pyvenv.cfg").exists() for root in roots)


def _rules_in(config: pytest.Config, folder: Path) -> RuleSet:
    """Load the rule set of a folder once; one that changes with time is taken as in its last period."""
    known = collected_folders(config)
    if folder not in known:
        found = read(folder)
        if found.rule_set is None:
            first = next(finding for finding in found.findings if finding.severity == "error")
            raise RuleSetError(first, found.findings)
        known[folder] = found.rule_set
    return known[folder]
