# SPDX-License-Identifier: MPL-2.0
"""What events do in both versions at once, worked out for the few places that each depends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from attrs import frozen

from ..machine.program import Given, State
from ..machine.step import Taken
from ..proof.diagram import Diagram
from .codes import Codes
from .crossings import Crossings, Group, Looks
from .frame import Frame
from .version import Version

__all__ = ["Joint", "Joints", "Known", "Run", "Step", "Trial", "Way"]


class Step(NamedTuple):
    """An event of a way, with the facts it comes with."""

    event: str
    facts: Mapping[str, Given]


class Case(NamedTuple):
    """The facts that an event comes with, the readings it is judged under, and these as a diagram."""

    facts: Mapping[str, Given]
    readings: Mapping[str, str]
    guard: Diagram


class Trial(NamedTuple):
    """What came of an event in both versions, in a case with all its facts; None where it is unknown."""

    case: Case
    taken: tuple[Taken | None, Taken | None]


class Way(NamedTuple):
    """Where an accepted event leads: what is added to the number of a pair, and under which readings."""

    added: int
    guard: Diagram
    step: Step


Run = tuple[Diagram, tuple[tuple[int, Step], ...]]  # under which readings, what is added, and by which event


@frozen(eq=False)
class Joint:
    """What an event does in the places it depends on; `code` is a pair in which it is there.

    There are no trials if nothing can differ. `parted` are the readings under which the versions can come to different
    places.
    """

    event: str
    code: int
    trials: tuple[Trial, ...]
    ways: tuple[Way, ...]
    parted: Diagram


# What events do in the places they depend on.
Known = dict[tuple[object, ...], Joint]


class Joints:
    """Works out what events do, each once for the places it depends on."""

    def __init__(self, frame: Frame, old: Version, new: Version, known: Known | None = None) -> None:
        self.frame, self.versions, self.diagrams = frame, (old, new), frame.diagrams
        self.codes = Codes(frame.tracks, self.versions)
        self.crossings = Crossings(self.codes, old, new)
        self._known: Known = dict(known or {})
        self._choices: dict[tuple[str, ...], list[tuple[dict[str, str], Diagram]]] = {}

    def runs(self, code: int, group: Group) -> tuple[Run, ...]:
        """Give where the events of a group lead, those together that do so under the same readings."""
        found: dict[Diagram, list[tuple[int, Step]]] = {}
        for event, looks in group.events:
            for added, guard, step in self._at(code, event, looks).ways:
                found.setdefault(guard, []).append((added, step))
        return tuple([(guard, tuple(ways)) for guard, ways in found.items()])

    def alike(self) -> Known:
        """Give what events do that do the same in both versions, if each of the versions has it like that by itself."""
        return {key: joint for key, joint in self._known.items() if not joint.trials} if self.codes.one else {}

    def differing(self, code: int) -> list[Joint]:
        """Give what the events do at a pair about which something can differ."""
        return [self._at(code, *one) for one in self.crossings.of(code).differing]

    def joint(self, code: int, event: str) -> Joint:
        """Give what an event does at a pair."""
        return self._at(code, event, self.crossings.of(code).events[event])

    def _at(self, code: int, event: str, looks: Looks) -> Joint:
        key = event, looks.seen, looks.mask, code & looks.mask
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._worked_out(code, event, looks)
        return found

    def _worked_out(self, code: int, event: str, looks: Looks) -> Joint:
        """Let an event happen with all its facts, under every choice of the readings that matter to it."""
        states, codes = self.codes.states(code), self.codes
        facts, readings = self.needs(event, states)
        cases = tuple(self._cases(facts, readings))
        matters = event, tuple(facts), tuple(readings), looks.seen
        versions = self.versions[: 1 if looks.alike and codes.one else 2]
        outcomes = [
            version.outcomes(
                (*matters, codes.of(looks.mask, which), codes.of(code & looks.mask, which)),
                codes.of(code, which),
                event,
                cases,
            )
            for which, version in enumerate(versions)
        ]
        old, new = outcomes[0], outcomes[-1]
        added = [codes.joined(one.added, other.added) for one, other in zip(old, new, strict=True)]
        if looks.alike:
            return Joint(event, code, (), tuple(self._ways(event, zip(cases, added, strict=True))), self.diagrams.no)
        trials = [
            Trial(case, (self._here(looks, states, 0, one.taken), self._here(looks, states, 1, other.taken)))
            for case, one, other in zip(cases, old, new, strict=True)
        ]
        apart = [not self._matching(states, trial.taken) for trial in trials]
        together = [(case, to) for case, to, parted in zip(cases, added, apart, strict=True) if not parted]
        guards = [case.guard for case, parted in zip(cases, apart, strict=True) if parted]
        return Joint(
            event, code, tuple(trials), tuple(self._ways(event, together)), self.diagrams.either(*dict.fromkeys(guards))
        )

    def _here(self, looks: Looks, states: tuple[State, State], which: int, taken: Taken | None) -> Taken | None:
        """Give what came of an event in a state, though it was worked out in another that looks alike to it.

        Lifecycles that are no parts of the event may have been elsewhere there; here they stay where they are.
        """
        if taken is None:
            return None
        parts = {self.codes.numbers[part][which] for part in looks.parts}
        sides = enumerate(zip(states[which], taken.state, strict=True))
        return taken._replace(state=tuple([then if number in parts else now for number, (now, then) in sides]))

    def _cases(self, facts: Sequence[str], readings: Sequence[str]) -> Iterator[Case]:
        choices = self.choices(tuple(readings))
        for values in product(*(self.frame.fact_values(fact) for fact in facts)):
            given = dict(zip(facts, values, strict=True))
            yield from (Case(given, choice, guard) for choice, guard in choices)

    def choices(self, readings: tuple[str, ...]) -> Sequence[tuple[Mapping[str, str], Diagram]]:
        """Give every choice of some readings, as a diagram too."""
        if readings not in self._choices:
            chosen = product(*(self.frame.options[name] for name in readings))
            choices = [dict(zip(readings, options, strict=True)) for options in chosen]
            guards = [self.frame.guard({name: (option,) for name, option in choice.items()}) for choice in choices]
            self._choices[readings] = list(zip(choices, guards, strict=True))
        return self._choices[readings]

    def needs(self, event: str, states: tuple[State, State]) -> tuple[list[str], list[str]]:
        """Give the facts and readings that can matter to an event."""
        facts: dict[str, None] = {}
        readings: dict[str, None] = {}
        for version, state in zip(self.versions, states, strict=True):
            if event in version.machine.home:
                needed = version.steps.needs(state, event)
                facts |= dict.fromkeys(needed[0])
                readings |= dict.fromkeys(name for name in needed[1] if name not in version.chosen)
        order = [fact for version in reversed(self.versions) for fact in version.carried(event)]
        return sorted(facts, key=order.index), list(readings)

    def _ways(self, event: str, cases: Iterable[tuple[Case, int]]) -> Iterator[Way]:
        """Give where an event leads that one of the versions accepts, as long as they stay in the same place."""
        diagrams = self.diagrams
        led: dict[int, Diagram] = {}
        for case, added in cases:
            if added:
                before = led.get(added, diagrams.no)
                gained = diagrams.without(case.guard, before)
                if gained != diagrams.no:
                    led[added] = diagrams.either(before, gained)
                    yield Way(added, gained, Step(event, case.facts))

    def _matching(self, states: tuple[State, State], taken: tuple[Taken | None, Taken | None]) -> bool:
        """Tell whether both versions come to the same place, by what both know."""
        old, new = (state if one is None else one.state for state, one in zip(states, taken, strict=True))
        return self.matching(old, new)

    def matching(self, old: State, new: State) -> bool:
        """Tell whether two states are the same place, by what both versions know."""
        before, now = self.versions
        return all(before.named(a, old[a]).matches(now.named(b, new[b])) for a, b, _ in self.frame.common)
