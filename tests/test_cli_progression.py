# SPDX-License-Identifier: MPL-2.0
"""`trivselrules progression`: reports people read, data programs read, and errors that name the row."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from golden import assert_golden, run
from measured import GARDEN, garden_folder
from test_privacy import PERSONAL

import trivselrules
from trivselrules.progression.data import neutral

TABLE = """\
sag;maaledato;omraade;perspektiv;maalefase;score;alder;anbragt;afsluttet
S-101;2025-02-03;samlet_vurdering;sagsbehandler;foer;4;130;true;true
S-101;2025-09-15;samlet_vurdering;sagsbehandler;under;5,5;137;true;true
S-101;2026-04-20;samlet_vurdering;sagsbehandler;efter;7;144;true;true
S-101;2025-02-03;samlet_vurdering;barn;foer;3;130;true;true
S-101;2026-04-20;samlet_vurdering;barn;efter;6;144;true;true
S-102;2025-03-10;samlet_vurdering;sagsbehandler;foer;6;70;false;false
S-102;2026-03-12;samlet_vurdering;sagsbehandler;under;5;82;false;false
S-103;2025-05-05;samlet_vurdering;sagsbehandler;foer;5;20;true;true
S-103;2025-05-05;skoleforhold;foraeldre;foer;8;20;true;true
S-104;2026-01-07;samlet_vurdering;sagsbehandler;foer;2;;;
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Give the name of a file with the table."""
    path = tmp_path / "maalinger.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


REPORTS = {
    "opgoerelse": (),
    "opdelt": ("--by", "anbragt", "--period", "year"),
    "skjult": ("--by", "anbragt", "--suppress-below", "3"),
    "forloeb": ("--case", "S-101"),
    "laest_anderledes": (
        *("--courses", "--reading", "praecis_6=i_trivsel", "--reading", "kommer_i_trivsel=tilstand"),
        *("--reading", "aendringens_stoerrelse=mindste_forskel"),
    ),
}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", REPORTS)
def test_reports_read_as_they_should(name: str, language: str, file: str) -> None:
    """The report, its groups and periods, single courses and hidden groups, word for word."""
    told = run("progression", file, *REPORTS[name], "--lang", language)
    assert (told.status, told.err) == (0, "")
    assert_golden(f"progression_{name}.{language}", told.out)


def test_the_counts_of_the_note_are_there(file: str) -> None:
    """The note asks for those who came into wellbeing, placed children under 6, and placed who came into wellbeing."""
    found = run("progression", file, "--format", "json").json()
    assert (found["measurements"], found["cases"], found["from"], found["to"]) == (10, 4, "2025-02-03", "2026-04-20")
    caseworker = found["strata"][0]
    assert (caseworker["indicator"], caseworker["perspective"]) == ("samlet_vurdering", "sagsbehandler")
    assert caseworker["total"]["cases"] == 4
    assert caseworker["total"]["spread"]["klasse"] == {"under_6": 3, "over_6": 1}
    assert caseworker["total"]["counts"] == {
        "kommet_i_trivsel": {"yes": 1, "no": 1, "unknown": 2},
        "er_i_trivsel": {"yes": 1, "no": 3, "unknown": 0},
        "anbragte_under_6": {"yes": 1, "no": 2, "unknown": 1},
        "anbragte_kommet_i_trivsel": {"yes": 1, "no": 1, "unknown": 2},
        "anbragte_i_trivsel": {"yes": 1, "no": 3, "unknown": 0},
    }
    lacking = {case["case"]: [one["phase"] for one in case["lacking"]] for case in found["missing"]}
    assert lacking == {"S-103": ["efter"], "S-104": []}
    assert found["missing"][1]["unclear"] == ["afsluttet"]
    assert found["readings"]["praecis_6"] == "tre_klasser"
    assert found["rule_set"]["id"] == "trivselslinealen"


def test_a_course_says_first_latest_change_and_results(file: str) -> None:
    """The course of a case from one perspective, as data."""
    courses = run("progression", file, "--case", "S-101", "--format", "json").json()["courses"]
    assert [course["perspective"] for course in courses] == ["sagsbehandler", "barn"]
    assert courses[0]["first"] == {"on": "2025-02-03", "phase": "foer", "value": 4}
    assert courses[0]["last"] == {"on": "2026-04-20", "phase": "efter", "value": 7}
    assert (courses[0]["change"], courses[0]["measurements"]) == (3, 3)
    assert courses[0]["results"] == {
        "klasse": "over_6",
        "er_i_trivsel": True,
        "kommet_i_trivsel": True,
        "retning": "bedre",
        "vejledning": "10_14_aar",
    }
    assert courses[1]["results"]["er_i_trivsel"] is None
    assert courses[1]["status"]["er_i_trivsel"] == "decided"


def test_hidden_groups_leave_no_single_cases(file: str) -> None:
    """Where small groups are hidden, neither courses nor what single cases lack is told, nor how many there are."""
    found = run("progression", file, "--suppress-below", "3", "--format", "json").json()
    assert (found["courses"], found["missing"], found["cases"], found["suppress_below"]) == (None, None, None, 3)
    assert found["strata"][0]["total"]["spread"] == {}
    told = run("progression", file, "--suppress-below", "3").out
    assert "S-10" not in told
    for one in ("--courses", "--case=S-101"):
        refused = run("progression", file, "--suppress-below", "3", one, "--format", "json")
        assert (refused.status, refused.json()["error"]["code"]) == (2, "suppress-individual")


def test_rows_for_a_spreadsheet(file: str) -> None:
    """Each number is a row, divided as the language does; hidden ones say so."""
    told = run("progression", file, "--format", "csv", "--by", "anbragt")
    rows = list(csv.reader(StringIO(told.out), delimiter=";"))
    head = ["Periode", "Det, der måles", "Perspektiv", "Barnet er anbragt"]
    assert rows[0] == [*head, "Opgørelse", "Værdi", "Antal", "Bemærkning"]
    assert ["", "samlet vurdering", "sagsbehandler", "alle", "Klasse", "under 6", "3", ""] in rows
    assert ["", "samlet vurdering", "sagsbehandler", "uvist", "Sager", "", "1", ""] in rows
    assert ["", "samlet vurdering", "sagsbehandler", "ja", "Kommet i trivsel", "uvist", "1", ""] in rows
    hidden = run("progression", file, "--format", "csv", "--lang", "en", "--suppress-below", "3").out
    rows = list(csv.reader(StringIO(hidden)))
    assert [
        "",
        "overall assessment (samlet vurdering)",
        "the child or young person",
        "Cases",
        "",
        "",
        "withheld",
    ] in rows
    assert [
        "",
        "overall assessment (samlet vurdering)",
        "caseworker (sagsbehandler)",
        "Class",
        "",
        "",
        "withheld",
    ] in rows


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "  =1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    """A text that a spreadsheet would run is marked as text, and control characters are escaped."""
    assert neutral(text)[0] == "'"
    assert "\t" not in neutral(text)
    assert "\r" not in neutral(text)


def test_labels_that_look_like_formulas_are_marked(tmp_path: Path) -> None:
    """A label of a rule set that begins like a formula does not become one in the output."""
    evil = GARDEN["vocabulary.yaml"].replace("    roser:\n      da: roser\n", '    roser:\n      da: "=HYPERLINK(1)"\n')
    rules = str(garden_folder(tmp_path, {**GARDEN, "vocabulary.yaml": evil}))
    rows = b"plante;dag;sort;seer;tid;point\nP-1;2026-03-01;roser;gartner;saaet;6\n"
    told = run("progression", "-", "--rules", rules, "--format", "csv", stdin=rows)
    assert ";'=HYPERLINK(1);" in told.out
    assert ";=HYPERLINK" not in told.out


def test_plain_texts_stay_as_they_are() -> None:
    """Other texts are left alone."""
    assert neutral("præcis 6") == "præcis 6"
    assert neutral("") == ""


WRONG = TABLE.replace("foer;4;130", "foer;4;seks").replace("S-102;2025-03-10", "010190-1234;10-03-2025")


def test_all_rows_that_cannot_be_read_are_told_and_nothing_is_reported(tmp_path: Path) -> None:
    """Every problem is told with its row and column on standard error, and there is no report of the rest."""
    path = tmp_path / "forkert.csv"
    path.write_text(WRONG, encoding="utf-8")
    told = run("progression", str(path))
    assert (told.status, told.out) == (2, "")
    assert told.err.count("trivselrules: ") == 3
    for row, column in (("2", "alder"), ("7", "sag"), ("7", "maaledato")):
        assert f"række {row}, kolonne `{column}`" in told.err
    assert "1234" not in told.err
    found = run("progression", str(path), "--format", "json", "--lang", "en").json()
    assert [problem["code"] for problem in found["findings"]] == ["cell-value", "case-key", "cell-date"]
    assert found["error"] == found["findings"][0]
    assert found["error"]["location"] == {"file": "forkert.csv", "line": 2, "column": 7}
    assert "row 2, column `alder`" in found["error"]["message"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nowhere.csv",), "table-unreadable"),
        ((".",), "table-unreadable"),
        (("-", "--rules", "trivselplus"), "progression-missing"),
        (("-", "--by", "klase"), "group-unknown"),
        (("-", "--suppress-below", "2"), "suppress-small"),
        (("-", "--suppress-below", "to"), "number-form"),
        (("-", "--period", "week"), "usage"),
        (("-", "--case", "S-999"), "case-unknown"),
        (("-", "--plot", "x.pdf"), "plot-format"),
        (("-", "--plot", "x.svg", "--courses"), "plot-one-case"),
        (("-", "--plot", "no/such/folder/x.svg"), "plot-unwritable"),
        (("-", "--reading", "praecis_6=ja"), "unknown-option"),
        ((), "usage"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: tuple[str, ...], code: str) -> None:
    """Bad input ends with status 2 and a code, never with a traceback."""
    told = run("progression", *arguments, "--format", "json", stdin=TABLE.encode())
    assert told.status == 2
    assert told.json()["error"]["code"] == code


def test_a_table_can_come_from_a_pipe(file: str) -> None:
    """`-` reads standard input and gives the same report."""
    assert run("progression", "-", stdin=TABLE.encode()).out == run("progression", file).out


def test_phases_that_run_backwards_are_pointed_out() -> None:
    """A warning does not stop the report, but stands in it with the rows."""
    late = "samlet_vurdering;sagsbehandler;efter"
    turned = TABLE.replace(f"S-101;2026-04-20;{late}", f"S-101;2024-04-20;{late}")
    told = run("progression", "-", stdin=turned.encode())
    assert told.status == 0
    assert "- række 2: målingen er `foer`, men en tidligere måling i række 4 er `efter`" in told.out


@pytest.mark.parametrize("value", PERSONAL)
@pytest.mark.parametrize("place", ["{}", "{}.csv", "--by={}", "--case={}", "--plot={}.svg", "--rules=./{}"])
def test_what_may_identify_somebody_is_not_repeated(place: str, value: str) -> None:
    """Wherever somebody's name or number is put on the command line, no part of it is in what is said."""
    arguments = [place.replace("{}", value), *([] if place.startswith("{") else ["-"])]
    for variant in ((), ("--lang", "en", "--format", "json")):
        told = run("progression", *arguments, *variant, stdin=b"x")
        assert told.status == 2
        assert not any(part in told.out + told.err for part in PERSONAL[value])


@pytest.mark.parametrize("value", PERSONAL)
def test_a_file_called_after_somebody_is_not_named(value: str, tmp_path: Path) -> None:
    """The name of a file is repeated in findings only if it can be nobody's."""
    path = tmp_path / f"{value.replace('/', '')}.csv"
    path.write_text(WRONG, encoding="utf-8")
    told = run("progression", str(path), "--format", "json")
    assert told.status == 2
    assert not any(part in told.out for part in PERSONAL[value])


def test_many_lacking_cases_are_cut_short_in_text_only() -> None:
    """A long list of cases that lack measurements is cut in the text, never in the data."""
    rows = "".join(f"S-{n};2026-01-07;skoleforhold;barn;foer;2\n" for n in range(30))
    content = f"sag;maaledato;omraade;perspektiv;maalefase;score\n{rows}".encode()
    told = run("progression", "-", stdin=content).out
    assert "(30):" in told
    assert told.count("samlet vurdering, sagsbehandler, før") == 20
    assert len(run("progression", "-", "--format", "json", stdin=content).json()["missing"]) == 30


def test_shipped_rules_say_something_of_measurements() -> None:
    """The ruler does, and no other instrument."""
    plans = {name: trivselrules.load(name).model.progression for name in ("trivselplus", "trivselsbarometer")}
    assert set(plans.values()) == {None}
