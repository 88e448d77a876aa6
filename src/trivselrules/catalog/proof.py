# SPDX-License-Identifier: MPL-2.0
"""Messages about comparing, covering and mutating rules."""

from __future__ import annotations

from .entry import Entry, error

__all__ = ["PROOF"]

PROOF: dict[str, Entry] = {
    "revision-missing": error(
        "git kan ikke finde mappen i den udgave",
        "git cannot find the folder in that revision",
        "Skriv for eksempel `HEAD~1:rules/trivselplus`, og stå i mappen med jeres regler.",
        "Write for example `HEAD~1:rules/trivselplus`, and stand in the folder that holds your rules.",
    ),
    "git-missing": error(
        "programmet git er ikke installeret",
        "the program git is not installed",
        "Installér git, eller giv en mappe i stedet for en udgave.",
        "Install git, or give a folder instead of a revision.",
    ),
    "situations-unreadable": error(
        "filen med situationer kan ikke læses",
        "the file of situations cannot be read",
        "Se efter, om filen findes, og om du har adgang til den.",
        "See whether the file exists and whether you have access to it.",
    ),
    "situations-json": error(
        "linje {line} i filen med situationer er ikke et JSON-objekt med hver oplysning én gang",
        "line {line} of the file of situations is not a JSON object with each fact once",
        'Skriv for eksempel {{"trin": 2, "tilbud": "dagpleje"}}, én situation på hver linje.',
        'Write for example {{"trin": 2, "tilbud": "dagpleje"}}, one situation on each line.',
    ),
    "wanted-nothing": error(
        "der er ikke sagt, hvad svaret skulle have været",
        "it is not said what the answer should have been",
        "Skriv et resultat og en værdi. Resultater: {known}.",
        "Write an outcome and a value. Outcomes: {known}.",
    ),
    "wanted-type": error(
        "`{outcome}` kan ikke blive det: resultatet er af typen {type}",
        "`{outcome}` cannot become that: the outcome is of type {type}",
        "Skriv for eksempel: {example}.",
        "Write for example: {example}.",
    ),
    "wanted-form": error(
        "`--why-not` skal have formen `resultat=værdi`",
        "`--why-not` must be of the form `outcome=value`",
        "Skriv for eksempel `--why-not indkalder=leder_af_ppr`.",
        "Write for example `--why-not indkalder=leder_af_ppr`.",
    ),
    "wanted-twice": error(
        "resultatet `{name}` er nævnt to gange",
        "the outcome `{name}` is given twice",
        "Nævn det én gang.",
        "Give it once.",
    ),
    "file-exists": error(
        "filen findes allerede",
        "the file exists already",
        "Vælg et andet navn, eller flyt den fil, der er der.",
        "Choose another name, or move the file that is there.",
    ),
    "file-unwritable": error(
        "filen kan ikke skrives",
        "the file cannot be written",
        "Se efter, om mappen findes, og om du har adgang til den.",
        "See whether the folder exists and whether you have access to it.",
    ),
    "write-one": error(
        "`--write` skriver eksempler til én beslutning eller ét livsforløb",
        "`--write` writes the cases of one decision or lifecycle",
        "Nævn hvilket. Der er: {known}.",
        "Name it. There are: {known}.",
    ),
    "cases-fail": error(
        "{number} af eksemplerne består ikke",
        "{number} of the cases do not pass",
        "Se hvilke med `trivselrules test`, og ret dem først.",
        "See which with `trivselrules test`, and mend them first.",
    ),
}
