# SPDX-License-Identifier: MPL-2.0
"""`trivselrules report`: one document for a meeting about changed rules."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from ..render.blocks import as_html, as_markdown
from ..render.phrases import long_date, phrase
from ..render.report import policy_report
from ..text import printable
from .diff import compared, difference_report
from .output import complain, write_file, write_new

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Write the document to a new file, or to standard output; that something is different is no error."""
    on = options.on or date.today()
    found = compared(options, on)
    blocks = policy_report(difference_report(found, on), long_date(on, options.lang), options.lang)
    text = as_html(blocks, options.lang) if options.format == "html" else as_markdown(blocks)
    if options.output is None:
        write_file(text)
    else:
        write_new(options.output, text)
        complain(printable(phrase("written", options.lang, options.output)))
    return 0
