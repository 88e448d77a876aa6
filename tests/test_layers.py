# SPDX-License-Identifier: MPL-2.0
"""The rooms of the house: who may import whom, and the one door of each third party."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "trivselrules"
# From the bottom up. A module imports only from lower layers, or from its own room without going in circles.
LAYERS = (
    ("location", "frozen_map", "nearest", "period"),
    ("text", "values"),
    ("catalog", "domains"),
    ("finding", "keys"),
    ("errors", "ref"),
    ("lifecycle", "departure"),
    ("measuring",),
    ("model", "calendar"),
    ("unknown", "data", "digest", "machine"),
    ("inputs",),
    ("reading", "engine", "analysis", "wanted"),
    ("proof", "explained", "folder", "composing"),
    ("pairing",),
    ("render",),
    ("why_not", "why_not_event", "tabling"),
    ("answer",),
    ("edition",),
    ("instance",),
    ("rule_set", "planning", "gathering", "checking"),
    ("bases",),
    ("drafting",),
    ("cases", "comparing", "covering", "loading", "logs", "progression"),
    ("exporting", "fixing", "lifecycle_cases", "mutating"),
    ("lifecycle_drafts", "rerunning"),
    ("lifecycle_parts",),
    ("covering_lifecycles", "mutating_lifecycles"),
    ("testing",),
    ("__init__",),
    ("cli",),
    ("__main__",),
)
ROOM_LAYER = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}
DOORS = {
    "yaml": {"reading.source"},
    "jsonschema": {"reading.document"},
    "cattrs": {"reading.structure"},
    "matplotlib": {"progression.charts"},
}
# The testing kit is all about these two; nothing else may know them.
KIT = {"hypothesis", "pytest"}
ABSTRACT = {
    "model",
    "lifecycle",
    "machine",
    "engine",
    "analysis",
    "proof",
    "pairing",
    "values",
    "domains",
    "keys",
    "location",
    "text",
    "finding",
    "calendar",
}
ABSTRACT |= {"ref", "instance", "measuring"}
CLOCKS_AND_IO = {"os", "sys", "time", "random", "pathlib", "io", "socket", "subprocess", "threading", "locale"}


def modules() -> dict[str, Path]:
    """Give every module by its dotted name inside the package."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts if len(parts) == 1 else [part for part in parts if part != "__init__"])] = path
    return found


MODULES = modules()


def room(module: str) -> str:
    """Give the room a module is in: its subpackage, or itself."""
    return module.split(".", maxsplit=1)[0]


def imports(module: str) -> Iterator[tuple[str, bool]]:
    """Give what a module imports, late imports included: the name, and whether it is ours."""
    path = MODULES[module]
    package = list(path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], False) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module).split(".")[0], False
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) - node.level + 1], *(node.module or "").split(".")]
            target = ".".join(part for part in base if part)
            for alias in node.names:
                inner = f"{target}.{alias.name}" if target else alias.name
                yield (inner if inner in MODULES else target or "__init__"), True


def test_every_module_has_a_layer() -> None:
    """A new room must be given its place in the house."""
    assert {room(module) for module in MODULES} == set(ROOM_LAYER)


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down(module: str) -> None:
    """No module imports from its own layer or above, its own room excepted."""
    for target, ours in imports(module):
        if ours and room(target) != room(module):
            assert ROOM_LAYER[room(target)] < ROOM_LAYER[room(module)], f"{module} imports {target}"


def test_no_import_goes_in_a_circle() -> None:
    """Modules can be put in an order in which each imports only from those before it."""
    waiting = {module: {target for target, ours in imports(module) if ours} - {module} for module in MODULES}
    while waiting:
        ready = {module for module, needed in waiting.items() if not needed & waiting.keys()}
        assert ready, f"these import each other: {sorted(waiting)}"
        waiting = {module: needed for module, needed in waiting.items() if module not in ready}


@pytest.mark.parametrize("third_party", DOORS)
def test_each_third_party_has_one_door(third_party: str) -> None:
    """A library is imported in one place, so that it could be replaced there."""
    users = {module for module in MODULES if (third_party, False) in set(imports(module))}
    assert users == DOORS[third_party]


@pytest.mark.parametrize("third_party", sorted(KIT))
def test_the_testing_kit_is_apart(third_party: str) -> None:
    """What only tests need is behind one door, and no other room leads there."""
    users = {room(module) for module in MODULES if (third_party, False) in set(imports(module))}
    assert users <= {"testing"}
    for module in MODULES:
        if room(module) != "testing":
            assert "testing" not in {room(target) for target, ours in imports(module) if ours}, module


def test_arguments_are_known_to_the_command_line_only() -> None:
    """What a library call takes has nothing to do with how a command is written."""
    assert {room(module) for module in MODULES if ("argparse", False) in set(imports(module))} == {"cli"}


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) in ABSTRACT])
def test_what_decides_has_no_clock_and_no_io(module: str) -> None:
    """The model, the engine and the analysis reach nothing outside their arguments."""
    foreign = {target for target, ours in imports(module) if not ours}
    assert not foreign & (CLOCKS_AND_IO | DOORS.keys() | KIT)


def test_engine_and_analysis_do_not_know_each_other() -> None:
    """They are compared by tests, which would prove nothing if one used the other."""
    for module in MODULES:
        targets = {room(target) for target, ours in imports(module) if ours}
        if room(module) in ("engine", "analysis"):
            assert not targets & {"reading", "engine", "analysis"} - {room(module)}


def test_modules_and_functions_stay_small() -> None:
    """A module has at most 400 lines; nine functions of ten have at most 30."""
    lengths = []
    for path in MODULES.values():
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 400, path
        functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
        lengths += [(node.end_lineno or 0) - node.lineno + 1 for node in functions]
    lengths.sort()
    assert lengths[len(lengths) * 9 // 10] <= 30
