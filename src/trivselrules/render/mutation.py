# SPDX-License-Identifier: MPL-2.0
"""What became of slips in the rules, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model import RuleSetModel
from ..proof.score import Score
from ..text import Language, printable
from .case_yaml import case_lines
from .conditions import witness_dict
from .phrases import phrase

__all__ = ["mutation_dict", "mutation_text"]


def mutation_text(scores: Sequence[Score], model: RuleSetModel, language: Language) -> str:
    """Say decision by decision how many slips are noticed, and show a case for each that is not."""
    lines = [line for score in scores for line in _decision(score, model, language)]
    if len(scores) > 1:
        killed, total = sum(score.killed for score in scores), sum(score.total for score in scores)
        lines += ["", phrase("mutated_all", language, killed, total, percent(killed, total, language))]
    return "\n".join(map(printable, lines))


def _decision(score: Score, model: RuleSetModel, language: Language) -> Iterator[str]:
    proved = (score.equivalent, score.refused)
    if score.total:
        share = percent(score.killed, score.total, language)
        yield phrase("mutated", language, score.decision, score.killed, score.total, share, *proved)
    else:
        yield phrase("mutated_none", language, score.decision, *proved)
    by_case: dict[tuple[str, ...], list[str]] = {}
    for survivor in score.survivors:
        case = tuple(case_lines(survivor.witness, survivor.answer, model, language))
        slip = phrase(f"slip_{survivor.mutant.operator}", language, **survivor.mutant.details)
        by_case.setdefault(case, []).append(phrase("survived", language, survivor.mutant.location, slip))
    for case, slips in by_case.items():
        yield from ("", *slips, phrase("would_notice", language), *case)
    if by_case:
        yield ""


def percent(part: int, whole: int, language: Language) -> str:
    """Give a share in per cent, rounded down, so that only all of it is 100."""
    tenths = part * 1000 // whole if whole else 1000
    mark = "," if language == "da" else "."
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}{mark}{tenths % 10}"


def mutation_dict(scores: Iterable[Score], model: RuleSetModel, language: Language) -> dict[str, object]:
    """Give it as JSON knows it."""
    return {score.decision: _score_dict(score, model, language) for score in scores}


def _score_dict(score: Score, model: RuleSetModel, language: Language) -> dict[str, object]:
    survivors = [
        {
            "operator": survivor.mutant.operator,
            "at": str(survivor.mutant.location),
            "details": dict(survivor.mutant.details),
            "message": phrase(f"slip_{survivor.mutant.operator}", language, **survivor.mutant.details),
            "witness": witness_dict(survivor.witness),
            "case": "\n".join(case_lines(survivor.witness, survivor.answer, model, language)),
        }
        for survivor in score.survivors
    ]
    counts = {"killed": score.killed, "total": score.total, "equivalent": score.equivalent, "refused": score.refused}
    return {**counts, "survivors": survivors}
