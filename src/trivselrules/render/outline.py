# SPDX-License-Identifier: MPL-2.0
"""A rule set as JSON to look through."""

from __future__ import annotations

from ..domains import Choice, Scale
from ..model import Cadence, Fact, OpenPoint, RuleSetModel, Window
from ..period import ALWAYS, Period
from ..text import Language
from ..values import plain
from .tree import show_decision
from .words import Words

__all__ = ["outline"]


def outline(model: RuleSetModel, what: str | None, language: Language) -> dict[str, object]:
    """Give the overview, `vocabulary`, `decisions`, `open_points` or one decision as JSON knows it."""
    words = Words(model, language)
    decisions = {name: words.text(decision.title) for name, decision in model.decisions.items()}
    match what:
        case None:
            title = words.text(model.title)
            overview: dict[str, object] = {
                "rule_set": model.id,
                "version": model.version,
                "title": title,
                "decisions": decisions,
            }
            return overview if model.in_force == ALWAYS else {**overview, "in_force": _period(model.in_force)}
        case "decisions":
            return {"decisions": decisions}
        case "vocabulary":
            terms = {kind: {n: words.text(t.label) for n, t in of.items()} for kind, of in model.terms.items()}
            return {"facts": {name: _fact(fact, words) for name, fact in model.facts.items()}, "terms": terms}
        case "open_points":
            return {"open_points": {name: _point(point, words) for name, point in model.open_points.items()}}
        case _:
            decision = model.decisions[what]
            outcomes = {
                o.name: {"type": o.type, "many": o.many, "required": o.required} for o in decision.outcomes.values()
            }
            tree = show_decision(decision, model, language)
            return {
                "decision": what,
                "title": decisions[what],
                "outcome": outcomes,
                "calendar": _calendar(decision.calendar),
                "tree": tree,
            }


def _period(period: Period) -> dict[str, str]:
    ends = {"from": period.first, "until": period.last}
    return {name: day.isoformat() for name, day in ends.items() if day is not None}


def _calendar(calendar: Cadence | Window | None) -> dict[str, str] | None:
    """Give what a calendar takes from the outcomes, key by key."""
    if isinstance(calendar, Cadence):
        return {"every": calendar.every.name, "lasts": calendar.lasts.name}
    if calendar is None:
        return None
    keys = ("within", "after", "at_least", "deadline_for", "before")
    return {key: ref.name for key in keys if (ref := getattr(calendar, key)) is not None}


def _fact(fact: Fact, words: Words) -> dict[str, object]:
    domain: dict[str, object] = {}
    if isinstance(fact.domain, Choice):
        domain["values"] = list(fact.domain.values)
    elif isinstance(fact.domain, Scale):
        bounds = {"from": fact.domain.low, "to": fact.domain.high, "step": fact.domain.step}
        domain = {name: plain(bound) for name, bound in bounds.items() if bound is not None}
    about = [point.name for point in words.model.open_points.values() if fact.name in {ref.name for ref in point.about}]
    return {"label": words.text(fact.label), "question": words.text(fact.question), **domain, "open_points": about}


def _point(point: OpenPoint, words: Words) -> dict[str, object]:
    readings = (words.model.readings[name] for name in point.readings)
    return {
        "point": point.point,
        "title": words.text(point.title),
        "why": words.text(point.why),
        "about": [ref.name for ref in point.about],
        "readings": {
            reading.name: {
                "question": words.text(reading.question),
                "options": {name: words.text(text) for name, text in reading.options.items()},
                "default": reading.default.name,
                "chosen": reading.chosen,
            }
            for reading in readings
        },
    }
