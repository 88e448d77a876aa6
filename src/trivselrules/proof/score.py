# SPDX-License-Identifier: MPL-2.0
"""What became of the mutants of a decision."""

from __future__ import annotations

from attrs import frozen

from ..engine.verdict import Verdict
from .mutants import Mutant
from .witness import Witness

__all__ = ["Score", "Survivor"]


@frozen
class Survivor:
    """A slip that no case notices, and a situation in which it changes the answer, with the answer it should be."""

    mutant: Mutant
    witness: Witness
    answer: Verdict


@frozen
class Score:
    """How many slips in a decision its cases notice.

    `killed` were noticed by a case, `equivalent` are proved to change no answer, `refused` are no sound rules and
    would not be loaded. So the score is exact: of all slips that change an answer, the share that a case notices.
    (Cases list notices and points in their order, which is nothing an answer says. A slip that changes only that
    counts if a case notices.)
    """

    decision: str
    killed: int
    survivors: tuple[Survivor, ...]
    equivalent: int
    refused: int

    @property
    def total(self) -> int:
        """Give how many slips change an answer."""
        return self.killed + len(self.survivors)
