# SPDX-License-Identifier: MPL-2.0
"""Laws of what comes in: all is answered or refused, nothing is rounded, and no setting of Python changes it."""

from __future__ import annotations

import decimal
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rule_texts import load_both, texts_of

import trivselrules
from trivselrules import RuleSet
from trivselrules.testing.grown_facts import prose

Plain = dict[str, Any]

FACTS: dict[str, Plain] = {
    "tal": {"type": "number"},
    "trin": {"type": "integer", "from": 1, "to": 4},
    "skala": {"type": "number", "from": 0, "step": Decimal("0.5")},
    "alder": {"type": "age"},
    "klar": {"type": "boolean"},
    "ord": {"values": {"rubin": prose("rubin"), "topas": prose("topas")}},
}
ANSWERS: dict[str, tuple[str, ...]] = {
    "tal": ("under 6", "6", "over 6"),
    "trin": ("1", "2 to 4"),
    "skala": ("under 6", "from 6"),
    "alder": ("under 6 years", "from 6 years"),
    "klar": ("true", "false"),
    "ord": ("rubin", "topas"),
}


def rules() -> RuleSet:
    """Load rules with a decision for each kind of fact, named after it."""
    asked = {name: {"label": prose(name), "question": prose(name), **written} for name, written in FACTS.items()}
    files: dict[str, Plain] = {
        "rule_set.yaml": {
            "rule_set": "regler",
            "version": "1",
            "title": prose("regler"),
            "documents": {"bog": {"title": prose("bog")}},
        },
        "sources.yaml": {"facts": {"AB-1": {"document": "bog", "section": "1", **prose("udsagn")}}},
        "vocabulary.yaml": {"facts": asked, "outcomes": {"nummer": prose("nummer")}},
    }
    for name, keys in ANSWERS.items():
        files[f"{name}.yaml"] = {
            "decision": name,
            "title": prose(name),
            "outcome": {"nummer": {"type": "integer", "required": True}},
            "tree": {
                "ask": name,
                "answers": {key: {"set": {"nummer": at}, "source": ["AB-1"]} for at, key in enumerate(keys)},
            },
        }
    return load_both(texts_of(files))[0]


RULES = rules()


class PrintedFloat(float):
    """A float that prints itself as numpy's does."""

    def __repr__(self) -> str:
        return f"np.float64({float(self)!r})"


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 100),
    st.integers(),
    st.floats(),
    st.floats(-10, 10).map(PrintedFloat),
    st.decimals(),
    st.decimals(-10, 10, places=3),
    st.text(max_size=8),
    st.sampled_from(("rubin", "topas", "true", "1", "6.0")),
    st.binary(max_size=3),
    st.lists(st.integers(), max_size=2),
    st.tuples(st.text(max_size=3)),
    st.just(object()),
)


@settings(max_examples=settings().max_examples * 3)
@given(st.sampled_from(sorted(FACTS)), anything)
@example("tal", Decimal("sNaN"))
@example("tal", PrintedFloat(6.5))
@example("skala", Decimal("1E+999999"))
@example("tal", Decimal("1E-999999"))
def test_whatever_is_given_is_answered_or_refused(fact: str, value: object) -> None:
    """Any object given for a fact leads to an answer or to an error of the library's own, never to another."""
    try:
        answer = RULES.decide(fact, **{fact: value})
    except trivselrules.InvalidValueError:
        return
    assert answer.status == "decided"


@settings(max_examples=settings().max_examples * 2)
@given(st.decimals(-(10**12), 10**12, allow_nan=False))
@example(Decimal("6.0000000000000000000000000000001"))
@example(Decimal("5.9999999999999999999999999999999"))
@example(Decimal("6.000000000001"))
@example(Decimal("999999999999.999999999999"))
def test_no_number_is_rounded(number: Decimal) -> None:
    """A number is taken as it is given or refused: the reason of the answer has that very number."""
    try:
        answer = RULES.decide("tal", tal=number)
    except trivselrules.InvalidValueError:
        return
    assert answer.because[0].value == number
    assert answer.outcome["nummer"] == (0 if number < 6 else 1 if number == 6 else 2)


@settings(max_examples=settings().max_examples * 2)
@given(st.one_of(*(st.decimals(-(10**12), 10**12, places=places) for places in (1, 3, 6, 12))))
@example(Decimal("6.000000000001"))
@example(Decimal("1000000.000000000001"))
def test_json_gives_the_number_that_was_given(number: Decimal) -> None:
    """The reason of an answer has the number that was given in JSON too, digit for digit."""
    try:
        answer = RULES.decide("tal", tal=number)
    except trivselrules.InvalidValueError:
        return
    (because,) = json.loads(json.dumps(answer.to_dict()), parse_float=Decimal)["because"]
    assert because["value"] == number


CONTEXTS = (
    decimal.Context(prec=1),
    decimal.Context(prec=2, rounding=decimal.ROUND_UP),
    decimal.Context(prec=3, traps=[decimal.Inexact, decimal.Rounded]),
    decimal.Context(prec=5, Emax=2, Emin=-2),
    decimal.Context(traps=[decimal.FloatOperation, decimal.Subnormal]),
)


@pytest.mark.parametrize("context", CONTEXTS, ids=range(len(CONTEXTS)))
def test_the_decimal_context_changes_no_answer(context: decimal.Context) -> None:
    """The precision, rounding and traps that a caller's thread has set do not reach into an answer."""
    given_: list[tuple[str, object]] = [("tal", Decimal("6.001")), ("tal", 6.001), ("skala", 1000.5), ("alder", 83)]
    expected = [RULES.decide(fact, **{fact: value}) for fact, value in given_]
    with decimal.localcontext(context):
        assert [RULES.decide(fact, **{fact: value}) for fact, value in given_] == expected


def test_the_decimal_context_lets_nothing_in() -> None:
    """A number between two steps of a scale is refused, however few digits a caller's thread calculates with."""
    with decimal.localcontext(prec=2), pytest.raises(trivselrules.InvalidValueError):
        RULES.decide("skala", skala=Decimal("6.01"))


@pytest.mark.parametrize("context", CONTEXTS, ids=range(len(CONTEXTS)))
def test_the_decimal_context_changes_no_rules(context: decimal.Context) -> None:
    """Rules that are loaded under another decimal context are the same rules."""
    with decimal.localcontext(context):
        again = rules()
    assert again == RULES
    assert again.decide("skala", skala=6.5) == RULES.decide("skala", skala=6.5)


@pytest.mark.parametrize("name", [5, None, [], 1.5, object()], ids=repr)
def test_what_is_no_name_is_an_unknown_name(name: Any) -> None:
    """Where a name is asked for, something that is no text is refused as any name that does not exist."""
    rules = trivselrules.load("trivselplus")
    asked: list[Callable[[], object]] = [
        lambda: rules.decide(name, trin=1),
        lambda: rules.open(name),
        lambda: rules.open("forloeb").accept(name, date(2026, 9, 1)),
        lambda: trivselrules.load(name),
        lambda: trivselrules.load("trivselplus", readings=cast("Any", name or [5])),
    ]
    for ask in asked:
        with pytest.raises(trivselrules.UnknownNameError) as refused:
            ask()
        assert "`…`" in str(refused.value)
