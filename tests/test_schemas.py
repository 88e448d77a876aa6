# SPDX-License-Identifier: MPL-2.0
"""The schemas: sound themselves, in Danish, and saying the same as the classes the files are read into."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from helpers import ROOT, SHIPPED, kind_of
from jsonschema import Draft202012Validator
from living import LIVING
from own import OWN

from trivselrules.reading import written, written_changes, written_lifecycle, written_progression, written_words
from trivselrules.reading.document import check_document
from trivselrules.reading.source import parse
from trivselrules.reading.structure import keys_of
from trivselrules.text import Text
from trivselrules.values import Duration, ParameterReference, Reservation

SCHEMAS: dict[str, dict[str, Any]] = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "schemas").glob("*.schema.json"))
}
KINDS = [
    "cases",
    "changes",
    "decision",
    "events",
    "invariants",
    "lifecycle",
    "lifecycle_cases",
    "notices",
    "open_points",
]
KINDS += ["progression", "replacement", "rule_set", "sources", "tasks", "vocabulary"]
OBJECT = re.compile("Written$|File$|Declaration$")
CLASSES: dict[str, type] = {
    name.removesuffix("Written"): getattr(module, name)
    for module in (written, written_changes, written_lifecycle, written_progression, written_words)
    for name in module.__all__
    if OBJECT.search(name)
} | {"Text": Text, "Duration": Duration, "ParameterReference": ParameterReference}
ENGLISH = re.compile(r"\b(the|and|of|is|are|must|should|with|each|value|text)\b")


def definitions(name: str) -> list[dict[str, Any]]:
    """Give the definitions called `name`, one for each schema that has it."""
    return [schema["$defs"][name] for schema in SCHEMAS.values() if name in schema["$defs"]]


def parts(schema: Any, path: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every subschema with its path, `schema` itself first."""
    if not isinstance(schema, dict):
        return
    yield path, schema
    for word in ("$defs", "properties"):
        for key, inner in schema.get(word, {}).items():
            yield from parts(inner, f"{path}/{word}/{key}")
    for word in ("additionalProperties", "propertyNames", "items", "then", "else"):  # `if` asks and says nothing
        yield from parts(schema.get(word), f"{path}/{word}")
    for word in ("allOf", "anyOf", "oneOf"):
        for number, inner in enumerate(schema.get(word, ())):
            yield from parts(inner, f"{path}/{word}/{number}")


ALL_PARTS = [(f"{kind}{path}", part) for kind, schema in SCHEMAS.items() for path, part in parts(schema)]
OBJECTS = [(path, part) for path, part in ALL_PARTS if part.get("type") == "object"]


def test_there_is_a_schema_for_each_kind_of_file() -> None:
    """Every kind of file has one schema, and its root is the file's object."""
    assert list(SCHEMAS) == KINDS
    for kind, schema in SCHEMAS.items():
        assert schema["$ref"].removeprefix("#/$defs/").removesuffix("File").lower() == kind.replace("_", "")


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_valid(kind: str) -> None:
    """The schema is valid by the rules of JSON Schema 2020-12, and says that it follows them."""
    assert SCHEMAS[kind]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(SCHEMAS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_references_stay_in_the_file_and_lead_somewhere(kind: str) -> None:
    """Every reference leads to a part of the same schema, so nothing is ever fetched, and no definition is unused."""
    schema = SCHEMAS[kind]
    references = {part["$ref"] for _, part in parts(schema) if "$ref" in part}
    for reference in references:
        target: Any = schema
        for step in reference.removeprefix("#/").split("/"):
            target = target[step]
    assert {f"#/$defs/{name}" for name in schema["$defs"]} <= references


@pytest.mark.parametrize("name", sorted({name for schema in SCHEMAS.values() for name in schema["$defs"]}))
def test_definitions_of_one_name_are_the_same_everywhere(name: str) -> None:
    """What two schemas call by one name is the same in both."""
    first, *others = definitions(name)
    assert all(other == first for other in others)


@pytest.mark.parametrize(
    ("one", "other"), [("Fact", "FactAdded"), ("Move", "Follow"), ("Invariant", "InvariantChange")]
)
def test_objects_that_are_alike_hold_the_same_behind_the_same_keys(one: str, other: str) -> None:
    """Where two objects are written alike, what may stand behind a key of both is the same in both."""
    (first, *_), (second, *_) = definitions(one), definitions(other)
    shared = first["properties"].keys() & second["properties"].keys()
    assert len(shared) > 5
    assert [key for key in shared if first["properties"][key] != second["properties"][key]] == []


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_class_accepts_the_keys_of_its_schema(name: str) -> None:
    """The keys a class reads are the properties of its object in the schemas, and the required are the same.

    An event of a case takes its facts under their own names.
    """
    keys = {key: field for key, field in keys_of(CLASSES[name]).items() if not key.startswith("location")}
    if name == "Happening":
        del keys["facts"]
    found = definitions(name)
    assert found
    for definition in found:
        assert set(definition["properties"]) == set(keys)
        assert definition["additionalProperties"] == ({"$ref": "#/$defs/Scalar"} if name == "Happening" else False)
        required = {key for key, field in keys.items() if field.default is attrs.NOTHING}
        assert set(definition.get("required", ())) == required


def test_every_object_of_the_schemas_has_a_class() -> None:
    """There is no object in the schemas that no class reads."""
    names = {name for schema in SCHEMAS.values() for name, d in schema["$defs"].items() if "properties" in d}
    assert names - set(CLASSES) == {"Qualified"}
    for definition in definitions("Qualified"):
        assert tuple(definition["properties"]) == get_args(Reservation)


def test_composite_value_offers_the_keys_of_all_its_kinds() -> None:
    """An object without a known key is offered the keys of durations, reservations and parameters."""
    expected = [*keys_of(Duration), *get_args(Reservation), *keys_of(ParameterReference)]
    for definition in definitions("CompositeValue"):
        assert list(definition["else"]["else"]["else"]["properties"]) == expected


def test_whatever_can_be_wrong_has_words_of_its_own() -> None:
    """Where a value can be of the wrong type or form, the schema says in Danish what to write."""
    assert [path for path, part in ALL_PARTS if {"type", "pattern"} & part.keys() and "errorMessage" not in part] == []


@pytest.mark.parametrize("field", ["title", "description", "errorMessage"])
@pytest.mark.parametrize(("path", "part"), OBJECTS, ids=[path for path, _ in OBJECTS])
def test_every_object_is_explained_in_danish(path: str, part: dict[str, Any], field: str) -> None:
    """Every object has a title, a description and a message of its own, in Danish."""
    assert isinstance(part.get(field), str), path
    assert part[field] == part[field].strip() != ""
    assert not ENGLISH.search(part[field])


@pytest.mark.parametrize(("path", "part"), ALL_PARTS, ids=[path for path, _ in ALL_PARTS])
def test_every_property_is_described_in_danish(path: str, part: dict[str, Any]) -> None:
    """Whatever an editor can show of a key is Danish and ends as a sentence, and no object is open."""
    for text in (part.get(field) for field in ("description", "errorMessage", "patternErrorMessage")):
        assert text is None or (text.endswith(".") and not ENGLISH.search(text)), (path, text)
    for key, inner in part.get("properties", {}).items():
        assert inner is False or "description" in inner or "$ref" in inner, f"{path}/{key}"
    assert part.get("type") != "object" or "additionalProperties" in part


@pytest.mark.parametrize("path", sorted(SHIPPED.parent.glob("*/*.yaml")), ids=lambda path: str(path.name))
def test_shipped_file_fits_its_schema_and_names_it(path: Path) -> None:
    """Every shipped file fits the schema of its kind, and its first line tells an editor which that is."""
    tree, findings = parse(path.read_bytes(), path.name)
    assert findings == ()
    assert tree is not None
    kind = kind_of(path.name)
    assert check_document(tree, kind) == ()
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json"
    assert (path.parent / first.split("=")[1]).resolve() == ROOT / "schemas" / f"{kind}.schema.json"


SOUND = {f"lille/{name}": text for name, text in LIVING.items()} | {f"egen/{name}": text for name, text in OWN.items()}


@pytest.mark.parametrize("name", sorted(SOUND))
def test_sound_rule_set_fits_the_schemas(name: str) -> None:
    """The rule sets that the tests damage fit the schemas before they are damaged."""
    tree, findings = parse(SOUND[name].encode(), name)
    assert findings == ()
    assert tree is not None
    assert check_document(tree, kind_of(name)) == ()
