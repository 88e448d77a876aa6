# SPDX-License-Identifier: MPL-2.0
"""How thoroughly Hypothesis looks: with `--hypothesis-profile quick` less so. A slow machine is no defect."""

from hypothesis import settings

settings.register_profile("quick", max_examples=10, deadline=None)
settings.register_profile("thorough", max_examples=100, deadline=None)
settings.load_profile("thorough")
