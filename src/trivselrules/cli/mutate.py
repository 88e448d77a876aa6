# SPDX-License-Identifier: MPL-2.0
"""`trivselrules mutate`: which slips in the rules the worked examples would notice."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from ..cases import run_cases
from ..errors import UsageError
from ..finding import find
from ..loading import load
from ..mutating import mutate
from ..proof.score import Score
from ..render.mutation import mutation_dict, mutation_text
from ..render.phrases import phrase
from ..rule_set import RuleSet
from ..text import Language
from .output import Progress, write, write_json

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Print the score and every slip that no case notices; 1 if there are any."""
    rules = load(options.rules, on=options.on or date.today())
    failed = sum(not result.passed for result in run_cases(rules, options.decision_covered))
    if failed:
        raise UsageError(find("cases-fail", number=failed))
    names = rules.decisions if options.decision_covered is None else (options.decision_covered,)
    scores = [_mutate(rules, name, options.lang) for name in names]
    if options.format == "json":
        write_json({"decisions": mutation_dict(scores, rules.model, options.lang)})
    else:
        write(mutation_text(scores, rules.model, options.lang))
    return int(any(score.survivors for score in scores))


def _mutate(rules: RuleSet, decision: str, language: Language) -> Score:
    progress = Progress(phrase("progress_mutants", language, decision))
    try:
        return mutate(rules, decision, progress)
    finally:
        progress.clear()
