# SPDX-License-Identifier: MPL-2.0
"""Rule files as text, loaded by the library and by the reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import reference

import trivselrules
from trivselrules.testing.grown_texts import texts_of, yaml_text

__all__ = ["cited", "folder_of", "load_anew", "load_both", "texts_of", "yaml_text"]

Plain = dict[str, Any]

NAME = "regler"


_WORKSHOP = TemporaryDirectory(prefix="trivselrules-")
_FREE: list[Path] = []


def cited(files: Mapping[str, Plain]) -> dict[str, Plain]:
    """Give the files with one statement of one document, which every decision and each of its answers rests on."""
    word = {"da": "bog", "en": "book"}
    made = {name: _citing(content) if "decision" in content else content for name, content in files.items()}
    for content in (content for content in made.values() if "decision" in content):
        content["tree"]["source"] = ["AB-1"]
    made["rule_set.yaml"] = {**made["rule_set.yaml"], "documents": {"bog": {"title": word}}}
    return {**made, "sources.yaml": {"facts": {"AB-1": {"document": "bog", "section": "1", **word}}}}


def _citing(written: Any) -> Any:
    """Give a copy in which each node that says something cites the statement."""
    if isinstance(written, list):
        return [_citing(inner) for inner in written]
    if not isinstance(written, dict):
        return written
    copied = {key: _citing(value) for key, value in written.items()}
    return {**copied, "source": ["AB-1"]} if {"set", "not_applicable"} & copied.keys() else copied


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
