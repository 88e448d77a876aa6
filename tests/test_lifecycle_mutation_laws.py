# SPDX-License-Identifier: MPL-2.0
"""Laws of mutation of lifecycles: what is called equivalent is so, and a survivor comes with a case that kills it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from helpers import edited, folder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lifecycle_strategies import lifecycle_folders
from living import ALONE, BOOK, BOOK_CASES, GAME, LIVING, OTHER, OTHER_CASES, TASKS
from rule_texts import folder_of

import trivselrules
from trivselrules import RuleSet
from trivselrules.analysis.exploration import TooManyStatesError, fact_values
from trivselrules.analysis.lifecycle_logic import check_lifecycle_logic
from trivselrules.analysis.starts import counting_events
from trivselrules.edition import Edition
from trivselrules.errors import UnknownNameError
from trivselrules.frozen_map import FrozenMap
from trivselrules.instance import Instance
from trivselrules.lifecycle import Lifecycle, LifecycleCase
from trivselrules.lifecycle_cases import run_lifecycle_case, run_lifecycle_cases, standing_told
from trivselrules.lifecycle_drafts import dated, drafted
from trivselrules.machine.program import compile_machine, components, recompile
from trivselrules.mutating_lifecycles import Mutations, mutate_lifecycle
from trivselrules.period import Period
from trivselrules.proof.alike import apart
from trivselrules.proof.ground import Ground, Side
from trivselrules.proof.lifecycle_mutants import LifecycleMutant, lifecycle_mutants
from trivselrules.proof.touched import touched
from trivselrules.render.lifecycle_case_yaml import lifecycle_case_lines

MOST = 60
laws = settings(max_examples=max(5, settings().max_examples // 4), suppress_health_check=list(HealthCheck))
Readings = dict[str, str]


def mutated_rules(rules: RuleSet, mutant: LifecycleMutant) -> RuleSet:
    """Give a rule set with the slip in it, compiled anew."""
    model = mutant.model
    machines = FrozenMap({n: m for names in components(model) for m in [compile_machine(names, model)] for n in names})
    edition = Edition(model.in_force, rules.digest, model, FrozenMap(), machines)
    return evolve(rules, model=model, machines=machines, editions=(edition,)).reading({})


def seen(matter: Instance) -> object:
    """Give all that cases can say of where a matter stands; points and notices have no order, nor have tasks.

    Of two tasks of one name, a case means that of its own lifecycle.
    """
    tasks = {(one.lifecycle, one.task): standing_told(one) | {"status": one.status} for one in matter.tasks()}
    for task in tasks.values():
        task |= {name: sorted(task[name]) for name in ("open_points", "notices")}  # type: ignore[call-overload]
    meant = {(own, name): tasks.get((own, name), one) for own in matter.phases for (_, name), one in tasks.items()}
    return matter.owners, sorted((name, str(one["status"])) for (_, name), one in tasks.items()), meant


def answered(matter: Instance) -> object:
    """Give all that is said of the last event, and where it leads."""
    last = matter.steps[-1].response
    needs: dict[str, set[Any]] = {}
    for need in last.refusal.needs if last.refusal else ():
        needs.setdefault(need.name, set()).update(map(repr, need.allowed))
    said = set(last.open_points), set(last.notices), set(last.undetermined), set(last.missing)
    waits = set(last.refusal.waits) if last.refusal else None
    return matter.phases, matter.marks, last.status, waits, needs, said


def choices(rules: RuleSet) -> Iterator[Readings]:
    """Give every choice of all readings."""
    readings = rules.model.readings
    for options in itertools.product(*(reading.options for reading in readings.values())):
        yield dict(zip(readings, options, strict=True))


def happenings(rules: RuleSet) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every event with every choice of its facts, each also left out."""
    for event in rules.model.events.values():
        names = [ref.name for ref in event.facts]
        for values in itertools.product(*((*fact_values(rules.model, name), None) for name in names)):
            yield event.name, {n: v for n, v in zip(names, values, strict=True) if v is not None}


def differ(rules: RuleSet, other: RuleSet, lifecycle: str, readings: tuple[Readings, Readings]) -> bool | None:
    """Tell whether two rule sets can be told apart by any events, going through all pairs of matters they lead to.

    None says that there are too many.
    """
    pairs = (rules.reading(readings[0]).open(lifecycle), other.reading(readings[1]).open(lifecycle))
    waiting, known = [pairs], set[Any]()
    events = list(happenings(rules))
    homes = [pair.machine.home for pair in pairs]
    for one, two in waiting:
        if seen(one) != seen(two):
            return True
        day = date(2026, 1, 5) + timedelta(days=7 * len(one.steps))
        for event, facts in events:
            if (event in homes[0]) != (event in homes[1]):
                return True
            if event not in homes[0]:
                continue
            after = one.accept(event, day, **facts), two.accept(event, day, **facts)
            if answered(after[0]) != answered(after[1]):
                return True
            key = (after[0].state, after[1].state, frozenset(after[0].happened))
            if key not in known and after[0].steps[-1].response.status == "accepted":
                known.add(key)
                waiting.append(after)
        if len(known) > MOST:
            return None
    return False


@laws
@given(lifecycle_folders(most=2), st.data())
def test_a_mutant_is_equivalent_if_nothing_tells_it_apart(texts: dict[str, str], data: st.DataObject) -> None:
    """What the comparison says of a mutant is what trying all events in all orders under all readings says."""
    with folder_of({**texts}) as where:
        rules = trivselrules.load(where)
    name = data.draw(st.sampled_from(rules.lifecycles))
    every = list(lifecycle_mutants(name, rules.model))
    machine = rules.open(name).machine
    for mutant in data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=3)):
        if any(True for _ in check_lifecycle_logic(mutant.model)):
            continue
        other = mutated_rules(rules, mutant)
        known = {n: r.chosen for n, r in rules.model.readings.items()}
        instead = {n: r.chosen for n, r in mutant.model.readings.items() if r.chosen != known[n]}
        sides = (
            Side(rules.model, machine, FrozenMap()),
            Side(mutant.model, other.open(name).machine, FrozenMap(), FrozenMap(instead)),
        )
        events = dict.fromkeys(
            (*counting_events(machine, rules.model), *counting_events(sides[1].machine, mutant.model))
        )
        clock = {event: 1 << bit for bit, event in enumerate(events) if event in machine.home}
        options = FrozenMap({n: tuple(reading.options) for n, reading in rules.model.readings.items()})
        touch = touched(name, (rules.model, mutant.model), (machine, sides[1].machine))
        course = apart(Ground(sides[0], clock, options), sides[1], touch)
        tried = [one for one in choices(rules) if all(one[n] == known[n] for n in instead)]
        found = [differ(rules, other, name, (one, {**one, **instead})) for one in tried]
        if not any(found) and None in found:
            continue
        assert (course is not None) == any(found), (mutant.operator, mutant.location, dict(mutant.details), course)


def test_what_is_compiled_anew_in_part_is_what_is_compiled_whole(living: RuleSet) -> None:
    """Taking over what a slip leaves the same, all of it, gives the machine that compiling everything gives."""
    for name in living.lifecycles:
        machine = living.open(name).machine
        for mutant in lifecycle_mutants(name, living.model):
            if not any(True for _ in check_lifecycle_logic(mutant.model)):
                anew = recompile(machine, mutant.model.lifecycles[name])
                assert repr(anew) == repr(compile_machine(machine.numbers, mutant.model)), mutant
                for before, after in zip(machine.tracks, anew.tracks, strict=True):
                    kept = {two.name for one, two in zip(before.phases, after.phases, strict=True) if one is two}
                    assert kept == untouched(before.lifecycle, after.lifecycle), mutant


def untouched(one: Lifecycle, other: Lifecycle) -> set[str]:
    """Give the phases of which everything is the very same in two versions of a lifecycle: moves, and their ends."""

    def parts(lifecycle: Lifecycle, phase: str) -> list[int]:
        moves = [move for move in lifecycle.moves if phase in {ref.name for ref in move.from_}]
        ends = [lifecycle.phases[move.to.name] for move in moves if move.to is not None]
        return [id(part) for part in (lifecycle.phases[phase], *lifecycle.marks.values(), *moves, *ends)]

    return {phase for phase in one.phases if parts(one, phase) == parts(other, phase)}


OPERATORS = {
    "actor-added", "actor-changed", "actor-dropped", "channel-changed", "channel-dropped", "condition-dropped",
    "condition-narrowed", "condition-widened", "count-changed", "deadline-dropped", "deadline-event", "deadline-moved",
    "done-added", "done-dropped", "ending-changed", "ending-dropped", "from-added", "from-dropped", "left-open",
    "mark-changed", "mark-dropped", "move-dropped", "notice-dropped", "owner-changed", "owner-dropped", "point-changed",
    "point-dropped", "reading-chosen", "repeats-changed", "start-changed", "target-changed", "target-dropped",
    "task-dropped", "task-moved", "under-dropped", "under-narrowed", "under-widened", "unless-dropped", "wait-dropped",
}  # fmt: skip


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    """Give the little rule set with lifecycles."""
    return trivselrules.load(folder(tmp_path_factory.mktemp("living"), LIVING))


def test_there_is_a_mutant_of_every_kind(living: RuleSet) -> None:
    """Each operator makes a slip in the little lifecycles, and the details say which."""
    found = [mutant for name in living.lifecycles for mutant in lifecycle_mutants(name, living.model)]
    assert {mutant.operator for mutant in found} == OPERATORS
    told = {(mutant.operator, *mutant.details.values()) for mutant in found}
    assert {
        ("actor-changed", "laes", "psykolog", "skoleleder"),
        ("channel-dropped", "skriv_kort", "brevpost"),
        ("deadline-moved", "{hours: 2}", "{hours: 3}"),
        ("deadline-moved", "{hours: 2}", "{hours: 1}"),
        ("owner-changed", "ude", "skoleleder", "psykolog"),
        ("wait-dropped", "aflever", "skriv_kort"),
    } - told == set()


def test_what_is_the_only_one_is_not_changed_to_another(tmp_path: Path) -> None:
    """A mark with one value has no other, and its tasks stay with it; a lone phase is where a lifecycle starts."""
    files = {name: text for name, text in LIVING.items() if name.split(".")[0] not in ("bog", "rykker", "invariants")}
    for spil, slips in ((ONLY, {"task-moved", "mark-changed"}), (ALWAYS, {"start-changed", "target-changed"})):
        rules = trivselrules.load(folder(tmp_path, {**files, "spil.yaml": spil}))
        found = {mutant.operator for mutant in lifecycle_mutants("spil", rules.model)}
        assert "task-dropped" in found
        assert slips & found == set()


ONLY = """\
lifecycle: spil
title:
  da: Et spil
  en: A game
marks:
  omhu:
    values: [saerlig]
    in: [aaben]
    tasks: {saerlig: {besvar: {done_by: spil_slut, no_deadline: ingen_frist}}}
phases:
  lukket: {start: true, rest: true}
  aaben: {owner: skoleleder, tasks: {spil: {done_by: spil_slut, no_deadline: ingen_frist}}}
moves:
  - {event: spil_begyndt, from: [lukket], set: {omhu: saerlig}, to: aaben, source: [XX-001]}
  - {event: spil_slut, from: [aaben], to: lukket, source: [XX-001]}
"""
ALWAYS = """\
lifecycle: spil
title:
  da: Et spil
  en: A game
phases:
  aaben: {start: true, owner: skoleleder, tasks: {spil: {done_by: spil_slut, no_deadline: ingen_frist}}}
moves:
  - {event: spil_begyndt, from: [aaben], source: [XX-001]}
  - {event: spil_slut, from: [aaben], source: [XX-001]}
"""


def test_the_cases_shown_bring_the_score_to_all(living: RuleSet, tmp_path: Path) -> None:
    """Whoever pastes the cases of all survivors has cases that notice every slip there is."""
    scores = {name: mutate_lifecycle(living, name) for name in living.lifecycles}
    files = dict(LIVING)
    for name, score in scores.items():
        shown = {"\n".join(lifecycle_case_lines(one.case, living.model, "da")): None for one in score.survivors}
        head = files.get(f"{name}.cases.yaml", f"lifecycle: {name}\ncases:\n")
        files[f"{name}.cases.yaml"] = head + "".join(f"{case}\n" for case in shown)
    again = trivselrules.load(folder(tmp_path, files))
    assert all(result.passed for result in run_lifecycle_cases(again))
    for name, score in scores.items():
        completed = mutate_lifecycle(again, name)
        assert [(str(s.mutant.location), s.mutant.operator) for s in completed.survivors] == []
        assert completed.killed + completed.equivalent == score.killed + len(score.survivors) + score.equivalent
        assert completed.refused == score.refused


def test_a_drafted_case_says_what_lacks(living: RuleSet) -> None:
    """An event that cannot be answered without a fact makes a case that names the fact, and passes."""
    happenings = dated([("bog_laant", {})], 1, hours=False)
    matter = living.open("bog").accept("bog_laant", date(2026, 9, 1))
    case = drafted(matter, happenings, {})
    assert [ref.name for ref in case.expected.missing or ()] == list(matter.steps[-1].response.missing) != []
    assert run_lifecycle_case(living, case).passed


def test_a_case_notices_a_slip_wherever_it_begins_to_matter(living: RuleSet) -> None:
    """To run a case only from where a slip can show gives what running the whole of it gives."""
    for name in living.lifecycles:
        mutation = Mutations(living)
        noticed = mutation.score(name).killed
        whole = 0
        for mutant in lifecycle_mutants(name, living.model):
            if not any(True for _ in check_lifecycle_logic(mutant.model)):
                other = mutated_rules(living, mutant)
                whole += any(not _passes(other, case) for case in living.model.lifecycle_cases)
        assert noticed == whole


def _passes(rules: RuleSet, case: LifecycleCase) -> bool:
    try:
        return run_lifecycle_case(rules, case).passed
    except UnknownNameError:
        return False


def test_too_many_states_are_not_said_to_be_equivalent(living: RuleSet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without going through all states nothing is proved, and nothing is claimed."""
    monkeypatch.setattr("trivselrules.analysis.exploration.MAX_STATES", 1)
    with pytest.raises(TooManyStatesError):
        mutate_lifecycle(living, "bog")


def test_an_unknown_lifecycle_is_named(living: RuleSet) -> None:
    """A lifecycle that does not exist is an error with the nearest name."""
    with pytest.raises(UnknownNameError):
        mutate_lifecycle(living, "bogen")


def test_a_slip_that_shows_only_later_is_followed_until_it_does(tmp_path: Path) -> None:
    """A task left undone that does not apply yet is seen when it does, and the case goes on until then.

    Its event ends another task too: alone it would be refused, and that a task is done is told then.
    """
    edits = [
        (BOOK, "        after: [{task: skriv_kort, under: {hvem_foerst: [barnet]}}]\n", ""),
        (BOOK, "      skriv_kort:\n        done_by: kort_skrevet\n        due:", LATER),
    ]
    score = mutate_lifecycle(trivselrules.load(folder(tmp_path, without_cases(edited(edits, LIVING)[0]))), "bog")
    shown = next(one for one in score.survivors if one.mutant.operator == "done-dropped")
    assert [happening.event.name for happening in shown.case.events] == ["bog_laant", "rykker_sendt"]
    assert shown.case.expected.open is not None
    assert "skriv_kort" not in {ref.name for ref in shown.case.expected.open}


LATER = "      skriv_kort:\n        while: {rykker: [sendt]}\n        done_by: bog_laest\n        due:"


def test_a_slip_that_an_answer_tells_is_followed_until_that_is_given(tmp_path: Path) -> None:
    """A task left undone that does not apply yet is told where an event is accepted that was refused, too."""
    edits = [
        (BOOK, "        after: [{task: skriv_kort, under: {hvem_foerst: [barnet]}}]\n", ""),
        (BOOK, "      skriv_kort:\n        done_by: kort_skrevet\n        due:", LATER),
        (BOOK, "    unless_done: aflever\n", "    unless_done: skriv_kort\n"),
    ]
    score = mutate_lifecycle(trivselrules.load(folder(tmp_path, without_cases(edited(edits, LIVING)[0]))), "bog")
    shown = next(one for one in score.survivors if one.mutant.operator == "done-dropped")
    assert [happening.event.name for happening in shown.case.events] == ["bog_laant", "bog_meldt_vaek"]
    assert shown.case.expected.refused is not None


def without_cases(files: dict[str, str]) -> dict[str, str]:
    """Leave out the worked examples of the little lifecycles, so that every slip goes unnoticed."""
    return {name: text for name, text in files.items() if name not in (BOOK_CASES, OTHER_CASES)}


def test_pairs_of_states_that_are_too_many_are_not_said_to_be_equivalent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What shows only later is not followed without an end, and nothing is claimed where it is given up."""
    edits = [
        (BOOK, "        after: [{task: skriv_kort, under: {hvem_foerst: [barnet]}}]\n", ""),
        (BOOK, "      skriv_kort:\n        done_by: kort_skrevet\n        due:", LATER),
    ]
    rules = trivselrules.load(folder(tmp_path, without_cases(edited(edits, LIVING)[0])))
    monkeypatch.setattr("trivselrules.proof.alike.MAX_STATES", 0)
    with pytest.raises(TooManyStatesError):
        mutate_lifecycle(rules, "bog")


ROUND = (
    GAME
    + """\
  aaben: {owner: skoleleder, tasks: {spil: {done_by: spil_slut, no_deadline: ingen_frist}}}
  ude: {owner: psykolog, tasks: {laes: {done_by: bog_laest, no_deadline: ingen_frist}}}
  vaek: {owner: psykolog, tasks: {besvar: {done_by: spil_slut, no_deadline: ingen_frist}}}
moves:
  - {event: spil_begyndt, from: [lukket], under: {hvem_foerst: [barnet]}, to: aaben, source: [XX-001]}
  - {event: gebyr_betalt, from: [aaben], under: {hvem_foerst: [skolen]}, to: vaek, source: [XX-001]}
"""
)
LONG_WAY = """\
  - {event: kort_skrevet, from: [aaben], to: ude, source: [XX-001]}
  - {event: bog_laest, from: [ude], to: vaek, source: [XX-001]}
"""
NO_BOOKS = {name: text for name, text in LIVING.items() if name.split(".")[0] not in ("bog", "rykker", "invariants")}


@pytest.mark.parametrize("more", ["", LONG_WAY], ids=["no way", "a long way"])
def test_a_slip_is_shown_on_a_way_that_takes_each_reading_in_one_way(tmp_path: Path, more: str) -> None:
    """Where the shortest way takes a reading in two ways, a longer one is shown; where all do, nothing is changed."""
    score = mutate_lifecycle(trivselrules.load(folder(tmp_path, {**NO_BOOKS, ALONE: f"{ROUND}{more}"})), "spil")
    slips = [one for one in score.survivors if one.mutant.operator == "owner-changed"]
    shown = [one.case for one in slips if one.mutant.details["name"] == "vaek"]
    ways = [[happening.event.name for happening in case.events] for case in shown]
    assert ways == ([["spil_begyndt", "kort_skrevet", "bog_laest"]] if more else [])


def test_a_deadline_is_followed_to_the_tasks_that_come_before_it_under_every_reading(tmp_path: Path) -> None:
    """A slip in when an event is due shows in what comes before it, also where that takes a reading of another task."""
    score = mutate_lifecycle(trivselrules.load(folder(tmp_path, {**NO_BOOKS, ALONE: BOUNDED})), "spil")
    moved = [one.case for one in score.survivors if one.mutant.details.get("old") == "{days: 8}"]
    assert len(moved) == 2
    for case in moved:
        assert [(reading.name, option.name) for reading, option in case.readings] == [("hvem_foerst", "skolen")]
        assert [task.task.name for task in case.expected.tasks if task.deadlines is not None] == ["besvar"]


BOUNDED = (
    GAME
    + """\
  aaben:
    owner: skoleleder
    tasks:
      besvar: {done_by: rykker_besvaret, due: {at_least: {days: 1}, before: spil_slut}}
      spil: {done_by: spil_slut, under: {hvem_foerst: [barnet]}, due: {within: {days: 1}, after: spil_begyndt}}
  vaek:
    owner: psykolog
    tasks:
      laes: {done_by: spil_slut, due: {within: {days: 8}, after: spil_begyndt}}
moves:
  - {event: spil_begyndt, from: [lukket], to: aaben, source: [XX-001]}
  - {event: spil_slut, from: [aaben, vaek], to: lukket, source: [XX-001]}
"""
)


def test_a_slip_that_takes_more_days_than_there_are_is_shown_with_all_there_is_to_say(tmp_path: Path) -> None:
    """Where rules hold for one day, no deadline tells from which of two events it counts: the way there is shown."""
    rules = trivselrules.load(folder(tmp_path, {**NO_BOOKS, ALONE: TWO_EVENTS}))
    day = evolve(rules.model, in_force=Period(date(2026, 9, 1), date(2026, 9, 1)))
    shown = []
    for some in (rules, evolve(rules, model=day)):
        slips = [s for s in mutate_lifecycle(some, "spil").survivors if s.mutant.operator == "deadline-event"]
        shown += [one.case for one in slips if one.mutant.details["new"] == "spil_begyndt"]
    assert [len(case.events) for case in shown] == [2, 2]
    assert [case.expected.open is None for case in shown] == [True, False]
    assert all(task.deadlines for case in shown for task in case.expected.tasks)


TWO_EVENTS = (
    GAME
    + """\
  ude: {owner: skoleleder, tasks: {laes: {done_by: spil_begyndt, no_deadline: ingen_frist}}}
  aaben: {owner: skoleleder, tasks: {spil: {done_by: spil_slut, due: {within: {days: 8}, after: kort_skrevet}}}}
moves:
  - {event: kort_skrevet, from: [lukket], to: ude, source: [XX-001]}
  - {event: spil_begyndt, from: [ude], to: aaben, source: [XX-001]}
  - {event: spil_slut, from: [aaben], to: lukket, source: [XX-001]}
"""
)


def test_what_shows_in_a_lifecycle_beside_is_told_by_a_case_of_that(tmp_path: Path) -> None:
    """A case says the marks of its own lifecycle, so a slip that shows in those of another is told by a case of it."""
    every = "{gebyr_ved_rykker: [altid, aldrig, efter_skoen]}"
    edits = [
        (BOOK, "repeats: true, actor: psykolog,", f"repeats: true, actor: psykolog, under: {every},"),
        (OTHER, "under: {gebyr_ved_rykker: [altid, efter_skoen]}", f"under: {every}"),
        (OTHER, "    keep: {rykkertrin: trin}\n    to: sendt\n    source: [XX-001]\n", TWO_MARKS),
        (OTHER, "under: {gebyr_ved_rykker: [altid]}, to: stille, rests_on: gebyr}", "to: stille, source: [XX-001]}"),
        (OTHER, ANSWERED, ""),
    ]
    score = mutate_lifecycle(trivselrules.load(folder(tmp_path, without_cases(edited(edits, LIVING)[0]))), "bog")
    slips = {one.mutant.details["name"]: one for one in score.survivors if one.mutant.operator == "reading-chosen"}
    shown = slips["gebyr_ved_rykker"].case
    assert shown.lifecycle.name == "rykker"
    assert [(mark.name.name, mark.values) for mark in shown.expected.marks or ()] == [("rykkertrin", (1,))]


ANSWERED = """\
  - event: rykker_besvaret
    from: [sendt]
    under: {gebyr_ved_rykker: [aldrig, efter_skoen]}
    to: stille
    source: [XX-001]
"""
TWO_MARKS = """\
    under: {gebyr_ved_rykker: [altid]}
    set: {rykkertrin: 1}
    to: sendt
    source: [XX-001]
  - event: rykker_sendt
    from: [stille]
    when: {trin: [1, 2], bog: [ude]}
    under: {gebyr_ved_rykker: [aldrig, efter_skoen]}
    set: {rykkertrin: 2}
    to: sendt
    source: [XX-001]
"""


def test_where_a_lifecycle_starts_can_be_seen_before_anything_has_happened(living: RuleSet) -> None:
    """Another start is told by a case without events, also where every answer is the same from then on."""
    score = mutate_lifecycle(living, "spil")
    shown = next(one.case for one in score.survivors if one.mutant.operator == "start-changed")
    assert shown.events == ()
    assert shown.expected.phase is not None


def test_what_a_task_says_is_looked_for_where_a_mark_carries_it(tmp_path: Path) -> None:
    """A slip in the channel of a task shows in the phases whose mark carries the task."""
    edits = [(TASKS, "    en: cover the book\n", "    en: cover the book\n    channel: brevpost\n")]
    score = mutate_lifecycle(trivselrules.load(folder(tmp_path, without_cases(edited(edits, LIVING)[0]))), "bog")
    shown = [one for one in score.survivors if one.mutant.operator == "channel-dropped"]
    told = [standing.task.name for one in shown for standing in one.case.expected.tasks if standing.channel is not None]
    assert "indbind" in told


def test_shipped_cases_notice_every_slip_of_a_lifecycle() -> None:
    """The worked examples of the shortest shipped lifecycle notice every slip; `mutate` says the same of the others."""
    score = mutate_lifecycle(trivselrules.load("trivselplus"), "underretning")
    assert [(s.mutant.operator, str(s.mutant.location)) for s in score.survivors] == []
    assert score.killed > 0
