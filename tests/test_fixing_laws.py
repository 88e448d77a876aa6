# SPDX-License-Identifier: MPL-2.0
"""What is mended says what was meant, as before the mistake; and whatever could be meant in two ways is left alone."""

from __future__ import annotations

import difflib
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from fault_corpus import OWN, Corpus, Outcome, measure
from helpers import ROOT

from trivselrules.finding import find
from trivselrules.fixing.candidates import candidates
from trivselrules.fixing.page import Page
from trivselrules.fixing.repair import Repair, repair
from trivselrules.folder import Folder
from trivselrules.frozen_map import FrozenMap
from trivselrules.loading import read
from trivselrules.location import Location
from trivselrules.reading.source import parse
from trivselrules.reading.tree import plain_data

EXCURSIONS = Corpus.of(ROOT / "tests" / "udflugt")
CORPORA = (EXCURSIONS, Corpus.of(OWN[1]))
# Mistakes that are part of a text: mended, the text is the one that was written.
TEXTS = frozenset({"colon_in_prose", "special_start", "yaml_1_1_word", "number_for_text"})
# Kinds of mistakes that have one answer wherever they were made.
MENDED = frozenset(
    {
        "misspelt_key",
        "misspelt_name",
        "tab",
        "duplicate_key",
        "wrong_indentation",
        "indented_too_far",
        "extra_quote",
        "wrong_encoding",
        "missing_colon",
        "missing_colon_above",
        "missing_space",
        "list_for_value",
        "value_for_list",
        "quoted_switch",
        "no_break_space",
        "invisible",
        "curly_quotes",
        "prose_in_braces",
        "danish_letters",
        "equals_for_colon",
        "glued_dash",
        "unquoted",
        "capital",
        "duplicate_item",
        "yes_for_true",
        *TEXTS,
    }
)


def folder_with(corpus: Corpus, changed: dict[str, bytes]) -> Folder:
    """Give the folder of a corpus with some files changed."""
    files = {name: text.encode() for name, text in corpus.files.items()} | changed
    return Folder(corpus.name, FrozenMap(files), (), f"./{corpus.name}", corpus.path)


def said(content: bytes) -> Any:
    """Give what a file says."""
    tree, found = parse(content, "f")
    assert tree is not None, found
    return plain_data(tree)


def differences(one: Any, other: Any) -> list[tuple[Any, Any]]:
    """Give the values in which two files differ; the whole, if it is more than values."""
    if isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other):
        return [pair for key in one for pair in differences(one[key], other[key])]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [pair for pair_of in zip(one, other, strict=True) for pair in differences(*pair_of)]
    return [] if one == other and type(one) is type(other) else [(one, other)]


Mended = tuple[Corpus, Outcome, Repair]


@pytest.fixture(scope="module")
def mended() -> list[Mended]:
    """Seed faults of every kind and mend what can be mended."""
    return [
        (
            corpus,
            outcome,
            repair(folder_with(corpus, {outcome.file: outcome.fault.text.encode(outcome.fault.encoding)})),
        )
        for corpus, faults in zip(CORPORA, (105, 60), strict=True)
        for outcome in measure([corpus], faults, 4)
    ]


def test_what_is_mended_says_what_it_said_before(mended: list[Mended]) -> None:
    """Wherever a mistake is mended, the file says what it said before; or, if it was in a text, what was written."""
    for corpus, outcome, made in mended:
        assert set(made.after) <= {outcome.file}
        for name, content in made.after.items():
            changed = differences(said(corpus.files[name].encode()), said(content))
            if outcome.kind in TEXTS:
                assert len(changed) == 1, outcome.kind
                assert changed[0][1] in outcome.fault.text.splitlines()[min(outcome.fault.lines) - 1]
            else:
                assert changed == [], (outcome.kind, name)


def test_kinds_with_one_answer_are_mended(mended: list[Mended]) -> None:
    """A mistake that can be mended in one way is mended wherever it was made."""
    left = {(outcome.kind, outcome.file) for _, outcome, made in mended if outcome.kind in MENDED and not made.after}
    assert left == set()
    assert {outcome.kind for _, outcome, _ in mended} >= MENDED


def test_less_is_wrong_and_nothing_new(mended: list[Mended]) -> None:
    """After a change fewer things are wrong, and nothing that was not before; mending again changes none."""
    for corpus, outcome, made in mended:
        codes = sorted(finding.code for finding in made.left)
        before = sorted(finding.code for finding in read(folder_with(corpus, dict(made.before))).findings)
        if made.after:
            again = repair(folder_with(corpus, dict(made.after)))
            assert again.after == {}, outcome.kind
            assert again.left == made.left
            assert len(codes) < len(before)
        assert set(codes) <= set(before) or not made.after


def test_other_lines_stay_as_they_are(mended: list[Mended]) -> None:
    """Comments, order and layout stay: only the lines of the mistake are others."""
    for _, outcome, made in mended:
        for name, content in made.after.items():
            if outcome.kind == "wrong_encoding":
                continue
            old, new = (text.decode().splitlines() for text in (made.before[name], content))
            changed = [line for line in difflib.ndiff(old, new) if line.startswith("- ")]
            assert len(changed) <= 1, (outcome.kind, changed)


def changed(file: str, right: str, wrong: str, *, encode: str = "utf-8") -> bytes:
    """Give a file of the excursions with a mistake in it."""
    text = EXCURSIONS.files[file]
    assert right in text
    return text.replace(right, wrong, 1).encode(encode)


def mend(file: str, content: bytes) -> bytes | None:
    """Give a file of the excursions as it is mended; None if nothing is."""
    made = repair(folder_with(EXCURSIONS, {file: content}))
    assert set(made.after) <= {file}
    return made.after.get(file)


SAFE = [
    ("several tabs", "tur.yaml", "  da: Fra forslag til hjemkomst\n  en:", "\tda: Fra forslag til hjemkomst\n\ten:"),
    ("a tab and a name", "tur.yaml", "    owner: paedagog\n", "\t\towner: pedagog\n"),
    ("decimal comma", "maalingerne.yaml", "skal_maales: [stemningen]", "skal_maales: [stemningn]"),
    ("hit beside", "ledsagere.yaml", "ask: overnatning", "ask: overnatnimg"),
    ("two items on lines", "ledsagere.yaml", "ask: sted", "ask: Sted"),
    ("quotes around a name", "ledsagere.yaml", "ask: sted", 'ask: "stedd"'),
    ("version as a number", "rule_set.yaml", 'version: "1"', "version: 1"),
]


@pytest.mark.parametrize(("file", "right", "wrong"), [row[1:] for row in SAFE], ids=[row[0] for row in SAFE])
def test_what_has_one_answer_is_mended(file: str, right: str, wrong: str) -> None:
    """Mistakes that the corpus has not, several of them behind each other among them."""
    done = mend(file, changed(file, right, wrong))
    assert done is not None
    assert said(done) == said(EXCURSIONS.files[file].encode())


def test_a_backslash_is_kept_as_it_was_written() -> None:
    """In double quotes a backslash begins a code that this is none of; the text is taken as it stands."""
    done = mend("rule_set.yaml", changed("rule_set.yaml", "  da: Udflugter", '  da: "Udflugter\\Skov"'))
    assert done is not None
    assert yaml.safe_load(done)["title"]["da"] == "Udflugter\\Skov"


OPEN = [
    ("a statement's number", "ledsagere.yaml", "source: [UD-002]", "source: [UD-022]"),
    ("another word", "ledsagere.yaml", "ask: sted", "ask: vejret"),
    ("a hash in a text", "ledsagere.yaml", "  da: Hvem tager med på udflugten?", "  da: Hvem tager med? # nej"),
    ("a curly quote that is not closed", "ledsagere.yaml", "  da: Hvem tager", "  da: “Hvem” tager"),
    ("an entry said otherwise", "ledsagere.yaml", "  ask: sted", "  ask: sted\n  ask: alder"),
    ("no such letters", "ledsagere.yaml", "  da: Hvem", "  da: “Hv“em”"),
    ("prose without English", "rule_set.yaml", "title:\n  da: Udflugter", "title: {da: Udflugter, a}\nx:\n  da: U"),
]


@pytest.mark.parametrize(("file", "right", "wrong"), [row[1:] for row in OPEN], ids=[row[0] for row in OPEN])
def test_what_could_be_meant_in_two_ways_is_left(file: str, right: str, wrong: str) -> None:
    """Where there is no answer, or more than one, nothing is changed."""
    assert mend(file, changed(file, right, wrong)) is None


def test_line_ends_and_the_mark_of_the_encoding_stay() -> None:
    """A file from another system keeps its line ends and its byte order mark; only the mistake is another."""
    sound = b"\xef\xbb\xbf" + EXCURSIONS.files["ledsagere.yaml"].replace("\n", "\r\n").encode()
    assert mend("ledsagere.yaml", sound.replace(b"ask: sted", b"ask: stedd", 1)) == sound


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_another_encoding_is_read(encoding: str) -> None:
    """A file in the encodings that Windows programs save in is saved anew."""
    text = EXCURSIONS.files["ledsagere.yaml"].replace("spørg", "spørg")
    assert mend("ledsagere.yaml", text.encode(encoding)) == text.encode()


@pytest.mark.parametrize("content", [b"decision: \xd8\x90\xe6\xff\n", b"\xff\xfe\x00\xd8", b"title: \x81\n"])
def test_bytes_that_are_no_letters_are_left(content: bytes) -> None:
    """What would become other letters than those of the languages here is no text in another encoding."""
    assert mend("ledsagere.yaml", content) is None


def test_letters_are_composed() -> None:
    """Letters in several parts become one, also those of a text over several lines."""
    text = EXCURSIONS.files["ledsagere.yaml"]
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    assert mend("ledsagere.yaml", apart.encode()) == text.encode()


def test_a_decimal_comma_becomes_a_point() -> None:
    """A number with a comma in a look-up can only be a decimal."""
    file = next(name for name, text in EXCURSIONS.files.items() if "12.5" in text or ": 2.5" in text or "2.5" in text)
    content = EXCURSIONS.files[file]
    page = Page.of(b"facts: {afstand_km: 2,5}\n")
    finding = find("decimal-comma", Location("udflugt/x.yaml", 1, 21), value="2,5", repaired="2.5")
    assert [made.content for made in candidates(finding, page)] == [b"facts: {afstand_km: 2.5}\n"]
    assert "2.5" in content


@pytest.mark.parametrize(
    ("code", "text", "column"),
    [
        ("decimal-comma", "x: 1,2,3", 4),
        ("colon-without-space", "x", 1),
        ("curly-quote", "da: “a”b", 5),
        ("yaml-escape", "da: 'a'", 5),
        ("yaml-colon", "da: a: b # c", 6),
        ("yaml-no-colon", "[a", 1),
        ("yaml-syntax", "a b", 3),
        ("duplicate-item", "a", 1),
        ("duplicate-item", "- a b", 3),
        ("duplicate-item", "x: - a", 6),
        ("prose-in-braces", "title: {da: a", 8),
        ("unknown-role", "?", 1),
        ("wrong-form", "role", 1),
        ("answer-missing", "ask: x", 1),
    ],
)
def test_no_text_is_made_up(code: str, text: str, column: int) -> None:
    """Where a line does not look as the mistake makes it look, no text is a candidate."""
    finding = find(code, Location("f", 1, column), first=1, known="role")
    offered = [made.content.decode() for made in candidates(finding, Page.of(text.encode()))]
    assert all(made != text for made in offered)
    assert offered == ([""] if (code, text) == ("duplicate-item", "- a b") else [])


@pytest.mark.parametrize(
    ("code", "text", "column", "offered"),
    [
        ("yaml-tab", "\tx: 1", 1, ["  x: 1"]),
        ("yaml-indentation", "x: 1", 1, [" x: 1"]),
        ("duplicate-item", "x: [a, a]", 8, ["x: [a]"]),
        ("duplicate-item", "- a", 3, [""]),
        ("prose-in-braces", 'x: {da: "a, b", en: yes}', 4, ['x:\n  da: "a, b"\n  en: "yes"']),
        ("wrong-type", "x: [a", 4, []),
        ("wrong-type", "x: 1,5", 4, ['x: "1,5"', "x: [1,5]", "x: 1.5"]),
        ("yaml-escape", 'x: "a\\b"', 4, ["x: 'a\\b'"]),
    ],
)
def test_texts_that_could_be_meant(code: str, text: str, column: int, offered: list[str]) -> None:
    """Every text that could be meant is a candidate: which of them it is is decided by reading them."""
    made = candidates(find(code, Location("f", 1, column)), Page.of(text.encode()))
    assert [page.content.decode() for page in made] == offered


def test_a_finding_without_a_place_is_left() -> None:
    """What is nowhere cannot be mended."""
    assert list(candidates(find("unknown-role", name="x", known="y"), Page.of(b"x: y\n"))) == []


@pytest.mark.parametrize("content", [b"", b"x", b"x\r\ny", b"\xef\xbb\xbfx\ry\n", b"\n\n"])
def test_a_file_that_is_not_changed_is_the_same_to_the_byte(content: bytes) -> None:
    """Taking a file apart and putting it together again gives the file."""
    assert Page.of(content).content == content


def test_mistakes_of_the_base_are_not_mended(tmp_path: Path) -> None:
    """Only the rule set itself is changed, never what it is built on."""
    for corpus in CORPORA:
        (tmp_path / corpus.name).mkdir()
        for name, text in corpus.files.items():
            (tmp_path / corpus.name / name).write_text(text, "utf-8")
    wrong = tmp_path / "udflugt" / "ledsagere.yaml"
    wrong.write_bytes(changed("ledsagere.yaml", "ask: sted", "ask: stedd"))
    folder = Folder("naboby", folder_with(CORPORA[1], {}).files, (), "./naboby", tmp_path / "naboby")
    made = repair(folder)
    assert made.after == {}
    assert [finding.code for finding in made.left] != []


def test_more_texts_than_can_be_tried_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """If not all that could be meant was tried, nothing is known of it, and nothing is offered."""
    wrong = changed("ledsagere.yaml", "ask: sted", "ask: stedd")
    assert mend("ledsagere.yaml", wrong) is not None
    monkeypatch.setattr("trivselrules.fixing.repair._MOST_TEXTS", 0)
    assert mend("ledsagere.yaml", wrong) is None


def test_a_folder_with_a_fault_in_none_of_its_files_is_left() -> None:
    """A fault in no file, such as a missing one, changes nothing."""
    folder = Folder("udflugt", FrozenMap({"rule_set.yaml": b""}), (), "./udflugt", EXCURSIONS.path)
    assert repair(folder).after == {}
