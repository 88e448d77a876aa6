# SPDX-License-Identifier: MPL-2.0
"""`trivselrules show`: a rule set to look through."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from ..inputs import unknown_name
from ..loading import load
from ..model import RuleSetModel
from ..render.departures import departures_json, show_departures
from ..render.outline import outline
from ..render.show import show_decisions, show_open_points, show_overview, show_vocabulary
from ..render.tree import show_decision
from .facts import parse_readings
from .guide import guide_of
from .output import write, write_json

__all__ = ["run"]

_PARTS = {"decisions": show_decisions, "open_points": show_open_points, "vocabulary": show_vocabulary}


def run(options: Namespace) -> int:
    """Print the part of the rule set that was asked for."""
    rules = load(options.rules, on=options.on or date.today(), readings=parse_readings(options.reading))
    model, what = rules.model, options.what
    if what is not None and not any(what in names for names in (_PARTS, model.decisions, model.lifecycles)):
        raise unknown_name("decision", what, [*model.decisions, *model.lifecycles, *_PARTS])
    if options.changes:
        _changes(model, what, options)
    elif what in model.lifecycles:
        told = guide_of(rules, what, options.lang)
        if options.format == "json":
            title = model.lifecycles[what].title
            write_json({"lifecycle": what, "title": title.en if options.lang == "en" else title.da, "guide": told})
        else:
            write(told)
    elif options.format == "json":
        write_json(outline(model, what, options.lang))
    elif what is None:
        write(show_overview(model, options.lang))
    elif what in _PARTS:
        write(_PARTS[what](model, options.lang))
    else:
        write(show_decision(model.decisions[what], model, options.lang))
    return 0


def _changes(model: RuleSetModel, what: str | None, options: Namespace) -> None:
    """Print where the rule set departs from its base: everywhere, or in one decision."""
    if options.format == "json":
        write_json(departures_json(model, what, options.lang))
    else:
        write(show_departures(model, what, options.lang))
