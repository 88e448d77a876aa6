# SPDX-License-Identifier: MPL-2.0
"""Names and values in worked examples that do not exist in the rules they are examples of."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..domains import Choice
from ..errors import Error
from ..finding import Finding, find
from ..inputs import check_facts
from ..model import Case, Ref, RuleSetModel
from .names import check_settings, unknown

__all__ = ["check_cases"]


def check_cases(model: RuleSetModel) -> Iterator[Finding]:
    """Check the names in every case; whether the answers are right is for the engine."""
    stems = {_stem(decision.location.file) for decision in model.decisions.values()}
    for ref in model.case_files:
        # A file whose name and decision differ is reported for that.
        if ref.name not in (*model.decisions, *stems) and _stem(ref.location.file) == ref.name:
            yield from unknown("decision", ref, model.decisions)
    for case in model.cases:
        if case.decision.name in model.decisions:
            yield from _given(case, model)
            yield from _expected(case, model)


def _stem(file: str) -> str:
    return file.rpartition("/")[2].partition(".")[0]


def _given(case: Case, model: RuleSetModel) -> Iterator[Finding]:
    for ref, value, place in case.facts:
        if ref.name in model.facts and model.facts[ref.name].domain == Choice(()):
            continue  # reported where the fact is declared
        try:
            check_facts(model, {ref.name: value})
        except Error as error:
            finding = error.finding
            where = ref.location if finding.code == "unknown-fact" else place
            yield Finding(finding.code, where, finding.details, finding.nearest)
    for reading, option in case.readings:
        yield from unknown("reading", reading, model.readings)
        if reading.name in model.readings:
            yield from unknown("option", option, model.readings[reading.name].options)
    if case.on is not None and case.on_date is None:
        yield find("case-date", case.on.location, value=case.on.name)


def _expected(case: Case, model: RuleSetModel) -> Iterator[Finding]:
    expected = case.expected
    decision = model.decisions[case.decision.name]
    yield from check_settings(expected.outcome or (), decision, model)
    known: tuple[tuple[str, tuple[Ref, ...] | None, Collection[str]], ...] = (
        ("outcome", expected.without, decision.outcomes),
        ("open-point", expected.open_points, (*model.open_points, *model.readings)),
        ("open-point", expected.undetermined, model.open_points),
        ("fact", expected.missing, model.facts),
        ("notice", expected.notices, model.notices),
    )
    for kind, refs, names in known:
        for ref in refs or ():
            yield from unknown(kind, ref, names)
    excuse = expected.not_applicable
    if excuse is not None and excuse.name != "true":
        yield from unknown("notice", excuse, model.notices)
