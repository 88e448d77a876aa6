# SPDX-License-Identifier: MPL-2.0
"""A small rule set about measurements, of a garden, and tables of them: nothing in the code knows of either."""

from __future__ import annotations

from pathlib import Path

import trivselrules
from trivselrules import RuleSet

__all__ = ["GARDEN", "HEADER", "garden", "garden_folder", "table"]


def _labelled(name: str, rest: str) -> str:
    return (
        f"  {name}:\n    label:\n      da: {name}\n      en: {name}\n"
        f"    question:\n      da: Hvilken {name}?\n      en: Which {name}?\n{rest}"
    )


def _words(kind: str, *names: str) -> str:
    return f"  {kind}:\n" + "".join(f"    {name}:\n      da: {name}\n      en: {name}\n" for name in names)


def _label(name: str) -> str:
    return f"  {name}:\n    da: {name}\n    en: {name}\n"


_POINTS = "    type: number\n    from: 0\n    to: 10\n    step: 0.5\n"

GARDEN: dict[str, str] = {
    "rule_set.yaml": """\
rule_set: have
version: "1"
title:
  da: Have
  en: Garden
documents:
  bog:
    title:
      da: Havebogen
      en: The garden book
readings:
  seks: for_sig
  rust: uden
parameters:
  mindst: unset
""",
    "vocabulary.yaml": (
        "facts:\n"
        + _labelled("sort", "    type: sort\n")
        + _labelled("seer", "    type: seer\n")
        + _labelled("tid", "    type: tid\n")
        + _labelled("point", _POINTS)
        + _labelled("foer", _POINTS)
        + _labelled("nu", _POINTS)
        + _labelled("skridt", "    type: number\n")
        + _labelled("lus", "    type: number\n    from: 0\n")
        + _labelled("bed", "    type: bed\n")
        + _labelled("alder", "    type: age\n")
        + _labelled("under_glas", "    type: boolean\n")
        + _labelled("antal", "    type: integer\n    from: 0\n    to: 99\n")
        + "outcomes:\n"
        + "".join(map(_label, ("klasse", "groen", "blevet_groen", "vej", "kasse", "sorter", "hvem", "tider")))
        + "terms:\n"
        + _words("sort", "roser", "bregner", "bladlus", "rust")
        + _words("seer", "gartner", "nabo")
        + _words("tid", "saaet", "vokset", "hoestet")
        + _words("bed", "nord", "syd", "vest")
        + _words("klasse", "lav", "seks", "hoej")
        + _words("vej", "op", "samme", "ned")
        + _words("kasse", "ung", "gammel")
        + "parameters:\n"
        "  mindst:\n    label:\n      da: mindst\n      en: least\n    type: integer\n    open_point: smaa_bede\n"
    ),
    "sources.yaml": "facts:\n  HA-001:\n    document: bog\n    section: Side 1\n    da: Alt gror.\n    en: It grows.\n",
    "open_points.yaml": """\
open_points:
  smaa_bede:
    point: A-001
    title:
      da: Små bede
      en: Small beds
    why:
      da: Bogen siger intet.
      en: The book says nothing.
  seks:
    point: A-002
    title:
      da: Præcis seks
      en: Exactly six
    why:
      da: Bogen siger intet.
      en: The book says nothing.
    readings:
      seks:
        question:
          da: Er seks grønt?
          en: Is six green?
        options:
          for_sig:
            da: ved ikke
            en: unknown
          groent:
            da: grønt
            en: green
        default: for_sig
        because:
          da: bogen tier
          en: the book is silent
  rust:
    point: A-003
    title:
      da: Rust
      en: Rust
    why:
      da: Bogen siger intet.
      en: The book says nothing.
    readings:
      rust:
        question:
          da: Er rust med?
          en: Is rust included?
        options:
          uden:
            da: uden
            en: without
          med:
            da: med
            en: with
        default: uden
        because:
          da: bogen tier
          en: the book is silent
""",
    "notices.yaml": "notices:\n  hver_for_sig:\n    basis: ours\n    da: Hver for sig.\n    en: Each by itself.\n",
    "klassen.yaml": """\
decision: klassen
title:
  da: Hvilken klasse?
  en: Which class?
outcome:
  klasse: {type: klasse, required: true}
tree:
  ask: point
  answers:
    under 6: {set: {klasse: lav}, source: [HA-001]}
    6: {set: {klasse: seks}, source: [HA-001]}
    over 6: {set: {klasse: hoej}, source: [HA-001]}
""",
    "farven.yaml": """\
decision: farven
title:
  da: Er det grønt?
  en: Is it green?
outcome:
  groen: {type: boolean}
  blevet_groen: {type: boolean}
tree:
  all:
    - ask: nu
      answers:
        under 6: {set: {groen: false}, source: [HA-001]}
        6:
          reading: seks
          options:
            for_sig: {}
            groent: {set: {groen: true}, source: [HA-001]}
        over 6: {set: {groen: true}, source: [HA-001]}
    - ask: foer
      answers:
        over 6: {set: {blevet_groen: false}, source: [HA-001]}
        under 6, 6:
          ask: nu
          answers:
            under 6, 6: {set: {blevet_groen: false}, source: [HA-001]}
            over 6: {set: {blevet_groen: true}, source: [HA-001]}
""",
    "vejen.yaml": """\
decision: vejen
title:
  da: Hvilken vej?
  en: Which way?
outcome:
  vej: {type: vej, required: true}
tree:
  ask: skridt
  answers:
    under 0: {set: {vej: ned}, source: [HA-001]}
    0: {set: {vej: samme}, source: [HA-001]}
    over 0: {set: {vej: op}, source: [HA-001]}
""",
    "kassen.yaml": """\
decision: kassen
title:
  da: Hvilken kasse?
  en: Which box?
outcome:
  kasse: {type: kasse, required: true}
tree:
  ask: under_glas
  answers:
    false:
      ask: alder
      answers:
        under 2 years: {set: {kasse: ung}, source: [HA-001]}
        2 to 9 years: {set: {kasse: gammel}, source: [HA-001]}
        from 10 years: {undetermined: smaa_bede, source: [HA-001]}
    true: {set: {kasse: ung}, source: [HA-001]}
""",
    "sorterne.yaml": """\
decision: sorterne
title:
  da: Hvad måles?
  en: What is measured?
outcome:
  sorter: {type: sort, many: true, required: true}
tree:
  set: {sorter: [roser, bregner]}
  source: [HA-001]
  reading: rust
  options:
    uden: {}
    med: {set: {sorter: [{optional: rust}]}, source: [HA-001]}
""",
    "kravet.yaml": """\
decision: kravet
title:
  da: Hvad skal måles?
  en: What must be measured?
outcome:
  sorter: {type: sort, many: true, required: true}
  hvem: {type: seer, many: true, required: true}
  tider: {type: tid, many: true, required: true}
tree:
  set: {sorter: [roser], hvem: [gartner], tider: [saaet]}
  source: [HA-001]
  ask: under_glas
  answers:
    true: {}
    false: {set: {tider: [hoestet]}, source: [HA-001]}
""",
    "progression.yaml": """\
title:
  da: Haven
  en: The garden
source: [HA-001]
notice: [hver_for_sig]
open_points: [smaa_bede]
columns:
  case: plante
  date: dag
  indicator: sort
  perspective: seer
  phase: tid
  number: point
further:
  bed: {}
  alder: {}
  under_glas: {otherwise: false}
  antal: {}
better: higher
indicators:
  bladlus: {number: lus, better: lower}
allowed:
  sort: sorterne.sorter
series:
  first: foer
  last: nu
  change: skridt
results:
  - klassen.klasse
  - farven.groen
  - farven.blevet_groen
  - vejen.vej
  - kassen.kasse
required:
  indicator: kravet.sorter
  perspective: kravet.hvem
  phase: kravet.tider
spread: [klasse, vej]
counts:
  blevet_groen:
    da: blevet grøn
    en: turned green
    where: {blevet_groen: [true]}
    source: [HA-001]
  lav_i_nord:
    da: lav i nord
    en: low in the north
    where: {bed: [nord], klasse: [lav]}
  groen_seks:
    da: grøn
    en: green
    where: {groen: [true], seer: [gartner, nabo]}
    under: {seks: [groent]}
suppress_below: mindst
""",
}
HEADER = "plante;dag;sort;seer;tid;point"


def garden_folder(tmp_path: Path, files: dict[str, str] | None = None) -> Path:
    """Write the rule set, or one like it, as a folder called `have`."""
    folder = tmp_path / "have"
    folder.mkdir(exist_ok=True)
    for name, text in (files or GARDEN).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def garden(tmp_path: Path, files: dict[str, str] | None = None, **readings: str) -> RuleSet:
    """Load the rule set, or one like it."""
    return trivselrules.load(garden_folder(tmp_path, files), readings=readings)


def table(*rows: str, header: str = HEADER) -> bytes:
    """Give a table with these rows."""
    return "\n".join((header, *rows, "")).encode()
