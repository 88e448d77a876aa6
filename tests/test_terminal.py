# SPDX-License-Identifier: MPL-2.0
"""The command line on a real terminal and at the end of a pipe: when it asks, when it does not, and how it ends."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from golden import run
from helpers import ROOT, SOUND, folder

if os.name != "posix":
    pytest.skip("pseudo-terminals and closed pipes as here exist only on POSIX", allow_module_level=True)

import pty

PATIENCE = 60
CTRL_C, CTRL_D = "\x03", "\x04"
# Makes the terminal the process' own, as a shell does, so that Ctrl-C reaches it, also where the tests themselves
# run in the background and were told to ignore it.
ON_TERMINAL = """
import fcntl, signal, sys, termios
signal.signal(signal.SIGINT, signal.default_int_handler)
fcntl.ioctl(TERMINAL, termios.TIOCSCTTY, 0)
from trivselrules.cli.main import main
sys.exit(main())
"""
ASK = ("decide", "indkaldelse")
WHY = "Jeg spørger, fordi"
Stream = Literal["stdin", "stdout", "stderr"]
ALL: tuple[Stream, ...] = ("stdin", "stdout", "stderr")


class Talk(NamedTuple):
    """How a conversation went: the exit status, and all that stood on the terminal."""

    status: int
    said: str


def talk(
    argv: Sequence[str],
    replies: Sequence[str] = (),
    *,
    terminal: tuple[Stream, ...] = ALL,
    env: dict[str, str] | None = None,
) -> Talk:
    """Run the command on a terminal, give each reply when it waits for one, and read what it says to the end.

    `terminal` names the streams that are the terminal; the others are empty or thrown away.
    """
    ours, theirs = pty.openpty()
    stdin, stdout, stderr = (theirs if name in terminal else subprocess.DEVNULL for name in ALL)
    code = ON_TERMINAL.replace("TERMINAL", str(ALL.index(terminal[0])))
    process = subprocess.Popen(
        [sys.executable, "-c", code, *argv],
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
    )
    os.close(theirs)
    try:
        said = b""
        for reply in replies:
            said += _read(ours, until_prompt=True)
            if reply == CTRL_C:
                time.sleep(0.2)  # a signal between the prompt and the read would wait for Enter, in Python itself
            os.write(ours, reply.encode("utf-8", "surrogateescape") + (b"" if reply in (CTRL_C, CTRL_D) else b"\n"))
        said += _read(ours)
        return Talk(process.wait(PATIENCE), said.decode("utf-8", "replace").replace("\r\n", "\n"))
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _read(terminal: int, *, until_prompt: bool = False) -> bytes:
    """Read to the end, or until the last line is a prompt."""
    said, latest = b"", time.monotonic() + PATIENCE
    while not (until_prompt and said.endswith(b": ")):
        assert select.select([terminal], [], [], max(0, latest - time.monotonic()))[0], said.decode(errors="replace")
        try:
            chunk = os.read(terminal, 4096)
        except OSError:  # Linux says so when the other end is closed
            chunk = b""
        assert chunk or not until_prompt, f"no prompt after: {said.decode(errors='replace')}"
        if not chunk:
            break
        said += chunk
    return said


def piped(
    *argv: str, stdin: bytes | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command between pipes."""
    command = [sys.executable, "-m", "trivselrules", *argv]
    environment = {**os.environ, **(env or {})}
    return subprocess.run(command, input=stdin or b"", capture_output=True, check=False, cwd=ROOT, env=environment)


def test_interview_asks_what_is_missing_in_the_order_of_the_rule() -> None:
    """On a terminal the missing facts are asked one by one, each with its reason, and then comes the usual answer."""
    told = talk(ASK, ["2", "skole", "privat", "udskoling"])
    assert told.status == 0
    questions = [
        *(
            "Hvilket trin på TRIVSEL+ trappen",
            "Hvilket tilbud går",
            "Er tilbuddet kommunalt",
            "Går eleven i basisskolen",
        ),
    ]
    places = [told.said.index(question) for question in questions]
    assert places == sorted(places)
    assert told.said.count(WHY) == len(questions)
    facts = ("trin=2", "tilbud=skole", "ejerform=privat", "skoleafdeling=udskoling")
    assert told.said.endswith(piped(*ASK, *facts).stdout.decode())


def test_question_says_why_it_is_asked_and_what_is_unclear_about_it() -> None:
    """A question names what it helps to settle, where it stands in the rules, its answers, and the open points."""
    said = talk((*ASK, "trin=2", "tilbud=skole", "ejerform=kommunal"), [CTRL_D]).said
    assert re.search(rf"{WHY} .*: Indkaldte \(trivselplus/indkaldelse\.yaml:\d+:\d+\)", said)
    assert "A-044" in said
    assert re.search(r"^  1  basisskole\n  2  udskoling\n", said, re.MULTILINE)


def test_facts_that_are_given_are_not_asked() -> None:
    """What stands on the command line, or is not needed on the path, is not asked."""
    told = talk((*ASK, "tilbud=dagpleje"), ["1"])
    assert (told.status, told.said.count(WHY)) == (0, 1)
    assert talk((*ASK, "trin=3")).said.count(WHY) == 0


@pytest.mark.parametrize(
    ("argv", "reply", "status", "means"),
    [
        *((("trin=1",), reply, 3, "Tilbud: fritidstilbud") for reply in (" 4", "FRITID", "Fritidstilbud ")),
        *((("trin=1", "--lang", "en"), reply, 3, "Setting: leisure club") for reply in ("fritid", "Leisure club")),
        *(
            (
                ("trin=2", "tilbud=skole", "ejerform=kommunal", "--lang", "en"),
                reply,
                0,
                "School department: udskoling (upper years)",
            )
            for reply in ("udskoling", "udskoling (upper years)")
        ),
        (("tilbud=dagpleje",), " 2", 0, "Trin: 2"),
    ],
)
def test_reply_may_be_number_word_or_label(argv: tuple[str, ...], reply: str, status: int, means: str) -> None:
    """A reply is the number on the list, the value as the rules spell it, or its label, in capitals or not."""
    told = talk((*ASK, *argv), [reply])
    assert told.status == status
    assert f"- {means}" in told.said


def test_numbers_and_yes_are_asked_as_people_say_them(tmp_path: Path) -> None:
    """A number is asked with its reach, a boolean with yes and no, and a decimal comma is met with the point."""
    argv = ("decide", "moede", "--rules", str(folder(tmp_path, SOUND)), "trin=1", "farve=blaa")
    told = talk(argv, ["seks", "12", "2,5", "2.5", "ja"])
    assert told.status == 0
    assert "`2.5`" in told.said
    assert all(said in told.said for said in ("- Alder: 12 måneder", "- Skala: 2,5", "- Klar: ja"))


@pytest.mark.parametrize("encoding", ["utf-8:strict", "ascii"])
def test_letters_in_a_reply_are_no_trouble(encoding: str, tmp_path: Path) -> None:
    """A reply that is no text in the terminal's encoding is asked again; one with Danish letters is understood."""
    argv = ("decide", "moede", "--rules", str(folder(tmp_path, SOUND)), "trin=1")
    told = talk(argv, ["r\udcf8d", "\u202e", "rød"], env={"PYTHONIOENCODING": encoding})
    assert told.status == 0
    assert "- Farve: rød" in told.said


def test_bad_reply_is_explained_and_asked_again() -> None:
    """A reply that is not possible is answered with what is, and the prompt comes again without the question."""
    bad = ["9", "0", "-1", "2 3", "skol", "x" * 5000, "dag pleje"]
    told = talk((*ASK, "trin=1"), [*bad, "fritid"])
    assert told.status == 3
    _, *answers, _ = told.said.split("ordet: ")
    assert len(answers) == len(bad)
    for reply, told_so in zip(bad, answers, strict=True):
        assert re.search(r"dagpleje.*dagtilbud.*skole.*fritid.*ungdomsuddannelse", told_so), reply
    assert "mente du `skole`" in answers[bad.index("skol")]
    assert told.said.count(WHY) == 1


def test_enter_alone_is_not_taken_for_personal_data() -> None:
    """Whoever just presses Enter is asked again, and not told of personal data."""
    said = talk((*ASK, "trin=1"), ["", CTRL_D]).said
    assert said.count("ordet: ") == 2
    assert "personoplysning" not in said


def test_reply_that_may_identify_somebody_is_not_repeated() -> None:
    """What looks like a person's number, name or address stands on the screen once: as it was typed."""
    personal = ["010190-1234", "0201901234", "Karla Quist", "karla@example.org"]
    told = talk((*ASK, "trin=1"), [*personal, "fritid"])
    assert told.status == 3
    assert [told.said.count(reply) for reply in personal] == [1] * len(personal)


@pytest.mark.parametrize("replies", [[], ["1", "skol"]])
def test_ctrl_d_ends_with_what_is_missing(replies: list[str]) -> None:
    """Ctrl-D ends the interview with status 4 and says what is still missing."""
    told = talk(ASK, [*replies, CTRL_D])
    assert told.status == 4
    assert "Der mangler oplysninger." in told.said.rpartition(": ")[0]
    assert "Traceback" not in told.said


@pytest.mark.parametrize("replies", [[], ["1"]])
def test_ctrl_c_ends_at_once(replies: list[str]) -> None:
    """Ctrl-C ends with status 130, without an answer and without a traceback."""
    told = talk(ASK, [*replies, CTRL_C])
    assert told.status == 130
    assert "Traceback" not in told.said
    assert "Der mangler oplysninger." not in told.said


@pytest.mark.parametrize(
    ("terminal", "more"),
    [
        (("stdin", "stdout", "stderr"), ("--format", "json")),
        (("stdout", "stderr"), ()),
        (("stdin", "stderr"), ()),
        (("stderr",), ()),
    ],
    ids=["json", "stdin is a pipe", "stdout is a pipe", "both"],
)
def test_no_question_without_a_person_at_both_ends(terminal: tuple[Stream, ...], more: tuple[str, ...]) -> None:
    """JSON and pipes never prompt: what is missing is listed, with status 4."""
    told = talk((*ASK, "trin=1", *more), terminal=terminal)
    assert told.status == 4
    assert WHY not in told.said
    assert "Skriv" not in told.said
    if more:
        assert json.loads(told.said)["missing"] == ["tilbud"]


def test_facts_from_the_terminal_are_not_followed_by_questions() -> None:
    """With `--facts -` the terminal is where the facts come from, and nothing is asked after them."""
    command = (*ASK, "--facts", "-")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "trivselrules", *command], stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT
    ) as process:
        os.close(theirs)
        os.write(ours, b'{"trin": 1}\n\x04')
        said = _read(ours).decode()
        assert process.wait(PATIENCE) == 4
    os.close(ours)
    assert "tilbud=" in said
    assert WHY not in said


def test_prompt_is_seen_when_errors_go_elsewhere() -> None:
    """The prompt belongs to the conversation: it is on the terminal although standard error is not."""
    told = talk((*ASK, "trin=1"), ["fritid"], terminal=("stdin", "stdout"))
    assert told.status == 3
    assert "Skriv nummeret eller ordet: " in told.said


CALLS = [
    ("show", "indkaldelse"),
    ("decide", "indkaldelse", "trin=3"),
    ("decide", "indkaldelse", "trin=3", "--format", "json"),
    ("decide", "findes_ikke", "--format", "json"),
    ("check",),
    ("test",),
    ("--help",),
    ("--version",),
]


@pytest.mark.parametrize("argv", CALLS, ids=" ".join)
def test_closed_pipe_is_no_accident(argv: tuple[str, ...]) -> None:
    """When nobody reads any more, as after `| head -1`, the command ends without a complaint."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "trivselrules", *argv]
    done = subprocess.run(
        command, stdout=writing, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False, cwd=ROOT
    )
    os.close(writing)
    assert done.stderr.decode() == ""


@pytest.mark.parametrize("argv", [CALLS[0], CALLS[1]], ids=" ".join)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_full_disk_is_told_in_a_sentence(argv: tuple[str, ...]) -> None:
    """When the output cannot be written, one sentence says so, and the status is not one of success."""
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "trivselrules", *argv]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, cwd=ROOT)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr.decode()
    assert "Exception" not in done.stderr.decode()


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
@pytest.mark.parametrize("call", ["decide indkaldelse trin=3", "decide indkaldelse --facts -", "decide findes_ikke"])
def test_closed_stream_is_no_accident(call: str, closed: str) -> None:
    """A stream that was closed before the start gives no traceback, and errors never stand on standard output."""
    shell = f'"{sys.executable}" -m trivselrules {call} {closed}'
    done = subprocess.run(["sh", "-c", shell], input=b"{}", capture_output=True, check=False, cwd=ROOT)
    assert b"Traceback" not in done.stderr
    assert done.returncode in ((0,) if "trin=3" in call else (2, 4))
    assert b"findes ikke" not in done.stdout


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=str,
)
@pytest.mark.parametrize("argv", [CALLS[0], ("decide", "mødekreds")], ids=" ".join)
def test_output_is_utf_8_whatever_the_locale(argv: tuple[str, ...], env: dict[str, str]) -> None:
    """What is written is UTF-8, byte for byte the same under every locale."""
    done = piped(*argv, env=env)
    status, out, err = run(*argv)
    assert (done.returncode, done.stdout.decode("utf-8")) == (status, out)
    assert done.stderr.decode("utf-8") == err or "C" in env.values()  # there an argument is no text any more
    assert re.search("[æøå]", out + err)


def test_dates_are_asked_for_like_answers() -> None:
    """`calendar` asks for what is missing as `decide` does, and then gives the dates; a file is never mixed so."""
    dates = ("calendar", "statusmoede", "--from", "2026-08-12", "--on", "2026-08-01")
    asked = talk(dates, ["2"])
    assert asked.status == 0
    assert WHY in asked.said
    assert asked.said.endswith(run(*dates, "trin=2").out)
    for kind in ("json", "ics"):
        told = talk((*dates, "--format", kind), terminal=("stdin", "stdout"))
        assert (told.status, WHY in told.said) == (4, False)
