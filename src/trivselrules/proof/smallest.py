# SPDX-License-Identifier: MPL-2.0
"""The smallest sets of known things that must differ for a condition to hold."""

from __future__ import annotations

from .diagram import Diagram, Diagrams, Masks

__all__ = ["left", "smallest"]

_Sets = frozenset[frozenset[int]]


def smallest(diagrams: Diagrams, goal: Diagram, known: Masks) -> list[frozenset[int]]:
    """Give every set of variables that suffices if they change, and of which no part does, the smallest first.

    One cell of each variable in `known` is the case; the others may become what they must.
    """
    found: dict[Diagram, _Sets] = {}

    def sets(function: Diagram) -> _Sets:
        if function not in found:
            level, children, value = diagrams.node(function)
            if not children:
                found[function] = frozenset({frozenset[int]()} if value else ())
            else:
                ways: set[frozenset[int]] = set()
                for cell, child in enumerate(children):
                    changed = frozenset({level} if not known.get(level, -1) >> cell & 1 else ())
                    ways |= {changed | rest for rest in sets(child)}
                found[function] = frozenset(s for s in ways if not any(other < s for other in ways))
        return found[function]

    return sorted(sets(goal), key=lambda levels: (len(levels), sorted(levels)))


def left(diagrams: Diagrams, goal: Diagram, kept: Masks) -> Diagram:
    """Give what is left of a condition where the variables in `kept` are what they are."""
    for level, mask in kept.items():
        goal = diagrams.fixed(goal, level, mask.bit_length() - 1)
    return goal
