# SPDX-License-Identifier: MPL-2.0
"""Laws of the difference between two versions of a decision: it is exactly what the naive evaluator finds."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import prod
from typing import Any

import pytest
import reference
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from revisions import reworded, versions
from rule_texts import load_both, texts_of
from strategies import any_rule_set_data, rule_set_data

import trivselrules
from trivselrules import RuleSet
from trivselrules.analysis.logic import check_logic
from trivselrules.analysis.shape import check_shape
from trivselrules.proof import difference as difference_module
from trivselrules.proof.axes import Axes
from trivselrules.proof.difference import Change, Difference, Effect, Region, difference
from trivselrules.proof.mutants import mutants
from trivselrules.values import Duration, Qualified, plain

Plain = dict[str, Any]
Point = tuple[Plain, dict[str, str]]
# What is told: the kind of an effect, its name, and both values as text.
Told = tuple[str, str, str, str]

laws = settings(max_examples=settings().max_examples // 2)
DECISION = "award"
MOST = 3_000
NOTHING = str(None)


@laws
@given(any_rule_set_data(), st.data())
def test_the_same_in_other_words_is_no_difference(files: dict[str, Plain], data: st.DataObject) -> None:
    """Parts moved in and out, answers turned and branches gathered differently: nothing is reported."""
    old, _ = load_both(texts_of(files))
    new, _ = load_both(texts_of(data.draw(reworded(files))))
    found = compared(old, new)
    assert (found.answers, found.ways, found.choices) == ((), (), ())


@laws
@given(versions())
def test_a_difference_is_what_the_naive_evaluator_finds(texts: tuple[dict[str, str], dict[str, str]]) -> None:
    """In every situation under all readings, the effects told are those found by answering twice.

    Where the answers are alike, what is asked and cited on the way is told if it differs. What a new choice of
    readings changes is found by answering with both choices. Every witness shows what it is a witness of, and
    none that only its region holds takes fewer facts.
    """
    (old, naive_old), (new, naive_new) = map(load_both, texts)
    points = every_point(naive_old, naive_new)
    found = compared(old, new)
    chosen = {
        name: option for name, option in naive_old["readings"].items() if option in naive_new["options"].get(name, ())
    }
    for facts, readings in points:
        known = [possible(naive, facts, readings) for naive in (naive_old, naive_new)]
        if not any(known):
            continue
        expected = naive_effects((naive_old, readings), (naive_new, readings), facts)
        assert effects_at(found.axes, found.answers, (facts, readings)) == expected, (facts, readings)
        ways = set() if expected else naive_ways(old, new, facts, readings)
        assert effects_at(found.axes, found.ways, (facts, readings)) == ways, (facts, readings)
        if known[1]:
            read = (naive_new, {**naive_new["readings"], **chosen}), (naive_new, naive_new["readings"])
            expected = {told for told in naive_effects(*read, facts) if told[0] not in ("rests", "rests_not")}
            assert effects_at(found.axes, found.choices, (facts, readings)) == expected, (facts, readings)
    for change in found.answers:
        for region in change.regions:
            assert_witness(found.axes, change, region, (naive_old, naive_new), points)


@laws
@given(rule_set_data(root="ask"), st.data())
def test_leaving_out_what_is_the_same_changes_nothing(files: dict[str, Plain], data: st.DataObject) -> None:
    """Whatever one slip changes, the same is told of every situation as if the whole decisions were compared."""
    rules, naive = load_both(texts_of(files))
    old = rules.model.decisions[DECISION], rules.model
    points = every_point(naive, naive)
    every = list(mutants(old))
    for number in data.draw(st.lists(st.integers(0, len(every) - 1), min_size=1, max_size=8, unique=True)):
        mutant = every[number]
        decision, model = mutant.rules
        if any(check_shape(decision, model)) or check_logic(decision, model):
            continue
        found = difference(old, mutant.rules)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(difference_module, "pruned", lambda *both: both)
            whole = difference(old, mutant.rules)
        for kind in ("answers", "ways", "choices"):
            for point in points:
                told, expected = (effects_at(one.axes, getattr(one, kind), point) for one in (found, whole))
                assert told == expected, (mutant, point)


def test_a_number_lies_in_a_cell_though_one_rule_set_does_not_know_it() -> None:
    """A rule set that never heard of a fact has nothing against any number of it."""
    ruler, barometer = (trivselrules.load(name).model for name in ("trivselslinealen", "trivselsbarometer"))
    axes = Axes((ruler.decisions["klassifikation"], ruler), (barometer.decisions["niveau"], barometer))
    level = axes.levels["fact", "score"]
    for number in (Decimal("-0.5"), Decimal(0), Decimal("3.5"), Decimal(11)):
        cell = axes.axes[level].cells[axes.cell(level, number)]
        assert cell.known == 0b11
        assert cell.span is not None
        assert cell.span.holds(number)


def assert_witness(axes: Axes, change: Change, region: Region, naive: tuple[Plain, Plain], points: list[Point]) -> None:
    """Check that a witness lies in its region, shows what changes, and takes as few facts as any situation there."""
    told = dict(region.witness.facts), dict(region.witness.readings)
    # What is not told may be anything that both versions know.
    untold = [
        ({n: v for n, v in facts.items() if n not in told[0]}, {n: o for n, o in readings.items() if n not in told[1]})
        for facts, readings in points
    ]
    common = [point for point, rest in zip(points, untold, strict=True) if all(possible(r, *rest) for r in naive)]
    completed = [({**facts, **told[0]}, {**readings, **told[1]}) for facts, readings in common]
    meant = [point for point in completed if inside(axes, region.box, point) and agrees(naive, point, told[1])]
    assert meant, (region, told)
    here = {told for effect in change.effects for told in as_told(effect)}
    for facts, readings in meant:
        shown = naive_effects((naive[0], readings), (naive[1], readings), facts)
        assert here <= shown, (here - shown, facts, readings)
    if change.effects[0].kind not in ("possible", "impossible"):
        there = [point for point in points if all(possible(rules, *point) for rules in naive)]
        others = [other for other in change.regions if other != region]
        alone = [p for p in there if not any(inside(axes, other.box, p) for other in others)]
        fewest = min(len(asked(naive, p)) for p in alone if inside(axes, region.box, p))
        assert len(told[0]) == fewest, (region, told)


def asked(naive: tuple[Plain, Plain], point: Point) -> set[str]:
    """Give the facts that either version asks on the way."""
    facts, readings = point
    walks = (reference.walk(r, DECISION, facts, {**r["readings"], **readings}) for r in naive if possible(r, *point))
    return {reason["fact"] for met in walks for reason in met["because"] if "fact" in reason}


def agrees(naive: tuple[Plain, Plain], point: Point, told: dict[str, str]) -> bool:
    """Tell whether a situation is read as a witness tells: what it does not name is read as chosen."""
    for rules in naive:
        if possible(rules, *point):
            walked = reference.walk(rules, DECISION, point[0], {**rules["readings"], **point[1]})
            consulted = {reason["reading"] for reason in walked["because"] if "reading" in reason}
            if any(point[1][name] != told.get(name, rules["readings"][name]) for name in consulted):
                return False
    return True


def compared(old: RuleSet, new: RuleSet) -> Difference:
    """Compare the first decision of two rule sets."""
    return difference((old.model.decisions[DECISION], old.model), (new.model.decisions[DECISION], new.model))


def every_point(old: Plain, new: Plain) -> list[Point]:
    """Give a situation for every stretch that the keys of either version can tell apart, under all readings."""
    facts = {fact: values_of(old, new, fact) for fact in named(old, new, "ask")}
    readings = {
        name: reference.unique(o for rules in (old, new) for o in rules["options"].get(name, ()))
        for name in named(old, new, "reading")
    }
    assume(prod(map(len, (*facts.values(), *readings.values()))) <= MOST)
    return [
        (dict(zip(facts, values, strict=True)), dict(zip(readings, options, strict=True)))
        for values in itertools.product(*facts.values())
        for options in itertools.product(*readings.values())
    ]


def named(old: Plain, new: Plain, key: str) -> list[str]:
    """Give the facts that are asked, or the readings that are consulted, in either version."""
    return reference.unique(n[key] for rules in (old, new) for n in reference.nodes(rules, DECISION) if key in n)


def values_of(old: Plain, new: Plain, fact: str) -> list[Any]:
    """Give the values of a fact in either version; of numbers some in every stretch."""
    domains = [rules["facts"][fact] for rules in (old, new) if fact in rules["facts"]]
    numeric = all(domain.get("type") in reference.NUMERIC for domain in domains)
    found: list[Any] = []
    for rules, other in ((old, new), (new, old)):
        if fact in rules["facts"]:
            nodes = [*reference.nodes(rules, DECISION), *(reference.nodes(other, DECISION) if numeric else ())]
            both = {**rules, "decisions": {DECISION: {"tree": {"all": [without_branches(node) for node in nodes]}}}}
            found += reference.possible_values(both, DECISION, fact)
    # true is not 1
    return list({(isinstance(value, bool), value): value for value in found}.values())


def without_branches(node: Plain) -> Plain:
    """Give a question without what follows it."""
    return {"ask": node["ask"], "answers": {key: {} for key in node["answers"]}} if "ask" in node else {}


def possible(rules: Plain, facts: Plain, readings: dict[str, str]) -> bool:
    """Tell whether a rule set knows all values and options, as far as it knows their names."""
    known = (fits(rules, rules["facts"][name], value) for name, value in facts.items() if name in rules["facts"])
    options = (option in rules["options"].get(name, (option,)) for name, option in readings.items())
    return all(known) and all(options)


def fits(rules: Plain, domain: Plain, value: Any) -> bool:
    """Tell whether a value is in a domain."""
    if "values" in domain:
        return isinstance(value, str) and value in domain["values"]
    if domain["type"] == "boolean" or isinstance(value, (bool, str)):
        return domain["type"] == "boolean" and isinstance(value, bool)
    low, high, step = (reference.domain_number(rules, domain, end) for end in ("from", "to", "step"))
    low = Decimal(0) if domain["type"] == "age" else low
    step = Decimal(1) if domain["type"] in ("age", "integer") else step
    inside = (low is None or value >= low) and (high is None or value <= high)
    return inside and (step is None or (Decimal(value) - (low or 0)) % step == 0)


def naive_effects(one: tuple[Plain, dict[str, str]], two: tuple[Plain, dict[str, str]], facts: Plain) -> set[Told]:
    """Answer twice, each time by some rules under some readings, and say what is different."""
    (old, readings), (new, others) = one, two
    known = [possible(old, facts, readings), possible(new, facts, others)]
    if known != [True, True]:
        return {("possible" if known[1] else "impossible", "", NOTHING, NOTHING)}
    before, after = answer(old, facts, readings), answer(new, facts, others)
    told: set[Told] = set()
    excuses = before["not_applicable"], after["not_applicable"]
    if excuses[0] != excuses[1]:
        kind = "applicable" if excuses[1] is None else "not_applicable" if excuses[0] is None else "reason"
        told.add((kind, "", str(excuses[0]), str(excuses[1])))
    else:
        for name in {*before["outcome"], *after["outcome"]}:
            told |= set(outcome_effects(name, before["outcome"].get(name), after["outcome"].get(name)))
    for key, gained, lost in (("undetermined", "undetermined", "determined"), ("notices", "noticed", "unnoticed")):
        told |= {(gained, name, NOTHING, NOTHING) for name in after[key] - before[key]}
        told |= {(lost, name, NOTHING, NOTHING) for name in before[key] - after[key]}
    for name in readings:
        rests = [name in rules["options"] and matters(rules, facts, readings, name) for rules in (old, new)]
        if rests[0] != rests[1]:
            told.add(("rests" if rests[1] else "rests_not", name, NOTHING, NOTHING))
    return told


def answer(rules: Plain, facts: Plain, readings: dict[str, str]) -> Plain:
    """Answer with the naive evaluator; the order of points and notices is nothing an answer says."""
    given = reference.answer(rules, DECISION, facts, {**rules["readings"], **readings})
    notices = set(given["notices"]) - {given["not_applicable"]}
    return {**given, "notices": notices, "undetermined": set(given["undetermined"])}


def outcome_effects(name: str, before: Any, after: Any) -> Iterator[Told]:
    """Say what is different about one outcome."""
    if isinstance(before, list) or isinstance(after, list):
        old, new = before or [], after or []
        yield from (("added", name, NOTHING, str(item)) for item in new if item not in old)
        yield from (("removed", name, str(item), NOTHING) for item in old if item not in new)
        if old != new and not [item for item in (*old, *new) if item not in old or item not in new]:
            yield "order", name, NOTHING, NOTHING
        if (before is None) != (after is None) and not old and not new:
            yield "value", name, NOTHING if before is None else "()", NOTHING if after is None else "()"
    elif before != after or isinstance(before, bool) != isinstance(after, bool):
        yield "value", name, str(before), str(after)


def matters(rules: Plain, facts: Plain, readings: dict[str, str], name: str) -> bool:
    """Tell whether another option of a reading gives another answer."""
    others = ({**readings, name: option} for option in rules["options"][name])
    return any(answer(rules, facts, other) != answer(rules, facts, readings) for other in others)


def naive_ways(old: RuleSet, new: RuleSet, facts: Plain, readings: dict[str, str]) -> set[Told]:
    """Answer twice with the engine and say which facts are asked and which statements are cited by one only."""
    told: list[set[tuple[str, str]]] = []
    for rules in (old, new):
        known = {name: option for name, option in readings.items() if name in rules.model.readings}
        given = {name: value for name, value in facts.items() if name in rules.model.facts}
        answer = rules.reading(known).decide(DECISION, **given)
        cited = {("cited", source) for reason in answer.because for source in reason.source}
        told.append(cited | {("asked", reason.name) for reason in answer.because if reason.kind == "fact"})
    before, after = told
    gained = {(kind, name, NOTHING, NOTHING) for kind, name in after - before}
    return gained | {(f"un{kind}", name, NOTHING, NOTHING) for kind, name in before - after}


def effects_at(axes: Axes, changes: Iterable[Change], point: Point) -> set[Told]:
    """Give the effects that are told for a situation."""
    here = (change for change in changes if any(inside(axes, region.box, point) for region in change.regions))
    return {told for change in here for effect in change.effects for told in as_told(effect)}


def as_told(effect: Effect) -> Iterator[Told]:
    """Write an effect as the naive evaluator's differences are written: each item of a list by itself."""
    if effect.kind == "added":
        yield from ((effect.kind, effect.name, NOTHING, as_text(item)) for item in effect.items)
    elif effect.kind == "removed":
        yield from ((effect.kind, effect.name, as_text(item), NOTHING) for item in effect.items)
    else:
        yield effect.kind, effect.name, as_text(effect.old), as_text(effect.new)


def as_text(value: object) -> str:
    """Write a value as the naive evaluator holds it."""
    return str(plain(value) if isinstance(value, (Duration, Qualified)) else value)


def inside(axes: Axes, box: Any, point: Point) -> bool:
    """Tell whether a situation lies in a box."""
    facts, readings = point
    told = {("fact", name): value for name, value in facts.items()} | {("reading", n): o for n, o in readings.items()}
    return all(mask >> axes.cell(level, told[axes.axes[level].dimension]) & 1 for level, mask in box.items())
