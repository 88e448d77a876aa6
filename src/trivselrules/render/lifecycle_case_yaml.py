# SPDX-License-Identifier: MPL-2.0
"""A course of events and what it leads to as a worked example, as it stands in a file of cases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..lifecycle import Condition, DueThen, Happening, LifecycleCase, Stage, Standing
from ..model import RuleSetModel
from ..ref import Ref
from ..text import Language, sentence_case
from ..values import Duration, spell
from .case_yaml import written
from .phrases import phrase
from .words import Words

__all__ = ["lifecycle_case_lines", "lifecycle_cases_file"]


def lifecycle_cases_file(
    lifecycle: str, cases: Iterable[LifecycleCase], model: RuleSetModel, language: Language
) -> str:
    """Write a file of cases of one lifecycle; a note says where what they expect comes from."""
    lines = (line for case in cases for line in lifecycle_case_lines(case, model, language))
    return "\n".join([f"# {phrase('suggested', language)}", f"lifecycle: {lifecycle}", "cases:", *lines]) + "\n"


def lifecycle_case_lines(case: LifecycleCase, model: RuleSetModel, language: Language) -> Iterator[str]:
    """Write one case, named after its last event: the events, and what is said of where they lead."""
    yield f"  - case: {json.dumps(_title(case, model, language), ensure_ascii=False)}"
    if case.readings:
        yield f"    readings: {_mapping((reading, option.name) for reading, option in case.readings)}"
    yield "    events:" if case.events else "    events: []"
    yield from (f"      - {_happening(one)}" for one in case.events)
    yield from (f"    {line}" for line in _stage(case.expected))


def _title(case: LifecycleCase, model: RuleSetModel, language: Language) -> str:
    words = Words(model, language)
    if not case.events:
        return words.text(model.lifecycles[case.lifecycle.name].title)
    last = case.events[-1]
    facts = [f"{words.text(model.facts[r.name].label)}: {words.fact_value(r.name, v)}" for r, v, _ in last.facts]
    readings = [words.quoted(words.text(model.readings[r.name].options[o.name])) for r, o in case.readings]
    return sentence_case(", ".join([words.text(model.events[last.event.name].label), *facts, *readings]))


def _happening(happening: Happening) -> str:
    facts = (f", {ref.name}: {written(value)}" for ref, value, _ in happening.facts)
    return f"{{on: {happening.moment.name}, event: {happening.event.name}{''.join(facts)}}}"


def _stage(stage: Stage) -> Iterator[str]:
    if stage.phase is not None:
        yield f"phase: {stage.phase.name}"
    if stage.beside is not None:
        yield f"beside: {_mapping((name, phase.name) for name, phase in stage.beside)}"
    if stage.owner is not None:
        yield f"owner: {stage.owner.name}"
    if stage.marks is not None:
        yield f"marks: {_mapping((one.name, written(one.values[0])) for one in stage.marks)}"
    yield from _lists(("open", stage.open), ("waiting", stage.waiting))
    if stage.tasks:
        yield "tasks:"
        yield from (f"  {one.task.name}: {{{', '.join(_standing(one))}}}" for one in stage.tasks)
    if stage.refused is not None:
        needs = () if stage.needs is None else (f"needs: {_conditions(stage.needs)}",)
        parts = (f"event: {stage.refused.name}", *_lists(("waits_for", stage.waits_for)), *needs)
        yield f"refused: {{{', '.join(parts)}}}"
    yield from _lists(("undetermined", stage.undetermined), ("missing", stage.missing))
    yield from _lists(("open_points", stage.open_points), ("notices", stage.notices))


def _lists(*named: tuple[str, tuple[Ref, ...] | None]) -> Iterator[str]:
    return (f"{key}: [{', '.join(ref.name for ref in refs)}]" for key, refs in named if refs is not None)


def _mapping(items: Iterable[tuple[Ref, str]]) -> str:
    return f"{{{', '.join(f'{ref.name}: {said}' for ref, said in items)}}}"


def _conditions(needs: tuple[Condition, ...]) -> str:
    return _mapping((one.name, f"[{', '.join(map(written, one.values))}]") for one in needs)


def _standing(standing: Standing) -> Iterator[str]:
    if standing.actor is not None:
        yield f"actor: {standing.actor.name}"
    if standing.channel is not None:
        yield f"channel: {standing.channel.name}"
    if standing.deadlines is not None:
        yield f"deadlines: [{', '.join(map(_due, standing.deadlines))}]"
    yield from _lists(("open_points", standing.open_points), ("notices", standing.notices))


def _due(due: DueThen) -> str:
    said: dict[str, Ref | Duration | None] = {"at": due.at, "within": due.within, "after": due.after}
    said |= {"at_least": due.at_least, "before": due.before, "next": due.next, "undetermined": due.undetermined}
    parts = (f"{k}: {one.name if isinstance(one, Ref) else spell(one)}" for k, one in said.items() if one is not None)
    return f"{{{', '.join(parts)}}}"
