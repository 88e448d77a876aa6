# SPDX-License-Identifier: MPL-2.0
"""The texts of `--help` about what helps those who write rules: schemas, explanations, and looking again."""

from __future__ import annotations

__all__ = ["EXAMPLES", "TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    "explain-code": ("forklar en fejl", "explain a problem"),
    "explain-code_long": (
        (
            "Forklarer, hvad en fejl eller advarsel betyder, hvorfor den er en fejl, og viser, hvordan den opstår, og "
            "hvordan den rettes. Navnet står i klammer i meddelelsen: fejl [unknown-role].\n\n"
            "Slutkode: 0 forklaret, 2 forkert input."
        ),
        (
            "Explains what an error or warning means and why it is one, and shows how it comes about and how it is "
            "mended. The name stands in brackets in the message: error [unknown-role].\n\n"
            "Exit status: 0 explained, 2 bad input."
        ),
    ),
    "report": ("skriv ændringerne til et møde", "write the changes for a meeting"),
    "report_long": (
        (
            "Skriver ét dokument om, hvad der er anderledes i NYE: ændringerne i sætninger med eksempler, grundene, "
            "reglerne før og nu, læsningerne før og nu, og de eksempler, der er kommet til, ændret eller fjernet. "
            "HTML-siden kan åbnes i enhver browser, læses højt og printes, og henter intet udefra.\n\n"
            "Et regelsæt skrives som ved diff. Slutkode: 0 skrevet, 2 forkert input."
        ),
        (
            "Writes one document on what is different in NEW: the changes in sentences with examples, the reasons, the "
            "rules before and now, the readings before and now, and the examples that are new, changed or removed. "
            "The page of HTML opens in any browser, can be read aloud and printed, and fetches nothing from "
            "elsewhere.\n\n"
            "A rule set is written as for diff. Exit status: 0 written, 2 bad input."
        ),
    ),
    "--output": ("skriv til en ny fil", "write to a new file"),
    "table": ("en beslutning som tabel, og tilbage", "a decision as a table, and back"),
    "table_long": (
        (
            "Skriver en beslutning som en tabel til et regneark: en række for hver vej gennem reglerne, med "
            "oplysningerne, læsningerne, svarene, bemærkningerne og kilderne. Med --read bliver en rettet tabel til en "
            "beslutning igen, og det bliver bevist, om den svarer som før. Det, der er galt, bliver sagt med sin "
            "celle. Noter i filen og navne på dens dele er ikke med i tabellen.\n\n"
            "Slutkode: 0 skrevet, 2 forkert input."
        ),
        (
            "Writes a decision as a table for a spreadsheet: a row for each way through the rules, with the facts, the "
            "readings, the outcomes, the notices and the sources. With --read, an edited table becomes a decision "
            "again, and it is proved whether that answers as before. What is wrong is told with its cell. Comments in "
            "the file and the names of its parts are not in the table.\n\n"
            "Exit status: 0 written, 2 bad input."
        ),
    ),
    "--read": ("gør denne tabel til en beslutning", "make a decision of this table"),
    "format_document": ("markdown (standard) eller html", "markdown (default) or html"),
    "schema": ("giv en editor regelsættets egne ord", "give an editor the rule set's own words"),
    "schema_long": (
        (
            "Viser skemaet for en slags regelfil, eller skriver en mappes skemaer og indstillinger til `.vscode/`. "
            "Så foreslår VS Code, og andet med yaml-language-server, mappens egne roller, oplysninger, værdier, kilder "
            "og læsninger og siger til ved navne, der ikke findes. Kør kommandoen igen, når ordlisten er ændret.\n\n"
            "Slutkode: 0 vist eller skrevet, 2 forkert input."
        ),
        (
            "Shows the schema of a kind of rule file, or writes the schemas and settings of a folder to `.vscode/` in "
            "it. VS Code, and whatever else runs yaml-language-server, then offers the folder's own roles, facts, "
            "values, sources and readings, and tells of names that do not exist. Run the command again when the "
            "vocabulary has changed.\n\n"
            "Exit status: 0 shown or written, 2 bad input."
        ),
    ),
    "--fix": (
        "ret det, der kan rettes på én måde: vis ændringerne, og skriv dem, når der bliver sagt ja",
        "mend what can be mended in one way: show the changes, and write them when somebody says yes",
    ),
    "--yes": ("skriv ændringerne fra --fix uden at spørge", "write the changes of --fix without asking"),
    "--watch": (
        "se efter igen, hver gang en fil ændres; Ctrl-C stopper",
        "check again when a file changes; Ctrl-C ends",
    ),
    "format_sarif": (
        "text (standard), json, eller som github, gitlab og programmer, der læser sarif, vil have det",
        "text (default), json, or as github, gitlab and programs that read sarif take it",
    ),
    "kind_name": ("SLAGS", "KIND"),
    "kind": ("slagsen af fil, for eksempel `decision`", "the kind of file, such as `decision`"),
    "folder_name": ("MAPPE", "FOLDER"),
    "--for": (
        "mappen, hvis egne navne skal med; uden SLAGS bliver alt skrevet i den",
        "the folder whose own names are to be in it; without KIND everything is written into it",
    ),
    "code_name": ("KODE", "CODE"),
    "code": ("fejlens navn, for eksempel `unknown-role`", "the name of the problem, such as `unknown-role`"),
}

EXAMPLES: dict[str, tuple[str, str]] = {
    "table": (
        (
            "eksempler:\n"
            "  trivselrules table indkaldelse --output indkaldelse.csv\n"
            "  trivselrules table indkaldelse --read indkaldelse.csv --rules ./min-kommune\n"
        ),
        (
            "examples:\n"
            "  trivselrules table indkaldelse --output indkaldelse.csv --lang en\n"
            "  trivselrules table indkaldelse --read indkaldelse.csv --rules ./my-municipality --lang en\n"
        ),
    ),
    "report": (
        (
            "eksempler:\n"
            "  trivselrules report trivselplus ./min-kommune --format html --output moede.html\n"
            "  trivselrules report HEAD:min-kommune ./min-kommune\n"
        ),
        (
            "examples:\n"
            "  trivselrules report trivselplus ./my-municipality --lang en --format html --output meeting.html\n"
            "  trivselrules report HEAD:my-municipality ./my-municipality --lang en\n"
        ),
    ),
    "schema": (
        (
            "eksempler:\n"
            "  trivselrules schema\n"
            "  trivselrules schema decision\n"
            "  trivselrules schema --for ./min-kommune\n"
        ),
        (
            "examples:\n"
            "  trivselrules schema\n"
            "  trivselrules schema decision\n"
            "  trivselrules schema --for ./my-municipality --lang en\n"
        ),
    ),
    "explain-code": (
        "eksempler:\n  trivselrules explain-code unknown-role\n  trivselrules explain-code answer-missing --lang en\n",
        "examples:\n  trivselrules explain-code unknown-role --lang en\n  trivselrules explain-code answer-missing\n",
    ),
}
