# SPDX-License-Identifier: MPL-2.0
"""What is proved of a rule set, and a certificate of it that others can check without our code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from ..analysis.nodes import branches
from ..analysis.space import Box, Space, meet
from ..model import All, Decision, Node, RuleSetModel
from .certified_states import certified_states
from .sayings import onward

__all__ = ["DecisionProof", "certificate", "prove_decision"]

_Path = tuple[str, ...]


@frozen
class DecisionProof:
    """How much a proof of a decision covered: all situations its rules can tell apart, under all readings.

    `shown` has for each answer and each option, by its path in the file, a situation that reaches it.
    """

    decision: str
    situations: int
    shown: tuple[tuple[_Path, Mapping[str, str]], ...]


def prove_decision(decision: Decision, model: RuleSetModel) -> DecisionProof:
    """Show of a decision that loaded without errors that each of its answers is reached by some situation.

    That every situation has exactly one answer is what loading has found; the certificate lets others find it too.
    """
    space = Space(decision, model)
    situations = _reaching(decision, space)
    shown = []
    for path, node in _placed(decision):
        for branch in branches(node):
            key = ", ".join(ref.name for ref in branch.keys)
            shown += [((*path, key, ref.name), situations[id(ref)]) for ref in branch.keys if id(ref) in situations]
    return DecisionProof(decision.name, space.size, tuple(shown))


def _reaching(decision: Decision, space: Space) -> dict[int, Mapping[str, str]]:
    """Give for each item of a key the first situation that leads through it: a path is a box, so one walk finds all."""
    found: dict[int, Mapping[str, str]] = {}
    waiting: list[tuple[Node, Box]] = [(decision.tree, {})]
    while waiting:
        node, box = waiting.pop()
        dimension = space.dimension(node)
        if dimension is None:
            waiting += ((inner, box) for inner in reversed(onward(node, decision)))
            continue
        for branch in branches(node):
            for ref in branch.keys:
                here = meet(box, {dimension: space.mask(dimension, (ref,))})
                if here is not None:
                    found.setdefault(id(ref), space.situation(here))
            narrowed = meet(box, {dimension: space.branch_mask(dimension, branch)})
            waiting += [(branch.node, narrowed)] if narrowed is not None else []
    return found


def _placed(decision: Decision) -> Iterator[tuple[_Path, Node]]:
    """Give every node that is written, with its path in the file."""
    roots = {("tree",): decision.tree} | {("parts", name): part for name, part in decision.parts.items()}
    waiting: list[tuple[_Path, Node]] = [*roots.items()]
    while waiting:
        path, node = waiting.pop()
        yield path, node
        if isinstance(node.step, All):
            waiting += (((*path, "all", str(number)), inner) for number, inner in enumerate(node.step.nodes))
        waiting += (((*path, ", ".join(ref.name for ref in b.keys)), b.node) for b in branches(node))


def certificate(proofs: Iterable[DecisionProof], model: RuleSetModel, files: Mapping[str, bytes]) -> dict[str, object]:
    """Write down what is proved: of which files, a situation for each answer, and which states lifecycles can reach.

    `tools/verify_certificate.py` checks it: the rest it finds in the files itself.
    """
    names = sorted(name for name in files if not name.endswith(".cases.yaml"))
    return {
        "certificate": 1,
        "rule_set": {"id": model.id, "version": model.version},
        "files": {name: hashlib.sha256(files[name]).hexdigest() for name in names},
        "decisions": {proof.decision: [[list(path), dict(known)] for path, known in proof.shown] for proof in proofs},
        "lifecycles": certified_states(model),
    }
