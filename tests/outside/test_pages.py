# SPDX-License-Identifier: MPL-2.0
"""The page for a meeting, looked at by a program that knows what keeps people from reading a page."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from golden import run
from helpers import ROOT

pytestmark = pytest.mark.outside

HERE = Path(__file__).resolve().parent


def by_axe(page: Path) -> dict[str, Any]:
    """Look at a page, in a process of Node."""
    command = ["node", str(HERE / "read_page.mjs"), os.environ["TRIVSELRULES_OUTSIDE"], str(page)]
    told: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return told


@pytest.mark.parametrize("language", ["da", "en"])
def test_nothing_keeps_people_from_reading_the_page(language: str, tmp_path: Path) -> None:
    """Language, title, headings, lists, tables and regions are as readers of screens need them."""
    page = tmp_path / "page.html"
    versions = ("trivselplus", f"{ROOT}/examples/midtby")
    assert run("report", *versions, "--format", "html", "--lang", language, "--output", str(page)).status == 0
    found = by_axe(page)
    assert found["violations"] == []
    assert {"html-has-lang", "document-title", "heading-order", "list", "region"} <= set(found["passes"])


def test_a_page_that_keeps_people_out_is_told(tmp_path: Path) -> None:
    """The program does find what is wrong with a page."""
    page = tmp_path / "page.html"
    page.write_text("<html><body><h1>x</h1><h4>y</h4><li>z</li></body></html>", "utf-8")
    assert {"html-has-lang", "document-title"} <= {found["id"] for found in by_axe(page)["violations"]}
