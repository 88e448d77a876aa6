# SPDX-License-Identifier: MPL-2.0
"""One matter that lifecycles follow: where it stands, how it came there, and what is to be done by whom and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from .answer import Stamp
from .calendar.arithmetic import is_after, local_date, overtaken
from .edition import Edition, edition_on
from .engine.deadlines import Moment, kept, missed
from .engine.happening import Occurrence, respond
from .engine.program import Program
from .engine.record import Record, Step, TaskState
from .engine.run import settle
from .engine.standing import Standing, Tasks
from .engine.verdict import Verdict
from .errors import InvalidValueError
from .finding import find
from .frozen_map import FrozenMap
from .inputs import Given, check_facts, check_language, unknown_name
from .machine.program import Machine, State
from .machine.step import begun, left_behind
from .machine.succession import carry_over
from .model import RuleSetModel
from .render.replay import replay_text
from .render.replay_json import replay_json
from .text import Language

if TYPE_CHECKING:
    from .why_not_event import WhyNotEvent

__all__ = ["Instance"]


@frozen(kw_only=True)
class Instance:
    """The immutable state of one matter; made by `RuleSet.open`, and changed only by making a new one.

    `steps` is its history, refused events included; `phases` holds only what is the case now.
    """

    lifecycle: str
    state: State
    steps: tuple[Step, ...] = ()
    happened: FrozenMap[str, Moment] = field(factory=FrozenMap)
    readings: FrozenMap[str, str] = field(repr=False)
    rule_set: Stamp
    model: RuleSetModel = field(eq=False, repr=False)
    machine: Machine = field(eq=False, repr=False)
    programs: FrozenMap[str, Program] = field(eq=False, repr=False)
    editions: tuple[Edition, ...] = field(eq=False, repr=False)

    @property
    def phases(self) -> FrozenMap[str, str]:
        """The phase that each lifecycle is in."""
        return self._phases(self.state)

    @property
    def marks(self) -> FrozenMap[str, Given]:
        """The marks that stand, with their values."""
        found: dict[str, Given] = {}
        for number, place in enumerate(self.state):
            phase = self.machine.phase(self.state, number)
            found.update((mark.name, mark.values[value]) for mark, value in zip(phase.marks, place.marks, strict=True))
        return FrozenMap(found)

    @property
    def owners(self) -> FrozenMap[str, str]:
        """The role that has the responsibility in each lifecycle that has an owner now."""
        found = {}
        for number, track in enumerate(self.machine.tracks):
            owner = self.machine.phase(self.state, number).phase.owner
            if owner is not None:
                found[track.name] = owner.name
        return FrozenMap(found)

    @property
    def notices(self) -> tuple[str, ...]:
        """The notices of the phases that the lifecycles are in."""
        phases = (self.machine.phase(self.state, number).phase for number in range(len(self.state)))
        return tuple(dict.fromkeys(ref.name for phase in phases for ref in phase.notices))

    def accept(self, event: str, /, on: Moment, **facts: object) -> Instance:
        """Let an event happen at `on`, a date or a moment with its time zone, and give what becomes of it.

        The event may be refused, left open, or need facts: the last of `steps` says so, and the state is the same.

        Raises UnknownNameError for an event or a fact that does not exist, InvalidValueError for a fact that the
        event does not come with, a value outside its domain, and a moment that is none or lies before the last one.
        """
        matter = self._on_the_day_of(on)
        if matter is not self:
            return matter.accept(event, on, **facts)
        given = self._given(event, facts)
        self._check_moment(on)
        response = respond(Occurrence(self.machine, self.state, event, given, self.readings), self.model)
        if response.status != "accepted":
            step = Step(event, on, given, response, self.phases)
            return evolve(self, steps=(*self.steps, step))
        ended = {(trace.lifecycle, trace.name) for trace in response.because if trace.kind == "task"}
        done = tuple(evolve(task, status="done", done=on) for task in self._ended(ended)) if ended else ()
        left = tuple(evolve(task, status="left", left=on) for task in self._left(response.state, ended))
        step = Step(event, on, given, response, self._phases(response.state), done, left)
        happened = FrozenMap({**self._still(response.state), event: on})
        return evolve(self, state=response.state, steps=(*self.steps, step), happened=happened)

    def why_not(self, event: str, /, on: Moment | None = None, **facts: object) -> WhyNotEvent:
        """Say what is the least that would have to differ for an event to be accepted in the matter as it stands.

        That is other facts, other readings, or other events before it. The rules are those of the day `on`, or of the
        last event if that is later; a deadline never refuses an event, so the day has no other say.

        Raises UnknownNameError for an event or a fact that does not exist, InvalidValueError for a fact that the
        event does not come with, a value outside its domain, and a moment that is none, Error if the lifecycles have
        more states than can be gone through.
        """
        from .why_not_event import why_not_event  # late: only who asks for it pays for it

        if on is not None and not _is_moment(on):
            raise InvalidValueError(find("moment-form"))
        now = self if on is None else self._on_the_day_of(on)
        given = now._given(event, facts)  # noqa: SLF001 - the same matter, under the rules of the day
        return why_not_event(Occurrence(now.machine, now.state, event, given, now.readings), now.model)

    def as_of(self, on: date) -> Instance:
        """Give the matter as it stands under the rules of a date: what has happened was judged by those of its own.

        Raises InvalidValueError if the lifecycle does not hold on that date.
        """
        edition = edition_on(self.editions, on)
        if not self.steps:
            return self._under(edition, lambda machine: machine.start, on)
        matter = self
        for later in self.editions[self.editions.index(self._edition) + 1 :]:
            if later.period.first is not None and later.period.first <= on:
                matter = matter._under(later, partial(carry_over, matter.state, matter.machine), on)
        return matter

    @property
    def _edition(self) -> Edition:
        return next(edition for edition in self.editions if edition.period == self.model.in_force)

    def _under(self, edition: Edition, state: Callable[[Machine], State], on: date) -> Instance:
        """Give the matter under the rules of an edition, in a state of its machine."""
        if edition.period == self.model.in_force:
            return self
        if self.lifecycle not in edition.machines:
            raise InvalidValueError(find("rule-not-in-force", name=self.lifecycle, date=on))
        machine, stamp = edition.machines[self.lifecycle], evolve(self.rule_set, digest=edition.digest)
        model = evolve(edition.model, readings=self.model.readings)
        return evolve(
            self, state=state(machine), rule_set=stamp, model=model, machine=machine, programs=edition.programs
        )

    def _on_the_day_of(self, moment: Moment) -> Instance:
        """Give the matter under the rules that hold at a moment; one that is no moment is refused elsewhere."""
        return self.as_of(local_date(moment)) if len(self.editions) > 1 and _is_moment(moment) else self

    def tasks(self, on: date | None = None) -> tuple[TaskState, ...]:
        """Give the tasks that are to be done now; `on` is the date from which deadlines are seen."""
        now = self if on is None else self._on_the_day_of(on)
        if now is not self:
            return now.tasks(on)
        tasks = self._tasks
        return tuple(self._told(one, tasks, on) for one in tasks.standing(self.readings))

    def done_tasks(self) -> tuple[TaskState, ...]:
        """Give the tasks that have been done, in their order, and whether each kept its deadlines."""
        found: list[TaskState] = []
        for step, later in self._backwards():
            for task in reversed(step.done):
                verdicts = [kept(one, step.moment, later) for one in task.deadlines]
                known = [verdict for verdict in verdicts if verdict is not None]
                found.append(evolve(task, kept=all(known) if known else None))
        return tuple(reversed(found))

    def left_tasks(self) -> tuple[TaskState, ...]:
        """Give the tasks that were not done before the matter moved on, and whether each had missed a deadline.

        One that had been done before, since its lifecycle began, is not among them.
        """
        found: list[TaskState] = []
        for tasks, (step, later) in zip(reversed([*self._never_done()]), self._backwards(), strict=True):
            for task in reversed(tasks):
                verdicts = [missed(one, step.moment, step.event, later) for one in task.deadlines]
                known = [verdict for verdict in verdicts if verdict is not None]
                found.append(evolve(task, overdue=any(known) if known else None))
        return tuple(reversed(found))

    def to_dict(self, language: Language = "da", on: date | None = None) -> dict[str, object]:
        """Give the log, the state and the tasks as JSON knows them; `on` is the date deadlines are seen from.

        Raises InvalidValueError for a language other than `da` and `en`.
        """
        check_language(language)
        now = self if on is None else self._on_the_day_of(on)
        told = replay_json(self.record(on), now.model, language)
        stamp = now.rule_set
        rules = {"id": stamp.id, "version": stamp.version, "digest": stamp.digest}
        return {**told, "rule_set": {**rules, "on": None if on is None else on.isoformat()}}

    def explain(self, language: Language = "da", on: date | None = None) -> str:
        """Write the log, the state and the tasks as prose.

        Raises InvalidValueError for a language other than `da` and `en`.
        """
        check_language(language)
        now = self if on is None else self._on_the_day_of(on)
        return replay_text(self.record(on), now.model, language)

    def record(self, on: date | None = None) -> Record:
        """Give all that is known as plain data; `on` is the date deadlines are seen from."""
        now = self if on is None else self._on_the_day_of(on)
        return Record(
            lifecycle=now.lifecycle,
            steps=now.steps,
            phases=now.phases,
            marks=now.marks,
            owners=now.owners,
            notices=now.notices,
            tasks=now.tasks(on),
            done=now.done_tasks(),
            left=now.left_tasks(),
            on=on,
        )

    def _phases(self, state: State) -> FrozenMap[str, str]:
        names = (
            (track.name, self.machine.phase(state, number).name) for number, track in enumerate(self.machine.tracks)
        )
        return FrozenMap(dict(names))

    def _given(self, event: str, facts: Mapping[str, object]) -> FrozenMap[str, Given]:
        """Check an event and what it comes with."""
        if not isinstance(event, str) or event not in self.machine.home:
            raise unknown_name("event", event, self.machine.home)
        given = FrozenMap(check_facts(self.model, facts))
        carried = [ref.name for ref in self.model.events[event].facts]
        for name in given:
            if name not in carried:
                raise InvalidValueError(find("event-fact", fact=name, name=event, known=", ".join(carried) or "-"))
        return given

    def _check_moment(self, moment: Moment) -> None:
        if not _is_moment(moment):
            raise InvalidValueError(find("moment-form"))
        later = overtaken((step.moment for step in reversed(self.steps)), moment)
        if later is not None:
            raise InvalidValueError(find("moment-order", last=str(local_date(later))))

    def _still(self, state: State) -> dict[str, Moment]:
        """Give what has happened, without what belongs to an earlier round of a lifecycle that now begins again."""
        begins = begun(self.machine, self.state, state)
        return {name: moment for name, moment in self.happened.items() if self.machine.home.get(name) not in begins}

    def _backwards(self) -> Iterator[tuple[Step, dict[str, Moment]]]:
        """Give each step, the last one first, with when every event happened next after it."""
        later: dict[str, Moment] = {}
        for step in reversed(self.steps):
            yield step, later
            if step.response.status == "accepted":
                later[step.event] = step.moment

    def _never_done(self) -> Iterator[list[TaskState]]:
        """Give for each step the tasks it left that had not been done before in the same round of the lifecycle."""
        rests = {(t.name, p.name) for t in self.machine.tracks for p in t.phases if p.phase.rest}
        done: set[tuple[str, str]] = set()
        for step in self.steps:
            yield [task for task in step.left if (task.lifecycle, task.task) not in done]
            done |= {(task.lifecycle, task.task) for task in step.done}
            done -= {one for one in done if (one[0], step.phases.get(one[0])) in rests}

    def _named(self, task: Standing) -> tuple[str, str]:
        return self.machine.tracks[task.number].name, task.duty.name

    @property
    def _tasks(self) -> Tasks:
        def decide(decision: str, readings: FrozenMap[str, str]) -> Verdict:
            return settle(self.programs[decision], readings)

        return Tasks(self.machine, self.state, self.happened, decide)

    def _ended(self, names: set[tuple[str, str]]) -> Iterator[TaskState]:
        """Give tasks that an event ends, as they stand before it."""
        tasks = self._tasks
        for one in tasks.standing(self.readings):
            if self._named(one) in names and not one.waits:
                yield self._told(one, tasks, None)

    def _left(self, after: State, ended: set[tuple[str, str]]) -> Iterator[TaskState]:
        """Give tasks that stand and are neither ended nor there in the state after, as they stand before it."""
        behind = left_behind(self.machine, self.state, after, self.readings)
        names = {(self.machine.tracks[number].name, duty.name) for number, duty in behind} - ended
        tasks = self._tasks
        for one in tasks.standing(self.readings) if names else ():
            if self._named(one) in names:
                yield self._told(one, tasks, None)

    def _told(self, one: Standing, tasks: Tasks, on: date | None) -> TaskState:
        lifecycle, name = self._named(one)
        task, written = self.model.tasks[name], one.duty.duty
        owner = self.machine.phase(self.state, one.number).phase.owner
        actor = written.actor or owner
        points = [ref.name for ref in (*task.open_points, *((written.rests_on,) if written.rests_on else ()))]
        points += [due.point for due in one.deadlines if due.point is not None]
        source = [ref.name for ref in (*task.source, *written.source)] + [
            id_ for d in one.deadlines for id_ in d.source
        ]
        return TaskState(
            lifecycle=lifecycle,
            task=name,
            status="waiting" if one.waits else "open",
            actor=None if actor is None else actor.name,
            channel=None if task.channel is None else task.channel.name,
            together_with=task.together_with,
            waits_for=one.waits,
            deadlines=one.deadlines,
            done=None,
            left=None,
            kept=None,
            overdue=None if on is None else any(d.at is not None and is_after(on, d.at) for d in one.deadlines),
            open_points=tuple(dict.fromkeys((*tasks.rests_on(one, self.readings, self.model.readings), *points))),
            notices=tuple(dict.fromkeys(ref.name for ref in (*task.notices, *written.notices))),
            source=tuple(dict.fromkeys(source)),
        )


def _is_moment(moment: object) -> bool:
    """Tell whether something is a date, or a moment that knows its distance from UTC."""
    return type(moment) is date or (type(moment) is datetime and moment.utcoffset() is not None)
