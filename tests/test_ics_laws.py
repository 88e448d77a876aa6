# SPDX-License-Identifier: MPL-2.0
"""Laws of the calendar file: what RFC 5545 asks of its lines, and that it tells nothing of anybody."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
from golden import STEERING
from hypothesis import given
from hypothesis import strategies as st

import trivselrules
from trivselrules import planning
from trivselrules.calendar import COPENHAGEN
from trivselrules.render.ics import Entry, calendar_file, uid

RULES = trivselrules.load("trivselplus", on=date(2026, 8, 1))
FIRST = date(2026, 8, 12)
# Letters of one to four octets, what the format escapes, and what could steer a terminal.
texts = st.text(st.sampled_from("abc æøå€𝄞,;:\\\n\r\t\x1b\u202e\u2028\x00"), max_size=120)


def series(step: int, **given_: object) -> str:
    """Give the file of the meetings of a step."""
    return planning.cadence(RULES.decide("statusmoede", trin=step), FIRST, **given_).ics()  # type: ignore[arg-type]


def properties(file: str) -> list[tuple[str, str]]:
    """Read a file as RFC 5545 says: lines end with CRLF, and a space begins a line that goes on."""
    assert file.endswith("\r\n")
    lines = file.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return [(name, value) for name, _, value in pairs]


def unescaped(value: str) -> str:
    """Undo the escapes of a text value."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


def event(summary: str, description: tuple[str, ...] = ()) -> Entry:
    """Give an event on one day."""
    return Entry("x", FIRST, FIRST + timedelta(days=1), summary, description)


@given(texts, st.lists(texts, min_size=1, max_size=3))
def test_texts_come_back_as_they_were_shown(summary: str, description: list[str]) -> None:
    """Folded, escaped and read again, a text is what a terminal would be shown of it, whatever it held."""
    found = dict(properties(calendar_file([event(summary, tuple(description))], FIRST, "da")))
    shown = [STEERING.sub(lambda c: f"\\u{ord(c[0]):04x}", text.replace("\n", "\\u000a")) for text in description]
    assert unescaped(found["DESCRIPTION"]) == "\n".join(shown)
    assert "\n" not in unescaped(found["SUMMARY"])


@given(texts)
def test_lines_have_at_most_75_octets_and_whole_letters(summary: str) -> None:
    """No line is longer than the format allows, each is UTF-8 by itself, and no line end stands alone."""
    content = calendar_file([event(summary)], FIRST, "en").encode()
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        assert not STEERING.search(line.decode("utf-8"))
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_lines_are_as_long_as_they_may_be() -> None:
    """A line is broken only where the next letter would be one octet too many."""
    lines = calendar_file([event("a" * 200)], FIRST, "da").split("\r\n")
    assert [len(line) for line in lines if line.startswith(("SUMMARY", " "))] == [75, 75, 60]
    assert "SUMMARY:" + "b" * 67 in calendar_file([event("b" * 67)], FIRST, "da").split("\r\n")


def test_an_event_says_when_it_is() -> None:
    """A meeting with a time has local times in a zone that the file defines; one without has the whole day."""
    timed, whole = (properties(series(1, **given_)) for given_ in ({"at": time(13)}, {}))
    assert ("DTSTART;TZID=Europe/Copenhagen", "20260812T130000") in timed
    assert ("DTEND;TZID=Europe/Copenhagen", "20260812T140000") in timed
    assert timed.count(("BEGIN", "VTIMEZONE")) == 1
    assert ("TZID", "Europe/Copenhagen") in timed
    assert ("DTSTART;VALUE=DATE", "20260812") in whole
    assert ("DTEND;VALUE=DATE", "20260813") in whole
    assert ("BEGIN", "VTIMEZONE") not in whole


def test_moments_of_another_zone_are_written_as_local_time() -> None:
    """A moment is written as the clock shows it in Europe/Copenhagen."""
    noon = datetime(2026, 8, 12, 12, tzinfo=COPENHAGEN)
    starts = noon.astimezone(tz=None)
    entry = Entry("x", starts, starts + timedelta(hours=1), "x", ("y",))
    assert entry.day == FIRST
    assert ("DTSTART;TZID=Europe/Copenhagen", "20260812T120000") in properties(calendar_file([entry], FIRST, "da"))


@pytest.mark.parametrize("language", ["da", "en"])
def test_file_is_one_to_import(language: trivselrules.text.Language) -> None:
    """It is published to whoever opens it: nobody is invited, nobody invites, and each event is a single one."""
    for plan in (
        planning.cadence(RULES.decide("statusmoede", trin=1), FIRST, at=time(13)),
        planning.window(RULES.decide("foerste_moede"), FIRST),
    ):
        found = properties(plan.ics(language))
        names = [name.partition(";")[0] for name, _ in found]
        assert ("METHOD", "PUBLISH") in found
        assert ("VERSION", "2.0") in found
        assert not {"ATTENDEE", "ORGANIZER", "RDATE", "RECURRENCE-ID"} & set(names)
        assert names.count("RRULE") == 2 * names.count("TZID")  # those of the time zone
        events = names.count("UID")
        assert events == found.count(("BEGIN", "VEVENT")) == found.count(("END", "VEVENT"))
        for once in ("DTSTAMP", "SUMMARY", "DESCRIPTION", "TRANSP"):
            assert names.count(once) == events


def test_ids_are_of_their_own_and_stay() -> None:
    """Every event has an id that no other has; asked again, with another time of day too, it is the same."""
    ids = [value for name, value in properties(series(1, at=time(13))) if name == "UID"]
    assert len(set(ids)) == len(ids) == 13
    assert [value for name, value in properties(series(1, at=time(9))) if name == "UID"] == ids
    others = [value for name, value in properties(series(2, at=time(13))) if name == "UID"]
    assert not set(ids) & set(others)
    assert uid("a", "b") != uid("a/c", "b")


def test_date_of_making_is_the_date_asked_for() -> None:
    """The stamp is the date the rules were asked for, or that of the first event: no clock is looked at."""
    assert {value for name, value in properties(series(1)) if name == "DTSTAMP"} == {"20260801T000000Z"}
    undated = trivselrules.load("trivselplus")
    file = planning.window(undated.decide("foerste_moede"), FIRST).ics()
    assert {value for name, value in properties(file) if name == "DTSTAMP"} == {"20260821T000000Z"}


def test_window_has_its_last_dates() -> None:
    """A window is the last day to convene and the last day for the meeting, as whole days that stay free."""
    answer = RULES.decide("foerste_moede")
    found = properties(planning.window(answer, date(2026, 9, 4)).ics("en"))
    assert [value for name, value in found if name.startswith("DTSTART")] == ["20260913", "20260918"]
    assert [value for name, value in found if name == "SUMMARY"] == [
        "Last day to convene: The first TRIVSEL+ meeting",
        "Last day: The first TRIVSEL+ meeting",
    ]
    assert {value for name, value in found if name == "TRANSP"} == {"TRANSPARENT"}
    invited = properties(planning.window(answer, date(2026, 9, 4), invited=date(2026, 9, 7)).ics())
    assert [value for name, value in invited if name.startswith("DTSTART")] == ["20260918"]
    other = RULES.reading({"fristen_gaelder": "indkaldelsen"}).decide("foerste_moede")
    only = properties(planning.window(other, date(2026, 9, 4)).ics())
    assert [value for name, value in only if name.startswith("DTSTART")] == ["20260918"]


@given(st.sampled_from(("dagpleje", "skole")), st.sampled_from(("privat", "kommunal")), st.integers(1, 4))
def test_file_tells_nothing_of_the_situation(setting: str, ownership: str, step: int) -> None:
    """Whatever else was said about the situation, the file for the same dates is the same to the letter."""
    alone = planning.window(RULES.decide("foerste_moede"), FIRST).ics()
    answer = RULES.decide("foerste_moede", tilbud=setting, ejerform=ownership, trin=step)
    assert planning.window(answer, FIRST).ics() == alone


def test_file_does_not_repeat_the_facts_it_rests_on() -> None:
    """Not even a fact that the dates depend on stands in the file: only what the rules say follows from it."""
    for step in (1, 2):
        said = unescaped(series(step, at=time(13)).replace("\r\n ", ""))
        assert not re.search(r"\btrin\b", said, re.IGNORECASE)
        assert re.search("Tid mellem møderne: [48] uger", said)


def test_collisions_are_told_in_the_event() -> None:
    """An event on a holiday says so, and stands on its date."""
    plan = planning.cadence(RULES.decide("statusmoede", trin=1), date(2026, 4, 6), until=date(2026, 5, 4))
    told = [unescaped(value) for name, value in properties(plan.ics()) if name == "DESCRIPTION"]
    assert ["2. påskedag" in text for text in told] == [True, False]
