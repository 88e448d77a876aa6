# SPDX-License-Identifier: MPL-2.0
"""From a positioned tree to the file as written: the only module that knows cattrs.

It is as strict as the schemas: every key, type and name form is checked here too, so that loading a sound
rule set needs no schema. A tree it refuses is handed to `document`, which says everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, cast, get_args, get_origin

import attrs
from cattrs import Converter

from ..frozen_map import FrozenMap
from ..location import Location
from ..model import Ref
from ..text import Text
from ..values import Duration, ParameterReference, Qualified, Reservation
from .company import keeps_company
from .forms import FORMS
from .tree import Mapping, Scalar, Sequence, Tree, plain_data
from .written import (
    AnswerKey,
    Bound,
    Element,
    Excuse,
    Given,
    NodeWritten,
    Prose,
    SetValue,
)
from .written_changes import OptionChoiceWritten, ValueChoiceWritten
from .written_lifecycle import (
    Amount,
    AwaitWritten,
    Dues,
    DueWritten,
    HappeningWritten,
    Moment,
    NameOrOutcome,
    OneOrMany,
)

__all__ = ["NotUnderstoodError", "keys_of", "structure"]

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]


@attrs.frozen
class NotUnderstoodError(Exception):
    """The tree does not have the shape of the file; `location` is where that shows."""

    location: Location


def structure(tree: Tree, kind: type[T]) -> T:
    """Read `tree` as a file of class `kind`.

    Raises NotUnderstoodError at the first place that does not fit.
    """
    return _converter().structure(tree, kind)


def keys_of(kind: type) -> dict[str, attrs.Attribute[Any]]:
    """Give the keys an object of class `kind` may hold, with the field each fills."""
    return {a.name.rstrip("_"): a for a in attrs.fields(kind) if a.name != "location"}


@cache
def _converter() -> Converter:
    """Build the converter. It is our own, so that nothing registered elsewhere can change how rules are read."""
    converter = Converter(detailed_validation=False)
    converter.register_structure_hook_factory(attrs.has, lambda kind: _object_hook(kind, converter))
    converter.register_structure_hook_factory(lambda t: _origin(t) is tuple, lambda t: _list_hook(t, converter))
    converter.register_structure_hook_factory(lambda t: _origin(t) is FrozenMap, lambda t: _map_hook(t, converter))
    converter.register_structure_hook_func(lambda t: _origin(t) is Literal, _word)
    for kind in FORMS:
        converter.register_structure_hook(kind, _name)
    converter.register_structure_hook(Prose, lambda tree, _: Prose(_text(tree)))
    converter.register_structure_hook(Text, lambda tree, _: _prose(tree))
    converter.register_structure_hook(bool, lambda tree, _: _boolean(tree))
    converter.register_structure_hook(int, lambda tree, _: _count(tree))
    for kind in (Element, Bound, Given):
        converter.register_structure_hook(kind, _element_of)
    converter.register_structure_hook(SetValue, lambda tree, _: _set_value(tree))
    _register_choices(converter)
    _register_lifecycle_hooks(converter)
    return converter


def _register_choices(converter: Converter) -> None:
    """Let a choice be written with its reason, or as what is chosen alone."""

    def register(kind: type, chosen: type) -> None:
        with_reason = converter.get_structure_hook(kind)

        def choice(tree: Tree, _: object) -> Any:
            if isinstance(tree, Scalar):
                return kind(converter.structure(tree, chosen), None, location=tree.location)
            return with_reason(tree, kind)

        converter.register_structure_hook(kind, choice)

    register(OptionChoiceWritten, Ref)
    register(ValueChoiceWritten, Given)


def _register_lifecycle_hooks(converter: Converter) -> None:
    """Let what can be written shortly be written shortly: one name for a list of one, a task without its readings."""
    whole_await, names = converter.get_structure_hook(AwaitWritten), tuple[Ref, ...]

    def awaited(tree: Tree, kind: Any) -> Any:
        if isinstance(tree, Scalar):
            return AwaitWritten(converter.structure(tree, Ref), location=tree.location)
        return whole_await(tree, kind)

    def dues(tree: Tree, _: object) -> Dues:
        return Dues(converter.structure(_listed(tree), tuple[DueWritten, ...]))

    def one_or_many(tree: Tree, _: object) -> OneOrMany:
        return OneOrMany(converter.structure(_listed(tree), names))

    def amount(tree: Tree, _: object) -> Amount:
        return Amount(converter.structure(tree, NameOrOutcome)) if isinstance(tree, Scalar) else Amount(_duration(tree))

    converter.register_structure_hook(AwaitWritten, awaited)
    converter.register_structure_hook(Dues, dues)
    converter.register_structure_hook(OneOrMany, one_or_many)
    converter.register_structure_hook(Duration, lambda tree, _: _duration(tree))
    converter.register_structure_hook(Amount, amount)
    converter.register_structure_hook(HappeningWritten, lambda tree, _: _happening(tree, converter))


def _listed(tree: Tree) -> Sequence:
    """Give what may stand alone as a list of one; a list without items is refused."""
    listed = tree if isinstance(tree, Sequence) else Sequence((tree,), tree.location)
    if not listed.items:
        raise NotUnderstoodError(tree.location)
    return listed


def _happening(tree: Tree, converter: Converter) -> HappeningWritten:
    """Read an event of a log: `on`, `event`, and facts under their own names."""
    mapping = _expect(tree, Mapping)
    given = {entry.key.text: entry for entry in mapping.entries}
    if not {"on", "event"} <= given.keys():
        raise NotUnderstoodError(tree.location)
    facts = {
        converter.structure(entry.key, Ref): converter.structure(entry.value, Given)
        for name, entry in given.items()
        if name not in ("on", "event")
    }
    on, event = converter.structure(given["on"].value, Moment), converter.structure(given["event"].value, Ref)
    return HappeningWritten(on, event, FrozenMap(facts), location=tree.location)


def _origin(kind: Any) -> Any:
    return get_origin(kind)


def _expect(tree: Tree, kind: type[T]) -> T:
    if not isinstance(tree, kind):
        raise NotUnderstoodError(tree.location)
    return tree


def _object_hook(kind: Any, converter: Converter) -> Hook:
    attrs.resolve_types(kind)
    fields = keys_of(kind)
    needed = {key for key, a in fields.items() if a.default is attrs.NOTHING}

    def hook(tree: Tree, _: object) -> object:
        mapping = _expect(tree, Mapping)
        values = {}
        for entry in mapping.entries:
            if entry.key.text not in fields:
                raise NotUnderstoodError(entry.key.location)
            a = fields[entry.key.text]
            values[a.name] = converter.structure(entry.value, cast("Any", a.type))
        if needed - {entry.key.text for entry in mapping.entries}:
            raise NotUnderstoodError(mapping.location)
        made = kind(**values, location=mapping.location)
        if not keeps_company(made, mapping):
            raise NotUnderstoodError(mapping.location)
        return made

    return hook


def _list_hook(kind: Any, converter: Converter) -> Hook:
    (inner, *_) = get_args(kind)

    def hook(tree: Tree, _: object) -> object:
        items = _expect(tree, Sequence).items
        made = tuple(converter.structure(item, inner) for item in items)
        if not issubclass(inner, NodeWritten | HappeningWritten) and _repeats(items):
            raise NotUnderstoodError(tree.location)
        return made

    return hook


def _map_hook(kind: Any, converter: Converter) -> Hook:
    key_kind, value_kind = get_args(kind)

    def hook(tree: Tree, _: object) -> object:
        entries = _expect(tree, Mapping).entries
        return FrozenMap(
            {converter.structure(e.key, key_kind): converter.structure(e.value, value_kind) for e in entries}
        )

    return hook


def _text(tree: Tree) -> str:
    scalar = _expect(tree, Scalar)
    if not isinstance(scalar.value, str) or not scalar.value.strip():
        raise NotUnderstoodError(tree.location)
    return scalar.value


def _name(tree: Tree, kind: Any) -> object:
    """Read a name; keys are text whatever they look like, other names must be text."""
    scalar = _expect(tree, Scalar)
    if kind is Excuse and scalar.value is True:
        return Excuse("true", location=tree.location)
    if not isinstance(scalar.value, str) or not FORMS[kind].fullmatch(scalar.text):
        raise NotUnderstoodError(tree.location)
    if issubclass(kind, AnswerKey):
        return kind(scalar.text, scalar.quoted, location=tree.location)
    return kind(scalar.text, location=tree.location)


def _word(tree: Tree, kind: Any) -> str:
    word = _text(tree)
    if word not in get_args(kind):
        raise NotUnderstoodError(tree.location)
    return word


def _boolean(tree: Tree) -> bool:
    value = _expect(tree, Scalar).value
    if not isinstance(value, bool):
        raise NotUnderstoodError(tree.location)
    return value


def _prose(tree: Tree) -> Text:
    mapping = _expect(tree, Mapping)
    texts = {entry.key.text: entry.value for entry in mapping.entries}
    if texts.keys() != {"da", "en"}:
        raise NotUnderstoodError(tree.location)
    places = texts["da"].location, texts["en"].location
    return Text(_text(texts["da"]), _text(texts["en"]), *places)


def _repeats(items: tuple[Tree, ...]) -> bool:
    """Tell whether two items are written the same; `true` and 1 are not, though Python thinks so."""
    return len({repr(_sorted(plain_data(item))) for item in items}) < len(items)


def _sorted(data: object) -> object:
    """Put the keys in one order, which does not count where lists are compared."""
    if isinstance(data, dict):
        return {key: _sorted(data[key]) for key in sorted(data)}
    return [_sorted(item) for item in data] if isinstance(data, list) else data


def _set_value(tree: Tree) -> SetValue:
    listed = isinstance(tree, Sequence)
    trees = tree.items if isinstance(tree, Sequence) else (tree,)
    elements = tuple(_element_of(item, Element) for item in trees)
    if _repeats(trees):
        raise NotUnderstoodError(tree.location)
    return SetValue(elements, listed, location=tree.location)


def _element_of(tree: Tree, kind: type[Element]) -> Element:
    value: Any = _element(tree)
    is_scalar = isinstance(value, str | int | Decimal)
    is_bound = isinstance(value, int | Decimal | ParameterReference) and not isinstance(value, bool)
    is_word = not isinstance(value, str) or FORMS[Ref].fullmatch(value) is not None
    if not {Bound: is_bound, Given: is_scalar}.get(kind, is_word):
        raise NotUnderstoodError(tree.location)
    made: Element = kind(value, location=tree.location)
    return made


def _element(tree: Tree) -> Any:
    if isinstance(tree, Scalar):
        return tree.value
    mapping = _expect(tree, Mapping)
    entries = {entry.key.text: entry.value for entry in mapping.entries}
    match tuple(entries):
        case ("parameter",):
            return ParameterReference(_slug(entries["parameter"]), location=entries["parameter"].location)
        case ("preferably" | "optional" as reservation,):
            return _qualified(reservation, (entries[reservation],))
        case ("at_least_one_of" as reservation,):
            terms = _expect(entries[reservation], Sequence).items
            if len(terms) < 2 or len({_slug(term) for term in terms}) < len(terms):
                raise NotUnderstoodError(tree.location)
            return _qualified(reservation, terms)
        case units if units and set(units) <= {a.name for a in attrs.fields(Duration)}:
            return Duration(**{unit: _count(entries[unit]) for unit in units})
        case _:
            raise NotUnderstoodError(tree.location)


def _duration(tree: Tree) -> Duration:
    value = _element(tree)
    if not isinstance(value, Duration):
        raise NotUnderstoodError(tree.location)
    return value


def _slug(tree: Tree) -> str:
    return cast("Ref", _name(tree, Ref)).name


def _qualified(reservation: Reservation, terms: tuple[Tree, ...]) -> Qualified:
    return Qualified(reservation, tuple(map(_slug, terms)), places=tuple(term.location for term in terms))


def _count(tree: Tree) -> int:
    value = _expect(tree, Scalar).value
    if type(value) is not int or value < 0:
        raise NotUnderstoodError(tree.location)
    return value
