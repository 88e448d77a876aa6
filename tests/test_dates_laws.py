# SPDX-License-Identifier: MPL-2.0
"""Laws of rules that change with time: on every day they are exactly the rules of that day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import reference
from attrs import evolve
from helpers import SHIPPED
from hypothesis import given, settings
from hypothesis import strategies as st
from living import LIVING
from own import BASE, BECAUSE, EMPTY, OWN
from responding import as_reference
from rule_texts import folder_of, texts_of
from strategies import any_rule_set_data, readings_of, situations_of
from test_own_laws import SILENT, folders, said

import trivselrules
from trivselrules import RuleSet
from trivselrules.analysis.exploration import Search, Steps, explore
from trivselrules.errors import InvalidValueError, UnknownNameError
from trivselrules.frozen_map import FrozenMap
from trivselrules.instance import Instance
from trivselrules.lifecycle import Lifecycle
from trivselrules.loading import read
from trivselrules.machine.program import compile_machine
from trivselrules.machine.succession import carry_over
from trivselrules.period import ALWAYS, Period, divide
from trivselrules.values import Duration, plain

Plain = dict[str, Any]

laws = settings(max_examples=settings().max_examples // 3)
FIRST = date(2026, 1, 1)
DAY = timedelta(days=1)

days = st.integers(0, 40).map(lambda number: FIRST + number * DAY)
ends = st.none() | days
some_periods = st.builds(Period, ends, ends).filter(lambda p: p.first is None or p.last is None or p.first <= p.last)
EVERY_DAY = [FIRST + number * DAY for number in range(-3, 45)]


# --- periods ---------------------------------------------------------------------------------------------------------


@given(st.lists(some_periods, max_size=5))
def test_a_division_puts_every_day_in_one_stretch(periods: list[Period]) -> None:
    """Each day belongs to one stretch, the stretches follow on each other, and no period begins or ends inside one."""
    stretches = divide(periods)
    assert (stretches[0].first, stretches[-1].last) == (None, None)
    for day in EVERY_DAY:
        assert sum(stretch.holds(day) for stretch in stretches) == 1
        (stretch,) = (stretch for stretch in stretches if stretch.holds(day))
        assert [p.holds(day) for p in periods] == [p.holds(stretch.day) for p in periods]
    assert len(stretches) <= 2 * len(periods) + 1


@given(some_periods, some_periods)
def test_periods_meet_join_and_leave_gaps_as_their_days_do(one: Period, other: Period) -> None:
    """What two periods share, and what lies between them, is what it is day by day."""
    both, between, joined = one.meet(other), one.gap(other), one.join(other)
    for day in EVERY_DAY:
        assert (both is not None and both.holds(day)) == (one.holds(day) and other.holds(day))
        after = one.last is not None and day > one.last
        assert (between is not None and between.holds(day)) == (after and other.first is not None and day < other.first)
        if one.first is None or (other.first is not None and one.first <= other.first):
            assert joined.holds(day) or not (one.holds(day) or other.holds(day))


@pytest.mark.parametrize("period", [Period(date.min, date.max), Period(None, date.max), Period(date.min, None), ALWAYS])
def test_the_ends_of_time_divide_nothing(period: Period) -> None:
    """A period that reaches as far as dates do holds always."""
    assert len(divide([period])) == 1
    assert divide([]) == (ALWAYS,)


# --- versions of a decision ------------------------------------------------------------------------------------------


def dated(content: Plain, first: date | None, last: date | None) -> Plain:
    """Give a rule as it is written for some days."""
    in_force = {"from": first, "until": last}
    return {**content, "in_force": {key: day.isoformat() for key, day in in_force.items() if day is not None}}


@st.composite
def versioned(draw: st.DrawFn) -> tuple[Plain, dict[str, list[tuple[date | None, Plain]]]]:
    """Generate a rule set, and for some of its decisions the versions that follow on each other."""
    base = draw(any_rule_set_data())
    found: dict[str, list[tuple[date | None, Plain]]] = {}
    for name, content in base.items():
        if "decision" in content and draw(st.booleans()):
            starts = sorted(draw(st.lists(days, unique=True, min_size=1, max_size=3)))
            others = [content, {**without_parts(content), "tree": SILENT}]
            found[name] = [(start, draw(st.sampled_from(others))) for start in (None, *starts)]
    return base, found


def placeless(told: object) -> str:
    """Give all that something says, without where it stands."""
    return re.sub(r"Location\([^)]*\)", "", repr(told))


def without_parts(content: Plain) -> Plain:
    """Give a decision without its parts."""
    return {key: value for key, value in content.items() if key != "parts"}


def written(base: Plain, versions: dict[str, list[tuple[date | None, Plain]]]) -> dict[str, str]:
    """Write all versions into one folder, each in a file of its own."""
    files = {name: content for name, content in base.items() if name not in versions}
    for name, of_rule in versions.items():
        stem = name.removesuffix(".yaml")
        for number, (start, content) in enumerate(of_rule):
            last = of_rule[number + 1][0] if number + 1 < len(of_rule) else None
            files[f"{stem}.v{number}.yaml"] = dated(content, start, None if last is None else last - DAY)
    return texts_of(files)


def on_day(base: Plain, versions: dict[str, list[tuple[date | None, Plain]]], day: date) -> dict[str, str]:
    """Write the folder that would say on every day what the versions say on one."""
    files = dict(base)
    for name, of_rule in versions.items():
        files[name] = next(content for start, content in reversed(of_rule) if start is None or start <= day)
    return texts_of(files)


@laws
@given(versioned(), st.data())
def test_on_a_day_the_rules_are_those_of_the_day(
    pair: tuple[Plain, dict[str, list[tuple[date | None, Plain]]]], data: st.DataObject
) -> None:
    """Loaded for a day, a folder of versions is the folder with that day's versions alone: model, digest, answers."""
    base, versions = pair
    cuts = [start for of_rule in versions.values() for start, _ in of_rule if start is not None]
    day = data.draw(days | (st.sampled_from(cuts) if cuts else days))
    with folder_of(on_day(base, versions, day)) as folder:
        found = read(folder)
        plain = reference.load(folder)
    with folder_of(written(base, versions)) as folder:
        everything = read(folder)
        if everything.rule_set is None:
            codes = {finding.code for finding in everything.findings if finding.severity == "error"}
            assert codes == {"uncited-source"}, "what a version no longer cites is nothing that dates could mend"
            return
        rules = trivselrules.load(folder, on=day)
    assert found.rule_set is not None
    assert said(evolve(rules.model, in_force=ALWAYS)) == said(found.rule_set.model)
    assert rules.digest == found.rule_set.digest
    assert len(rules.periods) == len(set(cuts)) + 1
    facts, chosen = data.draw(situations_of(plain)), data.draw(readings_of(plain))
    for decision in rules.decisions:
        one = rules.reading(chosen).decide(decision, **facts)
        other = found.rule_set.reading(chosen).decide(decision, **facts)
        assert placeless(evolve(one, rule_set=other.rule_set)) == placeless(other)
        assert (one.rule_set.digest, one.rule_set.on) == (other.rule_set.digest, day)


@laws
@given(versioned(), days, days, st.data())
def test_a_rule_set_can_be_taken_to_any_day(
    pair: tuple[Plain, dict[str, list[tuple[date | None, Plain]]]], one: date, other: date, data: st.DataObject
) -> None:
    """Loading for a day is going to it from another, forwards or back, with whatever readings are chosen."""
    base, versions = pair
    with folder_of(written(base, versions)) as folder:
        if read(folder).rule_set is None:
            return
        there, rules = trivselrules.load(folder, on=one), trivselrules.load(folder, on=other)
    options = {name: list(reading.options) for name, reading in rules.model.readings.items()}
    chosen = {name: data.draw(st.sampled_from(of)) for name, of in options.items() if data.draw(st.booleans())}
    assert rules.as_of(one) == there
    assert rules.as_of(one).as_of(other) == rules
    assert rules.reading(chosen).as_of(one) == there.reading(chosen)


CHANGED = f"changes: lille/serie\n{BECAUSE}title:\n  da: Hvor ofte?\n  en: How frequently?\n"
LATER = f"""\
in_force: {{from: 2026-02-01, until: 2026-02-28}}
replaces: lille/frist
{BECAUSE}\
tree: {{set: {{frist: {{days: 5}}, begynder: bog_laant}}, source: [XX-001]}}
"""


def test_changes_of_ones_own_hold_on_their_days() -> None:
    """A change with dates is there on its days, and the base's rule on the others."""
    files = {**EMPTY, "serie.yaml": f"in_force: {{from: 2026-02-01}}\n{CHANGED}", "frist.2.yaml": LATER}
    with folders(lille=BASE, own=files) as above:
        below = trivselrules.load(above / "lille")
        rules = {day: trivselrules.load(above / "egen", on=date.fromisoformat(day)) for day in _AROUND}
    for day, (title, frist) in _AROUND.items():
        model = rules[day].model
        assert model.decisions["serie"].title.da == title
        assert plain(rules[day].decide("frist").outcome["frist"]) == {"days": frist}
        assert (len(model.departures), rules[day].digest == below.digest) == (
            (title != "Hvor tit?") + (frist == 5),
            False,
        )
    assert rules["2026-01-31"].digest == rules["1999-12-31"].digest != rules["2026-03-01"].digest


_AROUND = {
    "1999-12-31": ("Hvor tit?", 30),
    "2026-01-31": ("Hvor tit?", 30),
    "2026-02-01": ("Hvor ofte?", 5),
    "2026-02-28": ("Hvor ofte?", 5),
    "2026-03-01": ("Hvor ofte?", 30),
}


def test_shipped_rules_always_hold() -> None:
    """The rule sets that ship carry no dates: they are the same on any day, and need none."""
    for path in SHIPPED.parent.iterdir():
        rules = trivselrules.load(path.name)
        assert rules.periods == (ALWAYS,)
        assert rules.as_of(date(1900, 1, 1)).digest == rules.digest


VERSIONS = {
    "serie.yaml": "in_force: {until: 2026-07-31}\n" + LIVING["serie.yaml"],
    "serie.2026.yaml": "in_force: {from: 2026-08-01, until: 2027-07-31}\n"
    + LIVING["serie.yaml"].replace("weeks: 4", "weeks: 5"),
    "serie.cases.yaml": "decision: serie\ncases:\n"
    "  - {case: før, facts: {}, on: 2026-07-31, outcome: {frist: {weeks: 4}}}\n"
    "  - {case: nu, facts: {}, on: 2026-08-01, outcome: {frist: {weeks: 5}}}\n",
}


def dated_rules(files: dict[str, str] = VERSIONS, on: date | None = None) -> RuleSet:
    """Load the small rule set with versions of a rule."""
    with folder_of({**LIVING, **files}) as folder:
        return trivselrules.load(folder, on=on)


def test_rules_that_change_need_a_date() -> None:
    """Without a date nobody can say which rules are meant; a rule that does not hold on the date is none."""
    files = {
        **VERSIONS,
        "bog.yaml": LIVING["bog.yaml"].replace("{next: serie, source: [XX-001]}", "{undetermined: ingen_frist}"),
    }
    with pytest.raises(InvalidValueError) as refused:
        dated_rules(files)
    assert (refused.value.code, refused.value.finding.details["periods"]) == ("date-needed", "3")
    assert dated_rules(files, date(2026, 7, 31)).decide("serie").outcome["frist"] == Duration(weeks=4)
    assert dated_rules(files, date(2027, 7, 31)).decide("serie").outcome["frist"] == Duration(weeks=5)
    after = dated_rules(files, date(2027, 8, 1))
    with pytest.raises(UnknownNameError) as missing:
        after.decide("serie")
    assert (missing.value.code, dict(missing.value.finding.details)) == (
        "rule-not-in-force",
        {"name": "serie", "date": "2027-08-01"},
    )
    with pytest.raises(UnknownNameError) as unknown:
        after.decide("serien")
    assert unknown.value.code == "unknown-decision"


# --- versions of a lifecycle -----------------------------------------------------------------------------------------

EVENTS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "bog_laant": {"farve": st.sampled_from(["roed", "blaa"]), "klar": st.booleans()},
    "kort_skrevet": {},
    "bog_indbundet": {},
    "bog_laest": {},
    "bog_fornyet": {},
    "bog_afleveret": {},
    "bog_meldt_vaek": {},
    "bog_erstattet": {},
    "rykker_sendt": {"trin": st.integers(1, 2)},
    "rykker_besvaret": {},
    "gebyr_betalt": {},
}
CUT = date(2026, 1, 15)


def split(name: str) -> dict[str, str]:
    """Write a lifecycle as two versions that say the same."""
    text = LIVING[f"{name}.yaml"]
    return {
        f"{name}.yaml": f"in_force: {{until: {CUT - DAY}}}\n{text}",
        f"{name}.2.yaml": f"in_force: {{from: {CUT}}}\n{text}",
    }


@st.composite
def logs(draw: st.DrawFn) -> list[tuple[str, date, dict[str, Any]]]:
    """Generate events over some weeks, most of them possible."""
    names = draw(st.lists(st.sampled_from(list(EVENTS)), min_size=1, max_size=12))
    moments = sorted(draw(st.lists(days, min_size=len(names), max_size=len(names))))
    facts = [{fact: draw(value) for fact, value in EVENTS[name].items()} for name in names]
    return list(zip(["bog_laant", *names[1:]], moments, facts, strict=True))[: len(names)]


def followed(rules: RuleSet, log: list[tuple[str, date, dict[str, Any]]]) -> Instance:
    """Let the events of a log happen."""
    instance = rules.open("bog")
    for event, moment, facts in log:
        known = facts if event in EVENTS and set(facts) == set(EVENTS[event]) else {"farve": "roed", "klar": False}
        instance = instance.accept(event, moment, **known)
    return instance


def told(instance: Instance, on: date) -> str:
    """Give everything that is known of a matter on a day, without the places of rules."""
    return placeless(instance.record(on))


@laws
@given(logs(), days)
def test_a_version_that_says_the_same_changes_nothing(log: list[tuple[str, date, dict[str, Any]]], on: date) -> None:
    """A matter that is under way when a like version follows is where it would have been without."""
    always = followed(_rules(""), log)
    later = max(on, log[-1][1])
    for which in ("bog", "rykker", "both"):
        assert told(followed(_rules(which), log), later) == told(always, later)


_KNOWN: dict[str, RuleSet] = {}


def _rules(which: str) -> RuleSet:
    if which not in _KNOWN:
        names = {"": (), "both": ("bog", "rykker")}.get(which, (which,))
        files = {file: text for file, text in LIVING.items() if file not in {f"{name}.yaml" for name in names}}
        for name in names:
            files |= split(name)
        with folder_of(files) as folder:
            _KNOWN[which] = trivselrules.load(folder, on=date(2030, 1, 1))
    return _KNOWN[which]


def turned(lifecycle: Lifecycle) -> Lifecycle:
    """Write a lifecycle the other way round: its phases, their tasks, its marks and the words that they have."""
    phases = {name: evolve(one, duties=one.duties[::-1]) for name, one in [*lifecycle.phases.items()][::-1]}
    marks = {
        name: one if one.counts else evolve(one, values=one.values[::-1])
        for name, one in [*lifecycle.marks.items()][::-1]
    }
    return evolve(lifecycle, phases=FrozenMap(phases), marks=FrozenMap(marks))


@pytest.mark.parametrize("name", ["bog", "spil"])
def test_a_version_in_another_order_keeps_what_is_done_and_marked(name: str) -> None:
    """Wherever a matter can be, it is in the same phase under a version that only has its parts in another order."""
    rules = _rules("")
    old = rules.open(name).machine
    lifecycles = {one: turned(lifecycle) for one, lifecycle in rules.model.lifecycles.items()}
    model = evolve(rules.model, lifecycles=FrozenMap(lifecycles))
    new = compile_machine([*old.numbers][::-1], model)
    options = {reading: tuple(one.options) for reading, one in rules.model.readings.items()}
    found = explore(Steps(Search(old, rules.model, options, {})), lambda _: None)
    for state in (found.node(code).state for code in found.came):
        assert as_reference(new, carry_over(state, old, new)) == as_reference(old, state)
    assert carry_over(old.start, old, new) == new.start


def test_a_lifecycle_that_comes_anew_is_where_it_begins() -> None:
    """A version with one more lifecycle beside has that where it begins, and the others where they were."""
    model = _rules("").model
    alone, both = compile_machine(["rykker"], model), compile_machine(["bog", "rykker"], model)
    assert carry_over(alone.start, alone, both) == both.start


NEW_GAME = """\
lifecycle: spil
in_force: {from: 2026-01-15}
moved: {aaben: nede}
title:
  da: Et nyt spil
  en: A new game
phases:
  nede: {owner: psykolog, tasks: {spil: {done_by: spil_slut, no_deadline: ingen_frist}}}
  lukket: {start: true, rest: true}
moves:
  - {event: spil_begyndt, from: [lukket], to: nede, source: [XX-001]}
  - {event: spil_slut, from: [nede], to: lukket, source: [XX-001]}
"""
GAMES = {
    "spil.yaml": "in_force: {until: 2026-01-14}\n" + LIVING["spil.yaml"],
    "spil.2.yaml": NEW_GAME,
    "vocabulary.yaml": LIVING["vocabulary.yaml"].replace(
        "    hjemme:\n", "    nede:\n      da: nede\n      en: down\n    hjemme:\n", 1
    ),
}


def test_an_event_is_judged_by_the_rules_of_its_day() -> None:
    """A matter begins under the rules of its first event, and goes on in the phase that takes the place of its own."""
    rules = dated_rules(GAMES, date(2026, 6, 1))
    begun = rules.open("spil").accept("spil_begyndt", date(2026, 1, 10))
    assert (begun.phases["spil"], begun.owners["spil"]) == ("aaben", "skoleleder")
    assert begun.rule_set.digest == rules.as_of(date(2026, 1, 10)).digest != rules.digest
    later = begun.as_of(date(2026, 1, 15))
    assert (later.phases["spil"], later.owners["spil"], later.rule_set.digest) == ("nede", "psykolog", rules.digest)
    assert [task.actor for task in begun.tasks(date(2026, 1, 14))] == ["skoleleder"]
    assert [task.actor for task in begun.tasks(date(2026, 1, 15))] == ["psykolog"]
    over = begun.accept("spil_slut", date(2026, 2, 1))
    assert over.phases["spil"] == "lukket"
    assert [step.response.status for step in over.steps] == ["accepted", "accepted"]
    assert [dict(step.phases)["spil"] for step in over.steps] == ["aaben", "lukket"]
    assert over.to_dict(on=date(2026, 2, 1))["rule_set"]["digest"] == rules.digest  # type: ignore[index]
    assert "Et nyt spil" in over.explain(on=date(2026, 2, 1))
    assert over.as_of(date(2026, 1, 1)) is over


def test_a_lifecycle_that_has_ended_takes_no_events() -> None:
    """After the last day of a lifecycle nothing can happen in it."""
    rules = dated_rules({"spil.yaml": "in_force: {until: 2026-01-14}\n" + LIVING["spil.yaml"]}, date(2026, 1, 1))
    begun = rules.open("spil").accept("spil_begyndt", date(2026, 1, 14))
    for moment in (date(2026, 1, 15), date(2027, 1, 1)):
        with pytest.raises(InvalidValueError) as refused:
            begun.accept("spil_slut", moment)
        assert refused.value.code == "rule-not-in-force"
    with pytest.raises(UnknownNameError):
        rules.as_of(date(2026, 1, 15)).open("spil")
    with pytest.raises(InvalidValueError) as form:
        begun.accept("spil_slut", "2026-01-14")  # type: ignore[arg-type]
    assert form.value.code == "moment-form"


def test_a_lifecycle_that_comes_beside_is_where_it_begins() -> None:
    """A lifecycle that runs beside from some day on begins then, however far the matter has come."""
    files = {
        "rykker.yaml": "in_force: {until: 2026-01-14}\n" + LIVING["spil.yaml"].replace("spil", "rykker"),
    }
    alone = LIVING["spil.yaml"]
    beside = alone.replace("phases:", "beside: [hop]\nphases:", 1)
    hop = OWN["hop.yaml"].replace("EG-001", "XX-001").replace("tavshed", "ingen_frist").replace("tolk", "psykolog")
    files = {
        "spil.yaml": f"in_force: {{until: 2026-01-14}}\n{alone}",
        "spil.2.yaml": f"in_force: {{from: 2026-01-15}}\n{beside}",
        "hop.yaml": f"in_force: {{from: 2026-01-15}}\n{hop}",
        "vocabulary.yaml": GAMES["vocabulary.yaml"].replace(
            "    nede:\n", "    oppe:\n      da: oppe\n      en: up\n    nede:\n", 1
        ),
        "events.yaml": LIVING["events.yaml"] + OWN["events.yaml"].partition("change:")[0].removeprefix("events:\n"),
        "tasks.yaml": LIVING["tasks.yaml"] + "  hop:\n    da: hop\n    en: jump\n    source: [XX-001]\n",
    }
    rules = dated_rules(files, date(2026, 2, 1))
    begun = rules.open("spil").accept("spil_begyndt", date(2026, 1, 10))
    assert dict(begun.phases) == {"spil": "aaben"}
    assert dict(begun.as_of(date(2026, 1, 20)).phases) == {"hop": "nede", "spil": "aaben"}
    assert dict(begun.accept("hop_begyndt", date(2026, 1, 20)).phases) == {"hop": "oppe", "spil": "aaben"}
