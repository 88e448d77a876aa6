# SPDX-License-Identifier: MPL-2.0
"""Hypothesis strategies: whole rule sets that are sound by construction, and situations to ask them about.

A tree is grown by dividing a *box*: for each fact and reading the pieces that are still possible. Every
question gets an answer for each possible piece and for no other, every required outcome is set once on each
path, and the options of a reading differ where they begin. So nothing has to be filtered out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import reference
from attrs import evolve, frozen
from hypothesis import strategies as st
from rule_texts import yaml_text

import trivselrules

__all__ = [
    "FACT_NAMES",
    "load_both",
    "rule_set_data",
    "rule_set_folders",
    "situations_of",
    "texts_of",
    "values_of",
]

Plain = dict[str, Any]
Draw = st.DrawFn
Root = Literal["any", "ask", "reading", "all"]
Number = int | Decimal

FACT_NAMES = ("aarstid", "bredde", "kondition", "vejgreb")
READING_NAMES = ("fortolkning", "opslag", "maalestok")
POINT_NAMES = ("uklarhed", "tavshed", "modstrid")
PART_NAMES = ("afsnit", "kapitel", "bilag", "tillaeg", "fodnote", "register", "vedhaeng", "klausul")
SOURCES = ("AB-101", "CD-202", "EF-303")
NOTICES = ("bemaerkning", "husk_dette", "vigtigt")
WORDS = ("rubin", "smaragd", "topas", "opal")
OPTIONS = ("bogstaveligt", "udvidet", "snaevert")
# Name → type, many.
OUTCOMES: dict[str, tuple[str, bool]] = {
    "ansvarlig": ("role", False),
    "deltagere": ("role", True),
    "kanal": ("medium", False),
    "emner": ("topic", True),
    "antal": ("integer", False),
    "maengde": ("number", False),
    "samtykke": ("boolean", False),
    "frist": ("duration", False),
    "satser": ("number", True),
}
TERMS: dict[str, tuple[str, ...]] = {
    "role": ("borgmester", "kirurg", "tegner", "smed"),
    "medium": ("telefon", "brevdue", "avis"),
    "topic": ("vejret", "musik", "haven"),
}
VALUES: dict[str, tuple[Any, ...]] = {
    **TERMS,
    "integer": (7, 0, -3, 5),
    "number": (Decimal("0.5"), 2, Decimal("-1.25"), 5),
    "boolean": (True, False),
    "duration": ({"weeks": 4}, {"days": 14}, {"hours": 1, "minutes": 30}),
}
# Name → type, value when it is set.
PARAMETERS: dict[str, tuple[str, Any]] = {
    "kvote": ("integer", 5),
    "tolerance": ("number", Decimal("2.5")),
    "afkrydset": ("boolean", True),
}
_CUTS_IN_MONTHS = (1, 6, 12, 13, 24, 36, 71, 72, 84, 276)
_NOTES: tuple[tuple[str, ...], ...] = ((), (), (), (NOTICES[0],), (NOTICES[1], NOTICES[0]))


@frozen
class Axis:
    """A fact or reading and the pieces its values fall into: words, or the ends of stretches of numbers."""

    kind: Literal["fact", "reading"]
    name: str
    pieces: tuple[Any, ...]
    written: Plain
    step: Number = 1
    dense: bool = False
    months: bool = False

    @property
    def everything(self) -> frozenset[int]:
        """Give the pieces by number."""
        return frozenset(range(len(self.pieces)))


Box = Mapping[tuple[str, str], frozenset[int]]
Run = tuple[list[str], frozenset[int]]


def _prose(word: str) -> Plain:
    return {"da": f"Dansk {word}", "en": f"English {word}"}


@st.composite
def _axes(draw: Draw, name: str) -> tuple[Axis, Plain]:
    """Give a fact, and what the rule set chooses for the parameters that bound it."""
    kind = draw(st.sampled_from(("words", "boolean", "integer", "steps", "number", "age")))
    if kind == "words":
        words = WORDS[: draw(st.integers(2, len(WORDS)))]
        return Axis("fact", name, words, {"values": {word: _prose(word) for word in words}}), {}
    if kind == "boolean":
        return Axis("fact", name, ("true", "false"), {"type": "boolean"}), {}
    if kind == "age":
        cuts = sorted(draw(st.sets(st.sampled_from(_CUTS_IN_MONTHS), min_size=1, max_size=3)))
        return Axis("fact", name, _stretches([0, *cuts, None], 1), {"type": "age"}, months=True), {}
    bounded = draw(st.tuples(st.booleans(), st.booleans()))
    step: Number = 1
    if kind == "steps":
        step = draw(st.sampled_from((Decimal("0.5"), 2, Decimal("0.1"))))
    origin = draw(st.sampled_from((0, 1, -4))) if bounded[0] else 0
    cuts_at = sorted(draw(st.sets(st.integers(1, 8), min_size=1, max_size=3)))
    cuts = [_plain(origin + at * step) for at in cuts_at]
    low, high = (origin if bounded[0] else None), (_plain(origin + 9 * step) if bounded[1] else None)
    written: Plain = {"type": "integer" if kind == "integer" else "number"}
    parameters: Plain = {}
    if low is not None:
        written["from"] = low
    if high is not None:
        by_parameter, is_set = draw(st.tuples(st.booleans(), st.booleans()))
        written["to"] = {"parameter": f"loft_{name}"} if by_parameter else high
        if by_parameter:
            parameters[f"loft_{name}"] = high if is_set else "unset"
            high = high if is_set else None
    if kind == "steps":
        written["step"] = step
    if kind == "number":
        ends = [low, *cuts, high]
        pieces = [(a, b, True) for a, b in pairwise(ends)] + [(cut, cut, False) for cut in cuts]
        key = {cut: 2 * at + 1 for at, cut in enumerate(cuts)}
        order = sorted(pieces, key=lambda p: key[p[0]] if not p[2] else 2 * cuts.index(p[1]) if p[1] in cuts else 99)
        return Axis("fact", name, tuple(order), written, dense=True), parameters
    ends = [low, *cuts, None if high is None else _plain(high + step)]
    return Axis("fact", name, _stretches(ends, step), written, step), parameters


def _plain(number: Number) -> Number:
    return int(number) if number == int(number) else number


def _stretches(starts: list[Any], step: Number) -> tuple[Any, ...]:
    """Give the first and last number of each stretch; the last start is that of what would follow."""
    return tuple((low, None if after is None else _plain(after - step)) for low, after in pairwise(starts))


def _age(word: str, months: int, *, last: bool = False) -> str:
    """Write one end of ages in years where that says the same."""
    if (months + last) % 12 == 0 and (not last or months >= 11):
        years = months // 12
        return f"{word} {years} {'year' if years == 1 else 'years'}"
    return f"{word} {months} {'month' if months == 1 else 'months'}"


def _spell(draw: Draw, axis: Axis, first: int, last: int) -> list[str]:
    """Write the numbers of neighbouring pieces, in one of the ways there are."""
    low, high = axis.pieces[first][0], axis.pieces[last][1]
    starts, ends = first == 0, last == len(axis.pieces) - 1
    open_low, open_high = axis.dense and axis.pieces[first][2], axis.dense and axis.pieces[last][2]
    forms: list[list[str]] = []
    if starts and ends and (low is None or high is None):
        middle = axis.pieces[0][1] if axis.dense else axis.pieces[-1][0]
        forms.append([_end(axis, "under", middle), _end(axis, "from", middle)])
    if low is not None and high is not None and (starts or not open_low) and (ends or not open_high):
        forms.append([_closed(axis, low, high)])
    if starts and high is not None:
        if not axis.dense:
            forms.append([_end(axis, "under", _plain(high + axis.step))])
        elif not ends:
            forms.append([f"under {high}"] if open_high else [f"under {high}", f"{high}"])
    if ends and low is not None:
        if not open_low:
            forms.append([_end(axis, "from", low)])
        if open_low and not starts:
            forms.append([f"over {low}"])
        elif not axis.dense and (not axis.months or low > 0):
            before = _plain(low - axis.step)
            forms.append([_age("over", before, last=True) if axis.months else f"over {before}"])
    return draw(st.sampled_from(forms))


def _end(axis: Axis, word: str, number: Any) -> str:
    return _age(word, number) if axis.months else f"{word} {number}"


def _closed(axis: Axis, low: Any, high: Any) -> str:
    if not axis.months:
        return f"{low}" if low == high else f"{low} to {high}"
    unit = "month"
    if low % 12 == 0 and high % 12 == 11:
        low, high, unit = low // 12, high // 12, "year"
    return f"{low} {unit}{'' if low == 1 else 's'}" if low == high else f"{low} to {high} {unit}s"


def _divide(draw: Draw, axis: Axis, *, apart: bool) -> list[Run]:
    """Divide all values of an axis into runs, each with the items of a key that say it; `apart` is at least two."""
    if isinstance(axis.pieces[0], str):
        return [([str(word)], frozenset([number])) for number, word in enumerate(axis.pieces)]
    count = len(axis.pieces)
    if axis.dense:
        points = [number for number, piece in enumerate(axis.pieces) if not piece[2]]
        first = draw(st.sampled_from(points))
        last = draw(st.sampled_from([point for point in points if point >= first]))
        # Between two borders everything belongs together: the language has no word for a stretch open at both ends.
        inner, outer = (first, last + 1) if draw(st.booleans()) else (first, count)
        borders = {inner, outer} if apart or draw(st.booleans()) else set()
    else:
        flags = draw(st.lists(st.booleans(), min_size=count - 1, max_size=count - 1))
        borders = {number + 1 for number, flag in enumerate(flags) if flag}
        borders |= {1} if apart and not borders else set()
    edges = sorted({0, count} | borders)
    return [(_spell(draw, axis, a, b - 1), frozenset(range(a, b))) for a, b in pairwise(edges)]


def _groups(
    draw: Draw, axis: Axis, possible: frozenset[int], *, apart: bool, most: int = 3
) -> list[tuple[str, frozenset[int]]]:
    """Give keys for the possible values of an axis, none of which share any; `apart` asks for at least two."""
    runs = [(items, pieces & possible) for items, pieces in _divide(draw, axis, apart=apart) if pieces & possible]
    groups: list[tuple[list[str], frozenset[int]]] = []
    for items, pieces in runs:
        room = min(len(groups), most - 1)
        at = len(groups) if not groups or (apart and len(groups) == 1) else draw(st.integers(0, room))
        if at == len(groups):
            groups.append(([], frozenset()))
        groups[at] = ([*groups[at][0], *items], groups[at][1] | pieces)
    return [(", ".join(items), pieces) for items, pieces in groups]


@frozen
class _Duty:
    """What the paths from a node on must set, what they may set, and whether they may say `not_applicable`."""

    due: tuple[str, ...]
    free: tuple[str, ...]
    excusable: bool = True


class _Grower:
    """Grows the tree and the parts of one decision."""

    def __init__(self, draw: Draw, facts: list[Axis], readings: list[Axis], outcomes: Mapping[str, bool]) -> None:
        self.draw, self.facts, self.readings = draw, facts, readings
        self.many = [name for name in outcomes if OUTCOMES[name][1]]
        self.parts: Plain = {}
        self.room = 24
        required = tuple(name for name, is_required in outcomes.items() if is_required)
        optional = tuple(name for name in outcomes if name not in required and name not in self.many)
        self.duty = _Duty(required, optional)

    def node(self, box: Box, duty: _Duty, depth: int, mark: Plain | None = None, root: Root = "any") -> Plain:
        """Grow a node; `mark` is what it must say itself."""
        self.room -= 1
        node: Plain = {key: dict(value) if key == "set" else value for key, value in (mark or {}).items()}
        steps = ["leaf", "undetermined"]
        if duty.excusable and "set" not in node:
            steps.append("not_applicable")
        if depth and self.room > 0:
            steps += ["ask", "ask", "all", *(["use"] if self._free_parts() else [])]
            steps += ["reading", "reading"] if self.readings else []
        step = self.draw(st.sampled_from(steps)) if root == "any" else root
        if step != "not_applicable":
            duty = self._set(node, duty, everything=step == "leaf")
        self._cite(node)
        match step:
            case "ask":
                self._ask(node, box, duty, depth, apart=root != "any")
            case "reading":
                self._consult(node, box, duty, depth)
            case "all":
                node["all"] = [self.node(box, share, depth - 1) for share in self._shares(duty)]
            case "use":
                node["use"] = self._part(box, duty, depth)
            case "undetermined":
                node["undetermined"] = self.draw(st.sampled_from(POINT_NAMES))
            case "not_applicable":
                node["not_applicable"] = NOTICES[2]
        return node

    def _set(self, node: Plain, duty: _Duty, *, everything: bool) -> _Duty:
        """Set some outcomes, all that are due at the end of a path, and give what is left to do."""
        given: Plain = node.pop("set", {})
        for name in dict.fromkeys((*duty.due, *duty.free, *self.many)):
            must = everything and name in duty.due
            if name not in given and (must or self.draw(st.integers(0, 4)) == 4):
                given[name] = self._value(name)
        if given:
            node["set"] = given
        left = tuple(name for name in duty.due if name not in given)
        free = tuple(name for name in duty.free if name not in given)
        return _Duty(left, free, duty.excusable and not given)

    def _value(self, name: str, first: Any = None) -> Any:
        kind, many = OUTCOMES[name]
        values: list[Any] = list(VALUES[kind])
        if kind in ("integer", "number", "boolean"):
            fitting = [p for p, (type_, _) in PARAMETERS.items() if type_ == kind or (type_, kind) == ("integer", "number")]
            values += [{"parameter": parameter} for parameter in fitting]
        if not many:
            return self.draw(st.sampled_from(values))
        if kind in TERMS:
            values += [{"optional": values[0]}, {"preferably": values[1]}, {"at_least_one_of": [values[2], values[0]]}]
        least = 0 if first is None else 1
        chosen = self.draw(st.lists(st.integers(0, len(values) - 1), unique=True, min_size=least, max_size=3))
        return [values[number] for number in chosen] if first is None else [first, *(
            values[number] for number in chosen if values[number] != first
        )]

    def _cite(self, node: Plain) -> None:
        cited = self.draw(st.sampled_from((SOURCES[:1], (), SOURCES[1:], SOURCES[2:])))
        if cited and self.draw(st.booleans()):
            node["source"] = list(cited)
        told = self.draw(st.sampled_from(_NOTES))
        if told:
            node["notice"] = list(dict.fromkeys((*node.get("notice", ()), *told)))

    def _ask(self, node: Plain, box: Box, duty: _Duty, depth: int, *, apart: bool) -> None:
        axis = self.draw(st.sampled_from(self.facts))
        at = (axis.kind, axis.name)
        groups = _groups(self.draw, axis, box.get(at, axis.everything), apart=apart)
        together: frozenset[int] = frozenset()
        if len(groups) > 1 and self._free_parts() and self.draw(st.booleans()):
            together = frozenset(range(len(groups)))
            together = frozenset(number for number in together if number < 2 or self.draw(st.booleans()))
        shared: str | None = None
        if together:
            union = frozenset[int]().union(*(groups[number][1] for number in together))
            shared = self._part({**box, at: union}, duty, depth)
        answers: Plain = {}
        for number, (key, pieces) in enumerate(groups):
            if number in together:
                answers[key] = {"use": shared}
                self._cite(answers[key])
            else:
                answers[key] = self.node({**box, at: pieces}, duty, depth - 1)
        node["ask"], node["answers"] = axis.name, answers

    def _consult(self, node: Plain, box: Box, duty: _Duty, depth: int) -> None:
        """Consult a reading; each option begins with a mark of its own, and one may be silent instead."""
        axis = self.draw(st.sampled_from(self.readings))
        at = (axis.kind, axis.name)
        single = [name for name in (*duty.due, *duty.free) if not OUTCOMES[name][1]]
        by = self.draw(st.sampled_from((*single, *self.many, "notice")))
        marks: list[Plain] = [{"notice": [notice]} for notice in NOTICES]
        if by != "notice":
            values = VALUES[OUTCOMES[by][0]]
            marks = [{"set": {by: self._value(by, value) if by in self.many else value}} for value in values]
        groups = _groups(self.draw, axis, box.get(at, axis.everything), apart=True, most=len(marks))
        silent = self.draw(st.integers(-1, len(groups) - 1))
        options: Plain = {}
        for number, (key, pieces) in enumerate(groups):
            if number == silent:
                options[key] = {"undetermined": self.draw(st.sampled_from(POINT_NAMES))}
            else:
                options[key] = self.node({**box, at: pieces}, duty, depth - 1, marks[number])
        node["reading"], node["options"] = axis.name, options

    def _shares(self, duty: _Duty) -> list[_Duty]:
        """Divide a duty between the branches of an `all`."""
        count = self.draw(st.integers(2, 3))
        owner = {name: self.draw(st.integers(0, count - 1)) for name in (*duty.due, *duty.free)}

        def of(names: tuple[str, ...], branch: int) -> tuple[str, ...]:
            return tuple(name for name in names if owner[name] == branch)

        return [_Duty(of(duty.due, branch), of(duty.free, branch), excusable=False) for branch in range(count)]

    def _free_parts(self) -> bool:
        return len(self.parts) < len(PART_NAMES)

    def _part(self, box: Box, duty: _Duty, depth: int) -> str:
        name = PART_NAMES[len(self.parts)]
        self.parts[name] = {}
        self.parts[name] = self.node(box, duty, depth - 1)
        return name
