# SPDX-License-Identifier: MPL-2.0
"""Laws of what is said of a key that is wrong, held in every kind of object of every kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from itertools import chain, combinations, permutations
from typing import Any

import pytest
from helpers import kind_of
from jsonschema import Draft202012Validator
from test_schemas import SCHEMAS
from test_shapes_agree import LITTLE, agree, original, smallest, tree_of
from test_shapes_agree import at as within

from trivselrules.catalog.shape import ADVICE
from trivselrules.finding import Finding
from trivselrules.location import Location
from trivselrules.reading.document import check_document
from trivselrules.reading.source import parse
from trivselrules.reading.tree import Entry, Mapping, Scalar, Sequence, Tree, plain_data

Path = tuple[int | str, ...]
Schema = dict[str, Any]
# Where a key stands that no file has.
HERE = Location("lille/x.yaml", 7, 7)
# Objects that are known by their keys: without them they are taken for something else.
KNOWN_BY_KEYS = {"OptionChoice", "ValueChoice", "Duration", "Qualified", "ParameterReference"}
in_every_file = pytest.mark.parametrize("name", sorted(LITTLE))


def sound(name: str) -> Tree:
    """Read a sound file."""
    tree, _ = parse(LITTLE[name], name)
    assert tree is not None
    return tree


def objects_within(part: Schema, tree: Tree, root: Schema, path: Path = ()) -> Iterator[tuple[str, Schema, Path]]:
    """Give every object in a file: what its schema calls it, what that says of it, and where it is."""
    name = part.get("$ref", "").removeprefix("#/$defs/")
    if name:
        part = root["$defs"][name]
    if isinstance(tree, Mapping):
        if "properties" in part:
            yield name, part, path
        for entry in tree.entries:
            inner = part.get("properties", {}).get(entry.key.text, part.get("additionalProperties"))
            if isinstance(inner, dict):
                yield from objects_within(inner, entry.value, root, (*path, entry.key.text))
    elif isinstance(tree, Sequence):
        for number, item in enumerate(tree.items):
            yield from objects_within(part.get("items", {}), item, root, (*path, number))
    if "if" in part and not isinstance(tree, Scalar):
        fits = Draft202012Validator({**part["if"], "$defs": root["$defs"]}).is_valid(plain_data(tree))
        yield from objects_within(part.get("then" if fits else "else", {}), tree, root, path)


def objects(name: str, *, whole: bool = True) -> list[tuple[Schema, Path, list[str]]]:
    """Give an object of each kind with each set of keys that there is in a file, and its keys.

    Without those that are known by their keys, unless they stay `whole`.
    """
    tree, root = sound(name), SCHEMAS[kind_of(name)]
    found = {}
    for called, part, path in objects_within(root, tree, root):
        keys = [entry.key.text for entry in at(tree, path).entries]
        if part.get("additionalProperties") is False and (whole or called not in KNOWN_BY_KEYS):
            found[called, *keys] = part, path, keys
    return list(found.values())


def at(tree: Any, path: Path) -> Any:
    """Give what stands at a path."""
    for step in path:
        tree = tree.items[step] if isinstance(step, int) else tree.get(step)
    return tree


def changed(tree: Tree, path: Path, change: Callable[[Mapping], Mapping]) -> Tree:
    """Give a file in which the object at a path is changed."""
    if not path:
        assert isinstance(tree, Mapping)
        return change(tree)
    step, *rest = path
    if isinstance(tree, Sequence):
        items = (changed(one, tuple(rest), change) if n == step else one for n, one in enumerate(tree.items))
        return Sequence(tuple(items), tree.location)
    assert isinstance(tree, Mapping)
    entries = (
        Entry(one.key, changed(one.value, tuple(rest), change)) if one.key.text == step else one for one in tree.entries
    )
    return Mapping(tuple(entries), tree.location)


def with_key(key: str, value: Tree, place: Location = HERE) -> Callable[[Mapping], Mapping]:
    """Add a key to an object."""
    entry = Entry(Scalar(key, key, quoted=False, location=place), value)
    return lambda mapping: Mapping((*mapping.entries, entry), mapping.location)


def without(*keys: str) -> Callable[[Mapping], Mapping]:
    """Take keys out of an object."""

    def change(mapping: Mapping) -> Mapping:
        left = tuple(entry for entry in mapping.entries if entry.key.text not in keys)
        return Mapping(left, mapping.location)

    return change


def renamed(old: str, new: str) -> Callable[[Mapping], Mapping]:
    """Call a key otherwise, which stays where it is."""

    def named(key: Scalar) -> Scalar:
        return Scalar(new, new, key.quoted, key.location) if key.text == old else key

    return lambda mapping: Mapping(
        tuple(Entry(named(entry.key), entry.value) for entry in mapping.entries), mapping.location
    )


def mapping_at(tree: Tree, path: Path) -> Mapping:
    """Give the object at a path."""
    mapping = at(tree, path)
    assert isinstance(mapping, Mapping)
    return mapping


def place_of_key(tree: Tree, path: Path, key: str) -> Location:
    """Give where a key of the object at a path stands."""
    (place,) = (entry.key.location for entry in mapping_at(tree, path).entries if entry.key.text == key)
    return place


def place_of(tree: Tree, path: Path) -> Location:
    """Give where the name of an object stands, or the object itself, if it has none."""
    if path and isinstance(path[-1], str):
        return place_of_key(tree, path[:-1], path[-1])
    place: Location = at(tree, path).location
    return place


def told(finding: Finding) -> tuple[Any, ...]:
    """Give all that a finding says."""
    return finding.code, finding.location, finding.nearest, dict(finding.details)


def unknown(place: Location, key: str, part: Schema, nearest: str | None) -> tuple[Any, ...]:
    """Give what is to be said of a key that there is not."""
    return "unknown-key", place, nearest, {"key": key, "allowed": ", ".join(part["properties"])}


WORD = Scalar("x", "x", quoted=False, location=HERE)


def said_of(name: str, path: Path, *changes: Callable[[Mapping], Mapping]) -> list[tuple[Any, ...]]:
    """Give what is said of a file in which an object is changed."""
    tree = sound(name)
    for change in changes:
        tree = changed(tree, path, change)
    return [told(finding) for finding in check_document(tree, kind_of(name))]


@in_every_file
def test_a_key_that_there_is_not_is_told_with_those_that_there_are(name: str) -> None:
    """A strange key in a sound object is found where it stands; all keys of the object are told, and none is meant."""
    for part, path, _ in objects(name):
        assert said_of(name, path, with_key("xyzzy", WORD)) == [unknown(HERE, "xyzzy", part, None)], path


@in_every_file
def test_a_misspelt_key_is_told_once_with_the_one_that_is_meant(name: str) -> None:
    """A misspelt key is found where it stands, with the key that is meant; nothing is said of that one missing."""
    tree = sound(name)
    for _, path, keys in objects(name):
        for key in keys:
            (said,) = said_of(name, path, renamed(key, key + key[-1]))
            assert said[:3] == ("unknown-key", place_of_key(tree, path, key), key), (path, key)
            both = said_of(name, path, renamed(key, key + key[-1]), with_key(key + 2 * key[-1], WORD))
            assert [told[::2] for told in both] == [("unknown-key", key)] * 2, (path, key)


@in_every_file
def test_a_misspelt_key_hides_no_other_that_is_missing(name: str) -> None:
    """Where one key is misspelt and another is missing, both are told, each at its place."""
    tree = sound(name)
    for part, path, _ in objects(name, whole=False):
        for key, other in permutations(part.get("required", ()), 2):
            said = said_of(name, path, renamed(key, key + key[-1]), without(other))
            misspelt = unknown(place_of_key(tree, path, key), key + key[-1], part, key)
            missing = ("missing-key", place_of(tree, path), None, {"key": other})
            assert sorted(said, key=repr) == sorted([misspelt, missing], key=repr), (path, key, other)


@in_every_file
def test_a_key_that_is_missing_is_told_where_its_object_is(name: str) -> None:
    """A key that has to be there is told where the object has its name; a strange one in its place is meant for it."""
    tree = sound(name)
    for part, path, _ in objects(name, whole=False):
        for key in part.get("required", ()):
            missing = ("missing-key", place_of(tree, path), None, {"key": key})
            place = place_of_key(tree, path, key)
            assert said_of(name, path, without(key)) == [missing], (path, key)
            assert said_of(name, path, renamed(key, "xyzzy")) == [unknown(place, "xyzzy", part, key)], (path, key)


@in_every_file
def test_a_strange_key_is_meant_for_no_other_where_that_is_not_certain(name: str) -> None:
    """With two strange keys, or two that are missing, none is said to be meant for another."""
    for part, path, _ in objects(name, whole=False):
        required = part.get("required", ())
        for key in required:
            said = said_of(name, path, without(key), with_key("xyzzy", WORD), with_key("plugh", WORD))
            assert {(code, nearest) for code, _, nearest, _ in said} == {("unknown-key", None), ("missing-key", None)}
            assert len(said) == 3
        for one, two in combinations(required, 2):
            said = said_of(name, path, without(one, two), with_key("xyzzy", WORD))
            assert sorted((code, nearest) for code, _, nearest, _ in said) == [
                ("missing-key", None),
                ("missing-key", None),
                ("unknown-key", None),
            ]


@in_every_file
def test_a_key_that_another_needs_is_told_at_that_one(name: str) -> None:
    """Where a key is missing that another needs, that is told there; a strange one in its place is meant for it."""
    tree = sound(name)
    for part, path, keys in objects(name, whole=False):
        for present, needed in part.get("dependentRequired", {}).items():
            for key in (key for key in needed if present in keys):
                needs = ("needs-key", place_of_key(tree, path, present), None, {"present": present, "key": key})
                place = place_of_key(tree, path, key)
                assert said_of(name, path, without(key)) == [needs], (path, key)
                assert said_of(name, path, renamed(key, "xyzzy")) == [unknown(place, "xyzzy", part, key)], (path, key)


@in_every_file
def test_of_keys_that_need_others_those_are_told_that_lack_one(name: str) -> None:
    """With every key in an object that another needs, and all but one of those, it is told only of that one."""
    for part, path, keys in objects(name):
        pairs = [(key, other) for key, needed in part.get("dependentRequired", {}).items() for other in needed]
        more = [with_key(key, WORD) for key in dict.fromkeys(chain.from_iterable(pairs)) if key not in keys]
        for _, lacking in pairs:
            said = said_of(name, path, *more, without(lacking))
            told_of = [(about["present"], about["key"]) for code, _, _, about in said if code == "needs-key"]
            assert sorted(told_of) == sorted((key, other) for key, other in pairs if other == lacking)


@in_every_file
def test_a_key_that_was_moved_is_told_once(name: str) -> None:
    """A key that has to be in an object and stands in one around it is told where it stands, and not as missing too."""
    tree = sound(name)
    for (outer, around, _), (inner, path, _) in permutations(objects(name, whole=False), 2):
        for key in inner.get("required", ()) if path[: len(around)] == around else ():
            if key not in outer["properties"]:
                moved = changed(changed(tree, path, without(key)), around, with_key(key, WORD))
                assert [found.code for found in check_document(moved, kind_of(name))] == ["unknown-key"], (path, key)


@in_every_file
def test_what_is_wrong_is_told_in_the_order_of_the_file(name: str) -> None:
    """Something wrong in every object of a file is told from above to below, once for each."""
    tree = sound(name)
    paths = [path for _, path, _ in objects(name)]
    for path in paths:
        tree = changed(tree, path, with_key("xyzzy", WORD, at(tree, path).location))
    lines = [found.location.line for found in check_document(tree, kind_of(name)) if found.location is not None]
    assert lines == sorted(at(tree, path).location.line for path in paths)


# How a node of a decision goes on, in the order of the language, and what stands with it.
STEPS: dict[str, dict[str, Any]] = {
    "ask": {"answers": {"ja": {}}},
    "reading": {"options": {"ja": {}}},
    "all": {},
    "use": {},
    "undetermined": {},
    "not_applicable": {},
}


@pytest.mark.parametrize(("first", "second"), list(combinations(STEPS, 2)))
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("word", ["x", "y"])
def test_two_ways_to_go_on_are_told_at_the_second(first: str, second: str, word: str, *, turned: bool) -> None:
    """Of two ways in which a node goes on one is told, wherever it stands, with the advice to let both apply."""
    values = {first: "x", second: word} | {key: [{"use": "x"}] for key in (first, second) if key == "all"}
    node = STEPS[first] | STEPS[second] | dict(reversed(values.items()) if turned else values)
    (found,) = check_document(tree_of(decision_of(node)), "decision")
    advice = {"advice": ADVICE["all"].da, "advice_en": ADVICE["all"].en}
    assert (found.code, dict(found.details)) == ("not-together", {"key": second, **advice})


def decision_of(node: dict[str, Any]) -> dict[str, Any]:
    """Give a decision with a node somewhere within."""
    tree = {"ask": "x", "answers": {"ja": node}}
    return {"decision": "x", "title": {"da": "x", "en": "z"}, "outcome": {}, "tree": tree}


# Sound values of keys that none of the files has.
MORE: dict[str, Any] = {"years": 1, "months": 1, "minutes": 1, "in_order": True, "without": ["x"], "moved": {"x": "y"}}
MORE |= {"in_force": {"from": "2026-01-01"}, "until": "2026-12-31", "at_least_one_of": ["x", "y"]}


def kind_of_value(part: Any) -> str:
    """Give what a schema says of a value, without the words for people."""
    if not isinstance(part, dict):
        return repr(part)
    words = ("title", "description", "errorMessage")
    return repr({key: kind_of_value(said) for key, said in part.items() if key not in words or isinstance(said, dict)})


@cache
def values_of_keys() -> dict[str, Any]:
    """Give a sound value for what each key that there is may hold."""
    found: dict[str, Any] = {}
    for name in LITTLE:
        for part, path, _ in objects(name):
            for key, value in within(original(name)[0], path).items():
                found.setdefault(kind_of_value(part["properties"][key]), value)
    every = (part for schema in SCHEMAS.values() for part in schema["$defs"].values())
    keys = {key: kind_of_value(value) for part in every for key, value in part.get("properties", {}).items()}
    return {kind: MORE[key] for key, kind in keys.items() if key in MORE} | found


@cache
def small_objects(name: str) -> list[tuple[Any, Path, dict[str, str]]]:
    """Give an object of each kind in a file, in as small a file as can have it, and what all of its keys may hold."""
    data, _ = original(name)
    parts = {tuple(part["properties"]): (part, path) for part, path, _ in objects(name)}
    return [
        (smallest(data, path, kind_of(name)), path, {key: kind_of_value(v) for key, v in part["properties"].items()})
        for part, path in parts.values()
    ]


@in_every_file
def test_whatever_keys_an_object_has_both_accept_it_or_both_refuse_it(name: str) -> None:
    """An object with two keys more or less than it must have can be read if and only if its schema finds nothing."""
    values = values_of_keys()
    for data, path, keys in small_objects(name):
        for some in chain(combinations(keys, 1), combinations(keys, 2)):
            changed = deepcopy(data)
            one = within(changed, path)
            for key in some:
                if key in one:
                    del one[key]
                else:
                    one[key] = values[keys[key]]
            agree(name, changed)
