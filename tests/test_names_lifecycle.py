# SPDX-License-Identifier: MPL-2.0
"""Names in lifecycles, events, tasks and invariants: each mistake is found where it stands, with the name meant."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
import yaml
from helpers import AsKept, Edit, expected, folder, found, reading_of
from living import ALONE, BOOK, EVENTS, FRIST, LIVING, NEVER, OTHER, OTHER_CASES, TASKS, living

from trivselrules.catalog import CATALOG
from trivselrules.loading import read

Code = str | tuple[str, str]
V = "vocabulary.yaml"
LENT = "    facts: [farve, klar]\n    source: [XX-001]\n"
CARD = "    channel: brevpost\n    together_with: [{preferably: psykolog}, skoleleder]\n    source: [XX-001]\n"
CARD += "    notice: [husk_samtykke]\n"
READ = "    da: læs i bogen\n    en: read in the book\n    open_points: [raekkefoelge]\n"
COVER = "due: {within: {weeks: 1}, after: bog_laant, source: [XX-001]}"
BY_CARD = "          - {within: {hours: 2}, after: bog_laant, under: {hvem_foerst: [barnet]}, source: [XX-001]}\n"
LEFT_OPEN = "          - {undetermined: ingen_frist, under: {hvem_foerst: [skolen]}}\n"
READING = "      laes: {done_by: [bog_laest], repeats: true, actor: psykolog, no_deadline: ingen_frist}\n"
RETURN = "        after: [{task: skriv_kort, under: {hvem_foerst: [barnet]}}]\n"
FROM = "          - {within: frist.frist, after: frist.begynder, without_start: ingen_frist}\n"
BEFORE = "          - {at_least: {days: 0}, before: bog_erstattet}\n"
CITED = "        rests_on: ingen_frist\n        source: [XX-001]\n        notice: [husk_samtykke]\n"
REPLACE = "      erstat: {done_by: [bog_erstattet, bog_afleveret], due: {next: serie, source: [XX-001]}}\n"
CARD_LOST = "      skriv_kort: {done_by: kort_skrevet, while: {rykker: [stille]}, no_deadline: ingen_frist}\n"
AWAIT = "      afvent_svar: {while: {rykker: [sendt]}, waits_for: rykker}\n"
CAREFUL = "    when: {klar: [true]}\n    keep: {bogens_farve: farve}\n    set: {fornyelser: 0, omhu: saerlig}\n"
CAREFUL += "    done: [skriv_kort]\n"
COVERED = "when: {omhu: [saerlig]}, set: {omhu: almindelig}, source: [XX-001]}"
RENEWED = "when: {fornyelser: [0, 1]}, set: {fornyelser: next}, source: [XX-001]}"
LOST = "    unless_done: aflever\n    when: {rykker: [stille]}\n    to: vaek\n    rests_on: ingen_frist\n"
HOME = "  - {event: bog_erstattet, from: [vaek], to: hjemme, source: [XX-001]}\n"
SOONER = "    event: bog_afleveret\n    when: {bog: [ude]}\n    unless_done: skriv_kort\n"
SOONER += "    under: {hvem_foerst: [barnet]}\n    source: [XX-001]\n"
NOWHERE = "    when: {bog: [hjemme], rykkertrin: [1, 2]}\n"
LEADER = "    decision: moede\n    when: {trin: [1]}\n    outcome: {leder: [psykolog]}\n"


def at(file: str, passage: str, *words: str) -> Edit:
    """Change words of a passage that stands once in a file: each word is followed by what stands there instead."""
    new = passage
    for old, put in zip(words[::2], words[1::2], strict=True):
        assert old in new
        new = new.replace(old, put)
    return file, passage, new


def words(*names: str) -> str:
    """Write events or terms with their texts."""
    return "".join(f"  {name}:\n    da: x\n    en: z\n" for name in names)


def second_mark(name: str) -> list[Edit]:
    """Give the reminders one more mark, and that its value."""
    return [
        (OTHER, "  rykkertrin: {values", f"  §{name}: {{count_to: 1, in: [sendt]}}\n  rykkertrin: {{values"),
        (OTHER, "{rykkertrin: trin}\n    to: sendt", f"{{rykkertrin: trin}}\n    set: {{{name}: 0}}\n    to: sendt"),
    ]


ANY_NUMBER = (
    "  tal:\n    label:\n      da: x\n      en: z\n    question:\n      da: x\n      en: z\n    type: integer\n"
)
OMHU = "    omhu:\n      da: omhu på dansk\n      en: omhu in English\n"
CARE = "    almindelig:\n      da: almindelig på dansk\n      en: almindelig in English\n"
CARE += "    saerlig:\n      da: saerlig på dansk\n      en: saerlig in English\n"
CALLED_KLAR = LIVING[ALONE].replace("lifecycle: spil", "lifecycle: §klar")
CALLED_KLAR = CALLED_KLAR.replace("spil_begyndt", "kort_tabt").replace("spil_slut", "kort_fundet")
NAMES: list[tuple[str, list[Edit], list[Code]]] = [
    # events.yaml and tasks.yaml
    ("fact of an event", [at(EVENTS, LENT, "farve", "§farver")], [("unknown-fact", "farve")]),
    ("source of an event", [at(EVENTS, LENT, "XX-001", "§XX-01")], [("unknown-source", "XX-001")]),
    ("fact of many values", [(EVENTS, "facts: [trin]", "facts: [trin, §alder]")], ["event-fact-open"]),
    (
        "fact of any number",
        [(EVENTS, "facts: [trin]", "facts: [trin, §tal]"), (V, "  trin:\n", f"{ANY_NUMBER}  trin:\n")],
        ["event-fact-open"],
    ),
    ("channel of a task", [at(TASKS, CARD, "brevpost", "§brevpst")], [("unknown-term", "brevpost")]),
    ("companion with a reservation", [at(TASKS, CARD, "psykolog", "§psykologen")], [("unknown-role", "psykolog")]),
    ("companion", [at(TASKS, CARD, "skoleleder", "§skolelder")], [("unknown-role", "skoleleder")]),
    ("companion that is no name", [at(TASKS, CARD, "skoleleder", "§{weeks: 4}")], ["unknown-role"]),
    ("source of a task", [at(TASKS, CARD, "XX-001", "§XX-01")], [("unknown-source", "XX-001")]),
    ("notice of a task", [at(TASKS, CARD, "husk", "§hus")], [("unknown-notice", "husk_samtykke")]),
    ("point of a task", [at(TASKS, READ, "raekke", "§rakke")], [("unknown-open-point", "raekkefoelge")]),
    ("task that cites nothing", [(TASKS, f"  laes:\n{READ}", "  §laes:\n    da: x\n    en: z\n")], ["no-source"]),
    ("task nobody has", [(TASKS, "  laes:\n", f"{words('§pust')}    source: [XX-001]\n  laes:\n")], ["unused-task"]),
    ("event nobody takes", [(EVENTS, "events:\n", f"events:\n{words('§spil_tabt')}")], ["unused-event"]),
    ("kind of terms called event", [(V, "terms:\n", "terms:\n  §event: {}\n")], ["name-reserved"]),
    # a lifecycle: what is beside it, its marks and phases
    ("lifecycle beside", [(BOOK, "beside: [rykker]", "beside: [rykker, §spill]")], [("unknown-lifecycle", "spil")]),
    ("lifecycle beside itself", [(BOOK, "beside: [rykker]", "beside: [rykker, §bog]")], ["unknown-lifecycle"]),
    ("mark without text", [(V, OMHU, ""), (BOOK, "  omhu:\n", "  §omhu:\n")], ["label-missing"]),
    (
        "misspelt text of a mark",
        [(V, "    omhu:\n", "    omhue:\n"), (BOOK, "  omhu:\n", "  §omhu:\n")],
        [("label-missing", "omhue")],
    ),
    ("value without text", [(BOOK, "values: [roed, blaa]", "values: [roed, blaa, §xyzzy]")], ["label-missing"]),
    (
        "phase without text",
        [
            (ALONE, "  lukket: {start: true, rest: true}", "  §lukkede: {start: true, rest: true}"),
            (ALONE, "from: [lukket]", "from: [lukkede]"),
            (ALONE, "to: lukket", "to: lukkede"),
        ],
        [("label-missing", "lukket")],
    ),
    (
        "mark called like a fact",
        [*second_mark("skala"), (V, "  mark:\n", "  mark:\n    skala:\n      da: x\n      en: z\n")],
        ["name-ambiguous"],
    ),
    (
        "lifecycle called like a fact",
        [("klar.yaml", "", CALLED_KLAR), (EVENTS, "events:\n", f"events:\n{words('kort_tabt', 'kort_fundet')}")],
        ["name-ambiguous"],
    ),
    ("mark of two lifecycles", second_mark("omhu"), ["name-ambiguous"]),
    ("phase of a mark", [(BOOK, "{count_to: 2, in: [ude]}", "{count_to: 2, in: [§uude]}")], [("unknown-phase", "ude")]),
    (
        "value with tasks",
        [(BOOK, "      saerlig:\n", "      §saerlige:\n")],
        [("mark-value", "saerlig")],
    ),
    ("owner", [(BOOK, "    owner: skoleleder\n", "    owner: §skolelder\n")], [("unknown-role", "skoleleder")]),
    (
        "source of a phase",
        [(BOOK, "    owner: skoleleder\n    source: [", "    owner: skoleleder\n    source: [§XX-01, ")],
        [("unknown-source", "XX-001")],
    ),
    (
        "notice of a phase",
        [(BOOK, "    notice: [husk_samtykke]\n    tasks", "    notice: [§husk]\n    tasks")],
        ["unknown-notice"],
    ),
    # the tasks of a phase
    ("task", [at(BOOK, AWAIT, "afvent_svar", "§afvent")], [("unknown-task", "afvent_svar")]),
    (
        "task others wait for",
        [(BOOK, "      skriv_kort:\n", "      §skrivkort:\n")],
        [("unknown-task", "skriv_kort")],
    ),
    ("ending event", [at(BOOK, READING, "bog_laest", "§bog_last")], [("unknown-event", "bog_laest")]),
    ("task that comes first", [at(BOOK, RETURN, "skriv_kort", "§skrivkort")], [("unknown-task", "skriv_kort")]),
    ("task of another phase that comes first", [at(BOOK, RETURN, "skriv_kort", "§erstat")], ["unknown-task"]),
    ("reading to wait under", [at(BOOK, RETURN, "hvem_foerst", "§hvem_forst")], [("unknown-reading", "hvem_foerst")]),
    ("option to wait under", [at(BOOK, RETURN, "barnet", "§barnat")], [("unknown-option", "barnet")]),
    ("lifecycle of `while`", [at(BOOK, CARD_LOST, "rykker", "§ryker")], [("unknown-lifecycle", "rykker")]),
    ("lifecycle of `while` that is not beside", [at(BOOK, CARD_LOST, "rykker", "§spil")], ["unknown-lifecycle"]),
    ("phase of `while`", [at(BOOK, CARD_LOST, "stille", "§stile")], [("unknown-phase", "stille")]),
    ("actor", [at(BOOK, READING, "psykolog", "§psykologen")], [("unknown-role", "psykolog")]),
    ("lifecycle waited for", [at(BOOK, AWAIT, "for: rykker", "for: §ryker")], [("unknown-lifecycle", "rykker")]),
    ("point without deadline", [at(BOOK, READING, "ingen", "§inge")], [("unknown-open-point", "ingen_frist")]),
    ("point a task rests on", [at(BOOK, CITED, "ingen", "§inge")], [("unknown-open-point", "ingen_frist")]),
    (
        "reading of a task",
        [(OTHER, "        under: {gebyr_ved_rykker: [altid", "        under: {§gebyr_ved_ryker: [altid")],
        [("unknown-reading", "gebyr_ved_rykker")],
    ),
    ("source of a task in a phase", [at(BOOK, CITED, "XX-001", "§XX-01")], [("unknown-source", "XX-001")]),
    ("notice of a task in a phase", [at(BOOK, CITED, "husk", "§hus")], [("unknown-notice", "husk_samtykke")]),
    (
        "task of a mark that waits",
        [(BOOK, "{done_by: bog_indbundet, due", "{done_by: bog_indbundet, after: [§laes], due")],
        ["unknown-task"],
    ),
    # deadlines
    ("event counted from", [at(BOOK, COVER, "bog_laant", "§bog_lant")], [("unknown-event", "bog_laant")]),
    ("event counted to", [at(BOOK, BEFORE, "bog_er", "§bog_e")], [("unknown-event", "bog_erstattet")]),
    ("decision of a length", [at(BOOK, FROM, "frist.frist", "§fris.frist")], [("unknown-decision", "frist")]),
    ("outcome of a length", [at(BOOK, FROM, "frist.frist", "§frist.friste")], [("unknown-outcome", "frist")]),
    ("outcome that is no length", [at(BOOK, FROM, "frist.frist", "§frist.begynder")], ["outcome-unfit"]),
    ("outcome that is no event", [at(BOOK, FROM, "frist.begynder", "§frist.frist")], ["outcome-unfit"]),
    (
        "outcome that is a list",
        [
            at(BOOK, FROM, "frist.frist", "§frist.frist"),
            (FRIST, "frist: {type: duration, required: true}", "frist: {type: duration, many: true, required: true}"),
            (FRIST, "frist: {days: 30}", "frist: [{days: 30}]"),
        ],
        ["outcome-unfit"],
    ),
    ("outcome of a decision that asks", [at(BOOK, FROM, "frist.frist", "§moede.frist")], ["outcome-asks"]),
    (
        "outcome that may be lacking",
        [
            at(BOOK, FROM, "frist.frist", "§frist.frist"),
            (FRIST, "frist: {type: duration, required: true}", "frist: {type: duration}"),
        ],
        ["calendar-required"],
    ),
    (
        "decision that may not apply",
        [
            at(BOOK, FROM, "frist.frist", "§frist.frist", "frist.begynder", "§frist.begynder"),
            (FRIST, "  set: {frist: {days: 30}}\n  source: [XX-001]\n", ""),
            (FRIST, "barnet: {set: {begynder", "barnet: {set: {frist: {days: 30}, begynder"),
            (
                FRIST,
                "{set: {begynder: kort_skrevet}, source: [XX-001]}",
                "{not_applicable: husk_samtykke, source: [XX-001]}",
            ),
        ],
        ["outcome-excused", "outcome-excused"],
    ),
    (
        "length of two kinds",
        [at(BOOK, BEFORE, "{at_least: {days: 0}", "§{at_least: {days: 1, hours: 2}")],
        ["duration-mixed"],
    ),
    (
        "length of two kinds in a decision",
        [at(BOOK, FROM, "frist.frist", "§frist.frist"), (FRIST, "frist: {days: 30}", "frist: {days: 30, minutes: 1}")],
        ["duration-mixed"],
    ),
    ("decision of a series", [at(BOOK, REPLACE, "next: serie", "next: §serien")], [("unknown-decision", "serie")]),
    ("decision that is no series", [at(BOOK, REPLACE, "next: serie", "next: §frist")], ["due-series"]),
    ("point left open", [at(BOOK, LEFT_OPEN, "ingen", "§inge")], [("unknown-open-point", "ingen_frist")]),
    ("point without a start", [at(BOOK, FROM, ": ingen", ": §inge")], [("unknown-open-point", "ingen_frist")]),
    ("reading of a deadline", [at(BOOK, BY_CARD, "hvem_foerst", "§hvem_forst")], [("unknown-reading", "hvem_foerst")]),
    ("source of a deadline", [at(BOOK, BY_CARD, "XX-001", "§XX-01")], [("unknown-source", "XX-001")]),
    ("two ways in one deadline", [at(BOOK, BEFORE, "{at", "§{next: serie, at")], ["due-form"]),
    ("no way in a deadline", [(BOOK, BEFORE, "          - §{source: [XX-001]}\n")], ["due-form"]),
    # moves
    ("event of a move", [at(BOOK, HOME, "bog_er", "§bog_e")], [("unknown-event", "bog_erstattet")]),
    (
        "event of a move with conditions",
        [(OTHER, "  - event: rykker_sendt\n    from: [stille]", "  - event: §rykker_send\n    from: [stille]")],
        [("unknown-event", "rykker_sendt")],
    ),
    (
        "event of a follower",
        [(OTHER, "follows:\n  - {event: bog", "follows:\n  - {event: §bg")],
        [("unknown-event", "bog_afleveret")],
    ),
    ("phase from", [at(BOOK, HOME, "[vaek]", "[§vak]")], [("unknown-phase", "vaek")]),
    ("phase to", [at(BOOK, HOME, "hjemme", "§hjeme")], [("unknown-phase", "hjemme")]),
    ("condition", [at(BOOK, COVERED, "{omhu: [", "{§omhue: [")], [("unknown-condition", "omhu")]),
    (
        "condition on a fact the event lacks",
        [at(BOOK, COVERED, "{omhu: [", "{§trin: [1], omhu: [")],
        ["unknown-condition"],
    ),
    (
        "condition on a lifecycle not beside",
        [at(BOOK, COVERED, "{omhu: [", "{§spil: [lukket], omhu: [")],
        ["unknown-condition"],
    ),
    (
        "condition of the lifecycle itself",
        [at(BOOK, COVERED, "{omhu: [", "{§bog: [ude], omhu: [")],
        ["unknown-condition"],
    ),
    ("value of a mark", [at(BOOK, COVERED, "[saerlig]", "[§saerlige]")], [("mark-value", "saerlig")]),
    ("true as a number of a mark", [at(BOOK, RENEWED, "[0, 1]", "[0, §true]")], ["mark-value"]),
    ("phase beside", [at(BOOK, LOST, "[stille]", "[§stile]")], [("unknown-phase", "stille")]),
    ("value of a fact", [at(BOOK, CAREFUL, "[true]", "[true, §ja]")], ["answer-form"]),
    (
        "misspelt value of a fact",
        [at(BOOK, CAREFUL, "[true]}", "[true], farve: [§rod]}")],
        [("answer-form", "roed")],
    ),
    (
        "condition where there is nothing to ask for",
        [(ALONE, "to: aaben, source", "to: aaben, when: {§trin: [1]}, source")],
        ["unknown-condition"],
    ),
    (
        "fact that an event without any does not come with",
        [
            (V, "  mark:\n", f"  mark:\n{textwrap.indent(words('stand'), '  ')}"),
            (ALONE, "phases:\n", "marks:\n  stand: {values: [1], in: [aaben]}\nphases:\n"),
            (ALONE, "to: aaben, source", "to: aaben, keep: {stand: §trin}, source"),
        ],
        ["event-fact"],
    ),
    ("lifecycle beside that nobody could mean", [(OTHER, "beside: [bog]", "beside: [§xyzzy]")], ["unknown-lifecycle"]),
    ("number for true", [at(BOOK, CAREFUL, "[true]", "[true, §1]")], ["answer-form"]),
    ("value of a number", [(OTHER, "when: {trin: [1, 2], bog", "when: {trin: [1, 2, §5], bog")], ["answer-form"]),
    (
        "reading of a move",
        [(OTHER, "under: {gebyr_ved_rykker: [altid]}", "under: {§gebyr_ved_ryker: [altid]}")],
        [("unknown-reading", "gebyr_ved_rykker")],
    ),
    (
        "option of a move",
        [(OTHER, "under: {gebyr_ved_rykker: [altid]}", "under: {gebyr_ved_rykker: [§altidt]}")],
        [("unknown-option", "altid")],
    ),
    ("task of `unless_done`", [at(BOOK, LOST, "aflever", "§aflevere")], [("unknown-task", "aflever")]),
    ("mark that keeps", [at(BOOK, CAREFUL, "{bogens_farve:", "{§bogensfarve:")], [("unknown-mark", "bogens_farve")]),
    ("fact that is kept", [at(BOOK, CAREFUL, ": farve}", ": §farven}")], [("event-fact", "farve")]),
    ("mark that is set", [at(BOOK, CAREFUL, "omhu: s", "§omho: s")], [("unknown-mark", "omhu")]),
    ("value that is set", [at(BOOK, CAREFUL, "omhu: s", "omhu: §sa")], [("mark-value", "saerlig")]),
    ("`next` of a mark that does not count", [at(BOOK, CAREFUL, "omhu: saerlig", "omhu: §next")], ["mark-value"]),
    ("number beyond the count", [at(BOOK, CAREFUL, "fornyelser: 0", "fornyelser: §3")], ["mark-value"]),
    ("task already done", [at(BOOK, CAREFUL, "[skriv_kort]", "[§skrivkort]")], [("unknown-task", "skriv_kort")]),
    ("task already done in a phase that stays", [at(BOOK, RENEWED, "set:", "done: [§erstat], set:")], ["unknown-task"]),
    ("point a move rests on", [at(BOOK, LOST, "ingen", "§inge")], [("unknown-open-point", "ingen_frist")]),
    (
        "point that leaves a move open",
        [(BOOK, "undetermined: gebyr,", "undetermined: §gebry,")],
        [("unknown-open-point", "gebyr")],
    ),
    ("source of a move", [at(BOOK, HOME, "XX-001", "§XX-01")], [("unknown-source", "XX-001")]),
    ("notice of a move", [at(BOOK, HOME, "source", "notice: [§husk], source")], ["unknown-notice"]),
    (
        "move that cites nothing",
        [(BOOK, HOME, "  - §{event: bog_erstattet, from: [vaek], to: hjemme}\n")],
        ["no-source"],
    ),
    # invariants.yaml
    ("event of an invariant", [at(NEVER, SOONER, "bog_af", "§bog_a")], [("unknown-event", "bog_afleveret")]),
    ("task of an invariant", [at(NEVER, SOONER, "skriv", "§skri")], [("unknown-task", "skriv_kort")]),
    (
        "reading of an invariant",
        [at(NEVER, SOONER, "hvem_foerst", "§hvem_forst")],
        [("unknown-reading", "hvem_foerst")],
    ),
    ("source of an invariant", [at(NEVER, SOONER, "XX-001", "§XX-01")], [("unknown-source", "XX-001")]),
    (
        "invariant that cites nothing",
        [at(NEVER, SOONER, "[XX-001]", "[]"), (NEVER, "  afleveret_uden_kort:", "  §afleveret_uden_kort:")],
        ["no-source"],
    ),
    ("phase of an invariant", [at(NEVER, NOWHERE, "hjemme", "§hjeme")], [("unknown-phase", "hjemme")]),
    ("mark of an invariant", [at(NEVER, NOWHERE, "rykkertrin", "§rykketrin")], [("unknown-condition", "rykkertrin")]),
    ("value of an invariant's mark", [at(NEVER, NOWHERE, "[1, 2]", "[1, §3]")], ["mark-value"]),
    ("fact in an invariant of states", [at(NEVER, NOWHERE, "rykkertrin", "§farve")], ["unknown-condition"]),
    ("invariant of nothing", [(NEVER, NOWHERE, ""), (NEVER, "  rykket_for", "  §rykket_for")], ["invariant-empty"]),
    ("decision of an invariant", [at(NEVER, LEADER, "moede", "§mode")], [("unknown-decision", "moede")]),
    ("fact of an invariant", [at(NEVER, LEADER, "trin", "§trinn")], [("unknown-fact", "trin")]),
    ("value of an invariant's fact", [at(NEVER, LEADER, "[1]", "[§5]")], ["answer-form"]),
    ("age of an invariant without unit", [at(NEVER, LEADER, "trin: [1]", "alder: [§5]")], ["answer-scale"]),
    ("outcome of an invariant", [at(NEVER, LEADER, "leder:", "§ledr:")], [("unknown-outcome", "leder")]),
    ("role of an invariant", [at(NEVER, LEADER, "psykolog", "§psykologen")], [("unknown-role", "psykolog")]),
    ("term of an invariant", [at(NEVER, LEADER, "leder: [psykolog]", "kanal: [§xyzzy]")], ["unknown-term"]),
    ("word for a number", [at(NEVER, LEADER, "leder: [psykolog]", "antal: [§psykolog]")], ["outcome-unfit"]),
    ("number for truth", [at(NEVER, LEADER, "leder: [psykolog]", "aktiv: [§1]")], ["outcome-unfit"]),
    ("truth for a number", [at(NEVER, LEADER, "leder: [psykolog]", "vaegt: [§true]")], ["outcome-unfit"]),
    ("value for a length", [at(NEVER, LEADER, "leder: [psykolog]", "frist: [§4]")], ["outcome-unfit"]),
]


@pytest.mark.parametrize(("edits", "codes"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES])
def test_name_that_does_not_fit_is_one_finding(
    edits: list[Edit], codes: list[Code], tmp_path: Path, as_kept: AsKept
) -> None:
    """A name or value that does not exist or fit is found where it stands, and nothing that only follows from it."""
    files, places = living(edits)
    findings = read(folder(tmp_path, files)).findings
    assert list(map(found, findings)) == expected(places, *codes)
    as_kept(findings)
    for finding in findings:
        for say in (finding.message, finding.help):
            assert say("da") != say("en")
            assert "{" not in say("da").replace("{{", "").replace("{weeks", "").replace("{days", "")


SILENT: list[tuple[str, list[Edit]]] = [
    ("nothing", []),
    ("an age of an invariant", [at(NEVER, LEADER, "trin: [1]", "alder: [under 3 years]")]),
    ("a number of an invariant", [at(NEVER, LEADER, "leder: [psykolog]", "antal: [17]")]),
    ("truth in an invariant", [at(NEVER, LEADER, "leder: [psykolog]", "aktiv: [false]")]),
    ("an event in an invariant", [at(NEVER, LEADER, "moede", "frist", "leder: [psykolog]", "begynder: [bog_fornyet]")]),
    ("a count in an invariant", [at(NEVER, NOWHERE, "rykkertrin: [1, 2]", "fornyelser: [2]")]),
    (
        "an invariant of an event alone",
        [
            (NEVER, SOONER, "    event: bog_fundet\n    source: [XX-001]\n"),
            (EVENTS, "events:\n", f"events:\n{words('bog_fundet')}"),
            (BOOK, HOME, HOME + HOME.replace("bog_erstattet", "bog_fundet")),
        ],
    ),
    (
        "a mark of `true` with tasks",
        [
            (BOOK, "    values: [almindelig, saerlig]", "    values: [false, true]"),
            (BOOK, "      saerlig:\n", "      true:\n"),
            at(BOOK, CAREFUL, "saerlig", "true"),
            (BOOK, "omhu: almindelig}\n    to", "omhu: false}\n    to"),
            at(BOOK, COVERED, "saerlig", "true", "almindelig", "false"),
            (V, CARE, ""),
            ("bog.cases.yaml", "omhu: almindelig}", "omhu: false}"),
        ],
    ),
    (
        "a value called next",
        [
            (BOOK, "    values: [almindelig, saerlig]", "    values: [next, saerlig]"),
            (BOOK, "omhu: almindelig}\n    to", "omhu: next}\n    to"),
            at(BOOK, COVERED, "almindelig", "next"),
            (V, "    almindelig:", "    next:"),
            ("bog.cases.yaml", "omhu: almindelig}", "omhu: next}"),
        ],
    ),
]


@pytest.mark.parametrize("edits", [row[1] for row in SILENT], ids=[row[0] for row in SILENT])
def test_what_fits_is_not_reported(edits: list[Edit], tmp_path: Path) -> None:
    """Names and values that fit are no findings, with or without all schemas."""
    files, _ = living(edits)
    assert read(folder(tmp_path, files), schemas=True).findings == ()


def test_all_decisions_that_give_a_series_are_named(tmp_path: Path) -> None:
    """A deadline that asks for a series of a decision that gives none is told which decisions give one."""
    files, places = living([at(BOOK, REPLACE, "next: serie", "next: §frist")])
    files["moeder.yaml"] = files["serie.yaml"].replace("decision: serie\n", "decision: moeder\n")
    findings = read(folder(tmp_path, files)).findings
    assert list(map(found, findings)) == expected(places, "due-series")
    assert findings[0].details["known"] == "moeder, serie"


@pytest.mark.parametrize("kind", ["phase", "mark", "mark_value"])
def test_where_no_texts_of_a_kind_stand_each_is_missing(kind: str, tmp_path: Path) -> None:
    """Phases, marks and values of marks have texts; where the file has none at all, each that is used is told."""
    files, _ = living([])
    terms = yaml.safe_load(files[V])["terms"]
    start = files[V].index(f"  {kind}:\n")
    after = re.compile(r"^ {0,2}\S", re.MULTILINE).search(files[V], start + 3)
    assert after is not None
    files[V] = files[V][:start] + files[V][after.start() :]
    findings = [one for one in read(folder(tmp_path, files)).findings if one.code == "label-missing"]
    assert {one.details["name"] for one in findings} == set(terms[kind])
    assert {(one.details["kind"], one.nearest) for one in findings} == {(kind, None)}


def test_where_no_decision_gives_a_series_none_is_named(tmp_path: Path) -> None:
    """A deadline that asks for a series where there is none is told so, with a dash for those there are."""
    files, _ = living([at(BOOK, REPLACE, "next: serie", "next: frist")])
    del files["serie.yaml"]
    (finding,) = (finding for finding in read(folder(tmp_path, files)).findings if finding.code == "due-series")
    assert (finding.details["name"], finding.details["known"]) == ("frist", "-")


def test_one_misspelt_event_hides_nothing_else(tmp_path: Path, as_kept: AsKept) -> None:
    """With an event of a move misspelt, another mistake in the same move is found in the same pass."""
    edits = [at(BOOK, LOST, "to: vaek", "to: §vak", "stille", "§stile")]
    edits += [(BOOK, "  - event: bog_meldt_vaek\n", "  - event: §bog_meldt\n")]
    files, places = living(edits)
    codes = [("unknown-event", "bog_meldt_vaek"), ("unknown-phase", "stille"), ("unknown-phase", "vaek")]
    findings = read(folder(tmp_path, files)).findings
    assert list(map(found, findings)) == expected(places, *codes)
    as_kept(findings)


def test_a_fact_misspelt_alike_everywhere_is_said_where_it_is_declared(tmp_path: Path) -> None:
    """A fact that does not exist is reported at the event that comes with it, and not where it is used."""
    asked = "    when: {trin: [1, 2], bog: [ude]}\n"
    edits = [(EVENTS, "facts: [trin]", "facts: [§trinn]"), (OTHER, asked, asked.replace("trin:", "trinn:"))]
    edits.append((OTHER_CASES, "event: rykker_sendt, trin: 1", "event: rykker_sendt, trinn: 1"))
    files, places = living(edits)
    assert reading_of(tmp_path, files) == expected(places, ("unknown-fact", "trin"))


def test_a_fact_without_answers_is_said_where_it_is_declared(tmp_path: Path) -> None:
    """A fact that can be nothing is reported itself, and no value that is given for it."""
    values = (
        "    values:\n      roed:\n        da: rød\n        en: red\n      blaa:\n        da: blå\n        en: blue\n"
    )
    edits = [(V, values, "    values: {}\n"), at(BOOK, CAREFUL, "[true]}", "[true], farve: [roed]}")]
    codes = {code for code, *_ in reading_of(tmp_path, living(edits)[0])}
    assert codes == {"domain-no-values"}


def test_a_companion_that_is_no_name_is_told_as_it_is_written(tmp_path: Path) -> None:
    """A length of time, or whether something is so, is called in a message what it is called in the file."""
    text = LIVING[TASKS].replace("{preferably: psykolog}, skoleleder", "{weeks: 4}, true")
    findings = read(folder(tmp_path, {**LIVING, TASKS: text})).findings
    assert [finding.details["name"] for finding in findings] == ["{weeks: 4}", "true"]


def test_the_codes_of_lifecycles_are_told_in_both_languages() -> None:
    """The kinds of names that only lifecycles have are called by their own words."""
    words = {"event": ("hændelsen", "event"), "task": ("opgaven", "task"), "phase": ("fasen", "phase")}
    for kind, (da, en) in words.items():
        entry = CATALOG[f"unknown-{kind}"]
        assert entry.message.da.startswith(da)
        assert entry.message.en.startswith(f"the {en} ")
    assert set(LIVING) > {EVENTS, TASKS, NEVER}
