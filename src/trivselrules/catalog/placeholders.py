# SPDX-License-Identifier: MPL-2.0
"""What is written into rule files for a person to replace."""

from __future__ import annotations

from ..text import Text

__all__ = ["BECAUSE"]

BECAUSE = Text("Skriv her, hvorfor reglen er en anden hos jer.", "Write here why the rule is another one with you.")
