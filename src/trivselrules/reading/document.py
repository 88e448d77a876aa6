# SPDX-License-Identifier: MPL-2.0
"""A positioned tree against the schema of its kind: the only module that knows jsonschema.

Every problem becomes a finding at the key or value it is about, with the nearest valid name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from attrs import evolve
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from ..catalog.shape import ADVICE, TYPES
from ..data import schema_text
from ..finding import Finding, find
from ..location import Location
from ..nearest import fold, nearest
from ..text import Text
from .tree import Entry, Mapping, Scalar, Sequence, Tree, plain_data

__all__ = ["check_document"]


def check_document(tree: Tree, kind: str) -> tuple[Finding, ...]:
    """Give everything in which `tree` departs from the schema of `kind`, in the order of the file."""
    found = _departures(tree, kind)
    meant = {one.location: one.nearest for one in found if one.code == "unknown-key"}
    if any(meant.values()):
        # What is missing only because a key is misspelt says nothing more than that it is.
        left = _departures(_respelt(tree, meant), kind)
        found = [one for one in found if one.code not in ("missing-key", "needs-key") or one in left]
    # A key that is missing here and unknown there was moved.
    moved = {one.details["key"] for one in found if one.code == "unknown-key"}
    told = (one for one in found if one.code != "missing-key" or one.details["key"] not in moved)
    return tuple(sorted(told, key=lambda one: (one.location or Location("")).line))


def _departures(tree: Tree, kind: str) -> list[Finding]:
    """Give each departure once, in the order of the schema."""
    errors = _validator(kind).iter_errors(plain_data(tree))
    return list(dict.fromkeys(found for error in errors for found in _findings(error, tree)))


def _respelt(tree: Tree, meant: dict[Location | None, str | None]) -> Tree:
    """Spell the keys at some places as they were meant."""
    if isinstance(tree, Sequence):
        return Sequence(tuple(_respelt(item, meant) for item in tree.items), tree.location)
    if isinstance(tree, Scalar):
        return tree
    entries: dict[str, Entry] = {}
    for entry in tree.entries:
        text = meant.get(entry.key.location) or entry.key.text
        entries.setdefault(text, Entry(evolve(entry.key, text=text), _respelt(entry.value, meant)))
    return Mapping(tuple(entries.values()), tree.location)


def _properties(validator: Any, properties: dict[str, Any], instance: object, schema: object) -> Iterator[Any]:
    """Check what stands behind keys as JSON Schema does, but name a key that may not be there, which it does not."""
    if isinstance(instance, dict):
        for key, part in properties.items():
            if part is False and key in instance:
                yield ValidationError(f"{key} is forbidden", path=[key])
    allowed = {key: part for key, part in properties.items() if part is not False}
    yield from Draft202012Validator.VALIDATORS["properties"](validator, allowed, instance, schema)


_Validator: Any = extend(Draft202012Validator, {"properties": _properties})  # type: ignore[no-untyped-call]


@cache
def _validator(kind: str) -> Any:
    return _Validator(json.loads(schema_text(kind)))


def _at(tree: Tree, path: list[Any]) -> Tree:
    for step in path:
        if isinstance(tree, Mapping):
            tree = tree.get(step) or tree
        else:
            assert isinstance(tree, Sequence), "a path leads through mappings and lists"
            tree = tree.items[step]
    return tree


def _place(tree: Tree, path: list[Any], key: str) -> Location:
    """Give the place of `key` in the mapping at `path`."""
    parent = _at(tree, path)
    assert isinstance(parent, Mapping), "only mappings have keys"
    return next(entry.key.location for entry in parent.entries if entry.key.text == key)


def _named(tree: Tree, path: list[Any]) -> Location:
    """Give the place of the key that names the object at `path`; an element or the root has its own place."""
    if path and isinstance(path[-1], str):
        return _place(tree, path[:-1], path[-1])
    return _at(tree, path).location


def _problem(error: ValidationError) -> tuple[dict[str, Any], Any, Any]:
    """Give the schema, the keyword's value and the data of an error whose parts are all set."""
    assert isinstance(error.schema, dict)
    return error.schema, error.validator_value, error.instance


def _findings(error: ValidationError, tree: Tree) -> Iterator[Finding]:
    path = list(error.absolute_path)
    word = _bad_key if "propertyNames" in error.absolute_schema_path else _WORDINGS[str(error.validator)]
    yield from word(error, tree, path)


def _forbidden(_: ValidationError, tree: Tree, path: list[Any]) -> Iterator[Finding]:
    """Word a key that may not stand beside another."""
    key = path[-1]
    advice = ADVICE["all" if key in ("reading", "all", "use", "undetermined", "not_applicable") else "one"]
    yield find("not-together", _named(tree, path), key=key, advice=advice.da, advice_en=advice.en)


def _unknown_keys(error: ValidationError, tree: Tree, path: list[Any]) -> Iterator[Finding]:
    schema, _, instance = _problem(error)
    allowed = schema["properties"]
    for key in instance:
        if key not in allowed:
            close = _meant(schema, instance, key)
            yield find("unknown-key", _place(tree, path, key), nearest=close, key=key, allowed=", ".join(allowed))


def _meant(schema: dict[str, Any], instance: dict[str, Any], key: str) -> str | None:
    """Give the key that an unknown one was meant to be: one like it, or the only one that is missing."""
    allowed = schema["properties"]
    close = nearest(key, [name for name in allowed if name not in instance])
    if close is not None:
        return close
    companions = schema.get("dependentRequired", {})
    wanted = [*schema.get("required", ()), *(name for had in companions if had in instance for name in companions[had])]
    missing = [name for name in dict.fromkeys(wanted) if name not in instance]
    alone = [name for name in instance if name not in allowed] == [key]
    return missing[0] if alone and len(missing) == 1 else None


def _missing_keys(error: ValidationError, tree: Tree, path: list[Any]) -> Iterator[Finding]:
    _, required, instance = _problem(error)
    for key in required:
        if key not in instance:
            yield find("missing-key", _named(tree, path), key=key)


def _needed_keys(error: ValidationError, tree: Tree, path: list[Any]) -> Iterator[Finding]:
    _, dependencies, instance = _problem(error)
    for present, needed in dependencies.items():
        for key in needed:
            if present in instance and key not in instance:
                yield find("needs-key", _place(tree, path, present), present=present, key=key)


def _wrong_type(error: ValidationError, tree: Tree, path: list[Any]) -> Iterator[Finding]:
    schema, wanted, _ = _problem(error)
    kinds = wanted if isinstance(wanted, list) else [wanted]
    named = [TYPES[kind] for kind in kinds]
    expected, expected_en = " / ".join(text.da for text in named), " / ".join(text.en for text in named)
    node = _at(tree, path)
    shape = TYPES["array" if isinstance(node, Sequence) else "object"]
    given, given_en = shape.da, shape.en
    if isinstance(node, Scalar):
        given = given_en = f"`{node.text}`"
    advice = _advice(schema, node, kinds)
    yield find(
        "wrong-type",
        node.location,
        given=given,
        given_en=given_en,
        expected=expected,
        expected_en=expected_en,
        advice=advice.da,
        advice_en=advice.en,
    )


def _advice(schema: dict[str, Any], node: Tree, kinds: list[str]) -> Text:
    text = node.text if isinstance(node, Scalar) else ""
    numeric = bool({"number", "integer"} & set(kinds))
    quoted = isinstance(node, Scalar) and node.quoted and (numeric or "boolean" in kinds)
    known = (
        ("quote", bool(text) and "string" in kinds and bool(re.search(schema["pattern"], text)), text),
        ("bracket", bool(text) and "array" in kinds, text),
        ("point", "," in text and numeric, text.replace(",", ".")),
        ("unquote", quoted, ""),
    )
    for name, fits, example in known:
        if fits:
            return Text(ADVICE[name].da.format(example), ADVICE[name].en.format(example))
    return Text(schema["errorMessage"], ADVICE["value"].en)


def _wrong_form(error: ValidationError, tree: Tree, path: list[Any]) -> Iterator[Finding]:
    yield _form(error, _at(tree, path).location, str(error.instance))


def _bad_key(error: ValidationError, tree: Tree, path: list[Any]) -> Iterator[Finding]:
    key = str(error.instance)
    yield _form(error, _place(tree, path, key), key)


def _form(error: ValidationError, place: Location, value: str) -> Finding:
    schema, _, _ = _problem(error)
    danish, pattern = schema.get("patternErrorMessage") or schema["errorMessage"], schema["pattern"]
    kind = "date" if pattern.startswith("^[0-9]{4}") else "id" if pattern.startswith("^[A-Z]") else "text"
    repaired = re.sub("[^a-z0-9]+", "_", fold(value)).strip("_") if kind == "text" else value.strip().upper()
    named = pattern.startswith(("^([0-9]+_)*", "^[A-Z]")) and not re.search(
        "[a-z][A-Z]|[.]", value
    )  # which words it has
    close = repaired if named and re.search(pattern, repaired) else None
    return find("wrong-form", place, nearest=close, value=value, advice=danish, advice_en=ADVICE[kind].en)


def _not_allowed(error: ValidationError, tree: Tree, path: list[Any]) -> Iterator[Finding]:
    _, wanted, _ = _problem(error)
    allowed = wanted if isinstance(wanted, list) else [wanted]
    names = [str(value) for value in allowed]
    value = _at(tree, path)
    shown = value.text if isinstance(value, Scalar) else "…"
    yield find("not-allowed", value.location, nearest=nearest(shown, names), value=shown, allowed=", ".join(names))


def _too_few(error: ValidationError, tree: Tree, path: list[Any]) -> Iterator[Finding]:
    yield find("too-few", _named(tree, path), limit=error.validator_value)


def _too_small(error: ValidationError, tree: Tree, path: list[Any]) -> Iterator[Finding]:
    yield find("too-small", _at(tree, path).location, limit=error.validator_value, value=error.instance)


def _duplicate(_: ValidationError, tree: Tree, path: list[Any]) -> Iterator[Finding]:
    items = _at(tree, path)
    assert isinstance(items, Sequence)
    data = [plain_data(item) for item in items.items]
    again = next((number for number, item in enumerate(data) if item in data[:number]), 0)
    yield find("duplicate-item", items.items[again].location)


_WORDINGS = {
    "properties": _forbidden,
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    "dependentRequired": _needed_keys,
    "type": _wrong_type,
    "pattern": _wrong_form,
    "enum": _not_allowed,
    "const": _not_allowed,
    "minItems": _too_few,
    "minProperties": _too_few,
    "minimum": _too_small,
    "uniqueItems": _duplicate,
}
