# SPDX-License-Identifier: MPL-2.0
"""The texts that could be meant where something is wrong.

Nothing here decides: a candidate is only offered if it is the one that leaves nothing else wrong. So each kind of
mistake gives every text that could be meant, and a person who meant yet another is offered nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from ..finding import Finding
from ..nearest import fold
from .page import Page, piece_at

__all__ = ["candidates", "recoded"]

Candidates = Iterator[Page]
_Maker = Callable[[Page, int, int, Finding], Candidates]

_HIDDEN = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_ANOTHER_ENCODING = frozenset("æøåÆØÅéÉèüÜöÖäÄ«»–—…’‘“”§°½ ")
_PAIRS = {"“": "”", "”": "”", "„": "“”", "«": "»", "»": "«»", "‘": "’", "’": "’", "‚": "‘’"}
_TRUE, _FALSE = ("yes", "y", "on", "ja", "true", "sand"), ("no", "n", "off", "nej", "false", "falsk")
_ENTRY = re.compile(r"(\s*(?:- )*[\w, -]+?: +)(\S.*?)(\s*)")
_KEY_ALONE = re.compile(r"(\s*(?:- )*\w[\w, -]*?)\s*")
_OTHER_SIGN = re.compile(r"(\s*(?:- )*[\w, -]+?) ?[=;](?: +(.*)|$)")
_WITHOUT_SIGN = re.compile(r"(\s*(?:- )*\w+)( +.*)")
_BRACES = re.compile(r"(\s*)((?:- )?)([\w, -]+:) (\{.*\})\s*")
_PROSE = re.compile(r"\{\s*da\s*: *(.*?) *, *en\s*: *(.*?) *\}")


def candidates(finding: Finding, page: Page) -> Candidates:
    """Give the texts of the file that could be meant where the finding is; none for most kinds of findings."""
    place = finding.location
    for codes, makers in _MAKERS.items():
        if place is not None and finding.code.startswith(codes):
            for maker in makers:
                yield from maker(page, place.line - 1, place.column - 1, finding)


def recoded(content: bytes) -> bytes | None:
    """Give a file that was saved in another encoding as UTF-8, if its letters are then those of the languages here."""
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = content.decode("utf-16" if wide else "cp1252")
    except UnicodeDecodeError:
        return None
    strange = {letter for letter in text if not letter.isascii()} - _ANOTHER_ENCODING
    return None if strange else text.encode()


def _tabs(page: Page, row: int, _: int, __: Finding) -> Candidates:
    """Put spaces in place of tabs: two for each, or as many as a line nearby has."""
    line = page.lines[row]
    text = line.lstrip()
    widths = dict.fromkeys([line[: len(line) - len(text)].expandtabs(2), *_indents(page, row)])
    yield from (page.with_line(row, width + text.replace("\t", " ")) for width in widths)


def _indents(page: Page, row: int) -> Iterator[str]:
    """Give the indentations that the line could have: those above it, and one level more than the last."""
    above = [line for line in page.lines[:row] if line.strip() and not line.lstrip().startswith("#")][-40:]
    for line in reversed(above):
        yield " " * (len(line) - len(line.lstrip()))
        yield " " * (len(line) - len(line.lstrip(" -")))
    if above:
        yield " " * (len(above[-1]) - len(above[-1].lstrip()) + 2)


def _moved(page: Page, row: int, _: int, __: Finding) -> Candidates:
    """Move a line one space in or out."""
    line = page.lines[row]
    yield page.with_line(row, f" {line}")
    if line.startswith(" "):
        yield page.with_line(row, line[1:])


def _dash(page: Page, row: int, _: int, __: Finding) -> Candidates:
    """Put a space after the dash of an item."""
    glued = re.fullmatch(r"(\s*-)([^\s-].*)", page.lines[row])
    if glued is not None:
        yield page.with_line(row, f"{glued[1]} {glued[2]}")


def _quote_entry(page: Page, row: int, _: int, __: Finding) -> Candidates:
    """Put the text after the key of a line in quotes."""
    entry = _ENTRY.fullmatch(page.lines[row])
    if entry is not None and " #" not in entry[2]:
        yield page.with_line(row, entry[1] + quoted(entry[2]) + entry[3])


def quoted(text: str) -> str:
    """Write a text in straight quotes."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def _close_quote(page: Page, row: int, column: int, _: Finding) -> Candidates:
    """Close a quote at the end of its line, or take it away."""
    line = page.lines[row].rstrip()
    yield page.with_line(row, line + line[column : column + 1])
    yield page.with_line(row, line[:column] + line[column + 1 :])


def _single_quotes(page: Page, row: int, _: int, __: Finding) -> Candidates:
    """Use the quotes in which a backslash means nothing."""
    entry = _ENTRY.fullmatch(page.lines[row])
    if entry is not None and re.fullmatch(r'"[^"]*"', entry[2]):
        yield page.with_line(row, entry[1] + quoted(entry[2][1:-1]) + entry[3])


def _quote_piece(page: Page, row: int, column: int, _: Finding) -> Candidates:
    """Put a word in quotes."""
    start, end = piece_at(page.lines[row], column)
    yield page.with_piece(row, start, end, quoted(page.lines[row][start:end]))


def _straight(page: Page, row: int, column: int, _: Finding) -> Candidates:
    """Put straight quotes in place of a pair of curly ones around a whole text."""
    start, end = piece_at(page.lines[row], column)
    text = page.lines[row][start:end]
    inner = text[1:-1]
    if len(text) > 1 and text[-1] in _PAIRS[text[0]] and not set(inner) & (set(_PAIRS) | {'"'}):
        yield page.with_piece(row, start, end, quoted(inner))


def _composed(page: Page, row: int, _: int, __: Finding) -> Candidates:
    """Write letters as one character each: in the line, or in all of the file."""
    normal = [unicodedata.normalize("NFC", line) for line in page.lines]
    yield page.with_line(row, normal[row])
    yield page.with_line(0, *normal, upto=len(normal) - 1)


def _shown(page: Page, row: int, _: int, __: Finding) -> Candidates:
    """Leave out what cannot be seen."""
    yield page.with_line(row, _HIDDEN.sub("", page.lines[row]))


def _spaces(page: Page, row: int, _: int, __: Finding) -> Candidates:
    """Put ordinary spaces in place of special ones."""
    yield page.with_line(row, _SPACES.sub(" ", page.lines[row]))


def _point(page: Page, row: int, column: int, _: Finding) -> Candidates:
    """Write a decimal with a point."""
    comma = re.compile(r"-?\d+,\d+(?![\d,.])").match(page.lines[row], column)
    if comma is not None:
        yield page.with_piece(row, comma.start(), comma.end(), comma[0].replace(",", "."))


def _space_after_colon(page: Page, row: int, column: int, _: Finding) -> Candidates:
    """Put a space after the first colon."""
    colon = page.lines[row].find(":", column)
    if colon >= 0:
        yield page.with_piece(row, colon, colon + 1, ": ")


def _colon(page: Page, row: int, _: int, __: Finding) -> Candidates:
    """Put a colon after a key."""
    line = page.lines[row]
    other, alone, without = (form.fullmatch(line) for form in (_OTHER_SIGN, _KEY_ALONE, _WITHOUT_SIGN))
    if other is not None:
        yield page.with_line(row, f"{other[1]}: {other[2] or ''}".rstrip())
        return
    if alone is not None:
        yield page.with_line(row, f"{alone[1]}:")
    if without is not None:
        yield page.with_line(row, f"{without[1]}:{without[2]}")


def _brackets(page: Page, row: int, _: int, __: Finding) -> Candidates:
    """Close the bracket that is open at the end of the line, wherever it could be closed."""
    line = page.lines[row].rstrip()
    for closing in "]}":
        for comma in re.finditer(r"(?=,\s|[\]}]|$)", line):
            yield page.with_piece(row, comma.start(), comma.start(), closing)


def _without_bracket(page: Page, row: int, column: int, _: Finding) -> Candidates:
    """Leave out a bracket that closes nothing."""
    if page.lines[row][column : column + 1] in ("]", "}"):
        yield page.with_piece(row, column, column + 1, "")


def _commas(page: Page, row: int, column: int, _: Finding) -> Candidates:
    """Divide the items of a list with commas."""
    start, end = piece_at(page.lines[row], column)
    text = page.lines[row][start:end]
    parted = re.sub(r"\s*;\s*|\s+", ", ", text.strip("[]"))
    if parted != text:
        yield page.with_piece(row, start, end, f"[{parted}]" if text.startswith("[") else parted)


def _type(page: Page, row: int, column: int, _: Finding) -> Candidates:
    """Take quotes or brackets away, or put them on; say true or false where it was said in words."""
    start, end = piece_at(page.lines[row], column)
    text = page.lines[row][start:end]
    inner = text[1:-1]
    others = [quoted(text), f"[{text}]"] if text[:1] not in ("[", "{", '"', "'") else []
    if text[:1] + text[-1:] in ('""', "''", "[]") and inner.strip() and "," not in inner:
        others.append(inner)
    word = fold(text.strip("\"'"))
    others += ["true"] * (word in _TRUE) + ["false"] * (word in _FALSE)
    yield from (page.with_piece(row, start, end, other) for other in others)


def _name(page: Page, row: int, column: int, finding: Finding) -> Candidates:
    """Write the nearest name, if only the spelling of letters or one slip of a finger keeps the text from being it."""
    column += page.lines[row][column : column + 1] in ('"', "'")
    found = re.compile(r"[\w-]+").match(page.lines[row], column)
    if found is None or finding.nearest is None:
        return
    known = {*re.findall(r"[\w-]+", finding.details.get("known", finding.details.get("allowed", ""))), finding.nearest}
    like = [name for name in known if fold(found[0]) == name] or [name for name in known if _one_slip(found[0], name)]
    if like == [finding.nearest]:
        yield page.with_piece(row, found.start(), found.end(), finding.nearest)


def _folded(page: Page, row: int, column: int, _: Finding) -> Candidates:
    """Write a name in the letters that names have."""
    start, end = piece_at(page.lines[row], column)
    text = page.lines[row][start:end].strip("\"'")
    if fold(text) != text:
        yield page.with_piece(row, start, end, fold(text))


def _one_slip(word: str, name: str) -> bool:
    """Tell whether one letter was left out, added, hit wrongly, or two were changed about."""
    if re.sub(r"\D", "", word) != re.sub(r"\D", "", name):  # a number has no spelling
        return False
    short, long = sorted((word, name), key=len)
    if len(long) - len(short) == 1:
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    differs = [at for at in range(len(short)) if short[at] != long[at]] if len(short) == len(long) else []
    if len(differs) == 2 and differs[1] == differs[0] + 1:
        return short[differs[0]] == long[differs[1]] and short[differs[1]] == long[differs[0]]
    return len(differs) == 1 and len(name) > 3


def _once(page: Page, row: int, column: int, _: Finding) -> Candidates:
    """Leave out what is on a list for the second time."""
    line = page.lines[row]
    start, end = piece_at(line, column)
    before = re.compile(r"(.*?)(,\s*|- +)").fullmatch(line[:start])
    if before is None:
        return
    if before[2].startswith("-"):
        if not before[1].strip() and not line[end:].strip():
            yield page.with_line(row)
    else:
        yield page.with_line(row, line[: start - len(before[2])] + line[end:])


def _said_once(page: Page, row: int, _: int, finding: Finding) -> Candidates:
    """Leave out an entry that stands there already, word for word."""
    first = int(finding.details["first"]) - 1
    if page.lines[first].strip() == page.lines[row].strip() and not page.lines[row].rstrip().endswith(":"):
        yield page.with_line(row)


def _prose(page: Page, row: int, _: int, __: Finding) -> Candidates:
    """Write the two languages on lines of their own."""
    for upto in range(row, min(row + 5, len(page.lines))):
        whole = " ".join([page.lines[row], *(line.strip() for line in page.lines[row + 1 : upto + 1])])
        braces = _BRACES.fullmatch(whole)
        prose = _PROSE.fullmatch(braces[4]) if braces is not None else None
        if braces is not None and prose is not None:
            deeper = f"{braces[1]}{' ' * len(braces[2])}  "
            told = (f"{deeper}{key}: {_as_prose(text)}" for key, text in zip(("da", "en"), prose.groups(), strict=True))
            yield page.with_line(row, f"{braces[1]}{braces[2]}{braces[3]}", *told, upto=upto)
            return


def _as_prose(text: str) -> str:
    """Write a text so that it stands for itself on a line; in quotes wherever that may be needed."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text
    return text if re.fullmatch(r"\w[^:#]*", text) and not re.fullmatch(r"[\d.,:]+|\w{1,5}", text) else quoted(text)


_NAMES: tuple[_Maker, ...] = (_name, _folded)
# What is tried for the findings whose code begins so.
_MAKERS: dict[tuple[str, ...] | str, tuple[_Maker, ...]] = {
    "yaml-tab": (_tabs,),
    "yaml-indentation": (_moved, _dash),
    "yaml-no-colon": (_colon, _dash),
    ("yaml-colon", "yaml-start", "yaml-anchor", "yaml-tag"): (_quote_entry,),
    "yaml-quote": (_close_quote,),
    "yaml-escape": (_single_quotes,),
    "yaml-bracket": (_brackets,),
    "yaml-syntax": (_without_bracket,),
    "colon-without-space": (_space_after_colon,),
    "decimal-comma": (_point,),
    "control-character": (_shown,),
    "no-break-space": (_spaces,),
    "decomposed-letters": (_composed,),
    "ambiguous-word": (_quote_piece,),
    "curly-quote": (_straight,),
    "prose-in-braces": (_prose,),
    "duplicate-key": (_said_once,),
    "duplicate-item": (_once,),
    "wrong-type": (_type, _point),
    "value-type": (_type, _point),
    "too-few": (_commas,),
    "wrong-form": (_commas, *_NAMES),
    ("unknown-", "value-unknown"): _NAMES,
}
