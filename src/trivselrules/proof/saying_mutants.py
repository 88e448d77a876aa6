# SPDX-License-Identifier: MPL-2.0
"""Slips in what a node says: other values, things left out, things too many, another order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from ..model import All, Node, NotApplicable, Ref, RuleSetModel, Setting, Undetermined
from ..values import Duration, ParameterReference, Qualified, Value, spell
from .axes import Rules
from .sayings import nodes_in_order
from .slip import Slip

__all__ = ["saying_mutants"]

Item = Value | ParameterReference


def saying_mutants(node: Node, rules: Rules) -> Iterator[Slip]:
    """Give the slips in what a node says itself."""
    for setting in node.settings:
        yield from _setting(node, setting, rules)
    for ref in node.notices:
        kept = tuple(other for other in node.notices if other is not ref)
        yield Slip("notice-dropped", ref.location, evolve(node, notices=kept), {"name": ref.name})
    yield from _ending(node, rules[1])
    if isinstance(node.step, All):
        yield from _together(node, node.step)


def _setting(node: Node, setting: Setting, rules: Rules) -> Iterator[Slip]:
    others = tuple(other for other in node.settings if other is not setting)
    yield Slip("setting-dropped", setting.location, evolve(node, settings=others), {"outcome": setting.outcome})
    changes = _list if setting.listed else _single
    for operator, values, details in changes(setting, rules):
        changed = tuple(evolve(s, values=values, places=()) if s is setting else s for s in node.settings)
        said = {"outcome": setting.outcome, **{name: spell(value) for name, value in details.items()}}
        yield Slip(operator, setting.location, evolve(node, settings=changed), said)


Change = tuple[str, tuple[Item, ...], dict[str, Item]]


def _single(setting: Setting, rules: Rules) -> Iterator[Change]:
    (value,) = setting.values
    other = _other(value, setting.outcome, rules)
    if other is not None:
        yield "value-changed", (other,), {"old": value, "new": other}


def _list(setting: Setting, rules: Rules) -> Iterator[Change]:
    values = setting.values
    for number, value in enumerate(values):
        before, after = values[:number], values[number + 1 :]
        yield "item-dropped", (*before, *after), {"old": value}
        other = _other(value, setting.outcome, rules, values)
        if other is not None:
            yield "item-changed", (*before, other, *after), {"old": value, "new": other}
        for loose in _reservations(value, rules[1].terms.get(rules[0].outcomes[setting.outcome].type) is not None):
            yield "reservation-changed", (*before, loose, *after), {"old": value, "new": loose}
    for number, (one, two) in enumerate(pairwise(values)):
        yield "items-swapped", (*values[:number], two, one, *values[number + 2 :]), {"old": one, "new": two}
    more = next(iter(_candidates(setting.outcome, rules, values)), None)
    if more is not None:
        yield "item-added", (*values, more), {"new": more}


def _reservations(value: Item, of_words: bool) -> Iterator[Item]:
    """Give an item with another reservation: with none where it has one, optional where it has none."""
    if isinstance(value, Qualified):
        if len(value.terms) == 1:
            yield value.terms[0]
        else:
            yield evolve(value, terms=value.terms[1:], places=())
    elif of_words and isinstance(value, str):
        yield Qualified("optional", (value,))


def _other(value: Item, outcome: str, rules: Rules, taken: Sequence[Item] = ()) -> Item | None:
    """Give another value of the same type: the next number, the other of two, another word."""
    match value:
        case bool():
            return not value
        case Duration():
            unit, number = next(iter(value.parts().items()))
            return evolve(value, **{unit: number + 1})
        case ParameterReference() | Qualified() | str():
            return next(iter(_candidates(outcome, rules, (value, *taken))), None)
        case _:
            return value + 1


def _candidates(outcome: str, rules: Rules, taken: Sequence[Item]) -> Iterator[Item]:
    """Give values that are not among some: first those the decision uses for the outcome, then other words."""
    decision, model = rules
    nodes = nodes_in_order(decision)
    used = (v for node in nodes for s in node.settings if s.outcome == outcome for v in s.values)
    words = tuple(model.terms.get(decision.outcomes[outcome].type, ()))
    named = {term for value in taken for term in (value.terms if isinstance(value, Qualified) else (value,))}
    for value in dict.fromkeys((*(v for v in used if isinstance(v, str)), *words)):
        if value not in named:
            yield value


def _ending(node: Node, model: RuleSetModel) -> Iterator[Slip]:
    """Give slips in what leaves an answer open or says that it does not apply; and an answer left open."""
    points = [point for point in model.open_points.values() if not point.about]
    match node.step:
        case Undetermined(point=ref):
            yield Slip("point-dropped", ref.location, evolve(node, step=None), {"old": ref.name})
            for other in [point.name for point in points if point.name != ref.name][:1]:
                step = Undetermined(Ref(other, location=ref.location))
                yield Slip("point-changed", ref.location, evolve(node, step=step), {"old": ref.name, "new": other})
        case NotApplicable(notice=ref):
            for other in [name for name in model.notices if name != ref.name][:1]:
                excuse = NotApplicable(Ref(other, location=ref.location))
                yield Slip("reason-changed", ref.location, evolve(node, step=excuse), {"old": ref.name, "new": other})
            yield Slip("reason-dropped", ref.location, evolve(node, step=None), {"old": ref.name})
        case None if node.settings:
            for point in points[:1]:
                left = evolve(node, settings=(), step=Undetermined(Ref(point.name, location=node.location)))
                yield Slip("left-open", node.location, left, {"new": point.name})


def _together(node: Node, step: All) -> Iterator[Slip]:
    """Leave out each branch of an `all`, and let each two neighbours change places."""
    for number in range(len(step.nodes)):
        rest = (*step.nodes[:number], *step.nodes[number + 1 :])
        place = step.nodes[number].location
        yield Slip("branch-dropped", place, evolve(node, step=All(rest)), {"number": str(number + 1)})
    for number, (one, two) in enumerate(pairwise(step.nodes)):
        turned = (*step.nodes[:number], two, one, *step.nodes[number + 2 :])
        yield Slip("branches-swapped", one.location, evolve(node, step=All(turned)), {"number": str(number + 1)})
