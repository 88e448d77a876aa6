# SPDX-License-Identifier: MPL-2.0
"""The rules of the base, with those that are added, changed in parts, or replaced whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from attrs import evolve

from ..departure import Departure
from ..nearest import nearest
from ..reading.files import Files
from ..reading.written import DecisionFile
from ..reading.written_changes import ChangesFile, RuleName
from ..reading.written_lifecycle import LifecycleFile
from ..reading.written_progression import ProgressionFile
from ..ref import Ref
from ..text import Text
from .decisions import changed_decision, replaced_decision, retell
from .notes import Notes, same
from .values import Values

__all__ = ["put_decisions", "put_lifecycles", "put_progression"]

W = TypeVar("W", LifecycleFile, ProgressionFile)


def put_decisions(base: Files, own: Files, values: Values, notes: Notes) -> tuple[DecisionFile, ...]:
    """Give the decisions of the base as they are changed, and the new ones, in the order of one folder."""
    decisions = {file.decision: file for file in base.decisions}
    others = [file.lifecycle for file in base.lifecycles]
    for new in own.decisions:
        if new.decision in decisions:
            notes.taken(new.decision, "replaces")
        else:
            decisions[new.decision] = new
            notes.depart(_new("decision", new.decision, new.title))
    for changes in own.changes:
        name = changes.changes.rule
        if _names(changes.changes, "rule", (*decisions, *others), notes) and name in decisions:
            decisions[name] = changed_decision(decisions[name], changes, values, notes)
    for replacement in own.replacements:
        name = replacement.replaces.rule
        if _names(replacement.replaces, "decision", decisions, notes):
            _same_name(replacement.decision, name, notes)
            decisions[name] = replaced_decision(decisions[name], replacement, notes)
    return tuple(decisions[name] for name in sorted(decisions, key=lambda ref: ref.name))


def put_lifecycles(base: Files, own: Files, notes: Notes) -> tuple[LifecycleFile, ...]:
    """Give the lifecycles of the base as they are changed, and the new ones, in the order of one folder."""
    lifecycles = {file.lifecycle: file for file in base.lifecycles}
    for changes in own.changes:
        name = changes.changes.rule
        if changes.changes.rule_set.name == notes.base and name in lifecycles:
            lifecycles[name] = _retitled(lifecycles[name], changes, notes)
    for new in own.lifecycles:
        if new.replaces is not None:
            name = new.replaces.rule
            if _names(new.replaces, "lifecycle", lifecycles, notes):
                _same_name(new.lifecycle, name, notes)
                lifecycles[name] = _replaced("lifecycle", new.lifecycle, lifecycles[name], new, notes)
        elif new.lifecycle in lifecycles:
            notes.taken(new.lifecycle, "replaces")
        else:
            lifecycles[new.lifecycle] = new
            notes.depart(_new("lifecycle", new.lifecycle, new.title))
    return tuple(lifecycles[name] for name in sorted(lifecycles, key=lambda ref: ref.name))


def put_progression(base: ProgressionFile | None, own: ProgressionFile | None, notes: Notes) -> ProgressionFile | None:
    """Give what is said of measurements: one file, the base's unless the own rule set adds or replaces it."""
    if own is None:
        return base
    name = Ref("progression", location=own.location)
    if own.replaces is not None:
        known = () if base is None else (name,)
        named = _names(own.replaces, "rule", known, notes)
        return _replaced("progression", own.replaces.rule, base, own, notes) if named and base is not None else base
    if base is not None:
        notes.taken(name, "replaces")
        return base
    notes.depart(_new("progression", name, own.title))
    return own


def _new(kind: str, ref: Ref, title: Text) -> Departure:
    return Departure("added", kind, ref.name, after=title, location=ref.location)


def _names(ref: RuleName, kind: str, known: Iterable[Ref], notes: Notes) -> bool:
    """Tell whether `ref` names a rule of the base, and report it if not."""
    if ref.rule_set.name != notes.base:
        close = nearest(ref.rule_set.name, [notes.base])
        notes.say("not-the-base", ref.location, nearest=close, name=ref.rule_set.name, base=notes.base)
        return False
    if ref.rule not in known:
        notes.unknown(kind, ref.rule, known)
        return False
    return True


def _same_name(named: Ref | None, replaced: Ref, notes: Notes) -> None:
    if named is not None and named != replaced:
        notes.say("replaces-differs", named.location, nearest=replaced.name, name=named.name, rule=replaced.name)


def _retitled(base: LifecycleFile, own: ChangesFile, notes: Notes) -> LifecycleFile:
    """Give a lifecycle with another title; more than that is replaced whole."""
    more = own.sentence or own.answers or own.parts or own.add
    if more:
        notes.say("changes-lifecycle", own.changes.location, name=base.lifecycle.name)
    elif own.title is None:
        notes.unchanged(own.changes)
    return evolve(base, title=retell("title", base.title, own.title, own, notes) or base.title)


def _replaced(kind: str, name: Ref, base: W, own: W, notes: Notes) -> W:
    """Give what is said whole in the place of what the base says."""
    made = evolve(own, replaces=None, because=None)
    if same(made, base):
        notes.unchanged(name)
    else:
        titles, here = (base.title, own.title), name.location
        notes.depart(Departure("replaced", kind, name.name, (), *titles, own.because, location=here))
    return made
