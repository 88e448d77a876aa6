# SPDX-License-Identifier: MPL-2.0
"""The guide for people: its tables say what the engine answers, and the page that repeats them is up to date."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from golden import WRITE, run
from helpers import ROOT
from hypothesis import given
from hypothesis import strategies as st

import trivselrules
from trivselrules.analysis.space import Space
from trivselrules.domains import Scale
from trivselrules.inputs import read_fact
from trivselrules.model import NotApplicable, Undetermined
from trivselrules.ref import Ref
from trivselrules.render.guide import GUIDE_PARTS
from trivselrules.render.guide_rows import Row, rows
from trivselrules.render.markdown import Flowchart, prose, table
from trivselrules.values import plain, spell

RULES = trivselrules.load("trivselplus")
MODEL = RULES.model
PAGE = ROOT / "docs" / "da" / "trivselplus.md"
EVERYTHING = (*RULES.lifecycles, *RULES.decisions, *GUIDE_PARTS)

_BLOCK = re.compile(
    r"(?<=^<!-- made: trivselrules guide )(\w+)( -->\n\n).*?(?=^<!-- end -->$)", re.MULTILINE | re.DOTALL
)
_STATUS = {Undetermined: "undetermined", NotApplicable: "not_applicable", type(None): "decided"}


def told(*arguments: str) -> str:
    """Give what the command prints."""
    found = run("guide", *arguments)
    assert found.status == 0
    return found.out


def rows_of(decision: str) -> list[tuple[Row, dict[str, str]]]:
    """Give the rows of a decision, each with a situation in it."""
    space = Space(MODEL.decisions[decision], MODEL)
    return [(row, space.situation(row.box)) for row in rows(MODEL.decisions[decision], MODEL, space)]


def test_a_long_table_is_told_as_a_list() -> None:
    """Where questions stand side by side, a table would multiply them."""
    long = told("aftaletjek", "--rules", "trivselsbarometer")
    assert "\n| " not in long
    assert "\n  - " in long


@pytest.mark.parametrize("decision", RULES.decisions)
def test_rows_say_what_the_engine_answers(decision: str) -> None:
    """In a situation of a row the engine comes to what the row says, cites what it cites, and notes what it notes."""
    for row, situation in rows_of(decision):
        answer = RULES.decide(decision, **{name: read_fact(MODEL, name, text) for name, text in situation.items()})
        assert answer.status == _STATUS[type(row.end)], situation
        said: dict[str, list[object]] = {}
        for setting in row.settings:
            said[setting.outcome] = [*said.get(setting.outcome, ()), *map(plain, setting.values)]
        for name, outcome in MODEL.decisions[decision].outcomes.items():
            if outcome.many and name in said:
                unique = [value for n, value in enumerate(said[name]) if value not in said[name][:n]]
                assert plain(answer.outcome[name]) == unique
            else:
                assert [plain(answer.outcome[n]) for n in [name] if n in answer.outcome] == said.get(name, [])
        assert set(row.notices) == set(answer.notices) - {answer.not_applicable}


@pytest.mark.parametrize("decision", RULES.decisions)
def test_a_situation_is_in_one_row(decision: str) -> None:
    """The rows of a table leave nothing out and do not overlap: every worked example is in exactly one."""
    for case in MODEL.cases:
        facts = {ref.name: value for ref, value, _ in case.facts}
        if case.decision.name == decision and RULES.decide(decision, **facts).status != "needs_facts":
            keys = {name: (_key(name, value),) for name, value in facts.items()}
            space = Space(MODEL.decisions[decision], MODEL, keys)
            fitting = [
                row
                for row in rows(MODEL.decisions[decision], MODEL, space)
                if all(mask & space.mask(dimension, keys[dimension[1]]) for dimension, mask in row.box.items())
            ]
            assert len(fitting) == 1, case.title


def _key(fact: str, value: object) -> Ref:
    """Write a value as the key of an answer that holds nothing else."""
    domain = MODEL.facts[fact].domain
    return Ref(f"{value} months" if isinstance(domain, Scale) and domain.months else spell(value))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("what", EVERYTHING)
def test_tables_are_whole(what: str, language: Literal["da", "en"]) -> None:
    """Every row of a table has as many cells as its head."""
    width = 0
    for line in told(what, "--lang", language).splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert not cells or not width or cells == width, line
        width = cells


@pytest.mark.parametrize("what", EVERYTHING)
def test_diagrams_lead_from_node_to_node(what: str) -> None:
    """A diagram has no arrow from or to a node it does not have, and no node that nothing touches."""
    for chart in re.findall(r"^```mermaid\nflowchart TD\n(.*?)^```$", told(what), re.MULTILINE | re.DOTALL):
        nodes = re.findall(r'^  (n\d+)(?:\["|\{\{"|\(\["|\(\(").*"(?:\]|\}\}|\]\)|\)\))$', chart, re.MULTILINE)
        edges = re.findall(r'^  (n\d+) (?:-->|-\.->)(?:\|"[^"]+"\|)? (n\d+)$', chart, re.MULTILINE)
        assert len(nodes) + len(edges) == len(chart.splitlines())
        assert {end for edge in edges for end in edge} == set(nodes)


def test_the_whole_guide_holds_every_part() -> None:
    """Without a name everything is told, once each."""
    whole = told()
    for what in EVERYTHING:
        assert whole.count(told(what)) == 1, what


@pytest.mark.parametrize("what", [None, *EVERYTHING])
def test_a_reading_changes_what_is_told(what: str | None) -> None:
    """The guide tells of the reading that is chosen, and of nothing that does not hold under it."""
    chosen = ("--reading", "afslag_paa_samtykke=forloebet_slutter", "--reading", "private_skolers_indkalder=trin_1")
    arguments = [] if what is None else [what]
    changed = what in (None, "forloeb", "sag", "indkaldelse", "open_points")
    assert (told(*arguments) != told(*arguments, *chosen)) is changed


def test_an_unknown_name_is_refused() -> None:
    """A name that is none of them is refused with the nearest."""
    found = run("guide", "indkaldelsen")
    assert found.status == 2
    assert "`indkaldelse`" in found.err


def test_the_page_is_what_the_generator_makes() -> None:
    """What the page for leaders repeats of the rules is what the command prints."""
    text = PAGE.read_text("utf-8")
    made = _BLOCK.sub(lambda block: f"{block[1]}{block[2]}{told(block[1])}\n", text)
    if WRITE:
        PAGE.write_text(made, "utf-8")
    assert made == text or WRITE


def test_the_page_tells_everything() -> None:
    """Every decision and lifecycle, and every other part of the guide, stands once on the page."""
    assert sorted(block[1] for block in _BLOCK.finditer(PAGE.read_text("utf-8"))) == sorted(EVERYTHING)


@given(st.text())
def test_text_stays_text(text: str) -> None:
    """No text of a rule set can end a cell, begin a tag or break a line."""
    (cell,) = re.findall(r"^\| (.*) \|$", table(["x"], [[[text or "-"]]])[2], re.DOTALL)
    outside = re.sub(r"`[^`]*`", "", re.sub(r"\\.", "", cell))
    assert not re.search(r"[|<>*_\[\]\n]", outside.replace("<br>", ""))
    assert "\n" not in prose(text)


@given(st.lists(st.text(min_size=1), min_size=1))
def test_labels_stay_labels(lines: list[str]) -> None:
    """No text of a rule set can end the label of a node, or be anything but text in it."""
    chart = Flowchart()
    chart.edge(chart.node(lines), chart.node(lines, "end"), lines)
    _, _, first, _, edge, _ = chart.fenced()
    label = first.removeprefix('  n1["').removesuffix('"]')
    assert edge == f'  n1 -->|"{label}"| n2'
    assert not re.search(r'["`\n\\]|<(?!br>)', label)
