# SPDX-License-Identifier: MPL-2.0
"""The comparison of two rule sets as text, as JSON, and as Markdown for a pull request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from ..engine.verdict import Verdict
from ..model import RuleSetModel
from ..proof.difference import Change, Difference, Region
from ..proof.names import NameChange
from ..proof.witness import Witness
from ..text import Language, Text, printable, sentence_case
from ..values import plain
from .changes import Changes, effect_dict
from .conditions import witness_text
from .phrases import enumerate_words
from .style import Style
from .words import Words

__all__ = ["DifferenceReport"]

Both = tuple[Verdict | None, Verdict | None]
Answers = Callable[[str, Witness], Both]


@frozen
class DifferenceReport:
    """Writes what is different between two rule sets.

    `answers` gives what both answer in a situation; `choices` what the new one answers, read in both ways.
    """

    old: RuleSetModel
    new: RuleSetModel
    decisions: tuple[Difference, ...]
    names: tuple[NameChange, ...]
    same: bool
    answers: Answers
    choices: Answers

    def text(self, language: Language, style: Style) -> str:
        """Write the report in a style."""
        return "\n".join(map(printable, self._lines(Words(self.new, language), style)))

    def to_dict(self, language: Language) -> dict[str, object]:
        """Give the report as JSON knows it."""
        names = [
            {"kind": n.kind, "name": n.name, "what": n.what, "weight": n.weight, "old": _raw(n.old), "new": _raw(n.new)}
            for n in self.names
        ]
        decisions = {found.decision: self._decision_dict(found, language) for found in self.decisions}
        return {"same": self.same, "decisions": decisions, "names": names}

    def _decision_dict(self, found: Difference, language: Language) -> dict[str, object]:
        changes = self._changes(found, language)

        def told(group: Iterable[Change], answers: Answers) -> list[dict[str, object]]:
            return [
                {
                    "effects": [effect_dict(effect) for effect in change.effects],
                    "regions": [_region_dict(changes, change, region, answers) for region in change.regions],
                }
                for change in group
            ]

        return {
            "changes": told(found.answers, self.answers),
            "choices": told(found.choices, self.choices),
            "ways": told(found.ways, self.answers),
        }

    def _changes(self, found: Difference, language: Language) -> Changes:
        return Changes(found, Words(self.old, language), Words(self.new, language))

    def _lines(self, words: Words, style: Style) -> Iterator[str]:
        names = [style.safe(f"{model.id} {model.version}") for model in (self.old, self.new)]
        yield style.title(words.say("compared", *names))
        if self.same:
            yield from ("", words.say("no_change"))
        yield from self._section("answers", self.answers, words, style)
        unchanged = [] if self.same else [found.decision for found in self.decisions if not found.answers]
        if unchanged:
            yield from ("", words.say("unchanged", enumerate_words(map(style.safe, unchanged), words.language)))
        yield from self._section("choices", self.choices, words, style)
        yield from self._section("ways", self.answers, words, style)
        for heading, weight in (("names", "rules"), ("register", "register"), ("wording", "wording")):
            changed = [change for change in self.names if change.weight == weight]
            if changed:
                yield from ("", style.heading(words.say(f"changed_{heading}")), "")
                yield from (style.item(style.safe(self._name(change, words))) for change in changed)

    def _section(self, group: str, answers: Answers, words: Words, style: Style) -> Iterator[str]:
        """Tell one group of changes, decision by decision."""
        told = ((found, tuple[Change, ...](getattr(found, group))) for found in self.decisions)
        changed = [(found, changes) for found, changes in told if changes]
        if changed:
            yield from ("", style.heading(words.say(f"changed_{group}")))
        for found, changes in changed:
            title = words.text(self.new.decisions[found.decision].title)
            yield from ("", style.subject(style.safe(f"{title} ({found.decision})")))
            for change in changes:
                yield from _change(change, answers, self._changes(found, words.language), style)

    def _name(self, change: NameChange, words: Words) -> str:
        own = change.kind in ("role", "event", "task") or change.kind not in {**self.old.terms, **self.new.terms}
        noun = change.kind if own else "term"
        kind = sentence_case(words.say(f"kind_{noun}"))
        if change.what is None:
            return words.say("name_added" if change.old is None else "name_removed", kind, change.name)
        if change.what == "chosen":
            old, new = (model.readings[change.name].options for model in (self.old, self.new))
            texts = (words.text(options[str(v)]) for options, v in ((new, change.new), (old, change.old)))
            return sentence_case(words.say("name_chosen", change.name, *texts))
        if change.what == "content":
            return words.say("name_rewritten", kind, change.name)
        if change.weight == "wording":
            return words.say("name_reworded", kind, change.name, change.what, *_texts(change, words))
        values = (words.say("unset_value") if value is None else value for value in (change.new, change.old))
        return words.say("name_changed", kind, change.name, change.what, *values)


def _texts(change: NameChange, words: Words) -> Iterator[str]:
    """Give the new text and the old, in the language asked for or in the one in which they differ."""
    pair = [text if isinstance(text, Text) else Text("-", "-") for text in (change.new, change.old)]
    differs = words.text(pair[0]) != words.text(pair[1])
    other: Language = "en" if words.language == "da" else "da"
    yield from (text.to(words.language if differs else other) for text in pair)


def _change(change: Change, answers: Answers, told: Changes, style: Style) -> Iterator[str]:
    """Tell one change: what is different, and each region in a sentence with an example."""
    yield ""
    if len(change.regions) > 1:
        yield from (style.lead(style.safe(told.heading(change))), "")
    for region in change.regions:
        yield style.item(style.safe(told.sentence(change, region)))
        yield style.below(told.new.say("example", style.code(witness_text(region.witness) or "-")))
        both = answers(told.difference.decision, region.witness)
        yield from (style.below(style.safe(line)) for line in _orders(change, both, told))
        if not region.chosen:
            yield style.below(told.new.say("not_chosen"))


def _orders(change: Change, both: Both, told: Changes) -> Iterator[str]:
    """Give both lists where the same stands in another order."""
    for effect in change.effects:
        for answer, words in zip(both, (told.old, told.new), strict=True):
            if effect.kind == "order" and answer is not None:
                yield words.outcome(told.difference.decision, effect.name, answer.outcome[effect.name])


def _region_dict(changes: Changes, change: Change, region: Region, answers: Answers) -> dict[str, object]:
    old, new = answers(changes.difference.decision, region.witness)
    return {**changes.to_dict(change, region), "old": _answer_dict(old), "new": _answer_dict(new)}


def _answer_dict(answer: Verdict | None) -> dict[str, object] | None:
    """Give what an answer comes to, without its reasons."""
    if answer is None:
        return None
    return {
        "status": answer.status,
        "outcome": {name: plain(value) for name, value in answer.outcome.items()},
        "open_points": list(answer.open_points),
        "undetermined": list(answer.undetermined),
        "not_applicable": answer.not_applicable,
        "notices": list(answer.notices),
    }


def _raw(value: Text | str | None) -> object:
    return {"da": value.da, "en": value.en} if isinstance(value, Text) else value
