# SPDX-License-Identifier: MPL-2.0
"""A rule file as lines that can be changed one by one: what is not changed stays as it is, to the byte."""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from attrs import evolve, frozen

__all__ = ["Page", "piece_at"]

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_OPEN, _CLOSE = "[{", "]}"


@frozen
class Page:
    """The lines of a file, each with its end."""

    lines: tuple[str, ...]
    ends: tuple[str, ...]
    marked: bool

    @classmethod
    def of(cls, content: bytes) -> Page:
        """Take a file apart. Raises UnicodeDecodeError if it is not UTF-8."""
        found = _LINE.findall(content.decode("utf-8-sig"))[:-1] or [("", "")]
        lines, ends = zip(*found, strict=True)
        return cls(lines, ends, content.startswith(BOM_UTF8))

    @property
    def content(self) -> bytes:
        """Put the file together again."""
        text = "".join(line + end for line, end in zip(self.lines, self.ends, strict=True))
        return (BOM_UTF8 if self.marked else b"") + text.encode()

    def with_line(self, row: int, *new: str, upto: int | None = None) -> Page:
        """Have other lines in place of those from `row` to `upto`; without new ones they are left out."""
        after = (row if upto is None else upto) + 1
        end = next(filter(None, self.ends), "\n")
        ends = (end,) * (len(new) - 1) + self.ends[after - 1 : after] if new else ()
        return evolve(
            self,
            lines=(*self.lines[:row], *new, *self.lines[after:]),
            ends=(*self.ends[:row], *ends, *self.ends[after:]),
        )

    def with_piece(self, row: int, start: int, end: int, new: str) -> Page:
        """Have another text in place of a piece of one line."""
        line = self.lines[row]
        return self.with_line(row, line[:start] + new + line[end:])


def piece_at(line: str, start: int) -> tuple[int, int]:
    """Give where the name, text or list that begins at `start` ends, as far as one line tells."""
    quoted = _QUOTED.match(line, start)
    if quoted is not None:
        return start, quoted.end()
    if line[start : start + 1] in tuple(_OPEN):
        return start, _closed(line, start)
    inside = sum(map(line[:start].count, _OPEN)) > sum(map(line[:start].count, _CLOSE))
    ending = r"(?=\s*(?:,(?:\s|$)|[\]}]|:(?:\s|$)|\s#|$))" if inside else r"(?=\s*(?::(?:\s|$)|\s#|$))"
    found = re.compile(rf".*?{ending}").match(line, start)
    return start, start if found is None else found.end()


def _closed(line: str, start: int) -> int:
    """Give where the bracket that is opened at `start` is closed; the end of the line if it is not."""
    depth = 0
    for at in range(start, len(line)):
        depth += (line[at] in _OPEN) - (line[at] in _CLOSE)
        if depth == 0:
            return at + 1
    return len(line)
