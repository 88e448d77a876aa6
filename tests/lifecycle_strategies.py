# SPDX-License-Identifier: MPL-2.0
"""Hypothesis strategies: little rule sets with lifecycles that are sound by construction.

The moves of one event from one phase divide something that the event, the phase or the rule set has - a fact, a mark, a
lifecycle beside, a reading - so that two can never fit at once; marks are given on entry; tasks wait only for earlier
ones. So nothing has to be filtered out.
"""

from __future__ import annotations

from typing import Any

from attrs import frozen
from hypothesis import strategies as st
from rule_texts import texts_of

from trivselrules.testing.grown_facts import prose

__all__ = ["CITED", "EVENTS", "LIFECYCLES", "OPTIONS", "lifecycle_folders"]

Plain = dict[str, Any]

LIFECYCLES = ("rejse", "billet", "kuffert")
PHASES = ("hjemme", "undervejs", "fremme", "forsinket")
EVENTS = ("afgang", "ankomst", "aflysning", "skift", "kontrol", "hvil")
TASKS = ("pak", "vink", "vent", "spis")
CARRIED = ("syng", "sov")
FACTS: Plain = {
    "vejr": {"values": {word: prose(word) for word in ("sol", "regn")}},
    "aaben": {"type": "boolean"},
    "bane": {"type": "integer", "from": 1, "to": 3},
}
VALUES: dict[str, list[Any]] = {"vejr": ["sol", "regn"], "aaben": [False, True], "bane": [1, 2, 3]}
OPTIONS: dict[str, list[str]] = {"tolkning": ["ordret", "frit"], "vaegt": ["let", "tung", "middel"]}
CITED = {"source": ["AB-101"]}


@frozen
class _Mark:
    """A mark with its values and the phases it lives in."""

    name: str
    values: tuple[Any, ...]
    phases: tuple[str, ...]
    counts: bool


@frozen(eq=False)
class _Life:
    """What is settled of a lifecycle before its moves are made."""

    name: str
    phases: tuple[str, ...]
    marks: tuple[_Mark, ...]
    tasks: dict[str, tuple[str, ...]]  # those of each phase that can be done once and for all

    def living(self, phase: str) -> list[_Mark]:
        """Give the marks that live in a phase."""
        return [mark for mark in self.marks if phase in mark.phases]


class _Grower:
    """Grows lifecycles that run beside each other."""

    def __init__(self, draw: st.DrawFn, lives: list[_Life], events: dict[str, tuple[str, list[str]]]) -> None:
        self.draw = draw
        self.lives = lives
        self.events = events  # the home of each event, and its facts

    def some(self, items: Any, *, least: int = 0, most: int | None = None) -> list[Any]:
        """Draw some of the items, in their order."""
        items = list(items)
        chosen = self.draw(st.sets(st.sampled_from(items), min_size=least, max_size=most)) if items else set()
        return [item for item in items if item in chosen]

    def chance(self, one_in: int) -> bool:
        """Tell in one case of some whether something is there."""
        return self.draw(st.integers(1, one_in)) == 1

    def moves(self, life: _Life) -> tuple[list[Plain], list[Plain]]:
        """Make what each event does in a lifecycle: as a move where it is at home, as a follower elsewhere."""
        moves: list[Plain] = []
        follows: list[Plain] = []
        for event, (home, _) in self.events.items():
            phases = list(life.phases)
            at_home = home == life.name
            for number in range(2):
                chunk = self.some(phases, least=1 if at_home and number == 0 else 0, most=2)
                phases = [phase for phase in phases if phase not in chunk]
                if chunk:
                    made = self._divided(life, event, chunk, at_home=at_home)
                    (moves if at_home else follows).extend(made)
        return moves, follows

    def _divided(self, life: _Life, event: str, chunk: list[str], *, at_home: bool) -> list[Plain]:
        """Make moves from some phases that can never fit at once."""
        ways: list[tuple[str, str, list[Any]]] = [("when", fact, VALUES[fact]) for fact in self.events[event][1]]
        ways += [("under", reading, options) for reading, options in OPTIONS.items()]
        ways += [("when", other.name, list(other.phases)) for other in self.lives if other is not life]
        everywhere = [mark for mark in life.marks if set(chunk) <= set(mark.phases)]
        ways += [("when", mark.name, list(mark.values)) for mark in everywhere]
        if self.chance(2):
            return [self._move(life, event, chunk, {}, at_home=at_home)]
        key, name, values = self.draw(st.sampled_from(ways))
        first = self.some(values, least=1)
        rest = self.some([value for value in values if value not in first])
        blocks = [{key: {name: block}} for block in (first, rest) if block]
        return [self._move(life, event, chunk, block, at_home=at_home) for block in blocks]

    def _move(self, life: _Life, event: str, chunk: list[str], block: Plain, *, at_home: bool) -> Plain:
        move: Plain = {"event": event, "from": chunk, **block, **CITED}
        once = set.intersection(*(set(life.tasks[phase]) for phase in chunk))
        if at_home and once and self.chance(4):
            move["unless_done"] = self.draw(st.sampled_from(sorted(once)))
        if at_home and self.chance(8):
            return {**move, "undetermined": "tavshed"}
        target = None if self.chance(4) else self.draw(st.sampled_from(life.phases))
        targets = chunk if target is None else [target]
        if target is not None:
            move["to"] = target
        for mark in life.marks:
            if not set(targets) <= set(mark.phases):
                continue
            everywhere = set(chunk) <= set(mark.phases)
            if not everywhere or self.chance(4):
                self._give(move, mark, counted=everywhere and mark.counts)
        known = set.intersection(*(set(life.tasks[phase]) for phase in targets))
        done = self.some(sorted(known)) if self.chance(3) else []
        if done:
            move["done"] = done
        if self.chance(8):
            move["rests_on"] = "tavshed"
            move["notice"] = ["besked"]
        return move

    def _give(self, move: Plain, mark: _Mark, *, counted: bool) -> None:
        """Give a mark its value: one of the event's facts where all of it fits, else a value or the next."""
        asked = move.get("when", {})
        for fact in self.events[move["event"]][1]:
            if set(map(repr, asked.get(fact, VALUES[fact]))) <= set(map(repr, mark.values)):
                move.setdefault("keep", {})[mark.name] = fact
                return
        value = "next" if counted and self.chance(2) else self.draw(st.sampled_from(mark.values))
        move.setdefault("set", {})[mark.name] = value

    def phases(self, life: _Life) -> Plain:
        """Make the phases with their tasks."""
        made: Plain = {}
        for phase in life.phases:
            made[phase] = {"start": True, "rest": True} if phase == PHASES[0] else {"owner": "borgmester"}
            tasks: Plain = {}
            for task in life.tasks[phase]:
                earlier = [name for name in life.tasks[phase] if name in tasks]
                tasks[task] = self._duty(life, earlier)
            if phase != PHASES[0]:
                tasks["hvil_ud"] = {**self._duty(life, list(life.tasks[phase])), "repeats": True}
            if tasks:
                made[phase]["tasks"] = tasks
                made[phase]["owner"] = "borgmester"
        return made

    def _duty(self, life: _Life, earlier: list[str]) -> Plain:
        home = [event for event, (name, _) in self.events.items() if name == life.name]
        moved = list(self.events)  # each is moved where it is at home
        duty: Plain = {"done_by": self.some(moved, least=1, most=2)}
        if home and self.chance(2):
            duty["done_by"] = self.draw(st.sampled_from(home))
        after: list[Any] = self.some(earlier, most=1)
        if after and self.chance(2):
            after = [{"task": name, "under": self._under()} for name in after]
        duty |= {"after": after} if after else {}
        others = [other for other in self.lives if other is not life]
        if others and self.chance(4):
            other = self.draw(st.sampled_from(others))
            duty["while"] = {other.name: self.some(other.phases, least=1)}
        if others and self.chance(6):
            duty["waits_for"] = self.draw(st.sampled_from(others)).name
        if self.chance(4):
            duty["under"] = self._under()
        duty |= self._due() if self.chance(2) else {"no_deadline": "tavshed"}
        return duty

    def mark(self, mark: _Mark) -> Plain:
        """Make a mark; one of words may carry a task, which any event may end."""
        written: Plain = {"in": list(mark.phases)}
        written |= {"count_to": len(mark.values) - 1} if mark.counts else {"values": list(mark.values)}
        if mark.values == ("sol", "regn") and self.chance(2):
            duty: Plain = {"actor": "kirurg", "done_by": self.draw(st.sampled_from(list(self.events)))}
            duty |= {"under": self._under()} if self.chance(2) else {}
            duty |= self._due() if self.chance(3) else {"no_deadline": "tavshed"}
            written["tasks"] = {"regn": {CARRIED[int(mark.name.split("_")[1])]: duty}}
        return written

    def _under(self) -> Plain:
        reading = self.draw(st.sampled_from(sorted(OPTIONS)))
        return {reading: self.some(OPTIONS[reading], least=1)}

    def _due(self) -> Plain:
        event = self.draw(st.sampled_from(list(self.events)))
        days = {"days": self.draw(st.integers(0, 9))}
        hours = {"hours": self.draw(st.integers(0, 48))}
        dues: list[Plain] = [
            {"within": self.draw(st.sampled_from([days, hours])), "after": event, "without_start": "tavshed"},
            {"within": {"weeks": 1}, "after": event, "under": self._under(), **CITED},
            {"at_least": days, "before": event, "source": ["AB-102", "AB-101"]},
            {"undetermined": "tavshed"},
        ]
        some = self.some_of(dues)
        if all("under" in due for due in some):  # under the other options there is a deadline too
            rest = {
                name: [option for option in OPTIONS[name] if option not in taken]
                for due in some
                for name, taken in due["under"].items()
            }
            some += [{"undetermined": "tavshed", "under": rest}] if all(rest.values()) else []
        return {"due": some}

    def some_of(self, dues: list[Plain]) -> list[Plain]:
        """Draw one or two deadlines."""
        first = self.draw(st.integers(0, len(dues) - 1))
        return [dues[first], dues[(first + 1) % len(dues)]] if self.chance(2) else [dues[first]]

    def invariants(self) -> Plain:
        """Make prohibitions: of states, and of events that come too early or at all."""
        made: Plain = {}
        for number in range(self.draw(st.integers(0, 3))):
            never: Plain = {**prose(f"forbud_{number}"), **CITED}
            lives = self.some(self.lives, most=2)
            never["when"] = {life.name: self.some(life.phases, least=1, most=2) for life in lives}
            marks = [mark for life in self.lives for mark in life.marks]
            if marks and self.chance(3):
                mark = self.draw(st.sampled_from(marks))
                never["when"][mark.name] = self.some(mark.values, least=1)
            if not never["when"] or self.chance(2):
                never["event"] = self.draw(st.sampled_from(list(self.events)))
                if self.chance(2):
                    never["unless_done"] = self.draw(st.sampled_from(TASKS))
            if self.chance(3):
                never["under"] = self._under()
            made[f"forbud_{number}"] = never
        return made


@st.composite
def lifecycle_folders(draw: st.DrawFn, most: int = 3, *, lively: bool | None = None) -> dict[str, str]:
    """Generate the files of a rule set with one to three lifecycles that run beside each other.

    If they are `lively`, each has an event that leaves its start, and from there on a mark with any value; if that is
    not said, half of them are.
    """
    lively = draw(st.booleans()) if lively is None else lively
    names = LIFECYCLES[: draw(st.integers(1, most))]
    lives = [draw(_lives(name, lively=lively)) for name in names]
    events = {
        event: (draw(st.sampled_from(names)), sorted(draw(st.sets(st.sampled_from(sorted(FACTS)), max_size=2))))
        for event in EVENTS[: draw(st.integers(2, 5))]
    }
    grower = _Grower(draw, lives, events)
    files: dict[str, Plain] = {}
    leaving = {f"opbrud_{name}": (name, ["vejr"]) for name in names} if lively else {}
    for life in lives:
        moves, follows = grower.moves(life)
        moves += [_departure(event, life) for event, (home, _) in leaving.items() if home == life.name]
        files[f"{life.name}.yaml"] = {
            "lifecycle": life.name,
            "title": prose(life.name),
            "beside": [name for name in names if name != life.name],
            "marks": {mark.name: grower.mark(mark) for mark in life.marks},
            "phases": grower.phases(life),
            "moves": moves,
            "follows": follows,
        }
    files["invariants.yaml"] = {"never": grower.invariants()}
    return texts_of({**_words(lives, {**events, **leaving}), **files})


def _departure(event: str, life: _Life) -> Plain:
    """Make the move with which a lifecycle leaves its start, and the first of its marks becomes what a fact is."""
    move: Plain = {"event": event, "from": [life.phases[0]], "to": life.phases[1], **CITED}
    first, *others = [mark for mark in life.marks if life.phases[1] in mark.phases]
    set_ = {mark.name: mark.values[0] for mark in others}
    return {**move, "keep": {first.name: "vejr"}, **({"set": set_} if set_ else {})}


@st.composite
def _lives(draw: st.DrawFn, name: str, *, lively: bool) -> _Life:
    phases = PHASES[: draw(st.integers(2, 4))]
    marks = [_Mark(f"{name}_0_maerke", ("sol", "regn"), phases[1:], counts=False)] if lively else []
    for number in range(len(marks), draw(st.integers(0, 2))):
        kind = draw(st.sampled_from(["words", "truth", "numbers", "count"]))
        values = {"words": ("sol", "regn"), "truth": (False, True), "numbers": (1, 2, 3), "count": (0, 1, 2)}[kind]
        lived = draw(st.sets(st.sampled_from(phases[1:]), min_size=1))
        marks.append(_Mark(f"{name}_{number}_maerke", values, tuple(p for p in phases if p in lived), kind == "count"))
    tasks = {phase: tuple(sorted(draw(st.sets(st.sampled_from(TASKS), max_size=3)))) for phase in phases}
    return _Life(name, phases, tuple(marks), tasks)


def _words(lives: list[_Life], events: dict[str, tuple[str, list[str]]]) -> dict[str, Plain]:
    """Write the files that stand beside the lifecycles."""
    readings = {
        name: {
            "question": prose(name),
            "options": {option: prose(option) for option in options},
            "default": options[0],
            "because": prose("grund"),
        }
        for name, options in OPTIONS.items()
    }
    point = {"point": "A-001", "title": prose("tavshed"), "why": prose("tavshed"), "readings": readings}
    title, question = prose("regler"), {"question": prose("spoergsmaal"), "label": prose("oplysning")}
    document = {"title": title, "file": "brev.txt"}
    return {
        "rule_set.yaml": {
            "rule_set": "regler",
            "version": "1",
            "title": title,
            "documents": {"brev": document},
            "readings": {name: options[0] for name, options in OPTIONS.items()},
        },
        "vocabulary.yaml": {
            "facts": {name: {**question, **written} for name, written in FACTS.items()},
            "roles": {name: prose(name) for name in ("borgmester", "kirurg")},
            "terms": {
                "phase": {phase: prose(phase) for phase in PHASES},
                "mark": {mark.name: prose(mark.name) for life in lives for mark in life.marks},
                "mark_value": {value: prose(value) for value in ("sol", "regn")},
            },
        },
        "sources.yaml": {
            "facts": {name: {"document": "brev", "section": "1", **prose("udsagn")} for name in ("AB-101", "AB-102")}
        },
        "open_points.yaml": {"open_points": {"tavshed": point}},
        "notices.yaml": {"notices": {"besked": {"basis": "ours", **prose("besked")}}},
        "events.yaml": {"events": {name: {**prose(name), "facts": facts} for name, (_, facts) in events.items()}},
        "tasks.yaml": {"tasks": _tasks()},
    }


def _tasks() -> Plain:
    """Write the tasks; those that marks carry cite the other statement, so that both are always used."""
    cited = {**dict.fromkeys((*TASKS, "hvil_ud"), "AB-101"), **dict.fromkeys(CARRIED, "AB-102")}
    return {name: {**prose(name), "source": [statement]} for name, statement in cited.items()}
