# SPDX-License-Identifier: MPL-2.0
"""Checks what a certificate says of lifecycles; `verify_certificate.py` calls it. Shares no code with the prover.

The start must be among the states it names; whatever happens in one (any event, any facts, any options of readings)
must lead to one; nothing forbidden may be so or be accepted there; and each lifecycle must rest or be able to move on.
"""

from functools import cache
from itertools import chain, product

from lifecycle_steps import Steps, holds, named


class Group(Steps):
    """Lifecycles side by side, and what is asked of their states."""

    def __init__(self, names, lifecycles, events, domains):
        """Take the lifecycles of some names, with the facts of the events and the values of facts and readings."""
        super().__init__(names, lifecycles, events, domains)
        self.standing, self.entered = set(), {}
        self.resting = {where for where, phase in self.phases.items() if phase.get("rest") == "true"}
        starting = [where for where, phase in self.phases.items() if phase.get("start") == "true"]
        self.start = tuple((phase, frozenset(), ()) for _, phase in starting)
        for n, phase in self.phases:
            into = [m.get("under", {}) for at, m in self.moves + self.follows if (at, m.get("to")) == (n, phase)]
            into += [{}] if (n, phase) in starting or not into else []
            alike = set.intersection(*map(set, into))
            self.entered[n, phase] = {name: set(chain(*(box[name] for box in into))) for name in alike}

    def happenings(self, state):
        """Give every event that is not refused, the readings it takes, and the state after it or None if left open."""
        phases = tuple(place[0] for place in state)
        for event, home in self.home.items():
            for which, after in enumerate(self.results(home, event, state[home], phases)):
                if after is not None:
                    beside = (self.results(n, event, place, phases)[which] for n, place in enumerate(state))
                    yield event, self.choices[event][which][1], None if isinstance(after, str) else tuple(beside)

    def moves_on(self, number, state, readings, taken, seen=()):
        """Tell whether a lifecycle has a task that can be done, or waits for one that is not at rest and moves on."""
        phases = tuple(place[0] for place in state)
        open_ = () if number in seen else self.open(number, state[number], phases, readings)
        for duty in (duty for _, duty, waits in open_ if not waits):
            other = self.at.get(duty.get("waits_for"))
            ways = (way for event in duty["done_by"] for way in taken.get(event, ()))
            goes = any(all(readings.get(name, option) == option for name, option in way) for way in ways)
            if not goes and other is not None and (other, phases[other]) not in self.resting:
                goes = self.moves_on(other, state, readings, taken, (*seen, number))
            if goes:
                return True
        return False

    def still(self, state, taken):
        """Give the lifecycles that do not move on under options by which their phases are come to."""
        phases = tuple(place[0] for place in state)
        for number in (n for n, phase in enumerate(phases) if (n, phase) not in self.resting):
            near, events, options = self.chosen(number, phases)
            ways = tuple(frozenset(taken.get(event, ())) for event in events)
            key = number, phases, ways, *(state[n] for n in near)
            if key not in self.standing:
                self.standing.add(key)
                if not all(self.moves_on(number, state, readings, taken) for readings in options):
                    yield self.names[number]

    @cache  # noqa: B019 - a group lives as long as the check
    def chosen(self, number, phases):
        """Give the lifecycles one waits for, the events that end their tasks, and the options phases are come to by."""
        near = [number]
        for n in near:
            others = (self.at[duty["waits_for"]] for _, duty in self.tasks[n, phases[n]] if "waits_for" in duty)
            near += sorted({*others}.difference(near))
        here = [where for where in self.tasks if where[0] in near and where[1] == phases[where[0]]]
        here += [where for where in self.tasks if where[0] in near and isinstance(where[1], tuple)]
        duties = [duty for where in here for _, duty in self.tasks[where]]
        events = sorted({event for duty in duties for event in duty["done_by"]})
        names = sorted(named(duties).union(*(readings for event in events for _, readings in self.choices[event])))
        boxes = [self.entered[where] for where in enumerate(phases)]
        some = [[o for o in self.domains[name] if all(o in box.get(name, (o,)) for box in boxes)] for name in names]
        return near, events, [dict(zip(names, options)) for options in product(*some)]

    def check(self, states, never):
        """Give what does not hold of the states."""
        yield from ["the start is not among the states"] * (self.start not in states)
        for state in states:
            known = {**dict(zip(self.names, (p[0] for p in state))), **dict(chain(*(p[2] for p in state)))}
            bans = {n: b for n, b in never.items() if all(known.get(k) in v for k, v in b.get("when", {}).items())}
            yield from (f"{name} is the case in {state}" for name, ban in bans.items() if "event" not in ban)
            taken = {}
            for event, readings, after in self.happenings(state):
                taken.setdefault(event, set()).add(frozenset(readings.items()))
                if after is not None and after not in states:
                    yield f"{event} leads to a state that is not named: {after}"
                for name, ban in bans.items() if after is not None else ():
                    done = any(ban.get("unless_done") in place[1] for place in state)
                    if ban.get("event") == event and not done and holds(ban, readings):
                        yield f"{name} is accepted in {state}"
            yield from (f"{name} stands still in {state}" for name in self.still(state, taken))


def few(domain):
    """Give the values of a choice, or the whole numbers between two ends: an event comes with no others."""
    return domain if isinstance(domain, list) else [str(n) for n in range(int(domain[0] or 0), int(domain[1] or 0) + 1)]


def verify_lifecycles(files, domains, claims):
    """Give everything that does not hold of the lifecycles among the files."""
    known = {name: few(domain) for name, domain in domains.items()}
    never = {n: ban for n, ban in files.get("invariants.yaml", {}).get("never", {}).items() if "decision" not in ban}
    events = {n: event.get("facts", []) for n, event in files.get("events.yaml", {}).get("events", {}).items()}
    lifecycles = {data["lifecycle"]: data for data in files.values() if "lifecycle" in data}
    if sorted(lifecycles) != sorted(name for claim in claims for name in claim["places"]):
        yield "the lifecycles are not those of the certificate"
        return
    for claim in claims:
        places = [
            [(p, frozenset(done), tuple(sorted(m.items()))) for p, done, m in some] for some in claim["places"].values()
        ]
        states = {tuple(places[n][place] for n, place in enumerate(state)) for state in claim["states"]}
        group = Group([*claim["places"]], lifecycles, events, known)
        yield from (f"{'/'.join(group.names)}: {problem}" for problem in group.check(states, never))
