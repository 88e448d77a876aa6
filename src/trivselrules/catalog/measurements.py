# SPDX-License-Identifier: MPL-2.0
"""Messages about measurements: what a rule set says of them, and the tables they come in."""

from __future__ import annotations

from .entry import Entry, error, warning

__all__ = ["MEASUREMENTS"]

MEASUREMENTS: dict[str, Entry] = {
    "column-words": error(
        "kolonnen `{name}` skal være en oplysning med faste svar",
        "the column `{name}` must be a fact with fixed answers",
        "Brug en oplysning med `values`, eller med en type under `terms`.",
        "Use a fact with `values`, or with a type under `terms`.",
    ),
    "column-number": error(
        "`{name}` skal være et tal",
        "`{name}` must be a number",
        "Brug en oplysning af typen `number` eller `integer`.",
        "Use a fact of the type `number` or `integer`.",
    ),
    "outcome-listed": error(
        "resultatet `{name}` er en liste, og her skal stå ét svar",
        "the outcome `{name}` is a list, and one answer is needed here",
        "Brug et resultat uden `many: true`.",
        "Use an outcome without `many: true`.",
    ),
    "outcome-unlisted": error(
        "resultatet `{name}` er ikke en liste",
        "the outcome `{name}` is not a list",
        "Brug et resultat med `many: true`.",
        "Use an outcome with `many: true`.",
    ),
    "required-reserved": error(
        "`{name}` siger, hvad der er påkrævet, og kan ikke have et forbehold",
        "`{name}` says what is required, and cannot have a reservation",
        "Skriv ordet uden `preferably`, `optional` eller `at_least_one_of`.",
        "Write the word without `preferably`, `optional` or `at_least_one_of`.",
    ),
    "unknown-column": error(
        "`{name}` er hverken en kolonne eller et resultat",
        "`{name}` is neither a column nor a result",
        "Kendte navne: {known}.",
        "Known names: {known}.",
    ),
    "suppress-parameter": error(
        "`suppress_below` skal nævne en parameter af typen `integer`, og det er `{name}` ikke",
        "`suppress_below` must name a parameter of the type `integer`, which `{name}` is not",
        "Giv parameteren typen `integer`.",
        "Give the parameter the type `integer`.",
    ),
    "progression-missing": error(
        "regelsættet `{name}` siger ikke noget om målinger over tid",
        "the rule set `{name}` says nothing of measurements over time",
        "Vælg et regelsæt, der har filen `progression.yaml`.",
        "Choose a rule set that has the file `progression.yaml`.",
    ),
    "table-unreadable": error(
        "filen med målinger kan ikke læses",
        "the file of measurements cannot be read",
        "Se efter, om filen findes, og om du har adgang til den.",
        "See whether the file exists and whether you have access to it.",
    ),
    "table-not-utf8": error(
        "filen med målinger er ikke gemt som UTF-8",
        "the file of measurements is not saved as UTF-8",
        "Gem den igen som »CSV UTF-8«.",
        "Save it again as “CSV UTF-8”.",
    ),
    "table-empty": error(
        "der er ingen målinger i filen",
        "there are no measurements in the file",
        "Skriv kolonnernes navne i første række og en måling i hver af de næste.",
        "Write the names of the columns in the first row and one measurement in each of the next.",
    ),
    "table-large": error(
        "filen er større end {limit} MB",
        "the file is larger than {limit} MB",
        "Del den i flere.",
        "Divide it into several.",
    ),
    "table-quotes": error(
        "række {row}: anførselstegnene i rækken går ikke op",
        "row {row}: the quotes in the row do not match",
        "Sæt et anførselstegn både før og efter cellens tekst, eller fjern dem.",
        "Put a quote both before and after the text of the cell, or remove them.",
    ),
    "header-unknown": error(
        "kolonnen `{name}` kendes ikke",
        "the column `{name}` is not known",
        "Kendte kolonner: {known}. Slet kolonnen, hvis den ikke skal med.",
        "Known columns: {known}. Delete the column if it is not needed.",
    ),
    "header-hidden": error(
        "kolonne nummer {column} kendes ikke; navnet gentages ikke her, da det kan være en personoplysning",
        "column number {column} is not known; its name is not repeated here since it may be personal data",
        "Kendte kolonner: {known}. Slet kolonnen, hvis den ikke skal med.",
        "Known columns: {known}. Delete the column if it is not needed.",
    ),
    "header-missing": error(
        "kolonnen `{name}` mangler",
        "the column `{name}` is missing",
        "Tilføj den. Kolonnerne skilles med semikolon eller komma.",
        "Add it. Columns are divided by semicolons or commas.",
    ),
    "header-twice": error(
        "kolonnen `{name}` er der to gange",
        "the column `{name}` is there twice",
        "Slet den ene.",
        "Delete one of them.",
    ),
    "row-length": error(
        "række {row} har {cells} celler, men der er {columns} kolonner",
        "row {row} has {cells} cells, but there are {columns} columns",
        "Skil kolonnerne med semikolon, hvis tal har komma, eller skriv tallene med punktum.",
        "Divide the columns by semicolons if numbers have a comma, or write the numbers with a point.",
    ),
    "row-blank": error(
        "række {row} er tom",
        "row {row} is empty",
        "Slet rækken.",
        "Delete the row.",
    ),
    "cell-empty": error(
        "række {row}, kolonne `{name}`: cellen er tom",
        "row {row}, column `{name}`: the cell is empty",
        "Udfyld cellen, eller slet rækken.",
        "Fill in the cell, or delete the row.",
    ),
    "cell-value": error(
        "række {row}, kolonne `{name}`: {problem}",
        "row {row}, column `{name}`: {problem_en}",
        "{advice}",
        "{advice_en}",
    ),
    "cell-not-allowed": error(
        "række {row}, kolonne `{name}`: `{value}` er ikke med efter de læsninger, der er valgt",
        "row {row}, column `{name}`: `{value}` is not included under the readings chosen",
        "Her kan stå: {allowed}.",
        "Allowed here: {allowed}.",
    ),
    "cell-date": error(
        "række {row}, kolonne `{name}`: datoen findes ikke eller er ikke skrevet som ÅÅÅÅ-MM-DD",
        "row {row}, column `{name}`: the date does not exist or is not written as YYYY-MM-DD",
        "Giv cellerne i regnearket talformatet `åååå-mm-dd`, og gem igen.",
        "Give the cells of the spreadsheet the number format `yyyy-mm-dd`, and save again.",
    ),
    "cell-decimal": error(
        "række {row}, kolonne `{name}`: tallet er skrevet med `{given}`, men tidligere i filen med `{first}`",
        "row {row}, column `{name}`: the number is written with `{given}`, but earlier in the file with `{first}`",
        "Skriv alle tal på samme måde.",
        "Write all numbers alike.",
    ),
    "case-key": error(
        "række {row}, kolonne `{name}`: nøglen kan ikke bruges; den gentages ikke, da den kan vise, hvem det er",
        "row {row}, column `{name}`: the key cannot be used; it is not repeated since it may tell who it is",
        "Brug en nøgle, der ikke siger, hvem det er: bogstaver, tal, `-`, `_` og `.`, højst 60 tegn.",
        "Use a key that does not tell who it is: letters, digits, `-`, `_` and `.`, at most 60 characters.",
    ),
    "measured-twice": error(
        "række {row}: samme sag, område, perspektiv og dato som i række {first}",
        "row {row}: the same case, indicator, perspective and date as in row {first}",
        "Slet den ene, så det ikke skal gættes, hvilken der er den seneste.",
        "Delete one of them, so that it need not be guessed which is the latest.",
    ),
    "phase-backwards": warning(
        "række {row}: målingen er `{phase}`, men en tidligere måling i række {first} er `{earlier}`",
        "row {row}: the measurement is `{phase}`, but an earlier one in row {first} is `{earlier}`",
        "Se efter, om datoer og faser passer sammen.",
        "See whether dates and phases fit together.",
    ),
    "case-unknown": error(
        "der er ingen målinger i den sag",
        "there are no measurements in that case",
        "Skriv sagens nøgle, som den står i filen.",
        "Write the key of the case as it stands in the file.",
    ),
    "group-unknown": error(
        "`{name}` kan ikke deles op efter",
        "`{name}` cannot be grouped by",
        "Der kan deles op efter: {known}.",
        "Group by one of: {known}.",
    ),
    "suppress-small": error(
        "små grupper kan ikke skjules under {limit}: så kan de regnes ud",
        "small groups cannot be hidden below {limit}: they could be worked out",
        "Vælg 3 eller mere.",
        "Choose 3 or more.",
    ),
    "suppress-individual": error(
        "enkelte sager kan ikke vises, når små grupper skal skjules",
        "individual cases cannot be shown when small groups are to be hidden",
        "Vælg det ene eller det andet.",
        "Choose one or the other.",
    ),
    "plot-format": error(
        "en tegning gemmes som `.svg`, `.png` eller `.html`",
        "a drawing is saved as `.svg`, `.png` or `.html`",
        "Giv filen en af de endelser.",
        "Give the file one of those endings.",
    ),
    "plot-one-case": error(
        "forløb tegnes for én sag ad gangen",
        "courses are drawn for one case at a time",
        "Vælg sagen med `--case`, eller udelad `--courses` for at tegne fordelingen.",
        "Choose the case with `--case`, or leave out `--courses` to draw the spread.",
    ),
    "plot-library": error(
        "der kan ikke tegnes uden tegnebiblioteket",
        "nothing can be drawn without the plotting library",
        'Installér det med `pip install "trivselrules[plot]"`.',
        'Install it with `pip install "trivselrules[plot]"`.',
    ),
    "plot-unwritable": error(
        "tegningen kan ikke gemmes",
        "the drawing cannot be saved",
        "Se efter, om mappen findes, og om du må skrive i den.",
        "See whether the folder exists and whether you may write in it.",
    ),
}
