# SPDX-License-Identifier: MPL-2.0
"""A kit to test rule sets and systems that ask them, with Hypothesis and pytest: `pip install trivselrules[testing]`.

from hypothesis import given
from trivselrules import testing

@given(testing.situations("./rules", "decision"))
def test_mine(situation): ...
"""

from __future__ import annotations

from .logs import MONDAY, LoggedEvent, event_logs
from .matter import LifecycleMachine, lifecycle_machine
from .rule_sets import rule_sets
from .situations import answers, invalid_situations, partial_situations, readings, situations

__all__ = [
    "MONDAY",
    "LifecycleMachine",
    "LoggedEvent",
    "answers",
    "event_logs",
    "invalid_situations",
    "lifecycle_machine",
    "partial_situations",
    "readings",
    "rule_sets",
    "situations",
]
