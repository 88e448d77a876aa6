# SPDX-License-Identifier: MPL-2.0
"""The shape of files: one mistake is one finding, at the key or value it is about, with the name that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import C, M, N, P, R, S, V, edited, expected, folder, found, reading_of

from trivselrules.loading import read

BREV = "  brev:\n    title:\n      da: Brev\n      en: Letter\n    file: brev.txt\n"
TITLE = "title:\n  da: Lille\n  en: Small\n"
TRIN = "    type: integer\n    from: 1\n    to: 4\n"
KLAR = """\
  klar:
    label:
      da: Klar
      en: Ready
    question:
      da: Er det klar?
      en: Is it ready?
    type: boolean
"""
FARVE = "  farve:\n    label:\n      da: Farve\n      en: Colour\n"
REASON = "    account: documentation\n    reason:\n      da: Står i vejledningen.\n      en: Stands in the guide.\n"
XX_1 = "  XX-001:\n    document: brev\n    section: Side 1\n"
OPTIONS = "        options:\n          barnet:\n            da: barnet\n            en: the child\n"
SKOLEN = "          skolen:\n            da: skolen\n            en: the school\n"
READING = "      hvem_foerst:\n        question:\n          da: Hvem er først?\n          en: Who is first?\n"
USE = "    1, 2: {use: tidligt}"
SET = "      set: {leder: psykolog, vaegt: 0.5, aktiv: true}\n"
PSYKOLOG = "leder: psykolog, "
CITED = "      source: [XX-001]\n      notice"
LEDER = "  leder: {type: role, required: true}"
LAST = "  - case: Trin 4\n    facts: {trin: 4}\n    not_applicable: kun_trin_1_til_3\n"
CASE = "  - case: Trin 4\n"

Shape = tuple[str, str, str, str, str | tuple[str, str]]
SHAPES: list[Shape] = [
    # rule_set.yaml
    ("misspelt key", R, 'version: "1"', '§versoin: "1"', ("unknown-key", "version")),
    ("unknown key", R, "documents:", "documents: {}\n§xyz:", "unknown-key"),
    ("missing key", R, 'rule_set: lille\nversion: "1"\n', "§rule_set: lille\n", "missing-key"),
    ("document without title", R, BREV, "  §brev:\n    file: brev.txt\n", "missing-key"),
    ("number as version", R, 'version: "1"', "version: §1.0", "wrong-type"),
    ("name in capitals", R, "rule_set: lille", "rule_set: §Lille", ("wrong-form", "lille")),
    ("name with Danish letters", R, "rule_set: lille", "rule_set: §små", ("wrong-form", "smaa")),
    ("name with a hyphen", R, "rule_set: lille", "rule_set: §min-kommune", ("wrong-form", "min_kommune")),
    ("name with a line end", R, "rule_set: lille", 'rule_set: §"lille\\n"', ("wrong-form", "lille")),
    ("number as name", R, "rule_set: lille", "rule_set: §12", "wrong-type"),
    ("list as parameter", R, "loft: 5", "loft: §[5]", "wrong-type"),
    ("duration as parameter", R, "loft: 5", "loft: §{weeks: 5}", "wrong-type"),
    ("capitals in a key", R, "  loft: 5", "  §Loft: 5", ("wrong-form", "loft")),
    ("capitals in a later key", R, "  dage_i_alt: 3", "  §dageIAlt: 3", "wrong-form"),
    ("empty key", R, "  dage_i_alt: 3", '  §"": 3', "wrong-form"),
    ("list as option", R, "hvem_foerst: barnet", "hvem_foerst: §[barnet]", "wrong-type"),
    ("one text for two languages", R, TITLE, "title: §Lille\n", "wrong-type"),
    ("one language", R, TITLE, "§title:\n  da: Lille\n", "missing-key"),
    ("misspelt language", R, "  en: Small\n", "  §eng: Small\n", ("unknown-key", "en")),
    ("third language", R, "  en: Small\n", "  en: Small\n  §de: Klein\n", "unknown-key"),
    ("number as text", R, "da: Lille", "da: §5", "wrong-type"),
    ("true as text", R, "da: Lille", "da: §true", "wrong-type"),
    ("empty text", R, "da: Lille", 'da: §""', "wrong-form"),
    ("text of spaces", R, "da: Lille", 'da: §"  "', "wrong-form"),
    ("a list as the file", R, "", "§- a\n", "wrong-type"),
    ("a text as the file", R, "", "§tekst\n", "wrong-type"),
    # vocabulary.yaml
    ("unknown type", V, TRIN, TRIN.replace("integer", "§heltal"), "unknown-type"),
    ("misspelt type", V, TRIN, TRIN.replace("integer", "§integr"), ("unknown-type", "integer")),
    ("quoted number", V, TRIN, TRIN.replace("1", '§"1"'), "wrong-type"),
    ("decimal comma", V, TRIN, TRIN.replace("1", "§1,5"), "wrong-type"),
    ("true as a bound", V, TRIN, TRIN.replace("1", "§true"), "wrong-type"),
    ("list as a bound", V, TRIN, TRIN.replace("1", "§[1]"), "wrong-type"),
    ("misspelt parameter", V, "{parameter: loft}", "{§param: loft}", ("unknown-key", "parameter")),
    ("more than a parameter", V, "{parameter: loft}", "{parameter: loft, §plus: 1}", "unknown-key"),
    ("values and a bound", V, "    values:\n", "    §from: 1\n    values:\n", "not-together"),
    ("values and a type", V, "    values:\n", "    §type: integer\n    values:\n", "not-together"),
    ("bound of a boolean", V, "type: boolean\n", "type: boolean\n    §to: 1\n", "not-together"),
    ("bound of an age", V, "type: age\n", "type: age\n    §from: 1\n", "not-together"),
    ("value with a capital", V, "      blaa:\n", "      §Blaa:\n", ("wrong-form", "blaa")),
    (
        "neither type nor values",
        V,
        KLAR,
        KLAR.replace("klar:", "§klar:").replace("    type: boolean\n", ""),
        "missing-key",
    ),
    ("fact without label", V, FARVE, "  §farve:\n", "missing-key"),
    ("misspelt key of a role", V, "    kind: chef", "    §knd: chef", ("unknown-key", "kind")),
    ("misspelt section", V, "outcomes:", "§outcome:", ("unknown-key", "outcomes")),
    ("third language of a term", V, "      en: phone\n", "      en: phone\n      §de: Telefon\n", "unknown-key"),
    # sources.yaml
    ("fact without document", S, XX_1, "  §XX-001:\n    section: Side 1\n", "missing-key"),
    ("id in small letters", S, "  XX-002:", "  §xx-002:", ("wrong-form", "XX-002")),
    ("id without hyphen", S, "  XX-001:", "  §XX001:", "wrong-form"),
    ("account without reason", S, REASON, "    §account: documentation\n", "needs-key"),
    ("reason without account", S, REASON, REASON.replace("    account: documentation\n    ", "    §"), "needs-key"),
    ("misspelt account", S, "account: doc", "§acount: doc", ("unknown-key", "account")),
    ("unknown account", S, "account: documentation", "account: §documented", ("not-allowed", "documentation")),
    ("number as section", S, "section: Side 1", "section: §1", "wrong-type"),
    # open_points.yaml
    ("id of a point", P, "point: A-001", "point: §a-001", ("wrong-form", "A-001")),
    ("number as a point", P, "point: A-001", "point: §1", "wrong-type"),
    ("word where a list is needed", P, "about: [skala]", "about: §skala", "wrong-type"),
    ("one option", P, OPTIONS + SKOLEN, "        §options:\n" + OPTIONS.split("\n", 1)[1], "too-few"),
    ("reading without question", P, READING, "      §hvem_foerst:\n", "missing-key"),
    ("misspelt options", P, "        options:", "        §option:", ("unknown-key", "options")),
    # notices.yaml
    ("Danish basis", N, "basis: document", "basis: §dokument", ("not-allowed", "document")),
    ("unknown basis", N, "basis: document", "basis: §ministeriet", "not-allowed"),
    ("number as a source", N, "[XX-001]", "[§1]", "wrong-type"),
    # a decision
    ("misspelt key of a node", M, "      set: {leder: psy", "      §sett: {leder: psy", ("unknown-key", "set")),
    ("word as set", M, SET, "      set: §leder\n", "wrong-type"),
    ("empty value", M, PSYKOLOG, 'leder: §"", ', "wrong-form"),
    ("nothing in braces", M, PSYKOLOG, "§leder: {}, ", "too-few"),
    ("list in a list", M, "[{optional: psykolog}]", "[§[psykolog]]", "wrong-type"),
    ("value twice", M, "[{optional: psykolog}]", "[psykolog, §psykolog]", "duplicate-item"),
    ("two reservations", M, "{optional: psy", "{§optional: skoleleder, preferably: psy", "not-together"),
    ("one of one", M, "{optional: psykolog}", "{§at_least_one_of: [psykolog]}", "too-few"),
    ("one of the same", M, "{optional: psykolog}", "{at_least_one_of: [psykolog, §psykolog]}", "duplicate-item"),
    ("misspelt reservation", M, "{optional:", "{§optionl:", ("unknown-key", "optional")),
    ("reservation and duration", M, "{optional:", "{weeks: 4, §optional:", "unknown-key"),
    ("negative weeks", M, "{weeks: 4}", "{weeks: §-1}", "too-small"),
    ("half weeks", M, "{weeks: 4}", "{weeks: §1.5}", "wrong-type"),
    ("quoted weeks", M, "{weeks: 4}", '{weeks: §"4"}', "wrong-type"),
    ("one week", M, "{weeks: 4}", "{§week: 4}", ("unknown-key", "weeks")),
    ("Danish weeks", M, "{weeks: 4}", "{§uger: 4}", "unknown-key"),
    ("number as parameter", M, "{parameter: dage_i_alt}", "{parameter: §5}", "wrong-type"),
    ("capitals in an outcome", M, PSYKOLOG, "§Leder: psykolog, ", ("wrong-form", "leder")),
    ("one source", M, CITED, CITED.replace("[XX-001]", "§XX-001"), "wrong-type"),
    ("source twice", M, CITED, CITED.replace("]", ", §XX-001]"), "duplicate-item"),
    ("source in small letters", M, CITED, CITED.replace("XX", "§xx"), ("wrong-form", "XX-001")),
    ("one notice", M, "notice: [husk_samtykke]", "notice: §husk_samtykke", "wrong-type"),
    ("two steps", M, USE, "    1, 2: {use: tidligt, §undetermined: raekkefoelge}", "not-together"),
    ("question and part", M, USE, "    1, 2: {ask: farve, §use: tidligt, answers: {roed: {}}}", "not-together"),
    ("list of parts", M, USE, "    1, 2: {use: §[tidligt]}", "wrong-type"),
    ("ask without answers", M, USE, "    §1, 2: {ask: farve}", "missing-key"),
    ("reading without options", M, USE, "    §1, 2: {reading: hvem_foerst}", "missing-key"),
    ("answers without ask", M, USE, "    1, 2: {§answers: {roed: {}}}", "needs-key"),
    ("options without reading", M, USE, "    1, 2: {§options: {barnet: {}}}", "needs-key"),
    ("nothing at once", M, USE, "    1, 2: {§all: []}", "too-few"),
    ("one node where a list is needed", M, USE, "    1, 2: {all: §{use: tidligt}}", "wrong-type"),
    ("word as node", M, USE, "    1, 2: §tidligt", "wrong-type"),
    ("words in a later key", M, "    3:\n", "    §3 og 5:\n", "wrong-form"),
    ("words in a key", M, USE, "    §1 og 2: {use: tidligt}", "wrong-form"),
    ("comma last in a key", M, USE, "    §1, 2,: {use: tidligt}", "wrong-form"),
    ("hyphen in a key", M, USE, "    §1-2: {use: tidligt}", "wrong-form"),
    ("two ways in a key", M, USE, "    §under 1 to 2: {use: tidligt}", "wrong-form"),
    ("negative years", M, "      under 6 years:", "      §under -6 years:", "wrong-form"),
    ("half years", M, "      under 6 years:", "      §under 6.5 years:", "wrong-form"),
    ("digits with an underscore", M, "      roed:", "      §1_1, roed:", "wrong-form"),
    ("capitals in a later option", M, "          skolen: {set", "          §Skolen: {set", ("wrong-form", "skolen")),
    ("number as option", M, "          barnet: {set", "          §1: {set", "wrong-form"),
    ("misspelt ask", M, "  ask: trin\n", "  §aks: trin\n", ("unknown-key", "ask")),
    ("misspelt answers", M, "  ask: trin\n  answers:", "  ask: trin\n  §answer:", ("unknown-key", "answers")),
    ("outcome without type", M, LEDER, "  §leder: {required: true}", "missing-key"),
    ("ja for true", M, LEDER, "  leder: {type: role, required: §ja}", "wrong-type"),
    ("quoted true", M, LEDER, '  leder: {type: role, required: §"true"}', "wrong-type"),
    ("no tree", M, "tree:\n", "§trae:\n", ("unknown-key", "tree")),
    # cases
    ("case without facts", C, LAST, "  - §case: Trin 4\n    not_applicable: true\n", "missing-key"),
    ("number as case", C, CASE, "  - case: §4\n", "wrong-type"),
    ("list as facts", C, "facts: {trin: 4}", "facts: §[trin]", "wrong-type"),
    ("list as a fact", C, "facts: {trin: 4}", "facts: {trin: §[4]}", "wrong-type"),
    ("duration as a fact", C, "facts: {trin: 4}", "facts: {trin: §{weeks: 1}}", "wrong-type"),
    ("date the other way round", C, "on: 2026-11-21", "on: §21-11-2026", "wrong-form"),
    ("thirteenth month", C, "on: 2026-11-21", "on: §2026-13-21", "wrong-form"),
    ("week date", C, "on: 2026-11-21", "on: §2026-W01-1", "wrong-form"),
    ("year as date", C, "on: 2026-11-21", "on: §2026", "wrong-type"),
    ("false excuse", C, "not_applicable: kun_trin_1_til_3", "not_applicable: §false", "not-allowed"),
    ("number as excuse", C, "not_applicable: kun_trin_1_til_3", "not_applicable: §5", "wrong-type"),
    ("duration as excuse", C, "not_applicable: kun_trin_1_til_3", "not_applicable: §{weeks: 3}", "wrong-type"),
    ("fact missing twice", C, "[skala, klar]", "[skala, §skala]", "duplicate-item"),
    ("one missing fact", C, "[skala, klar]", "§skala", "wrong-type"),
    ("number as option of a case", C, "hvem_foerst: skolen", "hvem_foerst: §1", "wrong-type"),
    ("same case twice", C, LAST, LAST + LAST.replace("case:", "§case:"), "duplicate-item"),
    ("text as case", C, LAST, "  - §Trin 4\n", "wrong-type"),
]
IDS = [shape[0] for shape in SHAPES]


@pytest.mark.parametrize(("file", "old", "new", "code"), [shape[1:] for shape in SHAPES], ids=IDS)
def test_mistake_of_shape_is_one_finding(
    file: str, old: str, new: str, code: str | tuple[str, str], tmp_path: Path
) -> None:
    """One mistake in one file gives one finding there and none in any other file, with or without all schemas."""
    files, places = edited([(file, old, new)])
    assert reading_of(tmp_path, files) == expected(places, code)
    assert list(map(found, read(folder(tmp_path, files), schemas=True).findings)) == expected(places, code)


QUOTE, BRACKETS = "Sæt det i citationstegn: {}.", "Skriv det i klammer: {}."
ADVICE: list[tuple[str, str, str, str]] = [
    (R, 'version: "1"', "version: 1.0", QUOTE.format('"1.0"')),
    (R, "da: Lille", "da: true", QUOTE.format('"true"')),
    (S, "section: Side 1", "section: 1", QUOTE.format('"1"')),
    (P, "about: [skala]", "about: skala", BRACKETS.format("[skala]")),
    (M, CITED, CITED.replace("[XX-001]", "XX-001"), BRACKETS.format("[XX-001]")),
    (M, LEDER, '  leder: {type: role, required: "true"}', "Fjern citationstegnene."),
    (M, "{weeks: 4}", '{weeks: "4"}', "Fjern citationstegnene."),
    (V, TRIN, TRIN.replace("1", "1,5"), "Skriv decimaltal med punktum: 1.5."),
]


@pytest.mark.parametrize(("file", "old", "new", "advice"), ADVICE, ids=[new.strip() for _, _, new, _ in ADVICE])
def test_advice_says_what_to_write(file: str, old: str, new: str, advice: str, tmp_path: Path) -> None:
    """Where the slip can be told from the value, the advice is the repaired value."""
    findings = read(folder(tmp_path, edited([(file, old, new)])[0])).findings
    assert [finding.help("da") for finding in findings] == [advice]
    assert findings[0].help("en") != findings[0].help("da")


HELD = "Her skal stå ét tal, true eller false, en tekst eller ordet unset."
VERSION = (
    'Sæt udgaven i anførselstegn, for eksempel "1.0". Ellers bliver 1.10 læst som tallet 1.1. Den må ikke være tom.'
)
ONLY = "  kun_trin_1_til_3:\n    basis: document"
SLUG = "names are written with a-z, digits and `_`."
# A slip, the message in both languages, and how the help begins in Danish and ends in English.
TOLD: list[tuple[tuple[str, str, str], str, str, str, str]] = [
    (
        (R, 'version: "1"', "version: []"),
        "her står en liste, men her skal stå en tekst",
        "here is a list, but a text is needed",
        VERSION,
        "Correct the value.",
    ),
    (
        (R, 'version: "1"', "version: {a: b}"),
        "her står nøgler med værdier, men her skal stå en tekst",
        "here is a set of keys with values, but a text is needed",
        VERSION,
        "Correct the value.",
    ),
    (
        (R, 'version: "1"', "version: 1.0"),
        "her står `1.0`, men her skal stå en tekst",
        "here is `1.0`, but a text is needed",
        'Sæt det i citationstegn: "1.0".',
        'Put it in quotes: "1.0".',
    ),
    (
        (R, "  loft: 5", "  loft: [5]"),
        "her står en liste, men her skal stå et tal / true eller false / en tekst",
        "here is a list, but a number / true or false / a text is needed",
        HELD,
        "Correct the value.",
    ),
    (
        (M, LEDER, "  leder: {type: role, required: ja}"),
        "her står `ja`, men her skal stå true eller false",
        "here is `ja`, but true or false is needed",
        "Skriv true eller false, uden anførselstegn.",
        "Correct the value.",
    ),
    (
        (R, TITLE, "title: lille, small\n"),
        "her står `lille, small`, men her skal stå nøgler med værdier",
        "here is `lille, small`, but a set of keys with values is needed",
        "En tekst skal have både da og en",
        "Correct the value.",
    ),
    (
        (M, "ask: alder", "ask: (alder)"),
        "`(alder)` har ikke den rigtige form; mente du `alder`?",
        "`(alder)` does not have the right form; did you mean `alder`?",
        "Her skal stå et kort navn",
        SLUG,
    ),
    (
        (M, "ask: alder", "ask: ALDER"),
        "`ALDER` har ikke den rigtige form; mente du `alder`?",
        "`ALDER` does not have the right form; did you mean `alder`?",
        "Her skal stå et kort navn",
        SLUG,
    ),
    (
        (M, "ask: alder", "ask: alderEt"),
        "`alderEt` har ikke den rigtige form",
        "`alderEt` does not have the right form",
        "Her skal stå et kort navn",
        SLUG,
    ),
    (
        (N, ONLY, ONLY.replace("document", "[document]")),
        "`…` kan ikke stå her",
        "`…` cannot stand here",
        "Vælg en af: document, law, ours.",
        "Choose one of: document, law, ours.",
    ),
    (
        (P, "point: A-001", "point: a-001"),
        "`a-001` har ikke den rigtige form; mente du `A-001`?",
        "`a-001` does not have the right form; did you mean `A-001`?",
        "Skriv nummeret med store bogstaver",
        "Write an id such as TP-112.",
    ),
    (
        (M, "leder: psykolog", "leder: Psykolog!"),
        "`Psykolog!` har ikke den rigtige form; mente du `psykolog`?",
        "`Psykolog!` does not have the right form; did you mean `psykolog`?",
        "Et kort navn skrives med små bogstaver",
        SLUG,
    ),
]


@pytest.mark.parametrize(("edit", "told"), [(edit, told) for edit, *told in TOLD], ids=[row[0][2] for row in TOLD])
def test_a_value_is_told_with_what_is_needed(edit: tuple[str, str, str], told: list[str], tmp_path: Path) -> None:
    """What stands there, what has to stand there, and what to do is told in both languages."""
    da, en, help_da, help_en = told
    (finding,) = read(folder(tmp_path, edited([edit])[0])).findings
    assert (finding.message("da"), finding.message("en")) == (da, en)
    assert finding.help("da").startswith(help_da)
    assert finding.help("en").endswith(help_en)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (R, "rule_set: lille", "rule_set: 12"),
        (P, "point: A-001", "point: 1"),
        (N, "[XX-001]", "[1]"),
        (C, "on: 2026-11-21", "on: 2026"),
        (M, "{parameter: dage_i_alt}", "{parameter: 5}"),
    ],
)
def test_advice_never_leads_into_the_next_mistake(file: str, old: str, new: str, tmp_path: Path) -> None:
    """A number is not to be put in quotes where the quoted number would be refused as well."""
    findings = read(folder(tmp_path, edited([(file, old, new)])[0])).findings
    assert [finding.code for finding in findings] == ["wrong-type"]
    assert "citationstegn" not in findings[0].help("da")
    assert "quotes" not in findings[0].help("en")


@pytest.mark.parametrize(
    ("old", "new"), [("type: age\n", "type: age\n    from: 1\n"), ("    values:\n", "    type: integer\n    values:\n")]
)
def test_advice_on_words_does_not_speak_of_nodes(old: str, new: str, tmp_path: Path) -> None:
    """Keys that may not stand together in the vocabulary are not to be put under `all`, which is for nodes."""
    findings = read(folder(tmp_path, edited([(V, old, new)])[0])).findings
    assert [finding.code for finding in findings] == ["not-together"]
    assert "`all`" not in findings[0].help("da") + findings[0].help("en")


@pytest.mark.parametrize(("old", "new"), [("vaegt: 0.5", "vaegt: 0,5"), ("{weeks: 4}", "{weeks: 4,5}")])
def test_decimal_comma_in_braces_is_told_as_one(old: str, new: str, tmp_path: Path) -> None:
    """A decimal comma in braces, where a comma divides, is one finding that says to write a point."""
    findings = read(folder(tmp_path, edited([(M, old, new)])[0])).findings
    assert [finding.code for finding in findings] == ["decimal-comma"]
    assert "punktum" in findings[0].help("da")
    assert findings[0].details["repaired"] == new.split(": ")[1].strip("}").replace(",", ".")
    assert "point" in findings[0].help("en")


def test_advice_on_a_date_is_about_dates_in_both_languages(tmp_path: Path) -> None:
    """A date of another form is told how dates are written, in Danish and in English."""
    findings = read(folder(tmp_path, edited([(C, "on: 2026-11-21", "on: 21-11-2026")])[0])).findings
    assert [finding.code for finding in findings] == ["wrong-form"]
    assert "2026-11-21" in findings[0].help("da")
    assert "2026-11-21" in findings[0].help("en")


def test_all_mistakes_of_a_file_are_found_at_once(tmp_path: Path) -> None:
    """Several mistakes of one file are all found, in the order of the file."""
    edits = [(M, "sentence:", "§sentense:"), (M, LEDER, "  leder: {type: role, required: §ja}")]
    edits += [
        (M, "{weeks: 4}", "{weeks: §-1}"),
        (M, "    3:\n", "    §3 og 5:\n"),
        (M, CITED, CITED.replace("XX", "§xx")),
    ]
    files, places = edited(edits)
    codes: list[str | tuple[str, str]] = [
        ("unknown-key", "sentence"),
        "wrong-type",
        "wrong-form",
        ("wrong-form", "XX-001"),
        "too-small",
    ]
    assert reading_of(tmp_path, files) == expected(places, *codes)
