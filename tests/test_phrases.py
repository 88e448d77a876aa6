# SPDX-License-Identifier: MPL-2.0
"""Lists in sentences: where one thing ends and the next begins can be read from the list alone."""

from __future__ import annotations

import pytest

from trivselrules.render.phrases import alternatives, enumerate_words
from trivselrules.text import Language

DIVIDED: list[tuple[list[str], Language, str]] = [
    (["a", "b", "c"], "da", "a, b og c"),
    (["a", "b", "c"], "en", "a, b and c"),
    (["den, der ringer", "lederen"], "da", "den, der ringer; og lederen"),
    (["a", "b og c", "d"], "da", "a; b og c; og d"),
    (["a", "b and c", "d"], "en", "a; b and c; and d"),
    (["»a, b«", "c (d og e)", "`f, g`"], "da", "»a, b«, c (d og e) og `f, g`"),
    (["“a and b”", "c"], "en", "“a and b” and c"),
    (["a"], "da", "a"),
    ([], "en", ""),
]


@pytest.mark.parametrize(("words", "language", "told"), DIVIDED)
def test_semicolons_divide_what_is_divided_itself(words: list[str], language: Language, told: str) -> None:
    """A comma or conjunction within one thing makes the list use semicolons, unless quotes or brackets enclose it."""
    assert enumerate_words(words, language) == told


def test_alternatives_are_divided_alike() -> None:
    """Alternatives are divided in the same way; `og` within one of them cannot be mistaken for `eller`."""
    assert alternatives(["a eller b", "c"], "da") == "a eller b; eller c"
    assert alternatives(["a og b", "c"], "da") == "a og b eller c"
