# SPDX-License-Identifier: MPL-2.0
"""Laws of loading: whatever the files hold, it ends in findings that can be told and that point into the files."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest
import yaml
from helpers import SHIPPED, SOUND, C, M, R, V, edited, folder
from hypothesis import example, given, settings
from hypothesis import strategies as st
from living import LIVING

from trivselrules import gathering
from trivselrules.catalog import CATALOG
from trivselrules.digest import digest
from trivselrules.errors import RuleSetError
from trivselrules.finding import Finding
from trivselrules.loading import load, read
from trivselrules.reading import source
from trivselrules.reading.source import parse

# As the library has them, before the tests are told to remember what came of each file.
FORGETFUL = {name: getattr(gathering, name) for name in ("parse", "_structure")}

Files = dict[str, bytes]
LITTLE: Files = {name: text.encode() for name, text in LIVING.items()}
LARGE: Files = {path.name: path.read_bytes() for path in sorted(SHIPPED.glob("*.yaml"))}
STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
STRANGE = ["\x00", "\x07", "\x1b", "\x85", "\u00a0", "\u00ad", "\u200b", "\u2028", "\u202e", "\ufeff", "\ufffe", "😀"]
STRANGE += [
    "a\u030a",
    "\t",
    "\r",
    "\n",
    "\\",
    '"',
    "'",
    "“",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    ": ",
    "- ",
    "#",
    " #",
    "&",
    "*",
]
STRANGE += [
    "!",
    "|",
    ">",
    "%",
    "@",
    "`",
    "?",
    "---\n",
    "...\n",
    "~",
    "null",
    "1",
    "-1",
    "1.5",
    "0",
    "true",
    "{}",
    "§",
    "_",
]
WORD = re.compile(rb"[\w.-]+")


WORKSHOP = TemporaryDirectory(prefix="trivselrules-")


def place() -> Path:
    """Give a folder to write rule sets to; it goes when the tests end."""
    return Path(WORKSHOP.name)


def findings_of(files: Files, *, schemas: bool = False) -> tuple[Finding, ...]:
    """Read the files as a folder, and nothing but them."""
    for old in (place() / "lille").glob("*"):
        old.unlink()
    return read(folder(place(), files), schemas=schemas).findings


def can_be_told(finding: Finding, files: Files) -> None:
    """Hold a finding against the catalogue and the files: its code, its texts and its place."""
    assert finding.code in CATALOG
    for text in (finding.message("da"), finding.message("en"), finding.help("da"), finding.help("en")):
        assert text.strip()
        assert not STEERING.search(text)
    meant = [word for detail, word in finding.details.items() if detail in ("name", "key", "value")]
    assert finding.nearest is None or finding.nearest not in meant
    assert finding.location is not None
    directory, name = finding.location.file.split("/")
    assert directory == "lille"
    content = files.get(name, b"").decode("utf-8-sig", errors="replace")
    lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= finding.location.line <= len(lines)
    assert 1 <= finding.location.column <= len(lines[finding.location.line - 1]) + 1


def holds(files: Files) -> None:
    """Read the files and check all that must be true of the findings, whatever they are."""
    findings = findings_of(files)
    for finding in findings:
        can_be_told(finding, files)
    said = [(finding.code, finding.location, finding.details) for finding in findings]
    assert len(said) == len(set(said)), "nothing is said twice"
    order = [finding.location for finding in findings if finding.location is not None]
    assert order == sorted(order)
    if any(finding.severity == "error" for finding in findings):
        with pytest.raises(RuleSetError) as caught:
            load(place() / "lille")
        assert caught.value.findings == findings
        assert not STEERING.search(str(caught.value).replace("\n", ""))
    else:
        assert load(place() / "lille").warnings == findings


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(sorted(LITTLE)), st.binary(max_size=200))
@example(M, "a: x\ufffe".encode())
@example(M, b'a: "\\ud800"')
@example(M, b"\xef\xbb\xbf")
@example(M, b"? - :\n")
def test_any_bytes_in_any_file_end_in_findings(name: str, content: bytes) -> None:
    """Any bytes in any file end in findings, never in an exception."""
    holds({**LITTLE, name: content})


@settings(deadline=None, max_examples=100)
@given(
    st.sampled_from(sorted(LITTLE)),
    st.lists(st.sampled_from([*STRANGE, "a", "da", "en", " ", "  ", "\n  "]), max_size=12),
)
def test_any_punctuation_in_any_file_ends_in_findings(name: str, pieces: list[str]) -> None:
    """Any mixture of what means something in YAML ends in findings, never in an exception."""
    holds({**LITTLE, name: "".join(pieces).encode()})


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from([*STRANGE, "a", "\\u", "\\x", "\\U", "d800", "0011", "ffff", "\\N", " "]), max_size=10))
@example(['"', "\\U", "0011", "0011", '"'])
def test_pure_python_loader_ends_in_findings(pieces: list[str]) -> None:
    """Without PyYAML's C library, too, any text ends in findings, and a tree whose texts can be printed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "_QUICK", yaml.SafeLoader)
        tree, findings = parse("".join(["a: ", *pieces]).encode(), "lille/x.yaml")
    assert tree is not None or findings
    repr(tree).encode()


@st.composite
def damaged(draw: st.DrawFn, original: Files) -> Files:
    """Give the files with one to three changes: bits, characters, words or lines."""
    files = dict(original)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(files)))
        files[name] = draw(damaged_content(files[name], draw(st.sampled_from(sorted(original.values())))))
    return files


@st.composite
def damaged_content(draw: st.DrawFn, content: bytes, other: bytes) -> bytes:
    """Change one thing about the content of a file; words and lines may come from another."""
    kind = draw(st.sampled_from(["bit", "delete", "insert", "word", "word", "line", "double", "swap", "dedent", "cut"]))
    at = draw(st.integers(0, max(0, len(content) - 1)))
    if kind == "bit" and content:
        return content[:at] + bytes([content[at] ^ 1 << draw(st.integers(0, 7))]) + content[at + 1 :]
    if kind == "delete":
        return content[:at] + content[at + draw(st.integers(1, 30)) :]
    if kind == "insert":
        return content[:at] + draw(st.sampled_from(STRANGE)).encode() + content[at:]
    if kind == "cut":
        return content[:at]
    words = list(WORD.finditer(content))
    if kind == "word" and words:
        word = draw(st.sampled_from(words))
        new: bytes = draw(st.sampled_from([*(found[0] for found in WORD.finditer(other)), b"x"]))
        return content[: word.start()] + new + content[word.end() :]
    lines = content.split(b"\n")
    one, two = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    match kind:
        case "line":
            lines[one] = draw(st.sampled_from(other.split(b"\n")))
        case "double":
            lines.insert(two, lines[one])
        case "swap":
            lines[one], lines[two] = lines[two], lines[one]
        case _:
            lines[one] = lines[one][1:] if draw(st.booleans()) else b" " + lines[one]
    return b"\n".join(lines)


@settings(deadline=None, max_examples=200)
@given(damaged(LITTLE))
def test_damaged_rule_set_ends_in_findings(files: Files) -> None:
    """However a sound rule set is damaged, reading it ends in findings that point into its files."""
    holds(files)


@settings(deadline=None, max_examples=20)
@given(damaged(LARGE))
def test_damaged_shipped_rule_set_ends_in_findings(files: Files) -> None:
    """However the shipped rule set is damaged, reading it ends in findings that point into its files."""
    holds(files)


@settings(deadline=None, max_examples=100)
@given(damaged(LITTLE))
def test_schemas_find_nothing_more(files: Files) -> None:
    """Checking every file against its schema finds the same as reading it."""
    assert findings_of(files, schemas=True) == findings_of(files)


@settings(deadline=None, max_examples=50)
@given(damaged(LITTLE))
def test_reading_again_finds_the_same(files: Files) -> None:
    """Reading the same files again gives the same findings, with the same texts, in the same order.

    So what other files were read before does not matter either, although the tests remember what came of those.
    """
    remembered = findings_of(files)
    with pytest.MonkeyPatch.context() as patch:
        for name, function in FORGETFUL.items():
            patch.setattr(gathering, name, function)
        first, second = findings_of(files), findings_of(files)
    assert first == second == remembered
    assert [finding.message() for finding in first] == [finding.message() for finding in remembered]


def digest_of(files: dict[str, str]) -> str:
    """Give the digest of a rule set with these files."""
    return load(folder(place() / mkdtemp(dir=place()), files)).digest


LAYOUTS: dict[str, tuple[str, str, str]] = {
    "comment": (M, "tree:\n", "# et træ\ntree: # her\n"),
    "quotes": (M, "type: boolean", 'type: "boolean"'),
    "single quotes": (M, "leder: skoleleder", "leder: 'skoleleder'"),
    "quoted key": (M, "  tidligt:\n", '  "tidligt":\n'),
    "block for braces": (M, "    3:\n      set: {leder: psykolog, ", "    3:\n      set: { leder:  psykolog , "),
    "block": (R, "title:\n  da: Lille\n  en: Small\n", "title:\n    da: Lille\n    en: Small\n\n"),
    "folded text": (R, "  da: Lille\n", "  da: >-\n    Lille\n"),
    "decimals": (M, "vaegt: 0.5", "vaegt: 0.50"),
    "whole decimals": (V, "    from: 1\n", "    from: 1.0\n"),
    "cases": (C, "Trin 1, rød", "Trin 1, rødt"),
}  # fmt: skip


@pytest.mark.parametrize("edit", LAYOUTS.values(), ids=LAYOUTS)
def test_digest_is_blind_to_layout(edit: tuple[str, str, str]) -> None:
    """Comments, indentation, quotes and cases leave the digest as it is."""
    assert digest_of(edited([edit])[0]) == digest_of(SOUND)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_digest_is_blind_to_line_ends(end: str) -> None:
    """A rule set has the same digest whatever its line ends, and with a byte order mark."""
    assert digest_of({name: "\ufeff" + text.replace("\n", end) for name, text in SOUND.items()}) == digest_of(SOUND)


def test_digest_sees_what_is_said() -> None:
    """Every change of content gives another digest, and each another."""
    edits = [
        (M, "vaegt: 0.5", "vaegt: 0.25"),
        (M, "vaegt: 0.5, aktiv: true", "aktiv: true, vaegt: 0.5"),
        (M, "antal: {parameter: dage_i_alt}", "antal: 3"),
        (R, "da: Lille", "da: lille"),
        (R, 'version: "1"', 'version: "1.0"'),
        (R, "hvem_foerst: barnet", "hvem_foerst: skolen"),
        (V, "da: rød\n", "da: roed\n"),
    ]
    digests = [digest_of(SOUND), *(digest_of(edited([edit])[0]) for edit in edits)]
    assert len(set(digests)) == len(digests)
    assert all(re.fullmatch("sha256:[0-9a-f]{64}", one) for one in digests)


def test_digest_tells_kinds_of_values_apart() -> None:
    """A number is not the text that spells it, nor `true` 1, and what no file can hold has no digest."""
    values: list[object] = [1, "1", True, "true", [1], {"1": 1}, [[1]], None]
    assert len({digest({"x.yaml": value}) for value in values}) == len(values)
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest({"a": {"x": 1, "y": 2}}) != digest({"a": {"y": 2, "x": 1}})
    with pytest.raises(TypeError, match="Path cannot stand in a rule file"):
        digest({"a": Path()})
