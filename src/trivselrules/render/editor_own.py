# SPDX-License-Identifier: MPL-2.0
"""What the schemas of a rule set of one's own offer of the one it extends: its parts, its words, its readings."""

from __future__ import annotations

import json
from typing import Any

from ..model import RuleSetModel
from .editor_words import Schema, among, beginning_with, told

__all__ = ["choices_of_base", "offer_the_base"]

_CHOICE = {"title": "Et valg med en grund", "description": "Den mulighed, kommunen har valgt, og grunden til det."}
_NODE: Schema = {"$ref": "#/$defs/Node"}
_WHY = {"da": "${3:Grunden på dansk.}", "en": "${4:The reason in English.}"}


def choices_of_base(readings: Schema) -> Schema:
    """Let each reading be chosen with a reason, as one of a base must be, or by its option alone."""
    return {
        name: {
            "description": options["description"],
            "anyOf": [
                {
                    "type": "object",
                    **_CHOICE,
                    "properties": {"choose": {"$ref": options["$ref"]}, "because": {"$ref": "#/$defs/Text"}},
                    "required": ["choose", "because"],
                    "additionalProperties": False,
                },
                {"$ref": options["$ref"]},
            ],
        }
        for name, options in readings.items()
    }


def offer_the_base(definitions: dict[str, Schema], model: RuleSetModel) -> None:
    """Offer what only a file of a rule set of one's own can speak of."""
    if "ChangesFile" in definitions:
        _offer_changes(definitions, model)
    if "RuleSetFile" in definitions and model.readings:
        choice = {f"${{1|{','.join(model.readings)}|}}": {"choose": "${2:mulighed}", "because": _WHY}}
        snippet = {"label": "Nyt valg af læsning", "description": "En anden læsning end den, der gælder i forvejen."}
        readings = definitions["RuleSetFile"]["properties"]["readings"]
        readings["defaultSnippets"] = [{**snippet, "body": choice}]
    if "VocabularyAdded" in definitions:
        added = definitions["VocabularyAdded"]["properties"]["facts"]
        known = {name: fact.question.da for name, fact in model.facts.items()}
        added["properties"] = {name: told({"$ref": "#/$defs/FactAdded"}, text) for name, text in known.items()}
        terms = definitions["VocabularyChanges"]["properties"]["terms"]
        terms["properties"] = {kind: _changed_terms(terms, model, kind) for kind in model.terms}
    for definition in definitions.values():
        for snippet in definition.get("defaultSnippets", ()):
            snippet["body"] = _naming_the_base(snippet["body"], model)


def _offer_changes(definitions: dict[str, Schema], model: RuleSetModel) -> None:
    """Offer the parts of the decision that is changed, and the answers that are new."""
    assert model.base is not None
    file = definitions["ChangesFile"]
    offered = [
        beginning_with("changes", f"{model.base.id}/{name}", "parts", dict.fromkeys(decision.parts, _NODE))
        for name, decision in model.decisions.items()
        if decision.parts
    ]
    file["allOf"] = [*file.get("allOf", ()), *offered]
    answers = file["properties"]["answers"]
    some = answers["additionalProperties"]
    answers["properties"] = {
        fact: told({**some, "properties": dict.fromkeys(values, _NODE)}, model.facts[fact].question.da)
        for fact, values in _new_values(model).items()
    }
    parts = {part: decision.title.da for decision in model.decisions.values() for part in decision.parts}
    if parts:  # a new part has a name of its own: the parts there are can only be offered
        use = definitions["Node"]["properties"]["use"]
        slug = {"$ref": use.pop("$ref")}
        use["anyOf"] = [among(definitions, "part", parts), slug]


def _new_values(model: RuleSetModel) -> dict[str, list[str]]:
    """Give the values that are added to facts of the base."""
    new: dict[str, list[str]] = {}
    for one in model.departures:
        if one.kind == "value" and one.how == "added":
            new.setdefault(one.within[0], []).append(one.name)
    return new


def _changed_terms(terms: Schema, model: RuleSetModel, kind: str) -> Schema:
    words = {name: told({"$ref": "#/$defs/LabelChange"}, term.label.da) for name, term in model.terms[kind].items()}
    return {**terms["additionalProperties"], "properties": words}


def _naming_the_base(body: Any, model: RuleSetModel) -> Any:
    """Let a snippet that begins with the rules of a base name one of them."""
    assert model.base is not None
    rules = "${{1|{}|}}".format(",".join(f"{model.base.id}/{name}" for name in model.decisions))
    return json.loads(json.dumps(body).replace("${1:trivselplus}/${2:beslutning}", rules))
