# SPDX-License-Identifier: MPL-2.0
"""Messages about a file as text: encoding, YAML, and what this project leaves out of YAML."""

from __future__ import annotations

from .entry import Entry, error, warning

__all__ = ["SYNTAX"]

SYNTAX: dict[str, Entry] = {
    "file-missing": error(
        "filen `{name}` mangler",
        "the file `{name}` is missing",
        "Et regelsæt er en mappe med mindst `rule_set.yaml` og `vocabulary.yaml`.",
        "A rule set is a folder with at least `rule_set.yaml` and `vocabulary.yaml`.",
    ),
    "file-unreadable": error(
        "filen `{name}` kan ikke læses",
        "the file `{name}` cannot be read",
        "Se efter, om filen er en almindelig fil, og om du har adgang til den.",
        "See whether it is an ordinary file and whether you have access to it.",
    ),
    "file-outside": error(
        "filen `{name}` ligger uden for regelsættets mappe",
        "the file `{name}` lies outside the folder of the rule set",
        "Læg en kopi af filen i mappen i stedet for en henvisning ud af den.",
        "Put a copy of the file in the folder instead of a link out of it.",
    ),
    "file-name": error(
        "filnavnet `{name}` kan ikke bruges i et regelsæt",
        "the file name `{name}` cannot be used in a rule set",
        "Brug små bogstaver a-z, tal og `_`, og lad navnet ende på `.yaml`.",
        "Use lower-case letters a-z, digits and `_`, and end the name with `.yaml`.",
    ),
    "file-too-large": error(
        "filen er for stor: der er plads til {limit}",
        "the file is too large: the limit is {limit}",
        "Del reglerne i flere filer.",
        "Divide the rules into several files.",
    ),
    "not-utf8": error(
        "filen er ikke gemt som UTF-8; tegnet her kan ikke læses",
        "the file is not saved as UTF-8; the character here cannot be read",
        "Gem filen igen med kodningen UTF-8.",
        "Save the file again with the encoding UTF-8.",
    ),
    "control-character": error(
        "her står et usynligt tegn, som en regelfil ikke må indeholde",
        "here is an invisible character that a rule file may not hold",
        "Slet tegnet, og skriv linjen igen.",
        "Delete the character and write the line again.",
    ),
    "empty-file": error(
        "filen er tom",
        "the file is empty",
        "Skriv indholdet, eller slet filen.",
        "Write its content, or delete the file.",
    ),
    "yaml-syntax": error(
        "linjen kan ikke læses som YAML",
        "the line cannot be read as YAML",
        "Se på indrykning, kolon, citationstegn og klammer her og på linjen ovenover.",
        "Look at indentation, colons, quotes and brackets here and on the line above.",
    ),
    "yaml-tab": error(
        "her står en tabulator",
        "here is a tab",
        "Brug mellemrum, til indrykning to for hvert niveau.",
        "Use spaces, for indentation two for each level.",
    ),
    "yaml-quote": error(
        "citationstegnet, der begynder her, bliver ikke lukket",
        "the quote that starts here is never closed",
        "Sæt det samme citationstegn efter teksten.",
        "Put the same quote mark after the text.",
    ),
    "yaml-indentation": error(
        "linjen er rykket anderledes ind end linjerne, den hører sammen med",
        "the line is indented differently from the lines it belongs with",
        "Lad nøgler på samme niveau begynde i samme kolonne.",
        "Let keys of the same level start in the same column.",
    ),
    "yaml-colon": error(
        "her står et kolon midt i en tekst",
        "here is a colon in the middle of a text",
        'Sæt teksten i citationstegn: "…".',
        'Put the text in quotes: "…".',
    ),
    "yaml-no-colon": error(
        "her mangler et kolon efter nøglen",
        "a colon is missing here after the key",
        "Skriv `nøgle: værdi` med kolon og mellemrum.",
        "Write `key: value` with a colon and a space.",
    ),
    "yaml-bracket": error(
        "klammen eller parentesen bliver ikke lukket, eller der mangler et komma i den",
        "the bracket or brace is not closed, or a comma is missing in it",
        "Tæl klammerne, og sæt komma mellem delene.",
        "Count the brackets and put a comma between the parts.",
    ),
    "yaml-start": error(
        "en tekst uden citationstegn kan ikke have tegnet her",
        "a text without quotes cannot have the character here",
        'Sæt teksten i citationstegn: "…".',
        'Put the text in quotes: "…".',
    ),
    "yaml-escape": error(
        "i dobbelte citationstegn betyder `\\` noget særligt, og tegnet efter passer ikke",
        "inside double quotes `\\` has a special meaning, and the character after it does not fit",
        "Brug enkelte citationstegn: '…'.",
        "Use single quotes: '…'.",
    ),
    "yaml-too-deep": error(
        "indholdet er indlejret mere end {limit} gange",
        "the content is nested more than {limit} times",
        "Giv de indre dele navn under `parts`, og brug dem med `use`.",
        "Name the inner parts under `parts` and refer to them with `use`.",
    ),
    "yaml-anchor": error(
        "ankre og henvisninger (`&`, `*`) kan ikke bruges i regelfiler",
        "anchors and aliases (`&`, `*`) cannot be used in rule files",
        "Skriv delen under `parts`, og brug den med `use`; sæt tekst, der begynder med `*` eller `&`, i citationstegn.",
        "Write the part under `parts` and refer to it with `use`; put text that starts with `*` or `&` in quotes.",
    ),
    "yaml-tag": error(
        "YAML-mærker (`!`) kan ikke bruges i regelfiler",
        "YAML tags (`!`) cannot be used in rule files",
        "Fjern mærket; sæt tekst, der begynder med `!`, i citationstegn.",
        "Remove the tag; put text that starts with `!` in quotes.",
    ),
    "yaml-documents": error(
        "filen indeholder mere end ét dokument (`---`)",
        "the file holds more than one document (`---`)",
        "Del den i flere filer.",
        "Divide it into several files.",
    ),
    "yaml-directive": error(
        "YAML-direktiver (`%`) kan ikke bruges i regelfiler",
        "YAML directives (`%`) cannot be used in rule files",
        "Fjern linjen, der begynder med `%`.",
        "Remove the line that starts with `%`.",
    ),
    "yaml-key": error(
        "en nøgle skal være et ord eller et tal",
        "a key must be a word or a number",
        "Skriv nøglen uden klammer og parenteser.",
        "Write the key without brackets and braces.",
    ),
    "duplicate-key": error(
        "nøglen `{key}` står her for anden gang; første gang var i linje {first}",
        "the key `{key}` stands here a second time; the first was on line {first}",
        "Slet den ene, eller saml de to. Begynder her et nyt punkt på en liste, så skriv `- ` foran.",
        "Delete one of them, or merge the two. If a new item of a list starts here, write `- ` in front of it.",
    ),
    "empty-value": error(
        "`{key}` har ingen værdi",
        "`{key}` has no value",
        "Skriv en værdi, slet nøglen, eller skriv `{{}}`, hvis der ikke skal siges mere.",
        "Write a value, delete the key, or write `{{}}` if nothing more is to be said.",
    ),
    "colon-without-space": error(
        "der mangler et mellemrum efter kolon i `{key}`",
        "a space is missing after the colon in `{key}`",
        "Skriv `{repaired}`.",
        "Write `{repaired}`.",
    ),
    "decimal-comma": error(
        "`{value}` har decimalkomma",
        "`{value}` has a decimal comma",
        "Skriv `{repaired}` med punktum.",
        "Write `{repaired}` with a point.",
    ),
    "prose-cut": error(
        "teksten bliver skåret over ved `#`",
        "the text is cut off at `#`",
        "Sæt hele teksten i citationstegn, eller flyt bemærkningen til en linje for sig.",
        "Put the whole text in quotes, or move the comment to a line of its own.",
    ),
    "number-too-long": error(
        "tallet er for langt: højst {limit} cifre",
        "the number is too long: at most {limit} digits",
        "Skriv et kortere tal, eller sæt det i citationstegn, hvis det er en kode.",
        "Write a shorter number, or put it in quotes if it is a code.",
    ),
    "ambiguous-word": warning(
        "`{word}` er tekst her, men læses som noget andet af ældre YAML-programmer",
        "`{word}` is text here, but older YAML programs read it as something else",
        'Sæt det i citationstegn: "{word}".',
        'Put it in quotes: "{word}".',
    ),
    "decomposed-letters": warning(
        "teksten har bogstaver, der er sat sammen af flere tegn (for eksempel å som a + ring)",
        "the text has letters put together from several characters (such as å from a + ring)",
        "Teksten læses rigtigt; skriv bogstaverne igen for at gøre filen ensartet.",
        "The text is read correctly; type the letters again to make the file uniform.",
    ),
    "no-break-space": error(
        "her står et hårdt eller særligt mellemrum, som ligner et almindeligt",
        "here is a no-break or special space that looks like an ordinary one",
        "Slet det, og tast et almindeligt mellemrum.",
        "Delete it and type an ordinary space.",
    ),
    "curly-quote": warning(
        "typografiske citationstegn bliver en del af teksten",
        "curly quotes become part of the text",
        'Brug lige citationstegn: "…".',
        'Use straight quotes: "…".',
    ),
    "prose-in-braces": error(
        "tekst på dansk og engelsk skal stå på linjer for sig, ikke i `{{…}}`",
        "text in Danish and English must stand on lines of its own, not in `{{…}}`",
        "Skriv i stedet: {repaired}",
        "Write instead: {repaired}",
    ),
}
