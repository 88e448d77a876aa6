# SPDX-License-Identifier: MPL-2.0
"""Reading the bytes of a file: what is no text is one finding where it begins, and a file has a largest size."""

from __future__ import annotations

import pytest
from test_source import places

from trivselrules.reading.source import MAX_BYTES, parse


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("a: 1\næøå: bør\n".encode("latin-1"), 2, 1),
        ("a: 1\næøå: ".encode() + b"\xf8\n", 2, 6),
        (b"a: 1\r\nb: \xf8\r\n", 2, 4),
        (b"a: 1\rb: \xf8\r", 2, 4),
        (b"\xef\xbb\xbfa: \xf8\n", 1, 4),
        ("\ufeffa: 1\næøå: ".encode() + b"\xf8\n", 2, 6),
        ("a: 1\n".encode("utf-16"), 1, 1),
        ("a: 1\n".encode("utf-32"), 1, 1),
        (b"a: \xed\xa0\x80\n", 1, 4),
        (b"a: \xc0\xaf\n", 1, 4),
    ],
    ids=["latin-1", "one byte", "CRLF", "CR", "BOM", "BOM, later", "UTF-16", "UTF-32", "surrogate", "overlong"],
)
def test_byte_that_is_not_utf8_is_found_where_it_stands(content: bytes, line: int, column: int) -> None:
    """A file in another encoding is one finding at the first byte that cannot be read."""
    assert places(content) == [("not-utf8", line, column)]
    assert parse(content, "lille/x.yaml")[0] is None


def test_utf_16_without_mark_is_control_characters() -> None:
    """UTF-16 without a byte order mark holds null characters, which are found."""
    assert places("a: 1\n".encode("utf-16-le"))[0] == ("control-character", 1, 2)


def test_only_the_first_control_characters_are_listed() -> None:
    """A large binary file gives twenty findings and no more."""
    content = b"a\x01" * 100_000
    assert places(content) == [("control-character", 1, column) for column in range(2, 42, 2)]


def test_file_may_be_as_large_as_the_limit() -> None:
    """A file of exactly the limit is read, and one byte more is refused."""
    content = b"a: " + b"x" * (MAX_BYTES - 3)
    assert places(content) == []
    assert places(content + b"x") == [("file-too-large", 1, 1)]
    assert parse(content + b"x", "lille/x.yaml")[1][0].details["limit"] == "1 MB"
