# SPDX-License-Identifier: MPL-2.0
"""A set of situations as boxes of which none can be widened and none can be left out."""

from __future__ import annotations

from .diagram import Diagram, Diagrams, Masks

__all__ = ["cover"]


def cover(diagrams: Diagrams, needed: Diagram, allowed: Diagram) -> tuple[dict[int, int], ...]:
    """Give boxes that hold all of `needed` and nothing outside `allowed`.

    No box can take in another cell of any axis, and without any of them something of `needed` would be missing.
    Fewest boxes are not promised: that is a hard problem, and a reader gains nothing from it.
    """
    boxes: list[dict[int, int]] = []
    rest = needed
    while rest != diagrams.no:
        point = {level: 1 << cell for level, cell in diagrams.first(rest).items()}
        boxes.append(_widened(diagrams, point, allowed))
        rest = diagrams.without(rest, diagrams.box(boxes[-1]))
    return _spared(diagrams, boxes, needed)


def _widened(diagrams: Diagrams, box: Masks, allowed: Diagram) -> dict[int, int]:
    """Widen a box as far as can be: whole axes first, the last asked before the others, then cell by cell."""
    wide = dict(box)
    for level in sorted(wide, reverse=True):
        without = {other: mask for other, mask in wide.items() if other != level}
        if diagrams.holds_in(allowed, without):
            wide = without
    for level in sorted(wide, reverse=True):
        for cell in range(diagrams.sizes[level]):
            wider = {**wide, level: wide[level] | 1 << cell}
            if diagrams.holds_in(allowed, wider):
                wide = wider
    return wide


def _spared(diagrams: Diagrams, boxes: list[dict[int, int]], needed: Diagram) -> tuple[dict[int, int], ...]:
    """Leave out every box that the others make needless, the last found first."""
    held = [diagrams.box(box) for box in boxes]
    before = [diagrams.no]
    for box in held:
        before.append(diagrams.either(before[-1], box))
    kept: list[dict[int, int]] = []
    after = diagrams.no
    for number in range(len(boxes) - 1, -1, -1):
        others = diagrams.either(before[number], after)
        if diagrams.without(diagrams.both(needed, held[number]), others) != diagrams.no:
            kept.append(boxes[number])
            after = diagrams.either(after, held[number])
    return tuple(reversed(kept))
