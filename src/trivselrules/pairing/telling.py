# SPDX-License-Identifier: MPL-2.0
"""From what differs in single places to changes: merged, as regions, and with a way that shows each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..frozen_map import FrozenMap
from ..proof.diagram import Diagram, Masks
from ..proof.regions import cover
from .effects import Effect
from .local import Found, Local
from .meeting import Meeting
from .pairs import Pair, Step
from .result import CourseChange, CourseRegion, CourseWitness, Subject

__all__ = ["Telling"]


class Telling:
    """Tells the changes of one comparison."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting, self.frame, self.diagrams = meeting, meeting.frame, meeting.diagrams
        old, new = (version.model.readings for version in meeting.versions)
        chosen = {name: {**old, **new}[name].chosen for name in self.frame.options}
        known = {name: option for name, option in chosen.items() if option in self.frame.options[name]}
        self._chosen = [self.frame.guard({name: (option,)}) for name, option in known.items()]
        self.as_chosen = self.diagrams.both(*self._chosen)

    def changes(self, subject: Subject, locals_: list[Local], silent: Diagram) -> Iterator[CourseChange]:
        """Gather what is different in the very same situations, and tell these as regions.

        In the situations of `silent` nothing differs; what is in none of the places is never reached.
        """
        diagrams = self.diagrams
        where_of: dict[Effect, Diagram] = {}
        for local in locals_:
            for found in local.found:
                if found.name == subject.name:
                    before = where_of.get(found.effect, diagrams.no)
                    where_of[found.effect] = diagrams.either(before, self._where(local, found))
        together: dict[tuple[Diagram, bool, str], list[Effect]] = {}
        for effect, where in where_of.items():
            if where != diagrams.no:
                together.setdefault((where, effect.is_way, effect.start), []).append(effect)
        known = diagrams.either(silent, *(local.where for local in locals_)) if together else diagrams.no
        for (where, *_), effects in together.items():
            boxes = cover(diagrams, where, diagrams.join(_unless_known, where, known))
            shows = [(loc, one) for loc in locals_ for one in loc.found if _is(one, subject.name, effects[0])]
            yield CourseChange(subject, tuple(effects), tuple(self._regions(subject, shows, (where, known), boxes)))

    def only(self, subject: Subject, which: int, pairs: Sequence[Pair]) -> CourseChange:
        """Tell that only one of the versions comes to a phase; the pairs are those that are there."""
        alone = self.meeting.ways_alone(which)
        reach = self.diagrams.either(*{alone.pairs.reach[pair] for pair in pairs})
        as_chosen = self.diagrams.both(reach, self.as_chosen)
        nearest = alone.nearest([(pairs, reach if as_chosen == self.diagrams.no else as_chosen)])
        point = self.point(nearest.where)
        way = alone.path(nearest.pair, point)
        witness = CourseWitness(self.told(point, nearest.guard), *((None, way) if which else (way, None)))
        region = CourseRegion(FrozenMap(), witness, as_chosen != self.diagrams.no)
        return CourseChange(subject, (Effect("reached" if which else "unreached"),), (region,))

    def _where(self, local: Local, found: Found) -> Diagram:
        return self.diagrams.both(local.where, self.frame.box(self.frame.facts_point(found.facts)), found.guard)

    def _regions(
        self,
        subject: Subject,
        shows: Sequence[tuple[Local, Found]],
        where: tuple[Diagram, Diagram],
        boxes: Sequence[Masks],
    ) -> Iterator[CourseRegion]:
        """Give each box with the shortest way to a situation in it that no other box holds."""
        diagrams, (differing, known) = self.diagrams, where
        held = [diagrams.box(box) for box in boxes]
        for number, box in enumerate(boxes):
            others = diagrams.either(*held[:number], *held[number + 1 :])
            inside = diagrams.both(differing, held[number])
            witness = self._witness(subject, shows, diagrams.without(inside, others))
            chosen = diagrams.both(inside, self.as_chosen) != diagrams.no
            yield CourseRegion(FrozenMap(self._narrowed(box, diagrams.both(held[number], known))), witness, chosen)

    def _narrowed(self, box: Masks, inside: Diagram) -> dict[int, int]:
        """Leave out of a box the cells that no situation in it lies in."""
        diagrams = self.diagrams
        return {
            level: sum(
                1 << cell
                for cell in range(mask.bit_length())
                if mask >> cell & 1 and diagrams.both(inside, diagrams.box({level: 1 << cell})) != diagrams.no
            )
            for level, mask in box.items()
        }

    def _witness(self, subject: Subject, shows: Sequence[tuple[Local, Found]], inside: Diagram) -> CourseWitness:
        """Give the shortest way to a situation of a set: read as chosen if any is, else in any way."""
        as_chosen = self.diagrams.both(inside, self.as_chosen)
        among = inside if as_chosen == self.diagrams.no else as_chosen
        targets = [(local.pairs, self.diagrams.both(among, self._where(local, found))) for local, found in shows]
        asked = [number for number, (_, where) in enumerate(targets) if where != self.diagrams.no]
        nearest = self.meeting.nearest([targets[number] for number in asked])
        local, found = shows[asked[nearest.target]]
        point = self.point(nearest.where)
        told = self.told(point, nearest.guard, self.diagrams.both(inside, self._where(local, found)))
        event = Step(subject.name, found.facts) if subject.kind == "event" else None
        return CourseWitness(told, *self.meeting.both_ways(nearest.pair, point), event)

    def point(self, where: Diagram) -> tuple[int, ...]:
        """Give a situation of a set as a cell for every axis; one reading after another is as chosen if it can be."""
        for chosen in self._chosen:
            narrower = self.diagrams.both(where, chosen)
            where = where if narrower == self.diagrams.no else narrower
        cells = self.diagrams.first(where)
        return tuple(cells.get(level, 0) for level in range(len(self.frame.axes)))

    def told(self, point: tuple[int, ...], *functions: Diagram) -> FrozenMap[str, str]:
        """Give the readings that some conditions depend on and that one of the versions has not chosen so."""
        told: dict[str, str] = {}
        for level in sorted(frozenset[int]().union(*map(self.diagrams.support, functions))):
            kind, _, name = self.frame.axes[level]
            if kind == "reading":
                option = str(self.frame.cells[self.frame.axes[level]][point[level]])
                models = (version.model.readings for version in self.meeting.versions)
                told |= {name: option} if any(m[name].chosen != option for m in models if name in m) else {}
        return FrozenMap(told)


def _is(found: Found, name: str, effect: Effect) -> bool:
    return found.name == name and found.effect == effect


def _unless_known(where: bool, known: bool) -> bool:
    return where or not known
