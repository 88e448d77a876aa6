# SPDX-License-Identifier: MPL-2.0
"""The slips that mutmut makes in a file of Python, each as the function that has it."""

from __future__ import annotations

import importlib
import warnings
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import libcst as cst
from attrs import field, frozen
from mutmut.mutation.file_mutation import create_mutations, deep_replace

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"


@frozen
class Slip:
    """A slip in a function: where it is, and what stands there before and after."""

    name: str
    file: str
    line: int
    before: str
    after: str
    live: Any = field(repr=False)  # the function that everybody calls
    slipped: FunctionType = field(repr=False)

    def make(self) -> None:
        """Let the function do what it does with the slip, for everybody who has got hold of it."""
        slipped: Any = self.slipped
        self.live.__code__ = slipped.__code__
        self.live.__defaults__ = slipped.__defaults__
        self.live.__kwdefaults__ = slipped.__kwdefaults__

    def __str__(self) -> str:
        """Tell the slip as a difference of lines."""
        return f"{self.file}:{self.line} {self.name}\n  - {self.before.strip()}\n  + {self.after.strip()}"


def slips_of(path: Path) -> Iterator[Slip]:
    """Give every slip in the functions of a file, numbered in each as mutmut does."""
    module = importlib.import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts))
    tree, mutations, *_ = create_mutations(str(path), path.read_text("utf-8"))
    owners = {
        method: statement.name.value
        for statement in tree.body
        if isinstance(statement, cst.ClassDef)
        for method in statement.body.body
    }
    number: Counter[cst.FunctionDef] = Counter()
    for mutation in mutations:
        function = mutation.contained_by_top_level_function
        if isinstance(function, cst.FunctionDef):
            number[function] += 1
            slipped = deep_replace(function, mutation.original_node, mutation.mutated_node)
            assert isinstance(slipped, cst.FunctionDef)
            yield _slip(module, owners.get(function), function, slipped, number[function])


def _slip(
    module: ModuleType, owner: str | None, function: cst.FunctionDef, slipped: cst.FunctionDef, number: int
) -> Slip:
    live = _function(vars(module), owner, function.name.value)
    text, other = _alone(function, owner), _alone(slipped, owner)
    lines = zip_longest(text.split("\n"), other.split("\n"), fillvalue="")
    at, before, after = next((at, *pair) for at, pair in enumerate(lines) if pair[0] != pair[1])
    names = dict(vars(module))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a slip makes odd is for the tests to notice
        exec(compile("from __future__ import annotations\n" + other, module.__name__, "exec"), names)
    return Slip(
        f"{module.__name__.removeprefix('trivselrules.')}.{live.__qualname__}#{number}",
        str(Path(module.__file__ or "").relative_to(ROOT)),
        live.__code__.co_firstlineno + len(function.decorators) + at - (owner is not None),
        before,
        after,
        live,
        _function(names, owner, function.name.value),
    )


def _alone(function: cst.FunctionDef, owner: str | None) -> str:
    """Write a function by itself, in a class of its name if it is a method."""
    bare: cst.BaseStatement = function.with_changes(leading_lines=[], decorators=[])
    if owner is not None:
        bare = cst.ClassDef(name=cst.Name(owner), body=cst.IndentedBlock(body=[bare]))
    return str(cst.Module(body=[bare]).code)


def _function(names: dict[str, object], owner: str | None, name: str) -> FunctionType:
    found = names[name] if owner is None else vars(names[owner])[name]
    found = getattr(found, "__func__", found)
    assert isinstance(found, FunctionType), f"{name} is no function of its own"
    return found
