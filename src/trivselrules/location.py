# SPDX-License-Identifier: MPL-2.0
"""Where something stands in a rule file."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Location"]


@frozen(order=True)
class Location:
    """A place in a rule file: `file` is `folder/name.yaml`; `line` and `column` count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
