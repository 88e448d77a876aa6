# SPDX-License-Identifier: MPL-2.0
"""A document as a few kinds of blocks, written as Markdown or as one page of HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from attrs import frozen

from ..text import Language, printable
from .markdown import prose, table

__all__ = ["Block", "Heading", "Items", "Paragraph", "Table", "as_html", "as_markdown", "nested"]

_STYLE = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.25; }
h2 { border-top: 1px solid; margin-top: 2.5rem; padding-top: 1rem; }
ul { padding-left: 1.25rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
caption { font-weight: bold; padding: .25rem 0; text-align: left; }
th, td { border: 1px solid; overflow-wrap: normal; padding: .3rem .5rem; text-align: left; vertical-align: top; }
@media print { body { max-width: none; } h2, h3 { break-after: avoid; } }"""
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


@frozen
class Heading:
    """A heading; the first of a document is of level 1, and none is more than one level below the one before it."""

    level: int
    text: str


@frozen
class Paragraph:
    """One paragraph."""

    text: str


@frozen
class Items:
    """A list; what is below an item is a list of its own."""

    items: tuple[tuple[str, Items | None], ...]


@frozen
class Table:
    """A table with a caption; a cell is some lines."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]


Block = Heading | Paragraph | Items | Table


def nested(lines: Sequence[str]) -> Items:
    """Make a list of indented lines: what is indented further is below."""
    items: list[tuple[str, Items | None]] = []
    for first, last in _groups(lines):
        below = lines[first + 1 : last]
        items.append((lines[first].strip(), nested(below) if below else None))
    return Items(tuple(items))


def _groups(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give where each line that is not below another begins, and where what is below it ends."""
    first = 0
    for row in range(1, len(lines) + 1):
        if row == len(lines) or _indent(lines[row]) <= _indent(lines[first]):
            if first < len(lines):
                yield first, row
            first = row


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def as_markdown(blocks: Iterable[Block]) -> str:
    """Write the document as Markdown in which nothing of the rules is taken for markup."""
    return "\n\n".join("\n".join(_markdown(block)) for block in blocks) + "\n"


def _markdown(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"{'#' * level} {prose(text)}"
        case Paragraph(text):
            yield prose(text)
        case Items():
            yield from _markdown_items(block, "")
        case Table(caption, heads, rows):
            yield from (f"**{prose(caption)}**", "", *table(heads, rows))


def _markdown_items(items: Items, indent: str) -> Iterator[str]:
    for text, below in items.items:
        yield f"{indent}- {prose(text)}"
        if below is not None:
            yield from _markdown_items(below, f"{indent}  ")


def as_html(blocks: Sequence[Block], language: Language) -> str:
    """Write the document as one page without scripts or anything from elsewhere; the first block is its title."""
    title = next(block.text for block in blocks if isinstance(block, Heading))
    body = "\n".join(line for number, block in enumerate(blocks) for line in _html(block, number))
    return _PAGE.format(language=language, title=_safe(title), style=_STYLE, body=body)


def _html(block: Block, number: int) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"<h{level}>{_safe(text)}</h{level}>"
        case Paragraph(text):
            yield f"<p>{_safe(text)}</p>"
        case Items():
            yield from _html_items(block)
        case Table():
            yield from _html_table(block, f"t{number}")


def _html_items(items: Items) -> Iterator[str]:
    yield "<ul>"
    for text, below in items.items:
        yield f"<li>{_safe(text)}"
        if below is not None:
            yield from _html_items(below)
        yield "</li>"
    yield "</ul>"


def _html_table(told: Table, name: str) -> Iterator[str]:
    """Write a table that can be moved sideways with the keyboard where it is wider than the page."""
    yield f'<div class="wide" role="region" aria-labelledby="{name}" tabindex="0">'
    yield f'<table>\n<caption id="{name}">{_safe(told.caption)}</caption>'
    heads = "".join(f'<th scope="col">{_safe(head)}</th>' for head in told.heads)
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>"
    for first, *others in told.rows:
        cells = "".join(f"<td>{_lines(cell)}</td>" for cell in others)
        yield f'<tr><th scope="row">{_lines(first)}</th>{cells}</tr>'
    yield "</tbody>\n</table>\n</div>"


def _lines(cell: Iterable[str]) -> str:
    return "<br>".join(map(_safe, cell))


def _safe(text: str) -> str:
    """Give text in which nothing is markup and nothing steers."""
    return escape(printable(text))
