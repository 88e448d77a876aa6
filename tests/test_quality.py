# SPDX-License-Identifier: MPL-2.0
"""The tools that read the code: formatting, linting, types."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    "command",
    [("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",)],
    ids=" ".join,
)
def test_tool_is_content(command: tuple[str, ...]) -> None:
    """Each tool passes over the whole project."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_file_of_code_says_its_licence() -> None:
    """The first line of each Python file is the licence in the words of SPDX, which is that of the package."""
    licence = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["license"]
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=PROJECT, capture_output=True, text=True, check=True)
    files = [PROJECT / name for name in listed.stdout.splitlines()]
    assert len(files) > 100
    heads = {path.relative_to(PROJECT): path.read_text("utf-8").partition("\n")[0] for path in files if path.is_file()}
    assert {path for path, head in heads.items() if head != f"# SPDX-License-Identifier: {licence}"} == set()
