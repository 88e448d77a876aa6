# SPDX-License-Identifier: MPL-2.0
"""Words that are declared and never used: often a rule that was forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..finding import Finding, find
from ..location import Location
from ..model import Ask, Consult, Decision, NotApplicable, OpenPoint, RuleSetModel, Undetermined, Window
from ..values import ParameterReference, Qualified
from .lifecycle_uses import lifecycle_uses
from .nodes import decision_nodes, uses
from .progression_names import progression_uses

__all__ = ["check_unused"]


def check_unused(model: RuleSetModel) -> Iterator[Finding]:
    """Give a warning for every declared word that no rule reaches."""
    used = _Used(model)
    for code, kind, name, location in used.declared():
        if (kind, name) not in used.names:
            yield find(code, location, name=name)
    for decision in model.decisions.values():
        reached = _reached_parts(decision)
        for part, location in decision.part_places.items():
            if part not in reached:
                yield find("unused-part", location, name=part)
        yield from _never_set(decision)
    yield from _never_asked(model)


def _never_set(decision: Decision) -> Iterator[Finding]:
    """Report results that a decision promises and nothing in it settles; one that is required is missed elsewhere."""
    settled = {setting.outcome for node in decision_nodes(decision) for setting in node.settings}
    for outcome in decision.outcomes.values():
        if outcome.name not in settled and not outcome.required:
            yield find("unused-outcome", outcome.location, name=outcome.name)


def _never_asked(model: RuleSetModel) -> Iterator[Finding]:
    """Report facts that an event comes with and no rule about it looks at."""
    asked: dict[str, set[str]] = {name: set() for name in model.events}
    for lifecycle in model.lifecycles.values():
        for move in lifecycle.moves:
            looked_at = (*(condition.name.name for condition in move.when), *(fact.name for _, fact in move.keep))
            asked.setdefault(move.event.name, set()).update(looked_at)
    for event in model.events.values():
        for ref in event.facts:
            if ref.name not in asked[event.name]:
                yield find("unused-fact", ref.location, name=ref.name)


def _reached_parts(decision: Decision) -> set[str]:
    reached: set[str] = set()
    waiting = [decision.tree]
    while waiting:
        new = {ref.name for ref in uses(waiting.pop())} & decision.parts.keys() - reached
        reached |= new
        waiting += [decision.parts[name] for name in new]
    return reached


class _Used:
    """The names a rule set uses, as pairs of kind and name."""

    def __init__(self, model: RuleSetModel) -> None:
        self.model = model
        self.names: set[tuple[str, str]] = set()
        for decision in model.decisions.values():
            self._decision(decision)
        for kind, refs in (*lifecycle_uses(model), *progression_uses(model)):
            self._add(kind, refs)
        for source in model.sources.values():
            self._add("document", (source.document.name,))
        for point in model.open_points.values():
            if point.about or point.readings or self._only_told(point):  # a reading nobody consults is reported itself
                self._add("open-point", (point.name,))
        self._add("parameter", model.bounding_parameters)
        for parameter in model.parameters.values():
            self._add("open-point", (parameter.open_point.name,))
        self._words()

    def _only_told(self, point: OpenPoint) -> bool:
        """Tell whether a point is about a statement that is accounted for and therefore in no rule."""
        sources = (self.model.sources.get(ref.name) for ref in point.source)
        return any(source is not None and source.account is not None for source in sources)

    def _words(self) -> None:
        for role in self.model.terms["role"].values():
            if role.role_kind is not None:
                self._add("role-kind", (role.role_kind.name,))
        for fact in self.model.facts.values():
            if fact.word_type is not None:
                self._add(fact.word_type, self.model.terms.get(fact.word_type, ()))

    def _add(self, kind: str, names: Iterable[str]) -> None:
        self.names |= {(kind, name) for name in names}

    def _decision(self, decision: Decision) -> None:
        self._add("outcome", decision.outcomes)
        if isinstance(decision.calendar, Window) and decision.calendar.before is not None:
            self._add("event", (decision.calendar.before.name,))
        for node in decision_nodes(decision):
            self._add("notice", (ref.name for ref in node.notices))
            match node.step:
                case Ask():
                    self._add("fact", (node.step.fact.name,))
                case Consult():
                    self._add("reading", (node.step.reading.name,))
                case Undetermined():
                    self._add("open-point", (node.step.point.name,))
                case NotApplicable():
                    self._add("notice", (node.step.notice.name,))
            for setting in node.settings:
                outcome = decision.outcomes.get(setting.outcome)
                for value in setting.values if outcome is not None else ():
                    self._value(value, outcome.type)  # type: ignore[union-attr]

    def _value(self, value: object, kind: str) -> None:
        match value:
            case ParameterReference():
                self._add("parameter", (value.parameter,))
            case Qualified():
                self._add(kind, value.terms)
            case str():
                self._add(kind, (value,))

    def declared(self) -> Iterator[tuple[str, str, str, Location]]:
        """Give every declared name as code, kind, name and place."""
        model = self.model
        kinds: dict[str, Mapping[str, Any]] = {
            "fact": model.facts,
            "outcome": model.outcome_labels,
            "role-kind": model.role_kinds,
            "notice": model.notices,
            "open-point": model.open_points,
            "reading": model.readings,
            "parameter": model.parameters,
            "document": model.documents,
            **model.terms,
        }
        for kind, items in kinds.items():
            noun = "term" if kind in model.terms and kind not in ("role", "event", "task") else kind
            yield from ((f"unused-{noun}", kind, name, item.location) for name, item in items.items())
