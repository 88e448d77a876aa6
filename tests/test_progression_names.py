# SPDX-License-Identifier: MPL-2.0
"""What a rule set says of measurements: each name that does not exist or does not fit is found where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import AsKept, found, marked
from measured import GARDEN, garden_folder

from trivselrules.finding import Finding
from trivselrules.loading import load, read

PLAN, VOCABULARY, DEMAND = "progression.yaml", "vocabulary.yaml", "kravet.yaml"

# What is changed, what it becomes with a mark at the place of the finding, its code and the nearest name.
Found = tuple[str, str, str, str, str | None]
FOUND: list[Found] = [
    (PLAN, "number: point", "number: §pont", "unknown-fact", "point"),
    (PLAN, "indicator: sort", "indicator: §sorte", "unknown-fact", "sort"),
    (PLAN, "indicator: sort", "indicator: §klasse", "unknown-fact", None),
    (PLAN, "first: foer", "first: §for", "unknown-fact", "foer"),
    (PLAN, "number: lus,", "number: §lys,", "unknown-fact", "lus"),
    (PLAN, "  antal: {}", "  §antl: {}", "unknown-fact", "antal"),
    (PLAN, "first: foer", "first: §alder", "column-number", None),
    (PLAN, "last: nu", "last: §bed", "column-number", None),
    (PLAN, "phase: tid", "phase: §nu", "column-words", None),
    (PLAN, "date: dag", "date: §plante", "name-taken", None),
    (PLAN, "  bed: {}", "  bed: {}\n  §tid: {}", "name-taken", None),
    (PLAN, "otherwise: false", "otherwise: §nej", "answer-form", None),
    (PLAN, "  bladlus: {", "  §bladlys: {", "answer-form", "bladlus"),
    (PLAN, "- klassen.klasse", "- §klasen.klasse", "unknown-decision", "klassen"),
    (PLAN, "- klassen.klasse", "- §klassen.klase", "unknown-outcome", "klasse"),
    (PLAN, "- klassen.klasse", "- §sorterne.sorter\n  - klassen.klasse", "outcome-listed", None),
    (PLAN, "sort: sorterne.sorter", "sort: §klassen.klasse", "outcome-unlisted", None),
    (PLAN, "sort: sorterne.sorter", "sort: §kravet.tider", "outcome-unfit", None),
    (PLAN, "  sort: sorterne.sorter", "  §sorte: sorterne.sorter", "unknown-fact", "sort"),
    (PLAN, "phase: kravet.tider", "phase: §kravet.hvem", "outcome-unfit", None),
    (PLAN, "phase: kravet.tider", "phase: §kravt.tider", "unknown-decision", "kravet"),
    (PLAN, "spread: [klasse, vej]", "spread: [§klase, vej]", "unknown-outcome", "klasse"),
    (PLAN, "{blevet_groen: [true]}", "{§blevet_groent: [true]}", "unknown-column", "blevet_groen"),
    (PLAN, "{blevet_groen: [true]}", "{blevet_groen: [§ja]}", "answer-form", None),
    (PLAN, "klasse: [lav]", "klasse: [§lv]", "answer-form", "lav"),
    (PLAN, "{bed: [nord]", "{bed: [§nor]", "answer-form", "nord"),
    (PLAN, "{seks: [groent]}", "{§sks: [groent]}", "unknown-reading", "seks"),
    (PLAN, "{seks: [groent]}", "{seks: [§groen]}", "unknown-option", "groent"),
    (PLAN, "suppress_below: mindst", "suppress_below: §minst", "unknown-parameter", "mindst"),
    (PLAN, "notice: [hver_for_sig]", "notice: [§hver_for_seg]", "unknown-notice", "hver_for_sig"),
    (PLAN, "open_points: [smaa_bede]", "open_points: [§smaa_bed]", "unknown-open-point", "smaa_bede"),
    (PLAN, "source: [HA-001]\nnotice", "source: [§HA-002]\nnotice", "unknown-source", "HA-001"),
    (PLAN, "    source: [HA-001]\n  lav", "    source: [§HA-002]\n  lav", "unknown-source", "HA-001"),
    (DEMAND, "sorter: [roser],", "§sorter: [{optional: roser}],", "required-reserved", None),
]


def edited(file: str, old: str, new: str) -> tuple[dict[str, str], list[tuple[int, int]]]:
    """Change a file, which must hold the passage once, and give the places of the marks."""
    assert GARDEN[file].count(old) == 1, old
    text, places = marked(GARDEN[file].replace(old, new))
    return {**GARDEN, file: text}, places


def errors(folder: Path) -> list[Finding]:
    """Give what stops a rule set from being used."""
    return [finding for finding in read(folder, schemas=True).findings if finding.severity == "error"]


@pytest.mark.parametrize("row", FOUND, ids=[f"{row[3]}: {' '.join(row[2].replace('§', '').split())}" for row in FOUND])
def test_a_name_is_found_where_it_stands(row: Found, tmp_path: Path, as_kept: AsKept) -> None:
    """A name that does not exist or does not fit is an error at its place, with the nearest name there is."""
    file, old, new, code, nearest = row
    files, places = edited(file, old, new)
    findings = errors(garden_folder(tmp_path, files))
    assert [found(finding) for finding in findings] == [(code, file, *place, nearest) for place in places]
    as_kept(findings)


def test_the_columns_there_are_are_all_told(tmp_path: Path) -> None:
    """A name that is no column is told with all that are, in their order and without anything between but commas."""
    files, _ = edited(PLAN, "{blevet_groen: [true]}", "{§blevet_groent: [true]}")
    (finding,) = errors(garden_folder(tmp_path, files))
    known = finding.details["known"].split(", ")
    assert "blevet_groen" in known
    assert len(known) > 3
    assert all(name.isidentifier() and name.islower() for name in known)


def test_a_parameter_of_another_type_is_no_limit(tmp_path: Path, as_kept: AsKept) -> None:
    """The least group shown is a whole number."""
    assert GARDEN[VOCABULARY].count("type: integer\n    open_point") == 1
    text = GARDEN[VOCABULARY].replace("type: integer\n    open_point", "type: number\n    open_point")
    findings = read(garden_folder(tmp_path, {**GARDEN, VOCABULARY: text})).findings
    assert [f.code for f in findings if f.severity == "error"] == ["suppress-parameter"]
    as_kept(findings)


def test_two_results_of_one_name_are_told(tmp_path: Path, as_kept: AsKept) -> None:
    """Results go by the name of their outcome, so two decisions cannot both give one of that name."""
    files, places = edited(PLAN, "- kassen.kasse", "- kassen.kasse\n  - §kassen_to.kasse")
    files["kassen_to.yaml"] = GARDEN["kassen.yaml"].replace("decision: kassen", "decision: kassen_to")
    findings = errors(garden_folder(tmp_path, files))
    assert [(f.code, f.location.line, f.location.column) for f in findings if f.location] == [
        ("name-taken", *places[0])
    ]
    as_kept(findings)


def test_values_that_cannot_be_listed_are_not_judged(tmp_path: Path) -> None:
    """A condition on a number is taken as it is: there is no list it could be missing from."""
    files, _ = edited(PLAN, "{bed: [nord], klasse: [lav]}", "{alder: [30], klasse: [lav]}")
    findings = read(garden_folder(tmp_path, files)).findings
    assert [finding.code for finding in findings if finding.severity == "error"] == []


def test_what_only_measurements_use_is_used(tmp_path: Path, as_kept: AsKept) -> None:
    """Facts, notices, points, readings, parameters and sources that only `progression.yaml` names are in use."""
    folder = garden_folder(tmp_path)
    assert {finding.code for finding in read(folder).findings} == {"parameter-unset"}
    (folder / PLAN).unlink()
    findings = read(folder).findings
    as_kept(findings)
    unused = {finding.details["name"] for finding in findings if finding.code.startswith("unused-")}
    assert unused == {"sort", "seer", "tid", "lus", "bed", "antal", "hver_for_sig", "mindst"}


def test_a_point_or_reading_that_only_measurements_name_is_used(tmp_path: Path) -> None:
    """An open point that a report names, and a reading that it counts under, are in use; without it they are not."""
    points = GARDEN["open_points.yaml"]
    _, _, first = points.partition("  smaa_bede:\n")
    point, reading = first.partition("  seks:\n")[0], points[points.index("  seks:\n") : points.index("  rust:\n")]
    more = f"  punkt_her:\n{point}" + reading.replace("  seks:\n", "  seks_her:\n")
    files = {**GARDEN, "open_points.yaml": points + more.replace("A-00", "B-00")}

    def unused() -> set[tuple[str, str]]:
        findings = read(garden_folder(tmp_path, files)).findings
        return {(finding.code, finding.details["name"]) for finding in findings if finding.code.startswith("unused-")}

    assert unused() == {("unused-open-point", "punkt_her"), ("unused-reading", "seks_her")}
    files[PLAN] = GARDEN[PLAN].replace("[smaa_bede]", "[smaa_bede, punkt_her]").replace("{seks: [", "{seks_her: [")
    assert unused() == set()


def test_a_statement_that_only_measurements_cite_is_cited(tmp_path: Path) -> None:
    """A report follows the statements it cites, as a rule does."""
    told = "  HA-002:\n    document: bog\n    section: Side 2\n    da: Det tælles.\n    en: It is counted.\n"
    files = {**GARDEN, "sources.yaml": GARDEN["sources.yaml"] + told}
    assert "uncited-source" in {finding.code for finding in read(garden_folder(tmp_path, files)).findings}
    for old, new in (
        ("source: [HA-001]\nnotice", "source: [HA-002]\nnotice"),
        ("    source: [HA-001]\n", "    source: [HA-002]\n"),
    ):
        plan = {**files, PLAN: GARDEN[PLAN].replace(old, new)}
        assert "uncited-source" not in {finding.code for finding in read(garden_folder(tmp_path, plan)).findings}


def test_a_broken_file_is_told_and_does_not_make_words_unused(tmp_path: Path) -> None:
    """When `progression.yaml` cannot be read, the words it would use are not called unused."""
    files, _ = edited(PLAN, "better: higher", "better: highest")
    findings = read(garden_folder(tmp_path, files)).findings
    assert {finding.code for finding in findings} == {"not-allowed", "parameter-unset"}


def test_the_digest_sees_it(tmp_path: Path) -> None:
    """What is said of measurements is part of what a rule set says."""
    before = load(garden_folder(tmp_path)).digest
    files, _ = edited(PLAN, "better: higher", "better: lower")
    assert load(garden_folder(tmp_path, files)).digest != before
