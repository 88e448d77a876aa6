# SPDX-License-Identifier: MPL-2.0
"""A rule set of one's own that does not fit its base: one mistake is one finding, with the name that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import AsKept, Edit, expected, found, reading_of
from measured import GARDEN
from own import (
    BASE,
    BECAUSE,
    EMPTY,
    NY,
    OWN,
    A,
    B,
    D,
    E,
    F,
    M,
    N,
    P,
    R,
    S,
    T,
    U,
    V,
    own,
    own_folder,
    read_own,
    reading_of_own,
    word,
)

from trivselrules.data import shipped_names
from trivselrules.folder import bases_of, open_base, open_folder
from trivselrules.loading import read

BECAUSE_IN = BECAUSE.replace("\n  ", "\n      ")
Row = tuple[str, list[Edit], str | tuple[str, str]]

TITLE = "title:\n  da: En bog, der lånes ud\n  en: A book on loan\n"
VEJR = "    vejr:\n      label:"
READ = """\
      reading: svar_hvornaar
      options:
        straks: {}
        senere: {set: {antal: 1}, source: [EG-001]}
"""
LOFT = "  loft:\n    choose: 6\n    because:\n      da: Sådan er det her.\n      en: That is how it is here.\n"
HVEM = (
    "  hvem_foerst:\n    choose: skolen\n    because:\n      da: Sådan er det her.\n      en: That is how it is here.\n"
)

FAULTS: list[Row] = [
    # rule_set.yaml
    ("base that is not shipped", [(R, "../lille", "§trivselpluss")], ("unknown-rule-set", "trivselplus")),
    ("base that is not beside", [(R, "../lille", "§../lile")], ("unknown-rule-set", "../lille")),
    (
        "another version",
        [(R, '{rule_set: ../lille, version: "1"}', '§{rule_set: ../lille, version: "0"}')],
        ("base-version", "1"),
    ),
    ("name of the base", [(R, "rule_set: egen", "rule_set: lille"), (R, "../lille", "§../lille")], "base-same-name"),
    ("document of the base", [(R, "  blad:\n", "  §brev:\n" + word("title", 4) + "  blad:\n")], "already-in-base"),
    ("reading without a reason", [(R, HVEM, "  §hvem_foerst: skolen\n")], "because-missing"),
    ("reading chosen as before", [(R, HVEM, "  §hvem_foerst: barnet\n")], "change-without-effect"),
    (
        "reading chosen as before with a reason",
        [(R, "  hvem_foerst:\n    choose: skolen", "  §hvem_foerst:\n    choose: barnet")],
        "change-without-effect",
    ),
    ("misspelt reading", [(R, "  hvem_foerst:", "  §hvem_frst:")], ("unknown-reading", "hvem_foerst")),
    ("misspelt option", [(R, "choose: skolen", "choose: §skoln")], ("unknown-option", "skolen")),
    ("parameter without a reason", [(R, LOFT, "  §loft: 6\n")], "because-missing"),
    ("parameter as before", [(R, LOFT, "  §loft: 5\n")], "change-without-effect"),
    ("misspelt parameter", [(R, "  loft:\n", "  §lofft:\n")], ("unknown-parameter", "loft")),
    ("parameter of another type", [(R, "choose: 6", "choose: §6.5")], "parameter-type"),
    # vocabulary.yaml
    ("words neither new nor changed", [(V, "add:\n", "roles:\n" + word("§vagt", 2) + "add:\n")], "add-missing"),
    ("new role of the base", [(V, "    tolk:\n", word("§psykolog", 4) + "    tolk:\n")], "already-in-base"),
    (
        "new fact of the base",
        [(V, VEJR, "    §klar:\n" + word("label", 6) + word("question", 6) + "      type: boolean\n" + VEJR)],
        "already-in-base",
    ),
    ("new value of the base", [(V, "        oval:\n", word("§rund", 8) + "        oval:\n")], "already-in-base"),
    ("new word of the base", [(V, "      due:\n", word("§telefon", 6) + "      due:\n")], "already-in-base"),
    (
        "values of a misspelt fact",
        [(V, VEJR, "    §klarr:\n      values:\n" + word("x", 8) + VEJR)],
        ("unknown-fact", "klar"),
    ),
    ("values of a scale", [(V, VEJR, "    §trin:\n      values:\n" + word("x", 8) + VEJR)], "values-not-listed"),
    ("misspelt role", [(V, "    skoleleder:\n", "    §skoleledr:\n")], ("unknown-role", "skoleleder")),
    (
        "misspelt outcome",
        [(V, "    leder:\n      da: Møde", "    §ledr:\n      da: Møde")],
        ("unknown-outcome", "leder"),
    ),
    ("misspelt kind of role", [(V, "    chef:\n", "    §cheff:\n")], ("unknown-role-kind", "chef")),
    ("misspelt fact", [(V, "    trin:\n", "    §trinn:\n")], ("unknown-fact", "trin")),
    ("misspelt value", [(V, "        roed:\n", "        §roedd:\n")], ("unknown-value", "roed")),
    (
        "texts for values of a scale",
        [(V, "    trin:\n      label:", "    §trin:\n      values:\n" + word("x", 8) + "      label:")],
        "values-not-listed",
    ),
    ("misspelt word", [(V, "      telefon:\n", "      §telefn:\n")], ("unknown-term", "telefon")),
    (
        "words of a misspelt kind",
        [(V, "    channel:\n      telefon:", "    §chanel:\n      telefon:")],
        ("unknown-type", "channel"),
    ),
    (
        "misspelt parameter to be renamed",
        [(V, "  parameters:\n    loft:", "  parameters:\n    §lofft:")],
        ("unknown-parameter", "loft"),
    ),
    (
        "the same label",
        [
            (V, "      da: Rektor\n      en: Principal\n", "      da: Skoleleder\n      en: Head of school\n"),
            (V, "    skoleleder:\n", "    §skoleleder:\n"),
        ],
        "change-without-effect",
    ),
    (
        "the same question",
        [
            (
                V,
                "        da: Hvilket trappetrin?\n        en: Which stair?\n",
                "        da: Hvilket trin?\n        en: Which step?\n",
            ),
            (V, "    trin:\n", "    §trin:\n"),
        ],
        "change-without-effect",
    ),
    (
        "the same value",
        [
            (V, "          da: rødlig\n          en: reddish\n", "          da: rød\n          en: red\n"),
            (V, "        roed:\n", "        §roed:\n"),
        ],
        "change-without-effect",
    ),
    (
        "no change of a fact",
        [
            (
                V,
                "    farve:\n      values:\n        roed:\n          da: rødlig\n          en: reddish\n",
                "    §farve:\n",
            )
        ],
        "change-without-effect",
    ),
    (
        "the same name of a parameter",
        [
            (V, "        da: Højde\n        en: Height\n", "        da: Loft\n        en: Ceiling\n"),
            (V, "  parameters:\n    loft:", "  parameters:\n    §loft:"),
        ],
        "change-without-effect",
    ),
    # sources, open points, notices, events, tasks, invariants
    (
        "statement of the base",
        [(S, "facts:\n", "facts:\n" + word("§XX-001", 2) + "    document: blad\n    section: Side 9\n")],
        "already-in-base",
    ),
    (
        "reading of the base",
        [(P, "      svar_hvornaar:\n", "      §hvem_foerst:\n"), (R, "  svar_hvornaar: straks\n", ""), (NY, READ, "")],
        "already-in-base",
    ),
    (
        "notice of the base",
        [(N, "notices:\n", "notices:\n" + word("§husk_samtykke", 2) + "    basis: ours\n")],
        "already-in-base",
    ),
    (
        "misspelt notice",
        [(N, "change:\n  husk_samtykke:", "change:\n  §husk_samtyke:")],
        ("unknown-notice", "husk_samtykke"),
    ),
    ("event of the base", [(E, "events:\n", "events:\n" + word("§bog_laest", 2))], "already-in-base"),
    ("misspelt event", [(E, "  bog_laant:", "  §bog_lant:")], ("unknown-event", "bog_laant")),
    ("misspelt task", [(T, "  laes:", "  §lae:")], ("unknown-task", "laes")),
    ("misspelt invariant", [(U, "  uden_leder:", "  §uden_ledr:")], ("unknown-invariant", "uden_leder")),
    (
        "the same invariant",
        [
            (
                U,
                "    da: tolken leder mødet på trin 1\n    en: the interpreter leads the meeting on step 1\n",
                "    da: mødet ledes af psykologen på trin 1\n    en: the psychologist leads the meeting on step 1\n",
            ),
            (U, "[tolk]}\n    source: [EG-001]", "[psykolog]}\n    source: [XX-001]"),
            (U, "  uden_leder:", "  §uden_leder:"),
        ],
        "change-without-effect",
    ),
    # changes of a decision
    ("changes of another rule set", [(M, "lille/moede", "§lile/moede")], ("not-the-base", "lille")),
    (
        "changes of no rule",
        [("moedee.yaml", "", f"changes: lille/§moedee\n{BECAUSE}title:\n  da: x\n  en: z\n")],
        ("unknown-rule", "moede"),
    ),
    ("misspelt part", [(M, "  med_skala:", "  §med_skla:")], ("unknown-part", "med_skala")),
    ("new part of the base", [(M, "    med_tolk: {set", "    §med_klar: {}\n    med_tolk: {set")], "already-in-base"),
    ("answer to a misspelt fact", [(M, "  form:\n    oval", "  §frm:\n    oval")], ("unknown-fact", "form")),
    ("answer to a new fact", [(M, "  form:\n    oval", "  §vejr:\n    sol: {}\n  form:\n    oval")], "fact-not-asked"),
    ("answer to a misspelt value", [(M, "    oval:", "    §ovall:")], ("unknown-value", "oval")),
    ("answer that the base gives", [(M, "    oval: {use", "    §rund: {}\n    oval: {use")], "answer-in-base"),
    ("answer to a scale", [(M, "  form:\n    oval", "  skala:\n    §over 5: {}\n  form:\n    oval")], "answer-in-base"),
    (
        "the same title",
        [
            (
                M,
                "  da: Hvem leder mødet hos os?\n  en: Who leads our meeting?\n",
                "  da: §Hvem leder mødet?\n  en: Who leads the meeting?\n",
            )
        ],
        "change-without-effect",
    ),
    ("unknown name in an own part", [(M, "{kanal: due}", "{kanal: §du}")], ("unknown-term", "due")),
    ("unknown fact in an own part", [(M, "    ask: skala", "    ask: §skla")], ("unknown-fact", "skala")),
    (
        "outcome set twice by an own part",
        [(M, "{set: {kanal: due}, source", "{set: {kanal: due, §leder: tolk}, source")],
        "outcome-twice",
    ),
    # replacements
    ("replacement in another rule set", [(F, "lille/frist", "§lile/frist")], ("not-the-base", "lille")),
    ("replacement of another name", [(D, "decision: serie", "decision: §serien")], ("replaces-differs", "serie")),
    (
        "other outcomes",
        [(D, "  frist: {type: duration, required: true}\n", "  §frist: {type: duration}\n")],
        "outcome-differs",
    ),
    ("lifecycle in another rule set", [(A, "lille/spil", "§lile/spil")], ("not-the-base", "lille")),
    (
        "changes of a lifecycle",
        [(B, TITLE, TITLE + "parts:\n  ude: {}\n"), (B, "lille/bog", "§lille/bog")],
        "changes-lifecycle",
    ),
    ("no change of a lifecycle", [(B, TITLE, ""), (B, "lille/bog", "§lille/bog")], "change-without-effect"),
]


@pytest.mark.parametrize(("edits", "code"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_mistake_is_one_finding(
    edits: list[Edit], code: str | tuple[str, str], tmp_path: Path, as_kept: AsKept
) -> None:
    """Each mistake in an own rule set is found where it stands, and nothing else is said about it."""
    files, places = own(edits)
    findings = read_own(tmp_path, files).findings
    assert list(map(found, findings)) == expected(places, code)
    as_kept(findings)


def test_the_own_rule_set_and_the_empty_one_are_sound(tmp_path: Path) -> None:
    """Nothing is wrong with what the other tests damage."""
    assert reading_of_own(tmp_path) == []
    (tmp_path / "tom").mkdir()
    assert reading_of_own(tmp_path / "tom", EMPTY) == []


ADDED = """\
add:
  facts:
    form:
      values:
        oval:
          da: oval
          en: oval
"""


def test_a_new_value_that_is_not_answered(tmp_path: Path) -> None:
    """The gap in the base is told where the value was added: which rule, where it asks, and in what situation."""
    files, places = own([(V, "        oval:\n", "        §oval:\n")], EMPTY | {V: ADDED})
    found_there = read(own_folder(tmp_path, files)).findings
    assert [found(finding) for finding in found_there] == expected(places, "value-unanswered")
    finding = found_there[0]
    assert dict(finding.details) == {
        "fact": "form",
        "value": "oval",
        "rule": "moede",
        "place": f"lille/moede.yaml:{BASE[M].partition('ask: form')[0].count(chr(10)) + 1}:10",
    }
    assert finding.witness is not None
    assert finding.witness["form"] == "oval"


def test_a_gap_is_not_told_while_its_file_is_broken(tmp_path: Path) -> None:
    """While the file that may answer the new value cannot be read, only that is said."""
    files, places = own([(V, "        oval:\n", "        oval:\n"), (M, "", "x: §[\n")], EMPTY | {V: ADDED})
    assert [code for code, *_ in reading_of_own(tmp_path, files)] == ["yaml-bracket"]
    assert places


def test_a_gap_of_the_base_itself_is_told_as_such(tmp_path: Path) -> None:
    """What was wrong with the base before is an error in the base, at its place."""
    base, _ = own([(M, "      rund, kantet: {}\n", "      rund: {}\n")], BASE)
    assert [code for code, *_ in reading_of_own(tmp_path, EMPTY, base)] == ["answer-missing"]


def test_an_error_of_the_base_itself_is_told_where_it_is(tmp_path: Path) -> None:
    """An error in the base is told at its place, as it is: nobody above can mend it."""
    base, _ = own([(F, "set: {begynder: bog_laant}", "set: {begynder: bog_lant}")], BASE)
    found_there = reading_of_own(tmp_path, EMPTY, base)
    assert [(code, file, close) for code, file, _, _, close in found_there] == [("unknown-term", F, "bog_laant")]


def test_what_does_not_fit_below_is_told_further_up_too(tmp_path: Path) -> None:
    """Changes that do not fit the base are told there, and to whoever builds on the one that makes them."""
    files, places = own([("xyzzy.yaml", "", f"changes: lille/§xyzzy\n{BECAUSE}")], EMPTY)
    middle = own_folder(tmp_path, files)
    top = tmp_path / "oeverst"
    top.mkdir()
    for name, text in EMPTY.items():
        (top / name).write_text(text.replace("../lille", "../egen").replace("rule_set: egen", "rule_set: oeverst"))
    assert [found(finding) for finding in read(middle).findings] == expected(places, "unknown-rule")
    assert read(top).findings == read(middle).findings


def test_an_answer_that_is_never_asked_for(tmp_path: Path) -> None:
    """An answer in a decision whose base does not ask for the fact is a warning; nothing departs."""
    changes = f"changes: lille/serie\n{BECAUSE}answers:\n  §form:\n    oval: {{}}\n"
    files, places = own([(D, "", changes), (M, "parts:\n  med_skala:", "parts:\n  med_skala:")])
    found_there = read(own_folder(tmp_path, files))
    assert [found(finding) for finding in found_there.findings] == expected(places, "fact-not-asked")
    assert found_there.rule_set is not None
    assert not any("serie" in departure.within for departure in found_there.rule_set.model.departures)


def test_changes_that_say_nothing(tmp_path: Path) -> None:
    """A file that changes nothing is a warning."""
    files, places = own([(D, "", f"changes: §lille/serie\n{BECAUSE}")])
    assert reading_of_own(tmp_path, files) == expected(places, "change-without-effect")


def test_a_lifecycle_replaced_by_itself(tmp_path: Path) -> None:
    """A lifecycle replaced by a copy is a warning too."""
    copied = BASE[A].replace("lifecycle: ", f"{BECAUSE}replaces: lille/spil\nlifecycle: §", 1)
    files, places = own([(A, "", copied)], EMPTY)
    assert reading_of_own(tmp_path, files) == expected(places, "change-without-effect")


def test_a_part_that_says_the_same(tmp_path: Path) -> None:
    """A part replaced by what it says already is a warning, however it is laid out."""
    changes = f"changes: lille/moede\n{BECAUSE}parts:\n  §med_klar: {{ask: klar, answers: {{'true, false': {{}}}}}}\n"
    files, places = own([(M, "", changes)], EMPTY)
    assert reading_of_own(tmp_path, files) == expected(places, "change-without-effect")


UNKNOWN: list[tuple[str, str, str]] = [
    (f"changes: lille/§serien\n{BECAUSE}title:\n  da: x\n  en: z\n", "unknown-rule", "serie"),
    (f"replaces: lille/§serien\n{BECAUSE}tree: {{}}\n", "unknown-decision", "serie"),
    (BASE["spil.yaml"].replace("spil\n", f"serien\nreplaces: lille/§serien\n{BECAUSE}", 1), "unknown-lifecycle", ""),
]


@pytest.mark.parametrize(("text", "code", "close"), UNKNOWN, ids=["changes", "replacement", "lifecycle"])
def test_a_rule_that_nobody_knows(text: str, code: str, close: str, tmp_path: Path) -> None:
    """Changes of a rule that the base does not have name the nearest; of what they hold nothing more is said."""
    files, places = own([("serien.yaml", "", text)])
    assert reading_of_own(tmp_path, files) == expected(places, (code, close) if close else code)


RULES: list[tuple[str, str, str]] = [
    ("decision", "serie.yaml", BASE["serie.yaml"].replace("decision: serie", "decision: §serie")),
    ("lifecycle", "bog.yaml", BASE["bog.yaml"].replace("lifecycle: bog", "lifecycle: §bog")),
]


@pytest.mark.parametrize(("file", "text"), [row[1:] for row in RULES], ids=[row[0] for row in RULES])
def test_a_new_rule_of_a_name_that_is_taken(file: str, text: str, tmp_path: Path) -> None:
    """A rule of the base is replaced only by a file that says so."""
    files, places = own([(file, "", text)], EMPTY)
    assert reading_of_own(tmp_path, files) == expected(places, "already-in-base")


def test_nothing_but_the_base_may_be_missing(tmp_path: Path) -> None:
    """With a base that cannot be read, what is wrong in it is said, and nothing about the own rule set."""
    broken, places = own([(V, "facts:\n", "facts: §[\n")], BASE)
    assert [code for code, *_ in reading_of_own(tmp_path, OWN, broken)] == ["yaml-bracket"]
    assert places


def test_a_circle_of_rule_sets(tmp_path: Path) -> None:
    """A base that extends what extends it, or itself, is told where that is written."""
    made = own_folder(tmp_path)
    back = BASE[R].replace("title:", 'extends: {rule_set: ../egen, version: "1"}\ntitle:', 1)
    (tmp_path / "lille" / R).write_text(back, "utf-8")
    assert [str(f.location) for f in read(made).findings if f.code == "base-cycle"] == ["lille/rule_set.yaml:3:21"]
    (made / R).write_text(OWN[R].replace("../lille", "../egen"), "utf-8")
    assert [f.code for f in read(made).findings] == ["base-cycle"]


def test_a_folder_of_the_name_of_its_base(tmp_path: Path) -> None:
    """Places name folders, so an own rule set and its base cannot be in folders of one name."""
    made = own_folder(tmp_path).rename(tmp_path / "trivselplus")
    (made / R).write_text(OWN[R].replace("../lille", "trivselplus"), "utf-8")
    assert [(f.code, f.details["name"]) for f in read(made).findings] == [("base-same-name", "trivselplus")]


@pytest.mark.parametrize("name", ["../lille", "../borte", "trivselpluss"])
def test_a_shipped_rule_set_extends_only_shipped_ones(name: str) -> None:
    """From what ships with the package no folder can be reached."""
    shipped = open_folder("trivselplus")
    assert open_base(name, shipped) is None
    assert bases_of(shipped) == shipped_names()


def test_a_base_stands_beside_and_nowhere_else(tmp_path: Path) -> None:
    """A link beside that leads elsewhere is no base, and what is offered instead are rule sets."""
    (tmp_path / "her").mkdir()
    made = open_folder(own_folder(tmp_path / "her"))
    (tmp_path / "her" / "lille").rename(tmp_path / "lille")
    (tmp_path / "her" / "lille").symlink_to(tmp_path / "lille")
    assert open_base("../lille", made) is None
    assert open_base("../borte", made) is None
    (tmp_path / "her" / "tom").mkdir()
    assert bases_of(made) == (*shipped_names(), "../lille")
    (tmp_path / "her").rename(tmp_path / "borte")
    assert bases_of(made) == shipped_names()


def test_a_base_beside_is_shown_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown of a base is the way to it from where the own rule set was named."""
    monkeypatch.chdir(own_folder(tmp_path).parent)
    base = open_base("../lille", open_folder("./egen"))
    assert base is not None
    assert (base.name, base.shown) == ("lille", "lille")
    assert base.files.keys() == BASE.keys()


ALONE: list[tuple[str, list[Edit]]] = [
    ("added words", [("vocabulary.yaml", "facts:\n  trin:", "add: §{}\nfacts:\n  trin:")]),
    ("changed words", [("vocabulary.yaml", "facts:\n  trin:", "change: §{}\nfacts:\n  trin:")]),
    (
        "changed notice",
        [(N, "notices:\n", f"change:\n  §husk_samtykke:\n    da: x\n    en: z\n    {BECAUSE_IN}notices:\n")],
    ),
    ("changes", [("ny.yaml", "", f"changes: §lille/ny\n{BECAUSE}")]),
    ("replacement", [("ny.yaml", "", f"replaces: §lille/ny\n{BECAUSE}tree: {{}}\n")]),
    ("lifecycle", [(A, "lifecycle: spil\n", f"lifecycle: spil\nreplaces: §lille/spil\n{BECAUSE}")]),
]


@pytest.mark.parametrize("edits", [row[1] for row in ALONE], ids=[row[0] for row in ALONE])
def test_changes_without_a_base(edits: list[Edit], tmp_path: Path) -> None:
    """Whatever changes another rule set needs one that is named."""
    files, places = own(edits, BASE)
    assert reading_of(tmp_path, files) == expected(places, "extends-missing")


def test_warnings_about_the_base_are_not_repeated(tmp_path: Path) -> None:
    """What the base is warned of is its own affair, except a parameter that a municipality is to set."""
    base, _ = own(
        [
            (R, "  hvem_foerst: barnet\n", ""),
            (R, "  loft: 5\n", ""),
            (R, "  brev:\n", "  andet:\n" + word("title", 4) + "  brev:\n"),
        ],
        BASE,
    )
    below = own_folder(tmp_path, EMPTY, base).parent / "lille"
    codes = {finding.code for finding in read(below).findings}
    assert codes == {"reading-not-chosen", "parameter-unset", "unused-document"}
    assert [finding.code for finding in read(tmp_path / "egen").findings] == ["parameter-unset"]


def test_what_the_base_cites_need_not_be_cited(tmp_path: Path) -> None:
    """A statement is not missed when what cited it is replaced, and may be cited without the base."""
    base, _ = own(
        [
            (S, "  XX-002:", word("XX-003", 2) + "    document: brev\n    section: Side 3\n  XX-002:"),
            (D, "source: [XX-001]", "source: [XX-003]"),
        ],
        BASE,
    )
    files, _ = own([(F, "source: [EG-001]", "source: [EG-001, XX-002]")])
    assert reading_of_own(tmp_path, files, base) == []


G = "progression.yaml"
GARDENING: list[tuple[str, str, list[str]]] = [
    ("replaced", f"{BECAUSE}replaces: lille/progression\n", []),
    ("of another rule set", f"{BECAUSE}replaces: §lile/progression\n", ["not-the-base"]),
    ("of another rule", f"{BECAUSE}replaces: lille/§progresion\n", ["unknown-rule"]),
    ("not said to be replaced", "", ["already-in-base"]),
]


@pytest.mark.parametrize(("head", "codes"), [row[1:] for row in GARDENING], ids=[row[0] for row in GARDENING])
def test_measurements_are_replaced_whole(head: str, codes: list[str], tmp_path: Path) -> None:
    """What is said of measurements is replaced by a file that says so, and by no other."""
    text = GARDEN[G].replace("title:\n  da: ", "title:\n  da: Nu ", 1)
    files, _ = own([(G, "", head + text)], EMPTY)
    base = {**GARDEN, R: GARDEN[R].replace("rule_set: have", "rule_set: lille")}
    found_there = read(own_folder(tmp_path, files, base))
    assert [finding.code for finding in found_there.findings if finding.severity == "error"] == codes
    assert found_there.model is not None
    departures = [(d.how, d.kind, d.name) for d in found_there.model.departures]
    assert departures == ([] if codes else [("replaced", "progression", "progression")])


def test_measurements_that_the_base_does_not_speak_of(tmp_path: Path) -> None:
    """Measurements can be added to a base without any, and cannot replace them there."""
    text = f"{BECAUSE}replaces: lille/§progression\n" + GARDEN[G]
    files, places = own([(G, "", text)], EMPTY)
    assert reading_of_own(tmp_path, files)[0] == expected(places, "unknown-rule")[0]
    added = read_own(tmp_path, {**EMPTY, G: GARDEN[G]}).model
    assert added is not None
    assert [(d.how, d.kind) for d in added.departures] == [("added", "progression")]


def test_measurements_replaced_by_what_they_were(tmp_path: Path) -> None:
    """A copy in the place of the base's file is a change without effect."""
    base = {**GARDEN, R: GARDEN[R].replace("rule_set: have", "rule_set: lille")}
    files, places = own([(G, "", f"{BECAUSE}replaces: lille/§progression\n" + GARDEN[G])], EMPTY)
    codes = [found(f) for f in read(own_folder(tmp_path, files, base)).findings if f.code != "parameter-unset"]
    assert codes == expected(places, "change-without-effect")
