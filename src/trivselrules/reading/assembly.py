# SPDX-License-Identifier: MPL-2.0
"""From the files as written to one model: words, domains and choices joined under the names rules use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..finding import Finding, find
from ..frozen_map import FrozenMap
from ..keys import items
from ..model import (
    BUILT_IN_TYPES,
    FACT_TYPES,
    All,
    Ask,
    Branch,
    Cadence,
    Case,
    Consult,
    Decision,
    Document,
    Expected,
    Node,
    NotApplicable,
    Notice,
    OpenPoint,
    Outcome,
    Reading,
    Ref,
    RuleSetModel,
    Setting,
    SourceFact,
    Step,
    Term,
    Undetermined,
    Use,
    Window,
)
from ..text import Text
from ..unknown import unknown_name
from .assembly_lifecycle import events, invariants, lifecycle, lifecycle_case, tasks
from .assembly_progression import progression
from .domain import bounding_parameters, join_fact, join_parameters
from .files import Files
from .written import AnswerKey, CalendarWritten, CaseWritten, DecisionFile, NodeWritten, OptionKey, SetValue
from .written_words import NoticesFile, OpenPointsFile, RuleSetFile, SourcesFile

__all__ = ["assemble"]


def assemble(files: Files) -> tuple[RuleSetModel, tuple[Finding, ...]]:
    """Join the files into a model; the findings are about declarations that cannot be used as they stand."""
    findings: list[Finding] = []
    rule_set, vocabulary = files.rule_set, files.vocabulary
    parameters = join_parameters(rule_set, vocabulary, findings)
    terms = _terms(files, findings)
    facts = {ref.name: join_fact(ref, fact, parameters, terms, findings) for ref, fact in vocabulary.facts.items()}
    model = RuleSetModel(
        id=rule_set.rule_set.name,
        version=rule_set.version,
        title=rule_set.title,
        documents=_documents(rule_set),
        facts=FrozenMap(facts),
        outcome_labels=_by_name(vocabulary.outcomes),
        role_kinds=_by_name(vocabulary.role_kinds),
        terms=terms,
        parameters=FrozenMap(parameters),
        sources=_sources(files.sources),
        open_points=_open_points(files.open_points),
        readings=FrozenMap(dict(_readings(files, findings))),
        notices=_notices(files.notices),
        decisions=FrozenMap({written.decision.name: _decision(written) for written in files.decisions}),
        case_files=tuple(file.decision for file in files.cases),
        lifecycle_case_files=tuple(file.lifecycle for file in files.lifecycle_cases),
        cases=tuple(_case(case, file.decision) for file in files.cases for case in file.cases),
        bounding_parameters=frozenset(bounding_parameters(vocabulary)),
        events=events(files.events),
        tasks=tasks(files.tasks),
        lifecycles=FrozenMap({written.lifecycle.name: lifecycle(written) for written in files.lifecycles}),
        invariants=invariants(files.invariants),
        lifecycle_cases=tuple(
            lifecycle_case(case, file.lifecycle) for file in files.lifecycle_cases for case in file.cases
        ),
        progression=None if files.progression is None else progression(files.progression),
    )
    return model, tuple(findings)


def _documents(written: RuleSetFile) -> FrozenMap[str, Document]:
    documents = (Document(ref.name, d.title, d.file, location=ref.location) for ref, d in written.documents.items())
    return FrozenMap({document.name: document for document in documents})


def _sources(written: SourcesFile) -> FrozenMap[str, SourceFact]:
    sources = (
        SourceFact(ref.name, s.document, s.section, Text(s.da, s.en), s.account, s.reason, location=ref.location)
        for ref, s in written.facts.items()
    )
    return FrozenMap({source.id: source for source in sources})


def _notices(written: NoticesFile) -> FrozenMap[str, Notice]:
    notices = (
        Notice(ref.name, n.basis, Text(n.da, n.en), n.source, location=ref.location)
        for ref, n in written.notices.items()
    )
    return FrozenMap({notice.id: notice for notice in notices})


def _open_points(written: OpenPointsFile) -> FrozenMap[str, OpenPoint]:
    points = {}
    for ref, point in written.open_points.items():
        readings = tuple(reading.name for reading in point.readings)
        points[ref.name] = OpenPoint(
            ref.name,
            point.point.name,
            point.title,
            point.why,
            point.source,
            point.about,
            readings,
            location=ref.location,
        )
    return FrozenMap(points)


def _by_name(texts: FrozenMap[Ref, Text]) -> FrozenMap[str, Text]:
    return FrozenMap({ref.name: Text(t.da, t.en, location=ref.location) for ref, t in texts.items()})


def _terms(files: Files, findings: list[Finding]) -> FrozenMap[str, FrozenMap[str, Term]]:
    """Join all words by kind: roles, events and tasks have kinds of their own, the others are the vocabulary's."""
    vocabulary = files.vocabulary
    roles = {
        r.name: Term(r.name, "role", Text(role.da, role.en), role.kind, location=r.location)
        for r, role in vocabulary.roles.items()
    }
    kinds: dict[str, FrozenMap[str, Term]] = {"role": FrozenMap(roles)}
    for kind, declared in (("event", files.events.events), ("task", files.tasks.tasks)):
        if declared:
            terms = {r.name: Term(r.name, kind, Text(t.da, t.en), location=r.location) for r, t in declared.items()}
            kinds[kind] = FrozenMap(terms)
    for named, words in vocabulary.terms.items():
        if named.name in (*kinds, *BUILT_IN_TYPES, *FACT_TYPES):
            findings.append(find("name-reserved", named.location, name=named.name))
            continue
        kinds[named.name] = FrozenMap(
            {r.name: Term(r.name, named.name, text, location=r.location) for r, text in words.items()}
        )
    return FrozenMap(kinds)


def _readings(files: Files, findings: list[Finding]) -> Iterator[tuple[str, Reading]]:
    chosen = {ref.name: (ref, choice.choose) for ref, choice in files.rule_set.readings.items()}
    known = [ref.name for point in files.open_points.open_points.values() for ref in point.readings]
    findings += (unknown_name("reading", ref, known) for ref, _ in chosen.values() if ref.name not in known)
    facts = {ref.name: ref.location for ref in files.vocabulary.facts}
    seen: dict[str, int] = {}
    for point, written in files.open_points.open_points.items():
        for ref, reading in written.readings.items():
            if ref.name in facts:  # a situation is told as names with values
                first = f"{facts[ref.name].line} ({facts[ref.name].file})"
                findings.append(find("name-taken", ref.location, name=ref.name, first=first))
            if ref.name in seen:
                findings.append(find("name-taken", ref.location, name=ref.name, first=seen[ref.name]))
                continue
            seen[ref.name] = ref.location.line
            options = _by_name(reading.options)
            if ref.name not in chosen:
                findings.append(find("reading-not-chosen", ref.location, name=ref.name, option=reading.default.name))
            choice = chosen[ref.name][1] if ref.name in chosen else reading.default
            if ref.name in chosen and choice.name not in options:
                findings.append(unknown_name("option", choice, options))
            yield (
                ref.name,
                Reading(
                    ref.name,
                    point.name,
                    reading.question,
                    options,
                    reading.default,
                    reading.because,
                    choice.name if choice.name in options else reading.default.name,
                    location=ref.location,
                ),
            )


def _decision(written: DecisionFile) -> Decision:
    outcomes = {
        ref.name: Outcome(
            ref.name, o.type.name, o.many, o.required, o.in_order, type_place=o.type.location, location=ref.location
        )
        for ref, o in written.outcome.items()
    }
    parts = {ref.name: _node(node) for ref, node in written.parts.items()}
    places = {ref.name: ref.location for ref in written.parts}
    return Decision(
        written.decision.name,
        written.title,
        FrozenMap(outcomes),
        _node(written.tree),
        FrozenMap(parts),
        written.sentence,
        _calendar(written.calendar),
        part_places=FrozenMap(places),
        location=written.decision.location,
    )


def _calendar(written: CalendarWritten | None) -> Cadence | Window | None:
    match written:
        case CalendarWritten(every=Ref() as every, lasts=Ref() as lasts):
            return Cadence(written.title, every, lasts, location=written.location)
        case CalendarWritten(within=Ref() as within, after=Ref() as after, at_least=Ref() as at_least):
            deadline_for, before, place = written.deadline_for, written.before, written.location
            return Window(written.title, within, after, at_least, deadline_for, before, location=place)
        case _:
            return None


def _node(written: NodeWritten) -> Node:
    settings = tuple(_setting(ref, value) for ref, value in written.set.items())
    return Node(settings, written.source, written.notice, _step(written), location=written.location)


def _setting(ref: Ref, written: SetValue) -> Setting:
    values = tuple(element.value for element in written.elements)
    places = tuple(element.location for element in written.elements)
    return Setting(ref.name, values, written.listed, places=places, location=ref.location)


def _step(written: NodeWritten) -> Step | None:
    if written.ask is not None:
        return Ask(written.ask, _branches(written.answers))
    if written.reading is not None:
        return Consult(written.reading, _branches(written.options))
    if written.all is not None:
        return All(tuple(map(_node, written.all)))
    if written.use is not None:
        return Use(written.use)
    if written.undetermined is not None:
        return Undetermined(written.undetermined)
    return None if written.not_applicable is None else NotApplicable(written.not_applicable)


def _branches(written: Mapping[AnswerKey, NodeWritten] | Mapping[OptionKey, NodeWritten] | None) -> tuple[Branch, ...]:
    return tuple(Branch(_items(key), _node(node), location=key.location) for key, node in (written or {}).items())


def _items(key: AnswerKey) -> tuple[Ref, ...]:
    start = key.location.column + key.quoted
    place = key.location
    return tuple(Ref(text, location=type(place)(place.file, place.line, start + at)) for text, at in items(key.text))


def _case(written: CaseWritten, decision: Ref) -> Case:
    expected = Expected(
        outcome=None if written.outcome is None else tuple(_setting(r, v) for r, v in written.outcome.items()),
        without=written.without,
        open_points=written.open_points,
        undetermined=written.undetermined,
        not_applicable=written.not_applicable,
        missing=written.missing,
        notices=written.notices,
    )
    facts = tuple((ref, element.value, element.location) for ref, element in written.facts.items())
    readings = tuple(written.readings.items())
    return Case(written.case, decision, facts, readings, written.on, expected, location=written.location)
