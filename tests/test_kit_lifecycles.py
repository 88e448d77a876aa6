# SPDX-License-Identifier: MPL-2.0
"""Laws of the testing kit's logs and of its state machine over lifecycles."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from helpers import ROOT
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test
from lifecycle_strategies import lifecycle_folders
from pools import pooled
from rule_texts import folder_of

import trivselrules
from trivselrules import RuleSet, testing
from trivselrules.calendar.arithmetic import local_date
from trivselrules.instance import Instance
from trivselrules.logs import replay_lines
from trivselrules.testing import LifecycleMachine, LoggedEvent

RULES = trivselrules.load("trivselplus")
READING = "samtykke_og_indhold"
CHOSEN = RULES.readings[READING]
OUTING = ROOT / "tests" / "udflugt"

few = settings(max_examples=max(1, settings().max_examples // 10))
hunting = settings(database=None, max_examples=200, stateful_step_count=15, phases=[Phase.generate])
quick = settings(max_examples=max(1, settings().max_examples // 20), stateful_step_count=12)
sought = settings(database=None, derandomize=True, max_examples=500)
lifecycles = st.sampled_from(RULES.lifecycles)
generated = pooled(lifecycle_folders(), 60)


def loaded(texts: dict[str, str]) -> RuleSet:
    """Load generated rules."""
    with folder_of(texts) as folder:
        return trivselrules.load(folder)


def played(instance: Instance, log: list[LoggedEvent]) -> Instance:
    """Let the events of a log happen."""
    for event in log:
        instance = event.happen(instance)
    return instance


@few
@given(st.data(), lifecycles)
def test_a_log_is_a_log(data: st.DataObject, lifecycle: str) -> None:
    """Its events exist, their moments do not go back, and as lines it leads to the same place."""
    log = data.draw(testing.event_logs(RULES, lifecycle, max_size=6))
    assert len(log) <= 6
    matter = played(RULES.open(lifecycle), log)
    assert len(matter.steps) == len(log)
    replay = replay_lines(RULES, lifecycle, [event.line() for event in log])
    assert replay.problem is None
    assert replay.instance == matter


@few
@given(st.data(), generated.map(loaded))
def test_events_that_are_accepted_can_be_asked_for(data: st.DataObject, rules: RuleSet) -> None:
    """With `accepted_only` no event is refused, left open or in need of facts, whatever the rules."""
    for lifecycle in rules.lifecycles:
        log = data.draw(testing.event_logs(rules, lifecycle, accepted_only=True, start=date(2026, 2, 27)))
        steps = played(rules.open(lifecycle), log).steps
        assert {step.response.status for step in steps} <= {"accepted"}
        assert all(local_date(event.on) >= date(2026, 2, 27) for event in log)


def test_every_answer_to_an_event_comes() -> None:
    """Logs hold events that are accepted, refused, left open and in need of facts; the simplest log is short."""
    seen: set[str] = set()

    @settings(max_examples=100, phases=[Phase.generate], database=None)
    @given(testing.event_logs(RULES, "forloeb"))
    def look(log: list[LoggedEvent]) -> None:
        seen.update(step.response.status for step in played(RULES.open("forloeb"), log).steps)

    look()
    assert seen == {"accepted", "refused", "undetermined", "needs_facts"}
    assert find(testing.event_logs(RULES, "forloeb"), lambda _: True, settings=sought) == []
    (first,) = find(testing.event_logs(RULES, "forloeb", max_size=3), bool, settings=sought)
    assert first == LoggedEvent("bekymring_rejst", testing.MONDAY)


def test_days_around_a_deadline_come() -> None:
    """An event happens on the last day of a deadline, on the day before and on the day after."""

    def distances(log: list[LoggedEvent]) -> set[int]:
        found: set[int] = set()
        matter = RULES.open("forloeb")
        for event in log:
            ends = [deadline.at for task in matter.tasks() for deadline in task.deadlines]
            found |= {(local_date(event.on) - local_date(end)).days for end in ends if end is not None}
            matter = event.happen(matter)
        return found

    seen: set[int] = set()

    @settings(max_examples=100, phases=[Phase.generate], database=None)
    @given(testing.event_logs(RULES, "forloeb", accepted_only=True))
    def look(log: list[LoggedEvent]) -> None:
        seen.update(distances(log))

    look()
    assert seen >= {-1, 0, 1}


@pytest.mark.parametrize("lifecycle", RULES.lifecycles)
def test_shipped_lifecycles_hold_through_time(lifecycle: str) -> None:
    """What the state machine checks holds of the shipped lifecycles."""
    run_state_machine_as_test(testing.lifecycle_machine("trivselplus", lifecycle), settings=quick)


def test_rules_that_change_are_followed_across_the_change(tmp_path: Path) -> None:
    """The state machine takes each day by its rules, from the day it begins."""
    folder = tmp_path / "udflugt"
    copytree(OUTING, folder)
    text = (folder / "tur.yaml").read_text("utf-8")
    (folder / "tur.yaml").write_text(f"in_force: {{until: 2026-08-31}}\n{text}", "utf-8")
    longer = text.replace("within: {days: 7}", "within: {days: 8}")
    (folder / "tur.2.yaml").write_text(f"in_force: {{from: 2026-09-01}}\n{longer}", "utf-8")
    rules = trivselrules.load(folder, on=date(2026, 8, 1))
    machine = testing.lifecycle_machine(rules, "tur", start=date(2026, 8, 30))()
    for _ in range(3):  # up to the change, over it, and after it
        machine.what_is_late_stays_late()
        machine.time_passes(1)
    run_state_machine_as_test(testing.lifecycle_machine(rules, "tur", start=date(2026, 8, 25)), settings=quick)


def seeded(folder: Path, never: str) -> Path:
    """Copy the shipped rules, with one more prohibition."""
    copytree(ROOT / "rules" / "trivselplus", folder)
    file = folder / "invariants.yaml"
    keys = never.replace("|", "\n    ")
    line = f"  seeded:\n    da: x\n    en: z\n    {keys}\n    source: [TP-001]\n"
    file.write_text(file.read_text("utf-8").replace("never:\n", f"never:\n{line}", 1), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("never", "message"),
    [
        ("when: {forloeb: [opstart]}", "this is what seeded forbids"),
        ("when: {forloeb: [ingen]}|event: bekymring_rejst", "bekymring_rejst happened, which seeded forbids"),
        ("event: team_nedsat|unless_done: udfyld_plan", "team_nedsat happened, which seeded forbids"),
        (f"when: {{forloeb: [opstart]}}|under: {{{READING}: [{CHOSEN}]}}", "this is what seeded forbids"),
    ],
)
def test_what_is_forbidden_is_found(never: str, message: str, tmp_path: Path) -> None:
    """A way to a state that an invariant forbids, or to an event that it forbids there, is found."""
    machine = testing.lifecycle_machine(seeded(tmp_path / "own", never), "forloeb")
    with pytest.raises(AssertionError, match=message):
        run_state_machine_as_test(machine, settings=hunting)


def test_what_another_reading_forbids_is_no_concern(tmp_path: Path) -> None:
    """A prohibition that hangs on an option that is not chosen does not count."""
    other = next(option for option in RULES.model.readings[READING].options if option != CHOSEN)
    never = f"when: {{forloeb: [ingen]}}|under: {{{READING}: [{other}]}}"
    run_state_machine_as_test(testing.lifecycle_machine(seeded(tmp_path / "own", never), "forloeb"), settings=quick)


def test_a_system_can_go_along() -> None:
    """A subclass hears of each event, accepted or not, with the matter before and after it."""
    heard: list[tuple[str, bool]] = []

    class System(testing.lifecycle_machine(RULES, "sag")):  # type: ignore[misc]
        """Counts what it hears."""

        def happened(self, event: LoggedEvent, before: Instance, after: Instance) -> None:
            """Note the event, and whether it was one step."""
            heard.append((event.event, len(after.steps) == len(before.steps) + 1))

    assert issubclass(System, LifecycleMachine)
    run_state_machine_as_test(System, settings=quick)
    assert len({event for event, _ in heard}) > 5
    assert all(one for _, one in heard)


def test_a_system_that_remembers_wrongly_is_found() -> None:
    """A system that forgets that refused events change nothing fails."""

    class Forgetful(testing.lifecycle_machine(RULES, "sag")):  # type: ignore[misc]
        """Takes every event for accepted."""

        def happened(self, event: LoggedEvent, before: Instance, after: Instance) -> None:
            """Believe that something changed."""
            assert after.state != before.state, event

    with pytest.raises(AssertionError):
        run_state_machine_as_test(Forgetful, settings=hunting)


def test_days_go_by() -> None:
    """Time passes in the state machine without an event too."""
    machine = testing.lifecycle_machine(RULES, "sag", start=date(2026, 1, 1))()
    machine.time_passes(30)
    assert (machine.today, machine.matter.steps) == (date(2026, 1, 1) + timedelta(days=30), ())
