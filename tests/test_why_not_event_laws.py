# SPDX-License-Identifier: MPL-2.0
"""Laws of why an event is not accepted: every smallest change and every shortest way is found, and nothing else."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import reference_lifecycle as naive
from hypothesis import given, settings
from hypothesis import strategies as st
from lifecycle_strategies import lifecycle_folders
from living import LIVING
from pools import pooled
from test_lifecycle_laws import loaded, logs

import trivselrules
from trivselrules import Error, InvalidValueError, UnknownNameError
from trivselrules.instance import Instance
from trivselrules.proof import leading, reaching
from trivselrules.proof.wish import Change
from trivselrules.why_not_event import WhyNotEvent

Plain = dict[str, Any]
Sequence = tuple[str, ...]
Placed = dict[tuple[int, str], Any]  # facts, by the place of their event in a sequence

DAY = date(2027, 9, 1)
MOST = 3  # events in sequences that are all tried
folders = pooled(lifecycle_folders(most=2), 60)
laws = settings(max_examples=settings().max_examples * 2)


class Tried:
    """Everything that can be tried with one event in one state, with the naive reference."""

    def __init__(self, plain: Plain, lifecycle: str, event: str, known: Plain) -> None:
        self.plain, self.event, self.known = plain, event, known
        self.happenings = list(naive.happenings(plain, lifecycle))
        self.own = [facts for name, facts in self.happenings if name == event]

    def accepted(self, state: naive.State, readings: Plain, facts: Plain) -> bool:
        """Tell whether the event is accepted with all its facts."""
        return naive.happen(self.plain, state, self.event, facts, readings)[0] == "accepted"

    def fits(self, state: naive.State, readings: Plain) -> bool:
        """Tell whether the event is accepted with the facts given and some of the others."""
        return any(self.accepted(state, readings, facts) for facts in self.own if self.known.items() <= facts.items())

    def ahead(self, state: naive.State, readings: Plain) -> list[naive.State]:
        """Give every state that any events lead to, the nearest first."""
        found, waiting = {naive.frozen(state): state}, [state]
        for one in waiting:
            for event, facts in self.happenings:
                answer, after, *_ = naive.happen(self.plain, one, event, facts, readings)
                if answer == "accepted" and naive.frozen(after) not in found:
                    found[naive.frozen(after)] = after
                    waiting.append(after)
        return waiting

    def sequences(self, state: naive.State, readings: Plain, length: int) -> Iterator[tuple[Sequence, list[Placed]]]:
        """Give every sequence of so many events after which the event is accepted, with the facts of each way."""
        for names in itertools.product(dict.fromkeys(event for event, _ in self.happenings), repeat=length):
            ways = list(self.ways(state, readings, names))
            if ways:
                yield names, ways

    def ways(self, state: naive.State, readings: Plain, names: Sequence) -> Iterator[Placed]:
        """Give the facts, by place and name, by which some events lead to where the event is accepted."""
        if not names:
            for facts in self.own:
                if self.known.items() <= facts.items() and self.accepted(state, readings, facts):
                    yield {(0, name): value for name, value in facts.items()}
            return
        for event, facts in self.happenings:
            if event == names[0]:
                answer, after, *_ = naive.happen(self.plain, state, event, facts, readings)
                if answer == "accepted":
                    for rest in self.ways(after, readings, names[1:]):
                        later = {(at + 1, name): value for (at, name), value in rest.items()}
                        yield {**{(0, name): value for name, value in facts.items()}, **later}


def smallest(sets: set[frozenset[str]]) -> set[frozenset[str]]:
    """Give the sets of which no other is a part."""
    return {one for one in sets if not any(other < one for other in sets)}


def named(changes: tuple[Change, ...]) -> list[frozenset[str]]:
    """Give the facts and readings of changes."""
    return [frozenset((*change.facts, *change.readings)) for change in changes]


def differing(known: Plain, chosen: Plain, facts: Plain, readings: Plain) -> frozenset[str]:
    """Give the facts given and the readings chosen that are otherwise."""
    changed = [name for name, value in known.items() if facts[name] != value]
    return frozenset(changed + [name for name, option in chosen.items() if readings[name] != option])


def allowed(facts: Plain, told: Any) -> bool:
    """Tell whether facts are among the values told."""
    return all(naive.same(facts[name], list(values)) for name, values in told.items())


@laws
@given(folders | st.just(LIVING), st.data())
def test_every_smallest_change_and_shortest_way_is_found(texts: dict[str, str], data: st.DataObject) -> None:
    """What is told is what trying everything finds: changes, sequences of events with their facts, or that none does.

    Each example leads there, and what facts can become is exactly what leads there with everything else as it is.
    """
    rules, plain = loaded(texts)
    chosen = data.draw(st.sampled_from(list(naive.reading_choices(plain))))
    lifecycle = data.draw(st.sampled_from(rules.lifecycles))
    matter, state = rules.reading(chosen).open(lifecycle), naive.begin(plain, lifecycle)
    for event, facts, moment in data.draw(logs(plain, lifecycle, chosen, most=4)):
        matter, state = matter.accept(event, moment, **facts), naive.happen(plain, state, event, facts, chosen)[1]
    every = list(naive.happenings(plain, lifecycle))
    event, whole = data.draw(st.sampled_from(later(plain, lifecycle, state, chosen) or every))
    known = {name: value for name, value in whole.items() if data.draw(st.booleans())}
    found = matter.why_not(event, **known)
    tried = Tried(plain, lifecycle, event, known)
    assert found.holds == (naive.happen(plain, state, event, known, chosen)[0] == "accepted")
    assert found.explain("da") != found.explain("en")
    assert found.to_dict()["holds"] == found.holds
    if not found.holds:
        assert_changes(tried, found, (state, chosen))
        if not found.lacks and found.before is None:
            assert_no_way(tried, found, (state, chosen))
        elif found.before is not None:
            assert_shortest(tried, found.before, (state, chosen))
            assert_leading(matter, event, found.before)


def later(plain: Plain, lifecycle: str, state: naive.State, readings: Plain) -> list[tuple[str, Plain]]:
    """Give the events, with their facts, that are accepted in some state ahead, and not yet."""
    events = [(name, Tried(plain, lifecycle, name, facts)) for name, facts in naive.happenings(plain, lifecycle)]
    ahead = events[0][1].ahead(state, readings) if events else []
    return [
        (name, one.known)
        for name, one in events
        if not one.accepted(state, readings, one.known) and any(one.accepted(at, readings, one.known) for at in ahead)
    ]


def assert_changes(tried: Tried, found: WhyNotEvent, at: tuple[naive.State, Plain]) -> None:
    """Hold what would have to differ now against trying every choice of facts and readings."""
    state, chosen = at
    points = list(itertools.product(tried.own, naive.reading_choices(tried.plain)))
    there = [point for point in points if tried.accepted(state, point[1], point[0])]
    sets = smallest({differing(tried.known, chosen, *point) for point in there})
    assert set(named(found.changes)) == sets
    assert len(found.changes) == len(sets)
    for change, names in zip(found.changes, named(found.changes), strict=True):
        kept = [point for point in points if differing(tried.known, chosen, *point) <= names]
        told = [p for p in kept if any(allowed(p[0], w.facts) and allowed(p[1], w.readings) for w in change.ways)]
        assert told == [point for point in kept if point in there]
        for way in change.ways:
            read = {**chosen, **way.witness.readings}
            assert naive.happen(tried.plain, state, found.event, dict(way.witness.facts), read)[0] == "accepted"


def assert_no_way(tried: Tried, found: WhyNotEvent, at: tuple[naive.State, Plain]) -> None:
    """See that no state ahead accepts the event, and under which other readings and facts one does."""
    state, chosen = at
    assert not any(tried.fits(one, chosen) for one in tried.ahead(state, chosen))
    sets = set()
    for readings in naive.reading_choices(tried.plain):
        states = tried.ahead(state, readings)
        there = [facts for facts in tried.own if any(tried.accepted(one, readings, facts) for one in states)]
        sets |= {differing(tried.known, chosen, facts, readings) for facts in there}
    assert set(named(found.otherwise)) == smallest(sets)
    assert found.anywhere == bool(sets)


def assert_shortest(tried: Tried, before: leading.Leads, at: tuple[naive.State, Plain]) -> None:
    """Hold the sequences of events, and what their facts can be, against trying all."""
    for length in range(min(before.length, MOST + 1)):
        assert not list(tried.sequences(*at, length))
    every = {lead.events: lead for lead in before.sequences()}
    assert len(every) == before.count
    if before.length <= MOST:
        expected = dict(tried.sequences(*at, before.length))
        assert every.keys() == expected.keys()
        for names, lead in every.items():
            for facts in expected[names]:
                by_place = [{n: v for (i, n), v in facts.items() if i == place} for place in range(before.length + 1)]
                assert any(all(map(allowed, by_place, way.facts)) for way in lead.ways)


def assert_leading(matter: Instance, event: str, before: leading.Leads) -> None:
    """See that each example leads there, and that sequences with the same events are told as one."""
    every = list(before.sequences())
    shown = [(lead.events, way.witness) for lead in every for way in lead.ways]
    for events, witness in shown:
        there = matter
        for name, facts in witness:
            there = there.accept(name, DAY, **facts)
            assert there.steps[-1].response.status == "accepted"
        assert tuple(name for name, _ in witness) == (*events, event)
    bags = Counter(tuple(sorted(lead.events)) for lead in every)
    told = {tuple(sorted(lead.events)): lead.orders for lead in before.leads}
    assert told.items() <= bags.items()
    assert len(told) == len(before.leads) == min(len(bags), leading.MOST_LEADS)


SHIPPED = trivselrules.load("trivselplus")


def started() -> Instance:
    """Give a course that has been placed on step 2."""
    return SHIPPED.open("forloeb").accept("bekymring_rejst", DAY).accept("trinplaceret", DAY, trin=2)


def test_tasks_that_are_waited_for_are_done_first() -> None:
    """The plan takes the course on TVÆRS and the consent; the first meeting five events, in twenty orders."""
    before = started().why_not("plan_paabegyndt").before
    assert before is not None
    assert [lead.events for lead in before.leads] == [("tvaers_forloeb_oprettet", "samtykke_givet")]
    before = started().why_not("foerste_moede_indkaldt").before
    assert before is not None
    assert (before.length, before.count, [lead.orders for lead in before.leads]) == (5, 20, [20])


def test_an_open_event_names_its_point_and_the_way_round_it() -> None:
    """A second concern is left open by the source; what settles the first comes before it."""
    found = SHIPPED.open("forloeb").accept("bekymring_rejst", DAY).why_not("bekymring_rejst", on=DAY)
    assert (found.response.undetermined, found.changes) == (("endnu_en_bekymring",), ())
    assert found.before is not None
    assert found.before.length == 2


def test_another_reading_may_open_the_way() -> None:
    """A handover without a meeting is never accepted as the source is read, and is under one other reading."""
    found = SHIPPED.open("sag").why_not("overleveret_uden_moede")
    assert (found.before, [change.readings for change in found.otherwise]) == (None, [("moede_naar_planen_findes",)])


def test_an_event_that_lacks_facts_needs_no_other() -> None:
    """Where the facts that are lacking are enough, nothing else is looked for; here any step will do."""
    matter = SHIPPED.open("forloeb").accept("bekymring_rejst", DAY)
    found = matter.why_not("trinplaceret")
    assert (found.lacks, found.before, found.otherwise) == (True, None, ())
    ((way,),) = [change.ways for change in found.changes]
    assert (dict(way.facts), dict(way.witness.facts)) == ({}, {"trin": 1})
    assert "uanset svaret" in found.explain()
    accepted = matter.why_not("trinplaceret", trin=1)
    assert (accepted.holds, accepted.anywhere, accepted.changes) == (True, True, ())


def test_facts_that_do_not_fit_are_named() -> None:
    """A screening that finds grounds on step 1 needs another step or another outcome, and no event changes that."""
    matter = SHIPPED.open("underretning").accept("underretning_modtaget", DAY)
    matter = matter.accept("alvor_vurderet", DAY, akut=False)
    found = matter.why_not("screenet", trin=1, screeningsudfald="afdaekning_eller_undersoegelse")
    assert {change.facts for change in found.changes} == {("trin",), ("screeningsudfald",)}
    assert found.before is None


@pytest.mark.parametrize(
    ("event", "on", "facts", "error", "code"),
    [
        ("trinplaceet", None, {}, UnknownNameError, "unknown-event"),
        ("trinplaceret", None, {"trin": 9}, InvalidValueError, "value-unknown"),
        ("trinplaceret", None, {"akut": True}, InvalidValueError, "event-fact"),
        ("trinplaceret", "2026-09-01", {}, InvalidValueError, "moment-form"),
    ],
)
def test_what_cannot_be_asked_is_refused(event: str, on: Any, facts: Plain, error: type[Error], code: str) -> None:
    """Names, values and moments are checked as they are when an event happens."""
    with pytest.raises(error) as caught:
        started().why_not(event, on, **facts)
    assert caught.value.code == code
    with pytest.raises(InvalidValueError):
        started().why_not("trinplaceret").explain("de")  # type: ignore[arg-type]


@pytest.mark.parametrize("module", [leading, reaching])
def test_more_states_than_can_be_gone_through_are_an_error(module: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are too many states to be sure, that is said, with what multiplies."""
    monkeypatch.setattr(module, "MAX_STATES", 20)
    with pytest.raises(Error) as caught:
        SHIPPED.open("sag").why_not("overleveret_uden_moede")
    assert caught.value.code == "states-too-many"
