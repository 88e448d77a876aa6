# SPDX-License-Identifier: MPL-2.0
"""The part of `trivselrules prove` that is about decisions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from ..model import RuleSetModel
from ..proof.certificate import DecisionProof, certificate, prove_decision
from ..render.measured import thousands
from ..render.phrases import amount, phrase
from ..text import Language

__all__ = ["certificate_text", "decisions_dict", "decisions_line", "prove_decisions"]


def prove_decisions(model: RuleSetModel) -> tuple[DecisionProof, ...]:
    """Prove every decision of a sound rule set."""
    return tuple(prove_decision(decision, model) for decision in model.decisions.values())


def certificate_text(proofs: Sequence[DecisionProof], model: RuleSetModel, files: Mapping[str, bytes]) -> str:
    """Write the certificate, one line for each of its parts."""
    parts = certificate(proofs, model, files).items()
    lines = (f"{json.dumps(name)}: {json.dumps(part, ensure_ascii=False)}" for name, part in parts)
    return "{\n" + ",\n".join(lines) + "\n}\n"


def decisions_line(proofs: Sequence[DecisionProof], language: Language) -> str:
    """Say how much the proof covered."""
    situations, shown = sum(proof.situations for proof in proofs), sum(len(proof.shown) for proof in proofs)
    counted = (thousands(number, language) for number in (situations, shown))
    return phrase("proved_decisions", language, amount("decision", len(proofs), language), *counted)


def decisions_dict(proofs: Sequence[DecisionProof]) -> dict[str, object]:
    """Give it as JSON knows it."""
    return {proof.decision: {"situations": proof.situations, "answers": len(proof.shown)} for proof in proofs}
