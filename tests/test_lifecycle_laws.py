# SPDX-License-Identifier: MPL-2.0
"""Laws of following a matter: what `accept` answers, on the shipped lifecycles and on generated ones."""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import reference_deadlines as naively
import reference_lifecycle as naive
from attrs import asdict, evolve
from helpers import Edit, folder
from hypothesis import given, settings
from hypothesis import strategies as st
from lifecycle_strategies import lifecycle_folders
from living import BOOK, EVENTS, LIVING, OTHER, living
from pools import pooled
from responding import Asked, as_reference, assert_answered
from rule_texts import folder_of
from test_engine_laws import RULES, SHIPPED

import trivselrules
from trivselrules import RuleSet
from trivselrules.analysis.exploration import Search, Steps, explore
from trivselrules.engine.deadlines import Deadline
from trivselrules.engine.happening import Occurrence, respond
from trivselrules.engine.record import TaskState
from trivselrules.errors import Error
from trivselrules.frozen_map import FrozenMap
from trivselrules.instance import Instance
from trivselrules.machine.program import Machine, State, components
from trivselrules.machine.step import left_behind, share_of, step

Plain = dict[str, Any]
Happening = tuple[str, Plain, date | datetime]

SHIPPED_LIFECYCLES = [(folder.name, name) for folder in SHIPPED for name in naive.load(folder)["lifecycles"]]
on_every_shipped_lifecycle = pytest.mark.parametrize(("rule_set", "lifecycle"), SHIPPED_LIFECYCLES)
folders = pooled(lifecycle_folders(), 60)
laws = settings(max_examples=settings().max_examples * 3 // 5)
few = settings(max_examples=settings().max_examples // 5)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@cache
def shipped(name: str) -> tuple[RuleSet, Plain]:
    """Load a shipped rule set, as the library and as the reference do."""
    return trivselrules.load(name), naive.load(RULES / name)


def loaded(texts: dict[str, str]) -> tuple[RuleSet, Plain]:
    """Load generated rules, as the library and as the reference do."""
    with folder_of(texts) as folder:
        return trivselrules.load(folder), naive.load(folder)


@st.composite
def logs(draw: st.DrawFn, rules: Plain, lifecycle: str, readings: Plain, most: int = 12) -> list[Happening]:
    """Generate events with some of their facts; most are such that something becomes of them."""
    state = naive.begin(rules, lifecycle)
    everything = list(naive.happenings(rules, lifecycle))
    moment: date | datetime = datetime(2026, 9, 1, 8, 0, tzinfo=COPENHAGEN)
    found = []
    for _ in range(draw(st.integers(1, most))):
        live = [one for one in everything if naive.happen(rules, state, *one, readings)[0] == "accepted"]
        likely = draw(st.sampled_from((True, True, True, False)))
        event, facts = draw(st.sampled_from(live if live and likely else everything))
        if draw(st.sampled_from((False, False, False, True))):
            facts = {name: value for name, value in facts.items() if draw(st.booleans())}
        moment = draw(moments_from(moment))
        found.append((event, facts, moment))
        state = naive.happen(rules, state, event, facts, readings)[1]
    return found


def moments_from(moment: date | datetime) -> st.SearchStrategy[date | datetime]:
    """Generate a moment that is not before another one: some time later, or a date."""
    day = moment.date() if isinstance(moment, datetime) else moment
    after = (
        moment if isinstance(moment, datetime) else datetime(day.year, day.month, day.day, 23, 59, tzinfo=COPENHAGEN)
    )
    times = st.integers(0, 60 * 24 * 5).map(lambda minutes: after.astimezone(UTC) + timedelta(minutes=minutes))
    return st.one_of(
        times.map(lambda one: one.astimezone(COPENHAGEN)), st.integers(1, 9).map(lambda n: day + timedelta(n))
    )


def readings_of(rules: Plain) -> st.SearchStrategy[Plain]:
    """Generate a choice of every reading."""
    return st.fixed_dictionaries({name: st.sampled_from(options) for name, options in rules["options"].items()})


def follow(instance: Instance, log: list[Happening]) -> Instance:
    """Let the events of a log happen."""
    for event, facts, moment in log:
        instance = instance.accept(event, moment, **facts)
    return instance


def assert_alike(rules: RuleSet, plain: Plain, lifecycle: str, readings: Plain, log: list[Happening]) -> None:
    """Hold the engine against the reference, event by event: the answer and why, the state, tasks and deadlines."""
    instance, state = rules.reading(readings).open(lifecycle), naive.begin(plain, lifecycle)
    happened: dict[str, date | datetime] = {}
    left: list[tuple[str, str, date | datetime]] = []
    done: set[tuple[str, str]] = set()
    for event, facts, moment in log:
        asked = Asked(plain, state, event, facts, readings)
        instance = instance.accept(event, moment, **facts)
        answer, after, ended, behind = assert_answered(instance.machine, asked, instance.steps[-1].response)
        if answer == "accepted":
            begun = {name for name in state if at_rest(plain, state, name) and not at_rest(plain, after, name)}
            happened = {name: when for name, when in happened.items() if plain["home"][name] not in begun}
            happened[event] = moment
            assert {(task.lifecycle, task.task) for task in instance.steps[-1].left} == behind
            left += [(*one, moment) for one in behind - done]
            done = {one for one in done | ended if not at_rest(plain, after, one[0])}
        state = after
        tasks = {(task.lifecycle, task.task): task for task in instance.tasks()}
        due = {(name, task): (duty, waits) for name, task, duty, waits in naive.tasks(plain, state, readings)}
        assert tasks.keys() == due.keys()
        for key, (duty, waits) in due.items():
            assert list(tasks[key].waits_for) == waits
            assert tasks[key].status == ("waiting" if waits else "open")
            owner = plain["lifecycles"][key[0]]["phases"][state[key[0]]["phase"]].get("owner")
            assert tasks[key].actor == duty.get("actor", owner)
            told = [as_told(deadline) for deadline in tasks[key].deadlines]
            assert told == naively.deadlines(plain, duty, happened, readings, list(state))
    assert Counter((task.lifecycle, task.task, task.left) for task in instance.left_tasks()) == Counter(left)


def at_rest(rules: Plain, state: Plain, name: str) -> bool:
    """Tell whether a lifecycle is at rest."""
    return bool(rules["lifecycles"][name]["phases"][state[name]["phase"]].get("rest"))


def as_told(deadline: Deadline) -> Plain:
    """Give what a deadline holds, as the reference writes it."""
    written = asdict(deadline, recurse=False, filter=lambda field, value: value != field.default)
    for name in {"at", "before_at"} & written.keys():
        written[name] = naively.in_utc(written[name])
    if deadline.length is not None:
        written["length"] = {unit: amount for unit, amount in asdict(deadline.length).items() if amount is not None}
    return written


@on_every_shipped_lifecycle
@laws
@given(data=st.data())
def test_engine_and_reference_agree_on_the_shipped_lifecycles(
    rule_set: str, lifecycle: str, data: st.DataObject
) -> None:
    """Any log, under any choice of readings, leads the engine and the naive reference to the same."""
    rules, plain = shipped(rule_set)
    readings = data.draw(readings_of(plain))
    assert_alike(rules, plain, lifecycle, readings, data.draw(logs(plain, lifecycle, readings, most=25)))


@laws
@given(folders, st.data())
def test_engine_and_reference_agree_on_generated_lifecycles(texts: dict[str, str], data: st.DataObject) -> None:
    """Whatever sound lifecycles say, the engine and the naive reference read them alike."""
    rules, plain = loaded(texts)
    readings = data.draw(readings_of(plain))
    lifecycle = data.draw(st.sampled_from(rules.lifecycles))
    assert_alike(rules, plain, lifecycle, readings, data.draw(logs(plain, lifecycle, readings)))


@few
@given(folders, st.randoms(use_true_random=False))
def test_engine_and_reference_agree_in_every_state(texts: dict[str, str], random: Random) -> None:
    """Wherever a matter can come to be, events with any of their facts get the answer of the reference."""
    rules, plain = loaded(texts)
    assert_alike_everywhere(rules, plain, rules.lifecycles[0], random)


BOUND = "indbind: {done_by: bog_indbundet, due"
PAID = "{gebyr_ved_rykker: [altid, aldrig]}"
BOUND_OR_ANSWERED = f"indbind: {{done_by: [bog_indbundet, rykker_besvaret], under: {PAID}, due"
RETURNED = "{event: bog_afleveret, from: [sendt], to: stille, source: [XX-001]}"
READ = "      laes: {done_by: [bog_laest], repeats: true, actor: psykolog, no_deadline: ingen_frist}\n"
CARD = "      skriv_kort:\n        done_by: kort_skrevet\n        due:"
MORE_ASKED: list[Edit] = [
    (BOOK, READ, ""),
    (BOOK, CARD, f"{READ}{CARD}"),
    (BOOK, BOUND, BOUND_OR_ANSWERED),
    (BOOK, "when: {fornyelser: [0, 1]}", "when: {fornyelser: [0, 1]}, unless_done: skriv_kort"),
    (EVENTS, "  bog_afleveret:\n", "  bog_afleveret:\n    facts: [trin]\n"),
    (OTHER, "when: {trin: [1, 2], bog: [ude]}", "when: {trin: [1, 2], bog: [ude, vaek]}"),
    (OTHER, RETURNED, f"{RETURNED[:-1]}, when: {{trin: [1, 2]}}}}\n  - {RETURNED[:-1]}, when: {{trin: [3, 4]}}}}"),
]


@pytest.mark.parametrize("edits", [[], MORE_ASKED], ids=["as they are", "that ask for more"])
def test_engine_and_reference_agree_in_every_state_of_the_little_rules(edits: list[Edit]) -> None:
    """So it is where every key of the language is used."""
    rules, plain = loaded(living(edits)[0])
    for lifecycle in rules.lifecycles:
        assert_alike_everywhere(rules, plain, lifecycle, Random(lifecycle), most=100)


def assert_alike_everywhere(rules: RuleSet, plain: Plain, lifecycle: str, random: Random, most: int = 10) -> None:
    """Hold the engine against the reference in states drawn from all that can be reached."""
    machine = rules.open(lifecycle).machine
    options = {name: tuple(reading.options) for name, reading in rules.model.readings.items()}
    found = explore(Steps(Search(machine, rules.model, options, {})), lambda _: None)
    happenings = list(naive.happenings(plain, lifecycle))
    for code in random.sample(list(found.came), min(5 * most, len(found.came))):
        state, readings = found.node(code).state, {name: random.choice(some) for name, some in options.items()}
        for event, known in random.sample(happenings, min(most, len(happenings))):
            facts = {name: value for name, value in known.items() if random.random() < 0.8}
            asked = Asked(plain, as_reference(machine, state), event, facts, readings)
            response = respond(Occurrence(machine, state, event, facts, readings), rules.model)
            assert_shared(machine, state, (event, facts), readings)
            answer, _, ended, behind = assert_answered(machine, asked, response)
            left = left_behind(machine, state, response.state, readings)
            told = {(machine.tracks[number].name, duty.name) for number, duty in left}
            assert told - ended == behind if answer == "accepted" else not told


@few
@given(folders)
def test_exploration_reaches_what_the_reference_reaches(texts: dict[str, str]) -> None:
    """The exploration visits every state that the naive reference comes to, and no other."""
    rules, plain = loaded(texts)
    model = rules.model
    options = {name: tuple(reading.options) for name, reading in model.readings.items()}
    machine = rules.open(rules.lifecycles[0]).machine
    found = explore(Steps(Search(machine, model, options, {})), lambda _: None)
    reached, _ = naive.reachable(plain, rules.lifecycles[0])
    assert {naive.frozen(as_reference(machine, found.node(code).state)) for code in found.came} == reached.keys()


@few
@given(folders, st.data())
def test_a_step_is_what_each_lifecycle_makes_of_the_event(texts: dict[str, str], data: st.DataObject) -> None:
    """The home decides, and then each goes where it would alone; that hangs on where it is and the phases beside it."""
    rules, plain = loaded(texts)
    chosen = data.draw(readings_of(plain))
    instance = rules.reading(chosen).open(rules.lifecycles[0])
    machine, states = instance.machine, {instance.state: None}
    log = data.draw(logs(plain, rules.lifecycles[0], chosen))
    for event, facts, moment in log:
        instance = instance.accept(event, moment, **facts)
        states[instance.state] = None
    for (event, facts, _), state in itertools.product(log, states):
        assert_shared(machine, state, (event, facts), chosen)


def assert_shared(machine: Machine, state: State, happening: tuple[str, Plain], readings: Plain) -> None:
    """Hold a step against what each lifecycle makes of the event."""
    event, facts = happening
    taken = step(machine, state, event, facts, readings)
    shares = [share_of(number)(machine, state, event, facts, readings) for number in range(len(state))]
    home = shares[machine.home[event]]
    missing = [fact for one in shares for fact in one.missing]
    if home.status != "accepted":
        assert taken == home
    elif missing:
        assert (taken.status, taken.state, taken.missing) == ("needs_facts", state, tuple(dict.fromkeys(missing)))
    else:
        assert taken.state == tuple(one.state[number] for number, one in enumerate(shares))
    for number, share in enumerate(shares):
        assert share is home or share.status == ("needs_facts" if share.missing else "accepted")
        assert share.status == "accepted" or share.state == state
        bare = tuple(p if n == number else p._replace(done=0) for n, p in enumerate(state))
        assert share_of(number)(machine, bare, event, facts, readings)._replace(state=share.state) == share
        assert all(one == other for n, (one, other) in enumerate(zip(share.state, state, strict=True)) if n != number)


@laws
@given(folders, st.data())
def test_accepting_is_total_and_deterministic(texts: dict[str, str], data: st.DataObject) -> None:
    """Every event with valid facts at a later moment gets a response, the same each time and from rules loaded anew."""
    rules, plain = loaded(texts)
    again, _ = loaded(texts)
    lifecycle = data.draw(st.sampled_from(rules.lifecycles))
    log = data.draw(logs(plain, lifecycle, plain["readings"]))
    once, twice, anew = (follow(one.open(lifecycle), log) for one in (rules, rules, again))
    assert once == twice == anew
    assert hash(once) == hash(twice) == hash(anew)
    on = date(2026, 10, 1)
    for language in ("da", "en"):
        assert once.explain(language, on) == anew.explain(language, on)
        assert once.to_dict(language, on) == anew.to_dict(language, on)


@laws
@given(folders, st.data())
def test_the_log_only_grows_and_what_is_not_accepted_changes_nothing(
    texts: dict[str, str], data: st.DataObject
) -> None:
    """Each event adds one step; refused, open and incomplete events leave state, tasks, deadlines and past as is."""
    rules, plain = loaded(texts)
    lifecycle = data.draw(st.sampled_from(rules.lifecycles))
    before = rules.open(lifecycle)
    for event, facts, moment in data.draw(logs(plain, lifecycle, plain["readings"])):
        after = before.accept(event, moment, **facts)
        assert after.steps[:-1] == before.steps
        last = after.steps[-1]
        assert (last.event, last.moment, dict(last.facts)) == (event, moment, facts)
        assert last.phases == after.phases
        if last.response.status != "accepted":
            assert (after.state, after.happened, after.tasks()) == (before.state, before.happened, before.tasks())
            assert after.done_tasks() == before.done_tasks()
            assert last.done == last.left == ()
            assert after.left_tasks() == before.left_tasks()
            assert last.response.state == before.state
        assert (last.response.refusal is not None) == (last.response.status == "refused")
        assert bool(last.response.missing) == (last.response.status == "needs_facts")
        assert bool(last.response.undetermined) == (last.response.status == "undetermined")
        before = after


@laws
@given(folders, st.data())
def test_facts_that_no_move_asks_for_do_not_matter(texts: dict[str, str], data: st.DataObject) -> None:
    """A fact that an event comes with and that no move of it asks for where things stand can be left out."""
    rules, plain = loaded(texts)
    lifecycle = data.draw(st.sampled_from(rules.lifecycles))
    instance = rules.open(lifecycle)
    for event, facts, moment in data.draw(logs(plain, lifecycle, plain["readings"])):
        asked = {
            name
            for one, place in as_reference(instance.machine, instance.state).items()
            for kind in ("moves", "follows")
            for move in plain["lifecycles"][one].get(kind, [])
            if move["event"] == event and place["phase"] in move["from"]
            for name in naive.asked_facts(move, plain)
        }
        needed = {name: value for name, value in facts.items() if name in asked}
        full, less = instance.accept(event, moment, **facts), instance.accept(event, moment, **needed)
        assert full.steps[-1].response == less.steps[-1].response
        assert (full.state, full.tasks()) == (less.state, less.tasks())
        instance = full


@laws
@given(folders, st.data())
def test_readings_that_are_not_named_do_not_matter(texts: dict[str, str], data: st.DataObject) -> None:
    """Whatever option of a reading is taken that a response does not name, what became of the event is the same."""
    rules, plain = loaded(texts)
    readings = data.draw(readings_of(plain))
    lifecycle = data.draw(st.sampled_from(rules.lifecycles))
    instance = rules.reading(readings).open(lifecycle)
    for event, facts, moment in data.draw(logs(plain, lifecycle, readings)):
        after = instance.accept(event, moment, **facts)
        response = after.steps[-1].response
        for reading, option in [(name, one) for name, options in plain["options"].items() for one in options]:
            if reading not in response.open_points:
                other = evolve(instance, readings=FrozenMap({**readings, reading: option}))
                taken = other.accept(event, moment, **facts).steps[-1].response
                assert (taken.status, taken.state) == (response.status, response.state)
        instance = after


@on_every_shipped_lifecycle
def test_threads_follow_alike(rule_set: str, lifecycle: str) -> None:
    """One instance shared by eight threads gives each what one thread gets alone."""
    rules, plain = shipped(rule_set)
    instance = rules.open(lifecycle)
    events = list(naive.happenings(plain, lifecycle))
    alone = [instance.accept(event, date(2026, 9, 1), **facts) for event, facts in events]
    start = threading.Barrier(8)
    together: list[list[Instance]] = []

    def work() -> None:
        start.wait()
        together.append([instance.accept(event, date(2026, 9, 1), **facts) for event, facts in events])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == [alone] * 8


WRONG: list[tuple[str, Plain, object, str]] = [
    ("bekymring_rejs", {}, date(2026, 9, 1), "unknown-event"),
    ("Karla Quist", {}, date(2026, 9, 1), "unknown-event"),
    ("bekymring_rejst", {"trinn": 1}, date(2026, 9, 1), "unknown-fact"),
    ("bekymring_rejst", {"trin": 1}, date(2026, 9, 1), "event-fact"),
    ("trinplaceret", {"trin": 5}, date(2026, 9, 1), "value-unknown"),
    ("trinplaceret", {"trin": True}, date(2026, 9, 1), "value-type"),
    ("trinplaceret", {"trin": 1.0}, date(2026, 9, 1), "value-type"),
    ("trinplaceret", {"trin": None}, date(2026, 9, 1), "value-type"),
    ("bekymring_rejst", {}, datetime(2026, 9, 1, 10, 0), "moment-form"),  # without a zone
    ("bekymring_rejst", {}, "2026-09-01", "moment-form"),
    ("bekymring_rejst", {}, None, "moment-form"),
    ("bekymring_rejst", {}, 20260901, "moment-form"),
    ("bekymring_rejst", {}, date(1, 1, 1), "date-range"),
    ("bekymring_rejst", {}, datetime(1, 1, 1, tzinfo=UTC), "date-range"),
    ("bekymring_rejst", {}, datetime(9999, 12, 31, 23, 59, tzinfo=UTC), "date-range"),
    ("bekymring_rejst", {}, date(2026, 8, 31), "moment-order"),
    ("bekymring_rejst", {}, datetime(2026, 9, 1, 7, 59, tzinfo=UTC), "moment-order"),
]


@pytest.mark.parametrize(("event", "facts", "moment", "code"), WRONG, ids=lambda value: str(value)[:20])
def test_what_is_wrong_is_refused_with_a_code(event: str, facts: Plain, moment: Any, code: str) -> None:
    """An event, fact or moment that cannot be is an error of ours, and nothing is remembered of it."""
    instance = shipped("trivselplus")[0].open("forloeb")
    instance = instance.accept("underretning_modtaget", datetime(2026, 9, 1, 8, 0, tzinfo=UTC))
    with pytest.raises(Error) as refused:
        instance.accept(event, moment, **facts)
    assert refused.value.code == code
    assert "Karla" not in str(refused.value)
    assert len(instance.steps) == 1


def test_a_task_that_does_not_apply_yet_says_what_is_otherwise_beside(tmp_path: Path) -> None:
    """An event whose only task is for another phase beside is refused, naming the phase that is asked for."""
    matter, day = _lost(tmp_path), date(2026, 9, 1)
    assert matter.accept("kort_skrevet", day).steps[-1].response.status == "accepted"
    refusal = matter.accept("rykker_sendt", day, trin=1).accept("kort_skrevet", day).steps[-1].response.refusal
    assert refusal is not None
    assert [(need.name, need.allowed, need.got) for need in refusal.needs] == [("rykker", ("stille",), "sendt")]
    assert refusal.done == ()


def test_a_task_that_asks_for_what_there_is_beside_says_nothing_of_it(tmp_path: Path) -> None:
    """Where a task does not stand for another reason, phases beside that are as they should be are not told."""
    bound = (
        "  - {event: bog_indbundet, from: [ude], when: {omhu: [saerlig]}, set: {omhu: almindelig}, source: [XX-001]}\n"
    )
    beside = (BOOK, "indbind: {done_by: bog_indbundet,", "indbind: {done_by: bog_indbundet, while: {rykker: [stille]},")
    matter = trivselrules.load(folder(tmp_path, living([(BOOK, bound, ""), beside])[0])).open("bog")
    day = date(2026, 9, 1)
    matter = matter.accept("bog_laant", day, klar=False, farve="roed").accept("bog_indbundet", day)
    refusal = matter.steps[-1].response.refusal
    assert refusal is not None
    assert (refusal.phase, refusal.done, refusal.needs) == ("ude", (), ())


def test_a_task_that_is_done_asks_for_nothing_more(tmp_path: Path) -> None:
    """An event whose only task is done says so, and not what is otherwise beside: that would not help."""
    matter, day = _lost(tmp_path), date(2026, 9, 1)
    written = matter.accept("kort_skrevet", day).accept("rykker_sendt", day, trin=1)
    refusal = written.accept("kort_skrevet", day).steps[-1].response.refusal
    assert refusal is not None
    assert (refusal.done, refusal.needs) == (("skriv_kort",), ())


def _lost(tmp_path: Path) -> Instance:
    """Give the matter of a book that is lost, which may be reminded of."""
    also_then = (OTHER, "when: {trin: [1, 2], bog: [ude]}", "when: {trin: [1, 2], bog: [ude, vaek]}")
    matter = trivselrules.load(folder(tmp_path, living([also_then])[0])).open("bog")
    day = date(2026, 9, 1)
    return matter.accept("bog_laant", day, klar=False, farve="roed").accept("bog_meldt_vaek", day)


def test_lifecycles_beside_each_other_stand_in_the_order_of_the_files() -> None:
    """Which run together does not depend on the order of the files; in what order they are told does."""
    model = loaded(LIVING)[0].model
    turned = evolve(model, lifecycles=FrozenMap(dict(reversed([*model.lifecycles.items()]))))
    assert [list(group) for group in components(turned)] == [
        [name for name in turned.lifecycles if name in group] for group in components(turned)
    ]
    assert {*map(frozenset, components(turned))} == {*map(frozenset, components(model))}
    assert max(map(len, components(turned))) > 1


def test_an_unknown_lifecycle_is_refused_with_the_nearest() -> None:
    """A lifecycle that does not exist is refused with the name that was meant."""
    with pytest.raises(trivselrules.UnknownNameError) as refused:
        shipped("trivselplus")[0].open("forlob")
    assert (refused.value.code, refused.value.finding.nearest) == ("unknown-lifecycle", "forloeb")


@pytest.mark.parametrize("language", ["fr", "", "DA"])
def test_a_matter_is_never_told_in_half_a_language(language: Any) -> None:
    """An unknown language is refused, for prose and for JSON."""
    instance = shipped("trivselplus")[0].open("sag")
    for tell in (instance.explain, instance.to_dict):
        with pytest.raises(trivselrules.InvalidValueError) as refused:
            tell(language)
        assert refused.value.code == "language"


def test_moments_of_one_day_keep_their_order_across_dates() -> None:
    """A date between two hours of the day does not let the earlier hour come last."""
    instance = shipped("trivselplus")[0].open("forloeb")
    instance = instance.accept("underretning_modtaget", datetime(2026, 9, 1, 12, 0, tzinfo=COPENHAGEN))
    instance = instance.accept("bekymring_rejst", date(2026, 9, 1))
    with pytest.raises(trivselrules.InvalidValueError) as refused:
        instance.accept("alvor_vurderet", datetime(2026, 9, 1, 11, 59, tzinfo=COPENHAGEN), akut=True)
    assert refused.value.code == "moment-order"
    at_noon = instance.accept("alvor_vurderet", datetime(2026, 9, 1, 10, 0, tzinfo=UTC), akut=True)
    assert at_noon.steps[-1].response.status == "accepted"


def shape_of(task: TaskState) -> tuple[object, ...]:
    """Give what a reading can change about a task that stands."""
    return task.lifecycle, task.task, task.waits_for, task.deadlines


@laws
@given(folders, st.data())
def test_a_task_names_the_readings_that_would_change_it(texts: dict[str, str], data: st.DataObject) -> None:
    """A task names a reading if and only if another option of it would change the task or take it away."""
    rules, plain = loaded(texts)
    assert_readings_named(rules, plain, data.draw(st.sampled_from(rules.lifecycles)), data)


@settings(max_examples=settings().max_examples // 5)
@given(data=st.data())
def test_a_deadline_names_the_readings_of_the_decision_it_comes_from(data: st.DataObject) -> None:
    """That holds too where a decision gives the length of a deadline or the event it is counted from, and of marks."""
    rules, plain = loaded(living(data.draw(st.sampled_from([[], MORE_ASKED])))[0])
    assert_readings_named(rules, plain, "bog", data)


def assert_readings_named(rules: RuleSet, plain: Plain, lifecycle: str, data: st.DataObject) -> None:
    """Follow a log, and try every option of every reading for each task that stands."""
    readings = data.draw(readings_of(plain))
    instance = follow(rules.reading(readings).open(lifecycle), data.draw(logs(plain, lifecycle, readings)))
    for task in instance.tasks():
        for reading, options in plain["options"].items():
            others = [evolve(instance, readings=FrozenMap({**readings, reading: option})) for option in options]
            changes = any(shape_of(task) not in map(shape_of, other.tasks()) for other in others)
            assert (reading in task.open_points) == changes, (task.task, reading)
