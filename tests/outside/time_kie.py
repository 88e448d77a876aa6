# SPDX-License-Identifier: MPL-2.0
"""Measures how long we and the engine of KIE take to find the gap in the same generated tables, one after the other.

`tests/outside/.tools/venv/bin/python tests/outside/time_kie.py`, once `bash tests/outside/run` has installed what it
needs. The tables are those of `benchmarks/grids.py` with a rule left out, up to one that KIE does not finish in a
minute. We read the rule set and check all of it, and KIE is sent the table as DMN to validate. Times are by the clock,
since KIE has a process of its own; the ratio is that of the two in the same run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import yaml
from kie import Row, gaps_by_kie, running
from large import grids

from trivselrules.loading import read

SIZES = [(3, 100), (3, 500), (3, 1_500), (5, 50), (5, 100), (5, 200), (7, 100), (7, 200)]


def rows_of(node: dict[str, Any], row: Row) -> Iterator[Row]:
    """Give the rows of a decision as it is written, each with the values that it narrows."""
    if "ask" not in node:
        yield row
    for key, inner in node.get("answers", {}).items():
        yield from rows_of(inner, {**row, node["ask"]: key.split(", ")})


def measured(port: int, facts: int, rules: int) -> tuple[float, float, str]:
    """Give how long we and KIE take for a table with a rule left out, and whether KIE finds that there is a gap."""
    random = Random(f"{facts} {rules}")
    whole = list(grids().lines(grids().grown(facts, rules, random)))
    texts = grids().written(grids().revised(whole, random)["gap"], facts)
    with TemporaryDirectory() as place:
        folder = Path(place) / "stor"
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        start = perf_counter()
        found = read(folder).findings
        ours = perf_counter() - start
    assert [finding.code for finding in found if finding.severity == "error"] == ["answer-missing"]
    rows = list(rows_of(yaml.load(texts["stor.yaml"], yaml.BaseLoader)["tree"], {}))
    columns = {f"f{fact}": list(grids().VALUES) for fact in range(facts)}
    start = perf_counter()
    try:
        told = "yes" if gaps_by_kie(port, columns, rows) else "no"
    except TimeoutError:
        told = "given up"
    return ours, perf_counter() - start, told


def main() -> None:
    """Print one line for each size."""
    print(f"{'facts':>5}{'rules':>8}{'ours':>10}{'KIE':>10}{'KIE to ours':>13}  KIE finds the gap")
    with running() as port:
        measured(port, 3, 20)
        for facts, rules in SIZES:
            ours, kie, found = measured(port, facts, rules)
            print(f"{facts:>5}{rules:>8,}{ours:>8.2f} s{kie:>8.2f} s{kie / ours:>11.1f} ×  {found}", flush=True)


if __name__ == "__main__":
    main()
