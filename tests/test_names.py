# SPDX-License-Identifier: MPL-2.0
"""Names that do not exist: each is found where it stands, alone, with the name that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import SOUND, AsKept, C, Edit, M, N, P, R, S, V, edited, expected, folder, found

from trivselrules.catalog.names import NAMES
from trivselrules.loading import load, read
from trivselrules.nearest import fold, name_list, nearest

Code = str | tuple[str, str]
USE, LEDER, SET = "    1, 2: {use: tidligt}", "  leder: {type: role, required: true}\n", "leder: psykolog, "
CITED, POINT = "      source: [XX-001]\n      notice", "open_point: loftets_hoejde\n  dage"
TERMS = "  channel:\n    brevpost:"
ONE_CASE = "decision: §{}\ncases:\n  - case: x\n    facts: {{}}\n"
SECOND_POINT = """\
  anden:
    point: A-003
    title:
      da: x
      en: z
    why:
      da: x
      en: z
    readings:
      §hvem_foerst:
        question:
          da: x
          en: z
        options:
          a:
            da: x
            en: z
          b:
            da: x
            en: z
        default: a
        because:
          da: x
          en: z
"""
UNKNOWN: list[tuple[str, list[Edit], Code]] = [
    ("fact", [(M, "  ask: trin\n", "  ask: §trinn\n")], ("unknown-fact", "trin")),
    ("declared outcome", [(M, LEDER, LEDER + "  §ledr: {type: role}\n")], ("unknown-outcome", "leder")),
    ("outcome", [(M, SET, "§ledr: psykolog, leder: psykolog, ")], ("unknown-outcome", "leder")),
    ("type", [(M, "{type: channel}", "{type: §chanel}")], ("unknown-type", "channel")),
    ("type below", [(M, "{type: channel}", "\n    type: §chanel")], ("unknown-type", "channel")),
    ("role", [(M, SET, "leder: §psykologi, ")], ("unknown-role", "psykolog")),
    ("role with reservation", [(M, "[{optional: psy", "[{optional: §spy")], ("unknown-role", "psykolog")),
    ("role among others", [(M, "optional: psykolog", "at_least_one_of: [psykolog, §xyzzy]")], "unknown-role"),
    ("role that is a term", [(M, SET, "leder: §telefon, ")], "unknown-role"),
    ("term", [(M, "kanal: brevpost", "kanal: §brevpst")], ("unknown-term", "brevpost")),
    ("word of a point", [(P, "about: [skala]", "about: [§skla]")], ("unknown-term", "skala")),
    ("kind of role", [(V, "    kind: chef", "    kind: §chf")], ("unknown-role-kind", "chef")),
    ("chosen parameter", [(R, "  loft: 5", "  §lofte: 5")], ("unknown-parameter", "loft")),
    ("parameter", [(M, "{parameter: dage_i_alt}", "{parameter: §dage_alt}")], ("unknown-parameter", "dage_i_alt")),
    ("bounding parameter", [(V, "{parameter: loft}", "{parameter: §lofte}")], ("unknown-parameter", "loft")),
    ("part", [(M, USE, "    1, 2: {use: §tidlig}")], ("unknown-part", "tidligt")),
    ("source of a rule", [(M, CITED, CITED.replace("XX-001", "§XX-101"))], ("unknown-source", "XX-001")),
    ("source of a notice", [(N, "[XX-001]", "[§XX-101]")], ("unknown-source", "XX-001")),
    ("source of a point", [(P, "[XX-001]", "[§XX-101]")], ("unknown-source", "XX-001")),
    ("document", [(S, "brev\n    section: Side 1", "§breve\n    section: Side 1")], ("unknown-document", "brev")),
    ("notice", [(M, "[husk_samtykke]", "[§husk_samtyke]")], ("unknown-notice", "husk_samtykke")),
    ("excuse", [(M, "kun_trin_1_til_3,", "§kun_trin_1_til_4,")], ("unknown-notice", "kun_trin_1_til_3")),
    (
        "open point",
        [(M, "undetermined: raekkefoelge", "undetermined: §raekke")],
        ("unknown-open-point", "raekkefoelge"),
    ),
    ("point of a parameter", [(V, POINT, POINT.replace("lo", "§la", 1))], ("unknown-open-point", "loftets_hoejde")),
    ("reading", [(M, "reading: hvem_foerst", "reading: §hvem_forst")], ("unknown-reading", "hvem_foerst")),
    ("chosen reading", [(R, "hvem_foerst: barnet", "§hvem_forst: barnet")], ("unknown-reading", "hvem_foerst")),
    ("option", [(M, "          skolen: {set", "          §skole: {set")], ("unknown-option", "skolen")),
    ("default option", [(P, "default: barnet", "default: §barn")], ("unknown-option", "barnet")),
    ("chosen option", [(R, "hvem_foerst: barnet", "hvem_foerst: §barn")], ("unknown-option", "barnet")),
    ("placeholder", [(M, 'da: "{leder}', 'da: §"{lder}')], ("unknown-placeholder", "leder")),
    ("placeholder in English", [(M, 'en: "{leder}', 'en: §"{lder}')], ("unknown-placeholder", "leder")),
    ("placeholder without name", [(M, 'en: "{leder}', 'en: §"{leder} {}')], "unknown-placeholder"),
    ("decision that is not its file", [(M, "decision: moede", "decision: §mode")], "name-differs"),
    ("cases that are not their file", [(C, "decision: moede", "decision: §mode")], "name-differs"),
    ("cases without decision", [("x.cases.yaml", "", ONE_CASE.format("x"))], "unknown-decision"),
    ("cases of another", [("mode.cases.yaml", "", ONE_CASE.format("mode"))], ("unknown-decision", "moede")),
    ("no cases of no decision", [("x.cases.yaml", "", "decision: §x\ncases: []\n")], "unknown-decision"),
    ("kind called role", [(V, TERMS, TERMS.replace("  channel", "  §role: {}\n  channel"))], "name-reserved"),
    ("kind called like a type", [(V, TERMS, TERMS.replace("  channel", "  §integer: {}\n  channel"))], "name-reserved"),
    # cases
    ("fact of a case", [(C, "{trin: 4}", "{§trinn: 4}")], ("unknown-fact", "trin")),
    ("fact a case misses", [(C, "[skala, klar]", "[§skla, klar]")], ("unknown-fact", "skala")),
    ("reading of a case", [(C, "{hvem_foerst: skolen}", "{§hvem_forst: skolen}")], ("unknown-reading", "hvem_foerst")),
    ("option of a case", [(C, "{hvem_foerst: skolen}", "{hvem_foerst: §skole}")], ("unknown-option", "skolen")),
    ("outcome of a case", [(C, "{leder: skoleleder", "{§ledr: skoleleder")], ("unknown-outcome", "leder")),
    ("role of a case", [(C, "{leder: skoleleder", "{leder: §skoleledr")], ("unknown-role", "skoleleder")),
    (
        "point of a case",
        [(C, "open_points: [hvem_foerst]", "open_points: [§hvem_forst]")],
        ("unknown-open-point", "hvem_foerst"),
    ),
    ("reading as undetermined", [(C, "[raekkefoelge]", "[§hvem_foerst]")], "unknown-open-point"),
    ("notice of a case", [(C, "notices: []", "notices: [§husk_samtyke]")], ("unknown-notice", "husk_samtykke")),
    ("excuse of a case", [(C, "kun_trin_1_til_3", "§kun_trin_1_til_4")], ("unknown-notice", "kun_trin_1_til_3")),
]


@pytest.mark.parametrize(("edits", "code"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN])
def test_unknown_name_is_one_finding(edits: list[Edit], code: Code, tmp_path: Path, as_kept: AsKept) -> None:
    """A name that does not exist is found where it stands, and nothing that only follows from it is said."""
    files, places = edited(edits)
    findings = read(folder(tmp_path, files)).findings
    assert list(map(found, findings)) == expected(places, code)
    as_kept(findings)


def test_name_that_nobody_could_mean_leaves_the_word_unused(tmp_path: Path, as_kept: AsKept) -> None:
    """Where no name is near, the word that is no longer used is said as well."""
    files, places = edited([(M, "ask: alder", "ask: §xyzzy"), (V, "  alder:\n", "  §alder:\n")])
    findings = read(folder(tmp_path, files)).findings
    assert list(map(found, findings)) == expected(places, "unknown-fact", "unused-fact")
    as_kept(findings)


def test_a_name_in_a_part_that_nothing_leads_to_is_told_without_a_situation(tmp_path: Path) -> None:
    """A name that does not exist is found in a part that no rule uses, where there is no situation to tell it with."""
    files, places = edited([(M, "parts:\n", "parts:\n  §ekstra: {notice: [§husk_samtyke]}\n")])
    findings = read(folder(tmp_path, files)).findings
    assert sorted(map(found, findings)) == sorted(expected(places, "unused-part", ("unknown-notice", "husk_samtykke")))
    assert [finding.witness for finding in findings] == [None, None]


def test_name_taken_twice_names_the_first_line(tmp_path: Path, as_kept: AsKept) -> None:
    """A reading that stands under two points is found the second time, with the line of the first."""
    files, places = edited([(P, "", SOUND[P] + SECOND_POINT)])
    findings = read(folder(tmp_path, files)).findings
    assert list(map(found, findings)) == expected(places, "name-taken")
    as_kept(findings)


def test_reading_that_is_named_as_a_fact_names_the_line_of_the_fact(tmp_path: Path, as_kept: AsKept) -> None:
    """A situation is told by names alone, so none can stand for a fact and a reading; both are known all the same."""
    files, places = edited([(P, "      hvem_foerst:\n", "      §farve:\n")])
    for file in (R, M, C):
        files[file] = files[file].replace("hvem_foerst", "farve")
    findings = read(folder(tmp_path, files)).findings
    assert list(map(found, findings)) == expected(places, "name-taken")
    as_kept(findings)


def test_known_names_are_told_in_the_order_of_the_files(tmp_path: Path) -> None:
    """The names that exist are listed in the order of the files, the same at every run."""
    files, _ = edited([(P, "about: [skala]", "about: [skla]")])
    finding = read(folder(tmp_path, files)).findings[0]
    names = "trin, farve, skala, alder, klar, skoleleder, psykolog, brevpost, telefon"
    assert finding.details["known"] == names
    assert finding.message("da") == "ordet `skla` findes ikke; mente du `skala`?"
    assert finding.help("da") == f"Kendte navne: {names}."
    assert finding.message("en") == "the term `skla` does not exist; did you mean `skala`?"


def test_there_is_a_message_for_every_kind_of_name() -> None:
    """Every kind of name that can be unknown and is declared in a file can also be unused."""
    unknown = {code.removeprefix("unknown-") for code in NAMES if code.startswith("unknown-")}
    unused = {code.removeprefix("unused-") for code in NAMES if code.startswith("unused-")}
    assert unused <= unknown


@pytest.mark.parametrize(
    ("word", "names", "name"),
    [
        ("Ærø-skole", ["aeroe_skole", "aeroskole"], "aeroe_skole"),
        ("BLÅ", ["blaa", "bla"], "blaa"),
        ("bla\u030a", ["blaa", "bla"], "blaa"),
        (" leder ", ["leder", "lederen"], "leder"),
        ("skoleledr", ["psykolog", "skoleleder"], "skoleleder"),
        ("xyzzy", ["psykolog", "skoleleder"], None),
        ("", ["psykolog"], None),
        ("x", [], None),
        ("x" * 100_000, ["x" * 80, "y"], "x" * 80),
    ],
)
def test_nearest_name(word: str, names: list[str], name: str | None) -> None:
    """A name that differs only in spelling wins, then the most like; a name that is like none has no nearest."""
    assert nearest(word, names) == name


def test_names_fold_like_ids() -> None:
    """Folding spells a word as an id is spelt."""
    assert fold("Pædagogisk leder-ÆØÅ") == "paedagogisk_leder_aeoeaa"


def test_long_lists_of_names_are_cut_to_the_like() -> None:
    """Few names are listed in their order; of many only those that are like the word, or the first."""
    many = [f"navn_{number}" for number in range(30)]
    assert name_list("x", []) == "-"
    assert name_list("x", many[:12]) == ", ".join(many[:12])
    assert name_list("navn_17", many).startswith("navn_17, ")
    assert name_list("navn_17", many).endswith(", …")
    assert name_list("qqq", many) == ", ".join([*many[:12], "…"])


def test_rule_set_with_only_warnings_can_be_used(tmp_path: Path) -> None:
    """Warnings are kept with the rule set, and do not stop it."""
    files, _ = edited([(M, "parts:\n", "parts:\n  ubrugt: {undetermined: raekkefoelge, source: [XX-001]}\n")])
    rules = load(folder(tmp_path, files))
    assert [finding.code for finding in rules.warnings] == ["unused-part"]
    assert rules.decide("moede", trin=3).outcome["leder"] == "psykolog"
