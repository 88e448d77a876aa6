# SPDX-License-Identifier: MPL-2.0
"""Laws of names: one letter wrong in any name is found at its line and column, with the name that was meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import reference
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_texts import NAME, folder_of, texts_of, yaml_text
from strategies import TERMS, any_rule_set_data

from trivselrules.loading import read
from trivselrules.testing.grown_facts import prose

Plain = dict[str, Any]
# Code of the finding, file, and the scalar (or the key) that holds the name.
Site = tuple[str, str, yaml.ScalarNode]


def pairs(node: yaml.Node | None, *path: str) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    """Give keys and values of the mapping at `path`; `*` stands for every key."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if not path:
                yield key, value
            elif path[0] in ("*", key.value):
                yield from pairs(value, *path[1:])


def values(node: yaml.Node | None, *path: str) -> Iterator[yaml.ScalarNode]:
    """Give the words at `path`, where there is one word or a list of them."""
    for key, value in pairs(node, *path[:-1]):
        if key.value == path[-1]:
            items: list[yaml.Node] = value.value if isinstance(value, yaml.SequenceNode) else [value]
            yield from (item for item in items if isinstance(item, yaml.ScalarNode))


def sites_of(name: str, text: str, rules: Plain) -> Iterator[Site]:
    """Give every place of a file where a name is used that is declared elsewhere."""
    root = yaml.compose(text, Loader=reference.LOADER)
    found: dict[str, list[yaml.ScalarNode]] = {}
    if name == "rule_set.yaml":
        found["unknown-reading"] = [key for key, _ in pairs(root, "readings")]
        found["unknown-option"] = [value for _, value in pairs(root, "readings") if isinstance(value, yaml.ScalarNode)]
        found["unknown-parameter"] = [key for key, _ in pairs(root, "parameters")]
    elif name == "vocabulary.yaml":
        found["unknown-role-kind"] = [*values(root, "roles", "*", "kind")]
        found["unknown-open-point"] = [*values(root, "parameters", "*", "open_point")]
    elif name == "sources.yaml":
        found["unknown-document"] = [*values(root, "facts", "*", "document")]
    elif name == "open_points.yaml":
        found["unknown-source"] = [*values(root, "open_points", "*", "source")]
        found["unknown-option"] = [*values(root, "open_points", "*", "readings", "*", "default")]
    elif name != "notices.yaml":
        types = {key.value: next(values(value, "type")) for key, value in pairs(root, "outcome")}
        yield from (("unknown-type", name, node) for node in types.values())
        found["unknown-outcome"] = [*values(root, "calendar", "every"), *values(root, "calendar", "lasts")]
        for _, tree in (*pairs(root, "parts"), *((k, v) for k, v in pairs(root) if k.value == "tree")):
            yield from ((code, name, node) for code, node in _in_node(tree, rules, types))
    yield from ((code, name, node) for code, nodes in found.items() for node in nodes)


_STEPS = {
    "source": "unknown-source",
    "notice": "unknown-notice",
    "ask": "unknown-fact",
    "reading": "unknown-reading",
    "use": "unknown-part",
    "undetermined": "unknown-open-point",
    "not_applicable": "unknown-notice",
}


def _in_node(node: yaml.Node, rules: Plain, types: dict[str, yaml.ScalarNode]) -> Iterator[tuple[str, yaml.ScalarNode]]:
    for step, code in _STEPS.items():
        yield from ((code, word) for word in values(node, step))
    for key, value in pairs(node, "set"):
        yield "unknown-outcome", key
        kind = types[key.value].value
        yield from _in_value(value, "unknown-role" if kind == "role" else "unknown-term" if kind in TERMS else None)
    words = {name for name, fact in rules["facts"].items() if "values" in fact}
    asked = next((word.value for word in values(node, "ask")), None)
    for branches, code in (("answers", "answer-form"), ("options", "unknown-option")):
        for key, inner in pairs(node, branches):
            if branches == "options" or asked in words:
                yield code, key
            yield from _in_node(inner, rules, types)
    for _, inner in pairs(node):
        for item in inner.value if isinstance(inner, yaml.SequenceNode) else ():
            if isinstance(item, yaml.MappingNode):
                yield from _in_node(item, rules, types)


def _in_value(node: yaml.Node, code: str | None) -> Iterator[tuple[str, yaml.ScalarNode]]:
    if isinstance(node, yaml.ScalarNode):
        if code is not None:
            yield code, node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value != "parameter" and code is not None:  # where a parameter stands has a test of its own
                yield from _in_value(value, code)
    else:
        for item in node.value:
            yield from _in_value(item, code)


@settings(max_examples=settings().max_examples * 2 // 5)
@given(any_rule_set_data(), st.data())
def test_one_wrong_letter_is_found_where_it_stands(files: dict[str, Plain], data: st.DataObject) -> None:
    """A name with one wrong letter is the only error, at its very place, with the name that was meant."""
    texts = texts_of(files)
    rules = {"facts": files["vocabulary.yaml"]["facts"]}
    sites: dict[str, list[Site]] = {}
    for site in (site for name, text in texts.items() for site in sites_of(name, text, rules)):
        sites.setdefault(site[0], []).append(site)
    failed = []
    for code, of_code in sites.items():
        _, file, node = data.draw(st.sampled_from(of_code), label=code)
        item = data.draw(st.sampled_from(reference.items(node.value)))
        at = data.draw(st.sampled_from([i for i, letter in enumerate(item) if letter.isalpha()]))
        letter = "x" if item[at] in "qQ" else "q"
        wrong = item[:at] + (letter.upper() if item[at].isupper() else letter) + item[at + 1 :]
        place, text = exchanged(texts[file], node, item, wrong)
        with folder_of({**texts, file: text}) as folder:
            errors = [finding for finding in read(folder).findings if finding.severity == "error"]
        if code == "unknown-type":  # what follows from it has a test of its own
            errors = [error for error in errors if error.code != "outcome-type"]
        found = [(e.code, str(e.location), e.nearest, e.details.get("name", e.details.get("value"))) for e in errors]
        if found != [(code, f"{NAME}/{file}:{place}", item, wrong)]:
            failed.append((file, place, wrong, found))
    assert failed == []


def exchanged(text: str, node: yaml.ScalarNode, old: str, new: str) -> tuple[str, str]:
    """Exchange a name in a scalar; give its line and column, and the text."""
    assert node.start_mark is not None
    line, column = node.start_mark.line, node.start_mark.column + node.value.index(old)
    lines = text.split("\n")
    assert lines[line][column:].startswith(old)
    lines[line] = lines[line][:column] + new + lines[line][column + len(old) :]
    return f"{line + 1}:{column + 1}", "\n".join(lines)


@pytest.mark.parametrize("node", ["{antal: {parameter: kvotq}}", "{satser: [1, {parameter: kvotq}]}"])
def test_a_wrong_parameter_in_a_rule_is_found_where_it_stands(node: str) -> None:
    """A parameter that does not exist is found at its name, as every other name is."""
    tree = f"tree: {{set: {node}, source: [AB-1]}}"
    texts = small(tree=tree)
    number = texts["lille.yaml"].split("\n").index(tree) + 1
    assert errors_in(texts) == [("unknown-parameter", f"lille.yaml:{number}:{tree.index('kvotq') + 1}", "kvote")]


def test_a_wrong_parameter_that_bounds_a_fact_is_found_where_it_stands() -> None:
    """A parameter that does not exist is found at its name in the domain of a fact too."""
    to = "    to: {parameter: kvotq}"
    texts = small(to=to)
    number = texts["vocabulary.yaml"].split("\n").index(to) + 1
    assert errors_in(texts) == [("unknown-parameter", f"vocabulary.yaml:{number}:{to.index('kvotq') + 1}", "kvote")]


@pytest.mark.parametrize("value", ["1", "true", "ida", "{weeks: 1}", "{parameter: kvote}"])
def test_a_wrong_type_is_the_only_error_whatever_is_set(value: str) -> None:
    """As long as the type of an outcome is not known, nothing is said about the values that it is given."""
    texts = small(tree=f"tree: {{set: {{antal: {value}}}, source: [AB-1]}}", kind="integeq")
    ((code, _, nearest),) = errors_in(texts)
    assert (code, nearest) == ("unknown-type", "integer")


def small(*, tree: str = "tree: {source: [AB-1]}", to: str = "    to: 9", kind: str = "integer") -> dict[str, str]:
    """Write rules with a parameter, a fact and two outcomes; the last lines of two files can be chosen."""
    vocabulary = {
        "outcomes": {"antal": prose("antal"), "satser": prose("satser")},
        "parameters": {"kvote": {"label": prose("kvote"), "type": "integer", "open_point": "punkt"}},
        "facts": {"bredde": {"label": prose("bredde"), "question": prose("bredde?"), "type": "integer"}},
    }
    outcome = {"antal": {"type": kind}, "satser": {"type": "number", "many": True}}
    point = {"point": "A-001", "title": prose("punkt"), "why": prose("punkt")}
    documents = {"bog": {"title": prose("bog")}}
    statement = {"document": "bog", "section": "1", **prose("udsagn")}
    return {
        "rule_set.yaml": yaml_text(
            {"rule_set": "regler", "version": "1", "title": prose("regler"), "documents": documents}
        ),
        "sources.yaml": yaml_text({"facts": {"AB-1": statement}}),
        "open_points.yaml": yaml_text({"open_points": {"punkt": point}}),
        "vocabulary.yaml": yaml_text(vocabulary) + f"{to}\n",
        "lille.yaml": yaml_text({"decision": "lille", "title": prose("lille"), "outcome": outcome}) + f"{tree}\n",
    }


def errors_in(texts: dict[str, str]) -> list[tuple[str, str, str | None]]:
    """Give code, place and nearest name of every error."""
    with folder_of(texts) as folder:
        errors = [finding for finding in read(folder).findings if finding.severity == "error"]
    return [(error.code, str(error.location).removeprefix(f"{NAME}/"), error.nearest) for error in errors]
