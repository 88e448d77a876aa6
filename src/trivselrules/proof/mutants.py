# SPDX-License-Identifier: MPL-2.0
"""Every small slip that could have been made in a decision, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve, field, frozen

from ..analysis.nodes import branches
from ..frozen_map import FrozenMap
from ..location import Location
from ..model import All, Ask, Branch, Consult, Decision, Node, Parameter
from ..values import Number, ParameterReference, spell
from .axes import Rules
from .question_mutants import question_mutants
from .saying_mutants import saying_mutants
from .sayings import nodes_in_order
from .slip import Slip

__all__ = ["Mutant", "mutants"]


@frozen
class Mutant:
    """A decision with one slip in it, and what the slip is.

    `operator` says what kind of slip, and `details` what it is about: names and values as they stand in a rule file.
    """

    operator: str
    location: Location
    details: FrozenMap[str, str]
    rules: Rules = field(eq=False, repr=False)


def mutants(rules: Rules) -> Iterator[Mutant]:
    """Give every mutant of a decision, in the order of its file; then those of what it is read and run with.

    A slip may make the rules unsound; whether it does is for the analysis to say.
    """
    decision, model = rules
    places = [*nodes_in_order(decision)]
    for node in places:
        for slip in (*saying_mutants(node, rules), *question_mutants(node, model)):
            yield _mutant(slip, (_rewritten(decision, node, slip.node), model))
    yield from _readings(places, rules)
    yield from _parameters(places, rules)


def _mutant(slip: Slip, rules: Rules) -> Mutant:
    return Mutant(slip.operator, slip.location, FrozenMap(slip.details), rules)


def _readings(places: list[Node], rules: Rules) -> Iterator[Mutant]:
    """Choose another option of each reading that is consulted."""
    decision, model = rules
    consulted = {node.step.reading.name: node for node in places if isinstance(node.step, Consult)}
    for name in consulted:
        reading = model.readings[name]
        options = list(reading.options)
        other = options[(options.index(reading.chosen) + 1) % len(options)]  # a reading has at least two
        chosen = FrozenMap({**model.readings, name: evolve(reading, chosen=other)})
        details = FrozenMap({"name": name, "old": reading.chosen, "new": other})
        yield Mutant("reading-chosen", reading.location, details, (decision, evolve(model, readings=chosen)))


def _parameters(places: list[Node], rules: Rules) -> Iterator[Mutant]:
    """Set each parameter that an outcome takes to another value."""
    decision, model = rules
    values = (value for node in places for setting in node.settings for value in setting.values)
    for name in dict.fromkeys(value.parameter for value in values if isinstance(value, ParameterReference)):
        parameter = model.parameters[name]
        other = _other(parameter)
        if other is not None:
            changed = FrozenMap({**model.parameters, name: evolve(parameter, value=other)})
            details = FrozenMap({"name": name, "old": spell(parameter.value), "new": spell(other)})
            yield Mutant(
                "parameter-changed", parameter.location, details, (decision, evolve(model, parameters=changed))
            )


def _other(parameter: Parameter) -> Number | bool | None:
    value = parameter.value
    if value is None or isinstance(value, str):
        return None
    return not value if isinstance(value, bool) else value + 1


def _rewritten(decision: Decision, old: Node, new: Node) -> Decision:
    """Put another node in the place of one, wherever that is used."""

    def rewrite(node: Node) -> Node:
        return new if node is old else _inside(node, rewrite)

    tree = rewrite(decision.tree)
    parts = {name: rewrite(part) for name, part in decision.parts.items()}
    return evolve(decision, tree=tree, parts=FrozenMap(parts))


def _inside(node: Node, rewrite: Callable[[Node], Node]) -> Node:
    """Rewrite the nodes written directly inside one; the node itself is kept if none changes."""
    if isinstance(node.step, All):
        inner = tuple(map(rewrite, node.step.nodes))
        changed = any(a is not b for a, b in zip(inner, node.step.nodes, strict=True))
        return evolve(node, step=All(inner)) if changed else node
    written = branches(node)
    new = tuple(_branch(branch, rewrite) for branch in written)
    if all(a is b for a, b in zip(new, written, strict=True)):
        return node
    if isinstance(node.step, Ask):
        return evolve(node, step=evolve(node.step, answers=new))
    assert isinstance(node.step, Consult), "only questions have branches"
    return evolve(node, step=evolve(node.step, options=new))


def _branch(branch: Branch, rewrite: Callable[[Node], Node]) -> Branch:
    inner = rewrite(branch.node)
    return branch if inner is branch.node else evolve(branch, node=inner)
