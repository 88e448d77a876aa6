# SPDX-License-Identifier: MPL-2.0
"""In exactly which situations two versions of a decision answer differently, and what is different there."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Literal

from attrs import field, frozen

from ..frozen_map import FrozenMap
from .axes import Axes, Rules
from .behaviour import Behaviour
from .diagram import Diagram, Masks
from .pruning import pruned
from .regions import cover
from .sayings import EXCUSE, Aspect, Kind
from .witness import Witness, Witnesses

__all__ = ["Change", "Difference", "Effect", "Region", "difference"]

# `possible` and `impossible` are situations that only one of the rule sets knows; `rests` and `rests_not` say
# whether another option of a reading would change the answer.
EffectKind = Literal[
    "possible", "impossible", "applicable", "not_applicable", "reason", "value", "added", "removed", "order",
    "undetermined", "determined", "noticed", "unnoticed", "rests", "rests_not", "asked", "unasked", "cited", "uncited",
]  # fmt: skip
_GAINED: dict[Kind, tuple[EffectKind, EffectKind]] = {
    "undetermined": ("undetermined", "determined"),
    "notice": ("noticed", "unnoticed"),
    "asks": ("asked", "unasked"),
    "cites": ("cited", "uncited"),
}


@frozen
class Effect:
    """One thing that is different: `name` is an outcome, a point, a notice, a reading, a fact or a source fact.

    `old` and `new` are the values of an outcome or the reasons for not applying, None where there is none;
    `items` what is added to a list or removed from it.
    """

    kind: EffectKind
    name: str = ""
    old: Hashable = None
    new: Hashable = None
    items: tuple[Hashable, ...] = ()


@frozen
class Region:
    """Situations as a box: for each axis that matters the cells that are meant, by the axis' place in the order.

    The witness lies in no other region of the same change. `chosen` says whether some situations are read as the new
    rule set has chosen to read.
    """

    box: FrozenMap[int, int]
    witness: Witness
    chosen: bool


@frozen
class Change:
    """What is different in the very same situations, and these as regions."""

    effects: tuple[Effect, ...]
    regions: tuple[Region, ...]


@frozen
class Difference:
    """How two versions of a decision differ.

    `answers` holds for all situations under all readings. `ways` is what they ask and cite where they answer
    alike. `choices` is what becomes of choosing other readings: how the new rules answer, read as the old rule set
    has chosen and as the new one has.
    """

    decision: str
    axes: Axes = field(eq=False, repr=False)
    answers: tuple[Change, ...]
    ways: tuple[Change, ...]
    choices: tuple[Change, ...] = ()


Found = tuple[Diagram, Effect]


def difference(old: Rules, new: Rules) -> Difference:
    """Compare two versions of a decision in all situations and under all readings; both must be sound.

    Situations that one of the rule sets does not know, for example because a value was added to a fact, are told
    as such. Where a decision newly applies or no longer applies, its outcomes are not told one by one.
    """
    axes = Axes(*pruned(old, new))
    pair = _Pair(Behaviour(axes, 0), Behaviour(axes, 1))
    answers = list(pair.answers())
    alike = axes.diagrams.without(pair.common, axes.diagrams.either(*(where for where, _ in answers)))
    ways = tuple(pair.changes(pair.ways(alike)))
    return Difference(new[0].name, axes, tuple(pair.changes(answers)), ways, tuple(_choices(axes)))


def _choices(axes: Axes) -> Iterator[Change]:
    """Give what becomes of choosing otherwise; options that are new or gone are told as situations."""
    new = axes.choice(1)
    old = {
        level: mask for level, mask in axes.choice(0).items() if level in new and mask & axes.axes[level].possible(1)
    }
    if {**new, **old} != new:
        pair = _Pair(Behaviour(axes, 1, read={**new, **old}), Behaviour(axes, 1, read=new))
        yield from pair.changes(pair.answers())


class _Pair:
    """The behaviour of the two versions, over the same diagrams."""

    def __init__(self, old: Behaviour, new: Behaviour) -> None:
        self.old, self.new, self.diagrams, self.axes = old, new, old.diagrams, old.axes
        self.common = self.diagrams.both(old.possible, new.possible)
        self._known = self.diagrams.either(old.possible, new.possible)
        self._witnesses = Witnesses((old, new))

    def answers(self) -> Iterator[Found]:
        """Give what is different about the answers, each with the situations in which it is."""
        yield self.diagrams.without(self.new.possible, self.old.possible), Effect("possible")
        yield self.diagrams.without(self.old.possible, self.new.possible), Effect("impossible")
        applying = self.common
        for where, old, new in self._values(EXCUSE, self.common):
            applying = self.diagrams.without(applying, where)
            yield (
                where,
                Effect("applicable" if new is None else "not_applicable" if old is None else "reason", "", old, new),
            )
        for aspect in self._aspects("value"):
            for where, old, new in self._values(aspect, applying):
                yield where, Effect("value", aspect.name, old, new)
        for outcome in dict.fromkeys(aspect.name for aspect in self._aspects("listed")):
            yield from self._list(outcome, applying)
        for aspect in (*self._aspects("undetermined"), *self._aspects("notice")):
            yield from self._gained(aspect, self.common)
        for level, axis in enumerate(self.axes.axes):
            if axis.dimension[0] == "reading":
                yield from self._resting(level, axis.dimension[1])

    def ways(self, within: Diagram) -> Iterator[Found]:
        """Give what is different about the way to the answers: which facts are asked for, and what is cited."""
        for aspect in (*self._aspects("asks"), *self._aspects("cites")):
            yield from self._gained(aspect, within)

    def changes(self, found: Iterable[Found]) -> Iterator[Change]:
        """Gather what is different in the very same situations, and tell these as regions."""
        together: dict[Diagram, list[Effect]] = {}
        for where, effect in found:
            if where != self.diagrams.no:
                together.setdefault(where, []).append(effect)
        for where, effects in together.items():
            boxes = cover(self.diagrams, where, self.diagrams.join(_unless_known, where, self._known))
            yield Change(tuple(_merged(effects)), tuple(self._regions(where, boxes)))

    def _regions(self, where: Diagram, boxes: Sequence[Masks]) -> Iterator[Region]:
        """Give each box with a situation that only it holds, and whether it holds any that is read as chosen."""
        held = [self.diagrams.box(box) for box in boxes]
        for number, box in enumerate(boxes):
            others = self.diagrams.either(*held[:number], *held[number + 1 :])
            witness = self._witnesses.among(self.diagrams.without(where, others), box)
            chosen = self.diagrams.both(where, held[number], self.diagrams.box(self.new.choice))
            yield Region(FrozenMap(self.axes.narrowed(box)), witness, chosen != self.diagrams.no)

    def _aspects(self, kind: Kind) -> list[Aspect]:
        return list(dict.fromkeys((*self.old.aspects(kind), *self.new.aspects(kind))))

    def _values(self, aspect: Aspect, within: Diagram) -> Iterator[tuple[Diagram, Hashable, Hashable]]:
        """Give for each two values that the versions have instead of each other the situations."""
        pairs = self.diagrams.join(_changed, within, self.old.of(aspect), self.new.of(aspect))
        for value in self.diagrams.values(pairs):
            if isinstance(value, tuple):
                yield self.diagrams.where(pairs, value), value[0], value[1]

    def _gained(self, aspect: Aspect, within: Diagram) -> Iterator[Found]:
        gained, lost = _GAINED[aspect.kind]
        for where, _, new in self._values(aspect, within):
            yield where, Effect(gained if new else lost, aspect.name)

    def _list(self, outcome: str, within: Diagram) -> Iterator[Found]:
        """Give what comes to a list and what leaves it; then where it is in another order, or empty and not unset."""
        same = within
        for item in dict.fromkeys((*self.old.items(outcome), *self.new.items(outcome))):
            for where, _, new in self._values(Aspect("list", outcome, (item,)), within):
                same = self.diagrams.without(same, where)
                yield where, Effect("added" if new else "removed", outcome, items=(item,))
        moved = self.diagrams.no
        for aspect in dict.fromkeys((*self.old.pairs(outcome), *self.new.pairs(outcome))):
            differing = self.diagrams.differing(self.old.of(aspect), self.new.of(aspect))
            moved = self.diagrams.either(moved, self.diagrams.both(differing, same))
        yield moved, Effect("order", outcome)
        for where, old, new in self._values(Aspect("listed", outcome), same):
            yield where, Effect("value", outcome, () if old else None, () if new else None)

    def _resting(self, level: int, name: str) -> Iterator[Found]:
        """Give where another option of a reading would change the answer in one of the versions only."""
        old, new = self.old.rests_on(level), self.new.rests_on(level)
        yield self.diagrams.both(self.common, self.diagrams.without(new, old)), Effect("rests", name)
        yield self.diagrams.both(self.common, self.diagrams.without(old, new)), Effect("rests_not", name)


def _merged(effects: list[Effect]) -> Iterator[Effect]:
    """Tell in one what is added to a list, or what is removed from it."""
    for effect in effects:
        alike = [other for other in effects if (other.kind, other.name) == (effect.kind, effect.name)]
        if effect.kind not in ("added", "removed"):
            yield effect
        elif effect is alike[0]:
            yield Effect(effect.kind, effect.name, items=tuple(item for other in alike for item in other.items))


def _changed(within: bool, old: Hashable, new: Hashable) -> Hashable:
    same = old == new and isinstance(old, bool) == isinstance(new, bool)  # true is not 1 in the rules
    return None if same or not within else (old, new)


def _unless_known(where: bool, known: bool) -> bool:
    return where or not known
