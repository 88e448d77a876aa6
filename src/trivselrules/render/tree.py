# SPDX-License-Identifier: MPL-2.0
"""A decision as an indented tree, with parts unfolded and questions left out that are already answered."""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis.nodes import branches
from ..analysis.space import Box, Space, meet
from ..model import All, Ask, Consult, Decision, Node, NotApplicable, RuleSetModel, Undetermined, Use
from ..text import Language, printable
from .words import Words

__all__ = ["answers_told", "show_decision"]

_INDENT = "  "


def show_decision(decision: Decision, model: RuleSetModel, language: Language) -> str:
    """Write a decision as an indented tree; the option of a reading that is chosen is marked."""
    words = Words(model, language)
    tree = _Tree(decision, words, Space(decision, model))
    lines = [words.text(decision.title), "", *tree.node(decision.tree, {})]
    if decision.calendar is not None:
        lines += ["", words.say("dated", decision.name)]
    return "\n".join(map(printable, lines))


class _Tree:
    """Draws the nodes of one decision."""

    def __init__(self, decision: Decision, words: Words, space: Space) -> None:
        self.decision = decision
        self.words = words
        self.space = space

    def node(self, node: Node, box: Box) -> Iterator[str]:
        """Give the lines of a node in the situations of `box`."""
        yield from self._said(node)
        match node.step:
            case Use(part=ref):
                yield from self.node(self.decision.parts[ref.name], box)
            case All(nodes=nodes):
                for inner in nodes:
                    yield from self.node(inner, box)
            case Undetermined(point=ref):
                point = self.words.model.open_points[ref.name]
                title = f"{self.words.text(point.title)} ({point.point})"
                yield f"{self.words.say('undetermined_here')}: {title}{_cited(node)}"
            case NotApplicable(notice=ref):
                notice = self.words.model.notices[ref.name]
                yield f"{self.words.say('not_applicable_here')}: {self.words.text(notice.text)}{_cited(node)}"
            case Ask() | Consult():
                yield from self._question(node, box)

    def _said(self, node: Node) -> Iterator[str]:
        cited = _cited(node)
        for setting in node.settings:
            value = self.words.setting(self.decision.name, setting)
            label = self.words.text(self.words.model.outcome_labels[setting.outcome])
            yield f"{label}: {value}{cited}"
        for ref in node.notices:
            yield f"{self.words.say('notices')} {self.words.text(self.words.model.notices[ref.name].text)}"

    def _question(self, node: Node, box: Box) -> Iterator[str]:
        dimension = self.space.dimension(node)
        assert dimension is not None
        ways = []
        for branch in branches(node):
            mask = self.space.branch_mask(dimension, branch)
            narrowed = meet(box, {dimension: mask & box.get(dimension, mask)})
            if narrowed is not None:
                ways.append((self._heading(dimension, narrowed[dimension]), branch.node, narrowed))
        if len(ways) == 1:
            yield from self.node(ways[0][1], ways[0][2])
            return
        yield self._asked(node)
        for heading, inner, narrowed in ways:
            yield f"{_INDENT}{heading}:"
            lines = list(self.node(inner, narrowed)) or [self.words.say("nothing_more")]
            yield from (f"{_INDENT * 2}{line}" for line in lines)

    def _asked(self, node: Node) -> str:
        if isinstance(node.step, Ask):
            return self.words.text(self.words.model.facts[node.step.fact.name].question)
        assert isinstance(node.step, Consult)
        reading = self.words.model.readings[node.step.reading.name]
        point = self.words.model.open_points[reading.point].point
        return f"{self.words.say('reading')} ({point}, {reading.name}): {self.words.text(reading.question)}"

    def _heading(self, dimension: tuple[str, str], mask: int) -> str:
        """Say which values lead into a branch, as far as they are still possible."""
        kind, name = dimension
        if kind == "reading":
            reading = self.words.model.readings[name]
            options = [option for bit, option in enumerate(reading.options) if mask >> bit & 1]
            texts = {option: self.words.text(reading.options[option]) for option in options}
            marked = (self.words.say("marked", t) if o == reading.chosen else t for o, t in texts.items())
            return " / ".join(marked)
        return answers_told(self.words, self.space, name, mask)


def answers_told(words: Words, space: Space, fact: str, mask: int) -> str:
    """Say which answers to a question lead on."""
    labels = words.model.facts[fact].value_labels
    described = space.describe(("fact", fact), mask)
    if not labels:
        return words.interval(described)
    return ", ".join(words.text(labels[value]) for value in described.split(", "))


def _cited(node: Node) -> str:
    return f"  [{', '.join(ref.name for ref in node.source)}]" if node.source else ""
