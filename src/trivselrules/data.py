# SPDX-License-Identifier: MPL-2.0
"""Where the rule sets and schemas that ship with the package are: in a wheel, a zipped wheel or a checkout."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from .errors import Error
from .finding import find

__all__ = ["schema_kinds", "schema_text", "shipped_folder", "shipped_names"]


@cache
def _data(name: str) -> Traversable:
    """Give the folder `rules` or `schemas`: inside the package, or beside `pyproject.toml` in a checkout."""
    packaged = files(__package__ or "trivselrules") / "_data" / name
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    raise Error(find("data-missing", name=name))


def shipped_names() -> tuple[str, ...]:
    """Give the names of the rule sets that ship with the package."""
    return tuple(sorted(folder.name for folder in _data("rules").iterdir() if folder.is_dir()))


def shipped_folder(name: str) -> Traversable:
    """Give the folder of a rule set that ships with the package; `name` is one of `shipped_names()`."""
    return _data("rules") / name


def schema_kinds() -> tuple[str, ...]:
    """Give the kinds of rule files that there is a schema for."""
    names = (file.name.partition(".")[0] for file in _data("schemas").iterdir() if file.name.endswith(".schema.json"))
    return tuple(sorted(names))


def schema_text(kind: str) -> str:
    """Give the JSON Schema of one kind of rule file, such as `decision`."""
    return (_data("schemas") / f"{kind}.schema.json").read_text(encoding="utf-8")
