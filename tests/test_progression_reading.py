# SPDX-License-Identifier: MPL-2.0
"""Tables of measurements: every row becomes a measurement or a finding, and nothing personal is repeated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured import HEADER, garden, table

import trivselrules
from trivselrules import Error, RuleSet
from trivselrules.progression import Table, is_opaque, phase_findings, read_table

ROW = "P-1;2026-03-01;roser;gartner;saaet;6.5"
# A key that tells who it is, and what of it must not be repeated.
PERSONAL = [
    "010190-1234",
    "0101901234",
    "010190 1234",
    "Karla Quist",
    "kq@example.org",
    "=P-1",
    "-P-1",
    "P\t1",
    "æ",
    "",
]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    """Give the garden's rules."""
    return garden(tmp_path_factory.mktemp("garden"))


def codes(read: Table) -> list[tuple[str, int, int]]:
    """Give the findings as code, row and column."""
    places = [finding.location for finding in read.findings]
    return [(f.code, p.line, p.column) for f, p in zip(read.findings, places, strict=True) if p is not None]


def test_a_row_becomes_a_measurement(rules: RuleSet) -> None:
    """Each cell is read as a value of its column's fact; a further column that is left out is as the rules say."""
    read = read_table(table(ROW), rules)
    assert read.sound
    (one,) = read.measurements
    assert (one.case, one.on, one.indicator, one.perspective) == ("P-1", date(2026, 3, 1), "roser", "gartner")
    assert (one.phase, one.value, dict(one.further), one.row) == ("saaet", Decimal("6.5"), {"under_glas": False}, 2)


def test_further_columns_are_read_in_any_order(rules: RuleSet) -> None:
    """Columns may stand in any order; an empty cell of a further column says that it is not known."""
    header = "alder;point;tid;seer;sort;dag;plante;bed;under_glas"
    rows = ("30;7;saaet;nabo;roser;2026-03-01;P-1;;true", ";7;saaet;nabo;roser;2026-03-01;P-2;syd;")
    first, second = read_table(table(*rows, header=header), rules).measurements
    assert dict(first.further) == {"alder": 30, "under_glas": True}
    assert dict(second.further) == {"bed": "syd", "under_glas": False}


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (table(ROW.replace("6.5", "6,5")), Decimal("6.5")),
        (table(ROW.replace("6.5", "6,0")), 6),
        (table(ROW.replace("6.5", "6.50")), Decimal("6.5")),
        (table(ROW.replace(";", ","), header=HEADER.replace(";", ",")), Decimal("6.5")),
        (b"\xef\xbb\xbf" + table(ROW).replace(b"\n", b"\r\n"), Decimal("6.5")),
        (table("", ROW, "", ""), Decimal("6.5")),
        (table('"P-1";2026-03-01;"roser";gartner;saaet;" 6.5 "'), Decimal("6.5")),
        (table(ROW)[:-1], Decimal("6.5")),
    ],
    ids=["comma", "zero after comma", "zero after point", "commas between", "bom", "blank lines", "quotes", "no end"],
)
def test_the_ways_spreadsheets_write_are_read(content: bytes, value: object, rules: RuleSet) -> None:
    """Between semicolons a number may have a decimal comma; digits that say nothing do not count."""
    read = read_table(content, rules)
    assert read.sound, [finding.message() for finding in read.findings]
    assert [one.value for one in read.measurements] == [value]
    assert [type(one.value) for one in read.measurements] == [type(value)]


def test_an_own_indicator_has_its_own_scale(rules: RuleSet) -> None:
    """The value of an indicator with a scale of its own is read on that scale, and only there."""
    high, low = "P-1;2026-03-01;bladlus;gartner;saaet;250", "P-1;2026-03-01;roser;gartner;saaet;250"
    assert read_table(table(high), rules).measurements[0].value == 250
    assert codes(read_table(table(low), rules)) == [("cell-value", 2, 6)]


WRONG: list[tuple[str, str, str, int]] = [
    ("number", ROW.replace("6.5", "seks"), "cell-value", 6),
    ("off the scale", ROW.replace("6.5", "11"), "cell-value", 6),
    ("between the steps", ROW.replace("6.5", "6.3"), "cell-value", 6),
    ("leading zero", ROW.replace("6.5", "06.5"), "cell-value", 6),
    ("thousands", ROW.replace("6.5", "1.000,5"), "cell-value", 6),
    ("formula", ROW.replace("6.5", "=1+1"), "cell-value", 6),
    ("endless", ROW.replace("6.5", "6" * 60), "cell-value", 6),
    ("no value", ROW.replace("6.5", ""), "cell-empty", 6),
    ("no such word", ROW.replace("roser", "rosser"), "cell-value", 3),
    ("not by this reading", ROW.replace("roser", "rust"), "cell-not-allowed", 3),
    ("no perspective", ROW.replace("gartner", ""), "cell-empty", 4),
    ("no such phase", ROW.replace("saaet", "saet"), "cell-value", 5),
    ("no date", ROW.replace("2026-03-01", ""), "cell-empty", 2),
    ("Danish date", ROW.replace("2026-03-01", "01-03-2026"), "cell-date", 2),
    ("short date", ROW.replace("2026-03-01", "20260301"), "cell-date", 2),
    ("no such day", ROW.replace("2026-03-01", "2026-02-30"), "cell-date", 2),
    *((f"key {number}", ROW.replace("P-1", key), "case-key", 1) for number, key in enumerate(PERSONAL[:-1])),
    ("no key", ROW.replace("P-1", ""), "cell-empty", 1),
    ("too few", "P-1;2026-03-01;roser", "row-length", 1),
    ("too many", f"{ROW};", "row-length", 1),
    ("empty cells", ";;;;;", "row-blank", 1),
    ("quotes", 'P-1;2026-03-01;"ro"ser;gartner;saaet;6', "table-quotes", 1),
]


@pytest.mark.parametrize(("row", "code", "column"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_a_row_that_cannot_be_read_is_told_with_its_place(row: str, code: str, column: int, rules: RuleSet) -> None:
    """What is wrong is told with row and column in both languages, and the rows around it are read all the same."""
    read = read_table(table("P-0;2026-03-01;roser;nabo;saaet;6", row, "P-2;2026-03-01;roser;nabo;saaet;6"), rules)
    assert codes(read) == [(code, 3, column)]
    assert [one.case for one in read.measurements] == ["P-0", "P-2"]
    assert not read.sound
    for language in ("da", "en"):
        message, help_ = read.findings[0].message(language), read.findings[0].help(language)
        assert "3" in message
        assert help_.endswith(".")


@pytest.mark.parametrize("key", PERSONAL)
def test_a_key_that_may_tell_who_it_is_is_never_repeated(key: str, rules: RuleSet) -> None:
    """A key like a registration number, with spaces or `@`, is refused, and no message shows any part of it."""
    assert not is_opaque(key)
    read = read_table(table(ROW.replace("P-1", key)), rules)
    (finding,) = read.findings
    said = "".join(part for lang in ("da", "en") for part in (finding.message(lang), finding.help(lang)))
    assert len(key) < 3 or key not in said
    assert not any(part in said for part in ("1234", "Karla", "Quist", "example"))


@pytest.mark.parametrize("key", ["P-1", "7", "a.b_c-D", "x" * 60])
def test_plain_keys_are_taken(key: str, rules: RuleSet) -> None:
    """Letters, digits and a few marks are enough for a key."""
    assert is_opaque(key)
    assert read_table(table(ROW.replace("P-1", key)), rules).measurements[0].case == key


@pytest.mark.parametrize("cell", ["010190-1234", "Karla Quist", "kq@example.org"])
@pytest.mark.parametrize("column", range(1, 6))
def test_what_may_be_personal_in_a_cell_is_not_repeated(column: int, cell: str, rules: RuleSet) -> None:
    """A name or number typed into the wrong column is refused without being repeated."""
    cells = ROW.split(";")
    cells[column] = cell
    (finding,) = read_table(table(";".join(cells)), rules).findings
    said = finding.message("da") + finding.message("en") + finding.help("da") + finding.help("en")
    assert not any(part in said for part in ("1234", "Karla", "Quist", "example"))


def test_all_problems_come_in_one_pass(rules: RuleSet) -> None:
    """Several wrong cells in several rows are all told, in the order of the table."""
    rows = ("P 1;x;rosser;gartnr;saet;11", ROW, "P-2;2026-03-01;roser;gartner;saaet;x")
    assert codes(read_table(table(*rows), rules)) == [
        ("case-key", 2, 1),
        ("cell-date", 2, 2),
        ("cell-value", 2, 3),
        ("cell-value", 2, 4),
        ("cell-value", 2, 5),
        ("cell-value", 4, 6),
    ]


def test_the_nearest_word_is_told(rules: RuleSet) -> None:
    """A mistyped word is told with the one that was meant."""
    (finding,) = read_table(table(ROW.replace("roser", "rosser")), rules).findings
    assert "`roser`" in finding.message("da")
    assert "`roser`" in finding.message("en")


def test_a_decimal_comma_between_commas_is_answered_with_the_point(rules: RuleSet) -> None:
    """Where commas divide columns, a quoted number with a comma is refused and its form with a point suggested."""
    row = 'P-1,2026-03-01,roser,gartner,saaet,"6,5"'
    (finding,) = read_table(table(row, header=HEADER.replace(";", ",")), rules).findings
    assert finding.code == "cell-value"
    assert "`6.5`" in finding.help("da")


def test_numbers_are_written_in_one_way(rules: RuleSet) -> None:
    """A table that writes decimals now with a comma, now with a point, is refused where it changes."""
    rows = (ROW.replace("6.5", "6,5"), ROW.replace("P-1", "P-2"), ROW.replace("P-1", "P-3").replace("6.5", "7"))
    assert codes(read_table(table(*rows), rules)) == [("cell-decimal", 3, 6)]


def test_a_whole_number_has_no_decimals(rules: RuleSet) -> None:
    """An age and a count are whole: a decimal mark in them is refused."""
    header = f"{HEADER};alder;antal"
    assert codes(read_table(table(f"{ROW};12,0;3", header=header), rules)) == [("cell-value", 2, 7)]
    assert codes(read_table(table(f"{ROW};12;3.0", header=header), rules)) == [("cell-value", 2, 8)]
    assert codes(read_table(table(f"{ROW};12;100", header=header), rules)) == [("cell-value", 2, 8)]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (HEADER.replace("seer", "ser"), [("header-unknown", 1, 4), ("header-missing", 1, 1)]),
        (f"{HEADER};navn", [("header-unknown", 1, 7)]),
        (f"{HEADER};Karla Quist", [("header-hidden", 1, 7)]),
        (f"{HEADER};kq@example.org", [("header-hidden", 1, 7)]),
        (f"{HEADER};sort", [("header-twice", 1, 7)]),
        (f"{HEADER};", [("header-hidden", 1, 7)]),
        ("plante;dag", [("header-missing", 1, 1)] * 4),
    ],
)
def test_columns_that_do_not_fit_are_told(header: str, expected: list[tuple[str, int, int]], rules: RuleSet) -> None:
    """A column that is not known is refused, since it may hold anything; one that is missing is named."""
    read = read_table(table(ROW, header=header), rules)
    assert codes(read) == expected
    assert read.measurements == ()
    assert not any("Quist" in f.message() + f.help() or "kq@" in f.message() + f.help() for f in read.findings)


def test_an_unknown_column_is_told_with_the_nearest(rules: RuleSet) -> None:
    """A mistyped column is told with the one that was meant."""
    findings = read_table(table(ROW, header=HEADER.replace("seer", "ser")), rules).findings
    assert findings[0].nearest == "seer"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table-empty"),
        (b"\n\n", "table-empty"),
        (table(), "table-empty"),
        (b'"a', "table-empty"),
        (table(ROW.replace("roser", "r\xf8d")).decode().encode("latin-1"), "table-not-utf8"),
    ],
    ids=["nothing", "lines", "no rows", "open quote", "not utf-8"],
)
def test_a_table_without_measurements_is_told(content: bytes, code: str, rules: RuleSet) -> None:
    """A table that holds nothing, or is not text, is told as such."""
    read = read_table(content, rules, "tal.csv")
    assert [finding.code for finding in read.findings] == [code]
    assert read.findings[0].location is not None
    assert read.findings[0].location.file == "tal.csv"


def test_one_thing_measured_twice_on_a_day_is_refused(rules: RuleSet) -> None:
    """Which of two measurements of a day is the latest would be a guess; another perspective is another thing."""
    again = ROW.replace("6.5", "7")
    assert codes(read_table(table(ROW, again), rules)) == [("measured-twice", 3, 1)]
    assert read_table(table(ROW, again.replace("gartner", "nabo")), rules).sound


def test_phases_that_run_backwards_are_warned_of(rules: RuleSet) -> None:
    """A later measurement of an earlier phase is a warning with both rows, once for each course."""
    phases = ("saaet", "hoestet", "vokset", "saaet")
    rows = [f"P-1;2026-0{number}-01;roser;nabo;{phase};6" for number, phase in enumerate(phases, 1)]
    read = read_table(table(*rows, ROW), rules)
    assert read.sound
    (finding,) = phase_findings(read.measurements, rules, "tal.csv")
    assert (finding.code, finding.severity) == ("phase-backwards", "warning")
    assert "4" in finding.message()
    assert "3" in finding.message()


def test_allowed_values_follow_the_readings(tmp_path: Path) -> None:
    """What a column may hold is what the rules list under the readings chosen."""
    row = ROW.replace("roser", "rust")
    assert not read_table(table(row), garden(tmp_path)).sound
    assert read_table(table(row), garden(tmp_path, rust="med")).sound


def test_rules_without_measurements_are_told() -> None:
    """A rule set that says nothing of measurements cannot read any."""
    with pytest.raises(Error) as caught:
        read_table(table(ROW), trivselrules.load("trivselplus"))
    assert caught.value.code == "progression-missing"


cells = st.one_of(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters=';"\n\r'), max_size=8),
    st.sampled_from(["roser", "gartner", "saaet", "6", "6,5", "2026-03-01", "P-1", "P-2", "", '"x"', "=1"]),
)
rows = st.one_of(
    st.lists(cells, min_size=1, max_size=8).map(";".join),
    st.builds(
        "{};2026-0{}-01;{};{};{};{}".format,
        st.sampled_from(["P-1", "P-2"]),
        st.integers(1, 9),
        st.sampled_from(["roser", "bregner", "bladlus"]),
        st.sampled_from(["gartner", "nabo"]),
        st.sampled_from(["saaet", "vokset"]),
        st.sampled_from(["0", "5,5", "6", "10"]),
    ),
)


@given(st.lists(rows, max_size=12))
def test_nothing_is_dropped_silently(rules: RuleSet, given_rows: list[str]) -> None:
    """Whatever stands in a table, every row that holds anything is a measurement or has a finding."""
    read = read_table(table(*given_rows), rules)
    taken = {one.row for one in read.measurements}
    told = {f.location.line for f in read.findings if f.location is not None and f.code != "table-empty"}
    written = {number for number, row in enumerate(given_rows, 2) if row.strip("\r")}
    assert taken | told == written
    assert not taken & told


@given(st.binary(max_size=200))
def test_no_bytes_are_too_strange(rules: RuleSet, content: bytes) -> None:
    """Whatever bytes a file holds, reading it ends with a table and its findings."""
    read = read_table(content, rules)
    assert read.sound == all(finding.severity != "error" for finding in read.findings)
    assert read.measurements or read.findings
