# SPDX-License-Identifier: MPL-2.0
"""Reading one file as text: what is refused, where, and what the sound neighbour means."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from helpers import marked
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trivselrules.reading import source
from trivselrules.reading.source import parse
from trivselrules.reading.tree import Mapping, Scalar, Sequence, plain_data

NESTED = "".join("  " * depth + "a:\n" for depth in range(39)) + "  " * 39 + "a: "
FAULTS: list[tuple[str, str, tuple[str, ...]]] = [
    ("nested lists", "[" * 40 + "§" + "[" * 99_960, ("yaml-too-deep",)),
    ("nested maps in braces", "{a: " * 40 + "§{a: 1", ("yaml-too-deep",)),
    ("nested blocks", NESTED + "\n" + "  " * 40 + "§a: 1\n", ("yaml-too-deep",)),
    ("tab at the start of a block", "a:\n§\tb: 1\n", ("yaml-tab",)),
    ("tab at the start of a later line", "a:\n  b: 1\n§\tc: 2\n", ("yaml-tab",)),
    ("tab after spaces", "a:\n  §\tb: 1\n", ("yaml-tab",)),
    ("tab before a dash", "- a\n§\t- b\n", ("yaml-tab",)),
    ("tab in a folded text", "a: >-\n  x\n§\ty\n", ("yaml-tab",)),
    ("key twice", "a: 1\nb: 2\n§a: 3\n", ("duplicate-key",)),
    ("key three times", "a: 1\n§a: 2\n§a: 3\n", ("duplicate-key", "duplicate-key")),
    ("key twice, once quoted", 'on: 1\n§"on": 2\n', ("duplicate-key",)),
    ("key twice in braces", "a: {b: 1, §b: 2}\n", ("duplicate-key",)),
    ("dash left out", "- a: 1\n  b: 2\n  §a: 3\n  b: 4\n", ("duplicate-key",)),
    ("keys twice on a list", "- a: 1\n  b: 2\n  §b: 3\n  §b: 4\n", ("duplicate-key",) * 2),
    ("keys twice, in their order", "x:\n  a: 1\n  b: 2\n  §a: 3\n  §b: 4\n", ("duplicate-key",) * 2),
    ("key twice, once decomposed", "å: 1\n§§a\u030a: 2\n", ("decomposed-letters", "duplicate-key")),
    ("control character", "a: x§\x07y\nb: §\x1b\n", ("control-character",) * 2),
    ("null character", "§\x00a: 1\n", ("control-character",)),
    ("delete and C1", "a: §\x7f§\x85§\x9f\n", ("control-character",) * 3),
    ("marks that reorder or hide", "a: x§\u202ey§\u200bz§\u2066\n", ("control-character",) * 3),
    ("soft hyphen", "a: ind§\xadkaldelse\nb: §\xad\n", ("control-character",) * 2),
    ("joiners, fillers and tags", "a: x§\u034fy§\u3164z§\u206aw§\ufff9v§\U000e0041\n", ("control-character",) * 5),
    ("soft hyphen as an escape", 'a: §"ind\\xADkaldelse"\n', ("control-character",)),
    ("control character as an escape", 'a: §"x\\x07y"\nb: §"\\u202e"\n', ("control-character",) * 2),
    ("byte order mark inside", "a: §\ufeffb\n", ("control-character",)),
    ("no character at all", "a: x§\ufffey§\uffff\n", ("control-character",) * 2),
    ("letters put together", "a: §a\u030a\n", ("decomposed-letters",)),
    ("letters put together in quotes", 'a: §"Ma\u030ale"\n', ("decomposed-letters",)),
    ("no-break space in text", "a: 10§\u00a0uger\n", ("no-break-space",)),
    ("no-break space after the colon", "a:§\u00a01\n", ("no-break-space",)),
    ("no-break space on a later line", "a: seks\n  og§\u00a0syv\n", ("no-break-space",)),
    ("thin and narrow spaces", "a: 10§\u2009000\nb: 10§\u202f000\nc: x§\u3000y\n", ("no-break-space",) * 3),
    ("no-break space in a key", "a§\u00a0b: 1\n", ("no-break-space",)),
    ("curly quotes", "a: §“x”\nb: §»x«\n§‘c’: 1\n", ("curly-quote",) * 3),
    ("nothing", "§", ("empty-file",)),
    ("blank lines", "§  \n\n", ("empty-file",)),
    ("only a comment", "§# intet her\n", ("empty-file",)),
    ("only a document start", "§---\n# intet her\n", ("empty-file",)),
    ("only a null", "§~\n", ("empty-file",)),
    ("key without value", "a: 1\n§b:\n", ("empty-value",)),
    ("key without value but with a comment", "§a: # senere\n", ("empty-value",)),
    ("key without value in braces", "{§a: , §b}\n", ("empty-value",) * 2),
    ("every null", "§a: ~\n§b: null\n§c: Null\n§d: NULL\n", ("empty-value",) * 4),
    ("no space after a colon in braces", "a: {§x:1, b: 2}\n", ("colon-without-space",)),
    ("no space after two colons in braces", "a: {§x:1, §z:2}\n", ("colon-without-space",) * 2),
    ("decimal comma in braces", "a: {b: §0,5}\n", ("decimal-comma",)),
    ("decimal comma among others", "a: {b: 1, c: §-2,25, d: 3}\n", ("decimal-comma",)),
    ("decimal comma after a repeated key", "a: {b: 7, §b: §0,5}\n", ("duplicate-key", "decimal-comma")),
    ("prose with a hash", "a:\n  da: §Sag # 4 er lukket\n", ("prose-cut",)),
    ("prose with a comment behind", "case: §Sagen   # rettes\n", ("prose-cut",)),
    ("prose on two lines with a hash", "da: §Sag\n  nummer # 4\n", ("prose-cut",)),
    ("null on a list", "a: [1, §~]\n", ("empty-value",)),
    ("alias", "a: §*b\n", ("yaml-anchor",)),
    ("alias as key", "§*a : 1\n", ("yaml-anchor",)),
    ("anchor", "a: §&x 1\nb: *x\n", ("yaml-anchor",)),
    ("anchor on a list that holds itself", "a: §&a [*a]\n", ("yaml-anchor",)),
    ("star before a space", "a: §* vigtigt\n", ("yaml-anchor",)),
    ("two stars", "a: §**vigtigt**\n", ("yaml-anchor",)),
    ("ampersand before a space", "a: §& co\n", ("yaml-anchor",)),
    ("tag", "a: §!x 1\n", ("yaml-tag",)),
    ("tag of YAML itself", "a: §!!str 1\n", ("yaml-tag",)),
    ("exclamation mark", "a: §! vigtigt\n", ("yaml-tag",)),
    ("tag on a map", "§!x\na: 1\n", ("yaml-tag",)),
    ("tag that breaks off", "a: §!x{\n", ("yaml-tag",)),
    ("directive", "§%YAML 1.2\n---\na: 1\n", ("yaml-directive",)),
    ("directive after a comment", "# Regler\n§%YAML 1.2\n---\na: 1\n", ("yaml-directive",)),
    ("directive of a later YAML", "§%YAML 2.0\n---\na: 1\n", ("yaml-directive",)),
    ("tag directive", "§%TAG ! x:\n---\na: 1\n", ("yaml-directive",)),
    ("unknown directive", "§%KOMMUNE x\n---\na: 1\n", ("yaml-directive",)),
    ("two documents", "a: 1\n§---\nb: 2\n", ("yaml-documents",)),
    ("second document empty", "---\na: 1\n§---\n", ("yaml-documents",)),
    ("list as key", "§[a, b]: 1\n", ("yaml-key",)),
    ("map as key", "a:\n  §{b: c}: 1\n", ("yaml-key",)),
    ("block as key", "? §- a\n: 1\n", ("yaml-key",)),
    ("null as key", "§~: 1\n", ("yaml-key",)),
    ("no key", "§: 1\n", ("yaml-key",)),
    ("sixteen digits", "a: §1234567890123456\n", ("number-too-long",)),
    ("sixteen digits, a point and a sign", "a: §-12345678.12345678\n", ("number-too-long",)),
    ("five thousand digits", "a: §" + "9" * 5000 + "\n", ("number-too-long",)),
    ("sixteen digits as key", "§1234567890123456: a\n", ("number-too-long",)),
    ("double quote not closed", 'a: §"x\nb: 1\n', ("yaml-quote",)),
    ("single quote not closed", "a: §'x\nb: 1\n", ("yaml-quote",)),
    ("quote not closed before another quote", 'a: §"x\nb: "y"\n', ("yaml-quote",)),
    ("quote not closed before a document start", "a: §'x\n---\nb: 1\n", ("yaml-quote",)),
    ("quote not closed in brackets", 'a: [§"x]\nb: 1\n', ("yaml-quote",)),
    ("text after a quote", 'a: "x" §y\n', ("yaml-syntax",)),
    ("text after a bracket", "a: [x] §y\n", ("yaml-syntax",)),
    ("list after a key on one line", "a: §- b\n", ("yaml-syntax",)),
    ("quote not closed, and a tab on the last line", "a: §'x\n\ty", ("yaml-quote",)),
    ("backslash", 'a: "C:§\\mappe"\n', ("yaml-escape",)),
    ("backslash with a number that breaks off", 'a: "§\\xZZ"\n', ("yaml-escape",)),
    ("backslash with half a character", 'a: "§\\ud800"\n', ("yaml-escape",)),
    ("line too far to the left", "a:\n  b: 1\n §c: 2\n", ("yaml-indentation",)),
    ("line too far to the right", "a:\n  b: 1\n   §c: 2\n", ("yaml-indentation",)),
    ("line to the right under a value", "a: 1\n  §b: 2\n", ("yaml-indentation",)),
    ("dash too far to the left", "a:\n  - x\n §- y\n", ("yaml-indentation",)),
    ("key among dashes", "a:\n  - x\n  §y: 1\n", ("yaml-indentation",)),
    ("dash among keys", "a:\n  x: 1\n  §- y\n", ("yaml-indentation",)),
    ("first line to the right", "  a: 1\n§b: 2\n", ("yaml-indentation",)),
    ("colon in a text", "a: tid§: 12\n", ("yaml-colon",)),
    ("colon in a text on a list", "- a: b§: c\n", ("yaml-colon",)),
    ("colon after a quoted text", 'a: "x"§: 1\n', ("yaml-colon",)),
    ("key without colon", "a: 1\n§b\nc: 2\n", ("yaml-no-colon",)),
    ("last key without colon", "a: 1\n§b\n", ("yaml-no-colon",)),
    ("no space after the colon", "a: 1\n§b:2\nc: 3\n", ("yaml-no-colon",)),
    ("first key without space after the colon", "§a:1\nb: 2\n", ("yaml-no-colon",)),
    ("key without colon above one without value", "- §b\n- §c:\n  x: z: w\n", ("yaml-no-colon", "empty-value")),
    ("other sign for a colon two lines above", "c:\n  §b; x\n§d: \nx: z: w\n", ("yaml-no-colon", "empty-value")),
    ("other sign for a colon on a list", "- b\n  §b =\nc: 1\n", ("yaml-no-colon",)),
    ("key without colon in a text", "a: b\n  c; x\n§b\n", ("yaml-no-colon",)),
    ("inner key without colon", "a:\n  §b\n  c: 1\n", ("yaml-no-colon",)),
    ("bracket not closed", "a: §[1, 2\nb: 3\n", ("yaml-bracket",)),
    ("bracket not closed at the end", "a: §[\n", ("yaml-bracket",)),
    ("bracket not closed, without a line end", "a: [x§", ("yaml-bracket",)),
    ("bracket not closed after a quote that a tab goes on", 'a: §["x\n\ty" z]\n', ("yaml-bracket",)),
    ("brace not closed", "a: §{b: {c: 1}\nd: 1\n", ("yaml-bracket",)),
    ("bracket closed with a brace", "a: {b: 1, c: 2§]\n", ("yaml-bracket",)),
    ("comma missing", "a: {b: [1] §c: 2}\n", ("yaml-bracket",)),
    ("nothing before the comma", "a: [§, 1]\n", ("yaml-bracket",)),
    ("at sign first", "a: §@x\n", ("yaml-start",)),
    ("percent sign first", "a: §%x\n", ("yaml-start",)),
    ("question mark in brackets", "a: [hvem§? ja]\n", ("yaml-start",)),
    ("question mark in braces", "a: {b: hvem§?}\n", ("yaml-start",)),
    ("bracket first in prose", "a:\n  da: §[x] z\n  en: w\n", ("yaml-start",)),
    ("brace first in prose", "case: §{x} z\nb: 1\n", ("yaml-start",)),
    ("bracket first in what is no prose", "a: [x] §z\nda: w\n", ("yaml-syntax",)),
    ("sign first after a word", "en: §y\na: §@x\n", ("ambiguous-word", "yaml-start")),
    (
        "prose not closed after other faults",
        "a: {b: §0,5}\n§a: §{da: x\n",
        ("decimal-comma", "duplicate-key", "prose-in-braces"),
    ),
    ("tab in brackets before a second colon", "- x\n[x\n§\ta: b: c\n", ("yaml-tab",)),
    ("tab behind a wide space", "\n\u3000§\t\n", ("yaml-tab",)),
    ("key without colon in a text on a list", "- b\n    b; x\n§b", ("yaml-no-colon",)),
    ("tab before the colon", "a§\t: 1\n", ("yaml-tab",)),
    ("tab after the colon", "a:§\t1\n", ("yaml-tab",)),
    ("tab after a comma", "a: [1,§\t2]\n", ("yaml-tab",)),
    ("tab at the end of a line", "a: 1§\t\nb: 2\n", ("yaml-tab",)),
    ("comment at the mark of a long text", "a: |§# x\n  y\n", ("yaml-syntax",)),
    ("backtick first", "§`a`: 1\n", ("yaml-start",)),
]
YAML_1_1 = ["y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF"]
YAML_1_1 += ["True", "TRUE", "False", "FALSE", "0101", "08", "12:30", "190:20:30", "1_000", "0x1f", "0b11", "+1"]
YAML_1_1 += ["1.", ".5", "1e3", "1e+3", "0o17", ".inf", "-.inf", ".NaN"]
SOUND: list[tuple[str, str, object]] = [
    ("true and false", "a: true\nb: false\n", {"a": True, "b": False}),
    ("quoted true", "a: \"true\"\nb: 'false'\n", {"a": "true", "b": "false"}),
    ("whole numbers", "a: 0\nb: -12\nc: 123456789012345\n", {"a": 0, "b": -12, "c": 123456789012345}),
    ("decimals", "a: 1.10\nb: -0.5\nc: 2.0\n", {"a": Decimal("1.1"), "b": Decimal("-0.5"), "c": 2}),
    ("quoted numbers", 'a: "1"\nb: "1234567890123456"\n', {"a": "1", "b": "1234567890123456"}),
    ("numbers as keys", "1: a\n2.5: b\ntrue: c\n", {"1": "a", "2.5": "b", "true": "c"}),
    ("quoted words of YAML 1.1", 'a: "no"\nb: "12:30"\n"yes": "0101"\n', {"a": "no", "b": "12:30", "yes": "0101"}),
    ("the key on", "on: 2026-11-21\n", {"on": "2026-11-21"}),
    ("Danish yes and no", "a: ja\nb: nej\n", {"a": "ja", "b": "nej"}),
    ("Danish letters", "a: Øvelse på ærø 😀\n", {"a": "Øvelse på ærø 😀"}),
    ("marks that end a text", "a: 50 %\nb: hvem?\nc: R&D *\n", {"a": "50 %", "b": "hvem?", "c": "R&D *"}),
    ("quotes inside a text", 'a: det er “x” og "y" og it\'s\n', {"a": 'det er “x” og "y" og it\'s'}),
    ("quoted curly quotes", 'a: "“x”"\n', {"a": "“x”"}),
    ("emoji with its selector", "a: ja ❤\ufe0f\n", {"a": "ja ❤\ufe0f"}),
    ("quoted thin space", 'a: "10\u2009000"\n', {"a": "10\u2009000"}),
    ("quoted no-break space", 'a: "10\u00a0uger"\n', {"a": "10\u00a0uger"}),
    ("no-break space in a comment", "a: 1 # 10\u00a0uger\n", {"a": 1}),
    ("escapes that hide nothing", 'a: "x\\ty\\nz"\n', {"a": "x\ty\nz"}),
    ("hashes that cut nothing", 'da: "Sag # 4"\nen: Case#4\nx: 1 # z\n', {"da": "Sag # 4", "en": "Case#4", "x": 1}),
    ("tab in quotes and comments", 'a: "x\ty"\n# \tz\n', {"a": "x\ty"}),
    ("empty text, list and map", 'a: ""\nb: []\nc: {}\n', {"a": "", "b": [], "c": {}}),
    ("word like null", "a: nULL\nb: nul\n", {"a": "nULL", "b": "nul"}),
    ("colon inside a word", "a: https://x.dk\nb: 3:x\n", {"a": "https://x.dk", "b": "3:x"}),
    ("folded text", "a: >-\n  x: y\n  z\n", {"a": "x: y z"}),
    ("comma after the last", "a: [x, z,]\n", {"a": ["x", "z"]}),
    ("one document with marks", "---\na: 1\n...\n", {"a": 1}),
    ("forty levels in brackets", "[" * 40 + "]" * 40, None),
    ("forty levels in blocks", NESTED + "1\n", None),
    ("byte order mark first", "\ufeffa: 1\n", {"a": 1}),
    ("line ends of Windows", "a: 1\r\nb: |\r\n  x\r\n  z\r\n", {"a": 1, "b": "x\nz\n"}),
    ("line ends of old Macs", "a: 1\rb: 2\r", {"a": 1, "b": 2}),
]


def places(content: bytes) -> list[tuple[str, int, int]]:
    """Give code, line and column of every finding in the order of the file."""
    findings = parse(content, "lille/x.yaml")[1]
    found = [(f.code, f.location.line, f.location.column) for f in findings if f.location is not None]
    assert {f.location.file for f in findings if f.location is not None} <= {"lille/x.yaml"}
    assert len(found) == len(findings)
    return sorted(found, key=lambda finding: finding[1:])


with_each_parser = pytest.mark.parametrize("quick", ["CSafeLoader", "SafeLoader"])


@with_each_parser
@pytest.mark.parametrize(("text", "codes"), [case[1:] for case in FAULTS], ids=[case[0] for case in FAULTS])
def test_fault_is_found_where_it_stands(
    text: str, codes: tuple[str, ...], quick: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every fault of the text is one finding at its own line and column, whether or not PyYAML has its C library."""
    monkeypatch.setattr(source, "_QUICK", getattr(yaml, quick))
    text, due = marked(text)
    assert places(text.encode()) == sorted(
        ((code, *place) for code, place in zip(codes, due, strict=True)), key=lambda finding: finding[1:]
    )


WRITTEN = ["a", "b: ", ": ", ":", "- ", "-", "?", "? ", "{", "}", "[", "]", ",", ", ", "\n", "\n  ", "\t", " ", "'"]
WRITTEN += [
    '"',
    "#",
    " #",
    "1",
    "|",
    ">-",
    "|#",
    "&x ",
    "*x",
    "!t ",
    "!",
    "%",
    "@",
    "`",
    "da",
    "{da: x",
    "~",
    "\\",
    "é",
]
WRITTEN += ["\\u", "...", "---", "\u00a0", "\r", "<<", "="]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(WRITTEN), max_size=10).map("".join))
@example("a\t: b")
@example("a:\tb")
@example("a: |# x\n  b")
@example("a: [b? c]")
@example("a: {da: hvem? ja, en: who? aye}")
@example("[? da")
def test_a_file_says_the_same_with_and_without_the_c_library(text: str) -> None:
    """Whatever is written, both installations of PyYAML find the same in it, at the same places."""
    read = []
    for quick in (yaml.CSafeLoader, yaml.SafeLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(source, "_QUICK", quick)
            tree, findings = parse(text.encode(), "lille/x.yaml")
        seen: list[tuple[str, int, int]] = []
        walk(tree, seen)
        read.append((tree, seen, findings))
    assert read[0] == read[1]


@with_each_parser
@pytest.mark.parametrize(("text", "data"), [case[1:] for case in SOUND], ids=[case[0] for case in SOUND])
def test_sound_text_is_read_without_a_word(
    text: str, data: object, quick: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no fault gives no finding, and the data YAML 1.2 gives it, with both loaders."""
    monkeypatch.setattr(source, "_QUICK", getattr(yaml, quick))
    tree, findings = parse(text.encode(), "lille/x.yaml")
    assert findings == ()
    assert tree is not None
    assert data is None or plain_data(tree) == data


@pytest.mark.parametrize("word", YAML_1_1)
def test_word_that_yaml_1_1_reads_otherwise_is_named(word: str) -> None:
    """A bare word that older or other YAML programs do not read as text is pointed out, as value, item and key."""
    text, due = marked(f"a: §{word}\nb: [§{word}]\n")
    tree, findings = parse(text.encode(), "lille/x.yaml")
    assert [(f.code, f.location and (f.location.line, f.location.column)) for f in findings] == [
        ("ambiguous-word", place) for place in due
    ]
    assert {f.details["word"] for f in findings} == {word}
    assert tree is not None
    assert plain_data(tree) == {"a": word, "b": [word]}
    assert places(f'"{word}": "{word}"\n'.encode()) == []
    assert places(f"{word}: 1\n".encode()) == ([] if word == "on" else [("ambiguous-word", 1, 1)])


@with_each_parser
@pytest.mark.parametrize("number", ["d800", "dfff", "U00110000", "Uffffffff"])
def test_escape_of_no_character_is_found(number: str, quick: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An escape for something that is no character is a finding with both loaders, never an exception."""
    monkeypatch.setattr(source, "_QUICK", getattr(yaml, quick))
    escape = number if number.startswith("U") else f"u{number}"
    assert [found[:2] for found in places(f'a: 1\nb: "\\{escape}"\n'.encode())] == [("yaml-escape", 2)]


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("a: {x:1}\n", {"key": "x:1", "repaired": "x: 1"}),
        ("a: {x:12:30}\n", {"key": "x:12:30", "repaired": "x: 12:30"}),
        ("a: {x: -0,5}\n", {"value": "-0,5", "repaired": "-0.5"}),
        (" a: no\n", {"word": "no"}),
    ],
)
def test_finding_names_what_it_is_about(text: str, details: dict[str, str]) -> None:
    """What is wrong is named as it was written, and repaired where that can be told."""
    assert [dict(finding.details) for finding in parse(text.encode(), "lille/x.yaml")[1]] == [details]


def test_duplicate_key_names_the_first_line() -> None:
    """A key that stands twice is reported with its name and the line of its first time; the first counts."""
    tree, findings = parse(b"b: 0\na: 1\n\na: 2\n", "lille/x.yaml")
    assert [(f.code, dict(f.details)) for f in findings] == [("duplicate-key", {"key": "a", "first": "2"})]
    assert tree is not None
    assert plain_data(tree) == {"b": 0, "a": 1}


def test_what_stands_under_a_repeated_key_is_still_checked() -> None:
    """A fault below the second time of a key is reported as well."""
    assert places(b"a: 1\na: {b: no, b: 2}\n") == [
        ("duplicate-key", 2, 1),
        ("ambiguous-word", 2, 8),
        ("duplicate-key", 2, 12),
    ]


@pytest.mark.parametrize(
    ("text", "usable"), [("a: 1\na: 2\n", True), ("a: no\n", True), ("a:\n", False), ("~\n", False)]
)
def test_tree_is_left_only_where_it_can_be_trusted(text: str, *, usable: bool) -> None:
    """A file with a fault that makes its content doubtful is not looked at further."""
    assert (parse(text.encode(), "lille/x.yaml")[0] is not None) is usable


def test_keys_and_values_know_their_places() -> None:
    """Every key, value and item knows where it stands, whatever the line ends and the width of the letters."""
    tree, findings = parse("\ufeffæ:\r\n  - {ø: å, b: [1]}\r\n".encode(), "lille/x.yaml")
    assert findings == ()
    seen: list[tuple[str, int, int]] = []
    walk(tree, seen)
    assert seen == [
        ("map", 1, 1),
        ("æ", 1, 1),
        ("list", 2, 3),
        ("map", 2, 5),
        ("ø", 2, 6),
        ("å", 2, 9),
        ("b", 2, 12),
        ("list", 2, 15),
        ("1", 2, 16),
    ]


def test_keys_and_values_know_how_they_were_written() -> None:
    """Every key and value knows its text and whether it stood in quotes, and what it means; a key is always text."""
    tree, findings = parse(b'1: "2"\n"b": 2.50\ntrue: true\n', "lille/x.yaml")
    assert findings == ()
    assert isinstance(tree, Mapping)
    scalars = [one for entry in tree.entries for one in (entry.key, entry.value) if isinstance(one, Scalar)]
    assert [(one.value, one.text, one.quoted) for one in scalars] == [
        ("1", "1", False),
        ("2", "2", True),
        ("b", "b", True),
        (Decimal("2.5"), "2.50", False),
        ("true", "true", False),
        (True, "true", False),
    ]


def walk(tree: object, seen: list[tuple[str, int, int]]) -> None:
    """Note the places of everything in a tree, in the order of the file."""
    match tree:
        case Mapping(entries=entries, location=place):
            seen.append(("map", place.line, place.column))
            for entry in entries:
                walk(entry.key, seen)
                walk(entry.value, seen)
        case Sequence(items=items, location=place):
            seen.append(("list", place.line, place.column))
            for item in items:
                walk(item, seen)
        case Scalar(text=text, location=place):
            seen.append((text, place.line, place.column))
