# SPDX-License-Identifier: MPL-2.0
"""Corners that the broad laws do not reach by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import SOUND, folder, reading_of

import trivselrules

TITLE = "title:\n  da: x\n  en: x\n"
DOCUMENTS = "documents:\n  brev:\n    title:\n      da: x\n      en: x\n"
OPEN_POINTS = """\
open_points:
  punkt:
    point: A-001
    title:
      da: x
      en: x
    why:
      da: x
      en: x
    readings:
      valg:
        question:
          da: x
          en: x
        options:
          a:
            da: x
            en: x
          b:
            da: x
            en: x
        default: a
        because:
          da: x
          en: x
"""


def test_the_facade_lists_what_it_offers() -> None:
    """Nothing but the promised names is offered, and each of them is there."""
    assert dir(trivselrules) == sorted(trivselrules.__all__)
    assert all(hasattr(trivselrules, name) for name in trivselrules.__all__)


@pytest.mark.parametrize("language", ["fr", "", "DA"])
def test_an_unknown_language_is_refused(language: str) -> None:
    """An answer is never written in half a language."""
    answer = trivselrules.load().decide("indkaldelse", trin=3)
    with pytest.raises(trivselrules.InvalidValueError) as refused:
        answer.explain(language)  # type: ignore[arg-type]
    assert refused.value.code == "language"
    with pytest.raises(trivselrules.InvalidValueError):
        answer.to_dict(language)  # type: ignore[arg-type]


def test_a_number_without_any_answer_lacks_all_of_them(tmp_path: Path) -> None:
    """A question without answers on an unbounded scale lacks everything, which is told as such."""
    said = "    answers:\n      under 2.5: {}\n      from 2.5: {}\n"
    assert said in SOUND["moede.yaml"]
    bounds = "    from: 0\n    to: {parameter: loft}\n    step: 0.5\n"
    files = {
        **SOUND,
        "moede.yaml": SOUND["moede.yaml"].replace(said, "    answers: {}\n"),
        "vocabulary.yaml": SOUND["vocabulary.yaml"].replace(bounds, ""),
    }
    read = trivselrules.loading.read(folder(tmp_path, files))
    (gap,) = (found for found in read.findings if found.code == "answer-missing")
    assert gap.details["values"] == "…"


def test_a_reading_over_too_many_situations_is_left_in_peace(tmp_path: Path) -> None:
    """Whether a reading stands too early is not looked for among more situations than can be gone through."""
    facts = [f"f{number}" for number in range(16)]
    prose = "      da: x\n      en: x\n"
    vocabulary = "facts:\n" + "".join(
        f"  {fact}:\n    label:\n{prose}    question:\n{prose}    type: boolean\n" for fact in facts
    )
    vocabulary += "outcomes:\n  ord:\n    da: x\n    en: x\nterms:\n  sign:\n"
    vocabulary += "".join(f"    {name}:\n{prose}" for name in ("a", "b", *facts))
    asked = "".join(
        f"        - {{ask: {fact}, answers: {{true: {{set: {{ord: [{fact}]}}, source: [XX-001]}}, false: {{}}}}}}\n"
        for fact in facts
    )
    said = "        - {{set: {{ord: [{name}]}}, source: [XX-001]}}\n"
    option = "    {name}:\n      source: [XX-001]\n      all:\n{asked}" + said
    tree = "tree:\n  reading: valg\n  options:\n" + "".join(option.format(name=name, asked=asked) for name in "ab")
    files = {
        "rule_set.yaml": 'rule_set: stor\nversion: "1"\ntitle:\n  da: x\n  en: x\nreadings: {valg: a}\n' + DOCUMENTS,
        "sources.yaml": "facts:\n  XX-001:\n    document: brev\n    section: x\n    da: x\n    en: x\n",
        "vocabulary.yaml": vocabulary,
        "open_points.yaml": OPEN_POINTS,
        "stort.yaml": f"decision: stort\n{TITLE}outcome: {{ord: {{type: sign, many: true}}}}\n{tree}",
    }
    assert not reading_of(tmp_path, files)
    (tmp_path / "igen").mkdir()
    rules = trivselrules.load(folder(tmp_path / "igen", files))
    assert rules.decide("stort").missing == tuple(facts)


def test_a_conflict_that_no_situation_reaches_is_no_conflict(tmp_path: Path) -> None:
    """Two branches that could set the same are not blamed for it where one of them can never be reached."""
    tree = """\
tree:
  ask: klar
  answers:
    true:
      all:
        - ask: klar
          answers:
            true: {}
            false: {set: {leder: skoleleder}, source: [XX-001]}
        - set: {leder: skoleleder}
          source: [XX-001]
    false: {set: {leder: skoleleder}, source: [XX-001]}
"""
    head = SOUND["moede.yaml"][: SOUND["moede.yaml"].index("tree:")]
    codes = {code for code, *_ in reading_of(tmp_path, {**SOUND, "moede.yaml": head + tree}) if code[:2] != "un"}
    assert "answer-impossible" in codes
    assert "outcome-twice" not in codes
