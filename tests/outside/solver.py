# SPDX-License-Identifier: MPL-2.0
"""Decisions and tables as formulas for z3, written from the YAML and the CSV alone: nothing here is our engine's.

A situation gives every fact a value and every reading an option, so all readings are looked at together. z3 says
whether there is a situation of some kind, and knows nothing of boxes, cells or paths.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import reference
from attrs import frozen
from faults import nodes_with_paths

__all__ = ["Question", "Row", "Situations", "Tree", "contradicted", "row_of", "uncovered"]

Plain = dict[str, Any]
Path = tuple[str | int, ...]
Formula = Any


@cache
def _z3() -> Any:
    return importlib.import_module("z3")


def any_of(formulas: Iterable[Formula]) -> Formula:
    """Give what holds where one of the formulas holds."""
    return _z3().Or([*formulas, _z3().BoolVal(False)])


def all_of(formulas: Iterable[Formula]) -> Formula:
    """Give what holds where all of the formulas hold."""
    return _z3().And([*formulas, _z3().BoolVal(True)])


def no(formula: Formula) -> Formula:
    """Give what holds where the formula does not."""
    return _z3().Not(formula)


class Situations:
    """The facts and readings of a rule set, as the reference has loaded it, and what is asked of all situations.

    A word is its place among the words; a number is a number, and where it goes in steps a whole number of them.
    """

    def __init__(self, rules: Plain) -> None:
        self.rules = rules
        self._variables: dict[str, Any] = {}
        self._words: dict[str, list[str]] = {}
        self._solver = _z3().Solver()
        for name, domain in rules["facts"].items():
            if "values" in domain or domain["type"] == "boolean":
                self._add_words(name, list(domain.get("values", ("false", "true"))))
            else:
                self._add_number(name, domain)
        for name, options in rules["options"].items():
            self._add_words(name, options)

    def _add_words(self, name: str, words: list[str]) -> None:
        variable = self._variables[name] = _z3().Int(name)
        self._words[name] = words
        self._solver.add(variable >= 0, variable < len(words))

    def _add_number(self, name: str, domain: Plain) -> None:
        variable = self._variables[name] = _z3().Real(name)
        low, high, step = (reference.domain_number(self.rules, domain, key) for key in ("from", "to", "step"))
        low = Decimal(0) if domain["type"] == "age" else low
        step = step if domain["type"] == "number" else step or Decimal(1)
        if low is not None:
            self._solver.add(variable >= self._number(low))
        if high is not None:
            self._solver.add(variable <= self._number(high))
        if step is not None:
            steps = _z3().ToReal(_z3().Int(f"steps of {name}"))
            self._solver.add(variable == self._number(low or 0) + self._number(step) * steps)

    @staticmethod
    def _number(number: object) -> Formula:
        return _z3().RealVal(str(number))

    def fits(self, name: str, item: str) -> Formula:
        """Give where a fact or a reading has what an item of a key stands for."""
        variable = self._variables[name]
        if name in self._words:
            return variable == self._words[name].index(item)
        word, low, high = reference.numeric_item(item)
        ends = {"under": variable < self._number(low), "over": variable > self._number(high)}
        ends["from"] = variable >= self._number(low)
        return ends[word] if word else all_of([variable >= self._number(low), variable <= self._number(high)])

    def condition(self, name: str, text: str) -> Formula:
        """Give where a cell of a table holds: one of its items, and of that all that stands between `&`."""
        if not text:
            return all_of([])
        return any_of(all_of(self.fits(name, both.strip()) for both in item.split("&")) for item in text.split(","))

    def these(self, witness: Mapping[str, str]) -> Formula:
        """Give the situations with these values, as text; of a number this is the number itself, of an age months."""
        words = {name: text for name, text in witness.items() if name in self._words}
        numbers = {name: text for name, text in witness.items() if name not in self._words}
        return all_of(
            [*(self.fits(name, text) for name, text in words.items())]
            + [self._variables[name] == self._number(text) for name, text in numbers.items()]
        )

    def some(self, *formulas: Formula) -> bool:
        """Tell whether there is a situation in which all of the formulas hold."""
        found = self._solver.check(*formulas) if formulas else self._solver.check()
        assert found != _z3().unknown
        return bool(found == _z3().sat)

    def true_witness(self, witness: Mapping[str, str], formula: Formula) -> bool:
        """Tell whether there is a situation with these values, and the formula holds in each that has them."""
        these = self.these(witness)
        return self.some(these) and not self.some(these, no(formula))


@frozen
class Question:
    """A place where a fact is asked or a reading consulted, and each of its items with the path of the key it is in."""

    path: Path
    word: str
    name: str
    items: tuple[tuple[Path, str], ...]


class Tree:
    """A decision, and for each of its nodes the situations in which it is come to."""

    def __init__(self, situations: Situations, decision: Plain) -> None:
        self.situations = situations
        self.decision = decision
        self.questions: list[Question] = []
        self._ways: dict[Path, list[tuple[Path, Formula]]] = {}
        self._reached: dict[Path, Formula] = {("tree",): all_of([])}
        for path, node in nodes_with_paths(decision):
            for after, condition in self._onward(path, node):
                self._ways.setdefault(after, []).append((path, condition))

    def _onward(self, path: Path, node: Plain) -> Iterator[tuple[Path, Formula]]:
        yield from (((*path, "all", number), all_of([])) for number in range(len(node.get("all", []))))
        if "use" in node:
            yield ("parts", node["use"]), all_of([])
        for word, under in (("ask", "answers"), ("reading", "options")):
            if word in node:
                keys = [(*path, under, key) for key in node[under]]
                items = tuple((key, item) for key in keys for item in reference.items(str(key[-1])))
                self.questions.append(Question(path, word, node[word], items))
                yield from ((key, self._key(node[word], str(key[-1]))) for key in keys)

    def _key(self, name: str, key: str) -> Formula:
        return any_of(self.situations.fits(name, item) for item in reference.items(key))

    def reached(self, path: Path) -> Formula:
        """Give the situations that come to a node."""
        if path not in self._reached:
            ways = self._ways.get(path, [])
            self._reached[path] = any_of(all_of([self.reached(before), condition]) for before, condition in ways)
        return self._reached[path]

    def gap(self, question: Question) -> Formula:
        """Give the situations that come to a question and have none of its items."""
        fitting = any_of(self.situations.fits(question.name, item) for _, item in question.items)
        return all_of([self.reached(question.path), no(fitting)])

    def gaps(self) -> list[Question]:
        """Give the questions that some situation comes to without an answer."""
        return [question for question in self.questions if self.situations.some(self.gap(question))]

    def both(self, question: Question, number: int) -> Formula:
        """Give where an item of a question and one before it hold together."""
        first, item = [item for _, item in question.items[:number]], question.items[number][1]
        fits = self.situations.fits
        return all_of([fits(question.name, item), any_of(fits(question.name, before) for before in first)])

    def overlaps(self) -> list[tuple[Question, int]]:
        """Give the items that share a value with an item before them, where their question is come to at all."""
        return [one for one in self._asked_items() if self.situations.some(self.both(*one))]

    def through(self, question: Question, number: int) -> Formula:
        """Give the situations that come to a question and have an item of it."""
        return all_of([self.reached(question.path), self.situations.fits(question.name, question.items[number][1])])

    def dead(self) -> list[tuple[Question, int]]:
        """Give the items that no situation has that comes to their question, if any comes there."""
        return [one for one in self._asked_items() if not self.situations.some(self.through(*one))]

    def _asked_items(self) -> Iterator[tuple[Question, int]]:
        for question in self.questions:
            if self.situations.some(self.reached(question.path)):
                yield from ((question, number) for number in range(len(question.items)))

    def silent(self, outcome: str) -> Formula:
        """Give the situations that are decided, as far as their path says, although nothing sets an outcome."""
        nodes = list(nodes_with_paths(self.decision))
        setting = [path for path, node in nodes if outcome in node.get("set", {})]
        excused = [path for path, node in nodes if {"undetermined", "not_applicable"} & node.keys()]
        return no(any_of(self.reached(path) for path in (*setting, *excused)))


@frozen
class Row:
    """A row of a table: the situations it is for, and what it says there."""

    holds: Formula
    says: tuple[str, ...]


def row_of(heads: Sequence[str], cells: Sequence[str], situations: Situations) -> Row:
    """Read a row as it is written; the columns of conditions come first."""
    asked = [head.split(": ")[1] for head in heads if head.startswith(("ask: ", "reading: "))]
    conditions = zip(asked, cells, strict=False)
    return Row(
        all_of(situations.condition(name, cell.removeprefix("'")) for name, cell in conditions), (*cells[len(asked) :],)
    )


def uncovered(rows: Iterable[Row]) -> Formula:
    """Give the situations that no row is for."""
    return no(any_of(row.holds for row in rows))


def contradicted(row: Row, others: Iterable[Row]) -> Formula:
    """Give the situations that a row is for and another too, which says something else."""
    return all_of([row.holds, any_of(other.holds for other in others if other.says != row.says)])
