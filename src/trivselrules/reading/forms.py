# SPDX-License-Identifier: MPL-2.0
"""How names, ids, keys and moments are written: the same forms as in the schemas."""

from __future__ import annotations

import re

from ..keys import NUMBER
from ..ref import Ref
from .written import AnswerKey, Day, Excuse, FactId, OptionKey, PointId
from .written_changes import BaseName, RuleName
from .written_lifecycle import Moment, NameOrOutcome
from .written_progression import OutcomeName

__all__ = ["FORMS"]

_SLUG = r"(?:[0-9]+_)*[0-9]*[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
_ID = r"[A-Z]+-[0-9]+"
_WHOLE = r"(?:0|[1-9][0-9]*)"
_WORD = r"(?:(?:under|over|from) )?"
_UNIT = r"(?:year|month)s?"
_ITEM = "|".join(
    (
        _SLUG,
        f"{_WORD}{NUMBER}",
        f"{NUMBER} to {NUMBER}",
        f"{_WORD}{_WHOLE} {_UNIT}",
        f"{_WHOLE} to {_WHOLE} {_UNIT}",
    )
)
_BESIDE = r"\.\./[A-Za-z0-9ÆØÅæøå_][A-Za-z0-9ÆØÅæøå_.-]{0,59}"
_DAY = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_HOUR = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_TIME = rf"{_HOUR}(?::[0-5][0-9])?"
FORMS: dict[type[object], re.Pattern[str]] = {
    Ref: re.compile(_SLUG),
    FactId: re.compile(_ID),
    PointId: re.compile(_ID),
    AnswerKey: re.compile(f"(?:{_ITEM})(?: *, *(?:{_ITEM}))*"),
    OptionKey: re.compile(f"{_SLUG}(?: *, *{_SLUG})*"),
    Day: re.compile(_DAY),
    Excuse: re.compile(_SLUG),
    Moment: re.compile(rf"{_DAY}(?:T{_TIME}(?:Z|[+-]{_HOUR}))?"),
    NameOrOutcome: re.compile(rf"{_SLUG}(?:\.{_SLUG})?"),
    BaseName: re.compile(f"{_SLUG}|{_BESIDE}"),
    RuleName: re.compile(f"{_SLUG}/{_SLUG}"),
    OutcomeName: re.compile(rf"{_SLUG}\.{_SLUG}"),
}
