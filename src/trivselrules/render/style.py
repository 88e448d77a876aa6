# SPDX-License-Identifier: MPL-2.0
"""How a report is laid out: as indented text, or as Markdown."""

from __future__ import annotations

import re

__all__ = ["MARKDOWN", "PLAIN", "Style"]

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


class Style:
    """Indented text for a terminal."""

    def safe(self, text: str) -> str:
        """Give text as it may stand among markup."""
        return text

    def code(self, text: str) -> str:
        """Give what is typed."""
        return text

    def title(self, text: str) -> str:
        """Give the first line."""
        return text

    def heading(self, text: str) -> str:
        """Give the heading of a group."""
        return text

    def subject(self, text: str) -> str:
        """Give the heading of one decision."""
        return text

    def lead(self, text: str) -> str:
        """Give what the items below have in common."""
        return f"  {text}:"

    def item(self, text: str) -> str:
        """Give one thing of several."""
        return f"  - {text}"

    def below(self, text: str) -> str:
        """Give what belongs to the item above."""
        return f"    {text}"


class _Markdown(Style):
    """Markdown in which nothing of the rules is taken for markup."""

    def safe(self, text: str) -> str:
        return _MARKUP.sub(r"\\\1", text)

    def code(self, text: str) -> str:
        return f"`{text}`"

    def title(self, text: str) -> str:
        return f"## {text}"

    def heading(self, text: str) -> str:
        return f"### {text}"

    def subject(self, text: str) -> str:
        return f"#### {text}"

    def lead(self, text: str) -> str:
        return f"{text}:"

    def item(self, text: str) -> str:
        return f"- {text}"

    def below(self, text: str) -> str:
        return f"  - {text}"


PLAIN, MARKDOWN = Style(), _Markdown()
