# SPDX-License-Identifier: MPL-2.0
"""Laws of logs: read strictly, line by line; what stands before a bad line is not lost, nothing personal is kept."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_lifecycle_laws import Happening, follow, logs, readings_of, shipped

import trivselrules
from trivselrules.calendar.arithmetic import local_date
from trivselrules.errors import Error
from trivselrules.instance import Instance
from trivselrules.location import Location
from trivselrules.logs import Replay, read_moment, replay_lines
from trivselrules.values import plain

Plain = dict[str, Any]

LIFECYCLE = "forloeb"
laws = settings(max_examples=settings().max_examples * 2 // 5)
RAISED = '{"on": "2026-09-01", "event": "bekymring_rejst"}'
PLACED = '{"on": "2026-09-03", "event": "trinplaceret", "trin": 2}'


def line(happening: Happening, case: str | None = None) -> str:
    """Write an event as a line of a log."""
    event, facts, moment = happening
    written: Plain = {"on": moment.isoformat(), "event": event, **{name: plain(value) for name, value in facts.items()}}
    return json.dumps({**written, **({} if case is None else {"case": case})})


@cache
def opened() -> Instance:
    """Open the shipped course."""
    return shipped("trivselplus")[0].open(LIFECYCLE)


def replayed(*lines: str) -> Replay:
    """Replay lines over the shipped course."""
    return replay_lines(shipped("trivselplus")[0], LIFECYCLE, lines)


@laws
@given(st.data())
def test_one_by_one_or_in_one_go_gives_the_same(data: st.DataObject) -> None:
    """A log that is replayed whole leads where the events lead one by one, and where its two halves lead."""
    rules, naive = shipped("trivselplus")
    readings = data.draw(readings_of(naive))
    chosen = rules.reading(readings)
    log = data.draw(logs(naive, LIFECYCLE, readings))
    whole = replay_lines(chosen, LIFECYCLE, [line(one) for one in log])
    assert whole.problem is None
    half = data.draw(st.integers(0, len(log)))
    first = replay_lines(chosen, LIFECYCLE, [line(one) for one in log[:half]])
    assert whole.instance == follow(first.instance, as_read(log[half:]))
    assert whole.instance == follow(chosen.open(LIFECYCLE), as_read(log))


@laws
@given(st.data())
def test_as_of_a_day_is_what_had_happened_by_then(data: st.DataObject) -> None:
    """Seen from a day, a log leads where its events up to the end of that day lead, and the others are counted."""
    rules, naive = shipped("trivselplus")
    log = data.draw(logs(naive, LIFECYCLE, naive["readings"]))
    day = data.draw(st.sampled_from([local_date(moment) for _, _, moment in log])) - timedelta(
        data.draw(st.integers(0, 1))
    )
    past = [one for one in log if local_date(one[2]) <= day]
    found = replay_lines(rules, LIFECYCLE, [line(one) for one in log], day)
    assert (found.instance, found.left_out) == (follow(opened(), as_read(past)), len(log) - len(past))


def test_what_lies_after_the_day_is_read_as_strictly() -> None:
    """A bad line is told wherever it stands, and the events before it that lie after the day are counted."""
    found = replay_lines(shipped("trivselplus")[0], LIFECYCLE, [RAISED, PLACED, RAISED], date(2026, 9, 1))
    assert found.problem is not None
    assert (found.problem.details["number"], found.left_out) == ("3", 1)
    assert found.instance == replayed(RAISED).instance


def as_read(log: list[Happening]) -> list[Happening]:
    """Give the events with their moments as a log writes them: by their distance from UTC."""
    return [(event, facts, read_moment(moment.isoformat())) for event, facts, moment in log]


BAD: dict[str, str] = {
    "cut": '{"on": "2026-09-05", "event": "sam',
    "no object": '["bekymring_rejst"]',
    "number": "7",
    "text": '"bekymring_rejst"',
    "null": "null",
    "words": "bekymring rejst",
    "without event": '{"on": "2026-09-05"}',
    "event that is no text": '{"on": "2026-09-05", "event": ["samtykke_givet"]}',
    "not a number": '{"on": "2026-09-05", "event": "trinplaceret", "trin": NaN}',
    "no end": '{"on": "2026-09-05", "event": "trinplaceret", "trin": Infinity}',
    "deep": "[" * 5000,
    "long": json.dumps({"on": "2026-09-05", "event": "samtykke_givet", "note": "x" * 10_000}),
    "many digits": '{"on": "2026-09-05", "event": "trinplaceret", "trin": ' + "1" * 5000 + "}",
    "two objects": '{"on": "2026-09-05", "event": "team_nedsat"} {"on": "2026-09-05", "event": "team_nedsat"}',
    "half a character": '{"on": "2026-09-05", "event": "samtykke_givet", "note": "\udcc3',
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_broken_line_is_reported_with_its_number(bad: str) -> None:
    """A line that cannot be read is told by its number; all before it counts, and nothing after it."""
    found = replayed(RAISED, "", PLACED, bad, '{"on": "2026-09-09", "event": "foraeldre_orienteret"}')
    assert found.problem is not None
    assert (found.problem.code, found.problem.details["number"]) == ("log-line", "4")
    assert found.instance == replayed(RAISED, PLACED).instance
    for language in ("da", "en"):
        assert "4" in Error(found.problem).message(language)
        assert "samtykke" not in Error(found.problem).message(language)


WRONG: list[tuple[str, str, str]] = [
    ("unknown event", '{"on": "2026-09-05", "event": "samtyke_givet"}', "samtykke_givet"),
    ("no moment", '{"event": "foraeldre_orienteret"}', "2026-11-21"),
    ("key that is unknown for the moment", '{"event": "foraeldre_orienteret", "at": "2026-09-05"}', "`at`"),
    ("key that was meant to be it", '{"event": "foraeldre_orienteret", "at": "2026-09-05"}', "`on`?"),
    ("two slips", '{"event": "trinplaceret", "trinn": 2}', "`trin`?"),
    ("key of an unknown event", '{"event": "x", "at": "2026-09-05", "trin": 2}', "`on`?"),
    ("key twice", '{"on": "2026-09-05", "event": "samtykke_givet", "event": "team_nedsat"}', "`event`"),
    ("date in words", '{"on": "i dag", "event": "foraeldre_orienteret"}', "2026-11-21"),
    ("date as a number", '{"on": 20260905, "event": "foraeldre_orienteret"}', "2026-11-21"),
    ("date that does not exist", '{"on": "2026-02-30", "event": "foraeldre_orienteret"}', "2026-11-21"),
    ("hour without a zone", '{"on": "2026-09-05T10:00", "event": "foraeldre_orienteret"}', "2026-11-21"),
    ("hour that does not exist", '{"on": "2026-09-05T25:00Z", "event": "foraeldre_orienteret"}', "2026-11-21"),
    ("figures of another alphabet", '{"on": "２０２６-09-05", "event": "foraeldre_orienteret"}', "2026-11-21"),
    ("earlier than the one before", '{"on": "2026-09-02", "event": "foraeldre_orienteret"}', "2026-09-03"),
    ("unknown fact", '{"on": "2026-09-05", "event": "trinplaceret", "trinn": 2}', "trin"),
    ("fact of another event", '{"on": "2026-09-05", "event": "foraeldre_orienteret", "trin": 2}', "trin"),
    ("value beyond", '{"on": "2026-09-05", "event": "trinplaceret", "trin": 5}', "1, 2, 3, 4"),
    ("text for a number", '{"on": "2026-09-05", "event": "trinplaceret", "trin": "2"}', "1, 2, 3, 4"),
    ("null for a number", '{"on": "2026-09-05", "event": "trinplaceret", "trin": null}', "1, 2, 3, 4"),
    ("decimals for a whole number", '{"on": "2026-09-05", "event": "trinplaceret", "trin": 2.0}', "1, 2, 3, 4"),
]


@pytest.mark.parametrize(("wrong", "says"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_an_event_that_cannot_be_is_reported_with_its_line(wrong: str, says: str) -> None:
    """An event with a wrong name, moment or fact is told by its line, with what is wrong in both languages."""
    found = replayed(RAISED, PLACED, wrong, PLACED)
    assert found.problem is not None
    assert (found.problem.code, found.problem.details["number"]) == ("log-event", "3")
    assert found.instance == replayed(RAISED, PLACED).instance
    danish, english = (Error(found.problem).message(language) for language in ("da", "en"))
    assert says in danish
    assert says in english
    assert danish != english
    assert not danish.endswith("..")


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        ('{"on": "2026-09-05", "event": sam}', 31),
        ('{"on": "2026-09-05", "event": "team_nedsat", "event": "team_nedsat"}', 46),
        ('{"on": "2026-09-05", "event": "team_nedsat", "\\u0065vent": "team_nedsat"}', 22),
        ('{"case": "sag", "event": "team_nedsat"}', 1),
        ("7", 1),
    ],
)
def test_a_bad_line_has_its_place(bad: str, column: int) -> None:
    """What is wrong stands with its line, and with the column where that is known."""
    found = replayed(RAISED, bad).problem
    assert found is not None
    assert found.location == Location("-", 2, column)


@pytest.mark.parametrize("key", ["karla@example.org", "010190-1234", "Karla Quist"])
def test_a_key_that_may_tell_who_is_not_repeated(key: str) -> None:
    """A key that could be somebody's name, number or address is not said, whatever is wrong with it."""
    for bad in (f'{{"event": "team_nedsat", "{key}": 1}}', f'{{"event": "team_nedsat", "{key}": 1, "{key}": 2}}'):
        found = replayed(RAISED, bad).problem
        assert found is not None
        assert all(key not in Error(found).message(language) for language in ("da", "en"))
        assert "`…`" in Error(found).message("en")


def test_events_that_are_refused_do_not_stop_a_log() -> None:
    """A refused event is part of the history, and the log goes on."""
    found = replayed(PLACED, '{"on": "2026-09-04", "event": "bekymring_rejst"}')
    assert found.problem is None
    assert [step.response.status for step in found.instance.steps] == ["refused", "accepted"]


PERSONAL = {
    "a registration number": "010190-1234",
    "a registration number without a hyphen": "0101901234",
    "nine figures": "sag-123456789",
    "a name": "Karla Quist",
    "a name with a hyphen and a space": "karla -quist",
    "an address": "karla@example.org",
    "Danish letters": "sag-æ",
    "nothing": "",
    "a space": " ",
    "a line end": "sag\n",
    "too much": "x" * 65,
    "a hyphen first": "-sag",
    "a number": 7,
    "truth": True,
    "a list": ["sag"],
}


@pytest.mark.parametrize("key", PERSONAL.values(), ids=PERSONAL)
def test_a_case_key_that_may_tell_who_is_refused_and_not_repeated(key: object) -> None:
    """A key that looks like a number, name or address of somebody is refused with its line, and never said."""
    bad = json.dumps({"on": "2026-09-03", "event": "trinplaceret", "trin": 2, "case": key})
    found = replayed(RAISED, bad)
    assert found.problem is not None
    assert (found.problem.code, found.problem.details["number"]) == ("log-case-form", "2")
    assert len(found.instance.steps) == 1
    told = "".join(Error(found.problem).message(language) for language in ("da", "en"))
    assert len(str(key)) < 3 or str(key) not in told
    assert "1234" not in told


@pytest.mark.parametrize("key", ["sag-17", "A1", "b_2", "x" * 64, "2026-17", "sag-12345678"])
def test_an_opaque_case_key_is_taken_and_not_kept(key: str) -> None:
    """A key that tells nothing is accepted, with or without it on every line, and stands nowhere in what is said."""
    lines = [json.dumps({**json.loads(text), "case": key}) for text in (RAISED, PLACED)]
    found = replayed(lines[0], PLACED, *['{"on": "2026-09-05", "event": "foraeldre_orienteret", "case": null}'])
    assert found.problem is None
    assert replayed(*lines).instance == replayed(RAISED, PLACED).instance
    assert key not in found.instance.explain("da")
    assert key not in json.dumps(found.instance.to_dict())


def test_a_log_of_two_cases_is_refused() -> None:
    """A log follows one matter: another key is told by its line, and neither key is said."""
    lines = [json.dumps({**json.loads(text), "case": key}) for text, key in ((RAISED, "sag-a"), (PLACED, "sag-b"))]
    found = replayed(*lines)
    assert found.problem is not None
    assert (found.problem.code, found.problem.details["number"]) == ("log-case", "2")
    assert "sag-" not in "".join(Error(found.problem).message(language) for language in ("da", "en"))
    assert len(found.instance.steps) == 1


@pytest.mark.parametrize("empty", ["", "\n", " \t\r\n", "\ufeff"])
def test_empty_lines_are_passed_over_and_counted(empty: str) -> None:
    """A line with nothing on it is no event, but a line; so is a byte order mark, which may also stand first."""
    assert replayed(empty, "\ufeff" + RAISED, empty, PLACED).instance == replayed(RAISED, PLACED).instance
    problem = replayed(empty, RAISED, "x").problem
    assert problem is not None
    assert problem.details["number"] == "3"
    assert replayed().instance == replayed(empty).instance == opened()


def test_a_log_of_an_unknown_lifecycle_is_refused_before_it_is_read() -> None:
    """The name of the lifecycle is looked up before the first line is."""
    unread = (pytest.fail("the log was read") for _ in range(1))
    with pytest.raises(trivselrules.UnknownNameError):
        replay_lines(shipped("trivselplus")[0], "forlob", unread)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-21", date(2026, 11, 21)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2026-11-21T10:30+01:00", datetime.fromisoformat("2026-11-21T10:30:00+01:00")),
        ("2026-11-21T10:30:15Z", datetime.fromisoformat("2026-11-21T10:30:15+00:00")),
    ],
)
def test_moments_are_read_as_they_are_written(text: str, moment: date) -> None:
    """A date is a date; a moment has its distance from UTC."""
    read = read_moment(text)
    assert read == moment
    assert type(read) is type(moment)


@pytest.mark.parametrize(
    "text", ["2026-11-21T10:30", "2026-W47-6", "20261121", "2026-11-21 ", "2026-11-21T10Z", "2023-02-29", "", 1, None]
)
def test_what_is_no_moment_is_refused(text: object) -> None:
    """Everything that is not spelt as a date or as a moment with its zone is refused."""
    with pytest.raises(trivselrules.InvalidValueError) as refused:
        read_moment(text)
    assert refused.value.code == "moment-form"
