# SPDX-License-Identifier: MPL-2.0
"""Messages about names: unknown, unused, or standing for something of the wrong kind."""

from __future__ import annotations

from .entry import Entry, error, warning

__all__ = ["NAMES"]

# What a name can stand for: in Danish, in English, and where an unused one is declared; None if it is always used.
_KINDS: dict[str, tuple[str, str, str | None]] = {
    "fact": ("oplysningen", "fact", "vocabulary.yaml"),
    "outcome": ("resultatet", "outcome", "vocabulary.yaml"),
    "type": ("resultattypen", "outcome type", None),
    "role": ("rollen", "role", "vocabulary.yaml"),
    "role-kind": ("rolletypen", "kind of role", "vocabulary.yaml"),
    "term": ("ordet", "term", "vocabulary.yaml"),
    "parameter": ("parameteren", "parameter", "vocabulary.yaml"),
    "part": ("delen", "part", "parts"),
    "source": ("kildeudsagnet", "source fact", None),
    "document": ("dokumentet", "document", "rule_set.yaml"),
    "notice": ("bemærkningen", "notice", "notices.yaml"),
    "open-point": ("det åbne punkt", "open point", "open_points.yaml"),
    "reading": ("læsningen", "reading", "open_points.yaml"),
    "option": ("valget", "option", None),
    "decision": ("beslutningen", "decision", None),
    "event": ("hændelsen", "event", "events.yaml"),
    "task": ("opgaven", "task", "tasks.yaml"),
    "lifecycle": ("livsforløbet", "lifecycle", None),
    "phase": ("fasen", "phase", None),
    "mark": ("mærket", "mark", None),
    "invariant": ("forbuddet", "invariant", None),
    "value": ("svaret", "answer", None),
    "rule": ("reglen", "rule", None),
    "rule-set": ("regelsættet", "rule set", None),
    "kind": ("slagsen af fil", "kind of file", None),
    "code": ("fejlkoden", "code of a problem", None),
}


def _unknown(da: str, en: str) -> Entry:
    return error(
        f"{da} `{{name}}` findes ikke",
        f"the {en} `{{name}}` does not exist",
        "Kendte navne: {known}.",
        "Known names: {known}.",
    )


def _unused(da: str, en: str, where: str) -> Entry:
    return warning(
        f"{da} `{{name}}` bliver ikke brugt",
        f"the {en} `{{name}}` is not used",
        f"Brug navnet, eller slet det fra `{where}`.",
        f"Use the name, or delete it from `{where}`.",
    )


NAMES: dict[str, Entry] = {
    **{f"unknown-{kind}": _unknown(da, en) for kind, (da, en, _) in _KINDS.items()},
    **{f"unused-{kind}": _unused(da, en, where) for kind, (da, en, where) in _KINDS.items() if where is not None},
    "uncited-source": error(
        "kildeudsagnet `{name}` er hverken brugt eller gjort rede for",
        "the source fact `{name}` is neither used nor accounted for",
        "Henvis til det med `source:` i en regel, eller skriv `account:` med en grund.",
        "Refer to it with `source:` in a rule, or write `account:` with a reason.",
    ),
    "account-and-citation": warning(
        "kildeudsagnet `{name}` har en `account`, men en regel eller bemærkning henviser til det: {place}",
        "the source fact `{name}` has an `account`, but a rule or notice refers to it: {place}",
        "Slet `account` og `reason`, eller slet henvisningen.",
        "Delete `account` and `reason`, or delete the reference.",
    ),
    "notice-without-source": error(
        "bemærkningen `{name}` siges at være dokumentets, men nævner ingen kilde",
        "the notice `{name}` is said to be the document's but names no source",
        "Skriv `source: [...]`, eller skriv `basis: ours` eller `basis: law`, hvis det ikke er dokumentets ord.",
        "Write `source: [...]`, or write `basis: ours` or `basis: law` if the words are not the document's.",
    ),
    "name-differs": error(
        "filen hedder `{file}`, men indeholder `{name}`",
        "the file is called `{file}` but holds `{name}`",
        "Lad filen og det, den indeholder, hedde det samme.",
        "Let the file and what it holds have the same name.",
    ),
    "name-taken": error(
        "navnet `{name}` er allerede brugt i linje {first}",
        "the name `{name}` is already used on line {first}",
        "Giv den ene et andet navn.",
        "Give one of them another name.",
    ),
    "name-reserved": error(
        "navnet `{name}` er optaget af sproget selv",
        "the name `{name}` is taken by the language itself",
        "Giv ordene en anden type, for eksempel `kanal`.",
        "Give the terms another type, for example `channel`.",
    ),
    "unknown-placeholder": error(
        "sætningen bruger `{{{name}}}`, som ikke er et af beslutningens resultater",
        "the sentence uses `{{{name}}}`, which is not one of the decision's outcomes",
        "Brug et af: {known}.",
        "Use one of: {known}.",
    ),
    "calendar-outcome": error(
        "`{outcome}` kan ikke stå ved `{key}`, hvor der skal stå ét resultat af typen `{type}`",
        "`{outcome}` cannot stand at `{key}`, which takes a single outcome of type `{type}`",
        "Vælg et andet resultat, eller ret typen under `outcome`.",
        "Choose another outcome, or correct the type under `outcome`.",
    ),
    "calendar-required": error(
        "`{outcome}` bruges til at regne datoer ud og skal derfor altid afgøres",
        "dates are computed from `{outcome}`, so it must always be set",
        "Skriv `required: true` ved `{outcome}` i linje {place}.",
        "Write `required: true` at `{outcome}` on line {place}.",
    ),
    "calendar-dates": error(
        "`{value}` kan ikke bruges ved `{key}` i `calendar`, som tæller hele dage",
        "`{value}` cannot be used at `{key}` in `calendar`, which counts whole days",
        "Brug kun `years`, `months`, `weeks`, `days` og `working_days`.",
        "Use only `years`, `months`, `weeks`, `days` and `working_days`.",
    ),
    "calendar-hours": error(
        "`{value}` kan ikke bruges ved `{key}` i `calendar`, som er et mødes længde",
        "`{value}` cannot be used at `{key}` in `calendar`, which is the length of a meeting",
        "Brug kun `hours` og `minutes`.",
        "Use only `hours` and `minutes`.",
    ),
    "calendar-zero": error(
        "`{value}` kan ikke bruges ved `{key}` i `calendar`: det er ingen tid",
        "`{value}` cannot be used at `{key}` in `calendar`: it is no time at all",
        "Skriv et tal, der er større end 0.",
        "Write a number greater than 0.",
    ),
    "reading-not-chosen": warning(
        "læsningen `{name}` er ikke valgt i `rule_set.yaml`; standarden `{option}` gælder",
        "the reading `{name}` is not chosen in `rule_set.yaml`; the default `{option}` applies",
        "Skriv `{name}: {option}` under `readings`, så intet er valgt i stilhed.",
        "Write `{name}: {option}` under `readings`, so that nothing is chosen silently.",
    ),
    "parameter-unset": warning(
        "parameteren `{name}` er ikke sat",
        "the parameter `{name}` is not set",
        "Skriv en værdi under `parameters` i `rule_set.yaml`.",
        "Write a value under `parameters` in `rule_set.yaml`.",
    ),
    "parameter-type": error(
        "parameteren `{name}` kan ikke have værdien `{value}`; den skal være af typen `{type}`",
        "the parameter `{name}` cannot have the value `{value}`; its type is `{type}`",
        "Ret værdien, eller skriv `unset`.",
        "Correct the value, or write `unset`.",
    ),
    "case-date": error(
        "datoen `{value}` findes ikke",
        "the date `{value}` does not exist",
        "Skriv en dato, der findes, som ÅÅÅÅ-MM-DD.",
        "Write a date that exists, as YYYY-MM-DD.",
    ),
    "no-source": error(
        "reglen nævner ingen kilde",
        "the rule names no source",
        "Skriv `source: [...]` med kildeudsagnets id.",
        "Write `source: [...]` with the id of the source fact.",
    ),
}
