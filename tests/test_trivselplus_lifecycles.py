# SPDX-License-Identifier: MPL-2.0
"""The shipped lifecycles and what must never be: their examples leave nothing out, and no prohibition is idle."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve

import trivselrules
from trivselrules.analysis.forbidden import check_forbidden
from trivselrules.frozen_map import FrozenMap
from trivselrules.instance import Instance
from trivselrules.lifecycle import Condition, Due, Duty, Invariant, LifecycleCase, Under
from trivselrules.lifecycle_cases import LifecycleCaseResult, run_lifecycle_case
from trivselrules.location import Location
from trivselrules.ref import Ref

RULES = trivselrules.load("trivselplus")
MODEL = RULES.model
RESULTS = tuple(run_lifecycle_case(RULES, case) for case in MODEL.lifecycle_cases)
INVARIANTS = tuple(MODEL.invariants.values())
MOVES = [move for lifecycle in MODEL.lifecycles.values() for move in lifecycle.moves]
EVENTS = {step.event for result in RESULTS for step in result.instance.steps if step.response.status == "accepted"}


def duties() -> Iterator[tuple[str, Duty]]:
    """Give every task as it stands in a phase or with a mark, and where."""
    for lifecycle in MODEL.lifecycles.values():
        yield from ((phase.name, duty) for phase in lifecycle.phases.values() for duty in phase.duties)
        yield from ((mark.name, d) for mark in lifecycle.marks.values() for ds in mark.duties.values() for d in ds)


def chosen(case: LifecycleCase, under: tuple[Under, ...]) -> bool:
    """Tell whether a case takes the readings so that something applies."""
    taken = {**RULES.readings, **{reading.name: option.name for reading, option in case.readings}}
    return all(taken[one.reading.name] in {ref.name for ref in one.options} for one in under)


def places(instance: Instance) -> Iterator[Location]:
    """Give the rules that took part in an event that was accepted or left open."""
    return (trace.location for step in instance.steps for trace in step.response.because)


@pytest.mark.parametrize("result", RESULTS, ids=[f"{r.rule}: {r.case.title}" for r in RESULTS])
def test_case(result: LifecycleCaseResult) -> None:
    """The events of each worked example lead where it says."""
    assert not result.differences, f"{result.case.location}: {result.differences}"


def test_titles_tell_cases_apart() -> None:
    """No two examples of a lifecycle have the same title."""
    titles = [(result.rule, result.case.title) for result in RESULTS]
    assert len(set(titles)) == len(titles)


def test_every_move_has_a_case() -> None:
    """Every move and follow, those that leave an event open too, is made in some example."""
    made = {place for result in RESULTS for place in places(result.instance)}
    assert [(str(move.location), move.event.name) for move in MOVES if move.location not in made] == []


def test_every_task_has_a_case() -> None:
    """Every task stands open or waiting at the end of some example, and ends in one, unless nothing here ends it."""
    standing = {(task.lifecycle, task.task) for result in RESULTS for task in result.instance.tasks()}
    ended = {place for result in RESULTS for place in places(result.instance)}
    for lifecycle in MODEL.lifecycles.values():
        for phase in lifecycle.phases.values():
            assert {(lifecycle.name, duty.task.name) for duty in phase.duties} <= standing
    assert [str(duty.location) for _, duty in duties() if duty.done_by and duty.location not in ended] == []


def test_everything_waited_for_refuses_in_a_case() -> None:
    """Wherever a task waits for another, some example shows that it is refused before that."""
    shown = {
        (step.phases[result.rule], task)
        for result in RESULTS
        for step in result.instance.steps
        if step.response.refusal is not None
        for task in step.response.refusal.waits
    }
    waited = {(phase, wait.task.name) for phase, duty in duties() for wait in duty.after if duty.done_by}
    beside = {("klar_til_lukning", "indkald_overlevering")}  # ended by an event of another lifecycle, which refuses
    assert waited - beside <= shown


def test_everything_that_must_not_be_done_refuses_in_a_case() -> None:
    """Wherever a move is only for as long as a task is not done, some example shows the refusal."""
    needs = {
        (step.event, need.name)
        for result in RESULTS
        for step in result.instance.steps
        if step.response.refusal is not None
        for need in step.response.refusal.needs
    }
    guarded = {(move.event.name, move.unless_done.name) for move in MOVES if move.unless_done is not None}
    assert guarded <= needs


def test_every_reading_has_a_case_for_each_option() -> None:
    """Every option of a reading that a lifecycle looks at is chosen in some example of one."""
    unders = [under for move in MOVES for under in move.under]
    for _, duty in duties():
        unders += [*duty.under, *(under for wait in duty.after for under in wait.under)]
        unders += [under for due in duty.due for under in due.under]
    looked = {under.reading.name for under in unders} | {"frist_regnes_fra", "fristens_dage", "varslets_dage"}
    taken = {(reading.name, option.name) for result in RESULTS for reading, option in result.case.readings}
    taken |= set(RULES.readings.items())
    assert {(name, option) for name in looked for option in MODEL.readings[name].options} <= taken


def test_every_deadline_has_a_case() -> None:
    """Every way a deadline is written applies to a task at the end of some example that chooses it so."""
    applied: set[Due] = set()
    for result in RESULTS:
        standing = {(task.lifecycle, task.task) for task in result.instance.tasks()}
        for lifecycle in MODEL.lifecycles.values():
            phase = lifecycle.phases[result.instance.phases[lifecycle.name]]
            for duty in phase.duties:
                if (lifecycle.name, duty.task.name) in standing:
                    applied |= {due for due in duty.due if chosen(result.case, due.under)}
    assert {due for _, duty in duties() for due in duty.due} <= applied


@pytest.mark.parametrize("invariant", INVARIANTS, ids=[invariant.name for invariant in INVARIANTS])
def test_a_prohibition_is_about_something_that_happens(invariant: Invariant) -> None:
    """What must never be is broken as soon as everything the decision can say, or the event itself, is forbidden."""
    if invariant.decision is None:
        assert invariant.event is not None
        assert invariant.event.name in EVENTS
        return
    decision = MODEL.decisions[invariant.decision.name]
    everything = tuple(
        Condition(said.name, (True, False) if kind == "boolean" else tuple(MODEL.terms[kind]))
        for said in invariant.outcome
        for kind in [decision.outcomes[said.name.name].type]
    )
    wider = evolve(invariant, outcome=everything)
    found = list(check_forbidden(evolve(MODEL, invariants=FrozenMap({wider.name: wider}))))
    assert [finding.code for finding in found] == ["invariant-broken"]


def test_leaders_are_kept_out_under_every_reading() -> None:
    """Leaders, municipal and private, are asked about wherever a place, a contact or the first meeting is at stake."""
    leaders = {"indkaldende_leder", "anden_leder", "leder_af_privat_tilbud"}
    asked: dict[str, set[object]] = {}
    for invariant in INVARIANTS:
        if invariant.decision is not None and not invariant.under:
            for condition in invariant.when:
                if condition.name == Ref("deltager"):
                    asked.setdefault(invariant.decision.name, set()).update(condition.values)
    assert {name for name, who in asked.items() if who >= leaders} == {
        "plads_i_udfoererteamet",
        "kontaktperson",
        "moededeltagelse",
    }
