# SPDX-License-Identifier: MPL-2.0
"""`trivselrules report`: one document for a meeting, the same in both formats, and a page that anyone can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from golden import STEERING, run
from helpers import ROOT, SOUND, M, R, edited, folder
from hypothesis import given
from hypothesis import strategies as st

from trivselrules.render.blocks import Block, Heading, Items, Paragraph, Table, as_html, as_markdown, nested

MIDTBY = f"{ROOT}/examples/midtby"
_ALONE = frozenset({"meta", "br"})


class Page(HTMLParser):
    """Reads a page strictly: what is opened is closed, in its order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is opened."""
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in _ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Hold that it is the innermost that is closed."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note what people read."""
        if "style" not in self.open:
            self.text.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """Give what the tags of a name say."""
        return [attributes for name, attributes in self.tags if name == tag]


def texts_of(items: Items) -> Iterator[str]:
    """Give every text of a list."""
    for text, below in items.items:
        yield text
        yield from () if below is None else texts_of(below)


def readable(page: Page, language: str) -> None:
    """Hold what a page owes its readers: language, title, headings in order, tables that say what they are."""
    assert page.named("html") == [{"lang": language}]
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert len(page.named("caption")) == len(page.named("table"))
    assert all(head["scope"] in ("col", "row") for head in page.named("th"))
    regions = [division for division in page.named("div") if division.get("role") == "region"]
    captions = {caption["id"] for caption in page.named("caption")}
    assert {region["aria-labelledby"] for region in regions} == captions
    assert len(captions) == len(regions) == len(page.named("table"))


def alone(text: str) -> None:
    """Hold that a page asks nothing of others and runs nothing."""
    page = Page(text)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not any(key.startswith("on") or key in ("href", "src", "style") for _, given in page.tags for key in given)
    policy = [meta["content"] for meta in page.named("meta") if "http-equiv" in meta]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    assert not re.search(r"url|@import|color:(?!-scheme)", style[1].replace("color-scheme:", ""))


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_rule_set_of_ones_own_is_told(language: str) -> None:
    """The document says what changes and why, gives the rules before and now, and the readings with their reasons."""
    told = run("report", "trivselplus", MIDTBY, "--lang", language)
    assert (told.status, told.err) == (0, "")
    assert not STEERING.search(told.out)
    da = language == "da"
    for text in (
        "Det er aftalt med de private skoler." if da else "It has been agreed with the private schools.",
        "på begge trin (ændret)" if da else "on both steps (changed)",
        "bliver 6 uger i stedet for 4 uger" if da else "becomes 6 weeks instead of 4 weeks",
        "Bevist uændret" if da else "Proved unchanged",
        "En kommunal specialskole indkalder som en skole",
        "Koordinatoren er ikke med på trin 1",
    ):
        assert text.lower() in told.out.lower(), text
    trees = told.out.partition("## Reglerne før og nu" if da else "## The rules before and now")[2]
    before, now = ("#### Før", "#### Nu") if da else ("#### Before", "#### Now")
    assert trees.count(before) == trees.count(now) == 3


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_can_be_read_by_anyone_and_needs_nothing(language: str) -> None:
    """It says its language, its headings are in order, its tables say what they are, and nothing is fetched."""
    told = run("report", "trivselplus", MIDTBY, "--format", "html", "--lang", language).out
    readable(Page(told), language)
    alone(told)
    assert not STEERING.search(told)


def test_examples_that_are_new_changed_and_gone(tmp_path: Path) -> None:
    """What the rules are tried with is compared case by case; so are decisions that come and go."""
    text = SOUND["moede.cases.yaml"]
    titles = re.findall(r"case: (.+)", text)
    edits = [
        ("moede.cases.yaml", f"case: {titles[0]}\n", "case: Et helt andet\n"),
        ("moede.cases.yaml", f"case: {titles[1]}\n", f"case: {titles[1]}\n    notices: []\n"),
    ]
    new = edited(edits)[0]
    (tmp_path / "nu").mkdir()
    (tmp_path / "snart").mkdir()
    old, now = folder(tmp_path / "nu", SOUND), folder(tmp_path / "snart", new)
    told = run("report", str(old), str(now)).out
    cases = told.partition("## Eksempler")[2]
    added, changed, gone = re.split("### (?:Ændrede|Fjernet)", cases)
    assert ("Et helt andet" in added, titles[1] in changed, titles[0] in gone) == (True, True, True)
    assert "Eksemplerne er de samme" in run("report", str(old), str(old)).out


def test_a_decision_that_is_new_or_gone_is_told(tmp_path: Path) -> None:
    """A rule that only one of the versions has is given as it is there."""
    other = SOUND[M].replace("decision: moede", "decision: moede_to")
    (tmp_path / "nu").mkdir()
    (tmp_path / "snart").mkdir()
    old, now = folder(tmp_path / "nu", SOUND), folder(tmp_path / "snart", SOUND | {"moede_to.yaml": other})
    assert "Beslutningen er ny." in run("report", str(old), str(now)).out
    assert "Beslutningen er der ikke mere." in run("report", str(now), str(old)).out


def test_a_changed_reading_is_told_before_and_now(tmp_path: Path) -> None:
    """A choice that changes stands in the table as it was and as it is, in words and not by colour."""
    (tmp_path / "nu").mkdir()
    (tmp_path / "snart").mkdir()
    new = edited([(R, "hvem_foerst: barnet", "hvem_foerst: skolen")])[0]
    old, now = folder(tmp_path / "nu", SOUND), folder(tmp_path / "snart", new)
    row = next(line for line in run("report", str(old), str(now)).out.splitlines() if "(ændret)" in line)
    assert row == "| A-002 | Hvem er først? | Barnet | Skolen (ændret) |"


def test_the_document_is_written_to_a_new_file(tmp_path: Path) -> None:
    """The file is the document; one that is there is never written over."""
    file = tmp_path / "moede.html"
    told = run("report", "trivselplus", MIDTBY, "--format", "html", "--output", str(file))
    assert (told.status, told.out) == (0, "")
    assert file.read_text("utf-8") == run("report", "trivselplus", MIDTBY, "--format", "html").out
    assert run("report", "trivselplus", MIDTBY, "--output", str(file)).status == 2
    assert file.read_text("utf-8").startswith("<!DOCTYPE html>")


HOSTILE = st.sampled_from(
    ["<script>x</script>", "a | b", "</main>", "\x1b[31m", "&amp;", "# x", "- x", "`x`", '"', "[x](y)", "\u202e", "ø"]
)
ITEMS = st.recursive(
    st.lists(st.tuples(HOSTILE, st.none()), min_size=1, max_size=3).map(lambda items: Items(tuple(items))),
    lambda below: st.lists(st.tuples(HOSTILE, below), min_size=1, max_size=2).map(lambda items: Items(tuple(items))),
    max_leaves=5,
)
CELLS = st.tuples(HOSTILE, HOSTILE).map(lambda texts: ((texts[0],), texts))
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    HOSTILE.map(Paragraph),
    HOSTILE.map(lambda text: Heading(2, text)),
    ITEMS,
    st.builds(Table, HOSTILE, st.tuples(HOSTILE, HOSTILE), st.lists(CELLS, min_size=1, max_size=3).map(tuple)),
)


@given(st.lists(BLOCKS, max_size=5))
def test_no_text_is_markup(blocks: list[Block]) -> None:
    """Whatever stands in the rules is text in the document: nothing of it is a tag, and nothing steers."""
    document = [Heading(1, "<b>"), *blocks]
    page = as_html(document, "da")
    read = Page(page)
    alone(page)
    assert not STEERING.search(page)
    assert {tag for tag, _ in read.tags} <= {
        *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "ul", "li"),
        *("div", "table", "caption", "thead", "tbody", "tr", "th", "td", "br"),
    }
    for text in (text for block in blocks if isinstance(block, Items) for text in texts_of(block)):
        if text.isprintable():
            assert text in "".join(read.text)
    assert not STEERING.search(as_markdown(document))


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        ([], ()),
        (["a"], (("a", None),)),
        (["a", "  b", "  c", "d"], (("a", Items((("b", None), ("c", None)))), ("d", None))),
        (["  a", "    b", "c"], (("a", Items((("b", None),))), ("c", None))),
    ],
)
def test_indentation_is_what_is_below(lines: list[str], items: tuple[tuple[str, Items | None], ...]) -> None:
    """A line that is indented further than the one before it is below it."""
    assert nested(lines) == Items(items)
