# SPDX-License-Identifier: MPL-2.0
"""`trivselrules mutate`: which slips in the rules the worked examples would notice."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from ..analysis.exploration import TooManyStatesError
from ..cases import run_cases
from ..errors import UsageError
from ..finding import find
from ..lifecycle_cases import run_lifecycle_cases
from ..loading import load
from ..mutating import mutate
from ..mutating_lifecycles import Mutations
from ..render.mutation import mutation_dict, mutation_text
from ..render.phrases import phrase
from ..text import Language
from .named import rules_named
from .output import Progress, write, write_json

__all__ = ["run"]

T = TypeVar("T")


def run(options: Namespace) -> int:
    """Print the score and every slip that no case notices; 1 if there are any."""
    rules = load(options.rules, on=options.on or date.today())
    decisions, lifecycles = rules_named(rules, options.rule_mutated)
    failed = sum(not result.passed for one in decisions for result in run_cases(rules, one))
    failed += sum(not result.passed for result in run_lifecycle_cases(rules)) if lifecycles else 0
    if failed:
        raise UsageError(find("cases-fail", number=failed))
    scores = [_tried(one, options.lang, partial(mutate, rules, one)) for one in decisions]
    mutations = Mutations(rules) if lifecycles else None
    courses = [_tried(one, options.lang, partial(mutations.score, one)) for one in lifecycles if mutations is not None]
    if options.format == "json":
        write_json(mutation_dict(scores, courses, rules.model, options.lang))
    else:
        write(mutation_text(scores, courses, rules.model, options.lang))
    return int(any(score.survivors for score in scores) or any(score.survivors for score in courses))


def _tried(name: str, language: Language, attempt: Callable[[Progress], T]) -> T:
    with Progress(phrase("progress_mutants", language, name)) as progress:
        try:
            return attempt(progress)
        except TooManyStatesError as error:
            raise UsageError(error.finding()) from error
