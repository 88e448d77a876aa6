# SPDX-License-Identifier: MPL-2.0
"""The words of a rule set in one language."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from ..domains import Choice, Scale
from ..inputs import describe_domain
from ..model import Fact, RuleSetModel, Setting
from ..text import Language, Text, sentence_case
from ..values import Duration, ParameterReference, Qualified, spell
from .phrases import count, enumerate_words, phrase

__all__ = ["Words"]


@frozen
class Words:
    """Looks up how a rule set calls its facts, values and outcomes."""

    model: RuleSetModel
    language: Language

    def text(self, text: Text) -> str:
        """Give a text of the rule set."""
        return text.to(self.language)

    def say(self, name: str, *values: object) -> str:
        """Give a phrase of the product."""
        return phrase(name, self.language, *values)

    def fact_value(self, fact: str, value: object) -> str:
        """Give a fact's value as people say it."""
        known = self.model.facts[fact]
        if isinstance(value, bool):
            return self.say("true" if value else "false")
        if isinstance(value, str):
            return self.text(known.value_labels[value])
        months = isinstance(known.domain, Scale) and known.domain.months
        return self.say("months", value) if months else self.number(value)

    def quoted(self, text: str) -> str:
        """Give a text in the quotation marks of the language."""
        return self.say("quoted", text)

    def term(self, kind: str, name: str) -> str:
        """Give a word of the vocabulary as people say it."""
        return self.text(self.model.terms[kind][name].label)

    def event(self, name: str) -> str:
        """Give an event as something that has happened."""
        return self.text(self.model.events[name].label)

    def task(self, name: str) -> str:
        """Give a task as something to do."""
        return self.text(self.model.tasks[name].label)

    def mark_value(self, value: object) -> str:
        """Give the value of a mark: a word of the vocabulary, or a number."""
        return self.term("mark_value", value) if isinstance(value, str) else self.number(spell(value))

    def condition(self, name: str, values: Iterable[object]) -> tuple[str, list[str]]:
        """Give what a condition of a move is about, and what it may be: a phase beside, a fact, or a mark."""
        model = self.model
        if name in model.lifecycles:
            return self.text(model.lifecycles[name].title), [self.term("phase", str(value)) for value in values]
        if name in model.facts:
            return self.text(model.facts[name].label), [self.fact_value(name, value) for value in values]
        return self.term("mark", name), [self.mark_value(value) for value in values]

    def about(self, name: str) -> list[str]:
        """Give the open points about what a word means: they are shown with the word."""
        points = (p for p in self.model.open_points.values() if any(ref.name == name for ref in p.about))
        return [f"{self.say('open', p.point)}: {self.text(p.title)}. {self.text(p.why)}" for p in points]

    def number(self, value: object) -> str:
        """Give a number as it is written in the language."""
        text = str(value)
        return text.replace(".", ",") if self.language == "da" else text

    def interval(self, described: str) -> str:
        """Say an interval of the rule language, such as `from 23`, in words."""
        said = {word: self.say(word) for word in ("from", "to", "true", "false", "years")}
        said["months"] = self.say("months_unit")
        # Nobody calls a baby of eight months nought years old.
        parts = ("0 to 11 months" if part == "0 years" else part for part in described.split(", "))
        return " ".join(said.get(word, self.number(word)) for word in ", ".join(parts).split(" "))

    def choices(self, fact: Fact) -> str:
        """Give a fact's possible values as they are typed."""
        if isinstance(fact.domain, Choice):
            return "|".join(describe_domain(fact.domain).split(", "))
        few = fact.domain.few()
        if fact.domain.months:
            return self.say("completed_months")
        return "|".join(map(str, few)) if few is not None else describe_domain(fact.domain)

    def outcome(self, decision: str, name: str, value: object) -> str:
        """Give the value of an outcome; a list becomes an enumeration."""
        kind = self.model.decisions[decision].outcomes[name].type
        if isinstance(value, tuple):
            items = [self._item(item, kind) for item in value]
            return enumerate_words(items, self.language) if items else self.say("nobody")
        return self._item(value, kind)

    def told(self, decision: str, name: str, value: object) -> list[str]:
        """Give an outcome with its label; a list whose order matters becomes numbered lines."""
        label = self.text(self.model.outcome_labels[name])
        outcome = self.model.decisions[decision].outcomes[name]
        if outcome.in_order and isinstance(value, tuple) and value:
            items = (sentence_case(self._item(item, outcome.type)) for item in value)
            return [f"{label}:", *(f"{number}. {item}" for number, item in enumerate(items, start=1))]
        return [f"{label}: {sentence_case(self.outcome(decision, name, value))}."]

    def length(self, duration: object) -> str:
        """Give a length of time as people say it."""
        return self._item(duration, "duration")

    def setting(self, decision: str, setting: Setting) -> str:
        """Give what a node sets, before any parameter is replaced."""
        values = tuple(self._parameter(v) if isinstance(v, ParameterReference) else v for v in setting.values)
        return self.outcome(decision, setting.outcome, values if setting.listed else values[0])

    def _parameter(self, reference: ParameterReference) -> object:
        parameter = self.model.parameters[reference.parameter]
        return parameter.label if parameter.value is None else parameter.value

    def _item(self, value: object, kind: str) -> str:
        match value:
            case bool():
                return self.say("true" if value else "false")
            case Duration():
                parts = (count(unit, number, self.language) for unit, number in value.parts().items())
                return enumerate_words(parts, self.language)
            case Qualified():
                terms = enumerate_words((self._item(term, kind) for term in value.terms), self.language)
                return self.say(value.reservation, terms)
            case Text():
                return f"{self.text(value)} ({self.say('unset')})"
            case int() | Decimal():
                return self.number(value)
            case _:
                return self.text(self.model.terms[kind][str(value)].label)
