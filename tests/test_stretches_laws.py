# SPDX-License-Identifier: MPL-2.0
"""Laws of the words for sets of numbers: they say which numbers these are, and are said as keys are written."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from trivselrules.analysis.stretches import stretches
from trivselrules.domains import Scale, Span
from trivselrules.keys import select
from trivselrules.values import Number

ENDS = st.sampled_from([(None, None), (0, None), (None, 8), (0, 8), (-2, 30)])
STEPS = st.sampled_from([None, 1, Decimal("0.5"), 2])
SCALES = st.one_of(
    st.builds(lambda ends, step: Scale(ends[0], ends[1], step), ENDS, STEPS),
    st.sampled_from([Scale(0, None, 1, months=True), Scale(0, 40, 1, months=True)]),
)
NUMBERS = st.integers(-1, 40)


def spans() -> st.SearchStrategy[Span]:
    """Generate what items of keys stand for."""
    between = st.tuples(NUMBERS, NUMBERS).map(lambda ends: Span(min(ends), max(ends)))
    below = st.builds(lambda high: Span(high=high, open_high=True), NUMBERS)
    above = st.builds(lambda low, open_low: Span(low, open_low=open_low), NUMBERS, st.booleans())
    years = st.integers(0, 3).map(lambda year: Span(12 * year, 12 * year + 11))
    return st.one_of(between, below, above, years)


def says(item: str, scale: Scale, number: Number) -> bool:
    """Tell whether what is said holds a number: as a key does, or with signs where no key can say it."""
    if item == "…":
        return True
    if "…" in item:
        low, first, _, second, high = item.split(" ")
        assert "<" in (first, second)
        after = Decimal(low) < number or (first == "≤" and Decimal(low) == number)
        return after and (number < Decimal(high) or (second == "≤" and Decimal(high) == number))
    selection = select(item, scale)
    assert isinstance(selection, Span), item
    return selection.holds(number)


@given(SCALES, st.lists(spans(), max_size=4), st.data())
def test_a_set_of_numbers_is_told_as_what_it_holds(scale: Scale, cuts: list[Span], data: st.DataObject) -> None:
    """What is said of some cells holds their numbers and no others, and cells beside each other are said at once."""
    cells = scale.cells(cuts)
    taken = data.draw(st.lists(st.booleans(), min_size=len(cells), max_size=len(cells)))
    told = stretches(scale, cells, sum(1 << bit for bit, is_taken in enumerate(taken) if is_taken))
    items = [item for stretch in told for item in stretch.split(", ")]
    for cell, is_taken in zip(cells, taken, strict=True):
        number = scale.number_in(cell)
        assert number is not None
        assert any(says(item, scale, number) for item in items) == is_taken, (told, number)
    few = scale.few()
    if few is None:
        assert len(told) == sum(is_taken for is_taken, _ in groupby(taken))
    else:
        assert told == [str(number) for number in few if any(says(item, scale, number) for item in items)]
        assert all(item.isdigit() for item in items)
