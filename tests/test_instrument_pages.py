# SPDX-License-Identifier: MPL-2.0
"""What the pages about instruments repeat from their rules is what the rules say."""

from __future__ import annotations

import pytest
from instrument_pages import FOLDER, PAGES, made


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_up_to_date(name: str) -> None:
    """What is committed is what `python tests/instrument_pages.py` writes."""
    text = (FOLDER / name).read_text("utf-8")
    assert "<!-- made: " in text
    assert made(text) == text


def test_a_changed_rule_would_show() -> None:
    """A passage is made anew from the rules, whatever stands in it."""
    page = "<!-- made: decision trivselsbarometer gyldighed -->\nnoget andet\n<!-- end -->"
    assert made(page) == (
        "<!-- made: decision trivselsbarometer gyldighed -->\n\n- Arket gælder for: Skolen\n\n\n<!-- end -->"
    )
