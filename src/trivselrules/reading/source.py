# SPDX-License-Identifier: MPL-2.0
"""From bytes to a positioned tree: the only module that knows YAML.

The tree is built from the parser's events, so that size, depth, aliases and tags are bounded before anything
recursive runs, and so that scalars are read as YAML 1.2 means them: `true` and `false` are the only booleans,
plain decimals the only numbers, and everything else is text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

import yaml
from attrs import define, field

from ..finding import Finding, find
from ..keys import NUMBER, number
from ..location import Location
from .syntax_errors import Spot, braces_finding, classify
from .tree import Entry, Mapping, Scalar, Sequence, Tree

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_DIGITS", "parse"]

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_DIGITS = 15
_MOST_HIDDEN = 20

# Two parsers read a file. The one in C is quick, but it is not installed everywhere, and the two do not complain
# alike: it is believed only where it finds nothing wrong, and where both understand the same.
_Loader = type[yaml.SafeLoader] | type["yaml.CSafeLoader"]
_QUICK: _Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TREATED_APART = re.compile(r"\t|[|>][-+0-9]*#")
# Controls, marks that reorder, join or hide, soft hyphens, fillers and what is no character at all; the selectors that
# belong to emojis are left.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LIKE_A_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_HALF = re.compile("[\ud800-\udfff]")
_NO_CHARACTER = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F]|\\U(?!000|0010)")
_NUMBER = re.compile(NUMBER)
_PROSE = frozenset({"da", "en", "case", "section"})
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_WORDS = "y yes n no on off true false"
_YAML_1_1 = frozenset(f(word) for word in _WORDS.split() for f in (str, str.upper, str.capitalize)) - {"true", "false"}
_YAML_1_1_NUMBER = re.compile(
    r"[-+]?(?:0[0-7_]+|0o[0-7]+|0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[0-9][0-9_]*\.?[0-9_]*(?:[eE][-+]?[0-9]+)?|\.[0-9_]+|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
)
# A problem of one of these kinds leaves a tree behind that is worth looking at further.
_RECOVERABLE = frozenset({"duplicate-key", "prose-in-braces"})


def parse(content: bytes, file: str) -> tuple[Tree | None, tuple[Finding, ...]]:
    """Read one file. The tree is None if the text is too broken to be looked at further.

    Never raises: every problem with the text is a finding with its place.
    """
    text, findings = _decode(content, file)
    if text is None:
        return None, findings
    lines = text.split("\n")
    directive = _directive(lines)
    if directive is not None:
        return None, (find("yaml-directive", Location(file, directive)),)
    if not _TREATED_APART.search(text):
        tree, findings = _read(text, lines, file, _QUICK)
        if tree is not None:
            return tree, findings
    return _read(text, lines, file, yaml.SafeLoader)


def _read(text: str, lines: list[str], file: str, loader: _Loader) -> tuple[Tree | None, tuple[Finding, ...]]:
    builder = _Builder(file, lines)
    try:
        for event in yaml.parse(text, Loader=loader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as problem:
        found = builder.complaint(problem)  # which may take back what was found
        builder.findings.append(found)
    except (ValueError, OverflowError):  # the parser takes any number in an escape for that of a character
        builder.findings.append(builder.escape(builder.reached))
    if builder.root is None and not builder.findings:
        builder.findings.append(find("empty-file", Location(file)))
    fatal = any(f.severity == "error" and f.code not in _RECOVERABLE for f in builder.findings)
    return (None if fatal or builder.doubtful else builder.root), tuple(builder.findings)


def _complaint(problem: yaml.MarkedYAMLError, lines: list[str], file: str) -> Finding:
    """Word what the parser complains about."""
    mark = problem.problem_mark
    assert mark is not None  # both parsers say where they gave up
    start = problem.context_mark or mark
    at, began = Spot(mark.line, mark.column), Spot(start.line, start.column)
    return classify(f"{problem.context} {problem.problem}", at, began, lines, file)


def _decode(content: bytes, file: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Give the text with uniform line ends, or what keeps it from being text."""
    if len(content) > MAX_BYTES:
        return None, (find("file-too-large", Location(file), limit="1 MB"),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = _with_line_ends(problem.object[: problem.start].decode())
        return None, (find("not-utf8", _place(before, len(before), file)),)
    text = _with_line_ends(text)
    first = islice(_INVISIBLE.finditer(text), _MOST_HIDDEN)
    hidden = tuple(find("control-character", _place(text, found.start(), file)) for found in first)
    return (None if hidden else text), hidden


def _directive(lines: list[str]) -> int | None:
    """Give the number of a `%` line before the first line with content."""
    for row, line in enumerate(lines, 1):
        if line.startswith("%"):
            return row
        if line.strip() and not line.startswith("#"):
            return None
    return None


def _with_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(text: str, offset: int, file: str) -> Location:
    before = text[:offset]
    return Location(file, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


@define
class _Frame:
    """A mapping or list that is being read."""

    location: Location
    mapping: bool
    flow: bool
    findings_before: int
    children: list[Tree] = field(factory=list)
    entries: list[Entry] = field(factory=list)
    first: dict[str, int] = field(factory=dict)
    key: Scalar | None = None
    repeated: bool = False
    begun_again: bool = False
    last: Tree | None = None


@define
class _Builder:
    """Puts the tree together from the parser's events, without recursion."""

    file: str
    lines: list[str]
    findings: list[Finding] = field(factory=list)
    frames: list[_Frame] = field(factory=list)
    root: Tree | None = None
    documents: int = 0
    long_quote: tuple[Location, int] | None = None
    reached: Location = field(init=False)
    doubtful: bool = False

    def complaint(self, problem: yaml.MarkedYAMLError) -> Finding:
        """Word what the parser complains about; after a quote over several lines, that is what went wrong."""
        found = _complaint(problem, self.lines, self.file)
        inner = self.frames[-1] if self.frames else None
        if found.code == "yaml-bracket" and inner is not None and inner.flow and {"da", "en"} & inner.first.keys():
            found = braces_finding(self.lines, inner.location, None)
        if found.code == "yaml-start" and found.location is not None:  # the line was taken for something else
            row = found.location.line
            self.findings = [f for f in self.findings if f.location is None or f.location.line != row]
        if found.code == "prose-in-braces":  # what was found inside says nothing of its own
            self.findings = [
                f for f in self.findings if f.location is None or f.location < (found.location or f.location)
            ]
        if found.code == "yaml-syntax" and found.location is not None and self.long_quote is not None:
            start, end = self.long_quote
            return find("yaml-quote", start) if found.location.line == end else found
        return found

    def escape(self, place: Location) -> Finding:
        """Find the escape of no character that comes first from `place` on."""
        text = "\n".join(self.lines)
        found = _NO_CHARACTER.search(text, self._offset(place))
        return find("yaml-escape", _place(text, found.start(), self.file) if found else place)

    def take(self, event: yaml.Event) -> bool:
        """Take in one event; False means that going on is pointless."""
        mark = event.start_mark
        assert mark is not None  # both parsers say where
        place = self.reached = Location(self.file, mark.line + 1, mark.column + 1)
        match event:
            case yaml.AliasEvent():
                self.findings.append(find("yaml-anchor", place))
                return False
            case yaml.DocumentStartEvent():
                return self._document(place)
            case yaml.ScalarEvent() | yaml.CollectionStartEvent() if event.anchor or _tagged(event):
                self.findings.append(find("yaml-anchor" if event.anchor else "yaml-tag", place))
                return False
            case yaml.ScalarEvent():
                self._scalar(event, place)
            case yaml.CollectionStartEvent():
                return self._open(event, place)
            case yaml.CollectionEndEvent():
                self._close(event)
        return True

    def _document(self, place: Location) -> bool:
        self.documents += 1
        if self.documents > 1:
            self.findings.append(find("yaml-documents", place))
        return self.documents == 1

    def _open(self, event: yaml.CollectionStartEvent, place: Location) -> bool:
        if len(self.frames) >= MAX_DEPTH:
            self.findings.append(find("yaml-too-deep", place, limit=MAX_DEPTH))
            return False
        mapping = isinstance(event, yaml.MappingStartEvent)
        if self._expects_key():
            frame = self.frames[-1]
            if frame.flow and {"da", "en"} & frame.first.keys():  # brackets in prose that a comma has cut
                del self.findings[frame.findings_before :]
                self.findings.append(braces_finding(self.lines, frame.location, None))
            else:
                self.findings.append(find("yaml-key", place))
            return False
        self.frames.append(_Frame(place, mapping, bool(event.flow_style), len(self.findings)))
        return True

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        frame = self.frames.pop()
        if not frame.mapping:
            self._add(Sequence(tuple(frame.children), frame.location))
            return
        if frame.flow and {"da", "en"} & frame.first.keys():
            # A comma in unquoted prose has cut it: what was found inside says nothing of its own.
            del self.findings[frame.findings_before :]
            mark = event.end_mark  # behind the last line, if the parser makes up an end
            end = (mark.line, mark.column) if mark is not None and mark.line < len(self.lines) else None
            self.findings.append(braces_finding(self.lines, frame.location, end))
            frame.entries = [entry for entry in frame.entries if entry.key.text in ("da", "en")]
        self._add(Mapping(tuple(frame.entries), frame.location))

    def _expects_key(self) -> bool:
        return bool(self.frames) and self.frames[-1].mapping and self.frames[-1].key is None

    def _scalar(self, event: yaml.ScalarEvent, place: Location) -> None:
        text = unicodedata.normalize("NFC", event.value)
        plain = event.style is None or event.style == ""
        if _HALF.search(text):  # half a letter, which only an escape can make
            self.findings.append(self.escape(place))
        if _INVISIBLE.search(text):
            self.findings.append(find("control-character", place))
        if text != event.value:
            self.findings.append(find("decomposed-letters", place))
        if plain:
            self._look_at_plain(text, event, place)
        elif event.style in ('"', "'") and event.end_mark is not None and event.end_mark.line + 1 > place.line:
            self.long_quote = (place, event.end_mark.line + 1)
        if self._expects_key():
            self._take_key(Scalar(text, text, not plain, place))
        elif plain and text in _NULL:
            self._missing_value(place)
        else:
            value = _value(text) if plain else text
            self._add(Scalar(value, text, not plain, place))

    def _look_at_plain(self, text: str, event: yaml.ScalarEvent, place: Location) -> None:
        """Note what may surprise about a text without quotes."""
        if "?" in text and self.frames and self.frames[-1].flow:
            self.doubtful = True  # the other parser does not take this for a text
        if _LIKE_A_SPACE.search(text):
            self.findings.append(find("no-break-space", self._like_a_space(place)))
        if self._cut(event):
            self.findings.append(find("prose-cut", place))
        self.findings += _plain_findings(text, place, is_key=self._expects_key())

    def _like_a_space(self, place: Location) -> Location:
        """Give the place of the first space from `place` on that is not the one that keyboards have."""
        text = "\n".join(self.lines)
        found = _LIKE_A_SPACE.search(text, self._offset(place))
        return _place(text, found.start(), self.file) if found else place

    def _offset(self, place: Location) -> int:
        """Count the characters before `place`."""
        return sum(len(line) + 1 for line in self.lines[: place.line - 1]) + place.column - 1

    def _cut(self, event: yaml.ScalarEvent) -> bool:
        """Tell whether prose without quotes goes on behind a `#`, which makes the rest a comment."""
        key = self.frames[-1].key if self.frames else None
        if key is None or key.text not in _PROSE or event.end_mark is None:
            return False
        lines = self.lines[event.end_mark.line : event.end_mark.line + 1]
        return any(line[event.end_mark.column :].lstrip().startswith("#") for line in lines)

    def _take_key(self, key: Scalar) -> None:
        frame = self.frames[-1]
        frame.key = key
        if not key.quoted and key.text in _NULL:
            self.findings.append(find("yaml-key", key.location))
        elif key.text in frame.first:
            frame.repeated = True
            if not frame.begun_again:
                self.findings.append(find("duplicate-key", key.location, key=key.text, first=frame.first[key.text]))
            listed = len(self.frames) > 1 and not self.frames[-2].mapping
            if listed and key.text == next(iter(frame.first)):  # a dash is left out: what follows is part of that
                frame.begun_again = True
        else:
            frame.first[key.text] = key.location.line

    def _missing_value(self, place: Location) -> None:
        if not self.frames:
            return
        key = self.frames[-1].key
        where, name = (key.location, key.text) if key else (place, "-")
        before = self.frames[-1].last
        if self.frames[-1].flow and name.isdecimal() and isinstance(before, Scalar) and type(before.value) is int:
            comma = f"{before.text},{name}"
            self.findings.append(find("decimal-comma", before.location, value=comma, repaired=comma.replace(",", ".")))
        else:
            glued = self.frames[-1].flow and ":" in name and not name.endswith(":")
            code = "colon-without-space" if glued else "empty-value"
            self.findings.append(find(code, where, key=name, repaired=name.replace(":", ": ", 1)))
        self._add(Scalar("", "", True, place))

    def _add(self, tree: Tree) -> None:
        if not self.frames:
            self.root = tree
            return
        frame = self.frames[-1]
        frame.last = tree
        if not frame.mapping:
            frame.children.append(tree)
            return
        assert frame.key is not None  # a value in a mapping comes after its key
        if not frame.repeated:
            frame.entries.append(Entry(frame.key, tree))
        frame.key, frame.repeated = None, False


def _tagged(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> bool:
    return event.tag is not None


def _value(text: str) -> str | bool | int | Decimal:
    """Read a plain scalar as YAML 1.2 does, with plain decimals as the only numbers."""
    if text in ("true", "false"):
        return text == "true"
    return number(text) if _NUMBER.fullmatch(text) and len(text) <= MAX_DIGITS + 2 else text


def _plain_findings(text: str, place: Location, *, is_key: bool) -> Iterator[Finding]:
    """Say what may surprise about a scalar without quotes; `on` is a key of the language."""
    if text[:1] in "“”„‘’‚»«" and text:
        yield find("curly-quote", place)
    if _NUMBER.fullmatch(text):
        if sum(map(str.isdigit, text)) > MAX_DIGITS:
            yield find("number-too-long", place, limit=MAX_DIGITS)
    elif not (is_key and text == "on") and (text in _YAML_1_1 or _YAML_1_1_NUMBER.fullmatch(text)):
        yield find("ambiguous-word", place, word=text)
