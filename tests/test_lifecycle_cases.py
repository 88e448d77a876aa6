# SPDX-License-Identifier: MPL-2.0
"""The worked examples of lifecycles: those we ship hold, and each way a case can differ is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from golden import run
from helpers import Edit, folder
from living import BOOK, BOOK_CASES, LIVING, OTHER_CASES, living
from test_cases import RULES
from test_lifecycle_laws import loaded
from test_names_lifecycle import RENEWED, at
from test_names_lifecycle_cases import DUE, LENT, NEEDS, OVERDUE, REFUSED

import trivselrules
from trivselrules.lifecycle import LifecycleCase, Stage, Standing
from trivselrules.lifecycle_cases import run_lifecycle_case, run_lifecycle_cases

CASES = [(name, case) for name, rules in RULES.items() for case in rules.model.lifecycle_cases]
SAID = ("deadlines", "open_points", "notices")
IDS = [f"{case.lifecycle.name}: {case.title}" for _, case in CASES]


@pytest.mark.parametrize(("name", "case"), CASES, ids=IDS)
def test_case_of_a_lifecycle(name: str, case: LifecycleCase) -> None:
    """The events of each worked example lead where it states."""
    result = run_lifecycle_case(RULES[name], case)
    assert not result.differences, f"{case.location}: {result.differences}"


def _turned(task: Standing) -> Standing:
    parts: dict[str, Any] = {part: said[::-1] for part in SAID if (said := getattr(task, part)) is not None}
    return evolve(task, **parts)


def turned(stage: Stage) -> Stage:
    """Give what a case says with everything that has no order the other way round."""
    parts = ("open", "waiting", "overdue", "waits_for", "undetermined", "open_points", "notices")
    lists: dict[str, Any] = {part: None if (refs := getattr(stage, part)) is None else refs[::-1] for part in parts}
    tasks = tuple(_turned(task) for task in stage.tasks[::-1])
    needs = None if stage.needs is None else tuple(evolve(one, values=one.values[::-1]) for one in stage.needs[::-1])
    return evolve(stage, **lists, tasks=tasks, needs=needs)


def test_what_a_case_lists_has_no_order() -> None:
    """A case passes in whatever order it names tasks, deadlines, points, notices and what is needed."""
    other = [(name, case, turned(case.expected)) for name, case in CASES]
    assert sum(stage != case.expected for _, case, stage in other) > 50
    for name, case, stage in other:
        assert run_lifecycle_case(RULES[name], evolve(case, expected=stage)).passed, case.location


@pytest.mark.parametrize("name", [name for name, rules in RULES.items() if rules.lifecycles])
def test_every_move_has_a_case(name: str) -> None:
    """Every move of the shipped lifecycles is made, or leaves the event open, in some case."""
    rules = RULES[name]
    made = {
        trace.location
        for case in rules.model.lifecycle_cases
        for step in run_lifecycle_case(rules, case).instance.steps
        for trace in step.response.because
    }
    moves = [move for lifecycle in rules.model.lifecycles.values() for move in lifecycle.moves]
    assert [str(move.location) for move in moves if move.location not in made] == []


EARLY = "      - {on: 2026-09-02, event: bog_afleveret}\n"
SILENT = "      - {on: 2026-09-01, event: bog_laant, klar: false}\n    missing: [farve]\n"
PENDING = "    undetermined: [gebyr]\n"
SENT = "      - {on: 2026-09-01, event: rykker_sendt, trin: 1}\n"

LAES = "actor: psykolog, deadlines: [{undetermined: ingen_frist}], open_points: [raekkefoelge, ingen_frist]"
LATER = "deadlines: [{at: 2026-10-01}, {at_least: {days: 0}, before: bog_erstattet}]"
MARKED = "marks: {bogens_farve: roed, fornyelser: 0, omhu: almindelig}"
GOT: dict[str, Any] = {"bogens_farve": "roed", "fornyelser": 0, "omhu": "almindelig"}
BOTH = [{"at": "2026-10-01"}, {"at_least": {"days": 0}, "before": "bog_erstattet"}]

DIFFERENCES: list[tuple[str, list[Edit], list[tuple[str, Any, Any]]]] = [
    ("phase", [(BOOK_CASES, "    phase: ude\n", "    phase: vaek\n")], [("phase", "vaek", "ude")]),
    ("phase beside", [(BOOK_CASES, "{rykker: stille}", "{rykker: sendt}")], [("rykker", "sendt", "stille")]),
    (
        "open tasks",
        [(BOOK_CASES, "open: [skriv_kort, laes]", "open: [laes]")],
        [("open", ["laes"], ["laes", "skriv_kort"])],
    ),
    ("waiting tasks", [(BOOK_CASES, "waiting: [aflever]", "waiting: []")], [("waiting", [], ["aflever"])]),
    (
        "overdue tasks",
        [at(BOOK_CASES, OVERDUE, ", aflever", "")],
        [("overdue", ["skriv_kort"], ["aflever", "skriv_kort"])],
    ),
    ("notices", [at(BOOK_CASES, OVERDUE, "[]", "[husk_samtykke]")], [("notices", ["husk_samtykke"], [])]),
    (
        "date that is due",
        [at(BOOK_CASES, DUE, "2026-10-01", "2026-10-02")],
        [("due aflever", "2026-10-02", "2026-10-01")],
    ),
    ("owner", [(BOOK_CASES, "owner: skoleleder", "owner: psykolog")], [("owner", "psykolog", "skoleleder")]),
    ("marks", [(BOOK_CASES, MARKED, "marks: {fornyelser: 1}")], [("marks", {"fornyelser": 1}, GOT)]),
    (
        "points of the answer",
        [(BOOK_CASES, "open_points: []", "open_points: [gebyr]")],
        [("open_points", ["gebyr"], [])],
    ),
    (
        "actor",
        [(BOOK_CASES, LAES, "actor: skoleleder")],
        [("tasks laes", {"actor": "skoleleder"}, {"actor": "psykolog"})],
    ),
    (
        "channel that is none",
        [(BOOK_CASES, LAES, "channel: brevpost")],
        [("tasks laes", {"channel": "brevpost"}, {"channel": None})],
    ),
    (
        "points of a task",
        [(BOOK_CASES, LAES, "open_points: [ingen_frist], notices: []")],
        [
            (
                "tasks laes",
                {"open_points": ["ingen_frist"], "notices": []},
                {"open_points": ["raekkefoelge", "ingen_frist"], "notices": []},
            )
        ],
    ),
    (
        "deadlines, which are all told",
        [(BOOK_CASES, LATER, "deadlines: [{at: 2026-10-01}]")],
        [("tasks aflever", {"deadlines": BOTH[:1]}, {"deadlines": BOTH})],
    ),
    (
        "deadline of another kind",
        [(BOOK_CASES, LATER, "deadlines: [{next: moede}, {within: {days: 1}, after: bog_laant}]")],
        [
            (
                "tasks aflever",
                {"deadlines": [{"next": "moede"}, {"within": {"days": 1}, "after": "bog_laant"}]},
                {"deadlines": BOTH},
            )
        ],
    ),
    (
        "task that is not to be done",
        [(BOOK_CASES, "      aflever: {" + LATER, "      betal: {" + LATER)],
        [("tasks betal", {"deadlines": BOTH}, None)],
    ),
    ("task that has no date", [at(BOOK_CASES, DUE, "aflever", "laes")], [("due laes", "2026-10-01", None)]),
    (
        "accepted for refused",
        [at(BOOK_CASES, REFUSED, REFUSED, "    phase: hjemme\n")],
        [("status", "accepted", "refused"), ("phase", "hjemme", "ude")],
    ),
    (
        "refused for accepted",
        [(BOOK_CASES, EARLY, EARLY.replace("bog_afleveret", "kort_skrevet"))],
        [
            ("status", "refused", "accepted"),
            ("refused", "bog_afleveret", "kort_skrevet"),
            ("waits_for", ["skriv_kort"], []),
        ],
    ),
    ("tasks waited for", [at(BOOK_CASES, REFUSED, "skriv_kort", "laes")], [("waits_for", ["laes"], ["skriv_kort"])]),
    ("conditions", [at(OTHER_CASES, NEEDS, "[ude]", "[vaek]")], [("needs", {"bog": ["vaek"]}, {"bog": ["ude"]})]),
    (
        "conditions of an accepted event",
        [(OTHER_CASES, SENT, LENT + SENT)],
        [("status", "refused", "accepted"), ("needs", {"bog": ["ude"]}, {})],
    ),
    (
        "point left open",
        [(BOOK_CASES, PENDING, "    undetermined: [ingen_frist]\n")],
        [("undetermined", ["ingen_frist"], ["gebyr"])],
    ),
    ("missing fact", [at(BOOK_CASES, SILENT, "[farve]", "[klar]")], [("missing", ["klar"], ["farve"])]),
    (
        "event before the last that is not accepted",
        [(BOOK_CASES, LENT, f"      - {{on: 2026-09-01, event: kort_skrevet}}\n{LENT}")],
        [("refused", None, "kort_skrevet")],
    ),
]


@pytest.mark.parametrize(
    ("edits", "differences"), [row[1:] for row in DIFFERENCES], ids=[row[0] for row in DIFFERENCES]
)
def test_each_difference_is_told(edits: list[Edit], differences: list[tuple[str, Any, Any]]) -> None:
    """A case that expects something else is told with what it expected and what came of it."""
    rules, _ = loaded(living(edits)[0])
    failed = [result for result in run_lifecycle_cases(rules) if not result.passed]
    (result,) = failed
    assert [(one.subject, one.expected, one.got) for one in result.differences] == differences
    assert result.rule == result.case.lifecycle.name


def test_cases_of_one_lifecycle_can_be_run() -> None:
    """The cases are run in the order of the files, all or those of one lifecycle."""
    rules, _ = loaded(LIVING)
    assert [result.rule for result in run_lifecycle_cases(rules)] == ["bog"] * 4 + ["rykker"]
    assert [result.rule for result in run_lifecycle_cases(rules, "rykker")] == ["rykker"]
    assert run_lifecycle_cases(rules, "spil") == ()
    with pytest.raises(trivselrules.UnknownNameError):
        run_lifecycle_cases(rules, "bogen")


def test_a_refusal_needs_what_any_of_its_moves_would_take() -> None:
    """Where several moves could have been made, a case names the values that any of them would take."""
    renewed = [RENEWED.replace("[0, 1]", f"[{number}]") for number in (0, 1)]
    one, two = (f"  - {{event: bog_fornyet, from: [ude], {move}\n" for move in renewed)
    events = "".join(f"      - {{on: 2026-09-0{day}, event: bog_fornyet}}\n" for day in (2, 3, 4))
    case = (
        f"  - case: Fornyet for tit\n    events:\n{LENT}{events}    refused: {{event: bog_fornyet, needs: {{NEEDS}}}}\n"
    )
    edits = [
        (BOOK, f"  - {{event: bog_fornyet, from: [ude], {RENEWED}\n", one + two),
        (BOOK_CASES, "cases:\n", "cases:\n" + case.replace("{NEEDS}", "{fornyelser: [0, 1]}")),
    ]
    rules, _ = loaded(living(edits)[0])
    assert run_lifecycle_cases(rules, "bog")[0].passed


def test_a_case_without_events_is_about_the_start() -> None:
    """A case may say where everything stands before anything has happened."""
    case = "  - case: Før noget er sket\n    events: []\n    phase: hjemme\n    open: []\n    notices: []\n"
    rules, _ = loaded(living([(BOOK_CASES, "cases:\n", f"cases:\n{case}")])[0])
    first, *_ = run_lifecycle_cases(rules, "bog")
    assert first.passed


def test_the_command_runs_cases_of_lifecycles_too(tmp_path: Path) -> None:
    """`test` counts the cases of lifecycles among the others, and runs those of one by its name."""
    rules = str(folder(tmp_path, LIVING))
    assert run("test", "--rules", rules, "--format", "json").json() == {"cases": 8, "passed": 8, "failed": []}
    assert run("test", "bog", "--rules", rules, "--format", "json").json()["cases"] == 4
    failing = str(folder(tmp_path, living([(BOOK_CASES, "    phase: ude\n", "    phase: vaek\n")])[0]))
    told = run("test", "bog", "--rules", failing, "--lang", "en")
    assert told.status == 1
    assert "phase" in told.out
    (failed,) = run("test", "--rules", failing, "--format", "json").json()["failed"]
    assert failed["rule"] == "bog"
