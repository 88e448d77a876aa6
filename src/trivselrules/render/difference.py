# SPDX-License-Identifier: MPL-2.0
"""The comparison of two rule sets as text, as JSON, and as Markdown for a pull request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from attrs import frozen

from ..engine.verdict import Verdict
from ..model import RuleSetModel
from ..pairing.result import CourseChange, CourseDifference
from ..proof.difference import Change, Difference, Region
from ..proof.names import NameChange
from ..proof.witness import Witness
from ..text import Language, Text, printable, sentence_case
from ..values import plain
from .changes import Changes, effect_dict
from .conditions import witness_text
from .courses import GROUPS, Courses, group_of
from .phrases import enumerate_words
from .style import Style
from .words import Words

__all__ = ["DifferenceReport"]

Both = tuple[Verdict | None, Verdict | None]
_Changed = list[tuple[CourseDifference, CourseChange]]
Answers = Callable[[str, Witness], Both]


@frozen
class DifferenceReport:
    """Writes what is different between two rule sets.

    `answers` gives what both answer in a situation; `choices` what the new one answers, read in both ways. `on` is the
    date that events of examples are given.
    """

    old: RuleSetModel
    new: RuleSetModel
    decisions: tuple[Difference, ...]
    names: tuple[NameChange, ...]
    same: bool
    answers: Answers
    choices: Answers
    courses: tuple[CourseDifference, ...]
    course_choices: tuple[CourseDifference, ...]
    on: date

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
        lifecycles = {
            "changes": self._courses_dict(self.courses, language),
            "choices": self._courses_dict(self.course_choices, language),
        }
        return {"same": self.same, "decisions": decisions, "lifecycles": lifecycles, "names": names}

    def _courses_dict(self, found: Iterable[CourseDifference], language: Language) -> list[dict[str, object]]:
        told = ((self._told(one, language), one) for one in found)
        return [courses.to_dict(change) for courses, one in told for change in one.changes]

    def _told(self, found: CourseDifference, language: Language) -> Courses:
        return Courses(found, (Words(self.new, language), Words(self.old, language)), self.on)

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
        yield from self._over_time(words, style)
        unchanged = [] if self.same else [*self._unchanged()]
        if unchanged:
            yield from ("", words.say("unchanged", enumerate_words(map(style.safe, unchanged), words.language)))
        yield from self._section("choices", self.choices, words, style)
        chosen = self._changed(self.course_choices, lambda change: not change.is_way)
        yield from self._group("changed_course_choices", chosen, words, style)
        yield from self._section("ways", self.answers, words, style)
        ways = self._changed(self.courses, lambda change: change.is_way)
        yield from self._group("changed_course_ways", ways, words, style)
        for heading, weight in (("names", "rules"), ("register", "register"), ("wording", "wording")):
            changed = [change for change in self.names if change.weight == weight]
            if changed:
                yield from ("", style.heading(words.say(f"changed_{heading}")), "")
                yield from (style.item(style.safe(self._name(change, words))) for change in changed)

    def _unchanged(self) -> Iterator[str]:
        """Give the decisions and lifecycles of which nothing has changed."""
        yield from (found.decision for found in self.decisions if not found.answers)
        for found in self.courses:
            moved = {change.subject.lifecycle for change in found.behaviour}
            yield from (name for name in found.lifecycles if name not in moved)

    def _over_time(self, words: Words, style: Style) -> Iterator[str]:
        """Tell what lifecycles do differently, group by group."""
        for group in GROUPS:
            changed = self._changed(self.courses, lambda change: not change.is_way and group_of(change) == group)  # noqa: B023
            yield from self._group(f"courses_{group}", changed, words, style)

    def _changed(self, among: Iterable[CourseDifference], wanted: Callable[[CourseChange], bool]) -> _Changed:
        return [(found, change) for found in among for change in found.changes if wanted(change)]

    def _group(self, heading: str, changed: _Changed, words: Words, style: Style) -> Iterator[str]:
        """Tell changes of one kind, lifecycle by lifecycle."""
        if changed:
            yield from ("", style.heading(words.say(heading)))
        for lifecycle in dict.fromkeys(change.subject.lifecycle for _, change in changed):
            known = next(model.lifecycles[lifecycle] for model in (self.new, self.old) if lifecycle in model.lifecycles)
            yield from ("", style.subject(style.safe(f"{words.text(known.title)} ({lifecycle})")), "")
            for found, change in changed:
                if change.subject.lifecycle == lifecycle:
                    yield from self._told(found, words.language).told(change, style)

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
