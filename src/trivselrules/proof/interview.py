# SPDX-License-Identifier: MPL-2.0
"""The order of questions that needs the fewest of them in the worst case, and what need not be asked at all."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from .behaviour import Behaviour
from .diagram import Diagram
from .sayings import Aspect

__all__ = ["Interview", "Question", "interview"]

# So many states of knowledge are looked at; beyond them an order is given that is not claimed to be best.
MAX_STATES = 20_000

_Known = tuple[Diagram, ...]


@frozen
class Question:
    """What to ask next, at most how many questions are left with it, and where each set of answers leads.

    `answers` are sets of cells of the fact's axis, each with the next question or None: then the answer is settled,
    whatever the facts are that were not asked.
    """

    level: int
    most: int
    answers: tuple[tuple[int, Question | None], ...]


@frozen
class Interview:
    """The questions that settle a decision under the readings chosen.

    `most` is how many are asked at worst, `own` how many the rules ask at worst in their own order. `fewest` says that
    it is proved that no order makes do with fewer at worst.
    """

    first: Question | None
    most: int
    own: int
    fewest: bool


def interview(behaviour: Behaviour) -> Interview:
    """Find the order of questions with the fewest in the worst case; the behaviour must be read as one has chosen."""
    search = _Search(behaviour)
    start = search.open(behaviour.of(aspect) for aspect in behaviour.answer())
    most = search.most(start)
    return Interview(search.question(start), most, _own(behaviour), not search.given_up)


def _own(behaviour: Behaviour) -> int:
    """Give how many facts the rules ask at most, in their own order."""
    diagrams = behaviour.diagrams
    asked = diagrams.constant(0)
    for axis in behaviour.axes.axes:
        if not axis.is_reading:
            asked = diagrams.join(_minus, asked, behaviour.of(Aspect("asks", axis.dimension[1])))
    return -diagrams.least(asked, {})[0]


def _minus(count: int, asked: bool) -> int:
    return count - asked


class _Search:
    """Looks for the best question in each state of knowledge: the functions that are not settled yet."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.diagrams = behaviour.diagrams
        self.given_up = False
        self._best: dict[_Known, tuple[int, int]] = {}

    def open(self, functions: Iterator[Diagram]) -> _Known:
        """Give those of some functions that still depend on something, each once."""
        return tuple(sorted({function for function in functions if self.diagrams.support(function)}))

    def most(self, state: _Known) -> int:
        """Give how many questions are needed at worst."""
        return self._choice(state)[0] if state else 0

    def question(self, state: _Known) -> Question | None:
        """Give the best question, and what follows each answer."""
        if not state:
            return None
        most, level = self._choice(state)
        after: dict[_Known, int] = {}
        for cell, known in enumerate(self._after(state, level)):
            after[known] = after.get(known, 0) | 1 << cell
        return Question(level, most, tuple((cells, self.question(known)) for known, cells in after.items()))

    def _choice(self, state: _Known) -> tuple[int, int]:
        """Give the number of questions needed at worst, and the first of them."""
        if state not in self._best:
            supports = [self.diagrams.support(function) for function in state]
            # What alone settles something must be asked on every way, so it may as well be asked at once.
            unavoidable = sorted(level for support in supports if len(support) == 1 for level in support)
            levels = unavoidable[:1] or sorted(frozenset[int]().union(*supports))
            if len(self._best) > MAX_STATES:
                self.given_up, levels = True, levels[:1]
            self._best[state] = min((1 + max(map(self.most, self._after(state, level))), level) for level in levels)
        return self._best[state]

    def _after(self, state: _Known, level: int) -> list[_Known]:
        """Give the state of knowledge after each answer."""
        cells = range(self.diagrams.sizes[level])
        return [self.open(self.diagrams.fixed(function, level, cell) for function in state) for cell in cells]
