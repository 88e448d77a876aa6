# SPDX-License-Identifier: MPL-2.0
"""What sums and differences of some rows of numbers can give."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["Span"]

# Arithmetic modulo a large prime is exact and quick. That a row seems to be a sum and is not would only hide more.
_PRIME = (1 << 61) - 1


class Span:
    """The rows that are sums of multiples of the rows added, all of one width."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._reduced: dict[int, list[int]] = {}

    def add(self, row: Sequence[int]) -> None:
        """Add a row."""
        left = self._reduce(row)
        first = next((place for place, number in enumerate(left) if number), None)
        if first is not None:
            inverse = pow(left[first], -1, _PRIME)
            self._reduced[first] = [number * inverse % _PRIME for number in left]

    def holds(self, row: Sequence[int]) -> bool:
        """Tell whether a row is a sum of multiples of those added."""
        return not any(self._reduce(row))

    def _reduce(self, row: Sequence[int]) -> list[int]:
        left = [number % _PRIME for number in row]
        for place in range(self.width):
            if left[place] and place in self._reduced:
                factor = left[place]
                basis = self._reduced[place]
                left = [(one - factor * other) % _PRIME for one, other in zip(left, basis, strict=True)]
        return left
