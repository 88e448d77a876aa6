# SPDX-License-Identifier: MPL-2.0
"""A rule set as text to look through: its words, its decisions as trees, its open points."""

from __future__ import annotations

from collections.abc import Iterator

from ..domains import Choice
from ..model import Fact, OpenPoint, RuleSetModel
from ..text import Language, printable, sentence_case
from ..values import spell
from .phrases import amount, enumerate_words, long_date
from .words import Words

__all__ = ["show_decisions", "show_open_points", "show_overview", "show_vocabulary"]


def show_overview(model: RuleSetModel, language: Language) -> str:
    """Introduce a rule set: what it is, what it can decide, what it leaves open."""
    words = Words(model, language)
    lines = [f"{words.text(model.title)} ({model.id} {model.version})", *_in_force(words), ""]
    lines += [words.say("decisions"), *_decisions(words), ""]
    sizes = {"fact": model.facts, "source": model.sources, "open_point": model.open_points, "case": model.cases}
    counts = [amount(noun, len(things), language) for noun, things in sizes.items()]
    lines.append(f"{sentence_case(enumerate_words(counts, language))}.")
    lines += ["", words.say("see_more", model.id)]
    return _join(lines)


def _in_force(words: Words) -> Iterator[str]:
    """Say in which period the rules are as they are shown; nothing if they always are."""
    period = words.model.in_force
    ends = {"from": period.first, "until": period.last}
    told = [long_date(day, words.language) for day in ends.values() if day is not None]
    if told:
        name = "in_force" if len(told) == 2 else f"in_force_{'from' if period.first is not None else 'until'}"
        yield words.say(name, *told)


def show_decisions(model: RuleSetModel, language: Language) -> str:
    """List the decisions with the facts they can ask for."""
    return _join(_decisions(Words(model, language)))


def _decisions(words: Words) -> Iterator[str]:
    for decision in words.model.decisions.values():
        yield f"  {decision.name}: {words.text(decision.title)}"


def show_vocabulary(model: RuleSetModel, language: Language) -> str:
    """List the facts with their answers, and every other word, with the open points about them."""
    words = Words(model, language)
    lines = [words.say("facts")]
    for fact in model.facts.values():
        lines += _fact(fact, words)
    lines += _parameters(words)
    for kind, terms in model.terms.items():
        lines += ["", words.say("roles") if kind == "role" else words.say("terms", kind)]
        for term in terms.values():
            role_kind = f", {words.text(model.role_kinds[term.role_kind.name])}" if term.role_kind else ""
            lines += [f"  {term.name}: {words.text(term.label)}{role_kind}", *_about(term.name, words)]
    return _join(lines)


def _fact(fact: Fact, words: Words) -> Iterator[str]:
    yield f"  {fact.name}: {words.text(fact.question)}"
    if isinstance(fact.domain, Choice):
        for value in fact.domain.values:
            spelt = spell(value)
            yield f"    {spelt}: {words.fact_value(fact.name, value)}"
    else:
        yield f"    {words.choices(fact)}"
    yield from _about(fact.name, words)


def _about(name: str, words: Words) -> Iterator[str]:
    return (f"    {line}" for line in words.about(name))


def _parameters(words: Words) -> Iterator[str]:
    for number, parameter in enumerate(words.model.parameters.values()):
        if number == 0:
            yield from ("", words.say("parameters"))
        value = words.say("unset") if parameter.value is None else words.number(parameter.value)
        yield f"  {parameter.name}: {words.text(parameter.label)} = {value}"


def show_open_points(model: RuleSetModel, language: Language) -> str:
    """List what the documents leave open, with the readings and the option chosen."""
    words = Words(model, language)
    return "\n\n".join(_join(_open_point(point, words)) for point in model.open_points.values())


def _open_point(point: OpenPoint, words: Words) -> Iterator[str]:
    sources = f" ({', '.join(ref.name for ref in point.source)})" if point.source else ""
    yield f"{point.point} {point.name}: {words.text(point.title)}{sources}"
    yield f"  {words.text(point.why)}"
    if point.about:
        yield f"  {words.say('about', ', '.join(ref.name for ref in point.about))}"
    for name in point.readings:
        reading = words.model.readings[name]
        yield f"  {name}: {words.text(reading.question)}"
        for option, text in reading.options.items():
            default = (
                f" ({words.say('default', words.text(reading.because))})" if option == reading.default.name else ""
            )
            yield f"    {'>' if option == reading.chosen else ' '} {option}: {words.text(text)}{default}"
    if not point.about and not point.readings:
        yield f"  {words.say('always_open')}"


def _join(lines: Iterator[str] | list[str]) -> str:
    return "\n".join(map(printable, lines))
