# SPDX-License-Identifier: MPL-2.0
"""Two rule sets compared: what they declare, whether they are the same, and how many situations change."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest
from helpers import SHIPPED, SOUND, C, Edit, M, N, P, R, S, V, edited, folder
from living import BOOK, EVENTS, LIVING, NEVER, TASKS, living

import trivselrules
from trivselrules.cases import run_cases
from trivselrules.comparing import Comparison, Tally, compare, tally
from trivselrules.proof.names import name_changes
from trivselrules.text import Text

SETS = "set: {leder: psykolog, vaegt: 0.5, aktiv: true}"


def compared(tmp_path: Path, *edits: Edit) -> Comparison:
    """Compare the small rule set with an edited one."""
    versions = {"old": SOUND, "new": edited(edits)[0]}
    for name in versions:
        (tmp_path / name).mkdir()
    old, new = (trivselrules.load(folder(tmp_path / name, files)) for name, files in versions.items())
    return compare(old, new)


def seen(comparison: Comparison) -> list[str]:
    """Give what is declared differently in one line each; texts in Danish."""

    def said(value: Text | str | None) -> str:
        return value.da if isinstance(value, Text) else str(value)

    return [
        f"{c.kind} {c.name}{f' {c.what}' if c.what else ''}: {said(c.old)} → {said(c.new)}" for c in comparison.names
    ]


# The file, the passage and what stands there instead; then kind, name and what is said differently, and its weight.
DECLARED: list[tuple[Edit, str, str]] = [
    ((V, "      da: Trin\n", "      da: Trappetrin\n"), "fact trin label: Trin → Trappetrin", "wording"),
    ((V, "        da: rød\n", "        da: rødt\n"), "value farve=roed label: rød → rødt", "wording"),
    (
        (V, "step: 0.5", "step: 0.1"),
        "fact skala domain: from: 0, to: 5, step: 0.5 → from: 0, to: 5, step: 0.1",
        "rules",
    ),
    ((R, "loft: 5", "loft: 6"), "fact skala domain: from: 0, to: 5, step: 0.5 → from: 0, to: 6, step: 0.5", "rules"),
    ((R, "dage_i_alt: 3", "dage_i_alt: 4"), "parameter dage_i_alt value: 3 → 4", "rules"),
    ((R, "  dage_i_alt: 3\n", ""), "parameter dage_i_alt value: 3 → None", "rules"),
    ((R, "hvem_foerst: barnet", "hvem_foerst: skolen"), "reading hvem_foerst chosen: barnet → skolen", "rules"),
    ((P, "default: barnet", "default: skolen"), "reading hvem_foerst default: barnet → skolen", "rules"),
    ((P, "da: skolen\n", "da: skolerne\n"), "option hvem_foerst=skolen text: skolen → skolerne", "wording"),
    ((P, "point: A-002", "point: A-003"), "open_point raekkefoelge point: A-002 → A-003", "rules"),
    ((P, "    about: [skala]\n", ""), "open_point loftets_hoejde about: skala → None", "rules"),
    ((P, "[XX-001]", "[XX-001, XX-002]"), "open_point loftets_hoejde source: XX-001 → XX-001, XX-002", "register"),
    ((N, "basis: law", "basis: ours"), "notice husk_samtykke basis: law → ours", "rules"),
    ((N, "da: Husk samtykke.", "da: Husk det."), "notice husk_samtykke text: Husk samtykke. → Husk det.", "wording"),
    ((S, "section: Side 1", "section: Side 3"), "source XX-001 section: Side 1 → Side 3", "register"),
    ((R, "file: brev.txt", "file: brevet.txt"), "document brev file: brev.txt → brevet.txt", "register"),
    ((V, "    kind: chef\n", ""), "role skoleleder kind: chef → None", "rules"),
    ((M, "  da: Hvem leder mødet?", "  da: Hvem?"), "decision moede title: Hvem leder mødet? → Hvem?", "wording"),
    ((M, "{type: duration}", "{type: duration, required: false}"), "", ""),
    ((M, "{type: role, required: true}", "{type: role}"), "result moede.leder required: true → false", "rules"),
    ((C, "Trin 1, rød", "Trin 1 og rød"), "", ""),
]


@pytest.mark.parametrize(("edit", "told", "weight"), DECLARED, ids=[told or edit[2] for edit, told, _ in DECLARED])
def test_what_is_declared_differently_is_told(edit: Edit, told: str, weight: str, tmp_path: Path) -> None:
    """Each declaration is compared: what it says, and whether it decides, accounts for the sources, or is wording."""
    found = compared(tmp_path, edit)
    assert [line for line in seen(found) if not line.startswith("parameter loft ")][:1] == ([told] if told else [])
    weights = {change.weight for change in found.names}
    assert weights <= ({weight, "rules"} if weight == "rules" else {weight})
    assert found.same == ("rules" not in weights)


def test_the_order_of_what_a_point_is_about_says_nothing(tmp_path: Path) -> None:
    """Words and statements that belong to a point are the same in another order."""
    for name, about, source in (("old", "skala, trin", "XX-001, XX-002"), ("new", "trin, skala", "XX-002, XX-001")):
        (tmp_path / name).mkdir()
        edits = [(P, "about: [skala]", f"about: [{about}]"), (P, "[XX-001]", f"[{source}]")]
        folder(tmp_path / name, edited(edits)[0])
    old, new = (trivselrules.load(str(tmp_path / name / "lille")) for name in ("old", "new"))
    found = compare(old, new)
    assert (found.same, found.names) == (True, ())


@pytest.mark.parametrize("name", ["trivselplus", "trivselsbarometer"])
def test_the_order_of_words_of_which_one_is_enough_says_nothing(name: str, tmp_path: Path) -> None:
    """`at_least_one_of` means the same in any order, and the cases, which have the other one, still pass."""
    copytree(SHIPPED.parent / name, tmp_path / name)
    turned = 0
    for file in (tmp_path / name).glob("*.yaml"):
        if ".cases." not in file.name:
            text, count = re.subn(r"(?<=at_least_one_of: \[)[\w, ]+(?=\])", _turned, file.read_text("utf-8"))
            file.write_text(text, "utf-8")
            turned += count
    assert turned
    old, new = trivselrules.load(name), trivselrules.load(tmp_path / name)
    found = compare(old, new)
    assert (found.same, found.names) == (True, ())
    assert not any(one.answers or one.ways for one in found.decisions)
    assert all(result.passed for result in run_cases(new))


def _turned(found: re.Match[str]) -> str:
    return ", ".join(reversed(found[0].split(", ")))


def test_names_that_come_and_go_are_told(tmp_path: Path) -> None:
    """A name that only one rule set has is new or gone; a role that was renamed is both."""
    files = {name: text.replace("psykolog", "terapeut") for name, text in SOUND.items()}
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    old, new = (trivselrules.load(folder(tmp_path / n, f)) for n, f in (("old", SOUND), ("new", files)))
    assert [line for line in seen(compare(old, new)) if line.startswith("role ")] == [
        "role terapeut: None → terapeut",
        "role psykolog: psykolog → None",
    ]


# What is declared for lifecycles; the file, the passage and what stands there instead, and what is told.
OVER_TIME: list[tuple[Edit, list[str]]] = [
    ((EVENTS, "    da: kortet er skrevet", "    da: kort skrevet"), ["event kort_skrevet label"]),
    (
        (EVENTS, "[farve, klar]\n    source: [XX-001]", "[farve, klar, trin]"),
        ["event bog_laant facts", "event bog_laant source"],
    ),
    ((EVENTS, "[farve, klar]", "[klar, farve]"), []),
    ((TASKS, "    da: spil\n", "    da: leg\n"), ["task spil label"]),
    (("serie.yaml", "    da: Møde\n", "    da: Mødet\n"), ["calendar serie content"]),
    ((BOOK, "  da: En bog, der lånes", "  da: En lånt bog"), ["lifecycle bog title"]),
    ((NEVER, "bog: [hjemme], rykkertrin: [1, 2]", "rykkertrin: [2, 1], bog: [hjemme]"), []),
    ((NEVER, "rykkertrin: [1, 2]", "rykkertrin: [2]"), ["invariant rykket_for_en_bog_hjemme when"]),
    ((NEVER, "    unless_done: skriv_kort\n", ""), ["invariant afleveret_uden_kort unless_done"]),
    ((NEVER, "    under: {hvem_foerst: [barnet]}\n", ""), ["invariant afleveret_uden_kort under"]),
    ((NEVER, "outcome: {leder: [psykolog]}", "outcome: {leder: [skoleleder]}"), ["invariant uden_leder outcome"]),
]


@pytest.mark.parametrize(("edit", "told"), OVER_TIME, ids=[edit[2] or edit[1] for edit, _ in OVER_TIME])
def test_what_is_declared_of_lifecycles_is_told(edit: Edit, told: list[str], tmp_path: Path) -> None:
    """Events, tasks, lifecycles and invariants say what they are; the order of conditions and facts says nothing."""
    for name, files in (("old", LIVING), ("new", living([edit])[0])):
        (tmp_path / name).mkdir()
        folder(tmp_path / name, files)
    old, new = (trivselrules.load(str(tmp_path / name / "lille")).model for name in ("old", "new"))
    assert [f"{c.kind} {c.name} {c.what}" for c in name_changes(old, new)] == told


PHASES = "    foer:\n      da: før\n      en: before\n", "    under:\n      da: under\n      en: during\n"
RESULTS = "  - klassifikation.klasse\n", "  - kommer_i_trivsel.er_i_trivsel\n"
# What measurements over time are made of: the file, the passage and what stands there instead, and what is told.
MEASURED: list[tuple[str, str, str, list[str]]] = [
    ("progression.yaml", "better: higher", "better: lower", ["better content"]),
    ("progression.yaml", "klasse: [under_6]", "klasse: [over_6]", ["counts.anbragte_under_6 content"]),
    ("progression.yaml", "anbragt: [true], klasse: [under_6]", "klasse: [under_6], anbragt: [true]", []),
    ("progression.yaml", "    da: Anbragte under 6\n", "    da: Under 6\n", []),
    ("progression.yaml", "ufoedt: {otherwise: false}", "ufoedt: {}", ["further.ufoedt content"]),
    ("progression.yaml", "suppress_below: mindste_gruppe\n", "", ["suppress_below None"]),
    ("progression.yaml", "".join(RESULTS), "".join(RESULTS[::-1]), []),
    ("progression.yaml", "spread: [klasse, retning]", "spread: [klasse]", ["spread content"]),
    ("vocabulary.yaml", "".join(PHASES), "".join(PHASES[::-1]), ["columns.phase content"]),
]


@pytest.mark.parametrize(("file", "passage", "instead", "told"), MEASURED)
def test_what_is_measured_differently_is_told(
    file: str, passage: str, instead: str, told: list[str], tmp_path: Path
) -> None:
    """What is followed and counted over time is part of the rules; texts and order are not."""
    made = tmp_path / "trivselslinealen"
    copytree(Path(SHIPPED).parent / "trivselslinealen", made)
    text = (made / file).read_text("utf-8")
    assert text.count(passage) == 1
    (made / file).write_text(text.replace(passage, instead), "utf-8")
    found = compare(trivselrules.load("trivselslinealen"), trivselrules.load(str(made)))
    assert [f"{c.name} {c.what}" for c in found.names if c.kind == "progression"] == told
    assert found.same == (not told)


def test_the_same_rules_are_the_same() -> None:
    """A rule set compared with itself differs in nothing."""
    rules = trivselrules.load(SHIPPED)
    found = compare(rules, rules)
    assert found.same
    assert found.names == ()
    assert {change.decision for change in found.decisions} == set(rules.decisions)
    assert all((change.answers, change.ways, change.choices) == ((), (), ()) for change in found.decisions)


def test_a_decision_that_only_one_rule_set_has_is_told_by_name(tmp_path: Path) -> None:
    """A new decision has nothing to be compared with, and is no secret either."""
    renamed = SOUND[M].replace("decision: moede", "decision: samtale")
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    old = trivselrules.load(folder(tmp_path / "old", SOUND))
    new = trivselrules.load(folder(tmp_path / "new", {**SOUND, "samtale.yaml": renamed}))
    for pair, expected in (((old, new), (None, "samtale")), ((new, old), ("samtale", None))):
        found = compare(*pair)
        assert not found.same
        assert [change.decision for change in found.decisions] == ["moede"]
        decisions = [(change.old, change.new) for change in found.names if change.kind == "decision"]
        assert decisions == [expected]


def test_situations_are_counted_by_what_becomes_of_them(tmp_path: Path) -> None:
    """One's own situations: changed, unchanged, known to one rule set only, known to neither."""
    found = compared(
        tmp_path,
        (M, SETS, SETS.replace("psykolog", "skoleleder")),
        (
            V,
            "        da: blå\n        en: blue\n",
            "        da: blå\n        en: blue\n      groen:\n        da: grøn\n        en: green\n",
        ),
        (M, "      blaa: {all:", "      blaa, groen: {all:"),
    )
    situations: list[dict[str, object]] = [
        {"trin": 1, "farve": "roed"},
        {"trin": 3},
        {"trin": 3, "farve": "blaa"},
        {"trin": 1, "farve": "groen"},
        {"trin": 9},
    ]
    assert tally(found, situations) == (Tally("moede", 5, 2, 1, 1, 2),)
    assert tally(found, []) == (Tally("moede", 0, 0, 0, 0, None),)


def test_a_witness_is_answered_by_both_rule_sets(tmp_path: Path) -> None:
    """The engine gives both answers in the situation of a witness, and they differ in just what is told."""
    found = compared(tmp_path, (M, SETS, SETS.replace("psykolog", "skoleleder")))
    ((difference,), (change,)) = found.decisions, found.decisions[0].answers
    old, new = found.answers(difference.decision, change.regions[0].witness)
    assert old is not None
    assert new is not None
    assert (old.outcome["leder"], new.outcome["leder"]) == ("psykolog", "skoleleder")


def test_what_a_choice_changes_is_answered_by_the_new_rules(tmp_path: Path) -> None:
    """Read as the old rule set has chosen and as the new one has, the new rules answer differently."""
    found = compared(tmp_path, (R, "  hvem_foerst: barnet\n", "  hvem_foerst: skolen\n"))
    ((difference,), (change,)) = found.decisions, found.decisions[0].choices
    assert difference.answers == ()
    old, new = found.choices(difference.decision, change.regions[0].witness)
    assert old is not None
    assert new is not None
    assert (old.outcome["kanal"], new.outcome["kanal"]) == ("brevpost", "telefon")
