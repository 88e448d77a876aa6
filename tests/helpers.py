# SPDX-License-Identifier: MPL-2.0
"""A small sound rule set, ways to damage it, and ways to say where the damage should be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from trivselrules.finding import Finding
from trivselrules.loading import read

HERE = "§"
ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "rules" / "trivselplus"

# A finding as tests compare it: code, file, line, column, nearest name.
Found = tuple[str, str, int, int, str | None]
Edit = tuple[str, str, str]
# What the fixture `as_kept` gives; see there.
AsKept = Callable[[Iterable[Finding]], None]

SOUND: dict[str, str] = {
    "rule_set.yaml": """\
rule_set: lille
version: "1"
title:
  da: Lille
  en: Small
documents:
  brev:
    title:
      da: Brev
      en: Letter
    file: brev.txt
readings:
  hvem_foerst: barnet
parameters:
  loft: 5
  dage_i_alt: 3
""",
    "vocabulary.yaml": """\
facts:
  trin:
    label:
      da: Trin
      en: Step
    question:
      da: Hvilket trin?
      en: Which step?
    type: integer
    from: 1
    to: 4
  farve:
    label:
      da: Farve
      en: Colour
    question:
      da: Hvilken farve?
      en: Which colour?
    values:
      roed:
        da: rød
        en: red
      blaa:
        da: blå
        en: blue
  skala:
    label:
      da: Skala
      en: Scale
    question:
      da: Hvor meget?
      en: How much?
    type: number
    from: 0
    to: {parameter: loft}
    step: 0.5
  alder:
    label:
      da: Alder
      en: Age
    question:
      da: Hvor gammel?
      en: How old?
    type: age
  klar:
    label:
      da: Klar
      en: Ready
    question:
      da: Er det klar?
      en: Is it ready?
    type: boolean
outcomes:
  leder:
    da: Leder
    en: Leader
  deltagere:
    da: Deltagere
    en: Participants
  frist:
    da: Frist
    en: Deadline
  antal:
    da: Antal
    en: Number
  vaegt:
    da: Vægt
    en: Weight
  aktiv:
    da: Aktiv
    en: Active
  kanal:
    da: Kanal
    en: Channel
role_kinds:
  chef:
    da: chef
    en: head
roles:
  skoleleder:
    kind: chef
    da: Skoleleder
    en: Head of school
  psykolog:
    da: Psykolog
    en: Psychologist
terms:
  channel:
    brevpost:
      da: brev
      en: letter
    telefon:
      da: telefon
      en: phone
parameters:
  loft:
    label:
      da: Loft
      en: Ceiling
    type: integer
    open_point: loftets_hoejde
  dage_i_alt:
    label:
      da: Dage
      en: Days
    type: integer
    open_point: loftets_hoejde
""",
    "sources.yaml": """\
facts:
  XX-001:
    document: brev
    section: Side 1
    da: Skolelederen leder.
    en: The head of school leads.
  XX-002:
    document: brev
    section: Side 2
    da: Brevet er sendt i maj.
    en: The letter was sent in May.
    account: documentation
    reason:
      da: Står i vejledningen.
      en: Stands in the guide.
""",
    "open_points.yaml": """\
open_points:
  loftets_hoejde:
    point: A-001
    title:
      da: Loftets højde
      en: The height of the ceiling
    why:
      da: Brevet siger det ikke.
      en: The letter does not say.
    source: [XX-001]
    about: [skala]
  raekkefoelge:
    point: A-002
    title:
      da: Rækkefølge
      en: Order
    why:
      da: Brevet kan læses på to måder.
      en: The letter can be read in two ways.
    readings:
      hvem_foerst:
        question:
          da: Hvem er først?
          en: Who is first?
        options:
          barnet:
            da: barnet
            en: the child
          skolen:
            da: skolen
            en: the school
        default: barnet
        because:
          da: det er enklest
          en: it is simplest
""",
    "notices.yaml": """\
notices:
  kun_trin_1_til_3:
    basis: document
    source: [XX-001]
    da: Gælder kun trin 1 til 3.
    en: Only for steps 1 to 3.
  husk_samtykke:
    basis: law
    da: Husk samtykke.
    en: Remember consent.
""",
    "moede.yaml": """\
decision: moede
title:
  da: Hvem leder mødet?
  en: Who leads the meeting?
sentence:
  da: "{leder} leder mødet."
  en: "{leder} leads the meeting."
outcome:
  leder: {type: role, required: true}
  deltagere: {type: role, many: true}
  frist: {type: duration}
  antal: {type: integer}
  vaegt: {type: number}
  aktiv: {type: boolean}
  kanal: {type: channel}
tree:
  ask: trin
  answers:
    1, 2: {use: tidligt}
    3:
      set: {leder: psykolog, vaegt: 0.5, aktiv: true}
      source: [XX-001]
      notice: [husk_samtykke]
    4: {not_applicable: kun_trin_1_til_3, source: [XX-001]}
parts:
  tidligt:
    set:
      leder: skoleleder
      deltagere: [{optional: psykolog}]
      frist: {weeks: 4}
      antal: {parameter: dage_i_alt}
    source: [XX-001]
    ask: farve
    answers:
      roed:
        reading: hvem_foerst
        options:
          barnet: {set: {kanal: brevpost}, source: [XX-001]}
          skolen: {set: {kanal: telefon}, source: [XX-001]}
      blaa: {all: [{use: med_alder}, {use: med_skala}, {use: med_klar}]}
  med_alder:
    ask: alder
    answers:
      under 6 years: {}
      6 to 17 years, from 18 years: {undetermined: raekkefoelge}
  med_skala:
    ask: skala
    answers:
      under 2.5: {}
      from 2.5: {}
  med_klar:
    ask: klar
    answers:
      true, false: {}
""",
    "moede.cases.yaml": """\
decision: moede
cases:
  - case: Trin 1, rød
    facts: {trin: 1, farve: roed}
    readings: {hvem_foerst: skolen}
    on: 2026-11-21
    outcome: {leder: skoleleder, deltagere: [{optional: psykolog}]}
    open_points: [hvem_foerst]
    notices: []
  - case: Trin 1, blå
    facts: {trin: 1, farve: blaa, alder: 96}
    undetermined: [raekkefoelge]
    missing: [skala, klar]
  - case: Trin 4
    facts: {trin: 4}
    not_applicable: kun_trin_1_til_3
""",
}

# Decisions whose outcomes are dates; they go with the words of `DATED`.
CADENCE = """\
decision: serie
title:
  da: Hvor tit?
  en: How often?
outcome:
  frist: {type: duration, required: true}
  varighed: {type: duration, required: true}
calendar:
  title:
    da: Møde
    en: Meeting
  every: frist
  lasts: varighed
tree: {set: {frist: {weeks: 4}, varighed: {hours: 1}}, source: [XX-001]}
"""
WINDOW = """\
decision: vindue
title:
  da: Hvornår?
  en: When?
outcome:
  frist: {type: duration, required: true}
  varsel: {type: duration, required: true}
  begynder: {type: event, required: true}
  gaelder: {type: event, required: true}
calendar:
  title:
    da: Opstart
    en: Start-up
  within: frist
  after: begynder
  at_least: varsel
  deadline_for: gaelder
  before: holdt
tree:
  set: {frist: {days: 14}, varsel: {working_days: 5}, begynder: bedt, gaelder: holdt}
  source: [XX-001]
"""
# What has to be added to the vocabulary of the sound rule set for them.
DATED: list[Edit] = [
    (
        "vocabulary.yaml",
        "  kanal:\n",
        "".join(f"  {name}:\n    da: x\n    en: z\n" for name in ("varighed", "varsel", "begynder", "gaelder"))
        + "  kanal:\n",
    ),
    (
        "vocabulary.yaml",
        "terms:\n",
        "terms:\n  event:\n" + "".join(f"    {name}:\n      da: x\n      en: z\n" for name in ("bedt", "holdt")),
    ),
    ("serie.yaml", "", CADENCE),
    ("vindue.yaml", "", WINDOW),
]

# The files by the letters that the tables of the tests use.
R, V, S, P, N, M, C = SOUND


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the marks out of `text` and give their lines and columns, from 1, in their order."""
    places = []
    while HERE in text:
        before, text = text.split(HERE, 1)
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
        text = before + text
    return text, places


def folder(tmp_path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a rule set folder called `lille`, with line ends and bytes exactly as given."""
    made = tmp_path / "lille"
    made.mkdir(exist_ok=True)
    for name, content in files.items():
        (made / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return made


def edited(
    edits: Iterable[Edit], sound: Mapping[str, str] = SOUND
) -> tuple[dict[str, str], list[tuple[str, int, int]]]:
    """Replace a passage that stands once in a file of a sound rule set; the marks say where findings are due.

    An empty passage stands for the whole file.
    """
    files = dict(sound)
    for name, old, new in edits:
        content = files.get(name, "")
        if old:
            assert content.count(old) == 1, f"{name} holds {content.count(old)} times: {old!r}"
        files[name] = content.replace(old, new) if old else new
    places = []
    for name, content in sorted(files.items()):
        files[name], marks = marked(content)
        places += [(name, line, column) for line, column in marks]
    return files, places


def found(finding: Finding) -> Found:
    """Give what tests compare of a finding, which must also be one that can be told; the file without its folder."""
    assert finding.location is not None
    assert all(tell(language).strip() for tell in (finding.message, finding.help) for language in ("da", "en"))
    assert "None" not in finding.details.values(), finding  # what its text needs was forgotten
    place = finding.location
    return finding.code, place.file.rsplit("/", 1)[-1], place.line, place.column, finding.nearest


def told(finding: Finding) -> str:
    """Give all there is to a finding, a line for each thing."""
    witness = "" if finding.witness is None else " ".join(f"{name}={value}" for name, value in finding.witness.items())
    more = {"nearest": finding.nearest, "witness": None if finding.witness is None else witness or "-"}
    lines = ((name, value) for name, value in {**finding.details, **more}.items() if value is not None)
    return "".join([f"{finding.code} {finding.location}\n", *(f"  {name}: {value}\n" for name, value in lines)])


def reading_of(tmp_path: Path, files: Mapping[str, str | bytes]) -> list[Found]:
    """Read a folder with these files, and give all its findings in their order."""
    return [found(finding) for finding in read(folder(tmp_path, files)).findings]


def expected(places: list[tuple[str, int, int]], *codes: str | tuple[str, str]) -> list[Found]:
    """Give the findings due at `places`; a pair is a code and the nearest name."""
    assert len(places) == len(codes), (places, codes)
    pairs = [code if isinstance(code, tuple) else (code, None) for code in codes]
    return [(code, *place, close) for place, (code, close) in zip(places, pairs, strict=True)]


# The names of the lifecycles there are; `living` has the small ones, and `own` one more.
LIFECYCLES = {"bog", "rykker", "spil", "hop"} | {
    path.stem for path in SHIPPED.glob("*.yaml") if "\nlifecycle:" in path.read_text(encoding="utf-8")
}
# The files of the folder `egen` that are about a rule of another rule set; see `own`.
ABOUT_OTHERS = {
    "moede.yaml": "changes",
    "bog.yaml": "changes",
    "serie.yaml": "replacement",
    "frist.yaml": "replacement",
}


def kind_of(path: str) -> str:
    """Give the kind of a rule file by its folder and name, which is also the name of its schema."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".yaml")
    if stem in ("rule_set", "vocabulary", "sources", "open_points", "notices", "events", "tasks", "invariants"):
        return stem
    if stem == "progression":
        return stem
    if folder == "egen" and name in ABOUT_OTHERS:
        return ABOUT_OTHERS[name]
    rule = "lifecycle" if stem.partition(".")[0] in LIFECYCLES else "decision"
    if stem.endswith(".cases"):
        return "cases" if rule == "decision" else "lifecycle_cases"
    return rule
