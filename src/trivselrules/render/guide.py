# SPDX-License-Identifier: MPL-2.0
"""A rule set as Markdown for people: what it asks of whom, as its readings are chosen."""

from __future__ import annotations

from collections.abc import Iterator

from ..lifecycle import Under
from ..model import OpenPoint, RuleSetModel
from ..text import Language, sentence_case
from .guide_deadlines import guide_deadlines
from .guide_decision import guide_decision
from .guide_lifecycle import Lookup, guide_lifecycle
from .markdown import prose, table
from .words import Words

__all__ = ["GUIDE_PARTS", "guide"]

# What can be asked for besides a decision and a lifecycle.
GUIDE_PARTS = ("deadlines", "never", "open_points")


def guide(model: RuleSetModel, what: str | None, language: Language, lookup: Lookup) -> str:
    """Write a decision, a lifecycle, one of the parts, or the whole rule set.

    `lookup` gives what `decision.outcome` comes to, for decisions that ask nothing.
    """
    words = Words(model, language)
    return "\n".join(_whole(words, lookup) if what is None else _one(what, words, lookup))


def _one(what: str, words: Words, lookup: Lookup) -> list[str]:
    match what:
        case "deadlines":
            return guide_deadlines(words, lookup)
        case "never":
            return _never(words)
        case "open_points":
            return _open(words)
        case _ if what in words.model.lifecycles:
            return guide_lifecycle(words.model.lifecycles[what], words, lookup)
        case _:
            return guide_decision(words.model.decisions[what], words)


def _whole(words: Words, lookup: Lookup) -> Iterator[str]:
    model = words.model
    yield from (f"# {prose(words.text(model.title))}", "", prose(words.say("guide_version", model.id, model.version)))
    chapters = {
        "guide_lifecycles": list(model.lifecycles),
        "guide_deadlines": ["deadlines"] if model.lifecycles else [],
        "guide_decisions": list(model.decisions),
        "guide_never": ["never"] if model.invariants else [],
        "guide_open": ["open_points"] if model.open_points else [],
    }
    for chapter, parts in chapters.items():
        if parts:
            yield from ("", f"## {prose(words.say(chapter))}")
        for part in parts:
            yield from ("", *_one(part, words, lookup))


def _never(words: Words) -> list[str]:
    """Write what must never be, as far as it is so as the readings are chosen."""

    def holds(one: Under) -> bool:
        chosen = words.model.readings[one.reading.name].chosen
        return any(ref.name == chosen for ref in one.options)

    kept = [invariant for invariant in words.model.invariants.values() if all(map(holds, invariant.under))]
    written = [[[words.text(i.label)], [", ".join(sorted(ref.name for ref in i.source))]] for i in kept]
    return table([words.say("column_never"), words.say("column_source")], written)


def _open(words: Words) -> list[str]:
    """Write what the documents leave open, with how it is read here."""
    heads = [words.say(f"column_{name}") for name in ("point", "open", "chosen", "other", "source")]
    return table(heads, [_point(point, words) for point in words.model.open_points.values()])


def _point(point: OpenPoint, words: Words) -> list[list[str]]:
    chosen, other = [], []
    for name in point.readings:
        reading = words.model.readings[name]
        texts = {option: sentence_case(words.text(text)) for option, text in reading.options.items()}
        chosen.append(f"{words.text(reading.question)} {texts.pop(reading.chosen)}.")
        other += [f"{text}." for text in texts.values()]
    told = [f"{words.text(point.title)}.", words.text(point.why)]
    return [[point.point], told, chosen, other, [", ".join(sorted(ref.name for ref in point.source))]]
