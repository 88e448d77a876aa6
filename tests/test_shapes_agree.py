# SPDX-License-Identifier: MPL-2.0
"""The fast reading of files and their schemas agree: on sound files, and on every way to damage one."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from attrs import fields
from helpers import SHIPPED, WINDOW, kind_of
from hypothesis import given, settings
from hypothesis import strategies as st
from living import LIVING
from measured import GARDEN
from own import OWN

from trivselrules.catalog.shape import SHAPE
from trivselrules.location import Location
from trivselrules.reading.document import check_document
from trivselrules.reading.files import KINDS
from trivselrules.reading.source import parse
from trivselrules.reading.structure import NotUnderstoodError, structure
from trivselrules.reading.tree import Entry, Mapping, Scalar, Sequence, Tree, plain_data
from trivselrules.values import Duration

HERE = Location("lille/x.yaml", 7, 7)
LITTLE = {f"lille/{name}": content.encode() for name, content in (LIVING | {"vindue.yaml": WINDOW}).items()}
LITTLE |= {f"egen/{name}": content.encode() for name, content in OWN.items()}
SHIPPED_FILES = {f"trivselplus/{path.name}": path.read_bytes() for path in sorted(SHIPPED.glob("*.yaml"))}
LITTLE["have/progression.yaml"] = GARDEN["progression.yaml"].encode()
FILES = LITTLE | SHIPPED_FILES
TEXTS = ["", " ", "x", "X", "æ", "1", "a_b", "_a", "a_", "a__b", "1a", "a\n", "\n", "a-b", "true", "unset", "12:30"]
TEXTS += ["TP-1", "TP-001\n", "tp-1", "TP1", "-1", "integer", "age", "2026-11-21", "2026-11-21T10:30+01:00"]
TEXTS += ["2026-11-21T10:30:05Z", "2026-11-21T10:30", "2026-11-21T24:00Z", "2026-11-21 10:30Z", "frist.frist"]
TEXTS += ["frist.", ".frist", "a.b.c", "next", "2026-13-01", "2026-02-30", "20261121"]
TEXTS += ["a/b", "a/b/c", "/b", "a/", "../x", "../Å-1.x", "../", "../../x", "../x/y", "..", "../.x"]
NUMBERS = [0, 1, -1, 15, Decimal("1.5"), Decimal("-0.5")]
MAPS: list[Any] = [{}, {"x": "y"}, {"": 1}, {"da": "x", "en": "z"}, {"da": "x"}, {"use": "x"}, {"use": "x", "ask": "x"}]
MAPS += [{"weeks": 1}, {"weeks": 0, "days": 2}, {"weeks": -1}, {"weeks": Decimal("1.5")}, {"weeks": True}]
MAPS += [{"working_days": 5}]
MAPS += [{"optional": "x"}, {"preferably": "X"}, {"optional": "x", "preferably": "y"}, {"parameter": "x"}]
MAPS += [{"parameter": 1}, {"parameter": "x", "weeks": 1}, {"at_least_one_of": ["x", "y"]}, {"at_least_one_of": ["x"]}]
MAPS += [{"at_least_one_of": ["x", "x"]}, {"at_least_one_of": "x"}, {"answers": {}}, {"ask": "x", "answers": {}}]
MAPS += [{"reading": "x", "options": {"1": {}}}, {"reading": "x", "options": {"a, b": {}}}, {"all": []}, {"all": [{}]}]
MAPS += [{"task": "x"}, {"task": "x", "under": {"x": ["y"]}}, {"under": {}}, {"within": {"days": 1}, "after": "x"}]
MAPS += [{"within": "x.y", "after": "x.y"}, {"at_least": {"days": 0}, "before": "x"}, {"next": "x"}, {"within": "x"}]
MAPS += [{"undetermined": "x"}, {"x": ["y", 1]}, {"x": [True, 1]}, {"x": {"y": {}}}, {"event": "x", "from": ["y"]}]
MAPS += [{"on": "2026-11-21", "event": "x"}, {"on": "2026-11-21", "event": "x", "y": 1}, {"in": ["x"], "values": ["y"]}]
MAPS += [{"in": ["x"], "count_to": 2}, {"in": ["x"], "count_to": 0}, {"da": "x", "en": "z", "source": ["TP-1"]}]
MAPS += [{"choose": "x", "because": {"da": "x", "en": "z"}}, {"choose": 1, "because": {"da": "x", "en": "z"}}]
MAPS += [{"choose": "x"}, {"because": {"da": "x", "en": "z"}}, {"values": {}}]
MAPS += [{"values": {"x": {"da": "x", "en": "z"}}}]
MAPS += [{"da": "x", "en": "z", "because": {"da": "x", "en": "z"}}, {"rule_set": "../x", "version": "1"}]
LISTS: list[Any] = [
    [],
    ["x"],
    ["x", "x"],
    ["x", "y"],
    ["TP-1"],
    ["TP-1", "TP-1"],
    [{}],
    [1, 2],
    [1, True],
    [0, False],
    [[]],
]
VALUES = [*TEXTS, *NUMBERS, True, False, *MAPS, *LISTS]
ITEMS = [
    "1",
    "-1",
    "1.5",
    "01",
    "x",
    "X",
    "1_1",
    "a_1",
    "true",
    "under 6",
    "over 6",
    "from 6",
    "to 6",
    "1 to 2",
    "2 to 1",
]
ITEMS += ["under 1 to 2", "1 to 2 years", "5 years", "1 year", "-1 years", "1.5 years", "from 1.5 months"]
ITEMS += ["0 to 11 months"]
ITEMS += ["from 23 years", "from -1", "over 1 year", "-1 to 2.5", "1 to 2 to 3", "1  to 2", "under  6", "6 years old"]
ITEMS += [""]
KEYS = [
    *ITEMS,
    *TEXTS,
    "1, 2",
    "a, b",
    "1 ,2",
    "1,",
    ", 1",
    "1,,2",
    "a b",
    "1_1, a",
    "x\n",
    "1,\n2",
    "da",
    "en",
    "kind",
]
KEYS += ["type", "values", "from", "to", "step", "account", "reason", "source", "about", "readings", "file", "on"]
KEYS += ["many"]
KEYS += ["set", "notice", "ask", "answers", "reading", "options", "all", "use", "undetermined", "not_applicable"]
KEYS += ["every", "lasts", "within", "after", "at_least", "deadline_for", "before", "calendar"]
KEYS += ["lifecycle", "title", "beside", "marks", "phases", "moves", "follows", "start", "rest", "owner", "tasks"]
KEYS += ["done_by", "while", "repeats", "actor", "waits_for"]
KEYS += ["due", "no_deadline", "rests_on", "under", "without_start"]
KEYS += ["event", "events", "when", "unless_done", "keep", "done", "in", "count_to", "next", "never", "decision"]
KEYS += ["facts"]
KEYS += ["channel", "together_with", "case", "phase", "open", "waiting", "overdue", "refused", "needs"]
KEYS += ["extends", "rule_set", "version", "add", "change", "changes", "replaces", "because", "choose"]
KEYS += ["file", "on", "many", "weeks", "parameter", "optional", "missing", "notices", "open_points", "outcome"]
KEYS += ["parts", "sentence"]


def tree_of(data: Any) -> Tree:
    """Make the tree that a file with this data has."""
    if isinstance(data, dict):
        return Mapping(tuple(Entry(Scalar(key, key, True, HERE), tree_of(data[key])) for key in data), HERE)
    if isinstance(data, list):
        return Sequence(tuple(map(tree_of, data)), HERE)
    text = str(data).lower() if isinstance(data, bool) else str(data)
    return Scalar(data, text, isinstance(data, str), HERE)


def paths(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Give the paths of everything in the data, that of the whole first."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(deeper for step, value in inner for deeper in paths(value, (*path, step)))]


def at(data: Any, path: tuple[Any, ...]) -> Any:
    """Give what stands at a path."""
    for step in path:
        data = data[step]
    return data


@cache
def original(name: str) -> tuple[Any, list[tuple[Any, ...]]]:
    """Give the data of a sound file, and its paths."""
    tree, findings = parse(FILES[name], name)
    assert findings == ()
    assert tree is not None
    data = plain_data(tree)
    return data, paths(data)


def damage(draw: st.DrawFn, data: Any, places: list[tuple[Any, ...]]) -> Any:
    """Change what stands at one of `places` in one of many ways, and give the whole."""
    path = draw(st.sampled_from(places))
    node = at(data, path)
    kind = draw(st.sampled_from(["drop", "double", "rename", "replace", "list", "map", "insert", "copy"]))
    value = deepcopy(draw(st.sampled_from(VALUES)))
    key = draw(st.sampled_from(KEYS))
    if kind == "insert" and isinstance(node, dict):
        node[key] = value
        return data
    if kind == "insert" and isinstance(node, list):
        node.append(value)
        return data
    if not path:
        return value if kind == "replace" else {key: data} if kind == "map" else [data]
    parent, step = at(data, path[:-1]), path[-1]
    if kind == "drop":
        del parent[step]
    elif kind == "double" and isinstance(parent, list):
        parent.append(deepcopy(node))
    elif kind == "rename" and isinstance(parent, dict):
        renamed = {(key if old == step else old): inner for old, inner in parent.items()}
        parent.clear()
        parent.update(renamed)
    elif kind == "copy":
        parent[step] = deepcopy(at(data, draw(st.sampled_from(places))))
    else:
        parent[step] = {"list": [node], "map": {key: node}}.get(kind, value)
    return data


@st.composite
def damaged(draw: st.DrawFn, names: list[str]) -> tuple[str, Any]:
    """Give the name of a file and its data with one or two changes."""
    name = draw(st.sampled_from(names))
    data, places = original(name)
    data = damage(draw, deepcopy(data), places)
    if draw(st.booleans()):
        data = damage(draw, data, paths(data))
    return name, data


def refused_at(tree: Tree, kind: str) -> Location | None:
    """Tell where the fast reading refuses the tree; None if it accepts it."""
    try:
        structure(tree, KINDS[kind])
    except NotUnderstoodError as refused:
        return refused.location
    return None


def accepts(tree: Tree, kind: str) -> bool:
    """Tell whether the fast reading accepts the tree."""
    return refused_at(tree, kind) is None


def agree(name: str, data: Any) -> None:
    """Hold the fast reading against the schema, and what the schema finds against the catalogue."""
    tree, kind = tree_of(data), kind_of(name)
    findings = check_document(tree, kind)
    assert accepts(tree, kind) == (not findings)
    for finding in findings:
        assert finding.code in SHAPE
        assert finding.code != "not-understood", "every keyword of the schemas has words of its own"
        assert finding.message("da") != finding.message("en")
        assert finding.help("da") != finding.help("en")


@pytest.mark.parametrize("name", FILES)
def test_sound_files_are_accepted_by_both(name: str) -> None:
    """A sound file is read, and its schema finds nothing."""
    tree = tree_of(original(name)[0])
    assert accepts(tree, kind_of(name))
    assert check_document(tree, kind_of(name)) == ()


@settings(deadline=None, max_examples=300)
@given(damaged(list(LITTLE)))
def test_structure_and_schema_agree(case: tuple[str, Any]) -> None:
    """A file can be read if and only if its schema finds nothing, however it is damaged."""
    agree(*case)


@settings(deadline=None, max_examples=50)
@given(damaged(list(SHIPPED_FILES)))
def test_structure_and_schema_agree_on_the_shipped_files(case: tuple[str, Any]) -> None:
    """A shipped file, damaged, can be read if and only if its schema finds nothing."""
    agree(*case)


@cache
def kinds_of_places(name: str) -> list[tuple[Any, tuple[Any, ...]]]:
    """Give one path for each kind of place in a file: of the same last step, with a value of the same type.

    Each comes with the smallest part of the file that both accept and that has this place.
    """
    data, places = original(name)
    kinds = {("*" if isinstance(path[-1], int) else path[-1], type(at(data, path))): path for path in places if path}
    return [(smallest(data, path, kind_of(name)), path) for path in kinds.values()]


def smallest(data: Any, path: tuple[Any, ...], kind: str) -> Any:
    """Leave out of the data whatever is not on a path and can be left out."""
    data = deepcopy(data)

    def thin(node: Any, on: tuple[Any, ...] | None) -> None:
        for key in list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
            inner, passed = node[key], on is not None and on[:1] == (key,)
            if isinstance(node, dict) and not passed:
                del node[key]
                if accepts(tree_of(data), kind):
                    continue
                node[key] = inner
            thin(inner, on[1:] if on is not None and passed else None)

    thin(data, path)
    return data


EVERYWHERE: list[Any] = ["", " ", "x", "X", "1", 1, -1, Decimal("1.5"), True, False, [], {}, ["x", "x"], ["TP-1"], [{}]]
EVERYWHERE += [[1, True], [0, False], [1, 1]]
EVERYWHERE += [{unit.name: 1 for unit in fields(Duration)}]
EVERYWHERE += [{"weeks": 1}, {"optional": "x"}, {"parameter": "x"}, {"x": "y"}, {"x": {}}, {"da": "x", "en": "z"}]


@pytest.mark.parametrize("value", EVERYWHERE, ids=repr)
def test_every_place_takes_the_same_values_in_both(value: Any) -> None:
    """Whatever is put at any kind of place in a sound file, as small as it can be, both accept it or both refuse it."""
    for name in LITTLE:
        for sound, path in kinds_of_places(name):
            data = deepcopy(sound)
            at(data, path[:-1])[path[-1]] = value
            agree(name, data)


@pytest.mark.parametrize(("one", "two"), [(1, True), (0, False), (1, 1), (True, True), ("1", 1), ("true", True)])
def test_cases_are_told_apart_alike_in_both(one: Any, two: Any) -> None:
    """Two cases that differ only in what Python holds equal are two cases, to the fast reading and the schema."""
    cases = [{"case": "x", "facts": {"klar": value}} for value in (one, two)]
    agree("lille/moede.cases.yaml", {"decision": "moede", "cases": cases})


def test_items_that_differ_inside_a_list_are_two() -> None:
    """Two cases that differ only in what one of their lists holds are two, to the fast reading and the schema."""
    cases = [{"case": "x", "facts": {}, "missing": [name]} for name in ("x", "z")]
    data = {"decision": "moede", "cases": cases}
    assert accepts(tree_of(data), "cases")
    agree("lille/moede.cases.yaml", data)


def decision(key: str, branches: str) -> Any:
    """Give a decision with one key of `answers` or `options`."""
    step = {"ask": "x", "answers": {key: {}}} if branches == "answers" else {"reading": "x", "options": {key: {}}}
    return {"decision": "x", "title": {"da": "x", "en": "z"}, "outcome": {}, "tree": step}


@settings(deadline=None, max_examples=500)
@given(
    st.lists(st.sampled_from(ITEMS), min_size=1, max_size=3),
    st.sampled_from([", ", ",", " ,", "  ,  ", ",\n", ",\t", ",,", " "]),
    st.sampled_from(["answers", "options"]),
)
def test_keys_of_branches_agree(items: list[str], comma: str, branches: str) -> None:
    """A key of `answers` or `options` is accepted by both or refused by both, whatever its items are."""
    agree("lille/moede.yaml", decision(comma.join(items), branches))


@settings(deadline=None, max_examples=500)
@given(st.text("0123 ,.-_aåunderovfmtyhs\n", max_size=14), st.sampled_from(["answers", "options"]))
def test_any_key_of_branches_agrees(key: str, branches: str) -> None:
    """However a key is spelt, both accept it or both refuse it."""
    agree("lille/moede.yaml", decision(key, branches))


@pytest.mark.parametrize("key", ["1, " * 18 + "a b", "1_1, " * 18 + "!", "a_" * 2000 + "!", "1 to " * 500, "1," * 3000])
def test_long_keys_are_judged(key: str) -> None:
    """However long a key is, both judge it alike, and come to an end."""
    agree("lille/moede.yaml", decision(key, "answers"))
