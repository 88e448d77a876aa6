# SPDX-License-Identifier: MPL-2.0
"""What a caller sends, checked against the domains: nothing is guessed, nothing personal is repeated."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal

from attrs import evolve

from .domains import Choice, Domain, Scale, canonical, plus
from .errors import InvalidValueError, UnknownNameError
from .finding import find
from .frozen_map import FrozenMap
from .keys import NUMBER, number
from .model import Fact, RuleSetModel
from .nearest import name_list, nearest
from .text import LANGUAGES, looks_personal
from .values import Number, spell

__all__ = [
    "LARGEST",
    "OLDEST",
    "check_facts",
    "check_language",
    "check_readings",
    "describe_domain",
    "read_fact",
    "unknown_name",
]

Given = str | bool | Number

_NUMBER = re.compile(NUMBER)
LARGEST = 10**12
_MOST_DIGITS = 15  # as many as survive as a JSON number
OLDEST = 150 * 12
_WORD = re.compile(r"[^\W\d][\w-]{0,59}")
_SHOWABLE = re.compile(r"[\w.,+-]{1,60}")


def check_facts(model: RuleSetModel, facts: Mapping[str, object]) -> dict[str, Given]:
    """Give the facts as canonical values of their domains.

    Raises UnknownNameError for a fact the rule set does not know, InvalidValueError for a value of another
    type (`True` or `1.0` for 1 among them) or outside the domain.
    """
    return {name: _check(_fact(model, name), value) for name, value in facts.items()}


def read_fact(model: RuleSetModel, name: str, text: str) -> Given:
    """Read a fact given as text, which must be spelt as the domain spells its values."""
    fact = _fact(model, name)
    domain = fact.domain
    if not text.strip():
        raise _invalid("value-empty", fact)
    if text != text.strip() and not _may_identify(text.strip()):
        raise _invalid("value-spaces", fact, text.strip())
    if isinstance(domain, Choice):
        spelt = {spell(value): value for value in domain.values}
        if text not in spelt:
            raise _not_possible(fact, text)
        return spelt[text]
    if not _NUMBER.fullmatch(text) or len(text) > 40 or (domain.whole and "." in text):
        raise _misspelt(fact, text)
    read = _check(fact, number(text))
    if spell(read) != text:
        raise _invalid("value-spelling", fact, text, nearest=spell(read))
    return read


def check_language(language: str) -> None:
    """Refuse a language that there is none of."""
    if language not in LANGUAGES:
        raise InvalidValueError(find("language", allowed=", ".join(LANGUAGES)))


def check_readings(model: RuleSetModel, readings: Mapping[str, str]) -> FrozenMap[str, str]:
    """Give the option of every reading: the one asked for, else the rule set's choice.

    Raises UnknownNameError for a reading or an option that does not exist, and for what is no mapping of them.
    """
    for name, option in readings.items() if isinstance(readings, Mapping) else [(None, None)]:
        if not isinstance(name, str) or name not in model.readings:
            raise unknown_name("reading", name, model.readings)
        if not isinstance(option, str) or option not in model.readings[name].options:
            raise unknown_name("option", str(option), model.readings[name].options)
    chosen = {name: reading.chosen for name, reading in model.readings.items()}
    return FrozenMap({**chosen, **readings})


def unknown_name(kind: str, name: object, known: Collection[str]) -> UnknownNameError:
    """Make the error for a name that does not exist; one that may identify a person, or is no text, is not repeated."""
    name = name if isinstance(name, str) else ""
    names = name_list("" if looks_personal(name) else name, known)
    if kind == "fact" and (looks_personal(name) or not _WORD.fullmatch(name)):
        return UnknownNameError(find("fact-hidden", known=names))
    shown = "…" if looks_personal(name) or not _SHOWABLE.fullmatch(name) else name
    return UnknownNameError(find(f"unknown-{kind}", nearest=nearest(name, known), name=shown, known=names))


def describe_domain(domain: Domain) -> str:
    """Say which values a fact can have, in the language of the rules."""
    if isinstance(domain, Choice):
        return ", ".join(map(spell, domain.values))
    few = domain.few()
    if few is not None:
        return ", ".join(map(str, few))
    if domain.months:
        return f"0 – {OLDEST}"
    low = "…" if domain.low is None else str(domain.low)
    high = "…" if domain.high is None else str(domain.high)
    if domain.step in (None, 1):
        return f"{low} – {high}"
    first = domain.low or 0
    second = plus(first, domain.step or 1)
    return ", ".join(map(str, (first, second, plus(second, domain.step or 1)))) + f", … {high}"


def _allowed(domain: Domain) -> str:
    """Say which values can be given; where the rules set no end, there is still one to what is taken."""
    if isinstance(domain, Scale) and not domain.months and None in (domain.low, domain.high):
        low, high = (domain.low, -LARGEST), (domain.high, LARGEST)
        return describe_domain(evolve(domain, low=low[domain.low is None], high=high[domain.high is None]))
    return describe_domain(domain)


def _fact(model: RuleSetModel, name: str) -> Fact:
    if name not in model.facts:
        raise unknown_name("fact", name, model.facts)
    return model.facts[name]


def _check(fact: Fact, value: object) -> Given:
    domain = fact.domain
    if isinstance(domain, Choice):
        for possible in domain.values:
            if type(possible) is bool and value is possible:
                return possible
            if isinstance(possible, str) and isinstance(value, str) and value == possible:
                return possible
        if isinstance(value, str) and any(isinstance(possible, str) for possible in domain.values):
            raise _not_possible(fact, value)
        raise _invalid("value-type", fact)
    given = _number(value, domain)
    if given is None:
        raise _invalid("value-hidden" if type(value) is int else "value-type", fact)
    if domain.months and given > OLDEST:
        raise _not_possible(fact, str(given))
    if not domain.holds(given):
        raise _not_possible(fact, str(given))
    return given


def _number(value: object, scale: Scale) -> Number | None:
    """Give a number in its canonical form, or None if it is no number of the scale's kind."""
    if type(value) is int:
        return value if -LARGEST <= value <= LARGEST else None
    if scale.whole or not isinstance(value, (float, Decimal)):
        return None
    decimal = Decimal(repr(float(value))) if isinstance(value, float) else value
    if not decimal.is_finite() or len(decimal.as_tuple().digits) > 80 or abs(decimal.adjusted()) > _MOST_DIGITS:
        return None
    number = canonical(decimal)
    digits = len(Decimal(number).as_tuple().digits)
    return number if digits <= _MOST_DIGITS and -LARGEST <= number <= LARGEST else None


def _invalid(code: str, fact: Fact, value: str = "", *, nearest: str | None = None) -> InvalidValueError:
    allowed = _allowed(fact.domain)
    return InvalidValueError(find(code, nearest=nearest, fact=fact.name, value=value, allowed=allowed))


def _not_possible(fact: Fact, text: str) -> InvalidValueError:
    if _may_identify(text):
        return _invalid("value-hidden", fact)
    words = [value for value in fact.domain.values if isinstance(value, str)] if isinstance(fact.domain, Choice) else []
    return _invalid("value-unknown", fact, text, nearest=nearest(text, words))


def _misspelt(fact: Fact, text: str) -> InvalidValueError:
    if _may_identify(text):
        return _invalid("value-hidden", fact)
    point = text.replace(",", ".")
    scale = isinstance(fact.domain, Scale) and not fact.domain.whole
    if scale and "," in text and _NUMBER.fullmatch(point):
        return InvalidValueError(find("value-comma", value=text, point=point))
    return _invalid("value-spelling", fact, text)


def _may_identify(text: str) -> bool:
    """Tell whether a value could be a person's number, name or address rather than a slip."""
    return looks_personal(text) or not _SHOWABLE.fullmatch(text) or sum(map(str.isdigit, text)) >= 9
