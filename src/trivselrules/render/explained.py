# SPDX-License-Identifier: MPL-2.0
"""What a code means: as text for a terminal, as a page, and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..catalog import CATALOG
from ..explained import MARK, Explanation
from ..text import Language, Text, printable, sentence_case
from .phrases import phrase

__all__ = ["code_index", "code_json", "code_page", "code_text"]

_WRONG, _RIGHT = Text("Forkert", "Wrong"), Text("Rigtigt", "Right")
_SAYS, _DO, _FILE = Text("Meddelelse", "Message"), Text("Sådan gør du", "What to do"), Text("i `{}`", "in `{}`")
_ALL = Text("Alle fejl og advarsler", "All errors and warnings")
_MADE = "<!-- Lavet af `python tests/error_pages.py`; teksten står i src/trivselrules/catalog/explained/. -->"
_FENCES = {"rules": "yaml", "command": "sh", "python": "python", "words": ""}
_GAP = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")


def code_text(told: Explanation, language: Language) -> str:
    """Explain a code for a terminal; the wrong example has a caret at the place that is reported."""
    entry = CATALOG[told.code]
    where = f" {_FILE.to(language).format(told.file)}" if told.file else ""
    return printable_lines(
        [
            f"{phrase(entry.severity, language)} [{told.code}]: {_open(entry.message.to(language))}",
            "",
            told.why.to(language),
            "",
            f"{_WRONG.to(language)}{where}:",
            *_indented(_pointed(told.wrong.to(language))),
            "",
            f"{_RIGHT.to(language)}:",
            *_indented(told.right.to(language).splitlines() or ["-"]),
            "",
            f"{_DO.to(language)}: {_open(entry.help.to(language))}",
        ]
    )


def printable_lines(lines: list[str]) -> str:
    """Join lines in which nothing can steer a terminal; a tab is shown as what it is."""
    return "\n".join(printable(line.replace("\t", "→")) for line in lines)


def code_json(told: Explanation, language: Language) -> dict[str, object]:
    """Explain a code as data; the wrong example without its mark."""
    entry = CATALOG[told.code]
    return {
        "code": told.code,
        "severity": entry.severity,
        "message": _open(entry.message.to(language)),
        "help": _open(entry.help.to(language)),
        "why": told.why.to(language),
        "file": told.file,
        "wrong": told.wrong.to(language).replace(MARK, ""),
        "right": told.right.to(language),
    }


def code_page(told: Explanation, language: Language = "da") -> str:
    """Write the page about a code, in Markdown."""
    entry = CATALOG[told.code]
    where = f" {_FILE.to(language).format(told.file)}" if told.file else ""
    lines = [
        _MADE,
        "",
        f"# `{told.code}`",
        "",
        f"**{sentence_case(phrase(entry.severity, language))}:** {_open(entry.message.to(language))}",
        "",
        told.why.to(language),
        "",
        f"**{_DO.to(language)}:** {_open(entry.help.to(language))}",
        "",
        f"## {_WRONG.to(language)}{where}",
        "",
        *_shown(told, told.wrong.to(language)),
        "",
        f"## {_RIGHT.to(language)}",
        "",
        *_shown(told, told.right.to(language)),
        "",
        f"[{_ALL.to(language)}](README.md)",
    ]
    return "\n".join(lines) + "\n"


def code_index(explained: list[Explanation], language: Language = "da") -> str:
    """Write the page that lists all codes with what they say."""
    lines = [_MADE, "", f"# {_ALL.to(language)}", ""]
    for severity in ("error", "warning"):
        lines += [f"## {sentence_case(phrase(severity, language))}", ""]
        for told in sorted(explained, key=lambda told: told.code):
            if CATALOG[told.code].severity == severity:
                lines.append(f"- [`{told.code}`]({told.code}.md): {_open(CATALOG[told.code].message.to(language))}")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _open(text: str) -> str:
    """Show the details that a finding fills in as `…`."""
    shown = _GAP.sub("…", text).replace("{{", "{").replace("}}", "}")
    return shown.replace("….", "…")


def _shown(told: Explanation, example: str) -> Iterator[str]:
    if told.kind == "words":
        yield example.rstrip("\n")
    elif not example:
        yield "-"
    else:
        pointed = MARK in example
        yield "```" + ("text" if pointed else _FENCES[told.kind])
        yield from (line.replace("\t", "→") for line in (_pointed(example) if pointed else example.splitlines()))
        yield "```"


def _pointed(example: str) -> Iterator[str]:
    """Give the lines without the mark, and a caret below the place it stood at."""
    for line in example.splitlines():
        column = line.find(MARK)
        if column < 0 or line.strip() != MARK:
            yield line.replace(MARK, "")
        if column >= 0 and line.strip() != MARK:
            yield " " * column + "^"


def _indented(lines: Iterator[str] | list[str]) -> Iterator[str]:
    return (f"  {line}".rstrip() for line in lines)
