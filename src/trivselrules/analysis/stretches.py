# SPDX-License-Identifier: MPL-2.0
"""Sets of numbers in the words of the rule language."""

from __future__ import annotations

from collections.abc import Sequence

from ..domains import Scale, Span, plus

__all__ = ["stretches"]


def stretches(domain: Scale, cells: Sequence[Span], mask: int) -> list[str]:
    """Describe a set of cells, given as bits: by its numbers where only few are possible, else by what it spans."""
    few = domain.few()
    if few is not None:
        taken = [cell for bit, cell in enumerate(cells) if mask >> bit & 1]
        return [str(number) for number in few if any(cell.holds(number) for cell in taken)]
    runs: list[list[Span]] = []
    for bit, cell in enumerate(cells):
        if mask >> bit & 1:
            if bit and mask >> (bit - 1) & 1:
                runs[-1].append(cell)
            else:
                runs.append([cell])
    joined = [_stretch(domain, run[0], run[-1]) for run in runs]
    return [_months(span) if domain.months else _in_words(span, whole=domain.whole) for span in joined]


def _stretch(domain: Scale, first: Span, last: Span) -> Span:
    """Join a run of cells; on whole numbers both ends are included."""
    low, high, open_low, open_high = first.low, last.high, first.open_low, last.open_high
    if domain.whole and low is not None and open_low:
        low, open_low = plus(low, 1), False
    if domain.whole and high is not None and open_high:
        high, open_high = plus(high, -1), False
    return Span(low, high, open_low, open_high)


def _in_words(span: Span, *, whole: bool) -> str:
    """Say from where to where a span goes; `<` where the end itself is left out."""
    low, high = span.low, span.high
    if low is not None and high is not None:
        if span.open_low or span.open_high:
            return f"{low} {'<' if span.open_low else '≤'} … {'<' if span.open_high else '≤'} {high}"
        return str(low) if low == high else f"{low} to {high}"
    if low is not None:
        return f"{'over' if span.open_low else 'from'} {low}"
    if high is None:
        return "…"
    included = f"under {plus(high, 1)}" if whole else f"under {high}, {high}"
    return f"under {high}" if span.open_high else included


def _months(span: Span) -> str:
    """Say an interval of completed months, in years where it begins and ends with a year."""
    first, high = int(span.low or 0), span.high
    unit, length = ("years", 12) if first % 12 == 0 and (high is None or int(high) % 12 == 11) else ("months", 1)
    if high is None:
        return f"from {first // length} {unit}"
    last = int(high) // length
    return f"{last} {unit}" if first // length == last else f"{first // length} to {last} {unit}"
