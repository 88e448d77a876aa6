# SPDX-License-Identifier: MPL-2.0
"""Everything that can be said about a rule set without asking it, in the order in which one thing rests on another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from .analysis.cases import check_cases
from .analysis.citations import check_citations
from .analysis.echoes import without_echoes
from .analysis.lifecycle_cases import check_lifecycle_cases
from .analysis.lifecycle_logic import check_lifecycle_logic
from .analysis.lifecycle_names import check_lifecycle_names
from .analysis.logic import check_logic
from .analysis.names import check_names
from .analysis.nodes import decision_nodes
from .analysis.progression_names import check_progression
from .analysis.shape import check_shape
from .analysis.unused import check_unused
from .domains import Choice
from .finding import Finding
from .model import Decision, RuleSetModel

__all__ = ["check_model"]

# Names that cannot be judged while the file that declares or uses them is broken; whether a file that cannot be
# parsed holds a decision or a lifecycle is not known.
_RULES = ("unused-", "uncited-source", "unknown-decision", "unknown-lifecycle", "unknown-condition", "event-homeless")
_DEPENDS: dict[str, tuple[str, ...]] = {
    "sources": ("unknown-source", "unused-document", "unused-open-point"),
    "open_points": ("unknown-open-point", "unknown-reading", "unknown-option"),
    "notices": ("unknown-notice", "uncited-source"),
    "events": ("unknown-event", "unknown-type", "unknown-term", "unused-fact", "uncited-source"),
    "tasks": ("unknown-task", "unknown-type", "unused-", "uncited-source"),
    "invariants": ("unused-reading", "uncited-source"),
    "decision": _RULES,
    "changes": ("unused-", "uncited-source"),
    "replacement": ("unused-", "uncited-source"),
    "cases": (),
    "lifecycle": _RULES,
    "lifecycle_cases": (),
    "progression": ("unused-", "uncited-source"),
}

# With one of these in a decision, its paths cannot be told.
_NO_PATHS = (
    "answer-form",
    "answer-scale",
    "decimal-comma",
    "unknown-fact",
    "unknown-option",
    "unknown-outcome",
    "unknown-part",
    "unknown-reading",
)


def check_model(model: RuleSetModel, declared: Iterable[Finding], broken: Collection[str]) -> Iterable[Finding]:
    """Check names everywhere, and logic in the decisions that can be walked.

    `declared` are the findings of putting the model together, `broken` the kinds of files that could not be read.
    """
    lifecycles = tuple(check_lifecycle_names(model))
    checks = (
        *declared,
        *check_names(model),
        *lifecycles,
        *check_progression(model),
        *check_unused(model),
        *check_citations(model),
        *check_cases(model),
        *check_lifecycle_cases(model),
    )
    unsure = tuple(code for kind in broken for code in _DEPENDS[kind])
    found = [*checks, *_logic(model, checks)]
    if not any(finding.severity == "error" for finding in lifecycles):
        found += check_lifecycle_logic(model)
    return without_echoes([finding for finding in found if not finding.code.startswith(unsure)])


def _logic(model: RuleSetModel, checks: Iterable[Finding]) -> Iterator[Finding]:
    """Check the shape and the paths of the decisions whose paths can be told."""
    pathless = {f.location.file for f in checks if f.code in _NO_PATHS and f.location is not None}
    sound = not any(finding.code.startswith("domain-") for finding in checks)
    sound = sound and all(fact.domain != Choice(()) for fact in model.facts.values())
    sound = sound and not any(_unbounds(finding, model) for finding in checks)
    for decision in model.decisions.values():
        if sound and not _files(decision) & pathless:
            yield from tuple(check_shape(decision, model)) or check_logic(decision, model)


def _unbounds(finding: Finding, model: RuleSetModel) -> bool:
    """Tell whether a fact is without a bound because a parameter is misspelt, so that answers seem to be missing."""
    names = {finding.nearest, finding.details.get("name")}
    return finding.code == "unknown-parameter" and not names.isdisjoint(model.bounding_parameters)


def _files(decision: Decision) -> set[str]:
    """Give the files in which a decision stands: with a base there may be two."""
    return {decision.location.file, *(node.location.file for node in decision_nodes(decision))}
