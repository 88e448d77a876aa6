# SPDX-License-Identifier: MPL-2.0
"""What all tests share."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Time limits belong to benchmarks; a slow machine must not make a law false.
settings.register_profile("laws", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("laws")
