# SPDX-License-Identifier: MPL-2.0
"""Calendar files read by two libraries that others keep: what they find is what we meant."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from helpers import DATED, edited, folder

import trivselrules
from trivselrules import planning
from trivselrules.calendar import COPENHAGEN, Series
from trivselrules.planning import Plan

pytestmark = pytest.mark.outside

HERE = Path(__file__).resolve().parent
RULES = trivselrules.load("trivselplus", on=date(2026, 8, 1))
LENGTHY = "Møde; med, komma \\ og omvendt skråstreg, 𝄞 og en lang hale: " + "æøå" * 40

Events = list[dict[str, Any]]
Reader = Callable[[Path], Events]


def by_ical_js(file: Path) -> Events:
    """Read a file with ical.js, in a process of Node."""
    command = ["node", str(HERE / "read_ics.mjs"), os.environ["TRIVSELRULES_OUTSIDE"], str(file)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout)
    assert told["method"] == "PUBLISH"
    assert all(event["zoneIsDefined"] and not event["repeats"] for event in told["events"])
    assert not any(event["attendees"] for event in told["events"])
    return [
        {name: event[name] for name in ("uid", "summary", "description", "wholeDay", "starts", "ends")}
        for event in told["events"]
    ]


def by_icalendar(file: Path) -> Events:
    """Read a file with icalendar."""
    reader: Any = importlib.import_module("icalendar")
    calendar = reader.Calendar.from_ical(file.read_bytes())
    assert calendar["METHOD"] == "PUBLISH"
    assert not calendar.errors
    found = []
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        starts, ends = event.decoded("DTSTART"), event.decoded("DTEND")
        found.append(
            {
                "uid": str(event["UID"]),
                "summary": str(event["SUMMARY"]),
                "description": str(event["DESCRIPTION"]),
                "wholeDay": not isinstance(starts, datetime),
                "starts": _iso(starts),
                "ends": _iso(ends),
            }
        )
    return found


def _iso(when: date | datetime) -> str:
    if not isinstance(when, datetime):
        return when.isoformat()
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


READERS: tuple[Reader, ...] = (by_ical_js, by_icalendar)


def read(plan: Plan, tmp_path: Path, language: trivselrules.text.Language = "da") -> Events:
    """Write a plan to a file, and give the events that both readers find in it."""
    file = tmp_path / "plan.ics"
    file.write_bytes(plan.ics(language).encode())
    first, second = (reader(file) for reader in READERS)
    assert first == second
    return first


@pytest.mark.parametrize("at", [time(0), time(8, 15), time(13), time(23, 30)], ids=str)
@pytest.mark.parametrize("step", [1, 2])
def test_meetings_are_when_they_should_be(step: int, at: time, tmp_path: Path) -> None:
    """Over a school year with both clock changes, each meeting begins and ends at the very moment it was planned."""
    plan = planning.cadence(RULES.decide("statusmoede", trin=step), date(2026, 8, 12), at=at)
    assert isinstance(plan.dates, Series)
    found = read(plan, tmp_path)
    planned = [(m.starts, m.ends) for m in plan.dates.meetings]
    assert len({moment.utcoffset() for moments in planned for moment in moments if moment}) == 2
    assert [(e["starts"], e["ends"]) for e in found] == [(_iso(s), _iso(t)) for s, t in planned if s and t]
    assert all(datetime.fromisoformat(e["starts"]).astimezone(COPENHAGEN).time() == at for e in found)
    assert not any(event["wholeDay"] for event in found)


def test_days_without_a_time_are_whole_days(tmp_path: Path) -> None:
    """A meeting without a time of day, and the last dates of a window, are whole days that end the day after."""
    meetings = read(planning.cadence(RULES.decide("statusmoede", trin=1), date(2026, 12, 31)), tmp_path)
    assert (meetings[0]["starts"], meetings[0]["ends"]) == ("2026-12-31", "2027-01-01")
    last = read(planning.window(RULES.decide("foerste_moede"), date(2026, 9, 4)), tmp_path, "en")
    assert [(e["starts"], e["ends"]) for e in last] == [("2026-09-13", "2026-09-14"), ("2026-09-18", "2026-09-19")]
    assert all(event["wholeDay"] for event in (*meetings, *last))


def test_texts_come_back_whole(tmp_path: Path) -> None:
    """However long a title is, and whatever it holds that the format uses itself, it is read as it was written."""
    title = ("serie.yaml", "    da: Møde\n", f"    da: {json.dumps(LENGTHY, ensure_ascii=False)}\n")
    rules = trivselrules.load(folder(tmp_path, edited([*DATED, title])[0]))
    found = read(planning.cadence(rules.decide("serie"), date(2026, 8, 12), at=time(13)), tmp_path)
    assert {event["summary"] for event in found} == {LENGTHY}
    assert all(event["description"].count("\n") == 2 for event in found)


def test_a_file_imported_again_changes_the_events_it_made(tmp_path: Path) -> None:
    """Planned again at another time of day, each event keeps its id, so that a calendar moves it."""
    answer = RULES.decide("statusmoede", trin=1)
    one, two = (read(planning.cadence(answer, date(2026, 8, 12), at=time(hour)), tmp_path) for hour in (9, 13))
    assert [event["uid"] for event in one] == [event["uid"] for event in two]
    assert len({event["uid"] for event in one}) == len(one)
