# SPDX-License-Identifier: MPL-2.0
"""In what a rule set of one's own departs from the one it extends, and why."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from .location import Location
from .ref import place as _place
from .text import Text
from .values import Scalar

__all__ = ["Base", "Departure", "How"]

How = Literal["added", "changed", "replaced"]


@frozen
class Base:
    """The rule set that another extends; `location` is where it is named."""

    id: str
    version: str
    title: Text
    location: Location = _place()


@frozen
class Departure:
    """One thing that is not as in the base.

    `kind` says what `name` is: a role, a part, a reading …; `within` what it belongs to, from the outside in, such as
    the decision of a part. `before` and `after` are the texts or values where there are any. What is only added
    gives its reason by what it is: words have none of their own, and rules and open points name their sources.
    """

    how: How
    kind: str
    name: str
    within: tuple[str, ...] = ()
    before: Text | Scalar | None = None
    after: Text | Scalar | None = None
    because: Text | None = None
    location: Location = _place()
