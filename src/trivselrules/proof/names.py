# SPDX-License-Identifier: MPL-2.0
"""What two rule sets declare differently: words, domains, open points, readings and what is chosen among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from attrs import frozen

from ..domains import Choice, Domain
from ..lifecycle import Condition, Under
from ..model import Ref, RuleSetModel
from ..text import Text
from ..values import spell

__all__ = ["NameChange", "name_changes"]

_Said = Text | str | None
_Declared = Iterator[tuple[tuple[str, str], Mapping[str, _Said]]]


@frozen
class NameChange:
    """A name that was added or removed, or of which something else is said than before.

    `what` is said differently, or None if the name is new (`old` is None) or gone (`new` is None). `weight` is
    `rules` for what decides or can be given, `register` for the account of the sources, `wording` for texts.
    """

    kind: str
    name: str
    what: str | None
    old: _Said
    new: _Said

    @property
    def weight(self) -> Literal["rules", "register", "wording"]:
        """Say how much the change weighs."""
        if isinstance(self.old, Text) or isinstance(self.new, Text):
            return "wording"
        return "register" if self.kind in ("source", "document") or self.what == "source" else "rules"


def name_changes(old: RuleSetModel, new: RuleSetModel) -> Iterator[NameChange]:
    """Give what two rule sets declare differently, kind by kind in the order of the new one, then what is gone."""
    before, after = dict(_declared(old)), dict(_declared(new))
    for kind, name in dict.fromkeys((*after, *before)):
        was, said = before.get((kind, name)), after.get((kind, name))
        if was is None or said is None:
            yield NameChange(kind, name, None, None if was is None else name, None if said is None else name)
        else:
            differing = [what for what in said if said[what] != was[what]]
            yield from (NameChange(kind, name, what, was[what], said[what]) for what in differing)
    for kind, mine, theirs in _whole(old, new):
        differing = [name for name in {**theirs, **mine} if mine.get(name) != theirs.get(name)]
        for name in differing:
            gone, come = (name if names.get(name) is not None else None for names in (mine, theirs))
            yield NameChange(kind, name, None if None in (gone, come) else "content", gone, come)


def _whole(old: RuleSetModel, new: RuleSetModel) -> Iterator[tuple[str, Mapping[str, object], Mapping[str, object]]]:
    """Give what is compared as it is written, whatever it comes to: the kind, and all of it in both rule sets."""
    dated = [{name: decision.calendar for name, decision in model.decisions.items()} for model in (old, new)]
    yield "calendar", dated[0], dated[1]
    measured = [_measured(model) for model in (old, new)]
    yield "progression", measured[0], measured[1]


def _measured(model: RuleSetModel) -> dict[str, object]:
    """Give what is said of measurements over time, key by key as it is written, without texts; order says nothing."""
    said = model.progression
    if said is None:
        return {}
    unordered = {
        key: frozenset(getattr(said, key)) for key in ("results", "allowed", "spread", "notices", "open_points")
    }
    whole = {key: getattr(said, key) for key in ("columns", "series", "better", "required", "suppress_below")}
    order = {"columns.phase": model.facts[said.columns.phase.name].domain}  # its values come one after another in time
    further = {f"further.{name}": column for name, column in said.further.items()}
    indicators = {f"indicators.{name}": indicator for name, indicator in said.indicators.items()}
    counts = {f"counts.{one.name}": (_conditions(one.where), _under(one.under)) for one in said.counts.values()}
    return {**whole, **order, **unordered, **further, **indicators, **counts}


def _declared(model: RuleSetModel) -> _Declared:
    """Give every declaration as its kind and name, and what it says of itself: texts, or values as rules spell them."""
    yield from _decisions(model)
    yield from _facts(model)
    yield from _points(model)
    for kind, terms in model.terms.items():
        for term in terms.values() if kind not in ("event", "task") else ():
            role_kind = None if term.role_kind is None else term.role_kind.name
            yield (kind, term.name), {"label": term.label, "kind": role_kind}
    yield from ((("outcome", name), {"label": text}) for name, text in model.outcome_labels.items())
    yield from ((("role_kind", name), {"label": text}) for name, text in model.role_kinds.items())
    for parameter in model.parameters.values():
        value = None if parameter.value is None else spell(parameter.value)
        said: dict[str, _Said] = {"type": parameter.type, "value": value, "label": parameter.label}
        yield ("parameter", parameter.name), {**said, "open_point": parameter.open_point.name}
    yield from _over_time(model)
    yield from _sources(model)


def _over_time(model: RuleSetModel) -> _Declared:
    """Give what is declared of lifecycles; what they do is compared by going through them."""
    for event in model.events.values():
        yield (
            ("event", event.name),
            {"label": event.label, "facts": _names(event.facts), "source": _names(event.source)},
        )
    for task in model.tasks.values():
        yield ("task", task.name), {"label": task.label, "source": _names(task.source)}
    for lifecycle in model.lifecycles.values():
        beside = ", ".join(sorted(ref.name for ref in lifecycle.beside)) or None
        moved = ", ".join(f"{phase.name}: {instead.name}" for phase, instead in lifecycle.moved.items()) or None
        start = next(phase.name for phase in lifecycle.phases.values() if phase.start)
        said: dict[str, _Said] = {"title": lifecycle.title, "beside": beside, "start": start, "moved": moved}
        yield ("lifecycle", lifecycle.name), said
    for invariant in model.invariants.values():
        said = {"label": invariant.label, "when": _conditions(invariant.when)}
        said |= {"event": _name(invariant.event), "unless_done": _name(invariant.unless_done)}
        said |= {"decision": _name(invariant.decision), "outcome": _conditions(invariant.outcome)}
        said |= {"under": _under(invariant.under), "source": _names(invariant.source)}
        yield ("invariant", invariant.name), said


def _under(under: Iterable[Under]) -> str | None:
    """Write choices of readings as rules spell them; their order says nothing."""
    return "; ".join(sorted(f"{one.reading.name}: {_names(one.options)}" for one in under)) or None


def _conditions(conditions: Iterable[Condition]) -> str | None:
    """Write conditions as rules spell them; their order says nothing."""
    return "; ".join(sorted(f"{c.name.name}: {', '.join(sorted(map(spell, c.values)))}" for c in conditions)) or None


def _name(ref: Ref | None) -> str | None:
    return None if ref is None else ref.name


def _decisions(model: RuleSetModel) -> _Declared:
    for decision in model.decisions.values():
        yield ("decision", decision.name), {"title": decision.title, "sentence": decision.sentence}
        for o in decision.outcomes.values():
            flags = {"many": spell(o.many), "required": spell(o.required), "in_order": spell(o.in_order)}
            yield ("result", f"{decision.name}.{o.name}"), {"type": o.type, **flags}


def _facts(model: RuleSetModel) -> _Declared:
    for fact in model.facts.values():
        yield ("fact", fact.name), {"domain": _domain(fact.domain), "label": fact.label, "question": fact.question}
        values = fact.domain.values if isinstance(fact.domain, Choice) else ()
        for value in map(spell, values):
            yield ("value", f"{fact.name}={value}"), {"label": fact.value_labels.get(value)}


def _domain(domain: Domain) -> str | None:
    """Say what a number can be as it stands in a rule file; the values of a choice are names of their own."""
    if isinstance(domain, Choice):
        return None
    if domain.months:
        return "type: age"
    ends = {"from": domain.low, "to": domain.high, "step": domain.step}
    return ", ".join(f"{key}: {end}" for key, end in ends.items() if end is not None) or "type: number"


def _points(model: RuleSetModel) -> _Declared:
    for point in model.open_points.values():
        said: dict[str, _Said] = {"point": point.point, "title": point.title, "why": point.why}
        yield ("open_point", point.name), {**said, "about": _names(point.about), "source": _names(point.source)}
    for reading in model.readings.values():
        said = {"chosen": reading.chosen, "default": reading.default.name, "open_point": reading.point}
        yield ("reading", reading.name), {**said, "question": reading.question, "because": reading.because}
        for option, text in reading.options.items():
            yield ("option", f"{reading.name}={option}"), {"text": text}


def _sources(model: RuleSetModel) -> _Declared:
    for notice in model.notices.values():
        yield ("notice", notice.id), {"basis": notice.basis, "text": notice.text, "source": _names(notice.source)}
    for document in model.documents.values():
        yield ("document", document.name), {"file": document.file, "title": document.title}
    for fact in model.sources.values():
        said: dict[str, _Said] = {"document": fact.document.name, "section": fact.section, "text": fact.text}
        yield ("source", fact.id), {**said, "account": fact.account, "reason": fact.reason}


def _names(refs: Iterable[Ref]) -> str | None:
    """Write names; their order says nothing."""
    return ", ".join(sorted(ref.name for ref in refs)) or None
