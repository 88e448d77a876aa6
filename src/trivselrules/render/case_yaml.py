# SPDX-License-Identifier: MPL-2.0
"""A situation and its answer as a worked example, as it stands in a file of cases."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from ..engine.verdict import Verdict
from ..model import RuleSetModel
from ..proof.witness import Witness
from ..text import Language
from ..values import spell
from .phrases import phrase
from .words import Words

__all__ = ["case_lines", "cases_file", "written"]

_BARE = re.compile(r"(?!(?:true|false|null)$)[a-z0-9_]*[a-z][a-z0-9_]*")


def cases_file(decision: str, cases: Iterable[tuple[Witness, Verdict]], model: RuleSetModel, language: Language) -> str:
    """Write a file of cases of one decision, each once; a note says where the answers come from."""
    lines = dict.fromkeys("\n".join(case_lines(*case, model, language)) for case in cases)
    return "\n".join([f"# {phrase('suggested', language)}", f"decision: {decision}", "cases:", *lines]) + "\n"


def case_lines(witness: Witness, answer: Verdict, model: RuleSetModel, language: Language) -> Iterator[str]:
    """Write one case: the situation, and everything its answer says."""
    yield f"  - case: {json.dumps(_title(witness, Words(model, language)), ensure_ascii=False)}"
    yield f"    facts: {_mapping(witness.facts)}"
    if witness.readings:
        yield f"    readings: {_mapping(witness.readings)}"
    yield from (f"    {key}: {said}" for key, said in _expected(answer, model))


def _title(witness: Witness, words: Words) -> str:
    """Name a case after its situation."""
    facts = [
        f"{words.text(words.model.facts[name].label)}: {words.fact_value(name, value)}"
        for name, value in witness.facts.items()
    ]
    readings = (words.model.readings[name].options[option] for name, option in witness.readings.items())
    title = ", ".join([*facts, *(f"»{words.text(text)}«" for text in readings)])
    return title or words.text(words.model.title)


def _expected(answer: Verdict, model: RuleSetModel) -> Iterator[tuple[str, str]]:
    if answer.not_applicable is not None:
        yield "not_applicable", answer.not_applicable
    elif answer.outcome or answer.status == "decided":
        yield "outcome", _mapping(answer.outcome)
    lacking = [name for name in model.decisions[answer.decision].outcomes if name not in answer.outcome]
    if lacking and answer.not_applicable is None:
        yield "without", f"[{', '.join(lacking)}]"
    if answer.undetermined:
        yield "undetermined", f"[{', '.join(answer.undetermined)}]"
    yield "open_points", f"[{', '.join(answer.open_points)}]"
    yield "notices", f"[{', '.join(answer.notices)}]"


def _mapping(items: Mapping[str, object]) -> str:
    return f"{{{', '.join(f'{name}: {written(value)}' for name, value in items.items())}}}"


def written(value: object) -> str:
    """Write a value so that it is read as it is."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, str) and not _BARE.fullmatch(value):
        return json.dumps(value, ensure_ascii=False)
    return spell(value)
