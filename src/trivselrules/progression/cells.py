# SPDX-License-Identifier: MPL-2.0
"""What the text of a cell stands for: worked out once for each text, since a table repeats itself."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ..domains import Scale, canonical
from ..errors import Error
from ..finding import Finding
from ..frozen_map import FrozenMap
from ..inputs import check_facts, read_fact
from ..location import Location
from ..model import RuleSetModel
from ..text import masked
from ..values import Number
from .measurement import is_opaque

__all__ = ["Cells", "Problem"]

Given = str | bool | Number

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]{0,14}))(?:([.,])([0-9]{1,15}))?", re.ASCII)


class Problem(NamedTuple):
    """Why a cell cannot be read; which row it stands in is known where it is used."""

    code: str
    details: dict[str, str]

    def at(self, row: int, name: str, place: Location) -> Finding:
        """Make the finding for the cell of column `name` in `row`."""
        details = {"row": str(row), "name": name, **self.details}
        return Finding(self.code, place, FrozenMap({key: masked(text) for key, text in details.items()}))


class Cells:
    """Reads the cells of a table whose columns are divided by `delimiter`.

    Where that is a semicolon, a number may have a decimal comma, as spreadsheets write it in Danish. A table
    that writes numbers now with a comma, now with a point, is refused: in one of them it may mean thousands.
    """

    def __init__(self, model: RuleSetModel, delimiter: str) -> None:
        self.model = model
        self.marks = ".," if delimiter == ";" else "."
        self.mark: str | None = None
        self._known: dict[tuple[str, str], Given | Problem] = {}
        self._dates: dict[str, date | Problem] = {}
        self._keys: dict[str, str | Problem] = {}

    def fact(self, name: str, text: str) -> Given | Problem:
        """Give the value of a fact."""
        known = (name, text)
        if known not in self._known:
            self._known[known] = self._read(name, text)
        return self._known[known]

    def day(self, text: str) -> date | Problem:
        """Give a date."""
        if text not in self._dates:
            self._dates[text] = _day(text)
        return self._dates[text]

    def key(self, text: str) -> str | Problem:
        """Give the key of a case, if it is opaque; one key is one object, however often it is read."""
        if text not in self._keys:
            self._keys[text] = text if is_opaque(text) else Problem("case-key" if text else "cell-empty", {})
        return self._keys[text]

    def _read(self, name: str, text: str) -> Given | Problem:
        if not text:
            return Problem("cell-empty", {})
        try:
            domain = self.model.facts[name].domain
            found = _NUMBER.fullmatch(text)
            if found is not None and isinstance(domain, Scale) and self._may_hold(found[2], domain):
                return self._number(name, found)
            return read_fact(self.model, name, text)
        except Error as error:
            problem = error.finding
            told = {"problem": problem.message("da"), "problem_en": problem.message("en")}
            return Problem("cell-value", {**told, "advice": problem.help("da"), "advice_en": problem.help("en")})

    def _may_hold(self, mark: str | None, scale: Scale) -> bool:
        return mark is None or (mark in self.marks and not scale.whole)

    def _number(self, name: str, found: re.Match[str]) -> Given | Problem:
        whole, mark, fraction = found.groups()
        if mark is None:
            return check_facts(self.model, {name: int(whole)})[name]
        self.mark = self.mark or mark
        if mark != self.mark:
            return Problem("cell-decimal", {"given": mark, "first": self.mark})
        return check_facts(self.model, {name: canonical(Decimal(f"{whole}.{fraction}"))})[name]


def _day(text: str) -> date | Problem:
    if not text:
        return Problem("cell-empty", {})
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else Problem("cell-date", {})
    except ValueError:
        return Problem("cell-date", {})
