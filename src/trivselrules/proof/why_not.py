# SPDX-License-Identifier: MPL-2.0
"""What is the least that would have to differ for another answer: exactly, or that nothing leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from ..frozen_map import FrozenMap
from ..wanted import Wanted, is_wanted
from .axes import Given
from .behaviour import Behaviour
from .diagram import Diagram, Masks
from .regions import cover
from .sayings import Aspect
from .smallest import left, smallest
from .witness import Witness, Witnesses

__all__ = ["Alternative", "Alternatives", "alternatives", "changes_to"]


@frozen
class Alternative:
    """Facts and readings that must differ all together: without one of them the rest does not suffice.

    `boxes` are what they can become, by their axes; facts that were not given stand there too, where it matters.
    Each comes with a situation.
    """

    facts: tuple[str, ...]
    readings: tuple[str, ...]
    boxes: tuple[tuple[FrozenMap[int, int], Witness], ...]


@frozen
class Alternatives:
    """Every smallest change that leads to an answer, the shortest first.

    `holds` says that it is the answer already, `anywhere` that some situation under some reading has it.
    """

    holds: bool
    anywhere: bool
    changes: tuple[Alternative, ...]


def alternatives(behaviour: Behaviour, wanted: Iterable[Wanted], facts: Mapping[str, Given]) -> Alternatives:
    """Find every smallest change of facts, or of the readings chosen, after which the decision comes to what is wanted.

    Facts that are not among those given may become what they must.
    """
    goal = behaviour.diagrams.both(*(_reached(behaviour, name, value) for name, value in wanted))
    known = {**behaviour.axes.known(facts), **behaviour.choice}
    held = behaviour.diagrams.holds_in(goal, known)
    return Alternatives(held, goal != behaviour.diagrams.no, () if held else changes_to(behaviour, goal, known))


def changes_to(behaviour: Behaviour, goal: Diagram, known: Masks) -> tuple[Alternative, ...]:
    """Find every smallest change of what is known that leads to where a condition holds; a cell for each is known."""
    witnesses = Witnesses((behaviour,))
    found = smallest(behaviour.diagrams, goal, known)
    return tuple(_alternative(behaviour, goal, known, witnesses, levels) for levels in found)


def _reached(behaviour: Behaviour, name: str, value: object) -> Diagram:
    """Give where an outcome is a value, or where it is on the list."""
    diagrams = behaviour.diagrams
    outcome = behaviour.decision.outcomes[name]
    if outcome.many:
        items = [item for item in behaviour.items(name) if is_wanted(item, value)]  # type: ignore[arg-type]
        return diagrams.either(*(diagrams.where(behaviour.of(Aspect("list", name, (i,))), (i,)) for i in items))
    said = behaviour.of(Aspect("value", name))
    values = [found for found in diagrams.values(said) if found is not None and is_wanted(found, value)]  # type: ignore[arg-type]
    return diagrams.either(*(diagrams.where(said, found) for found in values))


def _alternative(
    behaviour: Behaviour, goal: Diagram, known: Masks, witnesses: Witnesses, levels: frozenset[int]
) -> Alternative:
    """Say what the axes of a set can become while those outside it stay as they are."""
    axes, diagrams = behaviour.axes, behaviour.diagrams
    kept = {level: mask for level, mask in known.items() if level not in levels}
    where = diagrams.both(goal, diagrams.box(kept))
    rest = left(diagrams, goal, kept)
    changed = [axes.axes[level] for level in sorted(levels)]
    return Alternative(
        tuple(axis.dimension[1] for axis in changed if not axis.is_reading),
        tuple(axis.dimension[1] for axis in changed if axis.is_reading),
        tuple(
            (FrozenMap(axes.narrowed(box)), witnesses.among(where, {**box, **kept}))
            for box in cover(diagrams, rest, rest)
        ),
    )
