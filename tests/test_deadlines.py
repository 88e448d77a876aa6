# SPDX-License-Identifier: MPL-2.0
"""When tasks are due, and whether they were done in time: on the day, at the minute, and where it cannot be told."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from helpers import Edit
from living import BOOK, FRIST, LIVING, living
from test_lifecycle_laws import loaded
from test_names_lifecycle import BEFORE, BY_CARD, REPLACE, RETURN, at

from trivselrules.engine.deadlines import Deadline
from trivselrules.engine.record import TaskState
from trivselrules.instance import Instance
from trivselrules.values import Duration

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
LENT = date(2026, 9, 1)
AT_TEN = datetime(2026, 9, 1, 10, 0, tzinfo=COPENHAGEN)


def opened(edits: list[Edit] | None = None, **readings: str) -> Instance:
    """Open the loan of a book, under readings other than the default."""
    rules, _ = loaded(living(edits)[0] if edits else LIVING)
    return rules.reading(readings).open("bog")


def lent(instance: Instance, moment: date = LENT) -> Instance:
    """Lend a red book that needs no care."""
    return instance.accept("bog_laant", moment, farve="roed", klar=False)


def task(instance: Instance, name: str, on: date | None = None) -> TaskState:
    """Give a task that stands."""
    (found,) = (one for one in instance.tasks(on) if one.task == name)
    return found


def done(instance: Instance, name: str) -> TaskState:
    """Give a task that is done."""
    (found,) = (one for one in instance.done_tasks() if one.task == name)
    return found


def left(instance: Instance) -> list[tuple[str, bool | None]]:
    """Give the tasks that were not done before the matter moved on, and whether each had missed a deadline."""
    return [(one.task, one.overdue) for one in instance.left_tasks()]


def test_a_deadline_of_days_ends_with_the_day() -> None:
    """The day of the event does not count, and on the last day the deadline is kept."""
    instance = lent(opened())
    first, second = task(instance, "aflever").deadlines
    assert first == Deadline("within", date(2026, 10, 1), Duration(days=30), "bog_laant")
    assert second == Deadline("at_least", None, Duration(days=0), before="bog_erstattet")
    assert task(instance, "aflever").overdue is None
    assert [task(instance, "aflever", date(2026, 10, day)).overdue for day in (1, 2)] == [False, True]


def test_a_deadline_of_hours_ends_at_the_minute() -> None:
    """Hours are elapsed time from a moment, also where the clocks change, and need a moment to count from."""
    (due,) = task(lent(opened(), AT_TEN), "skriv_kort").deadlines
    assert due.at == datetime(2026, 9, 1, 12, 0, tzinfo=COPENHAGEN)
    (due,) = task(lent(opened(), datetime(2026, 10, 25, 1, 30, tzinfo=COPENHAGEN)), "skriv_kort").deadlines
    assert due.at == datetime(2026, 10, 25, 2, 30, tzinfo=COPENHAGEN, fold=1)
    (due,) = task(lent(opened()), "skriv_kort").deadlines
    assert (due.at, due.needs_time, due.after) == (None, True, "bog_laant")
    assert task(lent(opened()), "skriv_kort", date(2027, 1, 1)).overdue is False


@pytest.mark.parametrize(
    ("hour", "minute", "kept"), [(11, 59, True), (12, 0, True), (12, 1, False)], ids=["before", "at", "after"]
)
def test_whether_hours_were_kept_is_told_to_the_minute(hour: int, minute: int, kept: bool) -> None:
    """A task with two hours is in time at the second hour, and late a minute later, whatever the zone."""
    moment = datetime(2026, 9, 1, hour, minute, tzinfo=COPENHAGEN)
    for one in (moment, moment.astimezone(timezone(timedelta(hours=-3)))):
        assert done(lent(opened(), AT_TEN).accept("kort_skrevet", one), "skriv_kort").kept is kept


def test_whether_a_day_was_kept_is_told_by_the_day() -> None:
    """A task that was done on a day without an hour is in time if the day is that of the deadline."""
    early, late = (lent(opened(), AT_TEN).accept("kort_skrevet", date(2026, 9, day)) for day in (1, 2))
    assert (done(early, "skriv_kort").kept, done(late, "skriv_kort").kept) == (True, False)
    assert done(lent(opened()).accept("kort_skrevet", LENT), "skriv_kort").kept is None


def test_a_task_without_a_deadline_is_neither_in_time_nor_late() -> None:
    """Where the document gives no deadline, the open point stands for it."""
    instance = lent(opened()).accept("bog_laest", LENT)
    assert done(instance, "laes").deadlines == (Deadline("undetermined", point="ingen_frist"),)
    assert done(instance, "laes").kept is None
    assert task(instance, "laes").status == "open"


def test_only_deadlines_of_the_readings_taken_count() -> None:
    """A deadline under a reading is there under that reading alone."""
    assert [one.kind for one in task(lent(opened()), "skriv_kort").deadlines] == ["within"]
    (due,) = task(lent(opened(hvem_foerst="skolen")), "skriv_kort").deadlines
    assert due == Deadline("undetermined", point="ingen_frist")


def test_a_deadline_waits_for_its_start() -> None:
    """A deadline that counts from what has not happened has no date, and the open point that stands for it."""
    before = lent(opened(hvem_foerst="skolen"))
    first, _ = task(before, "aflever").deadlines
    assert first == Deadline("within", None, Duration(days=30), "kort_skrevet", point="ingen_frist")
    first, _ = task(before.accept("kort_skrevet", date(2026, 9, 4)), "aflever").deadlines
    assert first.at == date(2026, 10, 4)


def test_what_a_reading_leaves_open_has_no_date() -> None:
    """Where the decision that gives a deadline is left open, so is the deadline, with the same point."""
    chosen = "skolen: {set: {begynder: kort_skrevet}, source: [XX-001]}"
    edits = [(FRIST, chosen, "skolen: {undetermined: raekkefoelge}")]
    edits += [(BOOK, "without_start: ingen_frist}", "without_start: ingen_frist, source: [XX-001]}")]
    first, _ = task(lent(opened(edits, hvem_foerst="skolen")), "aflever").deadlines
    assert first == Deadline("undetermined", point="raekkefoelge", source=("XX-001",))
    assert "raekkefoelge" in task(lent(opened(edits, hvem_foerst="skolen")), "aflever").open_points


def test_a_notice_is_reckoned_from_the_deadline_of_what_it_comes_before() -> None:
    """A task some days before an event has its date from the earliest deadline of that event."""
    edits = [
        (BOOK, BEFORE, BEFORE.replace("{days: 0}, before: bog_erstattet", "{days: 5}, before: kort_skrevet")),
        (BOOK, BY_CARD, BY_CARD.replace("{hours: 2}", "{days: 9}") + BY_CARD.replace("{hours: 2}", "{weeks: 2}")),
        (BOOK, RETURN, ""),
    ]
    _, notice = task(lent(opened(edits)), "aflever").deadlines
    assert (notice.at, notice.before_at, notice.before) == (date(2026, 9, 5), date(2026, 9, 10), "kort_skrevet")
    assert notice.source == ("XX-001",)
    _, notice = task(lent(opened(edits, hvem_foerst="skolen")), "aflever").deadlines
    assert (notice.at, notice.before_at) == (None, None)
    first = "      skriv_kort:\n        done_by: kort_skrevet\n        due:"
    edits += [(BOOK, first, first.replace("done_by", "under: {gebyr_ved_rykker: [altid]}\n        done_by"))]
    for reading, before_at in (("altid", date(2026, 9, 10)), ("aldrig", None)):
        _, notice = task(lent(opened(edits, gebyr_ved_rykker=reading)), "aflever").deadlines
        assert notice.before_at == before_at, "a task that a reading takes away has no say"


def test_whether_a_notice_was_kept_is_told_when_the_event_has_come() -> None:
    """A task that should be some days before an event is late if the event came too soon after it."""
    fewest = "{at_least: {days: 5}, before: kort_skrevet, source: [XX-001]}"
    read = "      laes: {done_by: [bog_laest], repeats: true, actor: psykolog, "
    edits = [(BOOK, f"{read}no_deadline: ingen_frist}}\n", f"{read}due: {fewest}}}\n")]
    instance = lent(opened(edits)).accept("bog_laest", date(2026, 9, 3))
    assert done(instance, "laes").kept is None
    assert done(instance.accept("kort_skrevet", date(2026, 9, 8)), "laes").kept is True
    assert done(instance.accept("kort_skrevet", date(2026, 9, 7)), "laes").kept is False
    assert done(instance.accept("bog_afleveret", date(2026, 9, 4)), "laes").kept is None


def test_hours_before_a_day_cannot_be_reckoned() -> None:
    """A notice of hours needs the hour of the event."""
    fewest = "{at_least: {hours: 5}, before: kort_skrevet, source: [XX-001]}"
    read = "      laes: {done_by: [bog_laest], repeats: true, actor: psykolog, "
    edits = [(BOOK, f"{read}no_deadline: ingen_frist}}\n", f"{read}due: {fewest}}}\n")]
    instance = lent(opened(edits)).accept("bog_laest", date(2026, 9, 3)).accept("kort_skrevet", date(2026, 9, 8))
    assert done(instance, "laes").kept is None


def test_the_next_meeting_of_a_series_has_no_date_here() -> None:
    """A task for the next meeting names the decision that says when the meetings are."""
    instance = lent(opened()).accept("kort_skrevet", LENT).accept("bog_meldt_vaek", LENT)
    assert task(instance, "erstat").deadlines == (Deadline("next", series="serie", source=("XX-001",)),)
    assert task(instance, "erstat", date(2027, 1, 1)).overdue is False


def test_a_new_round_forgets_the_round_before() -> None:
    """When a lifecycle leaves its rest again, deadlines count from what happens in this round."""
    instance = lent(opened(hvem_foerst="skolen")).accept("kort_skrevet", LENT).accept("bog_afleveret", LENT)
    again = lent(instance, date(2026, 11, 1))
    first, _ = task(again, "aflever").deadlines
    assert first.at is None
    assert again.happened == {"bog_laant": date(2026, 11, 1)}


def test_dates_beyond_the_calendar_are_not_reckoned() -> None:
    """A deadline that would end after the dates that can be reckoned with has none."""
    first, _ = task(lent(opened(), date(2199, 12, 20)), "aflever").deadlines
    assert (first.at, first.needs_time) == (None, False)


def test_a_deadline_of_another_lifecycle_counts_beside() -> None:
    """The tasks of all lifecycles that run beside each other are told, each with its own deadlines."""
    instance = lent(opened()).accept("rykker_sendt", date(2026, 9, 3), trin=1)
    assert task(instance, "besvar").deadlines[0].at == date(2026, 9, 11)
    assert (task(instance, "besvar").lifecycle, task(instance, "besvar").actor) == ("rykker", "psykolog")
    assert task(instance, "betal").open_points == ("gebyr_ved_rykker", "gebyr")
    without = opened([at(BOOK, REPLACE, "next: serie", "undetermined: gebyr")], gebyr_ved_rykker="aldrig")
    assert "betal" not in {one.task for one in lent(without).accept("rykker_sendt", LENT, trin=1).tasks()}


@pytest.mark.parametrize(("day", "late"), [(7, False), (8, False), (9, True)])
def test_a_task_that_was_not_done_in_time_before_the_matter_moved_on_is_told(day: int, late: bool) -> None:
    """A task that an event takes away undone is told with that moment, and is late if its deadline had passed."""
    moment = date(2026, 9, day)
    instance = opened().accept("bog_laant", LENT, farve="roed", klar=True).accept("bog_meldt_vaek", moment)
    assert left(instance) == [("aflever", False), ("indbind", late)]
    assert {(one.status, one.left, one.done, one.kept) for one in instance.left_tasks()} == {
        ("left", moment, None, None)
    }
    assert instance.tasks()[0].task == "erstat"


@pytest.mark.parametrize(("event", "late"), [("bog_afleveret", None), ("bog_meldt_vaek", True)])
def test_a_task_that_should_be_before_an_event_is_late_when_the_event_has_come(event: str, late: bool | None) -> None:
    """A task that should be done before an event, and is left undone by it, is late; by another event nobody knows."""
    fewest = "{at_least: {days: 5}, before: bog_meldt_vaek, source: [XX-001]}"
    indbind = "{within: {weeks: 1}, after: bog_laant, source: [XX-001]}"
    edits = [(BOOK, f"due: {indbind}", f"due: {fewest}")]
    instance = lent_with_care(opened(edits)).accept(event, LENT)
    assert ("indbind", late) in left(instance)


def test_a_notice_that_was_left_before_it_had_to_be_given_is_not_late() -> None:
    """A task that fell away is measured by when the event that it should be before came in the end."""
    fewest = "{at_least: {days: 5}, before: bog_erstattet, source: [XX-001]}"
    indbind = "{within: {weeks: 1}, after: bog_laant, source: [XX-001]}"
    instance = lent_with_care(opened([(BOOK, f"due: {indbind}", f"due: {fewest}")]))
    instance = instance.accept("bog_meldt_vaek", date(2026, 9, 5))
    assert dict(left(instance))["indbind"] is None
    assert dict(left(instance.accept("bog_erstattet", date(2026, 9, 10))))["indbind"] is False
    assert dict(left(instance.accept("bog_erstattet", date(2026, 9, 9))))["indbind"] is True


def lent_with_care(instance: Instance) -> Instance:
    """Lend a red book that must be covered."""
    return instance.accept("bog_laant", LENT, farve="roed", klar=True)


def test_a_task_that_was_done_before_is_left_only_in_a_new_round() -> None:
    """What was done once in a round is not told as left; in the next round it has to be done again."""
    first = lent(opened()).accept("kort_skrevet", LENT).accept("bog_meldt_vaek", LENT)
    assert [one.task for one in first.tasks()] == ["erstat", "skriv_kort"]
    first = first.accept("bog_erstattet", LENT)
    assert [one.task for one in first.steps[-1].left] == ["skriv_kort"]
    assert left(first) == [("aflever", False)]
    again = lent(first, date(2026, 11, 1)).accept("bog_meldt_vaek", date(2026, 11, 2))
    assert left(again)[1:] == [("aflever", False)]
    assert left(again.accept("bog_erstattet", date(2026, 11, 2)))[2:] == [("skriv_kort", None)]


def test_what_may_be_done_again_and_what_another_lifecycle_ends_is_never_left() -> None:
    """Nobody owes a task that repeats, nor one that ends by itself when another lifecycle does."""
    instance = lent(opened()).accept("kort_skrevet", LENT).accept("rykker_sendt", LENT, trin=1)
    assert "laes" in {one.task for one in instance.tasks()}
    instance = instance.accept("bog_afleveret", LENT)
    assert left(instance) == [("besvar", False), ("betal", None)]
