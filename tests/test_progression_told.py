# SPDX-License-Identifier: MPL-2.0
"""A report in words says what there is to say, and nothing of what the rules leave out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from measured import GARDEN, garden, table

from trivselrules import RuleSet
from trivselrules.progression import caseload_of, courses_of, read_table, report_of, report_text
from trivselrules.progression.table import MOST_BYTES

Told = Callable[[RuleSet, tuple[str, ...]], str]
LEFT_OUT = ("allowed", "counts", "notice", "open_points", "required", "source", "suppress_below")
ROWS = ("P-1;2026-03-01;roser;gartner;saaet;7", "P-2;2026-03-02;bregner;nabo;vokset;5")


def told(rules: RuleSet, rows: tuple[str, ...]) -> str:
    """Give the report on some rows."""
    read = read_table(table(*rows), rules)
    assert read.sound
    return report_text(report_of(read.measurements, rules), rules, "en")


@pytest.fixture
def bare(tmp_path: Path) -> RuleSet:
    """Give the garden's rules with nothing said that need not be."""
    text = GARDEN["progression.yaml"]
    for key in LEFT_OUT:
        text = re.sub(rf"^{key}:.*\n(?:  .*\n)*", "", text, flags=re.MULTILINE)
    return garden(tmp_path, {**GARDEN, "progression.yaml": text})


def test_what_the_rules_leave_out_is_not_told(bare: RuleSet, tmp_path: Path) -> None:
    """Without counts, requirements, open points, notices and sources there is no word of them, nor a heading."""
    whole, short = told(garden(tmp_path), ROWS), told(bare, ROWS)
    for heading in ("Counts:", "Lack required measurements", "rest on", "Note:", "Source:"):
        assert heading in whole
        assert heading not in short
    assert "klasse" in short


def test_a_point_without_readings_is_told_by_its_title(tmp_path: Path) -> None:
    """A point that only says what is open is told as that; one with readings by the question and what is chosen."""
    text = told(garden(tmp_path), ROWS)
    assert "- A-001: Small beds. The book says nothing." in text
    assert re.search(r"^- A-003: Is rust included\? .*: without \(`rust`\)\.$", text, re.MULTILINE)


def test_conditions_can_be_about_every_column(tmp_path: Path) -> None:
    """What is counted can depend on what is measured, by whom, and when."""
    counts = "counts:\n" + "".join(
        f"  {name}:\n    da: {name}\n    en: {name}\n    where: {where}\n"
        for name, where in (
            ("om_roser", "{sort: [roser]}"),
            ("fra_nabo", "{seer: [nabo]}"),
            ("vokset_nu", "{tid: [vokset]}"),
        )
    )
    text = re.sub(r"^counts:\n(?:  .*\n)*", counts, GARDEN["progression.yaml"], flags=re.MULTILINE)
    rules = garden(tmp_path, {**GARDEN, "progression.yaml": text})
    roses, ferns = caseload_of(courses_of(read_table(table(*ROWS), rules).measurements, rules), rules).strata
    assert roses.total is not None
    assert ferns.total is not None
    for name, of_roses in (("om_roser", True), ("fra_nabo", False), ("vokset_nu", False)):
        assert roses.total.blocks[name] == {(of_roses,): 1}
        assert ferns.total.blocks[name] == {(not of_roses,): 1}


def test_that_nothing_is_lacking_is_told(tmp_path: Path) -> None:
    """Where every case has the measurements it must have, that is said, so that silence is not taken for it."""
    rows = ("P-1;2026-03-01;roser;gartner;saaet;7", "P-1;2026-04-01;roser;gartner;hoestet;7")
    text = told(garden(tmp_path), rows)
    assert "No case lacks a required measurement." in text
    assert "Lack required measurements" not in text


def test_a_table_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    """A table has a largest size, which is told; one byte less is read."""
    rules = garden(tmp_path)
    (finding,) = read_table(b"\0" * (MOST_BYTES + 1), rules).findings
    assert finding.code == "table-large"
    assert str(MOST_BYTES // 1_000_000) in finding.message("en")
    assert [finding.code for finding in read_table(b"\xff" * MOST_BYTES, rules).findings] == ["table-not-utf8"]
