# SPDX-License-Identifier: MPL-2.0
"""What became of every statement of the source, as a table and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..analysis.citations import Account, AccountKind
from ..location import Location
from ..text import Language, printable, sentence_case
from .phrases import amount, enumerate_words, phrase

__all__ = ["coverage_json", "coverage_text"]

_ACCOUNTS: tuple[AccountKind | None, ...] = ("rule", "notice", "documentation", "out_of_scope", None)


def coverage_json(accounts: Iterable[Account], language: Language) -> dict[str, object]:
    """Give the accounts as JSON knows them, by the id of the statement."""
    return {"facts": {account.statement.id: _entry(account, language) for account in accounts}}


def _entry(account: Account, language: Language) -> dict[str, object]:
    reason = account.statement.reason
    told = None if reason is None else reason.to(language)
    return {"account": account.account, "where": [str(place) for place in account.places], "reason": told}


def coverage_text(accounts: Sequence[Account], language: Language) -> str:
    """Write one line for each statement, and count what became of them."""
    names = {kind: _name(kind, language) for kind in _ACCOUNTS}
    wide = max((len(account.statement.id) for account in accounts), default=0)
    width = max(map(len, names.values()))
    lines = [
        f"{account.statement.id:{wide}}  {names[account.account]:{width}}  {_what(account, language)}".rstrip()
        for account in accounts
    ]
    count = Counter(account.account for account in accounts)
    told = enumerate_words([f"{names[kind]} {count[kind]}" for kind in _ACCOUNTS if count[kind]], language)
    total = sentence_case(amount("source", len(accounts), language))
    return "\n".join(map(printable, [*lines, "", f"{total}: {told}."] if lines else [f"{total}."]))


def _name(kind: str | None, language: Language) -> str:
    return phrase(f"account_{kind or 'none'}", language)


def _what(account: Account, language: Language) -> str:
    """Give the places that cite a statement, file by file, or the reason why none does, or what it says."""
    statement = account.statement
    if account.places:
        return _places(account.places)
    return (statement.text if statement.reason is None else statement.reason).to(language)


def _places(places: Iterable[Location]) -> str:
    lines: dict[str, dict[int, None]] = {}
    for place in places:
        lines.setdefault(place.file.rpartition("/")[2], {})[place.line] = None
    return "; ".join(f"{file} {', '.join(map(str, numbers))}" for file, numbers in lines.items())
