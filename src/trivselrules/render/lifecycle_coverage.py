# SPDX-License-Identifier: MPL-2.0
"""What worked examples of lifecycles reach, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ..lifecycle import LifecycleCase
from ..model import RuleSetModel
from ..proof.lifecycle_coverage import LifecycleCoverage, LifecycleMissed
from ..proof.lifecycle_items import LifecycleItem
from ..text import Language, printable
from .lifecycle_case_yaml import lifecycle_case_lines
from .phrases import amount
from .words import Words

__all__ = ["lifecycle_coverage_dict", "lifecycle_coverage_text"]

# For each case that would reach something, what that is.
Drafts = Sequence[tuple[LifecycleCase, tuple[LifecycleItem, ...]]]


def lifecycle_coverage_text(found: LifecycleCoverage, drafts: Drafts, model: RuleSetModel, language: Language) -> str:
    """Say what is reached, of what is not which case comes nearest, and below that a case that would reach it."""
    return "\n".join(map(printable, _Told(found, Words(model, language)).lines(drafts)))


@frozen
class _Told:
    """Tells the coverage of one lifecycle."""

    found: LifecycleCoverage
    words: Words

    def lines(self, drafts: Drafts) -> Iterator[str]:
        found, words, say = self.found, self.words, self.words.say
        reached = sum(bool(count) for count in found.reached)
        total = reached + len(found.missed)
        if found.cases:
            yield say("lifecycle_covered", found.lifecycle, reached, total, amount("case", found.cases, words.language))
        else:
            yield say("lifecycle_covered_none", found.lifecycle, total)
        for item in found.never:
            yield f"  - {item.location}: {say('item_never', self._item(item))}"
        missed = {one.item: one for one in found.missed}
        for case, items in drafts:
            for item in items:
                yield f"  - {item.location}: {say('item_missed', self._item(item))}"
                yield f"    {self._why(missed[item])}"
            yield f"    {say('would_reach')}"
            yield from (f"  {line}" for line in lifecycle_case_lines(case, words.model, words.language))

    def _item(self, item: LifecycleItem) -> str:
        words = self.words
        phase = "" if item.phase is None else words.term("phase", item.phase)
        name, key, value = item.name, item.key, item.value or ""
        match item.kind:
            case "phase":
                name = words.term("phase", name)
            case "mark":
                known = "mark_value" in words.model.terms and value in words.model.terms["mark_value"]
                name, value = words.term("mark", name), words.term("mark_value", value) if known else value
            case "missing":
                name, key = words.event(name), words.text(words.model.facts[key].label)
            case "move" | "met" | "guard":
                name = words.event(name)
            case "waiting":
                name, key = words.task(name), words.task(key)
            case "done_by":
                name, key = words.task(name), words.event(key)
            case _:
                name = words.task(name)
        return words.say(f"item_{item.kind}", name, phase, key, value)

    def _why(self, missed: LifecycleMissed) -> str:
        nearest = missed.nearest
        told = () if nearest is None else (nearest.title, f"{nearest.location.file}:{nearest.location.line}")
        kind = "" if missed.why != "otherwise" else "_event" if missed.event else "_state"
        alone = "_nowhere" if nearest is None and missed.why == "no_event" else ""
        return self.words.say(f"missed_{missed.why}{kind}{alone}", *told)


def lifecycle_coverage_dict(
    found: LifecycleCoverage, drafts: Drafts, model: RuleSetModel, language: Language
) -> dict[str, object]:
    """Give it as JSON knows it."""
    cases = {item: "\n".join(lifecycle_case_lines(case, model, language)) for case, items in drafts for item in items}
    items = [{**_item_dict(item), "cases": count} for item, count in zip(found.items, found.reached, strict=True)]
    missed = [_missed_dict(one, cases[one.item]) for one in found.missed]
    return {"items": items, "missed": missed, "never": [_item_dict(item) for item in found.never]}


def _item_dict(item: LifecycleItem) -> dict[str, object]:
    told = {"kind": item.kind, "name": item.name, "phase": item.phase, "key": item.key or None, "value": item.value}
    return {**{name: said for name, said in told.items() if said is not None}, "at": str(item.location)}


def _missed_dict(missed: LifecycleMissed, case: str) -> dict[str, object]:
    told = {**_item_dict(missed.item), "why": missed.why}
    if missed.nearest is not None:
        told["nearest"] = {"case": missed.nearest.title, "at": str(missed.nearest.location)}
    return {**told, "case": case}
