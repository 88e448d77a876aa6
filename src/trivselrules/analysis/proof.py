# SPDX-License-Identifier: MPL-2.0
"""What is proved of lifecycles over all their states: nothing forbidden happens, and nothing comes to a standstill."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from ..finding import Finding, find
from ..location import Location
from ..machine.program import compile_machine, components
from ..model import RuleSetModel
from .exploration import Exploration, Options, Search, Steps, Stride, TooManyStatesError, explore, spelt
from .starts import Box, starts
from .watching import Suspicion, Watch
from .ways import ways_into

__all__ = ["LifecycleProof", "prove_lifecycles"]

Progress = Callable[[int], None]
_Key = tuple[str, Location, tuple[tuple[str, str], ...]]


@frozen
class LifecycleProof:
    """What a proof covered and found: `states` and `steps` of lifecycles that run beside each other."""

    lifecycles: tuple[str, ...]
    states: int
    steps: int
    findings: tuple[Finding, ...]


def prove_lifecycles(model: RuleSetModel, progress: Progress | None = None) -> tuple[LifecycleProof, ...]:
    """Prove the lifecycles of a sound rule set, one group after another."""
    return tuple(_Proof(model, names).run(progress) for names in components(model))


@frozen
class _Wrong:
    """A suspicion, and the number of the first node it stands at."""

    suspicion: Suspicion
    code: int


class _Proof:
    """The proof for one group of lifecycles."""

    def __init__(self, model: RuleSetModel, names: tuple[str, ...]) -> None:
        self.model = model
        self.names = names
        self.machine = compile_machine(names, model)
        duties = [duty for track in self.machine.tracks for phase in track.phases for duty in phase.duties]
        self.starts = {id(duty): starts(duty, model) for duty in duties}
        events = dict.fromkeys(event for some in self.starts.values() for event, _, _ in some)
        self.clock = {event: 1 << number for number, event in enumerate(events)}
        self.ways = [ways_into(track, model) for track in self.machine.tracks]
        self.findings: dict[_Key, tuple[int, Finding]] = {}  # each with the length of its way

    def run(self, progress: Progress | None) -> LifecycleProof:
        """Explore with every option open, then follow up what the options taken do not settle."""
        options = {name: tuple(reading.options) for name, reading in self.model.readings.items()}
        try:
            found = self._explore(options, progress)
        except TooManyStatesError as error:
            place = self.model.lifecycles[self.names[0]].location
            return LifecycleProof(self.names, 0, 0, (error.finding(place),))
        wrong = (finding for _, finding in self.findings.values())
        return LifecycleProof(self.names, len(found.came), found.strides, (*wrong, *self._never_reached(found)))

    def _explore(self, options: Options, progress: Progress | None = None, only: _Key | None = None) -> Exploration:
        """Explore, and divide by a reading what was only found on a path that took it in two ways."""
        found, wrong = self._suspected(Search(self.machine, self.model, options, self.clock), progress)
        whole = {name: frozenset(some) for name, some in options.items()}
        fixed = {name: some for name, some in whole.items() if len(some) < len(self.model.readings[name].options)}
        doubted: list[tuple[_Key, str, int]] = []
        for key, one in wrong.items():
            way = found.path(one.code) + ([one.suspicion.last] if one.suspicion.last is not None else [])
            taken = {**fixed, **_taken(way, one.suspicion, whole)}
            torn = next((name for name, chosen in taken.items() if not chosen), None)
            if torn is not None and only in (None, key):
                doubted.append((key, torn, len(way)))
            elif torn is None and self._longer(key, len(way)):
                self.findings[key] = len(way), _tell(one.suspicion, way, taken)
        for key, torn, least in doubted:
            for option in options[torn]:
                if self._longer(key, least):
                    self._explore({**options, torn: (option,)}, progress, key)
        return found

    def _suspected(self, search: Search, progress: Progress | None) -> tuple[Exploration, dict[_Key, _Wrong]]:
        """Explore, and give for each thing that may be wrong the nearest state in which it is."""
        wrong: dict[_Key, _Wrong] = {}
        steps = Steps(search)
        watch = Watch(search, steps, self.starts, self.ways)

        def look(code: int) -> None:
            for one in watch.wrong(code):
                wrong.setdefault((one.code, one.place, one.details), _Wrong(one, code))

        return explore(steps, look, progress), wrong

    def _longer(self, key: _Key, length: int) -> bool:
        """Tell whether something wrong is not known yet, or only by a longer way."""
        return key not in self.findings or self.findings[key][0] > length

    def _never_reached(self, found: Exploration) -> Iterator[Finding]:
        layout = found.steps.layout
        phases = {code & layout.phases for code in found.came}
        for number, track in enumerate(self.machine.tracks):
            reached = {layout.phase(number, code) for code in phases}
            for position, phase in enumerate(track.phases):
                if position not in reached:
                    yield find("phase-unreachable", phase.phase.location, name=phase.name)
                    continue
            used = {
                move.move.location
                for p in track.phases
                for ms in (*p.moves.values(), *p.follows.values())
                for move in ms
                if id(move) in found.steps.used
            }
            for move in track.lifecycle.moves:
                if move.location not in used:
                    yield find("move-never", move.location, name=move.event.name)


def _tell(suspicion: Suspicion, way: list[Stride], taken: Box) -> Finding:
    readings = {name: min(options) for name, options in taken.items()}
    events = ", ".join(map(spelt, way)) or "-"
    return find(suspicion.code, suspicion.place, witness=readings or None, events=events, **dict(suspicion.details))


def _taken(way: list[Stride], suspicion: Suspicion, whole: Box) -> dict[str, frozenset[str]]:
    """Give the options that a way and what is wrong at its end agree on; none where they do not."""
    taken: dict[str, frozenset[str]] = {}
    boxes: list[Box] = [{name: frozenset((o,)) for name, o in stride.readings.items()} for stride in way]
    for box in (*boxes, suspicion.box):
        for name, allowed in box.items():
            taken[name] = taken.get(name, whole[name]) & allowed
    return taken
