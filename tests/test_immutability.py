# SPDX-License-Identifier: MPL-2.0
"""Laws of immutability: what the library hands out cannot be changed, only copied, and copies are equal."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs
import pytest
import reference
from hypothesis import given, settings
from hypothesis import strategies as st
from living import LIVING
from rule_texts import load_both
from strategies import any_rule_set_folders, situations_of
from test_engine_laws import SHIPPED, shipped
from test_lifecycle_laws import loaded

import trivselrules
from trivselrules import Answer, RuleSet
from trivselrules.frozen_map import FrozenMap
from trivselrules.instance import Instance

PLAIN = (str, int, float, bool, type(None))


def parts_of(found: object, seen: dict[int, object]) -> Iterator[object]:
    """Give an object and everything it holds, each once, that is not plain data."""
    if isinstance(found, PLAIN) or id(found) in seen:
        return
    seen[id(found)] = found
    yield found
    inner: list[object] = []
    if attrs.has(type(found)):
        inner = [getattr(found, name) for name in names_of(found)]
    elif isinstance(found, Mapping):
        inner = [*found.keys(), *found.values()]
    elif isinstance(found, (tuple, frozenset, list, set)):
        inner = list(found)
    for part in inner:
        yield from parts_of(part, seen)


def names_of(found: object) -> list[str]:
    """Give the names of the fields of an attrs object."""
    kind: Any = type(found)
    return [field.name for field in attrs.fields(kind)]


def an_answer() -> Answer:
    """Give an answer that has something in every field it can."""
    return trivselrules.load("trivselplus").decide(
        "indkaldelse", trin=2, tilbud="skole", ejerform="privat", skoleafdeling="udskoling"
    )


def known(folder: str) -> RuleSet:
    """Load shipped rules, anew each time."""
    return trivselrules.load(folder)


@pytest.mark.parametrize("name", [folder.name for folder in SHIPPED])
def test_nothing_in_a_rule_set_can_be_changed(name: str) -> None:
    """Every object that can be reached from a rule set is frozen, and every collection in it is of a frozen kind."""
    kinds = {type(part) for part in parts_of(known(name), {})}
    assert {kind.__name__ for kind in kinds if issubclass(kind, (dict, list, set, bytearray))} == set()
    unfrozen = {kind.__name__ for kind in kinds if attrs.has(kind) and kind.__setattr__ is object.__setattr__}
    assert unfrozen == set()
    assert {kind for kind in kinds if not attrs.has(kind)} <= {tuple, frozenset, FrozenMap} | ALSO_FROZEN


ALSO_FROZEN = {type(part) for part in parts_of(__import__("decimal").Decimal(1), {})}


def an_instance() -> Instance:
    """Give a matter with something of everything in its history: accepted, refused, open, and in need of facts."""
    rules, _ = loaded(LIVING)
    instance = rules.open("bog").accept("bog_afleveret", date(2026, 9, 1)).accept("bog_laant", date(2026, 9, 1))
    instance = instance.accept("bog_laant", date(2026, 9, 1), farve="roed", klar=False)
    instance = instance.accept("rykker_sendt", date(2026, 9, 2), trin=4).accept(
        "rykker_sendt", date(2026, 9, 2), trin=1
    )
    return instance.accept("kort_skrevet", date(2026, 9, 3)).accept("bog_meldt_vaek", date(2026, 9, 4))


@pytest.mark.parametrize("name", [folder.name for folder in SHIPPED])
def test_no_field_can_be_set_or_deleted(name: str) -> None:
    """Setting or deleting a field of an answer, a matter, a rule set or any object of its model is an error."""
    answer = an_answer()
    tried = 0
    for part in (*parts_of(known(name), {}), *parts_of(answer, {}), *parts_of(an_instance(), {})):
        if not attrs.has(type(part)):
            continue
        for name_ in names_of(part):
            before = getattr(part, name_)
            with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
                setattr(part, name_, None)
            with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
                delattr(part, name_)
            assert getattr(part, name_) is before
            tried += 1
        with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
            part.something_new = 1  # type: ignore[attr-defined]
    assert tried > 500


def test_the_outcome_of_an_answer_cannot_be_changed() -> None:
    """Neither the mapping of outcomes nor a list in it takes anything in or gives anything up."""
    answer = an_answer()
    outcome: Any = answer.outcome
    before = dict(outcome)
    with pytest.raises(TypeError):
        outcome["indkalder"] = "skoleleder"
    with pytest.raises(TypeError):
        del outcome["indkalder"]
    for name in ("clear", "pop", "popitem", "update", "setdefault", "__ior__"):
        assert not hasattr(outcome, name)
    with pytest.raises(AttributeError):
        outcome._items = {}  # noqa: SLF001
    with pytest.raises((AttributeError, TypeError)):
        del outcome._items  # noqa: SLF001
    with pytest.raises(TypeError):
        outcome["indkaldte"][0] = "skoleleder"
    for names in (answer.missing, answer.because, answer.open_points, answer.notices, outcome["indkaldte"]):
        assert type(names) is tuple
    assert dict(answer.outcome) == before


def test_a_map_keeps_nothing_of_what_it_was_made_from() -> None:
    """Changing the dict that a frozen map was made from does not change the map."""
    source = {"a": 1}
    made = FrozenMap(source)
    source["a"] = 2
    assert made == {"a": 1}


@given(st.dictionaries(st.text(), st.integers()), st.dictionaries(st.text(), st.integers()))
def test_a_frozen_map_is_to_look_at_what_a_dict_is(one: dict[str, int], other: dict[str, int]) -> None:
    """A frozen map has the keys, values, items and equals of the dict it was made from, and is merged as that is."""
    made = FrozenMap(one)
    assert (list(made.keys()), list(made.values()), list(made.items())) == (
        [*one.keys()],
        [*one.values()],
        [*one.items()],
    )
    assert list((made | other).items()) == list((one | other).items())
    assert (made == FrozenMap(other)) == (made == other) == (other == made) == (one == other)
    assert made == FrozenMap(dict(reversed(one.items())))
    assert made != list(one)
    assert hash(made) == hash(FrozenMap(dict(reversed(one.items()))))
    assert dict(made) == one


def test_what_is_handed_out_as_data_is_one_s_own() -> None:
    """Changing the dict of an answer changes neither the answer nor the next dict."""
    answer = an_answer()
    first: Any = answer.to_dict()
    first["outcome"]["indkaldte"].append("ingen")
    first["because"].clear()
    assert answer.to_dict() != first
    assert answer == an_answer()


def test_choosing_readings_leaves_the_rule_set_alone() -> None:
    """`reading` gives another rule set; the one it was asked of answers as before."""
    rules = known("trivselplus")
    facts = {"trin": 1, "tilbud": "skole", "ejerform": "privat", "skoleafdeling": "basisskole"}
    before = rules.decide("indkaldelse", **facts)
    other = rules.reading({"private_skolers_indkalder": "begge_trin"})
    assert other != rules
    assert other.decide("indkaldelse", **facts) != before
    assert rules.decide("indkaldelse", **facts) == before
    assert rules == known("trivselplus")


@pytest.mark.parametrize("name", [folder.name for folder in SHIPPED])
def test_everything_is_hashable(name: str) -> None:
    """A rule set and every object of its model can be put in a set, and equal ones have one hash."""
    first, second = known(name), known(name)
    assert first == second
    assert hash(first) == hash(second)
    for one, other in zip(parts_of(first.model, {}), parts_of(second.model, {}), strict=True):
        assert one == other
        assert hash(one) == hash(other)


def copies(found: Any) -> list[Any]:
    """Copy an object in all the ways Python has."""
    pickled = [pickle.loads(pickle.dumps(found, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)]
    return [*pickled, copy.deepcopy(found), copy.copy(found)]


@pytest.mark.parametrize("name", [folder.name for folder in SHIPPED])
def test_copies_of_shipped_rules_answer_alike(name: str) -> None:
    """A rule set that was pickled or copied is equal, and gives equal answers everywhere."""
    rules, naive = shipped(name)
    asked = [(decision, facts) for decision in naive["decisions"] for facts in reference.situations(naive, decision)]
    answers = [rules.decide(decision, **facts) for decision, facts in asked]
    for copied in copies(rules):
        assert copied == rules
        assert hash(copied) == hash(rules)
        assert copied.warnings == rules.warnings
        assert [copied.decide(decision, **facts) for decision, facts in asked] == answers


@settings(max_examples=settings().max_examples * 3 // 10)
@given(any_rule_set_folders(), st.data())
def test_copies_of_answers_are_equal(texts: dict[str, str], data: st.DataObject) -> None:
    """An answer that was pickled or copied is equal, with the same hash, prose and data."""
    rules, naive = load_both(texts)
    facts = data.draw(situations_of(naive))
    for decision in rules.decisions:
        answer = rules.decide(decision, **facts)
        for copied in copies(answer):
            assert copied == answer
            assert hash(copied) == hash(answer)
            assert list(copied.outcome.items()) == list(answer.outcome.items())
            assert copied.explain("da") == answer.explain("da")
            assert copied.to_dict() == answer.to_dict()


def test_nothing_in_a_matter_can_be_changed() -> None:
    """Every object that can be reached from a matter is frozen, and every collection in it is of a frozen kind."""
    instance = an_instance()
    statuses = [step.response.status for step in instance.steps]
    assert set(statuses) == {"accepted", "refused", "undetermined", "needs_facts"}
    kinds = {type(part) for part in parts_of(instance, {})}
    assert {kind.__name__ for kind in kinds if issubclass(kind, (dict, list, set, bytearray))} == set()
    assert {kind for kind in kinds if attrs.has(kind) and kind.__setattr__ is object.__setattr__} == set()


def test_following_a_matter_leaves_it_as_it_was() -> None:
    """An event gives another matter; the one it happened to is as before, and so is what was handed out of it."""
    before, again = an_instance(), an_instance()
    tasks, told = before.tasks(), before.to_dict()
    after = before.accept("bog_fornyet", date(2026, 9, 5))
    assert after != before == again
    assert (before.tasks(), before.to_dict()) == (tasks, told)
    told["steps"] = None
    assert before.to_dict() != told


def test_copies_of_a_matter_are_equal_and_go_on_alike() -> None:
    """A matter that was pickled or copied is equal, hashes and reads the same, and follows events alike."""
    instance = an_instance()
    for copied in copies(instance):
        assert copied == instance
        assert hash(copied) == hash(instance)
        assert copied.explain("da") == instance.explain("da")
        assert copied.accept("bog_laest", date(2026, 9, 5)) == instance.accept("bog_laest", date(2026, 9, 5))


def test_errors_can_be_pickled() -> None:
    """An error survives the way from one process to another with all it says."""
    with pytest.raises(trivselrules.UnknownNameError) as caught:
        known("trivselplus").decide("indkaldels")
    for copied in copies(caught.value):
        assert type(copied) is trivselrules.UnknownNameError
        assert copied.finding == caught.value.finding
        assert str(copied) == str(caught.value)
