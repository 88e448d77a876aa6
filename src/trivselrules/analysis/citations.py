# SPDX-License-Identifier: MPL-2.0
"""What became of each statement of the source: cited by a rule or a notice, or accounted for in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Literal

from attrs import frozen

from ..finding import Finding, find
from ..lifecycle import Duty, Lifecycle
from ..location import Location
from ..model import RuleSetModel, SourceFact
from ..ref import Ref
from .nodes import decision_nodes

__all__ = ["Account", "AccountKind", "Citation", "accounts", "check_citations", "citations"]

AccountKind = Literal["rule", "notice", "documentation", "out_of_scope"]


@frozen
class Citation:
    """One place that cites a statement, and whether a rule or a notice does."""

    by: Literal["rule", "notice"]
    source: Ref


@frozen
class Account:
    """What became of one statement: None if nothing did. `places` are where it is cited, rules first."""

    statement: SourceFact
    account: AccountKind | None
    places: tuple[Location, ...] = ()


def citations(model: RuleSetModel) -> Iterator[Citation]:
    """Give every citation of a statement by what follows it; a new kind of rule adds its own here.

    An open point only says what a statement leaves open, so what it names is not thereby followed.
    """
    for ref in chain(_decisions(model), _lifecycles(model), _progression(model)):
        yield Citation("rule", ref)
    for notice in model.notices.values():
        yield from (Citation("notice", ref) for ref in notice.source)


def _decisions(model: RuleSetModel) -> Iterator[Ref]:
    for decision in model.decisions.values():
        for node in decision_nodes(decision):
            yield from node.source


def _lifecycles(model: RuleSetModel) -> Iterator[Ref]:
    for lifecycle in model.lifecycles.values():
        for phase in lifecycle.phases.values():
            yield from phase.source
        for move in lifecycle.moves:
            yield from move.source
        for duty in _duties(lifecycle):
            yield from duty.source
            for due in duty.due:
                yield from due.source
    yield from chain.from_iterable(event.source for event in model.events.values())
    yield from chain.from_iterable(task.source for task in model.tasks.values())
    yield from chain.from_iterable(invariant.source for invariant in model.invariants.values())


def _duties(lifecycle: Lifecycle) -> Iterator[Duty]:
    for phase in lifecycle.phases.values():
        yield from phase.duties
    for mark in lifecycle.marks.values():
        yield from chain.from_iterable(mark.duties.values())


def _progression(model: RuleSetModel) -> Iterator[Ref]:
    if model.progression is not None:
        yield from model.progression.source
        yield from chain.from_iterable(count.source for count in model.progression.counts.values())


def accounts(model: RuleSetModel) -> tuple[Account, ...]:
    """Give what became of every statement, in the order of the register."""
    cited: dict[str, list[Citation]] = {name: [] for name in model.sources}
    for citation in citations(model):
        if citation.source.name in cited:  # an unknown name is reported where it stands
            cited[citation.source.name].append(citation)
    return tuple(_account(model.sources[name], found) for name, found in cited.items())


def _account(statement: SourceFact, found: list[Citation]) -> Account:
    return Account(
        statement,
        found[0].by if found else statement.account,
        tuple(citation.source.location for citation in found),
    )


def check_citations(model: RuleSetModel) -> Iterator[Finding]:
    """Report statements that nothing became of, and those a rule follows although they are said to give none."""
    for account in accounts(model):
        statement = account.statement
        if account.account is None:
            yield find("uncited-source", statement.location, name=statement.id)
        elif account.places and statement.account is not None:
            yield find("account-and-citation", statement.location, name=statement.id, place=account.places[0])
    for notice in model.notices.values():
        if notice.basis == "document" and not notice.source:
            yield find("notice-without-source", notice.location, name=notice.id)
