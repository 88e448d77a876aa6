# SPDX-License-Identifier: MPL-2.0
"""`trivselrules replay` and `prove`: what people read, what programs read, and how they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from golden import HERE, STEERING, assert_golden, golden_names, run
from helpers import folder
from living import BOOK, LIVING, OTHER, living
from test_log_laws import BAD
from test_names_lifecycle import RETURN

Plain = dict[str, Any]
Log = list[str]


def line(on: str, event: str, **facts: object) -> str:
    """Write an event as a line of a log."""
    return json.dumps({"on": on, "event": event, **facts})


LENT = line("2026-09-01T10:00+02:00", "bog_laant", farve="roed", klar=False)
CARD = line("2026-09-01T11:30+02:00", "kort_skrevet")
LOANS: dict[str, tuple[str, Log, tuple[str, ...], int]] = {
    "intet_sket": ("bog", [], (), 0),
    "laant": ("bog", [LENT, line("2026-09-02", "bog_laest")], (), 0),
    "afleveret": ("bog", [LENT, CARD, line("2026-09-20", "bog_fornyet"), line("2026-10-01", "bog_afleveret")], (), 0),
    "afvist": (
        "bog",
        [
            line("2026-09-01", "bog_afleveret"),
            LENT,
            line("2026-09-02", "bog_afleveret"),
            line("2026-09-02", "bog_indbundet"),
            line("2026-09-03", "kort_skrevet"),
            line("2026-09-03", "kort_skrevet"),
            *[line("2026-09-04", "bog_fornyet")] * 3,
            line("2026-09-05", "bog_laant", farve="blaa", klar=True),
        ],
        (),
        1,
    ),
    "rykket": (
        "rykker",
        [
            line("2026-09-01", "rykker_sendt", trin=1),
            line("2026-09-01", "bog_laant", farve="blaa", klar=True),
            line("2026-09-10", "rykker_sendt"),
            line("2026-09-10", "rykker_sendt", trin=4),
            line("2026-09-10", "rykker_sendt", trin=1),
            line("2026-09-12", "bog_meldt_vaek"),
            line("2026-09-20", "gebyr_betalt"),
            line("2026-09-20", "rykker_besvaret"),
        ],
        (),
        1,
    ),
    "vaek": (
        "bog",
        [
            line("2026-09-01", "bog_laant", farve="roed", klar=True),
            line("2026-09-03", "bog_meldt_vaek"),
            line("2026-09-04", "bog_fornyet"),
        ],
        ("--reading", "hvem_foerst=skolen"),
        1,
    ),
    "skolen_foerst": (
        "bog",
        [line("2026-09-01", "bog_laant", farve="roed", klar=False)],
        ("--reading", "hvem_foerst=skolen", "--reading", "gebyr_ved_rykker=aldrig"),
        0,
    ),
    "mangler": ("bog", [line("2026-09-01", "bog_laant", klar=True)], (), 4),
    "uafklaret": (
        "bog",
        [LENT, line("2026-09-02", "rykker_sendt", trin=2), line("2026-09-03", "bog_meldt_vaek")],
        (),
        3,
    ),
}
ON = ("--on", "2026-10-02")


def replay(tmp_path: Path, name: str, *more: str) -> Any:
    """Replay one of the logs over the little lifecycles."""
    lifecycle, log, options, _ = LOANS[name]
    rules = str(folder(tmp_path, LIVING))
    return run("replay", lifecycle, "-", "--rules", rules, *ON, *options, *more, stdin="\n".join(log).encode())


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", LOANS)
def test_history_state_and_tasks_are_told_as_people_read_them(name: str, language: str, tmp_path: Path) -> None:
    """What happened, where things stand and who does what now stand as in the golden file."""
    told = replay(tmp_path, name, "--lang", language)
    assert (told.status, told.err) == (LOANS[name][3], "")
    assert not STEERING.search(told.out)
    assert_golden(f"replay/{name}.{language}", told.out)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", LOANS)
def test_history_state_and_tasks_are_data_too(name: str, language: str, tmp_path: Path) -> None:
    """The same as JSON stands as in the golden file; only texts differ between the languages."""
    told = replay(tmp_path, name, "--lang", language, "--format", "json")
    assert (told.status, told.err) == (LOANS[name][3], "")
    if language == "da":
        assert_golden(f"replay/{name}", told.out, "json")
    danish = replay(tmp_path, name, "--format", "json").json()
    assert without_texts(told.json()) == without_texts(danish)
    assert told.json()["error"] is None


def without_texts(data: Any) -> Any:
    """Leave out what is written in a human language."""
    if isinstance(data, dict):
        return {key: without_texts(value) for key, value in data.items() if key != "text"}
    return [without_texts(item) for item in data] if isinstance(data, list) else data


SHIPPED: dict[str, tuple[str, Log, int]] = {
    "opstart": (
        "forloeb",
        [
            line("2026-09-01", "bekymring_rejst"),
            line("2026-09-02", "trinplaceret", trin=2),
            line("2026-09-03", "foraeldre_orienteret"),
            line("2026-09-03", "plan_paabegyndt"),
            line("2026-09-03", "tvaers_forloeb_oprettet"),
            line("2026-09-04", "samtykke_givet"),
        ],
        1,
    ),
    "underretning": (
        "underretning",
        [
            line("2026-09-01T10:00+02:00", "underretning_modtaget"),
            line("2026-09-02T11:00+02:00", "alvor_vurderet", akut=False),
        ],
        0,
    ),
}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_lifecycles_are_told_as_people_read_them(name: str, language: str) -> None:
    """The start of a course and of a case, over the shipped rules, stand as in the golden file."""
    lifecycle, log, status = SHIPPED[name]
    told = run("replay", lifecycle, "-", *ON, "--lang", language, stdin="\n".join(log).encode())
    assert (told.status, told.err) == (status, "")
    assert not STEERING.search(told.out)
    assert_golden(f"replay/{name}.{language}", told.out)


def test_every_golden_file_is_compared() -> None:
    """No golden file is left behind."""
    assert set(golden_names("replay")) == {f"{name}.{one}" for name in LOANS | SHIPPED for one in ("da", "en")}
    assert {path.stem for path in (HERE / "replay").glob("*.json")} == set(LOANS)


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_broken_line_is_told_and_nothing_before_it_is_lost(bad: str, form: str, tmp_path: Path) -> None:
    """The history up to a broken line is written, the line is named, and the status is that of bad input."""
    log = f"{LENT}\n{CARD}\n{bad}\n".encode("utf-8", "surrogateescape")
    rules = str(folder(tmp_path, LIVING))
    told = run("replay", "bog", "-", "--rules", rules, *ON, "--format", form, "--lang", "en", stdin=log)
    assert told.status == 2
    assert not STEERING.search(told.out + told.err)
    if form == "json":
        assert [step["event"] for step in told.json()["steps"]] == ["bog_laant", "kort_skrevet"]
        assert told.json()["error"]["code"] == "log-line"
        assert "line 3 " in told.json()["error"]["message"]
        place = told.json()["error"]["location"]
        assert (place["file"], place["line"]) == ("-", 3)
        assert place["column"] >= 1
        assert told.err == ""
    else:
        assert "the card has been written" in told.out
        assert told.err.startswith("trivselrules: line 3 ")


@pytest.mark.parametrize(
    ("on", "seen", "said"),
    [
        (
            "2026-08-31",
            0,
            ("Ikke talt med: 3 hændelser efter 31. august 2026.", "Left out: 3 events after 31 August 2026."),
        ),
        (
            "2026-09-01",
            2,
            ("Ikke talt med: 1 hændelse efter 1. september 2026.", "Left out: 1 event after 1 September 2026."),
        ),
        ("2026-09-02", 3, ("", "")),
    ],
)
def test_a_matter_is_told_as_of_a_day(on: str, seen: int, said: tuple[str, str], tmp_path: Path) -> None:
    """What happened after the day is left out, also from the exit status, and it is said how much that is."""
    rules = str(folder(tmp_path, LIVING))
    log = [LENT, CARD, line("2026-09-02", "kort_skrevet")]
    asked = ("replay", "bog", "-", "--rules", rules, "--on", on)
    before = run(*asked, stdin="\n".join(log[:seen]).encode())
    for language, sentence in zip(("da", "en"), said, strict=True):
        told = run(*asked, "--lang", language, stdin="\n".join(log).encode())
        assert (told.out.splitlines()[-1] == sentence) == bool(sentence)
        assert told.status == (1 if seen == 3 else 0)
    assert before.out in run(*asked, stdin="\n".join(log).encode()).out
    data = run(*asked, "--format", "json", stdin="\n".join(log).encode()).json()
    assert (len(data["steps"]), data["left_out"]) == (seen, 3 - seen)


def test_a_log_may_stand_in_a_file(tmp_path: Path) -> None:
    """A file is read as standard input is: with a byte order mark, Windows' line ends, and no end of its last line."""
    rules = str(folder(tmp_path, LIVING))
    log = tmp_path / "haendelser.jsonl"
    log.write_bytes(f"\ufeff{LENT}\r\n\r\n{CARD}".encode())
    told = run("replay", "bog", str(log), "--rules", rules, *ON)
    assert told == run("replay", "bog", "-", "--rules", rules, *ON, stdin=f"{LENT}\n{CARD}\n".encode())
    assert told.status == 0
    assert log.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", ["findes_ikke.jsonl", ".", "", "a\0b", "x" * 5000])
def test_a_log_that_cannot_be_read_is_refused(name: str, tmp_path: Path) -> None:
    """A file that does not exist, a folder and a name that cannot be one are refused, and not repeated."""
    told = run("replay", "bog", name, "--rules", str(folder(tmp_path, LIVING)))
    assert (told.status, told.out) == (2, "")
    assert "loggen" in told.err
    assert len(name) < 2 or name not in told.err


def test_a_log_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than a bounded part of a log is read."""
    from trivselrules.cli import replay as command

    monkeypatch.setattr(command, "_MOST_BYTES", 100)
    told = run("replay", "bog", "-", "--rules", str(folder(tmp_path, LIVING)), stdin=f"{LENT}\n{CARD}\n".encode())
    assert (told.status, told.out) == (2, "")


def test_an_unknown_lifecycle_is_refused_before_the_log_is_read(tmp_path: Path) -> None:
    """The name that was meant is told, and so are the lifecycles there are."""
    told = run("replay", "bogen", "findes_ikke", "--rules", str(folder(tmp_path, LIVING)), "--format", "json")
    assert told.status == 2
    assert told.json()["error"]["code"] == "unknown-lifecycle"
    assert "`bog`" in told.json()["error"]["message"]


def test_a_date_beyond_the_calendar_is_refused(tmp_path: Path) -> None:
    """Deadlines are seen from dates that can be reckoned with."""
    rules = str(folder(tmp_path, LIVING))
    told = run("replay", "bog", "-", "--rules", rules, "--on", "1899-12-31", stdin=LENT.encode())
    assert (told.status, told.out) == (2, "")


def test_deadlines_are_seen_from_today(tmp_path: Path) -> None:
    """Without `--on`, deadlines are seen from today: a loan of long ago is overdue."""
    rules = str(folder(tmp_path, LIVING))
    log = line("2020-09-01", "bog_laant", farve="roed", klar=True).encode()
    told = run("replay", "bog", "-", "--rules", rules, "--format", "json", stdin=log)
    assert told.json()["overdue"] == ["aflever", "indbind"]


# --- prove -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "bog og rykker: alle 119 tilstande og 824 skridt er gennemgået, under alle læsninger."),
        ("en", "bog and rykker: all 119 states and 824 steps have been gone through, under all readings."),
    ],
)
def test_what_was_proved_is_told(language: str, said: str, tmp_path: Path) -> None:
    """Sound lifecycles are told with how many states and steps were gone through."""
    told = run("prove", "--rules", str(folder(tmp_path, LIVING)), "--lang", language)
    assert (told.status, told.err) == (0, "")
    assert told.out.splitlines()[0] == said
    assert len(told.out.splitlines()) == 4


def test_what_was_proved_is_data_too(tmp_path: Path) -> None:
    """The same as JSON: what was covered, and the prohibitions that hold."""
    told = run("prove", "--rules", str(folder(tmp_path, LIVING)), "--format", "json")
    assert (told.status, told.err) == (0, "")
    assert told.json() == {
        "proved": True,
        "covered": [
            {"lifecycles": ["bog", "rykker"], "states": 119, "steps": 824},
            {"lifecycles": ["spil"], "states": 2, "steps": 2},
        ],
        "invariants": ["afleveret_uden_kort", "rykket_for_en_bog_hjemme", "uden_leder"],
        "findings": [],
        "decisions": {
            "frist": {"situations": 2, "answers": 2},
            "moede": {"situations": 1280, "answers": 15},
            "serie": {"situations": 1, "answers": 0},
        },
    }


def test_a_broken_prohibition_gives_status_1(tmp_path: Path) -> None:
    """A prohibition that can be broken is told at its place, with the line and the way there."""
    rules = str(folder(tmp_path, living([(BOOK, RETURN, "")])[0]))
    told = run("prove", "--rules", rules, "--lang", "en")
    assert (told.status, told.err) == (1, "")
    assert f"{rules}/invariants.yaml:2:3: " in told.out
    assert "  2 |   afleveret_uden_kort:" in told.out
    assert "bog_laant klar=false farve=roed, bog_afleveret" in told.out
    found = run("prove", "--rules", rules, "--format", "json")
    assert (found.status, found.json()["proved"]) == (1, False)
    (finding,) = found.json()["findings"]
    assert (finding["code"], finding["line"], finding["column"]) == ("invariant-broken", 2, 3)


def test_rules_with_errors_prove_nothing(tmp_path: Path) -> None:
    """Rules that cannot be used are checked instead, with the same status."""
    rules = str(folder(tmp_path, living([(OTHER, "beside: [bog]", "beside: [bogen]")])[0]))
    told = run("prove", "--rules", rules)
    assert told == run("check", "--rules", rules)
    assert told.status == 1


def test_what_nothing_uses_is_told_by_the_proof_too(tmp_path: Path) -> None:
    """A word that nothing uses breaks nothing: it is a warning beside the proof, and the status is 0."""
    role = "roles:\n  ubrugt:\n    kind: chef\n    da: ubrugt\n    en: unused\n"
    rules = folder(tmp_path, {**LIVING, "vocabulary.yaml": LIVING["vocabulary.yaml"].replace("roles:\n", role)})
    told = run("prove", "--rules", str(rules), "--format", "json")
    assert (told.status, told.err, told.json()["proved"]) == (0, "", True)
    assert [(one["code"], one["severity"]) for one in told.json()["findings"]] == [("unused-role", "warning")]
    assert "[unused-role]" in run("prove", "--rules", str(rules)).out
