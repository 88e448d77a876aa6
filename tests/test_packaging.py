# SPDX-License-Identifier: MPL-2.0
"""Rules and schemas are found however the package was installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SHIPPED = {
    path.relative_to(PROJECT).as_posix() for name in ("rules", "schemas") for path in PROJECT.glob(f"{name}/**/*.*")
}
ASK = """
import sys
{prepare}
import trivselrules
from trivselrules.data import schema_text
answer = trivselrules.load("trivselplus").decide("indkaldelse", tilbud="dagpleje", trin=2)
assert "decision" in schema_text("decision")
print(trivselrules.__file__)
print(answer.outcome["indkalder"])
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of what the project is built from, so that building leaves nothing behind."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("src", "rules", "schemas"):
        shutil.copytree(PROJECT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(PROJECT / name, copy)
    return copy


def build(project: Path, hook: str, into: Path) -> Path:
    """Build a wheel through the standard interface of the build backend, without a network."""
    into.mkdir(exist_ok=True)
    code = f"import hatchling.build, sys; print(hatchling.build.{hook}(sys.argv[1]))"
    run(sys.executable, "-c", code, str(into), cwd=project)
    (wheel,) = into.glob("*.whl")
    return wheel


def run(*command: str, cwd: Path, **environment: str) -> str:
    """Run a command that must succeed and give what it printed."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env={**clean, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def answer(cwd: Path, prepare: str) -> tuple[str, str]:
    """Ask the installed package in a fresh process: where it was found, and who convenes."""
    place, convener = run(sys.executable, "-c", ASK.format(prepare=prepare), cwd=cwd).splitlines()
    return place, convener


@pytest.fixture(scope="module")
def wheel(project: Path) -> Path:
    """Give the wheel."""
    return build(project, "build_wheel", project / "dist")


def test_wheel_holds_rules_schemas_and_types(wheel: Path) -> None:
    """Every rule file and schema, and the marker of typed packages, are in the wheel."""
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"trivselrules/_data/{name}" for name in SHIPPED} <= names
    assert "trivselrules/py.typed" in names


def test_wheel_brings_the_pytest_plugin(wheel: Path) -> None:
    """The wheel says where pytest comes in, and has it beside the package."""
    packed = zipfile.ZipFile(wheel)
    (entries,) = [name for name in packed.namelist() if name.endswith("entry_points.txt")]
    assert "[pytest11]\ntrivselrules = trivselrules_pytest\n" in packed.read(entries).decode()
    assert "trivselrules_pytest.py" in packed.namelist()


def test_installed_wheel_answers(wheel: Path, tmp_path: Path) -> None:
    """An unpacked wheel answers from its own rules."""
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    place, convener = answer(tmp_path, f"sys.path.insert(0, {str(installed)!r})")
    assert place.startswith(str(installed))
    assert convener == "leder_af_ppr"


def test_zipped_wheel_answers(wheel: Path, tmp_path: Path) -> None:
    """The wheel answers straight out of the zip file."""
    place, convener = answer(tmp_path, f"sys.path.insert(0, {str(wheel)!r})")
    assert place.startswith(str(wheel))
    assert convener == "leder_af_ppr"


def test_editable_install_reads_the_edited_rules(project: Path, tmp_path: Path) -> None:
    """In an editable install a changed rule counts at once."""
    installed = tmp_path / "site"
    zipfile.ZipFile(build(project, "build_editable", project / "editable")).extractall(installed)
    prepare = f"sys.path[:] = [p for p in sys.path if 'src' not in p]; import site; site.addsitedir({str(installed)!r})"
    assert answer(tmp_path, prepare)[1] == "leder_af_ppr"
    rule = project / "rules" / "trivselplus" / "indkaldelse.yaml"
    before = rule.read_text(encoding="utf-8")
    rule.write_text(
        before.replace(
            "indkalder: leder_af_ppr, indkaldte: [leder_af_dagplejen",
            "indkalder: skoleleder, indkaldte: [leder_af_dagplejen",
        ),
        encoding="utf-8",
    )
    try:
        place, convener = answer(tmp_path, prepare)
    finally:
        rule.write_text(before, encoding="utf-8")
    assert place.startswith(str(project))
    assert convener == "skoleleder"


def test_only_the_command_collects_garbage_seldom() -> None:
    """A command is alone in its process; whoever imports the library finds Python as it was."""
    code = """
import gc, sys
usual = gc.get_threshold()
import trivselrules.__main__ as command
assert gc.get_threshold() == usual
sys.argv = ["trivselrules", "explain-code", "unknown-role"]
assert command.main() == 0
assert gc.get_threshold() > usual
"""
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
