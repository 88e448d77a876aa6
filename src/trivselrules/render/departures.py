# SPDX-License-Identifier: MPL-2.0
"""Where a rule set of one's own departs from its base, and why: as text, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ..departure import Departure
from ..model import RuleSetModel
from ..text import Language, Text, printable
from ..values import Scalar, plain, spell
from .words import Words

__all__ = ["departures_json", "show_departures"]

_TEXTS: dict[str, tuple[str, str]] = {
    "built_on": (
        "{} ({} {}) bygger på {} ({} {}). Alt, der ikke står her, gælder derfra.",
        "{} ({} {}) extends {} ({} {}). Whatever does not stand here applies from there.",
    ),
    "alone": ("{} ({} {}) bygger ikke på et andet regelsæt.", "{} ({} {}) does not extend another rule set."),
    "nothing": ("Intet er ændret.", "Nothing is changed."),
    "added": ("nyt", "new"),
    "changed": ("ændret", "changed"),
    "replaced": ("erstattet", "replaced"),
    "reason": ("Grund: {}", "Reason: {}"),
    "choices": ("Valg:", "Choices:"),
    "rules": ("Regler:", "Rules:"),
    "words": ("Ord:", "Words:"),
    "sources": ("Kilder og åbne punkter:", "Sources and open points:"),
}
# What a departure is about, in the order in which they matter to readers, by the heading they stand under. The first
# place of a text is for the name, the others for what it belongs to, from the outside in.
_KINDS: dict[str, dict[str, tuple[str, str]]] = {
    "choices": {"reading": ("læsningen {}", "the reading {}"), "parameter": ("parameteren {}", "the parameter {}")},
    "rules": {
        "decision": ("beslutningen {}", "the decision {}"),
        "answer": ("hvad der gælder ved {0} ({2}) i {1}", "what applies for {0} ({2}) in {1}"),
        "part": ("delen {0} i {1}", "the part {0} of {1}"),
        "lifecycle": ("livsforløbet {}", "the lifecycle {}"),
        "progression": ("målingerne ({})", "the measurements ({})"),
        "invariant": ("forbuddet {}", "the invariant {}"),
        "title": ("titlen på {}", "the title of {}"),
        "sentence": ("sætningen for {}", "the sentence of {}"),
    },
    "words": {
        "fact": ("oplysningen {}", "the fact {}"),
        "question": ("spørgsmålet om {}", "the question for {}"),
        "value": ("svaret {0} på {1}", "the answer {0} to {1}"),
        "outcome": ("resultatet {}", "the outcome {}"),
        "role": ("rollen {}", "the role {}"),
        "role-kind": ("rolletypen {}", "the kind of role {}"),
        "term": ("ordet {0} ({1})", "the term {0} ({1})"),
        "event": ("hændelsen {}", "the event {}"),
        "task": ("opgaven {}", "the task {}"),
        "notice": ("bemærkningen {}", "the notice {}"),
        "label": ("navnet på parameteren {}", "the name of the parameter {}"),
    },
    "sources": {
        "document": ("dokumentet {}", "the document {}"),
        "source": ("kildeudsagnet {}", "the source fact {}"),
        "open-point": ("det åbne punkt {}", "the open point {}"),
    },
}


def show_departures(model: RuleSetModel, decision: str | None, language: Language) -> str:
    """List what is not as in the base, by what it is about, each with its place and its reason.

    `decision` is the one that is asked about; None asks about everything.
    """
    told = _Departures(Words(model, language), _about(model, decision))
    return "\n".join(map(printable, told.lines()))


def _about(model: RuleSetModel, decision: str | None) -> tuple[Departure, ...]:
    return tuple(one for one in model.departures if decision in (None, one.name, *one.within))


def departures_json(model: RuleSetModel, decision: str | None, language: Language) -> dict[str, object]:
    """Give the same as JSON knows it; texts in `language`."""
    base = model.base
    told = _Departures(Words(model, language), _about(model, decision))
    return {
        "rule_set": {"id": model.id, "version": model.version},
        "base": None if base is None else {"id": base.id, "version": base.version},
        "changes": [told.to_dict(departure) for departure in told.departures],
    }


@frozen
class _Departures:
    """Tells departures in one language."""

    words: Words
    departures: tuple[Departure, ...]

    def lines(self) -> Iterator[str]:
        """Give the whole list."""
        model, base = self.words.model, self.words.model.base
        own = self.words.text(model.title), model.id, model.version
        if base is None:
            yield self._say("alone", *own)
            return
        yield self._say("built_on", *own, self.words.text(base.title), base.id, base.version)
        if not self.departures:
            yield self._say("nothing")
        for heading, kinds in _KINDS.items():
            found = [departure for kind in kinds for departure in self.departures if departure.kind == kind]
            if found:
                yield from ("", self._say(heading))
            for departure in found:
                yield from self._told(departure)

    def to_dict(self, departure: Departure) -> dict[str, object]:
        """Give one departure as JSON knows it."""
        return {
            "how": departure.how,
            "kind": departure.kind,
            "name": departure.name,
            "within": list(departure.within),
            "before": self._plain(departure.before),
            "after": self._plain(departure.after),
            "because": self._plain(departure.because),
            "at": str(departure.location),
        }

    def _told(self, departure: Departure) -> Iterator[str]:
        before, after = (self._text(departure, value) for value in (departure.before, departure.after))
        change = f": {before} → {after}" if before is not None and before != after else f": {after}" if after else ""
        yield f"  {self._say(departure.how)}: {self._subject(departure)}{change}  ({departure.location})"
        if departure.because is not None:
            yield f"      {self._say('reason', self.words.text(departure.because))}"

    def _subject(self, departure: Departure) -> str:
        forms = next(kinds[departure.kind] for kinds in _KINDS.values() if departure.kind in kinds)
        return forms[self.words.language == "en"].format(departure.name, *departure.within)

    def _text(self, departure: Departure, value: Text | Scalar | None) -> str | None:
        """Give a text, the text of an option, or a value."""
        if departure.kind == "reading" and isinstance(value, str):
            options = self.words.model.readings[departure.name].options
            return self.words.text(options[value])
        return self.words.text(value) if isinstance(value, Text) else None if value is None else spell(value)

    def _plain(self, value: Text | Scalar | None) -> object:
        return self.words.text(value) if isinstance(value, Text) else value if value is None else plain(value)

    def _say(self, name: str, *values: object) -> str:
        return _TEXTS[name][self.words.language == "en"].format(*values)
