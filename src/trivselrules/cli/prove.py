# SPDX-License-Identifier: MPL-2.0
"""`trivselrules prove`: what can never happen, over every state and every reading."""

from __future__ import annotations

import sys
from argparse import Namespace

from ..analysis.forbidden import check_forbidden
from ..analysis.proof import prove_lifecycles
from ..loading import read
from ..render.findings import findings_json, findings_text, summary
from ..render.phrases import amount, enumerate_words, phrase
from ..text import printable
from .check import Files
from .output import write, write_json, write_new
from .prove_decisions import certificate_text, decisions_dict, decisions_line, prove_decisions

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Print what was proved and what is wrong; 1 if something is."""
    read_ = read(options.rules)
    if read_.rule_set is None:
        from . import check  # rules that cannot be used prove nothing

        return check.run(options)
    model = read_.rule_set.model
    proofs = prove_lifecycles(model, _progress if sys.stderr.isatty() else None)
    findings = (*check_forbidden(model), *(finding for proof in proofs for finding in proof.findings))
    show = Files(read_.folder)
    decisions = prove_decisions(model)
    if options.certificate is not None and not findings:
        write_new(options.certificate, certificate_text(decisions, model, read_.folder.files))
    if options.format == "json":
        covered = [{"lifecycles": list(p.lifecycles), "states": p.states, "steps": p.steps} for p in proofs]
        found = findings_json(findings, options.lang, show.path)
        write_json(
            {"proved": not findings, "covered": covered, "invariants": list(model.invariants), "findings": found}
            | {"decisions": decisions_dict(decisions)}
        )
        return int(bool(findings))
    if findings:
        write(findings_text(findings, options.lang, show.line, show.path) + "\n")
    for proof in proofs:
        names = enumerate_words(proof.lifecycles, options.lang)
        states, steps = (
            f"{number:,}".replace(",", "." if options.lang == "da" else ",") for number in (proof.states, proof.steps)
        )
        write(phrase("proved", options.lang, names, states, steps))
    if decisions:
        write(decisions_line(decisions, options.lang))
    number = amount("invariant", len(model.invariants), options.lang)
    write(f"{printable(model.id)}, {number}: {summary(findings, options.lang)}.")
    return int(bool(findings))


def _progress(states: int) -> None:
    """Show on a terminal how far the proof has come; the line is written over."""
    sys.stderr.write(f"\r{states:>9} …\r")
    sys.stderr.flush()
