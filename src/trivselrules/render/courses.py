# SPDX-License-Identifier: MPL-2.0
"""What lifecycles do differently in two versions, in sentences, as JSON, and as cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from ..engine.deadlines import Deadline
from ..model import RuleSetModel
from ..pairing.effects import Effect, EffectKind
from ..pairing.frame import ABSENT, Axis, Cell
from ..pairing.pairs import Step
from ..pairing.result import CourseChange, CourseDifference, CourseRegion, Subject
from ..text import Text, sentence_case
from ..values import Qualified, plain, spell
from .phrases import alternatives, enumerate_words
from .style import Style
from .words import Words

__all__ = ["GROUPS", "Courses", "group_of"]

# What is named by the effects that name something.
_NAMED: dict[EffectKind, str] = {
    "undetermined": "open_points", "determined": "open_points", "rests": "open_points", "rests_not": "open_points",
    "lives": "mark", "lives_not": "mark", "done": "tasks", "undone": "tasks", "waits": "tasks", "waits_not": "tasks",
    "asked": "facts", "unasked": "facts", "noticed": "notices", "unnoticed": "notices",
}  # fmt: skip
GROUPS = ("possible", "impossible", "undetermined", "leads", "tasks", "phases")


def group_of(change: CourseChange) -> str:
    """Give the group that a change is told in."""
    if change.subject.kind != "event":
        return "tasks" if change.subject.kind == "task" else "phases"
    kind = change.effects[0].kind
    return kind if kind in GROUPS else "leads"


@frozen
class Courses:
    """Tells how lifecycles differ; `words` are those of the new rule set and the old one, `on` the date of cases."""

    difference: CourseDifference
    words: tuple[Words, Words]
    on: date

    def told(self, change: CourseChange, style: Style) -> Iterator[str]:
        """Tell each region of a change in a sentence, with a way that shows it."""
        for region in change.regions:
            yield style.item(style.safe(self.sentence(change, region)))
            yield from (style.below(line) for line in self._examples(region, style))
            if not region.chosen:
                yield style.below(self._say("not_chosen"))

    def sentence(self, change: CourseChange, region: CourseRegion) -> str:
        """Say in one sentence what is different in a region."""
        effects = [self._effect(effect) for effect in change.effects]
        what = enumerate_words(effects, self.words[0].language)
        subject = self._subject(change.subject)
        told = self._say("course_of", subject, what) if subject else what
        parts = [self._part(self._axis(level), mask, level) for level, mask in region.box.items()]
        where = enumerate_words(parts, self.words[0].language) if parts else ""
        return sentence_case(self._say("if", told, where) if where else f"{told}.")

    def to_dict(self, change: CourseChange) -> dict[str, object]:
        """Give a change as JSON knows it."""
        return {
            "group": "ways" if change.is_way else group_of(change),
            "lifecycle": change.subject.lifecycle,
            change.subject.kind: change.subject.name or None,
            "effects": [_effect_dict(effect) for effect in change.effects],
            "regions": [self._region_dict(change, region) for region in change.regions],
        }

    def _region_dict(self, change: CourseChange, region: CourseRegion) -> dict[str, object]:
        when: dict[str, dict[str, list[Cell]]] = {"phases": {}, "facts": {}, "marks": {}, "tasks": {}, "readings": {}}
        for level, mask in region.box.items():
            kind, lifecycle, name = self._axis(level)
            shared = kind == "task" and self._is_shared(name)
            when[f"{kind}s"][f"{lifecycle}.{name}" if shared else name] = self._cells(level, mask)
        witness = region.witness
        ways = {"old": witness.old, "new": witness.new}
        return {
            "sentence": self.sentence(change, region),
            **when,
            "chosen": region.chosen,
            "witness": {
                "readings": dict(witness.readings),
                **{name: None if way is None else [_step_dict(step) for step in way] for name, way in ways.items()},
                "event": None if witness.event is None else _step_dict(witness.event),
            },
        }

    def _examples(self, region: CourseRegion, style: Style) -> Iterator[str]:
        """Write the events as they stand in a case, once if both versions take the same way."""
        witness = region.witness
        last = () if witness.event is None else (witness.event,)
        if witness.readings:
            readings = ", ".join(f"{name}: {option}" for name, option in witness.readings.items())
            yield self._say("example", style.code(f"readings: {{{readings}}}"))
        ways = {"example": witness.new} if witness.old == witness.new else {}
        for name, way in (ways or {"example_old": witness.old, "example_new": witness.new}).items():
            if way is not None:
                events = ", ".join(self._event(step) for step in (*way, *last))
                yield self._say(name, style.code(f"events: [{events}]"))

    def _event(self, step: Step) -> str:
        facts = "".join(f", {name}: {spell(value)}" for name, value in step.facts.items())
        return f"{{on: {self.on.isoformat()}, event: {step.event}{facts}}}"

    def _say(self, name: str, *values: object) -> str:
        return self.words[0].say(name, *values)

    def _home(self, kind: str, name: str) -> tuple[Words, RuleSetModel]:
        """Give the words of the first rule set that knows a name."""
        found = next(words for words in self.words if name in getattr(words.model, kind))
        return found, found.model

    def _text(self, kind: str, name: str) -> str:
        words, model = self._home(kind, name)
        known = getattr(model, kind)[name]
        text = getattr(known, "title", None) or getattr(known, "label", None) or known.text
        assert isinstance(text, Text)
        return words.text(text).rstrip(".")

    def _term(self, kind: str, name: str) -> str:
        words = next(words for words in self.words if name in words.model.terms.get(kind, {}))
        return words.term(kind, name)

    def _point(self, name: str) -> tuple[str, str]:
        words, model = self._home("open_points", name)
        point = model.open_points[name]
        return words.text(point.title), point.point

    def _subject(self, subject: Subject) -> str:
        quoted = self.words[0].quoted
        if subject.kind == "event":
            return quoted(self._text("events", subject.name))
        if subject.kind == "task":
            return self._say("course_task", self._text("tasks", subject.name))
        return quoted(self._term("phase", subject.name)) if subject.name else ""

    def _effect(self, effect: Effect) -> str:
        """Say one thing that is different."""
        match effect.kind:
            case "possible":
                led = "" if effect.new is None else self._say("course_led", self._term("phase", str(effect.new)))
                was = self._say("course_was_open", *self._point(effect.what)) if effect.what else ""
                return self._say("course_possible", led, was)
            case "leads":
                phases = (self._term("phase", str(name)) for name in (effect.new, effect.old))
                return self._say("course_leads", self._text("lifecycles", effect.what), *phases)
            case "mark":
                marks = self._mark(str(effect.new)), self._mark(str(effect.old))
                return self._say("course_mark", self._term("mark", effect.what), *marks)
            case "rest":
                return self._say("course_rest" if effect.new else "course_no_rest")
        if effect.kind not in _NAMED and (effect.old, effect.new) != (None, None):
            values = (self._value(effect.kind, value) for value in (effect.new, effect.old))
            return self._say(f"course_{effect.kind}", *values)
        return self._say(f"course_{effect.kind}", *self._named(effect))

    def _named(self, effect: Effect) -> tuple[str, ...]:
        """Say what an effect names."""
        kind = _NAMED.get(effect.kind)
        match kind:
            case "open_points":
                return self._point(effect.what)
            case "mark":
                return (self._term("mark", effect.what),)
            case None:
                return (effect.what,)
        if effect.lifecycle:
            return (self._task(effect.lifecycle, effect.what),)
        return (self._text(kind, effect.what),)

    def _task(self, lifecycle: str, name: str) -> str:
        """Say a task, and in which lifecycle it stands if there are several such."""
        told = self._text("tasks", name)
        return f"{told} ({self._text('lifecycles', lifecycle)})" if self._is_shared(name) else told

    def _is_shared(self, task: str) -> bool:
        return sum(kind == "task" and name == task for kind, _, name in self.difference.frame.axes) > 1

    def _value(self, kind: str, value: object) -> str:
        """Say what a task or a phase says of itself."""
        match value:
            case None | ():
                return self._say("course_none")
            case str():
                if kind == "awaits":
                    return self._text("lifecycles", value)
                return self._term("channel" if kind == "channel" else "role", value)
        assert isinstance(value, tuple), "what is not one word is several"
        language = self.words[0].language
        return enumerate_words((self._item(item) for item in value), language)

    def _item(self, item: object) -> str:
        if isinstance(item, Deadline):
            return self._deadline(item)
        if isinstance(item, Qualified):
            terms = enumerate_words((self._term("role", term) for term in item.terms), self.words[0].language)
            return self._say(item.reservation, terms)
        return self._term("role", str(item))

    def _deadline(self, deadline: Deadline) -> str:
        length = "" if deadline.length is None else self.words[0].length(deadline.length)
        match deadline.kind:
            case "within":
                told = self._say("guide_within", length, self._text("events", str(deadline.after)))
                return told if deadline.point is None else self._say("course_until", told, *self._point(deadline.point))
            case "at_least":
                some = deadline.length is not None and any(deadline.length.parts().values())
                before = self._text("events", str(deadline.before))
                return self._say("guide_at_least", length, before) if some else self._say("guide_before", before)
            case "next":
                return self._say("guide_next", self._text("decisions", str(deadline.series)))
            case _:
                return self._say("guide_not_settled", *self._point(str(deadline.point)))

    def _axis(self, level: int) -> Axis:
        return self.difference.frame.axes[level]

    def _cells(self, level: int, mask: int) -> list[Cell]:
        return [cell for bit, cell in enumerate(self.difference.frame.cells[self._axis(level)]) if mask >> bit & 1]

    def _part(self, axis: Axis, mask: int, level: int) -> str:
        """Say what a box means on one axis."""
        kind, lifecycle, name = axis
        cells = self._cells(level, mask)
        match kind:
            case "phase":
                phases = [self.words[0].quoted(self._term("phase", str(cell))) for cell in cells]
                return self._say("course_in", self._text("lifecycles", name), self._or(phases))
            case "fact":
                return self._say("is", self._text("facts", name), self._or(self._fact(name, str(c)) for c in cells))
            case "mark":
                values = [self._say("course_unset") if cell is ABSENT else self._mark(str(cell)) for cell in cells]
                return self._say("is", self._term("mark", name), self._or(values))
            case "task":
                standing = "_".join(cell or "absent" for cell in cells)
                return self._say(f"course_if_{standing}", self._task(lifecycle, name))
        texts = {**self._options(1, name), **self._options(0, name)}
        return self._say("is_read", name, self._or(texts[str(cell)] for cell in cells))

    def _options(self, which: int, reading: str) -> dict[str, str]:
        words = self.words[which]
        known = words.model.readings.get(reading)
        return {} if known is None else {option: words.text(text) for option, text in known.options.items()}

    def _or(self, words: Iterable[str]) -> str:
        return alternatives(words, self.words[0].language)

    def _fact(self, name: str, cell: str) -> str:
        if cell in ("true", "false"):
            return self._say(cell)
        for words in self.words:
            known = words.model.facts.get(name)
            if known is not None and cell in known.value_labels:
                return words.text(known.value_labels[cell])
        return self.words[0].number(cell)

    def _mark(self, cell: str) -> str:
        if cell in ("true", "false"):
            return self._say(cell)
        if any(cell in words.model.terms.get("mark_value", {}) for words in self.words):
            return self._term("mark_value", cell)
        return self.words[0].number(cell)


def _effect_dict(effect: Effect) -> dict[str, object]:
    """Give an effect as JSON knows it."""
    told: dict[str, object] = {"kind": effect.kind}
    if effect.what:
        told["what"] = effect.what
    if effect.lifecycle:
        told["lifecycle"] = effect.lifecycle
    if effect.old is not None or effect.new is not None:
        told |= {"old": _plain(effect.old), "new": _plain(effect.new)}
    return told


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Deadline):
        told = {"kind": value.kind, "length": plain(value.length), "after": value.after, "before": value.before}
        return {**told, "series": value.series, "open_point": value.point}
    return plain(value)


def _step_dict(step: Step) -> dict[str, object]:
    return {"event": step.event, "facts": {name: plain(value) for name, value in step.facts.items()}}
