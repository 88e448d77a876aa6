# SPDX-License-Identifier: MPL-2.0
"""A decision in a guide: a table of all it can come to, and its tree as a diagram."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ..analysis.nodes import branches
from ..analysis.space import Box, Space, meet
from ..model import All, Ask, Consult, Decision, Node, NotApplicable, Setting, Undetermined, Use
from ..text import sentence_case
from .guide_lifecycle import noted
from .guide_rows import Row, rows
from .markdown import Flowchart, prose, table
from .tree import answers_told, show_decision
from .words import Words

__all__ = ["guide_decision"]

# A longer table or a larger diagram helps nobody.
_MOST_ROWS, _MOST_NODES = 40, 50
# The node that a way comes from, and the answer that leads on from there.
_Coming = tuple[str, str] | None


def guide_decision(decision: Decision, words: Words) -> list[str]:
    """Write a decision: its question, what it comes to, how it is read, what is to be noted, and its tree."""
    space = Space(decision, words.model)
    lines = [f"### {prose(words.text(decision.title))} (`{decision.name}`)", ""]
    found = list(islice(rows(decision, words.model, space), _MOST_ROWS + 1))
    if len(found) > _MOST_ROWS:
        return [*lines, *_tree(decision, words)]
    asked = list(dict.fromkeys(name for row in found for kind, name in row.box if kind == "fact"))
    lines += _situations(decision, found, asked, space, words) if asked else _outcomes(decision, found[0], words)
    lines += _below(found, words)
    if len(asked) > 1:
        chart = Flowchart()
        _Drawing(decision, words, space, chart).draw(decision.tree, {})
        if len(chart) <= _MOST_NODES:
            lines += ["", *chart.fenced()]
    return lines


def _situations(decision: Decision, found: list[Row], asked: list[str], space: Space, words: Words) -> list[str]:
    """Write one row for each kind of situation."""
    outcomes = _shown(decision, found)
    heads = [words.text(words.model.facts[name].label) for name in asked]
    heads += [words.text(words.model.outcome_labels[name]) for name in outcomes]
    written = [
        [
            *([_answers(row, name, space, words)] for name in asked),
            *_results(decision, row, outcomes, words),
            [_cited(row)],
        ]
        for row in found
    ]
    return table([*heads, words.say("column_source")], written)


def _outcomes(decision: Decision, row: Row, words: Words) -> list[str]:
    """Write one row for each outcome of a decision that asks nothing."""
    outcomes = _shown(decision, [row])
    results = zip(outcomes, _results(decision, row, outcomes, words), strict=True)
    written = [[[words.text(words.model.outcome_labels[name])], result] for name, result in results]
    lines = table([words.say("column_outcome"), words.say("column_answer")], written)
    cited = _cited(row)
    return [*lines, "", f"{words.say('column_source')}: {prose(cited)}."] if cited else lines


def _tree(decision: Decision, words: Words) -> Iterator[str]:
    """Write the tree as a list in a list."""
    _, _, *lines = show_decision(decision, words.model, words.language).split("\n")
    for line in lines:
        told = line.lstrip()
        yield f"{line[: len(line) - len(told)]}- {prose(told)}" if told else ""


def _shown(decision: Decision, found: list[Row]) -> list[str]:
    """Give the outcomes that are set somewhere, and those that should be where something is not settled."""
    said = {setting.outcome for row in found for setting in row.settings}
    ends = any(row.end is not None for row in found)
    return [name for name, outcome in decision.outcomes.items() if name in said or (ends and outcome.required)]


def _results(decision: Decision, row: Row, outcomes: list[str], words: Words) -> list[list[str]]:
    """Give what a row sets the outcomes to; what is not settled stands where an outcome should."""
    results = [_result(decision, row, name, words) for name in outcomes]
    if row.end is not None:
        empty = [number for number, result in enumerate(results) if not result]
        due = [number for number in empty if decision.outcomes[outcomes[number]].required]
        place = (due or empty or [0])[0]
        results[place] = [*results[place], sentence_case(_end(row.end, words))]
    return results


def _answers(row: Row, fact: str, space: Space, words: Words) -> str:
    mask = row.box.get(("fact", fact))
    return "" if mask is None else sentence_case(answers_told(words, space, fact, mask))


def _result(decision: Decision, row: Row, name: str, words: Words) -> list[str]:
    """Give what a row sets an outcome to; a list in its order."""
    settings = [setting for setting in row.settings if setting.outcome == name]
    if not settings:
        return []
    if not decision.outcomes[name].many:
        return [sentence_case(words.setting(decision.name, settings[0]))]
    items = [
        sentence_case(words.setting(decision.name, Setting(name, (value,), listed=True)))
        for value in dict.fromkeys(value for setting in settings for value in setting.values)
    ]
    if not items:
        return [sentence_case(words.say("nobody"))]
    return [f"{number}. {item}" for number, item in enumerate(items, 1)] if decision.outcomes[name].in_order else items


def _end(end: Undetermined | NotApplicable, words: Words) -> str:
    if isinstance(end, Undetermined):
        point = words.model.open_points[end.point.name]
        return words.say("guide_not_settled", words.text(point.title), point.point)
    return words.say("guide_not_here", words.text(words.model.notices[end.notice.name].text))


def _cited(row: Row) -> str:
    return ", ".join(sorted(set(row.sources)))


def _below(found: list[Row], words: Words) -> Iterator[str]:
    """Write the readings that the rows rest on, and what is to be noted."""
    readings = dict.fromkeys(name for row in found for name in row.readings)
    notices = dict.fromkeys(name for row in found for name in row.notices)
    if readings or notices:
        yield ""
    for name in readings:
        reading = words.model.readings[name]
        point = words.model.open_points[reading.point].point
        chosen = words.text(reading.options[reading.chosen])
        yield f"- {prose(words.say('guide_read', point, words.text(reading.question), chosen))}"
    yield from noted(notices, words)


class _Drawing:
    """Draws the tree of one decision, with parts unfolded and questions left out that are already answered."""

    def __init__(self, decision: Decision, words: Words, space: Space, chart: Flowchart) -> None:
        self.decision = decision
        self.words = words
        self.space = space
        self.chart = chart

    def draw(self, node: Node, box: Box, coming: _Coming = None) -> None:
        """Draw a node in the situations of `box` with all below it, coming from a node already drawn."""
        said = [self._said(setting) for setting in node.settings]
        if isinstance(node.step, Undetermined | NotApplicable):
            self._add([*said, sentence_case(_end(node.step, self.words))], "end", coming)
            return
        if said:
            coming = (self._add(said, "box", coming), "")
        match node.step:
            case Use(part=ref):
                self.draw(self.decision.parts[ref.name], box, coming)
            case All(nodes=nodes):
                here = coming if said else (self._add([self.words.say("and")], "joint", coming), "")
                for inner in nodes:
                    self.draw(inner, box, here)
            case Consult():
                self.draw(self._taken(node), box, coming)
            case Ask(fact=ref):
                self._question(node, ref.name, box, coming)
            case _ if not said and coming is not None and coming[1]:
                self._add([self.words.say("nothing_more")], "box", coming)

    def _question(self, node: Node, fact: str, box: Box, coming: _Coming) -> None:
        ways = []
        for branch in branches(node):
            narrowed = meet(box, {("fact", fact): self.space.branch_mask(("fact", fact), branch)})
            if narrowed is not None:
                ways.append((narrowed, branch.node))
        if len(ways) == 1:
            self.draw(ways[0][1], ways[0][0], coming)
            return
        here = self._add([self.words.text(self.words.model.facts[fact].question)], "question", coming)
        for narrowed, inner in ways:
            told = answers_told(self.words, self.space, fact, narrowed["fact", fact])
            self.draw(inner, narrowed, (here, told))

    def _add(self, lines: list[str], shape: str, coming: _Coming) -> str:
        """Add a node, and lead to it from where it comes."""
        here = self.chart.node(lines, shape)
        if coming is not None:
            self.chart.edge(coming[0], here, [coming[1]] if coming[1] else [])
        return here

    def _taken(self, node: Node) -> Node:
        assert isinstance(node.step, Consult)
        chosen = self.words.model.readings[node.step.reading.name].chosen
        return next(b.node for b in branches(node) if any(key.name == chosen for key in b.keys))

    def _said(self, setting: Setting) -> str:
        label = self.words.text(self.words.model.outcome_labels[setting.outcome])
        return f"{label}: {self.words.setting(self.decision.name, setting)}"
