# SPDX-License-Identifier: MPL-2.0
"""Keeping small groups out of a table, so that they cannot be worked out from what is left either.

A *block* divides courses by one thing they are: their class, or whether they meet a condition. What is shown of
some courses is the sizes of the cells of some blocks. Adding and subtracting these gives other sizes: those of
cells that are not shown, and of the courses that two cells share. Courses are *safe* to show by some blocks if
none of all these sizes lies between 0 and the limit. A block that is not safe is shown with cells put together,
or not at all; groups that are not safe are put together, and with others, until they are. Every sum that the
table gives is then a sum of safe ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from attrs import frozen

from ..frozen_map import FrozenMap
from ..values import Value
from .span import Span

__all__ = ["Block", "Cell", "Group", "Kind", "Shown", "ShownBlock", "cells_of", "protect"]

# The values that a cell of a block stands for, mostly one; None is for what is not known.
Cell = tuple[Value | None, ...]
Block = FrozenMap[Cell, int]
# The values that courses are grouped by, and what they are in each block.
Group = tuple[Value | None, ...]
Kind = tuple[Value | None, ...]
Kinds = Counter[Kind]


@frozen
class ShownBlock:
    """A block that may be shown, and its cells."""

    number: int
    cells: tuple[Cell, ...]


@frozen
class Shown:
    """What may be shown: all courses, groups of them, and by which blocks."""

    total: Kinds
    rows: tuple[tuple[tuple[Group, ...], Kinds], ...]
    blocks: tuple[ShownBlock, ...]
    merged: bool = False


def protect(groups: Mapping[Group, Kinds], blocks: Sequence[Sequence[Value | None]], limit: int | None) -> Shown | None:
    """Give what may be shown of courses in groups; None if nothing may, everything if there is no limit.

    `blocks` holds the values of each block in their order, of which only neighbours are put together. Where the
    first is `true`, the block tells whether a condition is met, and says nothing without that.
    """
    total: Kinds = Counter()
    for kinds in groups.values():
        total.update(kinds)
    ordered = list(groups.items())
    whole = []
    for number, values in enumerate(blocks):
        found = {kind[number] for kind in total}
        whole.append(ShownBlock(number, tuple((value,) for value in values if value in found)))
    if limit is None:
        return Shown(total, tuple(((group,), kinds) for group, kinds in ordered), tuple(whole))
    if not _is_safe(total, (), limit):
        return None
    kept: list[ShownBlock] = []
    for block in whole:
        coarse = _coarser(total, block, limit)
        if coarse is not None and _is_safe(total, [*kept, coarse], limit):
            kept.append(coarse)
    return _merge(ordered, total, kept, limit)


def cells_of(kinds: Kinds, block: ShownBlock) -> Block:
    """Count courses by the cells of a block; empty cells are left out."""
    cell_of = {value: cell for cell in block.cells for value in cell}
    sizes: Counter[Cell] = Counter()
    for kind, size in kinds.items():
        sizes[cell_of[kind[block.number]]] += size
    return FrozenMap({cell: sizes[cell] for cell in block.cells if sizes[cell]})


def _coarser(kinds: Kinds, block: ShownBlock, limit: int) -> ShownBlock | None:
    """Put small cells together with their smaller neighbour until none is small; None if nothing is told then.

    There is an end to it, since all courses together are not few.
    """
    cells = list(cells_of(kinds, block).items())
    while any(size < limit for _, size in cells):
        at = min(range(len(cells)), key=lambda number: cells[number][1])
        beside = [number for number in (at - 1, at + 1) if 0 <= number < len(cells)]
        with_ = min(beside, key=lambda number: cells[number][1])
        (one, size), (other, more) = cells[min(at, with_)], cells[max(at, with_)]
        cells[min(at, with_) : max(at, with_) + 1] = [((*one, *other), size + more)]
    told = len(cells) > 1 or len(block.cells) == 1
    if block.cells[:1] == ((True,),):
        told = told and cells[0][0] == (True,)
    return ShownBlock(block.number, tuple(cell for cell, _ in cells)) if told else None


def _merge(ordered: Sequence[tuple[Group, Kinds]], total: Kinds, kept: Sequence[ShownBlock], limit: int) -> Shown:
    """Put the groups that are not safe together, with the smallest of the others until the sum is safe."""
    apart = {group: kinds for group, kinds in ordered if _is_safe(kinds, kept, limit)}
    together = [group for group, _ in ordered if group not in apart]
    groups = dict(ordered)
    while together and apart:
        kinds: Kinds = Counter()
        for group in together:
            kinds.update(groups[group])
        if _is_safe(kinds, kept, limit):
            rows = [((group,), counted) for group, counted in apart.items()]
            return Shown(total, (*rows, (tuple(together), kinds)), tuple(kept), merged=True)
        smallest = min(apart, key=lambda group: apart[group].total())
        together.append(smallest)
        del apart[smallest]
    rows = [((group,), counted) for group, counted in apart.items()]
    return Shown(total, tuple(rows), tuple(kept), merged=bool(together))


def _is_safe(kinds: Kinds, blocks: Sequence[ShownBlock], limit: int) -> bool:
    """Tell whether no small group can be worked out from the size of these courses and of the cells of `blocks`."""
    atoms = list(kinds)
    shown = Span(len(atoms))
    sizes = [kinds.total()]
    shown.add([1] * len(atoms))
    for block in blocks:
        for cell in block.cells:
            row = [int(kind[block.number] in cell) for kind in atoms]
            sizes.append(sum(kinds[kind] for kind, inside in zip(atoms, row, strict=True) if inside))
            shown.add(row)
    if any(0 < size < limit for size in sizes):
        return False
    return not any(shown.holds(group) for group in _small_groups(kinds, atoms, limit))


def _small_groups(kinds: Kinds, atoms: Sequence[Kind], limit: int) -> Iterator[list[int]]:
    """Give the cells of all blocks, and what two of them share, where that is a small group."""
    cells = [
        frozenset(number for number, kind in enumerate(atoms) if kind[block] == value)
        for block in range(len(atoms[0]))
        for value in {kind[block] for kind in kinds}
    ]
    for group in dict.fromkeys([*cells, *(one & other for one, other in combinations(cells, 2))]):
        if 0 < sum(kinds[atoms[number]] for number in group) < limit:
            yield [int(number in group) for number in range(len(atoms))]
