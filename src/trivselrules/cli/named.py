# SPDX-License-Identifier: MPL-2.0
"""Which decisions and lifecycles a name on the command line means."""

from __future__ import annotations

from ..errors import UnknownNameError
from ..inputs import unknown_name
from ..nearest import nearest
from ..rule_set import RuleSet

__all__ = ["rules_named"]


def rules_named(rules: RuleSet, name: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the decisions and the lifecycles that a name means, of which one is empty, or all without a name.

    Raises UnknownNameError if there is neither of that name, or only on other dates; it speaks of what was meant.
    """
    if name is None:
        return rules.decisions, rules.lifecycles
    if name in rules.decisions:
        return (name,), ()
    if name in rules.lifecycles:
        return (), (name,)
    for ask in (rules.program, rules.open):
        try:
            ask(name)
        except UnknownNameError as error:
            if error.code == "rule-not-in-force":
                raise
    known = (*rules.decisions, *rules.lifecycles)
    raise unknown_name("lifecycle" if nearest(name, known) in rules.lifecycles else "decision", name, known)
