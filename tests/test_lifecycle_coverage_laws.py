# SPDX-License-Identifier: MPL-2.0
"""Laws of what cases of lifecycles reach: what the naive reference does, and what is missed by no fewer events."""

from __future__ import annotations

import itertools
from typing import Any

import reference_lifecycle as naive
from attrs import evolve
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from lifecycle_strategies import lifecycle_folders
from pools import pooled
from reference_reach import Reach
from test_lifecycle_laws import loaded, logs, readings_of

from trivselrules.covering_lifecycles import cover_lifecycle, drafts_of, suggest_lifecycle
from trivselrules.lifecycle import Happening, LifecycleCase, Stage
from trivselrules.lifecycle_cases import run_lifecycle_case
from trivselrules.proof.lifecycle_items import LifecycleItem
from trivselrules.proof.lifecycle_looks import Items
from trivselrules.proof.lifecycle_reach import Log, Reaching
from trivselrules.ref import Ref
from trivselrules.rule_set import RuleSet

Plain = dict[str, Any]
MOST = 100  # states that the reference goes through under one choice of readings
folders = pooled(lifecycle_folders(most=2), 60)
laws = settings(max_examples=settings().max_examples // 2)


def choices_of(plain: Plain) -> list[Plain]:
    """Give every choice of all readings, the one the rules make first."""
    names = plain["options"]
    every = [dict(zip(names, some, strict=True)) for some in itertools.product(*names.values())]
    return sorted(every, key=lambda one: one != plain["readings"])


def counted(plain: Plain) -> set[str]:
    """Give the events that deadlines count from."""
    lives = plain["lifecycles"].values()
    tasks = [phase.get("tasks", {}) for life in lives for phase in life["phases"].values()]
    marks = [mark for life in lives for mark in life["marks"].values()]
    tasks += [carried for mark in marks for carried in mark.get("tasks", {}).values()]
    dues = [due for some in tasks for duty in some.values() for due in duty.get("due", ())]
    return {due["after"] for due in dues if "after" in due}


def distances_of(reach: Reach, plain: Plain) -> list[dict[LifecycleItem, int]]:
    """Give for each choice of readings by how many events each item is reached at the soonest."""
    found = []
    for readings in choices_of(plain):
        one = reach.distances(readings, counted(plain), MOST)
        if one is None:
            reject()
        found.append(one)
    return found


def walked(reach: Reach, events: list[tuple[str, Plain]], readings: Plain) -> set[LifecycleItem]:
    """Give what the reference reaches by a log, up to the first event that is not accepted."""
    state, happened = naive.begin(reach.plain, reach.name), frozenset[str]()
    found = reach.stood(state, happened, readings)
    for event, facts in events:
        found |= reach.acted(state, event, facts, readings)
        answer, after, *_ = naive.happen(reach.plain, state, event, facts, readings)
        if answer != "accepted":
            break
        happened = reach.after(state, after, event, happened)
        state = after
        found |= reach.stood(state, happened, readings)
    return found


def events_of(log: Log) -> list[tuple[str, Plain]]:
    """Give the events of a log as the reference takes them."""
    return [(event, dict(facts)) for event, facts in log.events]


def with_cases(rules: RuleSet, cases: tuple[LifecycleCase, ...]) -> RuleSet:
    """Give rules with other cases."""
    return evolve(rules, model=evolve(rules.model, lifecycle_cases=cases))


@laws
@given(folders)
def test_the_shortest_log_is_found_or_it_is_proved_that_there_is_none(texts: dict[str, str]) -> None:
    """Under the readings chosen no log is shorter, else under none; what is called unreachable is."""
    rules, plain = loaded(texts)
    name = next(iter(plain["lifecycles"]))
    reach = Reach(plain, rules.model, name)
    distances = distances_of(reach, plain)
    items = Items(rules.open(name).machine, rules.model)
    everything = {item for lifecycle in items.machine.numbers for item in items.of(lifecycle)}
    assert set[LifecycleItem]().union(*distances) <= everything
    found = Reaching(items, rules.model).logs(everything)
    assert found.keys() == set[LifecycleItem]().union(*distances)
    for item, log in found.items():
        least = distances[0].get(item) or min(one[item] for one in distances if item in one)
        assert len(log.events) == least, item
        assert item in walked(reach, events_of(log), {**plain["readings"], **log.readings})
        for reading in log.readings:
            rest = {name: option for name, option in log.readings.items() if name != reading}
            assert item not in walked(reach, events_of(log), {**plain["readings"], **rest}), reading


@laws
@given(folders, st.data())
def test_what_cases_reach_is_what_the_reference_reaches(texts: dict[str, str], data: st.DataObject) -> None:
    """Each item counts the cases that reach it; the others are missed, with a case that reaches them and passes."""
    rules, plain = loaded(texts)
    names = list(plain["lifecycles"])
    cases, reached = [], []
    for name in data.draw(st.lists(st.sampled_from(names), max_size=3)):
        readings = data.draw(readings_of(plain))
        log = data.draw(logs(plain, name, readings))
        happenings = tuple(
            Happening(Ref(e), Ref(at.isoformat()), tuple((Ref(f), v, Ref(f).location) for f, v in facts.items()))
            for e, facts, at in log
        )
        taken = tuple((Ref(reading), Ref(option)) for reading, option in readings.items())
        cases.append(LifecycleCase("-", Ref(name), happenings, Stage(), taken))
        reached.append(walked(Reach(plain, rules.model, name), [(e, facts) for e, facts, _ in log], readings))
    rules = with_cases(rules, tuple(cases))
    for name in names:
        found = cover_lifecycle(rules, name)
        assert found.cases == len(cases)
        for item, count in zip(found.items, found.reached, strict=True):
            assert count == sum(item in one for one in reached), item
        missed = [item for item, count in zip(found.items, found.reached, strict=True) if not count]
        assert sorted(missed) == sorted([*(one.item for one in found.missed), *found.never])
        for case, items in drafts_of(rules, found):
            assert run_lifecycle_case(rules, case).passed
            again = cover_lifecycle(with_cases(rules, (case,)), name)
            counts = dict(zip(again.items, again.reached, strict=True))
            assert all(counts[item] for item in items)


@laws
@given(folders)
def test_what_is_suggested_reaches_all_and_none_can_be_spared(texts: dict[str, str]) -> None:
    """The cases pass and reach all that can be reached; without one of them something is missed."""
    rules, plain = loaded(texts)
    name = next(iter(plain["lifecycles"]))
    found = suggest_lifecycle(rules, name)
    assert all(run_lifecycle_case(rules, case).passed for case in found.cases)
    assert cover_lifecycle(with_cases(rules, found.cases), name).missed == ()
    for number in range(len(found.cases)):
        rest = found.cases[:number] + found.cases[number + 1 :]
        assert cover_lifecycle(with_cases(rules, rest), name).missed
