# SPDX-License-Identifier: MPL-2.0
"""Makes one slip at a time in the Python, and asks the tests whether they notice.

`python tests/assurance/mutate_python.py engine` tries every slip in the engine; `loader`, `analysis` and `pairing`
are the other areas, and `--sample 300 --seed 1` draws so many. The slips are mutmut's. The running is ours: the tests
of an area are collected once, and for each slip a process is forked from there, in which the function's code is
replaced, and of the tests that reach the line those that take least time come first. `--warm`, few `--examples` and
few `--seconds` make a first pass quick; what survives it is asked again without them (`--again` with what was
printed). Nothing is written into the source. What survives is printed, and then the score; if it is interrupted, the
score of those that were tried, which are a sample too if one was drawn. What has been run is in `docs/assurance.md`.
Needs `pip install -e '.[test,assurance]'`, and an operating system that forks.
"""

from __future__ import annotations

import gc
import os
import re
import resource
import signal
import sys
import tempfile
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import accumulate, groupby, zip_longest
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from types import CodeType
from typing import TextIO

import pytest
from attrs import define, field
from coverage import Coverage, CoverageData

import trivselrules
from trivselrules.data import shipped_names

try:
    from slips import ROOT, Slip, slips_of
except ImportError as error:
    raise SystemExit(f"{error.name} is needed: pip install -e '.[test,assurance]'") from error

# What is in an area, and the tests that are asked about it.
AREAS = {
    "engine": (
        "engine/*.py machine/*.py",
        """answer_laws corners course_laws courses dates_laws deadlines engine_laws exactness_laws lifecycle_laws
        lifecycle_mutation_laws log_laws missing_laws own_laws proof trivselplus trivselplus_lifecycles why_not_laws""",
    ),
    "loader": (
        "reading/*.py loading.py gathering.py folder.py bases.py",
        """assembly_laws cases corners dates_laws digest_laws editor_schemas explained fault_corpus folder immutability
        lifecycle_cases loader_* names* own_laws progression_names progression_reading schemas shapes* source*
        word_types""",
    ),
    "analysis": (
        "analysis/*.py",
        """analysis_laws answer_key_laws calendar_key cases certificate citations corners dates_laws exactness_laws
        explained fault_corpus forbidden_laws lifecycle_cases lifecycle_coverage_laws lifecycle_laws
        lifecycle_mutation_laws loader_laws name_laws names* own_laws progression_names proof* stretches_laws
        trivselplus* unused_laws""",
    ),
    "pairing": ("pairing/*.py comparing.py", "cli_diff comparing course_laws courses report starts_apart"),
}
SURVIVED, KILLED, STOPPED, BROKEN = 0, 1, 2, 9
BRIEF = 3  # seconds of a test that is run beforehand
SPARE = 20  # seconds of the processor that a test may take on a slip beyond ten times what it takes without it
MEMORY = 4 << 30


@define
class Trial:
    """A plugin of pytest that, instead of running the tests once, runs them on slips."""

    slips: Sequence[Slip]
    files: Sequence[Path]
    out: TextIO
    ahead: bool  # whether files may be read before the slips are made
    kept: Path | None  # a folder that knows what the tests reach and how long they take
    seconds: float  # of tests that are asked about a slip
    warm: bool  # whether what tests keep for each other is there before the slips are made
    tried: int = 0
    survived: list[Slip] = field(factory=list)
    unreached: int = 0  # of those that survived, where no test comes
    stopped: int = 0  # of those that did not survive, by the limits and not by a test
    tests: dict[str, pytest.Item] = field(factory=dict)
    took: dict[str, float] = field(factory=dict)
    noticed: dict[object, Counter[str]] = field(factory=dict)  # how often tests noticed slips in a function or file

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try all slips with the tests that were collected."""
        self.tests = {item.nodeid: item for item in session.items}
        with tempfile.TemporaryDirectory() as folder, _read_ahead() if self.ahead else nullcontext():
            reached = self._run_without_slips(session, self.kept or Path(folder))
            if self.warm:
                self._warm(session)
            gc.freeze()  # so that no process copies all of it
            begun = perf_counter()
            self._say(f"{len(self.slips)} slips; {len(self.tests)} tests, {sum(self.took.values()):,.0f} s")
            for slip in self.slips:
                self._try(session, slip, self._who_may_notice(slip, reached), Path(folder, "failed"))
                self.tried += 1
                if self.tried % 20 == 0:
                    self._say(f"... {perf_counter() - begun:,.0f} s, {self}")
                if self.tried % 200 == 0 or self.tried == len(self.slips):
                    self._prove_that_tests_pass(session)
        return True

    def _prove_that_tests_pass(self, session: pytest.Session) -> None:
        """Hold that slips are what tests notice: without one the quickest of each file still passes."""
        slowest_first = sorted(self.took, key=lambda test: -self.took[test])
        quickest = {self.tests[test].path: test for test in slowest_first}
        if _forked(lambda: SURVIVED if self._run(session, [*quickest.values()]) is None else KILLED) != SURVIVED:
            self._say("tests fail by now without any slip: what was noticed since the last 200 slips is worth nothing")
            raise SystemExit(1)

    def __str__(self) -> str:
        """Tell how many have been noticed of those that were tried so far."""
        noticed = self.tried - len(self.survived)
        return (
            f"{noticed} of {self.tried} noticed, {noticed / max(self.tried, 1):.1%}; {len(self.survived)} survived, "
            f"{self.unreached} of them unreached; {self.stopped} stopped by the limits"
        )

    def _say(self, text: str) -> None:
        print(text, file=self.out, flush=True)

    def _run_without_slips(self, session: pytest.Session, folder: Path) -> dict[str, dict[int, list[str]]]:
        """Run every test as it is, a file of them in a process of its own; give which reach a line of a file."""
        took = folder / "took"
        took.touch()
        for _, items in groupby(session.items, lambda item: item.path):
            known = _times(took)
            new = [item.nodeid for item in items if item.nodeid not in known]
            if new and _forked(lambda: self._record(session, folder, new)) != SURVIVED:  # noqa: B023 - at once
                self._say("a test fails without any slip, among those from " + new[0])
                raise SystemExit(1)
        self.took = {test: seconds for test, seconds in _times(took).items() if test in self.tests}
        data = CoverageData(str(folder / "reached"))
        data.read()
        return {str(Path(file).relative_to(ROOT)): data.contexts_by_lineno(file) for file in data.measured_files()}

    def _warm(self, session: pytest.Session) -> None:
        """Run one test of each function, so that what it reads and keeps need not be read again for each slip."""
        first = {item.nodeid.partition("[")[0]: test for test, item in reversed(self.tests.items())}
        brief = [test for test in first.values() if self.took[test] < BRIEF]
        if (failed := self._run(session, brief)) is not None:
            raise SystemExit(f"a test fails without any slip: {failed}")

    def _record(self, session: pytest.Session, folder: Path, tests: Sequence[str]) -> int:
        coverage = Coverage(
            data_file=str(folder / "reached"), include=[str(path) for path in self.files], config_file=False
        )
        coverage.load()
        coverage.start()
        took = []
        for test in tests:
            coverage.switch_context(test)
            before = process_time()
            if self._run(session, [test]) is not None:
                return KILLED
            took.append(f"{process_time() - before} {test}\n")
        coverage.stop()
        coverage.save()
        with (folder / "took").open("a", encoding="utf-8") as known:
            known.writelines(took)
        return SURVIVED

    def _who_may_notice(self, slip: Slip, reached: dict[str, dict[int, list[str]]]) -> list[str]:
        """Give the tests that reach a slip: those that noticed another in the function, then the quick and watchful."""
        lines = reached.get(slip.file, {})
        tests = {test for test in lines.get(slip.line, ()) if test}
        if not tests:  # the line may be one of several of a statement
            tests = {test for line in set(_lines(slip.live.__code__)) for test in lines.get(line, ()) if test}
        tests &= self.took.keys()
        here, near = (self.noticed.setdefault(known, Counter()) for known in (slip.live, slip.file))
        asked = sorted(tests, key=lambda test: (not here[test], self.took[test] / (1 + near[test])))
        spent = accumulate((self.took[test] for test in asked), initial=0.0)
        return [test for test, before in zip(asked, spent, strict=False) if before < self.seconds]

    def _try(self, session: pytest.Session, slip: Slip, tests: list[str], log: Path) -> None:
        def attempt() -> int:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            slip.make()
            _forget()
            try:
                failed = self._run(session, tests)
            except MemoryError:
                return STOPPED
            log.write_text(failed or "", "utf-8")
            return SURVIVED if failed is None else KILLED

        status = _forked(attempt)
        if status == SURVIVED:
            self.survived.append(slip)
            self.unreached += not tests
            self._say(f"{slip}" if tests else f"{slip}\n  (unreached)")
        elif status == KILLED:
            for known in (slip.live, slip.file):
                self.noticed[known][log.read_text("utf-8")] += 1
        elif status == BROKEN:
            raise SystemExit(f"this cannot be tried:\n{slip}")
        else:
            self.stopped += 1
            self._say(f"{slip}\n  (stopped)")

    def _run(self, session: pytest.Session, tests: Sequence[str]) -> str | None:
        """Run tests until one fails, and give that one; each within its limit, if it is known what it takes."""
        items = [self.tests[test] for test in tests]
        for item, following in zip_longest(items, items[1:]):
            if item.nodeid in self.took:
                signal.setitimer(signal.ITIMER_PROF, 10 * self.took[item.nodeid] + SPARE)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return item.nodeid
        return None


def _forked(work: Callable[[], int]) -> int:
    """Do something in a process of its own, and give what it returns."""
    if (process := os.fork()) == 0:
        status = BROKEN
        try:
            status = work()
        finally:
            os._exit(status)
    try:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    except KeyboardInterrupt:
        os.kill(process, signal.SIGKILL)
        raise


@contextmanager
def _read_ahead() -> Iterator[None]:
    """Read what most tests read before any process is forked, so that none has to."""
    from conftest import reading_once  # where pytest has put it by now
    from living import LIVING
    from rule_texts import folder_of

    with reading_once():
        for name in shipped_names():
            trivselrules.load(name)
        with folder_of(LIVING) as folder:
            trivselrules.load(folder)
        yield


def _forget() -> None:
    """Let the library forget what it made before the slip, while the tests were collected."""
    for name, module in list(sys.modules.items()):
        if name.startswith("trivselrules"):
            for thing in vars(module).values():
                getattr(thing, "cache_clear", int)()


def _times(took: Path) -> dict[str, float]:
    lines = (line.split(" ", 1) for line in took.read_text("utf-8").splitlines())
    return {test: float(seconds) for seconds, test in lines}


def _lines(code: CodeType) -> Iterator[int]:
    """Give the lines of a function and of those within it."""
    yield from (line for _, _, line in code.co_lines() if line)
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _lines(inner)


def files_of(area: str) -> list[Path]:
    """Give the files of an area."""
    return [path for pattern in AREAS[area][0].split() for path in sorted((ROOT / "src/trivselrules").glob(pattern))]


def chosen(files: Sequence[Path], only: str, sample: int | None, seed: int) -> list[Slip]:
    """Give the slips of files whose names begin as wanted, all or so many of them drawn at random."""
    names = tuple(only.split()) or ("",)
    slips = [slip for path in files if _may_hold(path, names) for slip in slips_of(path) if slip.name.startswith(names)]
    if sample is None:
        return slips
    Random(seed).shuffle(slips)  # the first of a sample are themselves one
    return slips[:sample]


def _may_hold(path: Path, names: tuple[str, ...]) -> bool:
    module = ".".join(path.relative_to(ROOT / "src/trivselrules").with_suffix("").parts) + "."
    return module.startswith(names) or any(name.startswith(module) for name in names)


def _interrupt(*_: object) -> None:
    """Stop as if by hand, once: what ends us may say so to the whole group."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def main() -> None:
    """Try the slips that are asked for."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("area", choices=AREAS)
    parser.add_argument("--sample", type=int, help="draw so many at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="those whose name begins so, such as engine.run. (or several)")
    parser.add_argument("--tests", help="ask these only, such as 'missing_laws proof': what they notice, all notice")
    parser.add_argument("--keep", type=Path, help="a folder for what the tests reach, so that it is found out once")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="ask about a slip only so many of tests")
    parser.add_argument("--part", default="1/1", help="2/3 is the second third, to be tried beside the others")
    parser.add_argument("--again", type=Path, help="what was printed before: ask about those that survived then")
    parser.add_argument(
        "--warm", action="store_true", help="keep what tests read before the slip: quick, and some survive more"
    )
    parser.add_argument(
        "--examples", type=int, default=100, help="let each law try so many: quick, and some survive more"
    )
    options = parser.parse_args()
    os.chdir(ROOT)  # mutmut reads its settings where it is run
    os.environ |= {"TRIVSELRULES_LAWS": "slips", "TRIVSELRULES_EXAMPLES": str(options.examples)}
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    files = files_of(options.area)
    slips = chosen(files, options.only, options.sample, options.seed)
    if options.again is not None:
        survived = set(re.findall(r"^src/\S+:\d+ (\S+)$", options.again.read_text("utf-8"), re.MULTILINE))
        slips = [slip for slip in slips if slip.name in survived]
    part, parts = map(int, options.part.split("/"))
    slips = slips[part - 1 :: parts]
    if options.keep is not None:
        options.keep.mkdir(exist_ok=True)
    trial = Trial(slips, files, out, options.area != "loader", options.keep, options.seconds, options.warm)
    asked = (options.tests or AREAS[options.area][1]).split()
    tests = [str(path) for name in asked for path in sorted(ROOT.glob(f"tests/test_{name}.py"))]
    signal.signal(signal.SIGTERM, _interrupt)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what pytest says of tests that fail is of no use
    status = pytest.main(["-q", "--tb=line", "-p", "no:cacheprovider", *tests], plugins=[trial])
    if not trial.tried:
        raise SystemExit(f"no slip was tried (pytest gave {int(status)})")
    print(f"{options.area}: {trial}", file=out, flush=True)


if __name__ == "__main__":
    main()
