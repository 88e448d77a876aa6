# SPDX-License-Identifier: MPL-2.0
"""Seeded defects of every kind are proved, each with a way that shows it; harmless rewrites leave rules as sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
import reference
import yaml
from helpers import Edit, found
from living import ALONE, BOOK, EVENTS, FRIST, LIVING, NEVER, OTHER, living
from reference_proof import wrongs
from rule_texts import texts_of
from test_engine_laws import RULES
from test_lifecycle_laws import loaded
from test_names_lifecycle import AWAIT, CARD_LOST, FROM, HOME, REPLACE, RETURN, SOONER, at, words
from test_proof_laws import DETAILS, shows, told, watched, way

import trivselrules
from trivselrules.analysis import exploration
from trivselrules.analysis.forbidden import check_forbidden
from trivselrules.analysis.proof import prove_lifecycles
from trivselrules.analysis.starts import counting_events
from trivselrules.finding import Finding
from trivselrules.frozen_map import FrozenMap

Plain = dict[str, Any]

REMIND = "    when: {trin: [1, 2], bog: [ude]}\n    keep: {rykkertrin: trin}\n"
BACK = "  - {event: bog_afleveret, from: [ude, vaek], to: hjemme, source: [XX-001]}\n"
REPLACED = "  - {event: bog_erstattet, from: [vaek], to: hjemme, source: [XX-001]}\n"
GONE = "    when: {rykker: [stille]}\n    to: vaek\n"
ASKED = "bog: [ude], fornyelser: [2]"
FULL = "  fuldt_fornyet:\n    da: x\n    en: z\n    when: {bog: [ude], fornyelser: [2]}\n    source: [XX-001]\n"
LOST_AND_REMINDED = (
    "  - {event: bog_meldt_vaek, from: [ude], when: {rykker: [sendt]}, undetermined: gebyr, source: [XX-001]}\n"
)
REMINDED = "  §afleveret_med_rykker:\n    da: x\n    en: z\n    event: bog_afleveret\n    when: {rykkertrin: [2]}\n"
REMINDED += "    source: [XX-001]\n"
RENEWED_UNPAID = "  §fornyet_foer_gebyr:\n    da: x\n    en: z\n    event: bog_fornyet\n    when: {rykker: [sendt]}\n"
RENEWED_UNPAID += "    unless_done: betal\n    source: [XX-001]\n"
AFTER_CARD = "while: {rykker: [sendt]}, after: [skriv_kort]"
READ_WHILE_STILL = "while: {rykker: [stille]}, done_by: bog_laest, repeats: true, no_deadline: ingen_frist"
STARTLESS = "          - §{within: {days: 9}, after: bog_fornyet, under: {hvem_foerst: [skolen]}, source: [XX-001]}\n"
BUSY = "owner: psykolog, tasks: {besvar: {done_by: rykker_besvaret, repeats: true, no_deadline: gebyr}}"
ANSWER = "      besvar: {done_by: rykker_besvaret, due: {within"
NOWHERE = FULL.replace("bog: [ude]", "bog: [vaek]").replace("fuldt_fornyet", "fornyet_og_vaek")
OPEN = "  - §{event: rykker_sendt, from: [sendt], when: {trin: [3], bog: [hjemme]}, undetermined: gebyr}\n"
LENT, NEW = "bog_laant klar=true farve=roed", "bog_laant klar=false farve=roed"

CHOSEN = """\
  reading: hvem_foerst
  options:
    barnet: {set: {begynder: bog_laant}, source: [XX-001]}
    skolen: {set: {begynder: kort_skrevet}, source: [XX-001]}
"""

CARD = "{set: {begynder: kort_skrevet}, source: [XX-001]}"
IN_PARTS = f"""\
  use: begynd
parts:
  begynd:
{CHOSEN.replace("  ", "    ").replace(CARD, "{use: kort}")}\
  kort: {CARD}
"""

SEEDED: list[tuple[str, list[Edit], str, dict[str, str], str, dict[str, str]]] = [
    (
        "dropped guard",
        [(OTHER, REMIND, REMIND.replace(", bog: [ude]", "")), (NEVER, "  rykket_for", "  §rykket_for")],
        "invariant-broken",
        {"name": "rykket_for_en_bog_hjemme"},
        "rykker_sendt trin=1",
        {},
    ),
    (
        "dropped await",
        [(BOOK, RETURN, ""), (NEVER, "  afleveret_uden", "  §afleveret_uden")],
        "invariant-broken",
        {"name": "afleveret_uden_kort"},
        f"{NEW}, bog_afleveret",
        {"hvem_foerst": "barnet"},
    ),
    (
        "prohibition under the other reading",
        [at(NEVER, SOONER, "barnet", "skolen"), (NEVER, "  afleveret_uden", "  §afleveret_uden")],
        "invariant-broken",
        {"name": "afleveret_uden_kort"},
        f"{NEW}, bog_afleveret",
        {"hvem_foerst": "skolen"},
    ),
    (
        "phase without an exit",
        [at(BOOK, BACK, "ude, vaek", "ude"), (BOOK, REPLACED, ""), (BOOK, "  vaek:\n", "  §vaek:\n")],
        "standstill",
        {"lifecycle": "bog", "phase": "vaek"},
        f"{LENT}, bog_meldt_vaek, bog_erstattet, kort_skrevet",
        {},
    ),
    (
        "task that waits for a lifecycle at rest",
        [
            at(BOOK, REPLACE, "{done_by: [bog_erstattet, bog_afleveret], due", "{waits_for: rykker, due"),
            at(BOOK, BACK, "ude, vaek", "ude"),
            (BOOK, REPLACED, ""),
            at(BOOK, CARD_LOST, "stille", "sendt"),
            (BOOK, "  vaek:\n", "  §vaek:\n"),
        ],
        "standstill",
        {"lifecycle": "bog", "phase": "vaek"},
        f"{LENT}, bog_meldt_vaek",
        {},
    ),
    (
        "task that waits for a lifecycle at rest where something can be done",
        [
            at(BOOK, REPLACE, "{done_by: [bog_erstattet, bog_afleveret], due", "{waits_for: rykker, due"),
            at(BOOK, BACK, "ude, vaek", "ude"),
            (BOOK, REPLACED, ""),
            at(BOOK, CARD_LOST, "stille", "sendt"),
            (BOOK, "  vaek:\n", "  §vaek:\n"),
            (OTHER, "  stille: {start: true, rest: true}\n", f"  stille: {{start: true, rest: true, {BUSY}}}\n"),
        ],
        "standstill",
        {"lifecycle": "bog", "phase": "vaek"},
        f"{LENT}, bog_meldt_vaek",
        {},
    ),
    (
        "tasks that stand only while another lifecycle is at rest",
        [
            at(BOOK, REPLACE, "{done_by", "{while: {rykker: [stille]}, done_by"),
            at(BOOK, AWAIT, "sendt", "stille"),
            (BOOK, GONE, "    to: vaek\n"),
            (BOOK, LOST_AND_REMINDED, ""),
            (NEVER, "rykkertrin: [1, 2]", "fornyelser: [2]"),
            (BOOK, "  vaek:\n", "  §vaek:\n"),
        ],
        "standstill",
        {"lifecycle": "bog", "phase": "vaek"},
        f"{LENT}, rykker_sendt trin=1, bog_meldt_vaek",
        {"gebyr_ved_rykker": "altid"},
    ),
    (
        "task that waits for a lifecycle that moves, and for a task that does not stand then",
        [
            at(
                BOOK,
                REPLACE,
                "{done_by: [bog_erstattet, bog_afleveret], due",
                f"{{{AFTER_CARD}, waits_for: rykker, due",
            ),
            at(BOOK, AWAIT, "while: {rykker: [sendt]}, waits_for: rykker", READ_WHILE_STILL),
            (BOOK, GONE, "    to: vaek\n"),
            (BOOK, LOST_AND_REMINDED, ""),
            (NEVER, "rykkertrin: [1, 2]", "fornyelser: [2]"),
            (BOOK, "  vaek:\n", "  §vaek:\n"),
        ],
        "standstill",
        {"lifecycle": "bog", "phase": "vaek"},
        f"{LENT}, rykker_sendt trin=1, bog_meldt_vaek",
        {"gebyr_ved_rykker": "altid"},
    ),
    (
        "task that ends with an event that a mark beside it refuses",
        [
            at(OTHER, ANSWER, "{done_by: rykker_besvaret", "{repeats: true, done_by: bog_fornyet"),
            (OTHER, "  sendt:\n", "  §sendt:\n"),
        ],
        "standstill",
        {"lifecycle": "rykker", "phase": "sendt"},
        f"{LENT}, bog_fornyet, bog_fornyet, rykker_sendt trin=1",
        {"gebyr_ved_rykker": "aldrig"},
    ),
    (
        "prohibition of an event that waits for a task",
        [(NEVER, "  uden_leder:", f"{REMINDED}  uden_leder:")],
        "invariant-broken",
        {"name": "afleveret_med_rykker"},
        f"{LENT}, rykker_sendt trin=2, bog_afleveret",
        {},
    ),
    (
        "prohibition of an event until a task beside it is done",
        [(NEVER, "  uden_leder:", f"{RENEWED_UNPAID}  uden_leder:")],
        "invariant-broken",
        {"name": "fornyet_foer_gebyr"},
        f"{LENT}, rykker_sendt trin=1, bog_fornyet",
        {},
    ),
    (
        "deadline without a start",
        [(BOOK, FROM, FROM.replace(", without_start: ingen_frist", "").replace("{within", "§{within"))],
        "deadline-no-start",
        {"task": "aflever", "event": "kort_skrevet"},
        LENT,
        {"hvem_foerst": "skolen"},
    ),
    (
        "deadline without a start beside another that has one",
        [
            (
                BOOK,
                FROM,
                f"{STARTLESS}{STARTLESS.replace('§', '').replace('skolen', 'barnet').replace('fornyet', 'laant')}",
            )
        ],
        "deadline-no-start",
        {"task": "aflever", "event": "bog_fornyet"},
        LENT,
        {"hvem_foerst": "skolen"},
    ),
    (
        "deadline without a start in a part of a part",
        [
            (BOOK, FROM, FROM.replace(", without_start: ingen_frist", "").replace("{within", "§{within")),
            (FRIST, CHOSEN, IN_PARTS),
        ],
        "deadline-no-start",
        {"task": "aflever", "event": "kort_skrevet"},
        LENT,
        {"hvem_foerst": "skolen"},
    ),
    (
        "deadline counted from another lifecycle",
        [(OTHER, "due: {within: {days: 8}, after: rykker_sendt", "due: §{within: {days: 8}, after: bog_fornyet")],
        "deadline-no-start",
        {"task": "besvar", "event": "bog_fornyet"},
        f"{LENT}, rykker_sendt trin=1",
        {},
    ),
    (
        "deadline counted from a lifecycle that does not run beside",
        [(OTHER, "due: {within: {days: 8}, after: rykker_sendt", "due: §{within: {days: 8}, after: spil_begyndt")],
        "deadline-no-start",
        {"task": "besvar", "event": "spil_begyndt"},
        f"{LENT}, rykker_sendt trin=1",
        {},
    ),
    (
        "prohibition that can be broken",
        [(NEVER, "  uden_leder:", f"{FULL.replace('fuldt', '§fuldt')}  uden_leder:")],
        "invariant-broken",
        {"name": "fuldt_fornyet"},
        f"{LENT}, bog_fornyet, bog_fornyet",
        {},
    ),
    (
        "phase nobody comes to",
        [(BOOK, GONE, GONE.replace("vaek", "ude")), (BOOK, "  vaek:\n", "  §vaek:\n"), (BOOK, REPLACED, "")],
        "phase-unreachable",
        {"name": "vaek"},
        "",
        {},
    ),
    (
        "move nobody makes",
        [
            (
                OTHER,
                "when: {trin: [2]}, keep: {rykkertrin: trin}, source",
                "when: {trin: [2], bog: [hjemme]}, keep: {rykkertrin: trin}, source",
            ),
            (OTHER, "  - {event: rykker_sendt, from: [sendt]", "  - §{event: rykker_sendt, from: [sendt]"),
        ],
        "move-never",
        {"name": "rykker_sendt"},
        "",
        {},
    ),
    (
        "open point that nothing leads to",
        [
            (
                OTHER,
                "follows:\n",
                f"{OPEN}follows:\n",
            )
        ],
        "move-never",
        {"name": "rykker_sendt"},
        "",
        {},
    ),
]


@pytest.mark.parametrize("seed", [row[1:] for row in SEEDED], ids=[row[0] for row in SEEDED])
def test_seeded_defect_is_proved_with_a_shortest_way(seed: Any) -> None:
    """One defect in sound lifecycles is one finding there, told with a shortest way to it that is true."""
    edits, code, details, events, witness = seed
    files, (place,) = living(edits)
    rules, plain = loaded(files)
    (finding,) = (one for group in prove_lifecycles(rules.model) for one in group.findings)
    assert found(finding) == (code, *place, None)
    assert details.items() <= dict(finding.details).items()
    assert dict(finding.witness or {}) == witness
    assert finding.message("da") != finding.message("en")
    assert finding.help("da") != finding.help("en")
    if code in DETAILS:
        assert finding.details["events"] == events
        assert shows(finding, rules, plain, "bog")
        assert wrongs(plain, "bog") == {told(finding): len(way(finding, rules))}


ONLY_TASK: list[Edit] = [
    (OTHER, f"{ANSWER}: {{days: 8}}, after: rykker_sendt, source: [XX-001]}}}}\n", ""),
    (NEVER, "  uden_leder:", f"{RENEWED_UNPAID}  uden_leder:"),
]


@pytest.mark.parametrize(
    "edits", [*(row[1] for row in SEEDED), ONLY_TASK], ids=[*(row[0] for row in SEEDED), "the only task of a phase"]
)
def test_a_defect_is_seen_wherever_others_were_seen_before(edits: list[Edit]) -> None:
    """What a watch sees in a state does not depend on which states it has seen before."""
    rules, _ = loaded(living(edits)[0])
    _, another, seen = watched(rules, "bog")
    assert all(another().wrong(code) == suspicions for code, suspicions in seen.items())


TORN = """\
  aaben: {owner: skoleleder, tasks: {spil: {done_by: [spil_slut, kort_fundet], no_deadline: ingen_frist}}}
  stille: {rest: true}
  vaek: {rest: true}
  sendt: {rest: true}
  ude: {rest: true}
moves:
  - {event: spil_begyndt, from: [lukket], under: {gebyr_ved_rykker: [altid]}, to: aaben, source: [XX-001]}
  - {event: spil_slut, from: [aaben], under: {gebyr_ved_rykker: [aldrig]}, to: stille, source: [XX-001]}
  - {event: spil_slut, from: [aaben], under: {gebyr_ved_rykker: [altid, efter_skoen]}, to: lukket, source: [XX-001]}
  - {event: kort_fundet, from: [aaben], to: stille, source: [XX-001]}
  - {event: kort_fundet, from: [lukket], under: {gebyr_ved_rykker: [aldrig]}, to: vaek, source: [XX-001]}
  - {event: spil_begyndt, from: [stille, ude], to: vaek, source: [XX-001]}
  - {event: spil_slut, from: [lukket], under: {gebyr_ved_rykker: [efter_skoen]}, to: ude, source: [XX-001]}
  - {event: kort_fundet, from: [stille], under: {gebyr_ved_rykker: [aldrig]}, to: sendt, source: [XX-001]}
"""


def torn() -> dict[str, str]:
    """Give rules that forbid what two options of one reading lead to, first or only, and what is near under one."""
    never = "".join(
        FULL.replace("fuldt_fornyet", name).replace(ASKED, f"spil: [{name}]") for name in ("stille", "sendt", "vaek")
    )
    under = "spil: [vaek]}\n    under: {gebyr_ved_rykker: [altid]"
    never += FULL.replace("fuldt_fornyet", "vaek_altid").replace(ASKED, under)
    game = LIVING[ALONE][LIVING[ALONE].index("  aaben:") :]
    edits = [(ALONE, game, TORN), (NEVER, "  uden_leder:", f"{never}  uden_leder:")]
    edits.append((EVENTS, "events:\n", f"events:\n{words('kort_fundet')}"))
    return living(edits)[0]


def test_a_way_that_takes_a_reading_in_two_ways_is_no_way() -> None:
    """What two options of one reading lead to first is told with a way that takes one, if there is one."""
    rules, plain = loaded(torn())
    findings = [finding for group in prove_lifecycles(rules.model) for finding in group.findings]
    assert {one.details["name"]: (one.details["events"], dict(one.witness or {})) for one in findings} == {
        "stille": ("spil_begyndt, kort_fundet", {"gebyr_ved_rykker": "altid"}),
        "vaek": ("kort_fundet", {"gebyr_ved_rykker": "aldrig"}),
        "vaek_altid": ("spil_begyndt, kort_fundet, spil_begyndt", {"gebyr_ved_rykker": "altid"}),
    }
    assert all(shows(finding, rules, plain, "spil") for finding in findings)


def test_progress_is_told() -> None:
    """Whoever waits hears how many states there are so far, also while a doubtful way is gone over again."""
    model = loaded(torn())[0].model
    told: list[int] = []
    proofs = prove_lifecycles(model, told.append)
    assert len(told) > len(proofs)
    assert all(1 <= states <= max(proof.states for proof in proofs) for states in told)
    told.clear()
    (proof,) = prove_lifecycles(trivselrules.load("trivselplus").model, told.append)
    assert told == sorted(told)
    assert len(told) == -(-proof.states // 500)
    assert told[-1] <= proof.states


HARMLESS: list[tuple[str, list[Edit]]] = [
    ("nothing", []),
    ("moves in another order", [(BOOK, BACK, ""), (BOOK, HOME, f"{HOME}{BACK}")]),
    ("tasks in another order", [(BOOK, AWAIT, ""), (BOOK, CARD_LOST, f"{AWAIT}{CARD_LOST}")]),
    ("a move for each phase", [(BOOK, BACK, BACK.replace("ude, vaek", "ude") + BACK.replace("ude, vaek", "vaek"))]),
    ("values in another order", [(OTHER, REMIND, REMIND.replace("[1, 2]", "[2, 1]"))]),
    ("a prohibition of what cannot be", [(NEVER, "  uden_leder:", f"{NOWHERE}  uden_leder:")]),
]


@pytest.mark.parametrize("edits", [row[1] for row in HARMLESS], ids=[row[0] for row in HARMLESS])
def test_harmless_rewrite_is_as_sound(edits: list[Edit]) -> None:
    """A rewrite that changes nothing gives no finding, and as many states; each group is proved by itself."""
    rules, _ = loaded(living(edits)[0])
    proofs = prove_lifecycles(rules.model)
    assert [(one.lifecycles, one.states) for one in proofs] == [(("bog", "rykker"), 119), (("spil",), 2)]
    assert [finding for one in proofs for finding in one.findings] == []


# A book that is gone is waited for until the reminders for it have come to an end, and there is nothing else to do.
ONLY_WAITING = [
    at(BOOK, REPLACE, "{done_by: [bog_erstattet, bog_afleveret], due", "{waits_for: rykker, due"),
    (BOOK, AWAIT, ""),
    (BOOK, CARD_LOST, ""),
    (BOOK, GONE, GONE.replace("stille", "sendt")),
    at(BOOK, "{rykker: [sendt]}, undetermined: gebyr", "sendt", "stille"),
    (BOOK, BACK, BACK.replace("ude, vaek", "ude")),
]


def test_a_lifecycle_that_waits_for_one_that_moves_does_not_stand_still() -> None:
    """A phase with nothing to do but to wait is no standstill while the lifecycle waited for can move."""
    edits = [
        *ONLY_WAITING,
        (BOOK, REPLACED, "follows:\n  - {event: rykker_besvaret, from: [vaek], to: hjemme, source: [XX-001]}\n"),
    ]
    rules, _ = loaded(living(edits)[0])
    proofs = prove_lifecycles(rules.model)
    assert [finding for one in proofs for finding in one.findings] == []


ANSWER = "      besvar: {done_by: rykker_besvaret, due: {within: {days: 8}, after: rykker_sendt, source: [XX-001]}}\n"
PAY = "      betal:\n        done_by: gebyr_betalt\n        under: {gebyr_ved_rykker: [altid, efter_skoen]}\n"
PAY += "        no_deadline: gebyr\n        rests_on: gebyr\n"
CIRCLE = [*ONLY_WAITING, (BOOK, REPLACED, ""), (OTHER, ANSWER, "      besvar: {waits_for: bog}\n")]
FOUND_AGAIN = "      erstat: {done_by: bog_fornyet, no_deadline: ingen_frist}\n"
FOUND_AGAIN += "      skriv_kort: {done_by: kort_skrevet, after: [erstat], no_deadline: ingen_frist}\n"
FOUND_AGAIN += "      §: {done_by: bog_erstattet, under: {hvem_foerst: [barnet]}, no_deadline: ingen_frist}\n"
WAITING = [
    ("two wait for each other", [*CIRCLE, (OTHER, PAY, "")]),
    ("one of two that wait has something to do under some options", CIRCLE),
    ("one of two that wait has something to do", [*CIRCLE, (OTHER, PAY, PAY.replace(PAY.split("\n")[2] + "\n", ""))]),
    (
        "a task after one that waits for a task",
        [
            (BOOK, REPLACE, FOUND_AGAIN.replace("§", "laes")),
            (BOOK, CARD_LOST, ""),
            (BOOK, AWAIT, ""),
        ],
    ),
]


@pytest.mark.parametrize("edits", [row[1] for row in WAITING], ids=[row[0] for row in WAITING])
def test_who_waits_in_vain_stands_still(edits: list[Edit]) -> None:
    """Lifecycles that wait, for each other or for a task, stand still where the reference says, under its readings."""
    rules, plain = loaded(living(edits)[0])
    findings = [finding for finding in prove_lifecycles(rules.model)[0].findings if finding.code in DETAILS]
    assert {told(finding): len(way(finding, rules)) for finding in findings} == wrongs(plain, "bog")
    assert any(finding.code == "standstill" for finding in findings)
    assert all(shows(finding, rules, plain, "bog") for finding in findings)


IDLE = """\
  aaben: {rest: true}
moves:
  - {event: spil_begyndt, from: [lukket], to: aaben, source: [XX-001]}
  - {event: spil_slut, from: [aaben], to: lukket, source: [XX-001]}
"""


def test_a_lifecycle_without_tasks_is_proved() -> None:
    """What is always at rest may change without anybody having anything to do, and come to what is forbidden."""
    game = LIVING[ALONE][LIVING[ALONE].index("  aaben:") :]
    never = FULL.replace("fuldt_fornyet", "aaben").replace(ASKED, "spil: [aaben]")
    rules, _ = loaded(living([(ALONE, game, IDLE), (NEVER, "  uden_leder:", f"{never}  uden_leder:")])[0])
    proof = prove_lifecycles(rules.model)[-1]
    assert (proof.lifecycles, proof.states, proof.steps) == (("spil",), 2, 2)
    assert [finding.details["events"] for finding in proof.findings] == ["spil_begyndt"]


IN_PART = CHOSEN.replace("{set: {begynder: bog_laant}, source: [XX-001]}", "{use: laant}")
BEGINNINGS = [
    CHOSEN,
    f"  use: begynd\nparts:\n  begynd:\n{CHOSEN.replace('  ', '    ')}",
    f"{IN_PART}parts:\n  laant: {{set: {{begynder: bog_laant}}, source: [XX-001]}}\n",
]


@pytest.mark.parametrize("tree", BEGINNINGS, ids=["in the tree", "in a part", "in a part below an option"])
def test_a_deadline_counts_from_what_its_readings_set(tree: str) -> None:
    """Under each option a deadline counts from the event that is set under it, however the decision is written."""
    for option, wrong in (("barnet", []), ("skolen", ["kort_skrevet"])):
        due = FROM.replace("without_start: ingen_frist", f"under: {{hvem_foerst: [{option}]}}")
        rules, _ = loaded(living([(BOOK, FROM, due), (FRIST, CHOSEN, tree)])[0])
        (group, _) = prove_lifecycles(rules.model)
        assert [(f.code, f.details["event"]) for f in group.findings] == [("deadline-no-start", e) for e in wrong]


@pytest.mark.parametrize("tree", BEGINNINGS, ids=["in the tree", "in a part", "in a part below an option"])
def test_what_deadlines_count_from_is_what_the_files_say(tree: str) -> None:
    """The events that deadlines count from are those behind `after`, and those that a decision there may give."""
    rules, _ = loaded(living([(FRIST, CHOSEN, tree)])[0])
    files = [yaml.load(LIVING[name], reference.LOADER) for name in (BOOK, OTHER)]
    named = {due["after"] for file in files for due in dues(file) if "within" in due}
    assert "frist.begynder" in named
    counted = (named - {"frist.begynder"}) | {"bog_laant", "kort_skrevet"}
    assert set(counting_events(rules.open("bog").machine, rules.model)) == counted
    assert counting_events(rules.open("spil").machine, rules.model) == ()


def dues(node: Any) -> Iterator[Plain]:
    """Give whatever stands behind `due` anywhere in a file."""
    if isinstance(node, dict):
        due = node.get("due", [])
        yield from due if isinstance(due, list) else [due]
        for inner in node.values():
            yield from dues(inner)


def test_the_limit_of_states_is_told_with_what_multiplies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lifecycles with more states than can be gone through are refused, naming what multiplies, most first."""
    monkeypatch.setattr(exploration, "MAX_STATES", 50)
    model = loaded(LIVING)[0].model
    first, second = prove_lifecycles(model)
    (finding,) = first.findings
    assert (first.lifecycles, finding.location) == (("bog", "rykker"), model.lifecycles["bog"].location)
    assert (finding.code, finding.details["limit"], first.states, first.steps) == ("states-too-many", "50", 0, 0)
    assert finding.details["what"].startswith("bog (")
    assert finding.location == loaded(LIVING)[0].model.lifecycles[first.lifecycles[0]].location
    assert "rykker (" in finding.message("en")
    assert (second.states, second.findings) == (2, ())
    monkeypatch.setattr(exploration, "MAX_STATES", 119)
    assert [proof.findings for proof in prove_lifecycles(loaded(LIVING)[0].model)] == [(), ()]


def test_what_multiplies_is_told_by_how_much() -> None:
    """Of lifecycles with too many states, the one that has been in most places is named first."""
    told = exploration.TooManyStatesError({"a": 10, "b": 40, "c": 20}).finding()
    assert told.details["what"] == "b (40), c (20), a (10)"


# --- the shipped lifecycles -------------------------------------------------------------------------------------------


@cache
def shipped_texts() -> dict[str, str]:
    """Give the shipped files as they are."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((RULES / "trivselplus").glob("*.yaml"))}


@cache
def shipped_file(name: str) -> Plain:
    """Give a shipped file as plain data."""
    data: Plain = reference.typed(yaml.load(shipped_texts()[name], reference.LOADER))
    return data


def rewritten(*changes: tuple[str, Callable[[Plain], object]]) -> dict[str, str]:
    """Give the shipped files with changes to the data of some of them."""
    files = {name: deepcopy(shipped_file(name)) for name, _ in changes}
    for name, change in changes:
        change(files[name])
    without_cases = {name: text for name, text in shipped_texts().items() if not name.endswith(".cases.yaml")}
    return {**without_cases, **texts_of(files)}


def moves_of(lifecycle: Plain, event: str) -> list[Plain]:
    """Give the moves that an event makes in its own lifecycle."""
    return [move for move in lifecycle["moves"] if move["event"] == event]


def drop_guard(lifecycle: Plain) -> None:
    """Let the transition begin whatever the phase of the case is."""
    for move in moves_of(lifecycle, "overgang_besluttet"):
        del move["when"]["sag"]


def drop_await(lifecycle: Plain) -> None:
    """Let the local leader be written to before the parents have agreed."""
    lifecycle["phases"]["tilbage_til_trin_1_2"]["tasks"]["send_screeningsvurdering"]["after"].clear()


def drop_start(lifecycle: Plain) -> None:
    """Count the 24 hours from what has not happened yet."""
    lifecycle["phases"]["modtaget"]["tasks"]["vurder_alvor"]["due"][0]["after"] = "screenet"


def close_nothing(lifecycle: Plain) -> None:
    """Let a case that has been handed over never be closed."""
    for move in moves_of(lifecycle, "sag_lukket"):
        move.pop("to", None)


def forbid_rest(never: Plain) -> None:
    """Forbid what can well be: that a case is at rest."""
    never["never"]["aldrig_i_ro"] = {"da": "x", "en": "z", "when": {"sag": ["i_ro"]}, "source": ["TP-207"]}


def swap_phases(lifecycle: Plain) -> None:
    """Send what is acute where the rest goes."""
    for move in moves_of(lifecycle, "alvor_vurderet"):
        move["to"] = "hos_raadgiver" if move["to"] == "akut" else move["to"]


DEFECTS = (
    ("forloeb.yaml", drop_guard),
    ("underretning.yaml", drop_await),
    ("underretning.yaml", drop_start),
    ("underretning.yaml", swap_phases),
    ("sag.yaml", close_nothing),
    ("invariants.yaml", forbid_rest),
)
SHOWN = {
    ("invariant-broken", "nb_reglen_ved_overgang"),
    ("invariant-broken", "kontakt_foer_samtykke"),
    ("invariant-broken", "aldrig_i_ro"),
    ("standstill", "sag", "overleveret"),
    ("deadline-no-start", "vurder_alvor", "screenet"),
}


def test_defects_in_the_shipped_lifecycles_are_proved() -> None:
    """A copy with a defect of every kind: each is found, and its way shows it and would not with an event less."""
    rules, plain = loaded(rewritten(*DEFECTS))
    (proved,) = prove_lifecycles(rules.model)
    ways = {told(finding): finding for finding in proved.findings if finding.code in DETAILS}
    assert ways.keys() >= SHOWN
    assert ("phase-unreachable", "akut") in {(one.code, one.details.get("name")) for one in proved.findings}
    assert "move-never" in {finding.code for finding in proved.findings}
    for finding in ways.values():
        assert shows(finding, rules, plain, "forloeb"), finding.message("en")
        events = finding.details["events"].split(", ")
        for number in range(len(events)):
            fewer = ", ".join(events[:number] + events[number + 1 :]) or "-"
            less = Finding(finding.code, None, FrozenMap({**finding.details, "events": fewer}), None, finding.witness)
            assert not shows(less, rules, plain, "forloeb"), fewer


def backwards(lifecycle: Plain) -> None:
    """Write everything whose order says nothing the other way round."""
    lifecycle["moves"].reverse()
    lifecycle["follows"] = lifecycle.get("follows", [])[::-1]
    lifecycle["phases"] = dict(reversed(lifecycle["phases"].items()))
    for phase in lifecycle["phases"].values():
        phase["tasks"] = dict(reversed(phase.get("tasks", {}).items()))


def test_the_shipped_lifecycles_are_sound_whichever_way_they_are_written() -> None:
    """Written backwards, the shipped lifecycles are proved: nothing forbidden happens and nothing stands still."""
    names = ("forloeb.yaml", "sag.yaml", "underretning.yaml")
    rules, _ = loaded(rewritten(*((name, backwards) for name in names)))
    seen: list[int] = []
    (proved,) = prove_lifecycles(rules.model, seen.append)
    assert proved.findings == ()
    assert proved.states > 10_000
    assert proved.steps > 100_000
    assert list(check_forbidden(rules.model)) == []
    assert len(seen) > 10, "whoever waits is told how far it has come"
    assert seen == sorted(seen)
