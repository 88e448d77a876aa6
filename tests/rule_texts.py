# SPDX-License-Identifier: MPL-2.0
"""Rule files as text: written from plain data, laid out anew, and loaded by the library and by the reference."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import reference

import trivselrules

__all__ = ["cited", "folder_of", "load_anew", "load_both", "texts_of", "yaml_text"]

Plain = dict[str, Any]

NAME = "regler"
_BARE = re.compile(r"[a-z0-9_]*[a-z][a-z0-9_]*|[A-Z]+-[0-9]+")


def yaml_text(data: Plain) -> str:
    """Write plain data as people write rule files: keys on lines of their own, lists of values in brackets."""
    return "\n".join(_lines(data)) + "\n"


def _lines(data: Plain) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, dict) and value:
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        elif key == "all":
            yield f"{key}:"
            for item in value:
                first, *rest = _lines(item) if item else ["{}"]
                yield f"  - {first}"
                yield from (f"    {line}" for line in rest)
        else:
            yield f"{key}: {_inline(value)}"


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_inline(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and not _BARE.fullmatch(value):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def texts_of(data: Mapping[str, Plain]) -> dict[str, str]:
    """Write the files of a rule set."""
    return {name: yaml_text(content) for name, content in data.items()}


_WORKSHOP = TemporaryDirectory(prefix="trivselrules-")
_FREE: list[Path] = []


def cited(files: Mapping[str, Plain]) -> dict[str, Plain]:
    """Give the files with one statement of one document, which every decision rests on from its first question."""
    word = {"da": "bog", "en": "book"}
    made = {
        name: {**content, "tree": {**content["tree"], "source": ["AB-1"]}} if "decision" in content else content
        for name, content in files.items()
    }
    made["rule_set.yaml"] = {**made["rule_set.yaml"], "documents": {"bog": {"title": word}}}
    return {**made, "sources.yaml": {"facts": {"AB-1": {"document": "bog", "section": "1", **word}}}}


@contextmanager
def folder_of(texts: Mapping[str, str | bytes]) -> Iterator[Path]:
    """Write the files of a rule set into a folder that is theirs for a while; making folders takes its time."""
    folder = _FREE.pop() if _FREE else Path(mkdtemp(dir=_WORKSHOP.name)) / NAME
    folder.mkdir(exist_ok=True)
    try:
        for name, text in texts.items():
            (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        yield folder
    finally:
        for file in folder.iterdir():
            file.unlink()
        _FREE.append(folder)


def load_both(texts: Mapping[str, str | bytes]) -> tuple[trivselrules.RuleSet, Plain]:
    """Load a rule set as the library does, and as the reference does; the same files are loaded once."""
    return _loaded(tuple(texts.items()))


@lru_cache(maxsize=500)
def _loaded(files: tuple[tuple[str, str | bytes], ...]) -> tuple[trivselrules.RuleSet, Plain]:
    return load_anew(dict(files))


def load_anew(texts: Mapping[str, str | bytes]) -> tuple[trivselrules.RuleSet, Plain]:
    """Load a rule set as both do, although it may have been loaded before."""
    with folder_of(texts) as folder:
        return trivselrules.load(folder), reference.load(folder)
