# SPDX-License-Identifier: MPL-2.0
"""What is kept of findings in `golden/findings` is what tests compare, no more and no less."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers, isfunction, signature
from pathlib import Path

import pytest
from golden import HERE, golden_parts

KEPT = sorted((HERE / "findings").glob("*.txt"))


def compared(module: str) -> Iterator[str]:
    """Give the names of the tests of a module that hold findings to what is kept of them, one for each row."""
    for name, test in getmembers(import_module(module), isfunction):
        if "as_kept" in signature(test).parameters:
            rows = [row for mark in getattr(test, "pytestmark", ()) for row in mark.kwargs["ids"]]
            yield from (f"{name}[{row}]" for row in rows) if rows else (name,)


@pytest.mark.parametrize("path", KEPT, ids=[path.stem for path in KEPT])
def test_every_part_is_compared_once(path: Path) -> None:
    """No part is left behind when a row goes or is renamed, and no two rows have one name."""
    assert sorted(compared(f"test_{path.stem}")) == sorted(golden_parts(path))
