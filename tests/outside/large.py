# SPDX-License-Identifier: MPL-2.0
"""The benchmark that writes large decisions, for those who ask others about the same ones."""

from __future__ import annotations

from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

__all__ = ["grids"]

_FILE = Path(__file__).resolve().parents[2] / "benchmarks" / "grids.py"


@cache
def grids() -> ModuleType:
    """Load the benchmark, which is no part of the package."""
    spec = spec_from_file_location("grids", _FILE)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
