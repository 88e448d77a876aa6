# SPDX-License-Identifier: MPL-2.0
"""`trivselrules diff`: exactly the situations whose answer changes from one rule set to another."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import date

from attrs import asdict

from ..comparing import Comparison, Tally, compare, tally
from ..render.difference import DifferenceReport
from ..render.phrases import phrase
from ..render.style import MARKDOWN, PLAIN
from ..rule_set import RuleSet
from ..text import Language, printable
from .facts import read_situations
from .output import Progress, write, write_json
from .revisions import load_version

__all__ = ["compared", "difference_report", "run"]


def run(options: Namespace) -> int:
    """Print what is different; 1 if something is."""
    on = options.on or date.today()
    found = compared(options, on)
    counts = () if options.situations is None else tally(found, _counted(options.situations, options.lang))
    report = difference_report(found, on)
    if options.format == "json":
        write_json(_json(found, report.to_dict(options.lang), counts))
    else:
        write(report.text(options.lang, PLAIN if options.format == "text" else MARKDOWN))
        if counts:
            write("\n" + "\n".join(_told(count, options.lang) for count in counts))
    return int(not found.same)


def difference_report(found: Comparison, on: date) -> DifferenceReport:
    """Make what writes a comparison; `on` is the date that events of examples are given."""
    return DifferenceReport(
        old=found.old.model,
        new=found.new.model,
        decisions=found.decisions,
        names=found.names,
        same=found.same,
        answers=found.answers,
        choices=found.choices,
        courses=found.courses,
        course_choices=found.course_choices,
        on=on,
    )


def compared(options: Namespace, on: date) -> Comparison:
    """Compare the two versions that a command was given, and tell on a terminal how far that has come."""
    with Progress(phrase("progress_states", options.lang)) as progress:
        return compare(load_version(options.old, on), load_version(options.new, on), progress.reached)


def _counted(file: str, language: Language) -> Iterator[Mapping[str, object]]:
    with Progress(phrase("progress_situations", language)) as progress:
        for facts in read_situations(file):
            yield facts
            progress()


def _json(found: Comparison, report: dict[str, object], counts: tuple[Tally, ...]) -> dict[str, object]:
    versions = {"old": _version(found.old), "new": _version(found.new)}
    return {**versions, **report, **({"situations": [asdict(count) for count in counts]} if counts else {})}


def _version(rules: RuleSet) -> dict[str, str]:
    return {"id": rules.id, "version": rules.version, "digest": rules.digest}


def _told(count: Tally, language: Language) -> str:
    told = [phrase("tally", language, count.decision, count.changed, count.situations)]
    for name, number in (
        ("tally_first", count.first),
        ("tally_refused", count.refused),
        ("tally_unknown", count.unknown),
    ):
        told += [phrase(name, language, number)] if number else []
    return printable(" ".join(told))
