# SPDX-License-Identifier: MPL-2.0
"""A small sound rule set with two lifecycles that uses every key of their language: a book that is lent, and reminders.

It is the sound rule set of `helpers` with more: `bog` and `rykker` run beside each other, `spil` runs alone.
"""

from __future__ import annotations

from helpers import CADENCE, Edit, edited

__all__ = [
    "ALONE",
    "BOOK",
    "BOOK_CASES",
    "EVENTS",
    "FRIST",
    "GAME",
    "LIFECYCLES",
    "LIVING",
    "NEVER",
    "OTHER",
    "OTHER_CASES",
    "TASKS",
    "living",
]

EVENTS, TASKS, NEVER = "events.yaml", "tasks.yaml", "invariants.yaml"
BOOK, OTHER, ALONE, FRIST = "bog.yaml", "rykker.yaml", "spil.yaml", "frist.yaml"
BOOK_CASES, OTHER_CASES = "bog.cases.yaml", "rykker.cases.yaml"


# How every lifecycle of the game begins.
GAME = """\
lifecycle: spil
title:
  da: Et spil
  en: A game
phases:
  lukket: {start: true, rest: true}
"""


def _words(names: str, indent: int = 0) -> str:
    """Write names with a text in each language."""
    room = " " * indent
    return "".join(
        f"{room}{name}:\n{room}  da: {name} på dansk\n{room}  en: {name} in English\n" for name in names.split()
    )


_READINGS = """\
  gebyr:
    point: A-003
    title:
      da: Gebyr
      en: Fee
    why:
      da: Brevet siger ikke, om der er et gebyr.
      en: The letter does not say whether there is a fee.
    readings:
      gebyr_ved_rykker:
        question:
          da: Koster en rykker noget?
          en: Does a reminder cost anything?
        options:
          altid:
            da: altid
            en: always
          aldrig:
            da: aldrig
            en: never
          efter_skoen:
            da: efter skøn
            en: by judgement
        default: altid
        because:
          da: det er det sædvanlige
          en: it is the usual
  ingen_frist:
    point: A-004
    title:
      da: Ingen frist
      en: No deadline
    why:
      da: Brevet giver ingen frist.
      en: The letter gives no deadline.
    about: [trin]
"""

_TERMS = "".join(
    f"  {kind}:\n{_words(names, 4)}"
    for kind, names in {
        "phase": "hjemme ude vaek stille sendt aaben lukket",
        "mark": "bogens_farve fornyelser omhu rykkertrin",
        "mark_value": "roed blaa almindelig saerlig",
    }.items()
)
_ADDED: list[Edit] = [
    ("rule_set.yaml", "  hvem_foerst: barnet\n", "  hvem_foerst: barnet\n  gebyr_ved_rykker: altid\n"),
    ("vocabulary.yaml", "  kanal:\n", _words("varighed begynder", 2) + "  kanal:\n"),
    (
        "vocabulary.yaml",
        "terms:\n",
        f"terms:\n{_TERMS}",
    ),
    ("open_points.yaml", "  raekkefoelge:\n", f"{_READINGS}  raekkefoelge:\n"),
    ("serie.yaml", "", CADENCE),
    (
        FRIST,
        "",
        """\
decision: frist
title:
  da: Hvornår skal bogen tilbage?
  en: When is the book due?
outcome:
  frist: {type: duration, required: true}
  begynder: {type: event, required: true}
tree:
  set: {frist: {days: 30}}
  source: [XX-001]
  reading: hvem_foerst
  options:
    barnet: {set: {begynder: bog_laant}, source: [XX-001]}
    skolen: {set: {begynder: kort_skrevet}, source: [XX-001]}
""",
    ),
    (
        EVENTS,
        "",
        """\
events:
  bog_laant:
    da: bogen er lånt
    en: the book has been lent
    facts: [farve, klar]
    source: [XX-001]
  kort_skrevet:
    da: kortet er skrevet
    en: the card has been written
  bog_indbundet:
    da: bogen er bundet ind
    en: the book has been covered
  bog_laest:
    da: der er læst i bogen
    en: the book has been read in
  bog_fornyet:
    da: lånet er fornyet
    en: the loan has been renewed
  bog_afleveret:
    da: bogen er afleveret
    en: the book has been returned
  bog_meldt_vaek:
    da: bogen er meldt væk
    en: the book has been reported lost
  bog_erstattet:
    da: bogen er erstattet
    en: the book has been replaced
  rykker_sendt:
    da: der er sendt en rykker
    en: a reminder has been sent
    facts: [trin]
  rykker_besvaret:
    da: rykkeren er besvaret
    en: the reminder has been answered
  gebyr_betalt:
    da: gebyret er betalt
    en: the fee has been paid
  spil_begyndt:
    da: spillet er begyndt
    en: the game has begun
  spil_slut:
    da: spillet er slut
    en: the game is over
""",
    ),
    (
        TASKS,
        "",
        """\
tasks:
  skriv_kort:
    da: skriv kortet
    en: write the card
    channel: brevpost
    together_with: [{preferably: psykolog}, skoleleder]
    source: [XX-001]
    notice: [husk_samtykke]
  indbind:
    da: bind bogen ind
    en: cover the book
    source: [XX-001]
  laes:
    da: læs i bogen
    en: read in the book
    open_points: [raekkefoelge]
  aflever:
    da: aflevér bogen
    en: return the book
    source: [XX-001]
  erstat:
    da: erstat bogen
    en: replace the book
    source: [XX-001]
  afvent_svar:
    da: afvent svaret på rykkeren
    en: wait for the answer to the reminder
    source: [XX-001]
  besvar:
    da: svar på rykkeren
    en: answer the reminder
    source: [XX-001]
  betal:
    da: betal gebyret
    en: pay the fee
    open_points: [gebyr]
  spil:
    da: spil
    en: play
    source: [XX-001]
""",
    ),
    (
        BOOK,
        "",
        """\
lifecycle: bog
title:
  da: En bog, der lånes
  en: A book that is lent
beside: [rykker]
marks:
  bogens_farve: {values: [roed, blaa], in: [ude, vaek]}
  fornyelser: {count_to: 2, in: [ude]}
  omhu:
    values: [almindelig, saerlig]
    in: [ude]
    tasks:
      saerlig:
        indbind: {done_by: bog_indbundet, due: {within: {weeks: 1}, after: bog_laant, source: [XX-001]}}
phases:
  hjemme: {start: true, rest: true}
  ude:
    owner: skoleleder
    source: [XX-001]
    notice: [husk_samtykke]
    tasks:
      skriv_kort:
        done_by: kort_skrevet
        due:
          - {within: {hours: 2}, after: bog_laant, under: {hvem_foerst: [barnet]}, source: [XX-001]}
          - {undetermined: ingen_frist, under: {hvem_foerst: [skolen]}}
      laes: {done_by: [bog_laest], repeats: true, actor: psykolog, no_deadline: ingen_frist}
      aflever:
        done_by: bog_afleveret
        after: [{task: skriv_kort, under: {hvem_foerst: [barnet]}}]
        due:
          - {within: frist.frist, after: frist.begynder, without_start: ingen_frist}
          - {at_least: {days: 0}, before: bog_erstattet}
        rests_on: ingen_frist
        source: [XX-001]
        notice: [husk_samtykke]
  vaek:
    owner: psykolog
    tasks:
      erstat: {done_by: [bog_erstattet, bog_afleveret], due: {next: serie, source: [XX-001]}}
      skriv_kort: {done_by: kort_skrevet, while: {rykker: [stille]}, no_deadline: ingen_frist}
      afvent_svar: {while: {rykker: [sendt]}, waits_for: rykker}
moves:
  - event: bog_laant
    from: [hjemme]
    when: {klar: [false]}
    keep: {bogens_farve: farve}
    set: {fornyelser: 0, omhu: almindelig}
    to: ude
    source: [XX-001]
  - event: bog_laant
    from: [hjemme]
    when: {klar: [true]}
    keep: {bogens_farve: farve}
    set: {fornyelser: 0, omhu: saerlig}
    done: [skriv_kort]
    to: ude
    source: [XX-001]
    notice: [husk_samtykke]
  - {event: bog_indbundet, from: [ude], when: {omhu: [saerlig]}, set: {omhu: almindelig}, source: [XX-001]}
  - {event: bog_fornyet, from: [ude], when: {fornyelser: [0, 1]}, set: {fornyelser: next}, source: [XX-001]}
  - event: bog_meldt_vaek
    from: [ude]
    unless_done: aflever
    when: {rykker: [stille]}
    to: vaek
    rests_on: ingen_frist
  - {event: bog_meldt_vaek, from: [ude], when: {rykker: [sendt]}, undetermined: gebyr, source: [XX-001]}
  - {event: bog_afleveret, from: [ude, vaek], to: hjemme, source: [XX-001]}
  - {event: bog_erstattet, from: [vaek], to: hjemme, source: [XX-001]}
""",
    ),
    (
        OTHER,
        "",
        """\
lifecycle: rykker
title:
  da: Rykkere for en bog
  en: Reminders for a book
beside: [bog]
marks:
  rykkertrin: {values: [1, 2], in: [sendt]}
phases:
  stille: {start: true, rest: true}
  sendt:
    owner: psykolog
    tasks:
      besvar: {done_by: rykker_besvaret, due: {within: {days: 8}, after: rykker_sendt, source: [XX-001]}}
      betal:
        done_by: gebyr_betalt
        under: {gebyr_ved_rykker: [altid, efter_skoen]}
        no_deadline: gebyr
        rests_on: gebyr
moves:
  - event: rykker_sendt
    from: [stille]
    when: {trin: [1, 2], bog: [ude]}
    keep: {rykkertrin: trin}
    to: sendt
    source: [XX-001]
  - {event: rykker_sendt, from: [stille], when: {trin: [3, 4], bog: [ude]}, undetermined: raekkefoelge}
  - {event: rykker_sendt, from: [sendt], when: {trin: [2]}, keep: {rykkertrin: trin}, source: [XX-001]}
  - {event: rykker_besvaret, from: [sendt], under: {gebyr_ved_rykker: [altid]}, to: stille, rests_on: gebyr}
  - event: rykker_besvaret
    from: [sendt]
    under: {gebyr_ved_rykker: [aldrig, efter_skoen]}
    to: stille
    source: [XX-001]
follows:
  - {event: bog_afleveret, from: [sendt], to: stille, source: [XX-001]}
""",
    ),
    (
        ALONE,
        "",
        f"""\
{GAME}  aaben: {{owner: skoleleder, tasks: {{spil: {{done_by: spil_slut, no_deadline: ingen_frist}}}}}}
moves:
  - {{event: spil_begyndt, from: [lukket], to: aaben, source: [XX-001]}}
  - {{event: spil_slut, from: [aaben], to: lukket, source: [XX-001]}}
""",
    ),
    (
        NEVER,
        "",
        """\
never:
  afleveret_uden_kort:
    da: en bog afleveres, før kortet er skrevet
    en: a book is returned before the card is written
    event: bog_afleveret
    when: {bog: [ude]}
    unless_done: skriv_kort
    under: {hvem_foerst: [barnet]}
    source: [XX-001]
  rykket_for_en_bog_hjemme:
    da: der er rykket for en bog, der er hjemme
    en: there is a reminder for a book that is at home
    when: {bog: [hjemme], rykkertrin: [1, 2]}
    source: [XX-001]
  uden_leder:
    da: mødet ledes af psykologen på trin 1
    en: the psychologist leads the meeting on step 1
    decision: moede
    when: {trin: [1]}
    outcome: {leder: [psykolog]}
    source: [XX-001]
""",
    ),
    (
        BOOK_CASES,
        "",
        """\
lifecycle: bog
cases:
  - case: Lånt, og kortet skrevet
    readings: {hvem_foerst: barnet}
    events:
      - {on: 2026-09-01T10:00+02:00, event: bog_laant, farve: roed, klar: false}
    on: 2026-10-02
    phase: ude
    beside: {rykker: stille}
    owner: skoleleder
    marks: {bogens_farve: roed, fornyelser: 0, omhu: almindelig}
    open: [skriv_kort, laes]
    waiting: [aflever]
    due: {skriv_kort: 2026-09-01T12:00+02:00, aflever: 2026-10-01}
    overdue: [skriv_kort, aflever]
    notices: []
    tasks:
      skriv_kort: {channel: brevpost, deadlines: [{at: 2026-09-01T12:00+02:00}], notices: [husk_samtykke]}
      laes: {actor: psykolog, deadlines: [{undetermined: ingen_frist}], open_points: [raekkefoelge, ingen_frist]}
      aflever: {deadlines: [{at: 2026-10-01}, {at_least: {days: 0}, before: bog_erstattet}]}
    open_points: []
  - case: Afleveret for tidligt
    events:
      - {on: 2026-09-01, event: bog_laant, farve: roed, klar: false}
      - {on: 2026-09-02, event: bog_afleveret}
    refused: {event: bog_afleveret, waits_for: [skriv_kort]}
  - case: Meldt væk, mens der er rykket
    events:
      - {on: 2026-09-01, event: bog_laant, farve: roed, klar: true}
      - {on: 2026-09-03, event: rykker_sendt, trin: 1}
      - {on: 2026-09-04, event: bog_meldt_vaek}
    undetermined: [gebyr]
  - case: Lånt uden en farve
    events:
      - {on: 2026-09-01, event: bog_laant, klar: false}
    missing: [farve]
""",
    ),
    (
        OTHER_CASES,
        "",
        """\
lifecycle: rykker
cases:
  - case: Der rykkes ikke for en bog, der er hjemme
    events:
      - {on: 2026-09-01, event: rykker_sendt, trin: 1}
    refused: {event: rykker_sendt, needs: {bog: [ude]}}
""",
    ),
]

LIVING: dict[str, str] = edited(_ADDED)[0]
LIFECYCLES = (BOOK, OTHER, ALONE)


def living(edits: list[Edit]) -> tuple[dict[str, str], list[tuple[str, int, int]]]:
    """Replace a passage that stands once in a file of this rule set, as `helpers.edited` does of the sound one."""
    return edited(edits, LIVING)
