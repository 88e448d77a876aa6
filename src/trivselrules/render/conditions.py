# SPDX-License-Identifier: MPL-2.0
"""Sets of situations in words: which facts and readings they ask for."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from ..model import Fact, RuleSetModel
from ..proof.axes import Axes, Axis
from ..proof.witness import Witness
from ..values import plain, spell
from .phrases import alternatives, enumerate_words
from .words import Words

__all__ = ["Conditions", "when", "witness_dict", "witness_text"]


@frozen
class Conditions:
    """Tells boxes in one language; `words` are those of the rule sets the axes are of, the one to prefer first."""

    axes: Axes
    words: tuple[Words, ...]

    def told(self, box: Mapping[int, int]) -> str:
        """Say which situations a box holds; nothing if it holds all."""
        parts = self.parts(box)
        return enumerate_words(parts, self.words[0].language) if parts else ""

    def parts(self, box: Mapping[int, int]) -> list[str]:
        """Say it axis by axis."""
        narrowed = [(self.axes.axes[level], mask) for level, mask in box.items()]
        return [self._reading(axis, mask) if axis.is_reading else self._fact(axis, mask) for axis, mask in narrowed]

    def values(self, box: Mapping[int, int]) -> list[str]:
        """Say which values of each fact a box holds."""
        return [self._values(self.axes.axes[level], mask) for level, mask in box.items()]

    def home(self, kind: str, name: str) -> RuleSetModel:
        """Give the first rule set that knows a name."""
        return next(words.model for words in self.words if name in getattr(words.model, kind))

    def _fact(self, axis: Axis, mask: int) -> str:
        words, name = self.words[0], axis.dimension[1]
        label = self.home("facts", name).facts[name].label
        return words.say("is", words.text(label), self._values(axis, mask))

    def _values(self, axis: Axis, mask: int) -> str:
        words, name = self.words[0], axis.dimension[1]
        fact = self.home("facts", name).facts[name]
        told = []
        for text, known in axis.told(mask):
            said = self._value(fact, text)
            told.append(said if known is None else words.say(f"known_{known}", said))
        return self._or(told)

    def _value(self, fact: Fact, text: str) -> str:
        """Say a value or a stretch of numbers; one of the rule sets knows its label."""
        for words in self.words:
            known = words.model.facts.get(fact.name)
            if known is not None and text in known.value_labels:
                return words.text(known.value_labels[text])
        return self.words[0].interval(text)

    def _reading(self, axis: Axis, mask: int) -> str:
        words, name = self.words[0], axis.dimension[1]
        models = [w.model for w in reversed(self.words) if name in w.model.readings]
        texts = {option: words.text(text) for model in models for option, text in model.readings[name].options.items()}
        return words.say("is_read", name, self._or([texts[option] for option, _ in axis.told(mask)]))

    def _or(self, words: list[str]) -> str:
        return alternatives(words, self.words[0].language)


def when(axes: Axes, box: Mapping[int, int]) -> dict[str, dict[str, list[str]]]:
    """Give what a box means as JSON knows it: for each fact and reading that matters, in words of the rule language."""
    told: dict[str, dict[str, list[str]]] = {"when": {}, "readings": {}}
    for level, mask in box.items():
        axis = axes.axes[level]
        told["readings" if axis.is_reading else "when"][axis.dimension[1]] = [text for text, _ in axis.told(mask)]
    return told


def witness_dict(witness: Witness) -> dict[str, object]:
    """Give a situation as JSON knows it, as `decide` takes it."""
    return {"facts": {n: plain(v) for n, v in witness.facts.items()}, "readings": dict(witness.readings)}


def witness_text(witness: Witness) -> str:
    """Give a situation as it is typed on the command line."""
    facts = [f"{name}={spell(value)}" for name, value in witness.facts.items()]
    return " ".join([*facts, *(f"--reading {name}={option}" for name, option in witness.readings.items())])
