# SPDX-License-Identifier: MPL-2.0
"""Messages about what rules say together: gaps, overlaps, conflicts, dead answers."""

from __future__ import annotations

from .entry import Entry, conflict, error

__all__ = ["LOGIC"]

LOGIC: dict[str, Entry] = {
    "answer-missing": conflict(
        "der mangler svar på `{fact}` for: {values}",
        "answers to `{fact}` are missing for: {values}",
        "Tilføj svaret, eller skriv `undetermined:` med det åbne punkt, hvis kilden ikke giver en regel.",
        "Add the answer, or write `undetermined:` with the open point if the source gives no rule.",
    ),
    "answer-impossible": conflict(
        "svaret `{value}` kan ikke forekomme her: `{fact}` er allerede afgjort til {possible}",
        "the answer `{value}` cannot occur here: `{fact}` is already settled as {possible}",
        "Slet svaret, eller ret det spørgsmål ovenover, der udelukker det.",
        "Delete the answer, or correct the question above that rules it out.",
    ),
    "answer-overlap": conflict(
        "svaret `{value}` dækker det samme som `{other}` i linje {first}",
        "the answer `{value}` covers the same as `{other}` on line {first}",
        "Flyt grænsen, så hvert svar kun hører til ét sted.",
        "Move the border so that each answer belongs in one place only.",
    ),
    "answer-form": error(
        "`{value}` passer ikke som svar på `{fact}`",
        "`{value}` does not fit as an answer to `{fact}`",
        "Mulige svar: {allowed}.",
        "Possible answers: {allowed}.",
    ),
    "answer-scale": error(
        "`{value}` passer ikke som svar på `{fact}`",
        "`{value}` does not fit as an answer to `{fact}`",
        "Skriv for eksempel: {allowed}.",
        "Write for example: {allowed}.",
    ),
    "domain-empty": error(
        "der er ingen mulige værdier for `{fact}`",
        "there are no possible values for `{fact}`",
        "Lad `from` være mindre end `to`, og `step` større end 0.",
        "Let `from` be less than `to`, and `step` more than 0.",
    ),
    "domain-no-values": error(
        "der er ingen ord at svare på `{fact}` med",
        "there are no words to answer `{fact}` with",
        "Skriv mindst ét svar under `values`, eller mindst ét ord af typen.",
        "Write at least one answer under `values`, or at least one word of the type.",
    ),
    "domain-form": error(
        "`{key}` passer ikke til oplysningen `{fact}`",
        "`{key}` does not fit the fact `{fact}`",
        "`from` og `to` hører til tal, `step` til typen number, og de skal selv være tal af samme slags.",
        "`from` and `to` belong to numbers, `step` to the type number, and they must be numbers of that kind.",
    ),
    "option-missing": conflict(
        "læsningen `{reading}` mangler valget: {values}",
        "the reading `{reading}` lacks the option: {values}",
        "Skriv, hvad der gælder, når kommunen vælger sådan.",
        "Write what applies when the municipality chooses so.",
    ),
    "outcome-twice": conflict(
        "`{outcome}` bliver afgjort to gange på samme vej; første gang i linje {first}",
        "`{outcome}` is set twice on the same path; the first time on line {first}",
        "Lad kun én gren afgøre `{outcome}`.",
        "Let only one branch set `{outcome}`.",
    ),
    "outcome-missing": conflict(
        "`{outcome}` bliver ikke afgjort på alle veje",
        "`{outcome}` is not set on every path",
        "Afgør det, eller skriv `undetermined:` med det åbne punkt.",
        "Set it, or write `undetermined:` with the open point.",
    ),
    "outcome-type": error(
        "`{value}` kan ikke være `{outcome}`, som er af typen `{type}`",
        "`{value}` cannot be `{outcome}`, which is of type `{type}`",
        "Skriv en værdi af den type, for eksempel: {example}.",
        "Write a value of that type, such as: {example}.",
    ),
    "outcome-many": error(
        "`{outcome}` kan kun have én værdi",
        "`{outcome}` can have only one value",
        "Skriv én værdi uden klammer, eller skriv `many: true` ved resultatet.",
        "Write one value without brackets, or write `many: true` at the outcome.",
    ),
    "outcome-one": error(
        "`{outcome}` er en liste",
        "`{outcome}` is a list",
        "Skriv værdien i klammer: `[{value}]`.",
        "Write the value in brackets: `[{value}]`.",
    ),
    "not-applicable-in-all": conflict(
        "`not_applicable` kan ikke stå i en gren af `all`",
        "`not_applicable` cannot stand in a branch of `all`",
        "Spørg først, om beslutningen er aktuel, og brug `all` bagefter.",
        "First ask whether the decision applies, and use `all` after that.",
    ),
    "set-before-not-applicable": conflict(
        "`{outcome}` er allerede afgjort i linje {first}, men her er beslutningen ikke aktuel",
        "`{outcome}` is already set on line {first}, but here the decision does not apply",
        "Flyt `set` ned til de svar, hvor beslutningen er aktuel.",
        "Move `set` down to the answers where the decision applies.",
    ),
    "source-missing": conflict(
        "intet på vejen hertil nævner en kilde",
        "nothing on the way here names a source",
        "Skriv `source: [...]` med kildeudsagnets id ved svaret eller højere oppe på vejen.",
        "Write `source: [...]` with the id of the source fact at the answer or further up the way.",
    ),
    "reading-too-early": conflict(
        "læsningen `{reading}` står for tidligt: her giver alle valg samme svar",
        "the reading `{reading}` stands too early: here every option gives the same answer",
        "Spørg om oplysningerne først, og sæt læsningen, hvor valget gør en forskel.",
        "Ask for the facts first, and put the reading where the choice makes a difference.",
    ),
    "part-cycle": conflict(
        "delene bruger hinanden i ring: {parts}",
        "the parts use each other in a circle: {parts}",
        "Bryd ringen, så hver del kun bruger dele, der ikke fører tilbage til den.",
        "Break the circle so that no part leads back to itself.",
    ),
    "decision-too-large": error(
        "beslutningen folder sig ud til mere end {limit} led",
        "the decision unfolds to more than {limit} nodes",
        "Del den i flere beslutninger, eller brug `all` i stedet for at gentage dele.",
        "Divide it into several decisions, or use `all` instead of repeating parts.",
    ),
    "decision-too-deep": error(
        "vejen gennem beslutningen er længere end {limit} led",
        "the path through the decision is longer than {limit} nodes",
        "Del den i flere beslutninger.",
        "Divide it into several decisions.",
    ),
}
