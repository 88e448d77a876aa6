# SPDX-License-Identifier: MPL-2.0
"""The schemas as an editor needs them for one rule set: with its own roles, facts, values, sources and readings.

Where the shipped schema takes any name, that of a rule set takes the names there are, each with its label. Danish
only, as the schemas are: they speak to those who write rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..domains import Choice, Scale
from ..model import BUILT_IN_TYPES, FACT_TYPES, Fact, RuleSetModel
from ..values import spell
from .editor_own import choices_of_base, offer_the_base
from .editor_words import Schema, Words, among, beginning_with, labels_of, told, with_keys

__all__ = ["schema_for", "schema_of_nothing"]

# What a place holds, by the definition and the key in the schemas; `*` is any definition. A place that holds a name is
# followed by the names it can be; one that holds a list or a look-up by those of its items or keys.
_PLACES: dict[tuple[str, str], tuple[str, ...]] = {
    ("*", "source"): ("source",),
    ("*", "notice"): ("notice",),
    ("*", "notices"): ("notice",),
    ("*", "under"): ("reading",),
    ("*", "event"): ("event",),
    ("*", "rests_on"): ("open_point",),
    ("*", "no_deadline"): ("open_point",),
    ("*", "without_start"): ("open_point",),
    ("*", "open_point"): ("open_point",),
    ("*", "unless_done"): ("task",),
    ("*", "to"): ("phase",),
    ("*", "done"): ("task",),
    ("*", "keep"): ("mark",),
    ("*", "parameter"): ("parameter",),
    ("Calendar", "every"): ("outcome",),
    ("Calendar", "lasts"): ("outcome",),
    ("Calendar", "within"): ("outcome",),
    ("Calendar", "after"): ("outcome",),
    ("Calendar", "at_least"): ("outcome",),
    ("Calendar", "deadline_for"): ("outcome",),
    ("Calendar", "before"): ("event",),
    ("ChangesFile", "changes"): ("base_decision", "base_lifecycle"),
    ("ReplacementFile", "replaces"): ("base_decision",),
    ("LifecycleFile", "replaces"): ("base_lifecycle",),
    ("RuleSetFile", "parameters"): ("parameter",),
    ("VocabularyChanges", "facts"): ("fact",),
    ("VocabularyChanges", "outcomes"): ("outcome",),
    ("VocabularyChanges", "role_kinds"): ("role_kind",),
    ("VocabularyChanges", "roles"): ("role",),
    ("VocabularyChanges", "parameters"): ("parameter",),
    ("NoticesFile", "change"): ("notice",),
    ("EventsFile", "change"): ("event",),
    ("TasksFile", "change"): ("task",),
    ("InvariantsFile", "change"): ("invariant",),
    ("Case", "open_points"): ("reading", "open_point"),
    ("Case", "undetermined"): ("reading", "open_point"),
    ("Case", "missing"): ("fact",),
    ("CasesFile", "decision"): ("decision",),
    ("Node", "ask"): ("fact",),
    ("Node", "reading"): ("reading",),
    ("Node", "undetermined"): ("open_point",),
    ("Node", "not_applicable"): ("notice",),
    ("OutcomeDeclaration", "type"): ("type",),
    ("Event", "facts"): ("fact",),
    ("Invariant", "decision"): ("decision",),
    ("LifecycleFile", "beside"): ("lifecycle",),
    ("Mark", "in"): ("phase",),
    ("Phase", "owner"): ("role",),
    ("Phase", "tasks"): ("task",),
    ("Move", "from"): ("phase",),
    ("Move", "undetermined"): ("open_point",),
    ("Follow", "from"): ("phase",),
    ("Duty", "while"): ("lifecycle",),
    ("Duty", "actor"): ("role",),
    ("Duty", "waits_for"): ("lifecycle",),
    ("Await", "task"): ("task",),
    ("Due", "before"): ("event",),
    ("Due", "next"): ("decision",),
    ("Due", "undetermined"): ("open_point",),
    ("LifecycleCasesFile", "lifecycle"): ("lifecycle",),
    ("LifecycleCase", "phase"): ("phase",),
    ("LifecycleCase", "beside"): ("lifecycle",),
    ("LifecycleCase", "open"): ("task",),
    ("LifecycleCase", "waiting"): ("task",),
    ("LifecycleCase", "overdue"): ("task",),
    ("LifecycleCase", "due"): ("task",),
    ("LifecycleCase", "undetermined"): ("open_point",),
    ("LifecycleCase", "missing"): ("fact",),
    ("LifecycleCase", "owner"): ("role",),
    ("LifecycleCase", "tasks"): ("task",),
    ("Standing", "actor"): ("role",),
    ("Standing", "channel"): ("channel",),
    ("Deadline", "after"): ("event",),
    ("Deadline", "before"): ("event",),
    ("Deadline", "next"): ("decision",),
    ("Deadline", "undetermined"): ("open_point",),
    ("Refused", "waits_for"): ("task",),
    ("OpenPoint", "about"): ("word",),
    ("SourceFact", "document"): ("document",),
    ("Task", "channel"): ("channel",),
    ("Task", "open_points"): ("open_point",),
    ("Role", "kind"): ("role_kind",),
    ("Fact", "type"): ("fact_type",),
    ("Qualified", "preferably"): ("term",),
    ("Qualified", "optional"): ("term",),
    ("Qualified", "at_least_one_of"): ("term",),
}
# What a snippet calls something that is named elsewhere.
_OFFERED = {"oplysning": "fact", "laesning": "reading", "punkt": "open_point", "beslutning": "decision"}
# Where snippets only use names; elsewhere they make new ones.
_USING = ("Node", "Case", "CasesFile", "ChangesFile", "ReplacementFile")
_EMPTY = "En ny fil"
_LIST = "Her skal stå en liste i klammer: [...]."


def schema_for(schema: str, model: RuleSetModel) -> str:
    """Give a shipped schema, as text, with the names of a rule set in it."""
    made: Schema = json.loads(schema)
    made.pop("$id", None)  # the shipped one is another schema, and an editor keeps only one of each id
    if model.base is not None:
        offer_the_base(made["$defs"], model)
    _Names(made["$defs"], model).fill()
    return _spelt(made)


def schema_of_nothing(schemas: Iterable[str]) -> str:
    """Give the schema of a file that is still empty: it offers what each of these schemas begins a file with."""
    made = [json.loads(schema) for schema in schemas]
    files = [schema["$defs"][schema["$ref"].rpartition("/")[2]] for schema in made]
    offered = [snippet for file in files for snippet in file.get("defaultSnippets", ())]
    return _spelt({"$schema": made[0]["$schema"], "title": _EMPTY, "type": "object", "defaultSnippets": offered})


def _spelt(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, separators=(",", ":")) + "\n"


class _Names:
    """Puts the names of a rule set into the definitions of a schema; each list of names is a definition of its own."""

    def __init__(self, definitions: dict[str, Schema], model: RuleSetModel) -> None:
        self.definitions = definitions
        self.model = model
        self.words = _words(model)

    def fill(self) -> None:
        """Narrow every place that takes a name."""
        for name, definition in list(self.definitions.items()):
            for key, place in definition.get("properties", {}).items():
                kinds = _PLACES.get((name, key)) or _PLACES.get(("*", key))
                if kinds is not None and isinstance(place, dict):
                    definition["properties"][key] = self._narrowed(place, kinds)
        self._values_of_names()
        if "Node" in self.definitions:
            self.definitions["Node"]["allOf"] = [*self.definitions["Node"].get("allOf", ()), *self._branches()]
        for name in _USING:
            for snippet in self.definitions.get(name, {}).get("defaultSnippets", ()):
                snippet["body"] = self._offering(snippet["body"])

    def _narrowed(self, place: Schema, kinds: tuple[str, ...]) -> Schema:
        """Let a place that takes any name take these."""
        words = {word: text for kind in kinds for word, text in self.words[kind].items()}
        if not words or place == {}:
            return place
        listed = self._among("_or_".join(kinds), words)
        if "$ref" in place:
            return place | listed
        if place.get("type") == "array":
            return place | {"items": listed}
        if "propertyNames" in place:
            value = place["additionalProperties"]
            return with_keys(place, {word: told(value, text) for word, text in words.items()})
        return place

    def _among(self, name: str, words: Words) -> Schema:
        return among(self.definitions, name, words)

    def _values_of_names(self) -> None:
        """Let what stands at a fact, an outcome or a reading be one of its values."""
        for name, key, values in (
            ("Case", "facts", self._facts),
            ("Case", "readings", self._readings),
            ("Case", "outcome", self._outcomes),
            ("LifecycleCase", "readings", self._readings),
            ("RuleSetFile", "readings", self._choices),
            ("Node", "set", self._outcomes),
        ):
            if name in self.definitions and (known := values()):
                places = self.definitions[name]["properties"]
                places[key] = with_keys(places[key], known)

    def _facts(self) -> Schema:
        return {name: told(self._fact(fact), fact.question.da) for name, fact in self.model.facts.items()}

    def _readings(self) -> Schema:
        return {
            name: told(self._among(f"options_of_{name}", labels_of(reading.options)), reading.question.da)
            for name, reading in self.model.readings.items()
        }

    def _choices(self) -> Schema:
        """Give what stands at a chosen reading: an option, or with a base also the choice of one and why."""
        return self._readings() if self.model.base is None else choices_of_base(self._readings())

    def _outcomes(self) -> Schema:
        return {name: told(self._outcome(name), label.da) for name, label in self.model.outcome_labels.items()}

    def _fact(self, fact: Fact) -> Schema:
        """Give the schema of a fact's value."""
        domain = fact.domain
        if isinstance(domain, Scale):
            limits = (("minimum", domain.low), ("maximum", domain.high))
            held = {key: float(limit) if limit % 1 else int(limit) for key, limit in limits if limit is not None}
            return {"type": "integer" if domain.whole else "number", **held}
        words = {value: fact.value_labels[value].da for value in domain.values if isinstance(value, str)}
        return self._among(f"values_of_{fact.name}", words) if words else {"type": "boolean"}

    def _outcome(self, name: str) -> Schema:
        """Give the schema of what an outcome can be set to: words of its types, or what the shipped schema takes."""
        declared = [d.outcomes[name] for d in self.model.decisions.values() if name in d.outcomes]
        types = sorted({outcome.type for outcome in declared})
        if not types or any(kind not in self.model.terms for kind in types):
            return {"$ref": "#/$defs/Values"}
        words = {word: term.label.da for kind in types for word, term in self.model.terms[kind].items()}
        word = self._among("words_" + "_or_".join(types), words)
        some = {"type": "array", "items": {"anyOf": [word, {"$ref": "#/$defs/Qualified"}]}, "uniqueItems": True}
        match sorted({outcome.many for outcome in declared}):
            case [True]:
                return {**some, "errorMessage": _LIST}
            case [False]:
                return word
            case _:
                return {"anyOf": [word, some]}  # editors offer what stands in `anyOf`, and not what stands behind `if`

    def _branches(self) -> Iterable[Schema]:
        """Offer the answers of the fact that is asked for, and the options of the reading that is consulted."""
        for name, fact in self.model.facts.items():
            if isinstance(fact.domain, Choice):
                labels = {spell(v): fact.value_labels[v].da if isinstance(v, str) else "" for v in fact.domain.values}
                yield _branch("ask", name, "answers", labels)
        for name, reading in self.model.readings.items():
            yield _branch("reading", name, "options", labels_of(reading.options))

    def _offering(self, body: Any) -> Any:
        """Let a snippet offer the facts and readings there are, where it only named one that could be."""
        if isinstance(body, Mapping):
            return {self._offering(key): self._offering(value) for key, value in body.items()}
        for placeholder, kind in _OFFERED.items():
            if isinstance(body, str) and self.words[kind]:
                body = re.sub(rf"\$\{{(\d+):{placeholder}\}}", rf"${{\1|{','.join(self.words[kind])}|}}", body)
        return body


def _branch(key: str, name: str, below: str, labels: Words) -> Schema:
    node: Schema = {"$ref": "#/$defs/Node"}
    return beginning_with(key, name, below, {label: told(node, text) for label, text in labels.items()})


def _words(model: RuleSetModel) -> dict[str, Words]:
    """Give all names of the rule set by what they name, each with its Danish label."""
    terms = {kind: {name: term.label.da for name, term in words.items()} for kind, words in model.terms.items()}
    lifecycles = model.lifecycles.values()
    phases = [phase for lifecycle in lifecycles for phase in lifecycle.phases]
    marks = [mark for lifecycle in lifecycles for mark in lifecycle.marks]
    facts = {name: fact.question.da for name, fact in model.facts.items()}
    return {
        **_words_of_base(model),
        "fact": facts,
        "outcome": labels_of(model.outcome_labels),
        "role": terms.get("role", {}),
        "channel": terms.get("channel", {}),
        "term": {name: label for words in terms.values() for name, label in words.items()},
        "word": {**facts, **{name: label for words in terms.values() for name, label in words.items()}},
        "role_kind": labels_of(model.role_kinds),
        "parameter": {name: parameter.label.da for name, parameter in model.parameters.items()},
        "document": {name: document.title.da for name, document in model.documents.items()},
        "source": {name: f"{fact.section}: {fact.text.da}" for name, fact in model.sources.items()},
        "notice": {name: notice.text.da for name, notice in model.notices.items()},
        "open_point": {name: f"{point.point}: {point.title.da}" for name, point in model.open_points.items()},
        "reading": {name: reading.question.da for name, reading in model.readings.items()},
        "decision": {name: decision.title.da for name, decision in model.decisions.items()},
        "invariant": {name: invariant.label.da for name, invariant in model.invariants.items()},
        "lifecycle": {name: lifecycle.title.da for name, lifecycle in model.lifecycles.items()},
        "event": {name: event.label.da for name, event in model.events.items()},
        "task": {name: task.label.da for name, task in model.tasks.items()},
        "phase": {name: terms.get("phase", {}).get(name, "") for name in phases},
        "mark": {name: terms.get("mark", {}).get(name, "") for name in marks},
        "type": dict.fromkeys((*BUILT_IN_TYPES, *model.terms), ""),
        "fact_type": dict.fromkeys((*FACT_TYPES, *model.terms), ""),
    }


def _words_of_base(model: RuleSetModel) -> dict[str, Words]:
    """Give the rules of the base as they are called above it; none without a base."""
    if model.base is None:
        return {"base_decision": {}, "base_lifecycle": {}}
    own = {(one.kind, one.name) for one in model.departures if one.how == "added"}
    return {
        f"base_{kind}": {
            f"{model.base.id}/{name}": rule.title.da for name, rule in rules.items() if (kind, name) not in own
        }
        for kind, rules in (("decision", model.decisions), ("lifecycle", model.lifecycles))
    }
