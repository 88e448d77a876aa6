# SPDX-License-Identifier: MPL-2.0
"""Laws of the keys of `answers`: gaps, overlaps and dead answers are found exactly where the reference finds them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
import reference
from faults import Checked, place
from hypothesis import given, settings
from hypothesis import strategies as st
from pools import pooled
from rule_texts import cited, load_both, texts_of

from trivselrules import Finding
from trivselrules.testing.grown_facts import WORDS, prose

Plain = dict[str, Any]
Files = dict[str, Plain]

FILE = "svar.yaml"
NUMBER, INTEGER, AGE = ({"type": kind} for kind in ("number", "integer", "age"))
HALVES = {"type": "number", "step": Decimal("0.5")}
laws = settings(max_examples=settings().max_examples * 2)


def asking(written: Plain, answers: Plain) -> Files:
    """Write rules with one fact and one question."""
    files: Files = {
        "rule_set.yaml": {"rule_set": "regler", "version": "1", "title": prose("regler")},
        "vocabulary.yaml": {
            "facts": {"maal": {"label": prose("maal"), "question": prose("maal?"), **written}},
            "outcomes": {"nummer": prose("nummer")},
        },
        FILE: {
            "decision": "svar",
            "title": prose("svar"),
            "outcome": {"nummer": {"type": "integer", "required": True}},
            "tree": {"ask": "maal", "answers": answers},
        },
    }
    return cited(files)


def checked(written: Plain, *keys: str) -> Checked:
    """Check one question with these answers."""
    return Checked(asking(written, {key: {"set": {"nummer": at}} for at, key in enumerate(keys)}))


def domains() -> st.SearchStrategy[Plain]:
    """Generate facts of all kinds."""
    ends = [{}, {"from": 0}, {"to": 6}, {"from": 0, "to": 6}, {"from": -2, "to": 30}]
    numbers = [{"type": kind, **end} for kind in ("number", "integer") for end in ends]
    steps = [{"type": "number", "step": step, **end} for step in (Decimal("0.5"), 2) for end in ends]
    words = [{"values": {word: prose(word) for word in WORDS}}, {"type": "boolean"}, {"type": "age"}]
    return st.sampled_from([*numbers, *steps, *words])


@st.composite
def items_for(draw: st.DrawFn, written: Plain) -> str:
    """Generate an item of a key that is well formed for a fact, whether or not it is of any use there."""
    kind = written.get("type", "word")
    if kind in ("word", "boolean"):
        return draw(st.sampled_from(WORDS if kind == "word" else ("true", "false")))
    whole = kind in ("integer", "age") or written.get("step") == 2
    numbers: list[int | Decimal] = [0, Decimal("0.5"), 2, Decimal("2.25"), 5, 6, 7]
    number = st.sampled_from([n for n in numbers if not whole or n == int(n)])
    low, high = sorted(draw(st.tuples(number, number)))
    unit = draw(st.sampled_from((" years", " months"))) if kind == "age" else ""
    form = draw(st.sampled_from(("{}", "under {}", "over {}", "from {}", "{} to {}")))
    return form.format(low, high) + unit


@st.composite
def questions(draw: st.DrawFn) -> tuple[Plain, list[str]]:
    """Generate a fact and the keys of answers to it, sound or not."""
    written = draw(domains())
    keys = draw(st.lists(st.lists(items_for(written), min_size=1, max_size=2), min_size=1, max_size=4))
    return written, list(dict.fromkeys(map(", ".join, keys)))


class Tried:
    """A question that was checked, and what the reference finds for every value it can tell apart."""

    def __init__(self, question: tuple[Plain, list[str]]) -> None:
        written, self.keys = question
        self.found = checked(written, *self.keys)
        self.domain: Plain = self.found.rules["facts"]["maal"]
        self.items = [(key, item) for key in self.keys for item in reference.items(key)]
        values = reference.possible_values(self.found.rules, "svar", "maal")
        self.fitting = {value: self.taken(value) for value in values}
        self.gap = {value for value, pairs in self.fitting.items() if not pairs}
        self.outside = set(self.items) - {pair for pairs in self.fitting.values() for pair in pairs}

    def __repr__(self) -> str:
        return f"Tried({self.domain!r}, {self.keys!r})"

    def taken(self, value: Any) -> list[tuple[str, str]]:
        """Give the items that hold a value, each with its key."""
        return [pair for pair in self.items if reference.fits(pair[1], self.domain, value)]

    def value(self, finding: Finding) -> Any:
        """Give the value that a finding's witness names."""
        return self.found.witness(finding)[0]["maal"]


TRIED = pooled(questions().map(Tried), 150, name=repr)


@laws
@given(TRIED)
def test_gaps_and_overlaps_are_exact(tried: Tried) -> None:
    """The findings about answers say no more and no less than trying every value does."""
    found, text = tried.found, tried.found.texts[FILE]
    if tried.outside:
        assert found.errors <= {"answer-form", "answer-scale"}
        wrong = found.all("answer-form") | found.all("answer-scale")
        assert wrong.keys() >= {place(text, ("tree", "answers", key), item=item) for key, item in tried.outside}
        return
    expected = {"answer-missing"} if tried.gap else set()
    if any(len(pairs) > 1 for pairs in tried.fitting.values()):
        expected |= {"answer-overlap"}
    assert found.errors == expected
    assert len(found.all("answer-missing")) == len(expected & {"answer-missing"})


@laws
@given(TRIED)
def test_a_gap_is_told_exactly(tried: Tried) -> None:
    """The values that a finding tells to be without an answer are those, and its witness is one of them."""
    for finding in tried.found.all("answer-missing").values():
        assert tried.taken(tried.value(finding)) == []
        told = finding.details["values"].split(", ")
        assert {value for value in tried.fitting if any(said(text, tried.domain, value) for text in told)} == tried.gap


@laws
@given(TRIED)
def test_an_overlap_is_told_truly(tried: Tried) -> None:
    """The two items that a finding tells to cover the same both hold the value of its witness."""
    for finding in tried.found.all("answer-overlap").values():
        taken = [item for _, item in tried.taken(tried.value(finding))]
        assert len(taken) > 1
        assert {finding.details["value"], finding.details["other"]} <= set(taken)


def said(text: str, domain: Plain, value: Any) -> bool:
    """Tell whether a description of values holds one of them."""
    between = re.fullmatch(r"(\S+) ([<≤]) … ([<≤]) (\S+)", text)
    if between:
        low, high = Decimal(between[1]), Decimal(between[4])
        return bool(
            (low < value or (between[2] == "≤" and low == value))
            and (value < high or (between[3] == "≤" and value == high))
        )
    return text == "…" or reference.fits(text, domain, value)


@pytest.mark.parametrize(
    ("written", "keys", "values", "witness"),
    [
        pytest.param(NUMBER, ["under 6", "over 6"], "6", "6", id="only six itself"),
        pytest.param({"type": "number", "from": 0, "to": 10}, ["0 to 4", "5 to 10"], "4 < … < 5", "4.5", id="between"),
        pytest.param(NUMBER, ["over 6"], "under 6, 6", None, id="six and all below"),
        pytest.param(NUMBER, ["under 6"], "from 6", "6", id="six and all above"),
        pytest.param({"type": "integer", "from": 1, "to": 4}, ["1", "3, 4"], "2", "2", id="one of few"),
        pytest.param(INTEGER, ["under 2", "4 to 6"], "2 to 3, from 7", "2", id="whole numbers"),
        pytest.param(HALVES, ["under 2", "from 3"], "2 ≤ … < 3", "2", id="steps"),
        pytest.param(AGE, ["under 1 year", "3 to 5 years", "from 7 years"], "1 to 2 years, 6 years", "12", id="ages"),
        pytest.param(AGE, ["0 to 11 months", "from 14 months"], "12 to 13 months", "12", id="months"),
        pytest.param(AGE, ["under 6 years", "over 6 years"], "6 years", "72", id="the sixth year"),
    ],
)  # fmt: skip
def test_a_gap_is_named_as_people_write_it(written: Plain, keys: list[str], values: str, witness: str | None) -> None:
    """The values without an answer are told in the words of the rule language."""
    found = checked(written, *keys)
    assert found.errors == {"answer-missing"}
    (finding,) = found.all("answer-missing").values()
    assert finding.details["values"] == values
    if witness is not None:
        assert dict(finding.witness or {}) == {"maal": witness}


@pytest.mark.parametrize(
    ("written", "keys", "value", "other", "witness"),
    [
        pytest.param(NUMBER, ["under 6", "6", "from 6"], "from 6", "6", "6", id="six"),
        pytest.param(NUMBER, ["under 6", "5 to 6", "over 6"], "5 to 6", "under 6", "5", id="numbers"),
        pytest.param(INTEGER, ["under 4", "3 to 6", "over 6"], "3 to 6", "under 4", "3", id="integers"),
        pytest.param(AGE, ["under 2 years", "23 months", "over 1 year"], "23 months", "under 2 years", "23", id="ages"),
        pytest.param(AGE, ["0 to 5 years", "5 to 17 years"], "5 to 17 years", "0 to 5 years", "60", id="ends"),
    ],
)  # fmt: skip
def test_an_overlap_is_named(written: Plain, keys: list[str], value: str, other: str, witness: str) -> None:
    """The later of two answers that share a value is found, with the earlier one and the lowest value they share."""
    found = checked(written, *keys)
    assert found.errors <= {"answer-overlap", "answer-missing"}
    (at,) = findings = found.all("answer-overlap")
    assert at == place(found.texts[FILE], ("tree", "answers", value), key=True)
    assert (findings[at].details["value"], findings[at].details["other"]) == (value, other)
    assert dict(findings[at].witness or {}) == {"maal": witness}


@pytest.mark.parametrize(
    ("written", "keys", "given", "expected"),
    [
        (NUMBER, ["under 6", "6", "over 6"], [5.999, 6, 6.0, Decimal("6.001"), -1, 10**12], [0, 1, 1, 2, 0, 2]),
        (AGE, ["under 6 years", "6 years", "over 6 years"], [0, 71, 72, 83, 84, 1200], [0, 0, 1, 1, 2, 2]),
        (AGE, ["0 to 11 months", "1 to 2 years", "from 3 years"], [0, 11, 12, 35, 36], [0, 0, 1, 1, 2]),
        (INTEGER, ["under -1", "-1 to 2", "over 2"], [-2, -1, 0, 2, 3], [0, 1, 1, 1, 2]),
        ({"type": "integer", "from": 1, "to": 4}, ["1, 2", "3, 4"], [1, 2, 3, 4], [0, 0, 1, 1]),
        (HALVES, ["under 2", "2 to 3.5", "from 4"], [1.5, 2, 3.5, 4, 4.5], [0, 1, 1, 2, 2]),
    ],
)  # fmt: skip
def test_borders_lie_where_they_are_written(
    written: Plain, keys: list[str], given: list[Any], expected: list[int]
) -> None:
    """`under` and `over` leave their number out, `from` and `to` take it in, and ages are completed units."""
    rules, _ = load_both(texts_of(asking(written, {key: {"set": {"nummer": at}} for at, key in enumerate(keys)})))
    assert [rules.decide("svar", maal=value).outcome["nummer"] for value in given] == expected
