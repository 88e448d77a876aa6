# SPDX-License-Identifier: MPL-2.0
"""Laws of courses and caseloads, held against an evaluator that is written from the description alone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured import GARDEN, HEADER, garden, table

import trivselrules
from trivselrules import Error, InvalidValueError, RuleSet
from trivselrules.frozen_map import FrozenMap
from trivselrules.progression import (
    Course,
    Measurement,
    Period,
    caseload_of,
    courses_of,
    coverage_of,
    groupings,
    read_table,
)

FURTHER: list[dict[str, Any]] = [
    {"under_glas": False},
    {"under_glas": True, "bed": "nord"},
    {"under_glas": False, "bed": "syd", "alder": 30},
]
VALUES: list[int | Decimal] = [Decimal(0), Decimal("5.5"), 6, Decimal("6.5"), 10]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    """Give the garden's rules."""
    return garden(tmp_path_factory.mktemp("garden"))


@st.composite
def measured(draw: st.DrawFn) -> list[Measurement]:
    """Give measurements, no two of one thing on one day."""
    keys = st.tuples(
        st.sampled_from(["P-1", "P-2", "P-3", "P-4"]),
        st.integers(0, 900).map(lambda days: date(2025, 1, 1) + timedelta(days)),
        st.sampled_from(["roser", "bregner", "bladlus"]),
        st.sampled_from(["gartner", "nabo"]),
    )
    made = []
    for case, on, indicator, perspective in draw(st.lists(keys, unique=True, min_size=1, max_size=25)):
        phase, value = draw(st.sampled_from(["saaet", "vokset", "hoestet"])), draw(st.sampled_from(VALUES))
        further: FrozenMap[str, Any] = FrozenMap(draw(st.sampled_from(FURTHER)))
        made.append(Measurement(case, on, indicator, perspective, phase, value, further))
    return made


def naive_period(day: date, period: Period | None) -> str | None:
    """Name the stretch of the calendar a day lies in."""
    quarter = (day.month + 2) // 3
    names = {
        "year": str(day.year),
        "half_year": f"{day.year}-H{1 if day.month < 7 else 2}",
        "quarter": f"{day.year}-Q{quarter}",
        "month": str(day)[:7],
    }
    return names[period] if period else None


def naive_courses(measurements: Sequence[Measurement], period: Period | None) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Follow every course, one after the other, and say what the garden book makes of it."""
    told = {}
    places = {(m.case, m.indicator, m.perspective, naive_period(m.on, period)) for m in measurements}
    for case, indicator, perspective, stretch in places:
        series = sorted(
            (m for m in measurements if (m.case, m.indicator, m.perspective) == (case, indicator, perspective)),
            key=lambda m: m.on,
        )
        inside = [m for m in series if naive_period(m.on, period) == stretch]
        before = [m for m in series if m.on < inside[0].on]
        last = inside[-1]
        first = before[-1] if before else inside[0] if len(inside) > 1 else None
        told[case, indicator, perspective, stretch] = {
            "first": first,
            "last": last,
            "change": None if first is None else last.value - first.value,
            **naive_results(first, last),
        }
    return told


def naive_results(first: Measurement | None, last: Measurement) -> dict[str, Any]:
    """Say what the garden book makes of a first and a latest measurement."""
    results: dict[str, Any] = {"klasse": None, "groen": None, "blevet_groen": None, "vej": None, "kasse": None}
    if last.indicator != "bladlus":
        results["klasse"] = "lav" if last.value < 6 else "hoej" if last.value > 6 else "seks"
        results["groen"] = None if last.value == 6 else last.value > 6
        if first is not None:
            results["blevet_groen"] = first.value <= 6 < last.value
    if first is not None:
        better = last.value - first.value if last.indicator != "bladlus" else first.value - last.value
        results["vej"] = "op" if better > 0 else "ned" if better < 0 else "samme"
    if last.further["under_glas"]:
        results["kasse"] = "ung"
    elif "alder" in last.further:
        results["kasse"] = "gammel"
    return results


def told(course: Course) -> dict[str, Any]:
    """Give a course as the naive evaluator does."""
    results = {name: result.value for name, result in course.results.items()}
    return {"first": course.first, "last": course.last, "change": course.change, **results}


periods = st.sampled_from([None, "year", "half_year", "quarter", "month"])


@given(measured(), periods)
def test_courses_are_as_described(rules: RuleSet, measurements: list[Measurement], period: Period | None) -> None:
    """First, latest, change and every result are those of the naive evaluator, for every case, indicator and view."""
    courses = courses_of(measurements, rules, period)
    keys = [(course.case, course.indicator, course.perspective, course.period) for course in courses]
    assert dict(zip(keys, map(told, courses), strict=True)) == naive_courses(measurements, period)
    assert len(keys) == len(set(keys))


@given(measured(), periods)
def test_every_measurement_is_in_one_course(
    rules: RuleSet, measurements: list[Measurement], period: Period | None
) -> None:
    """No measurement is left out or counted twice, and perspectives are never put together."""
    courses = courses_of(measurements, rules, period)
    assert Counter(one for course in courses for one in course.measurements) == Counter(measurements)
    for course in courses:
        assert {one.perspective for one in course.measurements} == {course.perspective}
        assert {one.indicator for one in course.measurements} == {course.indicator}
        assert list(course.measurements) == sorted(course.measurements, key=lambda one: one.on)


@given(measured(), periods, st.randoms())
def test_the_order_of_the_rows_does_not_matter(
    rules: RuleSet, measurements: list[Measurement], period: Period | None, chance: random.Random
) -> None:
    """A table sorted in another way comes to the same courses, caseload and coverage."""
    mixed = list(measurements)
    chance.shuffle(mixed)
    assert courses_of(mixed, rules, period) == courses_of(measurements, rules, period)
    assert caseload_of(courses_of(mixed, rules), rules) == caseload_of(courses_of(measurements, rules), rules)
    assert coverage_of(mixed, rules) == coverage_of(measurements, rules)


@given(measured(), st.sampled_from([(), ("bed",), ("kasse", "under_glas")]), periods)
def test_counts_are_sums_of_courses(
    rules: RuleSet, measurements: list[Measurement], by: tuple[str, ...], period: Period | None
) -> None:
    """Every number of a caseload is the number of courses that the naive evaluator puts there."""
    naive = naive_courses(measurements, period)
    caseload = caseload_of(courses_of(measurements, rules, period), rules, by)
    strata = {(s.period, s.indicator, s.perspective): s for s in caseload.strata}
    assert {(key[3], key[1], key[2]) for key in naive} == set(strata)
    for (stretch, indicator, perspective), stratum in strata.items():
        inside = [c for key, c in naive.items() if key[1:] == (indicator, perspective, stretch)]
        rows = {row.groups: row for row in stratum.rows} | {(): stratum.total}
        groups = {(tuple(known(course, name) for name in by),) for course in inside}
        assert rows.keys() == (groups if by else set()) | {()}
        for group, row in rows.items():
            here = [c for c in inside if not group or (tuple(known(c, name) for name in by),) == group]
            assert row is not None
            assert row.size == len(here)
            for name in ("klasse", "vej"):
                assert row.blocks[name] == Counter((course[name],) for course in here)
            assert row.blocks["blevet_groen"] == Counter((course["blevet_groen"],) for course in here)
            assert row.blocks["lav_i_nord"] == Counter((low_in_the_north(course),) for course in here)
            assert "groen_seks" not in row.blocks


def known(course: dict[str, Any], name: str) -> Any:
    """Give a result, or a fact of the latest measurement."""
    return course[name] if name in course else course["last"].further.get(name)


def low_in_the_north(course: dict[str, Any]) -> bool | None:
    """Tell whether a plant is low and in the north, if that can be told."""
    parts = [
        None if bed is None else bed == wanted
        for bed, wanted in ((known(course, "bed"), "nord"), (course["klasse"], "lav"))
    ]
    return False if False in parts else None if None in parts else True


@given(measured())
def test_what_lacks_is_what_is_required_and_not_there(rules: RuleSet, measurements: list[Measurement]) -> None:
    """A case lacks the required measurements it has not, and says what would settle the rest."""
    for case in coverage_of(measurements, rules):
        mine = [m for m in measurements if m.case == case.case]
        latest = max(mine, key=lambda m: m.on)
        phases = ["saaet"] if latest.further["under_glas"] else ["saaet", "hoestet"]
        there = {(m.indicator, m.perspective, m.phase) for m in mine}
        wanted = [("roser", "gartner", phase) for phase in phases]
        assert list(case.lacking) == [one for one in wanted if one not in there]
        assert case.unclear == ()
    assert [case.case for case in coverage_of(measurements, rules)] == sorted({m.case for m in measurements})


def one(value: Any, day: str = "2026-03-01", indicator: str = "roser", **further: Any) -> Measurement:
    """Give a measurement of one plant."""
    on = date.fromisoformat(day)
    return Measurement("P-1", on, indicator, "gartner", "saaet", value, FrozenMap(further))


def test_numbers_are_exact(rules: RuleSet) -> None:
    """A change is exact, whatever the caller's own arithmetic does."""
    given_ = [one(Decimal("0.5"), "2026-01-01"), one(Decimal("9.5"), "2026-02-01")]
    with localcontext(prec=1):
        (course,) = courses_of(given_, rules)
    assert course.change == 9


def test_an_indicator_of_which_less_is_better_moves_the_other_way(rules: RuleSet) -> None:
    """The change is told as measured; the direction is what the change means."""
    (course,) = courses_of([one(9, "2026-01-01", "bladlus"), one(4, "2026-02-01", "bladlus")], rules)
    assert course.change == -5
    assert course.results["vej"].value == "op"
    assert course.results["klasse"].value is None
    assert course.results["klasse"].status == "needs_facts"


def test_a_period_is_compared_with_what_was_before_it(rules: RuleSet) -> None:
    """Whoever turns green from one year to the next is counted in the year it shows."""
    given_ = [one(5, "2025-11-01"), one(7, "2026-03-01"), one(8, "2026-09-01")]
    first, second = courses_of(given_, rules, "year")
    assert (first.period, first.first, first.results["blevet_groen"].value) == ("2025", None, None)
    assert (second.period, second.first, second.results["blevet_groen"].value) == ("2026", given_[0], True)
    assert second.last == given_[2]


def test_results_that_are_left_open_say_so(rules: RuleSet) -> None:
    """A result that the rules leave open has no value, but a status, and the open point is named."""
    (course,) = courses_of([one(6, under_glas=False, alder=130)], rules)
    assert (course.results["kasse"].value, course.results["kasse"].status) == (None, "undetermined")
    assert "smaa_bede" in course.open_points
    assert "seks" in course.open_points
    (course,) = courses_of([one(6)], rules)
    assert course.results["kasse"].status == "needs_facts"


def test_what_is_unclear_is_named(rules: RuleSet) -> None:
    """A case whose facts do not settle what is required says which fact would."""
    (case,) = coverage_of([one(6)], rules)
    assert (case.lacking, case.unclear) == ((), ("under_glas",))


def test_readings_decide_what_is_counted(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A count that holds under a reading is there under that reading only, and follows it."""
    rules = garden(tmp_path_factory.mktemp("green"), seks="groent")
    (stratum,) = caseload_of(courses_of([one(6)], rules), rules).strata
    assert stratum.total is not None
    assert stratum.total.blocks["groen_seks"] == {(True,): 1}


def test_a_group_that_does_not_exist_is_told(rules: RuleSet) -> None:
    """Courses can be grouped by further columns and results; another name is refused with the nearest."""
    assert groupings(rules.model.progression) == (  # type: ignore[arg-type]
        *("bed", "alder", "under_glas", "antal"),
        *("klasse", "groen", "blevet_groen", "vej", "kasse"),
    )
    with pytest.raises(InvalidValueError) as caught:
        caseload_of((), rules, ["klase"])
    assert (caught.value.code, caught.value.nearest) == ("group-unknown", "klasse")


def test_rules_without_requirements_require_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Without `required` and `suppress_below` nothing is required and nothing hidden."""
    text = GARDEN["progression.yaml"]
    required = text[text.index("required:") : text.index("spread:")]
    text = text.replace(required, "").replace("suppress_below: mindst\n", "")
    rules = garden(tmp_path_factory.mktemp("free"), {**GARDEN, "progression.yaml": text})
    assert coverage_of([one(6)], rules) == ()
    assert caseload_of(courses_of([one(6)], rules), rules).limit is None


def test_a_list_that_is_left_open_allows_everything(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where the rules do not say what may be measured, nothing is refused for that; nor is anything required."""
    open_list = GARDEN["sorterne.yaml"].replace(
        "  set: {sorter: [roser, bregner]}\n  source: [HA-001]\n  reading: rust\n  options:\n"
        "    uden: {}\n    med: {set: {sorter: [{optional: rust}]}, source: [HA-001]}\n",
        "  reading: rust\n  options:\n    uden: {undetermined: rust, source: [HA-001]}\n"
        "    med: {set: {sorter: []}, source: [HA-001]}\n",
    )
    demand = GARDEN["kravet.yaml"].replace("  ask: under_glas", "  undetermined: rust").split("  answers:")[0]
    demand = demand.replace("  set: {sorter: [roser], hvem: [gartner], tider: [saaet]}\n", "")
    files = {**GARDEN, "sorterne.yaml": open_list, "kravet.yaml": demand}
    rules = garden(tmp_path_factory.mktemp("open"), files)
    read = read_table(table("P-1;2026-03-01;rust;gartner;saaet;6", header=HEADER), rules)
    assert read.sound
    assert coverage_of(read.measurements, rules)[0].lacking == ()


def test_values_outside_the_rules_are_refused(rules: RuleSet) -> None:
    """A measurement made by hand with a value that the rules do not know is refused like any other fact."""
    with pytest.raises(InvalidValueError):
        courses_of([one(11)], rules)
    with pytest.raises(Error):
        courses_of([one(6)], trivselrules.load("trivselplus"))


@given(measured(), periods)
def test_courses_can_be_shared(rules: RuleSet, measurements: list[Measurement], period: Period | None) -> None:
    """What comes out is immutable and hashable all through, and equal for equal measurements."""
    courses = courses_of(measurements, rules, period)
    caseload = caseload_of(courses, rules, ["bed"])
    assert hash(courses) == hash(courses_of(measurements, rules, period))
    assert hash(caseload) == hash(caseload_of(courses, rules, ["bed"]))
    assert hash(coverage_of(measurements, rules)) == hash(coverage_of(measurements, rules))
