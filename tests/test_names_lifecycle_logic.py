# SPDX-License-Identifier: MPL-2.0
"""What the phases, tasks and moves of a lifecycle say together: each finding fires where it should, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import AsKept, Edit, expected, folder, found, reading_of
from living import ALONE, BOOK, EVENTS, NEVER, OTHER, TASKS, living
from test_names_lifecycle import AWAIT, CARD_LOST, CAREFUL, HOME, LOST, RENEWED, at, words

from trivselrules.frozen_map import FrozenMap
from trivselrules.loading import read

GAME = "  aaben: {owner: skoleleder, tasks: {spil: {done_by: spil_slut, no_deadline: ingen_frist}}}\n"
BEGIN = "  - {event: spil_begyndt, from: [lukket], to: aaben, source: [XX-001]}\n"
V = "vocabulary.yaml"
FOLLOW = "  - {event: bog_afleveret, from: [sendt], to: stille, source: [XX-001]}\n"
SENT = "    when: {trin: [1, 2], bog: [ude]}\n    keep: {rykkertrin: trin}\n    to: sendt\n"
LATE = "  - {event: rykker_sendt, from: [stille], when: {trin: [3, 4], bog: [ude]}, undetermined: raekkefoelge}\n"
WOOED = "        after: [{task: skriv_kort, under: {hvem_foerst: [barnet]}}]\n"
MARKED = "indbind: {done_by: bog_indbundet, due: {within: {weeks: 1}, after: bog_laant, source: [XX-001]}}"
CARD = "      skriv_kort:\n        done_by: kort_skrevet\n"

RESTING = "{done_by: spil_begyndt, no_deadline: ingen_frist}"
LENT = "  - event: bog_laant\n    from: [hjemme]\n    when: {klar: [true]}\n    keep: {bogens_farve: farve}"
REMIND = "  - event: rykker_sendt\n    from: [stille]\n    when: {trin: [1, 2], bog: [ude]}\n"
REMIND += "    keep: {rykkertrin: trin}"
FULL = "  - {event: bog_fornyet, from: [ude], when: {fornyelser: [2]}, undetermined: gebyr}\n"

BEGUN = "    da: spillet er begyndt\n    en: the game has begun\n"

STAND = "{§betal: {done_by: spil_begyndt, no_deadline: ingen_frist}}"
ATREST = "phases:\n  hjemme: {rest: true}\n"

LOGIC: list[tuple[str, list[Edit], list[str]]] = [
    # where an event is at home
    (
        "event of two homes",
        [(ALONE, BEGIN, BEGIN + "  - {event: §bog_fornyet, from: [lukket], source: [XX-001]}\n")],
        ["event-two-homes"],
    ),
    (
        "event that ends tasks of two",
        [at(ALONE, GAME, "by: spil_slut", "by: [§gebyr_betalt, spil_slut]")],
        ["event-two-homes"],
    ),
    (
        "event without a home",
        [
            (OTHER, FOLLOW, FOLLOW + FOLLOW.replace("bog_afleveret", "§bog_fundet")),
            (EVENTS, "events:\n", f"events:\n{words('bog_fundet')}"),
        ],
        ["event-homeless"],
    ),
    # where a lifecycle starts
    ("no start", [(ALONE, "lifecycle: spil", "lifecycle: §spil"), (ALONE, "start: true, ", "")], ["phase-no-start"]),
    (
        "two starts, where marks live in the second",
        [(BOOK, "  ude:\n", "  §ude:\n    start: true\n")],
        ["phase-two-starts"],
    ),
    ("two starts", [at(ALONE, GAME, "aaben: {", "§aaben: {start: true, ")], ["phase-two-starts"]),
    (
        "mark where it starts",
        [
            (BOOK, "  hjemme: {start", "  §hjemme: {start"),
            (BOOK, "{count_to: 2, in: [ude]}", "{count_to: 2, in: [hjemme, ude]}"),
            (BOOK, HOME, HOME.replace("to:", "set: {fornyelser: 0}, to:")),
            (BOOK, "from: [ude, vaek], to: hjemme,", "from: [ude, vaek], set: {fornyelser: 0}, to: hjemme,"),
        ],
        ["mark-at-start"],
    ),
    # phases and their tasks
    (
        "no owner",
        [at(ALONE, GAME, "aaben: {owner: skoleleder, ", "§aaben: {", "{done_by", "{actor: skoleleder, done_by")],
        ["phase-no-owner"],
    ),
    (
        "no owner, so that its tasks have no actor either",
        [at(ALONE, GAME, "aaben: {owner: skoleleder, ", "§aaben: {")],
        ["phase-no-owner"],
    ),
    (
        "no task",
        [
            (ALONE, GAME, "  §aaben: {owner: skoleleder}\n"),
            (TASKS, "  spil:\n    da: spil\n    en: play\n    source: [XX-001]\n", ""),
        ],
        ["phase-no-task"],
    ),
    (
        "task at rest that nobody has",
        [
            (
                ALONE,
                "  lukket: {start: true, rest: true}\n",
                f"  lukket: {{start: true, rest: true, tasks: {{§spil: {RESTING}}}}}\n",
            )
        ],
        ["task-no-actor"],
    ),
    ("task without an end", [(BOOK, AWAIT, "      §afvent_svar: {no_deadline: ingen_frist}\n")], ["task-no-end"]),
    (
        "task without a deadline",
        [at(BOOK, CARD_LOST, "skriv", "§skriv", ", no_deadline: ingen_frist", "")],
        ["task-no-deadline"],
    ),
    (
        "task without a deadline under a reading",
        [
            (
                BOOK,
                "      skriv_kort:\n        done_by: kort_skrevet\n",
                "      §skriv_kort:\n        done_by: kort_skrevet\n",
            ),
            (BOOK, "          - {undetermined: ingen_frist, under: {hvem_foerst: [skolen]}}\n", ""),
        ],
        ["task-no-deadline"],
    ),
    (
        "task of a mark without a deadline under a reading",
        [
            (
                BOOK,
                MARKED,
                MARKED.replace("indbind", "§indbind").replace("laant,", "laant, under: {hvem_foerst: [barnet]},"),
            )
        ],
        ["task-no-deadline"],
    ),
    ("fact of an event that no rule looks at", [(EVENTS, BEGUN, f"{BEGUN}    facts: [§trin]\n")], ["unused-fact"]),
    (
        "task with two deadlines",
        [
            (
                BOOK,
                "due: {next: serie, source: [XX-001]}}",
                "due: {next: serie, source: [XX-001]}, no_deadline: §ingen_frist}",
            )
        ],
        ["task-two-deadlines"],
    ),
    ("task of a mark without an end", [(BOOK, MARKED, "§indbind: {no_deadline: ingen_frist}")], ["task-no-end"]),
    ("task of a mark without a deadline", [(BOOK, MARKED, "§indbind: {done_by: bog_indbundet}")], ["task-no-deadline"]),
    (
        "task of a mark that stands in the phase",
        [
            (BOOK, MARKED, MARKED.replace("indbind:", "§skriv_kort:")),
            (TASKS, "  indbind:\n    da: bind bogen ind\n    en: cover the book\n    source: [XX-001]\n", ""),
        ],
        ["task-twice"],
    ),
    (
        "mark at the start, where nobody has its task",
        [
            (BOOK, "    in: [ude]\n    tasks", "    in: [ude, hjemme]\n    tasks"),
            (BOOK, "  hjemme: {", "  §hjemme: {"),
            (BOOK, HOME, HOME.replace("to:", "set: {omhu: almindelig}, to:")),
            (BOOK, "from: [ude, vaek], to: hjemme,", "from: [ude, vaek], set: {omhu: almindelig}, to: hjemme,"),
        ],
        ["mark-at-start"],
    ),
    (
        "tasks in a circle",
        [(BOOK, CARD, CARD.replace("skriv", "§skriv") + "        after: [aflever]\n")],
        ["task-circle"],
    ),
    (
        "task that waits for itself",
        [(BOOK, WOOED, "        after: [aflever]\n"), (BOOK, "      aflever:\n", "      §aflever:\n")],
        ["task-circle"],
    ),
    ("task that waits for one that repeats", [(BOOK, WOOED, "        after: [§laes]\n")], ["task-endless"]),
    (
        "task that waits for one without an event",
        [(BOOK, CARD_LOST, CARD_LOST.replace("{done", "{after: [§afvent_svar], done"))],
        ["task-endless"],
    ),
    ("move unless a repeating task is done", [at(BOOK, LOST, "aflever", "§laes")], ["task-endless"]),
    ("repeating task already done", [at(BOOK, CAREFUL, "[skriv_kort]", "[skriv_kort, §laes]")], ["task-endless"]),
    ("repeating task done in a phase that stays", [at(BOOK, RENEWED, "set:", "done: [§laes], set:")], ["task-endless"]),
    # marks along a move
    (
        "mark that is not given",
        [
            at(BOOK, CAREFUL, ", omhu: saerlig", ""),
            (BOOK, "    to: ude\n    source: [XX-001]\n    notice", "    to: ude\n    source: [XX-001]\n    notice"),
            (
                BOOK,
                "  - event: bog_laant\n    from: [hjemme]\n    when: {klar: [true]}",
                "  - §event: bog_laant\n    from: [hjemme]\n    when: {klar: [true]}",
            ),
        ],
        ["mark-not-given"],
    ),
    (
        "mark that is counted before it has a value",
        [
            (
                BOOK,
                f"{LENT}\n    set: {{fornyelser: 0",
                f"{LENT.replace('event', '§event')}\n    set: {{fornyelser: next",
            )
        ],
        ["mark-not-given"],
    ),
    (
        "mark that is set where it does not live",
        [
            (
                BOOK,
                HOME,
                "  - §{event: bog_erstattet, from: [vaek], set: {omhu: saerlig}, to: hjemme, source: [XX-001]}\n",
            )
        ],
        ["mark-elsewhere"],
    ),
    (
        "mark that is kept where it does not live",
        [
            (
                OTHER,
                f"{REMIND}\n    to: sendt",
                REMIND.replace("event", "§event"),
            )
        ],
        ["mark-elsewhere"],
    ),
    (
        "mark that is asked for where it does not live",
        [(BOOK, HOME, HOME.replace("to:", "when: {§omhu: [saerlig]}, to:"))],
        ["mark-elsewhere"],
    ),
    (
        "mark of two values",
        [at(BOOK, CAREFUL, "{bogens", "{§bogens", "omhu: saerlig", "omhu: saerlig, bogens_farve: blaa")],
        ["mark-two-values"],
    ),
    (
        "mark that cannot keep what comes",
        [
            at(OTHER, SENT, "[1, 2]", "[1, 2, 3]", "trin: trin", "trin: §trin"),
            (OTHER, "when: {trin: [3, 4], bog", "when: {trin: [4], bog"),
        ],
        ["mark-cannot-keep"],
    ),
    (
        "mark that cannot keep two of what comes",
        [
            at(OTHER, SENT, "[1, 2]", "[1, 2, 3, 4]", "trin: trin", "trin: §trin"),
            (OTHER, LATE, ""),
        ],
        ["mark-cannot-keep"],
    ),
    (
        "mark that cannot keep every value of a fact",
        [
            (BOOK, "values: [roed, blaa]", "values: [roed]"),
            (V, "    blaa:\n      da: blaa på dansk\n      en: blaa in English\n", ""),
            (BOOK, CAREFUL, CAREFUL.replace(": farve}", ": §farve}")),
            (
                BOOK,
                "    when: {klar: [false]}\n    keep: {bogens_farve: farve}",
                "    when: {klar: [false]}\n    keep: {bogens_farve: §farve}",
            ),
        ],
        ["mark-cannot-keep", "mark-cannot-keep"],
    ),
    # moves that could both fit
    (
        "two moves from one phase",
        [(BOOK, HOME, HOME + HOME.replace("{event", "§{event").replace("[vaek], to: hjemme", "[vaek]"))],
        ["moves-overlap"],
    ),
    (
        "moves with a value in common",
        [
            (
                OTHER,
                "  - {event: rykker_sendt, from: [stille], when: {trin: [3, 4]",
                "  - §{event: rykker_sendt, from: [stille], when: {trin: [2, 3, 4]",
            )
        ],
        ["moves-overlap"],
    ),
    (
        "moves with an option in common",
        [
            (OTHER, "  - event: rykker_besvaret\n", "  - §event: rykker_besvaret\n"),
            (OTHER, "[aldrig, efter_skoen]", "[altid, aldrig, efter_skoen]"),
        ],
        ["moves-overlap"],
    ),
    (
        "task of a mark that nobody has in a phase at rest",
        [
            (V, "  mark:\n", "  mark:\n    stand:\n      da: x\n      en: z\n"),
            (
                ALONE,
                "phases:\n",
                f"marks:\n  stand: {{values: [roed], in: [hjemme], tasks: {{roed: {STAND}}}}}\n{ATREST}",
            ),
            (ALONE, "from: [lukket], to: aaben", "from: [lukket, hjemme], to: aaben"),
            (ALONE, "from: [aaben], to: lukket", "from: [aaben], set: {stand: roed}, to: hjemme"),
        ],
        ["task-no-actor"],
    ),
    (
        "followers with a phase in common",
        [(OTHER, FOLLOW, FOLLOW + FOLLOW.replace("{event", "§{event").replace(", to: stille", ""))],
        ["moves-overlap"],
    ),
]


@pytest.mark.parametrize(("edits", "codes"), [row[1:] for row in LOGIC], ids=[row[0] for row in LOGIC])
def test_what_rules_say_together_is_one_finding(
    edits: list[Edit], codes: list[str], tmp_path: Path, as_kept: AsKept
) -> None:
    """What does not go together is found where it stands, alone, and said in both languages."""
    files, places = living(edits)
    findings = read(folder(tmp_path, files)).findings
    assert list(map(found, findings)) == sorted(expected(places, *codes), key=lambda one: one[1:4])
    as_kept(findings)
    for finding in findings:
        assert finding.message("da") != finding.message("en")
        assert finding.help("da") != finding.help("en")


SILENT: list[tuple[str, list[Edit]]] = [
    (
        "an event that moves one and ends a task of another",
        [
            at(OTHER, "  - {event: bog_afleveret, from: [sendt], to: stille, source: [XX-001]}\n", "to: stille, ", ""),
            (OTHER, "done_by: rykker_besvaret", "done_by: [rykker_besvaret, bog_afleveret]"),
        ],
    ),
    ("a task that waits for another lifecycle, without a deadline", []),
    (
        "a task at rest with an actor",
        [
            (
                ALONE,
                "rest: true}\n",
                f"rest: true, tasks: {{spil: {RESTING[:-1]}, actor: psykolog}}}}}}\n",
            )
        ],
    ),
    (
        "a mark that goes along from phase to phase",
        [(BOOK, "{count_to: 2, in: [ude]}", "{count_to: 2, in: [ude, vaek]}")],
    ),
    (
        "a mark asked for in each phase it lives in",
        [
            (
                BOOK,
                "from: [ude, vaek], to: hjemme,",
                "from: [ude, vaek], when: {bogens_farve: [roed, blaa]}, to: hjemme,",
            )
        ],
    ),
    (
        "moves of one event from different phases",
        [(BOOK, HOME, HOME + HOME.replace("[vaek]", "[hjemme]").replace(", to: hjemme", ""))],
    ),
    (
        "moves that differ in a mark",
        [
            (BOOK, RENEWED, RENEWED),
            (
                BOOK,
                "  - event: bog_meldt_vaek\n",
                FULL + "  - event: bog_meldt_vaek\n",
            ),
        ],
    ),
    (
        "a follower beside a move of its own event",
        [(OTHER, FOLLOW, FOLLOW.replace("bog_afleveret", "rykker_besvaret"))],
    ),
    ("an invariant of two events", [(NEVER, "    event: bog_afleveret\n", "    event: bog_erstattet\n")]),
]


@pytest.mark.parametrize("edits", [row[1] for row in SILENT], ids=[row[0] for row in SILENT])
def test_what_goes_together_is_not_reported(edits: list[Edit], tmp_path: Path) -> None:
    """What only looks like a mistake is no finding."""
    files, _ = living(edits)
    assert reading_of(tmp_path, files) == []


def test_overlap_is_told_with_a_situation(tmp_path: Path, as_kept: AsKept) -> None:
    """Two moves that could both fit are told with the phase, the values and the options in which they do."""
    edits = [
        (OTHER, "when: {trin: [3, 4], bog: [ude]}", "when: {trin: [2, 3], bog: [ude]}, under: {hvem_foerst: [skolen]}")
    ]
    (finding,) = read(folder(tmp_path, living(edits)[0])).findings
    as_kept([finding])
    assert finding.witness == FrozenMap({"rykker": "stille", "trin": "2", "bog": "ude", "hvem_foerst": "skolen"})
    assert finding.message("en").endswith("line 20; for example: rykker=stille trin=2 bog=ude hvem_foerst=skolen")


def test_names_come_before_logic(tmp_path: Path) -> None:
    """While a name does not exist, what the rules say together is not judged."""
    files, places = living([(ALONE, "start: true, ", ""), at(BOOK, LOST, "stille", "§stile")])
    assert reading_of(tmp_path, files) == expected(places, ("unknown-phase", "stille"))


def test_tasks_in_a_circle_are_told_in_their_order(tmp_path: Path, as_kept: AsKept) -> None:
    """The names of the tasks in a circle are told in the order of the file."""
    files, _ = living([(BOOK, CARD, CARD + "        after: [aflever]\n")])
    (finding,) = read(folder(tmp_path, files)).findings
    assert finding.details["tasks"] == "skriv_kort, aflever"
    as_kept([finding])


def test_task_lacks_a_deadline_under_some_readings_only(tmp_path: Path) -> None:
    """The readings that leave a task without a deadline are told, and one it does not stand under leaves none."""
    other = "          - {undetermined: ingen_frist, under: {hvem_foerst: [skolen]}}\n"
    files, _ = living([(BOOK, other, "")])
    (finding,) = read(folder(tmp_path, files)).findings
    assert (finding.code, finding.witness) == ("task-no-deadline", FrozenMap({"hvem_foerst": "skolen"}))
    files, _ = living([(BOOK, other, ""), (BOOK, CARD, f"{CARD}        under: {{hvem_foerst: [barnet]}}\n")])
    assert not read(folder(tmp_path, files)).findings
