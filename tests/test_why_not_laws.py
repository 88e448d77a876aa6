# SPDX-License-Identifier: MPL-2.0
"""Laws of why an answer is not another: every smallest change is found, and nothing that is not one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from math import prod
from typing import Any

import pytest
import reference
from helpers import SOUND, folder
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rule_texts import load_both
from strategies import any_rule_set_folders, readings_of

import trivselrules
from trivselrules import InvalidValueError, UnknownNameError
from trivselrules.proof.axes import Axes
from trivselrules.values import Duration, Qualified, Value, plain
from trivselrules.why_not import WhyNot

Plain = dict[str, Any]
Point = tuple[Plain, dict[str, str]]

DECISION = "award"
MOST = 1_500
laws = settings(max_examples=settings().max_examples // 2)


@laws
@given(any_rule_set_folders(), st.data())
def test_every_smallest_change_is_found(texts: dict[str, str], data: st.DataObject) -> None:
    """The sets of facts and readings told are all that lead there and have no part that does, found by trying all.

    What they can become is exactly what leads there with everything else as it is, and each example does.
    """
    rules, naive = load_both(texts)
    facts = {fact: reference.possible_values(naive, DECISION, fact) for fact in asked(naive)}
    assume(prod(map(len, (*facts.values(), *naive["options"].values()))) <= MOST)
    known = data.draw(st.fixed_dictionaries({}, optional={name: st.sampled_from(v) for name, v in facts.items()}))
    chosen = {**naive["readings"], **data.draw(readings_of(naive))}
    points = list(every_point(facts, naive["options"]))
    comings = {repr(point): reference.answer(naive, DECISION, point[0], point[1])["outcome"] for point in points}
    wanted = data.draw(st.sampled_from(list(wishes(rules.model.decisions[DECISION].outcomes, list(comings.values())))))
    reached = [point for point in points if comes_to(comings[repr(point)], wanted)]

    found = rules.reading(chosen).decide(DECISION, **known).why_not(**{wanted[0]: wanted[1]})
    fitting = [point for point in points if not differing(point, known, chosen)]
    assert found.holds == all(point in reached for point in fitting)
    assert found.anywhere == bool(reached)
    if not found.holds:
        sets = {frozenset(differing(point, known, chosen)) for point in reached}
        smallest = {names for names in sets if not any(other < names for other in sets)}
        assert {frozenset((*change.facts, *change.readings)) for change in found.changes} == smallest
        sizes = [len(change.facts) + len(change.readings) for change in found.changes]
        assert sizes == sorted(sizes)
        axes = found._axes  # noqa: SLF001 - the boxes are about these
        for change in found.changes:
            names = {*change.facts, *change.readings}
            kept = [point for point in points if set(differing(point, known, chosen)) <= names]
            meant = [point for point in kept if any(inside(axes, box, point) for box, _ in change.boxes)]
            assert meant == [point for point in reached if set(differing(point, known, chosen)) == names]
            for _, witness in change.boxes:
                answer = rules.reading({**chosen, **witness.readings}).decide(DECISION, **witness.facts)
                assert comes_to({name: as_naive(value) for name, value in answer.outcome.items()}, wanted)
    assert found.explain("en") != found.explain("da")


def asked(naive: Plain) -> list[str]:
    """Give the facts that the decision asks anywhere."""
    return reference.unique(node["ask"] for node in reference.nodes(naive, DECISION) if "ask" in node)


def every_point(facts: dict[str, list[Any]], options: dict[str, list[str]]) -> Iterator[Point]:
    """Give every situation under every reading; of numbers some in every stretch."""
    for values in itertools.product(*facts.values()):
        for chosen in itertools.product(*options.values()):
            yield dict(zip(facts, values, strict=True)), dict(zip(options, chosen, strict=True))


def wishes(outcomes: Any, comings: list[Plain]) -> Iterator[tuple[str, Any]]:
    """Give things to want: what the decision comes to somewhere, and something that it never does."""
    for name in outcomes:
        for coming in comings:
            value = coming.get(name)
            for item in value if isinstance(value, list) else [] if value is None else [value]:
                yield name, next(iter(terms_of(item)), item)
        yield (
            name,
            {"role": "artist", "boolean": True, "duration": {"years": 9}, "integer": 99, "number": 99}.get(
                outcomes[name].type, "newspaper" if outcomes[name].type == "medium" else "garden"
            ),
        )


def terms_of(item: Any) -> list[str]:
    """Give the words that an item with a reservation names."""
    if not isinstance(item, dict) or not {"optional", "preferably", "at_least_one_of"} & item.keys():
        return []
    (named,) = item.values()
    return [named] if isinstance(named, str) else list(named)


def comes_to(outcome: Plain, wanted: tuple[str, Any]) -> bool:
    """Tell whether an outcome is as wanted, or a list names it."""
    name, value = wanted
    found = outcome.get(name)
    items = found if isinstance(found, list) else [] if found is None else [found]
    return any(value in terms_of(item) or (type(item) is type(value) and item == value) for item in items)


def as_naive(value: object) -> object:
    """Write a value as the naive evaluator does."""
    if isinstance(value, tuple):
        return [as_naive(item) for item in value]
    return plain(value) if isinstance(value, (Duration, Qualified)) else value


def differing(point: Point, known: Plain, chosen: dict[str, str]) -> list[str]:
    """Give the facts given and the readings chosen that are otherwise in a situation."""
    facts, readings = point
    changed = [name for name, value in known.items() if facts[name] != value]
    return changed + [name for name, option in chosen.items() if readings[name] != option]


def inside(axes: Axes, box: Any, point: Point) -> bool:
    """Tell whether a situation lies in a box."""
    facts, readings = point
    told = {("fact", n): v for n, v in facts.items()} | {("reading", n): o for n, o in readings.items()}
    return all(mask >> axes.cell(level, told[axes.axes[level].dimension]) & 1 for level, mask in box.items())


def shipped(**facts: object) -> WhyNot:
    """Ask the shipped rules why somebody else does not convene."""
    return trivselrules.load().decide("indkaldelse", **facts).why_not(indkalder="leder_af_ppr")


def test_the_answer_of_the_page_is_reached_by_one_change() -> None:
    """In family day-care on step 1, only the step has to differ for Leder af PPR to convene."""
    (change,) = shipped(trin=1, tilbud="dagpleje").changes
    assert (change.facts, change.readings) == (("trin",), ())
    ((_, witness),) = change.boxes
    assert dict(witness.facts) == {"trin": 2, "tilbud": "dagpleje"}


def test_what_is_wanted_may_come_already_or_never() -> None:
    """The answer itself holds, and someone who never convenes can be wished for in vain."""
    assert shipped(trin=2, tilbud="dagpleje").holds
    never = trivselrules.load().decide("indkaldelse", trin=2).why_not(indkalder="administrationen")
    assert (never.holds, never.anywhere, never.changes) == (False, False, ())
    assert never.to_dict()["anywhere"] is False


def test_several_things_are_wanted_together() -> None:
    """Each outcome, and each item of a list, must come with the others."""
    answer = trivselrules.load().decide("indkaldelse", trin=1, tilbud="dagpleje")
    found = answer.why_not(indkalder="leder_af_ppr", indkaldte=["leder_af_uu", "leder_af_fritid"])
    assert [(change.facts, change.readings) for change in found.changes] == [(("trin", "tilbud"), ())]
    assert len(found.wanted) == 3


@pytest.mark.parametrize(
    ("wanted", "error", "code"),
    [
        ({}, InvalidValueError, "wanted-nothing"),
        ({"indkader": "leder_af_ppr"}, UnknownNameError, "unknown-outcome"),
        ({"indkalder": "leder_af_pp"}, UnknownNameError, "unknown-role"),
        ({"indkalder": 7}, InvalidValueError, "wanted-type"),
        ({"indkalder": ["leder_af_ppr"]}, InvalidValueError, "wanted-type"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(wanted: Plain, error: type[trivselrules.Error], code: str) -> None:
    """An outcome or a word that does not exist is named with the nearest; a value of another type says the type."""
    answer = trivselrules.load().decide("indkaldelse", trin=1)
    with pytest.raises(error) as caught:
        answer.why_not(**wanted)
    assert caught.value.code == code
    if code.startswith("unknown"):
        assert caught.value.nearest in ("indkalder", "leder_af_ppr")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> trivselrules.RuleSet:
    """Load the small rule set, which has an outcome of every type."""
    return trivselrules.load(folder(tmp_path_factory.mktemp("lille"), SOUND))


SMALL: list[tuple[str, object, Value | None]] = [
    ("antal", 3, 3),
    ("antal", True, None),
    ("antal", "3", None),
    ("vaegt", 0.5, Decimal("0.5")),
    ("vaegt", Decimal("1.0"), 1),
    ("vaegt", float("nan"), None),
    ("vaegt", 1e300, None),
    ("aktiv", True, True),
    ("aktiv", 1, None),
    ("frist", {"weeks": 4}, Duration(weeks=4)),
    ("frist", Duration(days=2), Duration(days=2)),
    ("frist", {"weeks": True}, None),
    ("frist", {"uger": 4}, None),
    ("frist", {}, None),
    ("frist", "4 weeks", None),
    ("kanal", "telefon", "telefon"),
]


@pytest.mark.parametrize(("name", "value", "expected"), SMALL)
def test_a_wish_is_a_value_of_the_outcomes_type(
    name: str, value: object, expected: Value | None, small: trivselrules.RuleSet
) -> None:
    """Numbers, yes and no, lengths of time and words are taken as Python has them, and nothing is guessed."""
    answer = small.decide("moede", trin=4)
    if expected is None:
        with pytest.raises(InvalidValueError) as caught:
            answer.why_not(**{name: value})
        assert caught.value.code == "wanted-type"
    else:
        assert answer.why_not(**{name: value}).wanted == ((name, expected),)
