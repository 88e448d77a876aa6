# SPDX-License-Identifier: MPL-2.0
"""The example in another language: Node answers every vector from the exported tables as we do."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from golden import run
from helpers import ROOT

pytestmark = pytest.mark.outside

AGREE = ROOT / "examples" / "node" / "agree.mjs"


@pytest.mark.parametrize("rules", ["trivselplus", "trivselsbarometer", "trivselslinealen"])
def test_node_agrees_on_all(rules: str, tmp_path: Path) -> None:
    """No vector is answered otherwise, and nothing that must be refused is answered."""
    tables, vectors = tmp_path / "tables.json", tmp_path / "vectors.json"
    tables.write_text(run("export", "--format", "table-json", "--rules", rules).out, "utf-8")
    vectors.write_text(run("export", "--format", "vectors", "--rules", rules).out, "utf-8")
    told = json.loads(subprocess.run(["node", AGREE, tables, vectors], capture_output=True, check=True).stdout)
    assert told["differing"] == []
    assert told["agreed"] > 50


def test_node_finds_a_table_that_says_something_else(tmp_path: Path) -> None:
    """One other value in the table is noticed."""
    tables, vectors = tmp_path / "tables.json", tmp_path / "vectors.json"
    text = run("export", "indkaldelse", "--format", "table-json").out
    tables.write_text(text.replace('"leder_af_ppr"', '"skoleleder"', 1), "utf-8")
    vectors.write_text(run("export", "indkaldelse").out, "utf-8")
    done = subprocess.run(["node", AGREE, tables, vectors], capture_output=True, check=False)
    assert done.returncode == 1
    assert json.loads(done.stdout)["differing"]
