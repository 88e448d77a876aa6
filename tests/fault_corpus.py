# SPDX-License-Identifier: MPL-2.0
"""Measures how well mistakes in rule files are told: `python tests/fault_corpus.py [FAULTS [SEED]]`.

Seeds one fault at a time into the shipped rule sets and into those that are built on others, reads them, and compares
what is found with what was done: the line, the number of findings, and the name suggested.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from attrs import define, evolve, field, frozen
from fault_kinds import KINDS, Fault, Page
from helpers import ROOT

from trivselrules import gathering, loading
from trivselrules.finding import Finding
from trivselrules.folder import Folder
from trivselrules.frozen_map import FrozenMap
from trivselrules.reading.source import parse

__all__ = ["OWN", "Corpus", "Figures", "Outcome", "figures", "measure"]


# Rule sets that are built on another.
OWN = (ROOT / "examples" / "midtby", ROOT / "tests" / "naboby")


@frozen
class Outcome:
    """One fault and what reading found of it."""

    kind: str
    file: str
    fault: Fault
    findings: tuple[Finding, ...]

    @property
    def right_line(self) -> bool:
        """Tell whether a finding is where the fault is."""
        places = {(f.location.file.rpartition("/")[2], f.location.line) for f in self.findings if f.location}
        return any((self.file, line) in places for line in self.fault.lines)

    @property
    def suggestion(self) -> bool | None:
        """Tell whether the right name is suggested; None if there was none to suggest."""
        if self.fault.meant is None:
            return None
        return self.fault.meant in {finding.nearest for finding in self.findings}


@frozen
class Figures:
    """What is asked of all faults together."""

    faults: int
    kinds: int
    right_line: float
    median_findings: float
    one_finding: float
    suggestions: float


@define
class Corpus:
    """The files of one rule set, and a way to read it with one of them changed."""

    name: str
    files: Mapping[str, str]
    path: Path
    pages: tuple[Page, ...] = field(init=False)
    found: frozenset[Finding] = field(init=False)

    def __attrs_post_init__(self) -> None:
        sound = loading.read(self.path)
        bases = (_names({name: content.decode() for name, content in base.files.items()}) for base in sound.folders[1:])
        self.found = frozenset(evolve(finding, location=None) for finding in sound.findings)
        known = frozenset(_names(self.files)).union(*bases)
        self.pages = tuple(Page.of(name, text, known) for name, text in self.files.items())

    @classmethod
    def of(cls, folder: Path) -> Corpus:
        """Take the files of a folder."""
        return cls(folder.name, {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}, folder)

    def faults(self, kind: str, random: Random) -> Iterator[tuple[Page, Fault]]:
        """Give faults of a kind, one for each file that can have one, in an order of chance."""
        pages = list(self.pages)
        random.shuffle(pages)
        for page in pages:
            fault = KINDS[kind](page, random)
            if fault is not None:
                yield page, fault

    def read(self, page: Page, fault: Fault) -> tuple[Finding, ...]:
        """Read the rule set with the fault in it; what is found without it is none of it."""
        changed = {page.name: fault.text.encode(fault.encoding)}
        files = {name: text.encode() for name, text in self.files.items()} | changed
        found = loading.read(Folder(self.name, FrozenMap(files), (), f"./{self.name}", self.path)).findings
        return tuple(finding for finding in found if evolve(finding, location=None) not in self.found)


def _names(files: Mapping[str, str]) -> Iterator[str]:
    """Give every name that the rule set declares: whatever stands as a key."""
    for name, text in files.items():
        for spot in Page.of(name, text, frozenset()).spots:
            if spot.key is not None:
                yield from str(spot.key.value).split(", ")


@contextmanager
def _instead(name: str, other: object) -> Iterator[None]:
    """Let reading use another function for a while."""
    own = vars(gathering)[name]
    setattr(gathering, name, other)
    try:
        yield
    finally:
        setattr(gathering, name, own)


def measure(corpora: Iterable[Corpus], faults: int, seed: int) -> list[Outcome]:
    """Seed about so many faults, as many of each kind as there can be."""
    random = Random(seed)
    made: list[tuple[Corpus, str, Page, Fault]] = []
    seen: set[tuple[str, str]] = set()
    sources = [(corpus, kind) for kind in KINDS for corpus in corpora]
    while sources and len(made) < faults:
        for corpus, kind in list(sources):
            fresh = (
                (page, fault) for page, fault in corpus.faults(kind, random) if (page.name, fault.text) not in seen
            )
            found = next(fresh, None)
            if found is None:
                sources.remove((corpus, kind))
                continue
            seen.add((found[0].name, found[1].text))
            made.append((corpus, kind, *found))
    return [Outcome(kind, page.name, fault, corpus.read(page, fault)) for corpus, kind, page, fault in made[:faults]]


def figures(outcomes: Iterable[Outcome]) -> Figures:
    """Sum up."""
    outcomes = list(outcomes)
    asked = [outcome.suggestion for outcome in outcomes if outcome.suggestion is not None]
    return Figures(
        len(outcomes),
        len({outcome.kind for outcome in outcomes}),
        sum(outcome.right_line for outcome in outcomes) / len(outcomes),
        median(len(outcome.findings) for outcome in outcomes),
        sum(len(outcome.findings) == 1 for outcome in outcomes) / len(outcomes),
        sum(asked) / len(asked) if asked else 1.0,
    )


@contextmanager
def remembering() -> Iterator[None]:
    """Read a file that did not change once; the tests do so anyway."""
    known: dict[object, Any] = {}
    structured = vars(gathering)["_structure"]

    def once(tree: object, *more: object, **options: object) -> Any:
        key = (id(tree), more)
        if key not in known:
            known[key] = (tree, structured(tree, *more, **options))
        return known[key][1]

    with _instead("parse", lru_cache(maxsize=2000)(parse)), _instead("_structure", once):
        yield


def _report(outcomes: list[Outcome], say: Callable[[str], object]) -> None:
    say(f"{'kind':<22}{'faults':>7}{'line':>7}{'one':>7}{'suggested':>11}")
    for kind in KINDS:
        some = [outcome for outcome in outcomes if outcome.kind == kind]
        if some:
            f = figures(some)
            suggested = f"{f.suggestions:.0%}" if any(o.suggestion is not None for o in some) else ""
            say(f"{kind:<22}{f.faults:>7}{f.right_line:>7.0%}{f.one_finding:>7.0%}{suggested:>11}")
    total = figures(outcomes)
    say(
        f"{total.faults} faults of {total.kinds} kinds: {total.right_line:.1%} at the right line, median "
        f"{total.median_findings:g} findings, {total.one_finding:.1%} with exactly one, suggestion right in "
        f"{total.suggestions:.1%}"
    )


def _main(arguments: list[str]) -> None:
    faults, seed = (int(given) for given in (*arguments, *("400", "1")[len(arguments) :]))
    shipped = (folder for folder in sorted((ROOT / "rules").iterdir()) if folder.is_dir())
    corpora = [Corpus.of(folder) for folder in (*shipped, *OWN)]
    with remembering():
        outcomes = measure(corpora, faults, seed)
    for outcome in outcomes:
        if not outcome.right_line or outcome.suggestion is False or len(outcome.findings) > 1:
            where = ", ".join(f"{f.location}" for f in outcome.findings[:3])
            codes = ", ".join(f.code for f in outcome.findings[:5])
            sys.stdout.write(
                f"{outcome.kind} in {outcome.file}:{min(outcome.fault.lines)}: {codes or '-'} at {where or '-'}\n"
            )
    _report(outcomes, lambda line: sys.stdout.write(f"{line}\n"))


if __name__ == "__main__":
    _main(sys.argv[1:])
