# SPDX-License-Identifier: MPL-2.0
"""One measurement, and the key of a case, which must not tell who it is."""

from __future__ import annotations

import re
from datetime import date

from attrs import field, frozen

from ..frozen_map import FrozenMap
from ..text import looks_personal
from ..values import Number

__all__ = ["Measurement", "is_opaque"]

Given = str | bool | Number

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}", re.ASCII)


@frozen
class Measurement:
    """A value of one indicator of one case, as seen from one perspective on one day.

    `further` holds the other facts that were given with it; `row` is the row of the table it stood in.
    """

    case: str
    on: date
    indicator: str
    perspective: str
    phase: str
    value: Number
    further: FrozenMap[str, Given] = field(factory=FrozenMap)
    row: int = field(default=0, eq=False)


def is_opaque(key: str) -> bool:
    """Tell whether a key can stand for a case: short and plain, and not like a person's number or address."""
    return _KEY.fullmatch(key) is not None and not looks_personal(key)
