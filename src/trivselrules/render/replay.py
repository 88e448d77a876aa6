# SPDX-License-Identifier: MPL-2.0
"""What is known of a matter as prose: what happened, where it stands, and who does what now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from ..engine.deadlines import Deadline, Moment
from ..engine.happening import Need, Refusal
from ..engine.record import Record, Step, TaskState
from ..model import RuleSetModel
from ..text import Language, printable, sentence_case
from .phrases import alternatives, enumerate_words, long_date
from .words import Words

__all__ = ["replay_text", "told_event", "told_points", "told_refusal"]


def replay_text(record: Record, model: RuleSetModel, language: Language) -> str:
    """Write the log with what became of each event, then the state, then the tasks."""
    words = Words(model, language)
    blocks = [
        [words.text(model.lifecycles[record.lifecycle].title)],
        [line for step in record.steps for line in _step(step, words)],
        _state(record, words),
        list(_tasks(record.tasks, words)),
        list(_done(record.done, words)),
        list(_left(record.left, words)),
        list(_notices(record, words)),
    ]
    return "\n\n".join("\n".join(map(printable, block)) for block in blocks if block)


def _event(name: str, words: Words) -> str:
    return words.event(name)


def _term(kind: str, name: str, words: Words) -> str:
    return words.term(kind, name)


def _task(name: str, words: Words) -> str:
    return words.task(name)


def _when(moment: Moment, words: Words) -> str:
    """Write a date, with the time of day where it is known."""
    day = long_date(moment, words.language)
    return words.say("at_time", day, moment.strftime("%H:%M")) if isinstance(moment, datetime) else day


def _quoted(names: Iterable[str], words: Words) -> str:
    """Write names in quotation marks, one after the other."""
    return enumerate_words((words.quoted(name) for name in names), words.language)


def told_event(name: str, facts: Mapping[str, object], words: Words) -> str:
    """Write an event with the facts it comes with."""
    told = [f"{words.text(words.model.facts[fact].label)}: {words.fact_value(fact, v)}" for fact, v in facts.items()]
    return f"{_event(name, words)} ({', '.join(told)})" if told else _event(name, words)


def _step(step: Step, words: Words) -> Iterator[str]:
    line = f"{_when(step.moment, words)}: {told_event(step.event, step.facts, words)}"
    response = step.response
    match response.status:
        case "accepted":
            cited = sorted({source for trace in response.because for source in trace.source})
            source = f" [{', '.join(cited)}]" if cited else ""
            yield f"- {line}.{source}"
        case "refused":
            yield f"- {words.say('event_refused', line)}"
            if response.refusal is not None:
                yield from (f"    {reason}" for reason in told_refusal(response.refusal, words))
        case "undetermined":
            yield f"- {words.say('event_undetermined', line)}"
        case _:
            questions = [words.text(words.model.facts[name].question) for name in response.missing]
            yield f"- {words.say('event_needs', line, ' '.join(questions))}"
    yield from (f"    {reason}" for reason in told_points(response.open_points, words))


def told_refusal(refusal: Refusal, words: Words) -> Iterator[str]:
    """Say why an event is refused, one reason to a line."""
    phase = _term("phase", refusal.phase, words)
    if refusal.waits:
        tasks = _quoted((_task(name, words) for name in refusal.waits), words)
        yield words.say("refused_waits", tasks)
    if refusal.done:
        tasks = _quoted((_task(name, words) for name in refusal.done), words)
        yield words.say("refused_done", tasks)
    yield from dict.fromkeys(_need(need, words) for need in refusal.needs)
    if not refusal.waits and not refusal.done and not refusal.needs:
        phases = _quoted((_term("phase", name, words) for name in refusal.elsewhere), words)
        yield words.say("refused_phase", phase, phases)
    cited = sorted({source for trace in refusal.because for source in trace.source})
    if cited:
        yield words.say("refused_rule", enumerate_words(cited, words.language))


def _need(need: Need, words: Words) -> str:
    if need.name in words.model.tasks:
        return words.say("refused_done", _quoted([_task(need.name, words)], words))
    label, (*allowed, got) = words.condition(need.name, (*need.allowed, need.got))
    return words.say("refused_needs", sentence_case(label), alternatives(allowed, words.language), got)


def _state(record: Record, words: Words) -> list[str]:
    """Write where each lifecycle stands, the one asked for first; one that has not begun is left out."""
    order = [record.lifecycle, *(name for name in record.phases if name != record.lifecycle)]
    lines = [words.say("stands")]
    for name in order:
        lifecycle = words.model.lifecycles[name]
        phase = record.phases[name]
        if lifecycle.phases[phase].start and name != record.lifecycle:
            continue
        marks = [
            f"{_term('mark', mark, words)}: {words.mark_value(value)}"
            for mark, value in record.marks.items()
            if mark in lifecycle.marks
        ]
        owner = record.owners.get(name)
        has = "" if owner is None else f" {words.say('owned_by', _term('role', owner, words))}"
        told = f" ({', '.join(marks)})" if marks else ""
        lines.append(f"- {words.text(lifecycle.title)}: {_term('phase', phase, words)}{told}.{has}")
    return lines


def _tasks(tasks: Iterable[TaskState], words: Words) -> Iterator[str]:
    for status, heading in (("open", "tasks_open"), ("waiting", "tasks_waiting")):
        found = [task for task in tasks if task.status == status]
        if found:
            yield words.say(heading)
        for task in found:
            actor = "" if task.actor is None else f"{sentence_case(_term('role', task.actor, words))}: "
            yield f"- {actor}{_task(task.task, words)}{_channel(task, words)}."
            if task.waits_for:
                waits = _quoted((_task(name, words) for name in task.waits_for), words)
                yield f"    {words.say('task_waits', waits)}"
            yield from (f"    {line}" for deadline in task.deadlines for line in _deadline(deadline, task, words))
            told = {deadline.point for deadline in task.deadlines}
            yield from (f"    {line}" for line in told_points([p for p in task.open_points if p not in told], words))


def _channel(task: TaskState, words: Words) -> str:
    return "" if task.channel is None else f" ({_term('channel', task.channel, words)})"


def _deadline(deadline: Deadline, task: TaskState, words: Words) -> Iterator[str]:
    source = f" [{', '.join(deadline.source)}]" if deadline.source else ""
    if deadline.at is not None:
        said = words.say("due_at", _when(deadline.at, words))
        if deadline.before_at is not None and deadline.before is not None:
            said = words.say("due_so_that", said, _event(deadline.before, words), _when(deadline.before_at, words))
        late = f" {words.say('is_overdue')}" if task.overdue else ""
        yield f"{said}{late}{source}"
    elif deadline.point is not None:
        point = words.model.open_points[deadline.point]
        yield f"{words.say('due_open', words.text(point.title), point.point)}{source}"
    elif deadline.needs_time and deadline.after is not None:
        yield f"{words.say('due_needs_time', _event(deadline.after, words))}{source}"
    elif deadline.after is not None:
        yield f"{words.say('due_after', words.length(deadline.length), _event(deadline.after, words))}{source}"
    elif deadline.before is not None:
        if deadline.length is not None and any(deadline.length.parts().values()):
            said = words.say("due_before_by", words.length(deadline.length), _event(deadline.before, words))
        else:
            said = words.say("due_before", _event(deadline.before, words))
        yield f"{said}{source}"
    elif deadline.series is not None:
        title = words.text(words.model.decisions[deadline.series].title)
        yield f"{words.say('due_next', title)}{source}"


def _done(tasks: Iterable[TaskState], words: Words) -> Iterator[str]:
    for number, task in enumerate(tasks):
        if number == 0:
            yield words.say("tasks_done")
        kept = {True: f" ({words.say('in_time')})", False: f" ({words.say('done_late')})", None: ""}[task.kept]
        when = "" if task.done is None else _when(task.done, words)
        yield f"- {when}: {_task(task.task, words)}{kept}."


def _left(tasks: Iterable[TaskState], words: Words) -> Iterator[str]:
    for number, task in enumerate(tasks):
        if number == 0:
            yield words.say("tasks_left")
        late = {True: f" ({words.say('left_late')})", False: f" ({words.say('left_early')})", None: ""}[task.overdue]
        when = "" if task.left is None else _when(task.left, words)
        yield f"- {when}: {_task(task.task, words)}{late}."


def told_points(points: Iterable[str], words: Words) -> Iterator[str]:
    """Name readings with the option chosen, and open points, one to a line."""
    for name in points:
        if name in words.model.readings:
            reading = words.model.readings[name]
            chosen = words.text(reading.options[reading.chosen])
            yield f"{words.text(reading.question)} {words.say('chosen')}: {chosen} (`{name}`)."
        else:
            point = words.model.open_points[name]
            yield f"{words.say('open', point.point)}: {words.text(point.title)}."


def _notices(record: Record, words: Words) -> Iterator[str]:
    """Write the notices of the last event, of the phases and of the tasks to be done now, each once."""
    last = record.steps[-1].response.notices if record.steps else ()
    names = dict.fromkeys((*last, *record.notices, *(name for task in record.tasks for name in task.notices)))
    for number, name in enumerate(names):
        if number == 0:
            yield words.say("notices")
        notice = words.model.notices[name]
        yield f"- {words.text(notice.text)} ({words.say('basis_' + notice.basis)})"
