# SPDX-License-Identifier: MPL-2.0
"""Laws of the facts that are missing: exact for any tree of questions, and in the order in which to ask."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import reference
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_texts import cited, load_both, texts_of

from trivselrules.testing.grown_facts import prose

Plain = dict[str, Any]
Possible = Mapping[str, tuple[str, ...]]

FACTS = {"farve": ("roed", "blaa"), "form": ("rund", "kantet", "flad"), "stof": ("uld", "silke", "hoer")}


@st.composite
def trees(draw: st.DrawFn, possible: Possible = FACTS, depth: int = 4) -> Plain:
    """Generate sound trees of nothing but questions, asked beside and below each other, and asked again."""
    step = draw(st.sampled_from(("leaf", "all", *FACTS))) if depth else "leaf"
    if step == "leaf":
        return {}
    if step == "all":
        return {"all": [draw(trees(possible, depth - 1)) for _ in range(draw(st.integers(2, 3)))]}
    words = possible[step]
    end = draw(st.integers(1, len(words)))
    groups = [(word,) for word in words] if draw(st.booleans()) else [words[:end], words[end:]]
    answers = {", ".join(group): draw(trees({**possible, step: group}, depth - 1)) for group in groups if group}
    return {"ask": step, "answers": answers}


def rules(tree: Plain) -> dict[str, str]:
    """Write rules that ask and decide nothing, on the strength of one statement."""
    asked = {
        name: {"label": prose(name), "question": prose(name), "values": {word: prose(word) for word in words}}
        for name, words in FACTS.items()
    }
    files: Plain = {
        "rule_set.yaml": {"rule_set": "regler", "version": "1", "title": prose("regler")},
        "vocabulary.yaml": {"facts": asked},
        "spoerg.yaml": {"decision": "spoerg", "title": prose("spoerg"), "outcome": {}, "tree": tree},
    }
    return texts_of(cited(files))


def situations() -> Iterator[Plain]:
    """Give every situation, complete or partial."""
    for values in itertools.product(*((None, *words) for words in FACTS.values())):
        yield {fact: value for fact, value in zip(FACTS, values, strict=True) if value is not None}


@settings(max_examples=settings().max_examples * 3 // 2)
@given(trees())
def test_missing_facts_are_exact(tree: Plain) -> None:
    """In every situation `missing` is what trying all answers gives: asked next, then asked whatever is answered."""
    library, naive = load_both(rules(tree))
    for facts in situations():
        assert list(library.decide("spoerg", **facts).missing) == reference.missing(naive, "spoerg", facts, {})


def asks(first: str, *then: Plain) -> Plain:
    """Give a question with a node for each of its answers; the last is for all that are left."""
    words = FACTS[first]
    groups = [*((word,) for word in words[: len(then) - 1]), words[len(then) - 1 :]]
    return {"ask": first, "answers": {", ".join(group): node for group, node in zip(groups, then, strict=True)}}


def missing(tree: Plain, **facts: str) -> tuple[str, ...]:
    """Give what is missing for a tree of questions."""
    return load_both(rules(tree))[0].decide("spoerg", **facts).missing


def test_a_fact_that_one_answer_makes_needless_is_not_announced() -> None:
    """Only what is asked whatever the answers are is missing already now."""
    assert missing(asks("farve", asks("form", {}), {})) == ("farve",)
    assert missing(asks("farve", asks("form", {}), asks("form", {}))) == ("farve", "form")


def test_the_order_is_that_of_the_first_answers() -> None:
    """Where answers lead to the same questions in another order, the first answer gives the order.

    What an answer asks comes before what stands beside the question.
    """
    one, other = asks("form", asks("stof", {})), asks("stof", asks("form", {}))
    assert missing(asks("farve", one, other)) == ("farve", "form", "stof")
    assert missing(asks("farve", other, one)) == ("farve", "stof", "form")
    assert missing({"all": [asks("farve", asks("form", {})), asks("stof", {})]}) == ("farve", "form", "stof")


def test_a_question_asked_again_divides_what_one_answer_holds() -> None:
    """Several values of one answer may need different facts, if the question is asked again below."""
    again = {"ask": "stof", "answers": {"uld": asks("farve", {}), "silke": {}}}
    assert missing({"ask": "stof", "answers": {"uld, silke": again, "hoer": asks("farve", {})}}) == ("stof",)
    both = {"ask": "stof", "answers": {"uld": asks("farve", {}), "silke": asks("farve", {})}}
    assert missing({"ask": "stof", "answers": {"uld, silke": both, "hoer": asks("farve", {})}}) == ("stof", "farve")


def test_branches_that_share_a_question_are_seen_together() -> None:
    """A fact that one branch of `all` asks for one answer, and another for all others, is asked in any case."""
    one, other = asks("farve", asks("form", {}), {}), asks("farve", {}, asks("form", {}))
    assert missing({"all": [one, other]}) == ("farve", "form")
    assert missing({"all": [one, asks("stof", asks("form", {}), {}, {})]}) == ("farve", "stof")


def test_branches_that_hang_together_through_a_third_are_seen_together() -> None:
    """What the second branch asks after the question it shares with the first, it may share with the third."""
    second = asks("stof", asks("farve", asks("form", {}), {}))
    third = asks("farve", {}, asks("form", {}))
    assert missing({"all": [asks("stof", {}), second, third]}) == ("stof", "farve", "form")


def test_a_question_that_stands_beside_itself_divides_what_one_answer_holds() -> None:
    """Where one of two branches of `all` has an answer for several values, the other may tell them apart."""
    joint = {"ask": "stof", "answers": {"uld, silke": {}, "hoer": asks("farve", {})}}
    apart = {"ask": "stof", "answers": {"uld, hoer": asks("farve", {}), "silke": {}}}
    assert missing({"all": [joint, apart]}) == ("stof",)
    assert missing({"all": [asks("stof", {}), apart]}) == ("stof",)
    assert missing({"all": [joint, asks("stof", asks("farve", {}))]}) == ("stof", "farve")
