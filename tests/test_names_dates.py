# SPDX-License-Identifier: MPL-2.0
"""Dates of rules: versions that overlap, leave days without a rule, or do not follow on each other."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from helpers import AsKept, Edit, expected, found
from helpers import folder as written
from hypothesis import given, settings
from hypothesis import strategies as st
from living import LIVING, living
from own import BASE, EMPTY, own_folder, word
from test_dates_laws import NEW_GAME, VERSIONS

from trivselrules.cases import run_cases
from trivselrules.loading import load, read

Row = tuple[str, list[Edit], str | tuple[str, str]]

SERIE, SPIL = LIVING["serie.yaml"], LIVING["spil.yaml"]
MARKED = SERIE.replace("decision: serie", "decision: §serie")
UNTIL_JULY = f"in_force: {{until: 2026-07-31}}\n{SERIE}"
FROM_AUGUST = f"in_force: {{from: 2026-08-01}}\n{MARKED}"
OLD_GAME = f"in_force: {{until: 2026-01-14}}\n{SPIL}"
DOWN: Edit = ("vocabulary.yaml", "    hjemme:\n", word("nede", 4) + "    hjemme:\n")
# Nothing counts from a series that ends.
NO_SERIES: Edit = ("bog.yaml", "{next: serie, source: [XX-001]}", "{undetermined: ingen_frist}")
UNDATED = "decision: serie\ncases:\n  - §case: x\n    facts: {}\n    outcome: {frist: {weeks: 4}}\n"
DATED = UNDATED.replace("§case: x\n", "§case: x\n    on: 2027-08-01\n")


def game(text: str, mark: str) -> list[Edit]:
    """Give two versions of the game, the later changed at one place."""
    assert NEW_GAME.count(text) == 1
    return [DOWN, ("spil.yaml", "", OLD_GAME), ("spil.2.yaml", "", NEW_GAME.replace(text, mark))]


def series(cases: str) -> list[Edit]:
    """Give two versions of a series that ends, with a case."""
    versions = [(name, "", text) for name, text in VERSIONS.items() if "cases" not in name]
    return [*versions, NO_SERIES, ("serie.cases.yaml", "", cases)]


FAULTS: list[Row] = [
    ("two that always hold", [("serie.2.yaml", "", MARKED)], "in-force-overlap"),
    ("an old one that does not end", [("serie.2.yaml", "", FROM_AUGUST)], "in-force-overlap"),
    (
        "one day too many",
        [("serie.yaml", "", UNTIL_JULY.replace("07-31", "08-01")), ("serie.2.yaml", "", FROM_AUGUST)],
        "in-force-overlap",
    ),
    (
        "one day too few",
        [("serie.yaml", "", UNTIL_JULY.replace("07-31", "07-30")), ("serie.2.yaml", "", FROM_AUGUST)],
        "in-force-hole",
    ),
    ("a day that there is not", [("serie.yaml", "", f"in_force: {{from: §2026-02-30}}\n{SERIE}")], "no-such-date"),
    (
        "the wrong way round",
        [("serie.yaml", "", f"in_force: {{from: 2026-02-02, until: §2026-02-01}}\n{SERIE}")],
        "in-force-empty",
    ),
    ("a month that there is not", [("serie.yaml", "", f"in_force: {{from: §2026-13-01}}\n{SERIE}")], "wrong-form"),
    ("no days", [("serie.yaml", "", f"§in_force: {{}}\n{SERIE}")], "too-few"),
    ("misspelt end", [("serie.yaml", "", f"in_force: {{§untl: 2026-02-01}}\n{SERIE}")], ("unknown-key", "until")),
    (
        "words with dates",
        [("vocabulary.yaml", "facts:\n  trin:", "§in_force: {from: 2026-01-01}\nfacts:\n  trin:")],
        "unknown-key",
    ),
    (
        "a version of another name",
        [("serie.yaml", "", UNTIL_JULY), ("serie.2.yaml", "", FROM_AUGUST.replace("§serie", "§serien"))],
        "name-differs",
    ),
    (
        "a lifecycle without a phase it had",
        game("spil\nin_force: {from: 2026-01-15}\nmoved: {aaben: nede}", "§spil\nin_force: {from: 2026-01-15}"),
        "phase-dropped",
    ),
    ("a phase that is not gone", game("{aaben: nede}", "{aaben: nede, §lukket: nede}"), "phase-not-dropped"),
    ("a phase that never was", game("{aaben: nede}", "{aaben: nede, §aben: nede}"), ("unknown-phase", "aaben")),
    ("moved without dates", [("spil.yaml", "", f"§moved: {{aaben: lukket}}\n{SPIL}")], "needs-key"),
    ("a case without a day", series(UNDATED), "case-undated"),
    ("a case on a day without its rule", series(DATED), "rule-not-in-force"),
]


@pytest.mark.parametrize(("edits", "code"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_mistake_is_one_finding(
    edits: list[Edit], code: str | tuple[str, str], tmp_path: Path, as_kept: AsKept
) -> None:
    """Each mistake about dates is found where it stands, and nothing else is said about it."""
    files, places = living(edits)
    findings = read(written(tmp_path, files)).findings
    assert list(map(found, findings)) == expected(places, code)
    as_kept(findings)


def test_a_phase_in_its_place_that_there_is_not(tmp_path: Path, as_kept: AsKept) -> None:
    """A phase that is said to take the place of another must be one; then the old one is gone for nothing."""
    files, places = living(game("{aaben: nede}", "{aaben: §ned}"))
    findings = read(written(tmp_path, files)).findings
    codes = set(map(found, findings))
    as_kept(findings)
    assert set(expected(places, ("unknown-phase", "nede"))) < codes
    assert {code for code, *_ in codes} == {"unknown-phase", "phase-dropped"}


@pytest.mark.parametrize(
    ("before", "carried"),
    [(None, False), ("{values: [1], in: [aaben]}", True), ("{values: [3], in: [aaben]}", False)],
    ids=["new", "the same", "other values"],
)
def test_a_mark_goes_on_or_is_missed(before: str | None, carried: bool, tmp_path: Path, as_kept: AsKept) -> None:
    """A phase with a mark can only take the place of one in which the mark has one of its values."""
    marked = NEW_GAME.replace("phases:\n", "marks:\n  stilling: {values: [1, 2], in: [nede]}\nphases:\n")
    later = marked.replace("to: nede, source", "set: {stilling: 1}, to: nede, source")
    earlier = OLD_GAME
    if before is not None:
        earlier = OLD_GAME.replace("phases:", f"marks:\n  stilling: {before}\nphases:").replace(
            "to: aaben, source", f"set: {{stilling: {before[10]}}}, to: aaben, source"
        )
    label: Edit = ("vocabulary.yaml", "    rykkertrin:\n", word("stilling", 4) + "    rykkertrin:\n")
    files, _ = living([DOWN, label, ("spil.yaml", "", earlier), ("spil.2.yaml", "", later)])
    errors = [f for f in read(written(tmp_path, files)).findings if f.severity == "error"]
    assert [found(f)[0] for f in errors] == ([] if carried else ["mark-not-carried"])
    as_kept(errors)
    if carried:
        rules = load(tmp_path / "lille", on=date(2026, 1, 1))
        begun = rules.open("spil").accept("spil_begyndt", date(2026, 1, 2))
        assert dict(begun.as_of(date(2026, 2, 2)).marks) == {"stilling": 1}


def test_what_refers_to_a_rule_that_has_ended(tmp_path: Path) -> None:
    """A rule that is needed on days on which it does not hold is missed where it is needed, with such a day."""
    files, _ = living([("serie.yaml", "", UNTIL_JULY)])
    findings = read(written(tmp_path, files)).findings
    assert [(f.code, dict(f.details)) for f in findings] == [
        ("rule-not-in-force", {"name": "serie", "date": "2026-08-01"})
    ]
    assert findings[0].location is not None
    assert findings[0].location.file == "lille/bog.yaml"


def test_words_that_only_one_version_uses_are_used(tmp_path: Path) -> None:
    """A word is unused only if no version uses it."""
    other = (
        SERIE.replace("every: frist", "every: varsel").replace("  frist:", "  varsel:").replace("{frist:", "{varsel:")
    )
    files, _ = living(
        [
            ("vocabulary.yaml", "  kanal:\n    da", word("varsel", 2) + "  kanal:\n    da"),
            ("serie.yaml", "", UNTIL_JULY),
            ("serie.2.yaml", "", f"in_force: {{from: 2026-08-01}}\n{other}"),
        ]
    )
    assert read(written(tmp_path, files)).findings == ()
    files, _ = living([("vocabulary.yaml", "  kanal:\n    da", word("varsel", 2) + "  kanal:\n    da")])
    (tmp_path / "uden").mkdir()
    assert [f.code for f in read(written(tmp_path / "uden", files)).findings] == ["unused-outcome"]


@pytest.mark.parametrize("name", ["vocabulary.2026.yaml", "rule_set.2.yaml", "events.v1.yaml"])
def test_only_rules_have_versions(name: str, tmp_path: Path) -> None:
    """A file of words is no version of another: it is said, and not read."""
    made = written(tmp_path, {**LIVING, name: "x: [\n"})
    findings = read(made).findings
    assert [(f.code, f.details["rule"]) for f in findings] == [("file-version", f"{name.partition('.')[0]}.yaml")]


def test_cases_of_a_file_of_words_are_no_version_of_it(tmp_path: Path) -> None:
    """Cases beside a file of words are those of another rule, whose name they should have."""
    files = {**LIVING, "sources.cases.yaml": LIVING["moede.cases.yaml"]}
    assert [f.code for f in read(written(tmp_path, files)).findings] == ["name-differs"]


def test_when_a_rule_holds_is_not_in_its_digest(tmp_path: Path) -> None:
    """On a day on which they are the same, rules have one digest, whether or not they change later."""
    files, _ = living(
        [("serie.yaml", "", UNTIL_JULY), ("serie.2.yaml", "", f"in_force: {{from: 2026-08-01}}\n{SERIE}")]
    )
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    plain, dated = written(tmp_path / "a", LIVING), written(tmp_path / "b", files)
    for day in (date(2026, 7, 31), date(2026, 8, 1)):
        assert load(dated, on=day).digest == load(plain, on=day).digest


def test_a_broken_version_leaves_no_hole(tmp_path: Path) -> None:
    """While one version cannot be read, nobody can say on which days there is none."""
    files, _ = living([("serie.yaml", "", UNTIL_JULY), ("serie.2.yaml", "", "x: [\n")])
    assert [f.code for f in read(written(tmp_path, files)).findings] == ["yaml-bracket"]


def test_own_changes_leave_no_holes_and_do_not_overlap(tmp_path: Path) -> None:
    """Between the days of own changes the base's rule holds; two that hold at once are one too many."""
    changes = "changes: lille/serie\nbecause:\n  da: x\n  en: z\ntitle:\n  da: x\n  en: z\n"
    first, second = (f"in_force: {{from: 2026-0{n}-01, until: 2026-0{n}-28}}\n{changes}" for n in (1, 4))
    files = {**EMPTY, "serie.1.yaml": first, "serie.2.yaml": second}
    assert read(own_folder(tmp_path, files, BASE)).findings == ()
    (tmp_path / "egen" / "serie.2.yaml").write_text(first.replace("da: x", "da: xx"), "utf-8")
    assert [f.code for f in read(tmp_path / "egen").findings] == ["in-force-overlap"]


def test_cases_are_asked_on_their_days(tmp_path: Path) -> None:
    """Cases with dates pass under the rules of their dates, whichever date the rule set is loaded for."""
    files, _ = living([*[(name, "", text) for name, text in VERSIONS.items()], NO_SERIES])
    made = written(tmp_path, files)
    for day in (date(2000, 1, 1), date(2026, 8, 1), date(2030, 1, 1)):
        results = run_cases(load(made, on=day))
        assert len(results) > 3
        assert all(result.passed for result in results)


# --- day by day ------------------------------------------------------------------------------------------------------

START = date(2026, 1, 1)
spans = st.tuples(st.none() | st.integers(0, 12), st.none() | st.integers(0, 12)).filter(
    lambda span: span[0] is None or span[1] is None or span[0] <= span[1]
)


def day(number: int) -> date:
    """Give a day by its number."""
    return START + timedelta(days=number)


@settings(max_examples=settings().max_examples // 2)
@given(st.lists(spans, min_size=1, max_size=4))
def test_overlaps_and_holes_are_what_they_are_day_by_day(found_spans: list[tuple[int | None, int | None]]) -> None:
    """Versions are refused exactly if on some day two hold, or none on a day between two; that day is named."""
    files = {name: text for name, text in LIVING.items() if name != "serie.yaml"}
    files["bog.yaml"] = LIVING["bog.yaml"].replace(*NO_SERIES[1:])
    for number, (first, last) in enumerate(found_spans):
        dates = {"from": first, "until": last}
        in_force = ", ".join(f"{key}: {day(end)}" for key, end in dates.items() if end is not None)
        files[f"serie.{number}.yaml"] = (f"in_force: {{{in_force}}}\n" if in_force else "") + SERIE
    with TemporaryDirectory() as above:
        findings = read(written(Path(above), files)).findings

    def hold(number: int) -> int:
        return sum((a is None or a <= number) and (b is None or number <= b) for a, b in found_spans)

    around = range(-2, 16)
    twice = [number for number in around if hold(number) > 1]
    none = [n for n in around if hold(n) == 0 and any(map(hold, range(-2, n))) and any(map(hold, range(n, 16)))]
    overlaps = [f for f in findings if f.code == "in-force-overlap"]
    holes = [f for f in findings if f.code == "in-force-hole"]
    assert bool(overlaps) == bool(twice)
    named = [n for f in holes for n in around if f.details["first"] <= str(day(n)) <= f.details["last"]]
    assert sorted(named) == none
    for finding in overlaps:
        told = date.fromisoformat(finding.details["date"])
        assert hold((told - START).days) > 1
