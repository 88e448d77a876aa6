# SPDX-License-Identifier: MPL-2.0
"""Why an event is not accepted: every smallest change and every shortest way there, or that there is none."""

from __future__ import annotations

from attrs import asdict, field, frozen

from .analysis.exploration import TooManyStatesError
from .engine.happening import Occurrence
from .errors import Error
from .inputs import check_language
from .model import RuleSetModel
from .proof.prospects import Prospects, prospects_of
from .render.why_not_event import explain_why_not_event, why_not_event_dict
from .text import Language

__all__ = ["WhyNotEvent", "why_not_event"]


@frozen(kw_only=True)
class WhyNotEvent(Prospects):
    """What is the least that would have to differ for an event to be accepted, as `Instance.why_not` tells it."""

    _model: RuleSetModel = field(eq=False, repr=False)

    def to_dict(self) -> dict[str, object]:
        """Give it as JSON knows it."""
        return why_not_event_dict(self)

    def explain(self, language: Language = "da") -> str:
        """Write it as prose.

        Raises InvalidValueError for a language other than `da` and `en`.
        """
        check_language(language)
        return explain_why_not_event(self, self._model, language)


def why_not_event(occurrence: Occurrence, model: RuleSetModel) -> WhyNotEvent:
    """Find the least that would have to differ for an event to be accepted.

    Raises Error if the lifecycles have more states than can be gone through.
    """
    try:
        found = prospects_of(occurrence, model)
    except TooManyStatesError as error:
        raise Error(error.finding()) from None
    return WhyNotEvent(**asdict(found, recurse=False), model=model)
