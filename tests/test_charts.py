# SPDX-License-Identifier: MPL-2.0
"""Drawings: everything in them is also said in words, and colour is never the only carrier."""

from __future__ import annotations

import re
import struct
import zlib
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from golden import run
from measured import GARDEN, garden, table
from test_cli_progression import TABLE

import trivselrules
from trivselrules import RuleSet
from trivselrules.progression import charts, read_table
from trivselrules.progression.charts import draw
from trivselrules.progression.report import Report, report_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    """Give the rules of the ruler."""
    return trivselrules.load("trivselslinealen")


@pytest.fixture(scope="module")
def report(rules: RuleSet) -> Report:
    """Give the report of a small table."""
    return report_of(read_table(TABLE.encode(), rules).measurements, rules)


def svg(content: bytes) -> ElementTree.Element:
    """Read an SVG, which must be sound XML."""
    return ElementTree.fromstring(content)


def texts(root: ElementTree.Element) -> list[str]:
    """Give the words that can be read in a drawing."""
    return ["".join(text.itertext()).strip() for text in root.iter(f"{SVG}text")]


def test_a_course_is_told_in_words(report: Report, rules: RuleSet) -> None:
    """The drawing of a case names itself and says every measurement, with its date and phase."""
    root = svg(draw(report, rules, "da", ".svg", "S-101"))
    assert root.get("role") == "img"
    assert root.get("lang") == "da"
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert told is not None
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), told.get("id"))
    assert title.text == "Progression i trivsel: sag S-101"
    assert told.text == (
        "samlet vurdering, set fra sagsbehandler: 03.02.2025: 4 (før), 15.09.2025: 5,5 (under), 20.04.2026: 7 (efter)."
        " samlet vurdering, set fra barnet eller den unge: 03.02.2025: 3 (før), 20.04.2026: 6 (efter)."
    )


def test_lines_differ_in_more_than_colour(report: Report, rules: RuleSet) -> None:
    """Each line has a mark and a stroke of its own, and a name; the border that the rules set is drawn and named."""
    root = svg(draw(report, rules, "da", ".svg", "S-101"))
    strokes = {
        re.sub(r"stroke: #\w+", "", path.get("style", ""))
        for path in root.iter(f"{SVG}path")
        if re.search("stroke: #(0072b2|d55e00)", path.get("style", "")) and "stroke-width: 1.5" in path.get("style", "")
    }
    assert len(strokes) == 2
    marks = {use.get("{http://www.w3.org/1999/xlink}href") for use in root.iter(f"{SVG}use")}
    assert len(marks) >= 3
    assert {"sagsbehandler", "barnet eller den unge", "grænsen 6", "Score", "samlet vurdering"} <= set(texts(root))


def test_a_caseload_is_told_in_words(report: Report, rules: RuleSet) -> None:
    """The drawing of a caseload says how many cases there are in each class, for each indicator and perspective."""
    told = svg(draw(report, rules, "en", ".svg")).find(f"{SVG}desc")
    assert told is not None
    assert told.text == (
        "overall assessment (samlet vurdering), as seen by caseworker (sagsbehandler), number of cases 4: "
        "under 6 3, over 6 1. "
        "overall assessment (samlet vurdering), as seen by the child or young person, number of cases 1: exactly 6 1. "
        "School (Skoleforhold), as seen by parents, number of cases 1: over 6 1."
    )


def test_bars_differ_in_more_than_colour(report: Report, rules: RuleSet) -> None:
    """Each class has a hatching of its own in the legend and carries its number."""
    root = svg(draw(report, rules, "da", ".svg"))
    assert len(list(root.iter(f"{SVG}pattern"))) >= 2
    found = texts(root)
    assert {"under 6", "præcis 6", "over 6", "3", "1", "Antal sager"} <= set(found)


def test_withheld_numbers_are_not_drawn(rules: RuleSet) -> None:
    """What the tables withhold is not in the drawing either; it says that it is withheld."""
    measurements = read_table(TABLE.encode(), rules).measurements
    root = svg(draw(report_of(measurements, rules, suppress_below=3), rules, "da", ".svg"))
    told = root.find(f"{SVG}desc")
    assert told is not None
    assert "antal sager 4: skjult" in (told.text or "")
    assert "antal sager skjult: skjult" in (told.text or "")
    assert texts(root).count("skjult") == 3


def test_the_same_report_gives_the_same_drawing(report: Report, rules: RuleSet) -> None:
    """Nothing of the day or the machine is in a drawing."""
    for form in charts.FORMATS:
        assert draw(report, rules, "da", form) == draw(report, rules, "da", form)
    text = draw(report, rules, "da", ".svg").decode()
    assert not re.search(r"matplotlib\.org|<dc:date|20\d\d-\d\d-\d\dT", text)


def chunks(png: bytes) -> dict[str, str]:
    """Give the texts that a PNG holds beside its picture."""
    found, at = {}, 8
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        body = png[at + 8 : at + 8 + length]
        key, _, text = body.partition(b"\0")
        if kind == b"tEXt":
            found[key.decode("latin-1")] = text.decode("latin-1")
        elif kind == b"iTXt":
            rest = text[2:].split(b"\0", 2)[2]
            found[key.decode("latin-1")] = (zlib.decompress(rest) if text[:1] == b"\1" else rest).decode("utf-8")
        at += length + 12
    return found


def test_a_picture_holds_its_words(report: Report, rules: RuleSet) -> None:
    """A PNG is one, and holds its title and what it shows."""
    png = draw(report, rules, "da", ".png", "S-101")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    held = chunks(png)
    assert held["Title"] == "Progression i trivsel: sag S-101"
    assert "20.04.2026: 7 (efter)" in held["Description"]


def test_a_page_asks_nothing_of_anybody(report: Report, rules: RuleSet) -> None:
    """An HTML page holds the drawing and its words, names its language, and fetches nothing."""
    page = draw(report, rules, "da", ".html").decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="da">')
    assert "<h2>Tegningen i tekst</h2>" in page
    assert page.count("<li>") == 3
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|url\((?!#)|https?://(?!www\.w3\.org)", page)
    assert svg(page[page.index("<svg") : page.index("</svg>") + 6].encode()).get("role") == "img"


def test_own_indicators_are_drawn_on_their_own_scale(tmp_path: Path) -> None:
    """An indicator with a scale of its own has no border, and a bounded scale is drawn whole."""
    rules = garden(tmp_path)
    rows = ("P-1;2026-03-01;bladlus;nabo;saaet;250", "P-1;2026-03-01;roser;nabo;saaet;5")
    report = report_of(read_table(table(*rows), rules).measurements, rules)
    root = svg(draw(report, rules, "da", ".svg", "P-1"))
    assert texts(root).count("grænsen 6") == 1
    assert {"lus", "point", "10"} <= set(texts(root))


def test_few_dates_are_written_where_there_are_many(tmp_path: Path) -> None:
    """However many measurements there are, the dates below a line do not run into each other."""
    rules = garden(tmp_path)
    days = (date.fromordinal(date(2026, 1, 1).toordinal() + 3 * number) for number in range(60))
    rows = [f"P-1;{day};roser;nabo;saaet;5" for day in days]
    report = report_of(read_table(table(*rows), rules).measurements, rules)
    found = texts(svg(draw(report, rules, "da", ".svg", "P-1")))
    assert 2 <= sum(bool(re.fullmatch(r"\d\d\.\d\d\.\d{4}", text)) for text in found) <= 8


def test_labels_cannot_break_out_of_a_drawing(tmp_path: Path) -> None:
    """A label with markup, or with what the library takes for a formula, stays text in the drawing and on the page."""
    evil = GARDEN["vocabulary.yaml"].replace("    roser:\n      da: roser\n", "    roser:\n      da: <b>&$\\\\x$\n")
    rules = garden(tmp_path, {**GARDEN, "vocabulary.yaml": evil})
    report = report_of(read_table(table("P-1;2026-03-01;roser;nabo;saaet;5"), rules).measurements, rules)
    for form in (".svg", ".html"):
        for case in (None, "P-1"):
            text = draw(report, rules, "da", form, case).decode()
            assert "<b>" not in text
            assert "&lt;b&gt;&amp;$\\\\x$" in text


def test_the_command_saves_a_drawing(tmp_path: Path) -> None:
    """`--plot` writes the file beside the report, and says so."""
    for name in ("a.svg", "b.PNG", "c.html"):
        told = run("progression", "-", "--plot", str(tmp_path / name), "--case", "S-101", stdin=TABLE.encode())
        assert told.status == 0
        assert told.out.rstrip().endswith(f"Tegning gemt: {name}")
        assert (tmp_path / name).stat().st_size > 1000


def test_without_the_library_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plotting library is an extra: without it, the command names it, before it reads anything."""
    monkeypatch.setattr(charts, "find_spec", lambda _: None)
    told = run("progression", "nowhere.csv", "--plot", "x.svg", "--format", "json")
    assert (told.status, told.json()["error"]["code"]) == (2, "plot-library")
    assert "trivselrules[plot]" in told.json()["error"]["message"]


def test_rules_that_spread_nothing_draw_how_many_there_are(tmp_path: Path) -> None:
    """Without a result to spread, a bar is the number of cases."""
    plan = GARDEN["progression.yaml"].replace("spread: [klasse, vej]\n", "")
    rules = garden(tmp_path, {**GARDEN, "progression.yaml": plan})
    rows = ("P-1;2026-03-01;roser;nabo;saaet;5", "P-2;2026-03-01;roser;nabo;saaet;7")
    root = svg(draw(report_of(read_table(table(*rows), rules).measurements, rules), rules, "da", ".svg"))
    told = root.find(f"{SVG}desc")
    assert told is not None
    assert told.text == "roser, set fra nabo, antal sager 2: Sager 2."
