# SPDX-License-Identifier: MPL-2.0
"""The mistakes people make in rule files: each kind seeds one into a text, and says where it is due to be found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from random import Random

import yaml
from attrs import frozen
from helpers import ROOT

__all__ = ["KINDS", "Fault", "Page", "Seed"]


@frozen
class Fault:
    """A changed text, the lines on one of which it is due to be found, and the name that was meant if there is one."""

    text: str
    lines: frozenset[int]
    meant: str | None = None
    encoding: str = "utf-8"


@frozen
class Spot:
    """A value in a file: the keys that lead to it, and its node; `flow` tells that it stands in brackets."""

    path: tuple[str | int, ...]
    key: yaml.ScalarNode | None
    node: yaml.Node
    flow: bool

    @property
    def line(self) -> int:
        """Give the line of the key, or of the value where it has none."""
        mark = (self.key or self.node).start_mark
        assert mark is not None
        return int(mark.line) + 1


@frozen
class Page:
    """One file: its name, its text, all spots in it, and the names that the rule set knows."""

    name: str
    text: str
    spots: tuple[Spot, ...]
    known: frozenset[str]
    rows: tuple[str, ...]

    @classmethod
    def of(cls, name: str, text: str, known: frozenset[str]) -> Page:
        """Read a sound file."""
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        assert root is not None
        return cls(name, text, tuple(_spots((), root)), known, tuple(text.splitlines(keepends=True)))

    @property
    def lines(self) -> list[str]:
        """Give the lines with their ends, to be changed."""
        return list(self.rows)

    @property
    def decision(self) -> bool:
        """Tell whether the file holds a decision."""
        return self.text.lstrip().startswith("decision:") or "\ntree:" in self.text


def _spots(path: tuple[str | int, ...], node: yaml.Node) -> Iterator[Spot]:
    if isinstance(node, yaml.MappingNode):
        inside = bool(node.flow_style)
        for key, value in node.value:
            yield Spot((*path, key.value), key, value, inside)
            yield from _spots((*path, key.value), value)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield Spot((*path, number), None, item, bool(node.flow_style))
            yield from _spots((*path, number), item)


Seed = Callable[[Page, Random], Fault | None]


@cache
def fixed_keys() -> frozenset[str]:
    """Give every key that a schema knows."""
    keys: set[str] = set()

    def collect(schema: object) -> None:
        if isinstance(schema, dict):
            properties = schema.get("properties")
            keys.update(properties if isinstance(properties, dict) else ())
            for inner in schema.values():
                collect(inner)
        elif isinstance(schema, list):
            for inner in schema:
                collect(inner)

    for path in sorted((ROOT / "schemas").glob("*.json")):
        collect(json.loads(path.read_text("utf-8")))
    return frozenset(keys)


# Where a name refers to something that is declared elsewhere.
_REFERS = frozenset(
    (
        "ask",
        "use",
        "reading",
        "undetermined",
        "not_applicable",
        "owner",
        "actor",
        "event",
        "done_by",
        "to",
        "rests_on",
        "no_deadline",
        "waits_for",
        "kind",
        "document",
        "open_point",
        "unless_done",
        "channel",
        "without_start",
    )
)
_LISTS = frozenset(("source", "notice", "after", "from", "beside", "open", "missing", "open_points", "notices", "in"))


def _change(page: Page, start: int, end: int, new: str, *, line: int, meant: str | None = None) -> Fault:  # noqa: PLR0913
    return Fault(page.text[:start] + new + page.text[end:], frozenset({line}), meant)


def _pick(random: Random, found: Iterable[Spot]) -> Spot | None:
    spots = list(found)
    return random.choice(spots) if spots else None


def _span(node: yaml.Node) -> tuple[int, int]:
    start, end = node.start_mark, node.end_mark
    assert start is not None
    assert end is not None
    return start.index, end.index


def _plain(spot: Spot) -> bool:
    node = spot.node
    return isinstance(node, yaml.ScalarNode) and not node.style and "\n" not in node.value


def _prose(page: Page) -> list[Spot]:
    return [s for s in page.spots if s.path[-1] in ("da", "en") and s.key and not s.flow and _plain(s)]


def slip(word: str, random: Random) -> str:
    """Misspell a word as fingers do: a letter left out, doubled, or two changed about."""
    at = random.randrange(1, len(word) - 1)
    match random.randrange(3):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case _:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _misspelt(word: str, known: Iterable[str], random: Random) -> str | None:
    taken = set(known)
    slips = [s for s in (slip(word, random) for _ in range(8)) if s not in taken and "__" not in s]
    slips = [s for s in slips if re.fullmatch("[a-z].*[a-z0-9]", s)]
    return slips[0] if slips else None


def misspelt_key(page: Page, random: Random) -> Fault | None:
    """Misspell a key of the language."""

    def fixed(spot: Spot) -> bool:
        beside = {s.path[-1] for s in page.spots if s.key and s.path[:-1] == spot.path[:-1]}
        return spot.key is not None and len(spot.key.value) > 3 and beside <= fixed_keys()

    spot = _pick(random, filter(fixed, page.spots))
    wrong = _misspelt(spot.key.value, fixed_keys(), random) if spot and spot.key else None
    if spot is None or spot.key is None or wrong is None or len(spot.path) == 1:
        return None
    return _change(page, *_span(spot.key), wrong, line=spot.line, meant=spot.key.value)


def misspelt_name(page: Page, random: Random) -> Fault | None:
    """Misspell a name where it is used."""

    def refers(spot: Spot) -> bool:
        keys = [step for step in spot.path if isinstance(step, str)]
        where = keys[-1] in _REFERS if isinstance(spot.path[-1], str) else keys[-1] in _LISTS
        sets = len(keys) > 1 and keys[-2] == "set"
        return (where or sets) and _plain(spot) and str(spot.node.value) in page.known and len(spot.node.value) > 4

    spot = _pick(random, filter(refers, page.spots))
    wrong = _misspelt(spot.node.value, page.known, random) if spot else None
    if spot is None or wrong is None:
        return None
    return _change(page, *_span(spot.node), wrong, line=_span_line(spot.node), meant=spot.node.value)


def _span_line(node: yaml.Node) -> int:
    assert node.start_mark is not None
    return int(node.start_mark.line) + 1


def unknown_source(page: Page, random: Random) -> Fault | None:
    """Refer to a statement that is not there."""
    spot = _pick(random, (s for s in page.spots if s.key is None and "source" in s.path and _plain(s)))
    if spot is None:
        return None
    wrong = spot.node.value.partition("-")[0] + "-999"
    return _change(page, *_span(spot.node), wrong, line=_span_line(spot.node))


def tab(page: Page, random: Random) -> Fault | None:
    """Indent a line with a tab."""
    lines = page.lines
    rows = [n for n, line in enumerate(lines) if re.match(r" +[\w-][^#]*:", line)]
    return _line(page, random, rows, lambda line: "\t" + line.lstrip(" "))


def _line(page: Page, random: Random, rows: Sequence[int], change: Callable[[str], str]) -> Fault | None:
    if not rows:
        return None
    lines, row = page.lines, random.choice(rows)
    lines[row] = change(lines[row])
    return Fault("".join(lines), frozenset({row + 1}))


def duplicate_key(page: Page, random: Random) -> Fault | None:
    """Say a key twice."""
    spots = [s for s in page.spots if s.key and not s.flow and _plain(s) and _line_of(page, s).lstrip()[0] != "-"]
    spot = _pick(random, spots)
    if spot is None:
        return None
    lines = page.lines
    lines.insert(spot.line, lines[spot.line - 1])
    return Fault("".join(lines), frozenset({spot.line + 1}))


def _line_of(page: Page, spot: Spot) -> str:
    return page.rows[spot.line - 1]


def _later_keys(page: Page) -> list[Spot]:
    """Give the keys on lines of their own that follow another of the same mapping and hold a plain value."""
    first: set[tuple[str | int, ...]] = set()
    found = []
    for spot in page.spots:
        if spot.key is None or spot.flow:
            continue
        if spot.path[:-1] in first and _line_of(page, spot).lstrip().startswith(spot.key.value):
            found.append(spot)
        first.add(spot.path[:-1])
    return found


def wrong_indentation(page: Page, random: Random) -> Fault | None:
    """Indent a line one space less than its neighbours."""
    spots = [s for s in _later_keys(page) if len(s.path) > 1 and _plain(s)]
    spot = _pick(random, spots)
    return None if spot is None else _line(page, random, [spot.line - 1], lambda line: line[1:])


def indented_too_far(page: Page, random: Random) -> Fault | None:
    """Indent a line one space more than its neighbours."""
    spot = _pick(random, _later_keys(page))
    return None if spot is None else _line(page, random, [spot.line - 1], lambda line: " " + line)


def unclosed_quote(page: Page, random: Random) -> Fault | None:
    """Leave out the quote at the end of a text."""
    quoted = (s for s in page.spots if isinstance(s.node, yaml.ScalarNode) and s.node.style == '"')
    spot = _pick(random, quoted)
    if spot is None:
        return None
    _, end = _span(spot.node)
    return _change(page, end - 1, end, "", line=_span_line(spot.node))


def yaml_1_1_word(page: Page, random: Random) -> Fault | None:
    """Give a word without quotes that older programs read as something else."""
    spot = _pick(random, _prose(page))
    word = random.choice(["no", "Yes", "on", "Off", "12:30", "0101", "1e3", "y"])
    return None if spot is None else _change(page, *_span(spot.node), word, line=spot.line)


def wrong_encoding(page: Page, _: Random) -> Fault | None:
    """Save a file in another encoding."""
    row = next((n for n, line in enumerate(page.lines, 1) if not line.isascii()), None)
    if row is None or any(letter not in "æøåÆØÅé»«–…" for letter in page.text if ord(letter) > 127):
        return None
    return Fault(page.text, frozenset({row}), encoding="cp1252")


def missing_colon(page: Page, random: Random) -> Fault | None:
    """Leave out the colon after a key."""
    spots = [s for s in page.spots if s.key and not s.flow and re.fullmatch(r"\s*[\w]+: .*\n", _line_of(page, s))]
    spot = _pick(random, (s for s in spots if _plain(s)))
    if spot is None or spot.key is None:
        return None
    _, end = _span(spot.key)
    return _change(page, end, end + 1, "", line=spot.line)


def missing_colon_above(page: Page, random: Random) -> Fault | None:
    """Leave out the colon after a key that has others below it."""
    spots = [s for s in page.spots if s.key and not s.flow and re.fullmatch(r"\s*[\w]+:\n", _line_of(page, s))]
    spot = _pick(random, spots)
    if spot is None or spot.key is None:
        return None
    _, end = _span(spot.key)
    return _change(page, end, end + 1, "", line=spot.line)


def missing_space(page: Page, random: Random) -> Fault | None:
    """Leave out the space after a colon."""
    spot = _pick(random, (s for s in page.spots if s.key and s.flow and _plain(s)))
    if spot is None or spot.key is None:
        return None
    _, end = _span(spot.key)
    return _change(page, end + 1, end + 2, "", line=spot.line) if page.text[end : end + 2] == ": " else None


def unclosed_bracket(page: Page, random: Random) -> Fault | None:
    """Leave out the bracket at the end of a list or look-up of one line."""
    spot = _pick(random, (s for s in page.spots if _bracketed(s)))
    if spot is None:
        return None
    _, end = _span(spot.node)
    return _change(page, end - 1, end, "", line=_span_line(spot.node))


def _bracketed(spot: Spot) -> bool:
    node = spot.node
    if not isinstance(node, yaml.CollectionNode) or not node.flow_style or not node.value:
        return False
    return node.start_mark is not None and node.end_mark is not None and node.start_mark.line == node.end_mark.line


def missing_comma(page: Page, random: Random) -> Fault | None:
    """Leave out the comma between two items of a list."""
    spot = _pick(random, (s for s in page.spots if isinstance(s.node, yaml.SequenceNode) and _bracketed(s)))
    if spot is None or len(spot.node.value) < 2 or not isinstance(spot.node.value[0], yaml.ScalarNode):
        return None
    _, end = _span(spot.node.value[0])
    return _change(page, end, end + 1, "", line=_span_line(spot.node.value[0]))


def list_for_value(page: Page, random: Random) -> Fault | None:
    """Give a list where one value belongs."""
    single = _REFERS - {"done_by"}
    spot = _pick(random, (s for s in page.spots if s.path[-1] in single and _plain(s)))
    if spot is None:
        return None
    return _change(page, *_span(spot.node), f"[{spot.node.value}]", line=_span_line(spot.node))


def value_for_list(page: Page, random: Random) -> Fault | None:
    """Give one value where a list belongs."""
    lists = ("source", "notice", "beside", "from", "in", "about", "facts")
    spot = _pick(random, (s for s in page.spots if s.path[-1] in lists and isinstance(s.node, yaml.SequenceNode)))
    if spot is None or len(spot.node.value) != 1 or not isinstance(spot.node.value[0], yaml.ScalarNode):
        return None
    return _change(page, *_span(spot.node), str(spot.node.value[0].value), line=_span_line(spot.node))


def quoted_switch(page: Page, random: Random) -> Fault | None:
    """Put true in quotes."""
    keys = ("required", "many", "in_order", "start", "rest", "repeats")
    spot = _pick(random, (s for s in page.spots if s.path[-1] in keys and _plain(s)))
    return None if spot is None else _change(page, *_span(spot.node), f'"{spot.node.value}"', line=spot.line)


def number_for_text(page: Page, random: Random) -> Fault | None:
    """Give a number where a text belongs."""
    spot = _pick(random, _prose(page))
    return None if spot is None else _change(page, *_span(spot.node), str(random.randrange(2, 99)), line=spot.line)


def empty_value(page: Page, random: Random) -> Fault | None:
    """Leave a key without its value."""
    spot = _pick(random, (s for s in page.spots if s.key and not s.flow and _plain(s) and s.node.value))
    return None if spot is None else _change(page, *_span(spot.node), "", line=spot.line)


def missing_language(page: Page, random: Random) -> Fault | None:
    """Leave out the English text."""
    spots = [s for s in page.spots if s.path[-1] == "en" and s.key and not s.flow and len(s.path) > 1]
    spot = _pick(random, (s for s in spots if _plain(s) and _line_of(page, s).strip().startswith("en:")))
    above = next((s for s in page.spots if spot and s.path == spot.path[:-1]), None)
    if spot is None or above is None or above.key is None:
        return None
    lines = page.lines
    del lines[spot.line - 1]
    return Fault("".join(lines), frozenset({above.line}))


def missing_answer(page: Page, random: Random) -> Fault | None:
    """Leave out one of the answers."""
    return _without_branch(page, random, "answers", "ask")


def missing_option(page: Page, random: Random) -> Fault | None:
    """Leave out one of a reading's options."""
    return _without_branch(page, random, "options", "reading") if page.decision else None


def _without_branch(page: Page, random: Random, of: str, question: str) -> Fault | None:
    branches = (s for s in page.spots if s.key and not s.flow and len(s.path) > 1 and s.path[-2] == of)
    spot = _pick(
        random, (s for s in branches if sum(t.path[:-1] == s.path[:-1] and t.key is not None for t in page.spots) > 2)
    )
    asked = next((s for s in page.spots if spot and s.path == (*spot.path[:-2], question)), None)
    if spot is None or asked is None:
        return None
    lines, indent = page.lines, len(_line_of(page, spot)) - len(_line_of(page, spot).lstrip())
    end = spot.line
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent):
        end += 1
    del lines[spot.line - 1 : end]
    return Fault(
        "".join(lines), frozenset({asked.line if asked.line < spot.line else asked.line - (end - spot.line + 1)})
    )


def overlapping_answer(page: Page, random: Random) -> Fault | None:
    """Give an answer in two places."""
    branches = [s for s in page.spots if s.key and not s.flow and len(s.path) > 1 and s.path[-2] == "answers"]
    spot = _pick(random, branches)
    others = [s for s in branches if spot and s.path[:-1] == spot.path[:-1] and s.line < spot.line]
    if spot is None or spot.key is None or not others:
        return None
    before = str(random.choice(others).path[-1]).split(", ")[0]
    start, _ = _span(spot.key)
    return _change(page, start, start, f"{before}, ", line=spot.line)


def circle(page: Page, random: Random) -> Fault | None:
    """Let a part use itself."""
    spot = _pick(random, (s for s in page.spots if s.path[0] == "parts" and s.path[-1] == "use" and _plain(s)))
    part = next((s for s in page.spots if spot and s.path == spot.path[:2]), None)
    if spot is None or part is None:
        return None
    fault = _change(page, *_span(spot.node), str(part.path[-1]), line=_span_line(spot.node))
    return Fault(fault.text, fault.lines | {part.line})


def wrong_date(page: Page, random: Random) -> Fault | None:
    """Give a date that is not in the calendar, or not in its form."""
    dates = (s for s in page.spots if _plain(s) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(s.node.value)))
    spot = _pick(random, dates)
    wrong = random.choice(["2026-02-30", "2026-13-01", "2026-6-1", "01-06-2026", "2026/06/01"])
    return None if spot is None else _change(page, *_span(spot.node), wrong, line=_span_line(spot.node))


def no_break_space(page: Page, random: Random) -> Fault | None:
    """Have a no-break space among the words."""
    spot = _pick(random, (s for s in _prose(page) if " " in s.node.value))
    if spot is None:
        return None
    start, end = _span(spot.node)
    return _change(page, start, end, page.text[start:end].replace(" ", "\u00a0", 1), line=spot.line)


def invisible(page: Page, random: Random) -> Fault | None:
    """Have a character without width in a name."""
    spot = _pick(random, (s for s in page.spots if _plain(s) and len(s.node.value) > 2))
    if spot is None:
        return None
    start, _ = _span(spot.node)
    return _change(page, start + 1, start + 1, "\u200b", line=_span_line(spot.node))


def colon_in_prose(page: Page, random: Random) -> Fault | None:
    """Have a colon in a text without quotes."""
    spot = _pick(random, (s for s in _prose(page) if " " in s.node.value))
    if spot is None:
        return None
    start, end = _span(spot.node)
    return _change(page, start, end, page.text[start:end].replace(" ", ": ", 1), line=spot.line)


def hash_in_prose(page: Page, random: Random) -> Fault | None:
    """Have a hash in a text without quotes."""
    spot = _pick(random, _prose(page))
    if spot is None:
        return None
    _, end = _span(spot.node)
    return _change(page, end, end, " # 3", line=spot.line)


def special_start(page: Page, random: Random) -> Fault | None:
    """Start a text with a character that means something."""
    spot = _pick(random, _prose(page))
    if spot is None:
        return None
    start, _ = _span(spot.node)
    return _change(page, start, start, random.choice("@%*&!`"), line=spot.line)


def curly_quotes(page: Page, random: Random) -> Fault | None:
    """Put a text in curly quotes."""
    spot = _pick(random, _prose(page))
    if spot is None:
        return None
    start, end = _span(spot.node)
    return _change(page, start, end, f"“{page.text[start:end]}”", line=spot.line)


def prose_in_braces(page: Page, random: Random) -> Fault | None:
    """Write both languages in braces on one line."""
    pairs = [s for s in page.spots if s.key and not s.flow and isinstance(s.node, yaml.MappingNode)]
    pairs = [s for s in pairs if [key.value for key, _ in s.node.value] == ["da", "en"]]
    spot = _pick(random, (s for s in pairs if all(not value.style for _, value in s.node.value)))
    if spot is None or spot.key is None:
        return None
    (_, da), (_, en) = spot.node.value
    _, start = _span(spot.key)
    _, end = _span(en)
    return _change(page, start, end, f": {{da: {da.value}, en: {en.value}}}", line=spot.line)


def danish_letters(page: Page, random: Random) -> Fault | None:
    """Write a name as it is spoken."""

    def foldable(spot: Spot) -> bool:
        return _plain(spot) and str(spot.node.value) in page.known and bool(re.search("ae|oe|aa", spot.node.value))

    spot = _pick(random, filter(foldable, page.spots))
    if spot is None:
        return None
    true = str(spot.node.value)
    wrong = true.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")
    return _change(page, *_span(spot.node), wrong, line=_span_line(spot.node))


def unknown_value(page: Page, random: Random) -> Fault | None:
    """Give a fact of a case a value that it cannot have."""
    spot = _pick(random, (s for s in page.spots if "cases" in s.path and "facts" in s.path[:-1] and _plain(s)))
    return None if spot is None else _change(page, *_span(spot.node), "findes_ikke", line=_span_line(spot.node))


def other_decision(page: Page, _: Random) -> Fault | None:
    """Let a file hold a rule of another name."""
    spot = next((s for s in page.spots if s.path in (("decision",), ("lifecycle",))), None)
    if spot is None:
        return None
    return _change(page, *_span(spot.node), "noget_andet", line=spot.line)


def danish_key(page: Page, random: Random) -> Fault | None:
    """Write a key in Danish."""
    words = {"source": "kilde", "answers": "svar", "ask": "spoerg", "set": "saet", "owner": "ejer", "title": "titel"}
    words |= {"tasks": "opgaver", "facts": "oplysninger", "label": "tekst", "question": "spoergsmaal", "why": "hvorfor"}
    spot = _pick(random, (s for s in page.spots if s.key and len(s.path) > 1 and s.path[-1] in words))
    if spot is None or spot.key is None:
        return None
    return _change(page, *_span(spot.key), words[spot.key.value], line=spot.line)


def extra_quote(page: Page, random: Random) -> Fault | None:
    """Have a quote at the start of a text that is not closed."""
    spot = _pick(random, _prose(page))
    if spot is None:
        return None
    start, _ = _span(spot.node)
    return _change(page, start, start, '"', line=spot.line)


def dedented(page: Page, random: Random) -> Fault | None:
    """Move the last key of several out to the level above.

    Were it another, nobody could tell whether it stands too far out or what follows it too far in.
    """
    last = {spot.path[:-1]: spot for spot in page.spots if spot.key}
    spot = _pick(random, (s for s in _later_keys(page) if len(s.path) > 1 and _plain(s) and last[s.path[:-1]] is s))
    if spot is None:
        return None
    indent = len(_line_of(page, spot)) - len(_line_of(page, spot).lstrip())
    return _line(page, random, [spot.line - 1], lambda line: line[2:]) if indent >= 2 else None


def indented_two(page: Page, random: Random) -> Fault | None:
    """Move a key in below one that has a value already."""
    before: dict[tuple[str | int, ...], Spot] = {}
    found = []
    for spot in page.spots:
        last = before.get(spot.path[:-1])
        if spot.key and not spot.flow and last and _plain(last) and last.line == spot.line - 1:
            found.append(spot)
        before[spot.path[:-1]] = spot
    spot_ = _pick(random, found)
    return None if spot_ is None else _line(page, random, [spot_.line - 1], lambda line: "  " + line)


def equals_for_colon(page: Page, random: Random) -> Fault | None:
    """Write an equals sign in place of a colon."""
    spot = _pick(random, (s for s in page.spots if s.key and not s.flow and _plain(s) and len(s.path) > 1))
    if spot is None or spot.key is None:
        return None
    _, end = _span(spot.key)
    return _change(page, end, end + 1, " =", line=spot.line) if page.text[end] == ":" else None


def missing_dash(page: Page, random: Random) -> Fault | None:
    """Leave out the dash of a case that is not the first."""
    items = [s for s in page.spots if s.key is None and s.path[:-1] == ("cases",) and s.path[-1] != 0]
    spot = _pick(random, (s for s in items if _line_of(page, s).lstrip().startswith("- ")))
    return None if spot is None else _line(page, random, [spot.line - 1], lambda line: line.replace("- ", "  ", 1))


def glued_dash(page: Page, random: Random) -> Fault | None:
    """Leave out the space after the dash of an item."""
    items = [s for s in page.spots if s.key is None and not s.flow and s.path[-1] != 0]
    spot = _pick(random, (s for s in items if _line_of(page, s).lstrip().startswith("- ")))
    return None if spot is None else _line(page, random, [spot.line - 1], lambda line: line.replace("- ", "-", 1))


def unquoted(page: Page, random: Random) -> Fault | None:
    """Leave out the quotes of a text that needs them."""
    quoted = (s for s in page.spots if isinstance(s.node, yaml.ScalarNode) and s.node.style == '"')
    spot = _pick(
        random, (s for s in quoted if s.node.value[:1] in "{[" or ": " in s.node.value or " #" in s.node.value)
    )
    if spot is None:
        return None
    return _change(page, *_span(spot.node), str(spot.node.value), line=_span_line(spot.node))


def capital(page: Page, random: Random) -> Fault | None:
    """Write a name with a capital."""
    spot = _pick(random, (s for s in page.spots if _plain(s) and s.path[-1] in _REFERS and s.node.value in page.known))
    if spot is None:
        return None
    word = str(spot.node.value).capitalize()
    return _change(page, *_span(spot.node), word, line=_span_line(spot.node)) if word != spot.node.value else None


def duplicate_item(page: Page, random: Random) -> Fault | None:
    """Have the same name twice on a list."""
    lists = (s for s in page.spots if isinstance(s.node, yaml.SequenceNode) and _bracketed(s) and s.path[-1] in _LISTS)
    spot = _pick(random, lists)
    if spot is None or not isinstance(spot.node.value[-1], yaml.ScalarNode):
        return None
    _, end = _span(spot.node.value[-1])
    return _change(page, end, end, f", {spot.node.value[-1].value}", line=_span_line(spot.node.value[-1]))


def yes_for_true(page: Page, random: Random) -> Fault | None:
    """Say yes or ja where the language says true."""
    spot = _pick(random, (s for s in page.spots if _plain(s) and s.node.value == "true" and s.key))
    return None if spot is None else _change(page, *_span(spot.node), random.choice(["ja", "yes"]), line=spot.line)


def other_word(page: Page, random: Random) -> Fault | None:
    """Use a name that exists and is of another sort."""
    spot = _pick(random, (s for s in page.spots if s.path[-1] in ("ask", "owner", "undetermined", "kind", "done_by")))
    if spot is None or not _plain(spot):
        return None
    return _change(page, *_span(spot.node), "source", line=_span_line(spot.node))


def misspelt_in_lifecycle(page: Page, random: Random) -> Fault | None:
    """Misspell a phase, an event or a task of a lifecycle."""
    if "lifecycle" not in {spot.path[0] for spot in page.spots}:
        return None
    return misspelt_name(page, random)


def missing_block(page: Page, _: Random) -> Fault | None:
    """Leave out the title of a rule, with what is below it."""
    found = re.search(r"^title:\n(?:  .*\n)+", page.text, re.MULTILINE)
    if found is None:
        return None
    first = next(spot for spot in page.spots if spot.key is not None)
    return Fault(page.text[: found.start()] + page.text[found.end() :], frozenset({first.line}))


def semicolon(page: Page, random: Random) -> Fault | None:
    """Divide the items of a list with a semicolon."""
    spot = _pick(random, (s for s in page.spots if isinstance(s.node, yaml.SequenceNode) and _bracketed(s)))
    if spot is None or len(spot.node.value) < 2 or not isinstance(spot.node.value[0], yaml.ScalarNode):
        return None
    _, end = _span(spot.node.value[0])
    return _change(page, end, end + 1, ";", line=_span_line(spot.node.value[0]))


def extra_bracket(page: Page, random: Random) -> Fault | None:
    """Close a list twice."""
    spot = _pick(random, (s for s in page.spots if _bracketed(s) and not s.flow))
    if spot is None:
        return None
    _, end = _span(spot.node)
    return _change(page, end, end, page.text[end - 1], line=_span_line(spot.node))


KINDS: dict[str, Seed] = {
    seed.__name__: seed
    for seed in (
        misspelt_key,
        misspelt_name,
        unknown_source,
        tab,
        duplicate_key,
        wrong_indentation,
        indented_too_far,
        unclosed_quote,
        extra_quote,
        yaml_1_1_word,
        wrong_encoding,
        missing_colon,
        missing_colon_above,
        missing_space,
        unclosed_bracket,
        missing_comma,
        list_for_value,
        value_for_list,
        quoted_switch,
        number_for_text,
        empty_value,
        missing_language,
        missing_answer,
        missing_option,
        overlapping_answer,
        circle,
        wrong_date,
        no_break_space,
        invisible,
        colon_in_prose,
        hash_in_prose,
        special_start,
        curly_quotes,
        prose_in_braces,
        danish_letters,
        danish_key,
        unknown_value,
        other_decision,
        dedented,
        indented_two,
        equals_for_colon,
        missing_dash,
        glued_dash,
        unquoted,
        capital,
        duplicate_item,
        yes_for_true,
        other_word,
        misspelt_in_lifecycle,
        missing_block,
        semicolon,
        extra_bracket,
    )
}
