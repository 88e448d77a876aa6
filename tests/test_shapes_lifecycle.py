# SPDX-License-Identifier: MPL-2.0
"""The shape of files about lifecycles: one mistake is one finding, at the key or value it is about."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import Edit, expected, folder, found, reading_of
from living import ALONE, BOOK, BOOK_CASES, EVENTS, NEVER, OTHER, OTHER_CASES, TASKS, living
from test_names_lifecycle import (
    AWAIT,
    BEFORE,
    CARD,
    CARD_LOST,
    CAREFUL,
    FROM,
    HOME,
    LEADER,
    LENT,
    LOST,
    NOWHERE,
    READING,
    RENEWED,
    REPLACE,
    RETURN,
    SOONER,
    Code,
    at,
)
from test_names_lifecycle_cases import LENT as HAPPENED
from test_names_lifecycle_cases import NEEDS, REFUSED

from trivselrules.loading import read

GAME = "  aaben: {owner: skoleleder, tasks: {spil: {done_by: spil_slut, no_deadline: ingen_frist}}}\n"
COLOURS = "  bogens_farve: {values: [roed, blaa], in: [ude, vaek]}\n"
FOLLOW = "  - {event: bog_afleveret, from: [sendt], to: stille, source: [XX-001]}\n"
DANISH = "    da: en bog afleveres, før kortet er skrevet\n    en: a book is returned before the card is written\n"
TITLE, SENT = "Der rykkes ikke for en bog, der er hjemme", "      - {on: 2026-09-01, event: rykker_sendt, trin: 1}\n"
FEE = "undetermined: gebyr, source"

SHAPES: list[tuple[str, Edit, Code]] = [
    # events.yaml
    ("event in one language", (EVENTS, "  spil_slut:\n    da: spillet er slut\n", "  §spil_slut:\n"), "missing-key"),
    ("misspelt key of an event", at(EVENTS, LENT, "facts", "§fact"), ("unknown-key", "facts")),
    ("one fact", at(EVENTS, LENT, "[farve, klar]", "§farve"), "wrong-type"),
    ("fact twice", at(EVENTS, LENT, "farve, klar", "farve, §farve"), "duplicate-item"),
    ("event with a capital", (EVENTS, "  spil_slut:", "  §Spil_slut:"), ("wrong-form", "spil_slut")),
    ("list of events", (EVENTS, "", "events: §[]\n"), "wrong-type"),
    # tasks.yaml
    ("misspelt key of a task", at(TASKS, CARD, "channel", "§chanel"), ("unknown-key", "channel")),
    ("companion without a name", at(TASKS, CARD, "{preferably: psykolog}", "§{}"), "too-few"),
    ("companion twice", at(TASKS, CARD, "skoleleder", "§{preferably: psykolog}"), "duplicate-item"),
    ("number as a channel", at(TASKS, CARD, "brevpost", "§1"), "wrong-type"),
    # invariants.yaml
    (
        "invariant without source",
        (
            NEVER,
            f"  afleveret_uden_kort:\n{DANISH}{SOONER}",
            f"  §afleveret_uden_kort:\n{DANISH}    event: bog_afleveret\n",
        ),
        "missing-key",
    ),
    ("task without event", at(NEVER, SOONER, "    event: bog_afleveret\n", "", "unless", "§unless"), "needs-key"),
    (
        "decision without outcome",
        at(NEVER, LEADER, "decision", "§decision", "    outcome: {leder: [psykolog]}\n", ""),
        "needs-key",
    ),
    ("outcome without decision", at(NEVER, LEADER, "    decision: moede\n", "", "outcome", "§outcome"), "needs-key"),
    ("decision and event", at(NEVER, LEADER, "    decision", "    §event: bog_laant\n    decision"), "not-together"),
    ("condition of one value", at(NEVER, NOWHERE, "[hjemme]", "§hjemme"), "wrong-type"),
    ("condition that nothing meets", at(NEVER, NOWHERE, "bog: [hjemme]", "§bog: []"), "too-few"),
    ("reading without options", at(NEVER, SOONER, "hvem_foerst: [barnet]", "§hvem_foerst: []"), "too-few"),
    ("condition on nothing", at(NEVER, NOWHERE, "{bog: [hjemme], rykkertrin: [1, 2]}", "§[hjemme]"), "wrong-type"),
    # a lifecycle
    (
        "lifecycle without title",
        (ALONE, "lifecycle: spil\ntitle:\n  da: Et spil\n  en: A game\n", "§lifecycle: spil\n"),
        "missing-key",
    ),
    ("misspelt section", (BOOK, "moves:\n", "§move:\n"), ("unknown-key", "moves")),
    ("mark without phases", at(BOOK, COLOURS, "bogens", "§bogens", ", in: [ude, vaek]", ""), "missing-key"),
    ("mark that lives nowhere", at(BOOK, COLOURS, "in: [ude, vaek]", "§in: []"), "too-few"),
    ("mark with no value", at(BOOK, COLOURS, "values: [roed, blaa]", "§values: []"), "too-few"),
    ("mark without values", at(BOOK, COLOURS, "bogens", "§bogens", "values: [roed, blaa], ", ""), "missing-key"),
    ("mark with values and a count", at(BOOK, COLOURS, "in:", "§count_to: 2, in:"), "not-together"),
    ("mark that counts to nothing", (BOOK, "{count_to: 2,", "{count_to: §0,"), "too-small"),
    ("mark that counts to a half", (BOOK, "{count_to: 2,", "{count_to: §1.5,"), "wrong-type"),
    ("value twice", at(BOOK, COLOURS, "blaa", "§roed"), "duplicate-item"),
    ("value that is a list", at(BOOK, COLOURS, "blaa", "§[blaa]"), "wrong-type"),
    ("ja for true", (ALONE, "{start: true,", "{start: §ja,"), "wrong-type"),
    ("misspelt key of a phase", at(ALONE, GAME, "owner", "§ower"), ("unknown-key", "owner")),
    (
        "list of tasks",
        at(ALONE, GAME, "{spil: {done_by: spil_slut, no_deadline: ingen_frist}}", "§[spil]"),
        "wrong-type",
    ),
    ("misspelt key of a task in a phase", at(BOOK, READING, "repeats", "§repaets"), ("unknown-key", "repeats")),
    ("no event", at(BOOK, READING, "done_by: [bog_laest]", "§done_by: []"), "too-few"),
    ("event twice", at(BOOK, REPLACE, "bog_afleveret", "§bog_erstattet"), "duplicate-item"),
    ("task to wait for twice", (BOOK, RETURN, "        after: [skriv_kort, §skriv_kort]\n"), "duplicate-item"),
    ("nothing to wait for", at(BOOK, RETURN, "{task: skriv_kort, under", "§{under"), "missing-key"),
    ("one task to wait for", (BOOK, RETURN, "        after: §skriv_kort\n"), "wrong-type"),
    ("no phase to wait for", at(BOOK, AWAIT, "rykker: [sendt]", "§rykker: []"), "too-few"),
    ("one phase to wait for", at(BOOK, AWAIT, "[sendt]", "§sendt"), "wrong-type"),
    ("quoted true", at(BOOK, READING, "true", '§"true"'), "wrong-type"),
    # deadlines
    ("within without after", at(BOOK, FROM, "within", "§within", "after: frist.begynder, ", ""), "needs-key"),
    ("after without within", at(BOOK, FROM, "within: frist.frist, after", "§after"), "needs-key"),
    ("at_least without before", at(BOOK, BEFORE, "at_least", "§at_least", ", before: bog_erstattet", ""), "needs-key"),
    ("misspelt key of a deadline", at(BOOK, BEFORE, "before", "§befor"), ("unknown-key", "before")),
    ("unit of a length", at(BOOK, BEFORE, "days: 0", "§dage: 0"), "unknown-key"),
    ("half a day", at(BOOK, BEFORE, "days: 0", "days: §0.5"), "wrong-type"),
    ("number as a length", at(BOOK, BEFORE, "{days: 0}", "§5"), "wrong-type"),
    ("two points in a name", at(BOOK, FROM, "frist.frist", "§frist.frist.x"), "wrong-form"),
    ("no deadlines", at(BOOK, REPLACE, "due: {next: serie, source: [XX-001]}", "§due: []"), "too-few"),
    ("deadline twice", (BOOK, BEFORE, BEFORE + BEFORE.replace("{at", "§{at")), "duplicate-item"),
    # moves
    ("move without event", at(BOOK, HOME, "{event: bog_erstattet, ", "§{"), "missing-key"),
    ("move from nowhere", at(BOOK, HOME, "from: [vaek]", "§from: []"), "too-few"),
    ("move from a phase without brackets", at(BOOK, HOME, "[vaek]", "§vaek"), "wrong-type"),
    ("misspelt key of a move", at(BOOK, HOME, "from", "§form"), ("unknown-key", "from")),
    ("move twice", (BOOK, HOME, HOME + HOME.replace("{event", "§{event")), "duplicate-item"),
    ("list that is kept", at(BOOK, CAREFUL, "{bogens_farve: farve}", "§[bogens_farve]"), "wrong-type"),
    ("list that is set", at(BOOK, RENEWED, "next", "§[next]"), "wrong-type"),
    ("point as a list", at(BOOK, LOST, "ingen_frist", "§[ingen_frist]"), "wrong-type"),
    ("undetermined and a phase", (BOOK, FEE, "§to: vaek, undetermined: gebyr, source"), "not-together"),
    ("undetermined and a mark", (BOOK, FEE, "§set: {omhu: saerlig}, undetermined: gebyr, source"), "not-together"),
    ("undetermined and a point", (BOOK, FEE, "§rests_on: ingen_frist, undetermined: gebyr, source"), "not-together"),
    ("follower that refuses", at(OTHER, FOLLOW, "to:", "§unless_done: besvar, to:"), ("unknown-key", "rests_on")),
    ("follower left open", at(OTHER, FOLLOW, "to:", "§undetermined: gebyr, to:"), "unknown-key"),
    # cases
    (
        "case without events",
        (OTHER_CASES, f"  - case: {TITLE}\n    events:\n{SENT}", f"  - §case: {TITLE}\n"),
        "missing-key",
    ),
    ("event of a case without a date", at(BOOK_CASES, HAPPENED, "{on: 2026-09-01T10:00+02:00, ", "§{"), "missing-key"),
    ("moment without its zone", at(BOOK_CASES, HAPPENED, "2026-09-01T10:00+02:00", "§2026-09-01T10:00"), "wrong-form"),
    ("moment in words", at(BOOK_CASES, HAPPENED, "2026-09-01T10:00+02:00", "§1. september"), "wrong-form"),
    ("fact as a list", at(BOOK_CASES, HAPPENED, "roed", "§[roed]"), "wrong-type"),
    ("fact with a capital", at(BOOK_CASES, HAPPENED, "farve", "§Farve"), ("wrong-form", "farve")),
    (
        "refusal without event",
        at(BOOK_CASES, REFUSED, "refused: {event: bog_afleveret, ", "§refused: {"),
        "missing-key",
    ),
    ("refusal that needs one value", at(OTHER_CASES, NEEDS, "[ude]", "§ude"), "wrong-type"),
    ("misspelt key of a case", (BOOK_CASES, "    waiting:", "    §waitng:"), ("unknown-key", "waiting")),
    ("day with an hour", (BOOK_CASES, "    on: 2026-10-02\n", "    on: §2026-10-02T10:00Z\n"), "wrong-form"),
    ("date as a number", at(BOOK_CASES, HAPPENED, "2026-09-01T10:00+02:00", "§2026"), "wrong-type"),
    ("lost card", at(BOOK, CARD_LOST, "while:", "§whle:"), ("unknown-key", "while")),
]


@pytest.mark.parametrize(("edit", "code"), [shape[1:] for shape in SHAPES], ids=[shape[0] for shape in SHAPES])
def test_mistake_of_shape_is_one_finding(edit: Edit, code: Code, tmp_path: Path) -> None:
    """One mistake in one file gives one finding there and none in any other file, with or without all schemas."""
    files, places = living([edit])
    assert reading_of(tmp_path, files) == expected(places, code)
    assert list(map(found, read(folder(tmp_path, files), schemas=True).findings)) == expected(places, code)


def test_the_same_event_may_happen_twice(tmp_path: Path) -> None:
    """Two equal events of a case are no mistake: the same thing can happen twice on a day."""
    edit = (BOOK_CASES, "      - {on: 2026-09-03, event: rykker_sendt, trin: 1}\n")
    files, _ = living([(*edit, edit[1] + edit[1])])
    assert read(folder(tmp_path, files), schemas=True).findings == ()
