# SPDX-License-Identifier: MPL-2.0
"""Writes the pages about codes in `docs/da/fejl/`; run `python tests/error_pages.py` when their texts change."""

from __future__ import annotations

from pathlib import Path

from trivselrules.explained import codes, explain_code
from trivselrules.render.explained import code_index, code_page

__all__ = ["FOLDER", "pages"]

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "da" / "fejl"


def pages() -> dict[str, str]:
    """Give every page by its file name."""
    told = [explain_code(code) for code in codes()]
    return {"README.md": code_index(told), **{f"{one.code}.md": code_page(one) for one in told}}


def _write() -> None:
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (FOLDER / name).write_bytes(text.encode())


if __name__ == "__main__":
    _write()
