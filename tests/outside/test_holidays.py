# SPDX-License-Identifier: MPL-2.0
"""The Danish public holidays held against a package that others keep."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from trivselrules.calendar import public_holidays
from trivselrules.render.days import holiday_name

pytestmark = pytest.mark.outside

TABLE = Path(__file__).resolve().parents[1] / "danish_holidays.txt"


def denmark(year: int) -> Any:
    """Give the Danish holidays of a year, names by date, as the package has them."""
    package: Any = importlib.import_module("holidays")
    return package.Denmark(years=year, language="da")


@pytest.mark.parametrize("year", range(1950, 2101))
def test_holidays_are_those_of_the_package(year: int) -> None:
    """Dates and Danish names agree, Store Bededag and its end included."""
    theirs = {day: name.lower().replace("anden ", "2. ") for day, name in sorted(denmark(year).items())}
    assert {day: holiday_name(name, "da").lower() for day, name in public_holidays(year).items()} == theirs


def test_table_is_that_of_the_package() -> None:
    """The table that the other tests use holds what the package says."""
    rows = (f"{year} {' '.join(f'{day:%m-%d}' for day in sorted(denmark(year)))}\n" for year in range(2000, 2101))
    assert TABLE.read_text("utf-8") == "".join(rows)
