# SPDX-License-Identifier: MPL-2.0
"""An own rule set put on its base: one set of files, as if somebody had written them all in one folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from ..departure import Departure
from ..finding import Finding, find
from ..frozen_map import FrozenMap
from ..reading.files import Files
from ..reading.written_lifecycle import EventsFile, InvariantChangeWritten, InvariantsFile, InvariantWritten, TasksFile
from ..reading.written_words import NoticesFile, OpenPointsFile, OpenPointWritten, SourcesFile
from ..ref import Ref
from .choices import put_choices
from .notes import Notes, same
from .rules import put_decisions, put_lifecycles, put_progression
from .values import Values
from .vocabulary import put_vocabulary
from .words import add, put, told

__all__ = ["Composition", "compose", "without_base"]

_WORDS = ("facts", "outcomes", "role_kinds", "roles", "terms", "parameters")


@frozen
class Composition:
    """The files put together, in what they depart from the base, and what does not fit it.

    `values` tells which values of facts are new.
    """

    files: Files
    departures: tuple[Departure, ...]
    findings: tuple[Finding, ...]
    values: Values


def compose(base: Files, own: Files) -> Composition:
    """Put `own` on `base`, which it extends.

    The cases are those of `own`: examples of the base tell what the base answers.
    """
    notes = Notes(base.rule_set.rule_set.name)
    notes.findings.extend(_misplaced(own))
    words = _words(base, own, notes)
    values = Values(base, words)
    decisions = put_decisions(base, own, values, notes)
    lifecycles = put_lifecycles(base, own, notes)
    files = evolve(words, decisions=decisions, lifecycles=lifecycles)
    return Composition(files, tuple(notes.departures), tuple(notes.findings), values)


def _misplaced(own: Files) -> Iterator[Finding]:
    """Report words that say neither that they are new nor that they change something."""
    for key in _WORDS:
        for ref in list(getattr(own.vocabulary, key))[:1]:
            yield find("add-missing", ref.location, key=key)


def _words(base: Files, own: Files, notes: Notes) -> Files:
    """Put everything together but the rules."""
    readings, parameters = put_choices(base, own.rule_set, notes)
    documents = add("document", base.rule_set.documents, own.rule_set.documents, notes)
    notices = put("notice", base.notices.notices, own.notices.notices, own.notices.change, notes)
    return Files(
        rule_set=evolve(own.rule_set, documents=documents, readings=readings, parameters=parameters),
        vocabulary=put_vocabulary(base.vocabulary, own.vocabulary, notes),
        sources=SourcesFile(add("source", base.sources.facts, own.sources.facts, notes)),
        open_points=_open_points(base.open_points, own.open_points, notes),
        notices=NoticesFile(notices),
        events=EventsFile(put("event", base.events.events, own.events.events, own.events.change, notes)),
        tasks=TasksFile(put("task", base.tasks.tasks, own.tasks.tasks, own.tasks.change, notes)),
        invariants=_invariants(base.invariants, own.invariants, notes),
        cases=own.cases,
        lifecycle_cases=own.lifecycle_cases,
        progression=put_progression(base.progression, own.progression, notes),
    )


def _open_points(base: OpenPointsFile, own: OpenPointsFile, notes: Notes) -> OpenPointsFile:
    """Add open points; a reading of a name that the base has stays the base's, and is reported."""
    taken = {ref for point in base.open_points.values() for ref in point.readings}
    new: dict[Ref, OpenPointWritten] = {}
    for ref, point in own.open_points.items():
        for reading in point.readings:
            if reading in taken:
                notes.taken(reading, "readings")
        readings = {reading: written for reading, written in point.readings.items() if reading not in taken}
        new[ref] = evolve(point, readings=FrozenMap(readings))
    return OpenPointsFile(add("open-point", base.open_points, new, notes))


def _invariants(base: InvariantsFile, own: InvariantsFile, notes: Notes) -> InvariantsFile:
    never = dict(add("invariant", base.never, own.never, notes))
    for ref, new in own.change.items():
        if ref not in never:
            notes.unknown("invariant", ref, never)
            continue
        after = _plain(new)
        if same(never[ref], after):
            notes.unchanged(ref)
        else:
            texts, here = (told(never[ref]), told(after)), ref.location
            notes.depart(Departure("replaced", "invariant", ref.name, (), *texts, new.because, location=here))
        never = {ref if known == ref else known: after if known == ref else item for known, item in never.items()}
    return InvariantsFile(FrozenMap(never))


def _plain(new: InvariantChangeWritten) -> InvariantWritten:
    """Give what an invariant says without the reason of its change."""
    return InvariantWritten(
        new.da,
        new.en,
        new.source,
        new.when,
        new.event,
        new.unless_done,
        new.decision,
        new.outcome,
        new.under,
        location=new.location,
    )


def without_base(files: Files) -> Iterator[Finding]:
    """Report, in files that extend nothing, what only says something about a base."""
    changed: tuple[Mapping[Ref, object], ...] = (
        files.notices.change,
        files.events.change,
        files.tasks.change,
        files.invariants.change,
    )
    parts = (files.vocabulary.add, files.vocabulary.change)
    places = [part.location for part in parts if part is not None]
    places += [next(iter(changes)).location for changes in changed if changes]
    places += [file.changes.location for file in files.changes]
    places += [file.replaces.location for file in files.replacements]
    whole = (*files.lifecycles, files.progression)
    places += [file.replaces.location for file in whole if file is not None and file.replaces is not None]
    yield from (find("extends-missing", place) for place in places)
