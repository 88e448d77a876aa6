# SPDX-License-Identifier: MPL-2.0
"""Diagrams read by Mermaid itself: it finds the nodes, the arrows and the labels that were drawn."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from golden import run
from helpers import ROOT

from trivselrules.render.markdown import Flowchart

pytestmark = pytest.mark.outside

HERE = Path(__file__).resolve().parent
HOSTILE = [
    '"]; click n1 "x"',
    "end",
    "%% gone",
    "#quot; #35; &amp;",
    "<b>bold</b> `code` \\n",
    "a|b (c) [d] {e} --> f",
    "ø",
]


def by_mermaid(page: Path) -> list[dict[str, Any]]:
    """Read the diagrams of a page, in a process of Node."""
    command = ["node", str(HERE / "read_mermaid.mjs"), os.environ["TRIVSELRULES_OUTSIDE"], str(page)]
    told: list[dict[str, Any]] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return told


def test_the_page_for_leaders_is_drawn() -> None:
    """Every diagram of the page is one to Mermaid, and every arrow in it leads from node to node."""
    page = ROOT / "docs" / "da" / "trivselplus.md"
    found = by_mermaid(page)
    assert len(found) == page.read_text("utf-8").count("```mermaid\n")
    for chart in found:
        names = {name for name, _ in chart["nodes"]}
        assert {end for start, _, after in chart["edges"] for end in (start, after)} == names


def test_english_is_drawn_too(tmp_path: Path) -> None:
    """So is every diagram of the whole guide in English."""
    page = tmp_path / "guide.md"
    page.write_text(run("guide", "--lang", "en").out, "utf-8")
    assert by_mermaid(page)


def test_labels_are_read_as_they_were_meant(tmp_path: Path) -> None:
    """No text in a label is taken for Mermaid's own language."""
    chart = Flowchart()
    nodes = [chart.node([text]) for text in HOSTILE]
    for text, node in zip(HOSTILE, nodes, strict=True):
        chart.edge(nodes[0], node, [text])
    page = tmp_path / "chart.md"
    page.write_text("\n".join(chart.fenced()) + "\n", "utf-8")
    (read,) = by_mermaid(page)
    assert [text for _, text in read["nodes"]] == HOSTILE
    assert [text for _, text, _ in read["edges"]] == HOSTILE
