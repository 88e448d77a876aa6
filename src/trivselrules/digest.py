# SPDX-License-Identifier: MPL-2.0
"""A fingerprint of what a rule set says, blind to how it is laid out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal

__all__ = ["digest"]


def digest(documents: Mapping[str, object]) -> str:
    """Give `sha256:…` over the data of the files by name.

    Comments, indentation, quotes and line ends do not count; the order of keys and items does, since the
    order of values and outcomes is part of what a rule set says.
    """
    ordered = [(name, documents[name]) for name in sorted(documents)]
    text = json.dumps(ordered, ensure_ascii=False, separators=(",", ":"), default=_number)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _number(value: object) -> float:
    """Give a decimal as a JSON number; 15 digits survive that exactly."""
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} cannot stand in a rule file")
