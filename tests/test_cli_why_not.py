# SPDX-License-Identifier: MPL-2.0
"""`decide --why-not`: how little would have to differ, in words and as JSON."""

from __future__ import annotations

import pytest
from golden import assert_golden, golden_names, run
from helpers import SOUND, folder

ASKED = {
    "fakta": ("trin=3", "kanal=telefon"),
    "mangler": ("trin=1", "kanal=brevpost"),
    "laesning": ("trin=1 farve=roed", "kanal=telefon"),
    "allerede": ("trin=3", "leder=psykolog"),
    "aldrig": ("trin=3", "frist=9 weeks"),
    "vaerdi": ("trin=1", "vaegt=0.5"),
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the folder of the small rule set."""
    return str(folder(tmp_path_factory.mktemp("lille"), SOUND))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", ASKED)
def test_why_not_reads_as_before(rules: str, name: str, language: str) -> None:
    """The answer comes first, then every smallest change with an example, or that there is none."""
    facts, wanted = ASKED[name]
    answered = run("decide", "moede", *facts.split(), "--rules", rules, "--on", "2026-11-21", "--lang", language)
    told = run(
        "decide",
        "moede",
        *facts.split(),
        "--rules",
        rules,
        "--on",
        "2026-11-21",
        "--lang",
        language,
        "--why-not",
        wanted,
    )
    assert (told.status, told.err) == (answered.status, "")
    assert told.out.startswith(answered.out)
    assert_golden(f"why_not/{name}.{language}", told.out[len(answered.out) + 1 :])


def test_every_golden_file_is_compared() -> None:
    """No golden file is left behind."""
    assert set(golden_names("why_not")) == {f"{name}.{language}" for name in ASKED for language in ("da", "en")}


def test_json_has_it_beside_the_answer(rules: str) -> None:
    """The answer is as without it, and `why_not` holds each change with what it can be and an example."""
    call = ("decide", "moede", "trin=3", "--rules", rules, "--on", "2026-11-21", "--format", "json")
    told = run(*call, "--why-not", "kanal=telefon").json()
    found = told.pop("why_not")
    assert told == run(*call).json()
    assert found["wanted"] == [{"outcome": "kanal", "value": "telefon"}]
    assert (found["holds"], found["anywhere"]) == (False, True)
    assert found["changes"] == [
        {
            "facts": ["trin"],
            "readings": ["hvem_foerst"],
            "ways": [
                {
                    "when": {"trin": ["1", "2"], "farve": ["roed"]},
                    "readings": {"hvem_foerst": ["skolen"]},
                    "witness": {"facts": {"trin": 1, "farve": "roed"}, "readings": {"hvem_foerst": "skolen"}},
                }
            ],
        }
    ]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (["kanal"], "wanted-form"),
        (["=telefon"], "wanted-form"),
        (["kanal="], "wanted-form"),
        (["kanal=telefon", "kanal=brevpost"], "wanted-twice"),
        (["kanl=telefon"], "unknown-outcome"),
        (["kanal=telefn"], "unknown-term"),
        (["antal=1,5"], "wanted-type"),
        (["aktiv=ja"], "wanted-type"),
        (["frist=fire uger"], "wanted-type"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(rules: str, wanted: list[str], code: str) -> None:
    """Bad input ends with 2 and a code."""
    argv = [argument for wish in wanted for argument in ("--why-not", wish)]
    told = run("decide", "moede", "trin=3", "--rules", rules, *argv, "--format", "json")
    assert (told.status, told.json()["error"]["code"]) == (2, code)


@pytest.mark.parametrize(
    "wish",
    ["frist=4 weeks", "aktiv=true", "aktiv=false", "antal=3", "vaegt=0.5", "deltagere=psykolog", "leder=psykolog"],
)
def test_a_wish_is_read_as_it_is_typed(rules: str, wish: str) -> None:
    """Each type of outcome has its way of being typed."""
    told = run("decide", "moede", "trin=4", "--rules", rules, "--why-not", wish, "--format", "json")
    assert told.status == 0
    assert told.json()["why_not"]["holds"] is False
