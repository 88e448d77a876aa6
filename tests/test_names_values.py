# SPDX-License-Identifier: MPL-2.0
"""Values that do not fit what they are given for, words nobody uses, and choices nobody made."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import SHIPPED, AsKept, C, Edit, M, N, P, R, S, V, edited, expected, folder, found, reading_of

from trivselrules.analysis.names import allowed_answers
from trivselrules.domains import Scale
from trivselrules.loading import read

SET, KANAL, LIST = "leder: psykolog, ", "kanal: brevpost", "[{optional: psykolog}]"
TEXT = "    da: x\n    en: z\n"
TEXTS = "    title:\n      da: x\n      en: z\n    why:\n      da: x\n      en: z\n"
LABELS = "    label:\n      da: x\n      en: z\n    question:\n      da: x\n      en: z\n"
LABEL = "    label:\n      da: x\n      en: z\n"
ACCOUNT = "    account: documentation\n    reason:\n      da: Står i vejledningen.\n      en: Stands in the guide.\n"
READINGS = "    readings:\n      §ny:\n        question:\n          da: x\n          en: z\n        options:\n"
READINGS += "".join(f"          {name}:\n            da: x\n            en: z\n" for name in ("a", "b"))
READINGS += "        default: a\n        because:\n          da: x\n          en: z\n"
FARVE = "  farve:\n    label:\n      da: Farve\n      en: Colour\n"
VALUES = "    values:\n      roed:\n        da: rød\n        en: red\n      blaa:\n        da: blå\n        en: blue\n"
CHOSEN = "  hvem_foerst: barnet\n"
FOUND: list[tuple[str, list[Edit], list[str]]] = [
    # answers
    ("answer in English", [(M, "      true, false:", "      §yes, §no:")], ["answer-form"] * 2),
    ("decimal comma in an answer", [(M, "under 2.5:", "§under 2,5:")], ["decimal-comma"]),
    ("decimal commas in an interval", [(M, "      from 2.5: {}", "      §2,5 to 4,5, 5: {}")], ["decimal-comma"]),
    ("decimal comma in a quoted answer", [(M, "under 2.5:", '"under 1, §1,5, 2":')], ["decimal-comma"]),
    ("age without unit", [(M, "under 6 years:", "§under 6:")], ["answer-scale"]),
    ("number with unit", [(M, "under 2.5:", "§under 2 years:")], ["answer-scale"]),
    ("number out of reach", [(M, "      from 2.5: {}\n", "      from 2.5: {}\n      §from 6: {}\n")], ["answer-scale"]),
    ("value out of reach", [(M, "    3:\n", "    3, §5:\n")], ["answer-form"]),
    ("ends the wrong way round", [(M, "    3:\n", "    §4 to 3:\n")], ["answer-form"]),
    ("decimal for a whole number", [(M, "    3:\n", "    3, §3.5:\n")], ["answer-form"]),
    ("word for a number", [(M, "    3:\n", "    §tre:\n")], ["answer-form"]),
    # parameters and domains
    ("decimal as whole parameter", [(R, "loft: 5", "loft: §5.5")], ["parameter-type"]),
    ("true as number parameter", [(R, "loft: 5", "loft: §true")], ["parameter-type"]),
    ("quoted number as parameter", [(R, "loft: 5", 'loft: §"5"')], ["parameter-type"]),
    ("unset parameter", [(R, "loft: 5", "loft: §unset")], ["parameter-unset"]),
    ("parameter not chosen", [(R, "  loft: 5\n", ""), (V, "  loft:\n", "  §loft:\n")], ["parameter-unset"]),
    (
        "scale without numbers",
        [(V, "  trin:\n", "  §trin:\n"), (V, "    from: 1\n", "    from: 9\n")],
        ["domain-empty"],
    ),
    ("parameter below the scale", [(V, "  skala:\n", "  §skala:\n"), (R, "loft: 5", "loft: -1")], ["domain-empty"]),
    ("step of nothing", [(V, "  skala:\n", "  §skala:\n"), (V, "step: 0.5", "step: 0")], ["domain-empty"]),
    ("step backwards", [(V, "  skala:\n", "  §skala:\n"), (V, "step: 0.5", "step: -1")], ["domain-empty"]),
    (
        "fact without values",
        [(V, "  klar:\n", f"  §§ny:\n{LABELS}    values: {{}}\n  klar:\n")],
        ["domain-no-values", "unused-fact"],
    ),
    (
        "fact that lost its values",
        [(V, FARVE, FARVE.replace("  farve", "  §farve") + "    values: {}\n"), (V, VALUES, "")],
        ["domain-no-values"],
    ),
    ("decimal bound of whole numbers", [(V, "    from: 1\n", "    from: §1.5\n")], ["domain-form"]),
    # values of outcomes
    ("number as role", [(M, SET, "leder: §5, ")], ["outcome-type"]),
    ("true as role", [(M, SET, "leder: §true, ")], ["outcome-type"]),
    ("duration as role", [(M, SET, "leder: §{weeks: 1}, ")], ["outcome-type"]),
    ("reservation for one role", [(M, SET, "leder: §{optional: psykolog}, ")], ["outcome-type"]),
    ("parameter as role", [(M, SET, "leder: §{parameter: loft}, ")], ["outcome-type"]),
    (
        "number as term",
        [(M, KANAL, "kanal: §7"), (V, "    brevpost:\n", "    §brevpost:\n")],
        ["outcome-type", "unused-term"],
    ),
    ("word as number", [(M, "vaegt: 0.5", "vaegt: §psykolog")], ["outcome-type"]),
    ("true as number", [(M, "vaegt: 0.5", "vaegt: §true")], ["outcome-type"]),
    ("duration as number", [(M, "vaegt: 0.5", "vaegt: §{weeks: 1}")], ["outcome-type"]),
    ("ja as boolean", [(M, "aktiv: true", "aktiv: §ja")], ["outcome-type"]),
    ("number as boolean", [(M, "aktiv: true", "aktiv: §1")], ["outcome-type"]),
    ("number parameter as boolean", [(M, "aktiv: true", "aktiv: §{parameter: loft}")], ["outcome-type"]),
    ("number as duration", [(M, "{weeks: 4}", "§4")], ["outcome-type"]),
    ("reservation as duration", [(M, "{weeks: 4}", "§{optional: psykolog}")], ["outcome-type"]),
    ("list for one value", [(M, SET, "§leder: [psykolog], ")], ["outcome-many"]),
    ("two for one value", [(M, SET, "§leder: [psykolog, skoleleder], ")], ["outcome-many"]),
    ("one value for a list", [(M, f"deltagere: {LIST}", "§deltagere: psykolog")], ["outcome-one"]),
    ("two wrong types on a list", [(M, LIST, "[§{weeks: 4}, §5]")], ["outcome-type"] * 2),
    ("outcome of a case", [(C, "{leder: skoleleder, ", "{leder: §5, ")], ["outcome-type"]),
    ("list of a case", [(C, "{leder: skoleleder, ", "{§leder: [skoleleder], ")], ["outcome-many"]),
    ("one of a case", [(C, f"deltagere: {LIST}", "§deltagere: psykolog")], ["outcome-one"]),
    # facts and dates of cases
    ("number of a case out of reach", [(C, "{trin: 4}", "{trin: §5}")], ["value-unknown"]),
    ("number between steps", [(C, "alder: 96", "alder: 96, skala: §2.3")], ["value-unknown"]),
    ("quoted number in a case", [(C, "{trin: 4}", '{trin: §"4"}')], ["value-type"]),
    ("decimal in a case", [(C, "{trin: 4}", "{trin: §4.5}")], ["value-type"]),
    ("true for a word", [(C, "farve: blaa", "farve: §true")], ["value-type"]),
    ("word of YAML 1.1 for a value", [(C, "farve: blaa", "farve: §no")], ["value-unknown"]),
    ("date that does not exist", [(C, "2026-11-21", "§2026-02-30")], ["case-date"]),
    # choices and sources
    (
        "no reading chosen",
        [(R, f"readings:\n{CHOSEN}", ""), (P, "      hvem_foerst:\n", "      §hvem_foerst:\n")],
        ["reading-not-chosen"],
    ),
    (
        "value without a source of its own",
        [(M, "{set: {kanal: brevpost}, source: [XX-001]}", "§{set: {kanal: brevpost}}")],
        ["no-source"],
    ),
    (
        "value with an empty source",
        [(M, "{set: {kanal: brevpost}, source: [XX-001]}", "§{set: {kanal: brevpost}, source: []}")],
        ["no-source"],
    ),
    (
        "statement that nobody cites",
        [(S, "  XX-002:\n", "  §XX-003:\n    document: brev\n    section: x\n    da: x\n    en: z\n  XX-002:\n")],
        ["uncited-source"],
    ),
    (
        "statement that only an open point names",
        [
            (S, "  XX-002:\n", "  §XX-003:\n    document: brev\n    section: x\n    da: x\n    en: z\n  XX-002:\n"),
            (P, "    source: [XX-001]\n", "    source: [XX-001, XX-003]\n"),
        ],
        ["uncited-source"],
    ),
    (
        "statement that is cited and accounted for",
        [
            (S, "  XX-002:\n", "  §XX-002:\n"),
            (M, "      source: [XX-001]\n      no", "      source: [XX-002]\n      no"),
        ],
        ["account-and-citation"],
    ),
    (
        "document's notice without source",
        [
            (
                N,
                "  kun_trin_1_til_3:\n    basis: document\n    source: [XX-001]\n",
                "  §kun_trin_1_til_3:\n    basis: document\n",
            )
        ],
        ["notice-without-source"],
    ),
    # words nobody uses
    ("fact", [(V, "  klar:\n", f"  §ekstra:\n{LABELS}    type: age\n  klar:\n")], ["unused-fact"]),
    ("outcome", [(V, "outcomes:\n", f"outcomes:\n  §ekstra:\n{TEXT}")], ["unused-outcome"]),
    (
        "outcome that a decision promises and never gives",
        [(M, "  vaegt: {", "  §vaegt: {"), (M, "leder: psykolog, vaegt: 0.5", "leder: psykolog")],
        ["unused-outcome"],
    ),
    ("role", [(V, "  psykolog:\n", f"  §ekstra:\n{TEXT}  psykolog:\n")], ["unused-role"]),
    ("kind of role", [(V, "role_kinds:\n", f"role_kinds:\n  §ekstra:\n{TEXT}")], ["unused-role-kind"]),
    ("term", [(V, "    telefon:\n", "    §ekstra:\n      da: x\n      en: z\n    telefon:\n")], ["unused-term"]),
    (
        "document",
        [(R, "documents:\n", "documents:\n  §ekstra:\n    title:\n      da: x\n      en: z\n    file: x\n")],
        ["unused-document"],
    ),
    ("notice", [(N, "notices:\n", f"notices:\n  §ekstra:\n    basis: ours\n{TEXT}")], ["unused-notice"]),
    ("part", [(M, "parts:\n", "parts:\n  §ekstra: {}\n")], ["unused-part"]),
    ("parts that use each other", [(M, "parts:\n", "parts:\n  §a: {use: b}\n  §b: {}\n")], ["unused-part"] * 2),
    (
        "open point",
        [(P, "  raekkefoelge:\n", f"  §ekstra:\n    point: A-003\n{TEXTS}  raekkefoelge:\n")],
        ["unused-open-point"],
    ),
    (
        "open point about a statement that a rule follows",
        [(P, "  raekkefoelge:\n", f"  §ekstra:\n    point: A-003\n{TEXTS}    source: [XX-001]\n  raekkefoelge:\n")],
        ["unused-open-point"],
    ),
    (
        "reading",
        [
            (P, "  raekkefoelge:\n", f"  ekstra:\n    point: A-003\n{TEXTS}{READINGS}  raekkefoelge:\n"),
            (R, CHOSEN, CHOSEN + "  ny: a\n"),
        ],
        ["unused-reading"],
    ),
    (
        "parameter",
        [
            (
                V,
                "  dage_i_alt:\n",
                f"  §ekstra:\n{LABEL}    type: boolean\n    open_point: raekkefoelge\n  dage_i_alt:\n",
            ),
            (R, "  loft: 5", "  loft: 5\n  ekstra: true"),
        ],
        ["unused-parameter"],
    ),
    ("source", [(S, ACCOUNT, ""), (S, "  XX-002:\n", "  §XX-002:\n")], ["uncited-source"]),
]


@pytest.mark.parametrize(("edits", "codes"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_value_or_word_is_found_where_it_stands(
    edits: list[Edit], codes: list[str], tmp_path: Path, as_kept: AsKept
) -> None:
    """A value that does not fit, and a word nobody uses, is found where it stands, and nothing else is."""
    files, places = edited(edits)
    findings = read(folder(tmp_path, files)).findings
    assert list(map(found, findings)) == expected(places, *codes)
    as_kept(findings)


SILENT: list[tuple[str, list[Edit]]] = [
    ("document without file", [(R, "    file: brev.txt\n", "")]),
    ("nobody in particular", [(M, LIST, "[]")]),
    ("whole number as number", [(M, "vaegt: 0.5", "vaegt: 1")]),
    ("whole parameter as number", [(M, "vaegt: 0.5", "vaegt: {parameter: loft}")]),
    ("words on a list", [(M, LIST, "[psykolog, {preferably: skoleleder}]")]),
    ("one of several", [(M, LIST, "[{at_least_one_of: [psykolog, skoleleder]}]")]),
    ("any excuse", [(C, "not_applicable: kun_trin_1_til_3", "not_applicable: true")]),
    ("quoted date", [(C, "on: 2026-11-21", 'on: "2026-11-21"')]),
    ("29 February of a leap year", [(C, "on: 2026-11-21", "on: 2028-02-29")]),
    (
        "unbounded scale",
        [
            (V, "    to: {parameter: loft}\n    step: 0.5\n", "    to: 5\n"),
            (M, "antal: {parameter: dage_i_alt}", "antal: {parameter: dage_i_alt}"),
            (M, "vaegt: 0.5", "vaegt: {parameter: loft}"),
        ],
    ),
    (
        "point about a statement that is in no rule",
        [(P, "  raekkefoelge:\n", f"  ekstra:\n    point: A-003\n{TEXTS}    source: [XX-002]\n  raekkefoelge:\n")],
    ),
    ("negative start", [(V, "    from: 0\n", "    from: -5\n")]),
    (
        "no notices",
        [
            (N, "  husk_samtykke:\n    basis: law\n    da: Husk samtykke.\n    en: Remember consent.\n", ""),
            (M, "      notice: [husk_samtykke]\n", ""),
        ],
    ),
]


@pytest.mark.parametrize("edits", [row[1] for row in SILENT], ids=[row[0] for row in SILENT])
def test_sound_neighbours_give_no_finding(edits: list[Edit], tmp_path: Path) -> None:
    """What the rules allow is not found."""
    assert reading_of(tmp_path, edited(edits)[0]) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            R,
            "loft: 5",
            "loft: true",
            "parameteren `loft` kan ikke have værdien `true`; den skal være af typen `integer`",
        ),
        (M, SET, "leder: true, ", "`true` kan ikke være `leder`, som er af typen `role`"),
        (
            M,
            SET,
            "leder: {years: 1, weeks: 2}, ",
            "`{years: 1, weeks: 2}` kan ikke være `leder`, som er af typen `role`",
        ),
        (
            M,
            SET,
            "leder: {optional: psykolog}, ",
            "`{optional: psykolog}` kan ikke være `leder`, som er af typen `role`",
        ),
        (C, "not_applicable: kun_trin_1_til_3", "not_applicable: false", "`false` kan ikke stå her"),
    ],
)
def test_values_are_told_as_they_are_written(file: str, old: str, new: str, message: str, tmp_path: Path) -> None:
    """A message shows a value as the file spells it, never as Python does."""
    findings = read(folder(tmp_path, edited([(file, old, new)])[0])).findings
    assert [finding.message("da").split("; for eksempel")[0] for finding in findings] == [message]


@pytest.mark.parametrize(
    ("low", "high", "told"), [(None, None, "… to …"), (0, None, "0 to …"), (None, 9, "… to 9"), (0, 9, "0 to 9")]
)
def test_a_scale_is_told_with_the_ends_it_has(low: int | None, high: int | None, told: str) -> None:
    """An example of an interval is the whole scale; where it has no end, nothing is named."""
    assert allowed_answers(Scale(low, high))[:2] == (told, "under 6")


@pytest.mark.parametrize(
    ("new", "advice"),
    [
        ("psykolog", "`[psykolog]`"),
        ("{optional: psykolog}", "`[{optional: psykolog}]`"),
        ("{parameter: loft}", "`[{parameter: loft}]`"),
        ("{at_least_one_of: [psykolog, skoleleder]}", "`[{at_least_one_of: [psykolog, skoleleder]}]`"),
    ],
)
def test_advice_for_a_list_is_what_must_be_written(new: str, advice: str, tmp_path: Path) -> None:
    """Where a list is needed, the advice is the value in brackets, as the file must have it."""
    findings = read(folder(tmp_path, edited([(M, f"deltagere: {LIST}", f"deltagere: {new}")])[0])).findings
    assert [finding.code for finding in findings] == ["outcome-one"]
    assert advice in findings[0].help("da")


def test_an_example_names_the_first_words_and_not_all(tmp_path: Path) -> None:
    """What stands where one of many words must is told with the first three of them."""
    roles = "".join(f"  {name}:\n    da: x\n    en: z\n" for name in ("laege", "laerer"))
    edits = [(M, SET, "leder: 5, "), (V, "    en: Psychologist\n", f"    en: Psychologist\n{roles}")]
    findings = read(folder(tmp_path, edited(edits)[0])).findings
    (wrong,) = (finding for finding in findings if finding.code == "outcome-type")
    assert wrong.details["example"] == "skoleleder, psykolog, laege"


def test_what_does_not_fit_hides_nothing_beside_it(tmp_path: Path) -> None:
    """Of several outcomes that are set in one place, each that does not exist or does not fit is told."""
    mistakes = "§ledr: psykolog, §kanal: [telefon], leder: §psyklog, "
    files, places = edited([(M, SET, mistakes)])
    errors = [one for one in read(folder(tmp_path, files)).findings if one.severity == "error"]
    codes = expected(places, ("unknown-outcome", "leder"), "outcome-many", ("unknown-role", "psykolog"))
    assert list(map(found, errors)) == codes


def test_a_case_is_checked_beyond_a_fact_that_lost_its_values(tmp_path: Path) -> None:
    """What a case says of a fact that can be nothing is left to the fact; the facts after it are checked."""
    lost = [(V, FARVE, FARVE + "    values: {}\n"), (V, VALUES, ""), (C, "blaa, alder: 96", "blaa, §aldr: 96")]
    files, places = edited(lost)
    findings = [one for one in reading_of(tmp_path, files) if one[1] == C]
    assert findings == expected(places, ("unknown-fact", "alder"))


@pytest.mark.parametrize("number", ["010203-1234", "0102031234", "1102031234", '"110203 1234"', "110203-1234x@y.dk"])
@pytest.mark.parametrize("fact", ["farve: blaa", "alder: 96"])
def test_personal_data_in_a_case_is_not_repeated(fact: str, number: str, tmp_path: Path) -> None:
    """A value in a case that may be about a person is refused, and no message shows it again."""
    files, _ = edited([(C, fact, fact.partition(":")[0] + f": {number}")])
    findings = read(folder(tmp_path, files)).findings
    assert any(finding.severity == "error" for finding in findings)
    for finding in findings:
        assert "1234" not in finding.message("da") + finding.help("da") + finding.message("en") + finding.help("en")


def test_shipped_rule_set_has_no_finding() -> None:
    """Nothing is found in the shipped rule set, with and without its schemas."""
    assert read("trivselplus", schemas=True).findings == ()
    assert read(SHIPPED).findings == ()
