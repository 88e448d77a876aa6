# SPDX-License-Identifier: MPL-2.0
"""What is different between two decisions, in sentences and as JSON."""

from __future__ import annotations

from attrs import frozen

from ..proof.difference import Change, Difference, Effect, Region
from ..text import sentence_case
from ..values import plain
from .conditions import Conditions, when, witness_dict
from .phrases import enumerate_words
from .words import Words

__all__ = ["Changes", "effect_dict"]


@frozen
class Changes:
    """Tells the differences between two versions of a decision in one language."""

    difference: Difference
    old: Words
    new: Words

    @property
    def conditions(self) -> Conditions:
        """What tells the regions, in the words of the new rule set where it has them."""
        return Conditions(self.difference.axes, (self.new, self.old))

    def heading(self, change: Change) -> str:
        """Say what is different, without where."""
        return sentence_case("; ".join(map(self._effect, change.effects)))

    def sentence(self, change: Change, region: Region) -> str:
        """Say in one sentence what is different in a region."""
        what = enumerate_words(map(self._effect, change.effects), self.new.language)
        where = self.conditions.told(region.box)
        return sentence_case(self.new.say("if", what, where) if where else self.new.say("always", what))

    def to_dict(self, change: Change, region: Region) -> dict[str, object]:
        """Give a region as JSON knows it: for each fact and reading that matters what is meant, in rule language."""
        return {
            "sentence": self.sentence(change, region),
            **when(self.difference.axes, region.box),
            "chosen": region.chosen,
            "witness": witness_dict(region.witness),
        }

    def _effect(self, effect: Effect) -> str:
        kind = effect.kind
        values: tuple[str, ...] = ()
        match kind:
            case "value" | "added" | "removed" | "order":
                return self._outcome(effect)
            case "undetermined" | "determined":
                point = self.conditions.home("open_points", effect.name).open_points[effect.name]
                values = self.new.text(point.title), point.point
            case "noticed" | "unnoticed":
                values = (self._notice(effect.name),)
            case "applicable" | "not_applicable" | "reason":
                values = tuple(self._notice(str(name)) for name in (effect.new, effect.old) if name is not None)
            case "asked" | "unasked":
                values = (self.new.text(self.conditions.home("facts", effect.name).facts[effect.name].label),)
            case "rests" | "rests_not" | "cited" | "uncited":
                values = (effect.name,)
        return self.new.say(f"effect_{kind}", *values)

    def _outcome(self, effect: Effect) -> str:
        name, decision = effect.name, self.difference.decision
        label = self.new.text(self.conditions.home("outcome_labels", name).outcome_labels[name])
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
        return self.new.text(self.conditions.home("notices", name).notices[name].text).rstrip(".")


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
