# SPDX-License-Identifier: MPL-2.0
"""What has a deadline in a guide, and the meetings that come again and again."""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis.space import Space
from ..model import Cadence, Decision
from .guide_lifecycle import Cells, Course, Lookup
from .guide_rows import rows
from .markdown import table
from .tree import answers_told
from .words import Words

__all__ = ["guide_deadlines"]


def guide_deadlines(words: Words, lookup: Lookup) -> list[str]:
    """Write every task that has a deadline, and every series of meetings."""
    written = [row for lifecycle in words.model.lifecycles.values() for row in Course(lifecycle, words, lookup).dated()]
    for decision in words.model.decisions.values():
        if isinstance(decision.calendar, Cadence):
            written += _series(decision, decision.calendar, words)
    return table([words.say(f"column_{name}") for name in ("task", "who", "due", "source")], written)


def _series(decision: Decision, cadence: Cadence, words: Words) -> Iterator[Cells]:
    """Give the meetings of one series, one row for each kind of situation."""
    space, title = Space(decision, words.model), words.text(cadence.title)
    for row in rows(decision, words.model, space):
        values = {setting.outcome: words.setting(decision.name, setting) for setting in row.settings}
        if cadence.every.name in values:
            facts = [
                words.say(
                    "guide_when", words.text(words.model.facts[name].label), answers_told(words, space, name, mask)
                )
                for (_, name), mask in row.box.items()
            ]
            told = f"{title} ({', '.join(facts)})" if facts else title
            every = words.say("guide_every", values[cadence.every.name], values[cadence.lasts.name])
            yield [[told], [], [every], [", ".join(sorted(set(row.sources)))]]
