# SPDX-License-Identifier: MPL-2.0
"""Whole rule sets that are sound by construction.

A tree is grown by dividing a *box*: for each fact and reading the pieces that are still possible. Every
question gets an answer for each possible piece and for no other, every required outcome is set once on each
path, and the options of a reading differ where they begin. So nothing has to be filtered out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

from attrs import frozen
from hypothesis import strategies as st

from .grown_facts import Axis, axes, divide, prose

__all__ = [
    "DECISIONS",
    "NOTICES",
    "OPTIONS",
    "OUTCOMES",
    "POINTS",
    "ROOTS",
    "SOURCES",
    "TERMS",
    "VALUES",
    "Root",
    "cites_always",
    "grown_files",
]

Plain = dict[str, Any]
Root = Literal["any", "ask", "reading", "all"]
ROOTS: tuple[Root, ...] = ("any", "ask", "reading", "all")

FACTS = ("breadth", "fitness", "grip", "season")
READINGS = ("construction", "precedent", "measure")
OPTIONS = ("literal", "wide", "narrow")
POINTS = ("unclear", "silent", "contrary")
PARTS = ("section", "chapter", "annex", "schedule", "footnote", "register", "appendix", "clause")
SOURCES = ("AB-101", "CD-202", "EF-303")
NOTICES = ("remark", "remember_this", "important")
DECISIONS = ("award", "ruling")
# Outcome → type, and whether it is a list.
OUTCOMES: dict[str, tuple[str, bool]] = {
    "responsible": ("role", False),
    "attending": ("role", True),
    "means": ("medium", False),
    "topics": ("topic", True),
    "count": ("integer", False),
    "amount": ("number", False),
    "consent": ("boolean", False),
    "deadline": ("duration", False),
    "rates": ("number", True),
    "interval": ("duration", False),
    "length": ("duration", False),
}
TERMS: dict[str, tuple[str, ...]] = {
    "role": ("mayor", "surgeon", "artist"),
    "medium": ("phone", "pigeon", "newspaper"),
    "topic": ("weather", "music", "garden"),
}
VALUES: dict[str, tuple[Any, ...]] = {
    **TERMS,
    "integer": (7, 0, -3),
    "number": (Decimal("0.5"), 2, Decimal("-1.25")),
    "boolean": (True, False),
    "duration": ({"weeks": 4}, {"days": 14}, {"working_days": 5}, {"hours": 1, "minutes": 30}),
}
# What a calendar takes for some outcomes: no hours between meetings, and no days in one.
DATED: dict[str, tuple[Any, ...]] = {
    "interval": ({"weeks": 4}, {"days": 10}, {"months": 1, "working_days": 2}),
    "length": ({"hours": 1}, {"minutes": 90}, {"hours": 2, "minutes": 30}),
}
# Parameter → type, and its value when it is set.
PARAMETERS: dict[str, tuple[str, Any]] = {
    "ration": ("integer", 7),
    "tolerance": ("number", Decimal("2.5")),
    "ticked": ("boolean", True),
}
_CITED = ((), SOURCES[:1], SOURCES[1:], ())
_TOLD = ((), (), (), NOTICES[:1], (NOTICES[1], NOTICES[0]))

Box = Mapping[tuple[str, str], frozenset[int]]


@frozen
class _Duty:
    """What the paths from a node on must set, what they may set, and whether they may say `not_applicable`."""

    due: tuple[str, ...]
    free: tuple[str, ...]
    excusable: bool = True


class _Grower:
    """Grows the tree and the parts of one decision."""

    def __init__(self, draw: st.DrawFn, facts: list[Axis], readings: list[Axis], outcomes: Iterable[str]) -> None:
        self.draw, self.facts, self.readings = draw, facts, readings
        self.many = [name for name in outcomes if OUTCOMES[name][1]]
        self.parts: Plain = {}
        self.room = 24

    def node(self, box: Box, duty: _Duty, depth: int, mark: Plain | None = None, root: Root = "any") -> Plain:
        """Grow a node; `mark` is what it must say itself, `root` the step it must take."""
        self.room -= 1
        node: Plain = dict(mark or {})
        step = self.draw(st.sampled_from(self._steps(node, duty, depth))) if root == "any" else root
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
                node["undetermined"] = self.draw(st.sampled_from(POINTS))
            case "not_applicable":
                node["not_applicable"] = NOTICES[2]
        return node

    def _steps(self, node: Plain, duty: _Duty, depth: int) -> list[str]:
        steps = ["leaf", "undetermined"]
        if duty.excusable and "set" not in node:
            steps.append("not_applicable")
        if depth > 0 and self.room > 0:
            steps += (
                ["ask"] * 12 + ["all"] * 5 + ["reading"] * 8 * bool(self.readings) + ["use"] * 2 * self._has_names()
            )
        return steps

    def _set(self, node: Plain, duty: _Duty, *, everything: bool) -> _Duty:
        """Set some outcomes, and at the end of a path all that are due; give what is left to do."""
        given: Plain = dict(node.pop("set", {}))
        for name in dict.fromkeys((*duty.due, *duty.free, *self.many)):
            must = everything and name in duty.due
            if name not in given and (must or self.draw(st.integers(0, 4)) == 4):
                given[name] = self._value(name)
        if given:
            node["set"] = given
        due, free = (tuple(name for name in names if name not in given) for names in (duty.due, duty.free))
        return _Duty(due, free, duty.excusable and not given)

    def _value(self, name: str, first: Any = None) -> Any:
        """Give a value for an outcome; a list that must begin with something begins with `first`."""
        kind, many = OUTCOMES[name]
        fitting = (p for p, (type_, _) in PARAMETERS.items() if type_ == kind or (type_, kind) == ("integer", "number"))
        values: list[Any] = [*DATED.get(name, VALUES[kind]), *({"parameter": parameter} for parameter in fitting)]
        if not many:
            return self.draw(st.sampled_from(values))
        if kind in TERMS:
            values += [{"optional": values[0]}, {"preferably": values[1]}, {"at_least_one_of": [values[2], values[0]]}]
        chosen = self.draw(st.lists(st.sampled_from(range(len(values))), unique=True, max_size=3))
        head = [] if first is None else [first]
        return head + [values[number] for number in chosen if values[number] != first]

    def _cite(self, node: Plain) -> None:
        cited, told = self.draw(st.tuples(st.sampled_from(_CITED), st.sampled_from(_TOLD)))
        if cited:
            node["source"] = list(cited)
        if told:
            node["notice"] = list(dict.fromkeys((*node.get("notice", ()), *told)))

    def _ask(self, node: Plain, box: Box, duty: _Duty, depth: int, *, apart: bool) -> None:
        """Ask a fact; some of the answers may lead to one part, where it may be asked again."""
        axis = self.draw(st.sampled_from(self.facts))
        at = (axis.kind, axis.name)
        groups = self._groups(axis, box.get(at, axis.everything), apart=apart)
        together: list[int] = []
        if len(groups) > 1 and self._has_names() and self.draw(st.booleans()):
            together = [number for number in range(len(groups)) if number < 2 or self.draw(st.booleans())]
        union = frozenset[int]().union(*(groups[number][1] for number in together))
        shared = self._part({**box, at: union}, duty, depth) if together else None
        answers: Plain = {}
        for number, (key, pieces) in enumerate(groups):
            if number in together:
                answers[key] = {"use": shared}
                self._cite(answers[key])
            else:
                answers[key] = self.node({**box, at: pieces}, duty, depth - 1)
        node["ask"], node["answers"] = axis.name, answers

    def _consult(self, node: Plain, box: Box, duty: _Duty, depth: int) -> None:
        """Consult a reading: each option begins with a mark of its own, and one may be silent instead."""
        axis = self.draw(st.sampled_from(self.readings))
        at = (axis.kind, axis.name)
        single = [name for name in (*duty.due, *duty.free) if not OUTCOMES[name][1]]
        by = self.draw(st.sampled_from((*single, *self.many, "notice")))
        marks: list[Plain] = [{"notice": [notice]} for notice in NOTICES]
        if by != "notice":
            values = DATED.get(by, VALUES[OUTCOMES[by][0]])
            marks = [{"set": {by: self._value(by, value) if by in self.many else value}} for value in values]
        groups = self._groups(axis, box.get(at, axis.everything), apart=True, most=len(marks))
        silent = self.draw(st.sampled_from([None, *range(len(groups))]))
        options: Plain = {}
        for number, (key, pieces) in enumerate(groups):
            if number == silent:
                options[key] = {"undetermined": self.draw(st.sampled_from(POINTS))}
            else:
                options[key] = self.node({**box, at: pieces}, duty, depth - 1, marks[number])
        node["reading"], node["options"] = axis.name, options

    def _groups(
        self, axis: Axis, possible: frozenset[int], *, apart: bool, most: int = 3
    ) -> list[tuple[str, frozenset[int]]]:
        """Give keys for the possible values of an axis that share none; `apart` asks for several if it can be."""
        runs = [
            [(item, pieces & possible) for item, pieces in run if pieces & possible]
            for run in divide(self.draw, axis, apart=apart)
        ]
        groups: list[list[tuple[str, frozenset[int]]]] = []
        for run in filter(None, runs):
            new = not groups or (apart and len(groups) == 1)
            at = len(groups) if new else self.draw(st.integers(0, min(len(groups), most - 1)))
            if at == len(groups):
                groups.append([])
            groups[at] += run
        return [
            (", ".join(item for item, _ in group), frozenset[int]().union(*(pieces for _, pieces in group)))
            for group in groups
        ]

    def _shares(self, duty: _Duty) -> list[_Duty]:
        """Divide a duty between the branches of an `all`."""
        count = self.draw(st.integers(2, 3))
        owner = {name: self.draw(st.integers(0, count - 1)) for name in (*duty.due, *duty.free)}

        def of(names: tuple[str, ...], branch: int) -> tuple[str, ...]:
            return tuple(name for name in names if owner[name] == branch)

        return [_Duty(of(duty.due, branch), of(duty.free, branch), excusable=False) for branch in range(count)]

    def _has_names(self) -> bool:
        return len(self.parts) < len(PARTS)

    def _part(self, box: Box, duty: _Duty, depth: int) -> str:
        name = PARTS[len(self.parts)]
        self.parts[name] = {}
        self.parts[name] = self.node(box, duty, depth - 1)
        return name


def cites_always(node: Plain, parts: Plain) -> bool:
    """Tell whether something is surely cited on every path from a node on."""
    branches = [*node.get("answers", {}).values(), *node.get("options", {}).values()]
    along = [*node.get("all", []), *([parts[node["use"]]] if "use" in node else [])]
    return (
        bool(node.get("source"))
        or any(cites_always(inner, parts) for inner in along)
        or (bool(branches) and all(cites_always(inner, parts) for inner in branches))
    )


@st.composite
def _decisions(draw: st.DrawFn, name: str, facts: list[Axis], readings: list[Axis], root: Root) -> Plain:
    """Give a decision; the first of a rule set always has a required single-valued outcome."""
    chosen = draw(st.lists(st.sampled_from(list(OUTCOMES)), unique=True, max_size=4))
    required = dict(zip(chosen, draw(st.lists(st.booleans(), min_size=4, max_size=4)), strict=False))
    if name == DECISIONS[0]:
        required["responsible"] = True
    dated = draw(st.integers(0, 3)) == 3
    if dated:
        required |= dict.fromkeys(DATED, True)
    grower = _Grower(draw, facts, readings, required)
    due = tuple(outcome for outcome, is_required in required.items() if is_required)
    free = tuple(outcome for outcome in required if outcome not in due and not OUTCOMES[outcome][1])
    tree = grower.node({}, _Duty(due, free), 3, root=root)
    for node in _nodes([tree, list(grower.parts.values())]):
        if ("set" in node or "not_applicable" in node) and "source" not in node:
            node["source"] = [SOURCES[0]]
    if not cites_always(tree, grower.parts):
        tree["source"] = [SOURCES[0]]
    declared = {
        outcome: {"type": OUTCOMES[outcome][0], "many": OUTCOMES[outcome][1], "required": is_required}
        for outcome, is_required in required.items()
    }
    data: Plain = {"decision": name, "title": prose(f"{name}?"), "outcome": declared, "tree": tree}
    if draw(st.booleans()) and required:
        data["sentence"] = prose(" · ".join(f"{{{outcome}}}" for outcome in required))
    if dated:
        data["calendar"] = {"title": prose("date"), "every": "interval", "lasts": "length"}
    return {**data, "parts": grower.parts} if grower.parts else data


@st.composite
def grown_files(draw: st.DrawFn, root: Root) -> dict[str, Plain]:
    """Generate the files of a sound rule set as plain data; `root` is the first step of its first decision."""
    drawn = [draw(axes(name)) for name in FACTS[: draw(st.integers(1, len(FACTS)))]]
    facts = [axis for axis, _ in drawn]
    bounds = {name: value for _, chosen in drawn for name, value in chosen.items()}
    readings = [
        Axis("reading", name, OPTIONS[: draw(st.integers(2, 3))], {})
        for name in READINGS[: draw(st.integers(int(root == "reading"), len(READINGS)))]
    ]
    parameters = {name: draw(st.sampled_from((value, "unset"))) for name, (_, value) in PARAMETERS.items()} | bounds
    decisions = {
        f"{name}.yaml": draw(_decisions(name, facts, readings, root if name == DECISIONS[0] else "any"))
        for name in DECISIONS[: draw(st.integers(1, 2))]
    }
    chosen = {axis.name: draw(st.sampled_from((None, *axis.pieces))) for axis in readings}
    return {
        "rule_set.yaml": {
            "rule_set": "rules",
            "version": "1.0",
            "title": prose("title"),
            "documents": {"lawbook": {"title": prose("lawbook"), "file": "lawbook.txt"}},
            "readings": {name: option for name, option in chosen.items() if option is not None},
            "parameters": parameters,
        },
        "vocabulary.yaml": _vocabulary(facts, list(bounds)),
        "sources.yaml": {"facts": {id_: _statement(id_, decisions) for id_ in SOURCES}},
        "open_points.yaml": {"open_points": _open_points(readings)},
        "notices.yaml": {
            "notices": {name: {"basis": "ours", "source": list(SOURCES), **prose(name)} for name in NOTICES}
        },
        **decisions,
    }


def _statement(id_: str, decisions: Plain) -> Plain:
    """Write a statement of the source; one that no rule cites says why."""
    cited = any(id_ in node.get("source", ()) for decision in decisions.values() for node in _nodes(decision))
    account = {} if cited else {"account": "documentation", "reason": prose("background")}
    return {"document": "lawbook", "section": "1", **prose(id_), **account}


def _nodes(written: Any) -> Iterator[Plain]:
    """Give every mapping inside what is written."""
    if isinstance(written, dict):
        yield written
    inner = written.values() if isinstance(written, dict) else written if isinstance(written, list) else ()
    for value in inner:
        yield from _nodes(value)


def _vocabulary(facts: list[Axis], bounds: list[str]) -> Plain:
    types = {name: kind for name, (kind, _) in PARAMETERS.items()} | dict.fromkeys(bounds, "number")
    for axis in facts:
        if isinstance(axis.written.get("to"), dict):
            types[axis.written["to"]["parameter"]] = axis.written["type"]
    return {
        "facts": {
            axis.name: {"label": prose(axis.name), "question": prose(f"{axis.name}?"), **axis.written} for axis in facts
        },
        "outcomes": {name: prose(name) for name in OUTCOMES},
        "role_kinds": {"office": prose("office")},
        "roles": {name: {"kind": "office", **prose(name)} for name in TERMS["role"]},
        "terms": {kind: {name: prose(name) for name in TERMS[kind]} for kind in ("medium", "topic")},
        "parameters": {
            name: {"label": prose(name), "type": kind, "open_point": POINTS[0]} for name, kind in types.items()
        },
    }


def _open_points(readings: list[Axis]) -> Plain:
    points: Plain = {}
    for number, name in enumerate(POINTS):
        points[name] = {
            "point": f"A-00{number}",
            "title": prose(name),
            "why": prose(f"{name}!"),
            "source": [SOURCES[0]],
        }
        if number < len(readings):
            axis = readings[number]
            points[name]["readings"] = {
                axis.name: {
                    "question": prose(f"{axis.name}?"),
                    "options": {option: prose(option) for option in axis.pieces},
                    "default": axis.pieces[0],
                    "because": prose("therefore"),
                }
            }
    return points
