# SPDX-License-Identifier: MPL-2.0
"""What stands in one cell of a table: values of a fact as the rule language names them, or what an outcome is set to.

A condition is a key of `answers`. Only where that has no word, for what lies between two decimals, `&` says that both
hold: `over 2 & under 3`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from ..domains import Domain, Scale, Span
from ..keys import items, select, selects
from ..model import Outcome
from ..values import Number, ParameterReference, Value, spell

__all__ = ["Cells", "condition", "held", "mask_of", "parts", "said"]

Cells = tuple[str | bool | Span, ...]

_BARE = re.compile(r"(?!(?:true|false|null)$)[a-z0-9_]*[a-z][a-z0-9_]*")


def said(values: tuple[Value | ParameterReference, ...], outcome: Outcome) -> str:
    """Write what an outcome is set to, as it stands in a rule file."""
    written = [_value(value) for value in values]
    return f"[{', '.join(written)}]" if outcome.many else written[0]


def _value(value: Value | ParameterReference) -> str:
    bare = not isinstance(value, str) or _BARE.fullmatch(value)
    return spell(value) if bare else json.dumps(value, ensure_ascii=False)


def condition(domain: Domain | None, cells: Cells, mask: int) -> str:
    """Write a set of cells of a fact, or of options of a reading."""
    return ", ".join(parts(domain, cells, mask))


def parts(domain: Domain | None, cells: Cells, mask: int) -> list[str]:
    """Give what a set is made of, each as the rule language has it, or with `&` between two that both hold."""
    if not isinstance(domain, Scale):
        return [spell(cell) for bit, cell in enumerate(cells) if mask >> bit & 1]
    spans = [cell for cell in cells if isinstance(cell, Span)]
    return [_stretch(domain, spans[first], spans[last]) for first, last in _runs(mask, len(spans))]


def _runs(mask: int, size: int) -> Iterable[tuple[int, int]]:
    first: int | None = None
    for bit in range(size + 1):
        there = bool(mask >> bit & 1)
        if there and first is None:
            first = bit
        elif not there and first is not None:
            yield first, bit - 1
            first = None


def _stretch(domain: Scale, first: Span, last: Span) -> str:
    """Say from where to where a run of cells goes."""
    low, high = first.low, last.high
    if domain.whole:
        low = low + 1 if low is not None and first.open_low else low
        high = high - 1 if high is not None and last.open_high else high
        return _whole(domain, low, high)
    if low is not None and low == high:
        return str(low)
    if low is not None and high is not None and not first.open_low and not last.open_high:
        return f"{low} to {high}"
    below = low == domain.low and not first.open_low  # the end of the scale need not be said
    above = high == domain.high and not last.open_high
    ends = [] if low is None or (below and not above) else [f"over {low}" if first.open_low else f"from {low}"]
    if high is not None and not above:
        ends.append(f"under {high}" if last.open_high else f"under {high}, {high}")
    return " & ".join(ends)


def _whole(domain: Scale, low: Number | None, high: Number | None) -> str:
    """Say an interval of whole numbers; an age in years where it begins and ends with a year."""
    unit, length = "", 1
    if domain.months:
        years = (low is None or low % 12 == 0) and (high is None or high % 12 == 11)
        unit, length = (" years", 12) if years else (" months", 1)
    if high is None:
        return f"from {0 if low is None else low // length}{unit}"
    if low is None:
        return f"under {high // length + 1}{unit}"
    first, last = low // length, high // length
    return f"{first}{unit}" if first == last else f"{first} to {last}{unit}"


def held(domain: Domain, text: str) -> list[list[str | bool | Span]] | str:
    """Read a condition: what each item selects, all of what stands between `&`; or the item that does not fit."""
    found = []
    for item, _ in items(text):
        both = [select(part.strip(), domain) for part in item.split("&")]
        if any(one is None for one in both):
            return item
        found.append([one for one in both if one is not None])
    return found


def mask_of(cells: Sequence[str | bool | Number], selections: list[list[str | bool | Span]]) -> int:
    """Give the set that a condition stands for, by a value of each cell."""
    return sum(
        1 << bit
        for bit, value in enumerate(cells)
        if any(all(selects(one, value) for one in both) for both in selections)
    )
