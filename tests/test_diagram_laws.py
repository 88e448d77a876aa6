# SPDX-License-Identifier: MPL-2.0
"""Laws of diagrams and regions, held against functions written out value by value."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivselrules.domains import Scale, Span
from trivselrules.proof import covering
from trivselrules.proof.diagram import Diagram, Diagrams, Masks
from trivselrules.proof.numbers import number_on, stretches_of
from trivselrules.proof.regions import cover

SIZES = (2, 3, 1, 2)
POINTS = list(itertools.product(*map(range, SIZES)))
Table = dict[tuple[int, ...], Any]


def tables(values: Iterable[Any]) -> st.SearchStrategy[Table]:
    """Generate functions as tables of all their values."""
    rows = st.lists(st.sampled_from(list(values)), min_size=len(POINTS), max_size=len(POINTS))
    return rows.map(lambda row: dict(zip(POINTS, row, strict=True)))


def diagram_of(diagrams: Diagrams, table: Table, order: Iterable[int] = range(len(SIZES))) -> Diagram:
    """Build a function by asking the variables in some order, which need not be that of the diagrams."""
    order = list(order)

    def build(known: dict[int, int], rest: list[int]) -> Diagram:
        if not rest:
            return diagrams.constant(table[tuple(known[level] for level in range(len(SIZES)))])
        level = rest[0]
        return diagrams.choose(level, [build({**known, level: cell}, rest[1:]) for cell in range(SIZES[level])])

    return build({}, order)


BOXES: st.SearchStrategy[Masks] = st.dictionaries(st.integers(0, 3), st.integers(0, 7)).map(
    lambda masks: {level: mask for level, m in masks.items() if (mask := m & (1 << SIZES[level]) - 1)}
)


def within(point: tuple[int, ...], masks: Masks) -> bool:
    """Tell whether a point lies in a box."""
    return all(mask >> point[level] & 1 for level, mask in masks.items())


@given(tables((0, False, "", None, True, 1)), st.permutations(range(len(SIZES))))
def test_equal_functions_are_one_diagram(table: Table, order: list[int]) -> None:
    """In whatever order a function is built it is the same diagram, and has the values it was given."""
    diagrams = Diagrams(SIZES)
    one, other = diagram_of(diagrams, table), diagram_of(diagrams, table, order)
    assert one == other
    for point, value in table.items():
        found = diagrams.value(one, point)
        assert (type(found), found) == (type(value), value)
    assert {(type(v), v) for v in diagrams.values(one)} == {(type(v), v) for v in table.values()}


@given(tables((True, False)), tables((True, False)), tables((1, 2, 3)))
def test_operations_are_those_of_the_values(one: Table, other: Table, numbers: Table) -> None:
    """Joining, comparing and fixing diagrams gives what doing so with the values gives."""
    diagrams = Diagrams(SIZES)
    a, b, c = (diagram_of(diagrams, table) for table in (one, other, numbers))
    expected: dict[Diagram, Callable[[tuple[int, ...]], Any]] = {
        diagrams.both(a, b): lambda p: one[p] and other[p],
        diagrams.either(a, b): lambda p: one[p] or other[p],
        diagrams.without(a, b): lambda p: one[p] and not other[p],
        diagrams.where(c, 2): lambda p: numbers[p] == 2,
        diagrams.differing(a, b): lambda p: one[p] != other[p],
        diagrams.fixed(c, 1, 2): lambda p: numbers[p[0], 2, p[2], p[3]],
    }
    for found, value in expected.items():
        assert {point: diagrams.value(found, point) for point in POINTS} == {point: value(point) for point in POINTS}
    assert diagrams.both() == diagrams.yes
    assert diagrams.either() == diagrams.no == diagrams.differing(c, c)


@given(tables((1, 2)))
def test_a_function_depends_on_what_changes_it(numbers: Table) -> None:
    """A variable is in the support if and only if some change of it alone changes the value."""
    diagrams = Diagrams(SIZES)
    changing = {
        level
        for level in range(len(SIZES))
        for point in POINTS
        for cell in range(SIZES[level])
        if numbers[point] != numbers[(*point[:level], cell, *point[level + 1 :])]
    }
    assert diagrams.support(diagram_of(diagrams, numbers)) == changing


@given(tables((True, False)), tables((1, 2, 3)), BOXES)
def test_a_box_is_looked_at_and_nothing_else(holds: Table, numbers: Table, masks: Masks) -> None:
    """Whether a condition holds in a box, and the least value and first point there, are what counting finds."""
    diagrams = Diagrams(SIZES)
    condition, function = diagram_of(diagrams, holds), diagram_of(diagrams, numbers)
    inside = [point for point in POINTS if within(point, masks)]
    assert diagrams.holds_in(condition, masks) == all(holds[point] for point in inside)
    assert {p for p in POINTS if diagrams.value(diagrams.box(masks), p)} == set(inside)
    least, cells = diagrams.least(function, masks)
    assert least == min(numbers[point] for point in inside)
    led = [point for point in inside if all(point[level] == cell for level, cell in cells.items())]
    assert led
    assert all(numbers[point] == least for point in led)


@given(tables(("needed", "allowed", "neither")))
def test_regions_are_exact_and_none_can_be_widened_or_spared(table: Table) -> None:
    """Boxes hold all that is needed and nothing that is not allowed, and none can grow or be left out."""
    diagrams = Diagrams(SIZES)
    needed = {point for point, value in table.items() if value == "needed"}
    allowed = {point for point, value in table.items() if value != "neither"}
    conditions = (diagram_of(diagrams, {p: p in points for p in POINTS}) for points in (needed, allowed))
    boxes = cover(diagrams, *conditions)
    held = [{point for point in POINTS if within(point, box)} for box in boxes]
    assert needed <= set().union(*held) <= allowed
    for number, box in enumerate(boxes):
        assert needed - set().union(*(other for n, other in enumerate(held) if n != number))
        for level, mask in box.items():
            for cell in range(SIZES[level]):
                wider = {**box, level: mask | 1 << cell}
                assert wider == box or not {point for point in POINTS if within(point, wider)} <= allowed


@given(st.lists(tables((True, True, False)).filter(lambda table: any(table.values())), min_size=1, max_size=4))
def test_conditions_are_put_into_as_few_groups_as_there_must_be(conditions: list[Table]) -> None:
    """No fewer points than groups meet all conditions, found by trying all points; and each group can be met."""
    diagrams = Diagrams(SIZES)
    needed = [diagram_of(diagrams, table) for table in conditions]
    groups, smallest = covering.fewest(diagrams, needed)
    assert smallest
    assert all(group != diagrams.no for group in groups)
    assert all(any(diagrams.without(group, one) == diagrams.no for group in groups) for one in needed)
    for points in itertools.combinations(POINTS, len(groups) - 1):
        assert not all(any(table[point] for point in points) for table in conditions)


# Points: 0 meets a and c, 1 meets b and d, 2 meets a and b, 3 meets c, 4 meets d.
MEETS = {0: "ac", 1: "bd", 2: "ab", 3: "c", 4: "d"}
CELLS = list(itertools.product(range(3), range(3)))


def _met(diagrams: Diagrams) -> list[Diagram]:
    """Give for each of a, b, c and d the condition that one of its points meets."""
    boxes = {n: diagrams.box({0: 1 << CELLS[n][0], 1: 1 << CELLS[n][1]}) for n in MEETS}
    return [diagrams.either(*(boxes[n] for n, met in MEETS.items() if name in met)) for name in "abcd"]


def test_a_situation_that_shows_nothing_new_is_left_out() -> None:
    """Of situations that are found one by one, none is kept whose conditions others meet."""
    diagrams = Diagrams((3, 3))
    spared = vars(covering)["_spared"]
    assert spared(diagrams, [CELLS[2], CELLS[0], CELLS[1]], _met(diagrams)) == [CELLS[0], CELLS[1]]
    assert spared(diagrams, [CELLS[0], CELLS[4]], _met(diagrams)[:1]) == [CELLS[0]]


def test_first_fit_is_not_taken_for_the_fewest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where putting each condition into the first group that has room takes more groups than needed, fewer are found.

    With no time to look for them, nothing is claimed.
    """
    diagrams = Diagrams((3, 3))
    needed = _met(diagrams)
    groups, smallest = covering.fewest(diagrams, needed)
    assert (len(groups), smallest) == (2, True)
    monkeypatch.setattr(covering, "MAX_STEPS", -1)
    groups, smallest = covering.fewest(diagrams, needed)
    assert (len(groups), smallest) == (3, False)


STEPS = st.sampled_from((None, 1, 2, 3, Decimal("0.5"), Decimal("0.4"), Decimal("1.5")))
ENDS = st.sampled_from((None, -3, 0, Decimal("0.5"), 1, 6))
SCALES = st.builds(
    lambda low, width, step: Scale(low, None if low is None or width is None else low + width, step),
    ENDS,
    st.sampled_from((None, 2, 7)),
    STEPS,
)


@given(SCALES, SCALES, st.lists(ENDS, max_size=2))
def test_a_number_is_found_on_just_those_scales_where_there_is_one(one: Scale, other: Scale, cuts: list[Any]) -> None:
    """Of every stretch a number is given that is on the scales asked for, unless counting in small steps finds none."""
    spans = [Span(cut, cut) for cut in cuts if cut is not None]
    for span in stretches_of([one, other], spans):
        for inside, outside in (([one, other], []), ([one], [other]), ([other], [one])):
            found = number_on(span, inside, outside)
            if found is None:
                small = (Fraction(n, 20) for n in range(-500, 500))
                missed = [n for n in small if _on(span, inside, outside, n)]
                assert not missed, (span, inside, outside, missed[:1])
            else:
                assert _on(span, inside, outside, Fraction(found))


def _on(span: Span, inside: list[Scale], outside: list[Scale], number: Fraction) -> bool:
    """Tell by plain arithmetic whether a number is in a span, on some scales, and not on others."""

    def on(scale: Scale) -> bool:
        low, high = scale.low, scale.high
        reached = (low is None or number >= low) and (high is None or number <= high)
        return reached and (scale.step is None or (number - Fraction(low or 0)) % Fraction(scale.step) == 0)

    above = span.low is None or number > span.low or (number == span.low and not span.open_low)
    below = span.high is None or number < span.high or (number == span.high and not span.open_high)
    return above and below and all(map(on, inside)) and not any(map(on, outside))
