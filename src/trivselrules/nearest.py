# SPDX-License-Identifier: MPL-2.0
"""The valid name that a mistyped one was probably meant to be."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable

__all__ = ["fold", "name_list", "nearest"]

_MOST_NAMES = 12

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def fold(word: str) -> str:
    """Spell `word` as an id: lower case, æ→ae, ø→oe, å→aa, spaces and hyphens as `_`."""
    lowered = unicodedata.normalize("NFC", word).strip().lower()
    return lowered.translate(_DANISH).replace(" ", "_").replace("-", "_")


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Give the name most like `word`, or None if none is alike.

    A name that differs only in spelling of æ, ø, å, case or hyphens always wins.
    """
    from difflib import get_close_matches  # late: only a mistake needs it

    by_fold = {fold(name): name for name in names}
    folded = fold(word[:80])
    close = [folded] if folded in by_fold else get_close_matches(folded, by_fold, n=1, cutoff=0.6)
    return by_fold[close[0]] if close else None


def name_list(word: str, names: Collection[str]) -> str:
    """List the names that could be meant: all if they are few, else those that are most like `word`."""
    if len(names) <= _MOST_NAMES:
        return ", ".join(names) or "-"
    from difflib import get_close_matches  # late: only a mistake needs it

    by_fold = {fold(name): name for name in names}
    close = get_close_matches(fold(word[:80]), by_fold, n=_MOST_NAMES // 2, cutoff=0.3) or list(by_fold)[:_MOST_NAMES]
    return ", ".join([*(by_fold[name] for name in close), "…"])
