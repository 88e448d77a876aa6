# SPDX-License-Identifier: MPL-2.0
"""Rules as code for child wellbeing in municipalities: evaluated, proved and explained.

import trivselrules

rules = trivselrules.load("trivselplus")
answer = rules.decide("indkaldelse", tilbud="dagpleje", trin=2)
print(answer.explain("da"))
"""

from __future__ import annotations

from .answer import Answer
from .errors import Error, InvalidValueError, RuleSetError, UnknownNameError
from .finding import Finding
from .loading import load
from .location import Location
from .rule_set import RuleSet

__all__ = [
    "Answer",
    "Error",
    "Finding",
    "InvalidValueError",
    "Location",
    "RuleSet",
    "RuleSetError",
    "UnknownNameError",
    "load",
]
__version__ = "0.1.0"


def __dir__() -> list[str]:
    return __all__
