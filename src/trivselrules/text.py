# SPDX-License-Identifier: MPL-2.0
"""Text in the two languages of the product, and text that is safe to print."""

from __future__ import annotations

import re
from typing import Literal

from attrs import field, frozen

from .location import Location

__all__ = ["LANGUAGES", "Language", "Text", "looks_personal", "masked", "printable", "printable_json", "sentence_case"]

Language = Literal["da", "en"]

# C0 and C1 controls, DEL, line separators, and the marks that reorder text on a screen or cannot be seen.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
# A Danish civil registration number, whatever people put between date and serial number.
_CIVIL_REGISTRATION = re.compile(r"(?<!\d)\d{6}[\s\-._/·\u2010-\u2015]{0,3}\d{4}(?!\d)")


@frozen
class Text:
    """One text in Danish and in English."""

    da: str
    en: str
    location: Location | None = field(default=None, eq=False, repr=False)
    location_en: Location | None = field(default=None, eq=False, repr=False)

    def to(self, language: Language) -> str:
        """Give the text in `language`."""
        return self.da if language == "da" else self.en


LANGUAGES: tuple[Language, ...] = ("da", "en")


def printable(text: str) -> str:
    """Escape everything in `text` that could steer a terminal or hide what a line says."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def printable_json(text: str) -> str:
    """Escape the same in JSON, which stays the same JSON."""
    return "\n".join(map(printable, text.split("\n")))


def looks_personal(text: str) -> bool:
    """Tell whether `text` may identify a person: a civil registration number or an address with `@`."""
    return "@" in text or _CIVIL_REGISTRATION.search(text) is not None


def masked(text: str) -> str:
    """Cover what looks like a civil registration number, keeping the length of the text."""
    return _CIVIL_REGISTRATION.sub(lambda found: "•" * len(found[0]), text)


def sentence_case(text: str) -> str:
    """Start `text` with a capital and leave the rest, so that names keep their spelling."""
    return text[:1].upper() + text[1:]
