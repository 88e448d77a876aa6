# SPDX-License-Identifier: MPL-2.0
"""Measures how long 100,000 measurements take to read, follow and count, as ratios to reading them as plain CSV.

Run it with `python benchmarks/progression.py` where the package is installed. A figure says how many times the
standard library could split the same file into cells meanwhile; machines differ, ratios much less.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from io import StringIO
from statistics import median
from time import process_time

import trivselrules
from trivselrules.progression import caseload_of, courses_of, read_table

ROWS = 100_000
HEADER = "sag;maaledato;omraade;perspektiv;maalefase;score;alder;anbragt"
PERSPECTIVES = ("sagsbehandler", "barn", "foraeldre", "fagpersoner")


def made(rows: int) -> bytes:
    """Make up measurements: the overall assessment from four perspectives, five times in each case."""
    chance, lines = random.Random(1), [HEADER]
    for number in range(rows):
        case, left = divmod(number, 20)
        time, view = divmod(left, 4)
        phase = ("foer", "under", "under", "under", "efter")[time]
        score = f"{chance.randint(2, 20) / 2:g}".replace(".", ",")
        placed = "true" if case % 7 == 0 else "false"
        lines.append(
            f"S-{case};2026-{2 * time + 1:02}-{1 + case % 28:02};samlet_vurdering;{PERSPECTIVES[view]};{phase};{score};"
            f"{case % 270 + time};{placed}"
        )
    return "\n".join(lines).encode()


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """Give the median processor time of one call, in seconds."""
    times = []
    for _ in range(rounds):
        before = process_time()
        work()
        times.append(process_time() - before)
    return median(times)


def measure() -> Iterator[tuple[str, float]]:
    """Give what is measured, each with its time in seconds."""
    rules = trivselrules.load("trivselslinealen")
    content = made(ROWS)
    yield "split into cells", seconds(lambda: list(csv.reader(StringIO(content.decode()), delimiter=";")))
    table = read_table(content, rules)
    assert table.sound
    yield "read", seconds(lambda: read_table(content, rules))
    yield "follow", seconds(lambda: courses_of(table.measurements, rules))
    yield "follow, by quarter", seconds(lambda: courses_of(table.measurements, rules, "quarter"))
    courses = courses_of(table.measurements, rules)
    by = ["vejledning", "anbragt"]
    yield "count, by age and placement", seconds(lambda: caseload_of(courses, rules, by))
    yield "count, small groups hidden", seconds(lambda: caseload_of(courses, rules, by, 5))


def main() -> None:
    """Print one line for each measurement."""
    results = list(measure())
    unit = results[0][1]
    print(f"{ROWS:,} measurements".ljust(38) + f"{'time':>12}{'splits':>14}")
    for name, time in results:
        print(f"{name:38}{time * 1e3:>9.0f} ms{time / unit:>14.1f}")


if __name__ == "__main__":
    main()
