# SPDX-License-Identifier: MPL-2.0
"""The texts of `--help` for handing decisions to other programs."""

from __future__ import annotations

__all__ = ["EXAMPLES", "TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    "export": ("skriv beslutninger som data til andre programmer", "write decisions as data for other programs"),
    "export_long": (
        (
            "Skriver én beslutning eller alle som data til et program i et andet sprog: table-json er tabeller, det "
            "selv kan svare ud fra, og vectors er situationer med deres svar, som det kan afprøves på – så få, som når "
            "alt, begge sider af hver grænse, og det, der skal afvises.\n\n"
            "Slutkode: 0 skrevet, 2 forkert input."
        ),
        (
            "Writes one decision or all as data for a program in another language: table-json is tables it can answer "
            "from itself, and vectors is situations with their answers to try it on – as few as reach everything, both "
            "sides of each border, and what must be refused.\n\n"
            "Exit status: 0 written, 2 bad input."
        ),
    ),
    "format_export": (
        "vectors (standard): situationer med svar; table-json: tabeller at svare ud fra",
        "vectors (default): situations with answers; table-json: tables to answer from",
    ),
}
EXAMPLES: dict[str, tuple[str, str]] = {
    "export": (
        (
            "eksempler:\n"
            "  trivselrules export indkaldelse > vektorer.json\n"
            "  trivselrules export --format table-json --rules ./min-kommune > tabeller.json\n"
        ),
        (
            "examples:\n"
            "  trivselrules export indkaldelse --lang en > vectors.json\n"
            "  trivselrules export --format table-json --rules ./my-municipality --lang en > tables.json\n"
        ),
    ),
}
