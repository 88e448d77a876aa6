# SPDX-License-Identifier: MPL-2.0
"""Why each problem is one, with a wrong and a right example: what a page about a code says.

The texts stand beside the catalogue as YAML, so that those who write rules can read and mend them too. The tests
run every example: the wrong one gives its code, at the mark, and the right one does not.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Literal

from attrs import frozen

from .errors import UnknownNameError
from .finding import find
from .nearest import name_list, nearest
from .reading.source import parse
from .reading.tree import plain_data
from .text import Text, looks_personal

__all__ = ["MARK", "Adjustment", "Explanation", "codes", "explain_code"]

MARK = "§"

# What an example is: lines of a rule file, a command, Python, or a description of what cannot be shown in lines.
Kind = Literal["rules", "command", "python", "words"]


@frozen
class Adjustment:
    """Lines of another file that an example needs, in place of lines that are there."""

    file: str
    old: str
    new: str
    wrong_only: bool


@frozen
class Explanation:
    """Why a code is a problem, and an example of how to get it wrong and right.

    `instead_of` are the lines that stand there without the example; they are the right ones where nothing else
    is said. `also` are changes to other files; `prove` says that only the proof finds the problem, and `own` that the
    file is one of a rule set that extends another.
    """

    code: str
    why: Text
    kind: Kind
    wrong: Text
    right: Text
    file: str | None = None
    instead_of: str | None = None
    also: tuple[Adjustment, ...] = ()
    prove: bool = False
    own: bool = False


def codes() -> tuple[str, ...]:
    """Give every code that is explained, in the order of the catalogue's files."""
    return tuple(_explanations())


def explain_code(code: str) -> Explanation:
    """Give the explanation of `code`. Raises UnknownNameError, with the nearest code, if there is none."""
    known = _explanations()
    if code not in known:
        shown = "…" if looks_personal(code) else code[:60]
        found = find("unknown-code", nearest=nearest(code, known), name=shown, known=name_list(code, known))
        raise UnknownNameError(found)
    return known[code]


@cache
def _explanations() -> dict[str, Explanation]:
    folder = files(__package__ or "trivselrules") / "catalog" / "explained"
    told: dict[str, Explanation] = {}
    for file in sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yaml")), key=lambda e: e.name):
        tree, findings = parse(file.read_bytes(), file.name)
        assert tree is not None, findings
        data: Any = plain_data(tree)
        told |= {code: _explanation(code, entry) for code, entry in data.items()}
    return told


def _explanation(code: str, entry: dict[str, Any]) -> Explanation:
    wrong, right = entry["wrong"], entry["right"]
    return Explanation(
        code,
        Text(entry["da"], entry["en"]),
        _kind(entry),
        Text(wrong, entry.get("wrong_en", wrong)),
        Text(right, entry.get("right_en", right)),
        entry.get("file"),
        entry.get("instead_of"),
        tuple(Adjustment(a["file"], a["old"], a["new"], a.get("wrong_only", False)) for a in entry.get("also", ())),
        entry.get("prove", False),
        entry.get("own", False),
    )


def _kind(entry: dict[str, Any]) -> Kind:
    if "words" in entry:
        return "words"
    if "file" in entry:
        return "rules"
    return "command" if "trivselrules " in entry["wrong"].partition("\n")[0] else "python"
