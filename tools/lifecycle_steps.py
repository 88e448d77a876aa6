# SPDX-License-Identifier: MPL-2.0
"""What an event does to lifecycles, for `verify_lifecycles.py`: read from the rule files, with none of our code."""

from functools import cache
from itertools import chain, product


def named(written):
    """Give the readings that are named anywhere in what is written."""
    if isinstance(written, dict):
        return set(written.get("under", ())).union(*map(named, written.values()))
    return set().union(*map(named, written)) if isinstance(written, list) else set()


def holds(written, readings):
    """Tell whether what is written applies under some options; of what is not chosen any option may be."""
    return all(readings.get(name, options[0]) in options for name, options in written.get("under", {}).items())


def spread(tasks, **more):
    """Give tasks with the events that end them as a list, and what they wait for as objects."""
    for task, duty in tasks.items():
        by, first = duty.get("done_by", []), [w if isinstance(w, dict) else {"task": w} for w in duty.get("after", [])]
        yield task, {**duty, "done_by": by if isinstance(by, list) else [by], "after": first, **more}


class Steps:
    """Lifecycles side by side. A place is a phase, the tasks done there, and its marks with their values."""

    def __init__(self, names, lifecycles, events, domains):
        """Take the lifecycles of some names, with the facts of the events and the values of facts and readings."""
        self.names, self.domains, files = names, domains, [*enumerate(map(lifecycles.get, names))]
        self.at = {name: number for number, name in enumerate(names)}
        self.phases = {(n, name): phase for n, file in files for name, phase in file["phases"].items()}
        self.marks = {(n, name): mark for n, file in files for name, mark in sorted(file.get("marks", {}).items())}
        # the moves at home and those that go along
        self.moves = [(n, move) for n, file in files for move in file.get("moves", [])]
        self.follows = [(n, move) for n, file in files for move in file.get("follows", [])]
        self.tasks = {where: [*spread(phase.get("tasks", {}))] for where, phase in self.phases.items()}
        for (n, name), mark in self.marks.items():
            self.tasks |= {(n, (name, v)): [*spread(t, repeats="true")] for v, t in mark.get("tasks", {}).items()}
        ending = [(event, where, d) for where, tasks in self.tasks.items() for _, d in tasks for event in d["done_by"]]
        self.home = {event: n for event, (n, _), _ in reversed(ending)} | {move["event"]: n for n, move in self.moves}
        self.choices, self.touched = {}, {(event, n, where) for event, (n, where), _ in ending}
        self.touched |= {(m["event"], n, phase) for n, m in self.moves + self.follows for phase in m["from"]}
        for event in self.home:
            written = [move for _, move in self.moves + self.follows if move["event"] == event]
            both = events[event], sorted(named([*written, *(duty for ended, _, duty in ending if ended == event)]))
            chosen = ([dict(zip(some, v)) for v in product(*(domains[name] for name in some))] for some in both)
            self.choices[event] = [*product(*chosen)]

    def open(self, number, place, phases, readings):
        """Give the tasks that are to be done in a place, and whether each must wait for another there."""
        phase, done, marks = place
        for task, duty in chain(*(self.tasks.get((number, where), ()) for where in (phase, *marks))):
            beside = all(phases[self.at[other]] in some for other, some in duty.get("while", {}).items())
            if task not in done and beside and holds(duty, readings):
                yield task, duty, any(w["task"] not in done for w in duty["after"] if holds(w, readings))

    @cache  # noqa: B019 - a group lives as long as the check
    def results(self, number, event, place, phases):
        """Give for each choice what an event does to a place: None if it is refused, a text if that is left open."""
        if not any((event, number, where) in self.touched for where in (place[0], *place[2])):
            return [None if self.home[event] == number else place] * len(self.choices[event])
        return [self.result(number, event, place, phases, choice) for choice in self.choices[event]]

    def result(self, number, event, place, phases, choice):
        """Give the place after an event; only at home can it be refused."""
        (phase, done, marks), (facts, readings), home = place, choice, self.home[event] == number
        ends = [one for one in self.open(number, place, phases, readings) if event in one[1]["done_by"]]
        known = {**dict(zip(self.names, phases)), **facts, **dict(marks)}
        mine = (m for n, m in (self.moves if home else self.follows) if n == number and m["event"] == event)
        moves = [move for move in mine if phase in move["from"] and holds(move, readings)]
        fit = [m for m in moves if all(known[name] in some for name, some in m.get("when", {}).items())]
        fit = [move for move in fit if move.get("unless_done") not in done]
        if home and (any(waits for _, _, waits in ends) or (not fit and (moves or not ends))):
            return None
        move = fit[0] if fit else {}
        done |= {task for task, duty, waits in ends if not waits and duty.get("repeats") != "true"}
        to, kept = move.get("to", phase), frozenset(move.get("done", [])) | (frozenset() if "to" in move else done)
        there = {name: mark for (n, name), mark in self.marks.items() if n == number and to in mark["in"]}
        values = {**dict(marks), **move.get("set", {}), **{m: known[fact] for m, fact in move.get("keep", {}).items()}}
        for name in (name for name, mark in there.items() if "count_to" in mark and values[name] == "next"):
            values[name] = str(min(int(known[name]) + 1, int(there[name]["count_to"])))
        return move.get("undetermined") or (to, kept, tuple((name, values[name]) for name in there))
