# SPDX-License-Identifier: MPL-2.0
"""Compares the engine with the naive evaluator on generated rule sets, as often as one asks for.

`python tests/assurance/compare_engine.py 10_000_000 --seed 1` grows rule sets from the seed and compares the answers of
each under readings drawn at random, with all facts known and with some, until so many have been compared. It
stops at the first difference. What has been run is in `docs/assurance.md`.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import reference
from hypothesis import HealthCheck, Phase, given, seed, settings
from rule_texts import load_both
from strategies import any_rule_set_folders
from test_engine_laws import as_reference

Plain = dict[str, Any]
ROUND = 200  # rule sets grown at a time
MOST = 5_000  # comparisons of one rule set
KNOWN = (1.0, 1.0, 1.0, 1.0, 0.8, 0.4)  # how much is known of a situation


def rule_sets(first: int) -> Iterator[dict[str, str]]:
    """Grow rule sets without end, the same for the same seed."""
    for number in count(first * 1_000_000):
        yield from grown(number)


def grown(number: int) -> list[dict[str, str]]:
    """Grow some rule sets."""
    found: list[dict[str, str]] = []

    @seed(number)
    @settings(
        max_examples=ROUND, phases=[Phase.generate], database=None, deadline=None, suppress_health_check=[*HealthCheck]
    )
    @given(any_rule_set_folders())
    def grow(texts: dict[str, str]) -> None:
        found.append(texts)

    grow()
    return found


def questions(naive: Plain, random: Random) -> Iterator[tuple[str, Plain, Plain]]:
    """Give a decision, a situation and a choice of readings, drawn at random."""
    values = {
        (decision, fact): reference.possible_values(naive, decision, fact)
        for decision in naive["decisions"]
        for fact in naive["facts"]
    }
    decisions = list(naive["decisions"])
    for number in count():
        decision, known = random.choice(decisions), random.choice(KNOWN)
        facts = {fact: random.choice(values[decision, fact]) for fact in naive["facts"] if random.random() < known}
        if number % 20 == 0:
            chosen = {n: random.choice(options) for n, options in naive["options"].items() if random.random() < 0.7}
        yield decision, facts, chosen


def compare(wanted: int, first: int) -> tuple[int, int]:
    """Compare until enough has been compared; give how many comparisons and rule sets it came to."""
    random, made, begun = Random(first), 0, perf_counter()
    for number, texts in enumerate(rule_sets(first), 1):
        rules, naive = load_both(texts)
        size = sum(1 for decision in naive["decisions"] for _ in reference.nodes(naive, decision))
        asked = questions(naive, random)
        for _ in range(min(MOST, 100 * size, wanted - made)):
            decision, facts, choice = next(asked)
            expected = reference.decide(naive, decision, facts, choice)
            got = as_reference(rules.reading(choice).decide(decision, **facts))
            if got != expected:
                print("".join(f"--- {name}\n{text}" for name, text in texts.items()))
                raise SystemExit(f"{decision}, {facts}, {choice}:\n  engine    {got}\n  reference {expected}")
            made += 1
        if number % ROUND == 0 or made == wanted:
            print(f"{made:>12,} comparisons of {number:,} rule sets, {perf_counter() - begun:,.0f} s", flush=True)
        if made == wanted:
            return made, number
    raise AssertionError("rule sets are grown without end")


def main() -> None:
    """Compare as often as is asked for."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("comparisons", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    made, number = compare(options.comparisons, options.seed)
    print(f"no difference in {made:,} comparisons of {number:,} rule sets (seed {options.seed})")


if __name__ == "__main__":
    main()
