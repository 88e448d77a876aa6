# SPDX-License-Identifier: MPL-2.0
"""Counting courses: how many there are of each kind, and how many meet each condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from ..domains import Choice
from ..errors import InvalidValueError
from ..finding import find
from ..frozen_map import FrozenMap
from ..lifecycle import Under
from ..measuring import Count, Progression
from ..model import RuleSetModel
from ..nearest import nearest
from ..rule_set import RuleSet
from ..values import Value
from .courses import Course
from .suppression import Block, Group, Kind, cells_of, protect
from .table import plan_of

__all__ = ["Caseload", "Row", "Stratum", "caseload_of", "groupings", "result_values"]

YES, NO = True, False

Values = tuple[Value | None, ...]
# A period, an indicator and a perspective; and the courses there, by group and by what they are.
Place = tuple[str | None, str, str]
Counted = dict[Group, Counter[Kind]]


@frozen
class Row:
    """Some courses, counted.

    `groups` are the values they were grouped by, several where small groups were put together, and none where
    these are all courses. `blocks` holds, for each result that is spread and each condition that is counted, how
    many courses there are in each cell. A cell is the value it stands for, None where it is not known, or several
    values where small cells were put together. A block that was withheld is not there.
    """

    groups: tuple[Group, ...]
    size: int
    blocks: FrozenMap[str, Block]


@frozen
class Stratum:
    """The courses of one indicator from one perspective in one period: all of them, and by groups.

    `total` is None where even that was withheld; `withheld` are the blocks that were, and `merged` tells whether
    groups were put together or left out to protect small ones.
    """

    period: str | None
    indicator: str
    perspective: str
    total: Row | None
    rows: tuple[Row, ...] = ()
    withheld: tuple[str, ...] = ()
    merged: bool = False


@frozen
class Caseload:
    """Courses counted by indicator, perspective, period and groups; `limit` is the least group shown, if any."""

    strata: tuple[Stratum, ...]
    by: tuple[str, ...] = ()
    limit: int | None = None


def groupings(plan: Progression) -> tuple[str, ...]:
    """Give the names that courses can be grouped by: the further columns and the results."""
    return (*plan.further, *(ref.outcome for ref in plan.results))


def result_values(name: str, plan: Progression, model: RuleSetModel) -> tuple[Value, ...]:
    """Give the values a result can have, in their order; none if they are numbers."""
    decision = next(ref.decision for ref in plan.results if ref.outcome == name)
    kind = model.decisions[decision].outcomes[name].type
    return (True, False) if kind == "boolean" else tuple(model.terms.get(kind, ()))


def caseload_of(
    courses: Iterable[Course], rules: RuleSet, by: Sequence[str] = (), suppress_below: int | None = None
) -> Caseload:
    """Count courses by indicator, perspective and period, and within these by the groups in `by`.

    A course counts as its latest measurement is. With `suppress_below`, no group smaller than that is shown, nor
    can its numbers be worked out from those that are; without, the rule set's own limit holds, if it is set.

    Raises Error if the rule set says nothing of measurements, InvalidValueError for a name that cannot be grouped
    by, and for a limit under 3, below which two hidden numbers could be worked out.
    """
    plan = plan_of(rules)
    for name in by:
        if name not in groupings(plan):
            names = groupings(plan)
            raise InvalidValueError(
                find("group-unknown", nearest=nearest(name, names), name=name, known=", ".join(names))
            )
    limit = suppress_below if suppress_below is not None else _limit(plan, rules)
    if limit is not None and limit < 3:
        raise InvalidValueError(find("suppress-small", limit=limit))
    counts = [count for count in plan.counts.values() if _holds(count.under, rules.readings)]
    blocks: dict[str, Values] = {ref.name: (*result_values(ref.name, plan, rules.model), None) for ref in plan.spread}
    blocks.update({count.name: (YES, NO, None) for count in counts})
    places: dict[Place, Counted] = {}
    for course in courses:
        groups = places.setdefault((course.period, course.indicator, course.perspective), {})
        group = tuple(course.value(name) for name in by)
        groups.setdefault(group, Counter())[_kind(course, plan, counts)] += 1
    ranks = [_rank(name, plan, rules.model) for name in by]
    strata = []
    for place in sorted(places, key=_order(plan, rules)):
        groups = places[place]
        ordered = sorted(groups, key=lambda group: [rank(value) for rank, value in zip(ranks, group, strict=True)])
        strata.append(_stratum(place, {group: groups[group] for group in ordered}, blocks, limit, grouped=bool(by)))
    return Caseload(tuple(strata), tuple(by), limit)


def _rank(name: str, plan: Progression, model: RuleSetModel) -> Callable[[Value | None], tuple[bool, Any]]:
    """Give what sorts values of a name: words in their order, numbers by size, and what is not known last."""
    if name in plan.further:
        domain = model.facts[name].domain
        values: tuple[Value, ...] = domain.values if isinstance(domain, Choice) else ()
    else:
        values = result_values(name, plan, model)
    return lambda value: (value is None, value if not values or value is None else values.index(value))


def _order(plan: Progression, rules: RuleSet) -> Callable[[Place], tuple[str, int, int]]:
    facts = rules.model.facts
    indicators, perspectives = (
        list(facts[ref.name].value_labels) for ref in (plan.columns.indicator, plan.columns.perspective)
    )
    return lambda place: (place[0] or "", indicators.index(place[1]), perspectives.index(place[2]))


def _limit(plan: Progression, rules: RuleSet) -> int | None:
    if plan.suppress_below is None:
        return None
    value = rules.model.parameters[plan.suppress_below.name].value
    return value if isinstance(value, int) else None


def _holds(under: Iterable[Under], readings: Mapping[str, str]) -> bool:
    return all(readings[one.reading.name] in {option.name for option in one.options} for one in under)


def _kind(course: Course, plan: Progression, counts: Iterable[Count]) -> Kind:
    """Give what a course is, block by block; equal kinds are counted together."""
    return (*(course.value(ref.name) for ref in plan.spread), *(_meets(course, count, plan) for count in counts))


def _meets(course: Course, count: Count, plan: Progression) -> bool | None:
    """Tell whether a course meets all conditions; None if what is known does not tell."""
    known: bool | None = YES
    for condition in count.where:
        value = _value(course, condition.name.name, plan)
        if value is None:
            known = None
        elif value not in condition.values:
            return NO
    return known


def _value(course: Course, name: str, plan: Progression) -> Value | None:
    columns = plan.columns
    if name == columns.indicator.name:
        return course.indicator
    if name == columns.perspective.name:
        return course.perspective
    return course.last.phase if name == columns.phase.name else course.value(name)


def _stratum(
    place: Place,
    groups: Counted,
    blocks: Mapping[str, Values],
    limit: int | None,
    *,
    grouped: bool,
) -> Stratum:
    shown = protect(groups, list(blocks.values()), limit)
    names = tuple(blocks)
    if shown is None:
        return Stratum(*place, None, (), names, merged=grouped)
    kept = {names[block.number]: block for block in shown.blocks}

    def row(groups: tuple[Group, ...], kinds: Counter[Kind]) -> Row:
        blocks = {name: cells_of(kinds, block) for name, block in kept.items()}
        return Row(groups, kinds.total(), FrozenMap(blocks))

    rows = tuple(row(*pair) for pair in shown.rows) if grouped else ()
    withheld = tuple(name for name in names if name not in kept)
    return Stratum(*place, row((), shown.total), rows, withheld, merged=grouped and shown.merged)
