# SPDX-License-Identifier: MPL-2.0
"""Carries out the examples of the pages about codes, on the excursions in `udflugt/` and the town beside."""

from __future__ import annotations

import io
import json
import shlex
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from helpers import ROOT, marked

from trivselrules.analysis.forbidden import check_forbidden
from trivselrules.analysis.proof import prove_lifecycles
from trivselrules.cli.main import main
from trivselrules.errors import Error
from trivselrules.explained import Explanation
from trivselrules.finding import Finding
from trivselrules.loading import read

__all__ = ["ARRANGED", "EXCURSIONS", "NEIGHBOUR", "command_code", "files_of", "findings_of", "python_code"]

EXCURSIONS: Mapping[str, str] = {
    path.name: path.read_text("utf-8") for path in sorted((ROOT / "tests" / "udflugt").glob("*.yaml"))
}
# The next town, which extends them.
NEIGHBOUR: Mapping[str, str] = {
    path.name: path.read_text("utf-8") for path in sorted((ROOT / "tests" / "naboby").glob("*.yaml"))
}
Place = tuple[str, int]


def replaced(text: str, old: str, new: str) -> str:
    """Replace lines that stand once in `text`, at whatever indentation."""
    found = []
    for indent in range(20):
        there = textwrap.indent(old, " " * indent)
        at = 0 if text.startswith(there) else text.find("\n" + there) + 1
        if there and (at or text.startswith(there)):
            found.append(text[:at] + textwrap.indent(new, " " * indent) + text[at + len(there) :])
            assert text.find("\n" + there, at) < 0, f"these lines stand more than once:\n{old}"
    assert len(found) == 1, f"these lines stand {len(found)} times:\n{old}"
    return found[0]


def files_of(told: Explanation, *, wrong: bool) -> tuple[dict[str, str], Place | None]:
    """Give the files with the wrong or the right example in them, and where the wrong one is to be reported."""
    files = dict(NEIGHBOUR if told.own else EXCURSIONS)
    for also in told.also:
        if wrong or not also.wrong_only:
            files[also.file] = replaced(files[also.file], also.old, also.new)
    assert told.file is not None
    example = (told.wrong if wrong else told.right).da
    if told.file not in files:
        files |= {told.file: example} if example else {}
    else:
        files[told.file] = replaced(files[told.file], told.instead_of or told.right.da, example)
    lone = f"{told.file}" in files and any(line.strip() == "§" for line in files[told.file].splitlines())
    text, places = marked(files.get(told.file, ""))
    if lone:  # the place is not among the lines that are shown
        text = "".join(line for line in text.splitlines(keepends=True) if line.strip())
        places = []
    files |= {told.file: text} if told.file in files else {}
    return files, (told.file, places[0][0]) if places else None


def findings_of(folder: Path, *, prove: bool) -> tuple[Finding, ...]:
    """Give what checking a folder finds, or what proving it finds."""
    found = read(folder)
    if not prove or found.rule_set is None:
        return found.findings
    model = found.rule_set.model
    proved = [finding for proof in prove_lifecycles(model, None) for finding in proof.findings]
    return (*found.findings, *check_forbidden(model), *proved)


def command_code(command: str) -> str | None:
    """Run a command, with what is piped into it, and give the code of its error or of its first finding."""
    before, pipe, after = command.strip().rpartition(" | ")
    given = shlex.split(before)[1].replace("\\n", "\n") if pipe else ""
    arguments = shlex.split(after)[1:]
    if "--format" not in arguments:
        arguments += ["--format", "json"]
    stdin = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8")
    try:
        with redirect_stdout(io.StringIO()) as output, redirect_stderr(io.StringIO()) as errors:
            main(arguments)
    finally:
        sys.stdin = stdin
    if "ics" in arguments:
        return "no-date-possible" if errors.getvalue() else None
    error = json.loads(output.getvalue()).get("error")
    return None if error is None else str(error["code"])


def python_code(source: str) -> str | None:
    """Run Python and give the code of the error it raises."""
    try:
        exec(compile(source, "example", "exec"), {"__name__": "__page__"})
    except Error as error:
        return error.code
    return None


def _changed(name: str, content: bytes | None) -> Callable[[Path], None]:
    def arrange(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        if content is not None:
            (folder / name).write_bytes(content)

    return arrange


def _encoded(change: Callable[[str], bytes]) -> Callable[[Path], None]:
    return _changed("badning.yaml", change(EXCURSIONS["badning.yaml"]))


def _folder_as_file(folder: Path) -> None:
    (folder / "badning.yaml").unlink()
    (folder / "badning.yaml").mkdir()


def _link(folder: Path) -> None:
    target = folder.parent / "andetsteds.yaml"
    target.write_text(EXCURSIONS["badning.yaml"], "utf-8")
    (folder / "badning.yaml").unlink()
    (folder / "badning.yaml").symlink_to(target)


def _parts(count: int, times: int) -> bytes:
    """Give a decision whose parts use one another in a row, each so many times."""
    head = EXCURSIONS["badning.yaml"].partition("tree:")[0]
    last = "{set: {maa_bade: true, voksne_i_vandet: {parameter: voksne_ved_badning}}, source: [UD-005]}"

    def lines() -> Iterator[str]:
        yield "tree: {use: d0}\nparts:\n"
        for number in range(count):
            uses = ", ".join([f"{{use: d{number + 1}}}"] * times)
            yield f"  d{number}: {{all: [{uses}]}}\n" if times > 1 else f"  d{number}: {uses}\n"
        yield f"  d{count}: {last}\n"

    return (head + "".join(lines())).encode()


def _versions(old: Callable[[str], str], new: Callable[[str], str]) -> Callable[[Path], None]:
    """Give two versions of the trip, each changed in its own way."""

    def arrange(folder: Path) -> None:
        text = EXCURSIONS["tur.yaml"]
        (folder / "tur.yaml").write_text("in_force: {until: 2027-07-31}\n" + old(text), "utf-8")
        (folder / "tur.2027.yaml").write_text("in_force: {from: 2027-08-01}\n" + new(text), "utf-8")

    return arrange


def _few_states(_: Path) -> None:
    """Nothing in the folder: the test lowers the limit, since it takes a minute to reach."""


# How to bring about what is only described in words; nothing in a folder does so for those at the end.
ARRANGED: Mapping[str, Callable[[Path], None] | None] = {
    "file-missing": _changed("vocabulary.yaml", None),
    "file-unreadable": _folder_as_file,
    "file-outside": _link,
    "file-name": _changed("Må bade.yaml", b"x: 1\n"),
    "file-too-large": _changed("badning.yaml", b"# " + b"x" * 1_000_000),
    "not-utf8": _encoded(lambda text: text.encode("cp1252")),
    "control-character": _encoded(lambda text: text.replace("bade?", "ba\u200bde?").encode()),
    "decomposed-letters": _encoded(lambda text: text.replace("Må", "Ma\u030a").encode()),
    "yaml-too-deep": _changed("badning.yaml", b"x: " + b"[" * 41 + b"]" * 41 + b"\n"),
    "decision-too-large": _changed("badning.yaml", _parts(20, 2)),
    "decision-too-deep": _changed("badning.yaml", _parts(101, 1)),
    "states-too-many": _few_states,
    "file-version": _changed("vocabulary.2027.yaml", b"x: 1\n"),
    "phase-dropped": _versions(str, lambda text: text.replace("paa_tur", "opkraevet")),
    "phase-not-dropped": _versions(str, lambda text: "moved: {ingen: planlagt}\n" + text),
    "mark-not-carried": _versions(lambda text: text.replace("in: [planlagt, paa_tur]", "in: [planlagt]"), str),
    "settings-unreadable": None,
    "certificate-composed": None,
    "git-missing": None,
    "cases-fail": None,
    "plot-library": None,
    "data-missing": None,
    "not-understood": None,
}
