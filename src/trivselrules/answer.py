# SPDX-License-Identifier: MPL-2.0
"""An answer: what a decision came to, why, and what it rests on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from attrs import field, frozen

from .engine.program import Given
from .engine.verdict import Reason, Verdict
from .frozen_map import FrozenMap
from .inputs import check_language
from .model import RuleSetModel
from .render.explain import explain
from .render.phrases import long_date, phrase
from .text import Language, printable
from .values import plain

if TYPE_CHECKING:
    from .why_not import WhyNot

__all__ = ["Answer", "Stamp"]


class _Printer(Protocol):
    def text(self, text: str, /) -> object:
        """Write a piece of text."""


@frozen
class Stamp:
    """Which rules gave an answer: their id, version and digest, and the date they were asked for."""

    id: str
    version: str
    digest: str
    on: date | None = None


@frozen(kw_only=True)
class Answer(Verdict):
    """The immutable answer to one decision in one situation.

    `status` is `decided`, `not_applicable`, `undetermined` (the rules leave it open: `open_points` says
    which) or `needs_facts` (`missing` lists them, in the order to ask). `outcome` maps outcome names to ids,
    numbers, booleans, durations, or tuples of them. `because` is the way to the answer, step by step. `facts` are
    those that were given, asked for or not; answers are equal without them.
    """

    rule_set: Stamp
    facts: FrozenMap[str, Given] = field(factory=FrozenMap, eq=False, repr=False)
    model: RuleSetModel = field(eq=False, repr=False)

    def to_dict(self, language: Language = "da") -> dict[str, object]:
        """Give the answer as JSON knows it; `language` is that of the notices' texts.

        Raises InvalidValueError for a language other than `da` and `en`.
        """
        check_language(language)
        notices = (self.model.notices[name] for name in self.notices)
        on = self.rule_set.on
        return {
            "decision": self.decision,
            "status": self.status,
            "outcome": {name: plain(value) for name, value in self.outcome.items()},
            "missing": list(self.missing),
            "open_points": list(self.open_points),
            "because": [_reason(reason) for reason in self.because],
            "notices": [{"id": n.id, "text": n.text.to(language), "basis": n.basis} for n in notices],
            "rule_set": {
                "id": self.rule_set.id,
                "version": self.rule_set.version,
                "digest": self.rule_set.digest,
                "on": None if on is None else on.isoformat(),
            },
        }

    def explain(self, language: Language = "da") -> str:
        """Write the answer and its reasons as prose, and which rules it comes from.

        Raises InvalidValueError for a language other than `da` and `en`.
        """
        check_language(language)
        stamp = self.rule_set
        rules = phrase("rules", language, self.model.title.to(language), stamp.version)
        on = "" if stamp.on is None else phrase("rules_on", language, long_date(stamp.on, language))
        return f"{explain(self, self.model, language)}\n\n{printable(rules)}{on} ({stamp.digest[:19]})."

    def why_not(self, **wanted: object) -> WhyNot:
        """Say what is the least that would have to differ for the answer to be what is `wanted`.

        That is an outcome and its value, or something that should be on its list; several must come together.

        Raises UnknownNameError for an outcome or a word that does not exist, InvalidValueError for a value of
        another type than the outcome's.
        """
        from .why_not import why_not  # late: only who asks for it pays for it

        return why_not(self.model, self.decision, self.facts, wanted)

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:
        """Show the question and its status where a short form is wanted, as of an example that fails."""
        del cycle
        told = "".join(f", {name}={value!r}" for name, value in self.facts.items())
        printer.text(f"decide({self.decision!r}{told})  # {self.status}")


def _reason(reason: Reason) -> dict[str, object]:
    place = {"at": str(reason.location), "source": list(reason.source)}
    match reason.kind:
        case "fact":
            return {"fact": reason.name, "value": plain(reason.value), **place}
        case "reading":
            return {"reading": reason.name, "option": reason.value, **place}
        case _:
            return {"rule": reason.name, **place}
