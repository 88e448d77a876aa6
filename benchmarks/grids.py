# SPDX-License-Identifier: MPL-2.0
"""Measures how checking, proving and comparing a decision grow with its size, on generated decisions in our language.

`python benchmarks/grids.py` goes through 3, 5 and 7 facts of 20 values with 500, 1,000 and 1,500 rules, which is the
grid of the literature on verifying decision tables, and on to 10 facts with 10,000 rules. A rule is an answer on some
values of each fact; the rules divide all situations among them. Each decision is checked three times: as it is, with
one rule left out (a gap), and with one value under two answers (an overlap), and what is found must be just that. Then
it is proved, and compared with itself after one outcome has changed. Beside each time stands how many times as long it
takes as PyYAML takes to read the same file: where that stays the same, the time grows as the file does. Times are
those of the processor.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, TypeVar

import yaml

from trivselrules.loading import Reading, read
from trivselrules.proof.axes import Rules
from trivselrules.proof.certificate import prove_decision
from trivselrules.proof.difference import difference

VALUES = "abcdefghijklmopqrstu"
SIZES = [(facts, rules) for facts in (3, 5, 7) for rules in (500, 1_000, 1_500)]
SIZES += [(10, rules) for rules in (1_250, 2_500, 5_000, 10_000)]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
COLUMNS = ("check", "a gap", "an overlap", "prove", "diff")
Node = dict[str, Any]
T = TypeVar("T")


def grown(facts: int, rules: int, random: Random) -> Node:
    """Divide all situations among about so many rules: a tree that asks one fact after another."""
    root: Node = {}
    leaves = deque([(root, [VALUES] * facts)])
    while len(leaves) < rules:
        node, box = leaves.popleft()
        wide = [number for number in range(facts) if len(box[number]) > 1]
        if not wide:
            leaves.append((node, box))
            continue
        fact = random.choice(wide)
        values = random.sample(box[fact], len(box[fact]))
        many = random.randint(2, min(5, len(values)))
        node |= {"ask": f"f{fact}", "answers": {}}
        for part in (sorted(values[number::many]) for number in range(many)):
            inner: Node = {}
            node["answers"][", ".join(part)] = inner
            leaves.append((inner, [*box[:fact], "".join(part), *box[fact + 1 :]]))
    for number, (node, _) in enumerate(leaves):
        node["svar"] = number % 50
    return root


def lines(node: Node, indent: str = " ") -> Iterator[str]:
    """Write a tree as people write it, with each rule on one line."""
    yield f"{indent}ask: {node['ask']}"
    yield f"{indent}answers:"
    for key, inner in node["answers"].items():
        if "ask" in inner:
            yield f"{indent} {key}:"
            yield from lines(inner, indent + "  ")
        else:
            yield f"{indent} {key}: {{set: {{svar: {inner['svar']}}}, source: [XX-1]}}"


def word(indent: int) -> str:
    """Write a text in both languages, under its key."""
    return f"\n{' ' * indent}da: ord\n{' ' * indent}en: word\n"


def written(tree: list[str], facts: int) -> dict[str, str]:
    """Write a rule set with one decision."""
    values = "".join(f"      {value}:{word(8)}" for value in VALUES)
    about = f"    label:{word(6)}    question:{word(6)}    values:\n{values}"
    known = "".join(f"  f{fact}:\n{about}" for fact in range(facts))
    head = f"decision: stor\ntitle:{word(2)}sentence:{word(2)}outcome: {{svar: {{type: integer, required: true}}}}\n"
    return {
        "rule_set.yaml": f"rule_set: stor\nversion: '1'\ntitle:{word(2)}documents:\n  bog:\n    title:{word(6)}",
        "sources.yaml": f"facts:\n  XX-1:\n    document: bog\n    section: '1'{word(4)}",
        "vocabulary.yaml": f"facts:\n{known}outcomes:\n  svar:{word(4)}",
        "stor.yaml": "\n".join([f"{head}tree:", *tree, ""]),
    }


def revised(tree: list[str], random: Random) -> dict[str, list[str]]:
    """Give the tree with one rule left out, with a value under two answers, and with another outcome."""
    at = random.choice([n for n in range(1, len(tree)) if "svar" in tree[n] and "svar" in tree[n - 1]])
    rule, before = tree[at], tree[at - 1]
    both = f"{rule[: len(rule) - len(rule.lstrip())]}{before.split(':')[0].split(',')[0].strip()}, {rule.lstrip()}"
    other = rule[: rule.index("svar")] + "svar: 99}, source: [XX-1]}"
    changed = {"gap": [], "overlap": [both], "other": [other]}
    return {name: [*tree[:at], *new, *tree[at + 1 :]] for name, new in changed.items()}


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Give how long something takes, and what came of it."""
    start = process_time()
    done = work()
    return process_time() - start, done


def found(tree: list[str], facts: int) -> tuple[float, Reading]:
    """Check a rule set with a tree, and say how long it took."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "stor"
        folder.mkdir()
        for name, text in written(tree, facts).items():
            (folder / name).write_text(text, encoding="utf-8")
        return timed(lambda: read(folder))


def rules_of(reading: Reading, *codes: str) -> Rules:
    """Give the decision; what was found must have just these codes."""
    assert [finding.code for finding in reading.findings] == list(codes), reading.findings
    assert reading.model is not None
    return reading.model.decisions["stor"], reading.model


def measured(facts: int, rules: int, random: Random) -> Iterator[float]:
    """Give how long PyYAML takes to read the file, and what each column takes."""
    tree = list(lines(grown(facts, rules, random)))
    versions = revised(tree, random)
    text = written(tree, facts)["stor.yaml"]
    yield timed(lambda: yaml.load(text, LOADER))[0]
    time, reading = found(tree, facts)
    old = rules_of(reading)
    yield time
    for version, code in (("gap", "answer-missing"), ("overlap", "answer-overlap")):
        time, reading = found(versions[version], facts)
        rules_of(reading, code)
        yield time
    yield timed(lambda: prove_decision(*old))[0]
    new = rules_of(found(versions["other"], facts)[1])
    time, told = timed(lambda: difference(old, new))
    assert [len(change.regions) for change in told.answers] == [1]
    yield time


def main() -> None:
    """Print one line for each size."""
    print(f"{'facts':>5}{'rules':>8}{'PyYAML':>10}" + "".join(f"{column:>18}" for column in COLUMNS))
    for facts, rules in SIZES:
        unit, *times = measured(facts, rules, Random(f"{facts} {rules}"))
        told = "".join(f"{time:>9.2f} s {time / unit:>5.1f} ×" for time in times)
        print(f"{facts:>5}{rules:>8,}{unit:>8.2f} s{told}", flush=True)


if __name__ == "__main__":
    main()
