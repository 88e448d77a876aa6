# SPDX-License-Identifier: MPL-2.0
"""What it takes for an event to be accepted in one state: other facts or readings, or other events before it."""

from __future__ import annotations

from attrs import evolve, frozen

from ..engine.happening import Occurrence, Response, respond
from ..frozen_map import FrozenMap
from ..machine.program import Given
from ..model import RuleSetModel
from .leading import Leads, leads
from .reaching import changes_ahead
from .wish import Change, Wish, changes_now

__all__ = ["Prospects", "prospects_of"]


@frozen(kw_only=True)
class Prospects:
    """What is the least that would have to differ for an event to be accepted in a matter as it stands.

    `response` is what would become of it now. `changes` are all sets of its facts and of readings after which it is
    accepted now if they change, and of which no part suffices, the smallest first. `before` has every shortest
    sequence of other events after which it is accepted with the facts it has; None if there is none, or none is
    needed. Where there is none, `otherwise` are the changes of facts and readings under which there would be one.
    """

    event: str
    facts: FrozenMap[str, Given]
    response: Response
    changes: tuple[Change, ...] = ()
    before: Leads | None = None
    otherwise: tuple[Change, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the event is accepted as it is."""
        return self.response.status == "accepted"

    @property
    def lacks(self) -> bool:
        """Whether the event only needs facts that were not given."""
        return any(not change.facts and not change.readings for change in self.changes)

    @property
    def anywhere(self) -> bool:
        """Whether the event can be accepted at all: now or later, by other facts, under other readings."""
        return self.holds or self.before is not None or bool(self.changes or self.otherwise)


def prospects_of(occurrence: Occurrence, model: RuleSetModel) -> Prospects:
    """Find what it takes for an event to be accepted; each part of the answer is exact.

    Raises TooManyStatesError if there are more states than can be gone through.
    """
    response = respond(occurrence, model)
    event, facts = occurrence.event, FrozenMap(occurrence.facts)
    found = Prospects(event=event, facts=facts, response=response)
    if found.holds:
        return found
    wish = Wish(occurrence.machine, model, event, facts, dict(occurrence.readings))
    found = evolve(found, changes=changes_now(wish, occurrence.state))
    if found.lacks:
        return found
    before = leads(wish, occurrence.state)
    return evolve(found, before=before, otherwise=() if before else changes_ahead(wish, occurrence.state))
