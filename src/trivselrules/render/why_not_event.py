# SPDX-License-Identifier: MPL-2.0
"""Why an event is not accepted, and what it takes, as prose and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..machine.program import Given
from ..model import RuleSetModel
from ..proof.lead_facts import Way
from ..proof.leading import Lead, Leads
from ..proof.prospects import Prospects
from ..proof.wish import Change, Choices
from ..text import Language, printable
from ..values import plain, spell
from .conditions import witness_dict, witness_text
from .phrases import alternatives, enumerate_words
from .replay import told_event, told_points, told_refusal
from .replay_json import refusal_json
from .words import Words

__all__ = ["explain_why_not_event", "why_not_event_dict"]

_Allowed = Mapping[str, tuple[Given, ...]]


def explain_why_not_event(found: Prospects, model: RuleSetModel, language: Language) -> str:
    """Say what becomes of the event and why, then what would have to differ, one way to a line, with examples."""
    words = Words(model, language)
    lines = [words.say("why_not_event", told_event(found.event, found.facts, words)), *_now(found, words)]
    if found.changes:
        lines.append(words.say("event_still" if found.lacks else "event_least"))
        lines += (line for change in found.changes for line in _change(change, found, words))
    if found.before is not None:
        lines += _before(found.before, words)
    elif not found.anywhere:
        lines.append(words.say("event_never"))
    elif not found.holds and not found.lacks:
        lines.append(words.say("event_no_way"))
        told = {(change.facts, change.readings) for change in found.changes}
        more = [change for change in found.otherwise if (change.facts, change.readings) not in told]
        if more:
            lines.append(words.say("event_otherwise"))
            lines += (line for change in more for line in _change(change, found, words))
    return "\n".join(map(printable, lines))


def _now(found: Prospects, words: Words) -> Iterator[str]:
    """Say what would become of the event now."""
    response = found.response
    match response.status:
        case "accepted":
            yield words.say("event_holds")
        case "undetermined":
            yield words.say("event_is_open")
            yield from (f"    {line}" for line in told_points(response.open_points, words))
        case "needs_facts":
            yield words.say("event_lacks")
            yield from (f"    {words.text(words.model.facts[name].question)}" for name in response.missing)
        case _:
            yield words.say("event_is_refused")
            if response.refusal is not None:
                yield from (f"    {line}" for line in told_refusal(response.refusal, words))
            yield from (f"    {line}" for line in told_points(response.open_points, words))


def _change(change: Change, found: Prospects, words: Words) -> Iterator[str]:
    for way in change.ways:
        changed = [
            words.say("instead", _fact(name, values, words), words.fact_value(name, found.facts[name]))
            for name, values in way.facts.items()
            if name in change.facts
        ]
        changed += (_reading(name, options, words) for name, options in way.readings.items())
        given = [_fact(name, values, words) for name, values in way.facts.items() if name not in change.facts]
        where = words.say("when", enumerate_words(given, words.language)) if changed and given else ""
        told = enumerate_words(changed or given, words.language) if changed or given else words.say("event_any")
        yield f"- {', '.join(filter(None, (told, where)))}."
        yield f"  {words.say('example', _example(found, way))}"


def _example(found: Prospects, way: Choices) -> str:
    return f"{found.event} {witness_text(way.witness)}".strip()


def _fact(name: str, values: tuple[Given, ...], words: Words) -> str:
    return words.say("is", words.text(words.model.facts[name].label), _values(name, values, words))


def _values(name: str, values: tuple[Given, ...], words: Words) -> str:
    return alternatives((words.fact_value(name, value) for value in values), words.language)


def _reading(name: str, options: tuple[str, ...], words: Words) -> str:
    """Say how a reading would have to be read, and how it is read now."""
    reading = words.model.readings[name]
    told = alternatives((words.text(reading.options[option]) for option in options), words.language)
    return words.say("instead", words.say("is_read", name, told), words.text(reading.options[reading.chosen]))


def _before(before: Leads, words: Words) -> Iterator[str]:
    one = before.length == 1
    yield words.say("event_after_one") if one else words.say("event_after", before.length)
    for lead in before.leads:
        for way in lead.ways:
            yield from _way(lead, way, words)
        if lead.orders > 1:
            others = lead.orders - 1
            yield f"  {words.say('event_order') if others == 1 else words.say('event_orders', others)}"
    rest = before.count - sum(lead.orders for lead in before.leads)
    if rest:
        yield words.say("event_more", rest)


def _way(lead: Lead, way: Way, words: Words) -> Iterator[str]:
    *before, own = way.facts
    for number, (event, facts) in enumerate(zip(lead.events, before, strict=True), 1):
        mark = "-" if number == 1 else " "
        count = f"{number}. " if len(before) > 1 else ""
        yield f"{mark} {count}{_allowing(event, facts, words)}"
    if own:
        yield f"  {words.say('event_itself', _allowing(way.witness[-1][0], own, words))}"
    example = ", ".join(_typed(event, facts) for event, facts in way.witness)
    yield f"  {words.say('example', example)}"


def _allowing(event: str, facts: _Allowed, words: Words) -> str:
    """Write an event with the values that its facts can have."""
    told = [
        f"{words.text(words.model.facts[name].label)}: {_values(name, values, words)}" for name, values in facts.items()
    ]
    return f"{words.event(event)} ({'; '.join(told)})" if told else words.event(event)


def _typed(event: str, facts: Mapping[str, Given]) -> str:
    return " ".join([event, *(f"{name}={spell(value)}" for name, value in facts.items())])


def why_not_event_dict(found: Prospects) -> dict[str, object]:
    """Give it as JSON knows it."""
    response, before = found.response, found.before
    return {
        "event": found.event,
        "facts": {name: plain(value) for name, value in found.facts.items()},
        "status": response.status,
        "refused": None if response.refusal is None else refusal_json(response.refusal),
        "undetermined": list(response.undetermined),
        "missing": list(response.missing),
        "open_points": list(response.open_points),
        "holds": found.holds,
        "anywhere": found.anywhere,
        "changes": [_change_json(change) for change in found.changes],
        "before": None if before is None else _before_json(before),
        "otherwise": [_change_json(change) for change in found.otherwise],
    }


def _change_json(change: Change) -> dict[str, object]:
    return {
        "facts": list(change.facts),
        "readings": list(change.readings),
        "ways": [
            {
                "when": _allowed(way.facts),
                "readings": {name: list(options) for name, options in way.readings.items()},
                "witness": witness_dict(way.witness),
            }
            for way in change.ways
        ],
    }


def _allowed(facts: _Allowed) -> dict[str, list[str]]:
    """Give values in words of the rule language, as `decide --why-not` does."""
    return {name: list(map(spell, values)) for name, values in facts.items()}


def _before_json(before: Leads) -> dict[str, object]:
    return {
        "length": before.length,
        "count": before.count,
        "courses": [
            {
                "events": list(lead.events),
                "orders": lead.orders,
                "ways": [
                    {
                        "when": [_allowed(facts) for facts in way.facts],
                        "witness": [
                            {"event": event, "facts": {name: plain(value) for name, value in facts.items()}}
                            for event, facts in way.witness
                        ],
                    }
                    for way in lead.ways
                ],
            }
            for lead in before.leads
        ],
    }
