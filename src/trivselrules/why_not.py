# SPDX-License-Identifier: MPL-2.0
"""Why an answer is not another: every smallest change that leads there, or that nothing does."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from .frozen_map import FrozenMap
from .inputs import check_language
from .model import RuleSetModel
from .proof.axes import Axes, Given
from .proof.behaviour import Behaviour
from .proof.why_not import Alternative, Alternatives, alternatives
from .render.why_not import explain_why_not, why_not_dict
from .text import Language
from .wanted import Wanted, check_wanted

__all__ = ["WhyNot", "why_not"]


@frozen
class WhyNot:
    """What is the least that would have to differ for a decision to come to what is `wanted`.

    `holds` says that it does already, `anywhere` that it does in some situation under some reading. `changes` are all
    sets of facts and readings that lead there if they change, and of which no part does, the shortest first.
    """

    decision: str
    wanted: tuple[Wanted, ...]
    facts: FrozenMap[str, Given]
    holds: bool
    anywhere: bool
    changes: tuple[Alternative, ...]
    _axes: Axes = field(eq=False, repr=False)
    _model: RuleSetModel = field(eq=False, repr=False)

    def to_dict(self) -> dict[str, object]:
        """Give it as JSON knows it."""
        return why_not_dict(self._found, self.wanted, self._axes)

    def explain(self, language: Language = "da") -> str:
        """Write it as prose.

        Raises InvalidValueError for a language other than `da` and `en`.
        """
        check_language(language)
        return explain_why_not(self._found, self.wanted, self.facts, self._axes, language)

    @property
    def _found(self) -> Alternatives:
        return Alternatives(self.holds, self.anywhere, self.changes)


def why_not(model: RuleSetModel, decision: str, facts: Mapping[str, Given], wanted: Mapping[str, object]) -> WhyNot:
    """Find the least that would have to differ from `facts`, and from the readings the model has chosen.

    Raises UnknownNameError for an outcome or a word that does not exist, InvalidValueError for a value of another
    type, or if nothing is wanted.
    """
    rule = model.decisions[decision]
    checked = check_wanted(model, rule, wanted)
    behaviour = Behaviour(Axes((rule, model)))
    found = alternatives(behaviour, checked, facts)
    return WhyNot(
        decision, checked, FrozenMap(facts), found.holds, found.anywhere, found.changes, behaviour.axes, model
    )
