# SPDX-License-Identifier: MPL-2.0
"""The texts of `--help` for a rule set of one's own."""

from __future__ import annotations

__all__ = ["EXAMPLES", "TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    "new": ("begynd på jeres eget regelsæt", "begin a rule set of your own"),
    "new_long": (
        (
            "Laver en lille mappe, der bygger på et andet regelsæt: alt gælder derfra, undtagen det, I selv skriver. "
            "Filerne har noter om, hvordan man skriver. Er der noget i mappen i forvejen, sker der ingenting.\n\n"
            "Slutkode: 0 lavet, 2 forkert input."
        ),
        (
            "Makes a small folder that extends another rule set: everything applies from there, except what you write "
            "yourselves. The files have notes in Danish on how to write. If there is anything in the folder already, "
            "nothing is done.\n\n"
            "Exit status: 0 made, 2 bad input."
        ),
    ),
    "new_folder": (
        "mappen, der skal laves; regelsættet kommer til at hedde det samme",
        "the folder to make; the rule set gets its name",
    ),
    "folder_form": ("MAPPE", "FOLDER"),
    "base": (
        "det regelsæt, der bygges på (standard: trivselplus): et, der følger med, eller en mappe ved siden af",
        "the rule set to extend (default: trivselplus): a shipped one, or a folder beside",
    ),
    "--changes": (
        "hvad der er anderledes end i det regelsæt, der bygges på, og hvorfor",
        "what departs from the rule set that is extended, and why",
    ),
}
EXAMPLES: dict[str, tuple[str, str]] = {
    "new": (
        (
            "eksempler:\n"
            "  trivselrules new min-kommune\n"
            "  trivselrules new vores-lineal --from trivselslinealen\n"
            "  trivselrules check --rules ./min-kommune\n"
            "  trivselrules show --changes --rules ./min-kommune\n"
        ),
        (
            "examples:\n"
            "  trivselrules new my-municipality --lang en\n"
            "  trivselrules new our-ruler --from trivselslinealen --lang en\n"
            "  trivselrules check --rules ./my-municipality --lang en\n"
            "  trivselrules show --changes --rules ./my-municipality --lang en\n"
        ),
    ),
}
