# SPDX-License-Identifier: MPL-2.0
"""Asking a person for a missing fact, and saying why."""

from __future__ import annotations

import sys

from ..answer import Answer
from ..domains import Choice
from ..errors import Error
from ..inputs import read_fact
from ..model import Fact
from ..nearest import fold
from ..render.phrases import enumerate_words
from ..render.words import Words
from ..rule_set import RuleSet
from ..text import Language, printable
from ..values import spell
from .output import is_interactive, write

__all__ = ["ask", "interview"]


def interview(rules: RuleSet, answer: Answer, facts: dict[str, object], language: Language) -> Answer:
    """Ask for missing facts one by one, if a person is there; give the last answer."""
    while answer.status == "needs_facts" and is_interactive():
        value = ask(answer, language)
        if value is None:
            break
        facts[answer.missing[0]] = value
        answer = rules.decide(answer.decision, **facts)
    return answer


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
    for number, (value, label) in enumerate(spelt.items(), 1):
        write(f"  {number}  {printable(label)}{'' if label == value else f' ({value})'}")
    prompt = words.say("choose" if spelt else "type_number")
    while True:
        reply = _reply(prompt if spelt else f"{prompt[:-2]} ({words.choices(fact)}): ")
        if reply is None:
            return None
        try:
            return read_fact(answer.model, fact.name, _meant(reply, spelt))
        except Error as error:
            write(error.message(language))


def _spelt(fact: Fact, words: Words) -> dict[str, str]:
    """Give the values of a choice as they are typed, each with its label."""
    if not isinstance(fact.domain, Choice):
        return {}
    return {spell(value): words.fact_value(fact.name, value) for value in fact.domain.values}


def _meant(reply: str, spelt: dict[str, str]) -> str:
    """Give the value behind a number of the list or behind a label; anything else as it stands."""
    values = list(spelt)
    if reply.isdecimal() and reply.isascii() and 1 <= int(reply[:3]) <= len(values):
        return values[int(reply[:3]) - 1]
    return next((value for value, label in spelt.items() if fold(reply) in (value, fold(label))), reply)


def _reply(prompt: str) -> str | None:
    """Ask on standard output, where the questions are, and give the reply; None at the end of input."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    try:
        return input().strip()
    except EOFError:
        write("")
        return None
