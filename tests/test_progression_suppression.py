# SPDX-License-Identifier: MPL-2.0
"""Small groups are not shown, and cannot be worked out: an attacker who adds and subtracts finds none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured import GARDEN, garden

from trivselrules import InvalidValueError, RuleSet
from trivselrules.frozen_map import FrozenMap
from trivselrules.progression import Caseload, Measurement, Row, Stratum, caseload_of, courses_of
from trivselrules.progression.span import Span

BEDS = ("nord", "syd", "vest")
NAMES = ("klasse", "vej", "blevet_groen", "lav_i_nord")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    """Give the garden's rules."""
    return garden(tmp_path_factory.mktemp("garden"))


@st.composite
def plants(draw: st.DrawFn) -> list[Measurement]:
    """Give one or two measurements each of many plants, in beds of very different sizes."""
    made = []
    kinds = st.tuples(st.sampled_from([*BEDS, None]), st.sampled_from([5, 6, 7]), st.sampled_from([None, 5, 7]))
    for number, (kind, size) in enumerate(draw(st.lists(st.tuples(kinds, st.integers(1, 9)), min_size=1, max_size=9))):
        bed, now, before = kind
        further: FrozenMap[str, Any] = FrozenMap({"under_glas": False} | ({} if bed is None else {"bed": bed}))
        for each in range(size):
            case = f"P-{number}-{each}"
            days = [(date(2026, 5, 1), now), *([] if before is None else [(date(2026, 1, 1), before)])]
            made += [Measurement(case, on, "roser", "gartner", "saaet", value, further) for on, value in days]
    return made


def kind_of(results: dict[str, Any], bed: Any) -> tuple[Any, ...]:
    """Give what a plant is in each block."""
    low = None if bed is None and results["klasse"] == "lav" else bed == "nord" and results["klasse"] == "lav"
    return (results["klasse"], results["vej"], results["blevet_groen"], low)


class World:
    """The true numbers: how many plants there are of each kind in each bed."""

    def __init__(self, rules: RuleSet, measurements: Sequence[Measurement]) -> None:
        self.sizes: Counter[tuple[Any, tuple[Any, ...]]] = Counter()
        for course in courses_of(measurements, rules):
            results = {name: result.value for name, result in course.results.items()}
            bed = course.last.further.get("bed")
            self.sizes[bed, kind_of(results, bed)] += 1
        self.atoms = list(self.sizes)
        self.beds = list(dict.fromkeys(bed for bed, _ in self.atoms))

    def row(self, beds: Sequence[Any], *cells: tuple[int, tuple[Any, ...]]) -> list[Fraction]:
        """Give the plants of some beds that are in all the cells, as a row over the atoms."""
        return [
            Fraction(bed in beds and all(kind[block] in values for block, values in cells)) for bed, kind in self.atoms
        ]

    def size(self, row: Sequence[Fraction]) -> int:
        """Give how many plants a row stands for."""
        return int(sum(one * self.sizes[atom] for one, atom in zip(row, self.atoms, strict=True)))

    def groups(self) -> Iterator[list[Fraction]]:
        """Give every group worth hiding: of a bed or of all, a cell of a block, or what two cells share."""
        values = [list(dict.fromkeys(kind[block] for _, kind in self.atoms)) for block in range(len(NAMES))]
        cells = [(block, (value,)) for block, some in enumerate(values) for value in some]
        for beds in ([bed] for bed in self.beds):
            yield self.row(beds)
            yield from (self.row(beds, cell) for cell in cells)
            yield from (self.row(beds, *pair) for pair in combinations(cells, 2))
        yield from (self.row(self.beds, cell) for cell in cells)
        yield from (self.row(self.beds, *pair) for pair in combinations(cells, 2))


def shown_rows(world: World, stratum: Stratum) -> Iterator[tuple[list[Fraction], int]]:
    """Give every number that is shown, with the plants it is the number of."""
    for row in (stratum.total, *stratum.rows):
        if row is None:
            continue
        beds = [group[0] for group in row.groups] if row.groups else world.beds
        yield world.row(beds), row.size
        for name, block in row.blocks.items():
            for cell, size in block.items():
                yield world.row(beds, (NAMES.index(name), cell)), size


class Attacker:
    """Knows what is shown, and everything that follows by adding and subtracting multiples of it."""

    def __init__(self, rows: Sequence[list[Fraction]]) -> None:
        self.basis: list[tuple[int, list[Fraction]]] = []
        for row in rows:
            left = self.reduced(row)
            first = next((place for place, number in enumerate(left) if number), None)
            if first is not None:
                self.basis.append((first, [number / left[first] for number in left]))

    def reduced(self, row: Sequence[Fraction]) -> list[Fraction]:
        """Take away what is known from a row."""
        left = list(row)
        for first, known in self.basis:
            left = [one - left[first] * other for one, other in zip(left, known, strict=True)]
        return left

    def knows(self, row: Sequence[Fraction]) -> bool:
        """Tell whether the number a row stands for follows from what is shown."""
        return not any(self.reduced(row))


@given(plants(), st.integers(3, 6), st.sampled_from([(), ("bed",)]))
def test_no_small_group_can_be_worked_out(
    rules: RuleSet, measurements: list[Measurement], limit: int, by: tuple[str, ...]
) -> None:
    """Everything shown is true and 0 or at least the limit, and no smaller group follows from it."""
    world = World(rules, measurements)
    (stratum,) = caseload_of(courses_of(measurements, rules), rules, by, limit).strata
    shown = list(shown_rows(world, stratum))
    for row, size in shown:
        assert size == world.size(row)
        assert size == 0 or size >= limit
    attacker = Attacker([row for row, _ in shown])
    for group in world.groups():
        assert not (0 < world.size(group) < limit and attacker.knows(group))


@given(plants(), st.integers(3, 6))
def test_what_is_safe_is_shown(rules: RuleSet, measurements: list[Measurement], limit: int) -> None:
    """Where every kind of every bed is large enough, nothing is hidden and nothing put together."""
    courses = courses_of(measurements * 1, rules)
    world = World(rules, measurements)
    open_, hidden = (caseload_of(courses, rules, ["bed"], least).strata[0] for least in (None, limit))
    if min(world.sizes.values()) >= limit:
        assert hidden == open_
    assert set(hidden.withheld) | set(hidden.total.blocks if hidden.total else ()) == set(NAMES)
    assert all(row.groups for row in hidden.rows)


def plant(case: int, value: int, bed: str, before: int | None = None) -> list[Measurement]:
    """Give the measurements of a plant."""
    further: FrozenMap[str, Any] = FrozenMap({"bed": bed, "under_glas": False})
    days = [(date(2026, 5, 1), value), *([] if before is None else [(date(2026, 1, 1), before)])]
    return [Measurement(f"P-{case}", on, "roser", "gartner", "saaet", number, further) for on, number in days]


def many(*lots: tuple[int, int, str]) -> list[Measurement]:
    """Give lots of plants: how many, their value, and their bed."""
    made: list[Measurement] = []
    for size, value, bed in lots:
        made += [one for each in range(size) for one in plant(len(made) + each * 100, value, bed)]
    return made


def protected(rules: RuleSet, measurements: list[Measurement], limit: int = 5) -> Stratum:
    """Give the caseload of some plants by bed."""
    return caseload_of(courses_of(measurements, rules), rules, ["bed"], limit).strata[0]


def test_a_small_group_is_put_together_with_the_smallest_other(rules: RuleSet) -> None:
    """One small bed alone could be worked out from the total; so the smallest other bed joins it."""
    stratum = protected(rules, many((2, 5, "nord"), (9, 5, "syd"), (20, 5, "vest")))
    assert [row.groups for row in stratum.rows] == [(("vest",),), (("nord",), ("syd",))]
    assert [row.size for row in stratum.rows] == [20, 11]
    assert stratum.merged


def test_two_groups_of_which_one_is_small_are_not_shown_apart(rules: RuleSet) -> None:
    """With two beds, one of them small, only all plants together are shown."""
    stratum = protected(rules, many((2, 5, "nord"), (30, 5, "syd")))
    assert stratum.rows == ()
    assert stratum.merged
    assert stratum.total is not None
    assert stratum.total.size == 32


def test_too_few_plants_are_not_shown_at_all(rules: RuleSet) -> None:
    """Of fewer plants than the limit not even the number is shown."""
    stratum = protected(rules, many((4, 5, "nord")))
    assert (stratum.total, stratum.rows, stratum.merged) == (None, (), True)
    assert stratum.withheld == NAMES
    assert not caseload_of(courses_of(many((4, 5, "nord")), rules), rules, (), 5).strata[0].merged


def test_small_cells_are_put_together_with_their_neighbours(rules: RuleSet) -> None:
    """A small class is told together with the one beside it, in the order of the vocabulary."""
    stratum = protected(rules, many((10, 5, "syd"), (2, 6, "syd"), (9, 7, "syd")))
    assert stratum.total is not None
    assert stratum.total.blocks["klasse"] == {("lav",): 10, ("seks", "hoej"): 11}


def test_a_condition_that_few_meet_is_not_told(rules: RuleSet) -> None:
    """Few who turned green are not told together with those who did not: that would say nothing."""
    turned = [one for number in range(2) for one in plant(number, 7, "syd", 5)]
    stayed = [one for number in range(10, 30) for one in plant(number, 5, "syd", 5)]
    stratum = protected(rules, turned + stayed)
    assert "blevet_groen" in stratum.withheld
    assert stratum.total is not None
    assert "vej" not in stratum.total.blocks or stratum.total.blocks["vej"] != {("op",): 2, ("samme",): 20}


@pytest.mark.parametrize("limit", [2, 1, 0, -1])
def test_a_limit_that_protects_nobody_is_refused(limit: int, rules: RuleSet) -> None:
    """Under 3, two hidden numbers could be worked out from their sum."""
    with pytest.raises(InvalidValueError) as caught:
        caseload_of((), rules, (), limit)
    assert caught.value.code == "suppress-small"


def test_the_rule_set_can_set_the_limit(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A municipality sets the limit once in its rule set; a limit that is asked for comes first."""
    files = {**GARDEN, "rule_set.yaml": GARDEN["rule_set.yaml"].replace("mindst: unset", "mindst: 5")}
    rules = garden(tmp_path_factory.mktemp("limit"), files)
    courses = courses_of(many((4, 5, "nord")), rules)
    assert caseload_of(courses, rules) == caseload_of(courses, rules, (), 5)
    assert caseload_of(courses, rules, (), 3).strata[0].total is not None


def test_a_span_holds_sums_of_multiples() -> None:
    """Rows that follow from others by adding and subtracting multiples are in their span, and no others."""
    span = Span(3)
    span.add([1, 1, 0])
    span.add([0, 1, 1])
    span.add([1, 2, 1])
    assert span.holds([1, 0, -1])
    assert span.holds([0, 0, 0])
    assert not span.holds([1, 0, 0])


def test_hiding_nothing_is_the_default(rules: RuleSet) -> None:
    """No document sets a limit: unless one is asked for, all numbers are shown."""
    caseload = caseload_of(courses_of(many((1, 5, "nord")), rules), rules, ["bed"])
    assert isinstance(caseload, Caseload)
    assert caseload.limit is None
    assert caseload.strata[0].rows == (Row((("nord",),), 1, caseload.strata[0].total.blocks),)  # type: ignore[union-attr]
