# SPDX-License-Identifier: MPL-2.0
"""Laws of exactness: for any tree, sound or not, the analysis finds what trying every situation finds."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import reference
from faults import Checked, dead_end, nodes_with_paths, place
from hypothesis import given, settings
from hypothesis import strategies as st
from pools import pooled
from rule_texts import cited

from trivselrules import Finding
from trivselrules.analysis import agreement
from trivselrules.testing.grown_facts import prose

Plain = dict[str, Any]
Files = dict[str, Plain]

FILE = "proeve.yaml"
MOST = 2  # how deep an `all` stands
FACTS = {"farve": ("roed", "blaa"), "form": ("rund", "kantet", "flad")}
READINGS = {"laesning": ("foerst", "sidst", "aldrig"), "tolkning": ("streng", "mild")}
QUESTIONS = FACTS | READINGS
Path = tuple[str | int, ...]
laws = settings(max_examples=settings().max_examples * 3 // 2)


@st.composite
def nodes(draw: st.DrawFn, depth: int, parts: tuple[str, ...] = ()) -> Plain:
    """Generate any node whatever, though most questions have an answer to everything."""
    steps = ("leaf", "undetermined", "not_applicable", *QUESTIONS, *FACTS, "all", *parts) if depth else ("leaf",)
    step = draw(st.sampled_from(steps))
    node: Plain = {}
    if draw(st.integers(0, 4)) >= (1 if step == "leaf" else 4):
        node["set"] = draw(st.sampled_from(({"hvem": "ida"}, {"hvem": "bo"}, {"antal": 1}, {"hvem": "bo", "antal": 2})))
    below = nodes(depth - 1, parts) if depth else st.nothing()
    if step in QUESTIONS:
        words = QUESTIONS[step]
        anything = st.lists(st.sampled_from(words), unique=True, min_size=1, max_size=2).map(", ".join)
        keys = draw(st.one_of(st.just(list(words)), divided(words), st.lists(anything, unique=True, max_size=3)))
        _question(node, step, {key: draw(below) for key in keys})
    elif step == "all":
        node["all"] = draw(st.lists(below, min_size=1, max_size=3))
    elif step in parts:
        node["use"] = step
    elif step != "leaf":
        node[step] = "punkt" if step == "undetermined" else "varsel"
    return node


def divided(words: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """Generate keys that hold each word once."""
    ends = st.integers(1, len(words))
    return ends.map(lambda end: [", ".join(part) for part in (words[:end], words[end:]) if part])


def _question(node: Plain, name: str, branches: Plain) -> None:
    ask = ("ask", "answers") if name in FACTS else ("reading", "options")
    node.update(zip(ask, (name, branches), strict=True))


def wild_rules() -> st.SearchStrategy[Files]:
    """Generate a decision over two facts and two readings, with any tree; parts use only those after them."""
    return st.builds(
        lambda tree, over, under: rules(tree, {"overdel": over, "underdel": under}),
        nodes(3, ("overdel", "underdel")),
        nodes(2, ("underdel",)),
        nodes(1),
    )


WILD = pooled(wild_rules().map(Checked), 150, name=repr)


@st.composite
def tidy_nodes(draw: st.DrawFn, left: tuple[str, ...] = tuple(QUESTIONS), above: str = "", depth: int = 0) -> Plain:
    """Generate a node that can only be wrong in where its readings stand: each is met once, and all is answered.

    `above` has a letter for what holds of it: `h`, who it is has been said; `s`, anything was set; `a`, it is in `all`.
    What is said on the way has a name of its own at each depth, so that no other node says the same.
    """
    if draw(st.integers(0, 4)) == 4 and depth < MOST:
        main = draw(tidy_nodes(left, above + "a", depth + 1))
        return {"all": draw(st.permutations([main, draw(beside(left, f"ved_{depth}"))]))}
    name = draw(st.sampled_from((*left, "leaf", "leaf")))
    if name not in left:
        return draw(leaves(above))
    node: Plain = draw(saying(f"trin_{depth}", name="h" not in above))
    above += "s" * ("set" in node) + "h" * ("hvem" in node.get("set", {}))
    keys = draw(st.one_of(st.just(list(QUESTIONS[name])), divided(QUESTIONS[name])))
    below = tidy_nodes(tuple(other for other in left if other != name), above, depth + 1)
    _question(node, name, {key: draw(below) for key in keys})
    return node


def saying(word: str, *, name: bool) -> st.SearchStrategy[Plain]:
    """Generate what a node on the way says: mostly nothing."""
    some: list[Plain] = [{}, {}, {}, {"set": {"liste": [word]}}, {"notice": [word]}, *[{"set": {"hvem": "bo"}}] * name]
    return st.sampled_from(some).map(deepcopy)


def beside(left: tuple[str, ...], word: str) -> st.SearchStrategy[Plain]:
    """Generate what stands beside another branch and says nothing that it says."""
    said = st.sampled_from(({"set": {"liste": [word]}}, {"notice": [word]}, {}))
    asked = [fact for fact in left if fact in FACTS]
    questions = [
        st.fixed_dictionaries(
            {"ask": st.just(fact), "answers": st.fixed_dictionaries(dict.fromkeys(FACTS[fact], said))}
        )
        for fact in asked
    ]
    return st.one_of(said, *questions).map(deepcopy)


@st.composite
def leaves(draw: st.DrawFn, above: str) -> Plain:
    """Generate the end of a way: a name, if none was said before, or why there is none, and more."""
    kinds = ["open", *["part"] * ("h" not in above), *["excuse"] * (not {"s", "a"} & set(above)), *["name"] * 4]
    match draw(st.sampled_from(kinds)):
        case "open":
            node: Plain = {"undetermined": draw(st.sampled_from(("punkt", "andet_punkt")))}
        case "excuse":
            return {"not_applicable": draw(st.sampled_from(("varsel", "andet_varsel")))}
        case "part":
            return {"use": "overdel"}
        case _:
            node = {} if "h" in above else {"set": {"hvem": draw(st.sampled_from(("ida", "bo")))}}
    more = ({"liste": ["ida"]}, {"liste": ["bo", "ida"]}, {"liste": ["ida", "bo"]}, {"antal": 1}, {"antal": 2})
    further: Plain = draw(st.sampled_from(({}, {}, {}, *more)))
    notices = draw(st.sampled_from(([], [], ["varsel"], ["andet_varsel", "varsel"])))
    beyond = ({"set": further} if further else {}) | ({"notice": notices} if notices else {})
    if draw(st.booleans()):
        return {"all": [node, beyond]}
    return node | beyond | ({"set": {**node["set"], **further}} if "set" in node else {})


def rules(tree: Plain, parts: Plain) -> Files:
    """Write rules with a tree and its parts, on the strength of one statement."""
    questions = {
        name: {"label": prose(name), "question": prose(name), "values": {word: prose(word) for word in words}}
        for name, words in FACTS.items()
    }
    readings = {
        name: {
            "question": prose(name),
            "options": {option: prose(option) for option in options},
            "default": options[1],
            "because": prose("saa"),
        }
        for name, options in READINGS.items()
    }
    point = {"point": "A-001", "title": prose("punkt"), "why": prose("punkt"), "readings": readings}
    other = {**point, "point": "A-002", "readings": {}}
    words = [f"{at}_{depth}" for at in ("trin", "ved") for depth in range(MOST + len(QUESTIONS) + 1)]
    files: Files = {
        "rule_set.yaml": {"rule_set": "regler", "version": "1", "title": prose("regler")},
        "vocabulary.yaml": {
            "facts": questions,
            "outcomes": {name: prose(name) for name in ("hvem", "antal", "liste")},
            "roles": {word: prose(word) for word in ("ida", "bo", *words)},
        },
        "open_points.yaml": {"open_points": {"punkt": point, "andet_punkt": other}},
        "notices.yaml": {
            "notices": {word: {"basis": "ours", **prose(word)} for word in ("varsel", "andet_varsel", *words)}
        },
        FILE: {
            "decision": "proeve",
            "title": prose("proeve"),
            "outcome": {
                "hvem": {"type": "role", "required": True},
                "antal": {"type": "integer"},
                "liste": {"type": "role", "many": True},
            },
            "tree": tree,
            "parts": parts,
        },
    }
    return cited(files)


def everything() -> Iterator[tuple[Plain, dict[str, str]]]:
    """Give every situation under every choice of readings."""
    for values in itertools.product(*FACTS.values()):
        for options in itertools.product(*READINGS.values()):
            yield dict(zip(FACTS, values, strict=True)), dict(zip(READINGS, options, strict=True))


def taken(decision: Plain, facts: Plain, readings: dict[str, str]) -> Iterator[tuple[Path, dict[Path, bool]]]:
    """Give every question met by the path of its name, and by their paths whether its items are taken.

    Go on behind all that are.
    """

    def visit(path: Path, node: Plain) -> Iterator[tuple[Path, dict[Path, bool]]]:
        for number, inner in enumerate(node.get("all", [])):
            yield from visit((*path, "all", number), inner)
        if "use" in node:
            yield from visit(("parts", node["use"]), decision["parts"][node["use"]])
        for step, branches, known in (("ask", "answers", facts), ("reading", "options", readings)):
            if step in node:
                keys = {key: reference.items(key) for key in node[branches]}
                each = [(*path, branches, key, item) for key, items in keys.items() for item in items]
                yield (*path, step), {one: one[-1] == known[node[step]] for one in each}
                for key, items in keys.items():
                    if known[node[step]] in items:
                        yield from visit((*path, branches, key), node[branches][key])

    return visit(("tree",), decision["tree"])


@laws
@given(WILD)
def test_whatever_goes_wrong_is_found(checked: Checked) -> None:
    """If a situation leads nowhere, to two answers, to an outcome twice or to none, there is a finding that says so."""
    stumbles = [dead_end(checked.rules, "proeve", *situation) for situation in everything()]
    gaps = any(isinstance(stumble, tuple) and not stumble[1] for stumble in stumbles)
    assert not gaps or checked.errors & {"answer-missing", "option-missing"}
    assert not any(isinstance(s, tuple) and s[1] for s in stumbles) or "answer-overlap" in checked.errors
    assert not any(isinstance(stumble, str) for stumble in stumbles) or "outcome-twice" in checked.errors
    if not checked.errors:
        for situation in everything():
            met = reference.walk(checked.rules, "proeve", *situation)
            assert met["undetermined"] or met["not_applicable"] or "hvem" in met["outcome"]
            assert not (met["not_applicable"] and met["outcome"])


@laws
@given(WILD)
def test_dead_answers_are_exact(checked: Checked) -> None:
    """Just those answers and options are found dead whose question some situation meets and none answers so."""
    alive: dict[Path, bool] = {}
    for situation in everything():
        for _, items in taken(checked.files[FILE], *situation):
            alive |= {path: alive.get(path, False) or is_taken for path, is_taken in items.items()}
    dead = {place(checked.texts[FILE], path[:-1], item=str(path[-1])) for path, live in alive.items() if not live}
    assert checked.all("answer-impossible").keys() == dead


@laws
@given(WILD)
def test_gaps_are_exact(checked: Checked) -> None:
    """Just those questions and readings are found to lack an answer that some situation meets and does not answer."""
    stuck = {
        place(checked.texts[FILE], question)
        for situation in everything()
        for question, items in taken(checked.files[FILE], *situation)
        if not any(items.values())
    }
    assert checked.all("answer-missing").keys() | checked.all("option-missing").keys() == stuck


@laws
@given(WILD)
def test_witnesses_are_true(checked: Checked) -> None:
    """The situation that a finding names shows what it says, if any situation can."""
    consulted = [node["reading"] for _, node in nodes_with_paths(checked.files[FILE], "reading")]
    for finding in checked.findings:
        # A reading that is consulted below itself has a test of its own.
        if finding.severity == "error" and consulted.count(finding.details.get("reading")) < 2:
            assert_true(finding, checked)


def assert_true(finding: Finding, checked: Checked) -> None:
    """Try a finding's witness with the reference."""
    facts, readings = checked.witness(finding)
    stumble = dead_end(checked.rules, "proeve", facts, readings)
    twice = [other for other in checked.findings if other.code == "outcome-twice"]
    match finding.code:
        case "answer-missing" | "option-missing":
            assert stumble is not None
        case "outcome-twice" if len(twice) == 1 and stumble is None:
            # Two branches of `all` may not set one outcome, even where no situation leads to both.
            stumbles = [dead_end(checked.rules, "proeve", *situation) for situation in everything()]
            assert finding.details["outcome"] not in stumbles
        case "outcome-missing":
            answer = reference.answer(checked.rules, "proeve", facts, readings)
            assert (answer["status"], answer["missing"]) == ("decided", [])
            assert finding.details["outcome"] not in answer["outcome"]
        case "not-applicable-in-all" | "set-before-not-applicable":
            assert stumble is not None or reference.walk(checked.rules, "proeve", facts, readings)["not_applicable"]
        case "reading-too-early" if checked.errors == {"reading-too-early"}:
            (name,) = {finding.details["reading"]}
            for others, options in everything():
                choice = {**options, **{r: v for r, v in readings.items() if r in (finding.witness or {})}}
                assert agree(checked.rules, {**others, **facts}, choice, name)
                assert name in met_readings(checked.rules, {**others, **facts}, choice)


def agree(rules_: Plain, facts: Plain, readings: dict[str, str], name: str) -> bool:
    """Tell whether all options of a reading give one answer."""
    answers = [reference.answer(rules_, "proeve", facts, {**readings, name: option}) for option in READINGS[name]]
    return all(answer == answers[0] for answer in answers)


def met_readings(rules_: Plain, facts: Plain, readings: dict[str, str]) -> list[str]:
    """Give the readings that are consulted on the way to an answer."""
    answer = reference.decide(rules_, "proeve", facts, readings)
    return [step["reading"] for step in answer["because"] if "reading" in step]


@laws
@given(tidy_nodes())
def test_readings_too_early_are_exact(tree: Plain) -> None:
    """A reading stands too early if and only if in some situation that meets it all its options give one answer."""
    checked = Checked(rules(tree, {"overdel": {"set": {"hvem": "bo"}, "notice": ["varsel"]}}))
    assert checked.errors <= {"reading-too-early"}
    for finding in checked.all("reading-too-early").values():
        assert_true(finding, checked)
    too_early = False
    for facts, readings in everything():
        answer = reference.decide(checked.rules, "proeve", facts, readings)
        for name in [step["reading"] for step in answer["because"] if "reading" in step]:
            too_early = too_early or agree(checked.rules, facts, readings, name)
            assert checked.errors or name in answer["open_points"]
    assert checked.errors == ({"reading-too-early"} if too_early else set())


def branch(*outcomes: str, fact: str = "farve") -> Plain:
    """Give a node that sets `hvem` for these values of a fact and nothing for others."""
    answers = {value: {"set": {"hvem": "ida"}} if value in outcomes else {} for value in FACTS[fact]}
    return {"ask": fact, "answers": answers}


@pytest.mark.parametrize(
    ("first", "second"),
    [(("roed", "blaa"), ("blaa",)), (("blaa",), ("roed", "blaa")), (("roed",), ("roed",)), (("blaa",), ("blaa",))],
)
def test_a_conflict_of_branches_is_shown_where_it_happens(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    """Where two branches of `all` do set one outcome in the same situation, the witness is such a situation."""
    checked = Checked(rules({"all": [branch(*first), branch(*second)]}, {}))
    (finding,) = checked.all("outcome-twice").values()
    assert dead_end(checked.rules, "proeve", *checked.witness(finding)) == "hvem"


def test_a_conflict_of_branches_is_shown_with_what_both_ask() -> None:
    """Where the branches ask different things, the witness answers what either of them asks."""
    checked = Checked(rules({"all": [branch("blaa"), branch("kantet", fact="form")]}, {}))
    (finding,) = checked.all("outcome-twice").values()
    assert dict(finding.witness or {}) == {"farve": "blaa", "form": "kantet"}


def test_branches_that_never_meet_conflict_all_the_same() -> None:
    """One branch of `all` sets an outcome, and no other, even if it would do so in other situations only."""
    files = rules({"all": [branch("roed"), branch("blaa")]}, {})
    checked = Checked(files)
    (path,) = [p for p, node in nodes_with_paths(files[FILE]) if p[:3] == ("tree", "all", 1) and "set" in node]
    assert checked.errors == {"outcome-twice"}
    assert checked.all("outcome-twice").keys() == {place(checked.texts[FILE], (*path, "set", "hvem"), key=True)}


@pytest.mark.parametrize("below", [("bo", "ida"), ("ida", "bo")])
def test_a_reading_that_is_consulted_again_below_is_not_too_early(below: tuple[str, str]) -> None:
    """A reading may tell one option from two others, and then those from each other: it matters in both places."""
    sidst, aldrig = ({"set": {"hvem": who}} for who in below)
    again = {"reading": "laesning", "options": {"sidst": sidst, "aldrig": aldrig}}
    tree = {"reading": "laesning", "options": {"foerst": {"set": {"hvem": "ida"}}, "sidst, aldrig": again}}
    checked = Checked(rules(tree, {}))
    assert not any(agree(checked.rules, facts, readings, "laesning") for facts, readings in everything())
    assert checked.errors == set()


def test_the_options_that_are_missing_are_named_whatever_facts_are_called() -> None:
    """A reading may have the name of a number, and what it lacks are options all the same."""
    files = rules({"reading": "laesning", "options": {"foerst": {"set": {"hvem": "bo"}}}}, {})
    facts = files["vocabulary.yaml"]["facts"]
    facts["laesning"] = {"label": prose("laesning"), "question": prose("laesning"), "type": "number"}
    inner = {"ask": "laesning", "answers": {"under 5": {"set": {"hvem": "bo"}}, "from 5": {"set": {"hvem": "ida"}}}}
    files[FILE]["tree"] = {"ask": "farve", "answers": {"roed": files[FILE]["tree"], "blaa": inner}}
    (finding,) = Checked(files).all("option-missing").values()
    assert finding.details["values"] == "sidst, aldrig"


def test_a_reading_consulted_again_without_the_option_taken_is_a_gap() -> None:
    """Below an option its reading can only be answered with that option: a question without it is a gap."""
    again = {"reading": "laesning", "options": {"sidst": {"set": {"hvem": "bo"}}}}
    tree = {"reading": "laesning", "options": {"foerst": again, "sidst, aldrig": {"set": {"hvem": "ida"}}}}
    checked = Checked(rules(tree, {}))
    assert "option-missing" in checked.errors
    (finding,) = checked.all("option-missing").values()
    assert checked.witness(finding)[1]["laesning"] == finding.details["values"] == "foerst"


def test_beyond_the_limit_a_reading_is_left_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a reading stands too early is looked for in so many situations, and is then left open."""
    always = {"ask": "farve", "answers": {"roed": {"set": {"hvem": "ida"}}, "blaa": {"set": {"hvem": "bo"}}}}
    tree = {"reading": "laesning", "options": dict.fromkeys(READINGS["laesning"], always)}
    assert Checked(rules(tree, {})).errors == {"reading-too-early"}
    monkeypatch.setattr(agreement, "MAX_SITUATIONS", 1)
    assert Checked(rules(tree, {})).errors == set()


def test_a_reading_that_is_consulted_again_below_is_too_early_twice_where_all_is_alike() -> None:
    """Below an option its reading is answered with that option, also where it makes no difference in either place."""
    ida = {"set": {"hvem": "ida"}}
    again = {"reading": "laesning", "options": {"sidst": ida, "aldrig": ida}}
    checked = Checked(rules({"reading": "laesning", "options": {"foerst": ida, "sidst, aldrig": again}}, {}))
    paths: list[tuple[str, ...]] = [("tree", "reading"), ("tree", "options", "sidst, aldrig", "reading")]
    assert checked.all("reading-too-early").keys() == {place(checked.texts[FILE], path) for path in paths}


IDA: Plain = {"set": {"hvem": "ida"}}
BO: Plain = {"set": {"liste": ["bo"]}}
DIFFERENT: list[tuple[Plain, Plain]] = [
    (IDA, {"set": {"hvem": "bo"}}),
    (IDA, {"set": {"hvem": "ida", "antal": 1}}),
    ({"undetermined": "punkt"}, {"undetermined": "andet_punkt"}),
    ({"not_applicable": "varsel"}, {"not_applicable": "andet_varsel"}),
    ({**IDA, "notice": ["varsel"]}, IDA),
    ({"all": [IDA, {"notice": ["varsel"]}]}, {"all": [IDA, {}]}),
    ({"set": {"hvem": "ida", "liste": ["ida", "bo"]}}, {"set": {"hvem": "ida", "liste": ["bo", "ida"]}}),
    (
        {"all": [{"set": {"hvem": "ida", "liste": ["ida"]}}, BO]},
        {"all": [{"set": {"hvem": "ida", "liste": ["bo"]}}, BO]},
    ),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_one_difference_is_enough_for_a_reading(one: Plain, other: Plain) -> None:
    """A reading whose options differ in one thing only is where it should be; without that it is too early.

    So it is whether what they lead to stands there or in parts of the decision.
    """
    used = {"reading": "tolkning", "options": {"streng": {"use": "foerst"}, "mild": {"use": "sidst"}}}
    for second, errors in ((other, set()), (one, {"reading-too-early"})):
        tree = {"reading": "tolkning", "options": {"streng": one, "mild": second}}
        assert Checked(rules(tree, {})).errors == errors
        assert Checked(rules(used, {"foerst": one, "sidst": second})).errors == errors
