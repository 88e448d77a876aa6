# SPDX-License-Identifier: MPL-2.0
"""Messages about what a caller sends: names, values, dates, files of facts and the command line."""

from __future__ import annotations

from .entry import Entry, error

__all__ = ["INPUTS"]

_SPELL = ("Skriv værdien nøjagtigt som: {allowed}.", "Write the value exactly as: {allowed}.")

INPUTS: dict[str, Entry] = {
    "value-unknown": error(
        "`{value}` er ikke et muligt svar på `{fact}`",
        "`{value}` is not a possible answer to `{fact}`",
        "Mulige svar: {allowed}.",
        "Possible answers: {allowed}.",
    ),
    "value-hidden": error(
        "værdien af `{fact}` kan ikke bruges, og den gentages ikke her, da den kan være en personoplysning",
        "the value of `{fact}` cannot be used, and is not repeated here since it may be personal data",
        "Mulige svar: {allowed}.",
        "Possible answers: {allowed}.",
    ),
    "value-type": error(
        "værdien af `{fact}` har en forkert type",
        "the value of `{fact}` has the wrong type",
        *_SPELL,
    ),
    "value-spelling": error(
        "`{value}` er ikke skrevet som et svar på `{fact}`",
        "`{value}` is not spelt as an answer to `{fact}`",
        *_SPELL,
    ),
    "value-empty": error(
        "`{fact}` har ingen værdi",
        "`{fact}` has no value",
        "Mulige svar: {allowed}.",
        "Possible answers: {allowed}.",
    ),
    "value-spaces": error(
        "der er mellemrum omkring `{value}` i svaret på `{fact}`",
        "there is space around `{value}` in the answer to `{fact}`",
        *_SPELL,
    ),
    "value-comma": error(
        "`{value}` har decimalkomma",
        "`{value}` has a decimal comma",
        "Skriv `{point}` med punktum.",
        "Write `{point}` with a point.",
    ),
    "folder-name": error(
        "mappens navn kan ikke blive til et regelsæts navn",
        "the name of the folder cannot become the name of a rule set",
        "Brug bogstaver, tal, `-` og `_`, men ikke mellemrum, for eksempel `min-kommune`.",
        "Use letters, digits, `-` and `_`, but no spaces, such as `my-municipality`.",
    ),
    "folder-exists": error(
        "der er allerede noget i mappen, og intet bliver skrevet over",
        "there is something in the folder already, and nothing is written over",
        "Vælg en mappe, der ikke findes.",
        "Choose a folder that does not exist.",
    ),
    "folder-unwritable": error(
        "mappen kan ikke laves",
        "the folder cannot be made",
        "Se efter, at mappen ovenover findes, og at du må skrive i den.",
        "See that the folder above exists and that you may write in it.",
    ),
    "certificate-composed": error(
        "et bevis i en fil kan kun gælde regler, der står i én mappe og altid gælder",
        "a certificate can only be about rules that stand in one folder and always hold",
        "Kør `trivselrules prove` uden `--certificate`; beviset omfatter alt, det er kun filen, der ikke kan laves.",
        "Run `trivselrules prove` without `--certificate`; the proof covers everything, only the file cannot be made.",
    ),
    "base-elsewhere": error(
        "mappen `{name}` ligger et andet sted end den nye",
        "the folder `{name}` is elsewhere than the new one",
        "Læg de to mapper ved siden af hinanden, eller byg på et regelsæt, der følger med.",
        "Put the two folders beside each other, or extend a rule set that is shipped.",
    ),
    "fact-twice": error(
        "oplysningen `{fact}` er givet to gange",
        "the fact `{fact}` is given twice",
        "Giv den én gang.",
        "Give it once.",
    ),
    "fact-hidden": error(
        "der er givet en oplysning, som ikke findes; navnet gentages ikke her, da det kan være en personoplysning",
        "a fact is given that does not exist; its name is not repeated here since it may be personal data",
        "Kendte navne: {known}.",
        "Known names: {known}.",
    ),
    "reading-twice": error(
        "læsningen `{name}` er valgt to gange",
        "the reading `{name}` is chosen twice",
        "Vælg den én gang.",
        "Choose it once.",
    ),
    "argument-form": error(
        "argument nummer {number} har ikke formen `navn=værdi`",
        "argument number {number} is not of the form `name=value`",
        "Skriv for eksempel `trin=2`.",
        "Write for example `trin=2`.",
    ),
    "reading-form": error(
        "`--reading` skal have formen `læsning=valg`",
        "`--reading` must be of the form `reading=option`",
        "Se læsninger og valg med `trivselrules show open_points`.",
        "See readings and options with `trivselrules show open_points`.",
    ),
    "table-gap": error(
        "ingen række siger, hvad der gælder, når `{fact}` er {value} (se række {rows})",
        "no row says what holds when `{fact}` is {value} (see row {rows})",
        "Tilføj en række, eller tilføj værdien i en af rækkerne.",
        "Add a row, or add the value to one of the rows.",
    ),
    "table-overlap": error(
        "rækkerne {rows} gælder de samme situationer og siger ikke det samme",
        "the rows {rows} hold in the same situations and do not say the same",
        "Slet den ene, eller lad dem gælde hver sit.",
        "Delete one of them, or let each hold in situations of its own.",
    ),
    "table-without-rows": error(
        "der er ingen rækker i tabellen",
        "there are no rows in the table",
        "Skriv tabellen ud med `trivselrules table`, og ret i den.",
        "Write the table with `trivselrules table`, and edit that.",
    ),
    "fix-alone": error(
        "`--fix` kan ikke bruges sammen med `{option}`",
        "`--fix` cannot be used together with `{option}`",
        "Ret først med `--fix`, og se så efter igen uden.",
        "Mend first with `--fix`, then check again without it.",
    ),
    "fix-shipped": error(
        "regelsættet `{name}` følger med og kan ikke rettes",
        "the rule set `{name}` ships with the package and cannot be mended",
        "Nævn en mappe med `--rules ./mappe`.",
        "Name a folder with `--rules ./folder`.",
    ),
    "yes-alone": error(
        "`--yes` siger ja til det, som `--fix` viser, og kan ikke stå alene",
        "`--yes` says yes to what `--fix` shows, and cannot stand alone",
        "Skriv `--fix --yes`.",
        "Write `--fix --yes`.",
    ),
    "usage": error(
        "{reason}",
        "{reason}",
        "Se `trivselrules --help`.",
        "See `trivselrules --help`.",
    ),
    "date-form": error(
        "datoen `{name}` findes ikke eller er ikke skrevet som ÅÅÅÅ-MM-DD",
        "the date `{name}` does not exist or is not written as YYYY-MM-DD",
        "Skriv for eksempel `2026-11-21`.",
        "Write for example `2026-11-21`.",
    ),
    "time-form": error(
        "klokkeslættet `{name}` findes ikke eller er ikke skrevet som TT:MM",
        "the time of day `{name}` does not exist or is not written as HH:MM",
        "Skriv for eksempel `13:00`; det er dansk tid.",
        "Write for example `13:00`; it is Danish time.",
    ),
    "number-form": error(
        "`{name}` skal være et helt tal",
        "`{name}` must be a whole number",
        "Skriv for eksempel `5`.",
        "Write for example `5`.",
    ),
    "week-form": error(
        "ugen `{name}` findes ikke eller er ikke skrevet som ÅÅÅÅ-Wuu",
        "the week `{name}` does not exist or is not written as YYYY-Www",
        "Skriv for eksempel `2026-W42` for uge 42.",
        "Write for example `2026-W42` for week 42.",
    ),
    "no-dates": error(
        "beslutningen `{decision}` giver ikke de datoer, der spørges om",
        "the decision `{decision}` does not give the dates that are asked for",
        "Det gør: {known}.",
        "These do: {known}.",
    ),
    "no-date-possible": error(
        "`{decision}` giver ingen dato, der kan stå i en kalender",
        "`{decision}` gives no date that could stand in a calendar",
        "Se hvorfor ved at spørge uden `--format ics`.",
        "See why by asking without `--format ics`.",
    ),
    "option-missing-for": error(
        "`{decision}` skal have `{option}`",
        "`{decision}` needs `{option}`",
        "Skriv for eksempel `{example}`.",
        "Write for example `{example}`.",
    ),
    "option-unfit": error(
        "`{option}` hører ikke til `{decision}`",
        "`{option}` does not belong to `{decision}`",
        "Her kan bruges: {allowed}.",
        "These can be used here: {allowed}.",
    ),
    "date-range": error(
        "datoen ligger uden for det, der kan regnes med: {first} til {last}",
        "the date lies outside what can be computed with: {first} to {last}",
        "Ret datoen eller tidsrummet.",
        "Correct the date or the duration.",
    ),
    "date-order": error(
        "{last} ligger før {first}",
        "{last} lies before {first}",
        "Giv den sidste dato, så den ikke ligger før den første.",
        "Give the last date so that it does not lie before the first.",
    ),
    "time-of-change": error(
        "klokken {time} findes ikke præcis én gang den {date}, hvor uret bliver stillet",
        "there is not exactly one {time} on {date}, when the clocks change",
        "Vælg et andet klokkeslæt.",
        "Choose another time of day.",
    ),
    "series-step": error(
        "der kan ikke være `{length}` mellem møder",
        "there cannot be `{length}` between meetings",
        "Lad der være hele dage imellem, og mindst én.",
        "Let there be whole days between them, and at least one.",
    ),
    "meeting-length": error(
        "et møde kan ikke vare `{length}`",
        "a meeting cannot last `{length}`",
        "Skriv længden i timer og minutter.",
        "Write the length in hours and minutes.",
    ),
    "moment-zone": error(
        "tidspunktet har ingen tidszone",
        "the moment has no time zone",
        "Giv det med forskellen fra UTC, for eksempel `2026-11-21T13:00+01:00`.",
        "Give it with its difference from UTC, for example `2026-11-21T13:00+01:00`.",
    ),
    "moment-needed": error(
        "`{length}` kan ikke regnes fra en dato uden klokkeslæt",
        "`{length}` cannot be counted from a date without a time",
        "Giv et tidspunkt i stedet for en dato.",
        "Give a moment instead of a date.",
    ),
    "duration-mixed": error(
        "`{length}` kan der ikke regnes med",
        "`{length}` cannot be computed with",
        "Skriv enten timer og minutter eller dage, uger, måneder og år.",
        "Write either hours and minutes, or days, weeks, months and years.",
    ),
    "moment-form": error(
        "tidspunktet er ikke en dato eller et tidspunkt med tidszone",
        "the moment is not a date or a moment with its time zone",
        "Skriv for eksempel `2026-11-21` eller `2026-11-21T10:30+01:00`.",
        "Write for example `2026-11-21` or `2026-11-21T10:30+01:00`.",
    ),
    "moment-order": error(
        "hændelsen ligger før den forrige, som skete {last}",
        "the event lies before the one before it, which happened on {last}",
        "Skriv hændelserne i den rækkefølge, de skete.",
        "Write the events in the order in which they happened.",
    ),
    "log-unreadable": error(
        "loggen kan ikke læses",
        "the log cannot be read",
        "Se efter, om filen findes, om du har adgang til den, og om den fylder under 50 MB.",
        "See whether the file exists, whether you have access to it, and whether it is under 50 MB.",
    ),
    "log-line": error(
        "linje {number} i loggen kan ikke læses",
        "line {number} of the log cannot be read",
        'Skriv et JSON-objekt på hver linje, for eksempel {{"on": "2026-09-01", "event": "bekymring_rejst"}}.',
        'Write one JSON object on each line, for example {{"on": "2026-09-01", "event": "bekymring_rejst"}}.',
    ),
    "log-event": error(
        "linje {number} i loggen kan ikke bruges: {reason}",
        "line {number} of the log cannot be used: {reason_en}",
        "Ret linjen; det, der står før den, er talt med.",
        "Correct the line; what stands before it has been counted.",
    ),
    "log-case": error(
        "linje {number} i loggen hører til en anden sag end den første",
        "line {number} of the log belongs to another case than the first",
        "Skriv én log for hver sag.",
        "Write one log for each case.",
    ),
    "log-case-form": error(
        "sagsnøglen i linje {number} kan ikke bruges, og den gentages ikke her, da den kan være en personoplysning",
        "the case key on line {number} cannot be used, and is not repeated here since it may be personal data",
        "Brug en nøgle af bogstaver, tal, bindestreg og understreg, som ikke ligner et cpr-nummer.",
        "Use a key of letters, digits, hyphens and underscores that does not look like a civil registration number.",
    ),
    "facts-unreadable": error(
        "filen med oplysninger kan ikke læses",
        "the file of facts cannot be read",
        "Se efter, om filen findes, og om du har adgang til den.",
        "See whether the file exists and whether you have access to it.",
    ),
    "facts-json": error(
        "oplysningerne er ikke et JSON-objekt",
        "the facts are not a JSON object",
        'Skriv for eksempel {{"trin": 2, "tilbud": "dagpleje"}}.',
        'Write for example {{"trin": 2, "tilbud": "dagpleje"}}.',
    ),
    "language": error(
        "sproget findes ikke",
        "there is no such language",
        "Vælg et af: {allowed}.",
        "Choose one of: {allowed}.",
    ),
    "folder-missing": error(
        "mappen med regelsættet findes ikke",
        "the folder of the rule set does not exist",
        "Et regelsæt, der følger med, skrives med sit navn; en mappe med skråstreg, for eksempel `./min-kommune`.",
        "A shipped rule set is given by name; a folder is written with a slash, for example `./min-kommune`.",
    ),
    "settings-unreadable": error(
        "indstillingerne i `{name}` kan ikke læses som JSON",
        "the settings in `{name}` cannot be read as JSON",
        "Ret filen, eller flyt den et andet sted hen, og prøv igen.",
        "Correct the file, or move it elsewhere, and try again.",
    ),
    "data-missing": error(
        "pakkens egne filer `{name}` kan ikke findes",
        "the package's own files `{name}` cannot be found",
        "Installér pakken igen.",
        "Install the package again.",
    ),
}
