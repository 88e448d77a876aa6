# SPDX-License-Identifier: MPL-2.0
"""Every message of the product: a stable code, how grave it is, what is wrong and what to do, in both languages.

Codes are never reused for something else. The texts follow one style: no capital at the start of `message`
and no full stop, names in backticks, the advice apart from the problem.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..text import Text
from .dates import DATES
from .entry import Entry, Severity
from .inputs import INPUTS
from .lifecycles import LIFECYCLES
from .logic import LOGIC
from .measurements import MEASUREMENTS
from .names import NAMES
from .own import OWN
from .proof import PROOF
from .shape import SHAPE
from .syntax import SYNTAX

__all__ = ["CATALOG", "PHRASES", "Entry", "Severity"]

# What a finding adds to its message, and what is wrong with a line of a log.
PHRASES: Mapping[str, Text] = MappingProxyType(
    {
        "nearest": Text("mente du `{}`?", "did you mean `{}`?"),
        "log-on": Text(
            "`on` mangler; skriv, hvornår hændelsen skete, for eksempel `2026-11-21`",
            "`on` is missing; write when the event happened, for example `2026-11-21`",
        ),
        "log-key": Text("`{}` kendes ikke, mente du `{}`?", "`{}` is unknown, did you mean `{}`?"),
        "log-twice": Text("`{}` står der to gange", "`{}` stands there twice"),
        "example": Text("for eksempel: {}", "for example: {}"),
    }
)

CATALOG: Mapping[str, Entry] = MappingProxyType(
    {**SYNTAX, **SHAPE, **NAMES, **LOGIC, **LIFECYCLES, **MEASUREMENTS, **OWN, **DATES, **INPUTS, **PROOF}
)
