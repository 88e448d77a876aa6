# SPDX-License-Identifier: MPL-2.0
"""`check`, `show`, `test` and `--help`: what people read when they edit rules."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from golden import run
from helpers import HERE, SHIPPED, SOUND, Edit, edited, folder

from trivselrules.cli.watch import watch

VOCABULARY = yaml.safe_load((SHIPPED / "vocabulary.yaml").read_text(encoding="utf-8"))
OPEN_POINTS = yaml.safe_load((SHIPPED / "open_points.yaml").read_text(encoding="utf-8"))["open_points"]
WITH_CASES = {
    path.name.removesuffix(".cases.yaml"): yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(SHIPPED.glob("*.cases.yaml"))
}
CASES = {name: written["cases"] for name, written in WITH_CASES.items()}
DECISIONS = [name for name, written in WITH_CASES.items() if "decision" in written]

SETS = "set: {leder: psykolog, vaegt: 0.5, aktiv: true}"
ASKS = "      da: Hvor meget?"


def rules(tmp_path: Path, *edits: Edit) -> str:
    """Write the small rule set with these edits, and give its path for `--rules`."""
    return str(folder(tmp_path, edited(edits)[0]))


# --- check -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_shipped_rules_have_nothing_wrong(language: str) -> None:
    """The shipped rule set has no findings, and `check` says how many files it looked at."""
    assert run("check", "--format", "json", "--lang", language) == (0, '{\n  "findings": []\n}\n', "")
    told = run("check", "--lang", language)
    assert (told.status, told.err) == (0, "")
    assert f"trivselplus, {len(list(SHIPPED.glob('*.yaml')))} fil" in told.out


@pytest.mark.parametrize(
    ("edits", "status", "codes"),
    [
        ((), 0, []),
        (
            (("notices.yaml", "notices:\n", "notices:\n  andet:\n    basis: ours\n    da: A.\n    en: B.\n"),),
            0,
            ["warning"],
        ),
        ((("moede.yaml", SETS, SETS.replace("psykolog", "psykolg")),), 1, ["error"]),
        (
            (
                ("moede.yaml", SETS, SETS.replace("psykolog", "psykolg")),
                ("notices.yaml", "notices:\n", "notices:\n  andet:\n    basis: ours\n    da: A.\n    en: B.\n"),
            ),
            1,
            ["error", "warning"],
        ),
    ],
    ids=["sound", "warning", "error", "both"],
)
def test_only_errors_give_status_1(edits: tuple[Edit, ...], status: int, codes: list[str], tmp_path: Path) -> None:
    """`check` ends with 0 when there are warnings at most, and with 1 when there is an error."""
    told = run("check", "--rules", rules(tmp_path, *edits), "--format", "json")
    assert (told.status, told.err) == (status, "")
    findings = told.json()["findings"]
    assert [finding["severity"] for finding in findings] == codes
    for finding in findings:
        assert list(finding)[:6] == ["code", "severity", "message", "file", "line", "column"]
        assert [type(finding[key]) for key in list(finding)[:6]] == [str, str, str, str, int, int]
    assert run("check", "--rules", rules(tmp_path, *edits)).status == status


# The file and the passage, what stands there instead with a mark at the fault, and the text the caret is under.
FAULTS: dict[str, tuple[Edit, str]] = {
    "plain": (("moede.yaml", SETS, SETS.replace("psykolog", f"{HERE}psykolg")), "psykolg,"),
    "danish letters": (("vocabulary.yaml", ASKS, f"      da: Når æbler gør ønsker åbne{HERE}: ja?"), ": ja?"),
    "tab": (("moede.yaml", SETS, SETS.replace("{leder: psykolog", f"{{leder:{HERE}\tpsykolog")), r"\u0009psykolog,"),
    "tab before it": (("vocabulary.yaml", ASKS, f'      da: "æ\tø" {HERE}å'), "å"),
    "indented with a tab": (("vocabulary.yaml", ASKS, f"{HERE}\tda: Hvor meget?"), r"\u0009da:"),
    "escape character": (("vocabulary.yaml", ASKS, f"      da: Hvor {HERE}\x1b[31mrødt?"), r"\u001b[31mrødt?"),
    "line separator": (("vocabulary.yaml", ASKS, f"      da: Hvor {HERE}\u2028 meget?"), r"\u2028 meget?"),
    "reordering mark": (("vocabulary.yaml", ASKS, f"      da: Hvor {HERE}\u202emeget?"), r"\u202emeget?"),
    "late in a long line": (
        ("moede.yaml", SETS, SETS.replace("{leder: psykolog", f"{{{' ' * 300}leder: {HERE}psykolg")),
        "psykolg,",
    ),
    "early in a long line": (
        ("moede.yaml", SETS, SETS.replace("psykolog", f"{HERE}psykolg") + f" # {'x' * 300}"),
        "psykolg,",
    ),
    "at the end of a long line": (
        ("moede.yaml", SETS, f"{SETS[:-1]}, {' ' * 120}{HERE}leder: psykolog}}"),
        "leder: psykolog}",
    ),
    "letters and a tab after it": (
        ("vocabulary.yaml", ASKS, f"      da: {HERE}*meget og æ \t å"),
        r"*meget og æ \u0009 å",
    ),
}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", FAULTS)
def test_caret_stands_under_the_fault(name: str, newline: str, language: str, tmp_path: Path) -> None:
    """The line is shown with its number, and the caret stands under the very character the place names."""
    edit, there = FAULTS[name]
    files, ((file, line, column), *_) = edited([edit])
    path = folder(tmp_path, {name: text.replace("\n", newline) for name, text in files.items()})
    shown = run("check", "--rules", str(path), "--lang", language).out.split("\n")
    at = next(number for number, text in enumerate(shown) if text.startswith(f"{path / file}:{line}:"))
    header, text, caret = shown[at : at + 3]
    assert header.startswith(f"{path / file}:{line}:{column}: ")
    assert text.startswith(f"  {line} | ")
    assert re.fullmatch(rf"  {' ' * len(str(line))} \| *\^", caret)
    assert text[len(caret) - 1 :].startswith(there)
    assert len(text) < 130


@pytest.mark.parametrize("content", [b"da: m\xf8de", "\ufeffdecison: moede".encode()], ids=["latin-1", "mark of order"])
def test_caret_stands_right_in_files_that_are_hardly_text(content: bytes, tmp_path: Path) -> None:
    """A byte that is no UTF-8 and a byte order mark do not shift the caret."""
    path = folder(tmp_path, {**SOUND, "moede.yaml": content})
    _, text, caret, *_ = run("check", "--rules", str(path)).out.split("\n")
    assert text[len(caret) - 1] == ("\ufffd" if b"\xf8" in content else "d")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("./lille", "lille"),
        ("lille/", "lille"),
        ("../her/lille", "../her/lille"),
        ("/ABSOLUTE/lille", "/ABSOLUTE/lille"),
    ],
)
def test_folder_is_shown_as_it_was_given(
    given: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path in a finding is the one the person wrote, so that it can be opened from where the person stands."""
    here = tmp_path / "her"
    here.mkdir()
    rules(here, ("moede.yaml", SETS, SETS.replace("psykolog", "psykolg")))
    monkeypatch.chdir(here)
    given, shown = (path.replace("/ABSOLUTE", str(here)) for path in (given, shown))
    told = run("check", "--rules", given)
    assert told.out.startswith(f"{shown}/moede.yaml:21:20: ")
    assert told.out.rstrip("\n").rpartition("\n")[2].startswith(f"{shown}, ")
    (finding,) = run("check", "--rules", given, "--format", "json").json()["findings"]
    assert finding["file"] == f"{shown}/moede.yaml"


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    """One pass finds the faults of every file: of YAML, of shape and of names, in the order of the files."""
    path = rules(
        tmp_path,
        ("moede.cases.yaml", "farve: roed", "farve: gul"),
        ("moede.yaml", SETS, SETS.replace("psykolog", "psykolg")),
        ("moede.yaml", "{use: tidligt}", "{use: tidlig}"),
        ("notices.yaml", "basis: law", "basis: lov"),
        ("open_points.yaml", "default: barnet", "default: barn"),
        ("sources.yaml", "    section: Side 2\n", "    section: Side: 2\n"),
    )
    found = run("check", "--rules", path, "--format", "json").json()["findings"]
    files = [finding["file"].rpartition("/")[2] for finding in found if finding["severity"] == "error"]
    assert files == sorted(files)
    assert {file: files.count(file) for file in files} == {
        "moede.cases.yaml": 1,
        "moede.yaml": 2,
        "notices.yaml": 1,
        "open_points.yaml": 1,
        "sources.yaml": 1,
    }


def test_one_is_counted_as_one(tmp_path: Path) -> None:
    """A single file and a single case are not counted in the plural."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "rule_set.yaml").write_text(SOUND["rule_set.yaml"], encoding="utf-8")
    one = "decision: moede\ncases:\n  - case: Trin 4\n    facts: {trin: 4}\n    not_applicable: kun_trin_1_til_3\n"
    small = rules(tmp_path, ("moede.cases.yaml", "", one))
    said = [
        run(*argv, "--lang", language).out
        for language in ("da", "en")
        for argv in (("check", "--rules", str(tmp_path / "en")), ("test", "--rules", small), ("show", "--rules", small))
    ]
    assert [found for text in said for found in re.findall(r"\b1 (?:filer|files|eksempler|cases)\b", text)] == []


# --- show ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_vocabulary_holds_every_word(language: str) -> None:
    """`show vocabulary` gives every fact, value, role and term with its label, and the points about them."""
    said = run("show", "vocabulary", "--lang", language).out
    for name, fact in VOCABULARY["facts"].items():
        assert f"  {name}: {fact['question'][language]}\n" in said
        for value, label in fact.get("values", {}).items():
            assert f"    {value}: {label[language]}\n" in said
    for terms in (VOCABULARY["roles"], *VOCABULARY["terms"].values()):
        for name, term in terms.items():
            assert f"  {name}: {term[language]}" in said
    for point in OPEN_POINTS.values():
        assert (f"{point['point']}: {point['title'][language]}" in said) == bool(point.get("about"))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("other", [False, True])
def test_open_points_mark_the_chosen_option(language: str, *, other: bool) -> None:
    """`show open_points` gives every point and option, and marks the default or what `--reading` chose."""
    options = {n: list(r["options"]) for p in OPEN_POINTS.values() for n, r in p.get("readings", {}).items()}
    default = {n: r["default"] for p in OPEN_POINTS.values() for n, r in p.get("readings", {}).items()}
    chosen = {n: next(o for o in all_ if o != default[n]) if other else default[n] for n, all_ in options.items()}
    given = [part for name, option in chosen.items() if other for part in ("--reading", f"{name}={option}")]
    said = run("show", "open_points", *given, "--lang", language).out
    assert re.findall(r"^    > (\w+):", said, re.MULTILINE) == list(chosen.values())
    assert re.findall(r"^    [> ] (\w+):", said, re.MULTILINE) == [o for all_ in options.values() for o in all_]
    for name, point in OPEN_POINTS.items():
        assert f"{point['point']} {name}: {point['title'][language]}" in said
    as_json = run("show", "open_points", *given, "--format", "json").json()["open_points"]
    assert {n: r["chosen"] for p in as_json.values() for n, r in p["readings"].items()} == chosen


@pytest.mark.parametrize("decision", DECISIONS)
def test_tree_grows_from_the_question(decision: str) -> None:
    """A decision is shown as a tree: its title, the first question, its answers indented, every option of a reading."""
    written = yaml.safe_load((SHIPPED / f"{decision}.yaml").read_text(encoding="utf-8"))
    said = run("show", decision).out
    assert said.startswith(f"{written['title']['da']}\n\n")
    if "ask" in written["tree"]:
        fact = VOCABULARY["facts"][written["tree"]["ask"]]
        assert f"\n{fact['question']['da']}\n  " in said
        labels = fact.get("values") or VOCABULARY["terms"].get(fact.get("type"), {})
        for answer in (item for key in written["tree"]["answers"] for item in str(key).split(", ")):
            if answer not in labels and not answer.isdecimal():
                continue  # an age, or yes and no: said in words
            label = re.escape(labels[answer]["da"] if answer in labels else answer)
            assert re.search(rf"^  (?:\S.*, )?{label}(?:, .+)?:$", said, re.MULTILINE)
    assert (f"`trivselrules calendar {decision}`" in said) == ("calendar" in written)
    used = set(re.findall(r"reading: (\w+)", (SHIPPED / f"{decision}.yaml").read_text(encoding="utf-8")))
    for point in OPEN_POINTS.values():
        for name, reading in point.get("readings", {}).items():
            assert (f"({point['point']}, {name})" in said) == (name in used)
            assert name not in used or all(text["da"] in said for text in reading["options"].values())


@pytest.mark.parametrize(
    ("what", "keys"),
    [
        ((), ["rule_set", "version", "title", "decisions"]),
        (("decisions",), ["decisions"]),
        (("vocabulary",), ["facts", "terms"]),
        (("open_points",), ["open_points"]),
        *(((name,), ["decision", "title", "outcome", "calendar", "tree"]) for name in DECISIONS),
    ],
)
def test_everything_shown_is_shown_as_json_too(what: tuple[str, ...], keys: list[str]) -> None:
    """Each part of a rule set is there as one JSON object, and the decisions are in every overview."""
    told = run("show", *what, "--format", "json")
    assert (told.status, told.err, list(told.json())) == (0, "", keys)
    if "decisions" in keys:
        assert sorted(told.json()["decisions"]) == DECISIONS
        assert all(f"{name}: " in run("show", *what).out for name in DECISIONS)


# --- test ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("decision", [None, *CASES])
def test_cases_of_the_shipped_rules_pass(decision: str | None) -> None:
    """`test` runs the cases of all decisions, or of the one named, and counts them."""
    count = sum(len(cases) for name, cases in CASES.items() if decision in (None, name))
    named = () if decision is None else (decision,)
    told = run("test", *named)
    assert told == (0, f"{count} eksemp{'el' if count == 1 else 'ler'}: {count} bestået, 0 fejlet\n", "")
    assert run("test", *named, "--format", "json").json() == {"cases": count, "passed": count, "failed": []}


WRONG = (
    ("moede.cases.yaml", "{leder: skoleleder, deltagere: [{optional: psykolog}]}", "{leder: psykolog}"),
    ("moede.cases.yaml", "missing: [skala, klar]", "missing: [klar]"),
)


def test_failing_case_says_what_was_expected(tmp_path: Path) -> None:
    """A case that fails gives status 1 and says which it is, where it stands, what it expected and what it got."""
    path = rules(tmp_path, *WRONG)
    told = run("test", "--rules", path)
    assert (told.status, told.err) == (1, "")
    first, leder, second, missing, summary = told.out.splitlines()
    assert all(said in first for said in ("FEJL", "moede", "moede.cases.yaml:3:5", "Trin 1, rød"))
    assert leder.strip() == 'leder: ventede "psykolog", fik "skoleleder"'
    assert all(said in second for said in ("moede.cases.yaml:10:5", "Trin 1, blå"))
    assert missing.strip() == 'missing: ventede ["klar"], fik ["skala", "klar"]'
    assert summary == "3 eksempler: 1 bestået, 2 fejlet"
    english = run("test", "moede", "--rules", path, "--lang", "en")
    assert english.status == 1
    assert 'leder: expected "psykolog", got "skoleleder"' in english.out
    found = run("test", "--rules", path, "--format", "json")
    assert (found.status, found.json()["cases"], found.json()["passed"]) == (1, 3, 1)
    assert found.json()["failed"][0]["differences"] == [
        {"subject": "leder", "expected": "psykolog", "got": "skoleleder"}
    ]


def test_broken_rules_are_told_before_their_cases(tmp_path: Path) -> None:
    """When the rules themselves have errors, `test` says what `check` says, and ends with 1."""
    path = rules(tmp_path, ("moede.yaml", SETS, SETS.replace("psykolog", "psykolg")), *WRONG)
    for more in ((), ("--format", "json"), ("--lang", "en")):
        told = run("test", "--rules", path, *more)
        assert told == run("check", "--rules", path, *more)
        assert told.status == 1


def test_decision_without_cases_is_named(tmp_path: Path) -> None:
    """A decision that has no cases is not mistaken for a rule set that has none."""
    alone = SOUND["moede.yaml"].replace("decision: moede", "decision: andet_moede")
    path = str(folder(tmp_path, {**SOUND, "andet_moede.yaml": alone}))
    assert run("check", "--rules", path).status == 0
    whole = run("test", "--rules", path)
    assert whole.status == 0
    assert "3 eksempler" in whole.out
    assert "andet_moede" in run("test", "andet_moede", "--rules", path).out


# --- help ------------------------------------------------------------------------------------------------------------

OPTIONS = {
    "decide": "--facts --why-not --rules --on --reading --lang --format --help",
    "calendar": "--from --until --at --holiday-week --after --invited --slot "
    "--facts --rules --on --reading --lang --format --help",
    "check": "--rules --fix --yes --watch --lang --format --help",
    "show": "--changes --rules --on --reading --lang --format --help",
    "test": "--rules --on --lang --format --help",
    "new": "--from --lang --format --help",
    "export": "--rules --on --reading --lang --format --help",
    "": "--version --help",
}
ENGLISH = ("usage", "positional", "arguments", "options", "show this", "and exit", "optional", "default", "examples")


@pytest.mark.parametrize("verb", OPTIONS)
def test_help_names_every_option_in_both_languages(verb: str) -> None:
    """`--help` ends with 0, names every option and has examples; the Danish one has no English of argparse."""
    danish, english = (run(*verb.split(), "--help", "--lang", language) for language in ("da", "en"))
    for told, examples in ((danish, "eksempler:"), (english, "examples:")):
        assert (told.status, told.err) == (0, "")
        assert sorted(re.findall(r"^  (?:-h, )?(--[a-z-]+)", told.out, re.MULTILINE)) == sorted(OPTIONS[verb].split())
        assert examples in told.out
    assert [word for word in ENGLISH if re.search(rf"\b{word}\b", danish.out, re.IGNORECASE)] == []
    assert "usage: " in english.out
    assert not re.search("[æøåÆØÅ]", english.out)


def examples(verb: str, language: str) -> list[str]:
    """Give the commands among the examples of a help text."""
    said = run(*verb.split(), "--help", "--lang", language).out.replace("\\\n", " ")
    return [line.strip() for line in said.splitlines() if "trivselrules " in line and line.startswith("  ")]


def _leave(_: float) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("verb", OPTIONS)
def test_examples_of_the_help_work(verb: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example that help gives can be run as it stands."""
    for name in ("min-kommune", "my-municipality") if verb != "new" else ():
        shutil.copytree(SHIPPED, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(watch, "__defaults__", (_leave,))  # whoever watches ends it at the first pause
    commands = examples(verb, language)
    assert commands
    for command in commands:
        before, _, call = command.rpartition("trivselrules ")
        stdin = shlex.split(before)[1].encode() if before else b""
        assert run(*shlex.split(call.partition(" > ")[0]), stdin=stdin).status in (0, 4), command


MISTAKES: dict[str, Callable[[str], list[str]]] = {
    "unknown verb": lambda lang: ["besvar", "--lang", lang],
    "no verb": lambda lang: ["--lang", lang],
    "no decision": lambda lang: ["decide", "--lang", lang],
    "no value": lambda lang: ["decide", "indkaldelse", "--lang", lang, "--on"],
    "unknown choice": lambda lang: ["show", "--lang", lang, "--format", "xml"],
    "unknown option": lambda lang: ["show", "--lang", lang, "--fromat", "json"],
    "value that is not wanted": lambda lang: ["decide", "--lang", lang, "--help=nu"],
    "too much": lambda lang: ["check", "--lang", lang, "indkaldelse"],
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_on_the_command_line_are_told_in_the_language(name: str) -> None:
    """What argparse complains about is said in Danish to Danes and in English to others."""
    danish, english = (run(*MISTAKES[name](language)).err for language in ("da", "en"))
    argparse = r"argument [A-Z-]|invalid|choice|choose|expected|required|following|unrecognized|ignored|unknown|\bSee\b"
    assert not re.search(argparse, danish)
    assert re.search(argparse, english)
    assert "Se `trivselrules" in danish


def test_version_is_that_of_the_package() -> None:
    """`--version` prints name and version, and ends with 0."""
    from trivselrules import __version__

    told: Any = run("--version")
    assert told == (0, f"trivselrules {__version__}\n", "")
