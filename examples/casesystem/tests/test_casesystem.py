# SPDX-License-Identifier: MPL-2.0
"""The system says what the rules say, and nothing that they do not say."""

import pytest
from casesystem import DEPARTMENTS, OWNERS, PLACES, RULES, facts, route
from hypothesis import assume, given
from hypothesis import strategies as st

import trivselrules
from trivselrules import testing

NAMES = {"tilbud": ("place", PLACES), "ejerform": ("owner", OWNERS), "skoleafdeling": ("department", DEPARTMENTS)}


def form_of(situation):
    """Fill in the form as somebody would who knows the situation."""
    form = {}
    for name, value in situation.items():
        field, words = NAMES.get(name, ("step", None))
        form[field] = value if words is None else next(word for word, known in words.items() if known == value)
    return form


@given(testing.situations(RULES, "indkaldelse"))
def test_a_form_says_the_same_as_the_situation(situation):
    """Nothing is lost on the way from the form to the rules: every word of theirs has one in the form."""
    assert facts(form_of(situation)) == situation


@given(testing.answers(RULES, "indkaldelse") | testing.answers(RULES, "indkaldelse", partial=True))
def test_a_concern_goes_where_the_rules_say(answer):
    """A role only where the rules decided, the form where facts are missing, a person for all the rest."""
    routed = route(form_of(answer.facts))
    assert routed.to == {"decided": "role", "needs_facts": "form"}.get(answer.status, "person")
    assert routed.role == (answer.outcome.get("indkalder") if routed.to == "role" else None)
    assert routed.asks == (answer.missing if routed.to == "form" else ())
    assert routed.why


@given(testing.partial_situations(RULES, "indkaldelse"))
def test_asking_comes_to_an_end(situation):
    """A concern that comes back to the form leaves it after the questions it came back with."""
    form = form_of(situation)
    for _ in range(5):
        routed = route(form)
        if routed.to != "form":
            return
        fact = RULES.model.facts[routed.asks[0]]
        value = fact.domain.values[0] if hasattr(fact.domain, "values") else fact.domain.low
        form |= form_of({fact.name: value})
    raise AssertionError("still asking")


@given(testing.invalid_situations(RULES, "indkaldelse"), st.sampled_from(["place", "owner", "department"]), st.text())
def test_nonsense_is_refused(situation, field, word):
    """A form that says what cannot be is refused, and goes nowhere: no word is mapped by falling through."""
    with pytest.raises(trivselrules.Error):
        route(situation)
    assume(word not in PLACES | OWNERS | DEPARTMENTS and word not in RULES.model.facts["tilbud"].domain.values)
    with pytest.raises(trivselrules.Error):
        route({"step": 1, field: word})
