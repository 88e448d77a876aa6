# SPDX-License-Identifier: MPL-2.0
"""Laws of the analysis: sound rules have no errors, and one seeded fault is found where it is, with a true witness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import reference
from faults import Checked, dead_end, nodes_with_paths, place
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rule_texts import folder_of, load_both, texts_of
from strategies import OPTIONS, POINTS, any_rule_set_data, rule_set_data, situations_of
from test_engine_laws import SHIPPED

from trivselrules.analysis.nodes import decision_nodes
from trivselrules.analysis.reach import Reach
from trivselrules.loading import read

Plain = dict[str, Any]
Files = dict[str, Plain]

laws = settings(max_examples=settings().max_examples // 2)
DECISION = "award"
FILE = f"{DECISION}.yaml"


@laws
@given(any_rule_set_data(), st.booleans())
def test_sound_rules_have_no_errors(files: Files, schemas: bool) -> None:
    """Rules that are sound by construction are found sound, by the schemas too."""
    with folder_of(texts_of(files)) as folder:
        found = read(folder, schemas=schemas)
    assert [finding for finding in found.findings if finding.severity == "error"] == []
    assert found.rule_set is not None


@settings(max_examples=2, derandomize=True)
@given(rule_set_data(root="reading"))
def test_the_schemas_demand_no_more_than_the_loader(files: Files) -> None:
    """Without one key, of whatever name, a file is refused with the schemas if and only if it is without them."""
    differing = []
    by_name = {path[-1]: path for name, content in files.items() for path in key_paths((name,), content)}
    for key, path in by_name.items():
        with folder_of(texts_of(without(files, path))) as folder:
            if read(folder).findings != read(folder, schemas=True).findings:
                differing.append(key)
    assert differing == []


def key_paths(path: tuple[str, ...], content: Plain) -> Iterator[tuple[str, ...]]:
    """Give the path of every key in plain data."""
    for key, value in content.items():
        yield (*path, key)
        yield from key_paths((*path, key), value) if isinstance(value, dict) else ()


def without(content: Plain, path: Sequence[str]) -> Plain:
    """Give plain data without the key at `path`."""
    if len(path) == 1:
        return {key: value for key, value in content.items() if key != path[0]}
    return {**content, path[0]: without(content[path[0]], path[1:])}


def test_shipped_rules_have_no_errors() -> None:
    """What is shipped is sound."""
    for folder in SHIPPED:
        assert [finding.code for finding in read(folder, schemas=True).findings if finding.severity == "error"] == []


@laws
@given(rule_set_data(root="ask"), st.data())
def test_a_dropped_answer_is_missed(files: Files, data: st.DataObject) -> None:
    """Without one of its answers a question has a gap that names values of just that answer."""
    asking = [pair for pair in nodes_with_paths(files[FILE], "ask") if len(pair[1]["answers"]) > 1]
    path, node = data.draw(st.sampled_from(asking))
    dropped = data.draw(st.sampled_from(list(node["answers"])))
    del node["answers"][dropped]
    checked = Checked(files)
    # A part that was shared with the dropped answer may hold answers that only it could lead to.
    assert "answer-missing" in checked.errors <= {"answer-missing", "answer-impossible"}
    found = checked.all("answer-missing")
    assert found.keys() == {place(checked.texts[FILE], (*path, "ask"))}
    (finding,) = found.values()
    facts, readings = checked.witness(finding)
    domain = checked.rules["facts"][node["ask"]]
    assert any(reference.fits(item, domain, facts[node["ask"]]) for item in reference.items(dropped))
    assert dead_end(checked.rules, DECISION, facts, readings) == (facts[node["ask"]], [])
    assert finding.details["fact"] == node["ask"]
    if domain.get("type", "boolean") == "boolean":
        assert set(finding.details["values"].split(", ")) <= set(reference.items(dropped))


@laws
@given(rule_set_data(root="ask"), st.data())
def test_an_answer_given_twice_is_an_overlap(files: Files, data: st.DataObject) -> None:
    """A value that stands at two answers is found at the second, and the reference finds both for the witness."""
    asking = [pair for pair in nodes_with_paths(files[FILE], "ask") if len(pair[1]["answers"]) > 1]
    path, node = data.draw(st.sampled_from(asking))
    first, second = sorted(data.draw(st.permutations(range(len(node["answers"]))))[:2])
    keys = list(node["answers"])
    item = data.draw(st.sampled_from(reference.items(keys[first])))
    twice = f"{keys[second]}, {item}"
    node["answers"] = {twice if key == keys[second] else key: inner for key, inner in node["answers"].items()}
    checked = Checked(files)
    finding = checked.all("answer-overlap")[place(checked.texts[FILE], (*path, "answers", twice), item=item)]
    assert (finding.details["value"], finding.details["other"]) == (item, item)
    assert finding.details["first"] == str(place(checked.texts[FILE], (*path, "answers", keys[first]), key=True)[0])
    facts, _ = checked.witness(finding)
    domain, value = checked.rules["facts"][node["ask"]], facts[node["ask"]]
    assert [key for key in node["answers"] if any(reference.fits(i, domain, value) for i in reference.items(key))] == [
        keys[first],
        twice,
    ]


@laws
@given(rule_set_data(root="ask"), st.data())
def test_an_answer_that_cannot_occur_is_dead(files: Files, data: st.DataObject) -> None:
    """Asked again below one answer, a question cannot get another: each such item is found, and nothing else."""
    asking = [pair for pair in nodes_with_paths(files[FILE], "ask") if len(pair[1]["answers"]) > 1]
    path, node = data.draw(st.sampled_from(asking))
    possible, dead = data.draw(st.permutations(list(node["answers"])))[:2]
    again = {possible: node["answers"][possible], dead: {}}
    node["answers"][possible] = {"ask": node["ask"], "answers": again}
    checked = Checked(files)
    assert checked.errors == {"answer-impossible"}
    inner = (*path, "answers", possible, "answers", dead)
    found = checked.all("answer-impossible")
    assert found.keys() == {place(checked.texts[FILE], inner, item=item) for item in reference.items(dead)}
    for finding in found.values():
        facts, readings = checked.witness(finding)
        assert dead_end(checked.rules, DECISION, facts, readings) is None
        domain, value = checked.rules["facts"][node["ask"]], facts[node["ask"]]
        assert any(reference.fits(item, domain, value) for item in reference.items(possible))
        assert not any(reference.fits(item, domain, value) for item in reference.items(dead))


@laws
@given(any_rule_set_data())
def test_an_outcome_set_above_is_set_twice_below(files: Files) -> None:
    """What the root of a decision sets, every `set` below sets again, and the witness leads to both."""
    setting = [path for path, node in nodes_with_paths(files[FILE], "set") if "responsible" in node["set"]]
    assume(setting)
    files[FILE].setdefault("parts", {})["oprindeligt"] = files[FILE]["tree"]
    files[FILE]["tree"] = {"set": {"responsible": "artist"}, "use": "oprindeligt"}
    checked = Checked(files)
    assert "outcome-twice" in checked.errors <= {"outcome-twice", "set-before-not-applicable", "no-source"}
    found = checked.all("outcome-twice")
    moved = [path if path[0] == "parts" else ("parts", "oprindeligt", *path[1:]) for path in setting]
    text = checked.texts[FILE]
    assert found.keys() == {place(text, (*path, "set", "responsible"), key=True) for path in moved}
    for finding in found.values():
        assert finding.details["first"] == str(place(text, ("tree", "set", "responsible"), key=True)[0])
        assert dead_end(checked.rules, DECISION, *checked.witness(finding)) == "responsible"


@laws
@given(any_rule_set_data())
def test_an_outcome_set_in_two_branches_of_all_is_set_twice(files: Files) -> None:
    """What a second branch of `all` sets is set twice, in the situation that the witness names."""
    setting = [path for path, node in nodes_with_paths(files[FILE], "set") if "responsible" in node["set"]]
    assume(setting)
    files[FILE]["tree"] = {"all": [files[FILE]["tree"], {"set": {"responsible": "artist"}}]}
    checked = Checked(files)
    assert "outcome-twice" in checked.errors <= {"outcome-twice", "not-applicable-in-all", "no-source"}
    found = checked.all("outcome-twice")
    assert found.keys() == {place(checked.texts[FILE], ("tree", "all", 1, "set", "responsible"), key=True)}
    for finding in found.values():
        assert dead_end(checked.rules, DECISION, *checked.witness(finding)) == "responsible"


def met(rules: Plain, decision: str, facts: Plain, readings: dict[str, str]) -> Iterator[Plain]:
    """Follow a decision through the files, and give the nodes on the way."""
    declared = rules["decisions"][decision]
    pending = [declared["tree"]]
    while pending:
        node = pending.pop()
        yield node
        pending += [*node.get("all", []), *([declared["parts"][node["use"]]] if "use" in node else [])]
        for step, branches, given_ in (("ask", "answers", facts), ("reading", "options", readings)):
            for key, inner in node.get(branches, {}).items():
                domain, value = rules["facts"][node[step]] if step == "ask" else {}, given_.get(node[step])
                items = () if value is None else reference.items(key)
                pending += [inner for item in items if reference.fits(item, domain, value)]


def cites(rules: Plain, facts: Plain, readings: dict[str, str]) -> bool:
    """Tell whether anything on the way through a decision cites a source."""
    return any(node.get("source") for node in met(rules, DECISION, facts, readings))


@laws
@given(any_rule_set_data())
def test_the_situation_told_for_a_node_leads_there(files: Files) -> None:
    """Every node is told with a situation that meets it, whatever else may be so."""
    rules, naive = load_both(texts_of(files))
    for name, decision in rules.model.decisions.items():
        reach = Reach(decision, rules.model)
        for node, (_, written) in zip(
            decision_nodes(decision), nodes_with_paths(naive["decisions"][name]), strict=True
        ):
            situation = reach.situation(node)
            assert situation is not None
            facts = {
                fact: value if "values" in naive["facts"][fact] else reference.typed(value)
                for fact, value in situation.items()
                if fact in naive["facts"]
            }
            assert any(one is written for one in met(naive, name, facts, situation))


@laws
@given(any_rule_set_data(), st.data())
def test_a_path_on_which_nothing_is_cited_is_found(files: Files, data: st.DataObject) -> None:
    """With some of its sources taken away, a decision has the error exactly if a situation cites nothing."""
    for _, node in nodes_with_paths(files[FILE], "source"):
        if data.draw(st.integers(0, 3)):
            del node["source"]
    checked = Checked(files)
    assert checked.errors <= {"source-missing", "no-source"}
    for finding in checked.all("source-missing").values():
        assert not cites(checked.rules, *checked.witness(finding))
    facts = data.draw(situations_of(checked.rules, complete=True))
    assert "source-missing" in checked.errors or cites(checked.rules, facts, checked.rules["readings"])


@laws
@given(any_rule_set_data(), st.data())
def test_a_required_outcome_that_is_not_set_is_missing(files: Files, data: st.DataObject) -> None:
    """Without one `set` of a required outcome, the witness is decided and lacks it."""
    nodes = list(nodes_with_paths(files[FILE], "set"))
    # An option of a reading may be told from the others by what it sets.
    setting = [node for path, node in nodes if "responsible" in node["set"] and "options" not in path[-2:]]
    assume(setting)
    del data.draw(st.sampled_from(setting))["set"]["responsible"]
    checked = Checked(files)
    assert checked.errors <= {"outcome-missing"}
    unset = {parameter["open_point"] for parameter in checked.rules["parameters"].values()}

    def lacks(facts: Plain, readings: dict[str, str]) -> bool:
        answer = reference.answer(checked.rules, DECISION, facts, readings)
        assert answer["status"] != "needs_facts"
        return "responsible" not in answer["outcome"] and (
            answer["status"] == "decided" or (unset != set() and set(answer["undetermined"]) <= unset)
        )

    for finding in checked.all("outcome-missing").values():
        assert finding.details["outcome"] == "responsible"
        assert lacks(*checked.witness(finding))
    if not checked.errors:
        facts = data.draw(situations_of(checked.rules, complete=True))
        answer = reference.answer(checked.rules, DECISION, facts, checked.rules["readings"])
        assert answer["status"] != "decided" or "responsible" in answer["outcome"]


@laws
@given(rule_set_data(root="reading"), st.data())
def test_a_dropped_option_is_missed(files: Files, data: st.DataObject) -> None:
    """Without one of its options a reading has a gap that names options that stood there, and no rule for them."""
    reading = [pair for pair in nodes_with_paths(files[FILE], "reading") if len(pair[1]["options"]) > 1]
    path, node = data.draw(st.sampled_from(reading))
    dropped = data.draw(st.sampled_from(list(node["options"])))
    del node["options"][dropped]
    checked = Checked(files)
    assert "option-missing" in checked.errors
    found = checked.all("option-missing")
    assert found.keys() == {place(checked.texts[FILE], (*path, "reading"))}
    (finding,) = found.values()
    assert finding.details["reading"] == node["reading"]
    assert set(finding.details["values"].split(", ")) <= set(reference.items(dropped))
    facts, readings = checked.witness(finding)
    assert readings[node["reading"]] in reference.items(dropped)
    assert dead_end(checked.rules, DECISION, facts, readings) == (readings[node["reading"]], [])


@laws
@given(rule_set_data(root="ask"), st.sampled_from(POINTS), st.data())
def test_a_reading_above_what_makes_it_irrelevant_is_too_early(files: Files, point: str, data: st.DataObject) -> None:
    """If an option leads on as the others do for some answers to a question, it should have been asked first."""
    tree = files[FILE]["tree"]
    same, *different = tree["answers"]
    files[FILE].setdefault("parts", {})["oprindeligt"] = tree
    answers = {same: {"use": "oprindeligt"}, **{key: {"undetermined": point} for key in different}}
    again = {"ask": tree["ask"], "answers": answers}
    options = {OPTIONS[0]: {"use": "oprindeligt"}, f"{OPTIONS[1]}, {OPTIONS[2]}": again}
    files[FILE]["tree"] = {"reading": "for_tidligt", "options": options}
    files["open_points.yaml"]["open_points"][POINTS[0]].setdefault("readings", {})["for_tidligt"] = {
        "question": {"da": "Hvad?", "en": "What?"},
        "options": {option: {"da": option, "en": option} for option in OPTIONS},
        "default": OPTIONS[0],
        "because": {"da": "fordi", "en": "because"},
    }
    checked = Checked(files)
    assert checked.errors == {"reading-too-early"}
    found = checked.all("reading-too-early")
    assert found.keys() == {place(checked.texts[FILE], ("tree", "reading"))}
    (finding,) = found.values()
    facts, readings = checked.witness(finding)
    # The witness leaves out what makes no difference.
    complete = {**data.draw(situations_of(checked.rules, complete=True)), **facts}
    one, *others = (
        reference.answer(checked.rules, DECISION, complete, {**readings, "for_tidligt": option}) for option in OPTIONS
    )
    assert others == [one, one]


@laws
@given(any_rule_set_data(), st.integers(1, 4), st.data())
def test_parts_in_a_circle_are_found(files: Files, length: int, data: st.DataObject) -> None:
    """Parts that use each other in a circle are named in its order, from the first in the file, at its place."""
    names = [f"ring_{number}" for number in data.draw(st.permutations(range(length)))]
    inside = st.sampled_from(("use", "all"))
    for name, after in zip(names, [*names[1:], names[0]], strict=True):
        step = {"use": after} if data.draw(inside) == "use" else {"all": [{}, {"use": after}]}
        files[FILE].setdefault("parts", {})[name] = step
    files[FILE]["tree"] = {"all": [files[FILE]["tree"], {"use": data.draw(st.sampled_from(names))}]}
    checked = Checked(files)
    assert checked.errors == {"part-cycle"}
    (at,) = found = checked.all("part-cycle")
    assert found[at].details["parts"].split(" → ") == [*names, names[0]]
    assert at == place(checked.texts[FILE], ("parts", names[0]), key=True)


@laws
@given(any_rule_set_data(), st.booleans())
def test_not_applicable_may_not_stand_in_all(files: Files, in_part: bool) -> None:
    """Every `not_applicable` that a branch of `all` can reach is found, also by way of a part."""
    paths = [path for path, _ in nodes_with_paths(files[FILE], "not_applicable")]
    branch = files[FILE]["tree"]
    at: tuple[str | int, ...] = ("tree", "all", 0)
    if in_part:
        files[FILE].setdefault("parts", {})["oprindeligt"] = branch
        branch, at = {"use": "oprindeligt"}, ("parts", "oprindeligt")
    files[FILE]["tree"] = {"all": [branch, {}]}
    checked = Checked(files)
    moved = [path if path[0] == "parts" else (*at, *path[1:]) for path in paths]
    found = checked.all("not-applicable-in-all")
    assert found.keys() == {place(checked.texts[FILE], (*path, "not_applicable")) for path in moved}
    assert checked.errors == ({"not-applicable-in-all"} if paths else set())
    for finding in found.values():
        assert reference.walk(checked.rules, DECISION, *checked.witness(finding))["not_applicable"]
