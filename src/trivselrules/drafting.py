# SPDX-License-Identifier: MPL-2.0
"""A rule set as it is on every day: put together once for each period without a change, and checked on all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import pairwise

from attrs import evolve, frozen

from .analysis.succession import check_succession
from .bases import Stack, put_together
from .checking import check_model
from .composing.compose import Composition
from .composing.dates import as_of, check_dates, periods
from .composing.fit import Above
from .departure import Base
from .finding import Finding, find
from .location import Location
from .model import RuleSetModel
from .period import Period, divide
from .reading.assembly import assemble
from .reading.files import Files
from .ref import Ref

__all__ = ["Draft", "check_drafts", "draft"]

# What is said because something is missing holds only if it is missing on every day.
_ABSENT = ("unused-", "uncited-source")
# A part belongs to one version of its rule.
_OF_ONE_VERSION = ("unused-part",)
_RULES = frozenset({"decision", "lifecycle", "changes", "replacement"})
_UNKNOWN_RULE = ("unknown-decision", "unknown-lifecycle")


@frozen
class Draft:
    """The model of a period, and what came to light while it was put together."""

    period: Period
    model: RuleSetModel
    composition: Composition
    declared: tuple[Finding, ...]


def draft(files: tuple[Files, ...]) -> tuple[Draft, ...]:
    """Put the files of a stack together for each period in which no rule changes, in the order of time."""
    return tuple(_draft(files, period) for period in divide(p for layer in files for p in periods(layer)))


def _draft(files: tuple[Files, ...], period: Period) -> Draft:
    composition = put_together(tuple(as_of(layer, period.day) for layer in files))
    model, declared = assemble(composition.files)
    model = evolve(model, base=_base(files), departures=composition.departures, in_force=period)
    return Draft(period, model, composition, declared)


def _base(files: tuple[Files, ...]) -> Base | None:
    extends = files[0].rule_set.extends
    if extends is None or len(files) == 1:
        return None
    below = files[1].rule_set
    return Base(below.rule_set.name, below.version, below.title, location=extends.location)


def check_drafts(drafts: Sequence[Draft], stack: Stack) -> Iterator[Finding]:
    """Give what was found in the files, and check the rules on every day; what is found on several is said once."""
    base = drafts[0].model.base
    above = Above(
        {layer.folder.name for layer in stack.layers[1:]}, None if base is None else base.location, stack.findings
    )
    yield from above.tell(stack.findings, drafts[0].composition.values)
    sound = [layer.files for layer in stack.layers if layer.files is not None and not layer.broken & _RULES]
    dates = [finding for files in sound for finding in check_dates(files)]
    yield from dates
    holes = {finding.details["name"] for finding in dates if finding.code == "in-force-hole"}
    for finding in _merged([tuple(_check(one, drafts, stack, above)) for one in drafts]):
        if finding.code != "rule-not-in-force" or finding.details["name"] not in holes:
            yield finding
    yield from _cases_on_their_days(drafts)
    for earlier, later in pairwise(drafts):
        yield from check_succession(earlier.model, later.model)


def _rules_of(model: RuleSetModel) -> set[str]:
    return {*model.decisions, *model.lifecycles}


def _check(one: Draft, drafts: Sequence[Draft], stack: Stack, above: Above) -> Iterator[Finding]:
    """Check the rules of one period, with the cases that are about it."""
    composition, model = one.composition, one.model
    broken = {kind for layer in stack.layers for kind in layer.broken}
    if any(finding.severity == "error" for finding in composition.findings):
        broken.add("changes")  # what has found no place is used by nothing
    known = {name for other in drafts for name in _rules_of(other.model)}
    found = tuple(check_model(_view(model, known), (*composition.findings, *one.declared), broken))
    for finding in above.tell(found, composition.values):
        if finding.code in _UNKNOWN_RULE and finding.details["name"] in known - _rules_of(model):
            yield find("rule-not-in-force", finding.location, name=finding.details["name"], date=one.period.day)
        else:
            yield finding


def _view(model: RuleSetModel, known: Collection[str]) -> RuleSetModel:
    """Give the model with the cases that are about its period; a rule of another time is not unknown to them."""

    def there(ref: Ref, rules: Collection[str]) -> bool:
        return ref.name in rules or ref.name not in known

    def now(day: date | None) -> bool:
        return day is None or model.in_force.holds(day)

    return evolve(
        model,
        cases=tuple(case for case in model.cases if now(case.on_date)),
        case_files=tuple(ref for ref in model.case_files if there(ref, model.decisions)),
        lifecycle_cases=tuple(case for case in model.lifecycle_cases if now(case.day)),
        lifecycle_case_files=tuple(ref for ref in model.lifecycle_case_files if there(ref, model.lifecycles)),
    )


def _merged(found: Sequence[Sequence[Finding]]) -> Iterator[Finding]:
    """Give what is found in any period once; what is absent must be absent from all."""
    everywhere = set.intersection(*({_key(finding) for finding in one} for one in found))
    seen: set[object] = set()
    for one in found:
        new = [finding for finding in one if _key(finding) not in seen]
        seen |= {_key(finding) for finding in new}
        yield from (finding for finding in new if not _is_absence(finding) or _key(finding) in everywhere)


def _key(finding: Finding) -> tuple[str, Location | None]:
    return finding.code, finding.location


def _is_absence(finding: Finding) -> bool:
    return finding.code.startswith(_ABSENT) and finding.code not in _OF_ONE_VERSION


def _cases_on_their_days(drafts: Sequence[Draft]) -> Iterator[Finding]:
    """Report cases of rules that change with time which do not say their day, or say one without the rule."""
    said: dict[str, set[str]] = {}
    for one in drafts:
        for name in {case.decision.name for case in one.model.cases}:
            said.setdefault(name, set()).add(repr(one.model.decisions.get(name)))
    for case in drafts[0].model.cases:
        name = case.decision.name
        if len(said[name]) > 1 and case.on is None:
            yield find("case-undated", case.location, name=name)
        for one in drafts:
            day = case.on_date
            if day is not None and one.period.holds(day) and len(said[name]) > 1 and name not in one.model.decisions:
                yield find("rule-not-in-force", case.location, name=name, date=day)
