# SPDX-License-Identifier: MPL-2.0
"""One row at a time left out of a table like that of who convenes whom, in every order of its columns.

We find every gap, with a true witness. The gap analysis of KIE is asked of the same tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import permutations, product
from typing import Any

import pytest
from kie import Columns, Row, gaps_by_kie, running
from rule_texts import folder_of, texts_of

from trivselrules.loading import Reading, read
from trivselrules.model import Decision, RuleSetModel
from trivselrules.tabling.grow import grow
from trivselrules.tabling.table import columns_of, read_sheet
from trivselrules.testing.grown_facts import prose

pytestmark = pytest.mark.outside

Plain = dict[str, Any]
BOOK = {"bog": {"title": prose("bog")}}
COLUMNS = {
    "trin": ["1", "2"],
    "tilbud": ["dagpleje", "dagtilbud", "skole"],
    "ejerform": ["kommunal", "privat"],
    "skoleafdeling": ["basisskole", "udskoling"],
}
ROWS: list[Row] = [
    {name: [value] for name, value in zip(COLUMNS, row.split(), strict=True) if value != "-"}
    for row in (
        "1 dagpleje - -",
        "2 dagpleje - -",
        "1 dagtilbud - -",
        "2 dagtilbud - -",
        "1 skole - basisskole",
        "1 skole kommunal udskoling",
        "1 skole privat udskoling",
        "2 skole kommunal basisskole",
        "2 skole privat basisskole",
        "2 skole kommunal udskoling",
        "2 skole privat udskoling",
    )
]
ORDERS = [{name: COLUMNS[name] for name in order} for order in permutations(COLUMNS)]


def texts(columns: Columns, rows: Sequence[Row]) -> dict[str, str]:
    """Write a rule set with the table as a decision that asks for its columns in their order."""
    facts: Plain = {name: {"label": prose(name), "question": prose(name)} for name in columns}
    for name, values in columns.items():
        steps = {"type": "integer", "from": int(values[0]), "to": int(values[-1])} if values[0].isdigit() else {}
        facts[name] |= steps or {"values": {value: prose(value) for value in values}}
    decision = {
        "decision": "svar",
        "title": prose("svar"),
        "outcome": {"svar": {"type": "integer", "required": True}},
        "tree": tree(columns, list(enumerate(rows))),
    }
    return texts_of(
        {
            "rule_set.yaml": {"rule_set": "tavle", "version": "1", "title": prose("tavle"), "documents": BOOK},
            "sources.yaml": {"facts": {"AB-1": {"document": "bog", "section": "1", **prose("bog")}}},
            "vocabulary.yaml": {"facts": facts, "outcomes": {"svar": prose("svar")}},
            "svar.yaml": decision,
        }
    )


def tree(columns: Columns, rows: Sequence[tuple[int, Row]]) -> Plain:
    """Ask for the first column that tells rows apart, then for the others; what no row is for has no answer."""
    asked = next((name for name in columns if any(name in row for _, row in rows)), None)
    if asked is None:
        ((number, _),) = rows
        return {"set": {"svar": number}, "source": ["AB-1"]}
    others = {name: columns[name] for name in columns if name != asked}
    held = {value: [one for one in rows if value in one[1].get(asked, [value])] for value in columns[asked]}
    return {"ask": asked, "answers": {value: tree(others, there) for value, there in held.items() if there}}


def read_texts(columns: Columns, rows: Sequence[Row]) -> Reading:
    """Check the rule set with the table."""
    with folder_of(texts(columns, rows)) as folder:
        return read(folder)


@cache
def sound() -> tuple[Decision, RuleSetModel]:
    """Give the decision with all rows, which tables are read for."""
    model = read_texts(COLUMNS, ROWS).model
    assert model is not None
    return model.decisions["svar"], model


def read_table(columns: Columns, rows: Sequence[Row]) -> set[str]:
    """Read the table as CSV, and give the codes of what is wrong with it."""
    lines = [[f"ask: {name}" for name in columns] + ["set: svar", "source"]]
    for number, row in enumerate(rows):
        lines.append([", ".join(row.get(name, [])) for name in columns] + [str(number), "AB-1"])
    text = "\n".join(map(";".join, lines))
    sheet, findings = read_sheet(text.encode(), "svar.csv", list(columns_of(*sound())))
    return {finding.code for finding in (findings if sheet is None else grow(sheet, *sound()).findings)}


def situations(known: Row) -> Iterator[dict[str, str]]:
    """Give all situations with these values."""
    for values in product(*(known.get(name, COLUMNS[name]) for name in COLUMNS)):
        yield dict(zip(COLUMNS, values, strict=True))


def is_in(known: Row, row: Row) -> bool:
    """Tell whether a row holds all situations with these values, and there are some."""
    found = list(situations(known))
    return bool(found) and all(one[name] in values for one in found for name, values in row.items())


def left_out() -> Iterator[tuple[Columns, list[Row], Row]]:
    """Give every order of the columns with every row left out: the columns, the other rows, and it."""
    for columns in ORDERS:
        yield from ((columns, [*ROWS[:at], *ROWS[at + 1 :]], row) for at, row in enumerate(ROWS))


@pytest.fixture(scope="module")
def kie() -> Iterator[int]:
    """Have the engine of KIE run while it is asked."""
    with running() as port:
        yield port


@pytest.mark.parametrize("columns", ORDERS, ids="-".join)
def test_nobody_finds_a_gap_in_the_whole_table(columns: Columns, kie: int) -> None:
    """Every situation has just one row, and both say so in every order."""
    assert [sum(is_in({n: [v] for n, v in one.items()}, row) for row in ROWS) for one in situations({})] == [1] * 24
    assert read_texts(columns, ROWS).findings == ()
    assert read_table(columns, ROWS) == set()
    assert gaps_by_kie(kie, columns, ROWS) == []


def test_we_find_every_row_that_is_left_out() -> None:
    """Checked as a decision, the witness is a situation of just that row; read as a table, it is refused."""
    for columns, rows, row in left_out():
        found = read_texts(columns, rows).findings
        assert {finding.code for finding in found} == {"answer-missing"}
        for finding in found:
            assert finding.witness is not None
            assert is_in({name: [value] for name, value in finding.witness.items()}, row)
        assert read_table(columns, rows) == {"table-gap"}


def test_kie_finds_no_gap_that_we_do_not(kie: int, capsys: pytest.CaptureFixture[str]) -> None:
    """What it finds is part of the row that is left out; how often it finds nothing is counted and told."""
    told = {"nothing": 0, "a part": 0, "the whole": 0}
    for columns, rows, row in left_out():
        gaps = gaps_by_kie(kie, columns, rows)
        assert all(is_in(gap, row) for gap in gaps)
        found = [one for gap in gaps for one in situations(gap)]
        part = "the whole" if all(one in found for one in situations(row)) else "a part" if gaps else "nothing"
        told[part] += 1
    with capsys.disabled():
        print(f"\nOf {sum(told.values())} gaps KIE finds {', '.join(f'{part} of {n}' for part, n in told.items())}.")
