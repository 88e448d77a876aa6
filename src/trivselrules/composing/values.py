# SPDX-License-Identifier: MPL-2.0
"""Which values the facts of the base have, and which an own rule set adds to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from attrs import frozen

from ..location import Location
from ..reading.files import Files
from ..ref import Ref

__all__ = ["Values"]


@frozen
class Values:
    """The listed values of each fact, as the base has them and as they are with what is added."""

    before: Files
    after: Files

    @property
    def facts(self) -> Collection[str]:
        """The facts there are."""
        return [ref.name for ref in self.after.vocabulary.facts]

    def base(self, fact: str) -> Collection[str]:
        """Give the values that a fact has in the base; none for a scale, or a fact that is new."""
        return _places(self.before, fact)

    def new(self, fact: str) -> Mapping[str, Location]:
        """Give the values that are added to a fact, and where."""
        before = _places(self.before, fact)
        return {name: place for name, place in _places(self.after, fact).items() if name not in before}


def _places(files: Files, fact: str) -> dict[str, Location]:
    """Give the values of a fact, listed with it or words of the type it has, and where they are declared."""
    written = files.vocabulary.facts.get(Ref(fact))
    if written is None:
        return {}
    listed: Iterable[Ref] = written.values or ()
    if written.type is not None:
        own = {"role": files.vocabulary.roles, "event": files.events.events, "task": files.tasks.tasks}
        listed = own.get(written.type.name) or files.vocabulary.terms.get(written.type) or ()
    return {ref.name: ref.location for ref in listed}
