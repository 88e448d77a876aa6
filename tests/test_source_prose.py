# SPDX-License-Identifier: MPL-2.0
"""Prose in braces: always one finding, with the text as it should have been written."""

from __future__ import annotations

import pytest
import yaml
from helpers import marked
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from trivselrules.reading import source
from trivselrules.reading.source import parse
from trivselrules.reading.tree import plain_data

REPAIRED: list[tuple[str, str, str]] = [
    ("one line", "a: §{da: ja, en: aye}\n", "da: ja / en: aye"),
    ("commas that cut the text", "a: §{da: ja, og nej, en: aye, and no}\n", "da: ja, og nej / en: aye, and no"),
    ("comma before nothing", "a: §{da: ja, en: aye, and}\n", "da: ja / en: aye, and"),
    ("no spaces", "a: §{da: ja,en: aye}\n", "da: ja / en: aye"),
    ("many spaces", "a: §{ da:  ja  og   nej , en:  aye }\n", "da: ja og nej / en: aye"),
    ("quoted", "a: §{da: \"ja, nej\", en: 'aye'}\n", "da: ja, nej / en: aye"),
    ("colon in the text", "a: §{da: Nej: vent, en: No: wait}\n", 'da: "Nej: vent" / en: "No: wait"'),
    ("colon in the second text", "a: §{da: ja, en: aye: no}\n", 'da: ja / en: "aye: no"'),
    ("quoted colon", 'a: §{da: "x: y", en: "z"}\n', 'da: "x: y" / en: z'),
    ("quoted inside", 'a: §{da: det er "x", en: it is "x"}\n', 'da: det er "x" / en: it is "x"'),
    ("apostrophe", "a: §{da: Annas' hus, en: it's}\n", "da: Annas' hus / en: it's"),
    ("hash", "a: §{da: se #1, en: see #1}\n", 'da: "se #1" / en: "see #1"'),
    ("parentheses", "a: §{da: x (a, b); z, en: w}\n", "da: x (a, b); z / en: w"),
    ("dash first", "a: §{da: - x, en: z}\n", 'da: "- x" / en: z'),
    ("question mark", "a: §{da: hvem? ja, en: who? aye}\n", "da: hvem? ja / en: who? aye"),
    ("placeholders", "a: §{da: {x} er her, en: {x} is here}\n", 'da: "{x} er her" / en: "{x} is here"'),
    ("quoted placeholders", 'a: §{da: "{x} er", en: "{x} is"}\n', 'da: "{x} er" / en: "{x} is"'),
    ("two lines", "a: §{da: ja,\n    en: aye}\nb: 1\n", "da: ja / en: aye"),
    ("broken lines", "a: §{da: ja\n    og nej, en: aye\n    and no}\n", "da: ja og nej / en: aye and no"),
    ("block in braces", "a: §{\n  da: ja,\n  en: aye\n}\n", "da: ja / en: aye"),
    ("not closed", "a: §{da: ja, en: aye\nb: 1\n", "da: ja / en: aye"),
    ("not closed, with a colon", "a: §{da: Nej: vent, en: nay\nb: 1\n", 'da: "Nej: vent" / en: nay'),
    ("not closed, with nothing behind", "a: §{ da: ja\n", "da: … / en: …"),
    ("not closed, with a brace inside", "a: §{en: x {, da: z\n", "da: … / en: …"),
    ("not closed, too far to the right", "x\n a: §{ da: ja\n", "da: … / en: …"),
    ("closed too early by a bracket, below a list", "-\na: §{da: x ], en: w}\n", "da: x ] / en: w"),
    ("closed too early by a bracket", "a: §{da: x ], en: w}\n", "da: x ] / en: w"),
    ("question below it", "a: §{da: x\n? z\n", "da: … / en: …"),
    ("nothing in one of them", "a: §{da: , en: aye}\n", "da: … / en: …"),
    ("nothing in quotes", 'a: §{da: ja, en: ""}\n', "da: … / en: …"),
    ("broken lines with a colon", "a: §{da: Nej: x\n    og z, en: w}\n", 'da: "Nej: x og z" / en: w'),
    ("comment after it", "a: §{da: ja, en: aye}   # note\n", "da: ja / en: aye"),
    ("on a list", "a: [§{da: ja, en: aye}]\n", "da: ja / en: aye"),
    ("the whole file", "§{da: ja, en: aye}\n", "da: ja / en: aye"),
    ("words that must be quoted", "a: §{da: no, en: 12:30}\n", 'da: "no" / en: "12:30"'),
    ("numbers", "a: §{da: 1, en: true}\n", 'da: "1" / en: "true"'),
    ("colon last", "a: §{da: nemlig:, en: namely:}\n", 'da: "nemlig:" / en: "namely:"'),
]
FIRST = ["ord", "Barnet", "12:30", "hvem?", "ja,", "(trin", "1)", "-", "[1]", "{navn}", "true", "no", "1"]
LATER = [*FIRST, "og", "stk.", "nej:", "–", "50 %", "#1", "it's", '"hej"', "e.g.", "vigtigt*", "R&D", ";", "/", "ja!"]
PROSE = st.builds(
    lambda first, later: " ".join([first, *later]),
    st.sampled_from(FIRST),
    st.lists(st.sampled_from(LATER), max_size=5),
)


@pytest.mark.parametrize("quick", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(("text", "repaired"), [case[1:] for case in REPAIRED], ids=[case[0] for case in REPAIRED])
def test_prose_in_braces_is_one_finding_with_the_text_repaired(
    text: str, repaired: str, quick: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prose in braces is one finding at the brace, and says how the text should have been written."""
    monkeypatch.setattr(source, "_QUICK", getattr(yaml, quick))
    text, due = marked(text)
    findings = parse(text.encode(), "lille/x.yaml")[1]
    assert [(f.code, f.location and (f.location.line, f.location.column)) for f in findings] == [
        ("prose-in-braces", place) for place in due
    ]
    assert [f.details["repaired"] for f in findings] == [repaired]


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("a: {en: aye, da: ja}\n", "da: ja / en: aye"),
        ("a: {kind: leder, da: ja, en: aye}\n", "da: ja / en: aye"),
        ('a: {"da": ja, "en": aye}\n', "da: ja / en: aye"),
        ("a: {da: ja}\n", "da: ja / en: …"),
        ("a: {en: aye}\n", "da: … / en: aye"),
        ("a: {da: , en: }\n", "da: … / en: …"),
    ],
    ids=["English first", "another key first", "quoted keys", "only Danish", "only English", "nothing said"],
)
def test_prose_in_braces_of_another_form_is_repaired_or_left_to_the_writer(text: str, repaired: str) -> None:
    """In other orders the finding shows the whole text or only its form, never a part of it as if it were all."""
    findings = parse(text.encode(), "lille/x.yaml")[1]
    assert [(f.code, str(f.location)) for f in findings] == [("prose-in-braces", "lille/x.yaml:1:4")]
    assert findings[0].details["repaired"] in {repaired, "da: … / en: …"}


@settings(deadline=None, max_examples=300)
@given(danish=PROSE, english=PROSE)
@example(danish="ord", english="ja, #1")
@example(danish="ja, {navn}", english="ja, [1]")
def test_repaired_prose_says_what_was_meant(danish: str, english: str) -> None:
    """The repaired text, put on lines of its own, is read as exactly what was written in the braces."""
    assume("da:" not in danish + english)
    assume("en:" not in danish + english)
    findings = parse(f"a: {{da: {danish}, en: {english}}}\n".encode(), "lille/x.yaml")[1]
    assert [(f.code, str(f.location)) for f in findings] == [("prose-in-braces", "lille/x.yaml:1:4")]
    repaired = findings[0].details["repaired"].replace(" / en: ", "\n  en: ")
    tree, problems = parse(f"a:\n  {repaired}\n".encode(), "lille/x.yaml")
    assert problems == ()
    assert tree is not None
    assert plain_data(tree) == {"a": {"da": danish, "en": english}}


@pytest.mark.parametrize(
    "text",
    [
        "a:\n  da: ja, og {x}\n  en: aye\n",
        'a:\n  da: "{x}: ja"\n  en: "{x}: aye"\n',
        "a: {dag: mandag, ende: tirsdag}\n",
        "a: {facts: {dage: 1}}\n",
    ],
)
def test_braces_without_prose_are_left_alone(text: str) -> None:
    """Braces in a text and braces with other keys are no prose in braces."""
    assert parse(text.encode(), "lille/x.yaml")[1] == ()


def test_several_texts_on_one_line_are_each_repaired() -> None:
    """Two texts in braces on one line are two findings, each at its brace and with its own text."""
    text, due = marked("x: {a: §{da: ja, en: aye}, b: §{da: nej, en: nay}}\n")
    findings = parse(text.encode(), "lille/x.yaml")[1]
    assert [f.location and (f.location.line, f.location.column) for f in findings] == due
    assert [f.details["repaired"] for f in findings] == ["da: ja / en: aye", "da: nej / en: nay"]


def test_what_is_wrong_inside_the_braces_is_not_said_as_well() -> None:
    """What the commas of prose in braces made of it is no finding of its own."""
    text = "a: {da: no, nej, nej, en: off, aye}\nb: §no\n"
    text, due = marked(text)
    findings = parse(text.encode(), "lille/x.yaml")[1]
    assert [f.code for f in findings] == ["prose-in-braces", "ambiguous-word"]
    assert [f.location and (f.location.line, f.location.column) for f in findings] == [(1, 4), *due]


@pytest.mark.parametrize("filling", [b" " * 20_000, b"\n  " * 7_000, b", x" * 5_000, b"x: " * 5_000])
def test_long_prose_in_braces_is_one_finding(filling: bytes) -> None:
    """However long the text in the braces, it is one finding."""
    findings = parse(b"a: {da: x" + filling + b", b: c}\n", "lille/x.yaml")[1]
    assert [f.code for f in findings] == ["prose-in-braces"]
