# SPDX-License-Identifier: MPL-2.0
"""Which events there are where lifecycles are in given phases, and what each of them depends on.

Where what an event does is written alike in both versions, nothing can differ, and the versions stay in the same place;
so there it is enough to look at what the event itself looks at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from attrs import frozen

from ..machine.program import State
from .codes import Codes
from .conduct import conduct, tasks_looked_at
from .version import Version

__all__ = ["Crossing", "Crossings", "Group", "Looks"]


@frozen(eq=False)
class Looks:
    """What an event depends on: the places of the lifecycles that are `parts` of it, and the phases of those `read`.

    A lifecycle is read too if the event would be about it in another of its phases.

    As masks, `places` is all of this, and `mask` what has to be looked at to know what the event does; `seen` is what
    conditions about the phases that are no parts come to. `alike` tells whether nothing can differ about the event.
    """

    parts: tuple[int, ...]
    read: tuple[int, ...]
    places: int
    mask: int
    seen: tuple[bool, ...]
    alike: bool


class Group(NamedTuple):
    """Events of which the same lifecycles are parts, and what has to be looked at to know what they do."""

    mask: int
    events: tuple[tuple[str, Looks], ...]


@frozen(eq=False)
class Crossing:
    """Lifecycles in given phases, with `code` as the first pair: the events there are, and those that can differ."""

    code: int
    events: Mapping[str, Looks]
    groups: tuple[Group, ...]
    differing: tuple[tuple[str, Looks], ...]


class Crossings:
    """Finds the crossing of a pair; `known` holds those that have been asked for, by phases."""

    def __init__(self, codes: Codes, old: Version, new: Version) -> None:
        self.codes, self.versions = codes, (old, new)
        self.known: dict[int, Crossing] = {}
        self._masks: dict[tuple[str, int, int, int], int | None] = {}
        self._known: dict[tuple[str, int], Looks] = {}
        self._known_near: dict[str, tuple[frozenset[int], int]] = {}
        self._back = [{at[which]: n for n, at in enumerate(codes.numbers)} for which in (0, 1)]

    def of(self, code: int) -> Crossing:
        """Give the crossing of a pair."""
        phases = code & self.codes.phases
        if phases not in self.known:
            states = self.codes.states(code)
            events = {event: self._looks(event, code, states) for event in self._events(states)}
            together: dict[tuple[int, ...], list[tuple[str, Looks]]] = {}
            for event, looks in events.items():
                together.setdefault(looks.parts, []).append((event, looks))
            groups = tuple([Group(_either(one.mask for _, one in some), tuple(some)) for some in together.values()])
            differing = tuple([one for group in groups for one in group.events if not one[1].alike])
            self.known[phases] = Crossing(code, events, groups, differing)
        return self.known[phases]

    def _events(self, states: tuple[State, State]) -> list[str]:
        """Give the events that have a rule where they are at home, in one of the versions."""
        found: dict[str, None] = {}
        for version, state in zip(self.versions, states, strict=True):
            for number, place in enumerate(state):
                found |= dict.fromkeys(version.steps.events[number, place.phase])
        return list(found)

    def _looks(self, event: str, code: int, states: tuple[State, State]) -> Looks:
        """Give what an event depends on, found once for the phases that could decide that."""
        key = event, code & self._near(event)[1]
        if key not in self._known:
            self._known[key] = self._looks_found(event, states)
        return self._known[key]

    def _near(self, event: str) -> tuple[frozenset[int], int]:
        """Give the lifecycles that an event does something in or looks at in any phase, and their phases as a mask."""
        if event not in self._known_near:
            found: set[int] = set()
            for version, back in zip(self.versions, self._back, strict=True):
                for number, track in enumerate(version.machine.tracks) if event in version.machine.home else ():
                    others = [version.looked_at(number, at).get(event) for at in range(len(track.phases))]
                    found.update(back[near] for some in others if some is not None for near in (number, *some))
            self._known_near[event] = frozenset(found), self.codes.mask((), found)
        return self._known_near[event]

    def _looks_found(self, event: str, states: tuple[State, State]) -> Looks:
        parts: set[int] = set()
        for version, state, back in zip(self.versions, states, self._back, strict=True):
            for number, place in enumerate(state) if event in version.machine.home else ():
                if event in version.looked_at(number, place.phase):
                    parts.add(back[number])
        read, codes = self._near(event)[0] - parts, self.codes
        places, clock = codes.mask(parts, read), self._clock(event, parts, states)
        masks = [self._alike(event, number, states) for number in sorted(parts)]
        looked_at = [mask for mask in masks if mask is not None]
        if len(looked_at) < len(masks):
            return Looks(tuple(sorted(parts)), tuple(sorted(read)), places, places | clock, (), alike=False)
        seen = tuple([seen for number in sorted(parts) for seen in self._seen(event, number, states[0])])
        return Looks(tuple(sorted(parts)), tuple(sorted(read)), places, _either(looked_at) | clock, seen, alike=True)

    def _clock(self, event: str, parts: Collection[int], states: tuple[State, State]) -> int:
        """Give as a mask what has happened that an event can change: itself, or as a lifecycle leaves its rest."""
        found = self.codes.clock.get(event, 0)
        for version, state, back in zip(self.versions, states, self._back, strict=True):
            for start, mask in self.codes.clock.items():
                home = version.machine.home.get(start)
                if home is not None and back[home] in parts and version.phase(home, state[home]).phase.rest:
                    found |= mask
        return found

    def _seen(self, event: str, number: int, state: State) -> Iterator[bool]:
        """Give what the conditions come to that an event has in a lifecycle about the phases of others."""
        at = self.codes.numbers[number][0]
        assert at is not None, "both versions have the lifecycle"
        moves, duties = self.versions[0].rules(at, state[at].phase, event)
        conditions = (*(one.phases for one in moves), *(one.while_ for one in duties))
        yield from (state[other].phase in phases for some in conditions for other, phases in some)

    def _alike(self, event: str, number: int, states: tuple[State, State]) -> int | None:
        """Give as a mask what an event looks at in a lifecycle, if nothing can differ about it there.

        That is so if what it does is written alike in both versions, and all it rests on.
        """
        (old, new), (a, b) = self.versions, self.codes.numbers[number]
        if a is None or b is None or any(event not in version.machine.home for version in self.versions):
            return None
        key = event, number, states[0][a].phase, states[1][b].phase
        if key not in self._masks:
            alike = old is new or conduct(old, a, key[2], event) == conduct(new, b, key[3], event)
            self._masks[key] = self._looked_at(event, number, states) if alike else None
        return self._masks[key]

    def _looked_at(self, event: str, number: int, states: tuple[State, State]) -> int:
        masks = []
        for version, at, state in zip(self.versions, self.codes.numbers[number], states, strict=True):
            assert at is not None, "both versions have the lifecycle"
            layout = version.steps.layout
            tasks = tasks_looked_at(*version.rules(at, state[at].phase, event))
            field = layout.fields[at]
            masks.append(field if tasks is None else field & layout.phases | layout.tasks(at, tasks))
        return self.codes.joined(masks[0], masks[1])


def _either(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found
