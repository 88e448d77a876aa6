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

__all__ = ["parse", "wants_english", "wants_json"]

_OPTION = re.compile(r"-{1,2}[a-z][a-z-]{0,30}")
_SINGLE = ("--facts", "--rules", "--on", "--lang", "--format", "--from", "--until", "--at", "--after", "--invited")
_ASKING = ("decide", "calendar")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ISO_WEEK = re.compile(r"\d{4}-W\d{2}", re.ASCII)
_ISO_TIME = re.compile(r"\d{2}:\d{2}", re.ASCII)


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
    for verb in ("decide", "calendar", "check", "show", "test"):
        added = verbs.add_parser(
            verb,
            help=say(verb),
            description=_wrapped(say(f"{verb}_long")),
            epilog=EXAMPLES[verb][language == "en"],
            formatter_class=raw,
            allow_abbrev=False,
        )
        if verb in _ASKING:
            added.add_argument("decision", metavar=say("decision_name"), help=say("decision"))
            added.add_argument("facts_given", nargs="*", default=[], metavar=say("fact_form"), help=say("facts_given"))
            added.add_argument("--facts", metavar=say("file"), help=say("facts"))
        if verb == "calendar":
            _add_dates(added, language)
        if verb == "show":
            added.add_argument("what", nargs="?", metavar=say("what_name"), help=say("what"))
        if verb == "test":
            added.add_argument("decision", nargs="?", metavar=say("decision_name"), help=say("decision_tested"))
        _add_common(added, verb, language)
    return parser


def _add_dates(parser: argparse.ArgumentParser, language: Language) -> None:
    def say(name: str) -> str:
        return TEXTS[name][language == "en"]

    def add(option: str, read: Callable[[str], object], form: str, *, again: bool = False) -> None:
        extra: dict[str, Any] = {"action": "append", "default": []} if again else {}
        parser.add_argument(option, type=read, metavar=say(form), help=say(option), **extra)

    add("--from", _date("--from"), "date_form")
    add("--until", _date("--until"), "date_form")
    add("--at", _time, "time_form")
    add("--holiday-week", _week, "week_form", again=True)
    add("--after", _date("--after"), "date_form")
    add("--invited", _date("--invited"), "date_form")
    add("--slot", _date("--slot"), "date_form", again=True)


def _add_common(parser: argparse.ArgumentParser, verb: str, language: Language) -> None:
    def say(name: str) -> str:
        return TEXTS[name][language == "en"]

    parser.add_argument("--rules", default="trivselplus", metavar=say("rules_name"), help=say("rules"))
    if verb in (*_ASKING, "test"):
        parser.add_argument("--on", type=_date("on"), metavar=say("date_form"), help=say("on"))
    if verb in (*_ASKING, "show"):
        parser.add_argument("--reading", action="append", default=[], metavar=say("reading_form"), help=say("reading"))
    parser.add_argument("--lang", choices=("da", "en"), default="da", help=say("lang"))
    formats = ("text", "json", "ics") if verb == "calendar" else ("text", "json")
    parser.add_argument("--format", choices=formats, default="text", help=say(f"format_{formats[-1]}"))


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
