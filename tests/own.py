# SPDX-License-Identifier: MPL-2.0
"""A small rule set of one's own that uses every key there is for one, on top of the small one that lives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from helpers import Edit, Found, edited, found
from living import LIVING

from trivselrules.loading import Reading, read

__all__ = ["BASE", "EMPTY", "OWN", "own", "own_folder", "read_own", "reading_of_own", "word"]

_FORM = """\
  form:
    label:
      da: Form
      en: Shape
    question:
      da: Hvilken form?
      en: Which shape?
    values:
      rund:
        da: rund
        en: round
      kantet:
        da: kantet
        en: angular
"""
_ASKED = "  med_form:\n    ask: form\n    answers:\n      rund, kantet: {}\n"
BASE: dict[str, str] = edited(
    [
        ("vocabulary.yaml", "  skala:\n", f"{_FORM}  skala:\n"),
        ("moede.yaml", "{use: med_klar}]", "{use: med_klar}, {use: med_form}]"),
        ("moede.yaml", "  med_klar:\n", f"{_ASKED}  med_klar:\n"),
        ("moede.cases.yaml", "missing: [skala, klar]", "missing: [skala, klar, form]"),
    ],
    LIVING,
)[0]
RULE_SET = """\
rule_set: egen
version: "1"
title:
  da: Egen
  en: Own
extends: {rule_set: ../lille, version: "1"}
"""
EMPTY: dict[str, str] = {"rule_set.yaml": RULE_SET, "vocabulary.yaml": "add: {}\n"}
BECAUSE = "because:\n  da: Sådan er det her.\n  en: That is how it is here.\n"


def _because(indent: int) -> str:
    return "".join(f"{' ' * indent}{line}\n" for line in BECAUSE.splitlines())


# The files by the letters that the tables of the tests use.
R, V, S, P, N, E, T, U = (
    f"{kind}.yaml"
    for kind in ("rule_set", "vocabulary", "sources", "open_points", "notices", "events", "tasks", "invariants")
)
M, D, F, B, A, C = "moede.yaml", "serie.yaml", "frist.yaml", "bog.yaml", "spil.yaml", "moede.cases.yaml"
NY, HOP = "ny.yaml", "hop.yaml"

OWN: dict[str, str] = {
    R: RULE_SET
    + f"""\
documents:
  blad:
    title:
      da: Blad
      en: Leaflet
readings:
  hvem_foerst:
    choose: skolen
{_because(4)}\
  svar_hvornaar: straks
parameters:
  loft:
    choose: 6
{_because(4)}\
  stop: 1
""",
    V: f"""\
add:
  facts:
    form:
      values:
        oval:
          da: oval
          en: oval
    vejr:
      label:
        da: Vejr
        en: Weather
      question:
        da: Hvordan er vejret?
        en: How is the weather?
      type: vejr
  outcomes:
    sted:
      da: Sted
      en: Place
  role_kinds:
    hjaelper:
      da: hjælper
      en: helper
  roles:
    tolk:
      kind: hjaelper
      da: Tolk
      en: Interpreter
  terms:
    channel:
      due:
        da: brevdue
        en: carrier pigeon
    phase:
      nede:
        da: nede
        en: down
      oppe:
        da: oppe
        en: up
    vejr:
      sol:
        da: sol
        en: sun
      regn:
        da: regn
        en: rain
  parameters:
    stop:
      label:
        da: Stop
        en: Stop
      type: integer
      open_point: tavshed
change:
  facts:
    trin:
      label:
        da: Trappetrin
        en: Stair
      question:
        da: Hvilket trappetrin?
        en: Which stair?
{_because(6)}\
    farve:
      values:
        roed:
          da: rødlig
          en: reddish
{_because(6)}\
  outcomes:
    leder:
      da: Mødeleder
      en: Chair
{_because(6)}\
  role_kinds:
    chef:
      da: leder
      en: manager
{_because(6)}\
  roles:
    skoleleder:
      da: Rektor
      en: Principal
{_because(6)}\
  terms:
    channel:
      telefon:
        da: mobil
        en: mobile
{_because(8)}\
  parameters:
    loft:
      label:
        da: Højde
        en: Height
{_because(6)}\
""",
    S: """\
facts:
  EG-001:
    document: blad
    section: Side 1
    da: Tolken er med.
    en: The interpreter comes along.
""",
    P: """\
open_points:
  tavshed:
    point: B-001
    title:
      da: Tavshed
      en: Silence
    why:
      da: Bladet siger intet.
      en: The leaflet says nothing.
    readings:
      svar_hvornaar:
        question:
          da: Hvornår svares der?
          en: When is it answered?
        options:
          straks:
            da: straks
            en: at once
          senere:
            da: senere
            en: later
        default: senere
        because:
          da: det er roligst
          en: it is calmest
""",
    N: f"""\
notices:
  egen_bemaerkning:
    basis: ours
    da: Det er vores egen.
    en: It is our own.
change:
  husk_samtykke:
    da: Husk forældrenes samtykke.
    en: Remember the parents' consent.
{_because(4)}\
""",
    E: f"""\
events:
  hop_begyndt:
    da: der hoppes
    en: jumping has begun
  hop_slut:
    da: der hoppes ikke mere
    en: jumping is over
change:
  bog_laant:
    da: bogen er udlånt
    en: the book is on loan
{_because(4)}\
""",
    T: f"""\
tasks:
  hop:
    da: hop
    en: jump
    source: [EG-001]
change:
  laes:
    da: læs højt
    en: read aloud
{_because(4)}\
""",
    U: f"""\
never:
  hop_i_spil:
    da: der hoppes, mens der spilles
    en: there is jumping during a game
    when: {{hop: [oppe], spil: [aaben]}}
    source: [EG-001]
change:
  uden_leder:
    da: tolken leder mødet på trin 1
    en: the interpreter leads the meeting on step 1
    decision: moede
    when: {{trin: [1]}}
    outcome: {{leder: [tolk]}}
    source: [EG-001]
{_because(4)}\
""",
    M: f"""\
changes: lille/moede
{BECAUSE}\
title:
  da: Hvem leder mødet hos os?
  en: Who leads our meeting?
sentence:
  da: "{{leder}} leder mødet hos os."
  en: "{{leder}} leads our meeting."
answers:
  form:
    oval: {{use: med_tolk}}
parts:
  med_skala:
    ask: skala
    answers:
      under 3: {{}}
      from 3: {{set: {{kanal: due}}, source: [EG-001]}}
add:
  parts:
    med_tolk: {{set: {{deltagere: [tolk]}}, source: [EG-001], notice: [egen_bemaerkning]}}
""",
    D: f"""\
replaces: lille/serie
{BECAUSE}\
decision: serie
title:
  da: Hvor sjældent?
  en: How seldom?
sentence:
  da: "Hver {{frist}}."
  en: "Every {{frist}}."
outcome:
  frist: {{type: duration, required: true}}
  varighed: {{type: duration, required: true}}
calendar:
  title:
    da: Fest
    en: Party
  every: frist
  lasts: varighed
tree: {{use: hele}}
parts:
  hele: {{set: {{frist: {{weeks: 6}}, varighed: {{hours: 2}}}}, source: [EG-001]}}
""",
    F: f"""\
replaces: lille/frist
{BECAUSE}\
tree: {{set: {{frist: {{days: 20}}, begynder: bog_laant}}, source: [EG-001]}}
""",
    B: f"""\
changes: lille/bog
{BECAUSE}\
title:
  da: En bog, der lånes ud
  en: A book on loan
""",
    A: f"""\
lifecycle: spil
replaces: lille/spil
{BECAUSE}\
title:
  da: Et længere spil
  en: A longer game
phases:
  lukket: {{start: true, rest: true}}
  aaben: {{owner: tolk, tasks: {{spil: {{done_by: spil_slut, no_deadline: tavshed}}}}}}
moves:
  - {{event: spil_begyndt, from: [lukket], to: aaben, source: [EG-001]}}
  - {{event: spil_slut, from: [aaben], to: lukket, source: [EG-001]}}
""",
    NY: """\
decision: ny
title:
  da: Hvor er vi?
  en: Where are we?
outcome:
  sted: {type: vejr, required: true}
  antal: {type: integer}
tree:
  ask: vejr
  answers:
    sol: {set: {sted: sol, antal: {parameter: stop}}, source: [EG-001]}
    regn:
      set: {sted: regn}
      source: [EG-001]
      reading: svar_hvornaar
      options:
        straks: {}
        senere: {set: {antal: 1}, source: [EG-001]}
""",
    HOP: """\
lifecycle: hop
title:
  da: Hop
  en: A jump
phases:
  nede: {start: true, rest: true}
  oppe: {owner: tolk, tasks: {hop: {done_by: hop_slut, no_deadline: tavshed}}}
moves:
  - {event: hop_begyndt, from: [nede], to: oppe, source: [EG-001]}
  - {event: hop_slut, from: [oppe], to: nede, source: [EG-001]}
""",
    C: """\
decision: moede
cases:
  - case: Oval
    facts: {trin: 1, farve: blaa, alder: 1, skala: 2, klar: true, form: oval}
    outcome: {leder: skoleleder, deltagere: [{optional: psykolog}, tolk]}
    notices: [egen_bemaerkning]
  - case: Højt oppe
    facts: {trin: 1, farve: blaa, alder: 1, skala: 5, klar: true, form: rund}
    outcome: {kanal: due}
""",
}


def word(name: str, indent: int) -> str:
    """Write a name with a text in each language below it."""
    room = " " * indent
    return f"{room}{name}:\n{room}  da: x\n{room}  en: z\n"


def own(edits: Iterable[Edit], sound: Mapping[str, str] = OWN) -> tuple[dict[str, str], list[tuple[str, int, int]]]:
    """Replace a passage that stands once in a file of the own rule set, as `helpers.edited` does of the sound one."""
    return edited(edits, sound)


def own_folder(tmp_path: Path, files: Mapping[str, str] = OWN, base: Mapping[str, str] = BASE) -> Path:
    """Write an own rule set called `egen`, and beside it the one called `lille` that it extends."""
    for name, texts in (("lille", base), ("egen", files)):
        (tmp_path / name).mkdir(exist_ok=True)
        for file, text in texts.items():
            (tmp_path / name / file).write_text(text, "utf-8")
    return tmp_path / "egen"


def read_own(tmp_path: Path, files: Mapping[str, str] = OWN, base: Mapping[str, str] = BASE) -> Reading:
    """Read an own rule set written beside its base."""
    return read(own_folder(tmp_path, files, base))


def reading_of_own(tmp_path: Path, files: Mapping[str, str] = OWN, base: Mapping[str, str] = BASE) -> list[Found]:
    """Read an own rule set, and give all its findings in their order."""
    return [found(finding) for finding in read_own(tmp_path, files, base).findings]
