# SPDX-License-Identifier: MPL-2.0
"""Every finding about what rules say together: it fires where it should, with a situation that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import SOUND, AsKept, Edit, M, V, edited, expected, folder, found, reading_of

from trivselrules.analysis import shape
from trivselrules.analysis.shape import MAX_DEPTH, MAX_SIZE
from trivselrules.loading import read

HEAD = "decision: §x\ntitle:\n  da: x\n  en: z\noutcome:\n  leder: {type: role, required: true}\n"
PLAIN = HEAD.replace("§", "")
PSYKOLOG = "{set: {leder: psykolog}, source: [XX-001]}"
NOT = "not_applicable: §kun_trin_1_til_3, source: [XX-001]"
ASKED_AGAIN = f"""\
{PLAIN}tree:
  ask: trin
  answers:
    1, 2:
      ask: trin
      answers:
        1, 2, §3: {PSYKOLOG}
    3, 4: {PSYKOLOG}
"""
SETTLED = "§3: {set: {leder: psykolog}, not_applicable: kun_trin_1_til_3, source: [XX-001]}"
CONSULTED_AGAIN = f"""\
{PLAIN}tree:
  reading: hvem_foerst
  options:
    barnet:
      reading: hvem_foerst
      options:
        barnet: {PSYKOLOG}
        §skolen: {PSYKOLOG}
    skolen: {{undetermined: raekkefoelge, source: [XX-001]}}
"""
OVERLAP_LATER = f"""\
{PLAIN}tree:
  ask: trin
  answers:
    1, 2: {{use: igen}}
    3, 4: {{ask: klar, answers: {{true: {{use: igen}}, false: {PSYKOLOG}}}}}
parts:
  igen:
    ask: trin
    answers:
      1 to 3: {PSYKOLOG}
      §3 to 4: {PSYKOLOG}
"""
NEITHER = f"""\
{PLAIN}tree:
  §all:
    - ask: klar
      answers:
        true: {PSYKOLOG}
        false: {{undetermined: raekkefoelge}}
    - ask: farve
      answers:
        roed: {{source: [XX-001]}}
        blaa: {{}}
"""
Situation = dict[str, str] | None


def chain(length: int) -> str:
    """Give a decision whose parts use one another `length` times in a row."""
    parts = "".join(f"  p{number}: {{use: p{number + 1}}}\n" for number in range(length))
    return f"{HEAD}tree: {{use: p0}}\nparts:\n{parts}  p{length}: {PSYKOLOG}\n"


def bush(depth: int) -> str:
    """Give a decision in which every part uses the next one twice."""
    parts = "".join(f"  p{n}: {{all: [{{use: p{n + 1}}}, {{use: p{n + 1}}}]}}\n" for n in range(depth))
    return f"{HEAD}tree: {{use: p0}}\nparts:\n{parts}  p{depth}: {{source: [XX-001]}}\n"


CONFLICTS: list[tuple[str, list[Edit], str, Situation]] = [
    (
        "answer missing",
        [(M, "    ask: skala\n", "    ask: §skala\n"), (M, "      from 2.5: {}\n", "")],
        "answer-missing",
        {"trin": "1", "farve": "blaa", "skala": "2.5"},
    ),
    (
        "answer that is settled",
        [("x.yaml", "", ASKED_AGAIN)],
        "answer-impossible",
        {"trin": "1"},
    ),
    (
        "answers that overlap",
        [(M, "      from 2.5: {}\n", "      §from 2: {}\n")],
        "answer-overlap",
        {"trin": "1", "farve": "blaa", "skala": "2"},
    ),
    (
        "answers that overlap on the second way only",
        [("x.yaml", "", OVERLAP_LATER)],
        "answer-overlap",
        {"trin": "3", "klar": "true"},
    ),
    (
        "answer twice in a key",
        [(M, "      true, false: {}\n", "      true, false, §true: {}\n")],
        "answer-overlap",
        {"trin": "1", "farve": "blaa", "klar": "true"},
    ),
    (
        "option missing",
        [
            (M, "        reading: hvem_foerst\n", "        reading: §hvem_foerst\n"),
            (M, "          skolen: {set: {kanal: telefon}, source: [XX-001]}\n", ""),
            (M, "leder: psykolog, ", "leder: psykolog, kanal: telefon, "),
        ],
        "option-missing",
        {"trin": "1", "farve": "roed", "hvem_foerst": "skolen"},
    ),
    (
        "outcome set twice",
        [(M, "      true, false: {}\n", "      true, false: {set: {§leder: psykolog}, source: [XX-001]}\n")],
        "outcome-twice",
        {"trin": "1", "farve": "blaa", "klar": "true"},
    ),
    (
        "outcome not set",
        [(M, "      set: {leder: psykolog, ", "      §set: {")],
        "outcome-missing",
        {"trin": "3"},
    ),
    (
        "excuse among several",
        [("x.yaml", "", f"{PLAIN}tree:\n  all: [{{{NOT}}}, {PSYKOLOG}]\n")],
        "not-applicable-in-all",
        {},
    ),
    (
        "excuse in a part among several",
        [
            (
                "x.yaml",
                "",
                f"{PLAIN}tree:\n  all: [{{use: a}}, {PSYKOLOG}]\nparts:\n  a: {{{NOT}}}\n",
            )
        ],
        "not-applicable-in-all",
        {},
    ),
    (
        "outcome set in two branches of several",
        [("x.yaml", "", f"{PLAIN}tree:\n  all: [{PSYKOLOG}, {{set: {{§leder: skoleleder}}, source: [XX-001]}}]\n")],
        "outcome-twice",
        {},
    ),
    (
        "excuse behind an answer that is settled",
        [
            (
                "x.yaml",
                "",
                ASKED_AGAIN.replace("1, 2, §3: ", f"1, 2: {PSYKOLOG}\n        §3: ", 1).replace(
                    f"§3: {PSYKOLOG}", SETTLED
                ),
            )
        ],
        "answer-impossible",
        {"trin": "1"},
    ),
    (
        "option that is settled",
        [("x.yaml", "", CONSULTED_AGAIN)],
        "answer-impossible",
        {"hvem_foerst": "barnet"},
    ),
    (
        "set before an excuse",
        [
            (
                "x.yaml",
                "",
                f"{PLAIN}tree:\n  set: {{leder: psykolog}}\n  {NOT.replace(', source', chr(10) + '  source')}\n",
            )
        ],
        "set-before-not-applicable",
        {},
    ),
    (
        "nothing cited on a path",
        [(M, "      set: {leder: psy", "      §set: {leder: psy"), (M, "      source: [XX-001]\n      no", "      no")],
        "source-missing",
        {"trin": "3"},
    ),
    (
        "an empty list cited on a path",
        [
            (M, "      set: {leder: psy", "      §set: {leder: psy"),
            (M, "      source: [XX-001]\n      no", "      source: []\n      no"),
        ],
        "source-missing",
        {"trin": "3"},
    ),
    (
        "excuse for which nothing is cited",
        [
            (
                M,
                "    4: {not_applicable: kun_trin_1_til_3, source: [XX-001]}",
                "    4: §{not_applicable: kun_trin_1_til_3}",
            )
        ],
        "source-missing",
        {"trin": "4"},
    ),
    (
        "point left open for which nothing is cited",
        [
            (
                "x.yaml",
                "",
                f"{PLAIN}tree: {{ask: klar, answers: {{true: {PSYKOLOG}, false: §{{undetermined: raekkefoelge}}}}}}\n",
            )
        ],
        "source-missing",
        {"klar": "false"},
    ),
    (
        "nothing cited in any branch of several",
        [
            (
                "x.yaml",
                "",
                NEITHER,
            )
        ],
        "source-missing",
        {"klar": "false", "farve": "blaa"},
    ),
    (
        "reading too early",
        [
            (
                "x.yaml",
                "",
                f"{PLAIN}tree:\n  reading: §hvem_foerst\n  options:\n    barnet: {PSYKOLOG}\n    skolen: {PSYKOLOG}\n",
            )
        ],
        "reading-too-early",
        {},
    ),
    (
        "parts in a circle",
        [("x.yaml", "", f"{PLAIN}tree: {{use: a}}\nparts:\n  a: {{use: b}}\n  §b: {{use: c}}\n  c: {{use: b}}\n")],
        "part-cycle",
        {},
    ),
    ("path too long", [("x.yaml", "", chain(MAX_DEPTH))], "decision-too-deep", None),
    ("too many nodes", [("x.yaml", "", bush(15))], "decision-too-large", None),
]


@pytest.mark.parametrize(
    ("edits", "code", "situation"), [row[1:] for row in CONFLICTS], ids=[row[0] for row in CONFLICTS]
)
def test_conflict_is_one_finding_with_a_situation(
    edits: list[Edit], code: str, situation: Situation, tmp_path: Path, as_kept: AsKept
) -> None:
    """A conflict is found once, where it stands, with a situation in which it shows."""
    files, places = edited(edits)
    findings = read(folder(tmp_path, files)).findings
    assert list(map(found, findings)) == expected(places, code)
    as_kept(findings)
    witness = findings[0].witness
    assert (None if witness is None else dict(witness)) == situation


TWO = PLAIN + "  kanal: {type: channel, required: true}\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{TWO}tree:\n  set: {{leder: psykolog, kanal: brevpost}}\n  {NOT}\n", "set-before-not-applicable"),
        (f"{TWO}tree: {{source: [XX-001]}}\n", "outcome-missing"),
    ],
)
def test_what_goes_wrong_with_two_outcomes_is_told_of_both(text: str, code: str, tmp_path: Path) -> None:
    """Two outcomes that the same place sets too early, or leaves out, are a finding each."""
    text = text.replace("§", "").replace("1_til_3, ", "1_til_3\n  ")
    findings = read(folder(tmp_path, {**SOUND, "x.yaml": text})).findings
    assert {finding.code for finding in findings} == {code}
    assert [finding.details["outcome"] for finding in findings] == ["leder", "kanal"]


@pytest.mark.parametrize("text", [chain(MAX_DEPTH - 2), bush(14)])
def test_decision_within_the_limits_is_walked(text: str, tmp_path: Path) -> None:
    """A decision just within the limits is not too deep and not too large."""
    found = reading_of(tmp_path, {**SOUND, "x.yaml": text.replace("§", "").replace(", required: true", "")})
    assert [code for code, *_ in found] == ["unused-outcome"] * ("psykolog" not in text)  # the walk found nothing
    assert 4 * 2**14 < MAX_SIZE < 4 * 2**15


@pytest.mark.parametrize(
    ("text", "nodes", "longest"),
    [(chain(0), 2, 2), (chain(4), 6, 6), (bush(0), 2, 2), (bush(1), 6, 4), (bush(3), 30, 8)],
)
def test_a_limit_itself_is_within_it(
    text: str, nodes: int, longest: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A decision may unfold to as many nodes as the limit says, and be as deep, but not to one more."""
    files = {**SOUND, "x.yaml": text.replace("§", "").replace(", required: true", "")}
    for name, measure, code in (
        ("MAX_SIZE", nodes, "decision-too-large"),
        ("MAX_DEPTH", longest, "decision-too-deep"),
    ):
        for limit, told in ((measure, False), (measure - 1, True)):
            with monkeypatch.context() as patched:
                patched.setattr(shape, name, limit)
                codes = [code for code, file, *_ in reading_of(tmp_path, files) if file == "x.yaml"]
            assert (code in codes) == told, (name, limit)


def test_parts_that_share_a_part_are_no_circle(tmp_path: Path) -> None:
    """A part that is used twice, and one that uses a later or earlier part, make no circle."""
    parts = f"  a: {{all: [{{use: c}}, {{use: b}}]}}\n  c: {{use: d}}\n  b: {{use: d}}\n  d: {{}}\n  e: {PSYKOLOG}\n"
    text = f"{PLAIN}tree: {{all: [{{use: e}}, {{use: a}}, {{use: b}}]}}\nparts:\n{parts}"
    assert reading_of(tmp_path, {**SOUND, "x.yaml": text}) == []


def test_what_each_of_several_parts_uses_is_used(tmp_path: Path) -> None:
    """Parts that stand beside each other may each use parts of their own."""
    parts = f"  a: {{use: c}}\n  b: {{use: d}}\n  c: {PSYKOLOG}\n  d: {{notice: [husk_samtykke]}}\n"
    text = f"{PLAIN}tree: {{all: [{{use: a}}, {{use: b}}]}}\nparts:\n{parts}"
    assert reading_of(tmp_path, {**SOUND, "x.yaml": text}) == []


def test_circle_is_told_with_a_situation_that_leads_to_it(tmp_path: Path) -> None:
    """A circle of parts is shown by a situation that leads to where it starts."""
    begun = f"{{ask: trin, answers: {{1: {{use: b}}, '2, 3, 4': {PSYKOLOG}}}}}"
    on = f"{{ask: farve, answers: {{roed: {{use: c}}, blaa: {PSYKOLOG}}}}}"
    text = f"{PLAIN}tree: {{use: a}}\nparts:\n  a: {begun}\n  b: {on}\n  c: {{use: b}}\n"
    finding = read(folder(tmp_path, {**SOUND, "x.yaml": text})).findings[0]
    assert dict(finding.witness or {}) == {"trin": "1"}


@pytest.mark.parametrize(
    ("used", "told"), [("bcb", "b → c → b"), ("bca", "a → b → c → a"), ("aca", "a → a"), ("bbb", "b → b")]
)
def test_circle_is_told_in_its_order(used: str, told: str, tmp_path: Path) -> None:
    """A circle of parts is told from where it starts to where it closes."""
    parts = "".join(f"  {name}: {{use: {other}}}\n" for name, other in zip("abc", used, strict=True))
    finding = read(folder(tmp_path, {**SOUND, "x.yaml": f"{PLAIN}tree: {{use: a}}\nparts:\n{parts}"})).findings[0]
    assert (finding.code, finding.details["parts"]) == ("part-cycle", told)
    assert finding.message("da").startswith(f"delene bruger hinanden i ring: {told}")


@pytest.mark.parametrize(
    ("first", "second", "situation"),
    [("2 to 3", "under 3", "2"), ("2 to 3", "3", "3"), ("1, 2", "over 1", "2"), ("under 3", "2, 3", "2")],
)
def test_situation_of_an_unknown_name_leads_to_it(first: str, second: str, situation: str, tmp_path: Path) -> None:
    """Where a question is asked again, the situation told with a finding satisfies both answers."""
    others = {"2 to 3": "1, 4", "1, 2": "3, 4", "under 3": "3, 4"}[first]
    text = (
        f"{PLAIN}tree:\n  ask: trin\n  answers:\n    {first}:\n      ask: trin\n      answers:\n"
        f"        {second}: {{set: {{leder: xyzzy}}, source: [XX-001]}}\n    {others}: {PSYKOLOG}\n"
    )
    findings = read(folder(tmp_path, {**SOUND, "x.yaml": text})).findings
    unknown = next(finding for finding in findings if finding.code == "unknown-role")
    assert dict(unknown.witness or {}) == {"trin": situation}


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        ("under 6 years", "from 6 years"),
        ("under 6 years, from 18 years", "6 to 17 years"),
        ("under 6 years, from 7 years", "6 years"),
        ("from 6 years", "0 to 5 years"),
        ("under 18 months, from 24 months", "18 to 23 months"),
        ("under 18 months, from 25 months", "18 to 24 months"),
        ("under 24 months, from 37 months", "24 to 36 months"),
        ("under 18 months", "from 18 months"),
        ("6 to 17 years", "0 to 5 years, from 18 years"),
    ],
)
def test_an_age_without_an_answer_is_told_in_years_if_it_is_whole_ones(answers: str, left: str, tmp_path: Path) -> None:
    """What is left of an age is said in completed years where it begins and ends with one, else in months."""
    old = "      under 6 years: {}\n      6 to 17 years, from 18 years: {undetermined: raekkefoelge}\n"
    files, _ = edited([(M, old, f"      {answers}: {{}}\n")])
    (finding,) = read(folder(tmp_path, files)).findings
    assert (finding.code, finding.details["values"]) == ("answer-missing", left)


SCALE = "    from: 0\n    to: {parameter: loft}\n    step: 0.5\n"


@pytest.mark.parametrize(
    ("scale", "answers", "left"),
    [
        ("    from: 0\n    to: 100\n", "under 2.5", "2.5 to 100"),
        ("    from: 0\n    to: 100\n", "under 2.5, over 2.5", "2.5"),
        ("    from: 0\n    to: 100\n", "under 2.5, from 50", "2.5 ≤ … < 50"),
        ("    from: 0\n    to: 100\n", "under 2.5, 2.5, over 50", "2.5 < … ≤ 50"),
        ("    from: 0\n    to: 100\n", "under 2.5, 2.5, from 50", "2.5 < … < 50"),
        ("    from: 0\n    to: 100\n", "2.5", "0 ≤ … < 2.5, 2.5 < … ≤ 100"),
        ("    from: 0\n", "under 2.5", "from 2.5"),
        ("    from: 0\n", "under 2.5, 2.5", "over 2.5"),
        ("", "from 2.5", "under 2.5"),
        ("", "over 2.5", "under 2.5, 2.5"),
        ("", "2.5", "under 2.5, over 2.5"),
    ],
)
def test_numbers_without_an_answer_are_told_with_their_ends(
    scale: str, answers: str, left: str, tmp_path: Path
) -> None:
    """What is left of a scale is said as answers are written, and with signs where an end does not belong to it."""
    old = "      under 2.5: {}\n      from 2.5: {}\n"
    files, _ = edited([(V, SCALE, scale), (M, old, f"      {answers}: {{}}\n")])
    (finding,) = (one for one in read(folder(tmp_path, files)).findings if one.code == "answer-missing")
    assert finding.details["values"] == left
