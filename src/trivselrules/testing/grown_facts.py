# SPDX-License-Identifier: MPL-2.0
"""Facts for generated rule sets: their values in pieces, and every way the language has to say a run of pieces."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

from attrs import frozen
from hypothesis import strategies as st

__all__ = ["WORDS", "Axis", "axes", "divide", "prose"]

Plain = dict[str, Any]
Number = int | Decimal
# An item of a key, and the pieces it stands for.
Item = tuple[str, frozenset[int]]

WORDS = ("ruby", "emerald", "topaz", "opal")
_CUTS_IN_MONTHS = (1, 6, 12, 13, 24, 36, 71, 72, 84, 276)


@frozen
class Axis:
    """A fact or reading and the pieces its values fall into.

    A piece is a word, or the first and last number of a stretch, None where it goes on. On a `dense` axis the
    pieces with odd numbers are single numbers and the others what lies between, without its ends.
    """

    kind: Literal["fact", "reading"]
    name: str
    pieces: tuple[Any, ...]
    written: Plain
    step: Number = 1
    dense: bool = False
    months: bool = False

    @property
    def everything(self) -> frozenset[int]:
        """Give the pieces by number."""
        return frozenset(range(len(self.pieces)))


def prose(word: str) -> Plain:
    """Give a text in both languages that is not like that of any other word."""
    return {"da": f"Dansk {word}", "en": f"English {word}"}


@st.composite
def axes(draw: st.DrawFn, name: str) -> tuple[Axis, Plain]:
    """Give a fact, and what the rule set chooses for the parameter that may bound it."""
    kind = draw(st.sampled_from(("words", "boolean", "integer", "steps", "number", "age")))
    if kind == "words":
        words = WORDS[: draw(st.integers(2, len(WORDS)))]
        return Axis("fact", name, words, {"values": {word: prose(word) for word in words}}), {}
    if kind == "boolean":
        return Axis("fact", name, ("true", "false"), {"type": "boolean"}), {}
    if kind == "age":
        months = sorted(draw(st.sets(st.sampled_from(_CUTS_IN_MONTHS), min_size=1, max_size=3)))
        return Axis("fact", name, _stretches([0, *months, None], 1), {"type": "age"}, months=True), {}
    return draw(_numbers(name, kind))


@st.composite
def _numbers(draw: st.DrawFn, name: str, kind: str) -> tuple[Axis, Plain]:
    steps: tuple[Number, ...] = (Decimal("0.5"), 2, Decimal("0.1"))
    step = draw(st.sampled_from(steps)) if kind == "steps" else 1
    low = draw(st.sampled_from((None, 0, 1, -4)))
    origin = low or 0
    high = draw(st.sampled_from((None, _plain(origin + 9 * step))))
    cuts = [_plain(origin + at * step) for at in sorted(draw(st.sets(st.integers(1, 8), min_size=1, max_size=3)))]
    written: Plain = {"type": "integer" if kind == "integer" else "number"}
    chosen: Plain = {}
    if low is not None:
        written["from"] = low
    if high is not None:
        written["to"] = high
        if draw(st.booleans()):
            parameter = f"ceiling_of_{name}"
            written["to"] = {"parameter": parameter}
            chosen[parameter] = draw(st.sampled_from((high, "unset")))
            high = None if chosen[parameter] == "unset" else high
    if kind == "steps":
        written["step"] = step
    if kind == "number":
        pieces = [piece for a, b in pairwise([low, *cuts, high]) for piece in ((a, b), (b, b))]
        return Axis("fact", name, tuple(pieces[:-1]), written, dense=True), chosen
    after = None if high is None else _plain(high + step)
    return Axis("fact", name, _stretches([low, *cuts, after], step), written, step), chosen


def _plain(number: Number) -> Number:
    return int(number) if number == int(number) else number


def _stretches(starts: list[Any], step: Number) -> tuple[Any, ...]:
    """Give the first and last number of each stretch; the last start is that of what would follow."""
    return tuple((low, None if after is None else _plain(after - step)) for low, after in pairwise(starts))


def divide(draw: st.DrawFn, axis: Axis, *, apart: bool) -> list[list[Item]]:
    """Divide all values of an axis into runs, each said by items of a key; `apart` asks for at least two."""
    if isinstance(axis.pieces[0], str):
        return [[(word, frozenset([number]))] for number, word in enumerate(axis.pieces)]
    count = len(axis.pieces)
    if axis.dense:
        # Only the first and the last run may leave out their inner end: the language has no word for others.
        first = draw(st.sampled_from(range(1, count, 2)))
        last = draw(st.sampled_from(range(first, count, 2)))
        borders = draw(st.sampled_from(([], [first], [last + 1], [first, last + 1])[apart:]))
    else:
        flags = draw(st.lists(st.booleans(), min_size=count - 1, max_size=count - 1))
        borders = [number for number, flag in enumerate(flags, 1) if flag]
        borders = borders or [1][: int(apart)]
    return [draw(st.sampled_from(_spellings(axis, a, b - 1))) for a, b in pairwise([0, *borders, count])]


def _spellings(axis: Axis, first: int, last: int) -> list[list[Item]]:
    """Give the ways to write the numbers of neighbouring pieces."""
    low, high = axis.pieces[first][0], axis.pieces[last][1]
    starts, ends = first == 0, last == len(axis.pieces) - 1
    without_low = axis.dense and not starts and first % 2 == 0
    without_high = axis.dense and not ends and last % 2 == 0

    def item(text: str, begin: int = first, end: int = last) -> Item:
        return text, frozenset(range(begin, end + 1))

    ways: list[list[Item]] = []
    if None not in (low, high) and not without_low and not without_high:
        ways.append([item(_closed(axis, low, high))])
    if starts and ends:
        at = last - int(axis.dense)
        middle = axis.pieces[at][0]
        ways.append([item(_end(axis, "under", middle), end=at - 1), item(_end(axis, "from", middle), at)])
    elif starts and axis.dense and not without_high:
        ways.append([item(f"under {high}", end=last - 1), item(f"{high}", last)])
    elif starts:
        ways.append([item(_end(axis, "under", high if axis.dense else _plain(high + axis.step)))])
    elif ends and without_low:
        ways.append([item(f"over {low}")])
    elif ends:
        ways.append([item(_end(axis, "from", low))])
        if not axis.dense:
            ways.append([item(_end(axis, "over", _plain(low - axis.step)))])
    return ways


def _end(axis: Axis, word: str, number: Any) -> str:
    """Write one end; an age in years where that says the same."""
    if not axis.months:
        return f"{word} {number}"
    if word == "over":  # over a whole year is over its last month
        return f"over {_count(number // 12, 'year') if number % 12 == 11 else _count(number, 'month')}"
    return f"{word} {_count(number // 12, 'year') if number % 12 == 0 else _count(number, 'month')}"


def _closed(axis: Axis, low: Any, high: Any) -> str:
    unit = ""
    if axis.months:
        unit = "month"
        if low % 12 == 0 and high % 12 == 11:
            low, high, unit = low // 12, high // 12, "year"
    if low == high:
        return _count(low, unit) if unit else f"{low}"
    return f"{low} to {high}{f' {unit}s' if unit else ''}"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
