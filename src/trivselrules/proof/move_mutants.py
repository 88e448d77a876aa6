# SPDX-License-Identifier: MPL-2.0
"""Slips in a move: where it comes from and leads to, what it asks for, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from ..analysis.conditions import NEXT, domain_values
from ..lifecycle import Lifecycle, Move
from ..model import RuleSetModel
from ..ref import Ref
from ..values import Scalar, spell
from .edits import Edit, condition_edits, point_edits, swapped, under_edits, without

__all__ = ["move_mutants"]


def move_mutants(lifecycle: Lifecycle, model: RuleSetModel) -> Iterator[Edit[Lifecycle]]:
    """Give the slips in each move of a lifecycle, in the order of the file."""
    for move in lifecycle.moves:
        details = {"name": move.event.name}
        dropped = evolve(lifecycle, moves=without(lifecycle.moves, move))
        yield Edit("move-dropped", move.location, dropped, details)
        for edit in _Slips(move, lifecycle, model).all():
            if _names_stand(edit.new, lifecycle):
                yield edit.inside(evolve(lifecycle, moves=swapped(lifecycle.moves, move, edit.new)))


def _names_stand(move: Move, lifecycle: Lifecycle) -> bool:
    """Tell whether the tasks a move names stand in the phases where it looks for them."""
    asked = () if move.unless_done is None else (move.unless_done,)
    targets = move.from_ if move.to is None else (move.to,)
    return all(
        ref.name in {duty.task.name for duty in lifecycle.phases[phase.name].duties}
        for refs, phases in ((asked, move.from_), (move.done, targets))
        for ref in refs
        for phase in phases
    )


class _Slips:
    """Makes the slips in one move."""

    def __init__(self, move: Move, lifecycle: Lifecycle, model: RuleSetModel) -> None:
        self.move, self.lifecycle, self.model = move, lifecycle, model
        self.event = move.event.name

    def all(self) -> Iterator[Edit[Move]]:
        """Give every slip."""
        move, model = self.move, self.model
        yield from self._sources()
        yield from self._targets()
        for asked in condition_edits(move.when, self._values):
            yield asked.inside(evolve(move, when=asked.new))
        for under in under_edits(move.under, model):
            yield under.inside(evolve(move, under=under.new))
        if move.unless_done is not None:
            details = {"name": self.event, "old": move.unless_done.name}
            yield Edit("unless-dropped", move.unless_done.location, evolve(move, unless_done=None), details)
        yield from self._marks()
        yield from self._done()
        for rests in point_edits(move.rests_on, model):
            yield rests.inside(evolve(move, rests_on=rests.new))
        yield from self._openness()
        for ref in move.notices:
            yield Edit(
                "notice-dropped", ref.location, evolve(move, notices=without(move.notices, ref)), {"name": ref.name}
            )

    def _sources(self) -> Iterator[Edit[Move]]:
        move = self.move
        for ref in move.from_ if len(move.from_) > 1 else ():
            details = {"name": self.event, "old": ref.name}
            yield Edit("from-dropped", ref.location, evolve(move, from_=without(move.from_, ref)), details)
        taken = {ref.name for ref in move.from_}
        for phase in self.lifecycle.phases:
            widened = evolve(move, from_=(*move.from_, Ref(phase, location=move.from_[0].location)))
            if phase not in taken and _names_stand(widened, self.lifecycle) and self._alike(phase, move.from_[0].name):
                yield Edit("from-added", move.from_[0].location, widened, {"name": self.event, "new": phase})
                return

    def _alike(self, one: str, other: str) -> bool:
        """Tell whether the same marks live in two phases."""
        lived = [{ref.name for ref in mark.phases} for mark in self.lifecycle.marks.values()]
        return all((one in phases) == (other in phases) for phases in lived)

    def _targets(self) -> Iterator[Edit[Move]]:
        """Lead to the next phase, best one that has the same marks, and stay where the move leads elsewhere."""
        move = self.move
        if move.undetermined is not None:
            return
        here = move.from_[0].name if move.to is None else move.to.name
        phases = list(self.lifecycle.phases)
        after = phases[phases.index(here) + 1 :] + phases[: phases.index(here)]
        sources = {ref.name for ref in move.from_}
        place = move.location if move.to is None else move.to.location
        others = sorted((one for one in after if {one} != sources), key=lambda one: not self._alike(one, here))
        for phase in others[:1]:
            details = {"name": self.event, "old": here, "new": phase}
            yield Edit("target-changed", place, evolve(move, to=Ref(phase, location=place)), details)
        if move.to is not None:
            yield Edit("target-dropped", place, evolve(move, to=None), {"name": self.event, "old": here})

    def _values(self, name: str) -> Sequence[Scalar]:
        """Give what a condition of this name can ask for."""
        if name in self.lifecycle.marks:
            return self.lifecycle.marks[name].values
        if name in self.model.lifecycles:
            return tuple(self.model.lifecycles[name].phases)
        return domain_values(self.model.facts[name].domain) or ()

    def _marks(self) -> Iterator[Edit[Move]]:
        move = self.move
        for kept in move.keep:
            details = {"name": self.event, "old": kept[0].name}
            yield Edit("mark-dropped", kept[0].location, evolve(move, keep=without(move.keep, kept)), details)
        for put in move.set_:
            ref, value, place = put
            details = {"name": self.event, "old": ref.name}
            yield Edit("mark-dropped", place, evolve(move, set_=without(move.set_, put)), details)
            possible = self.lifecycle.marks[ref.name].values
            number = 0 if value == NEXT and value not in possible else possible.index(value) + 1
            other = possible[number % len(possible)]
            if other != value:
                changed = evolve(move, set_=swapped(move.set_, put, (ref, other, place)))
                told = {"name": ref.name, "old": spell(value), "new": spell(other)}
                yield Edit("mark-changed", place, changed, told)

    def _done(self) -> Iterator[Edit[Move]]:
        move = self.move
        for ref in move.done:
            rest = without(move.done, ref)
            yield Edit("done-dropped", ref.location, evolve(move, done=rest), {"name": self.event, "old": ref.name})
        if move.to is not None and not move.undetermined:
            taken = {ref.name for ref in move.done}
            duties = [d.task.name for d in self.lifecycle.phases[move.to.name].duties if not d.repeats and d.done_by]
            for task in [task for task in duties if task not in taken][:1]:
                more = (*move.done, Ref(task, location=move.to.location))
                details = {"name": self.event, "new": task}
                yield Edit("done-added", move.to.location, evolve(move, done=more), details)

    def _openness(self) -> Iterator[Edit[Move]]:
        """Leave open what has a rule, and give a rule to what is left open."""
        move = self.move
        if move.undetermined is None and not move.follows:
            for point in [name for name, one in self.model.open_points.items() if not one.about][:1]:
                left = evolve(move, to=None, keep=(), set_=(), done=(), rests_on=None)
                left = evolve(left, undetermined=Ref(point, location=move.location))
                yield Edit("left-open", move.location, left, {"new": point})
        for edit in point_edits(move.undetermined, self.model):
            yield edit.inside(evolve(move, undetermined=edit.new))
