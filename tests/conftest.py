# SPDX-License-Identifier: MPL-2.0
"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pytest
from golden import assert_golden_part
from helpers import AsKept, told
from hypothesis import HealthCheck, Phase, settings

from trivselrules import gathering
from trivselrules.finding import Finding

pytest_plugins = ["pytester"]  # the testing kit has a plugin, and pytest its own way to test one

# Time limits belong to benchmarks; a slow machine must not make a law false. A run tries the same examples
# each time, so that a change is judged by what it changed; TRIVSELRULES_LAWS=explore looks for new ones.
# The rule sets that laws share are grown when the first law asks for them, which is inside it.
_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.nested_given]
settings.register_profile("laws", deadline=None, suppress_health_check=_QUIET, derandomize=True)
settings.register_profile("explore", deadline=None, suppress_health_check=_QUIET, print_blob=True, max_examples=500)
# For a slip in the Python (`assurance/mutate_python.py`) it is enough that a law fails; a smaller example says no more.
_FAILS = [Phase.explicit, Phase.generate]
settings.register_profile(
    "slips",
    deadline=None,
    suppress_health_check=_QUIET,
    derandomize=True,
    phases=_FAILS,
    max_examples=int(os.environ.get("TRIVSELRULES_EXAMPLES", "100")),
)
settings.load_profile(os.environ.get("TRIVSELRULES_LAWS", "laws"))


@pytest.fixture(scope="session", autouse=True)
def same_bytes_are_read_once() -> Iterator[None]:
    """Read a file that did not change once, and not for each rule set it is in: most tests damage one of many.

    That reading a file depends on its name and its bytes alone is a law of its own, in `test_loader_laws`.
    """
    with reading_once():
        yield


@pytest.fixture
def as_kept(request: pytest.FixtureRequest) -> AsKept:
    """Hold all there is to findings (what fills their texts, and situations too) to what is kept of them.

    It is kept in `golden/findings`, in a file for each file of tests, below the name of the test and its row.
    """
    file, test = request.node.path.stem.removeprefix("test_"), request.node.name

    def hold(findings: Iterable[Finding]) -> None:
        assert_golden_part(f"findings/{file}", test, "".join(map(told, findings)))

    return hold


@contextmanager
def reading_once() -> Iterator[None]:
    """Let a file that did not change be read once; within another such time, what was read there is not read again."""
    known = vars(gathering)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "parse", lru_cache(maxsize=500)(known["parse"]))
        patch.setattr(gathering, "_structure", _once_for_each_tree(known["_structure"]))
        yield


def _once_for_each_tree(function: Callable[..., Any]) -> Callable[..., Any]:
    """Remember what came of a tree; the tree itself is too large to be compared, so it is known by its identity."""
    known: dict[object, tuple[object, object]] = {}

    def remembered(tree: object, *more: object, **options: object) -> object:
        key = (id(tree), more, *options.items())
        if key not in known:
            if len(known) > 1000:
                known.clear()
            known[key] = (tree, function(tree, *more, **options))  # with the tree, so that nothing else gets its id
        return known[key][1]

    return remembered
