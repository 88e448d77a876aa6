# SPDX-License-Identifier: MPL-2.0
"""Measures what it takes to prove, compare and mutate each shipped rule set whole, as ratios to loading it.

`python benchmarks/rule_sets.py`. What is proved is what `prove` proves. Each rule set is compared with itself, and with
one in which every decision that has a slip nobody refuses has its first; with one whose lifecycles have their moves
in another order, which is to be proved the same, with one in which each lacks a move, and with one in which another
open point stands for each deadline as long as it has no start. All slips in its decisions and in its lifecycles are
tried. Times are those of the processor, in a process that collects garbage as seldom as the command does.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from time import process_time

from attrs import evolve

import trivselrules
from trivselrules import RuleSet
from trivselrules.__main__ import SELDOM
from trivselrules.analysis.forbidden import check_forbidden
from trivselrules.analysis.logic import check_logic
from trivselrules.analysis.proof import prove_lifecycles
from trivselrules.analysis.shape import check_shape
from trivselrules.comparing import compare
from trivselrules.data import shipped_names
from trivselrules.frozen_map import FrozenMap
from trivselrules.lifecycle import Due, Move, Phase
from trivselrules.model import Decision
from trivselrules.mutating import mutate
from trivselrules.mutating_lifecycles import Mutations
from trivselrules.proof.certificate import prove_decision
from trivselrules.proof.mutants import mutants
from trivselrules.ref import Ref


def slipped(decision: Decision, rules: RuleSet) -> Decision:
    """Give the decision with the first slip that is sound and nothing but a change of it; itself if there is none."""
    model = rules.model
    for mutant in mutants((decision, model)):
        other, beside = mutant.rules
        if beside == model and not any(check_shape(other, model)) and not check_logic(other, model):
            return other
    return decision


def revised(rules: RuleSet) -> RuleSet:
    """Give the rule set with a slip in each decision."""
    decisions = {name: slipped(decision, rules) for name, decision in rules.model.decisions.items()}
    return evolve(rules, model=evolve(rules.model, decisions=FrozenMap(decisions)))


def moved(rules: RuleSet, change: Callable[[tuple[Move, ...]], tuple[Move, ...]]) -> RuleSet:
    """Give the rule set with the moves of each lifecycle changed."""
    lives = {name: evolve(life, moves=change(life.moves)) for name, life in rules.model.lifecycles.items()}
    return evolve(rules, model=evolve(rules.model, lifecycles=FrozenMap(lives)))


def opened(rules: RuleSet) -> RuleSet:
    """Give the rule set with another open point for each deadline that has one for where it has no start."""
    point = Ref(next(iter(rules.model.open_points)))

    def other(due: Due) -> Due:
        return due if due.without_start is None else evolve(due, without_start=point)

    def reopened(phase: Phase) -> Phase:
        return evolve(phase, duties=tuple(evolve(duty, due=tuple(map(other, duty.due))) for duty in phase.duties))

    lives = {
        name: evolve(life, phases=FrozenMap({at: reopened(phase) for at, phase in life.phases.items()}))
        for name, life in rules.model.lifecycles.items()
    }
    return evolve(rules, model=evolve(rules.model, lifecycles=FrozenMap(lives)))


def work(name: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Give what is measured."""
    rules = trivselrules.load(name)
    model, other = rules.model, revised(rules)
    yield "load", lambda: trivselrules.load(name)
    yield "prove the lifecycles", lambda: (prove_lifecycles(model), list(check_forbidden(model)))
    yield "prove the decisions", lambda: [prove_decision(decision, model) for decision in model.decisions.values()]
    yield "compare with itself", lambda: compare(rules, rules)
    yield "compare with a slip in each decision", lambda: compare(rules, other)
    turned, lacking = moved(rules, lambda moves: moves[::-1]), moved(rules, lambda moves: moves[:-1])
    yield "compare lifecycles written otherwise", lambda: compare(rules, turned)
    yield "compare lifecycles that lack a move", lambda: compare(rules, lacking)
    left_open = opened(rules)
    yield "compare with other points for no start", lambda: compare(rules, left_open)
    yield "mutate the decisions", lambda: [mutate(rules, decision) for decision in rules.decisions]
    yield "mutate the lifecycles", lambda: list(map(Mutations(rules).score, rules.lifecycles))


def main() -> None:
    """Print one line for each measurement."""
    gc.set_threshold(*SELDOM)
    for name in shipped_names():
        print(name)
        unit = 0.0
        for what, done in work(name):
            start = process_time()
            done()
            time = process_time() - start
            unit = unit or time
            print(f"  {what:38}{time:>8.2f} s{time / unit:>9.2f}")


if __name__ == "__main__":
    main()
