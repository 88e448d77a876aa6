# SPDX-License-Identifier: MPL-2.0
"""Puts the folders `rules` and `schemas` inside the wheel.

An editable install is left alone: there the package reads the folders of the checkout, so that an edited
rule counts at once.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataFolders(BuildHookInterface[Any]):
    """Adds the data folders to a standard wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Map each folder to its place in the package."""
        if version == "standard":
            for name in ("rules", "schemas"):
                build_data["force_include"][name] = f"trivselrules/_data/{name}"
