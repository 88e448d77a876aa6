# SPDX-License-Identifier: MPL-2.0
"""`trivselrules decide` on the shipped rules: every row of the convening tree, and the shape of an answer."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from golden import Told, assert_golden, golden_names, run
from helpers import ROOT, SHIPPED

RULE_SET = yaml.safe_load((SHIPPED / "rule_set.yaml").read_text(encoding="utf-8"))
REGISTER = yaml.safe_load((SHIPPED / "sources.yaml").read_text(encoding="utf-8"))["facts"]

PPR = "leder_af_ppr"
SITE = "leder_af_matriklen"
HEAD = "skoleleder"
OWN = "leder_af_privat_dagtilbud"
BASIS_1 = "koordinerende_lokal_psykolog ressourcecenterleder"
UPPER_MUNICIPAL_1 = "koordinerende_lokal_psykolog uu_vejleder paedagogisk_fritidsleder"
UPPER_PRIVATE_1 = "koordinerende_lokal_psykolog uu_vejleder gadeplansmedarbejder"
BASIS_2 = "distriktsskoleleder leder_af_sundhedsplejen"
UPPER_2 = "distriktsskoleleder leder_af_sundhedsplejen leder_af_uu leder_af_fritid"
CENTRE_1 = "paedagogisk_vejleder"
CENTRE_2 = "distriktsinstitutionsleder leder_af_sundhedsplejen leder_af_de_paedagogiske_vejledere"

WHO = "private_skolers_indkalder"
PRINTED = "distriktsskoleleder_ved_privat_skole"
PRIVATE_CENTRE = "privat_dagtilbud_indkaldelse"
NO_DISTRICT_HEAD = ["privat_skole_uden_distriktsskoleleder"]

# Facts, convener, and whom the document lists, in its order; then the readings and notices the answer rests on.
PRINTED_ROWS = [
    ("trin=1 tilbud=dagpleje", "paedagogisk_leder_af_dagplejen", "dagplejekonsulent", [], []),
    ("trin=2 tilbud=dagpleje", PPR, "leder_af_dagplejen leder_af_sundhedsplejen", [], []),
    ("trin=1 tilbud=dagtilbud ejerform=kommunal", "paedagogisk_leder_af_dagtilbud", CENTRE_1, [], []),
    ("trin=2 tilbud=dagtilbud ejerform=kommunal", PPR, CENTRE_2, [], []),
    ("trin=1 tilbud=skole ejerform=kommunal skoleafdeling=basisskole", SITE, BASIS_1, [], []),
    ("trin=1 tilbud=skole ejerform=kommunal skoleafdeling=udskoling", SITE, UPPER_MUNICIPAL_1, [], []),
    ("trin=1 tilbud=skole ejerform=privat skoleafdeling=basisskole", SITE, BASIS_1, [WHO], []),
    ("trin=1 tilbud=skole ejerform=privat skoleafdeling=udskoling", SITE, UPPER_PRIVATE_1, [WHO], []),
    ("trin=2 tilbud=skole ejerform=kommunal skoleafdeling=basisskole", PPR, BASIS_2, [], []),
    ("trin=2 tilbud=skole ejerform=kommunal skoleafdeling=udskoling", PPR, UPPER_2, [], []),
    (
        "trin=2 tilbud=skole ejerform=privat skoleafdeling=basisskole",
        HEAD,
        BASIS_2,
        [WHO, PRINTED],
        NO_DISTRICT_HEAD,
    ),
    ("trin=2 tilbud=skole ejerform=privat skoleafdeling=udskoling", HEAD, UPPER_2, [WHO, PRINTED], NO_DISTRICT_HEAD),
]

PRIVATE_SCHOOL = "tilbud=skole ejerform=privat skoleafdeling"
OTHER_READINGS = [
    (f"trin=1 {PRIVATE_SCHOOL}=basisskole", f"{WHO}=begge_trin", HEAD, BASIS_1),
    (f"trin=1 {PRIVATE_SCHOOL}=udskoling", f"{WHO}=begge_trin", HEAD, UPPER_PRIVATE_1),
    (f"trin=2 {PRIVATE_SCHOOL}=basisskole", f"{WHO}=begge_trin", HEAD, BASIS_2),
    (f"trin=2 {PRIVATE_SCHOOL}=udskoling", f"{WHO}=begge_trin", HEAD, UPPER_2),
    (f"trin=1 {PRIVATE_SCHOOL}=basisskole", f"{WHO}=trin_1", HEAD, BASIS_1),
    (f"trin=1 {PRIVATE_SCHOOL}=udskoling", f"{WHO}=trin_1", HEAD, UPPER_PRIVATE_1),
    (f"trin=2 {PRIVATE_SCHOOL}=basisskole", f"{WHO}=trin_1", PPR, BASIS_2),
    (f"trin=2 {PRIVATE_SCHOOL}=udskoling", f"{WHO}=trin_1", PPR, UPPER_2),
    (f"trin=2 {PRIVATE_SCHOOL}=basisskole", f"{PRINTED}=udelades", HEAD, "leder_af_sundhedsplejen"),
    (
        f"trin=2 {PRIVATE_SCHOOL}=udskoling",
        f"{PRINTED}=udelades",
        HEAD,
        "leder_af_sundhedsplejen leder_af_uu leder_af_fritid",
    ),
    (f"trin=1 {PRIVATE_SCHOOL}=basisskole", f"{PRINTED}=udelades", SITE, BASIS_1),
    (
        f"trin=2 {PRIVATE_SCHOOL}=basisskole",
        f"{WHO}=trin_1 {PRINTED}=udelades",
        PPR,
        "leder_af_sundhedsplejen",
    ),
    ("trin=1 tilbud=dagtilbud ejerform=privat", f"{PRIVATE_CENTRE}=som_privat_skole", OWN, CENTRE_1),
    ("trin=2 tilbud=dagtilbud ejerform=privat", f"{PRIVATE_CENTRE}=som_privat_skole", OWN, CENTRE_2),
    (
        "trin=2 tilbud=skole ejerform=kommunal skoleafdeling=basisskole",
        f"{WHO}=begge_trin {PRINTED}=udelades {PRIVATE_CENTRE}=som_privat_skole",
        PPR,
        BASIS_2,
    ),
]

SITUATIONS = {
    "dagpleje_trin_2": ("trin=2", "tilbud=dagpleje"),
    "privat_udskoling_trin_2": ("trin=2", "tilbud=skole", "ejerform=privat", "skoleafdeling=udskoling"),
    "privat_basisskole_trin_1_begge_trin": (
        *("trin=1", "tilbud=skole", "ejerform=privat", "skoleafdeling=basisskole"),
        *("--reading", f"{WHO}=begge_trin"),
    ),
    "privat_dagtilbud_trin_1": ("trin=1", "tilbud=dagtilbud", "ejerform=privat"),
    "privat_dagtilbud_trin_2_som_privat_skole": (
        *("trin=2", "tilbud=dagtilbud", "ejerform=privat"),
        *("--reading", f"{PRIVATE_CENTRE}=som_privat_skole"),
    ),
    "fritid_trin_1": ("trin=1", "tilbud=fritid"),
    "skole_trin_3": ("trin=3", "tilbud=skole"),
    "skole_uden_mere": ("trin=1", "tilbud=skole"),
    "intet_oplyst": (),
}
SHOWN = {"overblik": (), "ordliste": ("vocabulary",), "aabne_punkter": ("open_points",), "trae": ("indkaldelse",)}


def decide(facts: str = "", *more: str, stdin: bytes = b"") -> Told:
    """Ask `indkaldelse` with facts written as on the command line."""
    return run("decide", "indkaldelse", *facts.split(), *more, stdin=stdin)


def answer(facts: str = "", *more: str, status: int = 0) -> dict[str, Any]:
    """Give the answer as JSON, having seen that the exit status is right and nothing is on standard error."""
    told = decide(facts, *more, "--format", "json")
    assert (told.status, told.err) == (status, "")
    found: dict[str, Any] = told.json()
    return found


def readings(chosen: str) -> list[str]:
    """Write readings as options."""
    return [part for choice in chosen.split() for part in ("--reading", choice)]


@pytest.mark.parametrize(("facts", "convener", "convened", "open_points", "notices"), PRINTED_ROWS)
def test_printed_row_is_answered_as_printed(
    facts: str, convener: str, convened: str, open_points: list[str], notices: list[str]
) -> None:
    """By default every row of the document gives its convener, its list in its order, and what it rests on."""
    found = answer(facts)
    assert found["status"] == "decided"
    assert found["outcome"] == {"indkalder": convener, "indkaldte": convened.split()}
    assert (found["missing"], found["open_points"]) == ([], open_points)
    assert [notice["id"] for notice in found["notices"]] == notices


@pytest.mark.parametrize(("facts", "chosen", "convener", "convened"), OTHER_READINGS)
def test_other_reading_gives_its_answer(facts: str, chosen: str, convener: str, convened: str) -> None:
    """Every other reading can be chosen with `--reading` and gives the answer it stands for."""
    found = answer(facts, *readings(chosen))
    assert found["status"] == "decided"
    assert found["outcome"] == {"indkalder": convener, "indkaldte": convened.split()}


@pytest.mark.parametrize("step", [1, 2])
@pytest.mark.parametrize(
    ("facts", "point", "number"),
    [
        ("tilbud=dagtilbud ejerform=privat", PRIVATE_CENTRE, "A-042"),
        ("tilbud=fritid", "tilbud_uden_indkaldelsesregel", "A-039"),
        ("tilbud=ungdomsuddannelse", "tilbud_uden_indkaldelsesregel", "A-039"),
    ],
)
def test_silence_is_undetermined(step: int, facts: str, point: str, number: str) -> None:
    """Where the document is silent, the status is 3, nothing is set, and the open point is named."""
    found = answer(f"trin={step} {facts}", status=3)
    assert (found["status"], found["outcome"], found["missing"]) == ("undetermined", {}, [])
    assert found["open_points"] == [point]
    assert number in decide(f"trin={step} {facts}").out


@pytest.mark.parametrize("step", [3, 4])
@pytest.mark.parametrize("more", ["", "tilbud=skole", "tilbud=dagtilbud ejerform=privat", "tilbud=fritid"])
def test_steps_3_and_4_are_not_applicable(step: int, more: str) -> None:
    """On steps 3 and 4 the question does not arise, and the reason says who convenes there, with its sources."""
    found = answer(f"trin={step} {more}")
    assert (found["status"], found["outcome"], found["open_points"]) == ("not_applicable", {}, [])
    (notice,) = found["notices"]
    assert "rådgiveren" in notice["text"]
    assert "indkalder" in notice["text"]
    assert notice["basis"] == "document"
    assert [entry["fact"] for entry in found["because"]] == ["trin"]
    assert {"TP-180", "TP-189"} <= set(found["because"][0]["source"])
    prose = decide(f"trin={step} {more}")
    assert prose.status == 0
    assert all(said in prose.out for said in (notice["text"], "TP-180", "TP-189"))


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ("", ["trin"]),
        ("tilbud=skole", ["trin"]),
        ("ejerform=privat skoleafdeling=udskoling", ["trin"]),
        ("trin=1", ["tilbud"]),
        ("trin=2 ejerform=privat", ["tilbud"]),
        ("trin=1 tilbud=dagtilbud", ["ejerform"]),
        ("trin=1 tilbud=skole", ["ejerform", "skoleafdeling"]),
        ("trin=2 tilbud=skole", ["ejerform", "skoleafdeling"]),
        ("trin=2 tilbud=skole ejerform=kommunal", ["skoleafdeling"]),
        ("trin=2 tilbud=skole skoleafdeling=udskoling", ["ejerform"]),
    ],
)
def test_missing_facts_are_named_in_order(facts: str, missing: list[str]) -> None:
    """What is missing has the status 4 and is listed in the order to ask, in JSON as in prose."""
    found = answer(facts, status=4)
    assert (found["status"], found["missing"]) == ("needs_facts", missing)
    told = decide(facts)
    asked = re.findall(r"\((\w+)=", told.out)
    assert (told.status, asked) == (4, missing)


@pytest.mark.parametrize("fact", ["ejerform=privat", "skoleafdeling=udskoling"])
def test_known_fact_that_is_not_asked_changes_nothing(fact: str) -> None:
    """A fact the path does not ask is accepted and leaves the answer as it is."""
    assert answer(f"trin=2 tilbud=dagpleje {fact}") == answer("trin=2 tilbud=dagpleje")


@pytest.mark.parametrize(
    "facts", ["", "trin=3", "trin=1 tilbud=fritid", *(row[0] for row in PRINTED_ROWS)], ids=lambda facts: facts or "-"
)
def test_json_has_the_shape_of_the_contract(facts: str) -> None:
    """JSON has exactly the keys of the contract, in its order, all the way down."""
    found = decide(facts, "--format", "json").json()
    assert list(found) == [
        *("decision", "status", "outcome", "missing"),
        *("open_points", "because", "notices", "rule_set"),
    ]
    assert found["decision"] == "indkaldelse"
    assert list(found["outcome"]) in ([], ["indkalder", "indkaldte"])
    for entry in found["because"]:
        assert list(entry) in (["fact", "value", "at", "source"], ["reading", "option", "at", "source"])
    for notice in found["notices"]:
        assert list(notice) == ["id", "text", "basis"]
        assert notice["basis"] in ("document", "law", "ours")
    assert list(found["rule_set"]) == ["id", "version", "digest", "on"]
    assert (found["rule_set"]["id"], found["rule_set"]["version"]) == ("trivselplus", RULE_SET["version"])
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", found["rule_set"]["digest"])


@pytest.mark.parametrize(
    ("facts", "chosen"), [("trin=3", ""), *((row[0], "") for row in PRINTED_ROWS), *(row[:2] for row in OTHER_READINGS)]
)
def test_reasons_point_to_the_answers_in_the_file(facts: str, chosen: str) -> None:
    """Each `at` is the line and column of that very answer or option, and each source is in the register."""
    given = dict(pair.split("=") for pair in facts.split())
    because = answer(facts, *readings(chosen))["because"]
    assert because
    for entry in because:
        file, line, column = entry["at"].split(":")
        text = (SHIPPED.parent / file).read_text(encoding="utf-8").split("\n")[int(line) - 1][int(column) - 1 :]
        value = entry["option"] if "reading" in entry else entry["value"]
        assert re.match(rf"{value}\s*[,:]", text), f"{entry['at']} is not {value}"
        assert "reading" in entry or str(value) == given[entry["fact"]]
        assert set(entry["source"]) <= set(REGISTER)
    assert {entry["fact"] for entry in because if "fact" in entry} <= set(given)


@pytest.mark.parametrize("on", ["2026-11-21", "2024-02-29", "0001-01-01", "9999-12-31"])
def test_date_goes_into_the_answer(on: str) -> None:
    """`--on` is the date in the answer, and another date alone gives no other answer today."""
    found, other = answer("trin=3", "--on", on), answer("trin=3")
    assert found.pop("rule_set") == {**other.pop("rule_set"), "on": on}
    assert found == other


def test_date_is_today_by_default() -> None:
    """Without `--on` the answer is as of today."""
    before = date.today()
    on = answer("trin=3")["rule_set"]["on"]
    assert on in {before.isoformat(), date.today().isoformat()}


FACTS = {"trin": 2, "tilbud": "skole", "ejerform": "privat", "skoleafdeling": "udskoling"}


@pytest.mark.parametrize("split", range(len(FACTS) + 1))
@pytest.mark.parametrize("where", ["file", "standard input"])
def test_facts_come_from_arguments_and_json_alike(where: str, split: int, tmp_path: Path) -> None:
    """The same facts give the same text, however they are divided between arguments and JSON."""
    arguments = " ".join(f"{name}={value}" for name, value in list(FACTS.items())[:split])
    content = json.dumps(dict(list(FACTS.items())[split:])).encode()
    file = tmp_path / "oplyst.json"
    file.write_bytes(content)
    told = decide(arguments, "--facts", str(file) if where == "file" else "-", stdin=content)
    assert told == decide(" ".join(f"{name}={value}" for name, value in FACTS.items()))
    assert told.status == 0


@pytest.mark.parametrize(
    "content",
    [b'\xef\xbb\xbf{"trin": 3}', b' \r\n{"trin":\t3}\n', b'{"tr\\u0069n": 3}'],
    ids=["bom", "space", "escape"],
)
def test_json_may_be_written_in_any_way_json_allows(content: bytes) -> None:
    """White space, escapes and the mark that Windows puts first change nothing."""
    assert decide("--facts -", stdin=content) == decide("trin=3")


@pytest.mark.parametrize(
    "arguments",
    [
        "--lang en --on 2026-11-21 indkaldelse trin=2 tilbud=dagpleje",
        "indkaldelse --lang en trin=2 --on 2026-11-21 tilbud=dagpleje",
        "indkaldelse trin=2 --lang=en tilbud=dagpleje --on=2026-11-21",
        "indkaldelse --rules trivselplus trin=2 --lang en --format text tilbud=dagpleje --on 2026-11-21",
        f"--reading {WHO}=trin_2 indkaldelse --lang en trin=2 tilbud=dagpleje --on 2026-11-21",
        "indkaldelse --lang en --on 2026-11-21 -- trin=2 tilbud=dagpleje",
        "indkaldelse tilbud=dagpleje --lang en trin=2 --on 2026-11-21",
    ],
)
def test_options_stand_anywhere(arguments: str) -> None:
    """Options may stand before, between and after the facts, and facts in any order."""
    expected = decide("trin=2 tilbud=dagpleje", "--lang", "en", "--on", "2026-11-21")
    assert run("decide", *arguments.split()) == expected
    assert expected.status == 0


@pytest.mark.parametrize("facts", [row[0] for row in PRINTED_ROWS if row[4]] + ["trin=3", "trin=1 tilbud=fritid", ""])
def test_language_changes_words_and_nothing_else(facts: str) -> None:
    """In JSON the language is that of the notices; all else is the same in both."""
    danish, english = (decide(facts, "--format", "json", "--lang", language).json() for language in ("da", "en"))
    for one, other in zip(danish["notices"], english["notices"], strict=True):
        assert one.pop("text") != other.pop("text")
    assert danish == english


@pytest.mark.parametrize("argv", [("trin=2", "tilbud=dagpleje"), (PRINTED_ROWS[-1][0], "--format", "json"), ()])
def test_installed_command_does_as_the_function(argv: tuple[str, ...]) -> None:
    """A process of its own prints the same bytes and leaves with the same status."""
    command = [sys.executable, "-m", "trivselrules", "decide", "indkaldelse", *" ".join(argv).split()]
    command += ["--on", "2026-11-21"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT, stdin=subprocess.DEVNULL)
    told = decide(" ".join(argv), "--on", "2026-11-21")
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == told


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", SITUATIONS)
def test_answer_reads_as_before(name: str, language: str) -> None:
    """An answer says word for word what it said when somebody last read it."""
    told = decide("", *SITUATIONS[name], "--on", "2026-11-21", "--lang", language)
    assert told.err == ""
    assert_golden(f"decide_{name}.{language}", told.out)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", SHOWN)
def test_rule_set_reads_as_before(name: str, language: str) -> None:
    """A rule set is shown word for word as it was when somebody last read it."""
    told = run("show", *SHOWN[name], "--lang", language)
    assert (told.status, told.err) == (0, "")
    assert_golden(f"show_{name}.{language}", told.out)


def test_every_golden_file_is_compared() -> None:
    """No golden file is left behind."""
    names = {f"decide_{name}" for name in SITUATIONS} | {f"show_{name}" for name in SHOWN}
    ours = {name for name in golden_names() if name.startswith(("decide_", "show_"))}
    assert ours == {f"{name}.{language}" for name in names for language in ("da", "en")}
