# SPDX-License-Identifier: MPL-2.0
"""One slip in one node."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from ..location import Location
from ..model import Node

__all__ = ["Slip"]


@frozen
class Slip:
    """What a node becomes by a slip: what kind it is, where it stands, and what it is about."""

    operator: str
    location: Location
    node: Node
    details: Mapping[str, str]
