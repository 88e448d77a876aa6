# SPDX-License-Identifier: MPL-2.0
"""Laws of comparing lifecycles: exactly what differs is told, with a true way; a harmless rewrite is no difference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import reference
import reference_course as naive
import reference_lifecycle
import yaml
from attrs import field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from lifecycle_strategies import CITED, EVENTS, lifecycle_folders
from pools import pooled
from reference_course import Situation
from rule_texts import folder_of, texts_of

import trivselrules
from trivselrules import Error
from trivselrules.model import RuleSetModel
from trivselrules.pairing.difference import course_differences
from trivselrules.pairing.effects import Effect
from trivselrules.pairing.pairs import Step
from trivselrules.pairing.result import CourseChange, CourseDifference, CourseRegion

Plain = dict[str, Any]
few = settings(max_examples=settings().max_examples // 4)
folders = pooled(lifecycle_folders(2), 60)
lively_folders = pooled(lifecycle_folders(2, lively=True), 60)


@frozen(eq=False, repr=False)
class Pair:
    """Two versions as the library and as the reference read them, and what the library says is different."""

    old: Plain
    new: Plain
    models: tuple[RuleSetModel, RuleSetModel]
    texts: str
    found: tuple[CourseDifference, ...]
    early: dict[tuple[Any, ...], list[Situation]] = field(factory=dict)

    def __repr__(self) -> str:
        return "two versions"  # a law that fails need not repeat them

    @property
    def changes(self) -> list[tuple[CourseDifference, CourseChange]]:
        """All changes, each with where it is told."""
        return [(one, change) for one in self.found for change in one.changes]


def read(texts: dict[str, str]) -> tuple[RuleSetModel, Plain] | None:
    """Read a version; None if it is not sound."""
    with folder_of(texts) as folder:
        try:
            return trivselrules.load(folder).model, reference_lifecycle.load(folder)
        except Error:
            return None


def lives(texts: dict[str, str]) -> dict[str, Plain]:
    """Give the files of lifecycles as plain data, as the reference reads them."""
    lifecycles = {name: text for name, text in texts.items() if text.startswith("lifecycle:")}
    return {name: reference.typed(yaml.load(text, reference.LOADER)) for name, text in lifecycles.items()}


def silence(texts: dict[str, str]) -> dict[str, str]:
    """Give the open points with one more, that edits leave deadlines open by."""
    words = "da: andet\n      en: other"
    point = f"  stilhed:\n    point: A-002\n    title:\n      {words}\n    why:\n      {words}\n"
    return {"open_points.yaml": texts["open_points.yaml"] + point}


def edited(draw: st.DrawFn, files: dict[str, Plain]) -> None:
    """Change one thing in a lifecycle."""
    life = draw(st.sampled_from(list(files.values())))
    moves = [move for kind in ("moves", "follows") for move in life[kind]]
    written = [tasks for phase in life["phases"].values() if (tasks := phase.get("tasks"))]
    marks, carried = [mark for mark in life["marks"].values() if mark["in"]], carrying({"": life})
    ways = [
        "phase",
        *(["drop", "move", "move", "move"] if moves else []),
        *(["task", "duty", "duty"] if written else []),
    ]
    ways += [*(["mark"] if marks else []), *(["carry", "carry"] if carried else [])]
    match draw(st.sampled_from(ways)):
        case "phase":
            edited_phase(draw, draw(st.sampled_from(list(life["phases"].values()))))
        case "drop":
            kind = draw(st.sampled_from([kind for kind in ("moves", "follows") if life[kind]]))
            life[kind].pop(draw(st.integers(0, len(life[kind]) - 1)))
        case "move":
            edited_move(draw, draw(st.sampled_from(moves)), sorted(life["phases"]))
        case "task":
            tasks = draw(st.sampled_from(written))
            tasks.pop(draw(st.sampled_from(sorted(tasks))))
        case "duty":
            tasks = draw(st.sampled_from(written))
            edited_duty(draw, tasks[draw(st.sampled_from(sorted(tasks)))])
        case "mark":
            lived = draw(st.sampled_from(marks))["in"]
            lived.pop(draw(st.integers(0, len(lived) - 1)))
        case "carry":
            edited_carrier(draw, draw(st.sampled_from(carried)))


def edited_phase(draw: st.DrawFn, phase: Plain) -> None:
    """Change who owns a phase, or whether it is at rest."""
    if draw(st.booleans()):
        phase["rest"] = not phase.get("rest", False)
    phase["owner"] = "kirurg"


def edited_move(draw: st.DrawFn, move: Plain, phases: list[str]) -> None:
    """Change where a move starts or leads, what it asks for or gives, or how sure it is."""
    dropped = ("when", "under", "unless_done", "done", "undetermined", "rests_on", "notice")
    known = [key for key in dropped if key in move]
    given_ = [key for key in ("set", "keep") if key in move for _ in range(2)]
    open_ = ["notice"] * 3 if "undetermined" in move else []
    match draw(st.sampled_from(["to", "from", "rests", *given_, *known, *open_])):
        case "to":
            move["to"] = draw(st.sampled_from(phases))
        case "from":
            move["from"] = [draw(st.sampled_from(phases))]
        case "rests":
            move["undetermined" if "to" not in move and draw(st.booleans()) else "rests_on"] = "tavshed"
        case "set" | "keep" as key:
            mark = draw(st.sampled_from(sorted(move[key])))
            del move[key][mark]
            move.setdefault("set", {})[mark] = draw(st.sampled_from(["sol", "regn", False, True, 0, 1, 2, 3, "next"]))
        case "notice" if "notice" not in move:
            move["notice"] = ["besked"]
        case key:
            del move[key]
    for key in ("set", "keep"):
        if not move.get(key, True):
            del move[key]


def edited_duty(draw: st.DrawFn, duty: Plain) -> None:
    """Change what a task waits for, what ends it, when it stands and is due, or who does it."""
    known = [key for key in ("after", "under", "while", "waits_for", "due") if key in duty]
    starts = open_before_a_start([duty])
    match draw(st.sampled_from([*known, "actor", "done_by", "repeats", *(["start"] * 3 if starts else [])])):
        case "start":
            draw(st.sampled_from(starts)).update(without_start="stilhed")
        case "actor":
            duty["actor"] = "kirurg"
        case "done_by":
            duty["done_by"] = draw(st.lists(st.sampled_from(EVENTS[:3]), min_size=1, max_size=2, unique=True))
        case "repeats":
            duty["repeats"] = not duty.get("repeats", False)
        case key:
            del duty[key]
            if key == "due":
                duty["no_deadline"] = "tavshed"


def open_before_a_start(duties: list[Plain]) -> list[Plain]:
    """Give the deadlines of tasks for which an open point stands as long as they have no start."""
    return [due for duty in duties for due in duty.get("due", []) if "without_start" in due]


def edited_carrier(draw: st.DrawFn, mark: Plain) -> None:
    """Let a mark carry its task with another value or with none, or change the task."""
    ((value, tasks),) = mark["tasks"].items()
    match draw(st.sampled_from(["value", "value", "none", "duty"])):
        case "value":
            mark["tasks"] = {"regn" if value == "sol" else "sol": tasks}
        case "none":
            del mark["tasks"]
        case "duty":
            edited_duty(draw, *tasks.values())


@st.composite
def versions(draw: st.DrawFn) -> Pair:
    """Generate a version and one in which a little, or nothing that matters, is written otherwise."""
    texts = draw(folders)
    before = read(texts)
    assert before is not None
    for _ in range(6):
        files = lives(texts)
        for _ in range(draw(st.integers(1, 2))):
            edited(draw, files)
        after = read({**texts, **texts_of(files), **silence(texts)})
        if after is not None:
            found = course_differences(before[0], after[0])
            return Pair(before[1], after[1], (before[0], after[0]), str((texts, files)), found)
    return Pair(before[1], before[1], (before[0], before[0]), str(texts), course_differences(before[0], before[0]))


pairs = pooled(versions(), 50, name=lambda pair: pair.texts)


@st.composite
def carried_otherwise(draw: st.DrawFn) -> Pair:
    """Generate two versions of which the second has the tasks of its marks with another value."""
    texts = draw(lively_folders.filter(lambda texts: carrying(lives(texts)) != []))
    files = lives(texts)
    for mark in carrying(files):
        mark["tasks"] = {"sol": mark["tasks"]["regn"]}
    return compared(texts, texts | texts_of(files))


@st.composite
def followed_somewhere(draw: st.DrawFn) -> Pair:
    """Generate two versions of which one says less of an event, but where another lifecycle follows and says it too."""
    texts = draw(lively_folders.filter(lambda texts: len(lives(texts)) == 2))
    files = lives(texts)
    left, beside = files.values()
    event = f"opbrud_{left['lifecycle']}"
    said = {"rests_on": "tavshed", "notice": ["besked"]}
    beside["follows"].append({"event": event, "from": ["undervejs"], **said, **CITED})
    less = texts | texts_of(files)
    next(move for move in left["moves"] if move["event"] == event).update(said)
    both = [less, texts | texts_of(files)]
    return compared(*draw(st.permutations(both)))


@st.composite
def open_otherwise(draw: st.DrawFn) -> Pair:
    """Generate two versions of which the second leaves deadlines without a start open otherwise, and maybe more."""
    texts = draw(lively_folders.filter(lambda texts: open_before_a_start(duties_of(lives(texts))) != []))
    files = lives(texts)
    for due in draw(st.lists(st.sampled_from(open_before_a_start(duties_of(files))), min_size=1, max_size=3)):
        due["without_start"] = "stilhed"
    if draw(st.booleans()):
        edited(draw, files)
    return compared(texts, texts | silence(texts) | texts_of(files))


def duties_of(files: dict[str, Plain]) -> list[Plain]:
    """Give the tasks of all phases as they stand there."""
    phases = [phase for life in files.values() for phase in life["phases"].values()]
    return [duty for phase in phases for duty in phase.get("tasks", {}).values()]


def compared(before: dict[str, str], after: dict[str, str]) -> Pair:
    """Compare two versions; where the second is not sound, the first with itself."""
    old, new = read(before), read(after)
    assert old is not None
    new = new or old
    return Pair(old[1], new[1], (old[0], new[0]), str(after), course_differences(old[0], new[0]))


def carrying(files: dict[str, Plain]) -> list[Plain]:
    """Give the marks that carry tasks, which they do with `regn`."""
    return [mark for life in files.values() for mark in life["marks"].values() if "tasks" in mark]


def holds(found: CourseDifference, region: CourseRegion, cells: dict[tuple[str, str], Any]) -> bool:
    """Tell whether a situation lies in a region."""
    for level, mask in region.box.items():
        kind, track, name = found.frame.axes[level]
        cell = cells.get((kind, f"{track} {name}" if kind == "task" else name))
        if not mask >> found.frame.cells[kind, track, name].index(cell) & 1:
            return False
    return True


def named(effect: Effect) -> tuple[str, str]:
    """Give what kind of thing differs, and what it is; a task with the lifecycle in which it stands."""
    return effect.kind, f"{effect.lifecycle} {effect.what}".strip()


def told(
    pair: Pair, kind: str, cells: dict[tuple[str, str], Any], event: str = ""
) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Give what the library says differs in a situation: lifecycle, name, and what."""
    for found, change in pair.changes:
        subject = change.subject
        if (
            subject.kind == kind
            and event in ("", subject.name)
            and any(holds(found, region, cells) for region in change.regions)
        ):
            yield from ((subject.lifecycle, subject.name, named(e)) for e in change.effects if not e.is_way)


def shows(pair: Pair, group: str, at: Situation, differing: tuple[str, str, tuple[str, str]]) -> bool:
    """Tell whether a difference shows where a task is: what stands for a deadline does where it may have no start.

    Where a task is, is the place of its lifecycle, and the phases of those that tasks there look at.
    """
    life, _, (kind, start) = differing
    if kind != "deadline" or not start:
        return True
    key = group, start, tuple(sorted(at.readings.items()))
    if key not in pair.early:
        pair.early[key] = list(naive.not_yet(pair.old, pair.new, group, start, at.readings))
    return any(
        naive.around(pair.old, pair.new, life, one) == naive.around(pair.old, pair.new, life, at)
        for one in pair.early[key]
    )


ASKING = {"asked", "unasked"}
REACHING = {"reached", "unreached"}
FOLLOWED = {"owner", "rest"}


def assert_exact(pair: Pair) -> bool:
    """Hold that in every situation what differs is told and no more; tell whether anything differs."""
    differs = False
    groups = {tuple(reference_lifecycle.group(pair.new, name)) for name in pair.new["lifecycles"]}
    for group in groups:
        events = list(reference_lifecycle.happenings(pair.new, group[0]))
        for at in naive.situations(pair.old, pair.new, group[0]):
            cells = naive.cells(pair.old, pair.new, at, {})
            tasks = {told for told in naive.task_differences(pair.old, pair.new, at) if shows(pair, group[0], at, told)}
            assert set(told(pair, "task", cells)) == tasks
            phases = {(name, what) for name, _, what in told(pair, "phase", cells) if what[0] in FOLLOWED}
            assert phases == naive.phase_differences(pair.old, pair.new, at)
            differs = differs or bool(tasks or phases)
            for event, facts in events:
                expected = naive.event_differences(pair.old, pair.new, at, event, facts)
                known = naive.cells(pair.old, pair.new, at, facts)
                said = {what for _, _, what in told(pair, "event", known, event) if what[0] not in ASKING}
                assert said == expected, (event, facts)
                differs = differs or bool(expected)
    return differs


@few
@given(pairs)
def test_exactly_what_differs_is_told(pair: Pair) -> None:
    """In every pair of states that the same events lead to, under every reading, what differs is told and no more."""
    assert_exact(pair)


@few
@given(followed_somewhere())
def test_where_a_lifecycle_follows_an_event_is_told_apart(pair: Pair) -> None:
    """What differs about an event where another lifecycle does not follow it is not told of where it does."""
    assert assert_exact(pair)


@few
@given(carried_otherwise())
def test_a_mark_that_carries_its_task_with_another_value_is_told(pair: Pair) -> None:
    """Where a task stands with another value of a mark, it is told where it comes and where it goes, and no more."""
    assert assert_exact(pair)


def replayed(
    pair: Pair, readings: Plain, group: str, way: tuple[Step, ...], which: int | None
) -> list[tuple[Plain, frozenset[str]]]:
    """Let the events of a way happen: in both versions, where one of them accepts each, or in one that accepts all.

    Gives for each version the state and what has happened.
    """
    both = pair.old, pair.new
    states = [reference_lifecycle.begin(rules, group) for rules in both]
    known = [frozenset[str](), frozenset[str]()]
    for step in way:
        answers = [
            naive.happen(rules, state, step.event, dict(step.facts), readings)
            for rules, state in zip(both, states, strict=True)
        ]
        for number, (answer, after, *_) in enumerate(answers):
            if answer == "accepted":
                known[number] = naive.happened(both[number], known[number], step.event, states[number], after)
        seen = answers if which is None else [answers[which]]
        assert any(answer[0] == "accepted" for answer in seen)
        states = [answer[1] for answer in answers]
    return list(zip(states, known, strict=True))


def assert_true_ways(pair: Pair) -> None:
    """Hold that the events of a witness lead to a situation of its region, and that there it is as the region says."""
    for found, change in pair.changes:
        subject = change.subject
        for region in change.regions:
            witness = region.witness
            chosen = {name: reading.chosen for name, reading in pair.models[1].readings.items()}
            readings = {**chosen, **witness.readings}
            if witness.old is None or witness.new is None:
                way, which = (witness.old, 0) if witness.new is None else (witness.new, 1)
                assert way is not None
                state, _ = replayed(pair, readings, subject.lifecycle, way, which)[which]
                assert state[subject.lifecycle]["phase"] == subject.name
                continue
            if witness.old is witness.new:
                (old, before), (new, now) = replayed(pair, readings, subject.lifecycle, witness.new, None)
            else:
                old, before = replayed(pair, readings, subject.lifecycle, witness.old, 0)[0]
                new, now = replayed(pair, readings, subject.lifecycle, witness.new, 1)[1]
            assert {effect.start for effect in change.effects}.isdisjoint(before | now)
            assert naive.matches(pair.old, pair.new, old, new)
            at = Situation(old, new, readings, len(witness.new))
            facts = {} if witness.event is None else dict(witness.event.facts)
            assert holds(found, region, naive.cells(pair.old, pair.new, at, facts))
            said = {named(e) for e in change.effects if not e.is_way and e.kind not in ASKING}
            if subject.kind == "event":
                assert said <= naive.event_differences(pair.old, pair.new, at, subject.name, facts)
            elif subject.kind == "task":
                differing = naive.task_differences(pair.old, pair.new, at)
                assert {(subject.lifecycle, subject.name, what) for what in said} <= differing
            else:
                differing_phases = naive.phase_differences(pair.old, pair.new, at)
                assert {(subject.lifecycle, what) for what in said if what[0] in FOLLOWED} <= differing_phases


@few
@given(pairs)
def test_every_region_has_a_true_way(pair: Pair) -> None:
    """The events of a witness lead both versions to a situation of the region, and there it is as it says."""
    assert_true_ways(pair)


@few
@given(open_otherwise())
def test_what_stands_for_a_deadline_is_told_where_it_may_have_no_start(pair: Pair) -> None:
    """Another open point for a deadline is told where what it counts from can be still to come, as its way shows."""
    assert_exact(pair)
    assert_true_ways(pair)


@few
@given(pairs)
def test_no_way_is_shorter(pair: Pair) -> None:
    """Where both versions take the same way, no shorter one leads to a situation that only the region holds."""
    for found, change in pair.changes:
        for number, region in enumerate(change.regions):
            others = [other for place, other in enumerate(change.regions) if place != number]
            if region.witness.old is not region.witness.new or not region.chosen or change.subject.kind != "event":
                continue
            for at in naive.situations(pair.old, pair.new, change.subject.lifecycle):
                as_chosen = all(pair.models[1].readings[n].chosen == o for n, o in at.readings.items())
                if not as_chosen or at.depth >= len(region.witness.new or ()):
                    continue
                for event, facts in reference_lifecycle.happenings(pair.new, change.subject.lifecycle):
                    cells = naive.cells(pair.old, pair.new, at, facts)
                    inside = event == change.subject.name and holds(found, region, cells)
                    assert not inside or any(holds(found, other, cells) for other in others)


@few
@given(folders, st.randoms(use_true_random=False))
def test_a_harmless_rewrite_changes_nothing(texts: dict[str, str], random: Any) -> None:
    """Moves in another order, a move divided by where it starts, and tasks in another order are no difference."""
    files = lives(texts)
    for life in files.values():
        for kind in ("moves", "follows"):
            divided = [{**move, "from": [phase]} for move in life.get(kind, []) for phase in move["from"]]
            random.shuffle(divided)
            life[kind] = divided
        for phase in life["phases"].values():
            tasks = list(phase.get("tasks", {}).items())
            random.shuffle(tasks)
            if tasks:
                phase["tasks"] = dict(tasks)
    before, after = read(texts), read({**texts, **texts_of(files)})
    assert before is not None
    assert after is not None
    assert [change for found in course_differences(before[0], after[0]) for change in found.changes] == []
