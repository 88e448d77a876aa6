# SPDX-License-Identifier: MPL-2.0
"""The shipped instruments: each tells its whole source, keeps its open points open, and reads nothing of the others."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trivselrules
from trivselrules import InvalidValueError, RuleSet, UnknownNameError
from trivselrules.data import shipped_names
from trivselrules.domains import Choice

WELLBEING = ("trivselsbarometer", "trivselslinealen")
REGISTER = {
    "trivselsbarometer": [f"TB-{number:03}" for number in range(1, 78)],
    "trivselslinealen": [f"TL-{number:03}" for number in (*range(1, 37), *range(101, 140))],
}
# The points about each instrument, and those about all documents that concern it.
POINTS = {
    "trivselsbarometer": {"A-001", "A-004", *(f"A-{number:03}" for number in range(72, 87))},
    "trivselslinealen": {"A-001", "A-002", "A-003", *(f"A-{number:03}" for number in range(87, 107))},
}
UNSET = {
    "trivselsbarometer": set[str](),
    "trivselslinealen": {"skala_mindst", "skala_hoejst", "skala_trin", "periode_i_maaneder", "mindste_gruppe"},
}
# Words about the child and those around it, which no instrument owns: they are no result of any.
ORDINARY = {"alder", "foraeldre"}
RULES = {name: trivselrules.load(name) for name in shipped_names()}


def words(rules: RuleSet) -> set[str]:
    """Give the words that decisions can be told: the values of facts, `true` and `false` aside."""
    choices = (fact.domain.values for fact in rules.model.facts.values() if isinstance(fact.domain, Choice))
    return {value for values in choices for value in values if isinstance(value, str)}


@pytest.mark.parametrize("name", WELLBEING)
def test_every_statement_of_the_source_is_told(name: str) -> None:
    """The register holds every statement, and each is cited or accounted for with a reason."""
    rules = RULES[name]
    assert list(rules.model.sources) == REGISTER[name]
    assert "uncited-source" not in {finding.code for finding in rules.warnings}


@pytest.mark.parametrize("name", WELLBEING)
def test_every_open_point_is_there(name: str) -> None:
    """Every place where the documents are silent or can be read in two ways is among the open points."""
    assert {point.point for point in RULES[name].model.open_points.values()} == POINTS[name]


@pytest.mark.parametrize("name", WELLBEING)
def test_readings_ship_with_their_defaults(name: str) -> None:
    """No reading is chosen other than the default, whose reason is told."""
    for reading in RULES[name].model.readings.values():
        assert reading.chosen == reading.default.name


@pytest.mark.parametrize("name", WELLBEING)
def test_what_the_municipality_must_set_is_unset(name: str) -> None:
    """What no document gives is left for the municipality, and the warnings say so."""
    unset = {finding.details["name"] for finding in RULES[name].warnings if finding.code == "parameter-unset"}
    assert unset == UNSET[name] == set(RULES[name].model.parameters)


PAIRS = list(itertools.permutations(RULES, 2))


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_fact_and_no_value_is_shared(one: str, other: str) -> None:
    """A fact of one instrument is not a fact of another, and none of its words is a word of a fact there."""
    assert RULES[one].model.facts.keys() & RULES[other].model.facts.keys() <= ORDINARY
    assert words(RULES[one]) & words(RULES[other]) <= ORDINARY


@given(st.data())
def test_no_instrument_reads_a_value_of_another(data: st.DataObject) -> None:
    """Whatever is known, a decision refuses the facts of another instrument, and their values in place of its own."""
    one, other = data.draw(st.sampled_from(PAIRS))
    rules, foreign = RULES[one], RULES[other]
    decision = data.draw(st.sampled_from(rules.decisions))
    cells = rules.program(decision).cells
    known = {name: data.draw(st.sampled_from(values)) for name, values in cells.items()}
    rules.decide(decision, **known)
    fact = data.draw(st.sampled_from(sorted(foreign.model.facts.keys() - ORDINARY)))
    with pytest.raises(UnknownNameError):
        rules.decide(decision, **known, **{fact: 1})
    word = data.draw(st.sampled_from(sorted(words(foreign) - ORDINARY)))
    for name in known:
        with pytest.raises(InvalidValueError):
            rules.decide(decision, **{**known, name: word})
