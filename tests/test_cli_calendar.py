# SPDX-License-Identifier: MPL-2.0
"""`trivselrules calendar` on the shipped rules: tables, JSON, calendar files, statuses and refusals."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from golden import STEERING, assert_golden, golden_names, run
from helpers import ROOT, SOUND, folder

from trivselrules.calendar import public_holidays
from trivselrules.render.days import holiday_name

ON = ("--on", "2026-08-01")
STATUS, FIRST = ("calendar", "statusmoede"), ("calendar", "foerste_moede")
WORKING = ("--reading", "fristens_dage=arbejdsdage", "--reading", "varslets_dage=arbejdsdage")
SLOTS = tuple(part for slot in ("08", "09", "18", "19") for part in ("--slot", f"2026-09-{slot}"))
# What is asked, and the status.
SHOWN: dict[str, tuple[tuple[str, ...], int]] = {
    "trin_1": ((*STATUS, "trin=1", "--from", "2026-08-12", "--at", "13:00"), 0),
    "trin_2_sammenfald": (
        (
            *(*STATUS, "trin=2", "--from", "2026-12-25", "--until", "2027-07-31"),
            *("--holiday-week", "2027-W07", "--holiday-week", "2027-W23"),
        ),
        0,
    ),
    "trin_3": ((*STATUS, "trin=3", "--from", "2026-08-12"), 0),
    "trin_mangler": ((*STATUS, "--from", "2026-08-12"), 4),
    "vindue": ((*FIRST, "--after", "2026-09-04"), 0),
    "vindue_indkaldt": ((*FIRST, "--after", "2026-03-23", "--invited", "2026-03-25"), 0),
    "vindue_tomt": ((*FIRST, "--after", "2026-09-04", "--invited", "2026-09-14"), 3),
    "vindue_tider": ((*FIRST, "--after", "2026-09-04", "--invited", "2026-09-04", *SLOTS), 0),
    "vindue_ingen_tid": ((*FIRST, "--after", "2026-09-04", "--invited", "2026-09-04", *SLOTS[:2]), 3),
    "vindue_arbejdsdage": ((*FIRST, "--after", "2026-03-27", "--invited", "2026-03-30", *WORKING), 0),
    "vindue_indkaldelsesfrist": (
        (*FIRST, "--after", "2026-09-04", "--reading", "fristen_gaelder=indkaldelsen"),
        0,
    ),
}
FILES = {
    "trin_2": (*STATUS, "trin=2", "--from", "2026-08-12", "--at", "13:00"),
    "trin_1_hele_dage": (*STATUS, "trin=1", "--from", "2026-04-06", "--until", "2026-06-30"),
    "vindue": (*FIRST, "--after", "2026-09-04"),
}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", SHOWN)
def test_dates_are_told_as_people_read_them(name: str, language: str) -> None:
    """The dates, what they fall on and the rules they come from stand as in the golden file."""
    argv, status = SHOWN[name]
    told = run(*argv, *ON, "--lang", language)
    assert (told.status, told.err) == (status, "")
    assert not STEERING.search(told.out)
    assert_golden(f"calendar/{name}.{language}", told.out)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", FILES)
def test_calendar_file_is_kept_to_the_letter(name: str, language: str) -> None:
    """The file for import is the golden one, line ends and all."""
    told = run(*FILES[name], *ON, "--lang", language, "--format", "ics")
    assert (told.status, told.err) == (0, "")
    assert_golden(f"calendar/{name}.{language}", told.out, "ics")


def test_every_golden_file_is_compared() -> None:
    """No golden file is left behind."""
    assert set(golden_names("calendar")) == {
        f"{name}.{language}" for name in SHOWN | FILES for language in ("da", "en")
    }


@pytest.mark.parametrize("name", SHOWN)
def test_json_says_the_same(name: str) -> None:
    """As JSON the answer stands beside the dates, with the same status; without dates it stands alone."""
    argv, status = SHOWN[name]
    told = run(*argv, *ON, "--format", "json")
    assert (told.status, told.err) == (status, "")
    document = told.json()
    kind = "cadence" if argv[1] == "statusmoede" else "window"
    decided = document["answer"]["status"] == "decided"
    assert list(document) == [*([kind] if decided else []), "answer"]
    readings = argv[argv.index("--reading") :] if "--reading" in argv else ()
    facts = [part for part in argv if "=" in part and part not in readings]
    assert document["answer"] == run("decide", argv[1], *facts, *readings, *ON, "--format", "json").json()


def test_json_of_a_cadence() -> None:
    """A cadence has its ends, its time and zone, each meeting with its moments, and the rules with their sources."""
    found = run(*FILES["trin_2"], *ON, "--format", "json").json()["cadence"]
    assert {name: found[name] for name in ("title", "first", "until", "at", "time_zone")} == {
        "title": "Status- og mulighedsmøde",
        "first": "2026-08-12",
        "until": "2027-07-31",
        "at": "13:00",
        "time_zone": "Europe/Copenhagen",
    }
    assert found["meetings"][2] == {
        "date": "2026-12-02",
        "collisions": [],
        "starts": "2026-12-02T13:00:00+01:00",
        "ends": "2026-12-02T15:00:00+01:00",
    }
    assert [(r["key"], r["outcome"], r["value"], r["source"]) for r in found["rules"]] == [
        ("every", "interval", {"weeks": 8}, ["TP-120"]),
        ("lasts", "varighed", {"hours": 2}, ["TP-120"]),
    ]
    assert all(place.startswith("trivselplus/statusmoede.yaml:") for rule in found["rules"] for place in rule["at"])


def test_json_of_a_window() -> None:
    """A window has its ends with what they fall on, the offered dates with what they break, and the conflict."""
    argv = (*FIRST, "--after", "2026-03-23", "--invited", "2026-03-25", "--slot", "2026-04-06", "--slot", "2026-04-07")
    found = run(*argv, *ON, "--format", "json", "--lang", "en").json()["window"]
    monday = [{"kind": "public_holiday", "id": "easter_monday", "name": "Easter Monday"}]
    assert (found["after"], found["invited"]) == ("2026-03-23", "2026-03-25")
    assert found["first"] == {"date": "2026-03-30", "collisions": []}
    assert found["last"] == {"date": "2026-04-06", "collisions": monday}
    assert found["slots"] == [
        {"date": "2026-04-06", "collisions": monday, "breaks": []},
        {"date": "2026-04-07", "collisions": [], "breaks": ["within"]},
    ]
    assert (found["conflict"], found["working_days"]) == ([], 3)
    assert [holiday["id"] for holiday in found["holidays"]] == [
        *("maundy_thursday", "good_friday", "easter_sunday", "easter_monday"),
    ]
    assert [rule["key"] for rule in found["rules"]] == ["within", "after", "deadline_for", "at_least"]


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        (SHOWN["vindue_tomt"][0], 3),
        (SHOWN["vindue_ingen_tid"][0], 3),
        (SHOWN["trin_3"][0], 3),
        (SHOWN["trin_mangler"][0], 4),
    ],
    ids=["empty", "no slot", "not applicable", "needs facts"],
)
def test_no_file_without_a_date(argv: tuple[str, ...], status: int) -> None:
    """Where there is no date nothing is written to the file, the reason is told beside it, and the status says so."""
    told = run(*argv, *ON, "--format", "ics")
    assert (told.status, told.out) == (status, "")
    assert told.err == run(*argv, *ON).out


REFUSED: list[tuple[str, tuple[str, ...], str, str]] = [
    ("no date to begin with", (*STATUS, "trin=1"), "option-missing-for", "`--from`"),
    ("no date to count from", FIRST, "option-missing-for", "`--after`"),
    (
        "slot in a series",
        (*STATUS, "trin=1", "--from", "2026-08-12", "--slot", "2026-09-01"),
        "option-unfit",
        "--until",
    ),
    ("deadline of a series", (*STATUS, "trin=1", "--after", "2026-08-12"), "option-unfit", "`--after`"),
    ("time in a window", (*FIRST, "--after", "2026-08-12", "--at", "13:00"), "option-unfit", "`--at`"),
    ("week in a window", (*FIRST, "--after", "2026-08-12", "--holiday-week", "2026-W42"), "option-unfit", "--slot"),
    ("end of a window", (*FIRST, "--after", "2026-08-12", "--until", "2026-08-13"), "option-unfit", "`--until`"),
    ("no dates", ("calendar", "indkaldelse", "--from", "2026-08-12"), "no-dates", "foerste_moede, statusmoede"),
    ("no decision", ("calendar", "statusmode", "--from", "2026-08-12"), "unknown-decision", "`statusmoede`"),
    ("no fact", (*STATUS, "trinn=1", "--from", "2026-08-12"), "unknown-fact", "`trin`"),
    ("no such step", (*STATUS, "trin=5", "--from", "2026-08-12"), "value-unknown", "1, 2, 3, 4"),
    ("end first", (*STATUS, "trin=1", "--from", "2026-08-12", "--until", "2026-08-11"), "date-order", "2026-08-11"),
    ("too late", (*STATUS, "trin=1", "--from", "2200-01-01"), "date-range", "2199-12-31"),
    ("too early", (*FIRST, "--after", "1899-12-31"), "date-range", "1900-01-01"),
    ("deadline too late", (*FIRST, "--after", "2199-12-31"), "date-range", "2199-12-31"),
    ("clocks change", (*STATUS, "trin=1", "--from", "2026-10-25", "--at", "02:30"), "time-of-change", "02:30"),
    ("twice", (*FIRST, "--after", "2026-08-12", "--after", "2026-08-13"), "usage", "--after"),
    ("no value", (*FIRST, "--after"), "usage", "--after"),
    ("file of another verb", ("decide", "statusmoede", "trin=1", "--format", "ics"), "usage", "text, json"),
    *(
        (f"{option} {text}", (*FIRST, option, text), "date-form", f"`{option}`")
        for option in ("--from", "--until", "--after", "--invited", "--slot")
        for text in ("2026-02-30", "12-08-2026", "2026-8-12", "20260812", "i dag", "")
    ),
    *((f"at {t}", (*STATUS, "--at", t), "time-form", "`--at`") for t in ("24:00", "9:00", "13.00", "13:00:00", "kl 9")),
    *(
        (f"week {text}", (*STATUS, "--holiday-week", text), "week-form", "`--holiday-week`")
        for text in ("42", "2026-42", "2026-W54", "2026-W00", "2026W42", "2026-W42-1", "uge 42")
    ),
]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(("argv", "code", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_bad_input_is_refused_with_its_reason(argv: tuple[str, ...], code: str, said: str, language: str) -> None:
    """Bad input ends with status 2 and one sentence, or one JSON object, that names what is wrong."""
    told = run(*argv, "--lang", language)
    assert (told.status, told.out, told.err.count("\n")) == (2, "", 1)
    assert said in told.err
    if "--format" not in argv:
        error = run(*argv, "--lang", language, "--format", "json")
        assert (error.status, error.err, error.json()["error"]["code"]) == (2, "", code)


@pytest.mark.parametrize("value", ["010190-1234", "Karla Quist", "karla" + "@" + "example.org"])
@pytest.mark.parametrize("option", ["--from", "--until", "--at", "--after", "--invited", "--slot", "--holiday-week"])
def test_what_may_identify_somebody_is_never_repeated(option: str, value: str) -> None:
    """A number, name or address where a date is due is refused without being repeated."""
    for more in ((), ("--format", "json"), ("--format", "ics")):
        told = run(*STATUS, "trin=1", option, value, *more)
        assert told.status == 2
        assert not any(part in told.out + told.err for part in ("1234", "Karla", "karla"))


def test_facts_come_from_a_file_too() -> None:
    """The facts may be JSON on standard input, as for `decide`."""
    told = run(*STATUS, "--facts", "-", "--from", "2026-08-12", *ON, stdin=b'{"trin": 1}')
    assert told == run(*STATUS, "trin=1", "--from", "2026-08-12", *ON)


def test_rule_set_without_dates_has_none_to_name(tmp_path: Path) -> None:
    """Where no decision gives dates, none is named."""
    path = str(folder(tmp_path, SOUND))
    told = run("calendar", "moede", "--from", "2026-08-12", "--rules", path)
    assert (told.status, told.out) == (2, "")
    assert "`moede`" in told.err


def test_file_reaches_a_pipe_as_it_is() -> None:
    """In a process of its own the bytes of the file are those of the golden one."""
    command = [sys.executable, "-m", "trivselrules", *FILES["trin_2"], *ON, "--format", "ics"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, stdin=subprocess.DEVNULL)
    assert done.stdout == run(*FILES["trin_2"], *ON, "--format", "ics").out.encode()


def test_every_holiday_has_a_name_in_both_languages() -> None:
    """The holidays of every year have a name, each its own in each language; the names of 2023 are the known ones."""
    ids = {name for year in (2023, 2024) for name in public_holidays(year).values()}
    for language in ("da", "en"):
        assert len({holiday_name(name, language) for name in ids}) == len(ids)
    assert [holiday_name(name, "da") for name in public_holidays(2023).values()] == [
        *("nytårsdag", "skærtorsdag", "langfredag", "påskedag", "2. påskedag", "Store Bededag"),
        *("Kristi himmelfartsdag", "pinsedag", "2. pinsedag", "juledag", "2. juledag"),
    ]


def test_durations_stand_in_json_as_in_the_rules() -> None:
    """Working days are a unit of their own in JSON, and words in both languages."""
    argv = ("decide", "foerste_moede", *WORKING)
    assert run(*argv, "--format", "json").json()["outcome"]["varsel"] == {"working_days": 5}
    assert "5 arbejdsdage" in run(*argv).out
    assert "5 working days" in run(*argv, "--lang", "en").out


def test_dates_do_not_depend_on_today() -> None:
    """Without `--on` the dates are the same; only the date the rules were asked for is another."""
    plain = json.loads(run(*SHOWN["vindue"][0], "--format", "json").out)
    dated = json.loads(run(*SHOWN["vindue"][0], *ON, "--format", "json").out)
    assert plain["window"] == dated["window"]
    today = date.fromisoformat(plain["answer"]["rule_set"]["on"])
    assert abs(today - date.today()) <= timedelta(days=1)
