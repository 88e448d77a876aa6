# SPDX-License-Identifier: MPL-2.0
"""A mapping that cannot be changed, so that answers and rules can be shared between threads."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import NoReturn, TypeVar, overload

__all__ = ["FrozenMap"]

K = TypeVar("K")
T = TypeVar("T")
V_co = TypeVar("V_co", covariant=True)


class FrozenMap(Mapping[K, V_co]):
    """An immutable, hashable mapping that keeps the order it was given.

    Equal to any mapping with the same items, in whatever order.
    """

    __slots__ = ("_items",)
    _items: dict[K, V_co]

    def __init__(self, items: Mapping[K, V_co] | None = None) -> None:
        object.__setattr__(self, "_items", dict(items or {}))

    def __getitem__(self, key: K) -> V_co:
        return self._items[key]

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    # What `Mapping` gives goes through the methods above for every single item.

    @overload
    def get(self, key: K, /) -> V_co | None: ...
    @overload
    def get(self, key: K, default: V_co | T, /) -> V_co | T: ...
    def get(self, key: K, default: object = None, /) -> object:
        """Give the value of a key, or else the default."""
        return self._items.get(key, default)

    def keys(self) -> KeysView[K]:
        """Give the keys, in their order."""
        return self._items.keys()

    def values(self) -> ValuesView[V_co]:
        """Give the values, in the order of their keys."""
        return self._items.values()

    def items(self) -> ItemsView[K, V_co]:
        """Give the keys with their values, in their order."""
        return self._items.items()

    def __eq__(self, other: object) -> bool:
        return self._items == (other._items if isinstance(other, FrozenMap) else other)

    def __or__(self, other: Mapping[K, V_co]) -> FrozenMap[K, V_co]:
        return FrozenMap({**self._items, **other})

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return repr(self._items)

    def __reduce__(self) -> tuple[object, ...]:
        return FrozenMap, (self._items,)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a FrozenMap cannot be changed")

    __delattr__ = __setattr__  # type: ignore[assignment]
