# SPDX-License-Identifier: MPL-2.0
"""Rule sets of the testing kit, grown once and shared by many laws, and situations as the reference finds them."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import Any

import reference
from hypothesis import strategies as st
from pools import pooled
from rule_texts import texts_of

from trivselrules.testing.grown_rules import (
    DECISIONS,
    NOTICES,
    OPTIONS,
    OUTCOMES,
    POINTS,
    ROOTS,
    SOURCES,
    TERMS,
    VALUES,
    Root,
    cites_always,
    grown_files,
)

__all__ = [
    "DECISIONS",
    "NOTICES",
    "OPTIONS",
    "OUTCOMES",
    "POINTS",
    "SOURCES",
    "TERMS",
    "VALUES",
    "any_rule_set_data",
    "any_rule_set_folders",
    "cites_always",
    "readings_of",
    "rule_set_data",
    "situations_of",
    "values_of",
]

Plain = dict[str, Any]

_SHARED = {root: pooled(grown_files(root), 60) for root in ROOTS}


def rule_set_data(*, root: Root = "any") -> st.SearchStrategy[dict[str, Plain]]:
    """Generate the files of a sound rule set as plain data; `root` is the first step of its first decision.

    An `ask` or `reading` at the root has at least two branches.
    """
    return _SHARED[root].map(deepcopy)


def any_rule_set_data() -> st.SearchStrategy[dict[str, Plain]]:
    """Generate sound rule sets of all kinds, with about as many small ones as large ones."""
    return st.sampled_from(ROOTS).flatmap(lambda root: rule_set_data(root=root))


def any_rule_set_folders() -> st.SearchStrategy[dict[str, str]]:
    """Generate sound rule sets of all kinds as YAML text by file name."""
    return any_rule_set_data().map(texts_of)


def values_of(rules: Plain, fact: str) -> st.SearchStrategy[Any]:
    """Generate values of a fact: all words, and of numbers those at, around and between all that rules name."""
    found: list[Any] = []
    for decision in rules["decisions"]:
        found += reference.possible_values(rules, decision, fact)
    domain = rules["facts"][fact]
    if domain.get("type") == "number" and "step" not in domain:
        tiny = Decimal("0.000000000001")
        low, high = (reference.domain_number(rules, domain, end) for end in ("from", "to"))
        near = [number + change for number in found for change in (tiny, -tiny)] + [-(10**12), 10**12]
        found += [n for n in near if (low is None or n >= low) and (high is None or n <= high)]
    return st.sampled_from(reference.unique(found))


def readings_of(rules: Plain) -> st.SearchStrategy[dict[str, str]]:
    """Generate choices of options for some of the readings of a rule set, as the reference has loaded it."""
    options = {name: st.sampled_from(list(names)) for name, names in rules["options"].items()}
    return st.fixed_dictionaries({}, optional=options)


def situations_of(rules: Plain, *, complete: bool = False) -> st.SearchStrategy[Plain]:
    """Generate situations over the facts of a rule set, as the reference has loaded it: all of them, or some."""
    values = {fact: values_of(rules, fact) for fact in rules["facts"]}
    if complete:
        return st.fixed_dictionaries(values)
    return st.fixed_dictionaries({}, optional=values)
