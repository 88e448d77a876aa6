# SPDX-License-Identifier: MPL-2.0
"""Messages about the shape of a file: its keys and the kind of value each takes."""

from __future__ import annotations

from ..text import Text
from .entry import Entry, error

__all__ = ["ADVICE", "SHAPE", "TYPES"]

# What JSON Schema calls a type, in words.
TYPES: dict[str, Text] = {
    "string": Text("en tekst", "a text"),
    "integer": Text("et helt tal", "a whole number"),
    "number": Text("et tal", "a number"),
    "boolean": Text("true eller false", "true or false"),
    "array": Text("en liste", "a list"),
    "object": Text("nøgler med værdier", "a set of keys with values"),
}
# What to do about a value of the wrong type or form, where the schema does not say it better.
ADVICE: dict[str, Text] = {
    "quote": Text('Sæt det i citationstegn: "{}".', 'Put it in quotes: "{}".'),
    "bracket": Text("Skriv det i klammer: [{}].", "Write it in brackets: [{}]."),
    "point": Text("Skriv decimaltal med punktum: {}.", "Write decimals with a point: {}."),
    "unquote": Text("Fjern citationstegnene.", "Remove the quotes."),
    "one": Text("Vælg én af dem.", "Choose one of them."),
    "all": Text(
        "Vælg én af dem; brug `all`, hvis begge dele skal gælde.",
        "Choose one of them; use `all` if both are to apply.",
    ),
    "date": Text("Skriv datoen som ÅÅÅÅ-MM-DD.", "Write the date as YYYY-MM-DD, such as 2026-11-21."),
    "id": Text("Skriv for eksempel TP-112.", "Write an id such as TP-112."),
    "value": Text("Ret værdien.", "Correct the value."),
    "text": Text(
        "Ret teksten.",
        "Look at the examples in the shipped rule sets; names are written with a-z, digits and `_`.",
    ),
}

SHAPE: dict[str, Entry] = {
    "unknown-key": error(
        "nøglen `{key}` kendes ikke her",
        "the key `{key}` is not known here",
        "Her kan stå: {allowed}.",
        "Allowed here: {allowed}.",
    ),
    "missing-key": error(
        "her mangler nøglen `{key}`",
        "the key `{key}` is missing here",
        "Tilføj `{key}:`.",
        "Add `{key}:`.",
    ),
    "needs-key": error(
        "`{present}` skal følges af `{key}`",
        "`{present}` must go with `{key}`",
        "Tilføj `{key}:` på samme niveau som `{present}:`.",
        "Add `{key}:` on the same level as `{present}:`.",
    ),
    "not-together": error(
        "`{key}` kan ikke stå sammen med de andre nøgler her",
        "`{key}` cannot stand together with the other keys here",
        "{advice}",
        "{advice_en}",
    ),
    "wrong-type": error(
        "her står {given}, men her skal stå {expected}",
        "here is {given_en}, but {expected_en} is needed",
        "{advice}",
        "{advice_en}",
    ),
    "not-allowed": error(
        "`{value}` kan ikke stå her",
        "`{value}` cannot stand here",
        "Vælg en af: {allowed}.",
        "Choose one of: {allowed}.",
    ),
    "wrong-form": error(
        "`{value}` har ikke den rigtige form",
        "`{value}` does not have the right form",
        "{advice}",
        "{advice_en}",
    ),
    "too-few": error(
        "her skal stå mindst {limit}",
        "at least {limit} must stand here",
        "Tilføj det, der mangler, eller slet nøglen.",
        "Add what is missing, or delete the key.",
    ),
    "duplicate-item": error(
        "det samme står to gange på listen",
        "the same item is on the list twice",
        "Slet det ene.",
        "Delete one of them.",
    ),
    "too-small": error(
        "`{value}` er for lille: mindst {limit}",
        "`{value}` is too small: at least {limit}",
        "Ret tallet.",
        "Correct the number.",
    ),
    "not-understood": error(
        "det, der står her, kan ikke forstås som en regel",
        "what stands here cannot be understood as a rule",
        "Sammenlign med et tilsvarende sted i de regelsæt, der følger med.",
        "Compare with a similar place in the rule sets that are shipped.",
    ),
}
