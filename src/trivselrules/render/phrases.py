# SPDX-License-Identifier: MPL-2.0
"""The product's own words: everything that is not in a rule set, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ..text import Language
from .course_phrases import COURSE_PHRASES
from .guide_phrases import GUIDE_PHRASES
from .proof_phrases import PROOF_PHRASES
from .slip_phrases import SLIP_PHRASES

__all__ = ["alternatives", "amount", "count", "enumerate_words", "long_date", "phrase"]

_PHRASES: dict[str, tuple[str, str]] = {
    "not_applicable": ("Spørgsmålet er ikke aktuelt her.", "The question does not arise here."),
    "undetermined": (
        "Reglerne giver ikke noget svar her. Det skal afgøres lokalt:",
        "The rules give no answer here. It must be settled locally:",
    ),
    "needs_facts": ("Der mangler oplysninger.", "More facts are needed."),
    "so_far": ("Så meget ligger fast:", "This much is settled:"),
    "missing": ("Oplys:", "Please state:"),
    "because": ("Svaret bygger på:", "The answer rests on:"),
    "because_so_far": ("Oplyst indtil nu:", "Known so far:"),
    "quoted": ("»{}«", "“{}”"),
    "sources": ("Kilde: {} i »{}«.", "Source: {} in “{}”."),
    "read_as": ("Læst sådan", "Read as"),
    "rests_on": (
        "Kilden kan læses på flere måder, og et andet valg ville give et andet svar:",
        "The source can be read in several ways, and another choice would give another answer:",
    ),
    "chosen": ("Valgt", "Chosen"),
    "since": ("fordi", "because"),
    "otherwise": ("Andre muligheder", "Other possibilities"),
    "otherwise_one": ("Anden mulighed", "Other possibility"),
    "marked": ("{} (valgt)", "{} (chosen)"),
    "notices": ("Bemærk:", "Note:"),
    "basis_document": ("fra dokumentet", "from the document"),
    "basis_law": ("fra loven, ikke fra dokumentet", "from the law, not from the document"),
    "basis_ours": ("vores bemærkning, ikke dokumentets", "our remark, not the document's"),
    "true": ("ja", "yes"),
    "false": ("nej", "no"),
    "and": ("og", "and"),
    "nobody": ("ingen", "none"),
    "none": ("ingen", "no"),
    "passed": ("{}: {} bestået, {} fejlet", "{}: {} passed, {} failed"),
    "preferably": ("gerne {}", "preferably {}"),
    "optional": ("eventuelt {}", "optionally {}"),
    "at_least_one_of": ("mindst én af {}", "at least one of {}"),
    "completed_months": ("antal fulde måneder", "completed months"),
    "years": ("år", "years"),
    "months_unit": ("måneder", "months"),
    "months": ("{} måneder", "{} months"),
    "nothing_to_mend": (
        "Der er intet, der kan rettes på kun én måde.",
        "There is nothing that can be mended in one way.",
    ),
    "not_written": (
        "Intet er skrevet. Skriv ændringerne med: trivselrules check --fix --yes --rules {}",
        "Nothing is written. Write the changes with: trivselrules check --fix --yes --rules {}",
    ),
    "written": ("Skrevet: {}.", "Written: {}."),
    "yes_words": ("j ja", "y yes"),
    "write_them": ("Skal ændringerne skrives? [j/n] ", "Write the changes? [y/n] "),
    "table_same": (
        "Beslutningen svarer som før i alle situationer.",
        "The decision answers as before in every situation.",
    ),
    "table_changed": (
        "Beslutningen svarer ikke som før ({} slags situationer). Se dem med: trivselrules diff",
        "The decision does not answer as before ({} kinds of situations). See them with: trivselrules diff",
    ),
    "begun": ("Mappen {} er lavet: {}.", "The folder {} is made: {}."),
    "in_force_from": ("Sådan er reglerne fra {}.", "So are the rules from {}."),
    "in_force_until": ("Sådan er reglerne til og med {}.", "So are the rules until {} (included)."),
    "in_force": ("Sådan er reglerne fra {} til og med {}.", "So are the rules from {} until {} (included)."),
    "rules": ("Regelsæt: {} {}", "Rule set: {} {}"),
    "rules_on": (", pr. {}", ", as of {}"),
    "error": ("fejl", "error"),
    "warning": ("advarsel", "warning"),
    "decisions": ("Beslutninger:", "Decisions:"),
    "facts": ("Oplysninger:", "Facts:"),
    "roles": ("Roller:", "Roles:"),
    "terms": ("Ord af typen {}:", "Terms of type {}:"),
    "parameters": ("Parametre:", "Parameters:"),
    "unset": ("ikke sat", "unset"),
    "open": ("Åbent punkt {}", "Open point {}"),
    "about": ("Handler om: {}", "About: {}"),
    "default": ("standard, fordi {}", "default, because {}"),
    "always_open": (
        "Dokumentet giver ingen regel, og der er intet at vælge imellem.",
        "The document gives no rule, and there is nothing to choose between.",
    ),
    "see_more": (
        "Se mere: `trivselrules show vocabulary`, `show open_points` eller `show` og en beslutnings navn.",
        "See more: `trivselrules show vocabulary`, `show open_points`, or `show` and the name of a decision.",
    ),
    "from": ("fra", "from"),
    "to": ("til", "to"),
    "weekend": ("weekend", "weekend"),
    "holiday_week": ("ferieuge {}", "holiday week {}"),
    "collided": (
        "{} falder på en helligdag, i en weekend eller i en ferieuge. Ingen af dem er flyttet.",
        "On a public holiday, in a weekend or in a holiday week: {}. None of them has been moved.",
    ),
    "falls_on": ("Falder på: {}. Datoen er ikke flyttet.", "Falls on: {}. The date has not been moved."),
    "no_date": ("ingen dato er mulig.", "no date is possible."),
    "earliest": ("Tidligst {}: {}", "At the earliest {}: {}"),
    "latest": ("Senest {}: {}", "At the latest {}: {}"),
    "invite_latest": ("Indkald senest {}: {}", "Convene at the latest {}: {}"),
    "after_invitation": ("varslet er {} fra indkaldelsen {}", "the notice is {} from the invitation on {}"),
    "after_event": (
        "fristen er {}, regnet fra {}, hvor {}",
        "the deadline is {}, counted from {}, when {}",
    ),
    "for_notice": ("ellers kan varslet på {} ikke holdes", "later the notice of {} cannot be kept"),
    "notice_after": (
        "Mødet holdes tidligst {} efter indkaldelsen",
        "The meeting is held {} after the invitation at the earliest",
    ),
    "slot": ("Tid {}: {}.", "Slot {}: {}."),
    "slot_fits": ("mulig", "possible"),
    "too_late": ("for sent for fristen", "too late for the deadline"),
    "too_early": ("for tidligt for varslet", "too early for the notice"),
    "in_window": ("I perioden er der {}.", "In that time there are {}."),
    "holidays": ("Helligdage undervejs: {}.", "Public holidays on the way: {}."),
    "entry_invite": ("sidste dag for at indkalde: {}", "last day to convene: {}"),
    "entry_last": ("sidste dag: {}", "last day: {}"),
    "entry_rules": ("Regler: {} {}{}.", "Rules: {} {}{}."),
    "dated": (
        "Svaret kan regnes om til datoer: `trivselrules calendar {}`.",
        "The answer can be turned into dates: `trivselrules calendar {}`.",
    ),
    "nothing_more": ("(intet yderligere)", "(nothing more)"),
    "why_asked": (
        "Jeg spørger, fordi svaret er med til at afgøre: {} ({}).",
        "I ask because the answer helps to settle: {} ({}).",
    ),
    "choose": ("Skriv nummeret eller ordet: ", "Type the number or the word: "),
    "type_number": ("Skriv tallet: ", "Type the number: "),
    "case_failed": ("FEJL  {} ({}): {}", "FAIL  {} ({}): {}"),
    "case_expected": ("      {}: ventede {}, fik {}", "      {}: expected {}, got {}"),
    "no_cases": ("`{}` har ingen eksempler.", "`{}` has no cases."),
    "account_rule": ("regel", "rule"),
    "account_notice": ("bemærkning", "notice"),
    "account_documentation": ("baggrund", "documentation"),
    "account_out_of_scope": ("uden for", "out of scope"),
    "account_none": ("mangler", "missing"),
    "reading": ("Læsning", "Reading"),
    "at_time": ("{} kl. {}", "{} at {}"),
    "event_refused": ("Afvist – {}.", "Refused – {}."),
    "event_undetermined": ("Ikke afgjort – {}.", "Undetermined – {}."),
    "event_needs": ("Mangler oplysninger – {}. {}", "Needs facts – {}. {}"),
    "refused_waits": ("Det kræver, at dette er gjort først: {}.", "This must be done first: {}."),
    "refused_done": ("Det er allerede gjort: {}.", "This is done already: {}."),
    "refused_phase": (
        "Det kan ikke ske nu, hvor status er »{}«. Det kan ske her: {}.",
        "It cannot happen now that the status is “{}”. It can happen here: {}.",
    ),
    "refused_needs": ("{} skal være: {}. Nu er det: {}.", "{} must be: {}. Now it is: {}."),
    "refused_rule": ("Reglen bygger på {}.", "The rule rests on {}."),
    "stands": ("Status nu:", "Where it stands now:"),
    "owned_by": ("Ansvarlig: {}.", "Responsible: {}."),
    "proved": (
        "{}: alle {} tilstande og {} skridt er gennemgået, under alle læsninger.",
        "{}: all {} states and {} steps have been gone through, under all readings.",
    ),
    "tasks_open": ("Kan gøres nu:", "Can be done now:"),
    "tasks_waiting": ("Venter:", "Waiting:"),
    "tasks_done": ("Gjort:", "Done:"),
    "events_left_out": ("Ikke talt med: {} efter {}.", "Left out: {} after {}."),
    "tasks_left": ("Ikke gjort, da det gik videre:", "Not done when it moved on:"),
    "left_late": ("fristen var overskredet", "the deadline had passed"),
    "left_early": ("fristen var ikke nået", "the deadline had not been reached"),
    "task_waits": ("Venter på: {}.", "Waits for: {}."),
    "due_at": ("Senest {}.", "By {}."),
    "due_so_that": (
        "{} Regnet tilbage fra fristen for, at {}: {}.",
        "{} Counted back from the deadline by which {}: {}.",
    ),
    "is_overdue": ("Fristen er overskredet.", "The deadline has passed."),
    "due_open": ("Ingen frist: {} ({}).", "No deadline: {} ({})."),
    "due_needs_time": (
        "Fristen regnes i timer, og klokkeslættet mangler for: {}.",
        "The deadline is counted in hours, and the time of day is missing for: {}.",
    ),
    "due_after": ("Inden for {}, efter at {}.", "Within {} after {}."),
    "due_before": ("Før: {}.", "Before: {}."),
    "due_before_by": ("Mindst {} før: {}.", "At least {} before: {}."),
    "due_next": ("Ved næste møde i rækken: {}", "At the next meeting of the series: {}"),
    "in_time": ("til tiden", "in time"),
    "done_late": ("for sent", "too late"),
    "undetermined_here": ("Ikke afgjort", "Undetermined"),
    "not_applicable_here": ("Ikke aktuelt", "Not applicable"),
}
_ALL_PHRASES = {**_PHRASES, **PROOF_PHRASES, **SLIP_PHRASES, **GUIDE_PHRASES, **COURSE_PHRASES}
# Singular and plural in Danish, then in English.
_NOUNS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "error": (("fejl", "fejl"), ("error", "errors")),
    "warning": (("advarsel", "advarsler"), ("warning", "warnings")),
    "file": (("fil", "filer"), ("file", "files")),
    "invariant": (("forbud", "forbud"), ("prohibition", "prohibitions")),
    "case": (("eksempel", "eksempler"), ("case", "cases")),
    "event": (("hændelse", "hændelser"), ("event", "events")),
    "date": (("dato", "datoer"), ("date", "dates")),
    "working_day": (("arbejdsdag", "arbejdsdage"), ("working day", "working days")),
    "decision": (("beslutning", "beslutninger"), ("decision", "decisions")),
    "fact": (("oplysning", "oplysninger"), ("fact", "facts")),
    "source": (("kildeudsagn", "kildeudsagn"), ("source fact", "source facts")),
    "open_point": (("åbent punkt", "åbne punkter"), ("open point", "open points")),
}
_UNITS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "years": (("år", "år"), ("year", "years")),
    "months": (("måned", "måneder"), ("month", "months")),
    "weeks": (("uge", "uger"), ("week", "weeks")),
    "days": (("dag", "dage"), ("day", "days")),
    "working_days": (("arbejdsdag", "arbejdsdage"), ("working day", "working days")),
    "hours": (("time", "timer"), ("hour", "hours")),
    "minutes": (("minut", "minutter"), ("minute", "minutes")),
}


# What stands in quotation marks or brackets holds together by itself.
_ENCLOSED = re.compile(r"»[^«]*«|“[^”]*”|\([^)]*\)|`[^`]*`")
_MONTHS: dict[Language, str] = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def phrase(name: str, language: Language, /, *values: object, **named: object) -> str:
    """Give one of the product's own phrases, with `values` in its places."""
    return _ALL_PHRASES[name][language == "en"].format(*values, **named)


def long_date(day: date, language: Language) -> str:
    """Write a date in words."""
    months = _MONTHS[language].split()
    dot = "." if language == "da" else ""
    return f"{day.day}{dot} {months[day.month - 1]} {day.year}"


def enumerate_words(words: Iterable[str], language: Language) -> str:
    """Join words as one writes them: `a`, `a og b`, `a, b og c`, but `a, b; og c` if one of them is divided itself."""
    return _joined(list(words), "and", language)


def alternatives(words: Iterable[str], language: Language) -> str:
    """Join words of which one holds: `a`, `a eller b`, `a, b eller c`, but `a, b; eller c` if one is divided itself."""
    return _joined(list(words), "or", language)


def _joined(words: list[str], conjunction: str, language: Language) -> str:
    """Join words with a conjunction, and with semicolons where a comma or conjunction in one could be read wrong."""
    *head, last = words or [""]
    if not head:
        return last
    bare = [_ENCLOSED.sub("", word) for word in words]
    divided = any("," in word or f" {phrase(conjunction, language)} " in word for word in bare)
    mark = ";" if divided else ","
    before_last = mark if divided else ""
    return f"{f'{mark} '.join(head)}{before_last} {phrase(conjunction, language)} {last}"


def amount(noun: str, number: int, language: Language) -> str:
    """Give a number of things, such as `3 filer`; none are `ingen`."""
    word = _NOUNS[noun][language == "en"][number != 1]
    return f"{number or phrase('none', language)} {word}"


def count(unit: str, number: int, language: Language) -> str:
    """Give a number of units, such as `4 uger`."""
    return f"{number} {_UNITS[unit][language == 'en'][number != 1]}"
