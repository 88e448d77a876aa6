# SPDX-License-Identifier: MPL-2.0
"""`trivselrules questions`: the fewest questions that settle a decision."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from ..loading import load
from ..proof.axes import Axes
from ..proof.behaviour import Behaviour
from ..proof.interview import interview
from ..render.interview import interview_dict, interview_text
from .facts import parse_readings
from .output import write, write_json

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Print the questions as a tree."""
    rules = load(options.rules, on=options.on or date.today(), readings=parse_readings(options.reading))
    rules.program(options.decision)
    axes = Axes((rules.model.decisions[options.decision], rules.model))
    found = interview(Behaviour(axes, read=axes.choice(0)))
    if options.format == "json":
        write_json({"decision": options.decision, **interview_dict(found, axes)})
    else:
        write(interview_text(found, axes, options.lang))
    return 0
