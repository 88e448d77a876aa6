# SPDX-License-Identifier: MPL-2.0
"""What became of slips in the rules, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from ..model import RuleSetModel
from ..proof.lifecycle_score import LifecycleScore, LifecycleSurvivor
from ..proof.score import Score, Survivor
from ..text import Language, printable
from .case_yaml import case_lines
from .conditions import witness_dict
from .lifecycle_case_yaml import lifecycle_case_lines
from .phrases import phrase

__all__ = ["mutation_dict", "mutation_text"]


def mutation_text(
    scores: Sequence[Score], lifecycles: Sequence[LifecycleScore], model: RuleSetModel, language: Language
) -> str:
    """Say rule by rule how many slips are noticed, and show a case for each that is not."""
    told = [_Told(model, language, one.decision, one) for one in scores]
    told += [_Told(model, language, one.lifecycle, one) for one in lifecycles]
    lines = [line for one in told for line in one.lines()]
    if len(told) > 1:
        killed, total = sum(one.score.killed for one in told), sum(one.score.total for one in told)
        lines += ["", phrase("mutated_all", language, killed, total, percent(killed, total, language))]
    return "\n".join(map(printable, lines))


@frozen
class _Told:
    """Tells what became of the slips in one rule."""

    model: RuleSetModel
    language: Language
    name: str
    score: Score | LifecycleScore

    def lines(self) -> Iterator[str]:
        """Give the score, and each case that is lacking below the slips it would notice."""
        score, language = self.score, self.language
        proved = (score.equivalent, score.refused)
        if score.total:
            share = percent(score.killed, score.total, language)
            yield phrase("mutated", language, self.name, score.killed, score.total, share, *proved)
        else:
            yield phrase("mutated_none", language, self.name, *proved)
        by_case: dict[tuple[str, ...], list[str]] = {}
        for survivor in score.survivors:
            told = phrase("survived", language, survivor.mutant.location, _slip(survivor, language))
            by_case.setdefault(tuple(_case(survivor, self.model, language)), []).append(told)
        for case, slips in by_case.items():
            yield from ("", *slips, phrase("would_notice", language), *case)
        if by_case:
            yield ""


def _slip(survivor: Survivor | LifecycleSurvivor, language: Language) -> str:
    return phrase(f"slip_{survivor.mutant.operator}", language, **survivor.mutant.details)


def _case(survivor: Survivor | LifecycleSurvivor, model: RuleSetModel, language: Language) -> Iterator[str]:
    if isinstance(survivor, LifecycleSurvivor):
        return lifecycle_case_lines(survivor.case, model, language)
    return case_lines(survivor.witness, survivor.answer, model, language)


def percent(part: int, whole: int, language: Language) -> str:
    """Give a share in per cent, rounded down, so that only all of it is 100."""
    tenths = part * 1000 // whole if whole else 1000
    mark = "," if language == "da" else "."
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}{mark}{tenths % 10}"


def mutation_dict(
    scores: Iterable[Score], lifecycles: Iterable[LifecycleScore], model: RuleSetModel, language: Language
) -> dict[str, object]:
    """Give it as JSON knows it."""
    decisions = {score.decision: _score_dict(score, model, language) for score in scores}
    return {
        "decisions": decisions,
        "lifecycles": {score.lifecycle: _score_dict(score, model, language) for score in lifecycles},
    }


def _score_dict(score: Score | LifecycleScore, model: RuleSetModel, language: Language) -> dict[str, object]:
    survivors = [_survivor_dict(survivor, model, language) for survivor in score.survivors]
    counts = {"killed": score.killed, "total": score.total, "equivalent": score.equivalent, "refused": score.refused}
    return {**counts, "survivors": survivors}


def _survivor_dict(
    survivor: Survivor | LifecycleSurvivor, model: RuleSetModel, language: Language
) -> dict[str, object]:
    told = {
        "operator": survivor.mutant.operator,
        "at": str(survivor.mutant.location),
        "details": dict(survivor.mutant.details),
        "message": _slip(survivor, language),
    }
    witness = {} if isinstance(survivor, LifecycleSurvivor) else {"witness": witness_dict(survivor.witness)}
    return {**told, **witness, "case": "\n".join(_case(survivor, model, language))}
