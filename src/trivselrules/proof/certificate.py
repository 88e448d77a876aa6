# SPDX-License-Identifier: MPL-2.0
"""What is proved of a rule set, and a certificate of it that others can check without our code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from math import prod

from attrs import frozen

from ..analysis.nodes import branches
from ..model import All, Decision, Node, RuleSetModel
from ..values import spell
from .axes import Axes
from .behaviour import Behaviour
from .certified_states import certified_states
from .sayings import taken
from .witness import Witnesses

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
    axes = Axes((decision, model))
    behaviour = Behaviour(axes)
    witnesses = Witnesses((behaviour,))
    shown = []
    for path, node in _placed(decision):
        for branch in branches(node):
            key = ", ".join(ref.name for ref in branch.keys)
            for ref in branch.keys:
                reached = behaviour.of(taken(ref))
                if reached != axes.diagrams.no:
                    facts, readings = axes.point(dict(enumerate(witnesses.point(reached, {}))))
                    known = {name: spell(value) for name, value in (*facts.items(), *readings.items())}
                    shown.append(((*path, key, ref.name), known))
    return DecisionProof(decision.name, prod(axes.diagrams.sizes), tuple(shown))


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
