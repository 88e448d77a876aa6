# SPDX-License-Identifier: MPL-2.0
"""The content of TRIVSEL+: what other systems rely on, what holds under every reading, and how it reads aloud."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
import yaml
from golden import assert_golden, golden_names, run
from helpers import SHIPPED

import trivselrules
from trivselrules.analysis.nodes import decision_nodes
from trivselrules.model import Consult

RULES = trivselrules.load("trivselplus")
MODEL = RULES.model
LEADERS = ("indkaldende_leder", "anden_leder", "leder_af_privat_tilbud")
SAFETY = {
    "underretningspligten_er_personlig",
    "vent_ikke_med_underretningen",
    "akut_forlader_arbejdsgangen",
    "kontakt_ikke_foraeldrene_foerst",
    "risikovurdering_foer_foraeldre_og_netvaerk",
}
TOLD = {
    "trinmodel_trin_1": "trinmodel trin=1",
    "bekymring_laege_trin_3": "bekymring afsender=praktiserende_laege trin=3",
    "bekymring_sygehus_uden_trin": "bekymring afsender=somatisk_sygehus",
    "dagsorden_foerste": "dagsorden moede=foerste",
    "dagsorden_statusmoede": "dagsorden moede=statusmoede",
    "moededeltagelse_privat_leder": "moededeltagelse moede=foerste deltager=leder_af_privat_tilbud",
    "moededeltagelse_leder": "moededeltagelse moede=foerste deltager=anden_leder",
    "opstartsopgaver": "opstartsopgaver",
    "samtykke_18_aar": "samtykke alder=216",
    "privat_fremgangsmaade": "privat_fremgangsmaade ejerform=privat sikker_mail=false tilbud=skole",
    "manglende_fremdrift": "manglende_fremdrift fremdrift=false",
    "overgang_til_trin_3": "overgang_til_andet_trin nyt_trin=3",
}


def every_reading(decision: str) -> Iterator[dict[str, str]]:
    """Give every combination of options of the readings that a decision consults anywhere."""
    steps = [node.step for node in decision_nodes(MODEL.decisions[decision])]
    names = list(dict.fromkeys(step.reading.name for step in steps if isinstance(step, Consult)))
    for options in product(*(MODEL.readings[name].options for name in names)):
        yield dict(zip(names, options, strict=True))


@pytest.mark.parametrize(
    ("decision", "asks", "outcomes"),
    [
        ("trinmodel", "trin", "arbejdsform opgaveansvarlig faglig_leder personaleleder tovholder"),
        ("statusmoede", "trin", "interval varighed fastlaegges_af fastlaegges_i"),
        ("bekymring", "afsender", "modtager kanal blanket"),
        ("dagsorden", "moede", "punkter"),
        ("indkaldelse", "trin", "indkalder indkaldte"),
        ("foerste_moede", None, "frist varsel frist_fra facilitator_fra roller"),
    ],
)
def test_decisions_that_others_call_ask_and_answer_as_promised(decision: str, asks: str | None, outcomes: str) -> None:
    """The decisions that other systems know by name have the outcomes they know, and ask this first."""
    assert set(outcomes.split()) <= set(MODEL.decisions[decision].outcomes)
    missing = RULES.decide(decision).missing
    assert (missing[0] if missing else None) == asks


@pytest.mark.parametrize(
    ("decision", "facts", "outcome", "value"),
    [
        ("trinmodel", {"trin": 2}, "opgaveansvarlig", "lederteam"),
        ("trinmodel", {"trin": 4}, "tovholder", "boerne_og_ungeraadgiver"),
        ("bekymring", {"afsender": "medarbejder", "trin": 1}, "modtager", "lokal_leder"),
        ("bekymring", {"afsender": "medarbejder", "trin": 4}, "blanket", "underretning"),
        ("bekymring", {"afsender": "praktiserende_laege", "trin": 1}, "kanal", "nfs"),
        ("bekymring", {"afsender": "praktiserende_laege", "trin": 1}, "blanket", "lae165"),
        ("bekymring", {"afsender": "psykiatrisk_sygehus", "trin": 3}, "modtager", "modtagelsen"),
        ("bekymring", {"afsender": "anden_ekstern", "trin": 2}, "modtager", "lokal_leder"),
    ],
)
def test_values_that_others_rely_on(decision: str, facts: dict[str, object], outcome: str, value: str) -> None:
    """The values by which other systems know roles, channels and forms are given where the document says so."""
    answer = RULES.decide(decision, **facts)
    assert (answer.status, answer.outcome[outcome]) == ("decided", value)


@pytest.mark.parametrize(("meeting", "count"), [("foerste", 6), ("andet", 5), ("senere", 5), ("statusmoede", 4)])
def test_agendas_are_as_long_as_printed(meeting: str, count: int) -> None:
    """Six items for the first meeting, four for the status- og mulighedsmøde; the optional question is one of five."""
    points = RULES.decide("dagsorden", moede=meeting).outcome["punkter"]
    assert isinstance(points, tuple)
    assert len(points) == count


def test_what_the_document_does_not_say_of_a_step_is_not_said() -> None:
    """On step 1 nobody is responsible for the task, on 3 and 4 nobody is leader, on 1 and 2 there is no tovholder."""
    said = {trin: set(RULES.decide("trinmodel", trin=trin).outcome) for trin in (1, 2, 3, 4)}
    assert said[1] == {"arbejdsform", "faglig_leder", "personaleleder"}
    assert said[2] == said[1] | {"opgaveansvarlig"}
    assert said[3] == said[4] == {"arbejdsform", "tovholder"}


@pytest.mark.parametrize("leader", LEADERS)
def test_leaders_are_never_in_the_team_nor_the_contact_under_any_reading(leader: str) -> None:
    """However the document is read, no leader - of a private offer either - is in the team or the family's contact."""
    for readings in every_reading("plads_i_udfoererteamet"):
        answer = RULES.reading(readings).decide("plads_i_udfoererteamet", deltager=leader)
        assert answer.outcome["plads"] == "maa_ikke_vaere_med"
    for readings in every_reading("kontaktperson"):
        assert (
            RULES.reading(readings).decide("kontaktperson", deltager=leader).outcome["kan_vaere_kontaktperson"] is False
        )


def test_no_municipal_leader_comes_to_the_first_meeting_unless_the_municipality_reads_it_so() -> None:
    """As the document stands municipal leaders must not come; what it says of private leaders contradicts itself."""
    first = {leader: RULES.decide("moededeltagelse", moede="foerste", deltager=leader) for leader in LEADERS}
    assert [first[leader].outcome.get("deltagelse") for leader in LEADERS] == ["maa_ikke_deltage"] * 2 + [None]
    assert first["leder_af_privat_tilbud"].undetermined == ("privat_leder_og_opstartsmoedet",)


@pytest.mark.parametrize(("months", "giver"), [(215, "foraeldre_eller_vaerge"), (216, "den_unge")])
def test_consent_changes_hands_on_the_18th_birthday(months: int, giver: str) -> None:
    """The day before the parents or guardian consent, from the day on the young person."""
    assert RULES.decide("samtykke", alder=months).outcome["samtykke_fra"] == (giver,)


def test_safety_notices_are_never_the_documents() -> None:
    """What is said for safety's sake stands apart from the document, and says whose word it is."""
    assert {MODEL.notices[name].basis for name in SAFETY} == {"law", "ours"}


@pytest.mark.parametrize(
    ("decision", "facts"),
    [
        ("bekymring", {"afsender": "medarbejder", "trin": 4}),
        ("opstartsopgaver", {}),
        ("opstartsopgave", {"opstartsopgave": "kontakt_til_foraeldrene"}),
        ("invitation", {"inviteret": "foraeldre"}),
        ("indhentning_af_samtykke", {"samtykkeanledning": "opstart"}),
        ("underretningsmoede", {"sagens_art": "ny"}),
        ("fremgangsmaadens_trin", {"fremgangsmaadens_trin": "foraeldrene_indkaldes"}),
    ],
)
def test_every_step_that_contacts_parents_has_the_safety_notice(decision: str, facts: dict[str, object]) -> None:
    """Where parents are contacted the answer says that suspected parents are not contacted first."""
    assert "kontakt_ikke_foraeldrene_foerst" in RULES.decide(decision, **facts).notices


def test_a_concern_is_never_answered_without_the_duty_to_notify() -> None:
    """Whoever is concerned, on whatever step and under every reading, is told of the personal duty."""
    for readings in every_reading("bekymring"):
        rules = RULES.reading(readings)
        for sender in MODEL.facts["afsender"].value_labels:
            for trin in (1, 2, 3, 4):
                assert SAFETY & set(rules.decide("bekymring", afsender=sender, trin=trin).notices) >= {
                    "underretningspligten_er_personlig",
                    "vent_ikke_med_underretningen",
                    "akut_forlader_arbejdsgangen",
                }


def test_every_open_point_of_the_workflow_is_there() -> None:
    """A-002 to A-071 each have a place, and the rule set takes a stand on every reading."""
    points = {point.point for point in MODEL.open_points.values()}
    assert {f"A-{number:03d}" for number in range(2, 72)} <= points
    chosen = yaml.safe_load((SHIPPED / "rule_set.yaml").read_text(encoding="utf-8"))["readings"]
    assert set(chosen) == set(MODEL.readings)
    assert {name: reading.default.name for name, reading in MODEL.readings.items()} == chosen


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", TOLD)
def test_answer_reads_as_it_did(name: str, language: str) -> None:
    """An answer says word for word what it said when somebody last read it aloud."""
    told = run("decide", *TOLD[name].split(), "--on", "2026-11-21", "--lang", language)
    assert told.err == ""
    assert_golden(f"trivselplus/{name}.{language}", told.out)


def test_every_golden_answer_is_compared() -> None:
    """No golden file is left behind."""
    assert set(golden_names("trivselplus")) == {f"{name}.{language}" for name in TOLD for language in ("da", "en")}
