# SPDX-License-Identifier: MPL-2.0
"""The states that lifecycles can reach, written so that others can check that there are no more."""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis.exploration import Search, Steps, explore
from ..machine.program import Machine, Place, compile_machine, components
from ..model import RuleSetModel
from ..values import spell

__all__ = ["certified_states"]


def certified_states(model: RuleSetModel) -> list[dict[str, object]]:
    """Give for each group of lifecycles its places, and its states as their numbers among these."""
    return [_group(names, model) for names in components(model)]


def _group(names: tuple[str, ...], model: RuleSetModel) -> dict[str, object]:
    machine = compile_machine(names, model)
    options = {name: tuple(reading.options) for name, reading in model.readings.items()}
    found = explore(Steps(Search(machine, model, options, {})), lambda _: None)
    seen: list[dict[Place, int]] = [{} for _ in names]
    states = [
        [seen[n].setdefault(place, len(seen[n])) for n, place in enumerate(found.node(code).state)]
        for code in found.came
    ]
    places = {name: [_place(machine, n, place) for place in seen[n]] for n, name in enumerate(names)}
    return {"places": places, "states": states}


def _place(machine: Machine, number: int, place: Place) -> list[object]:
    """Write a place: its phase, the tasks that are done there, and its marks."""
    phase = machine.tracks[number].phases[place.phase]
    return [phase.name, list(_done(machine, number, place)), dict(_marks(machine, number, place))]


def _done(machine: Machine, number: int, place: Place) -> Iterator[str]:
    duties = machine.tracks[number].phases[place.phase].duties
    return (duty.name for duty in duties if duty.bit & place.done)


def _marks(machine: Machine, number: int, place: Place) -> Iterator[tuple[str, str]]:
    marks = machine.tracks[number].phases[place.phase].marks
    return ((mark.name, spell(mark.values[value])) for mark, value in zip(marks, place.marks, strict=True))
