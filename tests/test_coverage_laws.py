# SPDX-License-Identifier: MPL-2.0
"""Laws of coverage: what cases reach is what a naive walk takes, and what is suggested reaches all with few."""

from __future__ import annotations

import itertools
from datetime import date
from math import prod
from pathlib import Path
from typing import Any

import pytest
import reference
import yaml
from faults import place
from helpers import SOUND, folder
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rule_texts import load_both
from strategies import any_rule_set_folders
from test_dates_laws import VERSIONS, dated_rules
from test_engine_laws import on_every_shipped_decision, shipped

import trivselrules
from trivselrules.covering import cover_decision, suggest
from trivselrules.location import Location
from trivselrules.model import Case, Expected, Ref
from trivselrules.proof.axes import Axes
from trivselrules.proof.coverage import coverage

Plain = dict[str, Any]
Point = tuple[Plain, dict[str, str]]
# Where an item of a key stands in a file: line and column.
Place = tuple[int, int]

DECISION = "award"
FILE = f"{DECISION}.yaml"
MOST = 400
laws = settings(max_examples=settings().max_examples // 2)


class Naive:
    """A decision as plain data, and the places of the items that a walk through it takes."""

    def __init__(self, texts: dict[str, str], rules: Plain) -> None:
        self.rules, self.decision = rules, rules["decisions"][DECISION]
        self.tree = yaml.compose(texts[FILE], Loader=yaml.BaseLoader)
        self.text = texts[FILE]
        self._places: dict[tuple[Any, ...], Place] = {}

    def takes(self, facts: Plain, readings: dict[str, str]) -> set[Place]:
        """Walk with what is known and give the places of the items taken."""
        taken: set[Place] = set()
        waiting: list[tuple[tuple[Any, ...], Plain]] = [(("tree",), self.decision["tree"])]
        while waiting:
            path, node = waiting.pop()
            waiting += [((*path, "all", number), inner) for number, inner in enumerate(node.get("all", []))]
            if "use" in node:
                waiting.append((("parts", node["use"]), self.decision["parts"][node["use"]]))
            for key, name, known in (("answers", "ask", facts), ("options", "reading", readings)):
                if key in node and node[name] in known:
                    domain = self.rules["facts"][node[name]] if key == "answers" else {}
                    for items, inner in node[key].items():
                        fitting = [i for i in reference.items(items) if reference.fits(i, domain, known[node[name]])]
                        taken |= {self.place((*path, key, items), item) for item in fitting}
                        waiting += [((*path, key, items), inner)] if fitting else []
        return taken

    def place(self, path: tuple[Any, ...], item: str) -> Place:
        """Give where an item of a key stands."""
        if (path, item) not in self._places:
            self._places[path, item] = place(self.text, path, item=item)
        return self._places[path, item]


def points_of(naive: Plain) -> list[Point]:
    """Give every situation under every reading; of numbers some in every stretch."""
    asked = reference.unique(node["ask"] for node in reference.nodes(naive, DECISION) if "ask" in node)
    facts = {fact: reference.possible_values(naive, DECISION, fact) for fact in asked}
    assume(prod(map(len, (*facts.values(), *naive["options"].values()))) <= MOST)
    return [
        (dict(zip(facts, values, strict=True)), dict(zip(naive["options"], options, strict=True)))
        for values in itertools.product(*facts.values())
        for options in itertools.product(*naive["options"].values())
    ]


def case_of(facts: Plain, readings: dict[str, str]) -> Case:
    """Make a case that expects nothing."""
    given = tuple((Ref(name), value, Location("-")) for name, value in facts.items())
    return Case("-", Ref(DECISION), given, tuple((Ref(n), Ref(o)) for n, o in readings.items()), None, Expected())


@laws
@given(any_rule_set_folders(), st.data())
def test_what_cases_reach_is_what_a_naive_walk_takes(texts: dict[str, str], data: st.DataObject) -> None:
    """An item counts the cases whose walk takes it; what none takes is missed, with a change of a case that does."""
    rules, naive = load_both(texts)
    walked = Naive(texts, naive)
    points = points_of(naive)
    sampled = data.draw(st.lists(st.sampled_from(points), max_size=3))
    cases = [({f: v for f, v in facts.items() if data.draw(st.booleans())}, readings) for facts, readings in sampled]
    found = coverage((rules.model.decisions[DECISION], rules.model), [case_of(*case) for case in cases])
    reachable = set[Place]().union(*(walked.takes(*point) for point in points))
    whole = [item for item in found.items if item.cell is None]
    assert {(item.location.line, item.location.column) for item in whole} == reachable
    for item, count in zip(found.items, found.reached, strict=True):
        at = item.location.line, item.location.column
        taking = [case for case in cases if at in walked.takes(*case)]
        if item.cell is not None:
            level = found.axes.levels["fact", item.name]
            taking = [c for c in taking if found.axes.cell(level, c[0][item.name]) == item.cell]
        assert count == len(taking), item
    assert [missed.item for missed in found.missed] == [
        item for item, count in zip(found.items, found.reached, strict=True) if not count
    ]
    for missed in found.missed:
        assert (missed.nearest is None) == (cases == [])
        for witness in (missed.witness, *(w for _, w in (missed.change.boxes if missed.change else ()))):
            readings = {**naive["readings"], **witness.readings}
            at = missed.item.location.line, missed.item.location.column
            assert at in walked.takes(dict(witness.facts), readings)


@laws
@given(any_rule_set_folders())
def test_what_is_suggested_reaches_all_and_fewer_would_not(texts: dict[str, str]) -> None:
    """Every item is reached, none of the cases can be left out, and where it is claimed no smaller set does it."""
    rules, _ = load_both(texts)
    decision = rules.model.decisions[DECISION]
    axes = Axes((decision, rules.model))
    assume(prod(axes.diagrams.sizes) <= MOST)
    points = [axes.point(dict(enumerate(cells))) for cells in itertools.product(*map(range, axes.diagrams.sizes))]
    found = suggest(rules, DECISION)
    cases = [case_of(dict(witness.facts), dict(witness.readings)) for witness, _ in found.cases]
    assert coverage((decision, rules.model), cases).missed == ()
    whole = coverage((decision, rules.model), [case_of(*point) for point in points])
    assert whole.missed == ()
    for number in range(len(cases) if whole.items else 0):
        rest = cases[:number] + cases[number + 1 :]
        assert coverage((decision, rules.model), rest).missed
    if found.smallest and len(cases) <= 4:
        reached = {
            frozenset(n for n, count in enumerate(coverage((decision, rules.model), [case_of(*p)]).reached) if count)
            for p in points
        }
        everything = frozenset(range(len(whole.items)))
        fewer = itertools.combinations(reached, max(len(cases) - 1, 0))
        assert not whole.items or not any(frozenset().union(*some) == everything for some in fewer)


def test_borders_of_a_range_are_items_of_their_own(tmp_path: Path) -> None:
    """Where two ranges meet, the number on each side must be tried: there a threshold can slip."""
    rules = trivselrules.load(folder(tmp_path, SOUND))
    found = cover_decision(rules, "moede")
    borders = [(i.name, i.key, dict(found.axes.axes[found.axes.levels["fact", i.name]].told(1 << i.cell)))
               for i in found.items if i.cell is not None]  # fmt: skip
    assert borders == [
        ("alder", "under 6 years", {"71 months": None}),
        ("alder", "6 to 17 years", {"72 months": None}),
        ("skala", "under 2.5", {"0 < … < 2.5": None}),
        ("skala", "from 2.5", {"2.5": None}),
    ]


@on_every_shipped_decision
def test_shipped_cases_reach_everything(rule_set: str, decision: str) -> None:
    """The cases that are shipped leave no answer, range, border or option untried."""
    assert cover_decision(shipped(rule_set)[0], decision).missed == ()


@pytest.mark.parametrize(("on", "others"), [(date(2026, 7, 31), 2), (date(2026, 8, 1), 3)])
def test_a_dated_case_counts_for_the_rules_of_its_day(on: date, others: int) -> None:
    """What a case says of another version of the rules is no example of this one; one without a date is of all."""
    files = {**VERSIONS, "serie.2026.yaml": VERSIONS["serie.2026.yaml"].replace(", until: 2027-07-31", "")}
    rules = dated_rules(files, on)
    dated = [case for case in rules.model.cases if case.decision.name == "serie"]
    assert [cover_decision(rules, name).cases for name in ("serie", "moede")] == [
        1,
        others,
    ]  # one of those is of 2026-11-21
    assert {case.on_date for case in dated} == {date(2026, 7, 31), date(2026, 8, 1)}
