# SPDX-License-Identifier: MPL-2.0
"""Situations to ask a decision about, and the answers to them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from ..answer import Answer
from ..domains import Choice, Domain, Scale, Span, plus
from ..inputs import Given
from ..rule_set import RuleSet
from ..values import Number
from .checks import AnyRules, checked_flag, checked_name, checked_rules
from .leaves import Leaves
from .numbers import numbers_in

__all__ = ["answers", "invalid_situations", "partial_situations", "readings", "situations"]

Situation = dict[str, Given]


def situations(rules: AnyRules, decision: str, *, extra: bool = False) -> st.SearchStrategy[Situation]:
    """Generate situations that tell a decision all it asks, under the readings that `rules` has chosen.

    Each leaf of the decision comes about equally often, however few values lead to it; numbers come from both ends
    of every range as often as from inside. A failing example shrinks to the leaf that takes fewest facts to be told,
    the words declared first and the simplest numbers. With `extra` facts that are not asked may be told as well.

    Raises UnknownNameError for a decision that does not exist.
    """
    found = _leaves(checked_rules(rules), decision)
    return _situations(found, extra=checked_flag("extra", extra))


def partial_situations(rules: AnyRules, decision: str) -> st.SearchStrategy[Situation]:
    """Generate situations that tell a decision some of what it asks, all of it, or nothing.

    Raises UnknownNameError for a decision that does not exist.
    """
    return _partial(_leaves(checked_rules(rules), decision))


def invalid_situations(rules: AnyRules, decision: str) -> st.SearchStrategy[dict[str, Any]]:
    """Generate situations with one thing wrong: a fact nobody knows, or a value that its domain does not hold.

    `decide` must refuse each with UnknownNameError or InvalidValueError, and so should a system that asks it.

    Raises UnknownNameError for a decision that does not exist.
    """
    return _invalid(_leaves(checked_rules(rules), decision))


def readings(rules: AnyRules) -> st.SearchStrategy[dict[str, str]]:
    """Generate choices for `rules.reading(…)`: options for some of the readings, simplest when there are none."""
    known = checked_rules(rules).model.readings
    options = {name: st.sampled_from(_chosen_first(reading.chosen, reading.options)) for name, reading in known.items()}
    return st.fixed_dictionaries({}, optional=options)


def answers(
    rules: AnyRules, decision: str | None = None, *, partial: bool = False, any_reading: bool = False
) -> st.SearchStrategy[Answer]:
    """Generate answers of one decision, or of all: leaf by leaf as `situations` does.

    With `partial` some facts may not have been told; with `any_reading` other options may have been chosen. An
    answer knows its `facts`.

    Raises UnknownNameError for a decision that does not exist.
    """
    known = checked_rules(rules)
    asked = known.decisions if decision is None else (checked_name("decision", decision, known.decisions),)
    some, anyhow = checked_flag("partial", partial), checked_flag("any_reading", any_reading)
    return _answers(known, asked, partial=some, any_reading=anyhow)


@lru_cache(maxsize=200)
def _leaves(rules: RuleSet, decision: str) -> Leaves:
    return Leaves(rules, checked_name("decision", decision, rules.decisions))


def _chosen_first(chosen: str, options: Mapping[str, object]) -> list[str]:
    return [chosen, *(option for option in options if option != chosen)]


@st.composite
def _situations(draw: st.DrawFn, found: Leaves, *, extra: bool = False) -> Situation:
    told = _told(draw, found)
    others = [name for name in found.rules.model.facts if name not in told]
    if extra and others:
        for name in draw(st.lists(st.sampled_from(others), unique=True, max_size=3)):
            told[name] = draw(_values(found.rules.model.facts[name].domain))
    return told


def _told(draw: st.DrawFn, found: Leaves) -> Situation:
    """Draw a leaf and a cell of each fact on the way there, then a value of each cell.

    Leaf and cells are one choice, so that to Hypothesis no leaf is simpler than another for having fewer to make.
    """
    number, leaf = divmod(draw(st.integers(0, found.ways * len(found.leaves) - 1)), len(found.leaves))
    told: Situation = {}
    for level, cell in found.cells(found.leaves[leaf], number).items():
        axis = found.axes.axes[level]
        held = axis.cells[cell]
        told[axis.dimension[1]] = held.value
        if axis.scale is not None and held.span is not None:
            told[axis.dimension[1]] = draw(numbers_in(axis.scale, held.span))
    return told


@st.composite
def _partial(draw: st.DrawFn, found: Leaves) -> Situation:
    told = draw(_situations(found))
    kept = draw(st.sets(st.sampled_from(list(told)))) if told else set()
    return {name: value for name, value in told.items() if name in kept}


@st.composite
def _answers(draw: st.DrawFn, rules: RuleSet, asked: tuple[str, ...], *, partial: bool, any_reading: bool) -> Answer:
    chosen = rules.reading(draw(readings(rules))) if any_reading else rules
    found = _leaves(chosen, draw(st.sampled_from(asked)))
    told = draw(_partial(found) if partial else _situations(found))
    return chosen.decide(found.decision.name, **told)


@st.composite
def _invalid(draw: st.DrawFn, found: Leaves) -> dict[str, Any]:
    told: dict[str, Any] = dict(draw(_situations(found)))
    facts = found.rules.model.facts
    if not facts or draw(st.integers(0, 3)) == 3:
        known = list(facts) or ["fact"]
        name = draw(st.sampled_from(known))
        told[draw(st.sampled_from([f"{name}_x", name.upper(), f" {name}", "", f"{name}\n"]))] = True
        return told
    name = draw(st.sampled_from(list(told) or list(facts)))
    told[name] = draw(st.sampled_from(_refused(facts[name].domain)))
    return told


def _refused(domain: Domain) -> list[Any]:
    """Give values that a domain does not hold, the likeliest slips first."""
    if isinstance(domain, Choice):
        words = [value for value in domain.values if isinstance(value, str)]
        near = [wrong for word in words for wrong in (word.upper(), f"{word} ", word[:-1]) if wrong not in words]
        slips: list[Any] = near if words else ["true", "False", 1, 0]
        return [*slips, None, "", 1.0, [], {}, b"x"]
    if domain.whole:
        number = domain.number_in(Span(domain.low, domain.high)) or 0
        slips = [str(number), float(number), Decimal("0.5"), True]
    else:
        slips = ["1", "1,5", True]
    return [*slips, *_beyond(domain), None, "", float("nan"), float("inf"), [], {}]


def _beyond(scale: Scale) -> list[Number]:
    """Give numbers just outside a scale, and between its steps."""
    beyond = [plus(end, by) for end, by in ((scale.low, -1), (scale.high, 1)) if end is not None]
    if scale.step is not None:
        beyond.append(plus(scale.low or 0, Decimal(scale.step) / 2))
    return [*beyond, 10**13, -(10**13)]


def _values(domain: Domain) -> st.SearchStrategy[Given]:
    """Generate any value of a domain."""
    if isinstance(domain, Choice):
        return st.sampled_from(domain.values)
    return numbers_in(domain, Span(domain.low, domain.high))
