# SPDX-License-Identifier: MPL-2.0
"""A naive reading of rule files into the model that they must make, with the place of everything.

It goes by what YAML says stands where, and by what the fields of the model are called: as a rule a field is the key of
that name in the object that its node is written as. What is written otherwise has a function of its own below.
It assumes a sound rule set that has no base and does not change with time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

import attrs
import yaml
from reference import typed

from trivselrules import lifecycle as life
from trivselrules import measuring, model
from trivselrules.domains import Choice, Domain, Scale
from trivselrules.frozen_map import FrozenMap
from trivselrules.keys import items
from trivselrules.location import Location
from trivselrules.ref import Ref
from trivselrules.text import Text
from trivselrules.values import Duration, ParameterReference, Qualified, Reservation, Scalar

__all__ = ["model_of", "told"]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
T = TypeVar("T")
# The keys of fields that are called otherwise.
KEYS = {"notices": "notice", "duties": "tasks", "phases": "in", "role_kind": "kind", "outcomes": "outcome"}
KEYS |= {"moment": "on", "settings": "set", "sources": "source"}


@attrs.frozen
class Seen:
    """What stands in a file, and the key that it stands behind."""

    file: str
    node: yaml.Node
    key: yaml.Node | None = None

    @property
    def place(self) -> Location:
        """Give where it begins."""
        return self._at(self.node)

    @property
    def named(self) -> Location:
        """Give where its key begins."""
        return self._at(self.key)

    def _at(self, node: Any) -> Location:
        return Location(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    @property
    def name(self) -> str:
        """Give its key."""
        return str(getattr(self.key, "value", ""))

    @property
    def text(self) -> str:
        """Give it as it is written."""
        return str(self.node.value)

    @property
    def ref(self) -> Ref:
        """Give its key with the place of that."""
        return Ref(self.name, location=self.named)

    @property
    def value(self) -> Any:
        """Give what it says: a word, a number, a boolean, a length of time, a parameter, a word with a reservation."""
        if isinstance(self.node, yaml.ScalarNode):
            return self.text if self.node.style else typed(self.text)
        (first, *_) = self.inner
        if first.name == "parameter":
            return ParameterReference(first.text, location=first.place)
        if first.name in ("preferably", "optional", "at_least_one_of"):
            words = first.inner or (first,)
            return Qualified(cast("Reservation", first.name), tuple(w.text for w in words), places=places(words))
        return Duration(**{unit.name: unit.value for unit in self.inner})

    @property
    def inner(self) -> tuple[Seen, ...]:
        """Give what stands in it: the elements of a list, or what stands behind the keys of a look-up."""
        if isinstance(self.node, yaml.MappingNode):
            return tuple(Seen(self.file, value, key) for key, value in self.node.value)
        return tuple(Seen(self.file, one) for one in self.node.value if isinstance(self.node, yaml.SequenceNode))

    @property
    def listed(self) -> tuple[Seen, ...]:
        """Give the elements of a list, or it alone if it is none."""
        return self.inner if isinstance(self.node, yaml.SequenceNode) else (self,)

    def get(self, *path: str) -> Seen | None:
        """Give what stands behind keys in keys."""
        if not path:
            return self
        found = next((one for one in self.inner if one.name == path[0]), None)
        return None if found is None else found.get(*path[1:])

    def at(self, key: str) -> Seen:
        """Give what stands behind a key that must be there."""
        found = self.get(key)
        assert found is not None, key
        return found

    def within(self, *path: str) -> tuple[Seen, ...]:
        """Give what stands in what stands behind keys; nothing if there is no such key."""
        found = self.get(*path)
        return () if found is None else found.inner


def places(all_seen: Iterable[Seen]) -> tuple[Location, ...]:
    """Give the places of several."""
    return tuple(seen.place for seen in all_seen)


def values(seen: Seen) -> tuple[Any, ...]:
    """Give what the elements of a list say."""
    return tuple(one.value for one in seen.listed)


def own_text(seen: Seen) -> Text:
    """Give the text of an object that holds it in keys of its own."""
    texts = {one.name: one.text for one in seen.inner}
    return Text(texts["da"], texts["en"])


def made(kind: Any, seen: Seen) -> Any:
    """Give what stands there as a thing of a kind."""
    if kind in MADE:
        return MADE[kind](seen)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (kind,) = (one for one in inner if one is not NoneType)
        return made(kind, seen)
    if origin is tuple:
        keyed = isinstance(seen.node, yaml.MappingNode) and inner[0] not in LISTED
        return tuple(made(inner[0], one) for one in (seen.inner if keyed else seen.listed))
    if origin is FrozenMap:
        name = Ref if inner[0] is Ref else str
        return FrozenMap({(one.ref if name is Ref else one.name): made(inner[1], one) for one in seen.inner})
    if origin is Literal or kind is str:
        return seen.text
    return seen.value if kind is bool else with_fields(kind, seen)


@cache
def fields(kind: type) -> tuple[tuple[str, Any, Any], ...]:
    """Give the names of the fields of a kind of node, what is in them, and what where nothing is written."""
    attrs.resolve_types(kind)
    return tuple((one.name, one.type, one.default) for one in attrs.fields(kind))


def with_fields(kind: Callable[..., T], seen: Seen, **known: Any) -> T:
    """Give a node with the fields that are written there; `known` are those that are written otherwise."""
    names = [name for name, *_ in fields(kind)]
    has_name = {"name", "id"} & set(names)
    given = {"location": seen.named if has_name and seen.key is not None else seen.place} | known
    for name, inner, default in fields(kind):
        key = name.rstrip("_")
        there = seen.get(key) or seen.get(KEYS.get(name, key))
        if name in given:
            continue
        if name in ("name", "id"):
            given[name] = seen.name
        elif name in ("label", "text") and there is None:
            given[name] = own_text(seen)
        elif there is not None:
            given[name] = made(inner, there)
        elif default is attrs.NOTHING:
            given[name] = None if NoneType in get_args(inner) else ()
    return kind(**{name: value for name, value in given.items() if name in names})


def setting(seen: Seen) -> model.Setting:
    """Read what stands behind an outcome."""
    listed = isinstance(seen.node, yaml.SequenceNode)
    return model.Setting(seen.name, values(seen), listed, places=places(seen.listed), location=seen.named)


def node(seen: Seen) -> model.Node:
    """Read a node of a decision."""
    return with_fields(model.Node, seen, step=step(seen))


def step(seen: Seen) -> Any:
    """Read how a node goes on."""
    for one in seen.inner:
        if one.name in STEPS:
            return STEPS[one.name](Ref(one.text, location=one.place))
        if one.name == "ask":
            return model.Ask(made(Ref, one), tuple(map(branch, seen.within("answers"))))
        if one.name == "reading":
            return model.Consult(made(Ref, one), tuple(map(branch, seen.within("options"))))
        if one.name == "all":
            return model.All(tuple(map(node, one.inner)))
    return None


def branch(seen: Seen) -> model.Branch:
    """Read an answer or an option, whose key may hold several."""
    quoted, at = bool(getattr(seen.key, "style", None)), seen.named
    keys = ((text, Location(at.file, at.line, at.column + quoted + where)) for text, where in items(seen.name))
    return model.Branch(tuple(Ref(text, location=place) for text, place in keys), node(seen), location=at)


def calendar(seen: Seen) -> Any:
    """Read which outcomes are dates."""
    return with_fields(model.Window if seen.get("within") else model.Cadence, seen)


def outcome_of(seen: Seen) -> life.OutcomeRef:
    """Read an outcome of a decision."""
    decision, _, outcome = seen.text.partition(".")
    return life.OutcomeRef(decision, outcome, location=seen.place)


def named_or_outcome(seen: Seen) -> Any:
    """Read a name, a length of time, or an outcome that gives one."""
    if not isinstance(seen.node, yaml.ScalarNode):
        return seen.value
    return outcome_of(seen) if "." in seen.text else Ref(seen.text, location=seen.place)


def awaited(seen: Seen) -> life.Await:
    """Read a task to wait for."""
    if isinstance(seen.node, yaml.ScalarNode):
        return life.Await(Ref(seen.text, location=seen.place))
    return with_fields(life.Await, seen)


def duty(seen: Seen) -> life.Duty:
    """Read a task of a phase."""
    return with_fields(life.Duty, seen, task=seen.ref, location=seen.named)


def task(seen: Seen) -> life.Task:
    """Read a task."""
    together = seen.get("together_with")
    elements = () if together is None else together.listed
    return with_fields(
        life.Task, seen, together_with=tuple(one.value for one in elements), together_places=places(elements)
    )


def mark(seen: Seen) -> life.Mark:
    """Read a mark of a lifecycle."""
    given, last = seen.get("values"), seen.get("count_to")
    elements = () if given is None else given.inner
    tasks = seen.within("tasks")
    return with_fields(
        life.Mark,
        seen,
        values=tuple(one.value for one in elements) if last is None else tuple(range(last.value + 1)),
        counts=last is not None,
        duties=FrozenMap({one.name: tuple(map(duty, one.inner)) for one in tasks}),
        value_places=places(elements),
        duty_places=tuple(one.named for one in tasks),
    )


def case(seen: Seen, decision: Ref) -> model.Case:
    """Read a case of a decision."""
    expected = with_fields(model.Expected, seen)
    return with_fields(model.Case, seen, title=seen.at("case").text, decision=decision, expected=expected)


def lifecycle_case(seen: Seen, of: Ref) -> life.LifecycleCase:
    """Read a case of a lifecycle."""
    refused = seen.get("refused")
    named = {} if refused is None else {"refused": made(Ref, refused.at("event"))}
    for key, kind in (("waits_for", tuple[Ref, ...]), ("needs", tuple[life.Condition, ...])):
        if refused is not None and (there := refused.get(key)) is not None:
            named[key] = made(kind, there)
    expected = with_fields(life.Stage, seen, **named)
    title = seen.at("case").text
    return with_fields(life.LifecycleCase, seen, title=title, lifecycle=of, expected=expected)


def happening(seen: Seen) -> life.Happening:
    """Read an event of a log."""
    facts = tuple((one.ref, one.value, one.place) for one in seen.inner if one.name not in ("on", "event"))
    return with_fields(life.Happening, seen, facts=facts)


def further(seen: Seen) -> measuring.Further:
    """Read a column that may be left out."""
    if (given := seen.get("otherwise")) is None:
        return measuring.Further(seen.ref)
    return measuring.Further(seen.ref, given.value, otherwise_place=given.place)


def pairs(seen: Seen) -> tuple[tuple[Ref, Ref], ...]:
    """Read names behind names."""
    return tuple((one.ref, Ref(one.text, location=one.place)) for one in seen.inner)


def valued(seen: Seen) -> tuple[tuple[Ref, Any, Location], ...]:
    """Read values behind names."""
    return tuple((one.ref, one.value, one.place) for one in seen.inner)


STEPS: dict[str, Callable[[Ref], Any]] = {
    "use": model.Use,
    "undetermined": model.Undetermined,
    "not_applicable": model.NotApplicable,
}
# Kinds of nodes of which a list is written as a list, and not as a look-up by name; one alone may stand without it.
LISTED = (life.Due, life.Await)
MADE: dict[Any, Callable[[Seen], Any]] = {
    Ref: lambda seen: Ref(seen.text, location=seen.place),
    Text: lambda seen: Text(seen.at("da").text, seen.at("en").text, *(one.place for one in seen.inner)),
    Duration: lambda seen: seen.value,
    model.Setting: setting,
    model.Node: node,
    model.Outcome: lambda seen: with_fields(model.Outcome, seen, type_place=seen.at("type").place),
    model.Cadence | model.Window | None: calendar,
    Scalar | None: lambda seen: seen.value,
    life.Condition: lambda seen: life.Condition(seen.ref, values(seen), places=places(seen.listed)),
    life.Under: lambda seen: life.Under(seen.ref, made(tuple[Ref, ...], seen)),
    life.OutcomeRef: outcome_of,
    Duration | life.OutcomeRef | None: named_or_outcome,
    Ref | life.OutcomeRef | None: named_or_outcome,
    life.Await: awaited,
    life.Duty: duty,
    life.Mark: mark,
    life.Task: task,
    life.Happening: happening,
    life.Standing: lambda seen: with_fields(life.Standing, seen, task=seen.ref),
    measuring.Further: further,
    measuring.Indicator: lambda seen: with_fields(measuring.Indicator, seen, name=seen.ref),
    measuring.Allowed: lambda seen: measuring.Allowed(seen.ref, outcome_of(seen)),
    tuple[tuple[Ref, Ref], ...]: pairs,
    tuple[tuple[Ref, Ref], ...] | None: pairs,
    tuple[tuple[Ref, Scalar, Location], ...]: valued,
    tuple[tuple[Ref, object, Location], ...]: valued,
    # one fact alone in a case of a lifecycle is a mark with its value
    tuple[life.Condition, ...] | None: lambda seen: made(tuple[life.Condition, ...], seen),
}


@attrs.frozen
class Folder:
    """The files of a rule set by name."""

    files: Mapping[str, Seen]

    def within(self, name: str, *path: str) -> tuple[Seen, ...]:
        """Give what stands behind keys of a file; nothing if there is no such file."""
        return self.files[f"{name}.yaml"].within(*path) if f"{name}.yaml" in self.files else ()

    def by_name(self, kind: Any, name: str, *path: str) -> FrozenMap[str, Any]:
        """Give what stands behind keys of a file, by its names."""
        return FrozenMap({one.name: made(kind, one) for one in self.within(name, *path)})

    def about(self, key: str, *, cases: bool) -> Iterator[Seen]:
        """Give the rules of a kind, or the files of their cases."""
        for name, file in self.files.items():
            if file.get(key) is not None and name.endswith(".cases.yaml") == cases:
                yield file


def model_of(folder: str, texts: Mapping[str, str]) -> model.RuleSetModel:
    """Give the model that the files of a rule set must make; `folder` is what their folder is called."""
    files = {
        name: Seen(f"{folder}/{name}", cast("yaml.Node", yaml.compose(texts[name], LOADER))) for name in sorted(texts)
    }
    read = Folder(files)
    rule_set = files["rule_set.yaml"]
    terms, parameters = terms_of(read), parameters_of(read)
    about_decisions = list(read.about("decision", cases=True))
    about_lifecycles = list(read.about("lifecycle", cases=True))
    progression = files.get("progression.yaml")
    return model.RuleSetModel(
        id=rule_set.at("rule_set").text,
        version=rule_set.at("version").text,
        title=made(Text, rule_set.at("title")),
        documents=read.by_name(model.Document, "rule_set", "documents"),
        facts=FrozenMap({one.name: fact(one, terms, parameters) for one in read.within("vocabulary", "facts")}),
        outcome_labels=labels(read.within("vocabulary", "outcomes")),
        role_kinds=labels(read.within("vocabulary", "role_kinds")),
        terms=terms,
        parameters=parameters,
        sources=read.by_name(model.SourceFact, "sources", "facts"),
        open_points=FrozenMap({one.name: open_point(one) for one in read.within("open_points", "open_points")}),
        readings=readings_of(read),
        notices=read.by_name(model.Notice, "notices", "notices"),
        decisions=FrozenMap({one.name: one for one in map(decision, read.about("decision", cases=False))}),
        cases=tuple(
            case(one, made(Ref, file.at("decision"))) for file in about_decisions for one in file.within("cases")
        ),
        case_files=tuple(made(Ref, file.at("decision")) for file in about_decisions),
        bounding_parameters=frozenset(bounding(read)),
        events=read.by_name(life.Event, "events", "events"),
        tasks=read.by_name(life.Task, "tasks", "tasks"),
        lifecycles=FrozenMap({one.name: one for one in map(lifecycle, read.about("lifecycle", cases=False))}),
        invariants=read.by_name(life.Invariant, "invariants", "never"),
        lifecycle_cases=tuple(
            lifecycle_case(one, made(Ref, file.at("lifecycle")))
            for file in about_lifecycles
            for one in file.within("cases")
        ),
        lifecycle_case_files=tuple(made(Ref, file.at("lifecycle")) for file in about_lifecycles),
        progression=None if progression is None else made(measuring.Progression, progression),
    )


def labels(all_seen: Iterable[Seen]) -> FrozenMap[str, Text]:
    """Give texts by what they are the words for, each with the place of that."""
    texts = ((seen, own_text(seen)) for seen in all_seen)
    return FrozenMap({seen.name: Text(text.da, text.en, seen.named) for seen, text in texts})


def terms_of(read: Folder) -> FrozenMap[str, FrozenMap[str, model.Term]]:
    """Give the words by type: roles, events and tasks, and those of the vocabulary."""
    roles, others = read.within("vocabulary", "roles"), read.within("vocabulary", "terms")
    words = {"role": {one.name: with_fields(model.Term, one, type="role") for one in roles}}
    for kind in ("event", "task"):
        if declared := read.within(f"{kind}s", f"{kind}s"):
            words[kind] = {one.name: model.Term(one.name, kind, own_text(one), location=one.named) for one in declared}
    for kind_seen in others:
        words[kind_seen.name] = {
            one.name: model.Term(one.name, kind_seen.name, made(Text, one), location=one.named)
            for one in kind_seen.inner
        }
    return FrozenMap({kind: FrozenMap(terms) for kind, terms in words.items()})


def parameters_of(read: Folder) -> FrozenMap[str, model.Parameter]:
    """Give the parameters with what the rule set chooses."""
    chosen = {one.name: one.value for one in read.within("rule_set", "parameters") if one.text != "unset"}
    declared = read.within("vocabulary", "parameters")
    return FrozenMap({one.name: with_fields(model.Parameter, one, value=chosen.get(one.name)) for one in declared})


def bounding(read: Folder) -> Iterator[str]:
    """Give the parameters that bound a fact."""
    for one in read.within("vocabulary", "facts"):
        for key in ("from", "to", "step"):
            if one.within(key) and isinstance(end := one.at(key).value, ParameterReference):
                yield end.parameter


def fact(
    seen: Seen, terms: Mapping[str, Mapping[str, model.Term]], parameters: Mapping[str, model.Parameter]
) -> model.Fact:
    """Read a fact with what it can be."""
    kind = None if (there := seen.get("type")) is None else there.text
    words = {one.name: made(Text, one) for one in seen.within("values")}
    if kind is not None and kind in terms:
        words = {name: term.label for name, term in terms[kind].items()}
    domain: Domain = Choice(tuple(words)) if words else scale(seen, kind, parameters)
    word_type = kind if kind in terms else None
    return with_fields(model.Fact, seen, domain=domain, value_labels=FrozenMap(words), word_type=word_type)


def scale(seen: Seen, kind: str | None, parameters: Mapping[str, model.Parameter]) -> Domain:
    """Read what a fact can be that is no word."""
    if kind == "boolean":
        return Choice((True, False))
    if kind == "age":
        return Scale(low=0, step=1, months=True)
    ends: dict[str, Any] = {}
    for key in ("from", "to", "step"):
        end = None if (there := seen.get(key)) is None else there.value
        ends[key] = parameters[end.parameter].value if isinstance(end, ParameterReference) else end
    return Scale(ends["from"], ends["to"], ends["step"] or (1 if kind == "integer" else None))


def open_point(seen: Seen) -> model.OpenPoint:
    """Read an open point."""
    return with_fields(model.OpenPoint, seen, readings=tuple(one.name for one in seen.within("readings")))


def readings_of(read: Folder) -> FrozenMap[str, model.Reading]:
    """Give the readings with what the rule set chooses."""
    chosen = {one.name: one.text for one in read.within("rule_set", "readings")}
    readings = {}
    for point in read.within("open_points", "open_points"):
        for one in point.within("readings"):
            options, default = labels(one.within("options")), one.at("default").text
            readings[one.name] = with_fields(
                model.Reading, one, point=point.name, options=options, chosen=chosen.get(one.name, default)
            )
    return FrozenMap(readings)


def decision(seen: Seen) -> model.Decision:
    """Read a decision."""
    name = made(Ref, seen.at("decision"))
    part_places = FrozenMap({one.name: one.named for one in seen.within("parts")})
    return with_fields(model.Decision, seen, name=name.name, location=name.location, part_places=part_places)


def lifecycle(seen: Seen) -> life.Lifecycle:
    """Read a lifecycle."""
    name = made(Ref, seen.at("lifecycle"))
    moves = [with_fields(life.Move, one, follows=key == "follows") for key in MOVES for one in seen.within(key)]
    return with_fields(life.Lifecycle, seen, name=name.name, location=name.location, moves=tuple(moves))


MOVES = ("moves", "follows")


def told(thing: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Give each part of a thing by how one comes to it, with what equality does not look at: places, and 1 or true."""
    if isinstance(thing, str | Location):
        yield path, str(thing)
    elif attrs.has(type(thing)):
        yield path, type(thing).__name__ if not isinstance(thing, Ref) else "Ref"
        for name, *_ in fields(cast("Any", type(thing))):
            yield from told(getattr(thing, name), f"{path}.{name}")
    elif isinstance(thing, Mapping):
        yield path, f"{type(thing).__name__} of {len(thing)}"
        for at, (key, value) in enumerate(thing.items()):
            yield from told((key, value), f"{path}[{at}]")
    elif isinstance(thing, tuple):
        yield path, f"tuple of {len(thing)}"
        for at, one in enumerate(thing):
            yield from told(one, f"{path}[{at}]")
    else:
        yield path, repr(thing)
