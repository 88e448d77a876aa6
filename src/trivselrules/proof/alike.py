# SPDX-License-Identifier: MPL-2.0
"""Whether a lifecycle with a change in it answers everything as the one without it.

As long as both have answered alike they are in the same state, so what has to be looked at are the states the original
can reach, and of these only what the change touches: one for each place that this depends on. Only where two answers
look alike and yet lead to different states are pairs of states followed on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from itertools import product

from attrs import frozen

from ..analysis.exploration import MAX_STATES, Node, TooManyStatesError, fact_values
from ..analysis.nodes import decision_nodes
from ..analysis.ways import ways_into
from ..engine.deadlines import Moment
from ..engine.happening import Response
from ..frozen_map import FrozenMap
from ..lifecycle import Duty
from ..machine.program import Given, Machine, PhaseProgram, Place, State
from ..machine.step import Take, Taken, begun, share_of, step
from ..model import Consult, RuleSetModel
from ..values import spell
from .ground import Ground, Side
from .touched import Touched

__all__ = ["Course", "apart"]

# How many days lie between events, and whether they have an hour of the day: no deadline is the same by chance in all.
PACES = ((7, True), (1, True), (7, False))
_BEGIN = datetime(2026, 1, 5, 10, tzinfo=timezone(timedelta(hours=1)))
Readings = Mapping[str, str]


@frozen
class Course:
    """Events with their facts, in their order, and the readings under which they tell two lifecycles apart."""

    events: tuple[tuple[str, FrozenMap[str, Given]], ...]
    readings: FrozenMap[str, str]


@frozen
class _Found:
    """A difference: the events after the node that show it, and the readings it needs."""

    node: Node
    events: tuple[tuple[str, FrozenMap[str, Given]], ...]
    readings: Readings


def apart(ground: Ground, other: Side, touch: Touched) -> Course | None:
    """Give a course of events that tells the two apart, or None if none does.

    Raises TooManyStatesError if the original has too many states to be explored.
    """
    for name in other.instead:
        ground = ground.only(name, ground.side.model.readings[name].chosen)
    return _Comparison(ground.side, other, touch).search(ground)


class _Comparison:
    """Compares a changed lifecycle with the original where the change can show."""

    def __init__(self, side: Side, other: Side, touch: Touched) -> None:
        self.side, self.other, self.touch = side, other, touch
        self.machines = (self.side.machine, other.machine)
        self._ways = [ways_into(track, side.model) for track in side.machine.tracks]
        self._timed = touch.timed or touch.everything
        self._shares: dict[object, bool] = {}
        self._same_places = all(
            [duty.task.name for duty in one.phase.duties] == [duty.task.name for duty in two.phase.duties]
            for tracks in zip(self.machines[0].tracks, self.machines[1].tracks, strict=True)
            for one, two in zip(tracks[0].phases, tracks[1].phases, strict=True)
        )

    def search(self, ground: Ground) -> Course | None:
        """Find a difference on a way that takes no reading in two ways, dividing by one that every way does."""
        torn: str | None = None
        for found in self._differences(ground):
            way = ground.way(found.node)
            clash = way.torn or next((n for n, o in found.readings.items() if way.readings.get(n, o) != o), None)
            if clash is None:
                return Course((*way.events, *found.events), FrozenMap({**found.readings, **way.readings}))
            torn = torn or clash
        if torn is None:
            return None
        tries = (self.search(ground.only(torn, option)) for option in ground.options[torn])
        return next((course for course in tries if course is not None), None)

    def _differences(self, ground: Ground) -> Iterator[_Found]:
        """Give what differs: where all begins, and then the nearest states of each place first."""
        numbers = self.side.machine.numbers
        if self.side.machine.start != self.other.machine.start:
            yield _Found(ground.start, (), {})
        for lifecycle, phase in self._stands():
            where = numbers[lifecycle], self.side.machine.tracks[numbers[lifecycle]].numbers[phase]
            for node in ground.nodes(where, *self._beside(where), timed=self._timed):
                yield from self._standing_differs(ground, node, where[0])
        for lifecycle, phase, event in self._acts():
            where = numbers[lifecycle], self.side.machine.tracks[numbers[lifecycle]].numbers[phase]
            beside = self._looked_at(event, where)
            for node in ground.nodes(where, *self._reach(event, where[0]), timed=False):
                if not self._same_share(node.state, where[0], event, beside):
                    yield from self._answer_differs(ground, node, event)

    def _stands(self) -> list[tuple[str, str]]:
        tracks = self.side.machine.tracks
        if self.touch.everything:
            return [(track.name, phase.name) for track in tracks for phase in track.phases]
        return sorted(self.touch.stands)

    def _acts(self) -> list[tuple[str, str, str]]:
        if not self.touch.everything:
            return sorted(self.touch.acts)
        events = sorted(self.machines[0].home.keys() | self.machines[1].home.keys())
        return [(*where, event) for event in events for where in self._stands()]

    def _beside(self, where: tuple[int, int]) -> tuple[frozenset[int], frozenset[int]]:
        """Give the lifecycles whose place, and those whose phase, decides what stands in a phase."""
        duties = [duty for machine in self.machines for duty in machine.tracks[where[0]].phases[where[1]].duties]
        return frozenset((where[0],)), frozenset(number for duty in duties for number, _ in duty.while_)

    def _reach(self, event: str, at: int) -> tuple[frozenset[int], frozenset[int]]:
        """Give the lifecycles whose place, and those whose phase, decides what an event does."""
        places, phases = {at}, set[int]()
        for number, track in ((n, t) for machine in self.machines for n, t in enumerate(machine.tracks)):
            for position, program in enumerate(track.phases):
                if any(event in asked for asked in (program.moves, program.follows, program.by_event)):
                    places.add(number)
                    phases |= self._looked_at(event, (number, position))
        return frozenset(places), frozenset(phases)

    def _looked_at(self, event: str, where: tuple[int, int]) -> set[int]:
        """Give the lifecycles whose phase decides what an event does in a phase of another."""
        programs = [machine.tracks[where[0]].phases[where[1]] for machine in self.machines]
        moves = (move for p in programs for move in (*p.moves.get(event, ()), *p.follows.get(event, ())))
        duties = (duty for program in programs for duty in program.by_event.get(event, ()))
        return {other for looks in (*(m.phases for m in moves), *(d.while_ for d in duties)) for other, _ in looks}

    def _carried(self, state: State) -> State:
        """Give the state in the changed machine that stands for one in the original."""
        if self._same_places:
            return state
        return tuple(_carried(place, number, self.machines) for number, place in enumerate(state))

    def _standing_differs(self, ground: Ground, node: Node, number: int) -> Iterator[_Found]:
        duties = self._concerned(self.side.machine.phase(node.state, number))
        named = self._named(self._duties(node.state) if self.touch.everything else duties, timed=self._timed)
        state = self._carried(node.state)
        for chosen in self._choices(named, ground, node):
            if self._seen_apart(ground, node, (node.state, state), chosen):
                yield _Found(node, (), {name: chosen[name] for name in named})

    def _duties(self, state: State) -> list[Duty]:
        """Give the tasks of the phases of a state of the original."""
        programs = (self.side.machine.phase(state, number) for number in range(len(state)))
        return [duty.duty for program in programs for duty in program.duties]

    def _concerned(self, program: PhaseProgram) -> list[Duty]:
        """Give the tasks that were changed, and those of a phase that are to be done before an event that ends one."""
        ended = {event.name for duty in self.touch.duties for event in duty.done_by} if self._timed else set[str]()
        return [*self.touch.duties, *(one.duty for one in program.duties if ended & set(_before(one.duty)))]

    def _named(self, duties: list[Duty], *, timed: bool) -> dict[str, None]:
        """Give the readings that tasks rest on, with those of the tasks that end what they are to be done before."""
        events = {event for duty in duties for event in _before(duty)} if timed else set[str]()
        ends = (duty for machine in self.machines for duty in machine.ended_by(events))
        consulted = (_consulted(duty, self.side.model, timed=timed) for duty in (*duties, *ends))
        return dict.fromkeys(name for names in consulted for name in names)

    def _seen_apart(self, ground: Ground, node: Node, states: tuple[State, State], chosen: Readings) -> bool:
        paces = PACES if self._timed else PACES[:1]
        for pace in paces:
            happened = self._happened(ground, node, pace)
            if self.side.standing(states[0], happened, chosen) != self.other.standing(states[1], happened, chosen):
                return True
        return False

    def _happened(self, ground: Ground, node: Node, pace: tuple[int, bool]) -> Mapping[str, Moment]:
        """Give when each event happened last on the way to a node, in this round of its lifecycle."""
        machine, happened = self.side.machine, dict[str, Moment]()
        before = machine.start
        for number, stride in enumerate(ground.exploration.path(node.code)):
            after = tuple(dict(stride.places).get(at, place) for at, place in enumerate(before))
            begins = begun(machine, before, after)
            before = after
            happened = {event: at for event, at in happened.items() if machine.home[event] not in begins}
            moment = _BEGIN + timedelta(days=pace[0] * number)
            happened[stride.event] = moment if pace[1] else moment.date()
        return happened

    def _choices(self, named: Iterable[str], ground: Ground, at: Node | _Found) -> list[Readings]:
        """Give every choice of the readings named, those that the way there takes first."""
        fixed = ground.way(at.node if isinstance(at, _Found) else at).first
        taken = at.readings if isinstance(at, _Found) else {}
        free = [name for name in named if name not in taken]
        fixed = {**fixed, **taken} if taken else fixed
        tries = product(*(sorted(ground.options[name], key=fixed[name].__ne__) for name in free))
        made = [{**fixed, **dict(zip(free, chosen, strict=True))} if free else fixed for chosen in tries]
        state = at.node.state if isinstance(at, _Found) else at.state
        boxes = [self._ways[number][place.phase] for number, place in enumerate(state)]
        return [
            one for one in made if all(one[name] in some for box in boxes for name, some in box.items() if name in free)
        ]

    def _answer_differs(self, ground: Ground, node: Node, event: str) -> Iterator[_Found]:
        state = self._carried(node.state)
        facts, named = self._needs((node.state, state), event, range(len(state)))
        for given in _given(facts, self.side.model):
            if self._same_rules((node.state, state), (event, given), named, step):
                continue
            for chosen in self._choices(named, ground, node):
                needed = {name: chosen[name] for name in named}
                one = self.side.answer(node.state, event, given, chosen)
                two = self.other.answer(state, event, given, chosen)
                happening = (event, FrozenMap(given))
                if self._told(self.side, one) != self._told(self.other, two):
                    yield _Found(node, (happening,), needed)
                elif one is not None and two is not None and one.status == "accepted":
                    yield from self._followed(ground, _Found(node, (happening,), needed), (one.state, two.state))

    def _same_share(self, state: State, number: int, event: str, beside: set[int]) -> bool:
        """Tell whether what the changed lifecycle makes of an event is the same, by rules that say the same.

        Then so is the answer, for what the others make of it was not changed.
        """
        key = event, number, state[number], tuple([state[other].phase for other in beside])
        if key not in self._shares:
            states = state, self._carried(state)
            facts, named = self._needs(states, event, [number])
            some = ((event, given) for given in _given(facts, self.side.model))
            self._shares[key] = all(self._same_rules(states, one, named, share_of(number)) for one in some)
        return self._shares[key]

    def _same_rules(
        self, states: tuple[State, State], happening: tuple[str, dict[str, Given]], named: list[str], take: Take
    ) -> bool:
        """Tell whether an event is taken alike by rules that say the same, under every option of its readings.

        Which readings matter follows from all these answers.
        """
        event, given = happening
        homes = [machine.home.get(event) for machine in self.machines]
        if self.touch.everything or None in homes or homes[0] != homes[1]:
            return False
        for options in product(*(self.side.model.readings[name].options for name in named)):
            chosen = dict(zip(named, options, strict=True))
            one, two = (take(m, state, event, given, chosen) for m, state in zip(self.machines, states, strict=True))
            if _rules(one) != _rules(two) or self._carried(one.state) != two.state:
                return False
        return True

    def _told(self, side: Side, response: Response | None) -> object:
        """Give what can be seen of an answer."""
        if response is None:
            return None
        refusal = response.refusal
        needs: dict[str, set[str]] = {}
        for need in () if refusal is None else refusal.needs:
            needs.setdefault(need.name, set()).update(map(spell, need.allowed))
        said = (response.status, set(refusal.waits) if refusal else None, needs, set(response.missing))
        points = set(response.open_points), set(response.undetermined), set(response.notices)
        return *said, *points, side.places(response.state)

    def _needs(self, states: tuple[State, State], event: str, numbers: Iterable[int]) -> tuple[list[str], list[str]]:
        """Give the facts and readings that can matter to what lifecycles make of an event in a state of either."""
        facts: dict[str, None] = {}
        named: dict[str, None] = {}
        for machine, state in zip(self.machines, states, strict=True):
            for number in numbers:
                program = machine.phase(state, number)
                moves = (*program.moves.get(event, ()), *program.follows.get(event, ()))
                asked = [name for move in moves for name, _ in move.facts]
                asked += [name for move in moves for _, name, _ in move.keep]
                facts.update(dict.fromkeys(asked))
                named.update((name, None) for move in moves for name, _ in move.under)
                for duty in program.by_event.get(event, ()):
                    named.update((name, None) for name, _ in duty.under)
                    named.update((name, None) for _, _, under in duty.after for name, _ in under)
        return list(facts), list(named)

    def _followed(self, ground: Ground, found: _Found, states: tuple[State, State]) -> Iterator[_Found]:
        """Follow a pair of states that are not the same on, until something can be seen or they are the same again."""
        waiting = deque([(found, states)])
        seen = set()
        while waiting:
            found, states = waiting.popleft()
            key = (states, tuple(sorted(found.readings.items())))
            if key in seen or self._carried(states[0]) == states[1]:
                continue
            seen.add(key)
            if len(seen) > MAX_STATES:
                tracks = enumerate(self.side.machine.tracks)
                raise TooManyStatesError({track.name: len({pair[0][n] for pair, _ in seen}) for n, track in tracks})
            yield from self._pair_seen_apart(ground, found, states)
            for after, pair in self._pair_answers(ground, found, states):
                if pair is None:
                    yield after
                else:
                    waiting.append((after, pair))

    def _pair_seen_apart(self, ground: Ground, found: _Found, states: tuple[State, State]) -> Iterator[_Found]:
        named = self._named(self._duties(states[0]), timed=True)
        happened = self._happened(ground, found.node, PACES[0])
        for chosen in self._choices(named, ground, found):
            if self.side.standing(states[0], happened, chosen) != self.other.standing(states[1], happened, chosen):
                yield _Found(found.node, found.events, {**found.readings, **{name: chosen[name] for name in named}})

    def _pair_answers(
        self, ground: Ground, found: _Found, states: tuple[State, State]
    ) -> Iterator[tuple[_Found, tuple[State, State] | None]]:
        """Give the pairs of states that events lead to, and None for one of which something can be seen."""
        for event in self.side.machine.home:
            facts, named = self._needs(states, event, range(len(states[0])))
            for given in _given(facts, self.side.model):
                for chosen in self._choices(named, ground, found):
                    one = self.side.answer(states[0], event, given, chosen)
                    two = self.other.answer(states[1], event, given, chosen)
                    happened = (*found.events, (event, FrozenMap(given)))
                    needed = {**found.readings, **{name: chosen[name] for name in named}}
                    after = _Found(found.node, happened, needed)
                    if self._told(self.side, one) != self._told(self.other, two):
                        yield after, None
                    elif one is not None and two is not None and one.status == "accepted":
                        yield after, (one.state, two.state)


def _carried(place: Place, number: int, machines: tuple[Machine, Machine]) -> Place:
    """Give the place in the changed machine that stands for one in the original: the same tasks done, and marks."""
    old, new = (machine.tracks[number].phases[place.phase] for machine in machines)
    done = {duty.task.name for bit, duty in enumerate(old.phase.duties) if place.done >> bit & 1}
    bits = (1 << bit for bit, duty in enumerate(new.phase.duties) if duty.task.name in done)
    return Place(place.phase, sum(bits), place.marks)


def _rules(taken: Taken) -> object:
    """Give all that an answer says or is made of, but for the readings that matter to it."""
    moves = [(move.move.rests_on, move.move.undetermined, move.move.notices) for _, move in taken.moves]
    guards = [(move.move.when, move.move.unless_done) for move in taken.guards]
    ticked = [duty.duty.rests_on for _, duty in taken.ticked]
    lacking = [(duty.name, duty.duty.while_) for duty in taken.lacking]
    return taken.status, moves, guards, ticked, lacking, [names for _, names in taken.blocked], taken.missing


def _given(facts: list[str], model: RuleSetModel) -> Iterator[dict[str, Given]]:
    """Give every choice of facts, each also left out; all known comes first."""
    for values in product(*((*fact_values(model, fact), None) for fact in facts)):
        yield {fact: value for fact, value in zip(facts, values, strict=True) if value is not None}


def _before(duty: Duty) -> list[str]:
    """Give the events that a task is to be done before."""
    return [due.before.name for due in duty.due if due.before is not None]


def _consulted(duty: Duty, model: RuleSetModel, *, timed: bool) -> Iterator[str]:
    """Give the readings that decide whether a task stands, what it waits for, and when it is due."""
    for under in (duty.under, *(wait.under for wait in duty.after)):
        yield from (one.reading.name for one in under)
    for due in duty.due if timed else ():
        yield from (one.reading.name for one in due.under)
        for ref in due.outcomes:
            nodes = decision_nodes(model.decisions[ref.decision])
            yield from (node.step.reading.name for node in nodes if isinstance(node.step, Consult))
