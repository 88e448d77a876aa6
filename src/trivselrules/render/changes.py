# SPDX-License-Identifier: MPL-2.0
"""What is different between two decisions, in sentences and as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from ..model import Fact, RuleSetModel
from ..proof.axes import Axes, Axis
from ..proof.difference import Change, Difference, Effect, Region
from ..proof.witness import Witness
from ..text import sentence_case
from ..values import plain, spell
from .phrases import enumerate_words
from .words import Words

__all__ = ["Changes", "effect_dict", "when", "witness_dict", "witness_text"]


@frozen
class Changes:
    """Tells the differences between two versions of a decision in one language."""

    difference: Difference
    old: Words
    new: Words

    def heading(self, change: Change) -> str:
        """Say what is different, without where."""
        return sentence_case("; ".join(map(self._effect, change.effects)))

    def sentence(self, change: Change, region: Region) -> str:
        """Say in one sentence what is different in a region."""
        what = enumerate_words(map(self._effect, change.effects), self.new.language)
        where = self.condition(region.box)
        return sentence_case(self.new.say("if", what, where) if where else self.new.say("always", what))

    def condition(self, box: Mapping[int, int]) -> str:
        """Say which situations a box holds; nothing if it holds all."""
        axes = self.difference.axes.axes
        narrowed = [(axes[level], mask) for level, mask in box.items()]
        parts = [self._reading(axis, mask) if axis.is_reading else self._fact(axis, mask) for axis, mask in narrowed]
        return enumerate_words(parts, self.new.language) if parts else ""

    def to_dict(self, change: Change, region: Region) -> dict[str, object]:
        """Give a region as JSON knows it: for each fact and reading that matters what is meant, in rule language."""
        facts, readings = when(self.difference.axes, region.box)
        return {
            "sentence": self.sentence(change, region),
            "when": facts,
            "readings": readings,
            "chosen": region.chosen,
            "witness": witness_dict(region.witness),
        }

    def _fact(self, axis: Axis, mask: int) -> str:
        fact = self._home("facts", axis.dimension[1]).facts[axis.dimension[1]]
        told = []
        for text, known in axis.told(mask):
            said = self._value(fact, text)
            told.append(said if known is None else self.new.say(f"known_{known}", said))
        return self.new.say("is", self.new.text(fact.label), self._or(told))

    def _value(self, fact: Fact, text: str) -> str:
        """Say a value or a stretch of numbers; one of the two rule sets knows its label."""
        for words in (self.new, self.old):
            known = words.model.facts.get(fact.name)
            if known is not None and text in known.value_labels:
                return words.text(known.value_labels[text])
        return self.new.interval(text)

    def _reading(self, axis: Axis, mask: int) -> str:
        name = axis.dimension[1]
        texts = {
            option: words.text(text)
            for words in (self.old, self.new)
            if name in words.model.readings
            for option, text in words.model.readings[name].options.items()
        }
        return self.new.say("is_read", name, self._or([texts[option] for option, _ in axis.told(mask)]))

    def _or(self, words: list[str]) -> str:
        *head, last = words
        return f"{', '.join(head)} {self.new.say('or')} {last}" if head else last

    def _effect(self, effect: Effect) -> str:
        kind = effect.kind
        values: tuple[str, ...] = ()
        match kind:
            case "value" | "added" | "removed" | "order":
                return self._outcome(effect)
            case "undetermined" | "determined":
                point = self._home("open_points", effect.name).open_points[effect.name]
                values = self.new.text(point.title), point.point
            case "noticed" | "unnoticed":
                values = (self._notice(effect.name),)
            case "applicable" | "not_applicable" | "reason":
                values = tuple(self._notice(str(name)) for name in (effect.new, effect.old) if name is not None)
            case "asked" | "unasked":
                values = (self.new.text(self._home("facts", effect.name).facts[effect.name].label),)
            case "rests" | "rests_not" | "cited" | "uncited":
                values = (effect.name,)
        return self.new.say(f"effect_{kind}", *values)

    def _outcome(self, effect: Effect) -> str:
        name, decision = effect.name, self.difference.decision
        label = self.new.text(self._home("outcome_labels", name).outcome_labels[name])
        match effect.kind:
            case "added" | "removed":
                words = self.new if effect.kind == "added" else self.old
                return self.new.say(f"effect_{effect.kind}", label, words.outcome(decision, name, effect.items))
            case "order":
                return self.new.say("effect_order", label)
        old = None if effect.old is None else self.old.outcome(decision, name, effect.old)
        new = None if effect.new is None else self.new.outcome(decision, name, effect.new)
        if old is None:
            return self.new.say("effect_set", label, new)
        return (
            self.new.say("effect_unset", label, old) if new is None else self.new.say("effect_value", label, new, old)
        )

    def _notice(self, name: str) -> str:
        return self.new.text(self._home("notices", name).notices[name].text).rstrip(".")

    def _home(self, kind: str, name: str) -> RuleSetModel:
        """Give the new rule set, or the old if only that knows the name."""
        return self.new.model if name in getattr(self.new.model, kind) else self.old.model


def when(axes: Axes, box: Mapping[int, int]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Give what a box means for each fact and each reading that matters, in the words of the rule language."""
    told: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
    for level, mask in box.items():
        axis = axes.axes[level]
        told[axis.is_reading][axis.dimension[1]] = [text for text, _ in axis.told(mask)]
    return told


def effect_dict(effect: Effect) -> dict[str, object]:
    """Give an effect as JSON knows it."""
    told: dict[str, object] = {"kind": effect.kind}
    if effect.name:
        told["name"] = effect.name
    if effect.kind in ("value", "reason", "applicable", "not_applicable"):
        told |= {"old": plain(effect.old), "new": plain(effect.new)}
    if effect.items:
        told["items"] = plain(effect.items)
    return told


def witness_dict(witness: Witness) -> dict[str, object]:
    """Give a situation as JSON knows it, as `decide` takes it."""
    return {"facts": {n: plain(v) for n, v in witness.facts.items()}, "readings": dict(witness.readings)}


def witness_text(witness: Witness) -> str:
    """Give a situation as it is typed on the command line."""
    facts = [f"{name}={spell(value)}" for name, value in witness.facts.items()]
    return " ".join([*facts, *(f"--reading {name}={option}" for name, option in witness.readings.items())])
