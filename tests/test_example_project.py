# SPDX-License-Identifier: MPL-2.0
"""The example project, installed and run as an outsider would; its suite finds defects that are seeded into it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from helpers import ROOT
from test_packaging import build, project, wheel

__all__ = ["build", "project", "wheel"]  # the fixtures that build the package

EXAMPLE = ROOT / "examples" / "casesystem"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the wheel where nothing of the checkout is."""
    site = tmp_path_factory.mktemp("site")
    zipfile.ZipFile(wheel).extractall(site)
    return site


def suite(folder: Path, installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the suite of a copy of the project with the installed package, which brings the plugin along."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--hypothesis-seed", "0", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env={**outside, "PYTHONPATH": str(installed), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def copied(tmp_path: Path) -> Path:
    """Copy the project, as somebody would who begins with it."""
    return Path(copytree(EXAMPLE, tmp_path / "own", ignore=ignore_patterns("__pycache__", ".*_cache", ".hypothesis")))


def test_the_example_passes_its_own_suite(installed: Path, tmp_path: Path) -> None:
    """Its cases, laws and properties hold with the installed package, and its cases' coverage is told."""
    done = suite(copied(tmp_path), installed, "--hypothesis-profile", "quick", "--trivsel-coverage")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "rule coverage: rules" in done.stdout
    assert "indkaldelse: " in done.stdout


# What somebody could get wrong on the way of a concern: in the rules of their own, and in the code around them.
SEEDED = {
    "a place routed as another": ("rules/indkaldelse.yaml", "efterskole: {use: skole,", "efterskole: {use: dagtilbud,"),
    "two words mixed up": ("casesystem.py", '"Day-care centre": "dagtilbud"', '"Day-care centre": "dagpleje"'),
    "a guess where the rules are silent": (
        "casesystem.py",
        'if answer.status != "decided":',
        'if answer.status == "not_applicable":',
    ),
    "a word that falls through": ("casesystem.py", "known.get(str(value), value)", "known.get(str(value), 'skole')"),
}


@pytest.mark.parametrize(("file", "old", "new"), SEEDED.values(), ids=SEEDED)
def test_the_suite_finds_seeded_defects(file: str, old: str, new: str, installed: Path, tmp_path: Path) -> None:
    """With only the documented kit, a concern that is sent elsewhere is found."""
    folder = copied(tmp_path)
    path = folder / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    done = suite(folder, installed, "-k", "not test_laws")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "1 failed" in done.stdout
