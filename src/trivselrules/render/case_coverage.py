# SPDX-License-Identifier: MPL-2.0
"""What worked examples reach, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ..model import Case, RuleSetModel
from ..proof.coverage import Coverage, Item, Missed
from ..proof.why_not import Alternative
from ..text import Language, printable
from .conditions import Conditions, when, witness_dict, witness_text
from .phrases import amount, enumerate_words
from .words import Words

__all__ = ["coverage_dict", "coverage_text"]


def coverage_text(found: Iterable[Coverage], model: RuleSetModel, language: Language) -> str:
    """Say decision by decision what is reached, and of what is not the nearest case and what it lacks."""
    words = Words(model, language)
    lines = (line for coverage in found for line in _Told(coverage, words).lines())
    return "\n".join(map(printable, lines))


@frozen
class _Told:
    """Tells the coverage of one decision."""

    found: Coverage
    words: Words

    def lines(self) -> Iterator[str]:
        total, missed = len(self.found.items), len(self.found.missed)
        if self.found.cases:
            reached_by = amount("case", self.found.cases, self.words.language)
            yield self.words.say("covered", self.found.decision, total - missed, total, reached_by)
        else:
            yield self.words.say("covered_none", self.found.decision, total)
        for each in self.found.missed:
            yield f"  - {each.item.location}: {self._item(each.item)}."
            yield from (f"    {line}" for line in self._why(each))

    def _item(self, item: Item) -> str:
        name = item.name if item.kind == "option" else self.words.text(self.words.model.facts[item.name].label)
        border = ""
        if item.cell is not None:
            axis = self.found.axes.axes[self.found.axes.levels["fact", item.name]]
            border = self.words.interval(", ".join(text for text, _ in axis.told(1 << item.cell)))
        return self.words.say(f"missed_{item.kind}", item.key, name, border)

    def _why(self, missed: Missed) -> Iterator[str]:
        if missed.nearest is not None and missed.change is not None:
            yield self._nearest(missed.nearest, missed.change)
        yield self.words.say("example", witness_text(missed.witness) or "-")

    def _nearest(self, case: Case, change: Alternative) -> str:
        box, _ = change.boxes[0]
        names = {*change.facts, *change.readings}
        conditions = Conditions(self.found.axes, (self.words,))
        axes = self.found.axes.axes
        parts = [p for lv, mask in box.items() if axes[lv].dimension[1] in names for p in conditions.parts({lv: mask})]
        told = enumerate_words(parts, self.words.language) if parts else self.words.say("nearest_lacks")
        place = f"{case.location.file}:{case.location.line}"
        return f"{self.words.say('nearest', case.title, place, told)}."


def coverage_dict(found: Iterable[Coverage]) -> dict[str, object]:
    """Give it as JSON knows it."""
    return {coverage.decision: _decision_dict(coverage) for coverage in found}


def _decision_dict(found: Coverage) -> dict[str, object]:
    items = [
        {"kind": item.kind, "name": item.name, "key": item.key, "at": str(item.location), "cases": count}
        | ({} if item.cell is None else {"border": _border(found, item)})
        for item, count in zip(found.items, found.reached, strict=True)
    ]
    return {"items": items, "missed": [_missed_dict(found, missed) for missed in found.missed]}


def _border(found: Coverage, item: Item) -> list[str]:
    axis = found.axes.axes[found.axes.levels["fact", item.name]]
    return [text for text, _ in axis.told(1 << (item.cell or 0))]


def _missed_dict(found: Coverage, missed: Missed) -> dict[str, object]:
    told: dict[str, object] = {"kind": missed.item.kind, "name": missed.item.name, "key": missed.item.key}
    told |= {"at": str(missed.item.location), "witness": witness_dict(missed.witness)}
    if missed.nearest is not None and missed.change is not None:
        box, _ = missed.change.boxes[0]
        told["nearest"] = {"case": missed.nearest.title, "at": str(missed.nearest.location)}
        told["change"] = {"facts": list(missed.change.facts), "readings": list(missed.change.readings)}
        told |= when(found.axes, box)
    return told
