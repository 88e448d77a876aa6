# SPDX-License-Identifier: MPL-2.0
"""The product's own words: everything that is not in a rule set, in both languages."""

from __future__ import annotations

from ..text import Language

__all__ = ["phrase"]

_PHRASES: dict[str, tuple[str, str]] = {
    "not_applicable": ("Spørgsmålet er ikke aktuelt her.", "The question does not arise here."),
    "undetermined": (
        "Reglerne giver ikke noget svar her. Det skal afgøres lokalt:",
        "The rules give no answer here. It must be settled locally:",
    ),
    "needs_facts": ("Der mangler oplysninger.", "More facts are needed."),
    "so_far": ("Så meget ligger fast:", "This much is settled:"),
    "missing": ("Oplys også:", "Please state:"),
    "because": ("Svaret bygger på:", "The answer rests on:"),
    "because_so_far": ("Det bygger på:", "This rests on:"),
    "in_any_case": ("Det gælder i alle tilfælde", "This holds in every case"),
    "read_as": ("Læst sådan", "Read as"),
    "rests_on": (
        "Kilden kan læses på flere måder, og et andet valg ville give et andet svar:",
        "The source can be read in several ways, and another choice would give another answer:",
    ),
    "chosen": ("Valgt", "Chosen"),
    "since": ("fordi", "because"),
    "otherwise": ("Andre muligheder", "Other possibilities"),
    "notices": ("Bemærk:", "Note:"),
    "basis_document": ("fra dokumentet", "from the document"),
    "basis_law": ("fra loven, ikke fra dokumentet", "from the law, not from the document"),
    "basis_ours": ("vores bemærkning, ikke dokumentets", "our remark, not the document's"),
    "true": ("ja", "yes"),
    "false": ("nej", "no"),
    "nobody": ("ingen", "none"),
    "preferably": ("gerne {}", "preferably {}"),
    "optional": ("eventuelt {}", "optionally {}"),
    "at_least_one_of": ("mindst én af {}", "at least one of {}"),
    "months": ("{} måneder", "{} months"),
    "rules": ("Regelsæt {} {}", "Rule set {} {}"),
    "rules_on": ("pr. {}", "as of {}"),
}
_UNITS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "years": (("år", "år"), ("year", "years")),
    "months": (("måned", "måneder"), ("month", "months")),
    "weeks": (("uge", "uger"), ("week", "weeks")),
    "days": (("dag", "dage"), ("day", "days")),
    "hours": (("time", "timer"), ("hour", "hours")),
    "minutes": (("minut", "minutter"), ("minute", "minutes")),
}


def phrase(name: str, language: Language, *values: object) -> str:
    """Give one of the product's own phrases, with `values` in its places."""
    return _PHRASES[name][language == "en"].format(*values)


def count(unit: str, number: int, language: Language) -> str:
    """Give a number of units, such as `4 uger`."""
    return f"{number} {_UNITS[unit][language == 'en'][number != 1]}"
