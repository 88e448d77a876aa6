# SPDX-License-Identifier: MPL-2.0
"""Drawings of courses and caseloads: the only module that knows the plotting library, which is an extra.

Colour is never the only carrier: lines differ in their mark and stroke and are named at their end, bars differ
in their hatching and carry their numbers. Every file holds what it shows in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from html import escape
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

from ..domains import canonical
from ..render.measured import short_date
from ..rule_set import RuleSet
from ..text import Language, printable
from .described import Drawing, Panel, draw_caseload, draw_course
from .report import Report
from .suppression import Cell
from .table import plan_of
from .tables import Teller

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["FORMATS", "draw", "is_available"]

FORMATS = (".svg", ".png", ".html")

# Colours that people who see colours differently can tell apart, each with a mark, a stroke and a hatching.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
_MARKS = ("o", "s", "^", "D", "v", "P")
_STROKES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1, 1, 1)))
_FILLS = ("#9ecae1", "#fdd0a2", "#c7e9c0", "#dadaeb", "#f0e6a0", "#d9d9d9")
_HATCHES = ("///", "...", "", "xx", "++", "\\\\\\")
_WIDTH = 9.0
_MOST_DAYS = 7  # so many dates stand beside each other
_SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "trivselrules",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.parse_math": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.linewidth": 0.6,
}


def is_available() -> bool:
    """Tell whether the plotting library is installed."""
    return find_spec("matplotlib") is not None


def draw(report: Report, rules: RuleSet, language: Language, form: str, case: str | None = None) -> bytes:
    """Draw the courses of one case, or how all courses spread, as a file of the `form` `.svg`, `.png` or `.html`."""
    teller = Teller(rules.model, plan_of(rules), language)
    if case is None:
        drawing = draw_caseload(report, teller)
    else:
        drawing = draw_course([course for course in report.courses or () if course.case == case], teller)
    told = tuple(map(printable, drawing.told))
    if form == ".png":
        return _png(drawing, told, teller)
    svg = _svg(drawing, told, teller)
    return svg if form == ".svg" else _page(svg, drawing, told, teller)


def _figure(drawing: Drawing, teller: Teller) -> Figure:
    from matplotlib.figure import Figure

    heights = [_height(panel) for panel in drawing.panels]
    figure = Figure(figsize=(_WIDTH, sum(heights) + 1.1), layout="constrained")
    ratios, one_scale = {"height_ratios": heights}, bool(drawing.legend)
    axes = figure.subplots(len(heights), 1, squeeze=False, sharex=one_scale, gridspec_kw=ratios)[:, 0]
    figure.suptitle(printable(drawing.title), fontsize=12, fontweight="bold", x=0.01, ha="left")
    looks = {cell: number % len(_FILLS) for number, (cell, _) in enumerate(drawing.legend)}
    for panel, ax in zip(drawing.panels, axes, strict=True):
        ax.set_title(printable(panel.title), loc="left", fontsize=10)
        if panel.lines:
            _lines(ax, panel, teller)
        else:
            _bars(ax, panel, looks, teller)
    if drawing.legend:
        axes[-1].set_xlabel(teller.say("count_axis"))
        _legend(figure, drawing, looks)
    return figure


def _height(panel: Panel) -> float:
    return 2.6 if panel.lines else 0.75 + 0.34 * len(panel.bars)


def _lines(ax: Axes, panel: Panel, teller: Teller) -> None:
    from matplotlib.ticker import FuncFormatter

    for number, line in enumerate(panel.lines):
        look = number % len(_COLOURS)
        days, values = [one.on for one in line.points], [float(one.value) for one in line.points]
        ax.plot(
            days,  # type: ignore[arg-type]
            values,
            color=_COLOURS[look],
            marker=_MARKS[look],
            markerfacecolor="none",
            markersize=6 + 3 * (len(panel.lines) - 1 - number),  # so that marks in one place are all seen
            linestyle=_STROKES[look],
            label=printable(line.label),
        )
    for border in panel.borders:
        ax.axhline(float(border), color="#555555", linewidth=0.8, linestyle=(0, (1, 2)))
        text = teller.say("border", teller.number(border))
        ax.text(0.005, float(border), text, transform=ax.get_yaxis_transform(), va="bottom", fontsize=8)
    if panel.low is not None and panel.high is not None:
        ax.set_ylim(float(panel.low), float(panel.high))
    ax.margins(x=0.08, y=0.15)
    ax.set_ylabel(printable(panel.value_label))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: teller.number(canonical(Decimal(f"{value:.6g}")))))
    days = sorted({one.on for line in panel.lines for one in line.points})
    shown = days[:1]
    for day in days:
        if (day - shown[-1]) * _MOST_DAYS > days[-1] - days[0]:
            shown.append(day)
    ax.set_xticks(shown, [short_date(day, teller.language) for day in shown])  # type: ignore[arg-type]
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, handlelength=4)


def _bars(ax: Axes, panel: Panel, looks: dict[Cell, int], teller: Teller) -> None:
    from matplotlib.ticker import MaxNLocator

    names = [printable(bar.label) for bar in panel.bars]
    for place, bar in enumerate(panel.bars):
        at = 0
        for cell, _, size in sorted(bar.parts or (), key=lambda part: looks[part[0]]):
            look = looks[cell]
            ax.barh(place, size, left=at, height=0.7, color=_FILLS[look], hatch=_HATCHES[look], edgecolor="#333333")
            box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
            ax.text(at + size / 2, place, str(size), ha="center", va="center", fontsize=8, bbox=box)
            at += size
        if bar.parts is None:
            ax.text(0, place, f" {teller.say('withheld')}", ha="left", va="center", fontsize=8, style="italic")
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.set_xlim(left=0)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))


def _legend(figure: Figure, drawing: Drawing, looks: dict[Cell, int]) -> None:
    from matplotlib.patches import Patch

    patches = [
        Patch(facecolor=_FILLS[looks[cell]], hatch=_HATCHES[looks[cell]], edgecolor="#333333", label=printable(label))
        for cell, label in drawing.legend
    ]
    figure.legend(handles=patches, loc="outside lower left", ncols=4, frameon=False, handlelength=3)


def _save(drawing: Drawing, teller: Teller, form: str, metadata: dict[str, str | None]) -> bytes:
    from matplotlib import rc_context

    with rc_context(_SETTINGS):  # type: ignore[arg-type]
        out = BytesIO()
        _figure(drawing, teller).savefig(out, format=form, dpi=150, metadata=metadata)
    return out.getvalue()


def _png(drawing: Drawing, told: Sequence[str], teller: Teller) -> bytes:
    metadata = {"Title": printable(drawing.title), "Description": "\n".join(told), "Software": None}
    return _save(drawing, teller, "png", metadata)


def _svg(drawing: Drawing, told: Sequence[str], teller: Teller) -> bytes:
    """Give an SVG that names and describes itself to those who do not see it."""
    text = _save(drawing, teller, "svg", {"Date": None, "Creator": None, "Format": None, "Type": None}).decode()
    inner = (
        f'<title id="drawing-title">{escape(printable(drawing.title))}</title>'
        f'<desc id="drawing-text">{escape(" ".join(told))}</desc>'
    )
    role = f' role="img" lang="{teller.language}" aria-labelledby="drawing-title" aria-describedby="drawing-text"'
    return re.sub(r"(<svg\b[^>]*)>", lambda found: f"{found[1]}{role}>\n {inner}", text, count=1).encode()


_STYLE = (
    "body{font-family:system-ui,sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;color:#111;background:#fff}"
    "figure{margin:0}svg{max-width:100%;height:auto}li{margin:.25rem 0}"
)


def _page(svg: bytes, drawing: Drawing, told: Sequence[str], teller: Teller) -> bytes:
    """Give a page that holds the drawing, says the same in text, and asks nothing of anybody."""
    drawn = svg.decode()
    drawn = drawn[drawn.index("<svg") :]
    title = escape(printable(drawing.title))
    items = "".join(f"<li>{escape(line)}</li>" for line in told)
    return (
        f'<!DOCTYPE html>\n<html lang="{teller.language}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"<figure>\n{drawn}\n</figure>\n<h2>{escape(teller.say('described'))}</h2>\n<ul>{items}</ul>\n"
        "</main>\n</body>\n</html>\n"
    ).encode()
