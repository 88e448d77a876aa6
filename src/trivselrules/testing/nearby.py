# SPDX-License-Identifier: MPL-2.0
"""How little of a worked example would have to differ for it to get what it expects: exactly, or that nothing does."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ..inputs import check_facts
from ..model import Case, Setting
from ..proof.axes import Axes
from ..proof.behaviour import Behaviour
from ..proof.diagram import Diagram
from ..proof.sayings import EXCUSE, Aspect
from ..proof.why_not import changes_to
from ..rule_set import RuleSet
from ..values import ParameterReference, Value, spell

__all__ = ["Nearby", "nearby"]


@frozen
class Nearby:
    """What facts and readings would have to be instead, `name=value`; none if no situation gets what is expected."""

    changes: tuple[str, ...] | None


def nearby(case: Case, rules: RuleSet) -> Nearby | None:
    """Find the least change after which a case gets the outcomes it expects; None if it expects no answer as such."""
    chosen = rules.reading({reading.name: option.name for reading, option in case.readings})
    model = chosen.model
    behaviour = Behaviour(Axes((model.decisions[case.decision.name], model)))
    diagrams = behaviour.diagrams
    expected = list(_expected(case, behaviour))
    if not expected:
        return None
    goal = diagrams.both(behaviour.possible, *expected)
    facts = check_facts(model, {ref.name: value for ref, value, _ in case.facts})
    found = changes_to(behaviour, goal, {**behaviour.axes.known(facts), **behaviour.choice})
    if not found:
        return Nearby(None)
    box, witness = found[0].boxes[0]
    needed = {behaviour.axes.axes[level].dimension[1] for level in box} | {*found[0].facts, *found[0].readings}
    told = {name: value for name, value in {**witness.facts, **witness.readings}.items() if name in needed}
    known = {**facts, **{name: reading.chosen for name, reading in model.readings.items()}}
    return Nearby(tuple(f"{name}={spell(value)}" for name, value in told.items() if known.get(name) != value))


def _expected(case: Case, behaviour: Behaviour) -> Iterator[Diagram]:
    """Give for each thing a case expects where it is so."""
    diagrams, expected = behaviour.diagrams, case.expected
    for setting in expected.outcome or ():
        yield _set(setting, behaviour)
    for ref in expected.undetermined or ():
        yield behaviour.of(Aspect("undetermined", ref.name))
    excuse = expected.not_applicable
    if excuse is not None:
        said = behaviour.of(EXCUSE)
        names = [name for name in diagrams.values(said) if name is not None and excuse.name in (name, "true")]
        yield diagrams.either(*(diagrams.where(said, name) for name in names))


def _set(setting: Setting, behaviour: Behaviour) -> Diagram:
    """Give where an outcome is what a setting says, a list with its order."""
    parameters = behaviour.model.parameters
    values: list[Value | None] = [
        parameters[value.parameter].value if isinstance(value, ParameterReference) else value
        for value in setting.values
    ]
    if not setting.listed:
        return behaviour.diagrams.where(behaviour.of(Aspect("value", setting.outcome)), values[0])
    items = behaviour.items(setting.outcome)
    listed = behaviour.of(Aspect("listed", setting.outcome))
    if not items:
        return listed if not values else behaviour.diagrams.no
    on_it = behaviour.of(Aspect("list", setting.outcome, items))
    return behaviour.diagrams.both(listed, behaviour.diagrams.where(on_it, tuple(values)))
