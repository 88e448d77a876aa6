# SPDX-License-Identifier: MPL-2.0
"""Nothing personal is repeated, nothing steers a terminal, and the code knows nothing of the field it serves."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from golden import STEERING, run
from helpers import ROOT, SOUND, edited, folder
from hypothesis import given, settings
from hypothesis import strategies as st

READING = "private_skolers_indkalder"
ASK = ("decide", "indkaldelse")

# Invented, and each in a way such things are typed; the parts of a value that alone would tell who is meant.
PERSONAL: dict[str, tuple[str, ...]] = {
    "010190-1234": ("010190", "1234"),
    "010190 1234": ("010190", "1234"),
    "0101901234": ("010190", "1234"),
    "010190–1234": ("010190", "1234"),
    "010190 - 1234": ("010190", "1234"),
    "010190_1234": ("010190", "1234"),
    "010190/1234": ("010190", "1234"),
    "０１０１９０-１２３４": ("０１０１９０", "１２３４"),
    "barn010190-1234x": ("010190", "1234"),
    "barn_0101901234": ("010190", "1234"),
    "Karla Quist": ("Karla", "Quist"),
    "Åge Bjørn Quist": ("Bjørn", "Quist"),
    "karla.quist@example.org": ("karla", "example.org"),
    "Karla Quist <kq@example.org>": ("Karla", "kq@"),
}
# Every place on the command line where somebody could put it.
PLACES: dict[str, tuple[str, ...]] = {
    "verb": ("{}",),
    "decision": ("decide", "{}"),
    "decision to show": ("show", "{}"),
    "decision to test": ("test", "{}"),
    "number": (*ASK, "trin={}"),
    "word": (*ASK, "tilbud={}"),
    "key": (*ASK, "{}=1"),
    "key twice": (*ASK, "{}=1", "{}=1"),
    "no pair": (*ASK, "{}"),
    "too much": ("check", "{}"),
    "reading": (*ASK, "--reading", "{}=trin_1"),
    "reading twice": (*ASK, "--reading", "{}=trin_1", "--reading", "{}=trin_1"),
    "option": (*ASK, "--reading", f"{READING}={{}}"),
    "no reading": (*ASK, "--reading", "{}"),
    "rule set": (*ASK, "--rules", "{}"),
    "folder": ("check", "--rules", "./{}"),
    "date": (*ASK, "--on", "{}"),
    "language": (*ASK, "--lang", "{}"),
    "format": (*ASK, "--format", "{}"),
    "file": (*ASK, "--facts", "{}"),
    "unknown option": (*ASK, "--{}"),
    "value of an unknown option": (*ASK, "--navn={}"),
    "after an unknown option": (*ASK, "--navn", "{}"),
    "value that is not wanted": ("decide", "--help={}"),
}
VARIANTS = ((), ("--lang", "en", "--format", "json"))


def told(parts: tuple[str, ...], argv: tuple[str, ...], stdin: bytes = b"") -> list[str]:
    """Run the command in each language and format, and give the parts that it repeats."""
    found = []
    for variant in VARIANTS:
        status, out, err = run(*argv, *variant, stdin=stdin)
        said = out + err
        assert status == 2, said
        plain = json.dumps(json.loads(out), ensure_ascii=False) if "json" in variant else said
        found += [part for part in parts if part in said or part in plain]
    return found


@pytest.mark.parametrize("value", PERSONAL)
@pytest.mark.parametrize("place", PLACES)
def test_what_may_identify_somebody_is_never_repeated(place: str, value: str) -> None:
    """Wherever a number, name or address is put on the command line, no part of it is in what is said."""
    assert told(PERSONAL[value], tuple(part.replace("{}", value) for part in PLACES[place])) == []


JSON_PLACES = {
    "value of a number": '{{"trin": {}}}',
    "value of a word": '{{"tilbud": {}}}',
    "in a list": '{{"tilbud": [{}]}}',
    "in an object": '{{"tilbud": {{"navn": {}}}}}',
    "alone": "{}",
    "broken": '{{"tilbud": {}',
}


@pytest.mark.parametrize("value", [*PERSONAL, 101901234, 3112991234])
@pytest.mark.parametrize("place", JSON_PLACES)
def test_what_stands_in_json_is_never_repeated(place: str, value: str | int) -> None:
    """The same holds for values in a file of facts, as text and as a number, whole or broken."""
    content = JSON_PLACES[place].format(json.dumps(value)).encode()
    parts = PERSONAL[value] if isinstance(value, str) else (str(value),)
    assert told(parts, (*ASK, "--facts", "-"), content) == []


@pytest.mark.parametrize("value", PERSONAL)
@pytest.mark.parametrize("content", ["{{{0}: 1}}", "{{{0}: 1, {0}: 1}}", '{{"trin": 1, {0}: {{}}}}'])
def test_key_in_json_is_never_repeated(content: str, value: str) -> None:
    """Nor is a key in a file of facts."""
    assert told(PERSONAL[value], (*ASK, "--facts", "-"), content.format(json.dumps(value)).encode()) == []


numbers = st.builds(
    "{:02}{:02}{:02}{}{:04}".format,
    st.integers(1, 31),
    st.integers(1, 12),
    st.integers(0, 99),
    st.sampled_from(("", "-", " ", "–", "/", ".", " - ", "_")),
    st.integers(1000, 9999),
)
around = st.text(st.sampled_from("abcæøå_"), max_size=8)


@settings(max_examples=100, deadline=None)
@given(around, numbers, around, st.sampled_from(sorted(PLACES)))
def test_no_civil_registration_number_is_ever_repeated(before: str, number: str, after: str, place: str) -> None:
    """Whatever letters stand around it, the last four figures of such a number are never said."""
    value = f"{before}{number}{after}"
    argv = tuple(part.replace("{}", value) for part in PLACES[place])
    said = run(*argv)
    assert number[-4:] not in said.out + said.err


STEERS = ("\x1b[31m", "\x07\x9b2J\u202e\u2028\x7f\r\x85")


@pytest.mark.parametrize("value", STEERS, ids=ascii)
@pytest.mark.parametrize("place", PLACES)
def test_control_characters_in_arguments_are_not_printed(place: str, value: str) -> None:
    """No argument can bring a control character, an escape sequence or a reordering mark to the screen."""
    for variant in ((), ("--format", "json")):
        told = run(*(part.replace("{}", f"a{value}b") for part in PLACES[place]), *variant)
        assert not STEERING.search(told.out + told.err)


# Texts of a rule file that people get to see, each with the passage that holds it.
TEXTS = [
    ("rule_set.yaml", "  da: Lille", "title"),
    ("rule_set.yaml", 'version: "1"', "version"),
    ("vocabulary.yaml", "    da: Trin", "label"),
    ("vocabulary.yaml", "      da: Hvilken farve?", "question"),
    ("vocabulary.yaml", "        da: rød", "value"),
    ("vocabulary.yaml", "    da: Leder", "outcome"),
    ("vocabulary.yaml", "    da: Skoleleder", "role"),
    ("vocabulary.yaml", "    da: chef", "kind of role"),
    ("open_points.yaml", "      da: Rækkefølge", "title of a point"),
    ("open_points.yaml", "      da: Brevet kan læses på to måder.", "why of a point"),
    ("open_points.yaml", "          da: Hvem er først?", "question of a reading"),
    ("open_points.yaml", "            da: skolen", "option"),
    ("open_points.yaml", "          da: det er enklest", "reason"),
    ("notices.yaml", "    da: Husk samtykke.", "notice"),
    ("moede.yaml", "  da: Hvem leder mødet?", "title of a decision"),
    ("moede.cases.yaml", "  - case: Trin 1, rød", "case"),
]


@pytest.mark.parametrize(("file", "passage"), [text[:2] for text in TEXTS], ids=[text[2] for text in TEXTS])
def test_control_characters_in_rules_are_not_printed(file: str, passage: str, tmp_path: Path) -> None:
    """A text of a rule file that holds control characters, written as YAML escapes, reaches no screen as they are."""
    before, _, text = passage.partition(": ")
    assert SOUND[file].count(f"{passage}\n") >= 1
    steering = f'{before}: "{text.strip(chr(34))} \\e[31m\\x9b\\u202E\\u2028\\x7f"\n'
    files = {**SOUND, file: SOUND[file].replace(f"{passage}\n", steering, 1)}
    if file == "moede.cases.yaml":
        files[file] = files[file].replace("{leder: skoleleder,", "{leder: psykolog,")
    rules = str(folder(tmp_path, files))
    calls = [
        ("decide", "moede", *facts) for facts in ((), ("trin=1", "farve=roed"), ("trin=1", "farve=blaa", "alder=90"))
    ]
    calls += [("decide", "moede", "trin=3"), *(("show", *what) for what in ((), ("vocabulary",), ("open_points",)))]
    calls += [("show", "moede"), ("check",), ("test",)]
    outputs = [run(*call, "--rules", rules, "--format", form) for form in ("text", "json") for call in calls]
    assert any(r"\u001b[31m" in told.out for told in outputs) or run("check", "--rules", rules).status == 1
    assert [call for call, told in zip(calls * 2, outputs, strict=True) if STEERING.search(told.out + told.err)] == []


@pytest.mark.parametrize("broken", [False, True])
@pytest.mark.parametrize("name", ["a\x1b[31mb", "a\u202eb", "a\x9bb", "a\nb"], ids=ascii)
def test_control_characters_in_the_name_of_a_folder_are_not_printed(name: str, tmp_path: Path, *, broken: bool) -> None:
    """A folder may be called anything; its name is escaped wherever it is said."""
    damage = [("moede.yaml", "leder: psykolog, vaegt", "leder: psykolg, vaegt")] if broken else []
    made = folder(tmp_path, edited(damage)[0])
    rules = str(made.rename(tmp_path / name))
    for call in (("check",), ("test",), ("show",), ("decide", "moede", "trin=3")):
        for form in ("text", "json"):
            told = run(*call, "--rules", rules, "--format", form)
            assert not STEERING.search(told.out + told.err), (call, form)
            assert name not in told.out + told.err, (call, form)


def tracked() -> list[Path]:
    """Give the files of the repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


# Written so that they do not find themselves. Addresses under example.org belong to nobody, as do one-letter names.
LEFT_BEHIND = {
    "e-mail address": r"[\w.+-]+@(?!example\.(?:org|com)\b)[\w-]{2,}\.[a-z]{2,}\b",
    "telephone number": (
        r"(?<![\w.:-])(?:\+45 ?|(?:[Tt]lf|[Tt]elefon|[Pp]hone)\W{1,3})(?:\d ?){8}\b"
        r"|(?<![\w.:-])\d\d(?: \d\d){3}(?![\w:-])"
    ),
    "path of a machine": r"(?<![\w.])/(?:home|root|Users|work)/\w|\b[A-Z]:\\Users\\",
    "civil registration number": r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d[- ]?\d{4}(?!\d)",
}


@pytest.mark.parametrize("kind", LEFT_BEHIND)
def test_repository_holds_nothing_personal(kind: str) -> None:
    """No file holds an address, a telephone number or a path of a machine, nor outside tests a registration number."""
    pattern = re.compile(LEFT_BEHIND[kind])
    found = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if kind == "civil registration number" and name.startswith("tests/"):
            continue  # they hold invented ones, to see them refused
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1):
            found += [f"{name}:{number}: {hit[0]}" for hit in pattern.finditer(line)]
    assert found == []


def test_patterns_find_what_they_should() -> None:
    """The patterns above do find such things, here put together so that they do not find this line."""
    samples = {
        "e-mail address": "karla" + "@" + "kommune.dk",
        "telephone number": " ".join(["12", "34", "56", "78"]),
        "path of a machine": "/" + "home/karla",
        "civil registration number": "0101" + "90-" + "1234",
    }
    assert all(re.search(LEFT_BEHIND[kind], f"x {sample} y") for kind, sample in samples.items())


# --- no noun of the field in the code --------------------------------------------------------------------------------

CODE = ROOT / "src" / "trivselrules"
# Where words of a human language belong, and small words that are English too or say nothing of the field.
LANGUAGE = ("catalog/", "render/", "cli/help")
SMALL = {"af", "de", "er", "for", "i", "interval", "over", "ud", "under"}
SMALL |= {"ad", "data", "del", "invitation", "person", "plan", "status"}
ALLOWED = {
    # the example in the docstring of the façade
    "__init__.py": {"trivselplus", "indkaldelse", "tilbud", "dagpleje", "trin"},
    # the name of the rule set that is meant where none is named
    "cli/arguments.py": {"trivselplus"},
    "loading.py": {"trivselplus"},
    # the score of mutation testing, which is no score on a ruler
    **{name: {"score"} for name in ("cli/mutate.py", "mutating.py", "mutating_lifecycles.py", "proof/score.py")},
    # what people write for `true` and `false`
    "fixing/candidates.py": {"ja", "nej"},
}
# Spelling a word as an id, the letters of the name of a folder, and those that other encodings lack, are about letters.
LETTERS = {"nearest.py", "reading/forms.py", "fixing/candidates.py"}


def glossary() -> set[str]:
    """Give the words that the ids of the vocabularies are put together from."""
    ids: set[str] = set()
    for path in ROOT.glob("rules/*/vocabulary.yaml"):
        words = yaml.safe_load(path.read_text(encoding="utf-8"))
        for fact, written in words.get("facts", {}).items():
            ids |= {fact, *written.get("values", {})}
        for kind in ("outcomes", "role_kinds", "roles", "parameters"):
            ids |= set(words.get(kind, {}))
        ids |= {name for terms in words.get("terms", {}).values() for name in terms}
    return {word for name in ids for word in name.split("_")} - SMALL


def code() -> Iterator[tuple[str, str]]:
    """Give the modules outside the places for human language: name and text."""
    for path in sorted(CODE.rglob("*.py")):
        name = path.relative_to(CODE).as_posix()
        if not name.startswith(LANGUAGE):
            yield name, path.read_text(encoding="utf-8")


def test_code_holds_no_noun_of_the_field() -> None:
    """The engine is generic: outside the tables of language the code has no word of the vocabularies."""
    nouns = glossary()
    assert {"dagpleje", "ppr", "leder", "trin", "ejerform"} <= nouns
    found = {name: set(re.findall(r"[^\W\d_]+", text.lower())) & nouns for name, text in code()}
    assert {name: words for name, words in found.items() if words} == ALLOWED


def test_code_holds_no_danish_text() -> None:
    """No text in the code has a Danish letter, outside the tables of language."""
    found = []
    for name, text in code():
        constants = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
        texts = (node for node in constants if isinstance(node.value, str) and re.search("[æøåÆØÅ]", node.value))
        found += [f"{name}:{node.lineno}" for node in texts if name not in LETTERS]
    assert found == []
