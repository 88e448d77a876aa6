# SPDX-License-Identifier: MPL-2.0
"""What a meeting about changed rules needs: what is different and why, before and now, what is open, what is tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from ..departure import Departure
from ..model import Reading, RuleSetModel
from ..text import Language, sentence_case
from .blocks import Block, Heading, Items, Paragraph, Table, nested
from .departures import show_departures
from .difference import DifferenceReport
from .style import Style
from .tree import show_decision
from .words import Words

__all__ = ["policy_report"]

_TEXTS: dict[str, tuple[str, str]] = {
    "title": ("Ændringer i reglerne: {}", "Changes to the rules: {}"),
    "versions": (
        "Før: {} ({} {}). Nu: {} ({} {}). Reglerne er, som de er den {}.",
        "Before: {} ({} {}). Now: {} ({} {}). The rules are those of {}.",
    ),
    "exact": (
        "Svar og forløb er sammenlignet i alle situationer. En regel, der ikke er nævnt, er som før.",
        "Answers and courses are compared in every situation. A rule that is not mentioned is as before.",
    ),
    "changes": ("Hvad der bliver anderledes", "What becomes different"),
    "reasons": ("Hvad I selv har skrevet, og hvorfor", "What is your own, and why"),
    "trees": ("Reglerne før og nu", "The rules before and now"),
    "before": ("Før", "Before"),
    "now": ("Nu", "Now"),
    "new_rule": ("Beslutningen er ny.", "The decision is new."),
    "gone_rule": ("Beslutningen er der ikke mere.", "The decision is no longer there."),
    "no_trees": ("Ingen beslutning svarer anderledes.", "No decision answers differently."),
    "open": ("Det, dokumenterne ikke afgør", "What the documents do not settle"),
    "readings": ("Valgte læsninger", "Readings chosen"),
    "point": ("Punkt", "Point"),
    "question": ("Spørgsmål", "Question"),
    "why": ("Begrundelse", "Reason"),
    "other": ("{} (ændret)", "{} (changed)"),
    "not_there": ("findes ikke", "does not exist"),
    "no_reading": ("Punkter uden læsninger at vælge imellem", "Points without readings to choose between"),
    "about": ("Hvad der er åbent", "What is open"),
    "state": ("Før og nu", "Before and now"),
    "added": ("nyt", "new"),
    "removed": ("ikke mere åbent", "no longer open"),
    "kept": ("som før", "as before"),
    "cases": ("Eksempler, som reglerne bliver prøvet af på", "Examples the rules are tried with"),
    "cases_added": ("Nye", "New"),
    "cases_changed": ("Ændrede", "Changed"),
    "cases_removed": ("Fjernet", "Removed"),
    "cases_same": ("Eksemplerne er de samme.", "The examples are the same."),
    "cases_of_base": (
        "Eksemplerne i {} hører til dér; her står jeres egne.",
        "The examples of {} belong there; these are your own.",
    ),
}


class _Marked(Style):
    """Lines that begin with what they are, to be made into blocks."""

    def title(self, text: str) -> str:
        return f"§t {text}"

    def heading(self, text: str) -> str:
        return f"§3 {text}"

    def subject(self, text: str) -> str:
        return f"§4 {text}"

    def lead(self, text: str) -> str:
        return f"§p {text}:"

    def item(self, text: str) -> str:
        return f"§i {text}"

    def below(self, text: str) -> str:
        return f"§i   {text}"


def policy_report(difference: DifferenceReport, day: str, language: Language) -> list[Block]:
    """Give the report on the way from one rule set to another; `day` is the one whose rules are compared."""
    told = _Report(difference, Words(difference.old, language), Words(difference.new, language))
    return list(told.blocks(day))


@frozen
class _Report:
    """Tells a difference in one language."""

    difference: DifferenceReport
    old: Words
    new: Words

    def blocks(self, day: str) -> Iterator[Block]:
        """Give the whole document."""
        names = [(words.text(words.model.title), words.model.id, words.model.version) for words in (self.old, self.new)]
        yield Heading(1, self._say("title", names[1][0]))
        yield Paragraph(self._say("versions", *names[0], *names[1], day))
        yield Paragraph(self._say("exact"))
        yield Heading(2, self._say("changes"))
        yield from _blocks(self.difference.text(self.new.language, _Marked()).split("\n"))
        yield from self._reasons()
        yield Heading(2, self._say("trees"))
        yield from self._trees()
        yield Heading(2, self._say("open"))
        yield from self._open()
        yield Heading(2, self._say("cases"))
        yield from self._cases()

    def _reasons(self) -> Iterator[Block]:
        """Tell where a rule set of one's own departs from its base."""
        if self.new.model.base is None:
            return
        yield Heading(2, self._say("reasons"))
        first, *lines = show_departures(self.new.model, None, self.new.language).split("\n")
        yield Paragraph(first)
        listed = [line for line in lines if line]
        if listed:
            yield nested(listed)

    def _trees(self) -> Iterator[Block]:
        """Give each decision that answers differently, as it was and as it is."""
        models = self.old.model, self.new.model
        changed = {found.decision for found in self.difference.decisions if found.answers or found.choices}
        changed |= models[0].decisions.keys() ^ models[1].decisions.keys()
        shown = [name for name in dict.fromkeys((*models[1].decisions, *models[0].decisions)) if name in changed]
        if not shown:
            yield Paragraph(self._say("no_trees"))
        for name in shown:
            known = [model for model in models if name in model.decisions]
            yield Heading(3, f"{self.new.text(known[-1].decisions[name].title)} ({name})")
            if len(known) == 1:
                yield Paragraph(self._say("new_rule" if known[0] is models[1] else "gone_rule"))
            for model, when in zip(models, ("before", "now"), strict=True):
                if name in model.decisions:
                    lines = show_decision(model.decisions[name], model, self.new.language).split("\n")[2:]
                    yield Heading(4, self._say(when))
                    yield nested([line for line in lines if line])

    def _open(self) -> Iterator[Block]:
        """Give how each reading was chosen and is chosen, and what is open without one."""
        old, new = self.old.model, self.new.model
        names = dict.fromkeys((*new.readings, *old.readings))
        rows = [self._reading(name, old.readings.get(name), new.readings.get(name)) for name in names]
        if rows:
            heads = ("point", "question", "before", "now", "why")
            yield Table(self._say("readings"), tuple(map(self._say, heads)), tuple(rows))
        points = {name: model.open_points[name] for model in (old, new) for name in model.open_points}
        states = [
            (
                (point.point,),
                (self.new.text(point.title),),
                (self._say(_state(name, old.open_points, new.open_points)),),
            )
            for name, point in points.items()
            if not point.readings and not point.about
        ]
        if states:
            columns = ("point", "about", "state")
            yield Table(self._say("no_reading"), tuple(map(self._say, columns)), tuple(states))

    def _reading(self, name: str, old: Reading | None, new: Reading | None) -> tuple[tuple[str, ...], ...]:
        known, model = (old, self.old.model) if new is None else (new, self.new.model)
        assert known is not None
        chosen = [None if reading is None else reading.chosen for reading in (old, new)]
        texts = [self._say("not_there") if r is None else self.new.text(r.options[r.chosen]) for r in (old, new)]
        now = texts[1] if chosen[0] == chosen[1] else self._say("other", texts[1])
        because = self._because(name, new)
        point = model.open_points[known.point].point
        return (point,), (self.new.text(known.question),), (sentence_case(texts[0]),), (sentence_case(now),), because

    def _because(self, name: str, reading: Reading | None) -> tuple[str, ...]:
        """Give why an option is chosen: the reason of one's own, or that of the default if it is the one."""
        own: Iterable[Departure] = (d for d in self.new.model.departures if (d.kind, d.name) == ("reading", name))
        reason = next((departure.because for departure in own), None)
        if reason is None and reading is not None and reading.chosen == reading.default.name:
            reason = reading.because
        return () if reason is None else (sentence_case(self.new.text(reason)),)

    def _cases(self) -> Iterator[Block]:
        """Give the worked examples that are new, changed or gone, by what they are about."""
        old, new = (_cases_of(words.model) for words in (self.old, self.new))
        base = self.new.model.base
        if base is not None and base.id == self.old.model.id:
            old = {key: case for key, case in old.items() if key in new}
            yield Paragraph(self._say("cases_of_base", base.id))
        groups = {
            "cases_added": [key for key in new if key not in old],
            "cases_changed": [key for key in new if key in old and new[key] != old[key]],
            "cases_removed": [key for key in old if key not in new],
        }
        if not any(groups.values()):
            yield Paragraph(self._say("cases_same"))
        for heading, keys in groups.items():
            if keys:
                yield Heading(3, self._say(heading))
                rules = dict.fromkeys(rule for rule, _ in keys)
                yield Items(tuple((rule, _titles(title for r, title in keys if r == rule)) for rule in rules))

    def _say(self, name: str, *values: object) -> str:
        return _TEXTS[name][self.new.language == "en"].format(*values)


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Make blocks of the lines of the comparison."""
    items: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("§i "):
            items.append(line[3:])
            continue
        if items and line:
            yield nested(items)
            items = []
        if line.startswith(("§3 ", "§4 ")):
            yield Heading(int(line[1]), line[3:])
        elif line and not line.startswith("§t "):  # the document has a title of its own
            yield Paragraph(line.removeprefix("§p "))
    if items:
        yield nested(items)


def _state(name: str, old: Mapping[str, object], new: Mapping[str, object]) -> str:
    return "added" if name not in old else "removed" if name not in new else "kept"


def _cases_of(model: RuleSetModel) -> dict[tuple[str, str], object]:
    """Give the examples of a rule set by the rule they are about and what they show."""
    decisions: dict[tuple[str, str], object] = {(case.decision.name, case.title): case for case in model.cases}
    return decisions | {(case.lifecycle.name, case.title): case for case in model.lifecycle_cases}


def _titles(titles: Iterable[str]) -> Items:
    return Items(tuple((title, None) for title in titles))
