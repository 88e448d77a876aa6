# SPDX-License-Identifier: MPL-2.0
"""The documentation runs: commands, Python, rule files and the output they are said to give.

What a page shows is carried out from top to bottom in an empty folder that holds only a copy of `rules/`. A
comment in the page says what a block of another kind is: `<!-- file: NAME -->` a whole file, `<!-- add:
NAME -->` lines below the first line of the block, `<!-- change: NAME -->` lines and, in the next block, what
replaces them, `<!-- from: NAME -->` lines quoted from a file.
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from textwrap import dedent

import pytest
from attrs import define, field, frozen
from helpers import ROOT

import trivselrules
from trivselrules.catalog import CATALOG
from trivselrules.cli.main import main
from trivselrules.reading.source import parse

# The pages about codes are made; `test_explained` runs what they show.
PAGES = (*sorted(ROOT.glob("*.md")), *sorted(p for p in (ROOT / "docs").rglob("*.md") if p.parent.name != "fejl"))
README = ROOT / "README.md"
LANGUAGE = ROOT / "docs" / "da" / "sproget.md"
SET_UP = "python3 -m venv"

_BLOCK = re.compile(r"(?:^<!-- (\w+): (\S+) -->\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_TELEPHONE = re.compile(r"(?<![\w.:-])(?:\+\d{2} ?)?\d{2}(?: ?\d{2}){3}(?![\w.-])")
_CODE = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")


@frozen
class Block:
    """One fenced block: what its comment says it is, its language and its text."""

    mark: str
    file: str
    language: str
    text: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """Give the fenced blocks of a page in their order."""
    text = page.read_text("utf-8")
    for found in _BLOCK.finditer(text):
        mark, file, language, content = found.groups(default="")
        yield Block(mark, file, language, content, text.count("\n", 0, found.start()) + 1)


def shows(expected: str, output: str) -> bool:
    """Tell whether the lines stand together in the output; `…` is any text, a line of it any lines."""
    lines = []
    for line in expected.splitlines():
        if line.strip() == "…":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(".*".join(map(re.escape, line.split("…"))) + r"[ ]*\n")
    return re.search("^" + "".join(lines), output + "\n", re.MULTILINE) is not None


@define
class Session:
    """Carries out one page in a folder."""

    folder: Path
    names: dict[str, object] = field(factory=lambda: {"__name__": "__page__"})
    output: str = ""
    status: int = 0
    old: Block | None = None
    ran: bool = False

    def take(self, block: Block) -> None:
        """Carry out one block, or compare it with the output of the one before."""
        if block.mark:
            self._file(block)
        elif self.old is not None:
            self._change(self.old, block)
        elif block.language == "mermaid":
            pass  # a drawing; `outside/test_diagrams` has Mermaid read it
        elif block.language in ("sh", "console", "python"):
            self.ran = True
            (self._python if block.language == "python" else self._shell)(block)
        else:
            assert block.language in ("text", "json"), f"line {block.line}: nothing says what this block is"
            drawn = block.language == "text" and not self.ran
            assert drawn or shows(block.text, self.output), f"line {block.line}: the output was\n{self.output}"

    def _file(self, block: Block) -> None:
        path = self.folder / block.file
        if block.mark == "file":
            path.parent.mkdir(exist_ok=True)
            path.write_text(block.text, "utf-8")
            return
        text = path.read_text("utf-8")
        if block.mark == "add":
            anchor = block.text.splitlines(keepends=True)[0]
            assert f"\n{text}".count(f"\n{anchor}") == 1, f"line {block.line}: where does this belong?"
            path.write_text(f"\n{text}".replace(f"\n{anchor}", f"\n{block.text}").removeprefix("\n"), "utf-8")
        elif block.mark == "change":
            assert text.count(block.text) == 1, f"line {block.line}: this stands {text.count(block.text)} times"
            self.old = block
        else:
            assert block.mark == "from", f"line {block.line}: no such mark"
            assert block.text in text, f"line {block.line}: this is not in {block.file}"

    def _change(self, old: Block, new: Block) -> None:
        path = self.folder / old.file
        path.write_text(path.read_text("utf-8").replace(old.text, new.text), "utf-8")
        self.old = None

    def _python(self, block: Block) -> None:
        file = self.folder / f"line_{block.line}.py"
        file.write_text(block.text, "utf-8")
        with redirect_stdout(io.StringIO()) as output:
            exec(compile(block.text, str(file), "exec"), self.names)
        self.output = output.getvalue()

    def _shell(self, block: Block) -> None:
        self.output = ""
        for line in block.text.replace("\\\n", " ").splitlines():
            for command in line.removeprefix("$ ").split(" && "):
                self._command(command, block)

    def _command(self, command: str, block: Block) -> None:
        before, pipe, after = command.partition(" | ")
        words = shlex.split(after if pipe else command, comments=True)
        given = shlex.split(before)[1] if pipe else ""
        match words:
            case [] | ["source", _] | ["python3", "-m", "venv", _] | [".venv/bin/pip", *_]:
                pass
            case ["cp", "-r", here, there]:
                shutil.copytree(self.folder / here, self.folder / there)
            case ["trivselrules" | ".venv/bin/trivselrules", *arguments]:
                self._trivselrules(arguments, given)
            case ["python", script, *arguments] if script.startswith("tools/"):
                self._process(str(ROOT / script), *arguments)
            case ["echo", "$?"]:
                self.output += f"{self.status}\n"
            case ["pytest", *arguments]:
                self._process("-m", "pytest", *arguments)
            case [".venv/bin/python", "-m", "pytest", "--cov"]:
                pass  # this very run
            case _:
                pytest.fail(f"line {block.line}: {command!r} cannot be carried out here")

    def _trivselrules(self, arguments: list[str], given: str) -> None:
        stdin = sys.stdin
        sys.stdin = io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8")
        try:
            with redirect_stdout(io.StringIO()) as output, redirect_stderr(output):
                self.status = main(arguments)
        finally:
            sys.stdin = stdin
        self.output += output.getvalue()

    def _process(self, *arguments: str) -> None:
        """Run Python in a process of its own, as a reader does."""
        here = str(Path(trivselrules.__file__).parents[1])
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))}
        ran = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={**environment, "PYTHONPATH": here, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        self.output += ran.stdout + (ran.stderr if ran.returncode else "")
        self.status = ran.returncode


def run(page: Path, folder: Path) -> Session:
    """Carry out a page."""
    shutil.copytree(ROOT / "rules", folder / "rules")
    session = Session(folder)
    for block in blocks(page):
        session.take(block)
    return session


on_every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@on_every_page
def test_a_page_does_what_it_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command and snippet runs, and its output is the one shown."""
    monkeypatch.chdir(tmp_path)
    session = run(page, tmp_path)
    assert session.old is None, "a change lacks what replaces it"


def anchors(page: Path) -> set[str]:
    """Give the places in a page that a link can name."""
    headings = _HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@on_every_page
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to another page, or to a heading, has a target."""
    for link in _LINK.findall(page.read_text("utf-8")):
        target, _, anchor = link.partition("#")
        if target.startswith(("http://", "https://")):
            continue
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), link
        assert not anchor or anchor in anchors(path), link


@on_every_page
def test_no_page_names_anybody_or_is_unfinished(page: Path) -> None:
    """There are no addresses, no telephone numbers and no reminders to the author."""
    text = page.read_text("utf-8")
    assert re.search(r"\w@\w", text) is None
    assert _TELEPHONE.search(text) is None
    assert re.search(r"\b(?:TODO|TBD)\b", text) is None


@pytest.mark.parametrize("page", [LANGUAGE, LANGUAGE.with_name("regler.md"), ROOT / "docs" / "integrators.md"])
def test_codes_exist(page: Path) -> None:
    """Every code of a problem that a page names is in the catalogue."""
    assert set(_CODE.findall(page.read_text("utf-8"))) <= CATALOG.keys()


def test_the_readme_has_two_set_up_commands() -> None:
    """A clean machine needs the first to ask and the second to test; continuous integration runs the second."""
    commands = [line for line in README.read_text("utf-8").splitlines() if line.startswith(SET_UP)]
    assert len(commands) == 2
    script = ROOT / ".ci" / "run"
    if not script.exists():  # a source distribution has none
        return
    text = script.read_text("utf-8")
    found = re.search(r"grep -m1 -- '(.+?)' README\.md", text)
    called = [line for line in README.read_text("utf-8").splitlines() if found and found[1] in line]
    assert commands[1] in text or called[:1] == [commands[1]]


def keys_of_the_language() -> set[str]:
    """Give every key that a schema knows."""
    keys: set[str] = set()

    def collect(schema: object) -> None:
        if isinstance(schema, dict):
            properties = schema.get("properties")
            keys.update(properties if isinstance(properties, dict) else ())
        for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
            collect(inner)

    for path in sorted((ROOT / "schemas").glob("*.json")):
        collect({**json.loads(path.read_text("utf-8")), "defaultSnippets": None})
    return keys


def test_the_language_page_has_every_key() -> None:
    """A key that a rule file may hold is explained."""
    text = LANGUAGE.read_text("utf-8")
    code = " ".join(re.findall(r"`[^`\n]+`", text))
    assert {key for key in keys_of_the_language() if not re.search(rf"\b{key}\b", code)} == set()


def test_what_loading_refuses_is_refused() -> None:
    """Each line the language page warns about gives the code it names, and the line to write instead gives none."""
    rows = re.findall(r"^\| `(.+?)` \| `([a-z-]+)`.*? \| `(.+?)`[^|]*\|$", LANGUAGE.read_text("utf-8"), re.MULTILINE)
    assert len(rows) >= 10
    for wrong, code, right in rows:
        assert [finding.code for finding in parse(wrong.encode(), "f")[1]] == [code], wrong
        assert parse(dedent(right).encode(), "f")[1] == (), right


@pytest.mark.parametrize(
    ("expected", "output", "same"),
    [
        ("a\nb\n", "x\na\nb\ny", True),
        ("a\nb\n", "a\nx\nb", False),
        ("a\n…\nb\n", "a\nx\nb", True),
        ("b\na\n", "a\nb", False),
        ("a … c\n", "a b c", True),
        ("a\n", "ab", False),
    ],
)
def test_shown_output_is_compared(expected: str, output: str, *, same: bool) -> None:
    """Lines must stand together and in order; only `…` leaves something out."""
    assert shows(expected, output) is same
