# SPDX-License-Identifier: MPL-2.0
"""What a fact can be: one of some values, or a number on a scale; and how answers divide it.

Every domain can be cut into finitely many *cells* such that all values of a cell are treated alike by the
rules at hand. Gaps, overlaps and dead answers are then questions about sets of cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from .values import Number

__all__ = ["Choice", "Domain", "Scale", "Span", "canonical", "exact", "minus", "plus"]


# Wide enough that no arithmetic on numbers of bounded length rounds, whatever the caller's own context is.
_EXACT = Context(prec=80)


def canonical(number: Number) -> Number:
    """Give a whole number as `int` and every other number as `Decimal`, so that equal numbers look equal."""
    return int(number) if number == int(number) else _EXACT.normalize(Decimal(number))


def exact(fraction: Fraction) -> Number:
    """Give a fraction that can be written with decimals as a number."""
    return canonical(_EXACT.divide(Decimal(fraction.numerator), Decimal(fraction.denominator)))


def plus(one: Number, other: Number) -> Number:
    """Add two numbers exactly."""
    return canonical(_EXACT.add(Decimal(one), Decimal(other)))


def minus(one: Number, other: Number) -> Number:
    """Take one number from another exactly."""
    return canonical(_EXACT.subtract(Decimal(one), Decimal(other)))


def _steps(low: Number, number: Number, step: Number) -> Decimal:
    """Give how many steps `number` lies above `low`, rounded down."""
    distance, width = _EXACT.subtract(Decimal(number), Decimal(low)), Decimal(step)
    whole = _EXACT.divide_int(distance, width)
    return whole - 1 if _EXACT.multiply(whole, width) > distance else whole


@frozen
class Span:
    """The numbers between two ends; an end is None where the span goes on, and `open` where it is left out."""

    low: Number | None = None
    high: Number | None = None
    open_low: bool = False
    open_high: bool = False

    def holds(self, number: Number) -> bool:
        """Tell whether `number` lies in the span."""
        if self.low is not None and (number < self.low or (self.open_low and number == self.low)):
            return False
        return self.high is None or not (number > self.high or (self.open_high and number == self.high))


@frozen
class Choice:
    """A fact that is one of some values, in their order: words, or `false` and `true`."""

    values: tuple[str | bool, ...]

    def cells(self, spans: Iterable[Span]) -> tuple[str | bool, ...]:
        """Every value is a cell of its own."""
        del spans
        return self.values


@frozen
class Scale:
    """A fact that is a number between `low` and `high`, both included; None is unbounded.

    `step` is the distance between neighbours, counted from `low` or 0 (1 for whole numbers); None means that
    every number is possible. `months` says that the number is an age in completed months.
    """

    low: Number | None = None
    high: Number | None = None
    step: Number | None = None
    months: bool = False

    @property
    def whole(self) -> bool:
        """Tell whether only whole numbers are possible."""
        return isinstance(self.step, int) and isinstance(self.low or 0, int)

    def holds(self, number: Number) -> bool:
        """Tell whether `number` is possible."""
        in_reach = Span(self.low, self.high).holds(number)
        if not in_reach or self.step is None:
            return in_reach
        if isinstance(number, int) and self.step == 1:
            return isinstance(self.low or 0, int)
        return self._at(_steps(self.low or 0, number, self.step)) == number

    def _at(self, steps: Decimal) -> Number:
        """Give the number that lies `steps` steps above the lowest, or above 0."""
        return plus(self.low or 0, _EXACT.multiply(steps, Decimal(self.step or 0)))

    def few(self, most: int = 12) -> tuple[int, ...] | None:
        """Give all numbers if they are whole, bounded and at most `most`, else None."""
        if not self.whole or self.low is None or self.high is None or self.high - self.low >= most:
            return None
        return tuple(int(number) for number in range(int(self.low), int(self.high) + 1, int(self.step or 1)))

    def cells(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Cut the scale at the ends of all `spans`, lowest first: single numbers, and what lies between them.

        No span tells two numbers of one cell apart, and every cell holds a possible number.
        """
        bounds = Span(self.low, self.high)
        ends = {end for span in (*spans, bounds) for end in (span.low, span.high) if end is not None}
        cuts = sorted(end for end in ends if bounds.holds(end))
        edges = [None, *cuts, None]
        cells = [Span(cut, cut) for cut in cuts]
        cells += [Span(low, high, open_low=True, open_high=True) for low, high in pairwise(edges)]
        held = [(number, cell) for cell in cells if (number := self.number_in(cell)) is not None]
        return tuple(cell for _, cell in sorted(held, key=lambda pair: pair[0]))

    def number_in(self, cell: Span) -> Number | None:
        """Give a possible number of a cell, the lowest if it has one, or None if there is none."""
        low, high, origin = cell.low, cell.high, self.low or 0
        number: Number
        if low is not None and not cell.open_low:
            number = low
        elif self.step is not None and low is not None:
            number = self._at(_steps(origin, low, self.step) + 1)
        elif self.step is not None:
            number = origin if high is None else self._at(_steps(origin, high, self.step))
            number = self._at(_steps(origin, high, self.step) - 1) if high is not None and number >= high else number
        elif low is not None and high is not None:
            number = _EXACT.divide(_EXACT.add(Decimal(low), Decimal(high)), Decimal(2))
        else:
            number = plus(low, 1) if low is not None else plus(high, -1) if high is not None else 0
        number = canonical(number)
        return number if cell.holds(number) and self.holds(number) else None


Domain = Choice | Scale
