# SPDX-License-Identifier: MPL-2.0
"""Measures import, load, decide, an event, the proof and the whole process as ratios to a dict look-up in the same run.

Run it with `python benchmarks/bench.py` where the package is installed. A figure says how many look-ups of a
prebuilt tuple key in a dict of all situations take as long; machines differ, ratios much less.
"""

from __future__ import annotations

import subprocess
import sys
import timeit
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from statistics import median

import trivselrules
from trivselrules import RuleSet
from trivselrules.analysis.proof import prove_lifecycles
from trivselrules.engine.run import evaluate
from trivselrules.inputs import check_facts

DECISION = "indkaldelse"
LIFECYCLE, FIRST = "forloeb", "bekymring_rejst"
EASY = {"trin": 2, "tilbud": "dagpleje"}
HARD = {"trin": 2, "tilbud": "skole", "ejerform": "privat", "skoleafdeling": "udskoling"}
PARTIAL = {"trin": 1, "tilbud": "skole"}


def seconds(work: Callable[[], object], rounds: int = 7) -> float:
    """Give the median time of one call, in seconds, over rounds of about 50 ms each."""
    timer = timeit.Timer(work)
    number = max(1, int(0.05 / max(timer.timeit(1), 1e-9)))
    return median(timer.timeit(number) / number for _ in range(rounds))


def look_up(rules: RuleSet) -> float:
    """Give the time of one look-up of a prebuilt tuple key among all complete situations."""
    facts = rules.program(DECISION).cells
    values = list(facts.values())
    table = {key: rules.decide(DECISION, **dict(zip(facts, key, strict=True))) for key in product(*values)}
    key = tuple(HARD[name] for name in facts)
    return seconds(lambda: table[key])


def process(*arguments: str) -> float:
    """Give the median time of a whole Python process."""
    command = [sys.executable, *arguments]
    run = timeit.Timer(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
    return median(run.repeat(7, 1))


def measure() -> Iterator[tuple[str, float]]:
    """Give what is measured, each with its time in seconds."""
    rules = trivselrules.load()
    program = rules.program(DECISION)
    checked = check_facts(rules.model, HARD)
    course = rules.open(LIFECYCLE).accept(FIRST, date(2026, 9, 1))
    yield "dict look-up", look_up(rules)
    yield "check facts", seconds(lambda: check_facts(rules.model, HARD))
    yield "evaluate, no reading on the path", seconds(lambda: evaluate(program, EASY, rules.readings))
    yield "evaluate, two readings on the path", seconds(lambda: evaluate(program, checked, rules.readings))
    yield "decide, no reading on the path", seconds(lambda: rules.decide(DECISION, **EASY))
    yield "decide, two readings on the path", seconds(lambda: rules.decide(DECISION, **HARD))
    yield "decide, facts missing", seconds(lambda: rules.decide(DECISION, **PARTIAL))
    yield "explain", seconds(rules.decide(DECISION, **HARD).explain)
    yield "an event of a lifecycle", seconds(lambda: course.accept("trinplaceret", date(2026, 9, 2), trin=1))
    yield "prove the lifecycles", seconds(lambda: prove_lifecycles(rules.model), rounds=3)
    yield "load the shipped rule set", seconds(trivselrules.load)
    bare = process("-c", "pass")
    yield "bare Python process", bare
    yield "import, beyond the bare process", process("-c", "import trivselrules") - bare
    yield "decide on the command line", process("-m", "trivselrules", "decide", DECISION, "trin=2", "tilbud=dagpleje")


def main() -> None:
    """Print one line for each measurement."""
    results = list(measure())
    unit = results[0][1]
    print(f"{'':38}{'time':>12}{'look-ups':>14}")
    for name, time in results:
        shown = (
            f"{time * 1e9:.0f} ns" if time < 1e-6 else f"{time * 1e6:.1f} µs" if time < 1e-3 else f"{time * 1e3:.1f} ms"
        )
        print(f"{name:38}{shown:>12}{time / unit:>14,.0f}")


if __name__ == "__main__":
    main()
