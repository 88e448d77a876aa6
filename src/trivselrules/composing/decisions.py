# SPDX-License-Identifier: MPL-2.0
"""A decision of the base with some of its parts replaced, more answers given, or replaced whole."""

from __future__ import annotations

from typing import TypeVar

from attrs import evolve, field, frozen

from ..departure import Departure, How
from ..frozen_map import FrozenMap
from ..keys import items
from ..location import Location
from ..reading.written import AnswerKey, DecisionFile, NodeWritten
from ..reading.written_changes import ChangesFile, ReplacementFile
from ..ref import Ref
from ..text import Text
from .notes import Notes, same
from .values import Values

__all__ = ["changed_decision", "replaced_decision", "retell"]

K = TypeVar("K", bound=AnswerKey)
Parts = FrozenMap[Ref, NodeWritten]
Branches = FrozenMap[AnswerKey, NodeWritten]


def changed_decision(base: DecisionFile, own: ChangesFile, values: Values, notes: Notes) -> DecisionFile:
    """Give the decision as the file changes it; `values` are those that each fact can have."""
    answered = base
    for fact, branches in own.answers.items():
        if fact.name in values.facts:
            answered = _answer(answered, fact, _new(fact, branches, values, notes), own, notes)
        else:
            notes.unknown("fact", fact, values.facts)
    said = (own.title, own.sentence, own.answers, own.parts, own.add)
    if not any(said):
        notes.unchanged(own.changes)
    return evolve(
        answered,
        title=retell("title", base.title, own.title, own, notes) or base.title,
        sentence=retell("sentence", base.sentence, own.sentence, own, notes),
        parts=_parts(answered.parts, base.parts, own, notes),
    )


def retell(kind: str, before: Text | None, after: Text | None, own: ChangesFile, notes: Notes) -> Text | None:
    """Give the text of a rule that holds now; None after says that it stays."""
    if after is None:
        return before
    name = own.changes.rule
    notes.depart(
        Departure("changed", kind, name.name, (), before, after, own.because, location=after.location or name.location)
    )
    return after


def _parts(answered: Parts, base: Parts, own: ChangesFile, notes: Notes) -> Parts:
    """Replace parts and add new ones; a replaced part has its place where it now stands."""
    within = (own.changes.rule.name,)
    for ref, node in own.parts.items():
        if ref not in base:
            notes.unknown("part", ref, base)
        elif same(base[ref], node):
            notes.unchanged(ref)
        else:
            notes.depart(_departure("replaced", "part", ref, within, own))
    replaced = {ref.name: (ref, node) for ref, node in own.parts.items()}
    parts = dict(replaced.get(ref.name, (ref, node)) for ref, node in answered.items())
    for ref, node in () if own.add is None else own.add.parts.items():
        if ref in base:
            notes.taken(ref)
        else:
            parts[ref] = node
            notes.depart(_departure("added", "part", ref, within, own))
    return FrozenMap(parts)


def _departure(how: How, kind: str, ref: Ref, within: tuple[str, ...], own: ChangesFile) -> Departure:
    return Departure(how, kind, ref.name, within, because=own.because, location=ref.location)


def _new(fact: Ref, branches: Branches, values: Values, notes: Notes) -> Branches:
    """Keep the answers to values that the base does not have; the others it answers itself."""
    new = values.new(fact.name)
    kept = {}
    for key, node in branches.items():
        strange = next((word for word, _ in items(key.text) if word not in new), None)
        if strange is None:
            kept[key] = node
        elif strange in values.base(fact.name) or not values.base(fact.name):
            notes.say("answer-in-base", key.location, value=strange, fact=fact.name, base=notes.base)
        else:
            notes.unknown("value", Ref(strange, location=key.location), new)
    return FrozenMap(kept)


def _answer(base: DecisionFile, fact: Ref, branches: Branches, own: ChangesFile, notes: Notes) -> DecisionFile:
    """Give answers wherever the base asks for a fact, except in the parts that the file says itself."""
    grower = _Grower(fact, branches)
    tree = grower.node(base.tree)
    parts = {ref: node if ref in own.parts else grower.node(node) for ref, node in base.parts.items()}
    if not grower.asked and branches:
        notes.say("fact-not-asked", fact.location, fact=fact.name, rule=own.changes.rule.name)
    for key in branches if grower.asked else ():
        value = Ref(key.text, location=key.location)
        notes.depart(_departure("added", "answer", value, (own.changes.rule.name, fact.name), own))
    return evolve(base, tree=tree, parts=FrozenMap(parts))


@frozen
class _Grower:
    """Gives more answers to a question, wherever it is asked; `asked` holds the places."""

    fact: Ref
    branches: Branches
    asked: list[Location] = field(factory=list)

    def node(self, node: NodeWritten) -> NodeWritten:
        """Give a node with everything below it."""
        answers = self._all(node.answers)
        if node.ask == self.fact:
            self.asked.append(node.location)
            answers = FrozenMap({**(answers or {}), **self.branches})
        below = None if node.all is None else tuple(map(self.node, node.all))
        return evolve(node, answers=answers, options=self._all(node.options), all=below)

    def _all(self, nodes: FrozenMap[K, NodeWritten] | None) -> FrozenMap[K, NodeWritten] | None:
        return None if nodes is None else FrozenMap({key: self.node(inner) for key, inner in nodes.items()})


def replaced_decision(base: DecisionFile, own: ReplacementFile, notes: Notes) -> DecisionFile:
    """Give the decision that stands in the place of the base's, with the same outcomes."""
    name = own.replaces.rule
    if own.outcome is not None and not same(own.outcome, base.outcome):
        place = next(iter(own.outcome), name).location
        known = ", ".join(outcome.name for outcome in base.outcome)
        notes.say("outcome-differs", place, rule=name.name, base=notes.base, known=known)
    made = DecisionFile(
        decision=name,
        title=own.title or base.title,
        outcome=base.outcome,
        tree=own.tree,
        sentence=own.sentence or base.sentence,
        calendar=own.calendar or base.calendar,
        parts=own.parts,
        location=own.location,
    )
    if same(made, base):
        notes.unchanged(own.replaces)
    else:
        titles = base.title, made.title
        notes.depart(Departure("replaced", "decision", name.name, (), *titles, own.because, location=name.location))
    return made
