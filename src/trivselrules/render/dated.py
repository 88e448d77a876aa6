# SPDX-License-Identifier: MPL-2.0
"""The rules that dates come from: the outcomes a decision's `calendar` names, and where they were set."""

from __future__ import annotations

from typing import Any

from ..engine.verdict import Verdict
from ..model import Cadence, Ref, RuleSetModel, Window
from ..text import Language
from ..values import plain
from .phrases import enumerate_words
from .words import Words

__all__ = ["DatedRules", "for_invitation"]


class DatedRules:
    """Says in one language what the outcomes are that dates were computed from, and what they cite."""

    def __init__(self, verdict: Verdict, model: RuleSetModel, language: Language) -> None:
        calendar = model.decisions[verdict.decision].calendar
        assert calendar is not None, "a plan is made for decisions with dates"
        self.verdict, self.words, self.language = verdict, Words(model, language), language
        self.title = self.words.text(calendar.title)
        keys = ("every", "lasts") if isinstance(calendar, Cadence) else ("within", "after", "deadline_for", "at_least")
        found = {key: getattr(calendar, key) for key in keys}
        self.refs: dict[str, Ref] = {key: ref for key, ref in found.items() if ref is not None}
        self.for_invitation = isinstance(calendar, Window) and for_invitation(calendar, verdict)

    def value(self, key: str) -> str:
        """Give the value of an outcome in words."""
        name = self.refs[key].name
        return self.words.outcome(self.verdict.decision, name, self.verdict.outcome[name])

    def label(self, key: str) -> str:
        """Give what the vocabulary calls an outcome."""
        return self.words.text(self.words.model.outcome_labels[self.refs[key].name])

    def sources(self, *keys: str) -> list[str]:
        """Give the source facts that the outcomes behind these keys cite."""
        names = [self.refs[key].name for key in keys if key in self.refs]
        cited = (source for name in names for origin in self.verdict.origins[name] for source in origin.source)
        return sorted(set(cited))

    def cited(self, *keys: str) -> str:
        """Give the same in brackets after a space, or nothing."""
        found = enumerate_words(self.sources(*keys), self.language)
        return f" ({found})" if found else ""

    def to_json(self) -> list[dict[str, Any]]:
        """Give each outcome with its value, the places that set it and what they cite."""
        return [
            {
                "key": key,
                "outcome": ref.name,
                "value": plain(self.verdict.outcome[ref.name]),
                "at": [str(origin.location) for origin in self.verdict.origins[ref.name]],
                "source": self.sources(key),
            }
            for key, ref in self.refs.items()
        ]


def for_invitation(keys: Window, verdict: Verdict) -> bool:
    """Tell whether a deadline is for the invitation, since it is for another event than the window."""
    if keys.deadline_for is None or keys.before is None:
        return False
    return verdict.outcome[keys.deadline_for.name] != keys.before.name
