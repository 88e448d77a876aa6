# SPDX-License-Identifier: MPL-2.0
"""What the nodes of a decision say: the things an answer can tell, one by one."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Literal, NamedTuple

from ..analysis.nodes import branches
from ..model import All, Ask, Consult, Decision, Node, NotApplicable, Ref, RuleSetModel, Setting, Undetermined, Use
from ..values import ParameterReference, Value

__all__ = ["ANSWER", "EXCUSE", "NOTHING", "Aspect", "Kind", "nodes_in_order", "onward", "parts_of", "sayings", "taken"]

# `value`: what a single outcome is, or None. `listed`: whether a list is settled. `list`: those of some items that
# are on it, in their order. `undetermined` and `notice`: whether a point or a notice is named. `not_applicable`: the
# reason, or None. `asks` and `consults`: whether the way leads over a fact or a reading. `cites`: whether it cites a
# statement of the source. `takes`: whether it leads through the answer at a place.
Kind = Literal[
    "value", "listed", "list", "undetermined", "notice", "not_applicable", "asks", "consults", "cites", "takes"
]
ANSWER: tuple[Kind, ...] = ("not_applicable", "value", "listed", "list", "undetermined", "notice")
# What is said of an aspect where nothing is; False for those that are not here.
NOTHING: Mapping[Kind, Hashable] = {"value": None, "not_applicable": None, "list": ()}


class Aspect(NamedTuple):
    """One thing an answer can say: its kind, the name it is about, and for a list the items that are looked at.

    For `takes` the name is a place, and the items are the cells that are looked at if not all are.
    """

    kind: Kind
    name: str
    items: tuple[Hashable, ...] = ()


EXCUSE = Aspect("not_applicable", "")


def sayings(node: Node, model: RuleSetModel) -> dict[Aspect, Hashable]:
    """Give what a node says itself; an item of a list comes with the whole of what the node puts on the list."""
    said: dict[Aspect, Hashable] = {}
    for setting in node.settings:
        said |= dict(_settled(setting, model))
    said |= {Aspect("cites", ref.name): True for ref in node.source}
    said |= {Aspect("notice", ref.name): True for ref in node.notices}
    match node.step:
        case Undetermined(point=ref):
            said[Aspect("undetermined", ref.name)] = True
        case NotApplicable(notice=ref):
            said[EXCUSE] = ref.name
        case Ask(fact=ref):
            said[Aspect("asks", ref.name)] = True
        case Consult(reading=ref):
            said[Aspect("consults", ref.name)] = True
    return said


def _settled(setting: Setting, model: RuleSetModel) -> Iterator[tuple[Aspect, Hashable]]:
    """Give what a setting says, with parameters replaced; for one that is unset its open point stands."""
    values: list[Value] = []
    for value in setting.values:
        if not isinstance(value, ParameterReference):
            values.append(value)
            continue
        parameter = model.parameters[value.parameter]
        if parameter.value is None:
            yield Aspect("undetermined", parameter.open_point.name), True
        else:
            values.append(parameter.value)
    if setting.listed and (values or not setting.values):
        yield Aspect("listed", setting.outcome), True
        yield from ((Aspect("list", setting.outcome, (value,)), tuple(dict.fromkeys(values))) for value in values)
    elif values:
        yield Aspect("value", setting.outcome), values[0]


def taken(ref: Ref, *cells: int) -> Aspect:
    """Give the aspect that tells whether the way leads through an item of a key, or through some cells of it."""
    return Aspect("takes", str(ref.location), cells)


def parts_of(aspect: Aspect) -> tuple[Aspect, ...]:
    """Give the aspects by which nodes are known to concern one: for several items of a list, each of them."""
    if aspect.kind == "takes":
        return (Aspect("takes", aspect.name),)
    if aspect.kind != "list" or len(aspect.items) == 1:
        return (aspect,)
    return tuple(Aspect("list", aspect.name, (item,)) for item in aspect.items)


def onward(node: Node, decision: Decision) -> tuple[Node, ...]:
    """Give the nodes that can come next."""
    match node.step:
        case Use(part=ref):
            return (decision.parts[ref.name],)
        case All(nodes=nodes):
            return nodes
        case _:
            return tuple(branch.node for branch in branches(node))


def nodes_in_order(decision: Decision) -> Iterator[Node]:
    """Give every node that can be reached, once, depth first as it is written."""
    seen: set[int] = set()
    waiting = [decision.tree]
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            waiting += reversed(onward(node, decision))
