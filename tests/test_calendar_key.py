# SPDX-License-Identifier: MPL-2.0
"""The key `calendar`: its shape, the outcomes it names, and the durations they may have."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import DATED, AsKept, Edit, edited, expected, folder, found, reading_of

from trivselrules.loading import load, read
from trivselrules.model import Cadence, Window

S, W = "serie.yaml", "vindue.yaml"
EVERY, LASTS = "  every: frist\n", "  lasts: varighed\n"
WITHIN, AFTER, AT_LEAST = "  within: frist\n", "  after: begynder\n", "  at_least: varsel\n"
FOR, BEFORE = "  deadline_for: gaelder\n", "  before: holdt\n"
TITLE = "  title:\n    da: Møde\n    en: Meeting\n"
ALONE = "calendar:\n" + TITLE + EVERY + LASTS
INTERVAL, LENGTH = "{weeks: 4}", "{hours: 1}"

Code = str | tuple[str, str]
SHAPES: list[tuple[str, list[Edit], list[Code]]] = [
    ("no title", [(S, "calendar:\n" + TITLE, "§calendar:\n")], ["missing-key"]),
    ("misspelt key", [(S, EVERY, "  §evry: frist\n")], [("unknown-key", "every")]),
    ("no length", [(S, EVERY + LASTS, "  §every: frist\n")], ["needs-key"]),
    ("no interval", [(S, EVERY + LASTS, "  §lasts: varighed\n")], ["needs-key"]),
    ("nothing", [(S, ALONE, "§calendar:\n" + TITLE)], ["missing-key"]),
    ("both kinds", [(S, LASTS, LASTS + "  §within: frist\n")], ["not-together"]),
    ("number as outcome", [(S, EVERY, "  every: §4\n")], ["wrong-type"]),
    ("duration as outcome", [(S, EVERY, "  every: §{weeks: 4}\n")], ["wrong-type"]),
    ("capitals", [(S, EVERY, "  every: §Frist\n")], [("wrong-form", "frist")]),
    ("word as calendar", [(S, ALONE, "calendar: §frist\n")], ["wrong-type"]),
    ("no notice", [(W, AT_LEAST, ""), (W, "calendar:", "§calendar:")], ["missing-key"]),
    ("no start", [(W, AFTER, ""), (W, "calendar:", "§calendar:")], ["missing-key"]),
    ("no deadline", [(W, WITHIN, ""), (W, "calendar:", "§calendar:")], ["missing-key"]),
    ("misspelt notice", [(W, AT_LEAST, "  §at_lest: varsel\n")], [("unknown-key", "at_least")]),
    ("no event before", [(W, FOR + BEFORE, "  §deadline_for: gaelder\n")], ["needs-key"]),
    ("no event for the deadline", [(W, FOR + BEFORE, "  §before: holdt\n")], ["needs-key"]),
]
NAMES: list[tuple[str, list[Edit], list[Code]]] = [
    ("unknown interval", [(S, EVERY, "  every: §frit\n")], [("unknown-outcome", "frist")]),
    ("outcome of another decision", [(S, LASTS, "  lasts: §varsel\n")], ["unknown-outcome"]),
    ("unknown event", [(W, BEFORE, "  before: §holt\n")], [("unknown-term", "holdt")]),
    ("role as event", [(W, BEFORE, "  before: §skoleleder\n")], ["unknown-term"]),
    ("event as deadline", [(W, WITHIN, "  within: §begynder\n")], ["calendar-outcome"]),
    ("duration as event", [(W, AFTER, "  after: §varsel\n")], ["calendar-outcome"]),
    ("duration as what it is for", [(W, FOR, "  deadline_for: §frist\n")], ["calendar-outcome"]),
    (
        "list of intervals",
        [
            (S, "frist: {type: duration, ", "frist: {type: duration, many: true, "),
            (S, "frist: {weeks: 4}", "frist: [{weeks: 4}]"),
            (S, EVERY, "  every: §frist\n"),
        ],
        ["calendar-outcome"],
    ),
    (
        "interval that may be unset",
        [(S, "frist: {type: duration, required: true}", "frist: {type: duration}"), (S, EVERY, "  every: §frist\n")],
        ["calendar-required"],
    ),
    ("unknown type", [(S, "frist: {type: duration", "frist: {type: §duratio")], [("unknown-type", "duration")]),
    ("hours between meetings", [(S, INTERVAL, "§{hours: 36}")], ["calendar-dates"]),
    ("weeks and hours between meetings", [(S, INTERVAL, "§{weeks: 1, hours: 1}")], ["calendar-dates"]),
    ("hours of notice", [(W, "{working_days: 5}", "§{hours: 24}")], ["calendar-dates"]),
    ("minutes of deadline", [(W, "{days: 14}", "§{days: 14, minutes: 1}")], ["calendar-dates"]),
    ("meeting of days", [(S, LENGTH, "§{days: 1}")], ["calendar-hours"]),
    ("meeting of days and hours", [(S, LENGTH, "§{days: 1, hours: 1}")], ["calendar-hours"]),
    ("no time between meetings", [(S, INTERVAL, "§{weeks: 0, days: 0}")], ["calendar-zero"]),
    ("meeting of no length", [(S, LENGTH, "§{minutes: 0}")], ["calendar-zero"]),
    ("text as interval", [(S, INTERVAL, "§maanedlig")], ["outcome-type"]),
]


@pytest.mark.parametrize(("edits", "codes"), [r[1:] for r in SHAPES + NAMES], ids=[r[0] for r in SHAPES + NAMES])
def test_mistake_in_the_calendar_is_one_finding(
    edits: list[Edit], codes: list[Code], tmp_path: Path, as_kept: AsKept
) -> None:
    """One mistake is one finding, at the name or value it is about, with or without all schemas."""
    files, places = edited([*DATED, *edits])
    findings = read(folder(tmp_path, files)).findings
    assert list(map(found, findings)) == expected(places, *codes)
    assert read(folder(tmp_path, files), schemas=True).findings == findings
    as_kept(findings)


def test_calendars_are_read_as_written(tmp_path: Path) -> None:
    """A sound calendar gives no finding; the model holds the names, each with its place."""
    rules = load(folder(tmp_path, edited(DATED)[0]))
    assert rules.warnings == ()
    cadence, window = (rules.model.decisions[name].calendar for name in ("serie", "vindue"))
    assert isinstance(cadence, Cadence)
    assert isinstance(window, Window)
    assert (cadence.title.da, cadence.every.name, cadence.lasts.name) == ("Møde", "frist", "varighed")
    assert (window.within.name, window.after.name, window.at_least.name) == ("frist", "begynder", "varsel")
    assert window.deadline_for is not None
    assert window.before is not None
    assert (window.deadline_for.name, window.before.name) == ("gaelder", "holdt")
    assert str(cadence.every.location) == "lille/serie.yaml:12:10"
    assert rules.model.decisions["moede"].calendar is None


@pytest.mark.parametrize("value", ["{days: 0}", "{working_days: 0}", "{months: 1, days: 3}"])
def test_deadline_and_notice_may_be_nothing_or_mixed(value: str, tmp_path: Path) -> None:
    """The same day is a deadline too, and dates may be counted in several units at once."""
    edits = [*DATED, (W, "{days: 14}", value), (W, "{working_days: 5}", value)]
    assert reading_of(tmp_path, edited(edits)[0]) == []


def test_a_meeting_may_last_hours_and_minutes(tmp_path: Path) -> None:
    """The length of a meeting may use all the units of a clock at once."""
    assert reading_of(tmp_path, edited([*DATED, (S, LENGTH, "{hours: 1, minutes: 30}")])[0]) == []


def test_window_without_an_event_is_about_the_meeting(tmp_path: Path) -> None:
    """`deadline_for` and `before` may be left out together."""
    edits = [*DATED, (W, FOR + BEFORE, ""), (W, "  gaelder: {type: event, required: true}\n", "")]
    files, _ = edited([*edits, (W, ", gaelder: holdt", "")])
    codes = [code for code, *_ in reading_of(tmp_path, files)]
    assert codes == ["unused-outcome", "unused-event"]  # the words that only those keys used
