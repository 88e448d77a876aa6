# SPDX-License-Identifier: MPL-2.0
"""`replay --why-not`: what it takes for an event to be accepted, in words and as JSON."""

from __future__ import annotations

import pytest
from golden import assert_golden, golden_names, run

LOG = b'{"on": "2026-09-01", "event": "bekymring_rejst"}\n{"on": "2026-09-02", "event": "trinplaceret", "trin": 2}\n'
ASKED = {
    "haendelser": ("foerste_moede_indkaldt",),
    "allerede": ("forloeb_afsluttet",),
    "uafklaret": ("bekymring_rejst",),
    "oplysninger": ("trin_justeret", "trin=3"),
    "anden_laesning": ("overleveret_uden_moede",),
}
CALL = ("replay", "forloeb", "-", "--on", "2026-09-03")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", ASKED)
def test_why_not_reads_as_before(name: str, language: str) -> None:
    """The log comes first, then what it takes; the exit status is that of the log."""
    before = run(*CALL, "--lang", language, stdin=LOG)
    event, *facts = ASKED[name]
    told = run(*CALL, "--lang", language, "--why-not", event, *facts, stdin=LOG)
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith(before.out)
    assert_golden(f"why_not_event/{name}.{language}", told.out[len(before.out) + 1 :])


def test_every_golden_file_is_compared() -> None:
    """No golden file is left behind."""
    assert set(golden_names("why_not_event")) == {f"{name}.{one}" for name in ASKED for one in ("da", "en")}


def test_json_has_it_beside_the_log() -> None:
    """The log is as without it, and `why_not` holds the events with an example."""
    told = run(*CALL, "--why-not", "plan_paabegyndt", "--format", "json", stdin=LOG).json()
    found = told.pop("why_not")
    assert told == run(*CALL, "--format", "json", stdin=LOG).json()
    assert (found["before"]["length"], found["before"]["count"]) == (2, 1)
    (course,) = found["before"]["courses"]
    assert (course["events"], course["orders"]) == (["tvaers_forloeb_oprettet", "samtykke_givet"], 1)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("--why-not", "trinplaceet"), "unknown-event"),
        (("--why-not", "trinplaceret", "trin=9"), "value-unknown"),
        (("--why-not", "trinplaceret", "akut=true"), "event-fact"),
        (("--why-not", "trinplaceret", "--why-not", "plan_paabegyndt"), "usage"),
        (("trin=2",), "usage"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: tuple[str, ...], code: str) -> None:
    """Bad input ends with 2 and a code; facts without a question about an event are refused."""
    told = run(*CALL, *asked, "--format", "json", stdin=LOG)
    assert (told.status, told.json()["error"]["code"]) == (2, code)


def test_facts_without_an_event_are_pointed_to_the_option() -> None:
    """Whoever writes a fact and no event hears which option it belongs to."""
    assert "--why-not HÆNDELSE" in run(*CALL, "trin=2", stdin=LOG).err
