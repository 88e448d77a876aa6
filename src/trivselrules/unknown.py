# SPDX-License-Identifier: MPL-2.0
"""The finding for a name that does not exist."""

from __future__ import annotations

from collections.abc import Collection

from .finding import Finding, find
from .model import Ref
from .nearest import name_list, nearest

__all__ = ["unknown_name"]


def unknown_name(kind: str, ref: Ref, known: Collection[str]) -> Finding:
    """Say that no `kind` is called `ref`, which name is nearest, and which there are."""
    close, names = nearest(ref.name, known), name_list(ref.name, known)
    return find(f"unknown-{kind}", ref.location, nearest=close, name=ref.name, known=names)
