# SPDX-License-Identifier: MPL-2.0
"""The log of findings, read by the program of those who keep the format."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from string import Formatter

import pytest
from explained_examples import EXCURSIONS

from trivselrules.catalog import CATALOG
from trivselrules.finding import Finding, find
from trivselrules.frozen_map import FrozenMap
from trivselrules.loading import read
from trivselrules.location import Location
from trivselrules.render.annotations import sarif_log

pytestmark = pytest.mark.outside


def details(code: str) -> dict[str, str]:
    """Give every detail that the texts of a code need, with what no log may hold as it is."""
    entry = CATALOG[code]
    texts = (entry.message.da, entry.message.en, entry.help.da, entry.help.en)
    return {name: f"<{name}>\u202e\x07" for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def validated(log: object, folder: Path) -> str:
    """Give what the validator says of a log, which must hold no error."""
    file = folder / "log.sarif"
    file.write_text(json.dumps(log), "utf-8")
    program = Path(os.environ["TRIVSELRULES_OUTSIDE"]) / "node_modules" / ".bin" / "sarif-multitool"
    done = subprocess.run([str(program), "validate", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "Analysis completed successfully" in done.stdout
    return done.stdout


def test_findings_are_a_valid_log(tmp_path: Path) -> None:
    """A log of real findings has no errors for the validator."""
    folder = tmp_path / "udflugt"
    folder.mkdir()
    for name, text in EXCURSIONS.items():
        (folder / name).write_text(text.replace("paedagog", "pædagog"), "utf-8")
    found = read(folder).findings
    assert found
    assert ": error " not in validated(sarif_log(found, "da", lambda place: place.file, "1.0.0"), tmp_path)


def test_every_code_can_be_in_a_log(tmp_path: Path) -> None:
    """Whatever the code, the file's name and the text, the log is valid."""
    found = [Finding(code, Location("å b/ø#?.yaml", 3, 7), FrozenMap(details(code))) for code in CATALOG]
    assert ": error " not in validated(sarif_log(found, "en", lambda place: place.file, "1.0.0"), tmp_path)
    assert ": error " not in validated(sarif_log([find("usage", reason="x")], "en", str, "1.0.0"), tmp_path)
