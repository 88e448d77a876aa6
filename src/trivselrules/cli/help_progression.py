# SPDX-License-Identifier: MPL-2.0
"""The texts of `--help` for following measurements over time."""

from __future__ import annotations

__all__ = ["EXAMPLES", "TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    "progression": ("følg målinger over tid", "follow measurements over time"),
    "progression_long": (
        (
            "Læser en tabel med målinger, som et regneark gemmer den (CSV, UTF-8), og opgør den: hvor mange der er i "
            "hver klasse, hvor mange der er kommet i trivsel, og hvilke sager der mangler en påkrævet måling. Scorer "
            "fra forskellige perspektiver lægges aldrig sammen. Kolonnerne er beskrevet i "
            "docs/da/trivselslinealen.md.\n\n"
            "Sagens nøgle må ikke vise, hvem det er. Kan en række ikke læses, siges det med dens nummer, og intet "
            "gøres op.\n\n"
            "Slutkode: 0 opgjort, 2 forkert input."
        ),
        (
            "Reads a table of measurements as a spreadsheet saves it (CSV, UTF-8) and reports on it: how many are in "
            "each class, how many have come into wellbeing, and which cases lack a required measurement. Scores from "
            "different perspectives are never put together. The columns are described in "
            "docs/da/trivselslinealen.md.\n\n"
            "The key of a case must not tell who it is. If a row cannot be read, its number is said and nothing is "
            "reported.\n\n"
            "Exit status: 0 reported, 2 bad input."
        ),
    ),
    "measurements": (
        "tabellen med målinger; `-` er standard input",
        "the table of measurements; `-` is standard input",
    ),
    "rules_measured": (
        "et regelsæt, der følger med (standard: trivselslinealen), eller en mappe skrevet med skråstreg: ./min-kommune",
        "a shipped rule set (default: trivselslinealen), or a folder written with a slash: ./my-municipality",
    ),
    "name_form": ("NAVN", "NAME"),
    "number_form": ("TAL", "NUMBER"),
    "key_form": ("NØGLE", "KEY"),
    "--by": (
        "del op efter en kolonne eller et resultat, for eksempel `vejledning`; kan gentages",
        "group by a column or a result, such as `vejledning`; may be repeated",
    ),
    "--period": (
        "gør op for hver periode: year (år), half_year (halvår), quarter (kvartal) eller month (måned)",
        "report for each period: year, half_year, quarter or month",
    ),
    "--suppress-below": (
        "skjul grupper, der er mindre, også hvor de kunne regnes ud af resten",
        "hide groups that are smaller, also where they could be worked out from the rest",
    ),
    "--case": ("vis kun forløbet i denne sag; kan gentages", "show only the course of this case; may be repeated"),
    "--courses": ("vis alle sagers forløb", "show the courses of all cases"),
    "--plot": (
        "tegn også: sagens forløb eller sagernes fordeling, som .svg, .png eller .html",
        "draw as well: the course of the case or the spread of the cases, as .svg, .png or .html",
    ),
    "format_csv": (
        "text (standard), json eller csv, som er rækker til et regneark",
        "text (default), json or csv, which is rows for a spreadsheet",
    ),
}

EXAMPLES: dict[str, tuple[str, str]] = {
    "progression": (
        (
            "eksempler:\n"
            "  trivselrules progression maalinger.csv\n"
            "  trivselrules progression maalinger.csv --by vejledning --period year --suppress-below 5\n"
            "  trivselrules progression maalinger.csv --case S-101 --plot forloeb.svg\n"
            "  trivselrules progression - --format json < maalinger.csv\n"
        ),
        (
            "examples:\n"
            "  trivselrules progression measurements.csv --lang en\n"
            "  trivselrules progression measurements.csv --by vejledning --period year --suppress-below 5\n"
            "  trivselrules progression measurements.csv --case S-101 --plot course.svg\n"
            "  trivselrules progression - --format json < measurements.csv\n"
        ),
    ),
}
