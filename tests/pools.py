# SPDX-License-Identifier: MPL-2.0
"""Generated things that laws share: what costs is to grow them and to look into them, not to hold a law against one."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

__all__ = ["EXPLORING", "pooled"]

T = TypeVar("T")

EXPLORING = os.environ.get("TRIVSELRULES_LAWS") == "explore"


def pooled(grown: st.SearchStrategy[T], size: int, *, name: Callable[[T], str] = str) -> st.SearchStrategy[T]:
    """Generate from at most `size` things that are grown once, when the first law asks for one, small ones first.

    What has the same name is the same. Nobody may change what comes out. A run that explores grows each anew.
    """
    most = max(1, size * settings().max_examples // 100)  # of the profile: inside a law they would be the law's own

    @cache
    def pool() -> list[T]:
        found: dict[str, T] = {}

        @settings(
            max_examples=most,
            phases=[Phase.generate],
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(grown)
        def grow(one: T) -> None:
            found.setdefault(name(one), one)

        grow()
        return [found[known] for known in sorted(found, key=len)]

    return grown if EXPLORING else st.deferred(lambda: st.sampled_from(pool()))
