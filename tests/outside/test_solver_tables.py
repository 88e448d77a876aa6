# SPDX-License-Identifier: MPL-2.0
"""Tables with a row left out or a condition taken out: reading them finds the gaps and contradictions that z3 finds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
import reference
from helpers import ROOT
from hypothesis import assume, given
from rule_texts import folder_of, texts_of
from solver import Situations, contradicted, row_of, uncovered
from strategies import any_rule_set_data

from trivselrules.data import shipped_names
from trivselrules.finding import Finding
from trivselrules.loading import read
from trivselrules.model import Decision, RuleSetModel
from trivselrules.tabling.grow import grow
from trivselrules.tabling.table import columns_of, read_sheet, write_sheet

pytestmark = pytest.mark.outside

Plain = dict[str, Any]
Lines = list[list[str]]

GAPS = {"table-gap", "table-without-rows"}
OVERLAPS = {"table-overlap"}
MANY = 25  # of more rows than that not every one is damaged


def found_in(lines: Lines, decision: Decision, model: RuleSetModel) -> tuple[Finding, ...]:
    """Read a table, and give what is wrong with it."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(lines)
    sheet, findings = read_sheet(text.getvalue().encode(), "table.csv", list(columns_of(decision, model)))
    return findings if sheet is None else grow(sheet, decision, model).findings


def agree_on(decision: Decision, model: RuleSetModel, situations: Situations) -> int:
    """Hold that both find the same in the table of a decision and in each damaged one; give how many these are."""
    heads, *lines = csv.reader(io.StringIO(write_sheet(decision, model).removeprefix("\ufeff")), delimiter=";")
    rows = [row_of(heads, line, situations) for line in lines]
    assert not situations.some(uncovered(rows))
    assert not any(situations.some(contradicted(row, rows[:number])) for number, row in enumerate(rows))
    assert found_in([heads, *lines], decision, model) == ()
    tried = 0
    for number in range(0, len(lines), 1 + len(lines) // MANY):
        line = lines[number]
        others, rest = rows[:number] + rows[number + 1 :], lines[:number] + lines[number + 1 :]
        hold(found_in([heads, *rest], decision, model), uncovered(others), None, situations)
        for wider in widened(heads, line):
            row = row_of(heads, wider, situations)
            found = found_in([heads, *rest, wider], decision, model)
            hold(found, uncovered([*others, row]), contradicted(row, others), situations)
            tried += 1
    return tried


def widened(heads: list[str], line: list[str]) -> Iterator[list[str]]:
    """Give a row without one of its conditions, for each."""
    for at, (head, cell) in enumerate(zip(heads, line, strict=True)):
        if cell and head.startswith(("ask: ", "reading: ")):
            yield [*line[:at], "", *line[at + 1 :]]


def hold(found: tuple[Finding, ...], gap: Any, overlap: Any, situations: Situations) -> None:
    """Hold that there are gaps and overlaps if z3 has any, and that the values told of a gap are in it."""
    codes = {finding.code for finding in found}
    assert codes <= GAPS | OVERLAPS
    assert bool(codes & GAPS) == situations.some(gap)
    assert bool(codes & OVERLAPS) == (overlap is not None and situations.some(overlap))
    for finding in found:
        if finding.code == "table-gap":
            told = situations.condition(str(finding.details["fact"]), str(finding.details["value"]))
            assert situations.some(gap, told)


@pytest.mark.parametrize("rules", shipped_names())
def test_z3_finds_in_shipped_tables_what_reading_them_finds(rules: str) -> None:
    """Every decision as a table, with any row left out, and with any condition of any row taken out; of many, some."""
    situations, model = Situations(reference.load(ROOT / "rules" / rules)), read(rules).model
    assert model is not None
    assert sum(agree_on(decision, model, situations) for decision in model.decisions.values()) > 100


@given(any_rule_set_data())
def test_z3_finds_in_grown_tables_what_reading_them_finds(files: dict[str, Plain]) -> None:
    """So it is for decisions made at random, whose tables divide scales in every way."""
    with folder_of(texts_of(files)) as folder:
        situations, model = Situations(reference.load(folder)), read(folder).model
    assert model is not None
    for decision in model.decisions.values():
        assume(len(write_sheet(decision, model).splitlines()) < 40)
        agree_on(decision, model, situations)
