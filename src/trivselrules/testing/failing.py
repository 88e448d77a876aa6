# SPDX-License-Identifier: MPL-2.0
"""Why a worked example fails, as developers read it: expected, got, the way to the answer, and what would pass."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..cases import CaseResult
from ..engine.verdict import Reason
from ..lifecycle_cases import LifecycleCaseResult
from ..rule_set import RuleSet
from ..text import printable
from ..values import plain, spell
from .nearby import nearby

__all__ = ["told_failure"]

Result = CaseResult | LifecycleCaseResult


def told_failure(result: Result, rules: RuleSet) -> str:
    """Write all that helps to see whether the rule or the case is wrong."""
    return "\n".join(map(printable, _lines(result, rules)))


def _lines(result: Result, rules: RuleSet) -> Iterator[str]:
    case = result.case
    yield f"{case.location}: {result.rule}: {case.title}"
    for difference in result.differences:
        yield f"  {difference.subject}"
        yield f"    expected: {_json(difference.expected)}"
        yield f"    got:      {_json(difference.got)}"
    if isinstance(result, LifecycleCaseResult):
        yield "  because:"
        for step in result.instance.steps[-1:]:
            yield f"    {step.event} on {step.moment} was {step.response.status}"
            yield from (f"    {trace.location}: {trace.kind} {trace.name}" for trace in step.response.because)
        return
    yield "  because:"
    yield from (f"    {_step(reason)}" for reason in result.answer.because)
    yield from (f"  {line}" for line in _nearest(result, rules))


def _json(value: object) -> str:
    return json.dumps(plain(value), ensure_ascii=False)


def _step(reason: Reason) -> str:
    """Write one step of the way: where it stands, what was asked, and what the source says of it."""
    value = "" if reason.kind == "rule" else f" = {spell(reason.value)}"
    source = f" ({', '.join(reason.source)})" if reason.source else ""
    return f"{reason.location}: {reason.name}{value}{source}"


def _nearest(result: CaseResult, rules: RuleSet) -> Iterator[str]:
    """Say what the least change is after which the case would get what it expects."""
    found = nearby(result.case, rules)
    if found is None:
        return
    if found.changes is None:
        yield "nearest that passes: none; no situation gets this answer under any reading"
    else:
        yield f"nearest that passes: with {', '.join(found.changes) or 'fewer facts'}"
