# SPDX-License-Identifier: MPL-2.0
"""Laws of the words for sets of numbers: they say which numbers these are, and are said as keys are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, product

import pytest

from trivselrules.analysis.stretches import stretches
from trivselrules.domains import Scale, Span
from trivselrules.keys import select
from trivselrules.values import Number

ENDS: tuple[tuple[int | None, int | None], ...] = ((None, None), (0, None), (None, 8), (0, 8), (-2, 20))
SCALES = [Scale(low, high, step) for (low, high), step in product(ENDS, (None, 1, Decimal("0.5"), 2))]
AGES = [Scale(0, None, 1, months=True), Scale(0, 40, 1, months=True)]
CUTS = [[Span(2, 5), Span(high=4, open_high=True)], [Span(3, 3)], [Span(low=5, open_low=True)], []]
BIRTHDAYS = [[Span(12, 23), Span(30, 30)], [Span(11, 11), Span(24, 35)]]


def sets() -> Iterator[tuple[Scale, tuple[Span, ...], int]]:
    """Give every set of the cells that some answers cut some scales into."""
    for scale, cuts in (*product(SCALES, CUTS), *product(AGES, BIRTHDAYS)):
        cells = scale.cells(cuts)
        yield from ((scale, cells, mask) for mask in range(1 << len(cells)))


def says(item: str, scale: Scale, number: Number) -> bool:
    """Tell whether what is said holds a number: as a key does, or with signs where no key can say it."""
    if item == "…":
        return True
    if "…" in item:
        low, first, _, second, high = item.split(" ")
        assert "<" in (first, second)
        assert {first, second} <= {"<", "≤"}
        after = Decimal(low) < number or (first == "≤" and Decimal(low) == number)
        return after and (number < Decimal(high) or (second == "≤" and Decimal(high) == number))
    selection = select(item, scale)
    assert isinstance(selection, Span), item
    return selection.holds(number)


@pytest.mark.parametrize("step", [None, 1, Decimal("0.5"), 2])
def test_a_set_of_numbers_is_told_as_what_it_holds(step: Number | None) -> None:
    """What is said of some cells holds their numbers and no others, and cells beside each other are said at once."""
    for scale, cells, mask in sets():
        if scale.step != step:
            continue
        told = stretches(scale, cells, mask)
        items = [item for stretch in told for item in stretch.split(", ")]
        halves = (Decimal(half) / 2 for half in range(-10, 100 if scale.months else 46))
        numbers = [int(number) if number == int(number) else number for number in halves]
        taken = [cell for bit, cell in enumerate(cells) if mask >> bit & 1]
        for number in filter(scale.holds, numbers):
            assert any(says(item, scale, number) for item in items) == any(cell.holds(number) for cell in taken)
        runs = sum(is_taken for is_taken, _ in groupby(bool(mask >> bit & 1) for bit in range(len(cells))))
        assert len(told) == (runs if scale.few() is None else len(items))
        # Only an end that is no whole number needs saying by itself, and a single number no ends.
        assert not scale.whole or (items == told and "." not in "".join(told))
        assert not any(len(set(re.findall(r"-?[\d.]+", item))) == 1 for item in items if " to " in item)


def test_few_numbers_are_told_one_by_one() -> None:
    """Of a scale with few whole numbers, those that are meant are named."""
    for scale, cells, mask in sets():
        few = scale.few()
        if few is not None:
            taken = [cell for bit, cell in enumerate(cells) if mask >> bit & 1]
            assert stretches(scale, cells, mask) == [str(n) for n in few if any(cell.holds(n) for cell in taken)]


def test_an_age_is_told_in_years_exactly_if_it_begins_and_ends_with_one() -> None:
    """Completed months are told as completed years where they are just that."""
    for scale, cells, mask in sets():
        taken = [cell for bit, cell in enumerate(cells) if mask >> bit & 1]
        if scale.months:
            months = [month for month in range(101) if any(cell.holds(month) for cell in taken)]
            first = [month for month in months if month - 1 not in months]
            last = [month for month in months if month + 1 not in months]
            ends = zip(first, last, strict=True)
            whole = [start % 12 == 0 and (end == 100 or end % 12 == 11) for start, end in ends]
            assert ["year" in stretch for stretch in stretches(scale, cells, mask)] == whole
