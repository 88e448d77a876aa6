# SPDX-License-Identifier: MPL-2.0
"""What people read, kept word for word; and the command line run in process to get it.

`TRIVSELRULES_GOLDEN=write pytest tests/test_cli_decide.py` writes the files anew: read the difference before it is
committed.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from trivselrules import loading
from trivselrules.cli.main import main
from trivselrules.data import shipped_names

HERE = Path(__file__).resolve().parent
WRITE = os.environ.get("TRIVSELRULES_GOLDEN") == "write"

# What a terminal could obey or be fooled by: controls other than the line end, and marks that reorder text.
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_DIGEST = re.compile(r"sha256:[0-9a-f]+")


class Told(NamedTuple):
    """How a call went: its exit status, and what stood on standard output and standard error."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """Give what standard output holds, which must be one JSON document and nothing else."""
        return json.loads(self.out)


_read = loading.read
_read_shipped = cache(loading.read)


def _read_once(rules: str | Path, *, schemas: bool = False) -> loading.Reading:
    """Read the shipped rules once for all calls: what comes of it is immutable, and thousands of calls are made."""
    shipped = isinstance(rules, str) and rules in shipped_names()
    return _read_shipped(rules, schemas=schemas) if shipped else _read(rules, schemas=schemas)


def run(*argv: str, stdin: bytes = b"") -> Told:
    """Run the command line as a pipe would: no terminal, and streams of another encoding than UTF-8."""
    out, err = (TextIOWrapper(BytesIO(), encoding="ascii", newline="\n") for _ in range(2))
    given = patch("sys.stdin", TextIOWrapper(BytesIO(stdin)))
    with given, patch.object(loading, "read", _read_once), redirect_stdout(out), redirect_stderr(err):
        try:
            status: object = main(argv)
        except SystemExit as left:
            status = left.code
    assert isinstance(status, int)
    return Told(status, *(_written(stream) for stream in (out, err)))


def _written(stream: TextIOWrapper) -> str:
    stream.flush()
    content = stream.buffer
    assert isinstance(content, BytesIO)
    return content.getvalue().decode("utf-8")


def assert_golden(name: str, text: str, kind: str = "txt") -> None:
    """Compare a text with the golden file of that name; digests are masked, since they change with every rule."""
    path = HERE / f"{name}.{kind}"
    masked = _DIGEST.sub("sha256:…", text)
    if WRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(masked.encode())
    assert path.is_file(), f"no golden file {path.name}: run with TRIVSELRULES_GOLDEN=write"
    assert masked == path.read_bytes().decode("utf-8")


def assert_golden_part(name: str, part: str, text: str) -> None:
    """Compare a text with one part of a golden file of many, each below its name."""
    path = HERE / f"{name}.txt"
    if WRITE:
        parts = golden_parts(path) if path.is_file() else {}
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(f"# {key}\n{told}" for key, told in sorted({**parts, part: text}.items())), "utf-8")
    assert text == golden_parts(path).get(part), f"in {path.name}, under `# {part}`"


def golden_parts(path: Path) -> dict[str, str]:
    """Give the parts of a golden file by their names."""
    parts = (part.partition("\n") for part in path.read_text("utf-8").removeprefix("# ").split("\n# "))
    return {name: text for name, _, text in parts}


def golden_names(folder: str = ".") -> Iterator[str]:
    """Give the names of the golden files there are, those of a folder in here or those that are in none."""
    return (path.stem for path in (HERE / folder).iterdir() if path.suffix in (".txt", ".ics"))
