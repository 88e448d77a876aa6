# SPDX-License-Identifier: MPL-2.0
"""What a YAML parser's complaint means to the person who wrote the line."""

from __future__ import annotations

import re

from attrs import frozen

from ..finding import Finding, find
from ..location import Location

__all__ = ["Spot", "braces_finding", "classify"]

# Words of the parser's complaint (both of its implementations) → our code. The first that is found wins.
_BY_WORDS = (
    ("while scanning a quoted scalar.*(?:end of stream|document separator|document indicator)", "yaml-quote"),
    ("alias|anchor", "yaml-anchor"),
    ("while scanning a tag|while parsing a tag|tag handle", "yaml-tag"),
    ("escape", "yaml-escape"),
    ("could not find expected ':'", "yaml-no-colon"),
    ("flow mapping|flow sequence|flow node", "yaml-bracket"),
    ("mapping values are not allowed", "yaml-colon"),
    ("cannot start any token", "yaml-start"),
    ("block mapping|block collection|block entries|sequence entries|document start", "yaml-indentation"),
)
# The character at which the parser gave up says more than its words.
_BY_SIGN = {("yaml-bracket", "?"): "yaml-start", ("yaml-start", "\t"): "yaml-tab"}
# Where the trouble began says more than where the parser gave up.
_AT_THE_START = frozenset({"yaml-quote", "yaml-no-colon", "yaml-anchor", "yaml-tag"})


# What would be read as something else than this text if it stood on a line without quotes.
_NEEDS_QUOTES = re.compile(
    r": |:$|^[\[\]{}&*!|>%@`#,\"'-]| #|^(?:true|false|null|~|y|n|yes|no|on|off|[-+.]?[0-9][0-9_:.,]*)$", re.IGNORECASE
)
# Text for people that starts as a look-up or a list would.
_BRACKET_FIRST = re.compile(r" *(?:- )?(?:da|en|case|section): [\[{]")
_KEY_ALONE = re.compile(r" *(?:- )?[a-z0-9_, ]+ *")
_OTHER_SIGN = re.compile(r" *(?:- )?[a-z0-9_]+ ?[=;](?: .*|$)")
_WORD_ALONE = re.compile(r"\s*[^\s#\-\[{\"'](?:(?!: |:$).)*")


@frozen
class Spot:
    """A place as the parser counts: from 0."""

    line: int
    column: int


def classify(complaint: str, at: Spot, began: Spot, lines: list[str], file: str) -> Finding:
    """Turn the parser's complaint into a finding at the place the writer should look at.

    `at` is where the parser gave up, `began` where the thing it could not finish started.
    """
    code = next((code for words, code in _BY_WORDS if re.search(words, complaint)), "yaml-syntax")
    return _refine(code, at, began, lines, file)


def _key_without_colon(at: Spot, line: str, lines: list[str]) -> Spot | None:
    """Give a key without its colon on one of the two lines above `line`: the parser has read on past it."""
    indent = len(line) - len(line.lstrip())
    for row in range(at.line - 1, max(at.line - 3, -1), -1):
        above = lines[row]
        column = len(above) - len(above.lstrip(" -"))
        alone = _WORD_ALONE if indent == column and row == at.line - 1 else _KEY_ALONE
        if _OTHER_SIGN.fullmatch(above) or (column <= indent and alone.fullmatch(above)):
            return Spot(row, column)
        if not above.rstrip().endswith(":"):
            return None
    return None


def _inside(spot: Spot, lines: list[str]) -> Spot:
    """Move a place behind the last line with text to the end of that line."""
    last = max(number for number, line in enumerate(lines) if line.strip(" "))
    return spot if spot.line <= last else Spot(last, max(len(lines[last].rstrip()) - 1, 0))


def _refine(code: str, at: Spot, began: Spot, lines: list[str], file: str) -> Finding:
    line = lines[at.line] if at.line < len(lines) else ""
    tab = re.match(r" *(?=\t)", line)
    if code not in ("yaml-quote", "yaml-bracket") and tab:
        return find("yaml-tab", Location(file, at.line + 1, tab.end() + 1))
    braces = next(
        (spot for spot in (began, at) if spot.line < len(lines) and "{da:" in lines[spot.line].replace(" ", "")), None
    )
    if braces and code in ("yaml-bracket", "yaml-colon", "yaml-syntax", "yaml-no-colon"):
        column = lines[braces.line].index("{") + 1
        return braces_finding(lines, Location(file, braces.line + 1, column), None)
    if code == "yaml-indentation" and _BRACKET_FIRST.match(line):
        return find("yaml-start", Location(file, at.line + 1, line.index(": ") + 3))
    code = _BY_SIGN.get((code, line[at.column : at.column + 1]), code)
    if code == "yaml-indentation" and line[: at.column].strip(" -"):
        code = "yaml-syntax"  # not at the start of a line: something stands after a finished value
    if code == "yaml-indentation" and line.lstrip().startswith(":"):
        code = "yaml-key"
    above = _key_without_colon(at, line, lines) if code in ("yaml-colon", "yaml-indentation") else None
    if above is not None:
        code, began = "yaml-no-colon", above
    if code == "yaml-colon" and ": " not in line[: at.column]:
        code = "yaml-indentation"  # a key too far to the right looks to the parser like text before a colon
        at = Spot(at.line, len(line) - len(line.lstrip()))
    spot = began if code in _AT_THE_START or (code == "yaml-bracket" and began.line != at.line) else at
    if code == "yaml-escape":
        spot = Spot(at.line, line.rindex("\\", 0, at.column + 1))
    spot = _inside(spot, lines)
    return find(code, Location(file, spot.line + 1, spot.column + 1))


def braces_finding(lines: list[str], location: Location, end: tuple[int, int] | None) -> Finding:
    """Make the finding for prose in `{…}`, with the text as it should have been written."""
    first, column = location.line - 1, location.column - 1
    closed = (row for row in range(first, min(first + 5, len(lines))) if "}" in lines[row])
    last = next(closed, first) if end is None else end[0]
    text = "\n".join(lines[first : last + 1])[column:]
    if end is not None:
        text = text[: len(text) - (len(lines[last]) - end[1])]
    return find("prose-in-braces", location, repaired=_repaired(text))


def _repaired(text: str) -> str:
    """Write what stood in the braces as it should have been; `…` where that cannot be told."""
    inner = text.strip().removeprefix("{").removesuffix("}").strip()
    begun, divided = re.match(r"da\s*:", inner), re.search(r",\s*en\s*:", inner)
    if begun is None or divided is None:
        return "da: … / en: …"
    da, en = _quoted(inner[begun.end() : divided.start()]), _quoted(inner[divided.end() :])
    return f"da: {da} / en: {en}" if da and en else "da: … / en: …"


def _quoted(prose: str) -> str:
    """Put prose in straight quotes if it needs them on a line of its own."""
    prose = " ".join(prose.split())
    if len(prose) > 1 and prose[0] == prose[-1] and prose[0] in "\"'":
        prose = prose[1:-1]
    if not _NEEDS_QUOTES.search(prose):
        return prose
    return "'" + prose.replace("'", "''") + "'" if '"' in prose or "\\" in prose else f'"{prose}"'
