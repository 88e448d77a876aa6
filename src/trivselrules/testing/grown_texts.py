# SPDX-License-Identifier: MPL-2.0
"""Rule files as text, written from plain data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["texts_of", "yaml_text"]

Plain = dict[str, Any]

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
