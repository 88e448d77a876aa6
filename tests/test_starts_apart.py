# SPDX-License-Identifier: MPL-2.0
"""Another open point for a deadline without its start is a change where the start may be missing, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from helpers import folder
from living import ALONE, EVENTS, GAME, LIVING

import trivselrules
from trivselrules.frozen_map import FrozenMap
from trivselrules.model import RuleSetModel
from trivselrules.pairing.codes import Codes
from trivselrules.pairing.difference import course_differences
from trivselrules.pairing.duties import starts_apart
from trivselrules.pairing.result import CourseChange
from trivselrules.pairing.version import Version

MORE = "".join(
    f"  {event}:\n    da: {event}\n    en: {event}\n"
    for event in ("spil_tabt", "spil_fundet", "spil_gemt", "spil_laest")
)
TASK = "spil: {done_by: spil_begyndt, due: {within: {days: 8}, after: spil_slut, without_start: ingen_frist}}"
OTHERWISE = ("without_start: ingen_frist", "without_start: gebyr")


def game(between: str, *moves: str) -> str:
    """Write the game with phases between its start and `sendt`, which has the task; `event: from > to` is a move."""
    busy = "{owner: skoleleder, tasks: {laes: {repeats: true, done_by: spil_laest, no_deadline: ingen_frist}}}"
    text = f"{GAME}  aaben: {busy}\n" + "".join(f"  {phase}: {busy}\n" for phase in between.split())
    text += f"  sendt: {{owner: skoleleder, tasks: {{{TASK}}}}}\nmoves:\n"
    for move in ("spil_begyndt: lukket > aaben", *moves):
        event, way = move.split(": ")
        before, after = way.split(" > ")
        text += f"  - {{event: {event}, from: [{before}], to: {after}, source: [XX-001]}}\n"
    return text


def read(path: Path, text: str) -> RuleSetModel:
    """Read the small rule set with a game."""
    files = {file: words for file, words in LIVING.items() if ".cases." not in file}
    path.mkdir()
    return trivselrules.load(folder(path, files | {ALONE: text, EVENTS: LIVING[EVENTS] + MORE})).model


def resting(text: str, phase: str) -> str:
    """Let the game rest in one more phase."""
    return text.replace(f"  {phase}: {{owner", f"  {phase}: {{rest: true, owner")


def compared(tmp_path: Path, old: str, new: str) -> list[CourseChange]:
    """Compare two games."""
    found = course_differences(read(tmp_path / "nu", old), read(tmp_path / "snart", new))
    return [change for one in found for change in one.changes]


def seen(found: list[CourseChange]) -> list[str]:
    """Give each effect in a line."""
    return [" ".join((change.subject.name, effect.kind, effect.what)) for change in found for effect in change.effects]


def ways(change: CourseChange) -> list[list[str]]:
    """Give the events that lead both versions to what differs."""
    (region,) = change.regions
    return [[step.event for step in way or ()] for way in (region.witness.old, region.witness.new)]


ROUND = ("spil_slut: aaben > stille", "spil_gemt: stille > sendt")


def test_a_start_of_an_earlier_round_is_none(tmp_path: Path) -> None:
    """Where a lifecycle has rested since, what had happened before counts no more."""
    text = resting(game("stille", *ROUND), "stille")
    (change,) = found = compared(tmp_path, text, text.replace(*OTHERWISE))
    assert seen(found) == ["spil deadline spil_slut"]
    assert ways(change) == [["spil_begyndt", "spil_slut", "spil_gemt"]] * 2


AGAIN = ("spil_slut: aaben > sendt", "spil_tabt: sendt > aaben")
BEGUN = ("spil_slut: aaben > stille", "spil_gemt: stille > sendt", "spil_fundet: stille > lukket")


@pytest.mark.parametrize(
    ("text", "states"),
    [
        (game("", *AGAIN), ["lukket", "aaben", "aaben"]),
        (game("stille", *BEGUN), ["lukket", "lukket", "aaben", "stille"]),
    ],
)
def test_each_phase_is_come_to_with_and_without_the_start(text: str, states: list[str], tmp_path: Path) -> None:
    """A start that happens again has happened once, and none has as the lifecycle leaves its rest."""
    found = course_differences(read(tmp_path / "nu", text), read(tmp_path / "snart", text.replace(*OTHERWISE)))
    (alone,) = (one for one in found if one.lifecycles == ("spil",))
    assert alone.states == len([*states, "sendt", "sendt with its task done"])


def test_where_a_deadline_always_has_its_start_nothing_stands_for_it(tmp_path: Path) -> None:
    """A point that never stands for a deadline may be another one."""
    text = game("stille", *ROUND)
    assert compared(tmp_path, text, text.replace(*OTHERWISE)) == []


def test_where_one_version_has_the_start_nothing_differs_before_it(tmp_path: Path) -> None:
    """If a lifecycle rests in one version only, the start has happened in the other, and there a date is told."""
    text = game("stille", *ROUND)
    assert seen(compared(tmp_path, resting(text, "stille"), text.replace(*OTHERWISE))) == [" rest "]


def test_each_version_may_lack_the_start_after_events_of_its_own(tmp_path: Path) -> None:
    """Where both versions can be without the start, but never after the same events, each is shown by its own."""
    text = game(
        "vaek hjemme ude",
        "spil_slut: aaben > vaek",
        "spil_tabt: vaek > hjemme",
        "spil_fundet: vaek > ude",
        "spil_gemt: hjemme, ude > sendt",
    )
    found = compared(tmp_path, resting(text, "hjemme"), resting(text.replace(*OTHERWISE), "ude"))
    assert sorted(seen(found)) == [" rest ", " rest ", "spil deadline spil_slut"]
    (change,) = (change for change in found if change.subject.name)
    first = ["spil_begyndt", "spil_slut"]
    assert ways(change) == [[*first, "spil_tabt", "spil_gemt"], [*first, "spil_fundet", "spil_gemt"]]


def test_versions_that_forget_at_other_times_are_told_apart(tmp_path: Path) -> None:
    """A state is written once for both versions only if a start is at home in the same lifecycle of both."""
    names = ("bog", "rykker")
    model = read(tmp_path / "nu", LIVING[ALONE])
    old, new = (Version(names, model, starts=("rykker_sendt",)) for _ in range(2))
    assert Codes(names, (old, new)).one
    new.machine = evolve(new.machine, home=FrozenMap({**new.machine.home, "rykker_sendt": 0}))
    assert not Codes(names, (old, new)).one


def test_what_differs_anyway_is_shown_by_a_shorter_way(tmp_path: Path) -> None:
    """A task that differs otherwise too is told twice, since its start must be missing for one of the two only."""
    text = game(
        "hjemme",
        "spil_slut: aaben > sendt",
        "spil_tabt: aaben > hjemme",
        "spil_gemt: hjemme > sendt",
    )
    new = text.replace(*OTHERWISE).replace("spil: {done_by", "spil: {actor: psykolog, done_by")
    found = compared(tmp_path, text, new)
    assert {line: ways(change)[0][1:] for change in found for line in seen([change])} == {
        "spil actor ": ["spil_slut"],
        "spil deadline spil_slut": ["spil_tabt", "spil_gemt"],
    }


@pytest.mark.parametrize(
    ("edit", "starts"),
    [(OTHERWISE, ("spil_slut",)), (("days: 8", "days: 9"), ()), (("spil_slut, w", "spil_tabt, w"), ())],
)
def test_only_starts_that_can_matter_are_remembered(
    edit: tuple[str, str], starts: tuple[str, ...], tmp_path: Path
) -> None:
    """What has happened is followed only where something else may stand for a deadline."""
    text = game("", "spil_slut: aaben > sendt", "spil_tabt: sendt > aaben")
    models = read(tmp_path / "nu", text), read(tmp_path / "snart", text.replace(*edit))
    assert starts_apart(*(Version(("spil",), model) for model in models)) == starts
