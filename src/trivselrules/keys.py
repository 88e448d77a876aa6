# SPDX-License-Identifier: MPL-2.0
"""The keys of `answers`: which values of a fact one item of a key stands for."""

from __future__ import annotations

import re
from decimal import Decimal

from .domains import Choice, Domain, Span, canonical
from .values import Number, spell

__all__ = ["NUMBER", "Selection", "items", "number", "select", "selects"]

Selection = str | bool | Span

NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_INTERVAL = re.compile(
    rf"(?:(?P<word>under|over|from) )?(?P<first>{NUMBER})(?: to (?P<last>{NUMBER}))?(?: (?P<unit>year|month)s?)?"
)


def number(text: str) -> Number:
    """Read a number that is spelt as `NUMBER` says."""
    return canonical(Decimal(text)) if "." in text else int(text)


def items(key: str) -> list[tuple[str, int]]:
    """Divide a key such as `3, 4` into its items, each with how far into the key it starts."""
    return [(found[0].strip(), found.start()) for found in re.finditer(r"[^,\s][^,]*", key)]


def select(item: str, domain: Domain) -> Selection | None:
    """Give what `item` selects of `domain`, or None if it does not fit.

    Ages are completed units: `1 to 2 years` is 12 to 35 months, `over 6 years` starts at 84 months.
    """
    if isinstance(domain, Choice):
        spelt = {spell(value): value for value in domain.values}
        return spelt.get(item)
    found = _INTERVAL.fullmatch(item)
    if found is None or bool(found["unit"]) != domain.months or (found["word"] and found["last"]):
        return None
    length = 12 if found["unit"] == "year" else 1
    first, last = number(found["first"]), number(found["last"] or found["first"])
    if (domain.whole and not (isinstance(first, int) and isinstance(last, int))) or last < first:
        return None
    return _span(found["word"], first * length, last * length + (length - 1), whole=domain.whole)


def _span(word: str | None, low: Number, high: Number, *, whole: bool) -> Span:
    """Build the span; on whole numbers every end is included, so that equal selections are equal."""
    match word:
        case "under":
            return Span(high=low - 1) if whole else Span(high=low, open_high=True)
        case "over":
            return Span(low=high + 1) if whole else Span(low=low, open_low=True)
        case "from":
            return Span(low=low)
        case _:
            return Span(low, high)


def selects(selection: Selection, value: str | bool | Number) -> bool:
    """Tell whether `selection` takes `value`."""
    if isinstance(selection, Span):
        return not isinstance(value, (str, bool)) and selection.holds(value)
    return selection == value
