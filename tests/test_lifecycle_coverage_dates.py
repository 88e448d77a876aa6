# SPDX-License-Identifier: MPL-2.0
"""What cases of lifecycles reach in versions of the rules: each event counts for those of its own day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from golden import run
from helpers import folder
from hypothesis import given
from hypothesis import strategies as st
from living import BOOK, BOOK_CASES, LIVING
from test_dates_laws import CUT, DAY, EVENTS, GAMES, dated_rules, laws, logs, split

import trivselrules
from trivselrules.covering_lifecycles import cover_lifecycle, drafts_of, suggest_lifecycle
from trivselrules.lifecycle import Happening, LifecycleCase, Stage
from trivselrules.lifecycle_cases import run_lifecycle_case
from trivselrules.location import Location
from trivselrules.mutating_lifecycles import mutate_lifecycle
from trivselrules.period import Period
from trivselrules.proof.lifecycle_coverage import LifecycleCoverage
from trivselrules.proof.lifecycle_items import LifecycleItem
from trivselrules.ref import Ref
from trivselrules.rule_set import RuleSet

Log = list[tuple[str, date, dict[str, Any]]]
BEGUN: Log = [("spil_begyndt", CUT - DAY, {})]
OVER: Log = [("spil_slut", CUT, {})]
FACTS: dict[str, Any] = {"farve": "roed", "klar": False}
RULES = dated_rules({})
LATER = {name: dated_rules(split(name), CUT) for name in ("bog", "rykker")}


def case_of(lifecycle: str, log: Log, on: date | None = None) -> LifecycleCase:
    """Make a case of a log that expects nothing."""
    events = [
        Happening(Ref(event), Ref(day.isoformat()), tuple((Ref(f), v, Ref(f).location) for f, v in facts.items()))
        for event, day, facts in log
    ]
    return LifecycleCase("-", Ref(lifecycle), tuple(events), Stage(), (), None if on is None else Ref(on.isoformat()))


def covered(rules: RuleSet, case: LifecycleCase) -> LifecycleCoverage:
    """Tell what one case alone reaches."""
    return cover_lifecycle(evolve(rules, model=evolve(rules.model, lifecycle_cases=(case,))), case.lifecycle.name)


def reached(found: LifecycleCoverage, name: str = "") -> set[LifecycleItem]:
    """Give what is reached; in the versions of a lifecycle everything stands a line further down."""
    return {placed(item, name) for item, count in zip(found.items, found.reached, strict=True) if count}


def placed(item: LifecycleItem, name: str) -> LifecycleItem:
    """Give an item at its place in the rules that have no versions."""
    rule = item.location.file.rpartition("/")[2].partition(".")[0]
    return evolve(item, location=Location(rule, item.location.line - (rule == name), item.location.column))


@laws
@given(logs(), st.sampled_from(sorted(LATER)))
def test_like_versions_reach_together_what_one_does(log: Log, name: str) -> None:
    """No event is lost where a version ends, and none counts for a version of other days."""
    facts = {event: said if set(said) == set(EVENTS[event]) else FACTS for event, _, said in log}
    known = [(event, day, facts[event]) for event, day, _ in log]
    early = [one for one in known if one[1] < CUT]
    old, new = (covered(rules, case_of("bog", known)) for rules in (LATER[name].as_of(CUT - DAY), LATER[name]))
    assert reached(old, name) == (reached(covered(RULES, case_of("bog", early))) if early else set())
    assert reached(old, name) | reached(new, name) == reached(covered(RULES, case_of("bog", known)))
    assert early != known or not new.cases


def test_each_event_counts_for_the_rules_of_its_day() -> None:
    """A matter that goes over to a new version is found where that has it; only what comes then is tried of it."""
    new = dated_rules(GAMES, CUT)
    old = new.as_of(CUT - DAY)

    def told(rules: RuleSet, log: Log, on: date | None = None) -> set[tuple[str, str]]:
        items = reached(covered(rules, case_of("spil", log, on)))
        return {(item.kind, item.name) for item in items if item.kind in ("phase", "move")}

    started = {("phase", "lukket"), ("phase", "aaben"), ("move", "spil_begyndt")}
    assert told(old, BEGUN) == told(old, BEGUN + OVER) == started
    assert told(new, BEGUN) == set()
    assert told(new, BEGUN, CUT) == {("phase", "nede")}
    assert told(new, BEGUN + OVER) == {("phase", "nede"), ("phase", "lukket"), ("move", "spil_slut")}
    assert told(old, []) == told(new, []) == {("phase", "lukket")}
    assert told(old, [], CUT) == set()


def test_a_case_that_breaks_off_in_an_earlier_version_reaches_nothing_of_a_later() -> None:
    """What its own day refuses, or does not know, leads nowhere."""
    new = dated_rules(GAMES, CUT)
    for event in ("spil_slut", "bog_laest", "ukendt"):
        assert covered(new, case_of("spil", [(event, CUT - DAY, {}), *OVER])).cases == 0


@pytest.mark.parametrize("verb", ["coverage", "mutate", "test"])
@pytest.mark.parametrize("name", ["spil", "serie"])
def test_a_rule_of_other_dates_is_not_called_unknown(tmp_path: Path, verb: str, name: str) -> None:
    """It is said that it does not hold on the date, whether it is a decision or a lifecycle."""
    ended = f"in_force: {{until: {CUT}}}\n"
    files = {**LIVING, BOOK: LIVING[BOOK].replace("{next: serie, source: [XX-001]}", "{undetermined: ingen_frist}")}
    files[f"{name}.yaml"] = ended + files[f"{name}.yaml"]
    asked = ("--rules", str(folder(tmp_path, files)), "--on", (CUT + DAY).isoformat(), "--format", "json")
    told = run(verb, name, *asked)
    assert (told.status, told.json()["error"]["code"]) == (2, "rule-not-in-force")


@pytest.mark.parametrize(
    "period",
    [
        Period(None, date(2026, 9, 2)),
        Period(date(2026, 9, 1), date(2026, 9, 1)),
        Period(date(2026, 6, 1), date(2026, 9, 2)),
        Period(date(2026, 9, 2), None),
        Period(date(2199, 12, 31), None),
    ],
)
def test_cases_that_are_drafted_are_on_the_days_of_their_rules(tmp_path: Path, period: Period) -> None:
    """Rules that follow, or went before, judge none of their events, so they pass however short the period is."""
    first, last = period.first, period.last
    stretches = [period]
    stretches += [] if first is None else [Period(None, first - DAY)]
    stretches += [] if last is None else [Period(last + DAY, None)]
    versions = {f"bog.{number}.yaml": in_force(one) + LIVING[BOOK] for number, one in enumerate(stretches)}
    files = {name: text for name, text in LIVING.items() if name not in (BOOK, BOOK_CASES)}
    rules = trivselrules.load(folder(tmp_path, {**files, **versions}), on=period.day)
    assert rules.model.in_force == period
    drafts = [case for case, _ in drafts_of(rules, cover_lifecycle(rules, "bog"))]
    assert max(len(case.events) for case in drafts) > 2
    for case in (*drafts, *suggest_lifecycle(rules, "bog").cases):
        assert all(period.holds(date.fromisoformat(one.moment.name[:10])) for one in case.events)
        assert run_lifecycle_case(rules, case).passed


def in_force(period: Period) -> str:
    """Write when a rule holds."""
    ends = {"from": period.first, "until": period.last}
    said = ", ".join(f"{name}: {day}" for name, day in ends.items() if day is not None)
    return f"in_force: {{{said}}}\n"


def test_cases_that_would_notice_a_slip_are_on_the_days_of_their_rules() -> None:
    """What is pasted is judged by the version that was mutated."""
    new = dated_rules(GAMES, CUT)
    for rules in (new, new.as_of(CUT - DAY)):
        days = [
            date.fromisoformat(e.moment.name[:10])
            for s in mutate_lifecycle(rules, "spil").survivors
            for e in s.case.events
        ]
        assert days
        assert all(map(rules.model.in_force.holds, days))


def test_a_case_of_a_lifecycle_that_has_ended_still_passes(tmp_path: Path) -> None:
    """It begins under the rules of its first day, or of the day it looks at, whatever day it is run on."""
    ended = f"in_force: {{until: {CUT}}}\n{LIVING['spil.yaml']}"
    cases = (
        "lifecycle: spil\ncases:\n"
        f"  - {{case: intet, on: {CUT}, events: [], phase: lukket}}\n"
        f"  - {{case: begyndt, events: [{{on: {CUT}, event: spil_begyndt}}], phase: aaben}}\n"
    )
    rules = folder(tmp_path, {**LIVING, "spil.yaml": ended, "spil.cases.yaml": cases})
    tested = run("test", "--rules", str(rules), "--on", (CUT + DAY).isoformat(), "--format", "json").json()
    assert tested["failed"] == []
