# SPDX-License-Identifier: MPL-2.0
"""The axes that situations of two versions are told by, and sets of situations as decision diagrams over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..machine.program import Given
from ..proof.diagram import Diagram, Diagrams
from ..values import spell
from .version import Named, Version

__all__ = ["ABSENT", "Axis", "Cell", "Frame", "Point"]

# A kind (`phase`, `fact`, `mark`, `task`, `reading`), the lifecycle where it is of one, and a name.
Axis = tuple[str, str, str]
Cell = str | None
ABSENT: Cell = None  # a mark or a task that does not stand in the phase
Point = Mapping[Axis, Cell]


class Frame:
    """The axes in the order they are asked: those that people think in first, readings last."""

    def __init__(self, old: Version, new: Version) -> None:
        self.versions = old, new
        names = [track.name for track in new.machine.tracks]
        self.tracks = [*names, *(track.name for track in old.machine.tracks if track.name not in names)]
        # The lifecycles that both versions have, with their number in each.
        self.common = [(old.machine.numbers[n], new.machine.numbers[n], n) for n in names if n in old.machine.numbers]
        self.cells: dict[Axis, tuple[Cell, ...]] = dict(self._cells())
        self.axes = list(self.cells)
        self.levels = {axis: level for level, axis in enumerate(self.axes)}
        self.diagrams = Diagrams([len(self.cells[axis]) for axis in self.axes])
        self.options = {axis[2]: self._both_know(axis[2]) for axis in self.axes if axis[0] == "reading"}
        self._boxes: dict[tuple[object, ...], Diagram] = {}

    def _cells(self) -> Iterator[tuple[Axis, tuple[Cell, ...]]]:
        new_first = self.versions[::-1]
        tracks = [(v, t) for v in new_first for t in v.machine.tracks]
        for name in self.tracks:
            phases = [phase for _, track in tracks if track.name == name for phase in track.numbers]
            yield ("phase", name, name), tuple(dict.fromkeys(phases))
        facts = dict.fromkeys(fact for version in new_first for fact in version.steps.values)
        for fact in facts:
            values = [spell(value) for version in new_first for value in version.values(fact)]
            yield ("fact", "", fact), tuple(dict.fromkeys(values))
        for name in self.tracks:
            lifecycles = [track.lifecycle for _, track in tracks if track.name == name]
            for mark in dict.fromkeys(mark for lifecycle in lifecycles for mark in lifecycle.marks):
                known = [lifecycle.marks[mark].values for lifecycle in lifecycles if mark in lifecycle.marks]
                yield ("mark", name, mark), (ABSENT, *dict.fromkeys(spell(v) for values in known for v in values))
        for name in self.tracks:
            phases_of = [phase for _, track in tracks if track.name == name for phase in track.phases]
            tasks = dict.fromkeys(duty.task.name for phase in phases_of for duty in phase.phase.duties)
            for task in tasks:
                yield ("task", name, task), (ABSENT, "open", "done")
        fixed = {name for version in new_first for name in version.chosen}
        for reading in dict.fromkeys(name for version in new_first for name in version.options if name not in fixed):
            options = [option for version in new_first for option in version.options.get(reading, ())]
            yield ("reading", "", reading), tuple(dict.fromkeys(options))

    def _both_know(self, reading: str) -> tuple[str, ...]:
        known = [version.options[reading] for version in self.versions if reading in version.options]
        return tuple(option for option in known[0] if all(option in options for options in known))

    def fact_values(self, fact: str) -> tuple[Given, ...]:
        """Give the values of a fact, those that only one version knows too."""
        found = {spell(value): value for version in self.versions for value in version.values(fact)}
        return tuple(found[str(cell)] for cell in self.cells["fact", "", fact])

    def box(self, point: Point) -> Diagram:
        """Give the situations in which each axis named lies in the cell given."""
        key = tuple(point.items())
        if key not in self._boxes:
            masks = {self.levels[axis]: 1 << self.cells[axis].index(cell) for axis, cell in point.items()}
            self._boxes[key] = self.diagrams.box(masks)
        return self._boxes[key]

    def guard(self, options: Mapping[str, Iterable[str]]) -> Diagram:
        """Give the choices of readings in which each reading named is taken as one of the options."""
        masks: dict[int, int] = {}
        for name, some in options.items():
            cells = self.cells["reading", "", name]
            masks[self.levels["reading", "", name]] = sum(1 << cells.index(option) for option in some)
        return self.diagrams.box(masks)

    def facts_point(self, facts: Mapping[str, Given]) -> dict[Axis, Cell]:
        """Give facts as cells."""
        return {("fact", "", fact): spell(value) for fact, value in facts.items()}

    def place_point(self, track: str, *places: Named) -> dict[Axis, Cell]:
        """Give where a lifecycle is as cells; two places that match are told together."""
        point: dict[Axis, Cell] = {("phase", track, track): places[0].phase}
        for axis in self.axes:
            kind, of, name = axis
            if of == track and kind == "mark":
                point[axis] = next((place.marks[name] for place in places if name in place.marks), ABSENT)
            elif of == track and kind == "task":
                standing = [place for place in places if name in place.tasks]
                done = any(name in place.done for place in standing)
                point[axis] = ("done" if done else "open") if standing else ABSENT
        return point
