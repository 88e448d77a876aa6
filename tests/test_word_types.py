# SPDX-License-Identifier: MPL-2.0
"""Facts whose values are words of the vocabulary: the same as if they stood with the fact, and said only once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from golden import run
from helpers import SOUND, Edit, M, V, edited, expected, folder, reading_of

import trivselrules
from trivselrules.domains import Scale
from trivselrules.loading import read

LABELS = "    label:\n      da: Vej\n      en: Way\n    question:\n      da: Hvilken vej?\n      en: Which way?\n"
OWN = """\
    values:
      brevpost:
        da: brev
        en: letter
      telefon:
        da: telefon
        en: phone
"""
DECISION = """\
decision: vejen
title:
  da: Hvor?
  en: Where?
outcome:
  leder: {type: role, required: true}
tree:
  ask: vej
  answers:
    brevpost: {set: {leder: skoleleder}, source: [XX-001]}
    telefon: {set: {leder: psykolog}, source: [XX-001]}
"""


def asking(domain: str, *edits: Edit) -> tuple[dict[str, str], list[tuple[str, int, int]]]:
    """Give the small rule set with a fact `vej` of this domain, and a decision that asks it."""
    fact: Edit = (V, "outcomes:\n", f"  vej:\n{LABELS}{domain}outcomes:\n")
    return edited([fact, ("vejen.yaml", "", DECISION), *edits])


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("facts", ["vej=brevpost", "vej=telefon", "vej=fax", ""])
def test_words_of_a_type_are_as_good_as_values_of_the_fact(facts: str, language: str, tmp_path: Path) -> None:
    """Answers, questions and refusals are the same word for word, whether the words stand with the fact or not."""
    told = []
    for name, domain in (("typed", "    type: channel\n"), ("own", OWN)):
        (tmp_path / name).mkdir()
        path = str(folder(tmp_path / name, asking(domain)[0]))
        argv = ("decide", "vejen", *facts.split(), "--rules", path, "--on", "2026-11-21", "--lang", language)
        answer = run(*argv)
        told.append((answer.status, answer.out.rpartition("(sha256")[0], answer.err))
    assert told[0] == told[1]


def test_a_role_can_be_asked_for(tmp_path: Path) -> None:
    """Roles are words too."""
    text = DECISION.replace("brevpost:", "skoleleder:").replace("telefon:", "psykolog:")
    files, _ = edited([(V, "outcomes:\n", f"  vej:\n{LABELS}    type: role\noutcomes:\n"), ("vejen.yaml", "", text)])
    assert reading_of(tmp_path, files) == []
    (tmp_path / "igen").mkdir()
    rules = trivselrules.load(folder(tmp_path / "igen", files))
    assert rules.decide("vejen", vej="psykolog").outcome["leder"] == "psykolog"


@pytest.mark.parametrize(
    ("domain", "edits", "code"),
    [
        ("    type: §chanel\n", (), ("unknown-type", "channel")),
        ("    type: §duration\n", (), "unknown-type"),
        ("    type: channel\n    from: §1\n", (), "domain-form"),
        ("    type: channel\n    to: §{parameter: loft}\n", (), "domain-form"),
        ("    type: channel\n    step: §2\n", (), "domain-form"),
    ],
    ids=["misspelt", "type of outcomes only", "from", "to", "step"],
)
def test_a_type_that_does_not_fit_is_one_finding(
    domain: str, edits: tuple[Edit, ...], code: str | tuple[str, str], tmp_path: Path
) -> None:
    """A type that there is not, and ends that words do not have, are found where they stand, and nothing else is."""
    files, places = asking(domain, *edits)
    assert reading_of(tmp_path, files) == expected(places, code)


@pytest.mark.parametrize("key", ["from", "to", "step"])
@pytest.mark.parametrize("kind", ["channel", "integer"])
def test_an_end_that_does_not_fit_is_named(kind: str, key: str, tmp_path: Path) -> None:
    """What words do not have, or whole numbers not so, is told with its key and the fact."""
    files, _ = asking(f"    type: {kind}\n    {key}: 1.5\n")
    found = [finding for finding in read(folder(tmp_path, files)).findings if finding.code == "domain-form"]
    assert [dict(finding.details) for finding in found] == [{"key": key, "fact": "vej"}]


def test_an_age_is_any_whole_number_of_months(tmp_path: Path) -> None:
    """No age is below nothing or between two months, and none in between is left out."""
    domain = trivselrules.load(folder(tmp_path, SOUND)).model.facts["alder"].domain
    assert isinstance(domain, Scale)
    assert domain.months
    assert [age for age in (-1, 0, Decimal("0.5"), 1, 2, 1000) if domain.holds(age)] == [0, 1, 2, 1000]


def test_a_fact_names_the_type_of_its_words(tmp_path: Path) -> None:
    """A fact knows whether its values are words of a type, and of which."""
    files, _ = edited([(V, "  trin:\n", f"  vej:\n{LABELS}    type: channel\n  trin:\n")])
    model = read(folder(tmp_path, files)).model
    assert model is not None
    assert [model.facts[name].word_type for name in ("vej", "farve", "trin")] == ["channel", None, None]


def test_a_type_without_words_is_an_empty_domain(tmp_path: Path) -> None:
    """A fact whose type has no words cannot be answered, which is said at the fact."""
    files, places = edited(
        [
            (V, "outcomes:\n", f"  §vej:\n{LABELS}    type: tomt\noutcomes:\n"),
            (V, "terms:\n", "terms:\n  tomt: {}\n"),
            ("vejen.yaml", "", DECISION),
        ]
    )
    assert reading_of(tmp_path, files) == expected(places, "domain-no-values")


def test_an_answer_that_is_no_word_of_the_type_is_found(tmp_path: Path) -> None:
    """The answers of a question are held against the words of the type."""
    files, places = edited(
        [
            (V, "outcomes:\n", f"  vej:\n{LABELS}    type: channel\noutcomes:\n"),
            ("vejen.yaml", "", DECISION.replace("    telefon:", "    §telefn:")),
        ]
    )
    assert reading_of(tmp_path, files) == expected(places, ("answer-form", "telefon"))


@pytest.mark.parametrize("name", ["age", "role", "duration", "integer"])
def test_names_of_the_language_are_no_types_of_words(name: str, tmp_path: Path) -> None:
    """What the language itself knows as a type cannot be a type of words."""
    files, places = edited([(V, "terms:\n", f"terms:\n  §{name}:\n    x:\n      da: x\n      en: x\n")])
    assert reading_of(tmp_path, files) == expected(places, "name-reserved")


def test_words_that_can_be_asked_for_are_used(tmp_path: Path) -> None:
    """A word that only a question uses is not said to be unused."""
    files, _ = asking(
        "    type: channel\n",
        (
            M,
            "          barnet: {set: {kanal: brevpost}, source: [XX-001]}\n",
            "          barnet: {set: {kanal: telefon}, source: [XX-001], notice: [husk_samtykke]}\n",
        ),
    )
    assert reading_of(tmp_path, files) == []
