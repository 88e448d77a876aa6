# SPDX-License-Identifier: MPL-2.0
"""Gives the loader damaged files and any bytes, as often as one asks for, and holds what it finds to its laws.

`python tests/assurance/fuzz_loader.py 1_000_000 --seed 1` reads so many rule sets: of ten, nine are a sound one of all
kinds of files with one to three changes, and one has a file of random bytes or punctuation. Whatever it is, reading
ends in findings that can be told and point into the files; if none is an error the rule set loads. `--alone` reads one
file, whole or a few lines of it, up to where files are joined, which is far quicker. It stops at the first input of
which that is not so, and prints it. What has been run is in `docs/assurance.md`.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from functools import lru_cache
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

import conftest
from test_loader_laws import LITTLE, STRANGE, WORD, Files, can_be_told, holds

from trivselrules import gathering
from trivselrules.folder import Folder
from trivselrules.frozen_map import FrozenMap
from trivselrules.gathering import gather
from trivselrules.reading.source import parse

KINDS = ("bit", "delete", "insert", "word", "word", "line", "double", "swap", "dedent", "cut")
NEAR = [*STRANGE, "a", "da", "en", " ", "  ", "\n  "]


def damaged(random: Random) -> Files:
    """Give the files with one to three changes."""
    files = dict(LITTLE)
    for name in random.choices(list(files), k=random.randint(1, 3)):
        files[name] = changed(files[name], files[random.choice(list(files))], random)
    return files


def changed(content: bytes, other: bytes, random: Random) -> bytes:
    """Change one thing about the content of a file; words and lines may come from another."""
    at = random.randrange(len(content) + 1)
    kind = random.choice(KINDS)
    if kind == "bit" and at < len(content):
        return content[:at] + bytes([content[at] ^ 1 << random.randrange(8)]) + content[at + 1 :]
    if kind == "delete":
        return content[:at] + content[at + random.randint(1, 30) :]
    if kind == "insert":
        return content[:at] + random.choice(STRANGE).encode() + content[at:]
    if kind == "cut":
        return content[:at]
    words, others = list(WORD.finditer(content)), list(WORD.finditer(other))
    if kind == "word" and words and others:
        word = random.choice(words)
        return content[: word.start()] + random.choice(others)[0] + content[word.end() :]
    return lines_changed(content.split(b"\n"), other.split(b"\n"), kind, random)


def lines_changed(lines: list[bytes], others: list[bytes], kind: str, random: Random) -> bytes:
    """Take a line from another file, double or move one, or indent one otherwise."""
    one, two = random.randrange(len(lines)), random.randrange(len(lines))
    match kind:
        case "line":
            lines[one] = random.choice(others)
        case "double":
            lines.insert(two, lines[one])
        case "swap":
            lines[one], lines[two] = lines[two], lines[one]
        case _:
            lines[one] = lines[one][1:] if random.random() < 0.5 else b" " + lines[one]
    return b"\n".join(lines)


def strange(random: Random) -> Files:
    """Give the files with random bytes, or a mixture of what means something in YAML, in place of one."""
    pieces = "".join(random.choices(NEAR, k=random.randrange(13))).encode()
    return {**LITTLE, random.choice(list(LITTLE)): random.choice((pieces, random.randbytes(random.randrange(200))))}


def alone(random: Random) -> Files:
    """Give one file with one to three changes, whole or a few lines of it, or random in its whole."""
    if random.random() < 0.1:
        return {name: content for name, content in strange(random).items() if content != LITTLE[name]}
    name, content = random.choice(list(LITTLE.items()))
    if random.random() < 0.9:
        content = some_lines(content, random)
    for _ in range(random.randint(1, 3)):
        content = changed(content, random.choice(list(LITTLE.values())), random)
    return {name: content}


def some_lines(content: bytes, random: Random) -> bytes:
    """Give up to ten lines that stand together, as far out as the first of them allows."""
    lines = content.split(b"\n")
    first = random.randrange(len(lines))
    margin = len(lines[first]) - len(lines[first].lstrip())
    taken = lines[first : first + random.randint(1, 10)]
    return b"\n".join(line[margin:] if not line[:margin].strip() else line for line in taken)


def gathers(files: Files) -> None:
    """Hold what is found in one file to the laws."""
    for finding in gather(Folder("lille", FrozenMap(files))).findings:
        can_be_told(finding, files)


def quicken() -> None:
    """Read a file that did not change once, as the tests do: most inputs differ from others in one file of many."""
    vars(gathering)["parse"] = lru_cache(maxsize=500)(parse)
    vars(gathering)["_structure"] = vars(conftest)["_once_for_each_tree"](vars(gathering)["_structure"])


def main() -> None:
    """Read as many inputs as are asked for."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("inputs", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", action="store_true", help="read one file, or a few lines of one")
    options = parser.parse_args()
    quicken()
    random, begun = Random(options.seed), perf_counter()
    for number in range(1, options.inputs + 1):
        try:
            if options.alone:
                gathers(files := alone(random))
            else:
                holds(files := strange(random) if number % 10 == 0 else damaged(random))
        except BaseException:
            print({name: content for name, content in files.items() if content != LITTLE[name]})
            raise
        if number % 10_000 == 0:
            print(f"{number:>12,} inputs, {perf_counter() - begun:,.0f} s", flush=True)
    print(f"every one of {options.inputs:,} inputs ended in findings (seed {options.seed})")


if __name__ == "__main__":
    main()
