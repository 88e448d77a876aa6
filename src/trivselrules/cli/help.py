# SPDX-License-Identifier: MPL-2.0
"""The texts of `--help` in Danish and English, and Danish for what argparse says itself."""

from __future__ import annotations

from ..text import Language
from . import help_editing, help_export, help_own, help_progression, help_proof

__all__ = ["ARGPARSE", "EXAMPLES", "TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    "program": (
        "Regler for, hvem der skal handle, når et barn ikke trives: svar med begrundelse.",
        "Rules for who must act when a child is not thriving: answers with their reasons.",
    ),
    "version": ("vis versionen", "show the version"),
    "verbs": ("kommandoer", "commands"),
    "verb": ("KOMMANDO", "COMMAND"),
    "decide": ("besvar et spørgsmål", "answer a question"),
    "decide_long": (
        (
            "Besvarer en beslutning ud fra det, der er oplyst, og siger hvorfor. Mangler der oplysninger, spørger "
            "kommandoen i en terminal; ellers siger den, hvad der mangler.\n\n"
            "Slutkode: 0 afgjort eller ikke aktuelt, 3 ikke afgjort af reglerne, 4 mangler oplysninger, "
            "2 forkert input."
        ),
        (
            "Answers a decision from the facts that are given, and says why. If facts are missing, it asks for "
            "them on a terminal; elsewhere it lists them.\n\n"
            "Exit status: 0 decided or not applicable, 3 undetermined, 4 needs facts, 2 bad input."
        ),
    ),
    "calendar": ("regn et svar om til datoer", "turn an answer into dates"),
    "calendar_long": (
        (
            "Regner en beslutnings svar om til datoer: en række af møder, eller et vindue for et møde, der har en "
            "frist og et varsel. Helligdage bliver sagt, og ingen dato bliver flyttet. En kalenderfil indeholder "
            "intet om den, det handler om.\n\n"
            "Slutkode: 0 der er datoer, eller de er ikke aktuelle, 3 ingen dato er mulig, eller reglerne afgør det "
            "ikke, 4 mangler oplysninger, 2 forkert input."
        ),
        (
            "Turns the answer of a decision into dates: a series of meetings, or a window for a meeting that has a "
            "deadline and a notice. Public holidays are told, and no date is moved. A calendar file holds nothing "
            "about whom it concerns.\n\n"
            "Exit status: 0 there are dates, or they do not arise, 3 no date is possible, or the rules leave it "
            "open, 4 needs facts, 2 bad input."
        ),
    ),
    "check": ("find fejl i et regelsæt", "find errors in a rule set"),
    "check_long": (
        (
            "Gennemgår alle filer i et regelsæt og siger på én gang alt, hvad der er galt: hvor det er, hvad det "
            "er, og hvad man gør ved det.\n\n"
            "Med --fix bliver det rettet, der kun kan rettes på én måde, så færre ting er galt og intet nyt er. "
            "Ændringerne bliver vist, og intet bliver skrevet, før der er sagt ja, eller med --yes. Noter, "
            "rækkefølge og linjer, der er i orden, bliver stående, som de er.\n\n"
            "Slutkode: 0 ingen fejl, 1 fejl, 2 forkert input."
        ),
        (
            "Goes through all files of a rule set and says everything that is wrong at once: where it is, what it "
            "is, and what to do about it.\n\n"
            "With --fix, what can be mended in one way only is mended, so that less is wrong and nothing new is. The "
            "changes are shown, and nothing is written before somebody says yes, or with --yes. Comments, order and "
            "lines that are in order stay as they are.\n\n"
            "Exit status: 0 no errors, 1 errors, 2 bad input."
        ),
    ),
    "show": ("se et regelsæt igennem", "look through a rule set"),
    "show_long": (
        "Viser et overblik, ordlisten, de åbne punkter med de valgte læsninger, eller en beslutning som et træ.",
        "Shows an overview, the vocabulary, the open points with the chosen readings, or a decision as a tree.",
    ),
    "guide": ("skriv en vejledning til mennesker", "write a guide for people"),
    "guide_long": (
        (
            "Skriver regelsættet som Markdown til dem, der skal bruge reglerne og ikke har set en regelfil: forløbene "
            "med opgaver, ansvarlige og frister, spørgsmålene med alle deres svar, det, der aldrig må ske, og det, "
            "dokumentet lader stå åbent, med den læsning, der er valgt.\n\n"
            "Slutkode: 0 skrevet, 2 forkert input."
        ),
        (
            "Writes the rule set as Markdown for those who are to use the rules and have never seen a rule file: the "
            "courses with tasks, people and deadlines, the questions with all their answers, what must never be, and "
            "what the document leaves open, with the reading that is chosen.\n\n"
            "Exit status: 0 written, 2 bad input."
        ),
    ),
    "guided": (
        "en beslutning, et livsforløb, `deadlines`, `never` eller `open_points` (standard: det hele)",
        "a decision, a lifecycle, `deadlines`, `never` or `open_points` (default: everything)",
    ),
    "test": ("kør regelsættets eksempler", "run the rule set's cases"),
    "test_long": (
        (
            "Kører eksemplerne i `*.cases.yaml` og siger, hvor svaret er et andet end ventet.\n\n"
            "Slutkode: 0 alle består, 1 nogen fejler eller reglerne har fejl, 2 forkert input."
        ),
        (
            "Runs the cases in `*.cases.yaml` and says where the answer is not the one expected.\n\n"
            "Exit status: 0 all pass, 1 some fail or the rules have errors, 2 bad input."
        ),
    ),
    "sources": ("kildens udsagn, ét for ét", "the statements of the source, one by one"),
    "decision_name": ("BESLUTNING", "DECISION"),
    "decision": ("beslutningens navn, for eksempel `indkaldelse`", "the name of the decision, such as `indkaldelse`"),
    "rule_name": ("REGEL", "RULE"),
    "rule_tested": (
        "kun eksemplerne på denne beslutning eller dette livsforløb",
        "only the cases of this decision or lifecycle",
    ),
    "prove": ("bevis, hvad der aldrig kan ske", "prove what can never happen"),
    "prove_long": (
        (
            "Gennemgår alle tilstande, livsforløbene kan komme i, under alle læsninger, og alle veje gennem "
            "beslutningerne: det, der aldrig må ske, sker ikke, intet går i stå, og hver frist har en begyndelse. "
            "Siger, hvor mange tilstande der blev gennemgået, og viser den korteste vej til det, der er galt.\n\n"
            "Slutkode: 0 bevist, 1 noget er galt, 2 forkert input."
        ),
        (
            "Goes through every state the lifecycles can reach, under all readings, and every path of the decisions: "
            "what must never be does not happen, nothing comes to a standstill, and every deadline has a start. Says "
            "how many states were covered, and shows the shortest way to what is wrong.\n\n"
            "Exit status: 0 proved, 1 something is wrong, 2 bad input."
        ),
    ),
    "replay": ("følg en sag gennem dens hændelser", "follow a case through its events"),
    "replay_long": (
        (
            "Læser en log med én hændelse som JSON på hver linje og siger, hvad der blev af hver af dem, hvor sagen "
            "står nu, og hvem der skal gøre hvad hvornår. Loggen bliver kun læst. Er en linje i stykker, siges dens "
            "nummer, og det, der står før den, er talt med. Med `--on` ses sagen, som den var den dag: senere "
            "hændelser er ikke talt med, og det siges, hvor mange de er.\n\n"
            "Med `--why-not` følger til sidst, hvad der skal til, for at en hændelse bliver godtaget, som sagen står: "
            "andre oplysninger, en anden læsning eller andre hændelser først. Slutkoden er stadig loggens.\n\n"
            "Slutkode: 0 alt godtaget, 1 noget afvist, 3 noget ikke afgjort af reglerne, 4 mangler oplysninger, "
            "2 forkert input."
        ),
        (
            "Reads a log with one event as JSON on each line and says what became of each of them, where the case "
            "stands now, and who is to do what and when. The log is only read. If a line is broken its number is "
            "said, and what stands before it has been counted. With `--on` the case is seen as of that day: later "
            "events are left out, and it is said how many they are.\n\n"
            "With `--why-not` it is said in the end what it takes for an event to be accepted as the case stands: "
            "other facts, another reading, or other events first. The exit status stays that of the log.\n\n"
            "Exit status: 0 all accepted, 1 something refused, 3 something undetermined, 4 needs facts, 2 bad input."
        ),
    ),
    "lifecycle_name": ("LIVSFORLØB", "LIFECYCLE"),
    "lifecycle": ("livsforløbets navn, for eksempel `forloeb`", "the name of the lifecycle, such as `forloeb`"),
    "log": ("loggen som JSON-linjer; `-` er standard input", "the log as JSON lines; `-` is standard input"),
    "fact_form": ("navn=værdi", "name=value"),
    "facts_given": ("en oplysning, for eksempel `trin=2`", "a fact, such as `trin=2`"),
    "file": ("FIL", "FILE"),
    "facts": (
        "oplysninger som JSON fra en fil; `-` er standard input",
        "facts as JSON from a file; `-` is standard input",
    ),
    "what_name": ("HVAD", "WHAT"),
    "what": (
        "`vocabulary`, `decisions`, `open_points` eller en beslutnings navn",
        "`vocabulary`, `decisions`, `open_points` or the name of a decision",
    ),
    "rules_name": ("NAVN|MAPPE", "NAME|FOLDER"),
    "rules": (
        "et regelsæt, der følger med (standard: trivselplus), eller en mappe skrevet med skråstreg: ./min-kommune",
        "a shipped rule set (default: trivselplus), or a folder written with a slash: ./my-municipality",
    ),
    "date_form": ("ÅÅÅÅ-MM-DD", "YYYY-MM-DD"),
    "on": ("den dato, der spørges for (standard: i dag)", "the date that is asked for (default: today)"),
    "reading_form": ("LÆSNING=VALG", "READING=OPTION"),
    "reading": (
        "læs kilden på en anden måde; kan gentages (se `show open_points`)",
        "read the source in another way; may be repeated (see `show open_points`)",
    ),
    "lang": ("sprog: da (standard) eller en", "language: da (default) or en"),
    "format_json": ("text (standard) eller json", "text (default) or json"),
    "format_ics": (
        "text (standard), json eller ics, som er en fil til at importere i en kalender",
        "text (default), json or ics, a file to import into a calendar",
    ),
    "time_form": ("TT:MM", "HH:MM"),
    "week_form": ("ÅÅÅÅ-Wuu", "YYYY-Www"),
    "--from": ("møderække: det første møde", "series of meetings: the first meeting"),
    "--until": (
        "møderække: den sidste dag, der må være møde (standard: skoleårets sidste dag, 31. juli)",
        "series of meetings: the last day a meeting may be on (default: the end of the school year, 31 July)",
    ),
    "--at": ("møderække: klokkeslættet, dansk tid", "series of meetings: the time of day, Danish time"),
    "--holiday-week": (
        "møderække: en uge, der skal siges til om, for eksempel 2026-W42; kan gentages",
        "series of meetings: a week to be told about, such as 2026-W42; may be repeated",
    ),
    "--after": ("vindue: den dato, fristen regnes fra", "window: the date the deadline counts from"),
    "--invited": (
        "vindue: den dato, der er indkaldt; ellers siges det, hvornår der senest skal indkaldes",
        "window: the date of the invitation; otherwise it is said by when to convene",
    ),
    "--slot": (
        "vindue: en dato, der kan bookes; kan gentages",
        "window: a date that can be booked; may be repeated",
    ),
    "hidden": (
        "et argument kan ikke bruges; det gentages ikke her, da det kan være en personoplysning",
        "an argument cannot be used; it is not repeated here since it may be personal data",
    ),
    "choose": ("vælg mellem {}", "choose from {}"),
    "meant": ("; mente du `{}`?", "; did you mean `{}`?"),
    "no_value": ("{} mangler en værdi", "{} lacks a value"),
    "no_arguments": (
        "`{}` tager ikke det argument; en mappe skrives `--rules ./mappe`",
        "`{}` does not take that argument; a folder is written `--rules ./folder`",
    ),
    "repeated": ("{} er givet to gange", "{} is given twice"),
    "strange": ("ukendt argument: {}", "unknown argument: {}"),
    **help_export.TEXTS,
    **help_own.TEXTS,
    **help_progression.TEXTS,
    **help_editing.TEXTS,
    **help_proof.TEXTS,
}

EXAMPLES: dict[str, tuple[str, str]] = {
    "program": (
        (
            "eksempler:\n"
            "  trivselrules decide indkaldelse trin=2 tilbud=dagpleje\n"
            "  trivselrules show indkaldelse\n"
            "  trivselrules check --rules ./min-kommune\n"
        ),
        (
            "examples:\n"
            "  trivselrules decide indkaldelse trin=2 tilbud=dagpleje --lang en\n"
            "  trivselrules show indkaldelse --lang en\n"
            "  trivselrules check --rules ./my-municipality --lang en\n"
        ),
    ),
    "decide": (
        (
            "eksempler:\n"
            "  trivselrules decide indkaldelse\n"
            "  trivselrules decide indkaldelse trin=2 tilbud=skole ejerform=privat skoleafdeling=udskoling\n"
            "  trivselrules decide indkaldelse trin=1 tilbud=dagtilbud ejerform=privat \\\n"
            "      --reading privat_dagtilbud_indkaldelse=som_privat_skole\n"
            '  echo \'{"trin": 2, "tilbud": "dagpleje"}\' | trivselrules decide indkaldelse --facts - --format json\n'
        ),
        (
            "examples:\n"
            "  trivselrules decide indkaldelse --lang en\n"
            "  trivselrules decide indkaldelse trin=2 tilbud=skole ejerform=privat skoleafdeling=udskoling\n"
            "  trivselrules decide indkaldelse trin=1 tilbud=dagtilbud ejerform=privat \\\n"
            "      --reading privat_dagtilbud_indkaldelse=som_privat_skole\n"
            '  echo \'{"trin": 2, "tilbud": "dagpleje"}\' | trivselrules decide indkaldelse --facts - --format json\n'
        ),
    ),
    "calendar": (
        (
            "eksempler:\n"
            "  trivselrules calendar statusmoede trin=1 --from 2026-08-12 --at 13:00 --holiday-week 2026-W42\n"
            "  trivselrules calendar statusmoede trin=2 --from 2026-08-12 --at 13:00 --format ics > moeder.ics\n"
            "  trivselrules calendar foerste_moede --after 2026-09-04\n"
            "  trivselrules calendar foerste_moede --after 2026-09-04 --invited 2026-09-07 --slot 2026-09-15\n"
        ),
        (
            "examples:\n"
            "  trivselrules calendar statusmoede trin=1 --from 2026-08-12 --at 13:00 --holiday-week 2026-W42\n"
            "  trivselrules calendar statusmoede trin=2 --from 2026-08-12 --at 13:00 --format ics > meetings.ics\n"
            "  trivselrules calendar foerste_moede --after 2026-09-04 --lang en\n"
            "  trivselrules calendar foerste_moede --after 2026-09-04 --invited 2026-09-07 --slot 2026-09-15\n"
        ),
    ),
    "check": (
        (
            "eksempler:\n"
            "  trivselrules check\n"
            "  trivselrules check --rules ./min-kommune --fix\n"
            "  trivselrules check --rules ./min-kommune --watch\n"
            "  trivselrules check --rules ./min-kommune --format github\n"
        ),
        (
            "examples:\n"
            "  trivselrules check --lang en\n"
            "  trivselrules check --rules ./my-municipality --fix --lang en\n"
            "  trivselrules check --rules ./my-municipality --watch --lang en\n"
            "  trivselrules check --rules ./my-municipality --format github --lang en\n"
        ),
    ),
    "show": (
        (
            "eksempler:\n"
            "  trivselrules show\n"
            "  trivselrules show vocabulary\n"
            "  trivselrules show open_points\n"
            "  trivselrules show indkaldelse\n"
        ),
        (
            "examples:\n"
            "  trivselrules show --lang en\n"
            "  trivselrules show vocabulary --lang en\n"
            "  trivselrules show open_points --lang en\n"
            "  trivselrules show indkaldelse --lang en\n"
        ),
    ),
    "guide": (
        "eksempler:\n  trivselrules guide > vejledning.md\n  trivselrules guide indkaldelse --rules ./min-kommune\n",
        "examples:\n  trivselrules guide --lang en > guide.md\n  trivselrules guide indkaldelse --lang en\n",
    ),
    "prove": (
        "eksempler:\n  trivselrules prove\n  trivselrules prove --rules ./min-kommune --format json\n",
        "examples:\n  trivselrules prove --lang en\n  trivselrules prove --rules ./my-municipality --format json\n",
    ),
    "replay": (
        (
            "eksempler:\n"
            "  trivselrules replay forloeb haendelser.jsonl\n"
            "  trivselrules replay forloeb haendelser.jsonl --on 2026-09-20 --format json\n"
            "  trivselrules replay forloeb haendelser.jsonl --why-not trinplaceret trin=2\n"
            '  echo \'{"on": "2026-09-01", "event": "bekymring_rejst"}\' | trivselrules replay forloeb -\n'
        ),
        (
            "examples:\n"
            "  trivselrules replay forloeb events.jsonl --lang en\n"
            "  trivselrules replay forloeb events.jsonl --on 2026-09-20 --format json\n"
            "  trivselrules replay forloeb events.jsonl --why-not trinplaceret trin=2\n"
            '  echo \'{"on": "2026-09-01", "event": "bekymring_rejst"}\' | trivselrules replay forloeb -\n'
        ),
    ),
    "test": (
        "eksempler:\n  trivselrules test\n  trivselrules test indkaldelse --rules ./min-kommune\n",
        "examples:\n  trivselrules test --lang en\n  trivselrules test indkaldelse --rules ./my-municipality\n",
    ),
    **help_export.EXAMPLES,
    **help_own.EXAMPLES,
    **help_progression.EXAMPLES,
    **help_editing.EXAMPLES,
    **help_proof.EXAMPLES,
}

# What argparse says itself; nothing that was typed is repeated (`%.0r` prints nothing of its value).
ARGPARSE: dict[Language, dict[str, str]] = {
    "da": {
        "usage: ": "brug: ",
        "options": "valg",
        "positional arguments": "argumenter",
        "show this help message and exit": "vis denne hjælp",
        "the following arguments are required: %s": "her mangler: %s",
        "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
        "expected one argument": "mangler en værdi",
        "ignored explicit argument %r": "tager ingen værdi%.0r",
    },
    "en": {"ignored explicit argument %r": "takes no value%.0r"},
}
