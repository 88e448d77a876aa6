# SPDX-License-Identifier: MPL-2.0
"""Grown rule sets, loaded as if they lay in a folder."""

from __future__ import annotations

from hypothesis import strategies as st

from ..folder import Folder
from ..frozen_map import FrozenMap
from ..loading import read
from ..rule_set import RuleSet
from .grown_rules import ROOTS, Plain, grown_files
from .grown_texts import texts_of

__all__ = ["rule_sets"]


def rule_sets() -> st.SearchStrategy[RuleSet]:
    """Generate small rule sets that are sound: every kind of fact, outcome and step, parts, readings and parameters.

    Their decisions have facts, readings and outcomes with made-up names, and answer every situation. Test with them
    what must hold whatever the rules say. A failing example shrinks to few words and a small tree.
    """
    return st.sampled_from(ROOTS).flatmap(grown_files).map(_loaded)


def _loaded(files: dict[str, Plain]) -> RuleSet:
    folder = Folder("rules", FrozenMap({name: text.encode() for name, text in texts_of(files).items()}))
    found = read(folder).rule_set
    assert found is not None, "grown rules are sound"
    return found
