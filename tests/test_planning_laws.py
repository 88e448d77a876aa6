# SPDX-License-Identifier: MPL-2.0
"""Laws of windows and series: both ends are kept, nothing is moved, and what leaves no date says so."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from helpers import DATED, SHIPPED, edited, folder
from hypothesis import given, settings
from hypothesis import strategies as st

import trivselrules
from trivselrules import planning
from trivselrules.answer import Answer
from trivselrules.calendar import (
    COPENHAGEN,
    LAST,
    Limits,
    Meeting,
    Series,
    Window,
    add,
    end_of_school_year,
    is_working_day,
    marked,
    meetings,
    monday,
    public_holidays,
    repeated,
    window,
)
from trivselrules.errors import InvalidValueError
from trivselrules.model import Cadence
from trivselrules.values import Duration

DAY = timedelta(days=1)
RULES = trivselrules.load("trivselplus")
INVITATION = RULES.reading({"fristen_gaelder": "indkaldelsen"})

days = st.dates(date(2015, 1, 1), date(2060, 12, 31))
lengths = st.builds(
    Duration, days=st.none() | st.integers(0, 20), working_days=st.none() | st.integers(0, 12), weeks=st.none()
).filter(Duration.parts)
steps = lengths.filter(lambda length: any(length.parts().values()))


def day(text: str) -> date:
    """Read a date."""
    return date.fromisoformat(text)


def first_meeting(after: str, rules: trivselrules.RuleSet = RULES, **given_: str | list[str] | None) -> Window:
    """Give the window for the first meeting."""
    dates = {
        name: [day(one) for one in value] if isinstance(value, list) else value and day(value)
        for name, value in given_.items()
    }
    plan = planning.window(rules.decide("foerste_moede"), day(after), **dates)  # type: ignore[arg-type]
    assert isinstance(plan.dates, Window)
    assert plan.possible is (not plan.dates.conflict)
    return plan.dates


# --- windows ---------------------------------------------------------------------------------------------------------


def test_window_has_both_ends() -> None:
    """With consent and invitation on 4 September the meeting can be held from the 9th to the 18th, both included."""
    found = first_meeting("2026-09-04", invited="2026-09-04")
    assert (found.first, found.last) == (marked(day("2026-09-09")), marked(day("2026-09-18")))
    assert found.working_days == 8
    assert found.conflict == ()


@pytest.mark.parametrize(
    ("slot", "breaks"),
    [
        ("2026-09-08", ("at_least",)),  # four days' notice
        ("2026-09-09", ()),  # five
        ("2026-09-18", ()),  # the fourteenth day
        ("2026-09-19", ("within",)),  # the fifteenth
    ],
)
def test_both_boundaries_on_both_sides(slot: str, breaks: tuple[str, ...]) -> None:
    """The fifth day and the fourteenth are possible, the fourth and the fifteenth are not."""
    found = first_meeting("2026-09-04", invited="2026-09-04", slots=[slot])
    assert [(each.day.date, each.breaks) for each in found.slots] == [(day(slot), breaks)]
    assert found.conflict == ((*breaks, "slots") if breaks else ())


def test_the_last_day_to_invite_leaves_one_day_and_the_next_none() -> None:
    """Invited on the ninth day there is one date left; on the tenth there is none, and both rules are named."""
    one = first_meeting("2026-09-04", invited="2026-09-13")
    assert (one.first, one.conflict) == (one.last, ())
    assert one.invite_by.date == day("2026-09-13")
    none = first_meeting("2026-09-04", invited="2026-09-14")
    assert none.conflict == ("within", "at_least")
    assert none.first is not None
    assert none.last is not None
    assert none.first.date == none.last.date + DAY


def test_empty_window_cites_both_rules_and_their_sources() -> None:
    """What leaves no date is told with both rules, each with its source, and without any date to meet on."""
    plan = planning.window(RULES.decide("foerste_moede"), day("2026-09-04"), invited=day("2026-09-14"))
    told = plan.to_dict()["window"]
    assert isinstance(told, dict)
    assert told["conflict"] == ["within", "at_least"]
    rules = {rule["key"]: (rule["outcome"], rule["value"], rule["source"]) for rule in told["rules"]}
    assert rules["within"] == ("frist", {"days": 14}, ["TP-104"])
    assert rules["at_least"] == ("varsel", {"days": 5}, ["TP-105"])
    assert not plan.possible
    said = plan.explain("da").split("\n\n")[0]
    assert "ingen dato er mulig" in said
    assert "TP-104" in said
    assert "TP-105" in said
    with pytest.raises(InvalidValueError) as refused:
        plan.ics()
    assert refused.value.code == "no-date-possible"


def test_slots_that_all_fall_outside_are_a_conflict_of_three() -> None:
    """Slots that are too early or too late conflict with the rules they break; one that fits is enough."""
    outside = ["2026-09-08", "2026-09-19"]
    assert first_meeting("2026-09-04", invited="2026-09-04", slots=outside).conflict == ("within", "at_least", "slots")
    assert first_meeting("2026-09-04", invited="2026-09-04", slots=[*outside, "2026-09-10"]).conflict == ()
    assert first_meeting("2026-09-04", slots=["2026-09-19"]).conflict == ("within", "slots")
    assert first_meeting("2026-09-04", slots=outside).conflict == ()  # not invited yet: the 8th may still do
    late = first_meeting("2026-09-04", invited="2026-09-14", slots=["2026-09-18"])
    assert late.conflict == ("within", "at_least")
    assert late.slots[0].breaks == ("at_least",)


def test_deadline_of_the_invitation_bounds_the_invitation() -> None:
    """Read so, the deadline is for inviting: the meeting has an earliest date only, and a late invitation is told."""
    found = first_meeting("2026-09-04", INVITATION, invited="2026-09-18")
    assert (found.invite_by.date, found.last, found.conflict) == (day("2026-09-18"), None, ())
    assert found.first == marked(day("2026-09-23"))
    assert found.working_days is None
    assert not found.holidays
    assert first_meeting("2026-09-04", INVITATION, invited="2026-09-19").conflict == ("within",)
    assert first_meeting("2026-09-04", INVITATION).first is None


def test_working_days_skip_weekends_and_holidays() -> None:
    """Counted in working days over Easter 2026, notice and deadline pass over its holidays."""
    rules = RULES.reading({"fristens_dage": "arbejdsdage", "varslets_dage": "arbejdsdage"})
    found = first_meeting("2026-03-27", rules, invited="2026-03-30")
    assert (found.first, found.last) == (marked(day("2026-04-09")), marked(day("2026-04-21")))


def test_holidays_on_the_way_are_told_and_nothing_is_moved() -> None:
    """A window over Easter ends on the day it ends, holiday or not, and names every public holiday in it."""
    found = first_meeting("2026-03-23", invited="2026-03-24")
    assert found.last is not None
    assert (found.last.date, [c.id for c in found.last.collisions]) == (day("2026-04-06"), ["easter_monday"])
    assert list(found.holidays.values()) == ["maundy_thursday", "good_friday", "easter_sunday", "easter_monday"]
    assert found.working_days == 3


limits = st.builds(Limits, lengths, lengths, st.booleans())


@given(days, limits, st.integers(-10, 40) | st.none(), st.lists(st.integers(-5, 40), max_size=4))
def test_a_date_is_possible_if_both_rules_are_kept(
    after: date, bounds: Limits, sent: int | None, offered: list[int]
) -> None:
    """A slot breaks exactly the rules that adding their durations shows broken, and a window is empty with reason."""
    slots = [after + n * DAY for n in offered]
    invited = None if sent is None else after + sent * DAY
    found = window(after, bounds, invited=invited, slots=slots)
    ends, at_least, of_invitation = add(after, bounds.within), bounds.at_least, bounds.of_invitation
    for slot in found.slots:
        early = invited is not None and slot.day.date < add(invited, at_least)
        late = not of_invitation and slot.day.date > ends
        assert slot.breaks == ("within",) * late + ("at_least",) * early
    assert [slot.day.date for slot in found.slots] == sorted(set(slots))
    if found.first is not None and found.last is not None:
        between = [found.first.date + n * DAY for n in range((found.last.date - found.first.date).days + 1)]
        assert ("at_least" in found.conflict and "slots" not in found.conflict) == (not between)
        assert found.working_days == sum(map(is_working_day, between))
    if of_invitation:
        assert found.invite_by.date == ends
    else:
        assert add(found.invite_by.date, at_least) <= ends < add(found.invite_by.date + DAY, at_least)
    assert bool(found.conflict) >= (bool(slots) and all(slot.breaks for slot in found.slots))


# --- series ----------------------------------------------------------------------------------------------------------


def status_meetings(step: int, first: str, **given_: object) -> tuple[Meeting, ...]:
    """Give the meetings of a step."""
    plan = planning.cadence(RULES.decide("statusmoede", trin=step), day(first), **given_)  # type: ignore[arg-type]
    assert isinstance(plan.dates, Series)
    assert plan.possible
    return plan.dates.meetings


def test_every_fourth_week_over_a_school_year() -> None:
    """From 12 August 2026 step 1 has 13 meetings of an hour, 28 days apart, up to the end of July."""
    found = status_meetings(1, "2026-08-12", at=time(13))
    assert [meeting.day.date for meeting in found] == [day("2026-08-12") + 28 * n * DAY for n in range(13)]
    assert {meeting.starts and meeting.starts.isoformat()[11:] for meeting in found} == {
        "13:00:00+02:00",
        "13:00:00+01:00",
    }
    assert all(m.starts and m.ends and m.ends - m.starts == timedelta(hours=1) for m in found)


def test_every_eighth_week_over_a_school_year() -> None:
    """From 12 August 2026 step 2 has 7 meetings of two hours, 56 days apart."""
    found = status_meetings(2, "2026-08-12", at=time(9, 30))
    assert [meeting.day.date for meeting in found] == [day("2026-08-12") + 56 * n * DAY for n in range(7)]
    assert all(m.starts and m.ends and m.ends - m.starts == timedelta(hours=2) for m in found)


def test_another_end_is_kept_on_both_sides() -> None:
    """The last day told is a possible meeting, and the day before it is not."""
    assert len(status_meetings(1, "2026-08-12", until=day("2026-09-09"))) == 2
    assert len(status_meetings(1, "2026-08-12", until=day("2026-09-08"))) == 1


@pytest.mark.parametrize(
    ("of", "ends"),
    [
        ("2026-08-01", "2027-07-31"),
        ("2026-07-31", "2026-07-31"),
        ("2027-01-01", "2027-07-31"),
        ("2026-12-31", "2027-07-31"),
    ],
)
def test_school_year_ends_on_31_july(of: str, ends: str) -> None:
    """A school year runs from 1 August to 31 July."""
    assert end_of_school_year(day(of)) == day(ends)


def test_collisions_are_told_and_nothing_is_moved() -> None:
    """A meeting on a holiday, in a weekend or in a holiday week stays where it is and says what it falls on."""
    found = status_meetings(1, "2026-04-06", until=day("2026-06-01"), holiday_weeks=[day("2026-05-06")])
    assert [(m.day.date, [(c.kind, c.id) for c in m.day.collisions]) for m in found] == [
        (day("2026-04-06"), [("public_holiday", "easter_monday")]),
        (day("2026-05-04"), [("holiday_week", "2026-W19")]),
        (day("2026-06-01"), []),
    ]
    sunday = status_meetings(1, "2026-05-24", until=day("2026-05-24"), holiday_weeks=[day("2026-05-18")])
    kinds = [collision.kind for collision in sunday[0].day.collisions]
    assert kinds == ["public_holiday", "weekend", "holiday_week"]


@given(days, st.sets(days, max_size=3) | st.just(set[date]()))
def test_what_a_date_falls_on_is_what_it_is(when: date, weeks: set[date]) -> None:
    """A date collides with a holiday, a weekend or a free week exactly if it is one."""
    kinds = {collision.kind for collision in marked(when, weeks).collisions}
    assert ("public_holiday" in kinds) == (when in public_holidays(when.year))
    assert ("weekend" in kinds) == (when.weekday() in (5, 6))
    assert ("holiday_week" in kinds) == any(monday(when) == monday(week) for week in weeks)
    assert (not kinds & {"public_holiday", "weekend"}) == is_working_day(when)


@given(days, steps, st.integers(0, 400))
def test_dates_of_a_series_are_counted_from_the_first(first: date, every: Duration, span: int) -> None:
    """The number of a date tells how many times the step lies between it and the first; none after the end."""
    until = first + span * DAY
    found = repeated(first, every, until)
    for number, when in enumerate(found):
        times = Duration(**{unit: count * number for unit, count in every.parts().items()})
        assert when == (add(first, times) if number else first)
    assert found[-1] <= until < add(first, Duration(**{u: c * len(found) for u, c in every.parts().items()}))


def test_short_months_move_only_their_own_date() -> None:
    """From 31 January every month, the series is back on the 31st after February."""
    assert [f"{when:%m-%d}" for when in repeated(day("2026-01-31"), Duration(months=1), day("2026-05-31"))] == [
        *("01-31", "02-28", "03-31", "04-30", "05-31"),
    ]


def test_series_reaches_the_last_date_there_is() -> None:
    """A series up to the last date ends there, although the next meeting cannot be computed."""
    assert repeated(LAST - DAY, Duration(days=1), LAST) == (LAST - DAY, LAST)


# --- what is refused -------------------------------------------------------------------------------------------------

ONE, TWO = RULES.decide("statusmoede", trin=1), RULES.decide("foerste_moede")
GIVEN = day("2026-08-12")
BAD = [
    ("no series", lambda: planning.cadence(TWO, GIVEN), "no-dates"),
    ("no window", lambda: planning.window(ONE, GIVEN), "no-dates"),
    ("no dates at all", lambda: planning.window(RULES.decide("indkaldelse"), GIVEN), "no-dates"),
    ("datetime", lambda: planning.cadence(ONE, datetime(2026, 8, 12)), "date-form"),
    ("text", lambda: planning.window(TWO, "2026-08-12"), "date-form"),  # type: ignore[arg-type]
    ("text as end", lambda: planning.cadence(ONE, GIVEN, until="x"), "date-form"),  # type: ignore[arg-type]
    ("text as slot", lambda: planning.window(TWO, GIVEN, slots=["x"]), "date-form"),  # type: ignore[list-item]
    ("text as invitation", lambda: planning.window(TWO, GIVEN, invited="x"), "date-form"),  # type: ignore[arg-type]
    ("text as week", lambda: planning.cadence(ONE, GIVEN, holiday_weeks="x"), "date-form"),  # type: ignore[arg-type]
    ("text as time", lambda: planning.cadence(ONE, GIVEN, at="13:00"), "time-form"),  # type: ignore[arg-type]
    (
        "time of a zone",
        lambda: planning.cadence(ONE, GIVEN, at=time(13, tzinfo=COPENHAGEN)),
        "time-form",
    ),
    ("end before the first", lambda: planning.cadence(ONE, GIVEN, until=GIVEN - DAY), "date-order"),
    ("first out of reach", lambda: planning.cadence(ONE, date.max), "date-range"),
    ("deadline out of reach", lambda: planning.window(TWO, LAST), "date-range"),
    ("language", lambda: planning.window(TWO, GIVEN).to_dict("sv"), "language"),  # type: ignore[arg-type]
    ("language of text", lambda: planning.window(TWO, GIVEN).explain("sv"), "language"),  # type: ignore[arg-type]
    ("language of a file", lambda: planning.window(TWO, GIVEN).ics("sv"), "language"),  # type: ignore[arg-type]
    # half past two comes twice or not at all when the clocks change
    ("no such time", lambda: planning.cadence(ONE, day("2026-03-29"), at=time(2, 30)), "time-of-change"),
    ("two such times", lambda: planning.cadence(ONE, day("2026-10-25"), at=time(2, 30)), "time-of-change"),
    ("no step", lambda: repeated(GIVEN, Duration(weeks=0), GIVEN), "series-step"),
    ("step of hours", lambda: repeated(GIVEN, Duration(hours=1), GIVEN), "series-step"),
    ("meeting of days", lambda: meetings([GIVEN], Duration(days=1), at=time(13)), "meeting-length"),
]


@pytest.mark.parametrize(("call", "code"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_makes_no_dates_is_refused(call: object, code: str) -> None:
    """Each of these is an error of the catalogue, never a traceback or another date."""
    assert callable(call)
    with pytest.raises(InvalidValueError) as refused:
        call()
    assert refused.value.code == code


@pytest.mark.parametrize("hour", [1, 3])
def test_times_around_the_change_are_as_the_clock_shows(hour: int) -> None:
    """An hour before and after the change a time is what it says, and a meeting lasts as long as it lasts."""
    for when in ("2026-03-29", "2026-10-25"):
        (meeting, *_) = status_meetings(1, when, at=time(hour, 30))
        assert meeting.starts is not None
        assert meeting.ends is not None
        assert (meeting.starts.hour, meeting.starts.minute) == (hour, 30)
        assert meeting.ends.timestamp() - meeting.starts.timestamp() == 3600


@pytest.mark.parametrize("step", [None, 3])
def test_answers_that_settle_nothing_have_no_dates(step: int | None) -> None:
    """Where facts are missing or the question does not arise there are no dates, and the answer stands alone."""
    answer = RULES.decide("statusmoede", **({} if step is None else {"trin": step}))
    plan = planning.cadence(answer, GIVEN)
    assert (plan.dates, plan.possible) == (None, False)
    assert plan.to_dict("en") == {"answer": answer.to_dict("en")}
    assert plan.explain("en") == answer.explain("en")
    with pytest.raises(InvalidValueError):
        plan.ics()


def test_window_needs_all_its_outcomes(tmp_path: Path) -> None:
    """A window whose start is undetermined has no dates, although its deadline is known."""
    tree = "tree:\n  set: {frist: {days: 14}, varsel: {working_days: 5}, begynder: bedt, gaelder: holdt}\n"
    part = "tree:\n  set: {frist: {days: 14}, varsel: {working_days: 5}}\n  undetermined: raekkefoelge\n"
    rules = trivselrules.load(folder(tmp_path, edited([*DATED, ("vindue.yaml", tree, part)])[0]))
    plan = planning.window(rules.decide("vindue"), GIVEN)
    assert (plan.answer.status, plan.answer.outcome["frist"], plan.dates) == ("undetermined", Duration(days=14), None)


def test_window_without_events_bounds_the_meeting(tmp_path: Path) -> None:
    """Without `deadline_for` and `before` the deadline is for the meeting."""
    edits = [
        ("vindue.yaml", "  deadline_for: gaelder\n  before: holdt\n", ""),
        ("vindue.yaml", "  gaelder: {type: event, required: true}\n", ""),
        ("vindue.yaml", ", gaelder: holdt", ""),
    ]
    rules = trivselrules.load(folder(tmp_path, edited([*DATED, *edits])[0]))
    plan = planning.window(rules.decide("vindue"), day("2026-09-04"))
    assert isinstance(plan.dates, Window)
    assert plan.dates.last == marked(day("2026-09-18"))
    assert "18 September 2026" in plan.explain("en")


# --- plans -----------------------------------------------------------------------------------------------------------


def test_every_shipped_calendar_gives_dates() -> None:
    """Every shipped decision with a calendar gives dates in every situation and reading in which it is decided."""
    for folder_ in SHIPPED.parent.iterdir():
        rules = trivselrules.load(folder_.name)
        for name, decision in rules.model.decisions.items():
            for step in (1, 2) if decision.calendar is not None else ():
                answer = rules.decide(name, trin=step)
                make = planning.cadence if isinstance(decision.calendar, Cadence) else planning.window
                assert answer.status == "decided"
                assert make(answer, GIVEN).possible


def test_origins_name_the_place_and_sources_of_each_outcome() -> None:
    """An answer says for each outcome which node set it and what that cites; a list may have several."""
    answer: Answer = RULES.decide("forberedelse")
    cited = {name: [origin.source for origin in of] for name, of in answer.origins.items()}
    assert cited == {
        "forberedes": [("TP-026", "TP-108"), ("TP-028", "TP-108"), ("TP-029", "TP-109")],
        "ligger_paa_tvaers": [("TP-027", "TP-108")],
        "droeftes_ikke": [("TP-040",)],
    }
    assert RULES.decide("statusmoede", trin=4).origins == {}
    (origin,) = ONE.origins["interval"]
    assert str(origin.location).startswith("trivselplus/statusmoede.yaml:")


@settings(max_examples=30)
@given(days, st.sampled_from(("da", "en")))
def test_the_same_answer_and_dates_give_the_same_plan(first: date, language: trivselrules.text.Language) -> None:
    """A plan depends on nothing but the answer and the dates given: equal, and the same in every form."""
    one, two = (planning.cadence(RULES.decide("statusmoede", trin=1), first, at=time(13)) for _ in range(2))
    assert one == two
    assert one.to_dict(language) == two.to_dict(language)
    assert (one.explain(language), one.ics(language)) == (two.explain(language), two.ics(language))
