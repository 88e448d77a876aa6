# SPDX-License-Identifier: MPL-2.0
"""Messages about a rule set of one's own and the one it extends."""

from __future__ import annotations

from .entry import Entry, conflict, error, warning

__all__ = ["OWN"]

OWN: dict[str, Entry] = {
    "base-cycle": error(
        "`{name}` kan ikke være det, der bygges på: det bygger selv på dette regelsæt",
        "`{name}` cannot be the base: it extends this rule set itself",
        "Byg på et andet regelsæt, for eksempel et, der følger med.",
        "Extend another rule set, such as one that is shipped.",
    ),
    "base-same-name": error(
        "`{name}` er både navnet på dette og på det, der bygges på",
        "`{name}` is the name of both this rule set and its base",
        "Giv jeres mappe og jeres regelsæt et navn, der ikke er brugt.",
        "Give your folder and your rule set a name that is not in use.",
    ),
    "base-version": error(
        "`{name}` er nu i udgave `{version}`, men ændringerne er lavet til udgave `{written}`",
        "`{name}` is now version `{version}`, but the changes were made for version `{written}`",
        'Se ændringerne igennem, og skriv så `version: "{version}"`.',
        'Look through the changes, and then write `version: "{version}"`.',
    ),
    "extends-missing": error(
        "det, der står her, ændrer et andet regelsæt, men `rule_set.yaml` nævner ikke noget",
        "what stands here changes another rule set, but `rule_set.yaml` names none",
        'Skriv `extends: {{rule_set: …, version: "…"}}` i `rule_set.yaml`.',
        'Write `extends: {{rule_set: …, version: "…"}}` in `rule_set.yaml`.',
    ),
    "add-missing": error(
        "`{key}` skal stå under `add` eller `change`, når regelsættet bygger på et andet",
        "`{key}` must stand under `add` or `change` when the rule set extends another",
        "Flyt nye ord ind under `add:` og ændrede under `change:`.",
        "Move new words below `add:` and changed ones below `change:`.",
    ),
    "already-in-base": error(
        "`{name}` findes allerede i `{base}`",
        "`{name}` exists in `{base}` already",
        "Brug et andet navn, eller skriv det under `{key}:`, hvis det skal være anderledes.",
        "Use another name, or write it under `{key}:` if it is to be different.",
    ),
    "because-missing": error(
        "valget `{name}: {choice}` er et andet end det, der bygges på, og har ingen grund",
        "the choice `{name}: {choice}` departs from the base and gives no reason",
        "Skriv `choose: {choice}` på linjen under `{name}:` og derefter `because:` med `da` og `en`.",
        "Write `choose: {choice}` on the line below `{name}:`, and then `because:` with `da` and `en`.",
    ),
    "change-without-effect": warning(
        "ændringen af `{name}` ændrer ikke noget: sådan er det allerede i `{base}`",
        "the change of `{name}` changes nothing: it is like that in `{base}` already",
        "Slet ændringen, eller skriv det, der skal være anderledes.",
        "Delete the change, or write what is to be different.",
    ),
    "not-the-base": error(
        "`{name}` er ikke det regelsæt, der bygges på",
        "`{name}` is not the rule set that is extended",
        "Skriv `{base}/` og reglens navn.",
        "Write `{base}/` and the name of the rule.",
    ),
    "replaces-differs": error(
        "filen indeholder `{name}`, men erstatter `{rule}`",
        "the file holds `{name}` but replaces `{rule}`",
        "Lad begge steder have det samme navn.",
        "Let both places have the same name.",
    ),
    "outcome-differs": error(
        "`{rule}` har andre resultater end i `{base}`, og så passer det, der bruger reglen, ikke længere",
        "`{rule}` has other outcomes than in `{base}`, so whatever uses the rule no longer fits",
        "Slet `outcome:`; resultaterne er stadig: {known}.",
        "Delete `outcome:`; the outcomes still are: {known}.",
    ),
    "changes-lifecycle": error(
        "livsforløbet `{name}` kan kun få en anden titel eller erstattes helt",
        "the lifecycle `{name}` can only be given another title or be replaced whole",
        "Skriv hele livsforløbet med `lifecycle:`, `replaces:` og `because:`.",
        "Write the whole lifecycle with `lifecycle:`, `replaces:` and `because:`.",
    ),
    "values-not-listed": error(
        "oplysningen `{fact}` har ingen liste af svar",
        "the fact `{fact}` has no list of answers",
        "Et ord lægges til under `terms`, og en grænse for tal er en parameter.",
        "A word is added under `terms`, and a limit of numbers is a parameter.",
    ),
    "answer-in-base": error(
        "`{base}` svarer selv på `{value}`, når der spørges om `{fact}`",
        "`{base}` itself answers `{value}` when it asks for `{fact}`",
        "Under `answers` står kun nye svar. Skal et svar være anderledes, så erstat dets del under `parts`.",
        "Only new answers stand under `answers`. To change an answer, replace its part under `parts`.",
    ),
    "fact-not-asked": warning(
        "`{rule}` spørger ikke om `{fact}`, så svaret bruges aldrig",
        "`{rule}` does not ask for `{fact}`, so the answer is never used",
        "Slet svaret, eller erstat den del, der skal spørge.",
        "Delete the answer, or replace the part that is to ask.",
    ),
    "value-unanswered": conflict(
        "`{rule}` siger ikke, hvad der gælder ved det nye svar `{value}` på `{fact}` (spørges i {place})",
        "`{rule}` does not say what applies for the new answer `{value}` to `{fact}` (asked in {place})",
        "Skriv en fil `{rule}.yaml` med `changes:`, `because:` og svaret under `answers:`.",
        "Write a file `{rule}.yaml` with `changes:`, `because:` and the answer under `answers:`.",
    ),
}
