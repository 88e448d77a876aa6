# SPDX-License-Identifier: MPL-2.0
"""The product's own words about measurements over time, in both languages."""

from __future__ import annotations

from datetime import date

from ..text import Language

__all__ = ["measured", "short_date", "thousands"]

_PHRASES: dict[str, tuple[str, str]] = {
    "summary": (
        "Målinger: {}. Sager: {}. Fra {} til {}.",
        "Measurements: {}. Cases: {}. From {} to {}.",
    ),
    "case": ("Sag", "Case"),
    "cases": ("Sager", "Cases"),
    "measurements": ("Målinger", "Measurements"),
    "period": ("Periode", "Period"),
    "group": ("Gruppe", "Group"),
    "first": ("Første", "First"),
    "last": ("Seneste", "Latest"),
    "change": ("Ændring", "Change"),
    "counts": ("Optællinger", "Counts"),
    "course": ("Forløb", "Courses"),
    "what": ("Opgørelse", "Measure"),
    "value": ("Værdi", "Value"),
    "number": ("Antal", "Number"),
    "remark": ("Bemærkning", "Remark"),
    "unknown": ("uvist", "unknown"),
    "and_unknown": ("{} (+ {} uvist)", "{} (+ {} unknown)"),
    "explained": (
        "Uvist: det er ikke oplyst, eller der er kun én måling.",
        "Unknown: it is not stated, or there is only one measurement.",
    ),
    "needs_facts": ("uvist", "unknown"),
    "undetermined": ("ikke afgjort", "undetermined"),
    "not_applicable": ("ikke aktuelt", "not applicable"),
    "none": ("–", "–"),
    "all": ("alle", "all"),
    "merged": ("lagt sammen: {}", "put together: {}"),
    "withheld": ("skjult", "withheld"),
    "hidden": (
        "Grupper under {} er skjult, også hvor de kunne regnes ud. Grænsen er kommunens egen, ikke dokumentets.",
        (
            "Groups under {} are withheld, also where they could be worked out. The limit is the municipality's own, "
            "not the document's."
        ),
    ),
    "lacking": ("Mangler påkrævede målinger", "Lack required measurements"),
    "lacks": ("Mangler", "Lacks"),
    "nothing_lacking": ("Ingen sag mangler en påkrævet måling.", "No case lacks a required measurement."),
    "unclear": (
        "Sager, hvor det ikke kan siges, om der mangler mere: {}. Oplys: {}.",
        "Cases of which it cannot be said whether more is lacking: {}. Please state: {}.",
    ),
    "rests_on": ("Tallene hviler på disse valg og åbne punkter:", "The figures rest on these choices and open points:"),
    "chosen": ("Valgt", "Chosen"),
    "drawn": ("Tegning gemt: {}", "Drawing saved: {}"),
    "course_title": ("{}: sag {}", "{}: case {}"),
    "caseload_title": ("{}: {}", "{}: {}"),
    "summary_hidden": ("Målinger fra {} til {}.", "Measurements from {} to {}."),
    "described": ("Tegningen i tekst", "The drawing in text"),
    "border": ("grænsen {}", "the border {}"),
    "point": ("{}: {} ({})", "{}: {} ({})"),
    "line_told": ("{}, set fra {}: {}.", "{}, as seen by {}: {}."),
    "bar_told": ("{}, set fra {}, antal sager {}: {}.", "{}, as seen by {}, number of cases {}: {}."),
    "count_axis": ("Antal sager", "Number of cases"),
    "warnings": ("Se efter:", "Please check:"),
}


def measured(name: str, language: Language, *values: object) -> str:
    """Give one of the phrases, with `values` in its places."""
    return _PHRASES[name][language == "en"].format(*values)


def short_date(day: date, language: Language) -> str:
    """Write a date in figures, as the language does."""
    return day.strftime("%d.%m.%Y") if language == "da" else day.isoformat()


def thousands(number: int, language: Language) -> str:
    """Write a whole number with its thousands apart."""
    text = f"{number:,}"
    return text.replace(",", ".") if language == "da" else text
