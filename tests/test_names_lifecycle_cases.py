# SPDX-License-Identifier: MPL-2.0
"""Names, values and moments in the worked examples of lifecycles: each mistake is found where it stands, alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import AsKept, Edit, expected, folder, found, reading_of
from living import BOOK_CASES, EVENTS, OTHER_CASES, TASKS, living
from test_names_lifecycle import Code, V, at

from trivselrules.lifecycle_cases import run_lifecycle_cases
from trivselrules.loading import load, read

LENT = "      - {on: 2026-09-01T10:00+02:00, event: bog_laant, farve: roed, klar: false}\n"
DUE = "    due: {skriv_kort: 2026-09-01T12:00+02:00, aflever: 2026-10-01}\n"
OVERDUE = "    overdue: [skriv_kort, aflever]\n    notices: []\n"
REFUSED = "    refused: {event: bog_afleveret, waits_for: [skriv_kort]}\n"
EARLY = "      - {on: 2026-09-02, event: bog_afleveret}\n"
STANDING = (
    "laes: {actor: psykolog, deadlines: [{undetermined: ingen_frist}], open_points: [raekkefoelge, ingen_frist]}\n"
)
CARD = "      skriv_kort: {channel: brevpost, deadlines: [{at: 2026-09-01T12:00+02:00}], notices: [husk_samtykke]}\n"
BACK = "      aflever: {deadlines: [{at: 2026-10-01}, {at_least: {days: 0}, before: bog_erstattet}]}\n"
NEEDS = "    refused: {event: rykker_sendt, needs: {bog: [ude]}}\n"
READ = "      - {on: 2026-09-01T11:00+02:00, event: bog_laest}\n"

CASES: list[tuple[str, list[Edit], list[Code]]] = [
    ("lifecycle that is not the file's", [(OTHER_CASES, "lifecycle: rykker", "lifecycle: §ryker")], ["name-differs"]),
    (
        "cases of no lifecycle",
        [("ryker.cases.yaml", "", "lifecycle: §ryker\ncases: []\n")],
        [("unknown-lifecycle", "rykker")],
    ),
    ("event", [at(BOOK_CASES, EARLY, "bog_afleveret", "§bog_aflevret")], [("unknown-event", "bog_afleveret")]),
    ("event of another group", [at(BOOK_CASES, EARLY, "bog_afleveret", "§spil_begyndt")], ["event-homeless"]),
    ("fact", [at(BOOK_CASES, LENT, "farve", "§farven")], [("event-fact", "farve")]),
    ("fact of another event", [at(BOOK_CASES, LENT, "klar: false", "klar: false, §trin: 1")], ["event-fact"]),
    (
        "fact of an event that comes with none",
        [(BOOK_CASES, LENT, LENT + READ.replace("bog_laest", "bog_laest, §farve: roed"))],
        ["event-fact"],
    ),
    ("value", [at(BOOK_CASES, LENT, "roed", "§rod")], [("value-unknown", "roed")]),
    ("value of another type", [at(BOOK_CASES, LENT, "false", "§1")], ["value-type"]),
    ("moment that does not exist", [at(BOOK_CASES, EARLY, "2026-09-02", "§2026-02-30")], ["case-moment"]),
    (
        "moment beyond the calendar",
        [
            (
                OTHER_CASES,
                "      - {on: 2026-09-01, event: rykker",
                "      - {on: §1899-12-31T10:00Z, event: rykker",
            )
        ],
        ["case-moment"],
    ),
    (
        "day before the last of the events above",
        [(BOOK_CASES, "on: 2026-09-04, event: bog_meldt_vaek", "on: §2026-09-02, event: bog_meldt_vaek")],
        ["moment-order"],
    ),
    ("day before the event above", [at(BOOK_CASES, EARLY, "2026-09-02", "§2026-08-31")], ["moment-order"]),
    (
        "hour before the event above",
        [(BOOK_CASES, LENT, LENT + READ.replace("2026-09-01T11", "§2026-09-01T09"))],
        ["moment-order"],
    ),
    (
        "hour before one above a date",
        [
            (
                BOOK_CASES,
                LENT,
                LENT + "      - {on: 2026-09-01, event: bog_laest}\n" + READ.replace("2026-09-01T11", "§2026-09-01T09"),
            )
        ],
        ["moment-order"],
    ),
    (
        "hour before it in another zone",
        [(BOOK_CASES, LENT, LENT + READ.replace("2026-09-01T11:00+02:00", "§2026-09-01T11:00+04:00"))],
        ["moment-order"],
    ),
    (
        "moment that does not exist before one that is too early",
        [
            (
                BOOK_CASES,
                LENT,
                LENT + "".join(READ.replace("2026-09-01T11:00+02:00", day) for day in ("§2026-02-30", "§2026-08-31")),
            )
        ],
        ["case-moment", "moment-order"],
    ),
    ("date", [(BOOK_CASES, "    on: 2026-10-02\n", "    on: §2026-06-31\n")], ["case-date"]),
    ("reading", [(BOOK_CASES, "{hvem_foerst: barnet}", "{§hvem_forst: barnet}")], [("unknown-reading", "hvem_foerst")]),
    ("option", [(BOOK_CASES, "{hvem_foerst: barnet}", "{hvem_foerst: §barn}")], [("unknown-option", "barnet")]),
    ("phase", [(BOOK_CASES, "    phase: ude\n", "    phase: §uude\n")], [("unknown-phase", "ude")]),
    ("lifecycle beside", [(BOOK_CASES, "{rykker: stille}", "{§ryker: stille}")], [("unknown-lifecycle", "rykker")]),
    ("lifecycle not beside", [(BOOK_CASES, "{rykker: stille}", "{§spil: lukket}")], ["unknown-lifecycle"]),
    ("phase beside", [(BOOK_CASES, "{rykker: stille}", "{rykker: §stile}")], [("unknown-phase", "stille")]),
    ("open task", [(BOOK_CASES, "open: [skriv_kort, laes]", "open: [skriv_kort, §lees]")], [("unknown-task", "laes")]),
    ("waiting task", [(BOOK_CASES, "waiting: [aflever]", "waiting: [§aflevere]")], [("unknown-task", "aflever")]),
    ("task that is due", [at(BOOK_CASES, DUE, "aflever", "§aflevere")], [("unknown-task", "aflever")]),
    ("moment that is due", [at(BOOK_CASES, DUE, "2026-10-01", "§2026-09-31")], ["case-moment"]),
    ("overdue task", [at(BOOK_CASES, OVERDUE, "aflever", "§aflevere")], [("unknown-task", "aflever")]),
    ("notice", [at(BOOK_CASES, OVERDUE, "[]", "[§husk]")], ["unknown-notice"]),
    ("owner", [(BOOK_CASES, "owner: skoleleder", "owner: §skolelder")], [("unknown-role", "skoleleder")]),
    ("mark", [(BOOK_CASES, "{bogens_farve: roed", "{§bogens_frave: roed")], [("unknown-mark", "bogens_farve")]),
    ("value of a mark", [(BOOK_CASES, "{bogens_farve: roed", "{bogens_farve: §rod")], [("mark-value", "roed")]),
    ("standing task", [at(BOOK_CASES, STANDING, "laes", "§lees")], [("unknown-task", "laes")]),
    ("actor", [at(BOOK_CASES, STANDING, "psykolog", "§psykologen")], [("unknown-role", "psykolog")]),
    (
        "point of a task",
        [at(BOOK_CASES, STANDING, "[raekkefoelge, ", "[§rakkefoelge, ")],
        [("unknown-open-point", "raekkefoelge")],
    ),
    (
        "point of a deadline",
        [at(BOOK_CASES, STANDING, "{undetermined: ", "{undetermined: §x")],
        [("unknown-open-point", "ingen_frist")],
    ),
    ("channel", [at(BOOK_CASES, CARD, "brevpost", "§brevpst")], [("unknown-term", "brevpost")]),
    (
        "notice of a task",
        [at(BOOK_CASES, CARD, "[husk_samtykke]", "[§husk_samtyke]")],
        [("unknown-notice", "husk_samtykke")],
    ),
    ("moment of a deadline", [at(BOOK_CASES, BACK, "2026-10-01", "§2026-09-31")], ["case-moment"]),
    (
        "event of a deadline",
        [at(BOOK_CASES, BACK, "bog_erstattet", "§bog_erstatet")],
        [("unknown-event", "bog_erstattet")],
    ),
    (
        "event a deadline counts from",
        [at(BOOK_CASES, BACK, "{at: 2026-10-01}", "{within: {days: 1}, after: §bog_lant}")],
        [("unknown-event", "bog_laant")],
    ),
    ("series", [at(BOOK_CASES, BACK, "{at: 2026-10-01}", "{next: §mode}")], [("unknown-decision", "moede")]),
    (
        "point of the answer",
        [(BOOK_CASES, "open_points: []", "open_points: [§gebry]")],
        [("unknown-open-point", "gebyr")],
    ),
    ("refused event", [at(BOOK_CASES, REFUSED, "bog_afl", "§bog_af")], [("unknown-event", "bog_afleveret")]),
    ("task waited for", [at(BOOK_CASES, REFUSED, "skriv", "§skri")], [("unknown-task", "skriv_kort")]),
    ("need", [at(OTHER_CASES, NEEDS, "{bog:", "{§bogen:")], [("unknown-condition", "bog")]),
    (
        "open point",
        [(BOOK_CASES, "undetermined: [gebyr]", "undetermined: [§gebry]")],
        [("unknown-open-point", "gebyr")],
    ),
    (
        "reading as open point",
        [(BOOK_CASES, "undetermined: [gebyr]", "undetermined: [§hvem_foerst]")],
        ["unknown-open-point"],
    ),
    ("missing fact", [(BOOK_CASES, "missing: [farve]", "missing: [§farver]")], [("unknown-fact", "farve")]),
]


@pytest.mark.parametrize(("edits", "codes"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_mistake_in_a_case_is_one_finding(
    edits: list[Edit], codes: list[Code], tmp_path: Path, as_kept: AsKept
) -> None:
    """A name, value or moment that does not exist is found where it stands, alone, and said in both languages."""
    files, places = living(edits)
    findings = read(folder(tmp_path, files)).findings
    assert list(map(found, findings)) == expected(places, *codes)
    as_kept(findings)
    assert all(one.message("da") != one.message("en") and one.help("da") for one in findings)


def test_a_channel_where_there_are_none_is_told(tmp_path: Path) -> None:
    """A task and a case may name a channel; in a rule set that has none, both are told of it."""
    files, places = living([at(BOOK_CASES, CARD, "brevpost", "§brevpost"), (TASKS, "brevpost", "§brevpost")])
    before, _, after = files[V].partition("  channel:\n")
    files[V] = before + after[after.index("parameters:\n") :]
    told = expected(places, "unknown-term", "unknown-term")
    assert set(told) <= set(reading_of(tmp_path, files))


SOUND_CASES: list[tuple[str, list[Edit]]] = [
    ("the same event twice", [(BOOK_CASES, LENT, LENT + READ + READ)]),
    ("a date after an hour of the day", [(BOOK_CASES, LENT, LENT + READ.replace("T11:00+02:00", ""))]),
    ("an hour in another zone", [(BOOK_CASES, LENT, LENT + READ.replace("T11:00+02:00", "T08:00Z"))]),
    (
        "many events of one day",
        [(BOOK_CASES, LENT, LENT.replace("T10:00+02:00", "") + 3 * READ.replace("T11:00+02:00", ""))],
    ),
]


@pytest.mark.parametrize("edits", [row[1] for row in SOUND_CASES], ids=[row[0] for row in SOUND_CASES])
def test_sound_case_is_no_finding_and_runs(edits: list[Edit], tmp_path: Path) -> None:
    """What only looks out of order is no finding, and the case can be run."""
    made = folder(tmp_path, living(edits)[0])
    assert read(made).findings == ()
    assert len(run_lifecycle_cases(load(made))) == 5


def test_a_misspelt_fact_of_an_event_is_said_once(tmp_path: Path) -> None:
    """A fact that is misspelt where the event is declared is not reported again where it is used."""
    files, places = living([(EVENTS, "facts: [trin]", "facts: [§tryn]")])
    assert reading_of(tmp_path, files) == expected(places, ("unknown-fact", "trin"))
