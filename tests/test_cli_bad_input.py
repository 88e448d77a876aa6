# SPDX-License-Identifier: MPL-2.0
"""Bad input on the command line: refused with its reason, in text and in JSON, and never with a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from golden import STEERING, Told, run
from helpers import ROOT, SOUND, folder
from hypothesis import given, settings
from hypothesis import strategies as st

from trivselrules.catalog import CATALOG

WHO = "private_skolers_indkalder"
ASK = ("decide", "indkaldelse")
STEPS = "1, 2, 3, 4"
SETTINGS = "dagpleje, dagtilbud, skole, fritid, ungdomsuddannelse"

# What is called, the code of the refusal, and what its text must say in either language.
REFUSED: list[tuple[tuple[str, ...], str, tuple[str, ...]]] = [
    # names
    (("decide", "indkaldels"), "unknown-decision", ("`indkaldels`", "`indkaldelse`", "indkalders_deltagelse")),
    (("decide", "Indkaldelse"), "unknown-decision", ("`indkaldelse`",)),
    (("decide", "mødekreds"), "unknown-decision", ("`mødekreds`", "`moedekreds`")),
    (("decide", "mode-kreds"), "unknown-decision", ("`moedekreds`",)),
    (("decide", ""), "unknown-decision", ("bekymring",)),
    (("test", "indkaldels"), "unknown-decision", ("`indkaldels`", "`indkaldelse`")),
    (("test", "forlob"), "unknown-lifecycle", ("`forlob`", "`forloeb`")),
    (("coverage", "forlob"), "unknown-lifecycle", ("`forloeb`",)),
    (("mutate", "forlob"), "unknown-lifecycle", ("`forloeb`",)),
    (("show", "vocabluary"), "unknown-decision", ("`vocabluary`", "`vocabulary`")),
    ((*ASK, "trinn=1"), "unknown-fact", ("`trinn`", "`trin`", "tilbud")),
    ((*ASK, "Trin=1"), "unknown-fact", ("`trin`",)),
    ((*ASK, "skole-afdeling=basisskole"), "unknown-fact", ("`skoleafdeling`",)),
    ((*ASK, "tilbud=dagplejen"), "value-unknown", ("`dagplejen`", "`dagpleje`", SETTINGS)),
    ((*ASK, "tilbud=Dagpleje"), "value-unknown", ("`Dagpleje`", "`dagpleje`")),
    ((*ASK, "ejerform=kommunalt"), "value-unknown", ("`kommunal`", "kommunal, privat")),
    (
        (*ASK, "--reading", "private_skoler_indkalder=trin_1"),
        "unknown-reading",
        (f"`{WHO}`", "privat_dagtilbud_indkaldelse"),
    ),
    ((*ASK, "--reading", f"{WHO}=begge"), "unknown-option", ("`begge`", "`begge_trin`", "trin_2, begge_trin, trin_1")),
    (("show", "--reading", f"{WHO}=trin2"), "unknown-option", ("`trin2`", "`trin_2`")),
    ((*ASK, "--rules", "trivsel-plus"), "unknown-rule-set", ("`trivsel-plus`", "`trivselplus`")),
    (("check", "--rules", "trivselplu"), "unknown-rule-set", ("`trivselplus`",)),
    # numbers must be spelt as the domain spells them
    *(
        ((*ASK, f"trin={text}"), "value-spelling", (f"`{text}`", "`trin`", STEPS))
        for text in ("02", "1.0", "+1", "１", "1e0", "0x1", "1_0", "1.", ".5", "--1", "I", "²", "1,5", "1,0")
    ),
    *(((*ASK, f"trin={text}"), "value-unknown", (f"`{text}`", STEPS)) for text in ("5", "0", "-1", "12", "999")),
    # forms
    ((*ASK, "trin"), "argument-form", ("1", "trin=2")),
    ((*ASK, "trin=1", "tilbud"), "argument-form", ("2",)),
    ((*ASK, "=1"), "argument-form", ("1",)),
    ((*ASK, "="), "argument-form", ("1",)),
    ((*ASK, ""), "argument-form", ("1",)),
    ((*ASK, "trin=1", "trin=1"), "fact-twice", ("`trin`",)),
    ((*ASK, "trin=1", "tilbud=skole", "trin=2"), "fact-twice", ("`trin`",)),
    *(
        ((*ASK, "--on", text), "date-form", ("on`", "2026-11-21"))
        for text in (
            *("2026-02-30", "2026-13-01", "2026-00-01", "2025-02-29", "0000-01-01", "2026-1-1", "20261121", "26-11-21"),
            *("２０２６-11-21", "21-11-2026", "2026-W47-6", "2026-325", "2026-11-21T00:00", " 2026-11-21", "", "i dag"),
        )
    ),
    *(((*ASK, f"--on={text}"), "date-form", ("on`",)) for text in ("", "2026-11-31")),
    *(((*ASK, "--reading", text), "reading-form", ("--reading",)) for text in (WHO, "=trin_1", f"{WHO}=", "=", "")),
    ((*ASK, *2 * ("--reading", f"{WHO}=trin_1")), "reading-twice", (f"`{WHO}`",)),
    ((*ASK, "--reading", f"{WHO}=trin_1", "--reading", f"{WHO}=trin_2"), "reading-twice", (f"`{WHO}`",)),
    ((*ASK, "--reading", f"{WHO}=trin_1=trin_2"), "unknown-option", ("trin_2, begge_trin, trin_1",)),
    # rule sets and files
    *(
        ((*ASK, "--rules", text), "unknown-rule-set", ("trivselplus",))
        for text in ("rules", "..", ".", "", "README.md")
    ),
    *(((verb, "--rules", "./nope"), "folder-missing", ("./",)) for verb in ("check", "show", "test")),
    ((*ASK, "--rules", "nope/"), "folder-missing", ("./",)),
    *(((*ASK, "--facts", text), "facts-unreadable", ()) for text in ("nope.json", "tests", "", "a\0b")),
    # the command line itself
    (("decide",), "usage", ("--help",)),
    ((), "usage", ("--help",)),
    (("besvar", "indkaldelse"), "usage", ("decide", "check", "show", "test")),
    ((*ASK, "--svar"), "usage", ("--svar", "--help")),
    ((*ASK, "--svar=ja"), "usage", ("--svar",)),
    ((*ASK, "--lan", "en"), "usage", ("--lan",)),
    ((*ASK, "--lang", "sv"), "usage", ("da", "en")),
    ((*ASK, "--on"), "usage", ("--on",)),
    ((*ASK, "--facts"), "usage", ("--facts",)),
    (("check", "indkaldelse"), "usage", ("--help",)),
    (("check", "--on", "2026-11-21"), "usage", ("--on",)),
    (("show", "indkaldelse", "moedekreds"), "usage", ("--help",)),
    ((*ASK, "--rules", "trivselplus", "--rules=trivselplus"), "usage", ("--rules",)),
    (("test", "--facts", "-"), "usage", ("--facts",)),
]


def refusal(told: Told) -> tuple[str, str]:
    """Give code and message of a refusal as JSON, having seen that nothing else was said."""
    assert (told.status, told.err) == (2, "")
    document = told.json()
    assert list(document) == ["error"]
    assert list(document["error"]) == ["code", "message", "location"]
    return document["error"]["code"], document["error"]["message"]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(("argv", "code", "said"), REFUSED, ids=[ascii(" ".join(argv)) for argv, _, _ in REFUSED])
def test_bad_input_is_refused_with_its_reason(
    argv: tuple[str, ...], code: str, said: tuple[str, ...], language: str
) -> None:
    """Bad input ends with status 2: a sentence on standard error, or one JSON object on standard output."""
    told = run(*argv, "--lang", language) if "--lang" not in argv else run(*argv)
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith("trivselrules: ")
    assert told.err.count("\n") == 1
    as_json = run(*argv, "--format", "json", *(("--lang", language) if "--lang" not in argv else ()))
    found, message = refusal(as_json)
    assert found == code
    assert code in CATALOG
    for word in said:
        assert word in told.err
        assert word in message


@pytest.mark.parametrize("option", ["--facts", "--rules", "--on", "--reading", "--lang", "--format"])
def test_end_of_options_is_no_value(option: str) -> None:
    """`--rules=--` and the like, which argparse makes into an empty list, are refused and not passed over."""
    told = run(*ASK, "trin=3", f"{option}=--")
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith("trivselrules: ")


def test_unknown_format_is_refused_as_text() -> None:
    """A format that does not exist is refused with those that do."""
    told = run(*ASK, "--format", "xml")
    assert (told.status, told.out) == (2, "")
    assert all(word in told.err for word in ("--format", "text", "json"))


@pytest.mark.parametrize("value", ["", " ", " 1", "1 ", "\t1", "1\n", "\u00a01"], ids=ascii)
@pytest.mark.parametrize("fact", ["trin", "tilbud"])
def test_value_with_nothing_or_space_in_it_is_refused_for_what_it_is(fact: str, value: str) -> None:
    """An empty value and stray white space are refused, and not taken for a person's data."""
    told = run(*ASK, f"{fact}={value}")
    assert (told.status, told.out) == (2, "")
    assert f"`{fact}`" in told.err
    assert "personoplysning" not in told.err


NESTED = b"[" * 100_000
BAD_JSON = {
    "list": b"[]",
    "number": b"1",
    "null": b"null",
    "text": b'"trin=1"',
    "empty": b"",
    "blank": b" \n",
    "cut short": b'{"trin": 1',
    "more after it": b'{"trin": 1} {}',
    "single quotes": b"{'trin': 1}",
    "comma at the end": b'{"trin": 1,}',
    "comment": b'{"trin": 1} // x',
    "leading zero": b'{"trin": 01}',
    "plus": b'{"trin": +1}',
    "nan": b'{"trin": NaN}',
    "infinity": b'{"trin": Infinity}',
    "minus infinity": b'{"trin": -Infinity}',
    "deep": b'{"trin": ' + NESTED + b"1" + b"]" * 100_000 + b"}",
    "deep and open": NESTED,
    "deep objects": b'{"trin":' * 50_000,
    "latin-1": '{"trin": "é"}'.encode("latin-1"),
    "utf-16": '{"trin": 1}'.encode("utf-16"),
    "nul": b'{"trin": 1}\0',
    "too long a number": b'{"trin": ' + b"9" * 100_000 + b"}",
    "too large": b'{"trin": 1}' + b" " * 2_000_000,
}
BAD_JSON_VALUES = {
    "list": "[1]",
    "object": '{"a": 1}',
    "null": "null",
    "true": "true",
    "false": "false",
    "1.0": "1.0",
    "1e0": "1e0",
    "1e999": "1e999",
    "-1e999": "-1e999",
    "1e999999999999": "1e999999999999",
    "1e-999999999": "1e-999999999",
    "text": '"1"',
    "huge": "9" * 400,
    "0": "0",
    "5": "5",
    "surrogate": '"\\ud800"',
    "control": '"\\u001b[2J"',
}


@pytest.mark.parametrize("content", BAD_JSON.values(), ids=BAD_JSON)
def test_facts_that_are_no_json_object_are_refused(content: bytes, tmp_path: Path) -> None:
    """Facts must be one JSON object as JSON is defined, from a file as from standard input."""
    file = tmp_path / "facts.json"
    file.write_bytes(content)
    for told in (run(*ASK, "--facts", "-", "--format", "json", stdin=content), run(*ASK, "--facts", str(file))):
        assert told.status == 2
        assert "JSON" in told.out + told.err
    assert refusal(run(*ASK, "--facts", str(file), "--format", "json"))[0] == "facts-json"


@pytest.mark.parametrize("fact", ["trin", "tilbud"])
@pytest.mark.parametrize("value", BAD_JSON_VALUES.values(), ids=BAD_JSON_VALUES)
def test_json_value_of_another_type_or_outside_the_domain_is_refused(value: str, fact: str) -> None:
    """A JSON value must be of the fact's own type and in its domain: `true` and `1.0` are not 1."""
    content = f'{{"{fact}": {value}}}'.encode()
    code, message = refusal(run(*ASK, "--facts", "-", "--format", "json", stdin=content))
    assert code in ("value-type", "value-unknown", "value-hidden", "value-spelling")
    assert f"`{fact}`" in message
    assert (STEPS if fact == "trin" else SETTINGS) in message
    assert len(message) < 300


@pytest.mark.parametrize(
    ("arguments", "content"),
    [
        ("trin=1", b'{"trin": 1}'),
        ("trin=1", b'{"tilbud": "skole", "trin": 2}'),
        ("", b'{"trin": 1, "trin": 1}'),
        ("", b'{"trin": 1, "tilbud": "skole", "trin": 2}'),
        ("", b'{"trin": 1, "tr\\u0069n": 2}'),
    ],
)
def test_fact_given_twice_is_refused_wherever_it_stands(arguments: str, content: bytes) -> None:
    """A fact given twice is an error, also between arguments and JSON and inside one JSON object."""
    code, message = refusal(run(*ASK, *arguments.split(), "--facts", "-", "--format", "json", stdin=content))
    assert (code, "`trin`" in message) == ("fact-twice", True)


@pytest.mark.parametrize(
    ("first", "second"),
    [("--facts FILE", "--facts -"), ("--on 2026-01-01", "--on 2026-01-02"), ("--rules ./lille", "--rules trivselplus")],
)
def test_option_that_decides_the_answer_is_not_dropped_in_silence(
    first: str, second: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facts, date and rules are given once: of two, one would be lost without a word."""
    folder(tmp_path, SOUND)
    (tmp_path / "FILE").write_text('{"trin": 3}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(*ASK, *second.split(), stdin=b"{}").status == 4
    assert run(*ASK, *first.split(), *second.split(), stdin=b"{}").status == 2


@pytest.mark.parametrize("text", ["-0", "0.0", "2.50", "02.5", "2.5e0", "+2.5"])
def test_number_with_decimals_has_one_spelling_too(text: str, tmp_path: Path) -> None:
    """A decimal number is spelt as the domain spells it: no padding, no sign that says nothing."""
    rules = f"{folder(tmp_path, SOUND)}/"
    argv = ("decide", "moede", "--rules", rules, "trin=1", "farve=blaa", "--format", "json")
    assert run(*argv, "skala=2.5").status == 4
    assert refusal(run(*argv, f"skala={text}"))[0] == "value-spelling"


@pytest.mark.parametrize("language", ["da", "en"])
def test_decimal_comma_is_met_with_the_point(language: str, tmp_path: Path) -> None:
    """Where decimals are possible, a decimal comma is refused with the value as it should be written."""
    rules = str(folder(tmp_path, SOUND))
    argv = ("decide", "moede", "--rules", rules, "skala=2,5", "--lang", language)
    assert "`2.5`" in run(*argv).err
    assert refusal(run(*argv, "--format", "json"))[0] == "value-comma"


def test_bare_name_is_never_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name without a separator is a shipped rule set, even where a folder of that name stands."""
    folder(tmp_path, SOUND)
    monkeypatch.chdir(tmp_path)
    assert run("check", "--rules", "./lille").status == 0
    assert run("check", "--rules", "lille/").status == 0
    assert refusal(run("check", "--rules", "lille", "--format", "json"))[0] == "unknown-rule-set"
    (tmp_path / "lille").rename(tmp_path / "trivselplus")
    assert "indkaldelse" in run("show").out
    assert "moede" in run("show", "--rules", "./trivselplus").out


def test_file_is_no_folder(tmp_path: Path) -> None:
    """A file where a folder should be is refused."""
    made = folder(tmp_path, SOUND)
    assert refusal(run("check", "--rules", str(made / "moede.yaml"), "--format", "json"))[0] == "folder-missing"


@pytest.mark.parametrize("verb", [("decide", "moede"), ("show",), ("show", "moede")])
def test_rules_with_errors_are_bad_input(verb: tuple[str, ...], tmp_path: Path) -> None:
    """Rules that cannot be used are refused with the place of the error, in text and in JSON."""
    files = {**SOUND, "moede.yaml": SOUND["moede.yaml"].replace("leder: psykolog, vaegt", "leder: psykolg, vaegt")}
    rules = str(folder(tmp_path, files))
    told = run(*verb, "--rules", rules)
    assert (told.status, told.out) == (2, "")
    assert "moede.yaml:21:20: " in told.err
    assert "`psykolog`" in told.err
    refused = run(*verb, "--rules", rules, "--format", "json")
    assert refusal(refused)[0] == "unknown-role"
    place = refused.json()["error"]["location"]
    assert (place["file"].rpartition("/")[2], place["line"], place["column"]) == ("moede.yaml", 21, 20)


@pytest.mark.parametrize("more", [(), ("--format", "json")])
@pytest.mark.parametrize("argv", [(*ASK, "trin=５"), ("decide", "\udcff"), (*ASK, "--facts", "nope"), ("-q",)])
def test_process_refuses_as_the_function_does(argv: tuple[str, ...], more: tuple[str, ...]) -> None:
    """A process of its own says the same as the function, and leaves with status 2."""
    command = [sys.executable, "-m", "trivselrules", *argv, *more]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == run(*argv, *more)
    assert done.returncode == 2


VERBS = ("decide", "calendar", "check", "show", "test")
OPTIONS = (
    *("--facts", "--rules", "--on", "--reading", "--lang", "--format", "--help", "--version", "--", "-h", "--x"),
    *("--from", "--until", "--at", "--holiday-week", "--after", "--invited", "--slot"),
)
WORDS = (
    *("indkaldelse", "moedekreds", "vocabulary", "open_points", "trin=1", "trin=3", "tilbud=skole", "trin=", "=", "-"),
    *("trivselplus", "./rules/trivselplus", "./rules", "..", "/", "2026-11-21", f"{WHO}=trin_1", "da", "en", "json"),
    *("statusmoede", "foerste_moede", "2026-W42", "13:00"),
)
texts = st.text(st.characters(exclude_characters="\0"), max_size=12) | st.text(
    st.sampled_from("-=./ \x1b\x07\x9b\u202e\u2028\ud800\udcff１æ@0"), max_size=12
)
arguments = st.sampled_from(VERBS) | st.sampled_from(OPTIONS) | st.sampled_from(WORDS) | texts
joined = st.builds("{}={}".format, st.sampled_from((*OPTIONS, "trin", "tilbud")), arguments)
command_lines = st.builds(
    lambda verb, rest: [*verb, *rest],
    st.lists(st.sampled_from(VERBS), max_size=1),
    st.lists(arguments | joined, max_size=6),
)


@settings(max_examples=250, deadline=None)
@given(command_lines, st.binary(max_size=20) | st.just(b"{}"))
def test_any_command_line_ends_with_a_status(argv: list[str], stdin: bytes) -> None:
    """Whatever the arguments, the command ends with a status it documents and prints nothing a terminal obeys."""
    told = run(*argv, stdin=stdin)
    assert told.status in (0, 1, 2, 3, 4) if argv[:1] in (["check"], ["test"]) else told.status in (0, 2, 3, 4)
    assert told.err == "" if told.status != 2 else (told.out == "") != (told.err == "")
    assert not STEERING.search(told.out + told.err)


@settings(max_examples=250, deadline=None)
@given(command_lines, st.binary(max_size=20) | st.just(b"{}"))
def test_json_is_always_one_document(argv: list[str], stdin: bytes) -> None:
    """With `--format json` standard output is one JSON document and standard error empty, unless help is asked for."""
    plain = [a for a in argv if not a.startswith(("-h", "--help", "--version", "--format")) and a != "--"]
    told = run(*plain, "--format", "json", stdin=stdin)
    assert told.err == ""
    assert isinstance(json.loads(told.out), dict)
