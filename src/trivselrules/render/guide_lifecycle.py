# SPDX-License-Identifier: MPL-2.0
"""A lifecycle in a guide: its phases as a diagram, who has which task in each, and what leads on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from ..lifecycle import Condition, Due, Duty, Lifecycle, Move, OutcomeRef, Phase, Task, Under
from ..model import RuleSetModel
from ..text import sentence_case
from ..values import Duration, Qualified
from .markdown import Flowchart, prose, table
from .phrases import alternatives, enumerate_words
from .words import Words

__all__ = ["Course", "Lookup", "guide_lifecycle", "noted"]

# Gives what `decision.outcome` comes to, for decisions that ask nothing.
Lookup = Callable[[OutcomeRef], object]
Cells = list[list[str]]


def guide_lifecycle(lifecycle: Lifecycle, words: Words, lookup: Lookup) -> list[str]:
    """Write a lifecycle phase by phase, as its readings are chosen."""
    course = Course(lifecycle, words, lookup)
    lines = [f"### {prose(words.text(lifecycle.title))} (`{lifecycle.name}`)", "", *course.chart()]
    for phase in course.reached():
        lines += course.phase(phase)
    moves = [course.move(move) for move in course.moves() if course.matters(move)]
    heads = [words.say(f"column_{name}") for name in ("event", "where", "leads", "source")]
    lines += ["", f"#### {prose(words.say('guide_moves'))}", "", *table(heads, moves)]
    notices = dict.fromkeys(course.notices())
    return [*lines, "", f"#### {prose(words.say('guide_notices'))}", "", *noted(notices, words)] if notices else lines


def noted(notices: Iterable[str], words: Words) -> Iterator[str]:
    """Write notices, each with whose word it is."""
    for name in notices:
        notice = words.model.notices[name]
        yield f"- {prose(words.text(notice.text))} *({words.say('basis_' + notice.basis)})*"


@frozen
class Course:
    """Says what is written of one lifecycle in words."""

    lifecycle: Lifecycle
    words: Words
    lookup: Lookup

    @property
    def model(self) -> RuleSetModel:
        """The rule set."""
        return self.words.model

    def holds(self, under: Iterable[Under]) -> bool:
        """Tell whether something applies as the readings are chosen."""
        chosen = ((self.model.readings[one.reading.name].chosen, one.options) for one in under)
        return all(any(ref.name == option for ref in options) for option, options in chosen)

    def moves(self) -> list[Move]:
        """Give the moves that can be made."""
        return [move for move in self.lifecycle.moves if self.holds(move.under)]

    def reached(self) -> list[Phase]:
        """Give the phases that moves lead to, in the order of the file."""
        phases, moves = self.lifecycle.phases, self.moves()
        found = {phase.name for phase in phases.values() if phase.start}
        waiting = list(found)
        while waiting:
            here = waiting.pop()
            for move in moves:
                if move.to is not None and move.to.name not in found and any(ref.name == here for ref in move.from_):
                    found.add(move.to.name)
                    waiting.append(move.to.name)
        return [phase for phase in phases.values() if phase.name in found]

    def duties(self, phase: Phase) -> Iterator[tuple[str, Duty]]:
        """Give the tasks of a phase with what they hang on: those of its own, and those its marks carry."""
        yield from (("", duty) for duty in phase.duties if self.holds(duty.under))
        given = {(mark.name, value) for move in self.moves() for mark, value, _ in move.set_}
        for mark in self.lifecycle.marks.values():
            if any(ref.name == phase.name for ref in mark.phases):
                for value, carried in mark.duties.items():
                    label, (told,) = self.words.condition(mark.name, [value])
                    hangs = self.words.say("guide_when", sentence_case(label), told)
                    if (mark.name, value) in given:
                        yield from ((hangs, duty) for duty in carried if self.holds(duty.under))

    def notices(self) -> Iterator[str]:
        """Give what is to be noted with the tasks and the moves."""
        for phase in self.reached():
            for _, duty in self.duties(phase):
                yield from (ref.name for ref in (*self.model.tasks[duty.task.name].notices, *duty.notices))
        yield from (ref.name for move in self.moves() for ref in move.notices)

    def chart(self) -> list[str]:
        """Draw the phases and the events that lead on; along a dotted line an event of another course does."""
        chart, words, names = Flowchart(), self.words, {}
        for phase in self.reached():
            lines = [sentence_case(words.term("phase", phase.name))]
            if phase.owner is not None:
                lines.append(sentence_case(words.term("role", phase.owner.name)))
            names[phase.name] = chart.node(lines, "end" if phase.rest else "box")
        edges: dict[tuple[str, str, bool], dict[str, None]] = {}
        for move in self.moves():
            for here in move.from_:
                if here.name in names and move.to is not None and move.undetermined is None:
                    key = (here.name, move.to.name, move.follows)
                    edges.setdefault(key, {})[words.event(move.event.name)] = None
        for (before, after, follows), events in edges.items():
            chart.edge(names[before], names[after], events, dotted=follows)
        return chart.fenced()

    def phase(self, phase: Phase) -> Iterator[str]:
        """Write a phase that has tasks: who owns it, and who does what."""
        duties = list(self.duties(phase))
        if not duties:
            return
        yield from ("", f"#### {prose(sentence_case(self.words.term('phase', phase.name)))}", "")
        if phase.owner is not None:
            yield prose(self.words.say("owned_by", self.words.term("role", phase.owner.name)))
            yield ""
        numbers = {duty.task.name: number for number, (_, duty) in enumerate(duties, 1)}
        heads = [
            self.words.say(f"column_{name}") for name in ("number", "task", "who", "channel", "after", "due", "source")
        ]
        yield from table(heads, [self._task(phase, hangs, duty, numbers) for hangs, duty in duties])

    def dated(self) -> Iterator[Cells]:
        """Give the tasks that have a deadline, with who does them and when."""
        for phase in self.reached():
            for hangs, duty in self.duties(phase):
                due = [one for one in duty.due if self.holds(one.under) and one.undetermined is None]
                if due:
                    _, task, who, *_ = self._task(phase, hangs, duty, {})
                    sources = sorted({ref.name for one in due for ref in one.source})
                    yield [task, who, [self._due(one) for one in due], [", ".join(sources)]]

    def _task(self, phase: Phase, hangs: str, duty: Duty, numbers: dict[str, int]) -> Cells:
        task, words = self.model.tasks[duty.task.name], self.words
        what = sentence_case(words.task(task.name))
        lines = [words.say("guide_repeats", what) if duty.repeats else what, *self._together(task)]
        lines += [hangs] if hangs else []
        for condition in duty.while_:
            lines.append(words.say("guide_while", self._condition(condition)))
        actor = duty.actor or phase.owner
        who = [] if actor is None else [sentence_case(words.term("role", actor.name))]
        channel = [] if task.channel is None else [words.term("channel", task.channel.name)]
        waits = [numbers[w.task.name] for w in duty.after if self.holds(w.under) and w.task.name in numbers]
        after = [", ".join(map(str, waits))] if waits else []
        if duty.waits_for is not None and not duty.done_by:
            after.append(words.text(self.model.lifecycles[duty.waits_for.name].title))
        due = [self._due(one) for one in duty.due if self.holds(one.under)]
        if duty.no_deadline is not None:
            due.append(words.say("guide_no_deadline", self._point(duty.no_deadline.name)))
        return [[str(numbers.get(task.name, ""))], lines, who, channel, after, due, [self._cited(task, duty)]]

    def _condition(self, condition: Condition) -> str:
        """Say what a condition is about and what it may be; phases beside only as far as they are reached."""
        words, name, values = self.words, condition.name.name, condition.values
        if name in self.model.lifecycles:
            reached = {phase.name for phase in Course(self.model.lifecycles[name], words, self.lookup).reached()}
            values = tuple(value for value in values if value in reached)
        label, told = words.condition(name, values)
        if name in self.model.lifecycles or any("," in one for one in told):
            told = [words.quoted(one) for one in told]
        return words.say("guide_when", label, alternatives(told, words.language))

    def _together(self, task: Task) -> Iterator[str]:
        """Say with whom a task is done."""
        words = self.words
        for one in task.together_with:
            names = one.terms if isinstance(one, Qualified) else (one,)
            roles = enumerate_words((words.term("role", str(name)) for name in names), words.language)
            told = words.say("guide_with", roles)
            yield words.say(one.reservation, told) if isinstance(one, Qualified) else told

    def _cited(self, task: Task, duty: Duty) -> str:
        refs = (*task.source, *duty.source, *(ref for due in duty.due if self.holds(due.under) for ref in due.source))
        points = (*task.open_points, *((duty.rests_on,) if duty.rests_on is not None else ()))
        told = dict.fromkeys(self._point(ref.name) for ref in points)
        return ", ".join([*sorted({ref.name for ref in refs}), *told])

    def _point(self, name: str) -> str:
        return self.model.open_points[name].point

    def _due(self, due: Due) -> str:
        words = self.words
        if due.within is not None and due.after is not None:
            start = str(self.lookup(due.after)) if isinstance(due.after, OutcomeRef) else due.after.name
            return words.say("guide_within", words.length(self._length(due.within)), words.event(start))
        if due.at_least is not None and due.before is not None:
            length, event = self._length(due.at_least), words.event(due.before.name)
            if not any(length.parts().values()):
                return words.say("guide_before", event)
            return words.say("guide_at_least", words.length(length), event)
        if due.next is not None:
            decision = self.model.decisions[due.next.name]
            title = decision.title if decision.calendar is None else decision.calendar.title
            return words.say("guide_next", words.text(title))
        assert due.undetermined is not None, "a deadline is written in one of four ways"
        return words.say("guide_no_deadline", self._point(due.undetermined.name))

    def _length(self, amount: Duration | OutcomeRef) -> Duration:
        length = self.lookup(amount) if isinstance(amount, OutcomeRef) else amount
        assert isinstance(length, Duration), "checked: the outcome is of type duration"
        return length

    def matters(self, move: Move) -> bool:
        """Tell whether a move does or asks for more than ticking a task."""
        return move.to is not None or bool(move.when or move.set_) or move.undetermined is not None

    def move(self, move: Move) -> Cells:
        """Say on which event and conditions a move is made, from where, and what it leads to."""
        words = self.words
        told = [words.event(move.event.name), *map(self._condition, move.when)]
        told = [sentence_case(one) for one in told]
        if move.unless_done is not None:
            task = words.quoted(words.task(move.unless_done.name))
            told.append(words.say("guide_not_done", task))
        reached = {phase.name for phase in self.reached()}
        where = [sentence_case(words.term("phase", ref.name)) for ref in move.from_ if ref.name in reached]
        points = [self._point(move.rests_on.name)] if move.rests_on is not None else []
        return [told, where, self._leads(move), [", ".join([*sorted({ref.name for ref in move.source}), *points])]]

    def _leads(self, move: Move) -> list[str]:
        words = self.words
        if move.undetermined is not None:
            point = self.model.open_points[move.undetermined.name]
            return [sentence_case(words.say("guide_not_settled", words.text(point.title), point.point))]
        lines = [words.say("guide_stays") if move.to is None else sentence_case(words.term("phase", move.to.name))]
        for mark, value, _ in move.set_:
            if str(value) in self.lifecycle.marks[mark.name].duties:
                label, (told,) = words.condition(mark.name, [value])
                lines.append(words.say("guide_when", sentence_case(label), told))
        if move.done:
            quoted = (words.quoted(words.task(ref.name)) for ref in move.done)
            done = enumerate_words(quoted, words.language)
            lines.append(words.say("guide_done", done))
        return lines
