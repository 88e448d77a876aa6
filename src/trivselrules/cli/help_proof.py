# SPDX-License-Identifier: MPL-2.0
"""The texts of `--help` for the verbs that compare, cover, mutate and prove."""

from __future__ import annotations

__all__ = ["EXAMPLES", "TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    "coverage": ("se, hvad der er dækket", "see what is covered"),
    "coverage_long": (
        (
            "Siger, hvilke svar, intervaller, grænser og valg af læsninger eksemplerne når, og for det, de ikke når, "
            "hvilket eksempel der er nærmest, og hvor lidt det mangler.\n\n"
            "Af livsforløb: hvilke faser, mærker, overgange, betingelser, opgaver og frister eksemplerne når, "
            "eksempler, der ville nå resten, og hvad der aldrig kan nås.\n\n"
            "Med --write: så få eksempler, som findes, der tilsammen når det hele.\n\n"
            "Med --sources: hvad der blev af hvert af kildens udsagn – hvilke regler eller bemærkninger der henviser "
            "til det, eller hvorfor ingen gør.\n\n"
            "Slutkode: 0 alt er med, 1 noget mangler, 2 forkert input."
        ),
        (
            "Says which answers, ranges, borders and options of readings the cases reach, and for what they do not "
            "reach which case is nearest and how little it lacks.\n\n"
            "Of lifecycles: which phases, marks, moves, conditions, tasks and deadlines the cases reach, cases that "
            "would reach the rest, and what can never be reached.\n\n"
            "With --write: as few cases as are found that together reach everything.\n\n"
            "With --sources: what became of every statement of the source – which rules or notices refer to it, or why "
            "none does.\n\n"
            "Exit status: 0 everything is covered, 1 something is not, 2 bad input."
        ),
    ),
    "wanted_form": ("RESULTAT=VÆRDI", "OUTCOME=VALUE"),
    "why_not": (
        "sig, hvor lidt der skulle være anderledes for at få det svar; kan gentages",
        "say how little would have to differ for that answer; may be repeated",
    ),
    "facts_for_event": (
        "`replay` tager kun oplysninger sammen med `--why-not HÆNDELSE`; en mappe skrives `--rules ./mappe`",
        "`replay` takes facts only with `--why-not EVENT`; a folder is written `--rules ./folder`",
    ),
    "event_form": ("HÆNDELSE", "EVENT"),
    "why_not_event": (
        "sig, hvad der skal til, for at den hændelse bliver godtaget; dens oplysninger skrives som `navn=værdi`",
        "say what it takes for that event to be accepted; its facts are written as `name=value`",
    ),
    "diff": ("find det, der bliver anderledes", "find what changes"),
    "diff_long": (
        (
            "Sammenligner to regelsæt og siger nøjagtigt, i hvilke situationer og under hvilke læsninger svaret bliver "
            "et andet, og hvad der bliver anderledes. Forløb over tid sammenlignes i alle tilstande. Er intet "
            "ændret, er det bevist, ikke prøvet efter.\n\n"
            "Hvert regelsæt er et navn, en mappe skrevet med skråstreg, eller en udgave i git: UDGAVE:MAPPE.\n\n"
            "Slutkode: 0 ingen ændring i adfærd, 1 ændringer, 2 forkert input."
        ),
        (
            "Compares two rule sets and says exactly in which situations and under which readings the answer changes, "
            "and what is different there. Courses over time are compared in all states. That nothing changes is "
            "proved, not tried out.\n\n"
            "A rule set is a name, a folder written with a slash, or a revision in git: REVISION:FOLDER.\n\n"
            "Exit status: 0 no behavioural change, 1 changes, 2 bad input."
        ),
    ),
    "decision_covered": ("kun denne beslutning", "only this decision"),
    "rule_mutated": ("kun denne beslutning eller dette livsforløb", "only this decision or lifecycle"),
    "certificate": (
        "skriv det, der er bevist, til en ny fil, som `tools/verify_certificate.py` kan efterprøve",
        "write what is proved to a new file that `tools/verify_certificate.py` can check",
    ),
    "write": (
        "skriv så få eksempler, som findes, der når alt i beslutningen eller livsforløbet, til en ny fil",
        "write as few cases as are found to reach everything in the decision or lifecycle to a new file",
    ),
    "mutate": ("se, hvilke fejl eksemplerne ville opdage", "see which slips the cases would notice"),
    "mutate_long": (
        (
            "Begår én lille fejl ad gangen i reglerne – en anden rolle, et svar for lidt, en grænse flyttet, en opgave "
            "glemt – og kører eksemplerne. En fejl, som intet eksempel opdager, vises med et eksempel, der ville. Om "
            "en fejl ændrer noget svar, er bevist, så tallet er nøjagtigt.\n\n"
            "Slutkode: 0 alle opdages, 1 nogle gør ikke, 2 forkert input."
        ),
        (
            "Makes one small slip at a time in the rules – another role, an answer too few, a threshold moved, a task "
            "forgotten – and runs the cases. A slip that no case notices is shown with a case that would. Whether a "
            "slip changes any answer is proved, so the score is exact.\n\n"
            "Exit status: 0 all are noticed, 1 some are not, 2 bad input."
        ),
    ),
    "questions": ("find de færreste spørgsmål", "find the fewest questions"),
    "questions_long": (
        (
            "Viser den rækkefølge at spørge i, som i værste fald kræver færrest spørgsmål for at afgøre en beslutning, "
            "og hvad der ikke kan ændre svaret og derfor ikke skal spørges om. Begge dele er bevist for de valgte "
            "læsninger."
        ),
        (
            "Shows the order to ask in that needs the fewest questions at worst to settle a decision, and what cannot "
            "change the answer and so need not be asked. Both are proved for the readings chosen."
        ),
    ),
    "old_name": ("GAMLE", "OLD"),
    "old": ("de regler, der gælder nu", "the rules as they are"),
    "new_name": ("NYE", "NEW"),
    "new_version": ("de regler, der skal gælde", "the rules as they will be"),
    "situations": (
        "tæl, hvor mange af jeres egne situationer der får et andet svar: et JSON-objekt med oplysninger på hver linje",
        "count how many of your own situations get another answer: a JSON object of facts on each line",
    ),
    "format_markdown": ("text (standard), json eller markdown", "text (default), json or markdown"),
}

EXAMPLES: dict[str, tuple[str, str]] = {
    "questions": (
        "eksempler:\n  trivselrules questions indkaldelse\n",
        "examples:\n  trivselrules questions indkaldelse --lang en\n",
    ),
    "coverage": (
        (
            "eksempler:\n"
            "  trivselrules coverage\n"
            "  trivselrules coverage forloeb\n"
            "  trivselrules coverage indkaldelse --write indkaldelse.cases.yaml\n"
            "  trivselrules coverage --sources --rules ./min-kommune --format json\n"
        ),
        (
            "examples:\n"
            "  trivselrules coverage --lang en\n"
            "  trivselrules coverage forloeb --lang en\n"
            "  trivselrules coverage indkaldelse --write indkaldelse.cases.yaml --lang en\n"
            "  trivselrules coverage --sources --rules ./my-municipality --format json\n"
        ),
    ),
    "mutate": (
        (
            "eksempler:\n"
            "  trivselrules mutate indkaldelse\n"
            "  trivselrules mutate forloeb\n"
            "  trivselrules mutate --rules ./min-kommune\n"
        ),
        (
            "examples:\n"
            "  trivselrules mutate indkaldelse --lang en\n"
            "  trivselrules mutate forloeb --lang en\n"
            "  trivselrules mutate --rules ./my-municipality\n"
        ),
    ),
    "diff": (
        (
            "eksempler:\n"
            "  trivselrules diff trivselplus ./min-kommune\n"
            "  trivselrules diff HEAD:rules/trivselplus ./rules/trivselplus --format markdown\n"
            "  trivselrules diff trivselplus ./min-kommune --situations vores-situationer.jsonl\n"
        ),
        (
            "examples:\n"
            "  trivselrules diff trivselplus ./my-municipality --lang en\n"
            "  trivselrules diff HEAD:rules/trivselplus ./rules/trivselplus --format markdown --lang en\n"
            "  trivselrules diff trivselplus ./my-municipality --situations our-situations.jsonl\n"
        ),
    ),
}
