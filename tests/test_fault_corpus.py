# SPDX-License-Identifier: MPL-2.0
"""Mistakes that people make in rule files are told where they are, once, and with the name that was meant.

The whole measure is a command of its own, `python tests/fault_corpus.py`; what is tried here is a part of it that
is the same each time.
"""

from __future__ import annotations

import pytest
from fault_corpus import OWN, Corpus, Outcome, figures, measure
from fault_kinds import KINDS, Fault
from helpers import ROOT

EXCURSIONS = Corpus.of(ROOT / "tests" / "udflugt")
NEIGHBOURS = Corpus.of(OWN[1])
RULER = Corpus.of(ROOT / "rules" / "trivselslinealen")
# The shipped rule sets are large, so fewer faults are tried in them; the files are those of one of its instruments.
SHIPPED = Corpus.of(ROOT / "rules" / "trivselplus")


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    """Seed some faults of every kind, also in rule sets that are built on another."""
    return [*measure([EXCURSIONS], 230, 1), *measure([SHIPPED], 30, 2), *measure([NEIGHBOURS], 60, 3)]


def test_faults_of_every_kind_are_found_at_the_right_line(outcomes: list[Outcome]) -> None:
    """At least 99 of 100 mistakes are told on the line that they are on."""
    found = figures(outcomes)
    missed = [
        (o.kind, o.file, sorted(o.fault.lines), [str(f) for f in o.findings]) for o in outcomes if not o.right_line
    ]
    assert found.faults >= 250
    assert found.kinds == len(KINDS)
    assert found.right_line >= 0.99, missed


def test_a_fault_is_told_once(outcomes: list[Outcome]) -> None:
    """Most mistakes give one finding and nothing that only follows from it."""
    found = figures(outcomes)
    assert found.median_findings == 1
    assert found.one_finding >= 0.93, [(o.kind, [f.code for f in o.findings]) for o in outcomes if len(o.findings) != 1]


def test_the_name_that_was_meant_is_suggested(outcomes: list[Outcome]) -> None:
    """Wherever a name or a key was misspelt, the right one is suggested."""
    wrong = [(o.kind, o.fault.meant, [f.nearest for f in o.findings]) for o in outcomes if o.suggestion is False]
    assert wrong == []


def test_sound_rules_have_no_faults() -> None:
    """What is measured is the fault: without one, nothing is found."""
    for corpus in (EXCURSIONS, SHIPPED, NEIGHBOURS):
        page = corpus.pages[0]
        assert corpus.read(page, Fault(page.text, frozenset())) == ()


SILENCED = [
    (NEIGHBOURS, "tur.yaml", "source: [UD-001]", "source: UD-001", "wrong-type"),
    (RULER, "sources.yaml", "facts:", "facts: [", "yaml-bracket"),
]


@pytest.mark.parametrize(("corpus", "file", "right", "wrong", "code"), SILENCED, ids=["replacement", "statements"])
def test_a_file_that_cannot_be_read_silences_what_hangs_on_it(
    corpus: Corpus, file: str, right: str, wrong: str, code: str
) -> None:
    """Unread, a replacement leaves the rule it stands in for as it was, and statements leave open points unused."""
    page = next(page for page in corpus.pages if page.name == file)
    found = corpus.read(page, Fault(page.text.replace(right, wrong, 1), frozenset()))
    assert [finding.code for finding in found] == [code]
