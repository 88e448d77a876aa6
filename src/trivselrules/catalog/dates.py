# SPDX-License-Identifier: MPL-2.0
"""Messages about rules that change with time."""

from __future__ import annotations

from .entry import Entry, error

__all__ = ["DATES"]

DATES: dict[str, Entry] = {
    "file-version": error(
        "`{name}` kan ikke være en udgave: kun regler har flere udgaver",
        "`{name}` cannot be a version: only rules have several versions",
        "Skriv det i `{rule}`, som gælder til enhver tid.",
        "Write it in `{rule}`, which always holds.",
    ),
    "no-such-date": error(
        "datoen `{value}` findes ikke",
        "the date `{value}` does not exist",
        "Skriv en dato, der findes, som ÅÅÅÅ-MM-DD.",
        "Write a date that exists, as YYYY-MM-DD.",
    ),
    "in-force-empty": error(
        "reglen gælder aldrig: den begynder {first} og slutter {last}",
        "the rule never holds: it begins on {first} and ends on {last}",
        "Lad `until` være den sidste dag, reglen gælder, og ikke ligge før `from`.",
        "Let `until` be the last day on which the rule holds, and not before `from`.",
    ),
    "in-force-overlap": error(
        "to udgaver af `{name}` gælder samtidig, for eksempel {date}; den anden står i `{other}`",
        "two versions of `{name}` hold at once, for example on {date}; the other one is in `{other}`",
        "Skriv i den ældste udgave `until` med dagen før, den nye begynder.",
        "Write `until` in the older version, with the day before the new one begins.",
    ),
    "in-force-hole": error(
        "fra {first} til {last} gælder ingen udgave af `{name}`",
        "from {first} to {last} no version of `{name}` holds",
        "Lad udgaverne følge på hinanden, eller skriv en, der siger `undetermined`, for dagene imellem.",
        "Let the versions follow on each other, or write one that says `undetermined` for the days between.",
    ),
    "rule-not-in-force": error(
        "`{name}` gælder ikke {date}",
        "`{name}` does not hold on {date}",
        "Vælg en anden dato, eller skriv en udgave af reglen, der gælder da.",
        "Choose another date, or write a version of the rule that holds then.",
    ),
    "date-needed": error(
        "reglerne skifter med tiden, og der er ikke sagt, hvilken dato der spørges for",
        "the rules change with time, and it is not said which date is asked for",
        "Giv datoen med `on`.",
        "Give the date as `on`.",
    ),
    "case-undated": error(
        "`{name}` har flere udgaver, og eksemplet siger ikke, hvilken dag det gælder",
        "`{name}` has several versions, and the case does not say which day it is about",
        "Skriv `on:` med en dato.",
        "Write `on:` with a date.",
    ),
    "phase-dropped": error(
        "den nye udgave af `{name}` har ikke fasen `{phase}`, og det siges ikke, hvor en sag så er",
        "the new version of `{name}` has no phase `{phase}`, and it is not said where a matter is instead",
        "Skriv under `moved:` en linje med `{phase}:` og den nye fase.",
        "Write below `moved:` a line with `{phase}:` and the new phase.",
    ),
    "phase-not-dropped": error(
        "fasen `{phase}` findes stadig",
        "the phase `{phase}` is still there",
        "Under `moved` står kun faser, som denne udgave ikke har.",
        "Only phases that this version does not have stand under `moved`.",
    ),
    "mark-not-carried": error(
        "mærket `{mark}` mangler, når en sag går fra fasen `{first}` i den gamle udgave til `{phase}` i den nye",
        "the mark `{mark}` is missing when a matter goes from the phase `{first}` of the old version to `{phase}`",
        "Lad mærket høre til fasen i begge udgaver, med mindst de samme værdier i den nye.",
        "Let the mark belong to the phase in both versions, with at least the same values in the new one.",
    ),
}
