# SPDX-License-Identifier: MPL-2.0
"""The arguments of the command line, with help in Danish and English."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, time
from itertools import pairwise
from textwrap import fill
from typing import Any, NoReturn

from ..errors import UsageError
from ..finding import find
from ..nearest import nearest
from ..text import Language, looks_personal
from .help import ARGPARSE, EXAMPLES, TEXTS

__all__ = ["VERBS", "parse", "wants_english", "wants_json"]

_OPTION = re.compile(r"-{1,2}[a-z][a-z-]{0,30}")
_SINGLE = (
    "--facts",
    "--rules",
    "--on",
    "--lang",
    "--format",
    "--for",
    "--from",
    "--until",
    "--at",
    "--after",
    "--invited",
    "--situations",
    "--output",
    "--read",
    "--certificate",
    "--write",
    "--period",
    "--suppress-below",
    "--plot",
)
_ASKING = ("decide", "calendar", "replay")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ISO_WEEK = re.compile(r"\d{4}-W\d{2}", re.ASCII)
_ISO_TIME = re.compile(r"\d{2}:\d{2}", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,6}", re.ASCII)
PERIODS = ("year", "half_year", "quarter", "month")


def wants_english(argv: Sequence[str]) -> bool:
    """Tell whether `--lang en` is among the arguments, before they are parsed: even errors are in it."""
    return "--lang=en" in argv or ("--lang", "en") in pairwise(argv)


def wants_json(argv: Sequence[str]) -> bool:
    """Tell whether `--format json` is among the arguments, before they are parsed."""
    return "--format=json" in argv or ("--format", "json") in pairwise(argv)


class _Parser(argparse.ArgumentParser):
    """Raises instead of leaving, and repeats nothing that may identify a person."""

    language: Language = "da"

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments; the texts in `help` leave out what was typed."""
        raise _usage(message, self.language)

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Refuse a value that cannot be chosen, naming the choices and the nearest of them."""
        choices = list(action.choices or ())
        if choices and value not in choices:
            close = nearest(str(value), choices)
            meant = TEXTS["meant"][self.language == "en"].format(close) if close else ""
            text = TEXTS["choose"][self.language == "en"].format(", ".join(choices))
            raise argparse.ArgumentError(action, f"{text}{meant}")


def _usage(message: str, language: Language) -> UsageError:
    hidden = TEXTS["hidden"][language == "en"]
    return UsageError(find("usage", reason=hidden if looks_personal(message) else message))


def parse(argv: Sequence[str], language: Language) -> argparse.Namespace:
    """Parse the arguments.

    Raises UsageError if they cannot be understood; `--help` and `--version` print and leave.
    """
    argv, after = _divided(argv)
    _refuse_repeated(argv, language)
    with _speaking(language):
        parser = _build(language)
        options, rest = parser.parse_known_args(argv)
    facts = [argument for argument in rest if not argument.startswith("-")] + after
    strange = [argument for argument in rest if argument.startswith("-")]
    if strange or (facts and options.verb not in _ASKING):
        names = [name if _OPTION.fullmatch(name := argument.partition("=")[0]) else "…" for argument in strange]
        if not strange:
            raise _usage(TEXTS["no_arguments"][language == "en"].format(options.verb), language)
        raise _usage(TEXTS["strange"][language == "en"].format(", ".join(names)), language)
    if options.verb in _ASKING:
        options.facts_given = [*options.facts_given, *facts]
    if options.verb == "replay" and options.facts_given and not options.why_not:
        raise _usage(TEXTS["facts_for_event"][language == "en"], language)
    if options.verb == "replay" and len(options.why_not) > 1:
        raise _usage(TEXTS["repeated"][language == "en"].format("--why-not"), language)
    return options


def _divided(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """Divide the arguments at `--`: after it there are no options."""
    end = list(argv).index("--") if "--" in argv else len(argv)
    return list(argv[:end]), list(argv[end + 1 :])


def _refuse_repeated(argv: Sequence[str], language: Language) -> None:
    """Refuse an option given twice: which of the two counts would be a guess."""
    given = [argument.partition("=") for argument in argv if argument.startswith("--")]
    options = [option for option, _, _ in given]
    for option in _SINGLE:
        if options.count(option) > 1:
            raise _usage(TEXTS["repeated"][language == "en"].format(option), language)
    for option, _, value in given:
        if value == "--":  # argparse would take it for the end of the options
            raise _usage(TEXTS["no_value"][language == "en"].format(option), language)


@contextmanager
def _speaking(language: Language) -> Iterator[None]:
    """Let argparse speak our words while it parses: its own texts are looked up at each use."""
    spoken = argparse._  # type: ignore[attr-defined]
    ours = ARGPARSE[language]
    argparse._ = lambda text: ours.get(text, text)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        argparse._ = spoken  # type: ignore[attr-defined]


def _build(language: Language) -> _Parser:
    from .. import __version__

    def say(name: str) -> str:
        return TEXTS[name][language == "en"]

    _Parser.language = language
    raw = argparse.RawDescriptionHelpFormatter
    about, examples = say("program"), EXAMPLES["program"][language == "en"]
    parser = _Parser("trivselrules", description=about, epilog=examples, formatter_class=raw, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"trivselrules {__version__}", help=say("version"))
    verbs = parser.add_subparsers(dest="verb", metavar=say("verb"), required=True, title=say("verbs"))
    for verb, arguments in VERBS.items():
        added = verbs.add_parser(
            verb,
            help=say(verb),
            description=_wrapped(say(f"{verb}_long")),
            epilog=EXAMPLES[verb][language == "en"],
            formatter_class=raw,
            allow_abbrev=False,
        )
        for argument in arguments.split():
            _add(added, argument, say)
    return parser


# What each command takes, in the order of its help.
VERBS: dict[str, str] = {
    "decide": "decision facts_given --facts --why-not --rules --on --reading --lang --format",
    "calendar": (
        "decision facts_given --facts --from --until --at --holiday-week --after --invited --slot "
        "--rules --on --reading --lang --format=ics"
    ),
    "check": "--rules --fix --yes --watch --lang --format=sarif",
    "show": "what --changes --rules --on --reading --lang --format",
    "guide": "guided --rules --on --reading --lang",
    "test": "rule_tested --rules --on --lang --format",
    "prove": "--rules --certificate --lang --format",
    "coverage": "rule_tested --sources --rules --on --write --lang --format",
    "questions": "decision --rules --on --reading --lang --format",
    "mutate": "rule_mutated --rules --on --lang --format",
    "diff": "old new --on --situations --lang --format=markdown",
    "report": "old new --on --output --lang --format=document",
    "table": "decision --read --output --rules --on --lang --format",
    "replay": "lifecycle log facts_given --why-not=event --rules --on --reading --lang --format",
    "new": "new_folder --from=base --lang --format",
    "explain-code": "code --lang --format",
    "schema": "kind --for --lang --format",
    "export": "decision_covered --rules --on --reading --lang --format=export",
    "progression": (
        "measurements --by --period --suppress-below --case --courses --plot "
        "--rules=trivselslinealen --on --reading --lang --format=csv"
    ),
}
_PLACES: dict[str, dict[str, Any]] = {
    "decision": {"metavar": "decision_name"},
    "facts_given": {"metavar": "fact_form", "nargs": "*", "default": []},
    "what": {"metavar": "what_name", "nargs": "?"},
    "guided": {"metavar": "what_name", "nargs": "?"},
    "rule_tested": {"metavar": "rule_name", "nargs": "?"},
    "lifecycle": {"metavar": "lifecycle_name"},
    "log": {"metavar": "file"},
    "decision_covered": {"metavar": "decision_name", "nargs": "?"},
    "rule_mutated": {"metavar": "rule_name", "nargs": "?"},
    "old": {"metavar": "old_name"},
    "new": {"metavar": "new_name", "help": "new_version"},
    "new_folder": {"metavar": "folder_form"},
    "code": {"metavar": "code_name"},
    "kind": {"metavar": "kind_name", "nargs": "?"},
    "measurements": {"metavar": "file"},
}
_FORMATS: dict[str, tuple[str, ...]] = {
    "": ("text", "json"),
    "ics": ("text", "json", "ics"),
    "markdown": ("text", "json", "markdown"),
    "csv": ("text", "json", "csv"),
    "export": ("vectors", "table-json"),
    "sarif": ("text", "json", "github", "gitlab", "sarif"),
    "document": ("markdown", "html"),
}


def _add(parser: argparse.ArgumentParser, argument: str, say: Callable[[str], str]) -> None:
    """Add one argument of a command; `--format=x` is `--format` with one more choice, `--rules=x` another default."""
    name, _, more = argument.partition("=")
    if name == "--format":
        formats = _FORMATS[more]
        parser.add_argument(name, choices=formats, default=formats[0], help=say(f"format_{more or 'json'}"))
        return
    if name == "--sources":
        parser.add_argument(name, action="store_true", help=say("sources"))
        return
    if name == "--lang":
        parser.add_argument(name, choices=("da", "en"), default="da", help=say("lang"))
        return
    if name in _PLACES:
        known = dict(_PLACES[name])
        text = known.pop("help", name)
        parser.add_argument(name, metavar=say(known.pop("metavar")), help=say(text), **known)
        return
    known = dict(_OPTIONS.get(argument) or _OPTIONS[name])
    if name == "--rules" and more:
        known.update(default=more, help="rules_measured")
    form, text = known.pop("metavar", None), known.pop("help", name)
    if form is not None:
        known["metavar"] = say(form)
    parser.add_argument(name, help=say(text), **known)


def _wrapped(text: str) -> str:
    """Break each paragraph into lines; argparse would join the paragraphs and the examples."""
    return "\n\n".join(fill(paragraph, 80) for paragraph in text.split("\n\n"))


def _date(name: str) -> Callable[[str], date]:
    """Give what reads the date of an option; a malformed one is refused without being repeated."""

    def read(text: str) -> date:
        try:
            if _ISO_DATE.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        raise UsageError(find("date-form", name=name))

    return read


def _time(text: str) -> time:
    try:
        if _ISO_TIME.fullmatch(text):
            return time.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(find("time-form", name="--at"))


def _week(text: str) -> date:
    """Read a week; its Monday stands for it."""
    try:
        if _ISO_WEEK.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(find("week-form", name="--holiday-week"))


def _number(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise UsageError(find("number-form", name="--suppress-below"))
    return int(text)


_AGAIN: dict[str, Any] = {"action": "append", "default": []}
_OPTIONS: dict[str, dict[str, Any]] = {
    "--changes": {"action": "store_true"},
    "--watch": {"action": "store_true"},
    "--fix": {"action": "store_true"},
    "--yes": {"action": "store_true"},
    "--for": {"metavar": "folder_name", "dest": "for_folder"},
    "--facts": {"metavar": "file", "help": "facts"},
    "--rules": {"metavar": "rules_name", "help": "rules", "default": "trivselplus"},
    "--on": {"metavar": "date_form", "help": "on", "type": _date("on")},
    "--reading": {"metavar": "reading_form", "help": "reading", **_AGAIN},
    "--why-not": {"metavar": "wanted_form", "help": "why_not", **_AGAIN},
    "--why-not=event": {"metavar": "event_form", "help": "why_not_event", **_AGAIN},
    "--certificate": {"metavar": "file", "help": "certificate"},
    "--write": {"metavar": "file", "help": "write"},
    "--situations": {"metavar": "file", "help": "situations"},
    "--output": {"metavar": "file"},
    "--read": {"metavar": "file"},
    "--from": {"metavar": "date_form", "type": _date("--from")},
    "--from=base": {"metavar": "rules_name", "help": "base", "default": "trivselplus"},
    "--until": {"metavar": "date_form", "type": _date("--until")},
    "--at": {"metavar": "time_form", "type": _time},
    "--holiday-week": {"metavar": "week_form", "type": _week, **_AGAIN},
    "--after": {"metavar": "date_form", "type": _date("--after")},
    "--invited": {"metavar": "date_form", "type": _date("--invited")},
    "--slot": {"metavar": "date_form", "type": _date("--slot"), **_AGAIN},
    "--by": {"metavar": "name_form", **_AGAIN},
    "--period": {"choices": PERIODS},
    "--suppress-below": {"metavar": "number_form", "type": _number},
    "--case": {"metavar": "key_form", **_AGAIN},
    "--courses": {"action": "store_true"},
    "--plot": {"metavar": "file"},
}
