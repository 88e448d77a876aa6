# SPDX-License-Identifier: MPL-2.0
"""Asking a person for a missing fact, and saying why."""

from __future__ import annotations

from ..answer import Answer
from ..domains import Choice
from ..errors import Error
from ..inputs import read_fact
from ..model import Fact
from ..nearest import fold
from ..render.words import Words
from ..text import Language, enumerate_words, printable
from ..values import spell
from .output import write

__all__ = ["ask"]


def ask(answer: Answer, language: Language) -> object | None:
    """Ask for the first missing fact until the reply is possible; None if there are no more replies."""
    words = Words(answer.model, language)
    wait = next(wait for wait in answer.waiting if wait.fact == answer.missing[0])
    fact = answer.model.facts[wait.fact]
    decides = enumerate_words((words.text(answer.model.outcome_labels[name]) for name in wait.decides), language)
    write(f"\n{printable(words.text(fact.question))}")
    write(printable(words.say("why_asked", decides, wait.location)))
    for line in words.about(fact.name):
        write(printable(line))
    spelt = _spelt(fact, words)
    for number, (_, label) in enumerate(spelt, 1):
        write(f"  {number}  {printable(label)}")
    prompt = words.say("choose" if spelt else "type_number")
    while True:
        reply = _reply(prompt if spelt else f"{prompt[:-2]} ({words.choices(fact)}): ")
        if reply is None:
            return None
        try:
            return read_fact(answer.model, fact.name, _meant(reply, spelt))
        except Error as error:
            write(error.message(language))


def _spelt(fact: Fact, words: Words) -> list[tuple[str, str]]:
    """Give the values of a choice as they are typed, each with its label."""
    if not isinstance(fact.domain, Choice):
        return []
    values = [(spell(v), words.fact_value(fact.name, v)) for v in fact.domain.values]
    return [(value, label if label == value else f"{label} ({value})") for value, label in values]


def _meant(reply: str, spelt: list[tuple[str, str]]) -> str:
    """Give the value behind a number of the list or behind a label; anything else as it stands."""
    if reply.isdecimal() and reply.isascii() and 1 <= int(reply[:3]) <= len(spelt):
        return spelt[int(reply[:3]) - 1][0]
    return next((value for value, label in spelt if fold(reply) in (value, fold(label.split(" (")[0]))), reply)


def _reply(prompt: str) -> str | None:
    try:
        return input(prompt).strip()
    except EOFError:
        write("")
        return None
