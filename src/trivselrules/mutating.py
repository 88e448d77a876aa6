# SPDX-License-Identifier: MPL-2.0
"""How many of the slips that could have been made in the rules their worked examples would notice."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from .analysis.logic import check_logic
from .analysis.shape import check_shape
from .cases import run_case
from .engine.program import compile_decision
from .frozen_map import FrozenMap
from .model import Case
from .proof.axes import Rules
from .proof.difference import difference
from .proof.mutants import Mutant, mutants
from .proof.score import Score, Survivor
from .rule_set import RuleSet

__all__ = ["mutate"]


def mutate(rules: RuleSet, decision: str, progress: Callable[[int], None] = lambda _: None) -> Score:
    """Try every slip in a decision against its cases, which must pass; `progress` is called with the number of all.

    Raises UnknownNameError if there is no such decision.
    """
    rules.program(decision)
    original = (rules.model.decisions[decision], rules.model)
    cases = [case for case in rules.model.cases if case.decision.name == decision]
    every = list(mutants(original))
    survivors: list[Survivor] = []
    refused = killed = 0
    for mutant in every:
        progress(len(every))
        if not _sound(mutant.rules):
            refused += 1
        elif _noticed(_mutated(rules, mutant.rules), cases):
            killed += 1
        else:
            survivors += _survivor(rules, mutant)
    equivalent = len(every) - refused - killed - len(survivors)
    return Score(decision, killed, tuple(survivors), equivalent, refused)


def _sound(rules: Rules) -> bool:
    decision, model = rules
    return not any(True for _ in check_shape(decision, model)) and not check_logic(decision, model)


def _mutated(rules: RuleSet, mutated: Rules) -> RuleSet:
    """Give the rule set with the mutated decision in the place of the original."""
    decision, model = mutated
    model = evolve(model, decisions=FrozenMap({**model.decisions, decision.name: decision}))
    programs = FrozenMap({decision.name: compile_decision(decision, model)})
    return evolve(rules, model=model, programs=programs).reading({})


def _noticed(rules: RuleSet, cases: list[Case]) -> bool:
    """Tell whether a case notices; the one that does is put first, since it often notices the next slip too."""
    for number, case in enumerate(cases):
        if not run_case(rules, case).passed:
            cases.insert(0, cases.pop(number))
            return True
    return False


def _survivor(rules: RuleSet, mutant: Mutant) -> list[Survivor]:
    """Give the mutant with a situation that would notice it, if its answers differ anywhere."""
    decision = rules.model.decisions[mutant.rules[0].name]
    found = difference((decision, rules.model), mutant.rules)
    for change in (*found.answers, *found.choices):
        witness = change.regions[0].witness
        answer = rules.reading(witness.readings).decide(decision.name, **witness.facts)
        return [Survivor(mutant, witness, answer)]
    return []
