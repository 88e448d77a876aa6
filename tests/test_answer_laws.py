# SPDX-License-Identifier: MPL-2.0
"""Laws of what an answer says about itself: its reasons, their places, its open points and its prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import reference
import yaml
from attrs import define, field
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import layouts
from rule_texts import NAME, load_anew, load_both, texts_of
from strategies import any_rule_set_folders, readings_of, situations_of
from test_engine_laws import RULES, as_reference, on_every_shipped_decision, partial_situations, shipped

from trivselrules import Answer, RuleSet
from trivselrules.testing.grown_facts import prose
from trivselrules.values import Qualified

Plain = dict[str, Any]
# Kind, name, value, line and column of one step of the way to an answer, and the sources it led to.
Step = tuple[str, str, Any, int, int, tuple[str, ...]]

laws = settings(max_examples=settings().max_examples * 4 // 5)


def replayed(rules: RuleSet, answer: Answer) -> Answer:
    """Ask again with what the answer's reasons say and nothing else."""
    facts = {reason.name: reason.value for reason in answer.because if reason.kind == "fact"}
    options = {reason.name: str(reason.value) for reason in answer.because if reason.kind == "reading"}
    return rules.reading(options).decide(answer.decision, **facts)


@on_every_shipped_decision
def test_shipped_answers_follow_from_their_reasons_alone(rule_set: str, decision: str) -> None:
    """Whoever knows only the reasons of a shipped answer gets that very answer."""
    rules, naive = shipped(rule_set)
    for facts in reference.situations(naive, decision):
        for choice in reference.reading_choices(naive, decision, facts):
            answer = rules.reading(choice).decide(decision, **facts)
            assert replayed(rules, answer) == answer


@laws
@given(any_rule_set_folders(), st.data())
def test_answers_follow_from_their_reasons(texts: dict[str, str], data: st.DataObject) -> None:
    """The facts and options among the reasons lead to the same answer by the same way.

    Not so `missing`, if facts are known that are asked later, nor `open_points`, which also rest on what
    other options would ask.
    """
    rules, naive = load_both(texts)
    facts, choice = data.draw(situations_of(naive)), data.draw(readings_of(naive))
    for decision in rules.decisions:
        answer = rules.reading(choice).decide(decision, **facts)
        again = replayed(rules, answer)
        assert again.because == answer.because
        ignored = {"missing": None, "open_points": None}
        assert {**as_reference(again), **ignored} == {**as_reference(answer), **ignored}
        assert again.missing[:1] == answer.missing[:1]


@on_every_shipped_decision
def test_shipped_reasons_stand_where_they_say(rule_set: str, decision: str) -> None:
    """In the shipped files each reason points at the answer key it took."""
    rules, naive = shipped(rule_set)
    file = parsed((RULES / rule_set / f"{decision}.yaml").read_text("utf-8"))
    for facts in partial_situations(naive, decision):
        for choice in reference.reading_choices(naive, decision, facts):
            answer = rules.reading(choice).decide(decision, **facts)
            found = way(file, naive, facts, {**naive["readings"], **choice})
            assert_says(answer, f"{rule_set}/{decision}.yaml", found)


@laws
@given(any_rule_set_folders(), st.data())
def test_reasons_stand_where_they_say(texts: dict[str, str], data: st.DataObject) -> None:
    """However a file is laid out, each reason has the line and column of the very answer key it took.

    So have the questions that wait for their facts, and what sets an outcome. And all sources that stand on the way
    are cited, no other, and each of them exists.
    """
    laid_out = data.draw(layouts(texts))
    rules, naive = load_both(laid_out)
    facts, choice = data.draw(situations_of(naive)), data.draw(readings_of(naive))
    for decision in rules.decisions:
        answer = rules.reading(choice).decide(decision, **facts)
        file = parsed(laid_out[f"{decision}.yaml"].decode("utf-8-sig"))
        found = way(file, naive, facts, {**naive["readings"], **choice})
        assert_says(answer, f"{NAME}/{decision}.yaml", found)
        assert found.sources <= rules.model.sources.keys()


def assert_says(answer: Answer, file: str, found: Way) -> None:
    """Hold what an answer says about itself against the way that was found in the text."""
    taken = [reason for reason in answer.because if reason.kind != "rule"]
    origins = [(name, one.location) for name, of in answer.origins.items() for one in of]
    told = [(r.kind, r.name, r.value, r.location.line, r.location.column, r.source) for r in taken]
    assert told == found.steps
    assert [(wait.fact, wait.location.line, wait.location.column) for wait in answer.waiting] == found.waiting
    assert {(name, at.line, at.column) for name, at in origins} <= found.settings
    assert {source for reason in answer.because for source in reason.source} == found.sources
    reasons, waiting = ([one.location.file for one in of] for of in (answer.because, answer.waiting))
    assert {*reasons, *waiting, *(at.file for _, at in origins)} <= {file}
    rule = [(r.name, r.value, r.location.line, r.location.column) for r in answer.because if r.kind == "rule"]
    assert rule in ([], [(answer.decision, None, *found.tree)])


def parsed(text: str) -> dict[str, yaml.Node]:
    """Read a file with nothing but the YAML parser, whose nodes know their places."""
    return _entries(yaml.compose(text, Loader=reference.LOADER))


@define
class Way:
    """What was met in the text on the way to an answer, with lines and columns."""

    tree: tuple[int, int]
    steps: list[Step] = field(factory=list)
    sources: set[str] = field(factory=set)
    waiting: list[tuple[str, int, int]] = field(factory=list)
    settings: set[tuple[str, int, int]] = field(factory=set)


def way(file: dict[str, yaml.Node], rules: Plain, facts: Plain, readings: Mapping[str, str]) -> Way:
    """Follow a decision through its file.

    A step has the sources that stand behind it before the next question, or else those of the steps below it.
    """

    def visit(node: yaml.Node | None) -> tuple[list[str], list[list[Step]]]:
        """Give the sources that stand here, and the ways on from the questions that are answered."""
        entries = _entries(node)
        found.settings |= {(name, *_place(node)) for name in (_entries(entries["set"]) if "set" in entries else ())}
        cited = [item.value for item in (entries["source"].value if "source" in entries else ())]
        ways: list[list[Step]] = []
        beside = list(entries["all"].value) if "all" in entries else []
        if "use" in entries:
            beside.append(_entries(file["parts"])[entries["use"].value])
        for inner in beside:
            more, on = visit(inner)
            cited, ways = cited + more, ways + on
        for kind, step, branches in (("fact", "ask", "answers"), ("reading", "reading", "options")):
            name: str = entries[step].value if step in entries else ""
            known = facts if kind == "fact" else readings
            if step in entries and name not in known:
                found.waiting.append((name, *_place(entries[step])))
            for key, child in entries[branches].value if name in known else ():
                for place, item in _items(key):
                    if reference.fits(item, rules["facts"][name] if kind == "fact" else {}, known[name]):
                        behind, on = visit(child)
                        found.sources.update(behind)
                        ways.append(_closed((kind, name, known[name], *place), behind, on))
        return cited, ways

    found = Way(_place(file["tree"]))
    cited, ways = visit(file["tree"])
    found.steps += [step for on in ways for step in on]
    found.sources.update(cited)
    return found


def _closed(step: tuple[str, str, Any, int, int], cited: list[str], ways: list[list[Step]]) -> list[Step]:
    """Give a step with its sources, and the steps below it."""
    below = [source for on in ways for source in on[0][-1]]
    return [(*step, tuple(dict.fromkeys(cited or below))), *(step for on in ways for step in on)]


def _place(node: yaml.Node | None) -> tuple[int, int]:
    assert node is not None
    assert node.start_mark is not None
    return node.start_mark.line + 1, node.start_mark.column + 1


def _entries(node: yaml.Node | None) -> dict[str, yaml.Node]:
    assert isinstance(node, yaml.MappingNode)
    return {key.value: value for key, value in node.value}


def _items(key: yaml.Node) -> Iterator[tuple[tuple[int, int], str]]:
    """Give the items of a key, each with its line and column."""
    assert isinstance(key, yaml.ScalarNode)
    assert key.start_mark is not None
    column = key.start_mark.column + 1 + bool(key.style)
    for item in key.value.split(","):
        yield (key.start_mark.line + 1, column + len(item) - len(item.lstrip())), item.strip()
        column += len(item) + 1


@laws
@given(any_rule_set_folders(), st.data())
def test_open_points_are_the_readings_that_matter(texts: dict[str, str], data: st.DataObject) -> None:
    """A reading on the way is an open point if and only if one of its other options gives another answer."""
    rules, naive = load_both(texts)
    facts, choice = data.draw(situations_of(naive)), data.draw(readings_of(naive))
    chosen = rules.reading(choice)
    for decision in rules.decisions:
        answer = chosen.decide(decision, **facts)
        met = {reason.name for reason in answer.because if reason.kind == "reading"}
        mattering = {
            reading
            for reading in met
            for option in naive["options"][reading]
            if _said(chosen.reading({reading: option}).decide(decision, **facts)) != _said(answer)
        }
        assert set(answer.open_points) == mattering | set(answer.undetermined)
        assert len(set(answer.open_points)) == len(answer.open_points)


def _said(answer: Answer) -> Plain:
    """Give the answer without its reasons."""
    return {**as_reference(answer), "because": None, "open_points": None}


@on_every_shipped_decision
def test_equal_answers_have_one_text(rule_set: str, decision: str) -> None:
    """The prose of a shipped answer follows from the answer alone, in both languages, and names every value."""
    rules, naive = shipped(rule_set)
    texts: dict[tuple[Answer, str], str] = {}
    for facts in partial_situations(naive, decision):
        for choice in reference.reading_choices(naive, decision, facts):
            answer = rules.reading(choice).decide(decision, **facts)
            for language in ("da", "en"):
                text = answer.explain(language)
                assert texts.setdefault((answer, language), text) == text
                assert_names_everything(answer, text, language)


@laws
@given(any_rule_set_folders(), st.data())
def test_the_text_names_every_value(texts: dict[str, str], data: st.DataObject) -> None:
    """The prose of an answer names each outcome's value and whatever is missing, open or to be noticed."""
    rules, naive = load_both(texts)
    again, _ = load_anew(texts)
    facts = data.draw(situations_of(naive))
    for decision in rules.decisions:
        answer = rules.decide(decision, **facts)
        for language in ("da", "en"):
            text = answer.explain(language)
            assert text == again.decide(decision, **facts).explain(language)
            assert_names_everything(answer, text, language)


def assert_names_everything(answer: Answer, text: str, language: str) -> None:
    """Look for all that an answer holds in its prose."""
    model = answer.model
    declared = model.decisions[answer.decision].outcomes
    for name, value in answer.outcome.items():
        for item in value if isinstance(value, tuple) else (value,):
            words = item.terms if isinstance(item, Qualified) else (item,) if isinstance(item, str) else ()
            for word in words:
                label = model.terms[declared[name].type][word].label
                assert getattr(label, language).lower() in text.lower()
        if answer.status != "decided" or model.decisions[answer.decision].sentence is None:
            assert getattr(model.outcome_labels[name], language) in text
    for fact in answer.missing:
        assert getattr(model.facts[fact].question, language) in text
    for notice in answer.notices:
        assert getattr(model.notices[notice].text, language) in text
    if answer.status == "undetermined":
        for point in answer.undetermined:
            assert getattr(model.open_points[point].title, language) in text


def small(**decision: Any) -> RuleSet:
    """Load rules with one decision about a role, a number and two options of a reading."""
    options = {option: prose(option) for option in ("foerst", "sidst")}
    reading = {"question": prose("laesning"), "options": options, "default": "foerst", "because": prose("saa")}
    point = {"point": "A-001", "title": prose("punkt"), "why": prose("punkt"), "readings": {"laesning": reading}}
    files: dict[str, Plain] = {
        "rule_set.yaml": {
            "rule_set": "regler",
            "version": "1",
            "title": prose("regler"),
            "documents": {"bog": {"title": prose("bog")}},
        },
        "sources.yaml": {"facts": {"AB-1": {"document": "bog", "section": "1", **prose("udsagn")}}},
        "vocabulary.yaml": {
            "outcomes": {"hvem": prose("hvem"), "antal": prose("antal")},
            "roles": {"ida": prose("ida"), "klamme": prose("{antal}")},
        },
        "open_points.yaml": {"open_points": {"punkt": point}},
        "notices.yaml": {"notices": {name: {"basis": "ours", **prose(name)} for name in ("et", "andet")}},
        "lille.yaml": {
            "decision": "lille",
            "title": prose("lille"),
            "outcome": {"hvem": {"type": "role"}, "antal": {"type": "integer"}},
            **decision,
        },
    }
    return load_both(texts_of(files))[0]


def test_a_sentence_leaves_no_outcome_out() -> None:
    """An outcome for which the sentence has no place is named all the same."""
    rules = small(sentence=prose("{hvem} kommer"), tree={"set": {"hvem": "ida", "antal": 7}, "source": ["AB-1"]})
    text = rules.decide("lille").explain("da")
    assert "Dansk ida" in text
    assert "7" in text.replace(rules.digest[:19], "")


def test_a_label_with_braces_stands_in_a_sentence_as_it_is_written() -> None:
    """What stands in braces in the name of a role is not a place of the sentence."""
    rules = small(
        sentence=prose("{hvem} er nummer {antal}"), tree={"set": {"hvem": "klamme", "antal": 7}, "source": ["AB-1"]}
    )
    assert "Dansk {antal} er nummer 7" in rules.decide("lille").explain("da")


def test_another_reason_of_irrelevance_is_another_answer() -> None:
    """A reading that decides which notice says why the question does not arise is an open point."""
    options = {
        "foerst": {"notice": ["et", "andet"], "not_applicable": "et", "source": ["AB-1"]},
        "sidst": {"notice": ["et"], "not_applicable": "andet", "source": ["AB-1"]},
    }
    rules = small(tree={"source": ["AB-1"], "reading": "laesning", "options": options})
    other = rules.reading({"laesning": "sidst"})
    assert rules.decide("lille").not_applicable != other.decide("lille").not_applicable
    assert rules.decide("lille").open_points == ("laesning",)
