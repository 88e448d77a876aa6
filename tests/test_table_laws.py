# SPDX-License-Identifier: MPL-2.0
"""A decision as a table and back answers as before, and what is wrong with a table is told with its cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from golden import run
from helpers import ROOT
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rule_texts import folder_of, texts_of
from strategies import any_rule_set_data

from trivselrules.comparing import compare
from trivselrules.data import shipped_names
from trivselrules.domains import Scale, Span
from trivselrules.errors import Error
from trivselrules.frozen_map import FrozenMap
from trivselrules.loading import Reading, read
from trivselrules.location import Location
from trivselrules.tabling import table
from trivselrules.tabling.cells import parts
from trivselrules.tabling.grow import grow
from trivselrules.tabling.table import cell_name, columns_of, read_sheet, write_sheet

Plain = dict[str, Any]
EXCURSIONS = ROOT / "tests" / "udflugt"
laws = settings(max_examples=settings().max_examples // 2)


def back_again(before: Reading, change: Callable[[str], str] = str) -> Reading:
    """Write every decision of a rule set as a table, make decisions of the tables, and read the rule set with them."""
    model = before.model
    assert model is not None
    files = dict(before.folder.files)
    for name, decision in model.decisions.items():
        content = change(write_sheet(decision, model)).encode()
        sheet, findings = read_sheet(content, f"{name}.csv", list(columns_of(decision, model)))
        assert findings == ()
        assert sheet is not None
        grown = grow(sheet, decision, model)
        assert grown.text is not None, [finding.message() for finding in grown.findings]
        files[f"{name}.yaml"] = grown.text.encode()
    return read(evolve(before.folder, files=FrozenMap(files)))


def assert_same(before: Reading, after: Reading) -> None:
    """Hold that nothing answers differently in any situation."""
    assert before.rule_set is not None
    assert after.rule_set is not None, [str(finding) for finding in after.findings]
    found = compare(before.rule_set, after.rule_set)
    assert [one.decision for one in found.decisions if one.answers or one.choices] == []


@pytest.mark.parametrize(
    "rules", [*shipped_names(), f"{EXCURSIONS}", f"{ROOT}/examples/midtby", f"{ROOT}/tests/naboby"]
)
def test_every_decision_survives_being_a_table(rules: str) -> None:
    """Out and back is no difference in any situation under any reading, for every decision there is."""
    before = read(rules)
    assert_same(before, back_again(before))


@laws
@given(any_rule_set_data(), st.sampled_from((",", ";", "\t")))
def test_any_decision_survives_being_a_table(files: dict[str, Plain], delimiter: str) -> None:
    """So it is for decisions made at random, however the columns are divided.

    A tree cannot always keep readings that stand side by side after the facts of each other; then the table is refused.
    """

    def divided(text: str) -> str:
        made = io.StringIO()
        csv.writer(made, delimiter=delimiter).writerows(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        return made.getvalue()

    with folder_of(texts_of(files)) as folder:
        before = read(folder)
        assume(before.rule_set is not None)
        after = back_again(before, divided)
        if after.rule_set is None:
            errors = {finding.code for finding in after.findings if finding.severity == "error"}
            assert errors == {"reading-too-early"}
        else:
            assert_same(before, after)


def test_what_lies_between_two_decimals_is_asked_twice(tmp_path: Path) -> None:
    """The language has no key for it, so the scale is divided, and divided again."""
    rows = ["over 2 & under 3;UD-004;de_mindste_i_bus", '"under 2, 2, from 3";UD-001;hvor_langt']
    (tmp_path / "vejen.csv").write_text("\n".join(["ask: afstand_km;source;undetermined", *rows]), "utf-8")
    told = run("table", "vejen", "--rules", str(EXCURSIONS), "--read", str(tmp_path / "vejen.csv"))
    assert told.out.count("ask: afstand_km") >= 2, told.err


@pytest.mark.parametrize("cell", ["=1+1", "+x", "-5", "@x", "'quoted", "'=x", "x", ""])
def test_no_cell_is_run_and_all_come_back(cell: str) -> None:
    """What a spreadsheet would run stands behind a quote in the table, which is taken away again."""
    still = table.still(cell)
    assert not still.startswith(("=", "+", "-", "@"))
    assert table.plain_cell(still) == cell


@pytest.mark.parametrize(("column", "row", "name"), [(1, 1, "A1"), (3, 7, "C7"), (27, 2, "AA2"), (702, 9, "ZZ9")])
def test_cells_are_called_as_in_a_spreadsheet(column: int, row: int, name: str) -> None:
    """Columns are letters, rows numbers."""
    assert cell_name(Location("x", row, column)) == name


@pytest.mark.parametrize(
    ("scale", "cells", "mask", "said"),
    [
        (Scale(), [Span(high=2, open_high=True), Span(2, 2), Span(low=2, open_low=True)], 0b100, "over 2"),
        (Scale(), [Span(high=2, open_high=True), Span(2, 2), Span(low=2, open_low=True)], 0b011, "under 2, 2"),
        (Scale(), [Span(high=2, open_high=True), Span(2, 2), Span(low=2, open_low=True)], 0b110, "from 2"),
        (Scale(), [Span(high=2, open_high=True), Span(2, 2), Span(low=2, open_low=True)], 0b101, "under 2|over 2"),
        (Scale(), [Span(2, 2), Span(2, 3, True, True), Span(3, 3)], 0b111, "2 to 3"),
        (Scale(), [Span(2, 2), Span(2, 3, True, True), Span(3, 3)], 0b010, "over 2 & under 3"),
        (Scale(0, 9, 1, months=True), [Span(0, 0), Span(0, 9, True, True), Span(9, 9)], 0b010, "1 to 8 months"),
        (Scale(None, None, 1), [Span(high=5, open_high=True), Span(5, 5)], 0b01, "under 5"),
        (Scale(None, None, 1), [Span(5, 5), Span(low=5, open_low=True)], 0b10, "from 6"),
    ],
)
def test_sets_of_numbers_are_said_as_the_language_says_them(
    scale: Scale, cells: list[Span], mask: int, said: str
) -> None:
    """A run of numbers is one key; where there is none, two that both hold."""
    assert "|".join(parts(scale, tuple(cells), mask)) == said


def sheet_of(tmp_path: Path, change: Callable[[list[list[str]]], object], decision: str = "ledsagere") -> Path:
    """Write the table of a decision with a change in it, and give its file."""
    rows = list(
        csv.reader(io.StringIO(run("table", decision, "--rules", str(EXCURSIONS)).out.lstrip("\ufeff")), delimiter=";")
    )
    change(rows)
    made = io.StringIO()
    csv.writer(made, delimiter=";").writerows(rows)
    file = tmp_path / f"{decision}.csv"
    file.write_text(made.getvalue(), "utf-8")
    return file


def put(row: int, head: str, text: str) -> Callable[[list[list[str]]], None]:
    """Give what writes a text into a cell."""

    def change(rows: list[list[str]]) -> None:
        rows[row][rows[0].index(head)] = text

    return change


def cell_of(rows: list[list[str]], row: int, head: str) -> str:
    """Give the name of a cell."""
    return cell_name(Location("", row + 1, rows[0].index(head) + 1))


WRONG = [
    ("ask: sted", "skoven", "answer-form"),
    ("set: ansvarlig", "pedagog", "unknown-role"),
    ("set: deltagere", "[medhjaelper, livreder]", "unknown-role"),
    ("source", "UD-002, UD-999", "unknown-source"),
    ("notice", "husk_veste", "unknown-notice"),
    ("undetermined", "bussen", "unknown-open-point"),
    ("reading: livredderen", "aldrig", "unknown-option"),
    ("set: ansvarlig", "{x", "yaml-bracket"),
]


@pytest.mark.parametrize(("head", "text", "code"), WRONG, ids=[f"{row[0]} {row[1]}" for row in WRONG])
def test_what_is_wrong_is_told_with_its_cell(head: str, text: str, code: str, tmp_path: Path) -> None:
    """A name that does not exist, or what cannot be read, is told by the cell it stands in."""
    rows: list[list[str]] = []

    def change(found: list[list[str]]) -> None:
        rows.extend(found)
        put(1, head, text)(found)

    file = sheet_of(tmp_path, change)
    told = run("table", "ledsagere", "--rules", str(EXCURSIONS), "--read", str(file))
    assert told.status == 2
    assert f"ledsagere.csv {cell_of(rows, 1, head)}: " in told.err
    json_told = run("table", "ledsagere", "--rules", str(EXCURSIONS), "--read", str(file), "--format", "json").json()
    assert json_told["error"]["code"] == code


def test_two_undetermined_points_stand_side_by_side(tmp_path: Path) -> None:
    """Several open points in one cell are all named."""
    file = sheet_of(tmp_path, put(1, "undetermined", "de_mindste_i_bus, hvor_langt"))
    told = run("table", "ledsagere", "--rules", str(EXCURSIONS), "--read", str(file))
    assert "all: [{undetermined: de_mindste_i_bus}, {undetermined: hvor_langt}]" in told.out or told.status == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda rows: rows.pop(), "table-gap"),
        (lambda rows: rows.append([*rows[1][:-1], "UD-001, UD-009"]), "table-overlap"),
        (lambda rows: rows[0].__setitem__(0, "ask: stedet"), "header-unknown"),
        (lambda rows: rows[0].__setitem__(1, rows[0][0]), "header-twice"),
        (lambda rows: rows[1].append("x"), "row-length"),
        (lambda rows: rows.clear(), "table-without-rows"),
        (lambda rows: rows.__delitem__(slice(1, None)), "table-without-rows"),
    ],
)
def test_tables_that_say_too_little_or_too_much(
    change: Callable[[list[list[str]]], object], code: str, tmp_path: Path
) -> None:
    """Situations without a row, or with two, and columns and rows that do not fit, are told."""
    file = sheet_of(tmp_path, change)
    arguments = ("table", "ledsagere", "--rules", str(EXCURSIONS), "--read", str(file))
    assert run(*arguments, "--format", "json").json()["error"]["code"] == code
    assert run(*arguments).status == 2


def test_the_same_row_twice_says_it_once(tmp_path: Path) -> None:
    """A row that is repeated, and rows that are blank, change nothing: that is proved."""
    file = sheet_of(tmp_path, lambda rows: rows.extend([rows[1], [""] * len(rows[0])]))
    told = run("table", "ledsagere", "--rules", str(EXCURSIONS), "--read", str(file))
    assert (told.status, told.err.strip()) == (0, "Beslutningen svarer som før i alle situationer.")


def test_a_change_is_told(tmp_path: Path) -> None:
    """If the table answers differently that is said, and where to see it."""
    file = sheet_of(tmp_path, put(1, "set: ansvarlig", "leder"))
    told = run("table", "ledsagere", "--rules", str(EXCURSIONS), "--read", str(file), "--lang", "en")
    assert "does not answer as before" in told.err or told.status == 2


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"ask: sted\n\xe6"])
def test_another_encoding_is_told(content: bytes, tmp_path: Path) -> None:
    """A table that is not UTF-8 cannot be read."""
    (tmp_path / "x.csv").write_bytes(content)
    arguments = ("table", "ledsagere", "--rules", str(EXCURSIONS), "--read", str(tmp_path / "x.csv"))
    assert run(*arguments, "--format", "json").json()["error"]["code"] == "table-not-utf8"
    assert run("table", "ledsagere", "--rules", str(EXCURSIONS), "--read", str(tmp_path)).status == 2
    assert run("table", "ledsager", "--rules", str(EXCURSIONS)).status == 2


def test_a_table_is_written_to_a_new_file(tmp_path: Path) -> None:
    """With a mark of its encoding, as spreadsheets need it; a file that is there stays."""
    file = tmp_path / "ledsagere.csv"
    arguments = ("table", "ledsagere", "--rules", str(EXCURSIONS), "--output", str(file))
    assert run(*arguments).status == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfask: ")
    assert run(*arguments).status == 2


def test_a_table_too_large_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A decision with more ways than a table is good for is told by its size."""
    monkeypatch.setattr(table, "_MOST_ROWS", 2)
    model = read(EXCURSIONS).model
    assert model is not None
    with pytest.raises(Error) as refused:
        write_sheet(model.decisions["ledsagere"], model)
    assert refused.value.code == "decision-too-large"
