# SPDX-License-Identifier: MPL-2.0
"""Why an answer is not another, as prose and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..proof.axes import Axes, Given
from ..proof.why_not import Alternative, Alternatives
from ..text import Language, printable
from ..values import plain
from ..wanted import Wanted
from .conditions import Conditions, when, witness_dict, witness_text
from .phrases import enumerate_words
from .words import Words

__all__ = ["explain_why_not", "why_not_dict"]


def explain_why_not(
    found: Alternatives, wanted: Sequence[Wanted], facts: Mapping[str, Given], axes: Axes, language: Language
) -> str:
    """Say what is the least that would have to differ, one way to a line, each with an example."""
    decision, model = axes.rules[0]
    words = Words(model, language)
    lines = []
    for name, value in wanted:
        values = (value,) if decision.outcomes[name].many else value
        told = words.outcome(decision.name, name, values)
        lines.append(words.say("why_not", words.text(model.outcome_labels[name]), told))
    if found.holds:
        lines.append(words.say("why_not_holds"))
    elif not found.anywhere:
        lines.append(words.say("why_not_never"))
    else:
        still = any(not change.facts and not change.readings for change in found.changes)
        lines.append(words.say("why_not_still" if still else "why_not_least"))
        lines += (line for change in found.changes for line in _told(change, facts, axes, words))
    return "\n".join(map(printable, lines))


def _told(change: Alternative, facts: Mapping[str, Given], axes: Axes, words: Words) -> Iterator[str]:
    conditions = Conditions(axes, (words,))
    for box, witness in change.boxes:
        changed, given = list[str](), list[str]()
        for level, mask in box.items():
            axis = axes.axes[level]
            (part,) = conditions.parts({level: mask})
            if axis.dimension[1] in (change.readings if axis.is_reading else change.facts):
                changed.append(words.say("instead", part, _now(axis.dimension, facts, words)))
            else:
                given.append(part)
        where = words.say("when", enumerate_words(given, words.language)) if given else ""
        told = ", ".join(filter(None, (enumerate_words(changed, words.language) if changed else "", where)))
        yield f"- {told}."
        yield f"  {words.say('example', witness_text(witness))}"


def _now(dimension: tuple[str, str], facts: Mapping[str, Given], words: Words) -> str:
    """Say what a fact or a reading is now."""
    kind, name = dimension
    if kind == "fact":
        return words.fact_value(name, facts[name])
    reading = words.model.readings[name]
    return words.text(reading.options[reading.chosen])


def why_not_dict(found: Alternatives, wanted: Sequence[Wanted], axes: Axes) -> dict[str, object]:
    """Give it as JSON knows it."""
    return {
        "wanted": [{"outcome": name, "value": plain(value)} for name, value in wanted],
        "holds": found.holds,
        "anywhere": found.anywhere,
        "changes": [
            {
                "facts": list(change.facts),
                "readings": list(change.readings),
                "ways": [{**when(axes, box), "witness": witness_dict(witness)} for box, witness in change.boxes],
            }
            for change in found.changes
        ],
    }
