# SPDX-License-Identifier: MPL-2.0
"""`trivselrules prove`: what can never happen, over every state and every reading."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from datetime import date

from ..analysis.forbidden import check_forbidden
from ..analysis.proof import LifecycleProof, prove_lifecycles
from ..errors import UsageError
from ..finding import find
from ..loading import read
from ..model import RuleSetModel
from ..render.findings import findings_json, findings_text, summary
from ..render.measured import thousands
from ..render.phrases import amount, enumerate_words, phrase
from ..text import Language, printable
from .check import Files
from .output import Progress, write, write_json, write_new
from .prove_decisions import certificate_text, decisions_dict, decisions_line, prove_decisions

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Print what was proved and what is wrong; 1 if something is."""
    found = read(options.rules)
    if found.rule_set is None:
        from . import check  # rules that cannot be used prove nothing

        return check.check(options)
    rules, folders = found.rule_set.as_of(date.today()), found.folders
    models = [rules.as_of(period.day).model for period in rules.periods]
    if options.certificate is not None and len(models) + len(folders) > 2:
        raise UsageError(find("certificate-composed"))
    proofs = _proved(models, options.lang)
    forbidden = (finding for model in models for finding in check_forbidden(model))
    wrong = tuple(dict.fromkeys((*forbidden, *(finding for proof in proofs for finding in proof.findings))))
    findings = (*found.findings, *wrong)  # of a rule set that can be used, what reading finds are warnings
    invariants = dict.fromkeys(name for model in models for name in model.invariants)
    decisions = tuple(proof for model in models for proof in prove_decisions(model))
    if options.certificate is not None and not wrong:
        write_new(options.certificate, certificate_text(decisions, rules.model, folders[0].files))
    show = Files(folders)
    if options.format == "json":
        covered = [{"lifecycles": list(p.lifecycles), "states": p.states, "steps": p.steps} for p in proofs]
        told = findings_json(findings, options.lang, show.path)
        proved = {"proved": not wrong, "covered": covered, "invariants": list(invariants), "findings": told}
        write_json(proved | {"decisions": decisions_dict(decisions)})
        return int(bool(wrong))
    if findings:
        write(findings_text(findings, options.lang, show.line, show.path) + "\n")
    for proof in proofs:
        names = enumerate_words(proof.lifecycles, options.lang)
        states, steps = (thousands(number, options.lang) for number in (proof.states, proof.steps))
        write(phrase("proved", options.lang, names, states, steps))
    if decisions:
        write(decisions_line(decisions, options.lang))
    number = amount("invariant", len(invariants), options.lang)
    write(f"{printable(rules.id)}, {number}: {summary(findings, options.lang)}.")
    return int(bool(wrong))


def _proved(models: Iterable[RuleSetModel], language: Language) -> list[LifecycleProof]:
    """Prove the lifecycles on every day, and tell on a terminal how far that has come."""
    with Progress(phrase("progress_states", language)) as progress:
        return [proof for model in models for proof in prove_lifecycles(model, progress.reached)]
