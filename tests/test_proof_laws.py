# SPDX-License-Identifier: MPL-2.0
"""Laws of the proof: it finds all that is wrong in any state under any readings, with a shortest way that is true."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lifecycle_strategies import LIFECYCLES, OPTIONS, lifecycle_folders
from pools import pooled
from reference_lifecycle import happenings, reading_choices
from reference_proof import Way, Wrong, coming, dead, shown, wrongs
from rule_texts import yaml_text
from test_lifecycle_laws import loaded

from trivselrules.analysis.exploration import Exploration, Search, Steps, Stride, explore
from trivselrules.analysis.layout import Layout
from trivselrules.analysis.proof import prove_lifecycles
from trivselrules.analysis.starts import Box, join, starts
from trivselrules.analysis.watching import Suspicion, Watch
from trivselrules.analysis.ways import ways_into
from trivselrules.finding import Finding
from trivselrules.inputs import read_fact
from trivselrules.machine.program import State
from trivselrules.machine.step import step
from trivselrules.rule_set import RuleSet

Plain = dict[str, Any]

laws = settings(max_examples=settings().max_examples * 2 // 5)
little = pooled(lifecycle_folders(most=2), 60)


@st.composite
def waiting_folders(draw: st.DrawFn) -> dict[str, str]:
    """Generate lifecycles that may well stand still: in some phases all there is to do is to wait for others."""
    texts = draw(lifecycle_folders(lively=True))
    names = [name for name in LIFECYCLES if f"{name}.yaml" in texts]
    for name in names:
        written = yaml.safe_load(texts[f"{name}.yaml"])
        others = st.sampled_from([other for other in names if other != name] or names)
        for tasks in (phase["tasks"] for phase in written["phases"].values() if "hvil_ud" in phase.get("tasks", {})):
            kept = draw(st.integers(0, 3)) == 0 or len(names) == len(tasks) == 1
            rest = tasks.pop("hvil_ud")
            if kept:
                tasks["hvil_ud"] = rest
            elif not tasks or (len(names) > 1 and draw(st.booleans())):
                under = {"under": {"tolkning": ["frit"]}} if draw(st.booleans()) else {}
                tasks["hvil_ud"] = {"waits_for": draw(others), **under} if len(names) > 1 else rest | under
            for task in tasks.values() if len(names) > 1 else ():
                if draw(st.integers(0, 2)) == 0:
                    task["waits_for"] = draw(others)
        texts[f"{name}.yaml"] = yaml_text(written)
    return texts


waiting = pooled(waiting_folders(), 30)
DETAILS = {
    "invariant-broken": ("name",),
    "standstill": ("lifecycle", "phase"),
    "deadline-no-start": ("task", "event"),
}


def told(finding: Finding) -> Wrong:
    """Give what tells a finding of the proof from the others, as the reference says it."""
    return (finding.code, *(finding.details[name] for name in DETAILS[finding.code]))


def way(finding: Finding, rules: RuleSet) -> Way:
    """Give the events that a finding names, with their facts."""
    steps = [text.split() for text in finding.details["events"].split(", ") if text != "-"]
    return [
        (event, {name: read_fact(rules.model, name, spelt) for name, spelt in (fact.split("=") for fact in facts)})
        for event, *facts in steps
    ]


def shows(finding: Finding, rules: RuleSet, plain: Plain, lifecycle: str) -> bool:
    """Tell whether the way of a finding, followed under its readings, leads the engine and the reference to it."""
    readings, steps = dict(finding.witness or {}), way(finding, rules)
    instance = rules.reading(readings).open(lifecycle)
    for event, facts in steps:
        instance = instance.accept(event, date(2026, 9, 1), **facts)
    accepted = all(step.response.status == "accepted" for step in instance.steps)
    return accepted and told(finding) in shown(plain, lifecycle, readings, steps)


@laws
@given(st.one_of(little, waiting))
def test_the_proof_finds_all_that_is_wrong_and_the_shortest_way_there(texts: dict[str, str]) -> None:
    """What the proof reports is what goes wrong under some choice of readings, and no way there is shorter."""
    rules, plain = loaded(texts)
    lifecycle = rules.lifecycles[0]
    (proof,) = prove_lifecycles(rules.model)
    findings = [finding for finding in proof.findings if finding.code in DETAILS]
    least: dict[Wrong, int] = {}
    for finding in findings:
        assert shows(finding, rules, plain, lifecycle), finding.message("en")
        length = len(way(finding, rules))
        least[told(finding)] = min(length, least.get(told(finding), length))
    assert least == wrongs(plain, lifecycle)


@laws
@given(little)
def test_the_proof_finds_what_is_never_reached_and_never_done(texts: dict[str, str]) -> None:
    """The phases and moves reported as dead are those that no events, facts and options at any step lead to."""
    rules, plain = loaded(texts)
    (proof,) = prove_lifecycles(rules.model)
    found: set[Wrong] = set()
    for finding in proof.findings:
        if finding.code in DETAILS:
            continue
        place = finding.location
        assert place is not None
        name = place.file.rpartition("/")[2].removesuffix(".yaml")
        moves = rules.model.lifecycles[name].moves
        if finding.code == "phase-unreachable":
            found.add((finding.code, name, finding.details["name"]))
        else:
            at = next(number for number, move in enumerate(moves) if move.location == place)
            own = sum(not move.follows for move in moves)
            kind, number = ("moves", at) if at < own else ("follows", at - own)
            found.add((finding.code, name, kind, str(number)))
    assert found == dead(plain, rules.lifecycles[0])


boxes = st.dictionaries(
    st.sampled_from(sorted(OPTIONS)),
    st.frozensets(st.sampled_from(sorted({o for some in OPTIONS.values() for o in some}))),
)


@given(boxes, boxes, boxes)
def test_what_two_boxes_allow_is_what_each_allows(one: Box, other: Box, options: Box) -> None:
    """A choice of options is in two boxes together exactly if it is in each of them."""
    choices = [dict(zip(options, chosen, strict=True)) for chosen in itertools.product(*options.values())]
    for choice in choices:
        inside = [all(choice.get(name) in some for name, some in box.items() if name in choice) for box in (one, other)]
        both = join(one, other)
        assert all(choice[name] in some for name, some in both.items() if name in choice) == all(inside)


def explored(rules: RuleSet) -> Exploration:
    """Explore the lifecycles of a rule set with every option open, counting every event as a clock would."""
    machine = rules.open(rules.lifecycles[0]).machine
    options = {name: tuple(reading.options) for name, reading in rules.model.readings.items()}
    clock = {event: 1 << number for number, event in enumerate(machine.home)}
    return explore(Steps(Search(machine, rules.model, options, clock)), lambda _: None)


@laws
@given(little)
def test_every_state_is_where_its_way_leads(texts: dict[str, str]) -> None:
    """The state that a number stands for is the one that the events on the way there lead to, one step after another.

    What counts as happened are the events on the way, less those from before their lifecycle left its rest.
    """
    rules, _ = loaded(texts)
    found = explored(rules)
    machine = found.steps.machine
    for code in found.came:
        state, happened = machine.start, set()
        for stride in found.path(code):
            readings = dict(rules.readings) | stride.readings
            before, state = state, step(machine, state, stride.event, stride.facts, readings).state
            for event, home in machine.home.items():
                if machine.phase(before, home).phase.rest and not machine.phase(state, home).phase.rest:
                    happened.discard(event)
            happened.add(stride.event)
        bits = sum(found.steps.clock[event] for event in happened)
        assert found.node(code) == (state, bits, code)
    assert len({found.node(code)[:2] for code in found.came}) == len(found.came)


@laws
@given(little)
def test_a_number_stands_for_one_state(texts: dict[str, str]) -> None:
    """A state is read back from its number whatever has happened, also by a layout that has written none before."""
    found = explored(loaded(texts)[0])
    machine = found.steps.machine
    states = {found.node(code).state for code in found.came}
    for clock in (0, 3):
        layout = Layout(machine, clock)
        numbers = {state: layout.whole(state) for state in states}
        assert len(set(numbers.values())) == len(states)
        assert sum(layout.fields) == sum(layout.fields) | layout.phases
        assert not sum(layout.fields) & layout.clock
        for state, code in numbers.items():
            assert layout.state(code | layout.clock) == Layout(machine, clock).state(code) == state
            undone = layout.whole(tuple(place._replace(done=0) for place in state))
            assert code - undone == sum(layout.tasks(number, place.done) for number, place in enumerate(state))


def after_stride(state: State, stride: Stride) -> tuple[str, State]:
    """Give what a stride comes to in a state: it is worked out once for all states that are alike where it looks."""
    changed = dict(stride.places)
    return stride.taken.status, tuple(changed.get(number, place) for number, place in enumerate(state))


@laws
@given(little, st.data())
def test_a_stride_is_what_an_event_does_under_the_options_it_names(texts: dict[str, str], data: st.DataObject) -> None:
    """From any state the strides are all that events do there, each of them once, whatever the readings are.

    A stride does the same under every choice with its options, and it names options only if others do otherwise.
    """
    rules, plain = loaded(texts)
    found = explored(rules)
    steps, machine = found.steps, found.steps.machine
    assert found.strides == sum(len(steps.strides(code, event)) for code in found.came for event in machine.home)
    for code, event in itertools.product(found.came, machine.home):
        made = [
            (one.places, *one.readings.items(), *(id(move) for _, move in one.taken.moves))
            for one in steps.strides(code, event)
        ]
        assert len(set(made)) == len(made)
    code = data.draw(st.sampled_from(list(found.came)))
    state, first = found.node(code).state, {name: options[0] for name, options in steps.options.items()}
    for event, facts in happenings(plain, rules.lifecycles[0]):
        status, _, moves, *_ = step(machine, state, event, facts, first)
        seen = status not in ("accepted", "undetermined") or moves in [
            one.taken.moves for one in steps.strides(code, event) if one.readings.items() <= first.items()
        ]
        assert seen
    state, choices = found.node(code).state, list(reading_choices(plain))
    does = {
        (event, *step(machine, state, event, facts, choice)[:2])
        for (event, facts), choice in itertools.product(happenings(plain, rules.lifecycles[0]), choices)
    }
    strides = [stride for event in machine.home for stride in steps.strides(code, event)]
    after = {id(stride): after_stride(state, stride) for stride in strides}
    told = {(stride.event, *after[id(stride)]) for stride in strides}
    assert told == {one for one in does if one[1] in ("accepted", "undetermined")}
    for stride in strides:
        done = [step(machine, state, stride.event, stride.facts, choice)[:2] for choice in choices]
        same = [one == after[id(stride)] for one in done]
        under = [stride.readings.items() <= choice.items() for choice in choices]
        assert all(is_same or not is_so for is_same, is_so in zip(same, under, strict=True))
        assert all(same) == (not stride.readings)


def watched(rules: RuleSet, lifecycle: str) -> tuple[Exploration, Callable[[], Watch], dict[int, list[Suspicion]]]:
    """Explore lifecycles with one watch over all of it; give what makes another, and what the one saw in each state."""
    model, machine = rules.model, rules.open(lifecycle).machine
    duties = [duty for track in machine.tracks for phase in track.phases for duty in phase.duties]
    counted = {id(duty): starts(duty, model) for duty in duties}
    events = dict.fromkeys(event for some in counted.values() for event, _, _ in some)
    options = {name: tuple(reading.options) for name, reading in model.readings.items()}
    search = Search(machine, model, options, {event: 1 << number for number, event in enumerate(events)})
    steps, ways = Steps(search), [ways_into(track, model) for track in machine.tracks]
    watch = Watch(search, steps, counted, ways)
    seen: dict[int, list[Suspicion]] = {}
    found = explore(steps, lambda code: seen.setdefault(code, watch.wrong(code)))
    return found, lambda: Watch(search, steps, counted, ways), seen


@laws
@given(little)
def test_who_has_seen_other_states_sees_the_same(texts: dict[str, str]) -> None:
    """What a watch sees in a state it sees for the first time is what another sees there that has seen all others."""
    rules, _ = loaded(texts)
    _, another, seen = watched(rules, rules.lifecycles[0])
    assert all(another().wrong(code) == suspicions for code, suspicions in seen.items())


@laws
@given(little, st.data())
def test_in_a_state_just_that_is_seen_which_is_wrong_there(texts: dict[str, str], data: st.DataObject) -> None:
    """Under every choice that its way leaves, what is seen in a state is what is wrong in it or with what comes."""
    rules, plain = loaded(texts)
    found, _, seen = watched(rules, rules.lifecycles[0])
    for code in data.draw(st.sets(st.sampled_from(list(seen)), min_size=1, max_size=5)):
        path = found.path(code)
        for choice in reading_choices(plain):
            chosen = choice.items()
            if not all(stride.readings.items() <= chosen for stride in path):
                continue
            told_of = {
                (one.code, *(value for _, value in one.details))
                for one in seen[code]
                if all(choice[name] in some for name, some in one.box.items())
                and (one.last is None or one.last.readings.items() <= chosen)
            }
            steps = [(stride.event, dict(stride.facts)) for stride in path]
            assert told_of == coming(plain, rules.lifecycles[0], choice, steps)
