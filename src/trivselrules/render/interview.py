# SPDX-License-Identifier: MPL-2.0
"""The fewest questions that settle a decision, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ..proof.axes import Axes
from ..proof.interview import Interview, Question
from ..text import Language, printable
from .conditions import Conditions
from .phrases import enumerate_words
from .words import Words

__all__ = ["interview_dict", "interview_text"]


def interview_text(found: Interview, axes: Axes, language: Language) -> str:
    """Say how many questions are needed at worst, and write them as a tree."""
    decision, model = axes.rules[0]
    words = Words(model, language)
    proved = words.say("questions_fewest" if found.fewest else "questions_few", found.most, found.own)
    lines = [words.text(decision.title), "", proved, *_Tree(axes, words).lines(found.first, ())]
    return "\n".join(map(printable, lines))


@frozen
class _Tree:
    """Writes questions as an indented tree."""

    axes: Axes
    words: Words

    def lines(self, question: Question | None, asked: tuple[int, ...]) -> Iterator[str]:
        """Give a question with what follows each answer, or what can no longer change the answer."""
        if question is None:
            yield self._settled(asked)
            return
        name = self.axes.axes[question.level].dimension[1]
        yield self.words.text(self.words.model.facts[name].question)
        for cells, following in question.answers:
            (told,) = Conditions(self.axes, (self.words,)).values({question.level: cells})
            yield f"  {told}:"
            yield from (f"    {line}" for line in self.lines(following, (*asked, question.level)))

    def _settled(self, asked: tuple[int, ...]) -> str:
        facts = self.words.model.facts
        left = [
            self.words.text(facts[axis.dimension[1]].label)
            for level, axis in enumerate(self.axes.axes)
            if not axis.is_reading and level not in asked
        ]
        if not left:
            return self.words.say("questions_settled")
        return self.words.say("questions_needless", enumerate_words(left, self.words.language))


def interview_dict(found: Interview, axes: Axes) -> dict[str, object]:
    """Give the questions as JSON knows them."""
    return {
        "most": found.most,
        "own": found.own,
        "fewest": found.fewest,
        "first": _question_dict(found.first, axes),
    }


def _question_dict(question: Question | None, axes: Axes) -> dict[str, object] | None:
    if question is None:
        return None
    axis = axes.axes[question.level]
    answers = [
        {"values": [text for text, _ in axis.told(cells)], "next": _question_dict(following, axes)}
        for cells, following in question.answers
    ]
    return {"fact": axis.dimension[1], "most": question.most, "answers": answers}
