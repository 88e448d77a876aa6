# SPDX-License-Identifier: MPL-2.0
"""Slips in a question: answers that lead elsewhere, values that belong elsewhere, thresholds that have moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from ..analysis.nodes import branches
from ..domains import Scale
from ..model import Ask, Branch, Consult, Node, RuleSetModel
from .slip import Slip
from .thresholds import moved_threshold

__all__ = ["question_mutants"]


def question_mutants(node: Node, model: RuleSetModel) -> Iterator[Slip]:
    """Give the slips in the question a node asks, or in the reading it consults."""
    written = branches(node)
    for number, (one, two) in enumerate(pairwise(written)):
        swapped = (evolve(one, node=two.node), evolve(two, node=one.node))
        keys = {"old": _key(one), "new": _key(two)}
        yield _slip("answers-swapped", node, (*written[:number], *swapped, *written[number + 2 :]), one, keys)
    for number, branch in enumerate(written if len(written) > 1 else ()):
        following = written[(number + 1) % len(written)]
        copied = _replaced(written, number, evolve(branch, node=following.node))
        yield _slip("answer-copied", node, copied, branch, {"old": _key(branch), "new": _key(following)})
    yield from _moved_items(node, written)
    if isinstance(node.step, Ask):
        domain = model.facts[node.step.fact.name].domain
        if isinstance(domain, Scale):
            yield from _moved_thresholds(node, written, domain)


def _slip(operator: str, node: Node, new: Sequence[Branch], at: Branch, details: dict[str, str]) -> Slip:
    place = at.keys[0].location
    if isinstance(node.step, Ask):
        changed = evolve(node, step=evolve(node.step, answers=tuple(new)))
    else:
        assert isinstance(node.step, Consult), "only questions have branches"
        changed = evolve(node, step=evolve(node.step, options=tuple(new)))
    return Slip(operator, place, changed, details)


def _key(branch: Branch) -> str:
    return ", ".join(ref.name for ref in branch.keys)


def _replaced(written: Sequence[Branch], number: int, branch: Branch) -> tuple[Branch, ...]:
    return (*written[:number], branch, *written[number + 1 :])


def _moved_items(node: Node, written: Sequence[Branch]) -> Iterator[Slip]:
    """Let each item of a key that has several belong to the answer before it, or to the one after."""
    for number, branch in enumerate(written):
        for ref in branch.keys if len(branch.keys) > 1 else ():
            rest = tuple(key for key in branch.keys if key is not ref)
            for other in (number - 1, number + 1):
                if 0 <= other < len(written):
                    taking = evolve(written[other], keys=(*written[other].keys, ref))
                    new = _replaced(_replaced(written, number, evolve(branch, keys=rest)), other, taking)
                    details = {"item": ref.name, "old": _key(branch), "new": _key(written[other])}
                    yield _slip("item-moved", node, new, branch, details)


def _moved_thresholds(node: Node, written: Sequence[Branch], scale: Scale) -> Iterator[Slip]:
    """Move each threshold between two answers by the smallest step there is, both ways."""
    places = [(number, at) for number, branch in enumerate(written) for at in range(len(branch.keys))]
    for one, two in ((one, two) for one in places for two in places if one[0] != two[0]):
        below, above = (written[number].keys[at] for number, at in (one, two))
        for pair in moved_threshold(below.name, above.name, scale):
            new = list(written)
            for (number, at), texts in zip((one, two), pair, strict=True):
                keys = new[number].keys
                refs = tuple(evolve(keys[at], name=text) for text in texts)
                new[number] = evolve(new[number], keys=(*keys[:at], *refs, *keys[at + 1 :]))
            moved = " | ".join(", ".join(texts) for texts in pair)
            details = {"old": f"{below.name} | {above.name}", "new": moved}
            yield _slip("threshold-moved", node, new, written[one[0]], details)
