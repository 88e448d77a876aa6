# SPDX-License-Identifier: MPL-2.0
"""What the schemas of one rule set are made of: lists of its names, each told with its label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..text import Text

__all__ = ["Schema", "Words", "among", "beginning_with", "labels_of", "told", "with_keys"]

Schema = dict[str, Any]
Words = Mapping[str, str]

_UNKNOWN = (
    "Navnet findes ikke i regelsættet. Se forslagene; er det nyt, så skriv det først dér, hvor det hører til, "
    "og kør trivselrules schema igen."
)


def among(definitions: dict[str, Schema], name: str, words: Words) -> Schema:
    """Refer to a definition of some names, each with what it stands for."""
    listed = {"enum": list(words), "markdownEnumDescriptions": list(words.values()), "errorMessage": _UNKNOWN}
    definitions[f"known_{name}"] = {"type": "string", "title": "Navn", **listed}
    return {"$ref": f"#/$defs/known_{name}"}


def with_keys(place: Schema, known: Schema) -> Schema:
    """Let a look-up have these keys only."""
    kept = {key: value for key, value in place.items() if key != "propertyNames"}
    message = f"{place.get('errorMessage', '')} {_UNKNOWN}".strip()
    return {**kept, "properties": known, "additionalProperties": False, "errorMessage": message}


def told(value: Schema, text: str) -> Schema:
    """Give a schema a description; beside a reference it stands for the one that is referred to."""
    return {**value, "description": text} if text else dict(value)


def beginning_with(key: str, name: str, below: str, offered: Schema) -> Schema:
    """Offer some keys under one of a place, where another of its keys has a certain value."""
    then = {"properties": {below: {"properties": offered}}}
    return {"if": {"required": [key], "properties": {key: {"const": name}}}, "then": then}


def labels_of(texts: Mapping[str, Text]) -> Words:
    """Give the Danish texts by their names."""
    return {name: text.da for name, text in texts.items()}
