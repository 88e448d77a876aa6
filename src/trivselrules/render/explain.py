# SPDX-License-Identifier: MPL-2.0
"""An answer as prose."""

from __future__ import annotations

import re

from ..engine.verdict import Verdict
from ..model import Reading, RuleSetModel
from ..text import Language, printable, sentence_case
from .phrases import enumerate_words, phrase
from .words import Words

__all__ = ["explain"]


def explain(verdict: Verdict, model: RuleSetModel, language: Language) -> str:
    """Write an answer with its reasons as prose that someone who does not know the rules can follow."""
    words = Words(model, language)
    blocks = [
        [words.text(model.decisions[verdict.decision].title)],
        _status(verdict, words),
        _outcome(verdict, words),
        _missing(verdict, words),
        _because(verdict, words),
        _open(verdict, words),
        _notices(verdict, words),
    ]
    return "\n\n".join("\n".join(map(printable, block)) for block in blocks if block)


def _status(verdict: Verdict, words: Words) -> list[str]:
    match verdict.status:
        case "not_applicable":
            reason = words.model.notices[verdict.not_applicable or ""]
            return [words.say("not_applicable"), words.text(reason.text)]
        case "undetermined":
            points = (words.model.open_points[name] for name in verdict.undetermined)
            return [
                words.say("undetermined"),
                *(f"- {words.text(p.title)} ({p.point}). {words.text(p.why)}" for p in points),
            ]
        case "needs_facts":
            return [words.say("needs_facts")]
        case _:
            return []


def _outcome(verdict: Verdict, words: Words) -> list[str]:
    if not verdict.outcome:
        return []
    decision = words.model.decisions[verdict.decision]
    told = {name: words.told(verdict.decision, name, value) for name, value in verdict.outcome.items()}
    values = {name: words.outcome(verdict.decision, name, value) for name, value in verdict.outcome.items()}
    sentence = "" if decision.sentence is None else words.text(decision.sentence)
    if verdict.status == "decided" and sentence and set(re.findall(r"\{(.*?)\}", sentence)) <= values.keys():
        filled = sentence_case(re.sub(r"\{(.*?)\}", lambda found: values[found[1]], sentence))
        return [filled, *(line for name, lines in told.items() if f"{{{name}}}" not in sentence for line in lines)]
    lead = [] if verdict.status == "decided" else [words.say("so_far")]
    return [*lead, *(line for lines in told.values() for line in lines)]


def _missing(verdict: Verdict, words: Words) -> list[str]:
    if not verdict.missing:
        return []
    facts = [words.model.facts[name] for name in verdict.missing]
    return [
        words.say("missing"),
        *(f"- {words.text(fact.question)} ({fact.name}={words.choices(fact)})" for fact in facts),
    ]


def _because(verdict: Verdict, words: Words) -> list[str]:
    """Give each fact and reading once, then the statements of the source they led to."""
    said: dict[str, None] = {}
    for reason in verdict.because:
        if reason.kind == "fact":
            label = words.text(words.model.facts[reason.name].label)
            said[f"- {label}: {words.fact_value(reason.name, reason.value)}"] = None
        elif reason.kind == "reading" and reason.name not in verdict.open_points:
            reading = words.model.readings[reason.name]
            option = words.text(reading.options[str(reason.value)])
            said[f"- {words.text(reading.question)} {words.say('read_as')}: {option}"] = None
    heading = "because_so_far" if verdict.status == "needs_facts" else "because"
    lead = [words.say(heading), *said] if said else []
    return lead + _sources({source for reason in verdict.because for source in reason.source}, words)


def _sources(ids: set[str], words: Words) -> list[str]:
    """Name the statements by document."""
    by_document: dict[str, list[str]] = {}
    for source in sorted(ids):
        by_document.setdefault(words.model.sources[source].document.name, []).append(source)
    titles = words.model.documents
    return [
        words.say("sources", enumerate_words(names, words.language), words.text(titles[document].title))
        for document, names in by_document.items()
    ]


def _open(verdict: Verdict, words: Words) -> list[str]:
    """Give the readings whose other options would change this very answer."""
    lines = []
    for name in verdict.open_points:
        taken = [reason for reason in verdict.because if reason.kind == "reading" and reason.name == name]
        if taken:
            sources = sorted({source for reason in taken for source in reason.source})
            lines.append(_reading(words.model.readings[name], str(taken[0].value), sources, words))
    return [words.say("rests_on"), *lines] if lines else []


def _reading(reading: Reading, option: str, sources: list[str], words: Words) -> str:
    point = words.model.open_points[reading.point].point
    others = [words.text(text) for name, text in reading.options.items() if name != option]
    chosen = f"{words.text(reading.question)} {words.say('chosen')}: {words.text(reading.options[option])}"
    why = f", {phrase('since', words.language)} {words.text(reading.because)}" if option == reading.default.name else ""
    otherwise = "otherwise" if len(others) > 1 else "otherwise_one"
    cited = enumerate_words([point, *sources], words.language)
    return f"- {chosen}{why} ({cited}). {words.say(otherwise)}: {'; '.join(others)} (`{reading.name}`)."


def _notices(verdict: Verdict, words: Words) -> list[str]:
    notices = [words.model.notices[name] for name in verdict.notices if name != verdict.not_applicable]
    if not notices:
        return []
    return [words.say("notices"), *(f"- {words.text(n.text)} ({words.say('basis_' + n.basis)})" for n in notices)]
