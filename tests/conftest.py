# SPDX-License-Identifier: MPL-2.0
"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Time limits belong to benchmarks; a slow machine must not make a law false. A run tries the same examples
# each time, so that a change is judged by what it changed; TRIVSELRULES_LAWS=explore looks for new ones.
_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("laws", deadline=None, suppress_health_check=_QUIET, derandomize=True)
settings.register_profile("explore", deadline=None, suppress_health_check=_QUIET, print_blob=True, max_examples=500)
settings.load_profile(os.environ.get("TRIVSELRULES_LAWS", "laws"))
